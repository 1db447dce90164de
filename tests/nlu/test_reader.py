import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needlewise.language.question import trim
from needlewise.nlu.calibration import Calibration
from needlewise.nlu.mixture import Mixture
from needlewise.nlu.reader import MOST_QUESTIONS, Reader

WORDS = {
    "more about": "more_detail",
    "hurt": "does_it_hurt",
    "cost": "cost",
    "safe": "is_it_safe",
    "heat": "heat_or_ice",
    "hello": "greet",
}
TOPICS = [*WORDS.values(), "out_of_scope"]
CALIBRATION = Calibration(
    mixture=Mixture(1, 1, 1, 1),
    temperature=10.0,
    confidence=(-4.0, 4.0, 6.0, 0.0, 0.0),
    unsure_below=0.4,
    beyond_scope_above=0.5,
    red_flag_above=0.5,
    red_flag_near=0.0,
    question_gain=0.2,
    statement_gain=-0.1,
    silence_cost=0.5,
    background_cost=0.1,
)


class KeywordModel:
    """A topic model that goes by one word a topic: two in one text halve both scores."""

    topics = TOPICS

    def score(self, wordings, vectors):
        rows = np.zeros((len(wordings), len(TOPICS)), dtype=np.float32)
        for row, wording in zip(rows, wordings, strict=True):
            found = [TOPICS.index(topic) for word, topic in WORDS.items() if word in wording]
            for place in found or [len(TOPICS) - 1]:
                row[place] = 1 / max(len(found), 1) if found else 0.3
        return rows, rows


@pytest.fixture(scope="module")
def reader():
    return Reader(KeywordModel(), CALIBRATION, lambda text: np.zeros(384, dtype=np.float32))


def topics(reading):
    return [question.topic for question in reading.questions]


def test_reader_finds_the_questions_in_the_order_asked(reader):
    assert topics(reader.read("is it safe and does it hurt")) == ["is_it_safe", "does_it_hurt"]
    assert topics(reader.read("does it hurt? what does it cost? is it safe?")) == [
        "does_it_hurt",
        "cost",
        "is_it_safe",
    ]


def test_reader_leaves_one_question_whole(reader):
    assert topics(reader.read("does it hurt, or hurt a lot")) == ["does_it_hurt"]


def test_reader_drops_a_greeting_beside_a_question(reader):
    assert topics(reader.read("hello, does it hurt?")) == ["does_it_hurt"]


def test_reader_answers_a_greeting_alone(reader):
    assert topics(reader.read("hello")) == ["greet"]


def test_reader_answers_a_courtesy_of_two_clauses(reader):
    assert topics(reader.read("a big hello, from all of us")) == ["greet"]


def test_reader_says_more_of_nothing_but_the_topic_asked(reader):
    assert topics(reader.read("is it safe? what more about that?")) == ["is_it_safe"]
    assert topics(reader.read("tell me more about that")) == ["more_detail"]


class StoryModel(KeywordModel):
    """Knows best what "will it help" asks together with the story before it."""

    topics = ("mobility", "effectiveness")

    def score(self, wordings, vectors):
        told = np.array(["turn my head" in wording for wording in wordings])
        rows = np.stack([np.where(told, 0.8, 0.1), np.where(told, 0.1, 0.8)], axis=1)
        return rows, rows


def test_reader_hears_a_story_that_ends_in_a_question_as_one_question():
    reader = Reader(StoryModel(), CALIBRATION, lambda text: np.zeros(384, dtype=np.float32))
    assert topics(reader.read("i could turn my head once, will it help")) == ["mobility"]


class CauseModel(KeywordModel):
    """Takes a "why" for a question about the condition only where the condition is named."""

    topics = ("sciatica_symptoms", "sciatica_causes", "benefits")

    def score(self, wordings, vectors):
        rows = np.zeros((len(wordings), 3), dtype=np.float32)
        for row, wording in zip(rows, wordings, strict=True):
            if "signs" in wording:
                row[0] = 1 / 2 if "why" in wording else 1
            elif "why" in wording:
                row[1 if "sciatica" in wording else 2] = 1
        return rows, rows


def test_reader_knows_what_it_means_after_a_question_about_a_condition():
    reader = Reader(CauseModel(), CALIBRATION, lambda text: np.zeros(384, dtype=np.float32))
    asked = topics(reader.read("what are the signs of sciatica and why do people get it"))
    assert asked == ["sciatica_symptoms", "sciatica_causes"]
    assert topics(reader.read("why do people get it")) == ["benefits"]


def test_it_means_what_was_told_before_where_that_is_clearer(reader):
    assert reader.read("does it help", "heat").questions[0].topic == "heat_or_ice"
    assert reader.read("is it safe", "heat").questions[0].topic == "is_it_safe"
    assert reader.read("more about it", "heat").questions[0].topic == "more_detail"
    assert reader.read("does it help").questions[0].topic == "out_of_scope"


def test_reader_finds_the_question_in_a_story(reader):
    story = "my neighbour had it done last spring. she swears by it. is it safe?"
    assert topics(reader.read(story)) == ["is_it_safe"]


def test_reader_finds_three_questions_at_most(reader):
    message = "does it hurt? is it safe? what does it cost? heat or ice?"
    assert len(reader.read(message).questions) == MOST_QUESTIONS


def test_reader_names_no_question_by_a_guessed_meaning():
    embedded = []

    def embed(text):
        embedded.append(text)
        return np.ones(384, dtype=np.float32)

    message = "i wonder, does it hurt, or is it a risk, and heat, or ice, what of it"
    reading = Reader(KeywordModel(), CALIBRATION, embed).read(message)
    assert all(trim(message[one.start : one.end]) in embedded for one in reading.questions)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, "and", ",", "?", "my back", "is it", "how much"]), max_size=14
    )
)
def test_reader_always_gives_a_reading(words):
    reader = Reader(KeywordModel(), CALIBRATION, lambda text: np.zeros(384, dtype=np.float32))
    reading = reader.read(" ".join(words))
    assert 1 <= len(reading.questions) <= MOST_QUESTIONS
    assert all(0 <= question.confidence <= 1 for question in reading.questions)
