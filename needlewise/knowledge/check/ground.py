"""What the rules hold a card against."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from needlewise.knowledge.card import Card, Citation, Claim
from needlewise.knowledge.check.vocabulary import Vocabulary
from needlewise.knowledge.lock import Lock, LockedPassage
from needlewise.knowledge.placeholder import Said
from needlewise.knowledge.source import Passage, Source


@dataclass(frozen=True)
class Ground:
    """The rest of the content, as the rules need it.

    `passages` are the documents' own, where they are at hand; without them the lock alone proves.
    `said`: what the names in braces stand for, in this clinic and with each country's lines.
    `owner`: who answers for the cards that name nobody.
    """

    today: date
    topics: Collection[str]
    sources: Mapping[str, Source]
    lock: Lock
    vocabulary: Vocabulary
    profile: Collection[str]
    telephones: Collection[str]
    said: Collection[Said]
    owner: str | None
    passages: Mapping[tuple[str, str, int], Passage] = field(default_factory=dict)

    def locked(self, citation: Citation) -> LockedPassage | None:
        """Return the passage that a citation of a document names, or None."""
        if citation.source is None or citation.heading is None or citation.paragraph is None:
            return None
        return self.lock.get((citation.source, citation.heading, citation.paragraph))

    def locked_passages(self, claim: Claim) -> list[LockedPassage]:
        return [found for citation in claim.citations if (found := self.locked(citation))]

    def is_traced(self, claim: Claim) -> bool:
        """Return whether a claim has citations and every passage that it cites exists."""
        documents = [citation for citation in claim.citations if citation.kind == "document"]
        return bool(claim.citations) and all(self.locked(citation) for citation in documents)

    def guidance(self, claim: Claim) -> list[Source]:
        """Return the public guidance that a claim cites."""
        cited = [self.sources.get(citation.source or "") for citation in claim.citations]
        return [source for source in cited if source is not None and source.kind == "guidance"]

    def named(self, text: str) -> set[str]:
        """Return the documents that a text names."""
        sources = (self.sources[id] for id in self.documents())
        return {one.id for one in sources if any(name in text for name in one.known_as)}

    def documents(self) -> list[str]:
        return [source.id for source in self.sources.values() if source.kind == "document"]

    def beside(self, claim: Claim) -> str:
        """Return the cited passages for a message: their text where at hand, else their locators."""
        locators = [passage.locator for passage in self.locked_passages(claim)]
        shown = (self.passages.get(locator) for locator in locators)
        lines = (
            f"\n    {', '.join(map(str, locator))}" + (f": {passage.text}" if passage else "")
            for locator, passage in zip(locators, shown, strict=True)
        )
        return "".join(lines)


def cited(card: Card) -> Iterator[tuple[str, Claim, Citation]]:
    """Yield every citation of a card with its claim and the claim's place."""
    for place, claim in card.located_claims():
        for citation in claim.citations:
            yield place, claim, citation
