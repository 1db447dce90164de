"""GET /: the demonstration page of a clinic, with the widget in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.gateway.desk import Desk
from frontdesk.gateway.widget import widget


async def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the page."""
    library = desk.library
    context = {
        "clinic": library.clinic,
        "emergency": library.emergency.emergency.number,
        "widget_integrity": widget(desk.configuration.home).integrity,
    }
    return render(request, "site/index.html", context)
