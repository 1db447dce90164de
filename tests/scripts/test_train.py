"""Training, with a program in Rasa's place that writes a model or fails."""

from pathlib import Path

import pytest

from needlewise.dialogue.manifest import read, verify
from scripts import train

GOOD = """#!/bin/sh
# rasa train --out FOLDER --fixed-model-name NAME
while [ "$#" -gt 0 ]; do case "$1" in --out) out=$2;; --fixed-model-name) name=$2;; esac; shift; done
echo trained >> "$out/../trainings"
mkdir -p "$out" && echo model > "$out/$name.tar.gz"
"""
BAD = "#!/bin/sh\necho 'domain.yml: no such intent'\nexit 3\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "config.yml").write_text("language: en")
    (tmp_path / "models").mkdir()
    monkeypatch.setattr(train, "ROOT", tmp_path)
    monkeypatch.setattr(train, "MODELS", tmp_path / "models")
    monkeypatch.setattr(train, "RASA_PYTHON", tmp_path / "rasa")
    monkeypatch.setenv("NEEDLEWISE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("NEEDLEWISE_MODEL_KEY", "a key")
    program(tmp_path, GOOD)
    return tmp_path


def program(project: Path, text: str) -> None:
    (project / "rasa").write_text(text)
    (project / "rasa").chmod(0o755)


def trainings(project: Path) -> int:
    return len((project / "trainings").read_text().splitlines())


def test_trained_model_is_signed(project: Path) -> None:
    assert train.main() == 0

    manifest = read(project / "models")
    verify(project / "models" / manifest.model, b"a key")
    assert manifest.model == f"needlewise-{manifest.inputs}.tar.gz"


def test_nothing_is_trained_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train.main()
    assert train.main() == 0

    assert trainings(project) == 1
    assert "up to date" in capsys.readouterr().out


def test_changed_input_is_trained(project: Path) -> None:
    train.main()
    (project / "config.yml").write_text("language: de")

    assert train.main() == 0

    assert trainings(project) == 2


def test_damaged_model_is_trained_again(project: Path) -> None:
    train.main()
    (project / "models" / read(project / "models").model).write_text("damaged")

    assert train.main() == 0

    assert trainings(project) == 2


def test_failed_training_says_why_and_keeps_the_last_model(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train.main()
    before = read(project / "models")
    (project / "config.yml").write_text("language: de")
    program(project, BAD)

    assert train.main() == 1

    said = capsys.readouterr().out
    assert "domain.yml: no such intent" in said
    assert "last good model is kept" in said
    assert read(project / "models") == before
    verify(project / "models" / before.model, b"a key")
