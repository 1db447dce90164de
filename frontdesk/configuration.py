"""What an operator can set, read from the environment once at start. Defaults are the clinic's safe ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.accounts import Accounts
from frontdesk.alerts import Alerts
from frontdesk.keys import Keys
from needlewise.knowledge.document import find_documents

HOUR = 3600


class ConfigurationError(ValueError):
    """A setting that cannot be read."""


@dataclass(frozen=True)
class Limits:
    """Beyond these: 413 or 429. Rates are per minute."""

    characters: int = 2_000
    body: int = 8_192  # bytes
    session_messages: int = 30
    session_waiting: int = 20
    address_messages: int = 300
    address_sessions: int = 60
    waiting: int = 200


@dataclass(frozen=True)
class Retention:
    """How long things are kept: a patient's own words in hours, redacted records in days."""

    raw_hours: int = 72
    record_days: int = 365


@dataclass(frozen=True)
class Configuration:
    """`home` holds the content, `var` what must outlive an update. Times are in seconds."""

    home: Path
    var: Path
    public: bool
    database: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    rasa_url: str
    rasa_secret: str
    metrics: str
    keys: Keys
    key_file: Path
    limits: Limits
    retention: Retention
    accounts: Accounts
    alerts: Alerts
    deadline: float = 8.0
    session_seconds: int = 24 * HOUR
    documents: Path | None = None  # where the cards' source documents are at hand
    serve: str = "all"  # patients, staff or all
    time_zone: str = "UTC"
    staff_idle_minutes: int = 20

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Configuration":
        """Return the settings of `environ`. Raises ConfigurationError where one is no number."""
        home = Path(environ.get("NEEDLEWISE_HOME", ".")).absolute()
        var = Path(environ.get("NEEDLEWISE_VAR", home / "var")).absolute()
        key_file = var / "frontdesk.keys"
        return cls(
            home=home,
            var=var,
            public=environ.get("NEEDLEWISE_PUBLIC", "no") == "yes",
            database=environ.get("DATABASE_URL", f"sqlite:///{var / 'frontdesk.db'}"),
            hosts=_list(environ.get("NEEDLEWISE_HOSTS", "127.0.0.1,localhost")),
            origins=_list(environ.get("NEEDLEWISE_ORIGINS", "")),
            rasa_url=environ.get("NEEDLEWISE_RASA_URL") or _rasa_url(environ),
            rasa_secret=environ.get("NEEDLEWISE_SECRET") or _shared_secret(var),
            metrics=environ.get("NEEDLEWISE_METRICS", "127.0.0.1:9464"),
            keys=Keys.load(environ, key_file),
            key_file=key_file,
            limits=_limits(environ),
            retention=Retention(
                raw_hours=_number(environ, "NEEDLEWISE_RAW_HOURS", Retention.raw_hours),
                record_days=_number(environ, "NEEDLEWISE_RECORD_DAYS", Retention.record_days),
            ),
            accounts=Accounts.read(environ),
            alerts=Alerts.read(environ),
            deadline=_number(environ, "NEEDLEWISE_DEADLINE_SECONDS", 8),
            session_seconds=_number(environ, "NEEDLEWISE_SESSION_HOURS", 24) * HOUR,
            documents=find_documents(home, None, environ),
            serve=_one_of(environ, "NEEDLEWISE_SERVE", ("all", "patients", "staff")),
            time_zone=_time_zone(environ),
            staff_idle_minutes=_number(environ, "NEEDLEWISE_STAFF_IDLE_MINUTES", 20),
        )


def _limits(environ: Mapping[str, str]) -> Limits:
    names = Limits.__dataclass_fields__
    found = {
        name: _number(environ, f"NEEDLEWISE_LIMIT_{name.upper()}", int(getattr(Limits, name)))
        for name in names
    }
    return Limits(**found)


def _list(value: str) -> tuple[str, ...]:
    return tuple(item for item in re.split(r"[\s,]+", value) if item)


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, str(default))
    if not re.fullmatch(r"-?[0-9]{1,12}", value):
        raise ConfigurationError(f"{name}: '{value}' is no whole number. Write figures only.")
    return int(value)


def _one_of(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environ.get(name) or choices[0]
    if value not in choices:
        raise ConfigurationError(
            f"{name}: '{value}' is not known. Write one of {', '.join(choices)}."
        )
    return value


def _time_zone(environ: Mapping[str, str]) -> str:
    name = environ.get("NEEDLEWISE_TIME_ZONE") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ConfigurationError(
            f"NEEDLEWISE_TIME_ZONE: '{name}' is no time zone. Write one such as Europe/London."
        ) from None
    return name


def _rasa_url(environ: Mapping[str, str]) -> str:
    """Return where 'make start' has Rasa listen."""
    return f"http://127.0.0.1:{environ.get('NEEDLEWISE_RASA_PORT', 5005)}/webhooks/frontdesk"


def _shared_secret(var: Path) -> str:
    """Return the secret that `make start` made for Rasa's channel, empty where it made none."""
    try:
        return (var / "secret").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
