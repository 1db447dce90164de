"""The stock bot's project: what `rasa init` gives, with our topics, questions and texts in it."""

import hashlib
import importlib.util
import json
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.questions import ROOT, training_questions
from needlewise.answer.compose import Section, compose
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library

EXAMPLES = 10  # questions an intent, taken evenly from our data, so that training stays bearable
STORY = 5  # topics a story: the policies' own max_history
UNSURE = "nlu_fallback"

Examples = Mapping[str, Sequence[str]]


def write_project(folder: Path) -> None:
    """Write the project into `folder`: all that Rasa trains from in `project/`, all that its action
    server needs in `actions/`.

    Raises what clinic.yml and knowledge/ raise where they are unfit.
    """
    examples = sample(EXAMPLES)
    project, actions = folder / "project", folder / "actions"
    for place in (project / "data", actions):
        place.mkdir(parents=True, exist_ok=True)
    _write(project / "config.yml", {**_default_config(), "assistant_id": "stock"})
    _write(project / "domain.yml", _domain(examples))
    _write(project / "data/nlu.yml", _nlu(examples))
    _write(project / "data/rules.yml", {"version": "3.1", "rules": [_rule(examples)]})
    _write(project / "data/stories.yml", {"version": "3.1", "stories": _stories(examples)})
    (actions / "texts.json").write_text(json.dumps(_texts(examples)), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("stock") / "actions.py", actions / "__init__.py")


def sample(count: int) -> dict[str, list[str]]:
    """Return `count` training questions of each intent, at even distances."""
    found: dict[str, list[str]] = defaultdict(list)
    for question in training_questions():
        found[question.topic].append(question.text)
    return {
        intent: [texts[place * len(texts) // count] for place in range(min(count, len(texts)))]
        for intent, texts in sorted(found.items())
    }


def hash_project(folder: Path) -> str:
    """Return a hash of what shapes the model: pipeline, policies, intents, stories.

    Which ten questions an intent has changes neither speed nor memory, so new questions in data/ do
    not ask for another ten minutes of training.
    """
    digest = hashlib.sha256()
    for path in sorted((folder / "project").rglob("*.yml")):
        if path.name != "nlu.yml":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _default_config() -> dict[str, Any]:
    """Return the pipeline and policies that Rasa itself puts where config.yml names none."""
    spec = importlib.util.find_spec("rasa")
    assert spec is not None and spec.origin is not None, "Rasa's environment runs this"
    path = Path(spec.origin).parent / "engine/recipes/config_files/default_config.yml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _domain(examples: Examples) -> dict[str, Any]:
    intents = [*examples, UNSURE]
    return {"version": "3.1", "intents": intents, "actions": ["action_answer"]}


def _nlu(examples: Examples) -> dict[str, Any]:
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in examples.items()
    ]
    return {"version": "3.1", "nlu": blocks}


def _rule(examples: Examples) -> dict[str, Any]:
    intents = [{"intent": intent} for intent in [*examples, UNSURE]]
    return {"rule": "Whatever is asked", "steps": [{"or": intents}, {"action": "action_answer"}]}


def _stories(examples: Examples) -> list[dict[str, Any]]:
    """Return conversations through all intents, without which TED and UnexpecTED would not train."""
    intents = list(examples)
    return [
        {
            "story": f"{chain[0]} and on",
            "steps": [step for intent in chain for step in _exchange(intent)],
        }
        for chain in (intents[start : start + STORY] for start in range(0, len(intents), STORY))
    ]


def _exchange(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": "action_answer"}]


def _texts(examples: Examples) -> dict[str, str]:
    """Return the card's text for each topic, and the disclaimer for an intent without a card."""
    library = Library.load(ROOT / "knowledge", Clinic.load(ROOT / "clinic.yml"))
    texts = dict.fromkeys([*examples, UNSURE], library.notices.disclaimer)
    for topic in texts.keys() & library.cards.keys():
        card = library.card(topic)
        texts[topic] = compose(library, "answer", [topic], [Section(card, card.claims)]).text
    return texts


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(content), allow_unicode=True), encoding="utf-8")
