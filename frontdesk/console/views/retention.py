"""GET /staff/retention: what the coming night forgets, and what is held."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from frontdesk.console import flash
from frontdesk.console.audit import explain
from frontdesk.console.field import row_id
from frontdesk.console.render import fault, render
from frontdesk.conversations import hold
from frontdesk.conversations.models import Conversation, Hold
from frontdesk.conversations.retention import Due

_LONGEST = 500  # characters of a reason


def show(request: HttpRequest) -> HttpResponse:
    """Return the page; `?conversation=` puts one into the form."""
    due = Due(settings.CONFIGURATION.retention, datetime.now(UTC))
    context = {
        "due": due,
        "plan": due.count(),
        "kept_by_holds": set(due.held().values_list("id", flat=True)),
        "holds": Hold.objects.order_by("placed_at"),
        "chosen": request.GET.get("conversation", ""),
        "longest": _LONGEST,
    }
    return render(request, "retention.html", context)


def place_hold(request: HttpRequest) -> HttpResponse:
    """Hold a conversation, for a reason."""
    number = row_id(request.POST.get("conversation", ""))
    reason = request.POST.get("reason", "").strip()[:_LONGEST]
    if number is None or not reason:
        return fault(request, 400, "A hold needs a conversation's number and a reason.")
    held = get_object_or_404(Conversation, id=number)
    hold.place(held, reason, request.user.get_username(), datetime.now(UTC))
    explain(request, conversation=held.id, hold="placed", reason=reason)
    flash.say(request, f"Conversation {held.id} is held.")
    return HttpResponseRedirect(reverse("console:retention"))


def lift_hold(request: HttpRequest, id: int) -> HttpResponse:
    """Lift a conversation's hold."""
    held = get_object_or_404(Conversation, id=id, hold__isnull=False)
    explain(request, conversation=held.id, hold="lifted", was=held.hold.reason)
    hold.lift(held)
    flash.say(request, f"The hold on conversation {held.id} is lifted.")
    return HttpResponseRedirect(reverse("console:retention"))
