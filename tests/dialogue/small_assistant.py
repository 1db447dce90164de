"""A small assistant, served by Rasa for real; its actions are the test's."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import async_timeout
from aiohttp import web
from rasa.core.run import configure_app, create_http_input_channels, load_agent_on_start
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic

from scripts.service import free_port

SECRET = "a secret of the tests, long enough for all"
MODEL_KEY = "a key of the tests, also long enough for all"
STORE = "needlewise.dialogue.tracker_store.StrictTrackerStore"

Call = dict[str, Any]
Reply = Callable[[Call], tuple[int, dict[str, Any]]]


class ActionServer:
    """Answers Rasa's calls as the SDK does; a test sets `replies[action]` and reads `calls`."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {
            "action_session_start": starts_session,
            "validate_contact_form": lambda call: (200, {"events": [], "responses": []}),
        }
        self.calls: list[Call] = []
        self.connections: set[Any] = set()  # by the client's port
        self.delays: dict[str, float] = {}
        self.held: dict[str, asyncio.Event] = {}  # by conversation: until then nothing is answered
        self.url = ""

    def count(self, action: str) -> int:
        """How often an action was run."""
        return sum(call["next_action"] == action for call in self.calls)

    async def webhook(self, request: web.Request) -> web.Response:
        """Run the action that the body names."""
        call = await request.json()
        self.calls.append(call)
        self.connections.add(request.transport and request.transport.get_extra_info("peername"))
        await asyncio.sleep(self.delays.get(call["sender_id"], 0))
        if held := self.held.get(call["sender_id"]):
            await held.wait()
        status, body = self.replies.get(call["next_action"], says("Fine."))(call)
        return web.json_response(body, status=status)

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator["ActionServer"]:
        """Serve on a free port."""
        await self._start(0)
        yield self
        await self._runner.cleanup()

    async def restart(self) -> None:
        """Drop all connections and serve again on the same port."""
        await self._runner.cleanup()
        await self._start(int(self.url.split(":")[2].removesuffix("/webhook")))

    async def _start(self, port: int) -> None:
        app = web.Application()
        app.router.add_post("/webhook", self.webhook)
        app.router.add_get("/health", _healthy)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/webhook"


class Desk:
    """Speaks to the channel as the front desk does."""

    def __init__(self, client: aiohttp.ClientSession, address: str, app: Sanic) -> None:
        self._client = client
        self._address = address
        self.app = app

    @property
    def store(self) -> Any:
        """The tracker store of the running Rasa."""
        return self.app.ctx.agent.tracker_store

    async def ask(
        self, text: str, message_id: str, conversation: str = "alice", **more: Any
    ) -> Any:
        """Send a text and return the reply, which must have succeeded."""
        body = {"conversation": conversation, "message_id": message_id, "text": text, **more}
        status, reply = await self.post(body)
        assert status == 200, reply
        return reply

    async def choose(self, topic: str, message_id: str, conversation: str = "alice") -> Any:
        """Press a topic's button and return the reply, which must have succeeded."""
        body = {"conversation": conversation, "message_id": message_id, "topic": topic}
        status, reply = await self.post(body)
        assert status == 200, reply
        return reply

    async def post(self, body: Any, secret: str = SECRET) -> tuple[int, Any]:
        """Send any turn; return status and body of the answer."""
        content = {"data": body} if isinstance(body, bytes) else {"json": body}
        return await self.call("POST", "turns", secret, **content)

    async def call(
        self, method: str, path: str, secret: str = SECRET, **content: Any
    ) -> tuple[int, Any]:
        """Make any call to the channel; return status and body of the answer."""
        headers = {"Authorization": f"Bearer {secret}"}
        address = self._address + path
        async with self._client.request(method, address, headers=headers, **content) as response:
            body = await response.read()
            return response.status, await response.json(content_type=None) if body else None


async def until(is_so: Callable[[], object]) -> None:
    """Return once something is so. Raises TimeoutError if it is not to be."""
    async with async_timeout.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


def says(text: str, **keywords: Any) -> Reply:
    """Return the reply of an action that says `text` as an answer."""
    answer = {
        "kind": "answer",
        "topics": ["does_it_hurt"],
        "text": text,
        **keywords.pop("answer", {}),
    }
    message = {"text": text, "answer": answer, **keywords}
    return lambda call: (200, {"events": [], "responses": [message]})


def starts_session(call: Call) -> tuple[int, dict[str, Any]]:
    """Begin a session that keeps the slot `condition`."""
    kept = {"event": "slot", "name": "condition", "value": call["tracker"]["slots"]["condition"]}
    listen = {"event": "action", "name": "action_listen"}
    return 200, {"events": [{"event": "session_started"}, kept, listen], "responses": []}


@contextlib.asynccontextmanager
async def serve(model: Path, actions_url: str, database: Path) -> AsyncIterator[Desk]:
    """Run Rasa's server with our channel as `rasa run` does, in this process, on a free port."""
    credentials = database.parent / "credentials.yml"
    credentials.write_text(
        f'needlewise.dialogue.channel.FrontDesk: {{secret: "{SECRET}", model_key: "{MODEL_KEY}"}}\n'
    )
    Sanic._app_registry.clear()
    Sanic.test_mode = True  # lets one process start several servers
    app = configure_app(create_http_input_channels(None, str(credentials)), enable_api=False)
    endpoints = AvailableEndpoints(
        action=EndpointConfig(actions_url),
        tracker_store=EndpointConfig(type=STORE, db=str(database)),
    )
    await load_agent_on_start(str(model), endpoints, None, app, asyncio.get_running_loop())
    port = free_port()  # not 0: Sanic takes that for 8000
    server = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        async with aiohttp.ClientSession() as client:
            yield Desk(client, f"http://127.0.0.1:{port}/webhooks/frontdesk/", app)
    finally:
        server.close()
        await server.after_stop()


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})
