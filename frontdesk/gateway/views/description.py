"""GET /chat/openapi.json: the published description of this API."""

from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.http import HttpRequest, JsonResponse

from frontdesk.gateway.desk import Desk


async def show(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Return it."""
    return JsonResponse(description())


@cache
def description() -> dict[str, Any]:
    """Return the description in openapi.yml."""
    text = resources.files("frontdesk.gateway").joinpath("openapi.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
