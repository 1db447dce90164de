"""Django's settings, derived from the operator's (`configuration.py`)."""

import os
from datetime import timedelta

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
INSTALLED_APPS = [
    "frontdesk.conversations",
    "frontdesk.gateway",
    "frontdesk.console",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
]
MIDDLEWARE = ["frontdesk.gateway.headers.security_headers"]  # staff's is in console/page.py
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware: console/views/door.py tells of lockouts
APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 64_000  # bytes; the patients' API has its own, lower limit

USE_TZ = True
TIME_ZONE = CONFIGURATION.time_zone
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

# Staff: who they are, and how long a sign-in lasts (console/sitting.py ends it sooner).
AUTH_USER_MODEL = "console.Member"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
# Wrong passwords lock an address on the network out of one account; nobody can lock out all staff.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"  # as credentials name the member's address
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the audit has sign-ins
AXES_VERBOSE = False
SESSION_COOKIE_NAME = "staff"
SESSION_COOKIE_PATH = "/staff/"
SESSION_COOKIE_AGE = 12 * 3600  # seconds
SESSION_COOKIE_SECURE = CONFIGURATION.public
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "frontdesk.console.views.fault.forged"

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
