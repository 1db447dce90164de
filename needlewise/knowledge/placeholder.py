"""Names in braces that stand for the clinic's own words and for telephone numbers."""

import re
from collections.abc import Mapping
from dataclasses import replace

from needlewise.knowledge.card import Card, Citation, Claim, Difference, Step, Variant

PLACEHOLDER = re.compile(r"\{(\w*)\}")
# What the profile (clinic.yml) and the country's lines (emergency.yml) can give.
NAMES = (
    "name", "phone", "address", "hours", "languages", "prices", "insurance", "booking",
    "emergency_number", "advice_line", "advice_name", "crisis_line", "crisis_name",
)  # fmt: skip
Said = Mapping[str, str | None]


def fill_text(text: str, said: Said) -> str | None:
    """Return `text` with each placeholder's value; None where one has no value."""
    if any(said.get(name) is None for name in PLACEHOLDER.findall(text)):
        return None
    return PLACEHOLDER.sub(lambda match: said[match.group(1)] or "", text)


def fill_card(card: Card, said: Said, sources: Mapping[str, str]) -> Card:
    """Return `card` with its placeholders filled.

    A claim about something that the clinic or its country does not have is left out, so the claims
    of a card on a silent part of the profile are empty and `not_covered` is said instead. A name
    that has one of the `sources` (a telephone line, by the id of its source) is cited by it.
    """

    def filled(step: Step) -> Step:
        return tuple(claim for one in step if (claim := _filled_claim(one, said, sources)))

    def filled_all(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step for one in steps if (step := filled(one)))

    return replace(
        card,
        claims=filled(card.claims),
        more=filled_all(card.more),
        variants={
            name: Variant(filled(variant.claims), filled_all(variant.more))
            for name, variant in card.variants.items()
        },
        differences=tuple(Difference(one.point, filled(one.sides)) for one in card.differences),
        guidance=filled(card.guidance),
        not_covered=filled(card.not_covered),
    )


def _filled_claim(claim: Claim, said: Said, sources: Mapping[str, str]) -> Claim | None:
    quoted = (citation.profile for citation in claim.citations if citation.profile)
    text = fill_text(claim.text, said)
    if text is None or any(said.get(name) is None for name in quoted):
        return None
    citations = tuple(_cited(citation, sources) for citation in claim.citations)
    return replace(claim, text=text, citations=citations)


def _cited(citation: Citation, sources: Mapping[str, str]) -> Citation:
    source = sources.get(citation.profile or "")
    return Citation(source) if source else citation
