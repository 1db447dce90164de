"""How much of what could be wrong in a claim the proof sees, over every claim of the project.

Each claim that cites a document is spoilt in one way; the share of spoilt claims that any rule finds
must not fall below what it was when the rule was written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from needlewise.knowledge.card import Card, Citation, Claim
from needlewise.knowledge.check.denial import find_unsupported_denials
from needlewise.knowledge.check.evidence import (
    find_stronger_amounts,
    find_unsupported_numbers,
    find_unsupported_words,
)
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.inspection import Inspection

PROOF = (
    find_unsupported_numbers,
    find_unsupported_words,
    find_unsupported_denials,
    find_stronger_amounts,
)
Spoil = Callable[[Claim, Ground], Claim | None]


def cited_elsewhere(claim: Claim, ground: Ground) -> Claim | None:
    """Cite, for each passage, one of another article instead."""
    passages = list(ground.lock.values())
    spoilt = []
    for citation in claim.citations:
        place = next(i for i, one in enumerate(passages) if one is ground.locked(citation))
        other = passages[(place + len(passages) // 2) % len(passages)]
        spoilt.append(Citation(other.source, other.heading, other.paragraph))
    return replace(claim, citations=tuple(spoilt))


def with_another_number(claim: Claim, ground: Ground) -> Claim | None:
    text = re.sub(r"\d+", lambda match: str(int(match.group()) + 7), claim.text)
    text = re.sub(r"\b(two|three|four|day or two)\b", "eleven", text)
    return replace(claim, text=text) if text != claim.text else None


def with_another_condition(claim: Claim, ground: Ground) -> Claim | None:
    text = re.sub(r"\b(sciatica|pain|soreness|muscles?|needling)\b", "asthma", claim.text, count=1)
    return replace(claim, text=text) if text != claim.text else None


def for_everyone(claim: Claim, ground: Ground) -> Claim | None:
    text = re.sub(r"\b(some|many|most) (?:people|patients)\b", "all people", claim.text, count=1)
    text = re.sub(r"\b(may|can)\b", "always", text, count=1)
    return replace(claim, text=text) if text != claim.text else None


def denied(claim: Claim, ground: Ground) -> Claim | None:
    text = re.sub(r"\b(may|can|is|are)\b", r"\1 not", claim.text, count=1)
    return replace(claim, text=text) if text != claim.text else None


@pytest.mark.parametrize(
    ("spoil", "share"),
    [
        (cited_elsewhere, 0.99),
        (with_another_number, 1.0),
        (with_another_condition, 1.0),
        (for_everyone, 0.97),
        (denied, 0.7),
    ],
)
def test_spoilt_claims_are_found(inspection: Inspection, spoil: Spoil, share: float) -> None:
    ground = inspection.ground
    spoilt = [one for claim in document_claims(inspection) if (one := spoil(claim, ground))]
    found = sum(is_found(claim, ground) for claim in spoilt)
    assert len(spoilt) > 10
    assert found / len(spoilt) >= share, f"{found} of {len(spoilt)}"


def document_claims(inspection: Inspection) -> Iterator[Claim]:
    for card in inspection.cards:
        for _, claim in card.located_claims():
            if claim.citations and all(one.kind == "document" for one in claim.citations):
                yield claim


def is_found(claim: Claim, ground: Ground) -> bool:
    card = Card("a_topic", "A title?", "session", (claim,))
    return any(problem for rule in PROOF for problem in rule(card, ground))
