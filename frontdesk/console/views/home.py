"""GET /staff/: what needs somebody today, safety first; acknowledging it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from frontdesk.console import audit, flash
from frontdesk.console.access import Permission as May
from frontdesk.console.callback import call
from frontdesk.console.field import row_ids
from frontdesk.console.navigation import Key
from frontdesk.console.render import render
from frontdesk.console.safety import queue
from frontdesk.gateway import outbox


def show(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    now = timezone.now()
    context = {
        "now": now,
        "waiting": queue.waiting(),
        "open": queue.count(),
        "lately": queue.lately(),
        "pace": queue.pace(now),
        "overdue": call.overdue(now),
        "given_up": outbox.given_up().count(),
        "keys": [Key("y", "acknowledge", May.REVIEW)],
    }
    return render(request, "home.html", context)


def acknowledge(request: HttpRequest, id: int) -> HttpResponse:
    """Note who saw a conversation's concerns."""
    seen = queue.acknowledge(id, _concerns(request), request.user.get_username(), timezone.now())
    if not seen:
        raise Http404
    audit.explain(request, concerns=seen)
    undo = flash.Undo(reverse("console:put-back"), {"concerns": " ".join(map(str, seen))})
    flash.say(request, "Acknowledged: it is noted that you saw it.", undo)
    return HttpResponseRedirect(reverse("console:home"))


def put_back(request: HttpRequest) -> HttpResponse:
    """Have what was acknowledged wait again."""
    concerns = _concerns(request)
    if not queue.put_back(concerns, request.user.get_username()):
        raise Http404
    audit.explain(request, concerns=concerns)
    flash.say(request, "It waits again.")
    return HttpResponseRedirect(reverse("console:home"))


def _concerns(request: HttpRequest) -> list[int]:
    """Return the ids that a form names, one blank between."""
    return row_ids(request.POST.get("concerns", "").split()[:200])
