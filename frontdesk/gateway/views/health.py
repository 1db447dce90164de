"""GET /health/live and /health/ready: whether this process runs, and whether a turn could be taken."""

import asyncio
from typing import Any

from django.db import connection
from django.http import HttpRequest, JsonResponse

from frontdesk.gateway.database import DatabaseDown
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.rasa import RasaFailed, RasaRefused

_WAIT = 2.0  # seconds for the database


async def live(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Answer."""
    return JsonResponse({"status": "live"})


async def ready(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Name each dependency; 503 while one is not ready."""
    database, rasa = await asyncio.gather(_database(desk), _rasa(desk))
    checks = {"database": database, **rasa}
    is_ready = all(check["ready"] for check in checks.values())
    status = "ready" if is_ready else "not ready"
    return JsonResponse({"status": status, "checks": checks}, status=200 if is_ready else 503)


async def _database(desk: Desk) -> dict[str, Any]:
    try:
        await asyncio.wait_for(desk.database.run(_ask_database), _WAIT)
    except (DatabaseDown, TimeoutError) as error:
        return {"ready": False, "problem": str(error) or "no answer"}
    return {"ready": True}


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM conversations_turn LIMIT 1")


async def _rasa(desk: Desk) -> dict[str, dict[str, Any]]:
    """Rasa knows its model, its tracker store and the action server."""
    try:
        checks = await desk.rasa.ready()
    except (RasaFailed, RasaRefused) as error:
        return {name: {"ready": False, "problem": str(error)} for name in ("rasa", "action_server")}
    shown = {name: {"ready": bool(check.get("ready"))} for name, check in checks.items()}
    for name, check in checks.items():
        if not check.get("ready"):
            shown[name]["problem"] = check.get("problem", "not ready")
    return {"rasa": {"ready": True}, **shown}
