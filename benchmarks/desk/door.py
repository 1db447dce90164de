"""Our bot, asked as a patient's browser does: through the front desk."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks.serving.bot import DEADLINE, BenchmarkFailed, Bot
from scripts.service import Service

_IDLE_SECONDS = 3.0  # uvicorn closes an idle connection after five


@dataclass
class DoorBot(Bot):
    """`worker` runs beside the desk as in production; each conversation has a session of its own."""

    desk: Service
    worker: Service
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def services(self) -> list[Service]:
        """All its processes, in the order in which they are needed."""
        return [self.actions, self.rasa, self.desk, self.worker]

    async def __aenter__(self) -> "DoorBot":
        """Open connections as browsers do: as many as there are patients, closed before the server does."""
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=_IDLE_SECONDS)
        self._client = aiohttp.ClientSession(timeout=DEADLINE, connector=connector)
        return self

    async def ask(self, conversation: str, text: str) -> float:
        """Send a message, the session opened before the clock runs. Raises BenchmarkFailed."""
        await self.open(conversation)
        return await super().ask(conversation, text)

    async def open(self, conversation: str) -> None:
        """Begin the conversation's session unless it has one. Raises BenchmarkFailed."""
        if conversation in self.tokens:
            return
        async with self._client.post(f"{self._address}/chat/session", json={}) as response:
            answer = await response.json()
        if response.status != 201:
            raise BenchmarkFailed(f"{self.name} gave no session ({response.status}): {answer}")
        self.tokens[conversation] = answer["token"]

    async def reply_bare(self) -> None:
        """Have the desk's server answer a request that needs nothing of it. Raises BenchmarkFailed."""
        async with self._client.get(f"{self._address}/health/live") as response:
            await response.read()
        if response.status != 200:
            raise BenchmarkFailed(f"{self.name}'s desk is not alive ({response.status}).")

    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], dict[str, str]]:
        headers = {"Authorization": f"Bearer {self.tokens[conversation]}"}
        return f"{self._address}/chat/messages", headers, {"id": str(uuid4()), "text": text}

    def messages(self, answer: Any) -> list[Any]:
        return [] if answer.get("pending") else list(answer.get("messages", []))

    @property
    def _address(self) -> str:
        return f"http://127.0.0.1:{self.desk.port}"
