"""Rules on how a card speaks to a patient."""

import re
from collections.abc import Iterator

from needlewise.knowledge.card import Card, Step
from needlewise.knowledge.check.grade import HARDEST, reading_grade
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem

SHORT_ANSWER_WORDS = 60
STEP_WORDS = 120
_BANNED = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|guarante\w+|prov(?:e|es|ed|en)|miracle\w*|pain-free|painless\w*|risk-free"
    r"|not serious|nothing serious|nothing to worry|(?:no need to|don't|do not) worry|harmless"
    r"|permanent\w*|best|amazing|revolutionary|incredibl\w+)\b|\b100 ?%|\bno risks?\b",
    re.IGNORECASE,
)
_PRAISED = re.compile(r"\b(?:safe|safely|safety|effective|effectively|works well)\b", re.IGNORECASE)
_RISK = re.compile(
    r"\b(?:risks?|side effects?|sore(?:ness)?|bruis\w+|bleed\w*|harm|bias|mixed|uncertain|certainty"
    r"|differs?|var(?:y|ies)|questions?|not suit\w*|not for everyone"
    r"|do(?:es)? not (?:agree|recommend|name|give))\b",
    re.IGNORECASE,
)


def find_banned_words(card: Card, ground: Ground) -> Iterator[Problem]:
    """K006: no advertising, no false comfort; no "safe" or "effective" without a risk or doubt beside it."""
    for place, step in card.steps():
        text = " ".join(claim.text for claim in step)
        for match in _BANNED.finditer(text):
            yield Problem(
                card.file, "K006", f"{place} says '{match.group()}'", "Say what the source reports."
            )
        praised = _PRAISED.search(text)
        if praised and not _RISK.search(text):
            yield Problem(
                card.file,
                "K006",
                f"{place} says '{praised.group()}' with no risk or doubt beside it",
                "Add the risk, or that results differ, to the same step.",
            )


def find_hard_reading(card: Card, ground: Ground) -> Iterator[Problem]:
    """K007: each step reads at grade 8 or below, but for terms that are known or explained by then."""
    for place, step, read in _read_so_far(card):
        grade = reading_grade([claim.text for claim in step], _allowed_terms(read, ground))
        if grade > HARDEST:
            yield Problem(
                card.file,
                "K007",
                f"{place} reads at grade {grade:.1f}, above {HARDEST}",
                "Use shorter sentences and plainer words; aim at grade 6.",
            )


def _read_so_far(card: Card) -> Iterator[tuple[str, Step, str]]:
    """Yield each step with all that a patient has read by its end, in small letters."""
    opening = so_far = ""
    for place, step in card.steps():
        text = " ".join(claim.text for claim in step).lower()
        if place == "claims":
            opening = text
        if _is_short_answer(place):
            so_far = text
        elif "more" in place:
            so_far = f"{so_far} {text}"
        else:
            so_far = f"{opening} {text}"
        yield place, step, so_far


def _allowed_terms(read: str, ground: Ground) -> list[str]:
    """Return the terms that patients know or that one of the words `read` explains."""
    terms = ground.vocabulary.terms.items()
    return [term for term, words in terms if not words or any(word in read for word in words)]


def find_long_steps(card: Card, ground: Ground) -> Iterator[Problem]:
    """K009: 60 words a short answer, 120 a step of "tell me more"."""
    for place, step in card.steps():
        limit = SHORT_ANSWER_WORDS if _is_short_answer(place) else STEP_WORDS
        length = sum(len(claim.text.split()) for claim in step)
        if length > limit:
            yield Problem(
                card.file,
                "K009",
                f"{place} has {length} words, over {limit}",
                "Move claims to 'more:'.",
            )


def _is_short_answer(place: str) -> bool:
    return place == "claims" or (place.startswith("variant") and "more" not in place)
