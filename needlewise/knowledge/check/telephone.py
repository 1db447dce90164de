"""Rules on telephone numbers, and on the texts that send a patient to one."""

import re
from collections.abc import Iterator

from needlewise.knowledge.card import Card, Step
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.placeholder import PLACEHOLDER, Said, fill_text
from needlewise.language.sms import ONE_SMS, fits_one_sms

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
    """K020: every red-flag text begins with one SMS in the SMS alphabet, in every country and this clinic."""
    if card.topic != "red_flag":
        return
    for place, step in card.steps():
        long = [first for said in ground.said if not fits_one_sms(first := _first(step, said))]
        if long:
            yield Problem(
                card.file,
                "K020",
                f"{place} begins with '{max(long, key=len)}', over one SMS of {ONE_SMS} plain letters",
                "Shorten its first claim or the line's name in clinic.yml, and use straight quotes.",
            )


def _first(step: Step, said: Said) -> str:
    """Return what a patient reads first: a claim about a line that there is not is left out."""
    texts = (fill_text(claim.text, said) for claim in step)
    return next((text for text in texts if text is not None), "")
