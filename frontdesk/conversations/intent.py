"""The intents that the assistant weighed for a message."""

from typing import Any

RED_FLAG = "red_flag"
FALLBACK = "nlu_fallback"  # of what is understood as no topic


def chances(ranking: Any) -> dict[str, float]:
    """Return the confidence of each intent of a turn's ranking, as ranked; what is none is left out."""
    found = [one for one in ranking if isinstance(one, dict)] if isinstance(ranking, list) else []
    return {
        str(one.get("name", "")): float(one["confidence"])
        for one in found
        if isinstance(one.get("confidence"), int | float)
    }
