"""Rates of an address, and who has one."""

import pytest

from frontdesk.gateway.api import is_loopback
from frontdesk.gateway.rate import Rate
from frontdesk.gateway.refusal import Refusal


def test_rate_lets_so_many_through_in_a_minute_and_says_how_long_to_wait() -> None:
    rate = Rate(2)
    rate.check("alice", 0.0)
    rate.check("alice", 30.0)
    with pytest.raises(Refusal) as refusal:
        rate.check("alice", 40.0)
    assert (refusal.value.status, refusal.value.retry_after) == (429, 21)
    rate.check("bob", 40.0)
    rate.check("alice", 60.0)


def test_rate_forgets_the_longest_unused_of_very_many() -> None:
    rate = Rate(1)
    for number in range(20_000):
        rate.check(str(number), 0.0)
    assert len(rate._times) == 10_000


@pytest.mark.parametrize(
    ("address", "expected"),
    [("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("203.0.113.9", False), ("", False)],
)
def test_loopback_is_this_machine_only(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected
