"""The assistant and a browser for the widget's tests.

The whole assistant is started, unless NEEDLEWISE_TEST_URL names one that runs. Where that says `sample`,
or no model is trained, a small server of the contract's shape takes its place.
"""

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from chat import Chat
from clinic_page import HOST, SIZES, OpenPage, Picture
from console_page import console_address as console_address
from console_page import open_console as open_console
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sample_desk import Desk, configure

from scripts.settings import MODELS
from scripts.trial import trial

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "results/screenshots"
CHROMIUM = os.environ.get("NEEDLEWISE_CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Another site's page, made by a test, may call the front desk on this machine.
    "--disable-features=LocalNetworkAccessChecks",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo clinic's page, with a front desk behind it."""
    named = os.environ.get("NEEDLEWISE_TEST_URL", "")
    if named.startswith("http"):
        yield named.rstrip("/")
    elif named == "sample" or not (MODELS / "manifest.json").exists():
        yield from _sample()
    else:
        with trial(tmp_path_factory.mktemp("assistant"), _environment()) as assistant:
            yield assistant.address


def _environment() -> dict[str, str]:
    """Return ours without what the front desk's own tests have set in this process."""
    foreign = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    foreign |= {name for name in os.environ if name.startswith("NEEDLEWISE_")}
    kept = os.environ.keys() - foreign | os.environ.keys() & {"NEEDLEWISE_MODEL_KEY"}
    return {**{name: os.environ[name] for name in kept}, "NEEDLEWISE_ORIGINS": HOST}


def _sample() -> Iterator[str]:
    configure()
    with Desk(0) as desk:
        threading.Thread(target=desk.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{desk.server_port}"
        desk.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Opens the clinic's page in a context of its own."""
    contexts: list[BrowserContext] = []

    def open_page(size: str = "desktop", *, scheme: str = "light", **options: object) -> Page:
        width, height = SIZES[size]
        is_phone = size != "desktop"
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            has_touch=is_phone,
            is_mobile=is_phone,
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The clinic's page on a desktop."""
    return open_page()


@pytest.fixture
def chat(page: Page) -> Chat:
    """The open chat on a desktop."""
    return Chat(page).open()


@pytest.fixture
def picture() -> Picture:
    """Saves what a page looks like for people to look at: `picture(page, "emergency")`."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def save(page: Page, name: str) -> None:
        page.screenshot(path=PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png")

    return save
