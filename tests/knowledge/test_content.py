"""The project's own content passes its own check, with the documents and without."""

from datetime import date
from pathlib import Path

import pytest

from needlewise.knowledge.check.inspection import Inspection


def test_content_has_no_problem_by_the_lock(inspection: Inspection) -> None:
    assert [str(problem) for problem in inspection.problems()] == []


@pytest.mark.documents
def test_content_has_no_problem_by_the_documents(root: Path, documents: Path) -> None:
    inspection = Inspection.open(root, documents, date(2026, 11, 21))
    assert [str(problem) for problem in inspection.problems()] == []


def test_every_guidance_source_says_where_and_when_it_was_read(inspection: Inspection) -> None:
    guidance = [one for one in inspection.ground.sources.values() if one.kind == "guidance"]
    assert [one.id for one in guidance if not (one.url and one.read_on and one.note)] == []


def test_every_document_has_its_file(inspection: Inspection) -> None:
    sources = inspection.ground.sources.values()
    files = [one.file for one in sources if one.kind == "document"]
    assert len(files) == len(set(files) - {None}) == 5
