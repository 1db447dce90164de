"""The staff console, in the front desk's process or in one of its own."""

from pathlib import Path

import pytest

from scripts import assistant
from scripts.service import Service
from scripts.settings import Settings

PORTS = {
    "NEEDLEWISE_PORT": "8100",
    "NEEDLEWISE_RASA_PORT": "5105",
    "NEEDLEWISE_ACTIONS_PORT": "5155",
}


def desks(settings: Settings) -> list[Service]:
    """Return the processes that serve pages."""
    return assistant._desks(settings, {"NEEDLEWISE_METRICS": "127.0.0.1:9464"})


def test_one_process_serves_both(tmp_path: Path) -> None:
    settings = Settings.read({**PORTS, "NEEDLEWISE_VAR": str(tmp_path)})
    assert settings.console_url == "http://127.0.0.1:8100/staff/"
    (desk,) = desks(settings)
    assert "NEEDLEWISE_SERVE" not in desk.environment


def test_port_of_their_own_serves_staff_apart(tmp_path: Path) -> None:
    environment = {**PORTS, "NEEDLEWISE_VAR": str(tmp_path), "NEEDLEWISE_STAFF_PORT": "8101"}
    settings = Settings.read(environment)
    assert settings.console_url == "http://127.0.0.1:8101/staff/"
    patients, staff = desks(settings)
    assert (patients.port, patients.environment["NEEDLEWISE_SERVE"]) == (8100, "patients")
    assert (staff.port, staff.environment["NEEDLEWISE_SERVE"]) == (8101, "staff")
    assert staff.environment["NEEDLEWISE_METRICS"] == ""


def test_bad_port_is_told() -> None:
    with pytest.raises(ValueError, match="NEEDLEWISE_STAFF_PORT=eighty is no port"):
        Settings.read({"NEEDLEWISE_STAFF_PORT": "eighty"})
