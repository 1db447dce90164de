"""Rules on what a claim cites."""

from collections.abc import Iterator

from needlewise.knowledge.card import Card, Citation
from needlewise.knowledge.check.ground import Ground, cited
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lock import hash_text


def find_unknown_passages(card: Card, ground: Ground) -> Iterator[Problem]:
    """K001: every citation names something that exists."""
    for place, _, citation in cited(card):
        reason = _unknown(citation, ground)
        if reason:
            yield Problem(
                card.file, "K001", f"{place} cites {reason}", "Correct or remove the citation."
            )


def _unknown(citation: Citation, ground: Ground) -> str | None:
    if citation.profile is not None:
        return (
            None
            if citation.profile in ground.profile
            else f"no field of clinic.yml: '{citation.profile}'"
        )
    source = ground.sources.get(citation.source or "")
    if source is None:
        return f"the unknown source '{citation.source}'"
    if source.kind == "guidance":
        return f"a heading of '{source.id}', which is guidance" if citation.heading else None
    if citation.heading is None:
        return f"the document '{source.id}' without heading and paragraph"
    return None if ground.locked(citation) else f"a passage that does not exist: {citation}"


def find_uncited_claims(card: Card, ground: Ground) -> Iterator[Problem]:
    """K004: every claim has a citation, unless it is marked absent or unconfirmed."""
    for place, claim in card.located_claims():
        if claim.citations or claim.absent or claim.unconfirmed:
            continue
        yield Problem(
            card.file, "K004", f"{place} has no citation", "Add 'citations:' or remove the claim."
        )


def find_changed_passages(card: Card, ground: Ground) -> Iterator[Problem]:
    """K011: no cited passage is newer than the card's review, or differs from the lock."""
    for place, _, citation in cited(card):
        locked = ground.locked(citation)
        if locked is None:
            continue
        passage = ground.passages.get(locked.locator)
        moved = bool(ground.passages) and (
            passage is None or hash_text(passage.text) != locked.hash
        )
        if moved or locked.locked_on > card.reviewed_on:
            yield Problem(
                card.file,
                "K011",
                f"{place} cites a passage that changed after the review: {citation}",
                "Review the card, set 'reviewed_on', and run 'python -m needlewise.knowledge lock'.",
            )


def find_unaddressed_guidance(card: Card, ground: Ground) -> Iterator[Problem]:
    """K013: guidance is cited only with a public address and the day it was read."""
    for place, claim in card.located_claims():
        for source in ground.guidance(claim):
            if (source.url and source.read_on) or claim.unconfirmed:
                continue
            yield Problem(
                card.file,
                "K013",
                f"{place} cites '{source.id}', which has no address or no day of reading",
                f"Complete knowledge/sources/{source.id}.yml or mark the claim 'unconfirmed: true'.",
            )


def find_guidance_alone(card: Card, ground: Ground) -> Iterator[Problem]:
    """K014: guidance stands apart from the documents' claims; safety cards may rest on it alone."""
    if card.topic in ("red_flag", "personal_medical_advice"):
        return
    for place, claim in card.located_claims():
        if ground.guidance(claim) and not place.startswith("guidance"):
            yield Problem(
                card.file, "K014", f"{place} rests on guidance", "Move the claim to 'guidance:'."
            )
        elif place.startswith("guidance") and ground.locked_passages(claim):
            yield Problem(
                card.file,
                "K014",
                f"{place} rests on a document",
                "Move the claim to 'claims:' or 'more:'.",
            )
