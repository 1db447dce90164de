import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import contact


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
        ("why?", None),
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
    assert contact.agrees(text)


@pytest.mark.parametrize(
    "text",
    ["hello?", "yes?", "maybe", "no", "yes but not my name", "what for", "", "sure why not me"],
)
def test_consent_is_nothing_less(text: str) -> None:
    assert not contact.agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "Never mind.",
        "no thanks",
        "please cancel that",
        "don't call me",
        "actually, forget it",
    ],
)
def test_patient_can_stop(text: str) -> None:
    assert contact.wants_to_stop(text)


@pytest.mark.parametrize("text", ["when does it stop hurting", "Mr Stopes", "any time", "noon"])
def test_other_words_do_not_stop(text: str) -> None:
    assert not contact.wants_to_stop(text)


def test_time_is_kept_as_typed_and_short() -> None:
    assert contact.read_time("  Tuesday \n morning ") == "Tuesday morning"
    assert contact.read_time("no preference") == "any time"
    assert contact.read_time("x" * 201) is None
    assert contact.read_time(" ") is None


@pytest.mark.parametrize(
    "text", ["after 5pm", "mornings", "Tuesdays", "any time", "before 10:30", "no", "whenever"]
)
def test_time_is_recognised(text: str) -> None:
    assert contact.names_time(text)


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    for value in (
        contact.read_name(text),
        contact.read_time(text),
        contact.read_contact(text, "GB"),
    ):
        assert value is None or 0 < len(value) <= 254
    contact.agrees(text)
    contact.wants_to_stop(text)
    contact.names_time(text)
