"""A page's blanks as a browser takes them, so that no test depends on how the templates are laid out in lines.

Between words and inline elements a run of blanks is one space; at the edges of a block, and of a button, it is nothing.
A space too many or too few among words is still there to be seen.
"""

import re
from functools import lru_cache

from django.http import HttpResponse

from scripts.check_templates import AS_WRITTEN, INLINE

KEPT = re.compile(rf"(<({'|'.join(AS_WRITTEN)})\b.*?</\2>)", re.DOTALL)
TAG = r"<[a-z!/](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>"
DRAWN = "|".join(["img", "input", "svg", "use"])
TAGS = re.compile(rf"(?: ?(?!</?(?:{DRAWN})\b){TAG} ?)+", re.IGNORECASE)
EDGE = re.compile(rf"<(?!/?(?:{'|'.join(INLINE - {'br', 'button'})})\b)", re.IGNORECASE)


def as_laid_out(page: str) -> str:
    """The page without the blanks that nobody sees."""
    kept = KEPT.split(page)
    kept[::3] = [TAGS.sub(at_edges, on_one_line(part)) for part in kept[::3]]
    del kept[2::3]
    return "".join(kept).strip()


def at_edges(tags: re.Match[str]) -> str:
    """Tags with no words between them: where a block begins or ends among them, no blank is seen."""
    return re.sub(r"(?<=>) | (?=<)", "", tags[0]) if EDGE.search(tags[0]) else tags[0]


def on_one_line(part: str) -> str:
    """Each run of blanks as one space, but for those that are part of an attribute's value."""
    pieces = re.split(f"({TAG})", part)
    pieces[::2] = [re.sub(r"\s+", " ", words) for words in pieces[::2]]
    pieces[1::2] = [tidy(tag) for tag in pieces[1::2]]
    return "".join(pieces)


@lru_cache(20_000)
def tidy(tag: str) -> str:
    """A tag on one line, without the blanks that stand for attributes it has not got."""
    outside = re.sub(r"\"[^\"]*\"|'[^']*'|\s+", lambda found: found[0] if found[0].strip() else " ", tag)
    classes = re.sub(r'(?<=\sclass=")[^"]*', lambda found: " ".join(found[0].split()), outside)
    return re.sub(r" (?=/?>$)", "", classes)


def read(response: HttpResponse) -> HttpResponse:
    is_page = response.get("Content-Type", "").startswith("text/html")
    if is_page and not response.streaming and not response.has_header("Content-Encoding"):
        response.content = as_laid_out(response.content.decode(response.charset)).encode(response.charset)
    return response
