"""GET /staff/call-backs: whom to call, by when; taking, reaching and revealing them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from frontdesk.console import audit, flash
from frontdesk.console.access import Permission as May
from frontdesk.console.callback.call import (
    DONE,
    DROPPED,
    NEW,
    TRIED,
    call_of,
    hours,
    open_calls,
    read,
)
from frontdesk.console.callback.handoff import handed_over
from frontdesk.console.govern.reason import reason_of
from frontdesk.console.member import Member
from frontdesk.console.navigation import Key
from frontdesk.console.paging import page_of
from frontdesk.console.render import render
from frontdesk.conversations.models import Request

_SHOWN = 60
KEYS = [Key("e", "done", May.REVIEW)]
STATUSES = {NEW: "to call", TRIED: "not reached yet", DONE: "done", DROPPED: "not needed"}


def show(request: HttpRequest) -> HttpResponse:
    """Return the list: the first due first."""
    calls = open_calls()
    context = {
        "now": timezone.now(),
        "calls": calls[:_SHOWN],
        "more": len(calls[_SHOWN:]),
        "handed_over": handed_over(),
        "members": Member.objects.working(),
        "statuses": STATUSES,
        "keys": KEYS,
    }
    return render(request, "callbacks.html", context)


def show_done(request: HttpRequest) -> HttpResponse:
    """Return what was done, the latest asked for first."""
    done = Request.objects.filter(status__in=(DONE, DROPPED)).select_related("turn__conversation")
    rows = page_of(done, request, key="turn_id")
    return render(request, "callbacks_done.html", {"rows": rows, "statuses": STATUSES})


def reveal(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show whom to call, given a reason, which the audit keeps."""
    found = get_object_or_404(Request, id=id)
    reason = reason_of(request)
    if reason is None:
        return _one(
            request, found, status=422, problem="Say in a few words why you need to see it."
        )
    audit.explain(request, reason=reason)
    return _one(request, found, details=read(found), keys=KEYS)


def set_status(request: HttpRequest, id: UUID) -> HttpResponse:
    """Note how far it is."""
    return _change(request, id, "status", request.POST.get("status", ""), list(STATUSES))


def assign(request: HttpRequest, id: UUID) -> HttpResponse:
    """Note who does it."""
    emails = Member.objects.working().values_list("email", flat=True)
    return _change(request, id, "assignee", request.POST.get("assignee", ""), ["", *emails])


def _change(
    request: HttpRequest, id: UUID, field: str, value: str, choices: list[str]
) -> HttpResponse:
    found = get_object_or_404(Request.objects.select_for_update(), id=id)
    before = getattr(found, field)
    if value not in choices:
        return _one(request, found, status=422, problem="That is not one of the choices.")
    setattr(found, field, value)
    found.save(update_fields=[field])
    audit.explain(request, **{field: f"{before or 'nobody'} → {value or 'nobody'}"})
    route = {"status": "callback-status", "assignee": "callback-assign"}[field]
    undo = flash.Undo(reverse(f"console:{route}", kwargs={"id": id}), {field: before})
    flash.say(request, "Noted.", undo)
    return HttpResponseRedirect(reverse("console:callbacks"))


def _one(request: HttpRequest, found: Request, status: int = 200, **context: Any) -> HttpResponse:
    """Return the page of one request."""
    call = call_of(found, hours())
    return render(request, "callback.html", {"call": call, **context}, status)
