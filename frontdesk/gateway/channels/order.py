"""The words that carriers give a meaning: a message that is one of them, and nothing else, is an order."""

from typing import Literal

Order = Literal["stop", "start", "help"]

_SMS: dict[Order, set[str]] = {
    "stop": {
        "stop",
        "stopall",
        "stop all",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
    },
    "start": {"start", "unstop"},
    "help": {"help", "info"},
}
# No carrier stands between us and WhatsApp, and "cancel" may mean a form there.
_WHATSAPP: dict[Order, set[str]] = {"stop": {"stop"}, "start": {"start"}, "help": {"help"}}
_ORDERS = {"sms": _SMS, "whatsapp": _WHATSAPP}


def find_order(channel: str, text: str, is_stopped: bool) -> Order | None:
    """Return what a text orders on this channel; a plain yes starts again what was stopped."""
    word = " ".join(text.lower().split()).strip(" .!\"'")
    if word == "yes":
        return "start" if is_stopped and channel == "sms" else None
    orders = _ORDERS.get(channel, {})
    return next((order for order, words in orders.items() if word in words), None)
