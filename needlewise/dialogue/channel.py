"""Rasa's one input channel: turns in, replies out, on loopback, for the front desk alone."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.constants import (
    USER_INTENT_BACK,
    USER_INTENT_RESTART,
    USER_INTENT_SESSION_START,
)
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from needlewise.dialogue import action_call, changes, readiness, savings
from needlewise.dialogue.conversation import CHANNEL, Conversations
from needlewise.dialogue.deadline import finish
from needlewise.dialogue.failure import refuse
from needlewise.dialogue.meaning import describe, read_texts
from needlewise.dialogue.refusal import Refusal
from needlewise.dialogue.turn import BODY_LIMIT, read_id, read_turn
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library
from needlewise.language.embedding import load_embedding
from needlewise.safety.gate import Gate, load_gate

DEADLINE = 8.0  # seconds a turn, waiting for its conversation included
SECRET_LENGTH = 32  # characters at least

# Intents of the domain that no button stands for.
_COMMANDS = {USER_INTENT_RESTART, USER_INTENT_BACK, USER_INTENT_SESSION_START, "nlu_fallback"}

Handler = Callable[..., Awaitable[HTTPResponse]]


class MissingSecret(RuntimeError):
    """The channel has no secret to tell the front desk from others."""

    def __init__(self, name: str, variable: str) -> None:
        super().__init__(
            f"credentials.yml has no '{name}' of {SECRET_LENGTH} characters or more. Set {variable} in the "
            "environment, or use 'make start', which makes one."
        )


class FrontDesk(InputChannel):
    """`POST turns`, `DELETE conversations/<id>`, `POST meanings` and `GET ready`, under
    /webhooks/frontdesk."""

    def __init__(self, secret: str, library: Library, gate: Gate) -> None:
        self._secret = secret.encode()
        self._library = library
        self._gate = gate
        self._conversations: Conversations | None = None

    @classmethod
    def name(cls) -> str:
        """Return the channel's place under /webhooks."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "FrontDesk":
        """Return the channel of credentials.yml; Rasa calls this before it loads an agent, so that
        the changes to Rasa are made here.

        Raises MissingSecret, changes.UnknownRasa, or what clinic.yml and knowledge/ raise where unfit.
        """
        secret = _secret(credentials, "secret", "NEEDLEWISE_SECRET")
        changes.apply(_secret(credentials, "model_key", "NEEDLEWISE_MODEL_KEY").encode())
        library = Library.load(Path("knowledge"), Clinic.load(Path("clinic.yml")))
        return cls(secret, library, load_gate())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes. Rasa's own handler is not used: it hides what failed."""
        blueprint = Blueprint(CHANNEL)
        blueprint.add_route(_honest(self._take), "/turns", methods=["POST"])
        blueprint.add_route(
            _honest(self._forget), "/conversations/<conversation>", methods=["DELETE"]
        )
        blueprint.add_route(_honest(self._describe), "/meanings", methods=["POST"])
        blueprint.add_route(_honest(self._ready), "/ready", methods=["GET"])
        blueprint.listener("before_server_start")(_limit_bodies)
        blueprint.listener("after_server_start")(self._open)
        blueprint.listener("after_server_stop")(_close)
        return blueprint

    async def _open(self, app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        """Begin with the agent that Rasa loaded. Stops the server if that has no model."""
        processor = app.ctx.agent.processor
        if processor is None:
            raise RuntimeError("Rasa loaded no model; the reason stands above. Run 'make train'.")
        self._conversations = Conversations(processor, self._gate, self._library)
        savings.settle()

    async def _take(self, request: Request) -> HTTPResponse:
        conversations = self._admit(request)
        agent: Agent = request.app.ctx.agent
        turn = read_turn(request.body, set(agent.domain.intents) - _COMMANDS)
        return json(await finish(conversations.take(turn), DEADLINE))

    async def _forget(self, request: Request, conversation: str) -> HTTPResponse:
        conversations = self._admit(request)
        read_id({"conversation": conversation}, "conversation")
        await finish(conversations.forget(conversation), DEADLINE)
        return empty()

    async def _describe(self, request: Request) -> HTTPResponse:
        self._admit(request)
        return json(await describe(read_texts(request.body), load_embedding()))

    async def _ready(self, request: Request) -> HTTPResponse:
        checks = await readiness.check(request.app.ctx.agent)
        return json(checks, 200 if readiness.all_ready(checks) else 503)

    def _admit(self, request: Request) -> Conversations:
        """Let in who has the secret. Raises Refusal."""
        shown = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(shown.encode(errors="replace"), self._secret):
            raise Refusal(
                401, "unauthorised", "Send 'Authorization: Bearer' with NEEDLEWISE_SECRET."
            )
        if self._conversations is None:
            raise Refusal(503, "starting", "Rasa has not loaded its model yet.")
        return self._conversations


def _secret(credentials: dict[str, Any] | None, name: str, variable: str) -> str:
    secret = str((credentials or {}).get(name) or "")
    if len(secret) < SECRET_LENGTH:
        raise MissingSecret(name, variable)
    return secret


def _limit_bodies(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    app.config.REQUEST_MAX_SIZE = BODY_LIMIT + 8_000  # and headers; beyond, Sanic answers 413


async def _close(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    await action_call.close()


def _honest(handler: Handler) -> Handler:
    """Answer every failure with a status and a reason."""

    @wraps(handler)
    async def answer(request: Request, **place: str) -> HTTPResponse:
        try:
            return await handler(request, **place)
        except asyncio.CancelledError:
            raise  # the caller went away
        except BaseException as error:  # not only Exception: changes.ActionFailed is none
            refusal = refuse(error)
            return json(refusal.to_dict(), refusal.status)

    return answer
