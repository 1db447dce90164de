from small_library import PAIN, RED_FLAG, VISITS

from needlewise.answer.compose import Section, compose
from needlewise.answer.red_flag import red_flag
from needlewise.answer.sourcing import sources
from needlewise.answer.wording import Wording
from needlewise.knowledge.library import Library


def test_text_has_the_answer_its_sources_and_the_disclaimer(library: Library) -> None:
    answer = compose(library, "answer", ["pain"], [Section(PAIN, PAIN.claims)])
    assert answer.text == (
        "It hurts a little. [1, 2] It soon passes. [1]\n\n"
        "Sources: [1] Alpha Physio, On needles; [2] Beta Health, On backs\n\n"
        "Not advice."
    )


def test_text_sets_public_guidance_apart_with_its_address_and_day(library: Library) -> None:
    section = Section(PAIN, PAIN.claims[:1] + PAIN.guidance)
    assert compose(library, "answer", ["pain"], [section]).text.split("\n\n") == [
        "It hurts a little. [1, 2]",
        "From public guidance, not from the clinic's articles: A board says ask. [3]",
        "Sources: [1] Alpha Physio, On needles; [2] Beta Health, On backs; "
        "[3] A board, Rules, https://example.org/r, read on 01 November 2026",
        "Not advice.",
    ]


def test_text_titles_each_of_several_parts(library: Library) -> None:
    sections = [Section(PAIN, PAIN.claims), Section(VISITS, VISITS.claims)]
    text = compose(library, "answer", ["pain", "visits"], sections).text
    assert text.startswith("What about pain?\nIt hurts a little.")
    assert "\n\nWhat about visits?\nA few. [2]\n\n" in text


def test_text_of_a_red_flag_begins_with_what_to_do(library: Library) -> None:
    assert red_flag(library, "lung").text.startswith("Call 999 now. [1] Tell us. [2]")
    assert red_flag(library, None).text.startswith(RED_FLAG.claims[0].text)
    assert red_flag(library, "no such group").text == red_flag(library, None).text


def test_text_lists_sources_one_a_line(library: Library, wording: Wording) -> None:
    cited = PAIN.claims[0].citations
    assert sources(library, wording, ["pain"], cited).text.splitlines() == [
        "Alpha Physio, “On needles”, section “Opening”, paragraph 1. [1]",
        "Beta Health, “On backs”, section “Results”, paragraph 2. [2]",
        "",
        "Not advice.",
    ]
