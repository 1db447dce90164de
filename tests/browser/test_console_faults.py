"""What goes wrong under a member's hands is told where they look."""

from axe_playwright_python.sync_playwright import Axe
from console_page import OpenConsole
from console_rows import fill
from playwright.sync_api import expect
from staff import PASSWORD
from test_accessibility import RULES


def test_sign_in_left_open_over_night_leads_back_to_itself(open_console: OpenConsole) -> None:
    page = open_console("sign-in", role=None, size="narrow")
    page.context.clear_cookies()
    page.get_by_label("E-mail address").fill("ana@clinic.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("open for too long")).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.response["violations"] == [], found.generate_report()
    page.get_by_role("link", name="To the first page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_press_that_reaches_nobody_is_told(open_console: OpenConsole) -> None:
    fill()
    page = open_console("improve")
    page.route("**/staff/correct", lambda route: route.abort())
    page.get_by_role("button", name="Nothing to learn").last.click()
    expect(page.locator("#flash")).to_contain_text("could not be reached")
    expect(page.locator("#flash")).to_be_in_viewport()


def test_press_that_is_refused_is_told_above_the_page(open_console: OpenConsole) -> None:
    fill()
    page = open_console("improve")
    page.context.clear_cookies()
    page.get_by_role("button", name="Nothing to learn").last.click()
    expect(page.get_by_role("alert")).to_contain_text("open for too long")
    expect(page.get_by_role("heading", level=1)).to_have_text("Improve")
