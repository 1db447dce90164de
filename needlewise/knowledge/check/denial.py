"""The rule on claims that deny something."""

import re
from collections.abc import Iterable, Iterator

from needlewise.knowledge.card import Card
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lemma import words

_DENIALS = {"no", "not", "none", "never", "nothing", "without", "cannot", "nor"}
# What a passage may say instead: "unlike acupuncture", "rather than a cause", "should avoid", "failed to".
_CONTRASTS = {"unlike", "rather", "instead", "avoid", "fail"}
_SAYING = r"(?:name|give|say|tell|mention|list|state|set|speak|describe|add)"
# "It names no profession", "without saying how long": about what an article says, not about the matter.
_SILENCE = re.compile(
    rf"\b{_SAYING}s? (?:no|not|nothing|none)\b|\b(?:do|does|did)(?: not|n't) {_SAYING}\b"
    r"|\bwithout (?:naming|giving|saying|telling|mentioning|listing|stating)\b",
    re.IGNORECASE,
)


def find_unsupported_denials(card: Card, ground: Ground) -> Iterator[Problem]:
    """K021: a claim that denies something cites a passage that denies, contrasts or warns too."""
    for place, claim in card.located_claims():
        passages = ground.locked_passages(claim)
        if not passages or not _denies(words(_SILENCE.sub(" ", claim.text)), _DENIALS):
            continue
        if not any(_denies(passage.lemmas, _DENIALS | _CONTRASTS) for passage in passages):
            yield Problem(
                card.file,
                "K021",
                f"{place} denies something, and no cited passage does",
                "Say what the passage says, or mark an absence 'absent: true'.",
                ground.beside(claim),
            )


def _denies(said: Iterable[str], denials: set[str]) -> bool:
    return any(word in denials or word.endswith("n't") for word in said)
