"""People's own words in a page: their names and addresses."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts import addresses, lines

register = template.Library()
register.filter("isolated", lines.isolated)
register.filter("readable", addresses.readable)
register.filter("without_links", lines.without_links)


@register.filter
def each_apart(names: Iterable[str]) -> SafeString:
    """The names in a row, none of which turns the others round."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in names))
