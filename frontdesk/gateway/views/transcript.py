"""GET /chat/transcript: the conversation as plain text to keep."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from frontdesk.gateway.api import conversation_of
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.transcript import render


async def read(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return it as a file."""
    conversation = conversation_of(request, desk)
    said = await desk.database.run(desk.history.read, conversation, datetime.now(UTC))
    text = render(desk.library, [one.record for one in said])
    headers = {"Content-Disposition": 'attachment; filename="conversation.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
