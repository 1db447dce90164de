"""Rules on telephone numbers, and on the texts that send a patient to one."""

import re
from collections.abc import Iterator

from needlewise.knowledge.card import Card
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.placeholder import PLACEHOLDER
from needlewise.language.sms import ONE_SMS, fits_one_sms

_LONGEST_VALUE = "0" * 14  # as many characters as a number or a line's name takes
_TELEPHONE = re.compile(r"\+?\d(?:[ -]?\d){5,}")


def find_wrong_placeholders(card: Card, ground: Ground) -> Iterator[Problem]:
    """K018: a placeholder names a field of clinic.yml or a line of emergency.yml."""
    for place, claim in card.located_claims():
        for name in PLACEHOLDER.findall(claim.text):
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
    lines = "|".join(map(re.escape, ground.telephones))
    known = re.compile(rf"(?<![\w,.])(?:{lines})(?![\w,%])")
    for place, claim in card.located_claims():
        match = _TELEPHONE.search(claim.text) or known.search(claim.text)
        if match and match.group():
            yield Problem(
                card.file,
                "K019",
                f"{place} gives the telephone number '{match.group()}'",
                "Write {emergency_number}, {advice_line}, {crisis_line} or {phone}.",
            )


def find_long_urgent_texts(card: Card, ground: Ground) -> Iterator[Problem]:
    """K020: the first claim of every red-flag text is one SMS in the SMS alphabet, numbers filled in."""
    if card.topic != "red_flag":
        return
    for place, step in card.steps():
        first = PLACEHOLDER.sub(_LONGEST_VALUE, step[0].text) if step else ""
        if not fits_one_sms(first):
            yield Problem(
                card.file,
                "K020",
                f"{place} begins with {len(first)} characters, over one SMS of {ONE_SMS} plain letters",
                "Shorten its first claim, and use straight quotes.",
            )
