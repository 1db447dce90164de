"""GET /staff/: what needs somebody today, safety first."""

from django.http import HttpRequest, HttpResponse

from frontdesk.console.render import render


def show(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    return render(request, "home.html")
