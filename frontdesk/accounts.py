"""The clinic's accounts at messaging platforms, from the environment: none is on without its secrets."""

from collections.abc import Mapping
from dataclasses import dataclass

# What each platform needs, as NEEDLEWISE_<PLATFORM>_<NAME>, and where its API is.
_SECRETS = {
    "telegram": ("TOKEN", "SECRET"),
    "twilio": ("ACCOUNT", "TOKEN"),
    "messenger": ("TOKEN", "APP_SECRET", "VERIFY"),
    "slack": ("TOKEN", "SIGNING_SECRET"),
}
_APIS = {
    "telegram": "https://api.telegram.org",
    "twilio": "https://api.twilio.com",
    "messenger": "https://graph.facebook.com/v23.0",
    "slack": "https://slack.com/api",
}


@dataclass(frozen=True)
class Account:
    """An account at a platform. `secrets` by their name; `api` has no slash at its end."""

    platform: str
    secrets: Mapping[str, str]
    api: str


@dataclass(frozen=True)
class Accounts:
    """`url`: where the internet reaches the desk, no slash at its end; `missing`: variables that an
    account begun with others still needs."""

    url: str
    accounts: Mapping[str, Account]
    missing: tuple[str, ...]

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Accounts":
        """Return the accounts whose secrets are all set."""
        accounts, missing = {}, []
        for platform, names in _SECRETS.items():
            prefix = f"NEEDLEWISE_{platform.upper()}_"
            secrets = {name: environ.get(prefix + name, "").strip() for name in names}
            if all(secrets.values()):
                api = environ.get(f"{prefix}API") or _APIS[platform]
                accounts[platform] = Account(platform, secrets, api.rstrip("/"))
            elif any(secrets.values()):
                missing += [prefix + name for name, secret in secrets.items() if not secret]
        url = environ.get("NEEDLEWISE_URL", "").rstrip("/")
        return cls(url, accounts, tuple(missing))
