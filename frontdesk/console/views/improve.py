"""GET /staff/improve: what the assistant failed at, in groups, the most pressing first."""

from django.http import Http404, HttpRequest, HttpResponse

from frontdesk.console.access import Permission as May
from frontdesk.console.improve import ranking
from frontdesk.console.improve.candidate import Reason
from frontdesk.console.improve.topics import current_topics
from frontdesk.console.navigation import Key
from frontdesk.console.paging import page_of
from frontdesk.console.render import render

KEYS = [
    Key("1 2 3", "the row's messages ask this topic", May.REVIEW),
    Key("x", "no card covers it", May.REVIEW),
    Key("d", "nothing to learn", May.REVIEW),
]


def show(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    chosen = request.GET.get("reason", "")
    reasons = [reason for reason in ranking.TO_CORRECT if chosen in ("", reason)]
    groups, count = ranking.rank(reasons or ranking.TO_CORRECT)
    return render(
        request,
        "improve.html",
        {
            "groups": groups,
            "left": count - len(groups),
            "by_words": ranking.has_groups_by_words(),
            "reasons": ranking.TO_CORRECT,
            "chosen": chosen,
            "shown_reasons": reasons or ranking.TO_CORRECT,
            "back": request.get_full_path(),
            "areas": current_topics().areas,
            "keys": [*KEYS, Key("e", "corrections and export")],
        },
    )


def show_group(request: HttpRequest, group: int) -> HttpResponse:
    """Return the page with all messages of a group."""
    found = ranking.describe([group], list(Reason))
    if not found:
        raise Http404
    rows = page_of(ranking.in_group(group, list(Reason)), request, "turn_id")
    context = {"group": found[0], "rows": rows, "areas": current_topics().areas, "keys": KEYS}
    return render(request, "improve_group.html", context)
