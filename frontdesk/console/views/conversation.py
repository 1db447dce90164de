"""GET /staff/conversations/<id>: one conversation, redacted, with what staff put on it."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from frontdesk.console.access import Permission as May
from frontdesk.console.improve.correction import Correction
from frontdesk.console.improve.topics import current_topics
from frontdesk.console.member import Member
from frontdesk.console.navigation import Key
from frontdesk.console.paging import page_of
from frontdesk.console.render import render
from frontdesk.console.review import transcript
from frontdesk.console.review.filters import STATUSES
from frontdesk.console.review.mark import Flag
from frontdesk.conversations.models import Conversation, Turn

_TURNS = 60  # on a page
KEYS = [
    Key("r", "reviewed", May.REVIEW),
    Key("l", "later", May.REVIEW),
    Key("n", "new again", May.REVIEW),
    Key("a", "assign to me", May.REVIEW),
    Key("t", "technical details"),
    Key("p", "print"),
]
_STANDING = Prefetch("corrections", Correction.objects.filter(undone_at=None), "standing")


def show(request: HttpRequest, id: int) -> HttpResponse:
    """Return the page, the newest turns first paged and then in the order in which they were."""
    found = get_object_or_404(Conversation, id=id)
    turns = Turn.objects.filter(conversation=found)
    rows = page_of(
        turns.prefetch_related("answers", "staff_flags", _STANDING), request, size=_TURNS
    )
    return render(
        request,
        "conversation.html",
        {
            "conversation": found,
            "rows": rows,
            "exchanges": transcript.read(rows.rows[::-1]),
            "statuses": STATUSES,
            "flags": Flag.choices,
            "members": Member.objects.working(),
            "assignee": getattr(getattr(found, "assignment", None), "member_id", None),
            "tags": found.tags.order_by("word"),
            "notes": found.notes.filter(removed_at=None).order_by("id"),
            "areas": current_topics().areas,
            "back": request.get_full_path(),
            "is_technical": "technical" in request.GET,
            "keys": KEYS,
        },
    )
