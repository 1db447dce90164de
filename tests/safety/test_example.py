"""The project's own examples, as they are read."""

from pathlib import Path

import pytest

from needlewise.safety.example import Example, load_examples


def test_examples_are_reports_by_group_and_ordinary_messages(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yml"
    kept.write_text("reports: {lung: [gasping since]}\nordinary: [does it hurt]", encoding="utf-8")

    assert load_examples(kept) == [Example("gasping since", "lung"), Example("does it hurt", None)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[]", "give `reports`"),
        ("reports: {}", "give `reports`"),
        ("reports: {tooth: [ache]}\nordinary: []", "unknown group tooth"),
    ],
)
def test_examples_refuse_a_faulty_file_by_name(tmp_path: Path, content: str, fault: str) -> None:
    kept = tmp_path / "kept.yml"
    kept.write_text(content, encoding="utf-8")

    with pytest.raises(ValueError, match=f"kept.yml: {fault}"):
        load_examples(kept)
