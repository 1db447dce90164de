"""What is answered where no page is."""

from django.http import Http404, HttpRequest, HttpResponse


def not_found(request: HttpRequest, rest: str) -> HttpResponse:
    """Raise Http404: nothing is at this address."""
    raise Http404
