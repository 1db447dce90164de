"""Redaction: what identifies a person replaced by what kind of thing it was."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from frontdesk.conversations.context import Context, Span

Find = Callable[[str], Iterable[Span]]

# What staff see of a form's fields: names and numbers alone on a line tell nobody by their form.
DETAILS = "<DETAILS>"
_FORMED = re.compile(
    r"\d{3}|@|[\d][ .-]\d|[A-Z]{2}\d{2}"
)  # without this no recogniser can find anything


class Redactor:
    """Makes a text fit for staff. Free text stays identifying all the same, and is treated so."""

    def __init__(self, form: Find, context: Context, kept: Iterable[str]) -> None:
        self._form = form
        self._context = context
        self._kept = {_digits(number) for number in kept}

    @classmethod
    def load(cls, country: str, kept: Iterable[str]) -> "Redactor":
        """`country` tells how phone numbers are written; `kept` are the clinic's own numbers."""

        @cache
        def recognisers() -> Find:
            # Takes seconds to import, and a patient's first words must not wait for it.
            from frontdesk.conversations.recogniser import Recognisers

            return Recognisers(country).find

        return cls(lambda text: recognisers()(text), Context(), kept)

    def __call__(self, text: str) -> str:
        """Return the text with a placeholder for each identifier."""
        spans = list(self._context.find(text))
        if _FORMED.search(text):
            spans += self._form(text)
        return _replace(
            text, (span for span in spans if not self._is_kept(text[span[0] : span[1]]))
        )

    def _is_kept(self, found: str) -> bool:
        return bool(digits := _digits(found)) and digits in self._kept


def remove(text: str, known: Iterable[str]) -> str:
    """Return the text without what a patient gave as name or address, wherever it stands."""
    for value in sorted(filter(None, known), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", DETAILS, text, flags=re.IGNORECASE)
    return text


def _replace(text: str, spans: Iterable[Span]) -> str:
    """Replace from the left, of two that overlap the one that begins first, then the longer."""
    pieces, at = [], 0
    for begin, end, placeholder in sorted(spans, key=lambda span: (span[0], -span[1])):
        if begin >= at:
            pieces += [text[at:begin], placeholder]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
