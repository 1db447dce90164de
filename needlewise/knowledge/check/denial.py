"""Rules on claims that deny, and on claims that an article is silent."""

import re
from collections.abc import Iterable, Iterator

from needlewise.knowledge.card import Card, Claim
from needlewise.knowledge.check.evidence import without_counts
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lemma import lemma, words
from needlewise.knowledge.lock import LockedPassage
from needlewise.knowledge.number import numbers

_DENIALS = frozenset(("no", "not", "none", "never", "nothing", "without", "cannot", "nor"))
# What a passage may say instead: "unlike acupuncture", "rather than a cause", "should avoid".
_CONTRASTS = frozenset(("unlike", "rather", "instead", "avoid", "different", "vary")) | frozenset(
    ("less", "minimal", "rare", "uncommon")
)
_SAYING = r"(?:name|give|say|tell|mention|list|state|set|speak|describe|add)"
# "It names no profession", "without saying how long": about what an article says, not about the matter.
_SILENCE = re.compile(
    rf"\b{_SAYING}s? (?:no|not|nothing|none)\b|\b(?:do|does|did)(?: not|n't) {_SAYING}\b"
    r"|\bwithout (?:naming|giving|saying|telling|mentioning|listing|stating)\b",
    re.IGNORECASE,
)


# What an article is said not to mention, up to the sentence's end.
_UNMENTIONED = re.compile(
    r"\b(?:(?:none|no)\b[^.]*? (?:names?|mentions?|lists?|speaks? (?:of|about))"
    r"|(?:names?|mentions?|lists?) no|says? nothing (?:of|about|on)) ([^.]+)",
    re.IGNORECASE,
)
_RELATION = re.compile(r"\b(?:how|whether|that|which|what|this|its|more)\b", re.IGNORECASE)
_LIST = re.compile(r",| or | and ")


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


def find_false_absences(card: Card, ground: Ground) -> Iterator[Problem]:
    """K017: a claim that articles are silent cites nothing, gives no figure, and they are silent."""
    for place, claim in card.located_claims():
        if not claim.absent:
            continue
        if claim.citations or numbers(without_counts(claim, ground)):
            fault = "cites a passage or gives a figure"
        elif speaking := next(_speaking(claim, ground), None):
            fault = f"{speaking.source}, {speaking.heading}, {speaking.paragraph} speaks of it"
        else:
            continue
        yield Problem(
            card.file,
            "K017",
            f"{place} is marked absent, yet {fault}",
            "Split it: what is said, with its citation, and what is not.",
        )


def _speaking(claim: Claim, ground: Ground) -> Iterator[LockedPassage]:
    """Yield passages that have all words of a thing that the claim says is not mentioned.

    A claim that names a document is about that one alone, else about all.
    """
    named = ground.named(claim.text)
    things = [_content(thing, ground) for thing in _unmentioned(claim.text)]
    for passage in ground.lock.values():
        is_asked = not named or passage.source in named
        if is_asked and any(thing and thing <= passage.lemmas for thing in things):
            yield passage


def _unmentioned(text: str) -> Iterator[str]:
    """Yield the things of "none of our articles mentions a, b or c"; nothing of "how", "whether"."""
    for match in _UNMENTIONED.finditer(text):
        if not _RELATION.search(match.group(1)):
            yield from _LIST.split(match.group(1))


def _content(thing: str, ground: Ground) -> frozenset[str]:
    return frozenset(map(lemma, words(thing))) - ground.vocabulary.plain


def _denies(said: Iterable[str], denials: frozenset[str]) -> bool:
    return any(word in denials or word.endswith("n't") for word in said)
