"""Rules on how a card speaks to a patient."""

import re
from collections.abc import Iterator

from needlewise.knowledge.card import Card, Step
from needlewise.knowledge.check.grade import HARDEST, reading_grade
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lemma import words

SHORT_ANSWER_WORDS = 60
STEP_WORDS = 120
SMS_CHARACTERS = 160
_BANNED = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|guarante\w+|prov(?:e|es|ed|en)|miracle\w*|pain-free|painless\w*|risk-free"
    r"|not serious|nothing serious|nothing to worry|(?:no need to|don't|do not) worry|harmless"
    r"|permanent\w*|best|amazing|revolutionary|incredibl\w+)\b|\b100 ?%|\bno risks?\b",
    re.IGNORECASE,
)
_PRAISED = re.compile(r"\b(?:safe|safely|safety|effective|effectively|works well)\b", re.IGNORECASE)
_RISK = re.compile(
    r"\b(?:risks?|side effects?|sore(?:ness)?|bruis\w+|bleed\w*|mixed|uncertain|certainty|differs?|var(?:y|ies)"
    r"|not suit\w*|not for everyone|do(?:es)? not (?:agree|recommend|name|give)|questions?|bias|harm)\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"\+?\d(?:[ -]?\d){5,}|\b(?:call|phone|ring|dial|text)\s+\d{3,}", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def find_banned_words(card: Card, ground: Ground) -> Iterator[Problem]:
    """K006: no word of advertising or false comfort; no "safe" or "effective" without a risk or a doubt beside it."""
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
    """K007: each step reads at grade 8 or below, but for terms that the card explains at first use."""
    for place, step in card.steps():
        grade = reading_grade([claim.text for claim in step], _allowed_terms(card, ground))
        if grade > HARDEST:
            yield Problem(
                card.file,
                "K007",
                f"{place} reads at grade {grade:.1f}, above {HARDEST}",
                "Use shorter sentences and plainer words; aim at grade 6.",
            )


def _allowed_terms(card: Card, ground: Ground) -> list[str]:
    """Return the terms that this card may use: known to patients, or explained in the card itself."""
    text = " ".join(claim.text for _, claim in card.located_claims()).lower()
    return [
        term
        for term, explanations in ground.vocabulary.terms.items()
        if not explanations or any(one in text for one in explanations)
    ]


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
    return place == "claims" or place.startswith("variant") and "more" not in place


def find_unnamed_sides(card: Card, ground: Ground) -> Iterator[Problem]:
    """K016: a difference has two sides or more, each naming who says it."""
    for difference in card.differences:
        if len(difference.sides) < 2:
            yield Problem(
                card.file,
                "K016",
                f"difference '{difference.point}' has one side",
                "Add who differs.",
            )
        for number, side in enumerate(difference.sides, 1):
            if not side.absent and not _names_source(side.text, (side,), ground):
                yield Problem(
                    card.file,
                    "K016",
                    f"difference '{difference.point}', side {number}, does not say who says it",
                    "Begin with the publisher's name.",
                )


def _names_source(text: str, step: Step, ground: Ground) -> bool:
    said = set(words(text))
    publishers = (
        ground.sources[citation.source].publisher
        for claim in step
        for citation in claim.citations
        if citation.source and citation.source in ground.sources
    )
    return any(said & (set(words(one)) - {"an", "the", "a"}) for one in publishers)


def find_wrong_placeholders(card: Card, ground: Ground) -> Iterator[Problem]:
    """K018: a placeholder names a field of clinic.yml or a line of emergency.yml."""
    for place, claim in card.located_claims():
        for name in _PLACEHOLDER.findall(claim.text):
            if name not in ground.profile:
                known = ", ".join(sorted(ground.profile))
                yield Problem(
                    card.file,
                    "K018",
                    f"{place} has the unknown placeholder '{{{name}}}'",
                    f"Known: {known}.",
                )


def find_telephone_numbers(card: Card, ground: Ground) -> Iterator[Problem]:
    """K019: no telephone number stands in a card; it would be wrong in another country or clinic."""
    for place, claim in card.located_claims():
        match = _TELEPHONE.search(claim.text)
        if match:
            yield Problem(
                card.file,
                "K019",
                f"{place} gives the telephone number '{match.group()}'",
                "Write {emergency_number}, {advice_line}, {crisis_line} or {phone}.",
            )


def find_long_urgent_texts(card: Card, ground: Ground) -> Iterator[Problem]:
    """K020: the first claim of every red-flag text fits one SMS, numbers filled in."""
    if card.topic != "red_flag":
        return
    for place, step in card.steps():
        if not _is_short_answer(place):
            continue
        # 14 characters are the longest number that a placeholder here stands for.
        length = len(_PLACEHOLDER.sub("0" * 14, step[0].text))
        if length > SMS_CHARACTERS:
            yield Problem(
                card.file,
                "K020",
                f"{place} begins with {length} characters, over {SMS_CHARACTERS}",
                "Shorten its first claim.",
            )
