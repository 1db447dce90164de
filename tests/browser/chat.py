"""The chat as a patient uses it."""

from playwright.sync_api import Locator, Page, expect


class Chat:
    """The widget on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("needlewise-chat")
        self.launcher = self.element.locator(".launcher")
        self.dialog = self.element.get_by_role("dialog")
        self.field = self.element.get_by_role("textbox", name="Your question")
        self.log = self.element.get_by_role("log")
        self.alert = self.element.locator(".trouble[role=alert]")
        self.answers = self.log.locator(".assistant:not(.notice)")
        self.messages = self.log.locator(".bubble")

    def open(self) -> "Chat":
        """Open the chat and wait for the clinic's greeting."""
        self.launcher.click()
        expect(self.answers.first).to_be_visible()
        return self

    def ask(self, text: str) -> Locator:
        """Send a message; return its answer."""
        before = self.answers.count()
        self.send(text)
        return self.answer(before)

    def send(self, text: str) -> None:
        """Send a message and wait for nothing."""
        self.field.fill(text)
        self.field.press("Enter")

    def answer(self, place: int) -> Locator:
        """Return the answer at `place`, counted from the greeting's 0, once it is there."""
        answer = self.answers.nth(place)
        expect(answer).to_be_visible(timeout=20_000)
        return answer

    def focused(self) -> str:
        """Return the name of what has the focus inside the widget; empty where it is outside."""
        return self.element.evaluate(
            """host => {
                const element = host.shadowRoot.activeElement;
                if (!element) return '';
                const label = element.labels?.[0]?.textContent;
                return (element.getAttribute('aria-label') || label || element.textContent).trim();
            }"""
        )
