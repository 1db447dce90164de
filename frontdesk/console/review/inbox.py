"""The inbox: conversations newest first, or the messages that a search finds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.http import HttpRequest

from frontdesk.console.paging import Rows, page_of
from frontdesk.console.review.filters import ANSWERS, InboxFilter
from frontdesk.console.review.mark import Assignment, Tag
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.search import find

_STRETCH = 10_000  # turns; a page of what is said in one of 200 lies within


@dataclass(frozen=True)
class Line:
    """A conversation as the list shows it: with its last message, or the message that was found."""

    conversation: Conversation
    turn: Turn | None
    assignee: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Inbox:
    """`rows` is the page of keys with its neighbours, `lines` what stands on it."""

    rows: Rows
    lines: list[Line]


def read(request: HttpRequest, chosen: InboxFilter) -> Inbox:
    """Return the page of the inbox that the address asks for."""
    values = chosen.form.cleaned_data if chosen.is_valid() else {}
    if values.get("q"):
        return _search(request, chosen, values["q"])
    key, found = "last_turn", chosen.qs.filter(last_turn__gt=0)
    if topic := values.get("topic"):
        key, found = "asked__last_turn", found.filter(asked__topic=topic)
    rows = page_of(found.annotate(place=F(key)), request, "place")
    last = Turn.objects.in_bulk([one.last_turn for one in rows])
    return Inbox(rows, _lines((one, last.get(one.last_turn)) for one in rows))


def _search(request: HttpRequest, chosen: InboxFilter, words: str) -> Inbox:
    """Return what a search finds among the filtered conversations, message by message."""
    values = chosen.form.cleaned_data
    found = find(words, in_answers=values.get("where") == ANSWERS)
    if any(value for name, value in values.items() if name not in ("q", "where")):
        found = found.filter(turn__conversation__in=_narrowed(chosen))
    rows = page_of(found, request, "turn_id", stretch=_STRETCH)
    turns = Turn.objects.select_related("conversation").in_bulk([row.turn_id for row in rows])
    shown = (turns[row.turn_id] for row in rows if row.turn_id in turns)
    return Inbox(rows, _lines((turn.conversation, turn) for turn in shown))


def _narrowed(chosen: InboxFilter) -> QuerySet[Conversation]:
    found: QuerySet[Conversation] = chosen.qs
    topic = chosen.form.cleaned_data.get("topic")
    return found.filter(asked__topic=topic) if topic else found


def _lines(pairs: Iterable[tuple[Conversation, Turn | None]]) -> list[Line]:
    shown = list(pairs)
    ids = [conversation.pk for conversation, _ in shown]
    assigned = Assignment.objects.filter(conversation__in=ids)
    names = dict(assigned.values_list("conversation_id", "member__name"))
    tags: dict[int, list[str]] = {}
    for id, word in Tag.objects.filter(conversation__in=ids).values_list("conversation_id", "word"):
        tags.setdefault(id, []).append(word)
    return [
        Line(one, turn, names.get(one.pk, ""), tuple(sorted(tags.get(one.pk, ()))))
        for one, turn in shown
    ]
