"""Only a model that was signed here, and is still the same, is loaded."""

import json
from pathlib import Path

import pytest

from needlewise.dialogue.manifest import FILE, ManifestError, read, sign, verify

KEY = b"a key"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "needlewise-1.tar.gz"
    path.write_bytes(b"a model")
    sign(path, "inputs", KEY)
    return path


def test_signed_model_is_verified(model: Path) -> None:
    verify(model, KEY)

    assert (read(model.parent).model, read(model.parent).inputs) == (model.name, "inputs")


@pytest.mark.parametrize("content", [b"", b"a mode", b"a model.", b"A model"])
def test_changed_model_is_refused(model: Path, content: bytes) -> None:
    model.write_bytes(content)

    with pytest.raises(ManifestError, match="make train"):
        verify(model, KEY)


def test_missing_model_is_refused(model: Path) -> None:
    model.unlink()

    with pytest.raises(ManifestError, match="missing"):
        verify(model, KEY)


def test_model_signed_with_another_key_is_refused(model: Path) -> None:
    with pytest.raises(ManifestError, match="another key"):
        verify(model, b"another key")


def test_forged_hash_is_refused(model: Path) -> None:
    model.write_bytes(b"hostile")
    forged = model.with_name("forged.tar.gz")
    forged.write_bytes(b"hostile")
    manifest = sign(forged, "inputs", b"a guess")
    path = model.with_name(FILE)
    path.write_text(
        json.dumps({**json.loads(path.read_text()), "model": model.name, "sha256": manifest.sha256})
    )

    with pytest.raises(ManifestError, match="another key"):
        verify(model, KEY)


def test_model_of_another_name_is_refused(model: Path) -> None:
    other = model.with_name("other.tar.gz")
    model.rename(other)

    with pytest.raises(ManifestError, match=r"is for needlewise-1\.tar\.gz"):
        verify(other, KEY)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"model": "m"}'])
def test_unreadable_manifest_is_refused(model: Path, content: str) -> None:
    model.with_name(FILE).write_text(content)

    with pytest.raises(ManifestError, match="no manifest"):
        verify(model, KEY)


def test_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="Run 'make train'"):
        read(tmp_path)
