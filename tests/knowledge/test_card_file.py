"""Reading cards: the form of a card, and that nothing else passes for one."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from needlewise.knowledge.card import Card, Citation
from needlewise.knowledge.card_file import CardError, parse_card, read_card

GOOD = (Path(__file__).parent / "good.yml").read_text(encoding="utf-8")


def parse(text: str) -> Card:
    return parse_card(text, "session", "card.yml")


def with_fault(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_card_keeps_its_fields() -> None:
    card = parse(GOOD)
    assert (card.topic, card.area, card.title) == (
        "soreness_after",
        "session",
        "Will I be sore afterwards?",
    )
    assert card.claims[1].citations == (
        Citation("roar-sciatica", "Is Dry Needling for Sciatica Painful?", 2),
    )
    assert card.follow_ups == ("aftercare", "side_effects")
    assert card.review_due == date(2027, 11, 20)
    assert card.file == "knowledge/cards/session/soreness_after.yml"


def test_card_keeps_variants_differences_and_steps() -> None:
    extra = """
more:
  - - text: One.
    - text: Two.
  - - text: Three.
variants:
  back pain: {claims: [{text: Four.}], more: [[{text: Five.}]]}
differences:
  - point: Pain
    sides: [{text: Six.}, {text: Seven.}]
"""
    card = parse(GOOD + extra)
    assert [[claim.text for claim in step] for step in card.more] == [["One.", "Two."], ["Three."]]
    assert card.variants["back pain"].more[0][0].text == "Five."
    assert card.differences[0].sides[1].text == "Seven."
    places = [place for place, _ in card.located_claims()]
    assert places[2:] == [
        "more, step 1, claim 1",
        "more, step 1, claim 2",
        "more, step 2, claim 1",
        "variant 'back pain', claim 1",
        "variant 'back pain', more, step 1, claim 1",
        "difference 'Pain', claim 1",
        "difference 'Pain', claim 2",
    ]


@pytest.mark.parametrize(
    ("citation", "kind"),
    [
        ("{source: nice-ng59}", "guidance"),
        ("{profile: prices}", "profile"),
        ("{source: roar-sciatica, heading: Opening, paragraph: 1}", "document"),
    ],
)
def test_citation_knows_its_kind(citation: str, kind: str) -> None:
    lines = GOOD.split("follow_ups")
    card = parse(
        f"{lines[0]}more: [[{{text: More., citations: [{citation}]}}]]\nfollow_ups{lines[1]}"
    )
    assert card.more[0][0].citations[0].kind == kind


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Will", "tittle: Will", "has no 'title'"),
        ("follow_ups: [", "followups: [", "has an unknown field 'followups'"),
        ("reviewed_on: 2026-11-20", "reviewed_on: soon", "has a 'reviewed_on' that is no date"),
        ("reviewed_on: 2026-11-20", "reviewed_on: 2026-13-45", "is not valid YAML"),
        ("paragraph: 2", "paragraph: 0", "claim 2, citation 1 has no whole number 'paragraph'"),
        ("paragraph: 2", "paragraph: true", "claim 2, citation 1 has no whole number 'paragraph'"),
        ("  - text: It usually", "  - txt: It usually", "claim 2 has no 'text'"),
        ("[aftercare, side_effects]", "aftercare", "has a 'follow_ups' that is no list"),
        (
            "[aftercare, side_effects]",
            "[1, 2]",
            "has a 'follow_ups' with something that is no word",
        ),
        ("claims:", "claims: []\nmore:", "has a 'more' that is no list of steps"),
        ("title: Will I be sore afterwards?", "title: 7", "has a 'title' that is not text"),
        ("topic: soreness_after", "topic: a\ntopic: b", "is not valid YAML (a name stands twice"),
    ],
)
def test_card_with_a_fault_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(CardError) as refused:
        parse(with_fault(old, new))
    assert str(refused.value).startswith(f"card.yml: {message}")
    assert refused.value.remedy


def test_card_under_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "session" / "aftercare.yml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(CardError, match=r"Write 'topic: aftercare' or rename the file\."):
        read_card(path)


def test_unreadable_card_is_refused(tmp_path: Path) -> None:
    (tmp_path / "card.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CardError, match="cannot be read"):
        read_card(tmp_path / "card.yml")


def is_card_or_refused(text: str) -> bool:
    try:
        return isinstance(parse(text), Card)
    except CardError as error:
        return bool(error.what and error.remedy)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
names = st.sampled_from(sorted(yaml.safe_load(GOOD))) | st.text()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.dictionaries(names | st.integers(), inner),
    max_leaves=12,
)


@given(st.text())
def test_any_text_is_a_card_or_refused(text: str) -> None:
    assert is_card_or_refused(text)


@given(
    st.lists(
        st.sampled_from([*GOOD.split(), "\n", "  ", "- ", "{", "&a", "*a", "!!x", "|"]), max_size=60
    )
)
def test_any_heap_of_a_cards_words_is_a_card_or_refused(words: list[str]) -> None:
    assert is_card_or_refused(" ".join(words))


@given(names, values)
def test_card_with_any_value_in_a_field_is_a_card_or_refused(name: str, value: object) -> None:
    assert is_card_or_refused(yaml.safe_dump({**yaml.safe_load(GOOD), name: value}))


def test_deep_yaml_is_refused() -> None:
    assert is_card_or_refused("[" * 5000)
