"""What finds identifiers by their form: presidio's recognisers, none of which needs the network."""

from collections.abc import Iterator, Sequence
from typing import Any

from phonenumbers import Leniency
from presidio_analyzer import EntityRecognizer
from presidio_analyzer.predefined_recognizers import (
    AuMedicareRecognizer,
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    UkNinoRecognizer,
    UsSsnRecognizer,
)

from frontdesk.conversations.context import Span

_PLACEHOLDERS = {
    "AU_MEDICARE": "<HEALTH_NUMBER>",
    "CREDIT_CARD": "<CARD>",
    "EMAIL_ADDRESS": "<EMAIL>",
    "IBAN_CODE": "<ACCOUNT>",
    "IP_ADDRESS": "<ADDRESS>",
    "PHONE_NUMBER": "<PHONE>",
    "UK_NHS": "<HEALTH_NUMBER>",
    "UK_NINO": "<NATIONAL_NUMBER>",
    "US_SSN": "<NATIONAL_NUMBER>",
}
_NOTHING_READ: Any = (
    None  # presidio types what no recogniser of ours uses: a language model's reading
)
_PHONE_DIGITS = 6
_LEAST = 0.3  # confidence; wrong placeholders are cheaper than a stored identifier


class AnyEmail(EmailRecognizer):
    """Takes every address for one: presidio's own would download a list of domains to judge it."""

    def validate_result(self, pattern_text: str) -> bool:
        """Accept."""
        return True


class Recognisers:
    """All of them, phone numbers read as in `country` or with a country's code."""

    def __init__(self, country: str) -> None:
        self._all: Sequence[EntityRecognizer] = [
            AnyEmail(),
            CreditCardRecognizer(),
            NhsRecognizer(),
            AuMedicareRecognizer(),
            IbanRecognizer(),
            UkNinoRecognizer(),
            UsSsnRecognizer(),
            IpRecognizer(),
            PhoneRecognizer(supported_regions=(country,), leniency=Leniency.POSSIBLE),
        ]

    def find(self, text: str) -> Iterator[Span]:
        """Yield where `text` has an identifier of a known form."""
        for recogniser in self._all:
            for found in (
                recogniser.analyze(text, recogniser.supported_entities, _NOTHING_READ) or ()
            ):
                digits = sum(map(str.isdigit, text[found.start : found.end]))
                is_short = found.entity_type == "PHONE_NUMBER" and digits < _PHONE_DIGITS
                if found.score >= _LEAST and not is_short:
                    yield found.start, found.end, _PLACEHOLDERS[found.entity_type]
