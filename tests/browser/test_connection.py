"""The connection fails; nothing that the patient wrote is lost or answered twice."""

import json

from chat import Chat
from playwright.sync_api import Page, Route, expect

MESSAGES = "**/chat/messages"


def test_lost_message_is_kept_said_so_and_sent_again(chat: Chat) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.send("Does dry needling hurt?")
    expect(chat.alert).to_contain_text("No connection. Your message is kept")
    chat.page.unroute(MESSAGES)
    chat.answer(1)
    expect(chat.alert).to_be_empty()
    expect(chat.log.locator(".patient")).to_have_count(1)
    expect(chat.answers).to_have_count(2)


def test_lost_message_is_sent_at_once_when_asked(chat: Chat) -> None:
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.send("Does dry needling hurt?")
    retry = chat.alert.get_by_role("button", name="Try now")
    expect(retry).to_be_visible()
    expect(chat.alert.get_by_role("link")).to_have_attribute("href", "tel:02079460142")
    chat.page.unroute(MESSAGES)
    retry.click()
    chat.answer(1)


def test_answer_lost_on_its_way_is_shown_once(chat: Chat) -> None:
    ids: list[str] = []

    def swallow_first_answer(route: Route) -> None:
        ids.append(route.request.post_data_json["id"])
        if len(ids) > 1:
            return route.continue_()
        route.fetch()
        return route.abort()

    chat.page.route(MESSAGES, swallow_first_answer)
    chat.send("Does dry needling hurt?")
    chat.answer(1)
    assert len(ids) >= 2
    assert len(set(ids)) == 1
    expect(chat.log.locator(".patient")).to_have_count(1)
    chat.page.unroute(MESSAGES)
    chat.page.reload()
    expect(chat.messages).to_have_count(3)


def test_messages_written_offline_are_answered_in_order(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.send("Does dry needling hurt?")
    chat.send("How many sessions will I need?")
    expect(chat.alert).to_contain_text("No connection")
    chat.page.context.set_offline(False)
    chat.answer(2)
    said = chat.messages.evaluate_all("all => all.map(one => one.classList.contains('patient'))")
    assert said == [False, True, False, True, False]


def test_busy_desk_is_asked_again_later(chat: Chat) -> None:
    replies = iter([429])

    def refuse_once(route: Route) -> None:
        if next(replies, None):
            error = json.dumps({"error": {"code": "too_many", "message": "Later"}})
            return route.fulfill(status=429, headers={"Retry-After": "1"}, body=error)
        return route.continue_()

    chat.page.route(MESSAGES, refuse_once)
    chat.send("Does dry needling hurt?")
    expect(chat.alert).to_contain_text("Many people are writing")
    chat.answer(1)
    expect(chat.alert).to_be_empty()


def test_pending_answer_takes_the_place_of_its_notice(chat: Chat) -> None:
    notice = {
        "id": "4e0ad1b8-9e5a-5a4c-8d6e-0c1f5c2f0a11",
        "kind": "notice",
        "text": "Please wait, or call.",
    }
    empty = {"topics": [], "parts": [], "citations": [], "suggestions": [], "disclaimer": None}
    replies = iter([{"messages": [{**empty, **notice}], "pending": True}])

    def wait_once(route: Route) -> None:
        reply = next(replies, None)
        return route.fulfill(json=reply) if reply else route.continue_()

    chat.page.route(MESSAGES, wait_once)
    chat.send("Does dry needling hurt?")
    expect(chat.log.locator(".assistant.notice")).to_contain_text("Please wait")
    expect(chat.element.get_by_role("status")).to_contain_text("We have your message")
    chat.answer(1)
    expect(chat.log.locator(".assistant.notice")).to_have_count(0)
    expect(chat.log.locator(".patient")).to_have_count(1)


def test_unreachable_desk_shows_numbers_from_the_page(page: Page) -> None:
    page.route("**/chat/**", lambda route: route.abort())
    chat = Chat(page)
    chat.launcher.click()
    card = chat.element.locator(".offline")
    expect(card).to_contain_text("can’t be reached")
    expect(card.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    expect(card.get_by_role("link", name="Call the clinic")).to_have_attribute(
        "href", "tel:02079460142"
    )
    page.unroute("**/chat/**")
    card.get_by_role("button", name="Try again").click()
    expect(chat.answers.first).to_be_visible()
    expect(card).to_have_count(0)


def test_message_that_is_too_long_is_not_sent(chat: Chat) -> None:
    chat.send("ouch " * 500)
    expect(chat.element.get_by_role("status")).to_contain_text("characters too long")
    expect(chat.field).to_have_attribute("aria-invalid", "true")
    expect(chat.log.locator(".patient")).to_have_count(0)


def test_refused_message_is_given_back(chat: Chat) -> None:
    refusal = {"error": {"code": "bad_value", "message": "No"}}
    chat.page.route(MESSAGES, lambda route: route.fulfill(status=422, json=refusal))
    chat.send("Does dry needling hurt?")
    expect(chat.alert).to_contain_text("could not be sent")
    chat.page.unroute(MESSAGES)
    chat.alert.get_by_role("button", name="Write it again").click()
    expect(chat.field).to_have_value("Does dry needling hurt?")
    expect(chat.field).to_be_focused()
    chat.field.press("Enter")
    chat.answer(1)


def test_ended_session_is_begun_anew(chat: Chat) -> None:
    chat.page.evaluate(
        "key => sessionStorage.setItem(key, JSON.stringify({token: 'stale'}))",
        f"needlewise:{chat.page.url.rstrip('/')}",
    )
    chat.page.reload()
    chat = Chat(chat.page).open()
    chat.ask("Does dry needling hurt?")
