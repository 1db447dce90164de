"""The measures page with something to show: readable with and without seeing the charts."""

import random
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from clinic_page import Picture
from console_page import OpenConsole
from django.utils import timezone
from test_accessibility import RULES

from frontdesk.conversations.count import Counted, add, vote
from frontdesk.conversations.models import DailyCount

TOPICS = ("does_it_hurt", "cost", "number_of_sessions", "is_it_safe", "sciatica_causes", "red_flag")
FLAGS: tuple[list[str], ...] = ([], [], [], [], ["not_covered"], ["clarification"], ["handoff"])


def fill() -> None:
    """Count a month of turns and the month before."""
    draw = random.Random(4)
    now = timezone.now()
    for _ in range(400):
        at = now - timedelta(days=60 * draw.random())
        topic = draw.choices(TOPICS, (9, 6, 4, 3, 2, 1))[0]
        flags = ["red_flag"] if topic == "red_flag" else draw.choice(FLAGS)
        turn = Counted(
            draw.choice(("web", "web", "sms", "telegram")), at, at + timedelta(seconds=draw.random()),
            flags, [topic], "gate" if topic == "red_flag" else "rasa",
            "needlewise-3c80080baac9" if at.day > 9 else "needlewise-8c448313989b",
        )  # fmt: skip
        add(turn)
        if draw.random() < 0.2:
            vote(turn, {"helpful": 1} if draw.random() < 0.7 else {"unhelpful": 1})


@pytest.mark.parametrize(
    ("size", "scheme"),
    [("desktop", "light"), ("desktop", "dark"), ("tablet", "light"), ("narrow", "dark")],
)
def test_measures_are_accessible_and_fit(
    open_console: OpenConsole, picture: Picture, size: str, scheme: str
) -> None:
    fill()
    page = open_console("measures", size=size, scheme=scheme)
    for summary in page.locator(".numbers summary").all():
        summary.click()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for summary in page.locator(".numbers summary").all():
        summary.click()
    picture(page, f"console measures filled {size} {scheme}")


def test_chart_has_words_and_its_table_the_same_numbers(open_console: OpenConsole) -> None:
    fill()
    page = open_console("measures")
    board = page.locator("section", has=page.get_by_role("heading", name="By channel"))
    chart = board.get_by_role("img", name="By channel")
    assert "The table below has every number" in (chart.locator("desc").text_content() or "")
    board.get_by_text("Table", exact=True).click()
    told = [row.inner_text().split("\t")[1] for row in board.locator("tbody tr").all()]
    counted = sum(row.turns for row in DailyCount.objects.filter(
        split="all", day__gt=timezone.localdate() - timedelta(days=30)
    ))  # fmt: skip
    assert sum(map(int, told)) == counted


def test_period_and_channel_stay_in_the_address(open_console: OpenConsole) -> None:
    fill()
    page = open_console("measures")
    page.get_by_role("link", name="7 days").click()
    page.locator("select[name=channel]").select_option("sms")
    page.wait_for_url("**channel=sms**")
    assert "from=" in page.url
    assert page.get_by_role("link", name="7 days").get_attribute("aria-current") == "true"
    assert ", sms." in page.locator(".lead").inner_text()
