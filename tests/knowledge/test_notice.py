"""Notices: filled, complete, and what they must say."""

from pathlib import Path

import pytest

from needlewise.knowledge.fields import ContentError
from needlewise.knowledge.notice import Notices, read_notices
from needlewise.knowledge.placeholder import NAMES

SAID = {name: f"the {name}" for name in NAMES}


@pytest.fixture(scope="module")
def notices(root: Path) -> Notices:
    return read_notices(root / "knowledge" / "notices.yml", SAID, None)


def test_pinned_notice_says_what_it_is_and_how_to_reach_a_person(notices: Notices) -> None:
    assert "automated assistant, not a clinician" in notices.pinned
    assert "the phone" in notices.pinned
    assert "the emergency_number" in notices.pinned
    assert "forget" in notices.pinned


def test_disclaimer_is_no_promise(notices: Notices) -> None:
    assert "not medical advice" in notices.disclaimer


def test_name_without_a_value_is_refused(root: Path) -> None:
    with pytest.raises(
        ContentError, match=r"^knowledge/notices\.yml: has a 'greeting' with a placeholder"
    ):
        read_notices(root / "knowledge" / "notices.yml", {}, None)


def test_missing_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notices.yml").write_text('version: "1"\n', encoding="utf-8")
    with pytest.raises(ContentError, match="has no 'greeting'"):
        read_notices(tmp_path / "notices.yml", SAID, None)
