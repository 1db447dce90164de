"""Nothing that a patient, the assistant or the page's attributes say is ever run as HTML."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from chat import Chat
from clinic_page import OpenPage, settle
from playwright.sync_api import Page, Route, expect

PAYLOADS: list[str] = yaml.safe_load(Path(__file__).with_name("payloads.yml").read_text("utf-8"))
TRAP = """window.hasRun = [];
window.ran = (n) => window.hasRun.push(n);
alert = confirm = prompt = print = ran;"""
KINDS = (
    "answer",
    "clarification",
    "red_flag",
    "advice_boundary",
    "not_covered",
    "handoff",
    "notice",
)


def test_there_are_200_different_payloads() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 200


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_payloads_in_a_conversation_run_nothing(open_page: OpenPage, first: int) -> None:
    page = _trapped(open_page)
    records = [
        record
        for n, text in enumerate(PAYLOADS[first : first + 50])
        for record in _records(n, text)
    ]
    page.route("**/chat/messages", lambda route: route.fulfill(json={"messages": records}))
    page.add_init_script(
        'sessionStorage.setItem(`needlewise:${location.origin}`, \'{"token": "t"}\');'
    )
    page.reload()
    chat = Chat(page).open()
    expect(chat.messages).to_have_count(101)
    chat.log.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    _press_everything(page)
    _expect_nothing_ran(page)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_payloads_in_the_clinics_words_run_nothing(open_page: OpenPage, first: int) -> None:
    page = _trapped(open_page)
    for text in PAYLOADS[first : first + 50]:
        page.route("**/chat/config", _config(text))
        page.evaluate(
            """text => {
                const chat = document.querySelector('needlewise-chat');
                chat.open = false;
                for (const name of ['clinic', 'phone', 'emergency']) chat.setAttribute(name, text);
                chat.open = true;
            }""",
            text,
        )
        expect(Chat(page).answers.first).to_be_visible()
        page.unroute("**/chat/config")
    _expect_nothing_ran(page)


def test_typed_payloads_run_nothing(open_page: OpenPage) -> None:
    page = _trapped(open_page)
    chat = Chat(page).open()
    page.route(
        "**/chat/messages", lambda route: route.fulfill(json={"messages": [], "pending": False})
    )
    page.route(
        "**/chat/session",
        lambda route: route.fulfill(status=201, json={"token": "t", "expires_at": ""}),
    )
    for text in PAYLOADS:
        chat.send(text)
    expect(chat.log.locator(".patient")).to_have_count(200)
    _expect_nothing_ran(page)


def _trapped(open_page: OpenPage) -> Page:
    """Return a page without the policy that would hide a mistake of the widget."""
    page = open_page(bypass_csp=True)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.add_init_script(TRAP)
    page.reload()
    return page


def _records(n: int, text: str) -> list[dict[str, object]]:
    claim = {"text": text, "citations": [1, 2]}
    citation = {
        "kind": "document",
        "source": text,
        "publisher": text,
        "title": text,
        "section": text,
    }
    answer = {
        "from": "assistant",
        "id": f"answer {n} {text}",
        "kind": KINDS[n % len(KINDS)],
        "topics": [text],
        "text": text,
        "parts": [{"topic": text, "title": text, "claims": [claim], "more": True}] if n % 3 else [],
        "citations": [{**citation, "number": k, "paragraph": text, "url": text} for k in (1, 2)],
        "disclaimer": text,
        "reviewed_on": text,
        "suggestions": [{"title": text, "choice": text, "topic": text}],
    }
    return [{"from": "patient", "id": f"asked {n}", "text": text}, answer]


def _config(text: str) -> Callable[[Route], None]:
    config = {
        "name": text,
        "greeting": text,
        "notice": {"text": text, "version": text},
        "disclaimer": text,
        "emergency": {"text": text, "number": text},
        "phone": text,
        "limits": {"characters": 2000},
        "suggestions": [{"title": text, "topic": text}],
    }
    return lambda route: route.fulfill(json=config)


def _press_everything(page: Page) -> None:
    page.evaluate(
        """() => document.querySelector('needlewise-chat').shadowRoot
            .querySelectorAll('.log button').forEach(one => one.click())"""
    )


def _expect_nothing_ran(page: Page) -> None:
    settle(page)
    assert page.evaluate("window.hasRun") == []
    foreign = page.evaluate(
        """() => {
            const known = new Set(('DIV SPAN P A B BUTTON H2 H3 H4 UL OL LI CITE DETAILS SUMMARY DIALOG '
                + 'SECTION FORM LABEL TEXTAREA svg path').split(' '));
            const safe = /^(https:\\/\\/|tel:|mailto:)/i;
            const root = document.querySelector('needlewise-chat').shadowRoot;
            return [...root.querySelectorAll('*')].filter(one =>
                !known.has(one.tagName) || [...one.attributes].some(({name, value}) =>
                    name.startsWith('on') || name === 'src' || (name === 'href' && !safe.test(value))))
                .map(one => one.outerHTML.slice(0, 200));
        }"""
    )
    assert foreign == []
