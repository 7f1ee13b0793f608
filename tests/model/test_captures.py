"""Paths to elements, whose names are those that XML can carry."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html
from pydantic import TypeAdapter

from archive.errors import InvalidPart
from archive.model.captures import ElementOrigin, ElementPath
from tests.tools.cases import each_case

PATH = TypeAdapter(ElementPath)
LONGEST = 256


def is_path(path: str) -> bool:
    try:
        ElementOrigin(capture="c", path=path)
    except InvalidPart:
        return False
    return True


def is_xml_name(name: str) -> bool:
    """Whether a parser of XML reads it as the name of an element."""
    try:
        root = etree.fromstring(f"<{name}/>".encode())
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    return root.tag == name


@given(st.text(st.characters(exclude_characters="{}: \t\r\n/"), min_size=1, max_size=3))
@example("emotion-😍")
@example("é")
@example("·a")
@example("a·")
@example("a×")
@example("1a")
@example("-a")
@example("\u037e")
@example('a"b')
@example("\ufffd")
@example("\u3000")
@example("\U000f0000")
@example("*")
def test_a_step_has_a_name_that_xml_can_carry_or_a_star(name: str) -> None:
    # XML ends its names at U+EFFFF; nothing is lost where a path does not.
    if max(name) < "\U000f0000":
        assert is_path(f"/html[1]/{name}[2]") == (is_xml_name(name) or name == "*")


def test_the_names_of_a_page_are_names_of_steps() -> None:
    page = html.fragment_fromstring("<my-widget><o:p>a</o:p><h1>b</h1></my-widget>")
    for element in page.iter():
        assert is_path(f"/{element.tag}[1]")


@each_case(
    "path", ["", "/", "a[1]", "/a", "/a[0]", "/a[01]", "/a[1]/", "/**[1]", "/*", "/a*[1]", "/:a[1]"]
)
def test_what_has_no_numbered_steps_is_no_path(path: str) -> None:
    assert not is_path(path)


def test_a_path_has_so_many_steps_and_no_more() -> None:
    assert is_path("/div[1]" * LONGEST)
    assert not is_path("/div[1]" * (LONGEST + 1))


def test_the_published_pattern_is_one_that_other_engines_read() -> None:
    pattern = PATH.json_schema()["pattern"]
    found = re.compile(pattern)
    assert found.match("/html[1]/emotion-😍[1]/*[2]")
    assert not found.match("/html[1]/a“b[1]")
