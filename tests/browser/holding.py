"""Replies that are held back while a person goes on."""

from playwright.sync_api import Page, Route

from tests.browser.walking import BUSY


class Held:
    """All that a page asks of these addresses, until it is let go: then each gets its reply, the oldest first."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.routes: list[Route] = []
        page.route(address, self.hold)

    def hold(self, route: Route) -> None:
        self.routes.append(route)

    def until_asked(self) -> "Held":
        """A request is on its way."""
        self.page.locator(BUSY).first.wait_for(state="attached")
        return self

    def let_go(self) -> None:
        for route in self.routes:
            route.continue_()
        self.page.unroute(self.address, self.hold)
