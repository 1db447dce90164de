"""A patch of corrections on its way into a small project, and back out of it."""

from pathlib import Path

import pytest
import yaml

from benchmarks.questions import corrected_messages
from scripts.improvement.change import apply, refuse_unfit, take_back
from scripts.improvement.patch import Correction, Patch, PatchError, read_patch

NLU = """version: "3.1"

nlu:
  # About the session.
  - intent: does_it_hurt
    examples: |
      - does it hurt
      - is sciatica treatment sore

  - intent: aftercare
    examples: |
      - can I shower after it
"""
RULES = """rules:
  - rule: Yes to a clarification
    condition:
      - slot_was_set: {asked_to_clarify: true}
    steps:
      - intent: affirm
      - action: action_answer_question
  - rule: A question
    steps:
      - or:
          - intent: does_it_hurt
          - intent: aftercare
      - action: action_answer_question
  - rule: Yes
    steps:
      - intent: affirm
      - action: utter_affirm
"""
HELD_OUT = """questions:
  - {text: "May I swim the same day?", topic: aftercare}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, content in {
        "data/nlu.yml": 'version: "3.1"\n\nnlu:\n  - intent: affirm\n    examples: |\n      - yes\n',
        "data/nlu/session.yml": NLU,
        "data/rules.yml": RULES,
        "tests/nlu/questions/session.yml": HELD_OUT,
        "tests/nlu/questions/several.yml": "questions: []",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    return tmp_path


def patch(text: str, topic: str, **facts: str) -> Patch:
    return Patch("corrections-2026-11-21-4", (Correction(text, topic, facts),))


def story(project: Path) -> dict:
    path = project / "tests/conversations/regressions/test_corrections_2026_11_21_4.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["stories"][0]


def test_message_becomes_the_last_example_of_its_topic(project: Path) -> None:
    apply(patch("will it sting", "does_it_hurt"), project)

    written = (project / "data/nlu/session.yml").read_text(encoding="utf-8")
    assert written == NLU.replace("sore\n", "sore\n      - will it sting\n")


def test_last_topic_of_a_file_takes_an_example_too(project: Path) -> None:
    apply(patch("can I sauna", "aftercare"), project)

    written = (project / "data/nlu/session.yml").read_text(encoding="utf-8")
    assert written == f"{NLU}      - can I sauna\n"


def test_story_replays_the_message_and_says_where_it_comes_from(project: Path) -> None:
    apply(patch("will it sting: really?", "does_it_hurt", turn="9f3c", reason=""), project)

    assert story(project)["steps"] == [
        {"user": "will it sting: really?\n", "intent": "does_it_hurt"},
        {"action": "action_answer_question"},
    ]
    (path,) = (project / "tests/conversations/regressions").iterdir()
    assert "# turn: 9f3c\n" in path.read_text(encoding="utf-8")
    assert [one.text for one in corrected_messages(project)] == ["will it sting: really?"]


def test_story_follows_the_rule_without_a_condition(project: Path) -> None:
    apply(patch("aye", "affirm"), project)

    assert story(project)["steps"][1:] == [{"action": "utter_affirm"}]


def test_entities_stand_where_the_assistant_finds_them(project: Path) -> None:
    apply(patch("does sciatica hurt", "does_it_hurt"), project)

    assert story(project)["steps"][0]["user"] == (
        'does [sciatica]{"entity": "condition", "value": "sciatica"} hurt\n'
    )


def test_patch_taken_back_leaves_no_trace(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*.yml")}
    made = patch("will it sting", "does_it_hurt")
    apply(made, project)

    take_back(made, project)

    assert {path: path.read_bytes() for path in project.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("text", "topic", "problem"),
    [
        ("may i swim the same day", "aftercare", "held-out"),
        ("Does it hurt?", "aftercare", "example of 'does_it_hurt' already"),
        ("can I shower after it", "aftercare", "already"),
    ],
)
def test_what_is_held_out_or_learnt_already_is_refused(
    project: Path, text: str, topic: str, problem: str
) -> None:
    with pytest.raises(PatchError, match=problem):
        refuse_unfit(patch(text, topic), project)


def test_unknown_topic_changes_nothing(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*.yml")}

    with pytest.raises(PatchError, match="has no rule"):
        apply(patch("a massage", "massage"), project)

    assert {path: path.read_bytes() for path in project.rglob("*.yml")} == before


@pytest.mark.parametrize(
    "entry",
    [
        {"text": "I'm <NAME>, does it hurt", "topic": "does_it_hurt"},
        {"text": "does [it](x) hurt", "topic": "does_it_hurt"},
        {"text": " ", "topic": "does_it_hurt"},
        {"topic": "does_it_hurt"},
        "does it hurt",
    ],
)
def test_unfit_correction_is_refused(tmp_path: Path, entry: object) -> None:
    path = tmp_path / "patch.yml"
    path.write_text(yaml.safe_dump({"patch": "corrections-2026-11-21-4", "corrections": [entry]}))

    with pytest.raises(PatchError, match=r"console|anew"):
        read_patch(path)


@pytest.mark.parametrize(
    "content",
    ["", "[1, 2", "patch: ../../x\ncorrections: [{text: a, topic: b}]", "patch: 1", "\xff"],
)
def test_file_that_is_no_patch_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "patch.yml"
    path.write_text(content, encoding="latin-1")

    with pytest.raises(PatchError, match="patch"):
        read_patch(path)
