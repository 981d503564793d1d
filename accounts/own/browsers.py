"""A browser in words, so that its owner knows it again."""

import re

from django.http import HttpRequest

UNKNOWN = "Another browser"
BROWSERS = {
    r"\bEdgA?(iOS)?/": "Edge",
    r"\bOPR/|\bOpera": "Opera",
    r"\bSamsungBrowser/": "Samsung Internet",
    r"\bFirefox/|\bFxiOS/": "Firefox",
    r"Chrome/|\bCriOS/|\bChromium/": "Chrome",
    r"\bSafari/": "Safari",
}
SYSTEMS = {
    r"\biPhone\b": "iPhone",
    r"\biPad\b": "iPad",
    r"\bAndroid\b": "Android",
    r"\bCrOS\b": "ChromeOS",
    r"\bWindows\b": "Windows",
    r"\bMac OS X\b|\bMacintosh\b": "Mac",
    r"\bLinux\b|\bX11\b": "Linux",
}
"""By what they say of themselves; the first that fits, since most also name those they are like."""


def device_of(request: HttpRequest) -> str:
    return device_named(request.headers.get("User-Agent", ""))


def device_named(user_agent: str) -> str:
    """Such as “Firefox on Linux”. Nothing that the browser sent stands in it."""
    browser = first_in(BROWSERS, user_agent[:1000])
    system = first_in(SYSTEMS, user_agent[:1000])
    return f"{browser or UNKNOWN} on {system}" if system else browser or UNKNOWN


def first_in(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if re.search(sign, user_agent)), "")
