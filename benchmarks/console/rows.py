"""Made-up conversations over a year: when people write, how long, about what, how sure the assistant is."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from benchmarks.console.exchange import Exchange

_CHANNELS = {"web": 70, "whatsapp": 12, "sms": 8, "telegram": 5, "messenger": 4, "slack": 1}
_HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 13, 12, 12, 12, 12, 12, 13, 14, 15, 14, 10, 6, 3)
_OPENERS = ("", "", "", "hi ", "hello, ", "quick question: ", "sorry to bother you but ", "please ")
_MIDDLES = """my back has been bad since the weekend|I sit at a desk all day|I am a runner|I drive a lorry
my leg tingles at night|the gp said to wait|I lift boxes at work|I had a scan last year|it comes and goes
I garden a lot|I am 62|after football it got worse|I have tried heat|I sleep badly|my mother had the same
I am a nurse on nights|stairs are the worst|it started in march|I walk the dog every day|I play the cello"""
_TAILS = [part.strip() for line in _MIDDLES.splitlines() for part in line.split("|")]
_SYLLABLES = "ba ce di fo gu ha ki lo mi nu pa ri so ta vu wen xar yol zim quo".split()
_DAYS = 365


@dataclass(frozen=True)
class Line:
    """One made-up turn."""

    exchange: Exchange
    text: str
    received_at: datetime
    seconds: float
    confidence: float
    helpful: bool | None


@dataclass(frozen=True)
class Talk:
    """One made-up conversation."""

    name: str
    channel: str
    lines: Sequence[Line]


def talks(exchanges: Sequence[Exchange], turns: int, until: datetime) -> Iterator[Talk]:
    """Yield conversations of `turns` turns in all, in the order of their beginning; always the same."""
    draw = random.Random(20261121)
    weights = list(accumulate(_popularity(exchanges)))  # once, and not for each talk
    number = 0
    while number < turns:
        length = min(1 + int(draw.expovariate(1 / 3)), 30, turns - number)
        at = _moment(draw, until - timedelta(days=_DAYS * (1 - number / turns)))
        chosen = draw.choices(exchanges, cum_weights=weights, k=length)
        lines = []
        for exchange in chosen:
            lines.append(_line(draw, exchange, at))
            at += timedelta(seconds=20 + draw.expovariate(1 / 60))
        channel = draw.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
        yield Talk(f"{draw.getrandbits(256):064x}", channel, lines)
        number += length


def identifier(draw: random.Random) -> UUID:
    """Return a UUID of version 4."""
    return UUID(int=draw.getrandbits(128), version=4)


def _popularity(exchanges: Sequence[Exchange]) -> list[float]:
    """Weigh topics as people ask: a few much, most seldom; red flags are rare."""
    topics = sorted({exchange.topic for exchange in exchanges})
    random.Random(1).shuffle(topics)
    rank = {topic: place for place, topic in enumerate(topics, 1)}
    sizes = {topic: sum(one.topic == topic for one in exchanges) for topic in topics}
    return [
        (0.002 if one.topic == "red_flag" else 1 / rank[one.topic] ** 0.7) / sizes[one.topic]
        for one in exchanges
    ]


def _moment(draw: random.Random, about: datetime) -> datetime:
    hour = draw.choices(range(24), _HOURS)[0]
    day = about.astimezone(UTC).replace(hour=hour, minute=draw.randrange(60), second=0)
    return day + timedelta(microseconds=draw.randrange(60_000_000))


def _line(draw: random.Random, exchange: Exchange, at: datetime) -> Line:
    text = draw.choice(_OPENERS) + exchange.text
    if draw.random() < 0.4:
        text += ", " + draw.choice(_TAILS)
    if draw.random() < 0.05:
        text += " " + "".join(draw.choices(_SYLLABLES, k=3))
    vote = draw.random()
    return Line(
        exchange=exchange,
        text=text,
        received_at=at,
        seconds=math.exp(draw.gauss(math.log(0.09), 0.6)),
        confidence=min(draw.betavariate(8, 1.2), 0.999),
        helpful=None if vote > 0.06 else vote < 0.045,
    )
