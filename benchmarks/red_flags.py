"""How often red flags are raised, where they should be and where not.

By the gate alone, as the front desk answers with Rasa down, and by gate or likeness, as with both up.
"""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.interval import row
from needlewise.safety.gate import load_gate


def report_raised(
    what: str, raised: Mapping[str, bool], *, name: bool | None = None
) -> dict[str, dict[str, int]]:
    """Print and return how many of the messages in `raised` raise a red flag by each path, with the 95%
    interval of the share. `raised`: whether gate or likeness does, by text; `name`: print the texts
    that do (True) or do not (False)."""
    by_gate = [load_gate().check(text) is not None for text in raised]
    paths = {"gate alone": sum(by_gate), "gate or likeness": sum(raised.values())}
    for path, hits in paths.items():
        print(row(f"{what}, {path}", hits, len(raised)))
    for text in [text for text, whether in raised.items() if whether is name]:
        print(f"  {text!r}")
    return {f"{what}, {path}": {"hits": hits, "of": len(raised)} for path, hits in paths.items()}
