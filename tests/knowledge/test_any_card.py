"""No card, however odd, makes a rule fail instead of speak."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from needlewise.knowledge.card import Card, Citation, Claim, Difference, Variant
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.rules import check_card
from needlewise.knowledge.check.show import show_card
from needlewise.knowledge.placeholder import NAMES, fill_card

words = st.sampled_from(
    [
        "three",
        "7,629",
        "safe",
        "cure",
        "{phone}",
        "{",
        "{x}",
        "call",
        "999",
        "None of our five articles",
        "sore",
    ]
)
texts = st.text() | st.lists(words).map(" ".join)
citations = st.one_of(
    st.builds(Citation, source=texts),
    st.builds(Citation, profile=texts),
    st.builds(Citation, source=texts, heading=texts, paragraph=st.integers()),
    st.just(Citation("nice-ng59")),
    st.just(Citation("roar-sciatica", "Opening", 1)),
)
claims = st.builds(
    Claim, texts, st.lists(citations, max_size=2).map(tuple), st.booleans(), st.booleans()
)
steps = st.lists(claims, max_size=3).map(tuple)
mores = st.lists(steps, max_size=2).map(tuple)
cards = st.builds(
    Card,
    topic=st.sampled_from(["red_flag", "aftercare"]) | st.text(),
    title=st.text(),
    area=st.text(),
    claims=steps,
    more=mores,
    variants=st.dictionaries(st.text(), st.builds(Variant, steps, mores), max_size=2),
    differences=st.lists(st.builds(Difference, st.text(), steps), max_size=2).map(tuple),
    guidance=steps,
    not_covered=steps,
    follow_ups=st.lists(st.sampled_from(["aftercare", "pregnancy"]) | st.text(), max_size=4).map(
        tuple
    ),
    reviewed_on=st.dates(),
    review_due=st.dates(),
    clinician_sign_off=st.none() | st.text(),
)
SHARED_GROUND = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)


@SHARED_GROUND
@given(card=cards)
def test_any_card_can_be_checked_and_shown(ground: Ground, card: Card) -> None:
    assert all(problem.remedy for problem in check_card(card, ground))
    assert card.title in show_card(card, ground)


@given(cards)
def test_any_card_filled_with_every_name_keeps_its_claims(card: Card) -> None:
    known = dict.fromkeys(NAMES, "a value")
    cited = {
        one.profile: "a value"
        for _, claim in card.located_claims()
        for one in claim.citations
        if one.profile
    }
    filled = fill_card(card, known | cited, {})
    kept = [claim.text for _, claim in filled.located_claims()]
    assert not any(f"{{{name}}}" in text for name in NAMES for text in kept)
