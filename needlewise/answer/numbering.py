"""Citations numbered across a message in the order in which they are first needed."""

from needlewise.answer.answer import Citation, Claim
from needlewise.knowledge import card as cards
from needlewise.knowledge.library import Library

CLINIC_TITLE = "The clinic's own details"


class Numbering:
    """Turns a card's claims into an answer's; one for each message."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[cards.Citation, int] = {}

    def number(self, claim: cards.Claim) -> Claim:
        """Return the claim with the numbers of its citations."""
        return Claim(claim.text, tuple(sorted(set(map(self._number, claim.citations)))))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation numbered so far. Raises UnknownSource."""
        return tuple(self._describe(cited, number) for cited, number in self._numbers.items())

    def _number(self, cited: cards.Citation) -> int:
        return self._numbers.setdefault(cited, len(self._numbers) + 1)

    def _describe(self, cited: cards.Citation, number: int) -> Citation:
        if cited.profile is not None:
            name = self._library.clinic.name
            return Citation(number, "profile", "clinic", name, CLINIC_TITLE, cited.profile)
        source = self._library.source(cited.source or "")
        read_on = f"read on {source.read_on:%d %B %Y}" if source.read_on else None
        return Citation(
            number=number,
            kind=source.kind,
            source=source.id,
            publisher=source.publisher,
            title=source.title,
            section=cited.heading or read_on,
            paragraph=cited.paragraph,
            url=source.url,
        )
