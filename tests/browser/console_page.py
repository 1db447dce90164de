"""How tests open the staff console: served in this process, a member of staff signed in."""

import os
from collections.abc import Callable, Iterator

import pytest
from clinic_page import SIZES
from playwright.sync_api import Browser, BrowserContext, Page

# Playwright keeps an event loop in this thread, where Django would refuse to touch its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

OpenConsole = Callable[..., Page]  # open_console("call-backs", size="tablet", scheme="dark", …)
CONSOLE_SIZES = {**SIZES, "tablet": (768, 1024)}


@pytest.fixture(scope="session")
def console_address(django_db_setup: None) -> Iterator[str]:
    """The front desk's address, for the whole run."""
    from serving import Serving

    from frontdesk.asgi import application

    serving = Serving(application, lifespan="on")
    yield serving.start()
    serving.stop()


@pytest.fixture
def open_console(
    console_address: str, transactional_db: None, browser: Browser
) -> Iterator[OpenConsole]:
    """Opens a page of the console as an administrator, or as `role` says; None stays outside."""
    from audit_table import emptied
    from staff import Staff, enrol

    from frontdesk.console.member import Role

    contexts: list[BrowserContext] = []

    def open_console(
        path: str = "", *, size: str = "desktop", scheme: str = "light", role: str | None = "administrator",
        **options: object,
    ) -> Page:  # fmt: skip
        width, height = CONSOLE_SIZES[size]
        context = browser.new_context(
            base_url=console_address, viewport={"width": width, "height": height}, color_scheme=scheme,
            locale="en-GB", reduced_motion="reduce", **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        if role is not None:
            found = Staff(enrol(Role(role), f"{role}{len(contexts)}@clinic.example"))
            cookie = {"name": "staff", "value": found.cookies["staff"].value}
            context.add_cookies([{**cookie, "domain": "127.0.0.1", "path": "/staff/"}])
        page = context.new_page()
        page.goto(f"/staff/{path}")
        return page

    with emptied():
        yield open_console
        for context in contexts:
            context.close()
