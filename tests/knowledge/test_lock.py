"""The lock: made from the documents, holding without them, showing what changed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needlewise.knowledge.check.citation import find_changed_passages
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.document import read_passages
from needlewise.knowledge.lock import hash_text, lock_passages, read_lock, write_lock
from needlewise.knowledge.source import Passage, SourceError

FIRST, LATER = date(2026, 11, 20), date(2026, 12, 1)
PASSAGE = Passage("an-article", "A heading", 1, "Soreness fades in 2 days.")


def test_lock_holds_lemmas_and_numbers_but_no_sentence(tmp_path: Path) -> None:
    lock = lock_passages([PASSAGE], FIRST, {})
    write_lock(lock, tmp_path / "sources.lock")
    assert read_lock(tmp_path / "sources.lock") == lock
    assert lock[PASSAGE.locator].numbers == {"2"}
    assert '["day", "fade", "in", "soreness"]' in (tmp_path / "sources.lock").read_text("utf-8")


def test_unchanged_passage_keeps_its_day_and_a_changed_one_gets_a_new_one() -> None:
    lock = lock_passages([PASSAGE], FIRST, {})
    assert lock_passages([PASSAGE], LATER, lock)[PASSAGE.locator].locked_on == FIRST
    changed = replace(PASSAGE, text="Soreness fades in 3 days.")
    assert lock_passages([changed], LATER, lock)[PASSAGE.locator].locked_on == LATER


@given(st.text())
def test_hash_is_blind_to_capitals_and_spaces(text: str) -> None:
    assert hash_text(text) == hash_text(f"  {text} ")
    assert hash_text("Muscle knots.") == hash_text("muscle  KNOTS")


@pytest.mark.parametrize("text", ["{", "[1]", '[{"source": "x"}]', '[{"lemmas": 1, "numbers": 2}]'])
def test_damaged_lock_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.lock").write_text(text, encoding="utf-8")
    with pytest.raises(
        SourceError, match=r"Make it anew with 'python -m needlewise.knowledge lock'"
    ):
        read_lock(tmp_path / "sources.lock")


def test_changed_document_fails_each_card_that_cites_it(
    inspection: Inspection, ground: Ground
) -> None:
    card = next(card for card in inspection.cards if card.topic == "personal_medical_advice")
    cited = card.claims[0].citations[0]
    assert cited.source and cited.heading and cited.paragraph
    changed = Passage(cited.source, cited.heading, cited.paragraph, "Something else is said now.")
    others = {one.locator: Passage(*one.locator, text="") for one in ground.lock.values()}
    problems = find_changed_passages(
        card, replace(ground, passages=others | {changed.locator: changed})
    )
    assert "K011" in {problem.code for problem in problems}
    assert list(find_changed_passages(card, ground)) == []


@pytest.mark.documents
def test_lock_is_that_of_the_documents(documents: Path, inspection: Inspection) -> None:
    sources = [one for one in inspection.ground.sources.values() if one.kind == "document"]
    passages = [passage for source in sources for passage in read_passages(source, documents)]
    assert lock_passages(passages, FIRST, inspection.ground.lock) == inspection.ground.lock
    assert len(passages) == 189
