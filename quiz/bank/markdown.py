"""The bank's words are Markdown: inline code, emphasis, lists, blocks of code. Nothing else gets through."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

BLOCKS = {"p", "ul", "ol", "li", "pre", "code", "em", "strong", "br"}
INLINE = {"code", "em", "strong"}
_markdown = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=4096)
def prose(text: str) -> SafeString:
    """Paragraphs, lists and code as HTML."""
    return clean(_markdown.render(text), BLOCKS)


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
    return text.replace("`", "")
