"""What a model is trained from, as one hash: nothing changed, nothing to train."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

_PATHS = ("config.yml", "domain.yml", "data", "needlewise/nlu", "needlewise/language")
_LENGTH = 12  # hexadecimal digits, enough to name a model


def hash_inputs(root: Path) -> str:
    """Return the hash of all training data, the domain, the configuration and the NLU's own code."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_LENGTH]


def _files(root: Path) -> Iterator[Path]:
    for name in _PATHS:
        path = root / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)
