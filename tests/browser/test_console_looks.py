"""Every page of the console: rules of accessibility, nothing over the side, a picture to look at."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from clinic_page import Picture
from console_page import OpenConsole
from console_rows import fill
from playwright.sync_api import expect
from test_accessibility import RULES

from frontdesk.console.improve.candidate import Group
from frontdesk.conversations.models import Conversation

PAGES = (
    "", "call-backs", "call-backs/done", "inbox", "inbox?q=leg", "conversations/{id}", "improve",
    "improve/{group}", "gaps", "corrections", "cards", "cards/does_it_hurt", "measures", "export",
    "account", "members", "deliveries", "conversations/{id}/person", "retention", "audit", "nothing",
)  # fmt: skip
VARIANTS = (("desktop", "light"), ("tablet", "dark"), ("narrow", "light"))


def addressed(path: str) -> str:
    """Return the address of a page of the newest rows."""
    conversation, group = Conversation.objects.latest("id"), Group.objects.latest("id")
    return path.format(id=conversation.id, group=group.id)


@pytest.mark.parametrize(("size", "scheme"), VARIANTS)
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_and_fits(
    open_console: OpenConsole, picture: Picture, path: str, size: str, scheme: str
) -> None:
    fill()
    page = open_console(addressed(path), size=size, scheme=scheme)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    name = path.format(id="one", group="one") or "safety"
    picture(page, f"console {name} {size} {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_door_is_accessible(open_console: OpenConsole, picture: Picture, scheme: str) -> None:
    page = open_console("sign-in", role=None, scheme=scheme, size="narrow")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.response["violations"] == [], found.generate_report()
    picture(page, f"console door {scheme}")


def test_pages_break_no_rule_of_their_policy(open_console: OpenConsole) -> None:
    fill()
    page = open_console()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in PAGES[:-1]:
        page.goto(f"/staff/{addressed(path)}")
    assert complaints == []


def test_menu_folds_on_a_tablet(open_console: OpenConsole) -> None:
    page = open_console(size="tablet")
    link = page.get_by_role("link", name="Call-backs", exact=True)
    assert not link.is_visible()
    page.get_by_text("Menu", exact=True).click()
    link.click()
    assert page.url.endswith("/staff/call-backs")
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(link).to_be_visible()
    page.set_viewport_size({"width": 768, "height": 1024})
    expect(link).not_to_be_visible()


def test_menu_is_folded_on_a_phone_after_an_edit(open_console: OpenConsole) -> None:
    fill()
    page = open_console(size="narrow")
    page.get_by_role("button", name="Acknowledge").first.click()
    expect(page.get_by_role("status")).to_contain_text("you saw it")
    expect(page.get_by_role("link", name="Call-backs", exact=True)).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_paper_has_the_page_alone(open_console: OpenConsole, picture: Picture) -> None:
    fill()
    page = open_console("call-backs")
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible()
    assert page.get_by_role("heading", name="Call-backs").is_visible()
    picture(page, "console call-backs paper")
