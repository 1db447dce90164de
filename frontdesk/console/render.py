"""Drawing pages: what every template of the console finds in its context."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as draw
from django.utils import timezone

from frontdesk.console import flash
from frontdesk.console.access import Permission, allows
from frontdesk.console.member import Member
from frontdesk.console.navigation import PLACES, Place
from frontdesk.gateway.apps import current_desk

# What happened, and what to do.
_FAULTS = {
    400: "The request could not be read. Go back, load the page again and retry.",
    403: "Your role does not allow this. An administrator can change it, under Staff.",
    404: "There is nothing at this address. What was here may have been erased.",
    405: "This address only answers to a button. Go back to the page that you came from.",
    413: "That was too much at once. Go back and send less.",
    500: "Something went wrong here, and nothing was changed. Go back and try again. If it happens "
    "again, tell whoever runs the assistant the time below: the log has the place.",
}


def render(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Return a page, or the piece of one that htmx asked for."""
    member = getattr(request, "user", None)
    is_in = bool(member and member.is_authenticated and member.is_verified())
    common = {
        "clinic": current_desk().library.clinic,
        "member": member if is_in else None,
        "frame": "console/base.html" if is_in else "console/door/frame.html",
        "may": _may(cast(Member, member)) if is_in else {},
        "places": _places(cast(Member, member)) if is_in else [],
        "here": request.resolver_match.url_name if request.resolver_match else "",
        "flash": flash.take(request) if is_in and "HX-Request" not in request.headers else None,
        "time_zone": current_desk().configuration.time_zone,
    }
    page = {**common, **(context or {})}
    page["keys"] = [key for key in page.get("keys", ()) if page["may"].get(key.permission.name)]
    return draw(request, f"console/{template}", page, status=status)


def fault(request: HttpRequest, status: int, words: str = "") -> HttpResponse:
    """Return the page of an error, without a trace; to htmx what stands above the page that it is on."""
    context = {"status": status, "words": words or _FAULTS[status], "now": timezone.now()}
    if "HX-Request" in request.headers:
        response = render(request, "fault_notice.html", context, status)
        response.headers["HX-Retarget"] = "#flash"
        return response
    return render(request, "fault.html", context, status)


def _may(member: Member) -> dict[str, bool]:
    return {permission.name: allows(member, permission) for permission in Permission}


def _places(member: Member) -> list[Place]:
    return [place for place in PLACES if allows(member, place.permission)]
