"""The widget as it is served: one built file and what proves that it is that file."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = "widget/dist/needlewise-chat.js"


@dataclass(frozen=True)
class Widget:
    """`integrity` as a page's <script> tag takes it; empty where the widget is not built."""

    script: bytes
    integrity: str


@cache
def widget(home: Path) -> Widget:
    """Return the widget that is built in `home`."""
    file = home / FILE
    if not file.exists():
        return Widget(b"", "")
    script = file.read_bytes()
    return Widget(script, "sha384-" + b64encode(hashlib.sha384(script).digest()).decode())
