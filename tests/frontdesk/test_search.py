"""Full-text search: the same on SQLite and PostgreSQL, whatever is typed."""

import asyncio
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import SearchText, Turn
from frontdesk.conversations.search import find
from frontdesk.conversations.words import phrases, words
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.tidying import tidy_up

HOSTILE = (
    '"', '""', "'", "*", "NEAR(", "AND OR NOT", "message : hurt", "{message} : x", "^hurt", "%", "_", "\\",
    "'; DROP TABLE conversations_turn; --", "\x00hurt", "\ud800", "()" * 500, "hurt" * 5000, '"hurt',
    "a OR b) --", "--", "?", "💥", "\u202ehurt", "hurt*", "-hurt", "+hurt",
)  # fmt: skip


def texts(search: str, in_answers: bool = False) -> list[str]:
    """Return the messages found, in order."""
    return [found.turn.redacted_text for found in find(search, in_answers)]


def test_words_and_phrases_find_the_newest_first(alice: Patient) -> None:
    for text in (
        "Does it hurt?",
        "Will it HURT my leg, doctor?",
        "it does; hurt is no word of mine",
    ):
        alice.say(text)
    assert texts("hurt")[0].startswith("it does")
    assert len(texts("does hurt")) == 2
    assert texts('"does it hurt"') == ["Does it hurt?"]
    assert texts("legs") == []
    assert texts("le") == []
    assert texts('"leg doctor" will') == ["Will it HURT my leg, doctor?"]


def test_word_is_found_by_its_beginning_and_without_accents(alice: Patient) -> None:
    alice.say("my ciática is hurting")
    assert texts("hurt") == texts("ciatica") == texts("CIÁTICA") == ["my ciática is hurting"]
    assert texts("urting") == []


def test_answers_are_searched_apart_from_messages(alice: Patient, rasa: StandIn) -> None:
    alice.say("is it safe?")
    assert texts("little") == []
    assert texts("a little", in_answers=True) == ["is it safe?"]
    assert texts("general information", in_answers=True) == []


def test_what_was_redacted_is_not_found(alice: Patient, rasa: StandIn) -> None:
    alice.say("Alice Archer here, does it hurt?")
    rasa.effects = ["callback"]
    alice.say("please call")
    assert texts("archer") == []
    assert len(texts("hurt")) == 1


def test_what_a_patient_had_forgotten_is_not_found(alice: Patient, rasa: StandIn) -> None:
    alice.say("does it hurt?")
    alice.client.delete("/chat/conversation")
    assert texts("hurt") == []
    assert not SearchText.objects.exists()


def test_words_of_an_erased_conversation_leave_the_disk(
    alice: Patient, bob: Patient, desk: Desk
) -> None:
    for number in range(5):
        alice.say(f"does a zanzibarian needle hurt {number} times?")
        bob.say(f"is it safe, {number}?")
    alice.client.delete("/chat/conversation")
    assert texts("zanzibarian") == []
    asyncio.run(tidy_up(Desk.open(desk.configuration)))
    assert len(texts("safe")) == 5
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        left = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert b"zanzibarian" not in left


@pytest.mark.parametrize("search", HOSTILE)
def test_hostile_search_is_harmless(alice: Patient, search: str) -> None:
    alice.say("does it hurt?")
    assert set(texts(search)) <= {"does it hurt?"}
    assert Turn.objects.count() == 1


@given(st.text(max_size=200))
def test_phrases_hold_words_only(text: str) -> None:
    for phrase in phrases(text):
        assert phrase
        assert all(words(word) == (word,) for word in phrase)
