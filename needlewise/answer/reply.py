"""The messages of a turn: each question of a patient's message, in the order asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from needlewise.answer import scope, sourcing
from needlewise.answer.answer import ASK_SOURCES, Answer
from needlewise.answer.memory import MORE, Memory, Question
from needlewise.answer.topic import (
    BOOKING,
    BOUNDARY,
    Topic,
    advice_boundary,
    answer,
    booking,
    not_covered,
    tell_more,
)
from needlewise.answer.wording import Wording
from needlewise.knowledge.library import Library


@dataclass(frozen=True)
class Response:
    """A message whose words stand in domain.yml, under the name of its topic."""

    topic: str


class Reply:
    """Collects the messages of one turn.

    Consecutive questions that the cards answer share a message; every other has its own. `memory`
    is what the conversation remembers afterwards.
    """

    def __init__(self, library: Library, wording: Wording, memory: Memory) -> None:
        self._library, self._wording = library, wording
        self._pending: list[Topic] = []
        self.memory = memory
        self.messages: list[Answer | Response] = []

    def take(self, questions: Iterable[Question]) -> None:
        """Answer `questions` in the order given; a topic without a card becomes a Response."""
        for question in questions:
            topic = self._find(question)
            if topic and topic.claims and question.topic not in (BOUNDARY, BOOKING):
                self._pending.append(topic)
            else:
                self._answer_pending()
                self._take_apart(question, topic)
        self._answer_pending()

    def _find(self, question: Question) -> Topic | None:
        card = self._library.cards.get(question.topic)
        condition = question.condition or self.memory.condition
        return Topic(card, condition, question.briefly) if card else None

    def _answer_pending(self) -> None:
        if self._pending:
            topics, self._pending = self._pending, []
            last = topics[-1].card.topic
            shown = (
                self.memory.guided and self.memory.topic == last
            )  # nobody reads it twice running
            guided = len(topics) == 1 and topics[0].is_grounded and not shown
            self._remember(last, guided or shown)
            self._add(answer(self._library, self._wording, topics, guided))

    def _take_apart(self, question: Question, topic: Topic | None) -> None:
        if question.topic == BOUNDARY:
            self._set_boundary(question)
        elif question.topic == BOOKING:
            self._add(booking(self._library))
        elif question.topic == scope.OUT_OF_SCOPE:
            self._add(scope.out_of_scope(self._library, self._wording))
        elif question.topic == MORE:
            self._tell_more(question.related)
        elif question.topic == ASK_SOURCES:
            self._show_sources()
        elif topic:
            if not self._has_answered():  # beside an answer, "tell me more" means the answer
                self._remember(question.topic)
            self._add(not_covered(self._library, self._wording, topic.card))
        else:
            self.messages.append(Response(question.topic))

    def _set_boundary(self, question: Question) -> None:
        related = (
            self._find(Question(question.related, question.condition)) if question.related else None
        )
        related = related if related and related.claims else None
        self._remember(related.card.topic if related else BOUNDARY, guided=True)
        self._add(advice_boundary(self._library, self._wording, related))

    def _tell_more(self, topic_name: str | None) -> None:
        if topic_name and topic_name != self.memory.topic:
            self._remember(topic_name)
        topic = self._last_topic()
        if topic is None:
            self._add(scope.more_of_what(self._library, self._wording))
            return
        step, guided = self.memory.step, self.memory.guided
        self._add(tell_more(self._library, self._wording, topic, step, guided))
        self.memory = replace(self.memory, step=step + 1)

    def _show_sources(self) -> None:
        said, cited = self.memory.said, self.memory.cited
        topic = self._last_topic()
        if topic and not cited:  # a new session: what was said is not at hand, its topic is
            said = [topic.card.topic]
            cited = [citation for claim in topic.claims for citation in claim.citations]
        self._add(sourcing.sources(self._library, self._wording, said, cited))

    def _last_topic(self) -> Topic | None:
        return self._find(Question(self.memory.topic)) if self.memory.topic else None

    def _has_answered(self) -> bool:
        return any(isinstance(one, Answer) and one.kind == "answer" for one in self.messages)

    def _remember(self, topic: str, guided: bool = False) -> None:
        self.memory = replace(self.memory, topic=topic, step=0, guided=guided)

    def _add(self, message: Answer) -> None:
        self.messages.append(message)
        said = tuple(topic for topic in message.topics if topic != ASK_SOURCES)
        self.memory = replace(self.memory, said=said, cited=sourcing.cited(message.citations))
