"""What the console takes from others: pinned by its content, its licence in NOTICE."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HTMX = "22283ef68cb7545914f0a88a1bdedc7256a703d1d580c1d255217d0a50d31313"  # 2.0.8


def test_htmx_is_what_was_published() -> None:
    file = ROOT / "frontdesk/console/static/console/htmx.min.js"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == HTMX
    assert "htmx 2.0.8 (Zero-Clause BSD)" in (ROOT / "NOTICE").read_text(encoding="utf-8")
