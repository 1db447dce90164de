"""POST /staff/correct: a verdict on one or many messages, and taking it back."""

from typing import cast
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from frontdesk.console import audit, flash
from frontdesk.console.address import back
from frontdesk.console.field import one_line, row_id, row_ids
from frontdesk.console.improve import correction, ranking
from frontdesk.console.improve.candidate import Reason
from frontdesk.console.improve.correction import Correction, Verdict
from frontdesk.console.improve.topics import current_topics
from frontdesk.console.member import Member
from frontdesk.console.render import render
from frontdesk.conversations.models import Turn

_HOME = "console:improve"
_MOST = 1_000  # messages at one press


def correct(request: HttpRequest) -> HttpResponse:
    """Keep the verdict on the ticked messages, and on the others of their group where that is ticked."""
    turns, verdict, topic = _turns(request), _verdict(request), _topic(request)
    if not turns:
        return _refuse(request, "Tick at least one message.")
    if verdict is Verdict.TOPIC and topic not in current_topics():
        return _refuse(request, "Choose a topic first.")
    if verdict is not Verdict.TOPIC:
        topic = ""
    member, reason = cast(Member, request.user), request.POST.get("reason", "")
    bulk = correction.correct(turns, verdict, topic, member, reason)
    audit.explain(request, messages=len(turns), verdict=verdict, topic=topic, bulk=str(bulk))
    return _done(request, _told(len(turns), verdict, topic), str(bulk))


def undo(request: HttpRequest) -> HttpResponse:
    """Take back one correction, or all that were made at one press."""
    bulk, one = _uuid(request.POST.get("bulk", "")), row_id(request.POST.get("correction", ""))
    chosen = Q(bulk=bulk) if one is None else Q(id=one)
    count = correction.undo(Correction.objects.filter(chosen), cast(Member, request.user))
    audit.explain(request, messages=count, bulk=str(bulk or ""), correction=one or "")
    flash.say(request, f"{_messages(count)} taken back." if count else "There was nothing to undo.")
    return HttpResponseRedirect(back(request, _HOME))


def reword(request: HttpRequest, correction: int) -> HttpResponse:
    """Keep other words for a message that is to be learnt."""
    text = one_line(request.POST.get("text", ""))
    standing = Correction.objects.filter(id=correction, undone_at=None, patch=None)
    if not standing.update(text=text[:2_000]):
        return _refuse(request, "This correction was exported or taken back meanwhile.")
    flash.say(request, "Reworded.")
    return HttpResponseRedirect(back(request, _HOME))


def _turns(request: HttpRequest) -> list[Turn]:
    ticked = set(row_ids(request.POST.getlist("turn")))
    group = row_id(request.POST.get("others", ""))
    if group is not None:
        reasons = [reason for reason in Reason if reason in request.POST.getlist("reason_of")]
        # What stood on the page and is not ticked was left out on purpose.
        shown = row_ids(request.POST.getlist("shown"))
        others = ranking.in_group(group, reasons).exclude(turn__in=shown)
        ticked |= set(others.values_list("turn_id", flat=True)[:_MOST])
    return list(Turn.objects.filter(id__in=sorted(ticked)[:_MOST]))


def _verdict(request: HttpRequest) -> Verdict:
    value = request.POST.get("verdict", "")
    return Verdict(value) if value in Verdict.values else Verdict.TOPIC


def _topic(request: HttpRequest) -> str:
    return request.POST.get("topic") or request.POST.get("other", "")


def _told(count: int, verdict: Verdict, topic: str) -> str:
    if verdict is Verdict.TOPIC:
        return f"{_messages(count)}: “{current_topics().title(topic)}”. Ready to export."
    return f"{_messages(count)}: {verdict.label}."


def _messages(count: int) -> str:
    return f"{count} message{'' if count == 1 else 's'}"


def _done(request: HttpRequest, words: str, bulk: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        context = {"words": words, "bulk": bulk, "back": back(request, _HOME)}
        return render(request, "corrected.html", context)
    fields = {"bulk": bulk, "next": back(request, _HOME)}
    flash.say(request, words, flash.Undo(reverse("console:undo-correction"), fields))
    return HttpResponseRedirect(back(request, _HOME))


def _refuse(request: HttpRequest, words: str) -> HttpResponse:
    flash.say(request, words)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": back(request, _HOME)})
    return HttpResponseRedirect(back(request, _HOME))


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
