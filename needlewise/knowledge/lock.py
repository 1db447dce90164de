"""The lock: what each passage says, as a hash and as its set of lemmas and numbers.

With it the proof over the cards runs where the documents are not at hand, and no sentence of
theirs stands in the project.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from needlewise.knowledge.lemma import lemmas
from needlewise.knowledge.number import numbers
from needlewise.knowledge.source import Locator, Passage, SourceError
from needlewise.language.normalisation import normalise

_FILE = "knowledge/sources.lock"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class LockedPassage:
    """A passage as the cards were reviewed against it; `locked_on` is when this wording was first seen."""

    source: str
    heading: str
    paragraph: int
    hash: str
    locked_on: date
    lemmas: frozenset[str]
    numbers: frozenset[str]

    @property
    def locator(self) -> Locator:
        return self.source, self.heading, self.paragraph


Lock = Mapping[Locator, LockedPassage]


def hash_text(text: str) -> str:
    """Return a hash of the words and numbers of `text`; marks, capitals and spaces don't matter."""
    normal = " ".join(_WORD.findall(normalise(text).lower()))
    return hashlib.sha256(normal.encode()).hexdigest()[:16]


def lock_passages(passages: Iterable[Passage], today: date, before: Lock) -> Lock:
    """Return a new lock of `passages`; one that has not changed keeps its date."""
    return {one.locator: _locked(one, today, before.get(one.locator)) for one in passages}


def _locked(passage: Passage, today: date, before: LockedPassage | None) -> LockedPassage:
    hash = hash_text(passage.text)
    return LockedPassage(
        source=passage.source,
        heading=passage.heading,
        paragraph=passage.paragraph,
        hash=hash,
        locked_on=before.locked_on if before and before.hash == hash else today,
        lemmas=lemmas(passage.text),
        numbers=numbers(passage.text),
    )


def write_lock(lock: Lock, path: Path) -> None:
    """Write the lock, one passage a line, so that a change shows as one line."""
    rows = ",\n".join(json.dumps(_row(one), ensure_ascii=False) for one in lock.values())
    path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def _row(passage: LockedPassage) -> dict[str, object]:
    return {
        "source": passage.source,
        "heading": passage.heading,
        "paragraph": passage.paragraph,
        "hash": passage.hash,
        "locked_on": passage.locked_on.isoformat(),
        "lemmas": sorted(passage.lemmas),
        "numbers": sorted(passage.numbers),
    }


def read_lock(path: Path) -> Lock:
    """Return the lock at `path`. Raises SourceError."""
    try:
        rows = [_passage(row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SourceError(
            _FILE,
            f"cannot be used ({type(problem).__name__})",
            "Make it anew with 'python -m needlewise.knowledge lock' beside the documents.",
        ) from None
    return {row.locator: row for row in rows}


def _passage(row: dict[str, object]) -> LockedPassage:
    lemma_list, number_list = row["lemmas"], row["numbers"]
    if not isinstance(lemma_list, list) or not isinstance(number_list, list):
        raise TypeError("lemmas and numbers are lists")
    return LockedPassage(
        source=str(row["source"]),
        heading=str(row["heading"]),
        paragraph=int(str(row["paragraph"])),
        hash=str(row["hash"]),
        locked_on=date.fromisoformat(str(row["locked_on"])),
        lemmas=frozenset(map(str, lemma_list)),
        numbers=frozenset(map(str, number_list)),
    )
