"""Sealing what only the patient, or staff with a reason, may read."""

import json
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, MultiFernet


class Seal:
    """Encrypts with the first key; opens with any. Raises ValueError for a key that is none."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def close(self, value: Any) -> bytes:
        """Return a JSON value encrypted."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False).encode())

    def open(self, sealed: bytes | memoryview) -> Any:
        """Return the value again. Raises cryptography.fernet.InvalidToken if no key fits."""
        return json.loads(self._fernet.decrypt(bytes(sealed)))
