"""POST /webhooks/…: what a platform brings. Verified, kept, acknowledged; answered later."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from frontdesk.gateway.api import Handler
from frontdesk.gateway.channels.closure import closed_channels
from frontdesk.gateway.channels.messenger import Messenger
from frontdesk.gateway.channels.platform import Call, Platform
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.refusal import Refusal

_WAIT = 60  # seconds until a closed channel may be tried again


def take(name: str) -> Handler:
    """Return the handler of one platform's calls."""

    async def handler(request: HttpRequest, desk: Desk) -> HttpResponseBase:
        platform = _find(desk, name)
        call = _call(request, desk)
        if not platform.is_genuine(call):
            raise Refusal(403, "not_genuine", "This was not signed by the platform.")
        events = platform.read(call)
        closed = await desk.database.run(closed_channels) if events else frozenset[str]()
        if any(event.chat.channel in closed for event in events):
            raise Refusal(503, "closed", "The clinic has stopped this channel.", _WAIT)
        await desk.intake.take_all(events)
        return platform.acknowledge(call, events)

    return handler


async def confirm(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Answer Messenger's verification handshake."""
    messenger = _find(desk, "messenger")
    asked = {name: request.GET.get(name, "") for name in request.GET}
    challenge = messenger.confirm(asked) if isinstance(messenger, Messenger) else None
    if challenge is None:
        raise Refusal(403, "not_genuine", "This is not the word that was agreed.")
    return HttpResponse(challenge, content_type="text/plain")


def _find(desk: Desk, name: str) -> Platform:
    if name not in desk.platforms:
        raise Refusal(404, "not_found", "There is nothing at this address.")
    return desk.platforms[name]


def _call(request: HttpRequest, desk: Desk) -> Call:
    """Return the call; the address is the public one that the platform signed, not the proxy's."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    url = f"{desk.configuration.accounts.url}{request.get_full_path()}"
    return Call(url, headers, request.read())
