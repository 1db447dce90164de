"""GET /staff/deliveries: what could not be sent and was given up; trying again."""

import time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from frontdesk.console import flash
from frontdesk.console.render import render
from frontdesk.gateway import outbox

_MOST = 100


def show(request: HttpRequest) -> HttpResponse:
    """Return what was given up, the latest first, and how much still waits to be sent."""
    context = {"notes": outbox.given_up()[:_MOST], "waiting": outbox.waiting().count()}
    return render(request, "deliveries.html", context)


def retry(request: HttpRequest, id: int) -> HttpResponse:
    """Send it again, as if it were new."""
    if not outbox.retry(id, time.time()):
        raise Http404
    flash.say(request, "It is being sent again.")
    return HttpResponseRedirect(reverse("console:deliveries"))
