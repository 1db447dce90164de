"""The one place where Rasa is made to behave otherwise: what it swallows, it shall raise.

Why each change is needed stands in docs/decisions/0002-changed-behaviour-of-rasa.md. Every change is
made to the exact source it was written for; on any other, Rasa does not start.
"""

import hashlib
import inspect
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import rasa
from rasa.core.actions.action import (
    Action,
    ActionExecutionRejection,
    ActionExtractSlots,
    RemoteAction,
)
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import ClientResponseError

from needlewise.dialogue import manifest, savings
from needlewise.dialogue.tracker_store import StrictTrackerStore

VERSION = "3.6.21"
_APPLIED = "needlewise_changes_applied"

# What is replaced or relied on, and how the SHA-256 of its source begins there.
SOURCES: dict[Callable[..., Any], str] = {
    Agent._create_tracker_store: "97499b594b45581b",
    MessageProcessor._load_model: "17f24faf96817bdf",
    MessageProcessor._run_action: "6d383d0179ef1187",
    MessageProcessor._run_prediction_loop: "cb30a0cbb690c571",
    MessageProcessor._handle_message_with_tracker: "f42e1ae303933d9f",
    MessageProcessor.run_action_extract_slots: "ff52049be97dde87",
    MessageProcessor.get_tracker: "a62e1aad7734c717",
    RemoteAction.run: "ccabf6f1160d527a",
    ActionExtractSlots._run_custom_action: "a20d71ee74b1cd5c",
    ClientResponseError.__init__: "19356f77dd9a19b6",
    **savings.SOURCES,
}


class UnknownRasa(RuntimeError):
    """Rasa is not the one that the changes were written for."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is not what needlewise/dialogue/changes.py was written for (Rasa {VERSION}). "
            "Run 'make setup' to install that version."
        )


class WrongStore(RuntimeError):
    """Rasa was about to keep conversations elsewhere than in our store."""

    def __init__(self, store: object) -> None:
        super().__init__(
            f"The tracker store is {type(store).__name__}, not StrictTrackerStore. Start Rasa with "
            "--endpoints endpoints.yml, whose tracker_store names "
            "needlewise.dialogue.tracker_store.StrictTrackerStore."
        )


class ActionFailed(BaseException):
    """An action did not do its work, so the turn failed.

    No Exception: Rasa catches those, logs the patient's words with them and goes on as if all was well.
    """

    def __init__(self, action: str) -> None:
        super().__init__(f"The action {action} failed.")


def apply(model_key: bytes) -> None:
    """Change Rasa in this process, once. Raises UnknownRasa if it is not the Rasa we know."""
    check_version()
    if getattr(MessageProcessor, _APPLIED, False):
        return
    setattr(MessageProcessor, _APPLIED, True)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    Agent._create_tracker_store = staticmethod(_keep_strict_store)
    MessageProcessor._load_model = staticmethod(_verified(MessageProcessor._load_model, model_key))
    MessageProcessor._run_action = _raising(MessageProcessor._run_action)
    RemoteAction.run = _run_or_fail(RemoteAction.run)
    ClientResponseError.__init__ = _without_body(ClientResponseError.__init__)
    savings.apply()


def check_version() -> None:
    """Raise UnknownRasa unless version and source are those of Rasa 3.6.21."""
    if rasa.__version__ != VERSION:
        raise UnknownRasa(f"Rasa {rasa.__version__}")
    for function, expected in SOURCES.items():
        if source_hash(function) != expected:
            raise UnknownRasa(function.__qualname__)


def source_hash(function: Callable[..., Any]) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a function's source."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


def _keep_strict_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    """Use the store as it is: Rasa's wrapper would hide its errors and remember in memory only."""
    if not isinstance(store, StrictTrackerStore):
        raise WrongStore(store)
    store.domain = domain
    return store


def _verified(load: Callable[..., Any], key: bytes) -> Callable[..., Any]:
    @wraps(load)
    def load_verified(model_path: Any) -> Any:
        path = Path(model_path)
        model = path / manifest.read(path).model if path.is_dir() else path
        manifest.verify(model, key)
        return load(str(model))

    return load_verified


def _raising(run_action: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run_action)
    async def run_action_or_raise(
        self: MessageProcessor, action: Action, *args: Any, **kwargs: Any
    ) -> bool:
        return bool(await run_action(self, _Failing(action), *args, **kwargs))

    return run_action_or_raise


class _Failing:
    """An action whose failure Rasa cannot swallow."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self.run = _run_or_fail(type(action).run).__get__(action)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)


def _run_or_fail(run: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    async def run_or_fail(self: Action, *args: Any, **kwargs: Any) -> Any:
        try:
            return await run(self, *args, **kwargs)
        except ActionExecutionRejection:
            raise  # no failure: another policy shall decide
        except Exception as error:
            raise ActionFailed(self.name()) from error

    return run_or_fail


def _without_body(init: Callable[..., None]) -> Callable[..., None]:
    """Keep the body, which repeats the whole conversation, out of what is shown of the error."""

    @wraps(init)
    def init_without_body(self: ClientResponseError, status: int, message: str, text: Any) -> None:
        init(self, status, message, text)
        self.args = (f"{status}, {message}",)

    return init_without_body
