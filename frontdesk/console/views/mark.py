"""POST: what staff put on a conversation and take off again; each can be undone."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from frontdesk.console import audit, flash
from frontdesk.console.address import back
from frontdesk.console.field import one_line, row_ids
from frontdesk.console.flash import Undo
from frontdesk.console.member import Member
from frontdesk.console.review.filters import STATUSES
from frontdesk.console.review.mark import Assignment, Flag, MessageFlag, Note, Tag
from frontdesk.conversations.models import Conversation, Turn

_LONGEST_NOTE = 4_000


def set_status(request: HttpRequest, id: int) -> HttpResponse:
    """New, later or reviewed."""
    found = get_object_or_404(Conversation, id=id)
    status = request.POST.get("status", "")
    if status not in dict(STATUSES):
        return _go(request, "Choose a status.")
    Conversation.objects.filter(id=id).update(status=status)
    audit.explain(request, was=found.status, now=status)
    undo = _undo(request, "status", id, status=found.status)
    return _go(request, f"Marked as {dict(STATUSES)[status].lower()}.", undo)


def assign(request: HttpRequest, id: int) -> HttpResponse:
    """To a member, or to nobody."""
    found = get_object_or_404(Conversation, id=id)
    standing = Assignment.objects.filter(conversation=found)
    before = standing.values_list("member_id", flat=True).first()
    wanted = row_ids([request.POST.get("member", "")])
    member = Member.objects.working().filter(id__in=wanted).first()
    standing.delete()
    if member:
        Assignment.objects.create(conversation=found, member=member)
    audit.explain(request, was=before, now=member.pk if member else None)
    undo = _undo(request, "assign", id, member=str(before or ""))
    return _go(request, f"Assigned to {member.name if member else 'nobody'}.", undo)


def tag(request: HttpRequest, id: int) -> HttpResponse:
    """Put a tag on, or take it off."""
    found = get_object_or_404(Conversation, id=id)
    word = one_line(request.POST.get("word", "").lower())[:40]
    if not word:
        return _go(request, "Write a word.")
    if request.POST.get("off"):
        found.tags.filter(word=word).delete()
        return _go(request, f"Tag “{word}” taken off.", _undo(request, "tag", id, word=word))
    Tag.objects.get_or_create(conversation=found, word=word)
    undo = _undo(request, "tag", id, word=word, off="1")
    return _go(request, f"Tagged “{word}”.", undo)


def write_note(request: HttpRequest, id: int) -> HttpResponse:
    """Add a note."""
    found = get_object_or_404(Conversation, id=id)
    text = request.POST.get("text", "").strip()[:_LONGEST_NOTE]
    if not text:
        return _go(request, "Write something first.")
    by, now = cast(Member, request.user).name, timezone.now()
    note = Note.objects.create(conversation=found, text=text, written_at=now, written_by=by)
    return _go(request, "Note kept.", _undo(request, "remove-note", note.pk))


def remove_note(request: HttpRequest, id: int) -> HttpResponse:
    """Take a note away, or bring it back."""
    found = get_object_or_404(Note, id=id)
    is_back = "back" in request.POST
    Note.objects.filter(id=id).update(removed_at=None if is_back else timezone.now())
    undo = _undo(request, "remove-note", id, **({} if is_back else {"back": "1"}))
    audit.explain(request, conversation=found.conversation_id)
    return _go(request, "Note brought back." if is_back else "Note taken away.", undo)


def flag(request: HttpRequest, id: int) -> HttpResponse:
    """Put a flag on a message, or take it off."""
    found = get_object_or_404(Turn, id=id)
    chosen = request.POST.get("flag", "")
    if chosen not in Flag.values:
        return _go(request, "Choose a flag.")
    standing = MessageFlag.objects.filter(turn=found, flag=chosen)
    label = Flag(chosen).label
    undo = _undo(request, "flag", id, flag=chosen)
    if standing.exists():
        standing.delete()
        return _go(request, f"Flag “{label}” taken off.", undo)
    by = cast(Member, request.user).name
    MessageFlag.objects.create(turn=found, flag=chosen, set_by=by, set_at=timezone.now())
    audit.explain(request, flag=chosen, conversation=found.conversation_id)
    return _go(request, f"Flagged: {label.lower()}.", undo)


def _undo(request: HttpRequest, route: str, id: int, **fields: str) -> Undo:
    return Undo(reverse(f"console:{route}", args=[id]), {**fields, "next": back(request)})


def _go(request: HttpRequest, words: str, undo: Undo | None = None) -> HttpResponse:
    flash.say(request, words, undo)
    return HttpResponseRedirect(back(request))
