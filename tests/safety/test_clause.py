"""How a message is cut into clauses, and what mood each is in."""

import pytest

from needlewise.safety.gate import Gate


def moods(gate: Gate, message: str) -> list[tuple[str, str]]:
    reading = gate.read(message)
    return [
        (clause.mood.value, " ".join(reading.words[clause.start : clause.end]))
        for clause in reading.clauses
    ]


@pytest.mark.parametrize(
    ("message", "mood"),
    [
        ("can it puncture a lung", "asked"),
        ("What are the signs of infection?", "asked"),
        ("how common is fainting", "asked"),
        ("how likely is it that a lung gets punctured", "asked"),
        ("is it normal to feel weak", "checked"),
        ("why can't I feel my legs", "told"),
        ("is my lung collapsed", "told"),
        ("could it have punctured my lung", "told"),
        ("am I having a stroke", "told"),
        ("what if I get a fever", "supposed"),
        ("if I faint", "supposed"),
        ("will I faint", "supposed"),
        ("ten years ago I fainted", "past"),
        ("I can't feel my legs", "told"),
    ],
)
def test_clause_has_the_mood_of_its_opening(gate: Gate, message: str, mood: str) -> None:
    assert moods(gate, message)[0][0] == mood


def test_clauses_are_cut_without_punctuation(gate: Gate) -> None:
    assert moods(gate, "does it hurt i cant feel my legs should i worry") == [
        ("asked", "does it hurt"),
        ("told", "i cant feel my legs"),
        ("asked", "should i worry"),
    ]


def test_clause_of_a_list_keeps_the_question(gate: Gate) -> None:
    assert moods(gate, "can it cause numbness, weakness or fever?") == [
        ("asked", "can it cause numbness ,"),
        ("asked", "weakness"),
        ("asked", "or fever ?"),
    ]


def test_clause_after_a_question_with_its_own_subject_is_told(gate: Gate) -> None:
    assert moods(gate, "is it normal that I can't feel my legs") == [
        ("checked", "is it normal"),
        ("told", "that i cant feel my legs"),
    ]


def test_clause_after_a_supposition_goes_on_supposing(gate: Gate) -> None:
    assert moods(gate, "what if you hit a nerve and I can't move")[-1] == (
        "supposed",
        "and i cant move",
    )


def test_relative_clause_is_asked_about_with_what_it_belongs_to(gate: Gate) -> None:
    assert gate.check("I read about a man who got a punctured lung") is None
    assert gate.check("there's a man here who got a punctured lung") is not None


def test_clause_with_a_recent_time_is_not_past(gate: Gate) -> None:
    assert moods(gate, "I had this years ago and it is back since yesterday")[-1][0] == "told"


def test_clause_beside_a_bare_time_is_past(gate: Gate) -> None:
    assert moods(gate, "I fainted when I was a child")[0] == ("past", "i fainted")


def test_clause_of_another_sentence_is_no_time(gate: Gate) -> None:
    assert moods(gate, "I can't pee. Ten years ago I had cancer")[0] == ("told", "i cant pee .")
