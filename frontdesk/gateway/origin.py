"""Which pages may use the assistant."""

from collections.abc import Container

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from frontdesk.gateway.refusal import Refusal


def check_origin(request: HttpRequest, listed: Container[str]) -> str | None:
    """Return the page's origin, None for a program that names none. Raises Refusal (400 or 403)."""
    try:
        own = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        raise Refusal(
            400, "unknown_host", "This host name is not ours. Set NEEDLEWISE_HOSTS."
        ) from None
    origin = request.headers.get("Origin")
    if origin is None or origin == own or origin in listed:
        return origin
    raise Refusal(403, "origin", "The clinic has not listed this page. Set NEEDLEWISE_ORIGINS.")


def allow(response: HttpResponseBase, origin: str | None) -> None:
    """Let a listed page read the response."""
    response.headers["Vary"] = "Origin"
    if origin is not None:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"


def preflight(methods: str) -> HttpResponse:
    """Return the answer to a browser that asks what it may do."""
    headers = {
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Authorization, Content-Type",
        "Access-Control-Max-Age": "600",
        "Allow": methods,
    }
    return HttpResponse(status=204, headers=headers)
