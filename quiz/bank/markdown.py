"""The bank's words are Markdown: inline code, emphasis, lists, blocks of code. Nothing else gets through."""

from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from quiz.bank.text.unseen import other_blank

BLOCKS = {"p", "ul", "ol", "li", "pre", "code", "em", "strong", "br"}
RULE = {"hr"}
INLINE = {"code", "em", "strong"}
MARK = "`"
_markdown = MarkdownIt("commonmark", {"html": False})
_unjoined = MarkdownIt("commonmark", {"html": False}).disable("text_join")
"""So that an escaped mark is told from a loose one."""


@lru_cache(maxsize=4096)
def prose(text: str) -> SafeString:
    """Paragraphs, lists and code as HTML."""
    return clean(_markdown.render(text), BLOCKS)


def own_prose(text: str) -> SafeString:
    """The same of a person's own words, with rules between them. Nothing of it stays in this process."""
    return clean(_markdown.render(text), BLOCKS | RULE)


@lru_cache(maxsize=4096)
def inline(text: str) -> SafeString:
    """One line as HTML, for headings, options and key points."""
    return clean(_markdown.renderInline(text), INLINE)


def clean(html: str, tags: set[str]) -> SafeString:
    """Code is not to be translated by a browser."""
    kept = nh3.clean(
        html, tags=tags, attributes={}, link_rel=None, set_tag_attribute_values={"code": {"translate": "no"}}
    )
    return mark_safe(kept.strip())


def plain(text: str) -> str:
    """The words alone, for titles and labels."""
    return text.replace(MARK, "")


def code_fault(text: str) -> str:
    """A mark of code that stands alone, or a blank in code that is no space."""
    if MARK not in text:
        return ""
    for token in tokens_of(text):
        if token.type == "text" and MARK in token.content:
            return f"has a mark of code ({MARK}) without its other half"
        if token.type == "fence" and not is_closed(token, text):
            return "has a block of code that does not end"
        if token.type in {"code_inline", "fence", "code_block"} and (sign := other_blank(token.content)):
            return f"holds, in code, {sign}"
    return ""


def tokens_of(text: str) -> Iterator[Token]:
    for block in _unjoined.parse(text):
        yield from block.children or [block]


def is_closed(fence: Token, text: str) -> bool:
    first, end = fence.map or (0, 0)
    last = text.split("\n")[end - 1].strip(" \t>")
    return end - first > 1 and last.startswith(fence.markup) and not last.strip(fence.markup[0])
