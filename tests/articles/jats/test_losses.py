"""What is lost is counted truly: each attribute of a text once, whatever its element is in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

import archive
from tests.articles.jats.articles import articles, files
from tests.articles.jats.received import losses_of, received
from tests.articles.jats.running import root_of
from tests.tools.cases import each_case

OTHER_TEXTS = ("sub-article", "response")


def counted(data: bytes, attribute: str) -> int:
    """How often findings count an attribute."""
    result = archive.receive(data, format="jats")
    times = re.findall(rf"@{attribute} (\d+)", "\n".join(losses_of(result)))
    return sum(map(int, times))


def marked(data: bytes) -> tuple[bytes, int]:
    """A file in which each element of its first text has an attribute that nobody knows."""
    root = root_of(data)
    stack: list[Any] = [root]
    times = 0
    while stack:
        element = stack.pop()
        if element is not root and etree.QName(element).localname in OTHER_TEXTS:
            continue
        attributes = dict(element.attrib)
        element.attrib.clear()
        element.set("zz", "1")  # first, since a message lists only so many kinds
        element.attrib.update(attributes)
        times += 1
        stack += element
    return etree.tostring(root), times


@pytest.mark.slow
@given(articles())
def test_each_attribute_that_nobody_knows_is_counted_once(data: bytes) -> None:
    file, times = marked(data)
    assert counted(file, "zz") == times


@pytest.mark.slow
@given(files())
def test_it_is_wherever_its_element_stands(data: bytes) -> None:
    file, times = marked(data)
    assert counted(file, "zz") == times


@each_case(
    ("body", "expected"),
    [
        (
            '<sec sec-type="intro" id="s"><title>A</title><p id="p">b</p></sec>',
            ["attributes of <sec>: 1 (@sec-type 1), first at line 1"],
        ),
        (
            '<table-wrap><table frame="x"><tr><td align="left" colspan="1">a</td></tr></table></table-wrap>',
            ["layout: 2 (@frame 1, @align 1), first at line 1"],
        ),
        (
            '<p xml:lang="en">a <italic xml:lang="fr">b <bold xml:lang="en">c</bold></italic></p>',
            [],
        ),
        ('<fig position="float"><label>F</label></fig>', []),
        (
            ('<p>a <xref ref-type="fig" rid="f">b</xref> <xref ref-type="table" rid="f">c</xref></p>'
            '<fig id="f"><label>F</label></fig>'),
            ["attributes of <xref>: 1 (@ref-type 1), first at line 1"],
        ),
        (
            "<p>a <institution>b</institution><bold/> <inline-formula>c</inline-formula></p>",
            [
                "<institution>: 1, first at line 1; its words are kept",
                "<bold> without words: 1, first at line 1",
                "<inline-formula>: 1, first at line 1; its words are kept",
            ],
        ),
        ("<disp-quote><italic>a</italic></disp-quote>",
            ["<disp-quote> with words outside blocks: 1, first at line 1; the words are kept"]),
        ("<p>a</p><sec/><p>b</p>",
            ["blocks after an inner section: 1, first at line 1; kept in a section without a heading"]),
    ],
)  # fmt: skip
def test_what_is_not_kept_is_reported_with_what_it_holds(body: str, expected: list[str]) -> None:
    assert losses_of(received(body)) == expected


def test_nothing_is_reported_that_is_kept() -> None:
    body = (
        '<sec id="s"><title id="t">A</title><p id="p">a <named-content content-type="x">b</named-content>'
        '<ext-link ext-link-type="uri" xlink:href="https://example.org/">c</ext-link>'
        '<xref ref-type="bibr" rid="r">1</xref><email xlink:href="a@example.org">d</email>'
        '<inline-graphic xlink:href="i.png"/></p><list list-type="order" id="l"><list-item id="i"><p>e</p>'
        '</list-item></list><fig id="f"><label>F</label><graphic xlink:href="a.png" mimetype="image"'
        ' mime-subtype="png"/></fig><table-wrap id="w"><table><tr><td colspan="2" rowspan="3" id="c">g</td>'
        "</tr></table></table-wrap></sec>"
    )
    reference = REFERENCE.format("journal", '<pub-id pub-id-type="doi">10.1000/1</pub-id>')
    assert losses_of(received(body, reference)) == []


REFERENCE = '<ref-list><ref id="r"><mixed-citation publication-type="{}">{}</mixed-citation></ref></ref-list>'


@each_case(
    ("type", "words", "expected"),
    [
        ("journal", "<year>2001</year> <source>J</source>", []),
        (
            "novel",
            "<year>n.d.</year>",
            [
                "<year>: 1, first at line 1; its words are kept",
                "attributes of <mixed-citation>: 1 (@publication-type 1), first at line 1",
            ],
        ),
        (
            "book",
            "<name><surname>A</surname></name>",
            ["names in references without a role: 1, first at line 1; read as authors"],
        ),
        (
            "book",
            '<year iso-8601-date="2001-02">2001</year>',
            ["<year>: 1, first at line 1; its words are kept"],
        ),
        ("book", '<year iso-8601-date="2001">2001</year>', []),
    ],
)
def test_fields_that_no_work_has_are_reported(type: str, words: str, expected: list[str]) -> None:
    assert losses_of(received("<p>a</p>", REFERENCE.format(type, words))) == expected


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (
            '<pub-date iso-8601-date="2001-02-03"><day>3</day><month>2</month><year>2001</year></pub-date>',
            [],
        ),
        (
            '<pub-date iso-8601-date="2001-02-03"><year>2001</year></pub-date>',
            ["<year> in <pub-date>: 1, first at line 1"],
        ),
        (
            "<contrib-group>A<contrib><name><surname>B</surname></name></contrib></contrib-group>",
            [
                "<contrib> without a role: 1, first at line 1; read as an author",
                "<contrib-group> with words outside blocks: 1, first at line 1",
            ],
        ),
        (
            (
                "<permissions><copyright-statement>© 2001 A</copyright-statement>"
                "<copyright-year>2002</copyright-year></permissions>"
            ),
            ["<copyright-year> in <permissions>: 1, first at line 1"],
        ),
        (
            '<permissions><license xlink:href="https://example.org/licence"><license-p>A</license-p></license></permissions>',
            ["address of an unknown licence (https://example.org/licence): 1, first at line 1"],
        ),
    ],
)
def test_what_the_front_says_twice_is_reported_where_it_differs(
    meta: str, expected: list[str]
) -> None:
    assert losses_of(received("<p>a</p>", meta=meta)) == expected
