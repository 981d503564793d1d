"""`{% difference parts "removed" %}`: how two texts differ, word by word, with no blank that is in neither."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quiz.bank.revisions.wordwise import Part

register = template.Library()


@register.simple_tag
def difference(parts: Iterable[Part], kinds: str, hidden: str = "hidden") -> SafeString:
    """What both texts have, and the parts of these kinds; hidden: the class of words for those who do not see."""
    shown = {"same", *kinds.split()}
    return format_html_join("", "{}", ((marked(part, hidden),) for part in parts if part.kind in shown))


def marked(part: Part, hidden: str) -> str:
    if part.kind == "removed":
        return format_html('<del><span class="{}">{} </span>{}</del>', hidden, _("removed:"), part.text)
    if part.kind == "added":
        return format_html('<ins><span class="{}">{} </span>{}</ins>', hidden, _("added:"), part.text)
    return part.text
