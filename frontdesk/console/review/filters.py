"""The inbox's filters: read from the address and kept there."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from frontdesk.console.improve.topics import current_topics
from frontdesk.console.measures.period import beginning
from frontdesk.console.member import Member
from frontdesk.console.review.mark import Tag
from frontdesk.conversations.count import channels
from frontdesk.conversations.models import (
    HELPFUL,
    LATER,
    NEW,
    REVIEWED,
    UNHELPFUL,
    Conversation,
    Turn,
)  # fmt: skip

Found = QuerySet[Conversation]

STATUSES = ((NEW, "New"), (LATER, "Later"), (REVIEWED, "Reviewed"))
_FLAGS = (
    ("red_flag", "Red flag"),
    ("handoff", "Wants a person"),
    ("fallback", "Not answered"),
    ("unsure", "Unsure"),
)
_VOTES = ((UNHELPFUL, "Not helpful"), (HELPFUL, "Helpful"))
_CONFIDENCES = (("0.5", "Below 50%"), ("0.3", "Below 30%"))
ANSWERS = "answers"
_PLACES = ((ANSWERS, "Answers"),)
NOBODY = "nobody"
_TAGGED = 5_000  # conversations that one tag or member is looked for in, the newest


class InboxFilter(FilterSet):
    """Each field is one index that the newest conversations are walked by."""

    q = CharFilter(method="leave", label="Search", widget=forms.TextInput(attrs={"type": "search"}))
    where = ChoiceFilter(choices=_PLACES, method="leave", empty_label="Messages", label="Search in")
    status = ChoiceFilter(choices=STATUSES, empty_label="All", label="Status")
    flag = ChoiceFilter(choices=_FLAGS, method="by_flag", empty_label="Any", label="What happened")
    topic = ChoiceFilter(
        choices=lambda: _topics(), method="leave", empty_label="Any", label="Topic"
    )
    confidence = ChoiceFilter(
        choices=_CONFIDENCES, method="by_confidence", empty_label="Any", label="Confidence"
    )
    feedback = ChoiceFilter(choices=_VOTES, empty_label="Any", label="Feedback")
    channel = ChoiceFilter(choices=lambda: _channels(), empty_label="All", label="Channel")
    assignee = ChoiceFilter(
        choices=lambda: _members(), method="by_assignee", empty_label="Anybody", label="Assigned to"
    )
    tag = ChoiceFilter(choices=lambda: _tags(), method="by_tag", empty_label="Any", label="Tag")
    since = DateFilter(method="by_since", label="From", widget=forms.DateInput({"type": "date"}))
    until = DateFilter(method="by_until", label="To", widget=forms.DateInput({"type": "date"}))

    def leave(self, found: Found, name: str, value: Any) -> Found:
        """Change nothing: the inbox walks another table for it."""
        return found

    def by_flag(self, found: Found, name: str, value: str) -> Found:
        """Keep conversations in which that happened."""
        return found.filter(**{value: True})

    def by_confidence(self, found: Found, name: str, value: str) -> Found:
        """Keep conversations with an answer less sure than that; all of them are marked as unsure."""
        return found.filter(unsure=True, lowest_confidence__lt=float(value))

    def by_assignee(self, found: Found, name: str, value: str) -> Found:
        """Keep a member's conversations."""
        if value == NOBODY:
            return found.filter(assignment=None)
        return found.filter(assignment__member=int(value))

    def by_tag(self, found: Found, name: str, value: str) -> Found:
        """Keep conversations with a tag."""
        tagged = Tag.objects.filter(word=value).order_by("-id")
        return found.filter(id__in=list(tagged.values_list("conversation_id", flat=True)[:_TAGGED]))

    def by_since(self, found: Found, name: str, value: date) -> Found:
        """Keep conversations with a turn from that day on."""
        later = Turn.objects.filter(received_at__gte=beginning(value)).order_by("received_at")
        first = later.values_list("id", flat=True).first()
        return found.filter(last_turn__gte=first) if first else found.none()

    def by_until(self, found: Found, name: str, value: date) -> Found:
        """Keep conversations that ended on that day or before."""
        end = beginning(value + timedelta(days=1))
        earlier = Turn.objects.filter(received_at__lt=end).order_by("-received_at")
        last = earlier.values_list("id", flat=True).first()
        return found.filter(last_turn__lte=last) if last else found.none()


def _topics() -> list[tuple[str, Any]]:
    return [(area, list(topics)) for area, topics in current_topics().areas]


def _channels() -> list[tuple[str, str]]:
    return [(channel, channel.capitalize()) for channel in channels()]


def _members() -> list[tuple[str, str]]:
    return [(NOBODY, "Nobody"), *((str(one.pk), one.name) for one in Member.objects.working())]


def _tags() -> list[tuple[str, str]]:
    words = Tag.objects.order_by("word").values_list("word", flat=True).distinct()[:200]
    return [(word, word) for word in words]
