"""POST /chat/feedback: whether an answer helped."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from frontdesk.conversations.ledger import rate
from frontdesk.gateway.api import check_rate, conversation_of, json_body
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.incoming import read_id, read_object, read_text
from frontdesk.gateway.refusal import Refusal


async def give(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep it; given again, the last counts."""
    conversation = conversation_of(request, desk)
    check_rate(request, desk.address_messages)
    fields = read_object(json_body(request))
    id, helpful = read_id(fields, "message"), _helpful(fields)
    comment = ""
    if fields.get("comment") not in (None, ""):
        comment = desk.redact(read_text(fields, "comment", desk.configuration.limits.characters))
    now = datetime.now(UTC)
    if not await desk.database.run(rate, conversation, id, helpful, comment, now):
        raise Refusal(404, "unknown_answer", "This conversation has no answer with this id.")
    return HttpResponse(status=204)


def _helpful(fields: dict[str, Any]) -> bool:
    if "helpful" not in fields:
        raise Refusal(400, "missing_field", "'helpful' is missing.")
    if not isinstance(fields["helpful"], bool):
        raise Refusal(422, "bad_value", "'helpful' must be true or false.")
    return fields["helpful"]
