"""Each rule finds its own bad example, and nothing else does."""

from dataclasses import replace
from pathlib import Path

import pytest

from needlewise.knowledge.card import Card
from needlewise.knowledge.card_file import CardError, parse_card, read_card
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.check.rules import RULES, check_card, check_topics
from needlewise.knowledge.source import Source

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BAD = sorted((HERE / "bad").glob("*.yml"))
ABOUT_MORE_THAN_A_CARD = {"K010", "K012"}


def read(path: Path) -> Card:
    area = "safety" if "red_flag" in path.read_text(encoding="utf-8") else "session"
    return parse_card(path.read_text(encoding="utf-8"), area, path.name)


@pytest.fixture
def wide_ground(ground: Ground) -> Ground:
    """The project's ground with a source that has no address, which the project itself must not have."""
    unaddressed = Source("without-address", "guidance", "A publisher", "A title")
    return replace(ground, sources={**ground.sources, unaddressed.id: unaddressed})


def test_good_card_has_no_problem(ground: Ground) -> None:
    assert list(check_card(read(HERE / "good.yml"), ground)) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_card_is_found_by_its_rule_alone(
    path: Path, wide_ground: Ground, inspection: Inspection
) -> None:
    codes = set()
    try:
        card = read(path)
        codes = {problem.code for problem in check_card(card, wide_ground)}
        codes |= {
            one.code for one in check_topics([card], inspection.areas) if one.file == card.file
        }
    except CardError:
        codes.add("K012")
    assert codes == {path.stem}


def test_every_rule_has_a_bad_card() -> None:
    assert {path.stem for path in BAD} == set(RULES) | ABOUT_MORE_THAN_A_CARD


def test_every_rule_says_its_code_first() -> None:
    assert all((rule.__doc__ or "").startswith(f"{code}: ") for code, rule in RULES.items())


def test_problem_says_code_place_fault_and_remedy(ground: Ground) -> None:
    (problem,) = check_card(read(HERE / "bad" / "K004.yml"), ground)
    assert str(problem) == (
        "K004 knowledge/cards/session/soreness_after.yml: claim 2 has no citation. "
        "Add 'citations:' or remove the claim."
    )


def test_unsupported_word_is_named_with_its_passage(ground: Ground) -> None:
    (problem,) = check_card(read(HERE / "bad" / "K003.yml"), ground)
    assert "'kidneys'" in problem.what
    assert "Dry Needling Sessions for Sciatica: What to Expect, 6" in problem.beside


def test_red_flag_text_is_measured_with_the_clinics_own_lines(ground: Ground) -> None:
    card = read_card(ROOT / "knowledge" / "cards" / "safety" / "red_flag.yml")
    assert not [one for one in check_card(card, ground) if one.code == "K020"]
    said = dict(next(iter(ground.said))) | {
        "crisis_name": "The Night and Weekend Listening Line " * 2
    }
    (problem,) = check_card(card, replace(ground, said=[*ground.said, said]))
    assert problem.code == "K020"
    assert "Weekend" in problem.what


def test_card_is_owned_by_somebody(ground: Ground) -> None:
    good = read(HERE / "good.yml")
    assert not list(check_card(replace(good, owner="Somebody else"), ground))
    (problem,) = check_card(good, replace(ground, owner=None))
    assert problem.code == "K023"
    assert "has no owner" in problem.what


def test_missing_card_is_named_with_its_place(inspection: Inspection) -> None:
    missing = list(check_topics([], {"session": ("aftercare",)}))
    assert [str(one) for one in missing] == [
        "K010 knowledge/cards/session/aftercare.yml: the topic 'aftercare' has no card. Write it."
    ]
