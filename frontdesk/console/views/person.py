"""A person's data, for who may: their own words, all that is kept of them, forgetting them."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from frontdesk.console import audit, flash
from frontdesk.console.govern import person
from frontdesk.console.govern.reason import reason_of
from frontdesk.console.render import render
from frontdesk.conversations.models import Conversation, Hold
from frontdesk.gateway.apps import current_desk

_WHY = "Say in a few words why: the audit keeps it."
_HELD = "This conversation is held and can't be erased until the hold is lifted."
_MOST = 200  # turns shown in the patient's own words


def reveal(request: HttpRequest, id: int) -> HttpResponse:
    """Show what a patient wrote, in their own words, given a reason."""
    found = get_object_or_404(Conversation, id=id)
    reason = reason_of(request)
    if reason is None:
        return render(request, "words.html", {"conversation": found, "problem": _WHY}, 422)
    audit.explain(request, reason=reason)
    seal = current_desk().seal
    turns = found.turns.order_by("-id")[:_MOST][::-1]
    said = [(turn, person.words(turn, seal)) for turn in turns]
    return render(request, "words.html", {"conversation": found, "said": said})


def show(request: HttpRequest, id: int) -> HttpResponse:
    """Return the page on which a person's data are taken out or forgotten."""
    return _page(request, get_object_or_404(Conversation, id=id))


def export(request: HttpRequest, id: int) -> HttpResponse:
    """Return all that is kept of a conversation as JSON, given a reason."""
    found = get_object_or_404(Conversation, id=id)
    reason = reason_of(request)
    if reason is None:
        return _page(request, found, _WHY, 422)
    audit.explain(request, reason=reason)
    response = JsonResponse(
        person.export(found, current_desk().seal),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    name = f"conversation-{found.id}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def erase(request: HttpRequest, id: int) -> HttpResponse:
    """Forget a conversation everywhere, given a reason; it cannot be undone."""
    found = get_object_or_404(Conversation.objects.select_for_update(), id=id)
    reason = reason_of(request)
    if reason is None:
        return _page(request, found, _WHY, 422)
    if Hold.objects.filter(conversation=found).exists():
        return _page(request, found, _HELD, 409)
    audit.explain(request, reason=reason)
    person.erase(found)
    flash.say(request, "It is forgotten here, and the assistant forgets it now.")
    return HttpResponseRedirect(reverse("console:inbox"))


def _page(
    request: HttpRequest, found: Conversation, problem: str = "", status: int = 200
) -> HttpResponse:
    kept: dict[str, Any] = found.turns.aggregate(
        turns=Count("id", distinct=True),
        words=Count("words"),
        requests=Count("requests", distinct=True),
    )
    hold = Hold.objects.filter(conversation=found).first()
    context = {"conversation": found, "kept": kept, "hold": hold, "problem": problem}
    return render(request, "person.html", context, status)
