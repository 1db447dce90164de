from hypothesis import example, given
from hypothesis import strategies as st

from needlewise.language.question import asks, split, trim


def cut(text):
    return [text[clause.start : clause.end] for clause in split(text)]


def test_split_cuts_at_joints_and_openers():
    assert cut("does it hurt and is it safe") == ["does it hurt", "is it safe"]
    assert cut("is it safe? how long is a session") == ["is it safe?", "how long is a session"]


def test_split_cuts_where_punctuation_is_missing():
    assert cut("does it hurt is it safe") == ["does it hurt", "is it safe"]


def test_split_leaves_the_two_sides_of_a_choice_together():
    choice = "is it safe or should i be worried"
    assert cut(choice) == [choice]
    assert cut(f"how long is a session and {choice}") == ["how long is a session", choice]


def test_split_leaves_what_only_looks_back_with_what_it_looks_back_to():
    assert cut("i'm on warfarin, can i have it?") == ["i'm on warfarin, can i have it?"]
    assert cut("a pulled groin how long") == ["a pulled groin how long"]
    assert cut("is it safe? can i have it") == ["is it safe?", "can i have it"]
    assert cut("i have had a bad back for years, how long") == [
        "i have had a bad back for years",
        "how long",
    ]


def test_split_keeps_a_long_story_in_nine_pieces_at_most():
    assert len(split("my back hurts. " * 40 + "is it safe?")) <= 9


def test_split_of_blank_text_is_empty():
    assert split("   ") == []


def test_asks_tells_questions_from_statements():
    assert asks("how many sessions do i need") and asks("and does it hurt") and asks("really?")
    assert not asks("my back has been bad for years")


def test_trim_drops_what_only_leads_up():
    assert trim("and also, how much is it") == "how much is it"
    assert trim("hello") == "hello"


@given(st.text(max_size=300))
def test_split_clauses_are_in_order_and_inside(text):
    end = 0
    for clause in split(text):
        assert end <= clause.start < clause.end <= len(text)
        end = clause.end


@example(",\x1f0")
@example(",so u")
@given(st.text(max_size=100))
def test_trim_twice_changes_nothing(text):
    assert trim(trim(text)) == trim(text)
