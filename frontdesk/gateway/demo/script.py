"""A scripted patient: what they write, press and think of the answers."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

_SLIPS = 0.2  # of the messages have one


@dataclass(frozen=True)
class Step:
    """One of: a text, the number of a button to press (from 1), a vote on the last answer."""

    text: str = ""
    press: int = 0
    vote: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Script:
    """`weight`: how often such a patient comes, beside the others."""

    patient: str
    weight: int
    steps: Sequence[Step]


def read_scripts() -> list[Script]:
    """Return the scripts of patients.yml."""
    text = resources.files("frontdesk.gateway.demo").joinpath("patients.yml").read_text("utf-8")
    return [
        Script(one["patient"], one.get("weight", 1), [_step(step) for step in one["does"]])
        for one in yaml.safe_load(text)
    ]


def mistype(text: str, draw: random.Random) -> str:
    """Return a text with a slip in one of its longer words, now and then."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long or draw.random() > _SLIPS:
        return text
    place = draw.choice(long)
    words[place] = _slip(words[place], draw.randrange(1, len(words[place]) - 1))
    return " ".join(words)


def _slip(word: str, at: int) -> str:
    """Swap two letters."""
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _step(step: str | dict[str, Any]) -> Step:
    return Step(text=step) if isinstance(step, str) else Step(**step)
