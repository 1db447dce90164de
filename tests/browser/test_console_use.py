"""Staff at work: signing in, keys, acknowledging, with and without scripts."""

from urllib.parse import parse_qs, urlsplit

from console_page import OpenConsole
from console_rows import fill
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from staff import PASSWORD, enrol

from frontdesk.console.member import Role
from frontdesk.conversations.models import Concern


def sign_in(page: Page) -> None:
    """Sign a new reviewer in, as they do the first time."""
    member = enrol(Role.REVIEWER, "ana@clinic.example")
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    expect(page.get_by_role("img", name="Picture for the authenticator app")).to_be_visible()
    device = TOTPDevice.objects.get(user=member)
    page.get_by_label("Code").fill(f"{totp(device.bin_key):06}")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".codes code")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()


def test_first_sign_in_leads_where_it_was_going(open_console: OpenConsole) -> None:
    page = open_console("call-backs", role=None)
    assert parse_qs(urlsplit(page.url).query)["next"] == ["/staff/call-backs"]
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Call-backs")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_console_works_without_scripts(open_console: OpenConsole) -> None:
    fill()
    page = open_console(role=None, java_script_enabled=False)
    sign_in(page)
    page.get_by_role("button", name="Acknowledge").first.click()
    expect(page.get_by_role("status")).to_contain_text("you saw it")
    assert Concern.objects.exclude(acknowledged_at=None).count() == 1
    page.get_by_role("button", name="Undo").click()
    assert Concern.objects.exclude(acknowledged_at=None).count() == 0


def test_keys_walk_acknowledge_and_undo(open_console: OpenConsole) -> None:
    fill()
    page = open_console()
    second = page.locator("[data-row]").nth(1)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(second.get_by_role("link")).to_be_focused()
    text = second.locator("blockquote").inner_text()
    page.keyboard.press("y")
    expect(page.get_by_role("status")).to_contain_text("you saw it")
    assert Concern.objects.exclude(acknowledged_at=None).get().turn.redacted_text == text
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("waits again")
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page.get_by_role("heading", level=1)).to_have_text("Call-backs")


def test_question_mark_lists_the_keys_and_can_turn_them_off(open_console: OpenConsole) -> None:
    page = open_console()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard")
    expect(sheet).to_contain_text("acknowledge")
    sheet.get_by_label("Keys off on this device").check()
    sheet.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    expect(sheet).not_to_be_visible()
    page.get_by_role("button", name="Keys").click()
    expect(sheet).to_be_visible()


def test_typing_is_not_a_command(open_console: OpenConsole) -> None:
    page = open_console("audit")
    page.keyboard.press("/")
    expect(page.get_by_label("Member")).to_be_focused()
    page.keyboard.type("g c?")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_label("Member")).to_have_value("g c?")
