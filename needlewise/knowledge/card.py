"""A card: the reviewed answer to one topic, each claim tied to the passages that support it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["document", "guidance", "profile"]
PENDING = "pending"  # what `clinician_sign_off` says until a clinician of the clinic has signed


@dataclass(frozen=True)
class Citation:
    """A link from a claim to what supports it.

    A document is cited by heading and paragraph (from 1), public guidance by its source alone, the
    clinic's own profile by the name of its field.
    """

    source: str | None = None
    heading: str | None = None
    paragraph: int | None = None
    profile: str | None = None

    @property
    def kind(self) -> Kind:
        if self.profile is not None:
            return "profile"
        return "guidance" if self.heading is None else "document"

    def __str__(self) -> str:
        if self.profile is not None:
            return f"clinic.yml, {self.profile}"
        return ", ".join(str(part) for part in (self.source, self.heading, self.paragraph) if part)


@dataclass(frozen=True)
class Claim:
    """One or two plain sentences that can be true or false.

    `absent`: it says that the documents do not say something, so no passage can be cited.
    `unconfirmed`: no public address was found for it; it is shown so until the clinic has signed.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    absent: bool = False
    unconfirmed: bool = False


Step = tuple[Claim, ...]


@dataclass(frozen=True)
class Variant:
    """What is said instead, for one condition (or one group of red flags)."""

    claims: Step
    more: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A point on which the documents disagree, each side attributed."""

    point: str
    sides: Step


@dataclass(frozen=True)
class Card:
    """One topic's content; see knowledge/card.schema.json for each field in words."""

    topic: str
    title: str
    area: str
    claims: Step
    more: tuple[Step, ...] = ()
    variants: Mapping[str, Variant] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    guidance: Step = ()
    not_covered: Step = ()
    follow_ups: tuple[str, ...] = ()
    owner: str | None = None
    reviewed_by: str = ""
    reviewed_on: date = date.min
    review_due: date = date.min
    clinician_sign_off: str | None = None

    @property
    def file(self) -> str:
        """Where the card stands, from the project's folder."""
        return f"knowledge/cards/{self.area}/{self.topic}.yml"

    def steps(self) -> Iterator[tuple[str, Step]]:
        """Yield what is shown at one time, each with its place in the file."""
        yield "claims", self.claims
        yield from ((f"more, step {number}", step) for number, step in enumerate(self.more, 1))
        for condition, variant in self.variants.items():
            yield f"variant '{condition}'", variant.claims
            for number, step in enumerate(variant.more, 1):
                yield f"variant '{condition}', more, step {number}", step
        yield from ((f"difference '{one.point}'", one.sides) for one in self.differences)
        yield "guidance", self.guidance
        yield "not_covered", self.not_covered

    def located_claims(self) -> Iterator[tuple[str, Claim]]:
        """Yield every claim with its place in the file, counted from 1."""
        for place, step in self.steps():
            single = "claim" if place == "claims" else f"{place}, claim"
            yield from ((f"{single} {number}", claim) for number, claim in enumerate(step, 1))
