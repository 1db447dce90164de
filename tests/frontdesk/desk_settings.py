"""The front desk's settings for its tests: a folder of their own, and a stand-in where Rasa would be."""

import os
import socket
import tempfile
from pathlib import Path

import platform_accounts


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


VAR = Path(tempfile.mkdtemp(prefix="needlewise-desk-"))
RASA_PORT = _free_port()
PLATFORM_PORT = _free_port()
SECRET = "kJ8-of-the-tests-" * 3
os.environ |= {
    "NEEDLEWISE_HOME": str(Path(__file__).resolve().parents[2]),
    "NEEDLEWISE_VAR": str(VAR),
    "NEEDLEWISE_SECRET": SECRET,
    "NEEDLEWISE_RASA_URL": f"http://127.0.0.1:{RASA_PORT}/webhooks/frontdesk",
    "NEEDLEWISE_ORIGINS": "https://clinic.example",
    "NEEDLEWISE_METRICS": "",
    **platform_accounts.environment(PLATFORM_PORT),
    "DATABASE_URL": os.environ.get("NEEDLEWISE_TEST_DATABASE", f"sqlite:///{VAR / 'desk.db'}"),
}

from frontdesk.settings import *  # noqa: E402,F403 - reads the environment
from frontdesk.settings import DATABASES  # noqa: E402

# A file, not memory: the desk's threads are not the test's.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.db")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; no password is kept
