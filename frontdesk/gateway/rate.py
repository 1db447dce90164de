"""Rates: how often something may happen in a minute."""

from collections import OrderedDict, deque
from threading import Lock

from frontdesk.gateway.refusal import Refusal

MINUTE = 60.0
_KEYS = 10_000  # remembered; beyond, the longest unused is forgotten


class Rate:
    """At most `most` a minute for each key, whichever thread asks. In memory: a restart forgets."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def check(self, key: str, now: float) -> None:
        """Count one more at `now` (seconds of a clock that never steps). Raises Refusal (429)."""
        with self._lock:
            self._count(key, now)

    def _count(self, key: str, now: float) -> None:
        times = self._times.setdefault(key, deque())
        self._times.move_to_end(key)
        while times and times[0] <= now - MINUTE:
            times.popleft()
        if len(times) >= self._most:
            wait = int(times[0] + MINUTE - now) + 1
            raise Refusal(429, "too_fast", "Too many requests in a minute. Wait a little.", wait)
        times.append(now)
        if len(self._times) > _KEYS:
            self._times.popitem(last=False)
