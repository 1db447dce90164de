"""The rule on claims that articles do not say something."""

import re
from collections.abc import Collection, Iterator

from needlewise.knowledge.card import Card, Claim
from needlewise.knowledge.check.evidence import without_counts
from needlewise.knowledge.check.ground import Ground, cited
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lemma import lemma, words
from needlewise.knowledge.lock import LockedPassage
from needlewise.knowledge.number import numbers

# What an article is said not to mention, up to the sentence's end.
_UNMENTIONED = re.compile(
    r"\b(?:(?:none|no)\b[^.]*? (?:names?|mentions?|lists?|speaks? (?:of|about))"
    r"|(?:names?|mentions?|lists?) no|says? nothing (?:of|about|on)) ([^.]+)",
    re.IGNORECASE,
)
# Words with which it is about a detail, which no set of lemmas can prove.
_DETAIL = re.compile(r"\b(?:how|whether|that|which|what|this|its|more)\b", re.IGNORECASE)
_LIST = re.compile(r",| or | and ")


def find_false_silence(card: Card, ground: Ground) -> Iterator[Problem]:
    """K017: a claim that articles are silent cites nothing, gives no figure, and they are silent."""
    for place, claim in card.located_claims():
        if not claim.absent:
            continue
        if claim.citations or numbers(without_counts(claim, ground)):
            fault = "cites a passage or gives a figure"
        elif speaking := next(_speaking(claim, _asked(claim, card, ground), ground), None):
            fault = f"{speaking.source}, {speaking.heading}, {speaking.paragraph} speaks of it"
        else:
            continue
        yield Problem(
            card.file,
            "K017",
            f"{place} is marked absent, yet {fault}",
            "Split it: what is said, with its citation, and what is not.",
        )


def _asked(claim: Claim, card: Card, ground: Ground) -> Collection[str]:
    """Return the documents that a claim is about: those it names, the others than cited, or all."""
    named = ground.named(claim.text)
    if named:
        return named
    known = (
        {citation.source for _, _, citation in cited(card)}
        if "other articles" in claim.text
        else set()
    )
    return [source for source in ground.documents() if source not in known]


def _speaking(claim: Claim, asked: Collection[str], ground: Ground) -> Iterator[LockedPassage]:
    """Yield passages that have all words of a thing that the claim says is not mentioned."""
    things = [_content(thing, ground) for thing in _unmentioned(claim.text)]
    for passage in ground.lock.values():
        if passage.source in asked and any(thing and thing <= passage.lemmas for thing in things):
            yield passage


def _unmentioned(text: str) -> Iterator[str]:
    """Yield the things of "none of our articles mentions a, b or c"."""
    for match in _UNMENTIONED.finditer(text):
        if not _DETAIL.search(match.group(1)):
            yield from _LIST.split(match.group(1))


def _content(thing: str, ground: Ground) -> frozenset[str]:
    return frozenset(map(lemma, words(thing))) - ground.vocabulary.plain
