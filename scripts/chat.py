"""`make chat`: the running assistant in a terminal, as a text channel shows it."""

import json
import os
import sys
import urllib.error
import urllib.request
from typing import Any
from uuid import uuid4

from scripts.settings import Settings

_LEAVE = {"quit", "exit"}


class Unreachable(Exception):
    """Nobody answers at the front desk's address."""


class Chat:
    """One conversation through the patients' API of the front desk."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._token = ""
        self._choices: list[dict[str, Any]] = []

    def begin(self) -> str:
        """Open a session and return the greeting. Raises Unreachable."""
        self._token = self._call("POST", "/chat/session", {})["token"]
        config = self._call("GET", "/chat/config")
        return f"{config['notice']['text']}\n\n{config['greeting']}"

    def say(self, line: str) -> str:
        """Send a line, or the number of a suggestion, and return what is answered."""
        chosen = line.isdigit() and 0 < int(line) <= len(self._choices)
        body = {"choice": self._choices[int(line) - 1]["choice"]} if chosen else {"text": line}
        messages = self._call("POST", "/chat/messages", {"id": str(uuid4()), **body})["messages"]
        self._choices = [choice for message in messages for choice in message["suggestions"]]
        shown = [message["text"] for message in messages]
        shown += [
            f"  {number}. {choice['title']}" for number, choice in enumerate(self._choices, 1)
        ]
        return "\n\n".join(shown[: len(messages)]) + "\n" + "\n".join(shown[len(messages) :])

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=15) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return _refused(error)
        except OSError as error:
            raise Unreachable(
                f"No assistant answers at {self._address} ({error}). Start it with 'make start' in another "
                "terminal; with NEEDLEWISE_PORT set there, set it here too."
            ) from None


def main() -> int:
    """Talk until an empty end of input, "quit" or "exit"."""
    chat = Chat(f"http://127.0.0.1:{Settings.read(os.environ).desk_port}")
    try:
        print(chat.begin(), '\n("quit" leaves)\n')
        while (line := input("You: ").strip()).lower() not in _LEAVE:
            if line:
                print(f"\n{chat.say(line)}\n")
    except (EOFError, KeyboardInterrupt):
        print()
    except Unreachable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _refused(error: urllib.error.HTTPError) -> dict[str, Any]:
    """Return the reason of a refusal as a message, for whoever sits at the terminal."""
    reason = json.load(error).get("error", {}).get("message", error.reason)
    return {"messages": [{"text": f"({error.code}: {reason})", "suggestions": []}]}


if __name__ == "__main__":
    sys.exit(main())
