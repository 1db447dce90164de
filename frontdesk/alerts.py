"""Where staff are told that a conversation may need care now: from the environment, off by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit


@dataclass(frozen=True)
class Alerts:
    """`smtp` is an address as smtps://user:password@mail.example:465; `console` where a link leads."""

    console: str = ""
    smtp: str = ""
    sender: str = ""
    receivers: tuple[str, ...] = ()
    webhook: str = ""
    webhook_secret: str = ""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Alerts":
        """Return the settings of `environ`."""
        receivers = environ.get("NEEDLEWISE_ALERT_EMAILS", "").replace(",", " ").split()
        return cls(
            console=environ.get("NEEDLEWISE_STAFF_URL", "").rstrip("/"),
            smtp=environ.get("NEEDLEWISE_SMTP", ""),
            sender=environ.get("NEEDLEWISE_ALERT_FROM", "") or (receivers[0] if receivers else ""),
            receivers=tuple(receivers),
            webhook=environ.get("NEEDLEWISE_ALERT_WEBHOOK", ""),
            webhook_secret=environ.get("NEEDLEWISE_ALERT_SECRET", ""),
        )

    @property
    def mail_server(self) -> SplitResult:
        """The parts of `smtp`."""
        return urlsplit(self.smtp)

    @property
    def mail_login(self) -> tuple[str, str] | None:
        """User and password, None where the server asks for none."""
        server = self.mail_server
        return (
            (unquote(server.username), unquote(server.password or "")) if server.username else None
        )
