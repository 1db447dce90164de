"""A call of the patients' API: origin, method and errors are the same for all."""

import ipaddress
import time
from collections.abc import Callable, Coroutine
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from frontdesk.gateway.apps import current_desk
from frontdesk.gateway.database import DatabaseDown
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.origin import allow, check_origin, preflight
from frontdesk.gateway.rate import Rate
from frontdesk.gateway.refusal import Refusal
from frontdesk.log import describe, logger

Handler = Callable[[HttpRequest, Desk], Coroutine[Any, Any, HttpResponseBase]]
View = Callable[[HttpRequest], Coroutine[Any, Any, HttpResponseBase]]

log = logger("api")


def api(**handlers: Handler) -> View:
    """Return the view of one address, with a handler for each method."""
    methods = ", ".join([*handlers, "OPTIONS"])

    async def view(request: HttpRequest) -> HttpResponseBase:
        desk, origin = current_desk(), None
        response: HttpResponseBase
        try:
            origin = check_origin(request, desk.configuration.origins)
            response = await _answer(request, desk, handlers, methods)
        except Refusal as refusal:
            desk.metrics.refusals.labels(refusal.status, refusal.code).inc()
            response = refusal.response()
        except DatabaseDown as failure:
            log.error("not_journaled", reason=str(failure))
            response = _unavailable(desk).response()
        except Exception as error:  # told honestly; the words of an error may be a patient's
            log.error("failed", path=request.path, place=describe(error))
            response = _unavailable(desk).response()
        allow(response, origin)
        return response

    return view


async def _answer(
    request: HttpRequest, desk: Desk, handlers: dict[str, Handler], methods: str
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return preflight(methods)
    method = "GET" if request.method == "HEAD" else request.method
    handler = handlers.get(method or "")
    if handler is not None:
        return await handler(request, desk)
    response: HttpResponse = Refusal(405, "method", f"Use one of: {methods}.").response()
    response.headers["Allow"] = methods
    return response


def _unavailable(desk: Desk) -> Refusal:
    library = desk.library
    phone, number = library.clinic.phone, library.emergency.emergency.number
    message = f"We cannot take this at the moment. Call {phone}; in an emergency call {number}."
    return Refusal(503, "unavailable", message, 5)


def json_body(request: HttpRequest) -> bytes:
    """Return the body of a request that says that it is JSON. Raises Refusal (415)."""
    if request.content_type != "application/json":
        raise Refusal(415, "not_json", "Send 'Content-Type: application/json'.")
    return request.body


def conversation_of(request: HttpRequest, desk: Desk) -> str:
    """Return the name of the conversation that a request's token is for. Raises Refusal (401)."""
    session = desk.sessions.read(request.headers.get("Authorization", ""), time.time())
    return desk.names.conversation("web", session.id)


def check_rate(request: HttpRequest, rate: Rate) -> None:
    """Count a request of this address; this machine's own are not counted. Raises Refusal (429)."""
    address = request.META.get("REMOTE_ADDR", "")
    if not is_loopback(address):
        rate.check(address, time.monotonic())


def is_loopback(address: str) -> bool:
    """Say whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
