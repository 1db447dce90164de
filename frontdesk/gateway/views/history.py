"""GET /chat/messages: the conversation, for a reload."""

from datetime import UTC, datetime

from django.http import HttpRequest, JsonResponse

from frontdesk.gateway.api import conversation_of
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.incoming import read_id
from frontdesk.gateway.refusal import Refusal


async def read(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Return all that was said, or what was said after an id."""
    conversation = conversation_of(request, desk)
    after = None
    if "after" in request.GET:
        after = str(read_id({"after": request.GET["after"]}, "after"))
    now = datetime.now(UTC)
    said = await desk.database.run(desk.history.read_after, conversation, after, now)
    if said is None:
        raise Refusal(422, "unknown_id", "'after' is no id of this conversation.")
    return JsonResponse({"messages": [one.record for one in said]})
