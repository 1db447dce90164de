"""The clinic's own profile: what is in no source and differs from clinic to clinic."""

from dataclasses import dataclass
from pathlib import Path

from needlewise.knowledge.fields import ContentError, Fields, read_yaml

# What a card may name in braces; the last three and emergency_number come from emergency.yml.
PROFILE_FIELDS = (
    "name", "phone", "address", "hours", "languages", "prices", "insurance", "booking",
    "emergency_number", "advice_line", "crisis_line", "crisis_name",
)  # fmt: skip


class ClinicError(ContentError):
    """A clinic.yml that the assistant cannot start with."""


@dataclass(frozen=True)
class Clinic:
    """The profile in clinic.yml; None where the clinic has not said."""

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
