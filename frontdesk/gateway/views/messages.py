"""POST /chat/messages: a patient's message in, its answers out, as JSON or as a stream."""

import json
from collections.abc import AsyncIterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse

from frontdesk.gateway.api import check_rate, conversation_of, json_body
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.incoming import read_message
from frontdesk.gateway.reception import Answered

_STREAM = "text/event-stream"


async def send(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Take one message."""
    conversation = conversation_of(request, desk)
    check_rate(request, desk.address_messages)
    message = read_message(json_body(request), desk.configuration.limits.characters)
    answered = await desk.reception.receive("web", conversation, message)
    if _STREAM in request.headers.get("Accept", ""):
        return _stream(answered)
    return JsonResponse({"messages": answered.messages, "pending": answered.pending})


def _stream(answered: Answered) -> StreamingHttpResponse:
    async def events() -> AsyncIterator[bytes]:
        for message in answered.messages:
            yield _event("message", message)
        yield _event("done", {"pending": answered.pending})

    return StreamingHttpResponse(
        events(), content_type=_STREAM, headers={"Cache-Control": "no-store"}
    )


def _event(name: str, data: Any) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
