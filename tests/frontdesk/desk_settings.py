"""The front desk's settings for its tests: a folder of their own, and a stand-in where Rasa would be."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import platform_accounts

from scripts.service import free_port

VAR = Path(tempfile.mkdtemp(prefix="needlewise-desk-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
RASA_PORT = free_port()
PLATFORM_PORT = free_port()
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
