"""The widget on another site's page, as the clinic's contractor puts it there: one script, one element."""

from chat import Chat
from clinic_page import HOST
from playwright.sync_api import Browser, BrowserContext, Page, expect

UNLISTED = "http://localhost:4998"


def test_chat_works_on_a_listed_page_with_a_strict_policy(browser: Browser, site: str) -> None:
    page = _host_page(browser.new_context(), site, HOST)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(HOST)
    chat = Chat(page).open()
    answer = chat.ask("Does dry needling hurt?")
    expect(answer.get_by_role("heading", name="Does dry needling hurt?")).to_be_visible()
    page.reload()
    expect(chat.messages).to_have_count(3)
    assert complaints == []
    page.context.close()


def test_page_that_is_not_listed_gets_no_chat_but_its_link(browser: Browser, site: str) -> None:
    page = _host_page(browser.new_context(), site, UNLISTED)
    page.goto(UNLISTED)
    expect(page.get_by_role("link", name="Call us")).to_be_visible()
    expect(Chat(page).launcher).to_have_count(0)
    page.context.close()


def test_script_that_was_changed_on_its_way_does_not_run(browser: Browser, site: str) -> None:
    page = _host_page(browser.new_context(), site, HOST)
    changed = {"body": "document.title = 'changed'", "content_type": "text/javascript"}
    headers = {"Access-Control-Allow-Origin": "*"}
    page.route("**/widget.js", lambda route: route.fulfill(headers=headers, **changed))
    page.goto(HOST)
    expect(page.get_by_role("link", name="Call us")).to_be_visible()
    assert page.title() == "Another site"
    page.context.close()


def _host_page(context: BrowserContext, site: str, origin: str) -> Page:
    """Return a page whose policy allows the front desk's script and calls, and nothing else."""
    clinic = context.new_page()
    clinic.goto(site)
    integrity = clinic.locator("script[src*='widget.js']").get_attribute("integrity")
    clinic.close()
    html = f"""<!doctype html><html lang="en"><title>Another site</title><main><h1>Hello</h1></main>
        <script src="{site}/widget.js" integrity="{integrity}" crossorigin="anonymous" defer></script>
        <needlewise-chat clinic="Riverside" phone="020 7946 0142" emergency="999">
        <a href="tel:02079460142">Call us</a></needlewise-chat></html>"""
    policy = f"default-src 'none'; script-src {site}; connect-src {site}"
    page = context.new_page()
    headers = {"Content-Security-Policy": policy}
    page.route(
        f"{origin}/",
        lambda route: route.fulfill(body=html, content_type="text/html", headers=headers),
    )
    return page
