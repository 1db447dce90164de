"""Exchanges to draw made-up turns from: each training question with what the assistant answers to it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.questions import ROOT, training_questions
from needlewise.answer.answer import Answer
from needlewise.answer.memory import Memory, Question
from needlewise.answer.red_flag import red_flag
from needlewise.answer.reply import Reply
from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library

ID = "00000000-0000-0000-0000-000000000000"  # in a body, where the answer's own id goes
_FLAGS = {"red_flag", "clarification", "out_of_scope", "not_covered", "handoff"}


@dataclass(frozen=True)
class Exchange:
    """`topics`, `flags`, `citations` and `body` are JSON; `spoken` is what search reads of the answer."""

    text: str
    topic: str
    kind: str
    topics: Sequence[str]
    flags: Sequence[str]
    citations: str
    body: str
    spoken: str


def exchanges(home: Path = ROOT) -> list[Exchange]:
    """Return an exchange for every training question that a card answers, or that is a red flag."""
    library = Library.load(home / "knowledge", Clinic.load(home / "clinic.yml"))
    wording = Wording.load()
    return list(_exchanges(library, wording))


def _exchanges(library: Library, wording: Wording) -> Iterator[Exchange]:
    known: dict[str, Answer | None] = {}
    for question in training_questions():
        topic = question.topic
        if topic not in known:
            known[topic] = _answer(library, wording, topic)
        if (answer := known[topic]) is not None:
            yield _exchange(question.text, topic, answer)


def _answer(library: Library, wording: Wording, topic: str) -> Answer | None:
    if topic == "red_flag":
        return red_flag(library, None)
    reply = Reply(library, wording, Memory())
    reply.take([Question(topic)])
    return next((one for one in reply.messages if isinstance(one, Answer)), None)


def _exchange(text: str, topic: str, answer: Answer) -> Exchange:
    body = {**answer.to_dict(), "id": ID, "model_version": "m"}
    claims = [claim.text for part in answer.parts for claim in part.claims]
    return Exchange(
        text=text,
        topic=topic,
        kind=answer.kind,
        topics=answer.topics,
        flags=sorted({answer.kind} & _FLAGS),
        citations=json.dumps(body["citations"]),
        body=json.dumps(body, ensure_ascii=False),
        spoken="\n".join(claims or [answer.text]),
    )
