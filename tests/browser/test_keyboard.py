"""The chat without a mouse."""

from chat import Chat
from clinic_page import OpenPage
from playwright.sync_api import Page, Route, expect


def test_launcher_opens_by_key_and_focus_goes_to_the_field(page: Page) -> None:
    chat = Chat(page)
    chat.launcher.focus()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(chat.launcher).to_have_attribute("aria-expanded", "true")
    assert chat.focused() == "Your question"


def test_escape_closes_and_focus_returns(chat: Chat) -> None:
    chat.page.keyboard.press("Escape")
    expect(chat.dialog).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_every_control_is_reached_in_reading_order(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    chat.element.locator("#title").focus()
    walked = []
    while (name := _next(chat)) and len(walked) < 60:
        walked.append(name)
    assert walked[:5] == [
        "Chat options",
        "Close the chat",
        "In an emergency, call 999",
        "Talk to a person",
        "Conversation",
    ]
    assert walked[-2:] == ["Your question", "Send"]
    assert any(name.startswith("Source ") for name in walked)
    assert any(name.startswith("Sources") for name in walked)
    assert "Yes, this helped" in walked


def test_desktop_dialog_lets_the_focus_go_on_to_the_page(chat: Chat) -> None:
    chat.element.get_by_role("button", name="Send").focus()
    chat.page.keyboard.press("Tab")
    assert chat.focused() == ""


def test_phone_dialog_keeps_the_page_out_of_reach(open_page: OpenPage) -> None:
    chat = Chat(open_page("phone")).open()
    for _ in range(30):
        chat.page.keyboard.press("Tab")
        outside = chat.page.evaluate(
            "document.activeElement.closest('main, .top, .bottom') !== null"
        )
        assert not outside
    chat.page.keyboard.press("Escape")
    expect(chat.dialog).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_escape_closes_the_innermost_first(chat: Chat) -> None:
    options = chat.element.get_by_role("button", name="Chat options")
    options.focus()
    chat.page.keyboard.press("Enter")
    new_chat = chat.element.get_by_role("button", name="Start a new chat")
    expect(new_chat).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(new_chat).to_be_hidden()
    expect(chat.dialog).to_be_visible()
    expect(options).to_be_focused()


def test_escape_closes_the_innermost_first_on_a_phone(open_page: OpenPage) -> None:
    chat = Chat(open_page("phone")).open()
    chat.element.get_by_role("button", name="Chat options").press("Enter")
    chat.page.keyboard.press("Escape")
    expect(chat.dialog).to_be_visible()


def test_shift_enter_begins_a_new_line(chat: Chat) -> None:
    chat.field.press_sequentially("one")
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("two")
    expect(chat.field).to_have_value("one\ntwo")
    expect(chat.log.locator(".patient")).to_have_count(0)


def test_focus_stays_in_the_field_while_answers_come(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    expect(chat.field).to_be_focused()


def test_reader_of_earlier_messages_is_led_to_a_new_one(chat: Chat) -> None:
    held: list[Route] = []
    chat.ask("Does dry needling hurt?")
    chat.page.route("**/chat/messages", lambda route: held.append(route))
    chat.send("How many sessions will I need?")
    scroller = chat.element.get_by_role("group", name="Conversation")
    scroller.evaluate("scroller => { scroller.scrollTop = 0; }")
    jump = chat.element.get_by_role("button", name="New answer")
    expect(jump).to_be_hidden()
    held[0].continue_()
    expect(jump).to_be_visible(timeout=20_000)
    assert scroller.evaluate("scroller => scroller.scrollTop") == 0
    jump.click()
    expect(chat.answer(2)).to_be_in_viewport()
    expect(jump).to_be_hidden()
    expect(scroller).to_be_focused()


def test_focus_is_not_lost_with_the_error_that_had_it(chat: Chat) -> None:
    chat.page.route("**/chat/messages", lambda route: route.abort())
    chat.send("Does dry needling hurt?")
    retry = chat.alert.get_by_role("button", name="Try now")
    retry.focus()
    chat.page.unroute("**/chat/messages")
    retry.press("Enter")
    chat.answer(1)
    expect(chat.field).to_be_focused()


def test_focus_goes_back_to_the_thumb_after_a_comment(chat: Chat) -> None:
    answer = chat.ask("Does dry needling hurt?")
    answer.get_by_role("button", name="Yes, this helped").press("Enter")
    answer.get_by_role("textbox", name="What could be better?").fill("More pictures")
    answer.get_by_role("button", name="Send comment").press("Enter")
    expect(answer.get_by_role("button", name="Yes, this helped")).to_be_focused()


def _next(chat: Chat) -> str:
    chat.page.keyboard.press("Tab")
    return chat.focused()
