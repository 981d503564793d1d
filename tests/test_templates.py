"""The form of the templates, as scripts/check_templates.py holds it, and the addresses that they name."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Template
from django.template.context import Context
from django.urls import get_resolver

from scripts.check_templates import faults_in
from tests.permissions import walk
from tests.reading import as_laid_out

IN_FORM = """{% if page.open %}
  <p>
    {% translate "Read it" %} <a
      class="{% if page.long %}long{% endif %}"
      href="/">here</a>.
  </p>
{% else %}
  <input type="hidden"
    name="next">
{% endif %}
"""
OUT_OF_FORM = [
    ("<ul><li>\none</li></ul>\n", "a second block element, <li>, on one line"),
    ("<div>{% if open %}\none\n{% endif %}</div>\n", "opens two levels at once"),
    ("<div>\n  <p>\n    one\n</p></div>\n", "closes two levels at once"),
    ("<div>\n<p>one</p>\n</div>\n", "0 blanks where 2 are due"),
    ("{% if open %}\n    one\n{% endif %}\n", "4 blanks where 2 are due"),
    (f"<p>{'n' * 120}</p>\n", "127 columns"),
    ("<p>one\n", "p is never closed"),
    ("{% if open %}</p>{% endif %}\n", "p is closed but not the last one opened"),
]


@pytest.mark.parametrize(("text", "fault"), OUT_OF_FORM)
def test_a_template_out_of_form_is_named_with_its_fault(text: str, fault: str) -> None:
    assert fault in [found for _line, found in faults_in(text)]


def test_levels_branches_and_tags_over_several_lines_are_in_form() -> None:
    assert faults_in(IN_FORM) == []


def test_an_icon_needs_no_library_to_be_loaded() -> None:
    drawn = Template('{% icon "check" %}').render(Context())
    assert drawn == '<svg class="icon" aria-hidden="true"><use href="#i-check"/></svg>'


def test_tests_read_a_page_without_the_blanks_that_nobody_sees() -> None:
    page = """
      <p class="lede"
        >
        Three <b>due</b>
        <a href="/">
          today</a> .
      </p>
      <ul> <li> <a
        href="/"> one </a> </li> </ul>
      <pre>
  as written</pre>
    """
    assert as_laid_out(page) == (
        '<p class="lede">Three <b>due</b> <a href="/"> today</a> .</p>'
        '<ul><li><a href="/">one</a></li></ul><pre>\n  as written</pre>'
    )


def test_every_address_that_a_template_names_is_there() -> None:
    there = {str(pattern.name) for _route, pattern in walk(get_resolver().url_patterns, "/")}
    named = {
        name.rpartition(":")[2]: path.name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.*")
        for name in re.findall(r"""{% url ["']([\w:-]+)["']""", path.read_text())
    }
    assert len(named) > 40
    assert {name: path for name, path in named.items() if name not in there} == {}
