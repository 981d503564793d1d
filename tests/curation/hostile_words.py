"""More than five hundred ways to make words into a script, each with a mark of its own."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product

from quiz.bank.models import BankVersion, KeyPoint, Option, Revision

CALL = "hit({})"
ELEMENTS = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<math><mtext><style><img src=x onerror={}>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<iframe src=javascript:{}>",
    "<a href=javascript:{}>x</a>",
    "<form action=javascript:{}><button>x</button></form>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>x</details>",
    "<body onload={}>",
    "<object data=javascript:{}>",
    "<embed src=javascript:{}>",
    "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=javascript:{}//>",
    "<style>@import 'javascript:{}'</style>",
    "<video><source onerror={}></video>",
    "<marquee onstart={}>x</marquee>",
    "<x-y onmouseover={} style=position:fixed;inset:0>x</x-y>",
    "<template><script>{}</script></template>",
    "<div hx-get=/ hx-trigger=load hx-on::load={}>x</div>",
    "<live-preview onfocus={} tabindex=1 autofocus>",
    "<button formaction=javascript:{} form=revision>x</button>",
)
AROUND = (
    "{}",
    '">{}',
    "'>{}",
    "</textarea>{}",
    "</title>{}",
    "</script>{}",
    "</style>{}",
    "-->{}<!--",
    "<!--{}",
    "`{}",
    "`{}`",
    "**{}**",
    "```\n{}\n```",
    "    {}",
    "- {}",
    "[x](<{}>)",
    "<<{}",
    "\\{}",
    "a\n\n{}\n\nb",
    "[{}](https://example.org)",
    "&lt;{}&gt;",
)
PLAIN = (
    "[x](javascript:{})",
    "[x](java&#115;cript:{})",
    "[x](data:text/html,<script>{}</script>)",
    "![x](x 'onerror={}')",
    '![x](x"onerror="{})',
    "<javascript:{}>",
    "[x]: javascript:{}\n\n[x]",
    '" onmouseover="{}" x="',
    "' onfocus='{}' autofocus='",
    "` onmouseover={} ",
    "{{ {} }}",
    "{% load x %}{}",
    "{% debug %}{}",
    "javascript:{}",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "%3Cscript%3E{}%3C/script%3E",
    "＜script＞{}＜/script＞",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<SCRIPT/x>{}</SCRIPT\t>",
    "<img/src='x'/onerror={}>",
    "<img src=x onerror\t=\t{}>",
    '<a href="https://example.org" onclick="{}">x</a>',
    "]]>{}<![CDATA[",
)


def payloads() -> list[str]:
    made = [around.format(element) for around, element in product(AROUND, ELEMENTS)]
    return [words.replace("{}", CALL.format(number)) for number, words in enumerate([*made, *PLAIN])]


SIGNS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
BEFORE = ("", " ", "\t", "\n", "\r\n", "a;", "a\t", "'", '"', "\u00a0", "- ", "* ", "`")
CALLS = (
    "cmd|'/C calc'!A0",
    'HYPERLINK("https://example.org","x")',
    "IMPORTXML(CONCAT(A1),1)",
    "1+1",
)


def formulas() -> list[str]:
    """What a spreadsheet could take for one, in each way in which a cell may begin."""
    return [f"{before}{sign}{call}" for before, sign, call in product(BEFORE, SIGNS, CALLS)]


def batches(words: list[str], size: int) -> Iterator[list[str]]:
    yield from (words[start : start + size] for start in range(0, len(words), size))


def store(revision: Revision, words: list[str]) -> None:
    """Past the form and its checks, as an older version may have."""
    words = [words[number % len(words)] for number in range(60)]
    own = dict(
        zip(("text", "answer", "hint", "explanation", "common_wrong", "senior", "why"), words, strict=False)
    )
    source = {"title": words[7 % len(words)], "url": f"https://example.org/{words[-1]}"}
    reference = source | {"checked": "2026-11-24"}
    note = {"since": words[-2], "says": words[-3], "source": source, "checked": words[-4]}
    follow_up = {"tag": "llm", "question": words[-5], "reply": words[-6], "points": words[-12:-6]}
    own |= {"references": [reference], "currency_notes": [note], "follow_ups": [follow_up]}
    Revision.objects.filter(pk=revision.pk).update(**own)
    for number, option in enumerate(Option.objects.filter(revision=revision)):
        text, why, tempts = words[(3 * number) % 20 : (3 * number) % 20 + 3]
        Option.objects.filter(pk=option.pk).update(text=text, why=why, tempts=tempts)
    for point, text in zip(KeyPoint.objects.filter(revision=revision), words[::-1], strict=False):
        KeyPoint.objects.filter(pk=point.pk).update(text=text, synonyms=[text])
    BankVersion.renew()


ADDRESSES = ("href", "src", "action", "formaction", "data", "xlink:href", "srcset", "poster")
FOREIGN = {
    *(
        "img",
        "math",
        "mtext",
        "style",
        "object",
        "embed",
        "base",
        "video",
        "source",
        "marquee",
        "x-y",
        "template",
    ),
}
"""No page of ours has one, but for pictures of the admin and the sentences of a script."""
RUNS = ("javascript:", "vbscript:", "data:text")


class Elements(HTMLParser):
    """The elements of a page, as a browser would make them of its source."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in {"script", "style"} and self.cdata_elem:
            self.scripts.append(data)

    def what_runs(self) -> Iterator[str]:
        """What would run something, or was made by words."""
        for tag, attributes in self.found:
            is_ours = "data-say" in attributes or (attributes.get("src") or "").startswith("/static/")
            if (tag in FOREIGN and not is_ours) or "http-equiv" in attributes:
                yield tag
            for name, value in attributes.items():
                said = "".join((value or "").split()).lower()
                if name.startswith(("on", "hx-on")) or "hit(" in name or name in {"style", "srcdoc"}:
                    yield f"{tag} {name}={value}"
                if name in ADDRESSES and said.startswith(RUNS):
                    yield f"{tag} {name}={value}"
        yield from (script for script in self.scripts if "hit(" in script)
