"""Rules that hold a claim's words and numbers against the passages it cites."""

import re
from collections.abc import Iterator

from needlewise.knowledge.card import Card, Claim
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem
from needlewise.knowledge.lemma import lemmas, root, words
from needlewise.knowledge.number import numbers
from needlewise.knowledge.placeholder import PLACEHOLDER

_COUNT = r"(?:one|two|three|four|five|none|both|all)"
# "Two of our articles", "none of the five articles": a count of sources, held against the citations.
_SOURCES = re.compile(
    rf"\b{_COUNT}(?: of)?(?: (?:the|our|these))?(?: {_COUNT})? articles?\b", re.IGNORECASE
)


_IDIOM = re.compile(r"\b(?:above|after|at|first of|not) all\b|\bnot only\b", re.IGNORECASE)


def find_unsupported_numbers(card: Card, ground: Ground) -> Iterator[Problem]:
    """K002: every number of a claim stands in a passage that it cites."""
    for place, claim in card.located_claims():
        if not ground.is_traced(claim):
            continue
        given = _given_numbers(claim, ground)
        for number in sorted(numbers(without_counts(claim, ground)) - given):
            yield Problem(
                card.file,
                "K002",
                f"{place} says {number}, which no cited passage says",
                "Cite the passage that says it, or correct the number.",
                ground.beside(claim),
            )


def find_unsupported_words(card: Card, ground: Ground) -> Iterator[Problem]:
    """K003: every word of a claim that carries meaning is supported by a passage that it cites."""
    for place, claim in card.located_claims():
        if not ground.is_traced(claim) or any(one.kind != "document" for one in claim.citations):
            continue  # an unknown passage is K001; guidance is proved by reading, not by words
        missing = _unsupported(claim, ground)
        if missing:
            yield Problem(
                card.file,
                "K003",
                f"{place} says {', '.join(repr(word) for word in missing)}, "
                "which no cited passage supports",
                "Cite the passage that says it, or use its words.",
                ground.beside(claim),
            )


def find_stronger_amounts(card: Card, ground: Ground) -> Iterator[Problem]:
    """K022: no claim says more often, more surely or of more people than the passages it cites."""
    for place, claim in card.located_claims():
        given = _given_lemmas(claim, ground)
        for word in words(_IDIOM.sub(" ", _SOURCES.sub(" ", claim.text))) if given else ():
            borne_out = ground.vocabulary.amounts.get(word)
            if borne_out and not borne_out & given:
                yield Problem(
                    card.file,
                    "K022",
                    f"{place} says '{word}', and no cited passage goes so far",
                    "Use the passage's own measure, or a weaker one.",
                    ground.beside(claim),
                )


def _given_lemmas(claim: Claim, ground: Ground) -> frozenset[str]:
    return frozenset().union(*(passage.lemmas for passage in ground.locked_passages(claim)))


def _given_numbers(claim: Claim, ground: Ground) -> frozenset[str]:
    given: frozenset[str] = frozenset()
    for passage in ground.locked_passages(claim):
        given |= passage.numbers
    for source in ground.guidance(claim):
        given |= numbers(" ".join([*source.figures, source.publisher, source.title]))
    return given


def without_counts(claim: Claim, ground: Ground) -> str:
    """Return the claim's text without counts of articles that its citations bear out."""
    cited = len({citation.source for citation in claim.citations})
    true = {str(cited), str(len(ground.documents()))}

    def keep(match: re.Match[str]) -> str:
        return " " if numbers(match.group()) <= true else match.group()

    return _SOURCES.sub(keep, claim.text)


def _unsupported(claim: Claim, ground: Ground) -> list[str]:
    given = _given_lemmas(claim, ground)
    for passage in ground.locked_passages(claim):
        source = ground.sources[passage.source]
        # A passage is read under its heading, in an article with a title, by a publisher.
        given |= lemmas(f"{passage.heading} {source.title} {source.publisher}")
    roots = frozenset(map(root, given))
    text = PLACEHOLDER.sub(" ", _SOURCES.sub(" ", claim.text))
    wanted = dict.fromkeys(word for word in words(text) if not numbers(word))
    return [word for word in wanted if not ground.vocabulary.supports(word, roots)]
