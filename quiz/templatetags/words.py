"""The bank's words in templates."""

from django import template

from quiz.bank.text import markdown
from quiz.practice.pages.background import background, more

register = template.Library()
register.filter("prose", markdown.prose)
register.filter("inline", markdown.inline)
register.filter("plain", markdown.plain)
register.filter("background", background)
register.filter("more", more)
