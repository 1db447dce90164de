"""A patch: the corrections that staff exported from the console, each with where it comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_NAME = re.compile(r"corrections-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,6}")
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*>")  # what redaction leaves where an identifier stood
_MARKUP = re.compile(r"\]\s*[({]")  # Rasa would read an entity
_FACTS = (
    "corrected_by", "corrected_on", "reason", "understood_as", "confidence", "turn",
    "content_version", "model_version",
)  # fmt: skip


class PatchError(ValueError):
    """A file that is no patch, or a correction that cannot be taken; says what to do."""


@dataclass(frozen=True)
class Correction:
    """A message as it is to be learnt, and its right topic. `facts` tell where it comes from."""

    text: str
    topic: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Patch:
    """`name` is also the name of the file of stories, `corrections-2026-11-21-4`."""

    name: str
    corrections: tuple[Correction, ...]

    @property
    def stories(self) -> str:
        """Where its stories stand, from the project's root."""
        return f"tests/conversations/regressions/test_{self.name.replace('-', '_')}.yml"


def read_patch(path: Path) -> Patch:
    """Return the patch in a file. Raises PatchError."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        name, entries = str(found["patch"]), list(found["corrections"])
    except OSError as error:
        raise PatchError(f"{path}: {error.strerror}.") from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
        raise PatchError(
            f"{path}: is no patch. Export one from the console (Improve, Export)."
        ) from None
    if not _NAME.fullmatch(name) or not entries:
        raise PatchError(f"{path}: has no corrections or no name such as corrections-2026-11-21-4.")
    return Patch(name, tuple(_correction(entry, name) for entry in entries))


def _correction(entry: Any, name: str) -> Correction:
    try:
        text, topic = " ".join(str(entry["text"]).split()), str(entry["topic"])
    except (KeyError, TypeError):
        raise PatchError(f"{name}: a correction lacks 'text' or 'topic'. Export it anew.") from None
    if not text or _PLACEHOLDER.search(text) or _MARKUP.search(text):
        raise PatchError(
            f"{name}: '{text}' is empty, holds a placeholder or looks like Rasa's markup for entities. "
            "Reword it in the console and export again."
        )
    facts = {fact: _plain(entry.get(fact)) for fact in _FACTS}
    return Correction(text, topic, facts)


def _plain(value: Any) -> str:
    return " ".join(str("" if value is None else value).split())
