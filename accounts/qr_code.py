"""A link as a picture that phones read."""

import segno
from django.utils.safestring import SafeString


def qr_code_of(link: str) -> SafeString:
    """An SVG, black on white in every theme, since phones read no other; its size is the page's."""
    drawn = segno.make(link, error="m", micro=False)
    return SafeString(
        drawn.svg_inline(omitsize=True, svgclass=None, lineclass=None, dark="black", light="white", border=4)
    )
