"""A patient talks to the assistant in the browser."""

import re

from chat import Chat
from playwright.sync_api import Page, expect


def test_chat_shows_the_notice_before_the_first_message(chat: Chat) -> None:
    notice = chat.element.get_by_role("region", name="Before you start")
    expect(notice).to_contain_text("automated assistant, not a clinician")
    expect(chat.answers.first.get_by_role("button")).to_have_count(3)


def test_answer_has_claims_sources_and_disclaimer(chat: Chat) -> None:
    answer = chat.ask("Does dry needling hurt?")
    expect(answer.get_by_role("heading", name="Does dry needling hurt?")).to_be_visible()
    expect(answer.locator(".disclaimer")).to_contain_text("not medical advice")
    sources = answer.get_by_role("group").filter(has_text="Sources")
    expect(sources.locator("ol").first).to_be_hidden()
    answer.locator("summary").click()
    expect(sources.locator("ol li").first).to_contain_text("paragraph")
    expect(sources.locator(".reviewed")).to_contain_text(re.compile(r"Reviewed \d+ \w+ \d{4}"))


def test_mark_opens_the_sources_of_its_claim(chat: Chat) -> None:
    answer = chat.ask("Does dry needling hurt?")
    answer.get_by_role("button", name=re.compile("^Source")).first.click()
    expect(answer.locator("details")).to_have_attribute("open", "")
    assert chat.focused().startswith("Sources")


def test_suggestion_is_asked_and_stays_readable(chat: Chat) -> None:
    answer = chat.ask("Does dry needling hurt?")
    choice = answer.locator(".choices button").first
    title = choice.inner_text()
    choice.click()
    chat.answer(2)
    expect(chat.log.locator(".patient").last).to_contain_text(title)
    expect(choice).to_be_visible()
    expect(choice).to_have_attribute("aria-disabled", "true")
    expect(choice).to_contain_text("(chosen)")
    assert chat.focused().startswith(title)


def test_used_suggestion_does_nothing_more(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    asked = chat.log.locator(".patient")
    expect(asked).to_have_count(1)
    chat.answers.first.locator(".choices button").first.click(force=True)
    expect(asked).to_have_count(1)


def test_emergency_has_numbers_to_tap(chat: Chat) -> None:
    card = chat.ask("I can't catch my breath since yesterday's needling")
    expect(card).to_have_class(re.compile("red_flag"))
    first = card.locator(".calls a").first
    expect(first).to_have_attribute("href", "tel:999")
    expect(card.get_by_role("link", name=re.compile("Call the clinic"))).to_have_attribute(
        "href", "tel:02079460142"
    )


def test_person_and_emergency_number_are_always_in_reach(chat: Chat) -> None:
    emergency = chat.element.get_by_role("link", name="In an emergency, call 999")
    expect(emergency).to_have_attribute("href", "tel:999")
    chat.element.get_by_role("button", name="Talk to a person").click()
    expect(chat.element.get_by_role("link", name="Call 020 7946 0142")).to_be_visible()
    chat.element.get_by_role("button", name="Ask for a person here").click()
    expect(chat.log.locator(".patient").last).to_contain_text("talk to a person")
    chat.answer(1)


def test_conversation_survives_a_reload(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    said = [text.split("\n")[0] for text in chat.messages.all_inner_texts()]
    chat.page.reload()
    expect(chat.messages).to_have_count(len(said))
    assert [text.split("\n")[0] for text in chat.messages.all_inner_texts()] == said


def test_conversation_goes_on_after_a_reload(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    chat.page.reload()
    expect(chat.messages).to_have_count(3)
    chat.ask("How many sessions will I need?")
    expect(chat.log.locator(".patient")).to_have_count(2)


def test_message_sent_just_before_a_reload_is_answered_once(chat: Chat) -> None:
    chat.page.route("**/chat/messages", lambda route: None)
    chat.send("Does dry needling hurt?")
    chat.page.unroute("**/chat/messages")
    chat.page.reload()
    chat.answer(1)
    expect(chat.log.locator(".patient")).to_have_count(1)
    expect(chat.answers).to_have_count(2)


def test_new_chat_is_empty_and_stays_so(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    _choose(chat, "Start a new chat")
    expect(chat.messages).to_have_count(1)
    chat.page.reload()
    expect(chat.answers.first).to_be_visible()
    expect(chat.messages).to_have_count(1)


def test_deleted_chat_is_gone_for_good(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    _choose(chat, "Delete this chat")
    assert chat.focused() == "Keep it"
    chat.element.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.messages).to_have_count(1)
    expect(chat.element.get_by_role("status")).to_have_text("This chat was deleted.")
    chat.ask("Does dry needling hurt?")
    expect(chat.log.locator(".patient")).to_have_count(1)


def test_transcript_is_downloaded(chat: Chat) -> None:
    chat.ask("Does dry needling hurt?")
    with chat.page.expect_download() as download:
        _choose(chat, "Download this chat")
    text = download.value.path().read_text(encoding="utf-8")
    assert "Does dry needling hurt?" in text
    assert download.value.suggested_filename == "chat-with-the-clinic.txt"


def test_feedback_takes_a_thumb_and_a_comment(chat: Chat) -> None:
    answer = chat.ask("Does dry needling hurt?")
    with chat.page.expect_response("**/chat/feedback") as first:
        answer.get_by_role("button", name="No, this did not help").click()
    assert first.value.status == 204
    answer.get_by_role("textbox", name="What could be better?").fill("Shorter, please")
    with chat.page.expect_response("**/chat/feedback") as second:
        answer.get_by_role("button", name="Send comment").click()
    assert second.value.status == 204
    expect(chat.element.get_by_role("status")).to_have_text("Thank you.")


def test_two_tabs_are_two_conversations(page: Page) -> None:
    Chat(page).open().ask("Does dry needling hurt?")
    other = page.context.new_page()
    other.goto("/")
    expect(Chat(other).open().messages).to_have_count(1)


def test_right_to_left_text_keeps_its_direction(chat: Chat) -> None:
    chat.ask("هل هذا مؤلم؟")
    direction = chat.log.locator(".patient p").last.evaluate("p => getComputedStyle(p).direction")
    assert direction == "rtl"


def _choose(chat: Chat, label: str) -> None:
    chat.element.get_by_role("button", name="Chat options").click()
    chat.element.get_by_role("button", name=label).click()
