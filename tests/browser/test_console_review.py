"""Staff at the inbox, at a conversation and at what is to be improved, with and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from clinic_page import Picture
from console_page import OpenConsole
from console_rows import fill
from playwright.sync_api import Page, expect
from recorded import CLARIFIED, turn
from test_accessibility import RULES

from frontdesk.console.improve.candidate import Candidate, Group
from frontdesk.console.improve.correction import Correction
from frontdesk.conversations.models import Conversation

ASKED = ("can I go bowling afterwards", "when is bowling alright again", "bowling tonight?")


@pytest.fixture
def asked() -> None:
    """A group of messages that were not understood, and another."""
    for texts in (ASKED, ("do you treat horses",)):
        group = Group.objects.create(meaning=bytes(384))
        for text in texts:
            made = turn(text, **CLARIFIED)
            Candidate.objects.create(
                turn=made, group=group, reason="unanswered", understood="nlu_fallback"
            )


def first_group(page: Page) -> str:
    """Return what stands in the first row."""
    return page.locator("[data-row]").first.inner_text()


def test_one_press_corrects_a_group_in_its_place(
    open_console: OpenConsole, asked: None, picture: Picture
) -> None:
    page = open_console("improve", role="reviewer")
    page.evaluate("window.isSamePage = true")
    picture(page, "console improve groups")
    row = page.locator("[data-row]").first
    row.get_by_role("checkbox").first.uncheck()

    row.get_by_role("button", name="Does dry needling hurt?").click()

    expect(row).to_contain_text("2 messages: “Does dry needling hurt?”")
    assert page.evaluate("window.isSamePage")
    assert Correction.objects.count() == 2
    row.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("2 messages taken back.")
    assert "3 messages" in first_group(page)


def test_group_shows_all_its_messages(
    open_console: OpenConsole, asked: None, picture: Picture
) -> None:
    page = open_console("improve", role="reviewer", size="narrow")
    page.get_by_role("link", name="3 messages").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    picture(page, "console improve group")


def test_keys_correct_and_take_back(open_console: OpenConsole, asked: None) -> None:
    page = open_console("improve", role="reviewer")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-row]").first).to_contain_text("3 messages: no card covers it.")
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("3 messages taken back.")


def test_correction_works_without_scripts(open_console: OpenConsole, asked: None) -> None:
    page = open_console("improve", role="reviewer", java_script_enabled=False)
    row = page.locator("[data-row]").first
    row.get_by_label("Another topic").select_option("aftercare")
    row.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("3 messages")
    assert set(Correction.objects.values_list("topic", flat=True)) == {"aftercare"}


def test_export_is_read_first_and_then_downloaded(
    open_console: OpenConsole, asked: None, picture: Picture
) -> None:
    page = open_console("improve", role="clinical_lead")
    page.locator("[data-row]").first.get_by_role("button", name="Does dry needling hurt?").click()
    expect(page.locator("[data-row]").first).to_contain_text("Ready to export")
    page.get_by_role("link", name="Corrections and export").click()
    picture(page, "console corrections ready")
    page.get_by_label("I have read each message").check()
    page.get_by_role("button", name="Export 3 corrections").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"corrections-.*\.yml")).click()
    assert re.fullmatch(r"corrections-[\d-]+\.yml", download.value.suggested_filename)
    assert ASKED[0] in download.value.path().read_text(encoding="utf-8")


def test_filter_stays_in_the_address_and_row_is_reviewed_by_key(
    open_console: OpenConsole, asked: None
) -> None:
    turn("does it hurt")
    page = open_console("inbox", role="reviewer")
    page.get_by_label("What happened").select_option("fallback")
    page.wait_for_url("**flag=fallback**")
    expect(page.locator("[data-row]")).to_have_count(4)
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.get_by_role("status")).to_contain_text("Marked as reviewed.")
    assert "flag=fallback" in page.url
    assert Conversation.objects.filter(status="reviewed").count() == 1
    page.keyboard.press("u")
    expect(page.get_by_role("status")).to_contain_text("Marked as new.")


def test_conversation_is_marked_and_shows_what_was_behind_it(
    open_console: OpenConsole, asked: None, picture: Picture
) -> None:
    made = turn("does it hurt")
    page = open_console(f"conversations/{made.conversation_id}", role="reviewer")
    page.get_by_label("A word").fill("ask Dana")
    page.get_by_role("button", name="Tag", exact=True).click()
    page.get_by_label("A note for the team").fill("Rang, no answer.")
    page.get_by_role("button", name="Keep note").click()
    expect(page.get_by_role("status")).to_contain_text("Note kept.")
    page.wait_for_load_state()
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text("Assigned to")
    page.keyboard.press("t")
    expect(page.get_by_text("model m1")).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    assert found.response["violations"] == [], found.generate_report()
    picture(page, "console conversation marked")


def test_paper_has_what_was_said_alone(open_console: OpenConsole, picture: Picture) -> None:
    page = open_console(f"conversations/{fill().id}")
    page.emulate_media(media="print")
    assert page.locator(".bubble.patient").first.is_visible()
    assert not page.get_by_role("button", name="Keep note").is_visible()
    picture(page, "console conversation paper")
