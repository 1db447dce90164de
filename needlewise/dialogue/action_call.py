"""How Rasa calls the action server, with less work around the call. Put in place by savings.py."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend, validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import EndpointConfig

_IDLE = 3.0  # seconds that a connection is kept; the action server closes its end after five

_connectors: "WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.TCPConnector]" = (
    WeakKeyDictionary()
)


def checked_once(validate: Callable[..., Any]) -> Callable[..., Any]:
    """Hold an action server's reply against Rasa's own schema, read once instead of at every turn. What
    does not pass is left to Rasa to refuse."""

    @wraps(validate)
    def validate_once(self: RemoteAction, result: Any) -> bool:
        return _reply_validator().is_valid(result) or bool(validate(self, result))

    return validate_once


@cache
def _reply_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)
    one_of = validator.VALIDATORS["oneOf"]

    def one_of_its_kind(
        self: Any, kinds: Any, event: Any, schema: Any
    ) -> Iterator[ValidationError]:
        """Hold an event only against the schema of its kind: the others all name another."""
        name = event.get("event") if isinstance(event, Mapping) else None
        return iter(
            one_of(self, [kind for kind in kinds if _named(kind) in (None, name)], event, schema)
        )

    return extend(validator, {"oneOf": one_of_its_kind})(schema)


def _named(kind: Mapping[str, Any]) -> str | None:
    """Return the one name of an event that a schema allows, None where it names none."""
    name: str | None = kind.get("properties", {}).get("event", {}).get("const")
    return name


def session(self: EndpointConfig) -> aiohttp.ClientSession:
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


async def close() -> None:
    """Close the connections of the running loop."""
    connector = _connectors.pop(asyncio.get_running_loop(), None)
    if connector is not None:
        await connector.close()
