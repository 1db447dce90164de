"""The manifest of the trained model: only a model of our own training, whole, may be loaded.

A Rasa model is an archive that can run code when it is opened, and a damaged one looks healthy.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "manifest.json"


class ManifestError(Exception):
    """A model that must not be loaded; the message says why and what to do."""

    def __init__(self, model: Path, why: str) -> None:
        super().__init__(f"{model}: {why}. Run 'make train'.")


@dataclass(frozen=True)
class Manifest:
    """`model`: the archive's name; `inputs`: hash of what it was trained from; `signature`: keyed."""

    model: str
    inputs: str
    sha256: str
    signature: str


def sign(model: Path, inputs: str, key: bytes) -> Manifest:
    """Write the manifest beside `model` and return it; from then on it is the model to load."""
    sha256 = _hash(model)
    manifest = Manifest(model.name, inputs, sha256, _signature(model.name, sha256, key))
    draft = model.with_name(f".{FILE}")
    draft.write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
    draft.replace(model.with_name(FILE))
    return manifest


def read(folder: Path) -> Manifest:
    """Return the manifest in `folder`. Raises ManifestError if there is none or it is no manifest."""
    path = folder / FILE
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ManifestError(path, "there is no manifest, so no trained model") from None
    except (ValueError, TypeError):
        raise ManifestError(path, "is no manifest") from None


def verify(model: Path, key: bytes) -> None:
    """Raise ManifestError unless `model` is, byte for byte, what its manifest was signed for."""
    manifest = read(model.parent)
    if model.name != manifest.model:
        raise ManifestError(model, f"the manifest is for {manifest.model}")
    if not model.is_file() or _hash(model) != manifest.sha256:
        raise ManifestError(model, "is missing or not the file that was trained")
    if not hmac.compare_digest(manifest.signature, _signature(model.name, manifest.sha256, key)):
        raise ManifestError(model, "was signed with another key (NEEDLEWISE_MODEL_KEY)")


def _hash(model: Path) -> str:
    digest = hashlib.sha256()
    with model.open("rb") as archive:
        while block := archive.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _signature(name: str, sha256: str, key: bytes) -> str:
    return hmac.new(key, f"{name} {sha256}".encode(), hashlib.sha256).hexdigest()
