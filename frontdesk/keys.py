"""The front desk's secrets, and where they come from."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

# Environment variable of each; without them, a file of our own is made at the first start.
TOKEN_KEYS = "NEEDLEWISE_TOKEN_KEYS"
DATA_KEYS = "NEEDLEWISE_DATA_KEYS"
HASH_KEY = "NEEDLEWISE_HASH_KEY"


@dataclass(frozen=True)
class Keys:
    """`tokens`: key ids and signing keys, `data`: Fernet keys; the first of each is used for what is
    new, the others still open what is old. `hash` turns ids into names and never changes."""

    tokens: tuple[tuple[str, str], ...]
    data: tuple[str, ...]
    hash: str

    @classmethod
    def load(cls, environ: Mapping[str, str], file: Path) -> "Keys":
        """Return the keys of the environment; those that it lacks come from `file`, made if missing."""
        named = {
            name: environ[name] for name in (TOKEN_KEYS, DATA_KEYS, HASH_KEY) if environ.get(name)
        }
        found = named if len(named) == 3 else {**_kept(file), **named}
        return cls(
            tokens=tuple(_pair(entry) for entry in found[TOKEN_KEYS].split(",")),
            data=tuple(found[DATA_KEYS].split(",")),
            hash=found[HASH_KEY],
        )


def _pair(entry: str) -> tuple[str, str]:
    kid, _, key = entry.strip().partition(":")
    return kid, key


def _kept(file: Path) -> dict[str, str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        _make(file)
        descriptor = os.open(file, os.O_RDONLY)
    with os.fdopen(descriptor, encoding="utf-8") as opened:
        found: dict[str, str] = json.load(opened)
        return found


def _make(file: Path) -> None:
    made = {
        TOKEN_KEYS: f"{secrets.token_hex(4)}:{secrets.token_urlsafe(32)}",
        DATA_KEYS: Fernet.generate_key().decode(),
        HASH_KEY: secrets.token_urlsafe(32),
    }
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
        json.dump(made, opened)
    try:
        os.link(draft, file)  # unlike a rename, fails where another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
