"""A document's text cut into passages.

A line is a heading where headings.txt lists it for that file; every other line that is not blank
and not furniture is a paragraph or a list item, counted from 1 under its heading.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from needlewise.knowledge.source import Passage, Source, SourceError

OPENING = "Opening"  # the heading of text that stands before the first one
_BULLETS = ("•", "-")


def find_documents(root: Path, given: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Return the documents' folder: as given, as NEEDLEWISE_SOURCES says, or beside the project.

    None where none of these names one: the lock then proves without the documents.
    """
    named = given or environment.get("NEEDLEWISE_SOURCES")
    if named:
        return Path(named)
    beside = root.resolve().parent / "shared" / "sources"
    return beside if beside.is_dir() else None


def read_passages(source: Source, folder: Path) -> list[Passage]:
    """Return the passages of a document, in order. Raises SourceError where a file is missing."""
    if source.file is None:
        raise SourceError(f"knowledge/sources/{source.id}.yml", "names no file", "Add 'file:'.")
    headings = _headings(_read(folder / "headings.txt"), source.file)
    return list(_passages(source, _read(folder / source.file), headings))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise SourceError(
            str(path),
            "cannot be read",
            "Give the documents' folder with --sources or NEEDLEWISE_SOURCES.",
        ) from None


def _headings(listing: str, file: str) -> set[str]:
    block = listing.partition(f"[{file}]\n")[2]
    return set(block.partition("\n[")[0].split("\n")) - {""}


def _passages(source: Source, text: str, headings: set[str]) -> Iterator[Passage]:
    heading, paragraph = OPENING, 0
    for line in map(str.strip, text.splitlines()):
        if line in headings:
            heading, paragraph = line, 0
        elif line and not _is_furniture(line, source.furniture):
            paragraph += 1
            yield Passage(source.id, heading, paragraph, line.lstrip("".join(_BULLETS)).strip())


def _is_furniture(line: str, furniture: tuple[str, ...]) -> bool:
    return any(
        line.startswith(one.removesuffix("…")) if one.endswith("…") else line == one
        for one in furniture
    )
