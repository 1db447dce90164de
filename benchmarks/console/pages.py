"""The addresses that are measured, by kind, from the first page to the last."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

from frontdesk.conversations.models import Asked, Conversation, Turn

_WORDS = (
    "hurt", "my", "insurance", "the back", "does it hurt", '"does it hurt"', "lorry", "nurse nights",
    "sciatica needles safe", "leg tingles night", "march", '"I am a runner"', "zimquolo", "nobodywrotethis",
)  # fmt: skip
_SAID = ("sore", '"trigger point"', "mild discomfort", "insurance", "nobodysaidthis")  # in answers
_FILTERS = (
    {"status": "new"}, {"status": "reviewed"}, {"flag": "red_flag"}, {"flag": "handoff"},
    {"flag": "fallback"}, {"flag": "unsure"}, {"confidence": "0.3"}, {"feedback": "unhelpful"},
    {"feedback": "helpful"}, {"channel": "web"}, {"channel": "slack"},
    {"channel": "sms", "flag": "fallback"}, {"status": "new", "feedback": "unhelpful"},
    {"channel": "telegram", "flag": "red_flag"}, {"status": "reviewed", "flag": "unsure"},
)  # fmt: skip
_YEAR = {"from": "2025-11-22", "to": "2026-11-20"}


class Pages:
    """Draws addresses; the database must be filled."""

    def __init__(self) -> None:
        self._draw = random.Random(3)
        self._last = Turn.objects.latest("id").id
        ids = Conversation.objects.order_by("-turn_count").values_list("id", flat=True)
        self._longest = list(ids[:5])
        self._conversations = Conversation.objects.latest("id").id
        names = Asked.objects.order_by("topic").values_list("topic", flat=True)
        self._topics = list(names.distinct())

    def kinds(self) -> dict[str, list[str]]:
        """Return the addresses of each kind of page."""
        return {
            "safety": ["/staff/"] * 20,
            "call-backs": ["/staff/call-backs"] * 20,
            "inbox": list(self._deep({})) * 3,
            "inbox, last page": [_inbox({}, before) for before in (60, 55, 52, 51)] * 5,
            "inbox, filtered": [one for chosen in self._filters() for one in self._deep(chosen)],
            "search": [one for words in _WORDS for one in self._deep({"q": words})],
            "search in answers": [
                one for words in _SAID for one in self._deep({"q": words, "where": "answers"})
            ],
            "transcript": list(self._transcripts()),
            "measures, 30 days": ["/staff/measures"] * 10,
            "measures, a year": [f"/staff/measures?{urlencode(_YEAR)}"] * 10,
            "retention plan": ["/staff/retention"] * 10,
        }

    def _filters(self) -> Iterator[dict[str, str]]:
        yield from _FILTERS
        yield {"since": "2026-03-01", "until": "2026-03-31"}
        yield from ({"topic": topic} for topic in self._topics[::4])
        yield {"topic": self._topics[0], "feedback": "unhelpful"}

    def _deep(self, chosen: dict[str, str]) -> Iterator[str]:
        """Yield the first page, some in between and one near the end."""
        yield _inbox(chosen)
        for share in (0.9, 0.5, 0.1, 0.01):
            yield _inbox(chosen, int(self._last * share * self._draw.uniform(0.9, 1)))

    def _transcripts(self) -> Iterator[str]:
        chosen = [self._draw.randrange(1, self._conversations) for _ in range(40)]
        yield from (f"/staff/conversations/{id}" for id in [*chosen, *self._longest, 1, 2])


def _inbox(chosen: dict[str, str], before: int | None = None) -> str:
    query = {**chosen, **({} if before is None else {"before": str(before)})}
    return f"/staff/inbox?{urlencode(query)}"
