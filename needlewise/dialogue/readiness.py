"""Whether a turn could be taken now: model, tracker store, action server."""

import asyncio
from typing import Any
from urllib.parse import urljoin

import aiohttp
from rasa.core.agent import Agent

from needlewise.dialogue.tracker_store import StrictTrackerStore

_WAIT = aiohttp.ClientTimeout(total=2)  # seconds

Checks = dict[str, dict[str, Any]]


async def check(agent: Agent) -> Checks:
    """Return for each of the three whether it is ready, and its name or what is wrong."""
    return {
        "model": _model(agent),
        "tracker_store": await _tracker_store(agent),
        "action_server": await _action_server(agent),
    }


def all_ready(checks: Checks) -> bool:
    """Whether every check passed."""
    return all(check["ready"] for check in checks.values())


def _model(agent: Agent) -> dict[str, Any]:
    if agent.processor is None:
        return {"ready": False, "problem": "no model is loaded"}
    return {"ready": True, "name": agent.processor.model_filename}


async def _tracker_store(agent: Agent) -> dict[str, Any]:
    store = agent.tracker_store
    if not isinstance(store, StrictTrackerStore):
        return {"ready": False, "problem": f"{type(store).__name__} is not our store"}
    try:
        await store.check()
    except Exception as error:  # any reason is a reason not to be ready
        return {"ready": False, "problem": type(error).__name__}
    return {"ready": True, "name": store.engine.dialect.name}


async def _action_server(agent: Agent) -> dict[str, Any]:
    if agent.action_endpoint is None:
        return {"ready": False, "problem": "endpoints.yml names none"}
    health = urljoin(agent.action_endpoint.url, "/health")
    try:
        async with aiohttp.ClientSession(timeout=_WAIT) as client, client.get(health) as response:
            response.raise_for_status()
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        return {"ready": False, "problem": type(error).__name__}
    return {"ready": True, "name": agent.action_endpoint.url}
