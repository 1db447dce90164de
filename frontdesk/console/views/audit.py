"""GET /staff/audit: who read and who changed what."""

from django.http import HttpRequest, HttpResponse

from frontdesk.console.audit import AuditRow
from frontdesk.console.paging import page_of
from frontdesk.console.render import render

_FILTERS = ("email", "action", "route", "subject")


def show(request: HttpRequest) -> HttpResponse:
    """Return the page: newest first, filtered by the address's query."""
    chosen = {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}
    rows = page_of(AuditRow.objects.filter(**chosen), request)
    return render(request, "audit.html", {"rows": rows, "chosen": chosen})
