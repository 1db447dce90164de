"""A small assistant of its own: trained once, served by Rasa for real, its actions by the test."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECRET = "a secret of the tests, long enough for all"
MODEL_KEY = "a key of the tests, also long enough for all"

Reply = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train the assistant of `assistant/` and sign its manifest."""
    from rasa.model_training import train

    from needlewise.dialogue.manifest import sign

    folder = tmp_path_factory.mktemp("models")
    assistant = HERE / "assistant"
    trained = train(
        domain=str(assistant / "domain.yml"),
        config=str(assistant / "config.yml"),
        training_files=[str(assistant / "nlu.yml"), str(assistant / "rules.yml")],
        output=str(folder),
        fixed_model_name="small",
    )
    path = Path(trained.model)
    sign(path, "inputs", MODEL_KEY.encode())
    return path


class ActionServer:
    """Answers Rasa's calls as the SDK does; a test may set `replies[action]` and read `calls`."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.calls: list[dict[str, Any]] = []
        self.delay = 0.0
        self.url = ""

    async def webhook(self, request: web.Request) -> web.Response:
        """Run the action that the body names."""
        call = await request.json()
        self.calls.append(call)
        await asyncio.sleep(self.delay)
        reply = self.replies.get(call["next_action"], says("Fine."))
        status, body = reply(call)
        return web.json_response(body, status=status)


def says(text: str, **keywords: Any) -> Reply:
    """Return a reply of an action that says `text` as an answer."""
    answer = {"kind": "answer", "topics": ["does_it_hurt"], "text": text, **keywords.pop("answer", {})}
    message = {"text": text, "answer": answer, **keywords}
    return lambda call: (200, {"events": [], "responses": [message]})


def starts_session(call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Begin a session that keeps the slot `condition`."""
    kept = call["tracker"]["slots"].get("condition")
    slots = [{"event": "slot", "name": "condition", "value": kept}]
    return 200, {
        "events": [{"event": "session_started"}, *slots, {"event": "action", "name": "action_listen"}],
        "responses": [],
    }


@pytest_asyncio.fixture
async def actions() -> AsyncIterator[ActionServer]:
    """Serve actions on a free port."""
    server = ActionServer()
    server.replies["action_session_start"] = starts_session
    app = web.Application()
    app.router.add_post("/webhook", server.webhook)
    app.router.add_get("/health", lambda _: web.json_response({"status": "ok"}))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    yield server
    await runner.cleanup()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return where the tracker store keeps its file."""
    return tmp_path / "rasa.db"


@pytest.fixture(scope="session", autouse=True)
def at_home() -> Iterator[None]:
    """Work where Rasa is started: content and packages are found from the project's root."""
    before = Path.cwd()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    yield
    os.chdir(before)


class Desk:
    """Speaks to the channel as the front desk does."""

    def __init__(self, client: aiohttp.ClientSession, app: Any) -> None:
        self.client = client
        self.app = app

    @property
    def store(self) -> Any:
        """The tracker store of the running Rasa."""
        return self.app.ctx.agent.tracker_store

    async def ask(self, text: str, message_id: str, conversation: str = "alice", **more: Any) -> Any:
        """Ask and return the reply, which must have succeeded."""
        body = {"conversation": conversation, "message_id": message_id, "text": text, **more}
        if text.startswith("topic:"):
            body["topic"] = body.pop("text").removeprefix("topic:")
        status, reply = await self.post(body)
        assert status == 200, reply
        return reply

    async def post(self, body: Any, secret: str = SECRET) -> tuple[int, Any]:
        """Return status and body of the answer to any turn."""
        headers = {"Authorization": f"Bearer {secret}"}
        kind = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.client.post("turns", headers=headers, **kind) as response:
            return response.status, await response.json(content_type=None)


@contextlib.asynccontextmanager
async def serve(model: Path, actions: ActionServer, database: Path) -> AsyncIterator[Desk]:
    """Run Rasa's server with our channel as `rasa run` does, in this process, on a free port."""
    from rasa.core.run import configure_app, create_http_input_channels, load_agent_on_start
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.endpoints import EndpointConfig
    from sanic import Sanic

    credentials = database.parent / "credentials.yml"
    credentials.write_text(
        f'needlewise.dialogue.channel.FrontDesk: {{secret: "{SECRET}", model_key: "{MODEL_KEY}"}}\n'
    )
    Sanic._app_registry.clear()
    Sanic.test_mode = True  # lets one process start several servers
    app = configure_app(create_http_input_channels(None, str(credentials)), enable_api=False)
    endpoints = AvailableEndpoints(
        action=EndpointConfig(actions.url),
        tracker_store=EndpointConfig(
            type="needlewise.dialogue.tracker_store.StrictTrackerStore", db=str(database)
        ),
    )
    await load_agent_on_start(str(model), endpoints, None, app, asyncio.get_running_loop())
    server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True)
    await server.startup()
    await server.before_start()
    await server.after_start()
    port = server.server.sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}/webhooks/frontdesk/"
    async with aiohttp.ClientSession() as client:
        yield Desk(_Relative(client, base), app)
    server.close()
    await server.wait_closed()


class _Relative:
    """A client whose paths begin at the channel."""

    def __init__(self, client: aiohttp.ClientSession, base: str) -> None:
        self._client = client
        self._base = base

    def post(self, path: str, **keywords: Any) -> Any:
        return self._client.post(self._base + path, **keywords)

    def get(self, path: str, **keywords: Any) -> Any:
        return self._client.get(self._base + path, **keywords)

    def delete(self, path: str, **keywords: Any) -> Any:
        return self._client.delete(self._base + path, **keywords)


@pytest_asyncio.fixture
async def desk(model: Path, actions: ActionServer, database: Path) -> AsyncIterator[Desk]:
    """Serve the small assistant and return the front desk's side of the channel."""
    async with serve(model, actions, database) as desk:
        yield desk
