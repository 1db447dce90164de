"""Keyed names: what stands for an id where the id itself must not."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID


class Names:
    """Turns ids into names that nobody without the key can make or turn back."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def conversation(self, channel: str, id: str) -> str:
        """Return the name under which a conversation is kept, here and at Rasa."""
        return f"{channel}:{self._digest('conversation', channel, id).hex()}"

    def choice(self, conversation: str, topic: str, title: str) -> str:
        """Return what stands for a button in this conversation: 22 characters."""
        digest = self._digest("choice", conversation, topic, title)
        return urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    def body(self, conversation: str, kind: str, value: str) -> str:
        """Return the fingerprint of a message's body, to know it again."""
        return self._digest("body", conversation, kind, value).hex()

    def message(self, channel: str, id: str) -> UUID:
        """Return the id here of a message that has one at a platform: the same each time it comes."""
        return UUID(bytes=self._digest("message", channel, id)[:16], version=5)

    def receipt(self, *parts: str) -> str:
        """Return the key under which it is kept that something came or was done."""
        return self._digest("receipt", *parts).hex()

    def _digest(self, *parts: str) -> bytes:
        joined = "\0".join(parts).encode()
        return hmac.new(self._key, joined, hashlib.sha256).digest()
