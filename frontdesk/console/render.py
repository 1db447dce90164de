"""Drawing pages: what every template of the console finds in its context."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as draw

from frontdesk.console import flash
from frontdesk.console.access import Permission, allows
from frontdesk.console.member import Member
from frontdesk.console.navigation import PLACES, Place
from frontdesk.gateway.apps import current_desk

_FAULTS = {
    400: "The request could not be read.",
    403: "Your role does not allow this.",
    404: "There is nothing at this address. It may have been erased.",
    405: "This address does not take that.",
    500: "Something went wrong here. The log has the place; nothing was changed.",
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
    """Return the page of an error, without a trace."""
    context = {"status": status, "words": words or _FAULTS[status]}
    return render(request, "fault.html", context, status)


def _may(member: Member) -> dict[str, bool]:
    return {permission.name: allows(member, permission) for permission in Permission}


def _places(member: Member) -> list[Place]:
    return [place for place in PLACES if allows(member, place.permission)]
