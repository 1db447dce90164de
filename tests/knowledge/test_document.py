"""Documents cut into passages, by the layout that the five articles have."""

from pathlib import Path

import pytest

from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.document import find_documents, read_passages
from needlewise.knowledge.source import Source, SourceError

SOURCE = Source(
    "an-article", "document", "A clinic", "A title", file="a.txt", furniture=("Book now", "By …")
)


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "headings.txt").write_text(
        "# Headings\n\n[other.txt]\nNot ours\n\n[a.txt]\nFirst?\nSecond\n\n[b.txt]\nNot ours\n",
        "utf-8",
    )
    return tmp_path


def test_paragraphs_are_counted_under_their_heading(tmp_path: Path) -> None:
    text = "Lead.\n\nBy a writer\nFirst?\nHere is a list:\n- one\n  • two\nBook now\nNot ours\nSecond\nEnd."
    passages = read_passages(SOURCE, folder_with(tmp_path, text))
    assert [(one.heading, one.paragraph, one.text) for one in passages] == [
        ("Opening", 1, "Lead."),
        ("First?", 1, "Here is a list:"),
        ("First?", 2, "one"),
        ("First?", 3, "two"),
        ("First?", 4, "Not ours"),
        ("Second", 1, "End."),
    ]


def test_missing_document_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Give the documents' folder with --sources"):
        read_passages(SOURCE, tmp_path)


def test_documents_are_found_as_given_then_as_the_environment_says(tmp_path: Path) -> None:
    assert find_documents(tmp_path, Path("x"), {"NEEDLEWISE_SOURCES": "y"}) == Path("x")
    assert find_documents(tmp_path, None, {"NEEDLEWISE_SOURCES": "y"}) == Path("y")
    assert find_documents(tmp_path, None, {}) is None


@pytest.mark.documents
def test_every_heading_of_the_articles_has_passages(
    documents: Path, inspection: Inspection
) -> None:
    listing = (documents / "headings.txt").read_text(encoding="utf-8")
    headings = {line for line in listing.splitlines() if line and line[0] not in "#["}
    locked = {heading for _, heading, _ in inspection.ground.lock}
    assert headings - locked == set()
    assert locked - headings == {"Opening"}
