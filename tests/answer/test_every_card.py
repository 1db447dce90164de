"""What holds for every answer that a patient of the demonstration clinic can get."""

import json
import re
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from needlewise.answer.answer import Answer
from needlewise.answer.memory import Memory, Question
from needlewise.answer.red_flag import red_flag
from needlewise.answer.reply import Reply
from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library
from needlewise.knowledge.topic import read_topics

ROOT = Path(__file__).parents[2]
TOPICS = [
    topic
    for topics in read_topics(ROOT / "knowledge" / "topics.yml").values()
    for topic in topics
    if topic != "red_flag"
]
CONDITIONS = ["sciatica", "back pain", "heel pain", None]
CLINICAL = {"answer", "not_covered", "advice_boundary", "red_flag"}


@cache
def content() -> tuple[Library, Wording]:
    return Library.load(ROOT / "knowledge", Clinic.load(ROOT / "clinic.yml")), Wording.load()


@st.composite
def turns(draw: st.DrawFn) -> list[list[Question]]:
    """Draw one to four turns of one to three questions each."""
    topic = st.sampled_from([*TOPICS, "more_detail", "ask_sources", "out_of_scope"])
    question = st.builds(
        Question, topic, st.sampled_from(CONDITIONS), st.none() | st.sampled_from(TOPICS)
    )
    turn = st.lists(question, min_size=1, max_size=3, unique_by=lambda asked: asked.topic)
    return draw(st.lists(turn, min_size=1, max_size=4))


def answers(turns: list[list[Question]]) -> list[Answer]:
    library, wording = content()
    memory, said = Memory(), []
    for questions in turns:
        reply = Reply(library, wording, memory)
        reply.take(questions)
        assert reply.messages, "a turn without a message"
        said += [message for message in reply.messages if isinstance(message, Answer)]
        memory = reply.memory
    return said


@given(turns())
def test_every_clinical_message_has_a_disclaimer_and_a_citation(
    turns: list[list[Question]],
) -> None:
    for answer in answers(turns):
        assert answer.disclaimer and answer.text.endswith(answer.disclaimer)
        assert answer.citations or answer.kind not in CLINICAL
        assert (answer.reviewed_on is None) == (answer.kind not in {*CLINICAL, "handoff"})


@given(turns())
def test_every_number_in_a_message_has_its_citation(turns: list[list[Question]]) -> None:
    for answer in answers(turns):
        used = {
            number for part in answer.parts for claim in part.claims for number in claim.citations
        }
        assert used == {citation.number for citation in answer.citations}
        assert sorted(used) == list(range(1, len(used) + 1))
        places = [(one.source, one.section, one.paragraph) for one in answer.citations]
        assert len(set(places)) == len(places)


@given(turns())
def test_public_guidance_never_stands_alone_in_an_answer(turns: list[list[Question]]) -> None:
    for answer in answers(turns):
        kinds = {citation.kind for citation in answer.citations}
        assert answer.kind != "answer" or kinds != {"guidance"}


@given(turns())
def test_guidance_carries_its_address_and_day(turns: list[list[Question]]) -> None:
    for answer in answers(turns):
        for citation in answer.citations:
            if citation.kind == "guidance":
                assert (citation.url or "").startswith(("http://", "https://"))
                assert (citation.section or "").startswith("read on ")


@given(turns())
def test_suggestions_are_few_and_new(turns: list[list[Question]]) -> None:
    for answer in answers(turns):
        topics = [suggestion.topic for suggestion in answer.suggestions]
        assert len(topics) == len(set(topics)) <= 3
        if answer.kind == "answer":
            assert len(topics) >= 2
            assert not set(topics) & set(answer.topics)


@given(turns())
def test_nothing_is_left_to_fill_and_everything_is_json(turns: list[list[Question]]) -> None:
    for answer in answers(turns):
        assert not re.search(r"\{\w*\}", answer.text)
        assert json.loads(json.dumps(answer.to_dict())) == answer.to_dict()


def test_every_group_of_red_flags_says_whom_to_call() -> None:
    library, _ = content()
    for group in [None, *library.card("red_flag").variants]:
        answer = red_flag(library, group)
        assert (answer.kind, answer.topics) == ("red_flag", ("red_flag",))
        assert library.emergency.emergency.number in answer.text
        assert library.clinic.phone in answer.text
        assert answer.suggestions == ()


def test_more_ends_for_every_topic() -> None:
    library, wording = content()
    for topic in TOPICS:
        memory = Memory(topic=topic)
        for _ in range(12):
            reply = Reply(library, wording, memory)
            reply.take([Question("more_detail")])
            memory = reply.memory
        assert isinstance(reply.messages[0], Answer)
        assert reply.messages[0].kind == "not_covered"
