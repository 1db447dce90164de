"""Unsafe configurations: each refused at start with one line that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from frontdesk.configuration import Configuration
from frontdesk.hardening import problems

KEY, OTHER, THIRD, FOURTH = "aX9" * 14, "bY8" * 14, "cZ7" * 14, "dW6" * 14
SAFE = {
    "NEEDLEWISE_TOKEN_KEYS": f"one:{KEY}",
    "NEEDLEWISE_DATA_KEYS": Fernet.generate_key().decode(),
    "NEEDLEWISE_HASH_KEY": OTHER,
    "NEEDLEWISE_SECRET": THIRD,
}
TELEGRAM = {
    "NEEDLEWISE_TELEGRAM_TOKEN": KEY,
    "NEEDLEWISE_TELEGRAM_SECRET": FOURTH,
    "NEEDLEWISE_URL": "https://chat.clinic.example",
    "NEEDLEWISE_HOSTS": "chat.clinic.example",
    "NEEDLEWISE_PUBLIC": "yes",
}
UNSAFE = [
    ("D001", {"NEEDLEWISE_TOKEN_KEYS": "one:short"}),
    ("D002", {"NEEDLEWISE_TOKEN_KEYS": f"one:{KEY},one:{FOURTH}"}),
    ("D002", {"NEEDLEWISE_TOKEN_KEYS": f":{KEY}"}),
    ("D003", {"NEEDLEWISE_DATA_KEYS": FOURTH}),
    ("D004", {"NEEDLEWISE_HASH_KEY": "short"}),
    ("D005", {"NEEDLEWISE_HASH_KEY": KEY}),
    ("D006", {"NEEDLEWISE_HASH_KEY": "change-me-change-me-change-me-change-me"}),
    ("D008", {"NEEDLEWISE_SECRET": "short"}),
    ("D009", {"NEEDLEWISE_RASA_URL": "http://rasa.clinic.example:5005/webhooks/frontdesk"}),
    ("D010", {"NEEDLEWISE_HOSTS": "*"}),
    ("D011", {"NEEDLEWISE_ORIGINS": "*"}),
    ("D011", {"NEEDLEWISE_ORIGINS": "https://clinic.example/page"}),
    ("D012", {"NEEDLEWISE_ORIGINS": "http://clinic.example"}),
    ("D013", {"NEEDLEWISE_METRICS": "0.0.0.0:9464"}),
    ("D014", {"NEEDLEWISE_LIMIT_BODY": "0"}),
    ("D014", {"NEEDLEWISE_LIMIT_WAITING": "-1"}),
    ("D015", {"NEEDLEWISE_DEADLINE_SECONDS": "60"}),
    ("D016", {"NEEDLEWISE_SESSION_HOURS": "100000"}),
    ("D017", {"NEEDLEWISE_RAW_HOURS": "0"}),
    ("D018", {"NEEDLEWISE_RECORD_DAYS": "1"}),
    ("D019", {"DATABASE_URL": "sqlite://:memory:"}),
    ("D020", {"DATABASE_URL": "postgres://desk:pw@db.clinic.example/desk"}),
    ("D021", {"DATABASE_URL": "postgres://desk@db.clinic.example/desk?sslmode=require"}),
    ("D022", {"FORWARDED_ALLOW_IPS": "*"}),
    ("D028", {"NEEDLEWISE_HOSTS": "127.0.0.1,desk.clinic.example"}),
    ("D029", {"NEEDLEWISE_STAFF_IDLE_MINUTES": "480"}),
    ("D030", {"NEEDLEWISE_STAFF_URL": "http://desk.clinic.example"}),
    ("D031", {"NEEDLEWISE_SMTP": "mail.clinic.example"}),
    ("D032", {"NEEDLEWISE_ALERT_EMAILS": "ana@clinic.example"}),
    (
        "D033",
        {"NEEDLEWISE_ALERT_WEBHOOK": "http://hooks.example/a", "NEEDLEWISE_ALERT_SECRET": "s" * 32},
    ),
    ("D034", {"NEEDLEWISE_ALERT_WEBHOOK": "https://hooks.example/a"}),
    ("D023", {"NEEDLEWISE_SLACK_TOKEN": KEY}),
    ("D024", {**TELEGRAM, "NEEDLEWISE_TELEGRAM_SECRET": "short"}),
    ("D025", {**TELEGRAM, "NEEDLEWISE_TELEGRAM_API": "http://telegram.example"}),
    ("D026", {**TELEGRAM, "NEEDLEWISE_URL": "http://chat.clinic.example"}),
    ("D026", {**TELEGRAM, "NEEDLEWISE_URL": ""}),
    ("D027", {**TELEGRAM, "NEEDLEWISE_HOSTS": "127.0.0.1"}),
]


def found(changed: dict[str, str], folder: Path) -> list[str]:
    """Return the problems of a configuration that is safe but for `changed`."""
    environ = {**SAFE, "NEEDLEWISE_VAR": str(folder), **changed}
    return problems(Configuration.read(environ), environ)


def test_safe_configuration_has_no_problem(tmp_path: Path) -> None:
    assert found({}, tmp_path) == found(TELEGRAM, tmp_path) == []


@pytest.mark.parametrize(("code", "changed"), UNSAFE)
def test_unsafe_configuration_is_told_in_one_line(
    code: str, changed: dict[str, str], tmp_path: Path
) -> None:
    (line,) = found(changed, tmp_path)
    assert line.startswith(f"{code} ")
    assert "\n" not in line
    assert line.count(". ") >= 1


def test_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    environ = {"NEEDLEWISE_VAR": str(tmp_path), "NEEDLEWISE_SECRET": THIRD}
    assert problems(Configuration.read(environ), environ) == []
    file = tmp_path / "frontdesk.keys"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    (line,) = problems(Configuration.read(environ), environ)
    assert line.startswith("D007 ")


@pytest.mark.parametrize("command", ["serve", "work"])
def test_process_does_not_start_unsafe(command: str, tmp_path: Path) -> None:
    unsafe = {"NEEDLEWISE_ORIGINS": "*", "NEEDLEWISE_HOSTS": "*", "NEEDLEWISE_VAR": str(tmp_path)}
    environment = {**os.environ, **SAFE, **unsafe, "DJANGO_SETTINGS_MODULE": "frontdesk.settings"}
    arguments = {
        "serve": ["-m", "uvicorn", "frontdesk.asgi:application", "--port", "0"],
        "work": ["frontdesk/manage.py", "work"],
    }[command]
    ended = subprocess.run(
        [sys.executable, *arguments],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "NEEDLEWISE_ORIGINS: '*' is no origin" in ended.stdout + ended.stderr
    assert "NEEDLEWISE_HOSTS: any host name is taken" in ended.stdout + ended.stderr


def test_commands_find_rasa_where_it_was_started(tmp_path: Path) -> None:
    var = {"NEEDLEWISE_VAR": str(tmp_path)}
    url = "http://127.0.0.1:{}/webhooks/frontdesk"
    assert Configuration.read(var).rasa_url == url.format(5005)
    assert Configuration.read({**var, "NEEDLEWISE_RASA_PORT": "6005"}).rasa_url == url.format(6005)


def test_setting_that_is_no_number_is_told_in_one_line(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        **SAFE,
        "NEEDLEWISE_RAW_HOURS": "many",
        "NEEDLEWISE_VAR": str(tmp_path),
    }
    environment["DJANGO_SETTINGS_MODULE"] = "frontdesk.settings"
    ended = subprocess.run(
        [sys.executable, "frontdesk/manage.py", "check"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode != 0
    assert (
        ended.stderr
        == "D000 NEEDLEWISE_RAW_HOURS: 'many' is no whole number. Write figures only.\n"
    )
