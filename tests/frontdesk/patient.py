"""A patient who uses the API as the widget does."""

import contextlib
import json
import socket
import uuid
from collections.abc import Iterator
from typing import Any

import httpx


class Patient:
    """Has a session of their own."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=30, trust_env=False)
        answer = self.client.post("/chat/session", json={})
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]
        self.client.headers["Authorization"] = f"Bearer {self.token}"

    def post(self, **body: Any) -> httpx.Response:
        """Send a message; without `id` a new one."""
        content = json.dumps({"id": str(uuid.uuid4()), **body})
        return self.send(content.encode())

    def send(self, content: bytes, kind: str = "application/json") -> httpx.Response:
        """Send a body as it is."""
        return self.client.post("/chat/messages", content=content, headers={"Content-Type": kind})

    @contextlib.contextmanager
    def asking(self, text: str, id: str | None = None) -> Iterator[None]:
        """Send a text and leave at the end of the block, the answer unread."""
        body = {"id": id or str(uuid.uuid4()), "text": text}
        request = self.client.build_request("POST", "/chat/messages", json=body)
        lines = [f"POST {request.url.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        with socket.create_connection((request.url.host, request.url.port)) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode() + request.content)
            yield

    def say(self, text: str, id: str | None = None) -> dict[str, Any]:
        """Send a text and return what was answered."""
        answer = self.post(text=text, **({"id": id} if id else {}))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def history(self, after: str | None = None) -> list[dict[str, Any]]:
        """Return the conversation as a reload shows it."""
        answer = self.client.get("/chat/messages", params={"after": after} if after else {})
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def error(self, response: httpx.Response) -> str:
        """Return the code of an error, which must be the contract's."""
        error = response.json()["error"]
        assert error.keys() == {"code", "message"}
        return str(error["code"])
