"""A bot under measurement: Rasa and its action server as processes, asked through their own door."""

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import aiohttp

from benchmarks.serving.process import cpu_seconds
from scripts.service import Service

DEADLINE = aiohttp.ClientTimeout(total=60)  # seconds; the stock bot's own is an hour


class BenchmarkFailed(Exception):
    """A bot did not do what is measured; the message says which and why."""


@dataclass
class Bot(ABC):
    """`name` stands in the report. Use it as `async with`, which opens the connection to its door."""

    name: str
    rasa: Service
    actions: Service

    async def __aenter__(self) -> "Bot":
        self._client = aiohttp.ClientSession(timeout=DEADLINE)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def ask(self, conversation: str, text: str) -> float:
        """Send a message and return the seconds until its answer was there. Raises BenchmarkFailed."""
        address, headers, body = self.request(conversation, text)
        began = time.perf_counter()
        async with self._client.post(address, headers=headers, json=body) as response:
            answer = await response.json(content_type=None)
        took = time.perf_counter() - began
        if response.status != 200 or not self.messages(answer):
            raise BenchmarkFailed(
                f"{self.name} answered {response.status} without a message. The end of {self.rasa.log}:\n"
                f"{self.rasa.tail()}"
            )
        return took

    def spent(self) -> tuple[float, float]:
        """Return the CPU seconds so far of Rasa and of the action server."""
        return cpu_seconds(pid(self.rasa)), cpu_seconds(pid(self.actions))

    @abstractmethod
    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], dict[str, str]]:
        """Return address, headers and body of the request that says `text`."""

    @abstractmethod
    def messages(self, answer: Any) -> list[Any]:
        """Return the messages in the body of a reply."""


@dataclass
class OurBot(Bot):
    """Asked through the front desk's channel, whose secret it needs."""

    secret: str

    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], dict[str, str]]:
        address = f"http://127.0.0.1:{self.rasa.port}/webhooks/frontdesk/turns"
        body = {"conversation": conversation, "message_id": str(uuid4()), "text": text}
        return address, {"Authorization": f"Bearer {self.secret}"}, body

    def messages(self, answer: Any) -> list[Any]:
        return list(answer.get("messages", []))


@dataclass
class StockBot(Bot):
    """Asked through Rasa's own REST channel."""

    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], dict[str, str]]:
        address = f"http://127.0.0.1:{self.rasa.port}/webhooks/rest/webhook"
        return address, {}, {"sender": conversation, "message": text}

    def messages(self, answer: Any) -> list[Any]:
        return list(answer)


def pid(service: Service) -> int:
    """Return the process id of a running service. Raises BenchmarkFailed if it has ended."""
    if service.process is None or service.process.returncode is not None:
        raise BenchmarkFailed(f"{service.name} is not running. See {service.log}.")
    return service.process.pid
