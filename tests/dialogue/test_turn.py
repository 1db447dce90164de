"""Requests for a turn, hostile ones among them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_assistant import Desk

from needlewise.dialogue.refusal import Refusal
from needlewise.dialogue.turn import BODY_LIMIT, TEXT_LIMIT, Turn, read_turn

TOPICS = {"does_it_hurt"}
TURN: dict[str, Any] = {"conversation": "alice", "message_id": "m1", "text": "Does it hurt?"}


def read(**fields: Any) -> Any:
    return read_turn(json.dumps({**TURN, **fields}).encode(), TOPICS)


def test_turn_holds_what_was_sent() -> None:
    turn = read(metadata={"locale": "en-GB", "channel": "web", "new_session": True})

    assert (turn.conversation, turn.message_id, turn.text, turn.topic) == (
        "alice",
        "m1",
        "Does it hurt?",
        None,
    )
    assert (turn.locale, turn.channel, turn.new_session) == ("en-GB", "web", True)


def test_topic_becomes_the_command_of_its_intent() -> None:
    body = {"conversation": "alice", "message_id": "m1", "topic": "does_it_hurt"}

    assert read_turn(json.dumps(body).encode(), TOPICS).words == "/does_it_hurt"


def attempt(fields: Any) -> Turn | Refusal:
    try:
        return read_turn(json.dumps(fields).encode(), TOPICS)
    except Refusal as refusal:
        return refusal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/t7", "t7"),
        ("  /t7", "t7"),
        ("\u2003//\t/ t7", "t7"),
        ("\u0000/t7", "t7"),
        ("\ufeff/t7", "t7"),
        ("///", "?"),
        ("a/b", "a/b"),
        ("1/2 needle", "1/2 needle"),
        ("\ud800hurts", "hurts"),
        ("\u202ehurts", "hurts"),
    ],
)
def test_text_is_words_and_never_a_command(text: str, words: str) -> None:
    assert read(text=text).words == words


@given(st.text(max_size=200))
def test_no_text_at_all_becomes_a_command(text: str) -> None:
    read = attempt({**TURN, "text": text})

    if isinstance(read, Refusal):
        assert read.code == "empty_text"
    else:
        assert read.words
        assert not read.words.strip().startswith("/")


HOSTILE: list[tuple[bytes, int, str]] = [
    (b"", 400, "nothing"),
    (b"{", 400, "half an object"),
    (b"\xff\xfe", 400, "no UTF-8"),
    (b"null", 400, "null"),
    (b"[]", 400, "a list"),
    (b'"text"', 400, "a string"),
    (b"NaN", 400, "not a number"),
    (b'{"conversation": NaN}', 400, "a field that is not a number"),
    (b'{"conversation": Infinity, "message_id": "m", "text": "t"}', 400, "infinity"),
    (b"[" * 20_000, 400, "deep nesting"),
    (b'{"a":' * 5_000, 400, "deep objects"),
    (b" " * (BODY_LIMIT + 1), 413, "a long body"),
    (b"{}", 400, "no field"),
]


def body(**fields: Any) -> bytes:
    return json.dumps(
        {name: value for name, value in {**TURN, **fields}.items() if value != "absent"}
    ).encode()


HOSTILE += [
    (body(conversation="absent"), 400, "no conversation"),
    (body(message_id="absent"), 400, "no message id"),
    (body(text="absent"), 400, "neither text nor topic"),
    (body(topic="does_it_hurt"), 400, "both text and topic"),
    (body(text="absent", topic="restart"), 422, "a command of Rasa's"),
    (body(text="absent", topic="session_start"), 422, "the session's command"),
    (body(text="absent", topic="nlu_fallback"), 422, "an intent that no button has"),
    (body(text="absent", topic='does_it_hurt{"condition": "x"}'), 422, "a topic with entities"),
    (body(text="absent", topic=["does_it_hurt"]), 422, "a list as topic"),
    (body(text="absent", topic=None), 422, "null as topic"),
    (body(text=""), 422, "empty text"),
    (body(text=" \n\t"), 422, "blank text"),
    (body(text="\u200b"), 422, "invisible text"),
    (body(text="\x00"), 422, "NUL"),
    (body(text=7), 422, "a number as text"),
    (body(text=True), 422, "a truth value as text"),
    (body(text={"text": "t"}), 422, "an object as text"),
    (body(text="x" * (TEXT_LIMIT + 1)), 413, "a long text"),
    (body(conversation=7), 422, "a number as id"),
    (body(conversation=""), 422, "an empty id"),
    (body(conversation="a\x00b"), 422, "an id with NUL (PostgreSQL would stop)"),
    (body(conversation="\ud800"), 422, "an id with a lone surrogate (SQLite would stop)"),
    (body(conversation="alice set aside"), 422, "the id of what was set aside"),
    (body(conversation="a" * 129), 422, "a long id"),
    (body(conversation="../alice"), 422, "an id that is a path"),
    (body(conversation="alice\n"), 422, "an id with a line break"),
    (body(message_id={"$ne": None}), 422, "an object as id"),
    (body(message_id="' OR 1=1 --"), 422, "an id that is SQL"),
    (body(metadata=[]), 422, "a list as metadata"),
    (body(metadata={"red_flag": None}), 422, "a gate's verdict from outside"),
    (body(metadata={"new_session": "yes"}), 422, "a word for a truth value"),
    (body(metadata={"locale": "x" * 36}), 422, "a long locale"),
    (body(metadata={"locale": 7}), 422, "a number as locale"),
    (body(admin=True), 422, "an unknown field"),
]


@pytest.mark.parametrize(
    ("hostile", "status"), [(b, s) for b, s, _ in HOSTILE], ids=[r for *_, r in HOSTILE]
)
def test_unfit_body_is_refused_with_a_reason(hostile: bytes, status: int) -> None:
    with pytest.raises(Refusal) as refused:
        read_turn(hostile, TOPICS)

    assert refused.value.status == status
    assert str(refused.value).endswith(".")


async def test_server_answers_every_unfit_body_and_goes_on(desk: Desk) -> None:
    for hostile, status, reason in HOSTILE:
        answered, refusal = await desk.post(hostile)
        assert answered == status, reason
        assert refusal["error"].keys() == {"code", "message"}

    assert (await desk.ask("hello", "m1"))["messages"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.text(), v),
    )
)
def test_any_json_is_a_turn_or_refused(value: Any) -> None:
    for hostile in (
        value,
        {**TURN, "text": value},
        {**TURN, "metadata": value},
        {**TURN, "conversation": value},
    ):
        read = attempt(hostile)
        assert isinstance(read, Turn) or read.status in (400, 413, 422)
