"""Measures: what the page shows is what happened, and its CSV is safe to open."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from patient import Patient
from staff import Staff
from stand_in import StandIn

from frontdesk.console.measures.board import BOARDS, Board, Row, View
from frontdesk.console.measures.chart import draw
from frontdesk.console.measures.numbers import Numbers, quantile
from frontdesk.console.measures.period import Period, recent
from frontdesk.console.member import Role
from frontdesk.console.spreadsheet import cell, lines
from frontdesk.conversations.models import DailyCount

TODAY = date(2026, 11, 21)
Sign = Callable[[Role], Staff]


def test_page_shows_what_happened(alice: Patient, rasa: StandIn, staff: Sign) -> None:
    alice.say("does it hurt?")
    rasa.changed = {"kind": "not_covered", "topics": ["cost"]}
    alice.say("what does it cost?")
    page = staff(Role.VIEWER).get("/staff/measures")
    words = page.content.decode()
    assert page.status_code == 200
    assert "Does dry needling hurt?: 1 (+1) · 1 answered" in words
    assert "web: 2 · 1 answered, 1 not answered" in words
    assert "style=" not in words and "onclick" not in words


@pytest.mark.parametrize("slug", BOARDS)
def test_csv_has_every_row(alice: Patient, staff: Sign, slug: str) -> None:
    alice.say("does it hurt?")
    answer = staff(Role.VIEWER).get(f"/staff/measures/{slug}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    turns = sum(int(row["turns"]) for row in rows)
    assert turns == (0 if slug == "rising" else 1)  # one question does not make a topic rise


def test_topic_rises_by_its_share_of_the_questions(staff: Sign) -> None:
    today = localdate()
    for days, topic, turns in (
        (1, "cost", 20),
        (1, "does_it_hurt", 60),
        (9, "cost", 2),
        (9, "does_it_hurt", 40),
    ):
        day = today - timedelta(days=days)
        DailyCount.objects.create(day=day, channel="web", split="topic", part=topic, turns=turns)
    view = View(recent(7, today), "")
    assert [(row.label, row.change) for row in BOARDS["rising"](view).rows] == [
        ("How much does it cost?", 18)
    ]
    assert [row.numbers.turns for row in BOARDS["topics"](view).rows] == [60, 20]


def test_unknown_board_is_not_found(staff: Sign) -> None:
    assert staff(Role.VIEWER).get("/staff/measures/nothing.csv").status_code == 404


@pytest.mark.parametrize(
    "query", ["?from=2026-13-01", "?from=x&to=y", "?from=2027-01-01&to=2026-01-01", "?to=0001-01-01",
              "?from=0001-01-01&to=9999-12-31&channel=%3Cscript%3E"],
)  # fmt: skip
def test_any_address_shows_a_period(staff: Sign, query: str) -> None:
    assert staff(Role.VIEWER).get(f"/staff/measures{query}").status_code == 200


def test_period_is_cut_at_today_and_compared_with_one_as_long() -> None:
    period = Period.read({"from": "2026-11-15", "to": "2030-01-01"}, TODAY)
    assert period == Period(date(2026, 11, 15), TODAY)
    assert period.before == Period(date(2026, 11, 8), date(2026, 11, 14))


@pytest.mark.parametrize(("first", "step", "steps"), [
    (date(2026, 11, 1), "day", 21), (date(2026, 8, 1), "week", 17), (date(2025, 3, 1), "month", 21),
])  # fmt: skip
def test_long_periods_are_drawn_in_longer_steps(first: date, step: str, steps: int) -> None:
    period = Period(first, TODAY)
    assert (period.step, len(period.steps())) == (step, steps)
    assert period.steps()[0] == first


def test_bars_of_a_chart_add_up_and_stay_inside() -> None:
    rows = [Row(f"{n}", Numbers(10 * n, 6 * n, 2 * n, n, n)) for n in range(1, 40)]
    for upright in (True, False):
        chart = draw(Board("b", "Title", "First", rows, upright))
        for bar in chart.bars:
            assert all(box.x >= 0 and box.x + box.width <= chart.width + 1 for box in bar.boxes)
            assert all(box.y >= 0 and box.y + box.height <= chart.height + 1 for box in bar.boxes)
        side = "height" if upright else "width"
        first, last = (sum(getattr(box, side) for box in chart.bars[n].boxes) for n in (0, -1))
        assert last == pytest.approx(39 * first, rel=0.1)


def test_chart_of_nothing_says_so() -> None:
    assert (
        "Nothing happened"
        in draw(Board("b", "Title", "First", [Row("a", Numbers())], True)).description
    )


def test_quantile_is_the_bound_that_so_many_stay_under() -> None:
    buckets = {"0.1": Numbers(50), "1": Numbers(45), "later": Numbers(5)}
    assert quantile(buckets, 0.5) == "0.1"
    assert quantile(buckets, 0.95) == "1"
    assert quantile(buckets, 0.99) == "later"
    assert quantile({}, 0.5) is None


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '"=1', "=cmd|' /C calc'!A0"],
)
def test_cell_never_begins_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    assert list(csv.reader(io.StringIO("".join(lines([[text, -5]])), newline=""))) == [
        [f"'{text}", "-5"]
    ]
