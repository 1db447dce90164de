"""POST /chat/session: a new conversation, its id chosen here."""

import time
from datetime import UTC, datetime

from django.http import HttpRequest, JsonResponse

from frontdesk.gateway.api import check_rate, json_body
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.incoming import read_object


async def begin(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Return a token; nothing is kept before the first message."""
    check_rate(request, desk.address_sessions)
    read_object(json_body(request))
    token, session = desk.sessions.issue(time.time())
    expires = datetime.fromtimestamp(session.expires_at, UTC)
    return JsonResponse({"token": token, "expires_at": expires.isoformat()}, status=201)
