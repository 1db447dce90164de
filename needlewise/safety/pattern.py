"""The pattern files: concepts, signs and flags, read and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from needlewise.safety.clause import Mood
from needlewise.safety.flag import GROUPS
from needlewise.safety.phrase import Phrase, PhraseError, parse
from needlewise.safety.sign import Flag, Form, FormError, Sign

FOLDER = Path(__file__).with_name("patterns")
CUES = "mood"  # the file of the words that set a clause's mood
SHARED = "shared"  # the file of what several groups need
_KEYS = {"sets", "harmless", "concepts", "symptoms", "signs", "flags"}


class PatternError(Exception):
    """A pattern file that cannot be used; the message names the file, the fault and the remedy."""


@dataclass(frozen=True)
class Patterns:
    """All pattern files together. `flags`: for each group, what raises it."""

    concepts: Mapping[str, tuple[Phrase, ...]]
    harmless: Mapping[str, tuple[Phrase, ...]]
    homes: Mapping[str, str]
    signs: Mapping[str, Sign]
    flags: Mapping[str, tuple[Flag, ...]]


def load_patterns(folder: Path = FOLDER) -> Patterns:
    """Read `mood.yml`, `shared.yml` and one file per red-flag group from `folder`.

    Raises PatternError for a missing or unknown file, group, key, concept, sign, set or mood.
    """
    names = {path.stem for path in folder.glob("*.yml")}
    expected = {CUES, SHARED, *GROUPS}
    if names != expected:
        wrong = ", ".join(f"{name}.yml" for name in sorted(names ^ expected))
        raise PatternError(
            f"{folder}: {wrong} missing or not of a group. Groups: {', '.join(GROUPS)}."
        )
    files = [_File(folder / f"{name}.yml") for name in (CUES, SHARED, *GROUPS)]
    return _join(files)


def _join(files: "list[_File]") -> Patterns:
    sets = {name: phrases for file in files for name, phrases in file.part("sets").items()}
    concepts: dict[str, tuple[Phrase, ...]] = {}
    signs: dict[str, Sign] = {}
    for file in files:
        concepts |= file.concepts(sets, known=concepts)
    symptoms = (file.symptoms(concepts) for file in files)
    concepts["symptom"] = tuple(chain.from_iterable(symptoms))
    for file in files:
        signs |= file.signs(concepts, known=signs)
    flags = {file.path.stem: file.flags(signs) for file in files if file.path.stem in GROUPS}
    harmless = {
        file.path.stem: file.phrases("harmless", file.names("harmless"), sets) for file in files
    }
    homes = {concept: file.path.stem for file in files for concept in file.part("concepts")}
    return Patterns(concepts, harmless, homes, signs, flags)


class _File:
    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise PatternError(f"{path}: not YAML ({error}). Correct its syntax.") from error
        if not isinstance(content, dict) or not content.keys() <= _KEYS:
            raise self._error("has an unknown key", f"Use only: {', '.join(sorted(_KEYS))}")
        self._content: dict[str, Any] = content

    def part(self, key: str) -> dict[str, Any]:
        return self._content.get(key) or {}

    def names(self, key: str) -> list[str]:
        return self._content.get(key) or []

    def concepts(
        self, sets: Mapping[str, list[str]], known: Mapping[str, object]
    ) -> dict[str, tuple[Phrase, ...]]:
        twice = self.part("concepts").keys() & known.keys()
        if twice:
            raise self._error(
                f"defines {', '.join(sorted(twice))} again", "Rename it, or use the other"
            )
        return {
            name: self.phrases(f"concept {name}", phrases, sets)
            for name, phrases in self.part("concepts").items()
        }

    def phrases(
        self, where: str, phrases: Iterable[str], sets: Mapping[str, list[str]]
    ) -> tuple[Phrase, ...]:
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
            raise self._error(
                f"{where} is not a list of phrases", 'Quote words such as "no" and "on"'
            )
        try:
            return tuple(parse(phrase, sets) for phrase in phrases)
        except PhraseError as error:
            raise self._error(f"{where}: {error}", "See needlewise/safety/phrase.py") from error

    def symptoms(self, concepts: Mapping[str, tuple[Phrase, ...]]) -> tuple[Phrase, ...]:
        unknown = sorted(set(self.names("symptoms")) - concepts.keys())
        if unknown:
            raise self._error(
                f"symptoms: unknown {', '.join(unknown)}", "Name concepts of 'concepts:'"
            )
        return tuple(phrase for name in self.names("symptoms") for phrase in concepts[name])

    def signs(self, concepts: Mapping[str, object], known: Mapping[str, object]) -> dict[str, Sign]:
        signs = {name: self._sign(name, sign) for name, sign in self.part("signs").items()}
        for name, sign in signs.items():
            used = {concept for form in sign.forms for concept in form.concepts} | set(sign.unless)
            if name in known or not used <= concepts.keys():
                unknown = ", ".join(sorted(used - concepts.keys())) or "nothing new"
                raise self._error(
                    f"sign {name} is there twice or names {unknown}", "Correct the name"
                )
        return signs

    def _sign(self, name: str, content: Any) -> Sign:
        content = {"forms": content} if isinstance(content, list) else content
        try:
            return Sign(
                tuple(Form.parse(form) for form in content["forms"]),
                tuple(content.get("unless", ())),
                frozenset(Mood(mood) for mood in content.get("even", ())),
            )
        except (FormError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._error(
                f"sign {name}: {error}", "Give 'forms', and maybe 'unless', 'even'"
            ) from error

    def flags(self, signs: Mapping[str, Sign]) -> tuple[Flag, ...]:
        flags = tuple(Flag.parse(flag) for flag in self.names("flags"))
        unknown = sorted({sign for flag in flags for sign in flag.all | flag.none} - signs.keys())
        if unknown or not flags:
            raise self._error(
                f"flags: unknown {', '.join(unknown) or 'or empty'}", "Name signs of 'signs:'"
            )
        return flags

    def _error(self, fault: str, remedy: str) -> PatternError:
        return PatternError(f"{self.path}: {fault}. {remedy}.")
