"""Runs an action as the action server does."""

import asyncio
from typing import Any

import pytest
from conversation import DOMAIN, ROOT, Run
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEEDLEWISE_HOME", str(ROOT))


@pytest.fixture
def run() -> Run:
    """Return what an action says and the events that it leaves."""

    def _run(action: Action, tracker: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action.run(dispatcher, tracker, DOMAIN))
        return dispatcher.messages, events

    return _run
