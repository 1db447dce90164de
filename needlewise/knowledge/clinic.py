"""The clinic's own profile: what is in no source and differs from clinic to clinic."""

import re
from dataclasses import dataclass
from pathlib import Path

from needlewise.knowledge.emergency import Line, read_line
from needlewise.knowledge.fields import ContentError, Fields, read_yaml

_QUOTED = ("name", "phone", "address", "hours", "languages", "prices", "insurance", "booking")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TELEPHONE = re.compile(r"\+?[0-9(][0-9 ()-]{2,19}")


class ClinicError(ContentError):
    """A clinic.yml that the assistant must not start with."""


@dataclass(frozen=True)
class Clinic:
    """The profile in clinic.yml; None where the clinic has not said.

    `country` is an ISO 3166 code of two letters. `emergency`, `advice` and `crisis` are given only
    where the clinic wants other lines than its country's in knowledge/emergency.yml.
    """

    name: str
    country: str
    phone: str
    address: str | None = None
    hours: str | None = None
    languages: str | None = None
    prices: str | None = None
    insurance: str | None = None
    booking: str | None = None
    greeting: str | None = None
    content_owner: str | None = None
    emergency: Line | None = None
    advice: Line | None = None
    crisis: Line | None = None

    @classmethod
    def load(cls, path: Path) -> "Clinic":
        """Read the profile. Raises ClinicError, naming the field, where it is unfit."""
        profile = Fields(read_yaml(path, path.name, ClinicError), path.name, error=ClinicError)
        lines = profile.nested("lines")
        clinic = cls(
            name=profile.text("name"),
            country=_matching(
                profile, "country", _COUNTRY, "the two capitals of its ISO code, as in GB"
            ),
            phone=_matching(profile, "phone", _TELEPHONE, "figures and spaces, in quotes"),
            address=profile.optional_text("address"),
            hours=profile.optional_text("hours"),
            languages=profile.optional_text("languages"),
            prices=profile.optional_text("prices"),
            insurance=profile.optional_text("insurance"),
            booking=profile.optional_text("booking"),
            greeting=profile.optional_text("greeting"),
            content_owner=profile.optional_text("content_owner"),
            emergency=read_line(lines, "emergency"),
            advice=read_line(lines, "advice"),
            crisis=read_line(lines, "crisis"),
        )
        lines.finish()
        profile.finish()
        return clinic

    def said(self) -> dict[str, str | None]:
        """Return what a card may quote of the profile, by the field's name."""
        return {name: getattr(self, name) for name in _QUOTED}


def _matching(profile: Fields, name: str, form: re.Pattern[str], words: str) -> str:
    value = profile.text(name)
    if not form.fullmatch(value):
        raise profile.fault(f"has a '{name}' of the wrong form", f"Write {words}.")
    return value
