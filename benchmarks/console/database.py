"""`python -m benchmarks.console.database`: one database, filled and measured; DATABASE_URL names it."""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from statistics import median, quantiles

import django

from benchmarks.questions import ROOT
from benchmarks.serving.figure import Figure, Target, table

_UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
_TURNS_RECORDED = 300


def main() -> int:
    """Fill the database if it is empty, measure and print. Return 1 if a page reads a whole table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=1_000_000)
    options = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        parser.error(
            "DATABASE_URL is not set; the clinic's own database is not to be measured with."
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = "frontdesk.settings"
    sys.path.append(str(ROOT / "tests/frontdesk"))  # how a test signs staff in
    django.setup()
    _fill(options.turns)
    scans = _measure()
    print("\n".join(f"READS A WHOLE TABLE: {sql[:300]}" for sql in scans))
    return 1 if scans else 0


def _fill(turns: int) -> None:
    from django.core.management import call_command

    from benchmarks.console.exchange import exchanges
    from benchmarks.console.fill import Filling
    from benchmarks.console.rows import talks
    from frontdesk.conversations.models import Turn

    call_command("migrate", verbosity=0)
    if not Turn.objects.exists():
        began = time.monotonic()
        Filling().fill(talks(exchanges(), turns, _UNTIL))
        print(f"{turns:,} turns made in {time.monotonic() - began:.0f} s", flush=True)


def _measure() -> list[str]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from benchmarks.console.exchange import exchanges
    from benchmarks.console.pages import Pages
    from benchmarks.console.plan import full_scans, recorded
    from benchmarks.console.recording import measure
    from frontdesk.gateway.desk import Desk

    settings.ALLOWED_HOSTS.append("testserver")
    client = _sign_in()
    assert isinstance(client, Client)
    figures, statements = [], []
    for kind, addresses in Pages().kinds().items():
        client.get(addresses[0])  # what is read from disk once is not the page's cost
        with recorded() as found:
            seconds = [_get(client, address) for address in addresses]
        statements += found
        figures += _figures(kind, seconds)
    turns = measure(Desk.open(settings.CONFIGURATION), exchanges(), _TURNS_RECORDED)
    figures.append(
        Figure("recording a turn, CPU", "ms", 1000 * median(turns), None, Target("ours", 10))
    )
    print(f"{connection.vendor}\n{table(figures)}", flush=True)
    return full_scans(statements)


def _sign_in() -> object:
    from staff import Staff, enrol

    from frontdesk.console.member import Member, Role

    member = Member.objects.filter(role=Role.ADMINISTRATOR).first()
    return Staff(member or enrol(Role.ADMINISTRATOR))


def _get(client: object, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)  # type: ignore[attr-defined]
    seconds = time.perf_counter() - began
    assert response.status_code == 200, f"{response.status_code} {address}"
    return seconds


def _figures(kind: str, seconds: list[float]) -> list[Figure]:
    if kind.startswith(("measures", "retention")):
        return [Figure(kind, "ms", 1000 * median(seconds), None, Target("ours", 500))]
    return [
        Figure(f"{kind}, median", "ms", 1000 * median(seconds), None, Target("ours", 100)),
        Figure(
            f"{kind}, 95th percentile",
            "ms",
            1000 * quantiles(seconds, n=20)[-1],
            None,
            Target("ours", 300),
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
