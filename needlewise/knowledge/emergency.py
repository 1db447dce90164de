"""The telephone lines of a country: for an emergency, for advice, for a crisis of the mind."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from needlewise.knowledge.fields import Fields, read_yaml

_FILE = "knowledge/emergency.yml"


@dataclass(frozen=True)
class Line:
    """A telephone line. `source` is the id of the source that gives it; None for the clinic's own."""

    number: str
    name: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Emergency:
    """A country's lines; None where it has none or none is known."""

    emergency: Line
    advice: Line | None = None
    crisis: Line | None = None

    def said(self) -> dict[str, str | None]:
        """Return what a card may quote, by the placeholder's name."""
        return {
            "emergency_number": self.emergency.number,
            "advice_line": self.advice.number if self.advice else None,
            "advice_name": self.advice.name if self.advice else None,
            "crisis_line": self.crisis.number if self.crisis else None,
            "crisis_name": self.crisis.name if self.crisis else None,
        }

    def sources(self) -> dict[str, str]:
        """Return the source of each number by the placeholder's name, where it has one."""
        lines = {
            "emergency_number": self.emergency,
            "advice_line": self.advice,
            "crisis_line": self.crisis,
        }
        return {name: line.source for name, line in lines.items() if line and line.source}


def read_emergencies(path: Path) -> Mapping[str, Emergency]:
    """Return each country's lines by its ISO code. Raises ContentError."""
    fields = Fields(read_yaml(path, _FILE), _FILE)
    found: dict[str, Emergency] = {}
    for number, data in enumerate(fields.items("lines"), 1):
        entry = Fields(data, _FILE, f"entry {number}")
        lines = _lines(entry)
        found |= dict.fromkeys(entry.names("countries"), lines)
        entry.finish()
    fields.finish()
    return found


def _lines(entry: Fields) -> Emergency:
    emergency = read_line(entry, "emergency")
    if emergency is None:
        raise entry.fault("has no 'emergency'", "Add 'emergency: {number: …, source: …}'.")
    return Emergency(emergency, read_line(entry, "advice"), read_line(entry, "crisis"))


def read_line(fields: Fields, name: str) -> Line | None:
    """Return one line of a mapping, None where it is missing.

    All but the emergency line need a name: a text tells the patient whom they will reach.
    """
    if name not in fields:
        fields.value(name)
        return None
    line = fields.nested(name)
    called = line.optional_text("name") if name == "emergency" else line.text("name")
    read = Line(line.text("number"), called, line.optional_text("source"))
    line.finish()
    return read
