"""A source: a publication that cards cite, and the passages it is made of."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, cast

from needlewise.knowledge.fields import ContentError, Fields, read_yaml

KINDS = ("document", "guidance")
Locator = tuple[str, str, int]  # source, heading, paragraph counted from 1


class SourceError(ContentError):
    """A source's file, or a source document, that cannot be used."""


@dataclass(frozen=True)
class Passage:
    """One paragraph or list item of a document."""

    source: str
    heading: str
    paragraph: int
    text: str

    @property
    def locator(self) -> Locator:
        return self.source, self.heading, self.paragraph


@dataclass(frozen=True)
class Source:
    """One publication.

    A `document` is one of the clinic's reference articles, kept as `file` outside the project;
    cards name it by one of the words in `known_as`. `furniture` lists its lines that are no evidence
    (buttons, bylines; a trailing `…` stands for the rest of the line). `guidance` is a public page at
    `url`, read on `read_on`; `figures` are the numbers it was seen to give, the only ones that a
    claim may take from it.
    """

    id: str
    kind: Literal["document", "guidance"]
    publisher: str
    title: str
    url: str | None = None
    file: str | None = None
    read_on: date | None = None
    note: str | None = None
    known_as: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def read_sources(folder: Path) -> dict[str, Source]:
    """Return every source of `folder` (one YAML file each) by its id. Raises SourceError."""
    return {path.stem: read_source(path) for path in sorted(folder.glob("*.yml"))}


def read_source(path: Path) -> Source:
    file = f"knowledge/sources/{path.name}"
    fields = Fields(read_yaml(path, file, SourceError), file, error=SourceError)
    kind = fields.text("kind")
    if kind not in KINDS:
        raise fields.fault(f"has the kind '{kind}'", "Write 'document' or 'guidance'.")
    source = Source(
        id=fields.text("id"),
        kind=cast(Literal["document", "guidance"], kind),
        publisher=fields.text("publisher"),
        title=fields.text("title"),
        url=fields.optional_text("url"),
        file=fields.optional_text("file"),
        read_on=fields.optional_day("read_on"),
        note=fields.optional_text("note"),
        known_as=fields.names("known_as"),
        furniture=fields.names("furniture"),
        figures=fields.names("figures"),
    )
    if source.id != path.stem:
        raise fields.fault(f"says id '{source.id}'", f"Write 'id: {path.stem}' or rename the file.")
    fields.finish()
    return source
