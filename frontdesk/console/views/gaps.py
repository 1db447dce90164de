"""GET /staff/gaps: what patients ask and no card answers."""

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse

from frontdesk.console.improve import ranking
from frontdesk.console.improve.candidate import Candidate, Reason
from frontdesk.console.improve.correction import Correction, Verdict
from frontdesk.console.improve.topics import current_topics
from frontdesk.console.paging import page_of
from frontdesk.console.render import render
from frontdesk.console.views.improve import KEYS


def show(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    left_open = Candidate.objects.filter(reason=Reason.NOT_COVERED).values("understood")
    groups, count = ranking.rank([Reason.BEYOND])
    named = Correction.objects.filter(verdict=Verdict.GAP, undone_at=None).select_related("turn")
    return render(
        request,
        "gaps.html",
        {
            "left_open": left_open.annotate(
                count=Count("turn"), newest=Max("turn__received_at")
            ).order_by("-count", "understood"),
            "rows": page_of(named, request),
            "groups": groups,
            "shown_reasons": [Reason.BEYOND],
            "back": request.get_full_path(),
            "left": count - len(groups),
            "areas": current_topics().areas,
            "keys": KEYS,
        },
    )
