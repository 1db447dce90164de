"""One id per topic: card, intent, training questions, held-out questions."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from needlewise.knowledge.check.inspection import Inspection

CONVERSATION = (
    "greet goodbye thanks affirm deny bot_challenge capabilities ask_sources more_detail handoff "
    "feedback forget_me out_of_scope"
).split()
# Asked about in the conversation's file, as neither is a question about a topic's facts.
SAFETY = {"red_flag", "personal_medical_advice"}


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def intents(path: Path) -> set[str]:
    return {example["intent"] for example in read(path)["nlu"] if "intent" in example}


def test_each_area_has_its_training_questions(root: Path, inspection: Inspection) -> None:
    for area, topics in inspection.areas.items():
        assert intents(root / "data" / "nlu" / f"{area}.yml") == set(topics) - SAFETY, area


def test_conversation_has_its_training_questions(root: Path) -> None:
    trained = intents(root / "data" / "nlu.yml") | intents(
        root / "data" / "nlu" / "out_of_scope.yml"
    )
    assert trained == set(CONVERSATION) | SAFETY


def test_domain_knows_each_topic(root: Path, inspection: Inspection) -> None:
    named = read(root / "domain.yml")["intents"]
    known = {next(iter(one)) if isinstance(one, dict) else one for one in named}
    # Rasa's own name for a message that nothing was understood of.
    assert known - {"nlu_fallback"} == {*inspection.ground.topics, *CONVERSATION}


@pytest.mark.parametrize("folder", ["questions", "tuning"])
def test_each_topic_has_held_out_questions(root: Path, inspection: Inspection, folder: str) -> None:
    files = (root / "tests" / "nlu" / folder).glob("*.yml")
    asked = {one.get("topic") for path in files for one in read(path).get("questions", ())}
    assert set(inspection.ground.topics) - asked == set()
