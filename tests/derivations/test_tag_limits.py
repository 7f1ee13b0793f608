"""What a page has too much of is told before a parser sees it, in a time that grows with the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.derivations.tag_limits import MOST_ATTRIBUTES, MOST_OPEN, excess_tags
from tests.growth import MOST, grows
from tests.tools.cases import each_case


@pytest.mark.slow
@each_case(
    "markup",
    [
        "",
        "text",
        "<p>One <b>two</b><br><img src=a>",
        "<p>" * 100_000,
        "<li><a href=x>y</a>" * 50_000,
        "<div>" * MOST_OPEN,
        "<p " + "a=1 " * MOST_ATTRIBUTES + ">",
        "<script>" + "<b id=1>" * 100_000 + "</script>",
        "<!--" + "<b>" * 100_000 + "-->",
        "<p title='" + "<b>" * 100_000 + "'>",
        "<p don't><p it's>" * 1000,
        "<a b='" * 100,
        ("<select>" + "<option>a" * 9_000) * 3,
    ],
)
def test_a_page_that_people_could_write_has_not_too_much(markup: str) -> None:
    assert excess_tags(markup) == ""


@each_case(
    ("markup", "what"),
    [
        ("<div>" * (MOST_OPEN + 1), "elements within one another"),
        ("</div>" * 99_999 + "<div>" * (MOST_OPEN + 1), "elements within one another"),
        ("<p " + "a " * (4 * MOST_ATTRIBUTES) + ">", "attributes in one tag"),
        ("<p " + "a='<' " * (2 * MOST_ATTRIBUTES) + ">", "attributes in one tag"),
        ("<html a=1>" * (MOST_ATTRIBUTES + 1), "attributes in one tag"),
        ("".join(f"<b id={n}><p>" for n in range(3000)), "tags that are never closed"),
        ("<div>" * 10_000 + "</b>" * 50_000, "tags that are never closed"),
        ("<select>" + "<option>a" * 10_001, "options in one list"),
    ],
)
def test_what_a_page_has_too_much_of_is_reported(markup: str, what: str) -> None:
    assert excess_tags(markup) == what


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["<", "<a", '<a "', "<a='\"", "<!--", "<script>", "<b>x</b>", "<a =", "</a", "<a b='c"]
)
def test_time_grows_with_the_page(part: str) -> None:
    def make(n: int) -> Callable[[], object]:
        markup = part * n
        return lambda: excess_tags(markup)

    assert grows(make, 5_000) < MOST
