"""GET /staff/export: a conversation or a period, taken out of the console as a file."""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from frontdesk.console import spreadsheet
from frontdesk.console.audit import explain
from frontdesk.console.measures.period import Period, beginning
from frontdesk.console.render import render
from frontdesk.conversations import export
from frontdesk.conversations.count import channels
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.gateway.apps import current_desk

Rows = list[dict[str, Any]]


def _csv(rows: Rows) -> Iterable[str]:
    return spreadsheet.lines(export.cells(row) for row in rows)


_HEAD = next(spreadsheet.lines([[*export.COLUMNS, "helpful", "comment"]]))
# Form of the file -> media type, what begins it, what makes lines of rows.
_FORMS: dict[str, tuple[str, str, Callable[[Rows], Iterable[str]]]] = {
    "csv": ("text/csv; charset=utf-8", _HEAD, _csv),
    "jsonl": ("application/jsonl; charset=utf-8", "", export.json_lines),
}


def show(request: HttpRequest) -> HttpResponse:
    """Return the page where a period is chosen."""
    period = Period.read(request.GET, localdate())
    return render(request, "export.html", {"period": period, "channels": channels()})


def take_period(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """Return the turns of the address's period. Raises Http404."""
    period, channel = Period.read(request.GET, localdate()), request.GET.get("channel", "")
    explain(request, period=f"{period.first} to {period.last}", channel=channel[:20] or "all")
    end = beginning(period.last + timedelta(days=1))
    turns = export.of_period(beginning(period.first), end, channel)
    return _file(turns, form, f"conversations-{period.first}-{period.last}")


def take_conversation(request: HttpRequest, id: int, form: str) -> StreamingHttpResponse:
    """Return the turns of one conversation. Raises Http404."""
    found = get_object_or_404(Conversation, id=id)
    return _file(export.of_conversation(found.id), form, f"conversation-{found.id}")


def _file(turns: QuerySet[Turn], form: str, name: str) -> StreamingHttpResponse:
    if form not in _FORMS:
        raise Http404
    kind, head, lines = _FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingHttpResponse(_stream(turns, head, lines), content_type=kind, headers=headers)


async def _stream(
    turns: QuerySet[Turn], head: str, lines: Callable[[Rows], Iterable[str]]
) -> AsyncIterator[str]:
    """Yield the file a batch at a time: a year is never held in memory."""
    yield head
    after = 0
    while rows := await current_desk().staff.visit(partial(export.batch, turns, after)):
        yield "".join(lines(rows))
        after = rows[-1]["turn"]
