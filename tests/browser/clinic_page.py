"""How tests open the clinic's page and take pictures of it."""

from collections.abc import Callable

from playwright.sync_api import Page

# Width and height in CSS pixels; all but the desktop are phones.
SIZES = {"desktop": (1280, 860), "phone": (390, 844), "narrow": (320, 640)}

# Another site's page, which this clinic has listed at its front desk.
HOST = "http://localhost:4999"

_SETTLED = """async () => {
    await new Promise(done => {
        const picture = new Image();
        picture.onerror = done;
        picture.src = 'data:,no picture';
    });
    const moving = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(moving.map(one => one.finished));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

OpenPage = Callable[..., Page]  # open_page("phone", scheme="dark", …)
Picture = Callable[[Page, str], None]  # picture(page, "emergency")


def settle(page: Page) -> None:
    """Wait until a picture has failed to load, what moves has come to rest and two frames are drawn."""
    page.evaluate(_SETTLED)
