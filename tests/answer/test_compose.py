from datetime import date

from small_library import ALPHA, BETA, GUIDE, PAIN, PHONE, VISITS

from needlewise.answer.compose import Section, compose, say
from needlewise.knowledge.card import Claim
from needlewise.knowledge.library import Library


def test_citations_are_numbered_across_the_message_and_listed_once(library: Library) -> None:
    sections = [Section(PAIN, PAIN.claims), Section(VISITS, VISITS.claims)]
    answer = compose(library, "answer", ["pain", "visits"], sections)
    assert [claim.citations for part in answer.parts for claim in part.claims] == [
        (1, 2),
        (1,),
        (2,),
    ]
    assert [(one.number, one.source) for one in answer.citations] == [(1, "alpha"), (2, "beta")]


def test_citations_say_what_kind_of_source_they_name(library: Library) -> None:
    claims = (Claim("a", (ALPHA,)), Claim("g", (GUIDE,)), Claim("p", (PHONE,)))
    cited = compose(library, "answer", ["pain"], [Section(PAIN, claims)]).citations
    assert [one.kind for one in cited] == ["document", "guidance", "profile"]
    assert [one.section for one in cited] == ["Opening", "read on 01 November 2026", "phone"]
    assert [one.url for one in cited] == [None, "https://example.org/r", None]
    assert cited[2].publisher == "Test Clinic"


def test_review_days_are_those_of_the_oldest_part(library: Library) -> None:
    sections = [Section(PAIN, PAIN.claims), Section(VISITS, VISITS.claims)]
    answer = compose(library, "answer", ["pain", "visits"], sections)
    assert (answer.reviewed_on, answer.review_due) == (date(2026, 10, 1), date(2027, 10, 1))


def test_claims_the_clinic_has_not_signed_are_marked_once(library: Library) -> None:
    claims = (Claim("x", unconfirmed=True), Claim("y", (BETA,)), Claim("z", unconfirmed=True))
    answer = compose(library, "red_flag", ["pain"], [Section(PAIN, claims)])
    assert [claim.text for claim in answer.parts[0].claims] == ["x", "y", "z", "Not signed yet."]


def test_words_of_its_own_carry_a_disclaimer_unless_they_are_small_talk(library: Library) -> None:
    assert say(library, "handoff", ["handoff"], "Your name?").text == "Your name?\n\nNot advice."
    assert say(library, "small_talk", ["greet"], "Hello.").text == "Hello."
    assert say(library, "notice", [], "Wait.").disclaimer is None
