"""GET /staff/measures: what happened in a period, and each board's rows as CSV."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from frontdesk.console.measures.board import BOARDS, Board, View
from frontdesk.console.measures.chart import OUTCOME_WORDS, draw
from frontdesk.console.measures.numbers import NAMES, Numbers, by_channel, by_part, quantile
from frontdesk.console.measures.period import LENGTHS, Period, recent
from frontdesk.console.render import render
from frontdesk.console.spreadsheet import lines
from frontdesk.conversations.count import OUTCOMES


def show(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    today, view = localdate(), _view(request)
    whole, before = by_channel(view.period), by_channel(view.period.before)
    buckets = by_part("seconds", view.period, view.channel)
    context = {
        "view": view,
        "channels": sorted(whole),
        "lengths": [(words, recent(days, today)) for days, words in LENGTHS.items()],
        "now": _sum(whole, view.channel),
        "before": _sum(before, view.channel),
        "outcomes": [(name, OUTCOME_WORDS[name]) for name in OUTCOMES if name != "red_flag"],
        "median": quantile(buckets, 0.5),
        "slow": quantile(buckets, 0.95),
        "charts": [draw(make(view)) for make in BOARDS.values()],
        "query": urlencode(
            {k: v for k, v in request.GET.items() if k in ("from", "to", "channel")}
        ),
    }
    return render(request, "measures.html", context)


def download(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a board's rows as CSV. Raises Http404."""
    if slug not in BOARDS:
        raise Http404
    view = _view(request)
    board = BOARDS[slug](view)
    name = f"{slug}-{view.period.first}-{view.period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        lines(_rows(board)), content_type="text/csv; charset=utf-8", headers=headers
    )


def _rows(board: Board) -> Iterator[list[Any]]:
    yield [board.first, *NAMES, "change"]
    for row in board.rows:
        yield [row.label, *(getattr(row.numbers, name) for name in NAMES), row.change]


def _view(request: HttpRequest) -> View:
    return View(Period.read(request.GET, localdate()), request.GET.get("channel", "")[:20])


def _sum(channels: dict[str, Numbers], channel: str) -> Numbers:
    chosen = [numbers for name, numbers in channels.items() if channel in ("", name)]
    return sum(chosen, Numbers())
