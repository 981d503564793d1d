"""Text as large as a reader has set it, and paper: what is cut, and what is not black."""

from typing import Any

from playwright.sync_api import Page

LARGE = [(390, 24), (320, 32)]
"""Widths of phones, and the size of text set in the browser: 150 and 200 %."""

SIDEWAYS = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("body *")]
        .filter(each => each.getBoundingClientRect().right > room)
        .map(each => each.outerHTML.slice(0, 100));
}"""
"""What is to blame where a page is wider than its window."""

UNFOLD = """() => document.querySelectorAll("main details").forEach(each => { each.open = true; })"""

CUT = """element => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    return left < 0 || top < 0 || right > clientWidth || bottom > Math.max(clientHeight, document.body.scrollHeight);
}"""

NOT_BLACK = """() => {
    document.getAnimations().forEach(each => each.finish());
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (words.nextNode()) {
        const element = words.currentNode.parentElement;
        if (!words.currentNode.data.trim() || !element.checkVisibility()) continue;
        const { color, backgroundColor } = getComputedStyle(element);
        const inverted = color === "rgb(255, 255, 255)" && backgroundColor === "rgb(0, 0, 0)";
        if (color !== "rgb(0, 0, 0)" && !inverted) found.push(`${color} ${element.outerHTML.slice(0, 100)}`);
    }
    const papers = [document.documentElement, document.body].map(each => getComputedStyle(each).backgroundColor);
    return papers.includes("rgb(255, 255, 255)") ? found : [`the paper is ${papers}`, ...found];
}"""
"""Words that would be printed in another colour than black on white, or white on black."""


def set_text(page: Page, *, width: int, size: int) -> None:
    """A window so wide, and the browser's own size of text."""
    page.set_viewport_size({"width": width, "height": 844})
    fonts = {"standard": size, "fixed": size * 13 // 16}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": fonts})


def pushed_aside(page: Page) -> list[Any]:
    """What makes the page scroll sideways under large text."""
    found = []
    for width, size in LARGE:
        set_text(page, width=width, size=size)
        found += page.evaluate(SIDEWAYS)
    set_text(page, width=390, size=16)
    return found


def grey_on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(NOT_BLACK)
    page.emulate_media(media="screen")
    return found
