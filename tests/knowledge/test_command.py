"""The command line: check, lock, show."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from needlewise.knowledge.__main__ import main

TODAY = date(2026, 11, 21)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the content that a test may change, with no documents beside it."""
    project = tmp_path / "deep" / "project"
    shutil.copytree(root / "knowledge", project / "knowledge")
    shutil.copy(root / "clinic.yml", project)
    return project


def test_check_of_a_good_card_passes(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "check", "red_flag"], {}, TODAY) == 0
    assert "checked by the lock, without the documents: 0 problems" in capsys.readouterr().out


def test_check_names_what_is_wrong(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = Path(__file__).parent / "bad" / "K012.yml"
    (copy / "knowledge" / "cards" / "session").mkdir(exist_ok=True)
    shutil.copy(bad, copy / "knowledge" / "cards" / "session" / "soreness_after.yml")
    assert main(["--root", str(copy), "check", "soreness_after"], {}, TODAY) == 1
    out = capsys.readouterr().out
    assert out.startswith(
        "K012 knowledge/cards/session/soreness_after.yml: claim 1 has an unknown field"
    )


def test_check_fails_when_a_review_is_overdue(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(copy), "check", "red_flag"], {}, date(2030, 1, 1)) == 1
    assert "K005" in capsys.readouterr().out


def test_show_prints_locators_without_the_documents(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(copy), "show", "personal_medical_advice"], {}, TODAY) == 0
    assert "back-pain-guide, Is Dry Needling Right for You?, 2\n" in capsys.readouterr().out


@pytest.mark.documents
def test_show_prints_the_passages_themselves(
    copy: Path, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "--root",
        str(copy),
        "--sources",
        str(documents),
        "show",
        "personal_medical_advice",
    ]
    assert main(arguments, {}, TODAY) == 0
    assert "Is Dry Needling Right for You?, 2: Not sure if" in capsys.readouterr().out


def test_rules_are_listed_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"], {}, TODAY) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "K001: every citation names something that exists."
    assert [line[:4] for line in lines] == [f"K{number:03}" for number in range(1, len(lines) + 1)]


def test_lock_needs_the_documents(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "lock"], {}, TODAY) == 2
    assert "Give their folder with --sources." in capsys.readouterr().err


@pytest.mark.documents
def test_lock_of_unchanged_documents_changes_nothing(
    copy: Path, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (copy / "knowledge" / "sources.lock").read_bytes()
    environment = {"NEEDLEWISE_SOURCES": str(documents)}
    assert main(["--root", str(copy), "lock"], environment, date(2030, 1, 1)) == 0
    assert "0 of them new or changed" in capsys.readouterr().out
    assert (copy / "knowledge" / "sources.lock").read_bytes() == before


def test_unknown_card_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(copy), "show", "astrology"], {}, TODAY) == 2
    assert "has no readable card 'astrology'" in capsys.readouterr().err


def test_check_finds_notices_that_are_overdue(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(copy), "check"], {}, date(2030, 1, 1)) == 1
    assert "K005 knowledge/notices.yml: the review was due on" in capsys.readouterr().out
