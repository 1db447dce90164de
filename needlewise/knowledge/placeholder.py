"""Names in braces that stand for the clinic's own words and for telephone numbers."""

import re
from collections.abc import Mapping
from dataclasses import replace

from needlewise.knowledge.card import Card, Claim, Difference, Step, Variant

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


def fill_card(card: Card, said: Said) -> Card:
    """Return `card` with its placeholders filled.

    A claim about something that the clinic or its country does not have is left out, so the claims
    of a card on a silent part of the profile are empty and `not_covered` is said instead.
    """
    return replace(
        card,
        claims=_filled(card.claims, said),
        more=_filled_steps(card.more, said),
        variants={
            name: Variant(_filled(variant.claims, said), _filled_steps(variant.more, said))
            for name, variant in card.variants.items()
        },
        differences=tuple(
            Difference(one.point, _filled(one.sides, said)) for one in card.differences
        ),
        guidance=_filled(card.guidance, said),
        not_covered=_filled(card.not_covered, said),
    )


def _filled_steps(steps: tuple[Step, ...], said: Said) -> tuple[Step, ...]:
    return tuple(filled for step in steps if (filled := _filled(step, said)))


def _filled(step: Step, said: Said) -> Step:
    return tuple(filled for claim in step if (filled := _filled_claim(claim, said)))


def _filled_claim(claim: Claim, said: Said) -> Claim | None:
    quoted = (citation.profile for citation in claim.citations if citation.profile)
    text = fill_text(claim.text, said)
    if text is None or any(said.get(name) is None for name in quoted):
        return None
    return claim if text == claim.text else replace(claim, text=text)
