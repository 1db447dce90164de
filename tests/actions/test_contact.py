import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import contact, contact_time, wish


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call me on 07700 900123", "+44 7700 900123"),
        ("07700900123", "+44 7700 900123"),
        ("+1 202 555 0142 please", "+1 202-555-0142"),
        ("(020) 7946 0958", "+44 20 7946 0958"),
        ("sam@example.org", "sam@example.org"),
        ("it's Sam.Jones@Example.ORG.", "Sam.Jones@example.org"),
        ("my mail is <sam@example.org>", "sam@example.org"),
        ("12", None),
        ("in 2024 it was 8 out of 10", None),
        ("sam.jones at example dot org", "sam.jones@example.org"),
        ("sam@", None),
        ("sam@@example.org", None),
        ("purple", None),
        ("", None),
    ],
)
def test_contact_is_a_number_or_an_address_or_nothing(text: str, found: str | None) -> None:
    assert contact.read_contact(text, "GB") == found


def test_number_belongs_to_the_clinics_country() -> None:
    assert contact.read_contact("(202) 555-0142", "US") == "+1 202-555-0142"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sam Jones", "Sam Jones"),
        ("my name is sam jones", "Sam Jones"),
        ("my name is Ann and my number is 020 7946 0958", "Ann"),
        ("I'm Ann, call me after 5", "Ann"),
        ("I'm Zoë O'Brien-Łuczak", "Zoë O'Brien-Łuczak"),
        ("Dr. J. R. Patel", "Dr. J. R. Patel"),
        ("王小明", "王小明"),
        ("محمد", "محمد"),
        ("ok, my name is Siobhan O'Brien", "Siobhan O'Brien"),
        ("ok. it's Tom", "Tom"),
        ("Bob then", "Bob"),
        ("*Jane Doe", "Jane Doe"),
        ("Victor Stone, victor@example.net", "Victor Stone"),
        ("yes please call me, I'm Janet Moore", "Janet Moore"),
        ("call after five, I'm at work", None),
        ("why?", None),
        ("ok", None),
        ("07700 900123", None),
        ("<b>Sam</b>", None),
        ("x" * 81, None),
        ("", None),
    ],
)
def test_name_looks_like_a_name(text: str, found: str | None) -> None:
    assert contact.read_name(text) == found


@pytest.mark.parametrize(
    "text", ["yes", "Yes please!", "ok", "sure, go ahead", "yes that's fine", "I agree"]
)
def test_consent_is_a_clear_yes(text: str) -> None:
    assert wish.agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello?",
        "yes?",
        "maybe",
        "no",
        "yes but not my name",
        "what for",
        "",
        "sure why not me",
        "please do " * 200 + "not",
    ],
)
def test_consent_is_nothing_less(text: str) -> None:
    assert not wish.agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "Never mind.",
        "no thanks",
        "please cancel that",
        "don't call me",
        "actually, forget it",
        "no thanks, I changed my mind",
        "forget that",
        "ok cancel then",
        "no it's fine",
        "no, that's ok",
    ],
)
def test_patient_can_stop(text: str) -> None:
    assert wish.wants_to_stop(text)


@pytest.mark.parametrize(
    "text",
    ["when does it stop hurting", "Mr Stopes", "any time", "noon", "No, Friday", "that's fine"],
)
def test_other_words_do_not_stop(text: str) -> None:
    assert not wish.wants_to_stop(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cancel that, one more question. is it sore?", True),
        ("never mind! how much is it?", True),
        ("no, does it hurt?", False),
        ("cancel that", False),
        ("does it stop, or go on?", False),
    ],
)
def test_patient_can_stop_and_ask_something_else(text: str, expected: bool) -> None:
    assert wish.stops_first(text) is expected


@pytest.mark.parametrize(
    "text", ["why do you need my name?", "who sees my details?", "is this confidential"]
)
def test_patient_can_ask_what_for(text: str) -> None:
    assert wish.asks_what_for(text)


@pytest.mark.parametrize("text", ["why does it hurt?", "what happens in a session?", "Sam Jones"])
def test_other_questions_do_not_ask_what_for(text: str) -> None:
    assert not wish.asks_what_for(text)


def test_time_is_kept_without_the_words_that_change_it() -> None:
    assert contact_time.read_time("actually make it Wednesday") == "Wednesday"
    assert contact_time.read_time("can we move it to after 5pm") == "after 5pm"


def test_time_beside_other_details_is_found() -> None:
    assert contact_time.read_time_aside("Ann, 020 7946 0958, mornings") == "mornings"
    assert contact_time.read_time_aside("Ann, 020 7946 0958") is None


def test_time_is_kept_as_typed_and_short() -> None:
    assert contact_time.read_time("  Tuesday \n morning ") == "Tuesday morning"
    assert contact_time.read_time("no preference") == "any time"
    assert contact_time.read_time("x" * 201) is None
    assert contact_time.read_time(" ") is None
    assert contact_time.read_time("yes, you may") is None


@pytest.mark.parametrize(
    "text", ["after 5pm", "mornings", "Tuesdays", "any time", "before 10:30", "no", "whenever"]
)
def test_time_is_recognised(text: str) -> None:
    assert contact_time.names_time(text)


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    for value in (
        contact.read_name(text),
        contact_time.read_time(text),
        contact.read_contact(text, "GB"),
    ):
        assert value is None or 0 < len(value) <= 254
    wish.agrees(text)
    wish.wants_to_stop(text)
    contact_time.names_time(text)
