"""DELETE /chat/conversation: forgotten everywhere."""

import time

from django.http import HttpRequest, HttpResponse

from frontdesk.gateway.api import conversation_of
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.forgetting import forget


async def forget_conversation(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Erase it here at once, and at Rasa now or as soon as Rasa can be reached."""
    name = conversation_of(request, desk)
    await forget(desk.database, desk.rasa, name, time.time())
    return HttpResponse(status=204)
