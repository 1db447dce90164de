"""Django's settings, derived from the operator's (`configuration.py`)."""

import os

import dj_database_url

from frontdesk.configuration import Configuration, ConfigurationError
from frontdesk.log import LOGGING as LOGGING

try:
    CONFIGURATION = Configuration.read(os.environ)
except ConfigurationError as error:
    raise SystemExit(f"D000 {error}") from None

DEBUG = False
SECRET_KEY = CONFIGURATION.keys.hash
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
ROOT_URLCONF = "frontdesk.urls"
ASGI_APPLICATION = "frontdesk.asgi.application"
INSTALLED_APPS = ["frontdesk.conversations", "frontdesk.gateway"]
MIDDLEWARE = ["frontdesk.gateway.headers.security_headers"]
APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 64_000  # bytes; the patients' API has its own, lower limit

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
STATICFILES_DIRS = [CONFIGURATION.home / "frontdesk/site/static"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CONFIGURATION.home / "frontdesk/site/templates"],
        "APP_DIRS": True,
        "OPTIONS": {"libraries": {"static": "django.templatetags.static"}},
    }
]

# A patient's message is on the disk before it is acknowledged; writers wait for each other at the
# start of a transaction, where waiting is safe, and not in its middle.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=16000000",
}
_database = dj_database_url.parse(CONFIGURATION.database, conn_max_age=None)
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = _SQLITE
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {"connect_timeout": 3, **_database.get("OPTIONS", {})}
DATABASES = {"default": _database}
