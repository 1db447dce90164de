"""Nothing that a stranger wrote is ever run on a page of the console."""

import pytest
from console_page import OpenConsole
from console_rows import fill
from playwright.sync_api import Page, expect
from test_console_looks import PAGES, addressed
from test_payloads import PAYLOADS, TRAP

from frontdesk.conversations.models import Conversation, Request

EACH = 50


def _look(page: Page, address: str) -> None:
    """Load a page, open what is folded, touch everything, and see that nothing ran."""
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.evaluate(
        """() => document.querySelectorAll('main *').forEach(one => {
            for (const name of ['mouseover', 'pointerover', 'focus'])
                one.dispatchEvent(new Event(name, {bubbles: true}));
        })"""
    )
    assert page.evaluate("window.hasRun") == [], address
    assert page.locator("a[href^='javascript:' i]").count() == 0, address


@pytest.mark.parametrize("first", range(0, 200, EACH))
def test_payloads_run_nothing_on_any_page(open_console: OpenConsole, first: int) -> None:
    fill(PAYLOADS[first : first + EACH])
    page = open_console()
    page.add_init_script(TRAP)
    for path in PAGES:
        _look(page, f"/staff/{addressed(path)}")
    for conversation in Conversation.objects.order_by("-id")[:EACH]:
        _look(page, f"/staff/conversations/{conversation.id}?technical")


def test_payloads_in_revealed_details_run_nothing(open_console: OpenConsole) -> None:
    fill(PAYLOADS[:: len(PAYLOADS) // 12])
    page = open_console("call-backs")
    page.add_init_script(TRAP)
    for number in range(Request.objects.count()):
        page.goto("/staff/call-backs")
        page.get_by_role("button", name="Show whom to call").nth(number).click()
        page.wait_for_selector("dl.facts")
        assert page.evaluate("window.hasRun") == []


def test_payloads_in_patients_own_words_run_nothing(open_console: OpenConsole) -> None:
    fill(PAYLOADS[:: len(PAYLOADS) // 12])
    page = open_console()
    page.add_init_script(TRAP)
    for conversation in Conversation.objects.all():
        page.goto(f"/staff/conversations/{conversation.id}")
        page.get_by_label("Why you need them").fill("To read what was meant")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("In the patient's own words")
        assert page.evaluate("window.hasRun") == []


@pytest.mark.parametrize("first", range(0, 200, EACH))
def test_payloads_in_addresses_run_nothing(open_console: OpenConsole, first: int) -> None:
    page = open_console()
    page.add_init_script(TRAP)
    for text in PAYLOADS[first : first + EACH]:
        query = page.evaluate("text => encodeURIComponent(text)", text)
        page.goto(f"/staff/audit?email={query}&route={query}&subject={query}")
        assert page.evaluate("window.hasRun") == []
