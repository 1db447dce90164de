"""What is answered where no page is."""

from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse

from frontdesk.console.render import fault

_FORGED = (
    "Nothing was changed: the page was open for too long, or the form is not ours. "
    "Go back, load the page again and retry."
)
_UNKNOWN_HOST = (
    "The console does not know the name that it was called by. "
    "Whoever runs it can add the name to NEEDLEWISE_HOSTS."
)


def not_found(request: HttpRequest, rest: str) -> HttpResponse:
    """Raise Http404: nothing is at this address."""
    raise Http404


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours (Django's CSRF_FAILURE_VIEW)."""
    try:
        request.get_host()
    except DisallowedHost:  # then each form counts as forged
        return fault(request, 403, _UNKNOWN_HOST)
    return fault(request, 403, _FORGED)
