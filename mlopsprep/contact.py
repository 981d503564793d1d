"""`{% contact as address %}` in every template: where people reach whoever runs the site; empty where nobody has said.

A tag and no context processor, since failures and mails are rendered without a request.
"""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def contact() -> str:
    address: str = settings.CONTACT
    return address
