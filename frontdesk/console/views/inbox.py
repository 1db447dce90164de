"""GET /staff/inbox: conversations, newest first."""

from django.http import HttpRequest, HttpResponse

from frontdesk.console.access import Permission as May
from frontdesk.console.navigation import Key
from frontdesk.console.render import render
from frontdesk.console.review import inbox
from frontdesk.console.review.filters import InboxFilter
from frontdesk.conversations.models import Conversation

_FIRST = ("q", "status", "flag", "topic")  # filters in sight; the others are folded away


def show(request: HttpRequest) -> HttpResponse:
    """Return the page of the inbox that the address asks for."""
    chosen = InboxFilter(request.GET, Conversation.objects.all())
    found = inbox.read(request, chosen)
    fields = [(name, chosen.form[name]) for name in chosen.form.fields]
    more = [field for name, field in fields if name not in _FIRST]
    return render(
        request,
        "inbox.html",
        {
            "rows": found.rows,
            "lines": found.lines,
            "first": [field for name, field in fields if name in _FIRST],
            "more": more,
            "is_more": any(field.value() for field in more),
            "is_filtered": any(field.value() for _, field in fields),
            "back": request.get_full_path(),
            "keys": [
                Key("r", "mark the row as reviewed", May.REVIEW),
                Key("l", "look at it later", May.REVIEW),
            ],
        },
    )
