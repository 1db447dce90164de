"""Where Rasa is made to reach the same result with less work. Called by changes.py, on the same terms.

Each saving and what it is worth stands in docs/decisions/0006-the-same-result-for-less-work.md.
"""

import asyncio
import ctypes
import gc
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, lru_cache, wraps
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
import rasa.core.processor
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.utils.endpoints import EndpointConfig

from needlewise.dialogue.graph_runner import SerialGraphRunner

# As in changes.py: what is replaced or relied on, and how the SHA-256 of its source begins.
SOURCES: dict[Callable[..., Any], str] = {
    DaskGraphRunner.__init__: "29f069a010bd16a5",
    DaskGraphRunner.run: "45f0f52f574f3aa9",
    GraphNode.__call__: "66127a2bfb6fcf1e",
    GraphSchema.minimal_graph_schema: "58dfb30335499fff",
    RulePolicy._find_action_from_rules: "be6da6ee0f5429bd",
    RulePolicy._get_possible_keys: "2915fd81711e194c",
    RulePolicy._is_rule_applicable: "64a108b016b46e57",
    RemoteAction._validate_action_result: "f8cdb4be68123961",
    RemoteAction.action_response_format_spec: "091b74aa3738d126",
    EndpointConfig.session: "e55aa13d9d4fb4bc",
    EndpointConfig.request: "ccdb778aed8208e2",
    Event.resolve_by_type: "b5cf570fa7f286c7",
}

_IDLE = 3.0  # seconds that a connection is kept; the action server closes its end after five

State = dict[str, Any]


def apply() -> None:
    """Save work in this process from now on."""
    rasa.core.processor.DaskGraphRunner = SerialGraphRunner  # what _load_model makes
    RulePolicy._find_action_from_rules = _by_intent(RulePolicy._find_action_from_rules)
    RulePolicy._get_possible_keys = _among_few(RulePolicy._get_possible_keys)
    # It walks all subclasses anew for every stored event: a quarter of a turn's time.
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
    RemoteAction._validate_action_result = _validate_action_result
    EndpointConfig.session = _session


def _by_intent(find: Callable[..., Any]) -> Callable[..., Any]:
    """Look rules up by intent only: Rasa first tries the message's words, which no rule of ours names."""

    @wraps(find)
    def find_by_intent(
        self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool
    ) -> Any:
        if use_text_for_last_user_input:
            return None, None, False
        return find(self, tracker, domain, use_text_for_last_user_input)

    return find_by_intent


def _among_few(find: Callable[..., Any]) -> Callable[..., Any]:
    """Compare a conversation with the rules that end as it does, not with all."""

    @wraps(find)
    def find_among_few(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
        action, intent = _end(states[-1])
        endings = _endings(tuple(lookup))
        few = [rule for end in {(action, intent), (action, None)} for rule in endings.get(end, ())]
        return set(find(self, dict.fromkeys(few, ""), states))

    return find_among_few


@lru_cache(maxsize=4)
def _endings(keys: tuple[str, ...]) -> Mapping[tuple[str | None, str | None], list[str]]:
    """Return the rules (as Rasa writes them, each a JSON list of states) by how they end."""
    found = defaultdict(list)
    for key in keys:
        found[_end(json.loads(key)[-1])].append(key)
    return found


def _end(state: State) -> tuple[str | None, str | None]:
    action = state.get("prev_action", {}).get("action_name")
    return action, state.get("user", {}).get("intent")


@cache
def _reply_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def _validate_action_result(self: RemoteAction, result: Any) -> bool:
    """Check an action server's reply by Rasa's own schema, read once instead of at every turn."""
    error = best_match(_reply_validator().iter_errors(result))
    if error is not None:
        raise error
    return True


_connectors: "WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.TCPConnector]" = (
    WeakKeyDictionary()
)


def _session(self: EndpointConfig) -> aiohttp.ClientSession:
    """Open a session like Rasa's own on connections that outlive it, so that an action call reuses one."""
    auth = aiohttp.BasicAuth(**self.basic_auth) if self.basic_auth else None
    return aiohttp.ClientSession(
        headers=self.headers,
        auth=auth,
        timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
        connector=_connector(),
        connector_owner=False,
    )


def _connector() -> aiohttp.TCPConnector:
    loop = asyncio.get_running_loop()
    if loop not in _connectors:
        _connectors[loop] = aiohttp.TCPConnector(keepalive_timeout=_IDLE)
    return _connectors[loop]


def settle() -> None:
    """Give back the memory that loading took only for a while, and keep what stays from being walked
    by the garbage collector again and again."""
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL("libc.so.6").malloc_trim(0)


async def close() -> None:
    """Close the connections of the running loop."""
    connector = _connectors.pop(asyncio.get_running_loop(), None)
    if connector is not None:
        await connector.close()
