"""WCAG 2.2 AA: what axe can see, and what it can't."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from chat import Chat
from clinic_page import SIZES, OpenPage, settle
from playwright.sync_api import Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES = ("light", "dark")


def _closed(chat: Chat) -> None:
    expect(chat.launcher).to_be_visible()


def _greeting(chat: Chat) -> None:
    chat.open()


def _sources(chat: Chat) -> None:
    chat.open().ask("Does dry needling hurt?").locator("summary").click()


def _emergency(chat: Chat) -> None:
    chat.open().ask("I can't catch my breath since yesterday's needling")


def _feedback(chat: Chat) -> None:
    answer = chat.open().ask("Does dry needling hurt?")
    answer.get_by_role("button", name="No, this did not help").click()
    expect(chat.element.get_by_role("status")).to_have_text("Thank you.")


def _history(chat: Chat) -> None:
    chat.open().ask("Does dry needling hurt?").locator(".choices button").first.click()
    chat.answer(2)


def _lost(chat: Chat) -> None:
    chat.open()
    chat.page.route("**/chat/messages", lambda route: route.abort())
    chat.send("Does dry needling hurt?")
    expect(chat.alert).to_contain_text("No connection")


def _unreachable(chat: Chat) -> None:
    chat.page.route("**/chat/**", lambda route: route.abort())
    chat.launcher.click()
    expect(chat.element.locator(".offline")).to_be_visible()


def _menu(chat: Chat) -> None:
    chat.open().element.get_by_role("button", name="Chat options").click()
    chat.element.get_by_role("button", name="Delete this chat").click()


STATES = (_closed, _greeting, _sources, _emergency, _feedback, _history, _lost, _unreachable, _menu)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_axe_finds_nothing(
    open_page: OpenPage, state: Callable[[Chat], None], size: str, scheme: str
) -> None:
    page = open_page(size, scheme=scheme, reduced_motion="reduce")
    state(Chat(page))
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


def test_log_announces_each_message_with_its_author(chat: Chat) -> None:
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.log).to_have_attribute("aria-relevant", "additions")
    chat.element.evaluate(
        """host => {
            window.added = [];
            const log = host.shadowRoot.querySelector('[role=log]');
            new MutationObserver(records => records.forEach(record => record.addedNodes.forEach(
                node => window.added.push(node.textContent)))).observe(log, {childList: true});
        }"""
    )
    chat.ask("Does dry needling hurt?")
    added = chat.page.evaluate("window.added")
    assert [text.split(":")[0] for text in added] == ["You said", "Assistant said"]


def test_restored_messages_are_not_announced(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    chat.page.add_init_script(
        """window.seen = [];
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (options) {
            const root = attach.call(this, options);
            const note = ({addedNodes}) => addedNodes.forEach(node => {
                const log = node.querySelector?.('[role=log]') ?? node.parentElement?.closest('[role=log]');
                if (log) window.seen.push([log.ariaLive, log.children.length]);
            });
            const observer = new MutationObserver(records => records.forEach(note));
            observer.observe(root, {childList: true, subtree: true});
            return root;
        };"""
    )
    chat.page.reload()
    expect(chat.messages).to_have_count(3)
    expect(chat.log).to_have_attribute("aria-live", "polite")
    seen = chat.page.evaluate("window.seen")
    assert seen[-1] == ["off", 3]
    assert {live for live, _ in seen} == {"off"}


def test_one_log_and_one_status_speak(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    for role in ("log", "status"):
        expect(chat.element.locator(f"[role={role}]")).to_have_count(1)
    loud = chat.element.locator("[aria-live]:not([aria-live=off])")
    expect(loud).to_have_count(1)


def test_errors_are_announced_and_empty_until_then(chat: Chat) -> None:
    for alert in chat.element.locator("[role=alert]").all():
        expect(alert).to_be_empty()
        expect(alert).not_to_have_css("display", "none")


def test_dialog_is_modal_only_where_it_covers_the_page(open_page: OpenPage) -> None:
    for size, is_modal in (("desktop", False), ("phone", True)):
        chat = Chat(open_page(size)).open()
        assert chat.dialog.evaluate("dialog => dialog.matches(':modal')") is is_modal


def test_dialog_tells_screen_readers_what_it_is(chat: Chat) -> None:
    expect(chat.dialog).to_match_aria_snapshot(
        """
        - dialog "Riverside Physiotherapy":
          - heading "Riverside Physiotherapy" [level=2]
          - paragraph: Automated assistant
          - button "Chat options"
          - button "Close the chat"
          - link "In an emergency, call 999"
          - button "Talk to a person"
          - group "Conversation":
            - region "Before you start":
              - heading "Before you start" [level=3]
            - log "Messages":
              - group "You could ask"
          - status
          - alert
          - text: Your question
          - textbox "Your question"
          - button "Send"
        """
    )


@pytest.mark.parametrize("size", SIZES)
def test_targets_are_large_enough_for_a_thumb(open_page: OpenPage, size: str) -> None:
    chat = Chat(open_page(size)).open()
    chat.ask("Does dry needling hurt?")
    controls = "button:not(.mark):not([aria-disabled]), .call, summary, textarea"
    small = chat.element.locator(controls).evaluate_all(
        """all => all.filter(one => one.checkVisibility())
            .map(one => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
            .map(([text, box]) => `${text} ${box.width} ${box.height}`)"""
    )
    assert small == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_runs_over_the_side(open_page: OpenPage, size: str) -> None:
    chat = Chat(open_page(size)).open()
    chat.ask("Does dry needling hurt?").locator("summary").click()
    chat.ask("https://example.org/" + "long" * 60)
    wide = chat.element.locator(".scroller").evaluate("one => one.scrollWidth - one.clientWidth")
    assert wide <= 0
    assert chat.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_focus_is_never_hidden_behind_the_frame(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    chat.element.locator("#title").focus()
    for _ in range(14):
        chat.page.keyboard.press("Tab")
        assert chat.element.evaluate(
            """host => {
                const one = host.shadowRoot.activeElement;
                if (!one) return true;
                const {left, top, width, height} = one.getBoundingClientRect();
                const middle = [left + width / 2, top + Math.min(height / 2, 20)];
                const seen = host.shadowRoot.elementFromPoint(...middle);
                return one.contains(seen) || seen.contains(one);
            }"""
        )


def test_reduced_motion_stands_still(open_page: OpenPage) -> None:
    chat = Chat(open_page(reduced_motion="reduce")).open()
    chat.page.route("**/chat/messages", lambda route: None)
    chat.send("Does dry needling hurt?")
    status = chat.element.get_by_role("status")
    expect(status).to_contain_text("is writing")
    moving = chat.page.evaluate(
        "document.getAnimations().filter(one => one.playState === 'running').length"
    )
    assert moving == 0


def test_forced_colours_keep_borders(open_page: OpenPage) -> None:
    chat = Chat(open_page(forced_colors="active")).open()
    chat.ask("Does dry needling hurt?")
    for name in (".launcher", ".bubble.patient", ".bubble.assistant", ".send", ".mark"):
        width = chat.element.locator(name).first.evaluate(
            "one => parseFloat(getComputedStyle(one).borderTopWidth)"
        )
        assert width >= 1, name


def test_right_to_left_page_mirrors_the_chat(page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")
    chat = Chat(page).open()
    box = chat.dialog.bounding_box()
    assert box
    assert box["x"] < 100
    asked = chat.ask("Does dry needling hurt?") and chat.log.locator(".patient").bounding_box()
    assert asked
    assert asked["x"] < box["x"] + 80


def test_two_fingers_enlarge_the_chat(open_page: OpenPage) -> None:
    chat = Chat(open_page("phone")).open()
    before = chat.dialog.evaluate("one => one.clientHeight")
    session = chat.page.context.new_cdp_session(chat.page)
    session.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    chat.page.wait_for_function("visualViewport.scale === 2")
    settle(chat.page)
    assert chat.dialog.evaluate("one => one.clientHeight") == before


def test_opening_tells_that_it_is_a_machine(chat: Chat) -> None:
    expect(chat.dialog).to_have_accessible_description(re.compile("not a clinician"))


def test_double_text_size_still_fits(open_page: OpenPage) -> None:
    """A desktop at 400% is 320 pixels wide and 215 high."""
    page = open_page()
    page.set_viewport_size({"width": 320, "height": 215})
    chat = Chat(page).open()
    expect(chat.field).to_be_in_viewport(ratio=1)
    chat.ask("Does dry needling hurt?")
    room = chat.element.locator(".scroller").evaluate("one => one.clientHeight")
    assert room >= 40
