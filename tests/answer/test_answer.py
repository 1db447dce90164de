import json
from dataclasses import replace
from datetime import date

from needlewise.answer.answer import Answer, Citation, Claim, Part, Suggestion
from needlewise.answer.identity import answer_id, effect_id

KEYS = [
    "id", "kind", "topics", "text", "parts", "citations", "disclaimer", "reviewed_on", "review_due",
    "suggestions", "content_version", "model_version",
]  # fmt: skip
FULL = Answer(
    id="i",
    kind="answer",
    topics=("pain",),
    text="It hurts.",
    parts=(Part("pain", "Does it hurt?", (Claim("It hurts.", (1,)),), more=True),),
    citations=(Citation(1, "document", "alpha", "Alpha", "On needles", "Opening", 1),),
    disclaimer="Not advice.",
    reviewed_on=date(2026, 11, 1),
    review_due=date(2027, 11, 1),
    suggestions=(Suggestion("How many?", topic="visits"),),
    content_version="c",
    model_version="m",
)


def test_answer_is_the_object_of_the_contract() -> None:
    assert FULL.to_dict() == {
        "id": "i",
        "kind": "answer",
        "topics": ["pain"],
        "text": "It hurts.",
        "parts": [
            {
                "topic": "pain",
                "title": "Does it hurt?",
                "claims": [{"text": "It hurts.", "citations": [1]}],
                "more": True,
            }
        ],
        "citations": [
            {
                "number": 1,
                "kind": "document",
                "source": "alpha",
                "publisher": "Alpha",
                "title": "On needles",
                "section": "Opening",
                "paragraph": 1,
                "url": None,
            }
        ],
        "disclaimer": "Not advice.",
        "reviewed_on": "2026-11-01",
        "review_due": "2027-11-01",
        "suggestions": [{"title": "How many?", "choice": None, "topic": "visits"}],
        "content_version": "c",
        "model_version": "m",
    }


def test_answer_has_every_key_even_where_it_is_empty() -> None:
    empty = Answer(kind="notice").to_dict()
    assert list(empty) == KEYS
    assert [name for name, value in empty.items() if value == []] == [
        "topics", "parts", "citations", "suggestions",
    ]  # fmt: skip


def test_answer_survives_json_unchanged() -> None:
    assert json.loads(json.dumps(FULL.to_dict())) == FULL.to_dict()


def test_answer_completed_by_the_channel_keeps_the_rest() -> None:
    assert replace(FULL, id="j").to_dict() == {**FULL.to_dict(), "id": "j"}


def test_ids_are_the_same_on_replay_and_differ_by_place() -> None:
    assert answer_id("c", "m", 0) == answer_id("c", "m", 0)
    ids = {
        answer_id("c", "m", 0),
        answer_id("c", "m", 1),
        answer_id("c", "n", 0),
        answer_id("d", "m", 0),
    }
    assert len(ids) == 4
    assert effect_id("m", "callback") == effect_id("m", "callback") != effect_id("m", "booking")
