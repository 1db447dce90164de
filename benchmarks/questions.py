"""The questions that the assistant learns from and is measured on, read from their files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
OUT_OF_SCOPE = "out_of_scope"
REGRESSIONS = "tests/conversations/regressions"
_ENTITY = re.compile(r"\[([^\]]*)\]\{[^}]*\}")  # as stories mark it; its words alone were typed


@dataclass(frozen=True)
class Question:
    """A message with the topics it asks about, in order; `style` and `range` as its file gives them."""

    text: str
    topics: tuple[str, ...]
    style: str = ""
    range: str = ""

    @property
    def topic(self) -> str:
        """The one topic of a single question."""
        return self.topics[0]


def training_questions(data: Path = ROOT / "data") -> list[Question]:
    """Return every training question of `data`, each with its intent."""
    return [
        Question(line[2:].strip(), (block["intent"],))
        for path in sorted([*data.glob("nlu.yml"), *data.glob("nlu/*.yml")])
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in block
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]


def single_questions(name: str, root: Path = ROOT) -> list[Question]:
    """Return the single questions of tests/nlu/<name>/: `tuning`, or `questions`, which are held out."""
    return [
        Question(item["text"], (item["topic"],), item.get("style", ""), item.get("range", ""))
        for path in sorted((root / "tests/nlu" / name).glob("*.yml"))
        if path.name != "several.yml"
        for item in _items(path)
    ]


def several_questions(name: str, root: Path = ROOT) -> list[Question]:
    """Return the messages of tests/nlu/<name>/several.yml: several questions, or one that looks so."""
    path = root / "tests/nlu" / name / "several.yml"
    return [Question(item["text"], tuple(item["topics"])) for item in _items(path)]


def safety_messages(name: str) -> list[Question]:
    """Return the messages of tests/safety/<name>.yml (`must_catch`, `must_not_fire`)."""
    return _safety(name, name, "messages")


def first_look(part: str) -> list[Question]:
    """Return `must_catch` or `must_not_fire` of tests/safety/first_look.yml, which nobody tuned on."""
    return _safety("first_look", part, part)


def _safety(name: str, kind: str, part: str) -> list[Question]:
    topic = "red_flag" if kind == "must_catch" else ""
    items = yaml.safe_load((ROOT / "tests/safety" / f"{name}.yml").read_text(encoding="utf-8"))
    return [Question(item["text"], (topic,)) for item in items[part]]


def corrected_messages(root: Path = ROOT) -> list[Question]:
    """Return the messages that staff corrected: learnt from and replayed, so never held out."""
    return [
        Question(_ENTITY.sub(r"\1", step["user"]).strip(), (step["intent"],))
        for path in sorted((root / REGRESSIONS).glob("test_*.yml"))
        for story in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]
        for step in story["steps"]
        if "user" in step
    ]


def _items(path: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
