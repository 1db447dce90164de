"""Redaction: what identifies a person replaced by what kind of thing it was."""

import re
from collections.abc import Sequence

_DIGITS = re.compile(r"\+?\d[\d ()-]{6,}\d")
_EMAIL = re.compile(r"\S+@\S+\.\w+")


class Redactor:
    """Makes a text fit for staff. Free text stays identifying all the same, and is treated so."""

    def __init__(self, country: str, kept: Sequence[str]) -> None:
        self._country = country
        self._kept = set(kept)

    @classmethod
    def load(cls, country: str, kept: Sequence[str]) -> "Redactor":
        """`country` tells how phone numbers are written; `kept` are the clinic's own numbers."""
        return cls(country, kept)

    def __call__(self, text: str) -> str:
        """Return the text with a placeholder for each identifier."""
        text = _EMAIL.sub("<EMAIL>", text)
        return _DIGITS.sub(lambda m: m[0] if m[0] in self._kept else "<PHONE>", text)
