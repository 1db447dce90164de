"""A card in words, each claim with what stands behind it."""

from collections.abc import Iterator

from needlewise.knowledge.card import Card, Claim
from needlewise.knowledge.check.grade import reading_grade
from needlewise.knowledge.check.ground import Ground


def show_card(card: Card, ground: Ground) -> str:
    """Return `card` for a reviewer to read: the passages themselves where the documents are at hand."""
    return "\n".join(_lines(card, ground))


def _lines(card: Card, ground: Ground) -> Iterator[str]:
    yield f"{card.title}  ({card.file})"
    for place, step in card.steps():
        if not step:
            continue
        terms = [term for term, explained in ground.vocabulary.terms.items() if not explained]
        length = sum(len(claim.text.split()) for claim in step)
        grade = reading_grade([claim.text for claim in step], terms)
        yield f"\n{place} ({length} words, reading grade {grade:.1f})"
        for claim in step:
            yield from _claim_lines(claim, ground)
    yield f"\nfollow-ups: {', '.join(card.follow_ups) or 'none'}"
    yield f"owned by {card.owner or ground.owner}"
    yield f"reviewed by {card.reviewed_by} on {card.reviewed_on}, due on {card.review_due}"
    yield f"clinician's sign-off: {card.clinician_sign_off}"


def _claim_lines(claim: Claim, ground: Ground) -> Iterator[str]:
    marks = [mark for mark in ("absent", "unconfirmed") if getattr(claim, mark)]
    yield f"  * {claim.text}" + (f" [{', '.join(marks)}]" if marks else "")
    for citation in claim.citations:
        locked = ground.locked(citation)
        passage = ground.passages.get(locked.locator) if locked else None
        yield f"      {citation}" + (f": {passage.text}" if passage else "")
