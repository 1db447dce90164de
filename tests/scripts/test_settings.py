"""Settings and secrets of an installation."""

import stat
from pathlib import Path

import pytest

from scripts.settings import Settings, secret


def test_defaults_are_those_of_the_documentation() -> None:
    settings = Settings.read({})

    assert (settings.desk_port, settings.rasa_port, settings.actions_port) == (8000, 5005, 5055)
    assert settings.rasa_url == "http://127.0.0.1:5005/webhooks/frontdesk"


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "80 80"])
def test_bad_port_is_named(port: str) -> None:
    with pytest.raises(ValueError, match="NEEDLEWISE_PORT"):
        Settings.read({"NEEDLEWISE_PORT": port})


def test_secret_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    made = secret(tmp_path / "var/secret")

    assert len(made) >= 32
    assert secret(tmp_path / "var/secret") == made
    assert stat.S_IMODE((tmp_path / "var/secret").stat().st_mode) == 0o600


def test_what_the_environment_says_goes_first(tmp_path: Path) -> None:
    settings = Settings.read({"NEEDLEWISE_VAR": str(tmp_path)})
    given = {
        "NEEDLEWISE_SECRET": "ours",
        "NEEDLEWISE_MODEL_KEY": "key",
        "DATABASE_URL": "postgres://x",
    }

    environment = settings.environment(given)

    assert given.items() <= environment.items()
    assert [path.name for path in tmp_path.iterdir()] == ["log"]


def test_training_is_told_no_database(tmp_path: Path) -> None:
    settings = Settings.read({"NEEDLEWISE_VAR": str(tmp_path)})

    environment = settings.training_environment({})

    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert not {"DATABASE_URL", "NEEDLEWISE_TRACKER_DATABASE"} & environment.keys()
