"""Content files read field by field, so that every mistake is named with its place and remedy."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import yaml


class ContentError(ValueError):
    """A content file that cannot be used: which one, what is wrong, what to do."""

    def __init__(self, file: str, what: str, remedy: str) -> None:
        super().__init__(f"{file}: {what}. {remedy}")
        self.file, self.what, self.remedy = file, what, remedy


class _Loader(yaml.CSafeLoader):
    """libyaml's loader, eight times as fast as the pure one, that refuses a name said twice."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            # YAML itself lets the last one win, and a claim would be lost without a word.
            raise yaml.constructor.ConstructorError(
                None, None, "a name stands twice", node.start_mark
            )
        return mapping


def parse_yaml(text: str, file: str, error: type[ContentError] = ContentError) -> object:
    """Return what `text` says. Raises `error` where it is no YAML."""
    try:
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as problem:
        # The first line says what; the rest quotes the file.
        what = " ".join(str(problem).split())[:160]
        raise error(file, f"is not valid YAML ({what})", "Mend the syntax.") from None


def read_yaml(path: Path, file: str, error: type[ContentError] = ContentError) -> object:
    """Return what the YAML file at `path` says; `file` is its name in messages. Raises `error`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise error(
            file, f"cannot be read ({type(problem).__name__})", "Write it as UTF-8."
        ) from None
    return parse_yaml(text, file, error)


class Fields:
    """The fields of one mapping. Each method returns a field's value or raises `error`."""

    def __init__(
        self, data: object, file: str, where: str = "", error: type[ContentError] = ContentError
    ) -> None:
        self.file, self.where, self._error = file, where, error
        self._seen: set[str] = set()
        if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
            raise self.fault("is not a mapping of names to values", "Write 'name: value' lines.")
        self._data: Mapping[str, object] = data

    def __contains__(self, name: str) -> bool:
        return self._data.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def fault(self, what: str, remedy: str) -> ContentError:
        """Return, not raise, an error about this mapping."""
        return self._error(self.file, f"{self.where} {what}".strip(), remedy)

    def value(self, name: str) -> object:
        """Return a field as YAML read it; None where it is missing."""
        self._seen.add(name)
        return self._data.get(name)

    def text(self, name: str) -> str:
        """Return a field's words, white space folded. Raises where they are missing or empty."""
        found = self.optional_text(name)
        if found is None:
            raise self.fault(f"has no '{name}'", f"Add '{name}:' with its text.")
        return found

    def optional_text(self, name: str) -> str | None:
        found = self.value(name)
        if found is None:
            return None
        if not isinstance(found, str) or not found.strip():
            raise self.fault(
                f"has a '{name}' that is not text", f"Write '{name}' as words, in quotes."
            )
        return " ".join(found.split())

    def day(self, name: str) -> date:
        found = self.optional_day(name)
        if found is None:
            raise self.fault(f"has no '{name}'", f"Add '{name}:' as year-month-day.")
        return found

    def optional_day(self, name: str) -> date | None:
        found = self.value(name)
        if found is None:
            return None
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.fault(
                f"has a '{name}' that is no date", "Write it as year-month-day, unquoted."
            )
        return found

    def whole(self, name: str) -> int:
        """Return a field's whole number from 1."""
        found = self.value(name)
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            raise self.fault(f"has no whole number '{name}'", f"Add '{name}:' counted from 1.")
        return found

    def flag(self, name: str) -> bool:
        """Return whether a field says true; False where it is missing."""
        found = self.value(name)
        if found is not None and not isinstance(found, bool):
            raise self.fault(
                f"has a '{name}' that is neither true nor false", "Write true or leave it out."
            )
        return bool(found)

    def items(self, name: str) -> list[object]:
        """Return a field's list; empty where it is missing."""
        found = self.value(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.fault(
                f"has a '{name}' that is no list", f"Write each of '{name}' after a dash."
            )
        return found

    def names(self, name: str) -> tuple[str, ...]:
        """Return a field's list of words."""
        found = self.items(name)
        if not all(isinstance(item, str) and item.strip() for item in found):
            raise self.fault(f"has a '{name}' with something that is no word", "Keep words only.")
        return tuple(str(item) for item in found)

    def groups(self, name: str) -> Iterator[tuple[str, "Fields"]]:
        """Yield a field's mappings by their name."""
        for key, data in self.nested(name)._data.items():
            yield key, Fields(data, self.file, f"{self.where} {name} '{key}'".strip(), self._error)

    def nested(self, name: str) -> "Fields":
        """Return a field that is itself a mapping; one without fields where it is missing."""
        found = self.value(name)
        where = f"{self.where} {name}".strip()
        return Fields({} if found is None else found, self.file, where, self._error)

    def finish(self) -> None:
        """Raise where the mapping has fields that nobody asked for: a misspelt name is not lost."""
        unknown = sorted(set(self._data) - self._seen)
        if unknown:
            known = ", ".join(sorted(self._seen))
            raise self.fault(f"has an unknown field '{unknown[0]}'", f"Known are: {known}.")
