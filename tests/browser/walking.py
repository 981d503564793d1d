"""A person at a page: what they do, by its meaning."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"
HEADING = re.compile(r"^(Right|Almost.*|Wrong this time.*|Not known yet|Forgot|With effort|Knew it|At once)$")


class Walk:
    """One browser window. Errors of a page and of the console fail the test at the next step."""

    def __init__(self, page: Page, *, scripted: bool = True) -> None:
        self.page = page
        self.scripted = scripted
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.hear(message.type, message.text))

    def hear(self, kind: str, said: str) -> None:
        """htmx calls it an error where a newer request takes the place of one that is on its way, as it should."""
        if kind == "error" and not said.startswith(("htmx:sendAbort", "htmx:afterRequest")):
            self.errors.append(said)

    def go(self, path: str) -> "Walk":
        self.page.goto(path)
        return self

    def settled(self) -> "Walk":
        """The page's scripts listen, and no reply is on its way that may still change it."""
        self.page.wait_for_load_state()
        expect(self.page.locator(BUSY)).to_have_count(0)
        return self

    def press(self, name: str | re.Pattern[str], *, exact: bool = False) -> "Walk":
        """A button or a link."""
        self.settled()
        named = self.page.get_by_role("button", name=name, exact=exact).or_(
            self.page.get_by_role("link", name=name, exact=exact)
        )
        named.filter(visible=True).first.click()
        return self

    def fill(self, label: str | re.Pattern[str], value: str) -> "Walk":
        self.settled().page.get_by_label(label).first.fill(value)
        return self

    def sees(self, words: str | re.Pattern[str]) -> "Walk":
        """And the page is settled by now."""
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()
        self.settled()
        assert self.errors == [], self.errors
        return self

    # Practice

    @property
    def question(self) -> str:
        return self.page.locator("h1.ask").inner_text()

    def is_asked(self) -> None:
        """A question waits for its answer, on a settled page."""
        expect(self.page.locator("#answer")).to_be_attached()
        self.settled()

    def answer(self) -> "Walk":
        """Answer the question that is asked, whichever way it is asked in."""
        self.settled()
        if self.page.get_by_role("radio").count():
            self.choose(self.page.get_by_role("radio").first)
            self.press(re.compile("^Answer"))
        elif self.page.locator("[name=text]:not([type=hidden])#typed").count():
            self.press(re.compile("^I don’t know"))
        else:
            if not self.page.locator(".grades").count():
                self.press(re.compile("^Reveal"))
            self.press(re.compile("Knew it$"))
        self.has_feedback()
        return self

    def choose(self, radio: Locator) -> None:
        """By its label, as people do: the button itself is drawn by it."""
        self.settled()
        radio.locator("xpath=ancestor::label").click()
        expect(radio).to_be_checked()

    def has_feedback(self) -> None:
        expect(self.page.locator("h2.verdict")).to_be_visible()
        self.settled()

    def go_on(self) -> "Walk":
        """From the feedback to the next question."""
        before = self.page.url
        self.press(re.compile("^Continue"))
        self.is_asked()
        assert self.page.url != before
        return self

    def practise(self, times: int) -> list[str]:
        """Answer so many questions; gives them. Ends on the feedback of the last."""
        asked = []
        for time in range(times):
            if time:
                self.go_on()
            asked.append(self.question)
            self.answer()
        return asked


def tab_to(page: Page, matches: Callable[[str], bool], most: int = 60) -> None:
    """Move the focus by Tab until the focused control's name matches."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(e => (e.ariaLabel || e.innerText || e.name || '').trim())(document.activeElement)"
        )
        if matches(name):
            return
    raise AssertionError("no control with that name can be reached by Tab")
