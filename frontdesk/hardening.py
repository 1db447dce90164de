"""What makes an installation unsafe: each problem one line that says what to do. With any, no start."""

import ipaddress
import re
import stat
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from cryptography.fernet import Fernet

from frontdesk.configuration import Configuration
from frontdesk.keys import DATA_KEYS, HASH_KEY, TOKEN_KEYS

_SECRET = 32  # characters at least
_WORD = 16  # the same, of what only guards a webhook
_EXAMPLE = re.compile(r"change.?me|example|secret|password|^(.)\1+$|12345", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")
_ENCRYPTED = {"require", "verify-ca", "verify-full"}
_MOST = 1_000_000  # of any limit
_DAY = 24  # hours


def problems(configuration: Configuration, environ: Mapping[str, str]) -> list[str]:
    """Return every problem as `D<number> <setting>: <what is wrong>. <what to do>.`"""
    checks = (_keys, _rasa, _doors, _limits, _retention, _database, _platforms, _staff, _alerts)
    found = [problem for check in checks for problem in check(configuration)]
    return [*found, *_proxy(environ)]


def _keys(configuration: Configuration) -> Iterator[str]:
    keys = configuration.keys
    if any(len(key) < _SECRET for _, key in keys.tokens):
        yield f"D001 {TOKEN_KEYS}: a key has under {_SECRET} characters. Make longer ones: 'id:key,…'."
    ids = [id for id, _ in keys.tokens]
    if not all(ids) or len(set(ids)) < len(ids):
        yield f"D002 {TOKEN_KEYS}: key ids are missing or the same. Give each key its own: 'id:key,…'."
    if not all(map(_is_fernet, keys.data)):
        yield f"D003 {DATA_KEYS}: not a Fernet key. Make one with cryptography's Fernet.generate_key()."
    if len(keys.hash) < _SECRET:
        yield f"D004 {HASH_KEY}: under {_SECRET} characters. Make a longer one, once and for all."
    secrets = [*(key for _, key in keys.tokens), *keys.data, keys.hash, configuration.rasa_secret]
    if len(set(secrets)) < len(secrets):
        yield "D005 keys: one secret has two purposes. Make one for each."
    if any(_EXAMPLE.search(secret) for secret in (*(key for _, key in keys.tokens), keys.hash)):
        yield "D006 keys: one is an example. Make your own with Python's secrets.token_urlsafe(32)."
    file = configuration.key_file
    if file.exists() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"D007 {file}: others can read it. Run 'chmod 600 {file}'."


def _rasa(configuration: Configuration) -> Iterator[str]:
    if len(configuration.rasa_secret) < _SECRET:
        yield f"D008 NEEDLEWISE_SECRET: under {_SECRET} characters. 'make start' makes one for it and Rasa."
    address = urlsplit(configuration.rasa_url)
    if not (_is_loopback(address.hostname or "") or address.scheme == "https"):
        yield "D009 NEEDLEWISE_RASA_URL: goes over a network in plain text. Use 127.0.0.1 or https."


def _doors(configuration: Configuration) -> Iterator[str]:
    if "*" in configuration.hosts or not configuration.hosts:
        yield "D010 NEEDLEWISE_HOSTS: any host name is taken. Name the clinic's, as in chat.clinic.example."
    for origin in configuration.origins:
        if not _ORIGIN.fullmatch(origin):
            yield f"D011 NEEDLEWISE_ORIGINS: '{origin}' is no origin. Write https://clinic.example."
        elif origin.startswith("http:") and not _is_loopback(urlsplit(origin).hostname or ""):
            yield f"D012 NEEDLEWISE_ORIGINS: '{origin}' is not encrypted. Use https."
    host = configuration.metrics.rpartition(":")[0].strip("[]")
    if configuration.metrics and not _is_private(host):
        yield "D013 NEEDLEWISE_METRICS: strangers could read it. Use a private address, as in 127.0.0.1:9464."


def _limits(configuration: Configuration) -> Iterator[str]:
    if not all(0 < number < _MOST for number in vars(configuration.limits).values()):
        yield f"D014 NEEDLEWISE_LIMIT_…: one is not from 1 to {_MOST}. Leave it out for the default."
    if not 1 <= configuration.deadline <= 8:
        yield "D015 NEEDLEWISE_DEADLINE_SECONDS: not from 1 to 8. A patient should not wait longer."
    if not 0 < configuration.session_seconds <= 30 * _DAY * 3600:
        yield "D016 NEEDLEWISE_SESSION_HOURS: not from 1 to 720. A token must end some day."


def _retention(configuration: Configuration) -> Iterator[str]:
    retention = configuration.retention
    if not 0 < retention.raw_hours <= 30 * _DAY:
        yield "D017 NEEDLEWISE_RAW_HOURS: not from 1 to 720. Patients' own words are for answering only."
    if not retention.raw_hours <= retention.record_days * _DAY <= 10 * 366 * _DAY:
        yield "D018 NEEDLEWISE_RECORD_DAYS: not from the raw words' time to 3660. Older ones help nobody."


def _database(configuration: Configuration) -> Iterator[str]:
    address = urlsplit(configuration.database)
    if address.scheme.startswith("sqlite"):
        if not address.path.strip("/") or ":memory:" in configuration.database:
            yield "D019 DATABASE_URL: keeps everything in memory. Name a file: sqlite:////path/to/file.db."
    elif not _is_loopback(address.hostname or "127.0.0.1"):
        if parse_qs(address.query).get("sslmode", [""])[0] not in _ENCRYPTED:
            yield "D020 DATABASE_URL: goes over a network in plain text. Add '?sslmode=verify-full'."
        if not address.password:
            yield "D021 DATABASE_URL: the database asks for no password. Give it one."


def _platforms(configuration: Configuration) -> Iterator[str]:
    found = configuration.accounts
    for variable in found.missing:
        yield f"D023 {variable}: is not set, others of its platform are. Set it, or none of them."
    for account in found.accounts.values():
        prefix = f"NEEDLEWISE_{account.platform.upper()}"
        if any(
            len(account.secrets.get(name, "x" * _WORD)) < _WORD for name in ("SECRET", "VERIFY")
        ):
            yield f"D024 {prefix}_…: a word of your own has under {_WORD} characters. Make a longer one."
        api = urlsplit(account.api)
        if not (api.scheme == "https" or _is_loopback(api.hostname or "")):
            yield f"D025 {prefix}_API: tokens would go over a network in plain text. Use https."
    url = urlsplit(found.url)
    if found.accounts and not (url.scheme == "https" and url.hostname and not url.path):
        yield "D026 NEEDLEWISE_URL: platforms can't reach it. Write as in https://chat.clinic.example."
    elif found.accounts and url.hostname not in configuration.hosts:
        yield f"D027 NEEDLEWISE_HOSTS: lacks '{url.hostname}' of NEEDLEWISE_URL. Add it."


def _staff(configuration: Configuration) -> Iterator[str]:
    if configuration.serve == "patients":
        return
    elsewhere = [host for host in configuration.hosts if host != "*" and not _is_loopback(host)]
    if elsewhere and not configuration.public:
        yield (
            f"D028 NEEDLEWISE_PUBLIC: staff sign in at '{elsewhere[0]}', where their cookies need https. "
            "Set it to yes behind a proxy that serves https, or serve patients only (NEEDLEWISE_SERVE)."
        )
    if not 1 <= configuration.staff_idle_minutes <= 60:
        yield "D029 NEEDLEWISE_STAFF_IDLE_MINUTES: not from 1 to 60. Screens are left alone for longer."
    url = urlsplit(configuration.alerts.console)
    if url.hostname and url.scheme != "https" and not _is_loopback(url.hostname):
        yield "D030 NEEDLEWISE_STAFF_URL: passwords would go in plain text. Use https."


def _alerts(configuration: Configuration) -> Iterator[str]:
    alerts = configuration.alerts
    if alerts.smtp and alerts.mail_server.scheme not in ("smtp", "smtps"):
        yield "D031 NEEDLEWISE_SMTP: is no mail server. Write smtps://user:password@mail.example:465."
    if alerts.receivers and not alerts.smtp:
        yield "D032 NEEDLEWISE_ALERT_EMAILS: nothing sends them. Set NEEDLEWISE_SMTP too."
    webhook = urlsplit(alerts.webhook)
    if webhook.hostname and webhook.scheme != "https" and not _is_loopback(webhook.hostname):
        yield "D033 NEEDLEWISE_ALERT_WEBHOOK: goes over a network in plain text. Use https."
    if alerts.webhook and len(alerts.webhook_secret) < _SECRET:
        yield f"D034 NEEDLEWISE_ALERT_SECRET: under {_SECRET} characters. Give it and the receiver the same."


def _proxy(environ: Mapping[str, str]) -> Iterator[str]:
    if "*" in environ.get("FORWARDED_ALLOW_IPS", ""):
        yield "D022 FORWARDED_ALLOW_IPS: anyone could claim any address. Name your proxy's."


def _is_fernet(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or _address_is(host, "is_loopback")


def _is_private(host: str) -> bool:
    return _is_loopback(host) or (
        _address_is(host, "is_private") and not _address_is(host, "is_unspecified")
    )


def _address_is(host: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(host), what))
    except ValueError:
        return False
