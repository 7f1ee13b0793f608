"""References become works, and calls of them citations."""

from __future__ import annotations

from typing import Any

import pytest

from tests.articles.jats.received import document, losses_of, parts, received
from tests.tools.cases import each_case

# --- references ---

REFERENCES = "<ref-list>{}</ref-list>".format(
    "".join(
        f'<ref id="r{n}"><label>{n}</label><element-citation publication-type="journal">'
        f"<person-group person-group-type='author'><name><surname>N{n}</surname></name></person-group>"
        f"<article-title>T{n}</article-title><source>J</source><year>200{n}</year><fpage>1</fpage>"
        "<lpage>9</lpage></element-citation></ref>"
        for n in range(1, 6)
    )
)


def cited(body: str) -> list[tuple[str, str, str | None]]:
    found = document(f"<p>{body}</p>", REFERENCES)
    return [
        (one.anchors[0].exact, one.cites, one.basis)  # type: ignore[union-attr]
        for one in found.annotations
        if one.type == "citation"
    ]


def test_calls_of_references_are_citations_of_works():
    call = '<xref ref-type="bibr" rid="{}">{}</xref>'
    assert cited(call.format("r1", "N1 2001")) == [("N1 2001", "r1", "embedded")]
    assert cited(call.format("r1 r3", "1, 3")) == [
        ("1, 3", "r1", "embedded"),
        ("1, 3", "r3", "embedded"),
    ]


def test_what_stands_within_a_range_is_cited_as_well_and_that_was_inferred():
    call = '<xref ref-type="bibr" rid="r{0}">{0}</xref>'
    assert cited(f"{call.format(1)}–{call.format(4)}, {call.format(5)}") == [
        ("1", "r1", "embedded"),
        ("4", "r4", "embedded"),
        ("1–4", "r2", "inferred"),
        ("1–4", "r3", "inferred"),
        ("5", "r5", "embedded"),
    ]
    assert all(basis == "embedded" for *_, basis in cited(f"{call.format(4)}–{call.format(1)}"))


def test_a_reference_is_an_item_and_a_work_of_which_it_is_a_mention():
    found = document("<p>x</p>", REFERENCES)
    listing = parts(found)[-1]
    assert (listing.style, listing.items[0].marker) == ("numbered", "1 ")
    assert listing.items[0].text == "N1 T1 J 2001 1 9"
    [mention, *_] = [one for one in found.annotations if one.type == "mention"]
    assert (mention.refers_to, mention.anchors[0].exact) == ("r1", listing.items[0].text)  # type: ignore[union-attr]
    work = found.work("r1")
    assert work is not None
    assert (work.type, work.title, work.container_title) == ("article-journal", "T1", "J")
    assert (work.issued, work.page, work.author[0].family) == ("2001", "1-9", "N1")


def test_a_reference_in_words_and_fields_is_one_work():
    words = "<mixed-citation>In <source>words</source>.</mixed-citation>"
    fields = '<element-citation publication-type="book"><source>Fields</source></element-citation>'
    for both in (words + fields, f"<citation-alternatives>{fields}{words}</citation-alternatives>"):
        result = received("<p>x</p>", f'<ref-list><ref id="r1">{both}</ref></ref-list>')
        [work] = result.document.works
        assert (work.id, work.type, work.title) == ("r1", "book", "Fields")
        assert result.document.text_blocks()[-1].text == "In words."
        assert losses_of(result) == ["<source>: 1, first at line 1; its words are kept"]


@pytest.mark.parametrize(
    ("citation", "fields"),
    [
        (
            (
                '<mixed-citation publication-type="book"><chapter-title>C</chapter-title>'
                "<source>B</source><publisher-loc>L</publisher-loc></mixed-citation>"
            ),
            {"type": "chapter", "title": "C", "container_title": "B", "publisher_place": "L"},
        ),
        (
            (
                '<mixed-citation publication-type="web"><source>S</source><uri>https://example.org/</uri>'
                '<date-in-citation content-type="access-date" iso-8601-date="2016-03-20">20 March'
                "</date-in-citation></mixed-citation>"
            ),
            {
                "type": "webpage",
                "title": "S",
                "accessed": "2016-03-20",
                "address": "https://example.org/",
            },
        ),
        (
            "<mixed-citation><collab>The Group</collab> <year>2012a</year> <month>May</month></mixed-citation>",
            {"type": "document", "issued": "2012-05"},
        ),
        (
            (
                '<citation citation-type="thesis"><article-title>T</article-title><institution>U</institution>'
                "<trans-title>V</trans-title></citation>"
            ),
            {"type": "thesis", "title": "T", "publisher": "U", "variant_titles": ("V",)},
        ),
        ("<mixed-citation>Only words, 2001.</mixed-citation>", {"type": "document", "title": None}),
    ],
)
def test_works_have_the_fields_of_csl(citation: str, fields: dict[str, Any]):
    [work] = document("<p>x</p>", f"<ref-list><ref>{citation}</ref></ref-list>").works
    assert {name: getattr(work, name) for name in fields} == fields


def test_an_identifier_with_a_wrong_check_digit_is_left_to_the_words():
    citation = "<mixed-citation><source>B</source> <isbn>9780306406158</isbn></mixed-citation>"
    found = document("<p>x</p>", f"<ref-list><ref>{citation}</ref></ref-list>")
    assert found.works[0].identifiers == ()
    assert found.text_blocks()[-1].text == "B 9780306406158"


# --- more ---


def test_ids_that_a_record_cannot_have_are_reported():
    back = '<ref-list><ref id="a.b"><mixed-citation>C</mixed-citation></ref></ref-list>'
    result = received("<p id='p.1'>x</p>", back)
    assert result.document.works[0].id == "a_b"
    assert losses_of(result) == [
        '1 id of references could not be kept: "a.b" is a_b',
        '1 id could not be kept: "p.1" is p_1',
    ]


def test_a_work_in_the_text_is_mentioned_there():
    found = document("<p>See <mixed-citation><source>A Book</source></mixed-citation>.</p>")
    [mention] = found.annotations
    assert (mention.type, mention.anchors[0].exact) == ("mention", "A Book")
    assert found.works[0].title == "A Book"


@each_case(
    ("kind", "type"),
    [
        ("journal", "article-journal"),
        ("Journal", "article-journal"),
        ("preprint", "article"),
        ("newspaper", "article-newspaper"),
        ("confproc", "paper-conference"),
        ("data", "dataset"),
        ("software", "software"),
        ("report", "report"),
        ("thesis", "thesis"),
        ("website", "webpage"),
        ("other", "document"),
        ("", "document"),
    ],
)
def test_the_type_of_a_work_is_that_of_the_publication(kind: str, type: str):
    citation = f'<mixed-citation publication-type="{kind}"><source>S</source></mixed-citation>'
    [work] = document("<p>x</p>", f"<ref-list><ref>{citation}</ref></ref-list>").works
    assert work.type == type


@each_case(
    ("words", "field", "value"),
    [
        ('<year iso-8601-date="2015-06">2015</year>', "issued", "2015-06"),
        ("<year>2015</year><month>6</month><day>7</day>", "issued", "2015-06-07"),
        ("<year>in press</year>", "issued", None),
        ("<fpage>7</fpage><lpage>7</lpage>", "page", "7"),
        ("<page-range>1–3</page-range><fpage>1</fpage>", "page", "1–3"),
        ("<elocation-id>e1</elocation-id>", "page", "e1"),
        ("<edition>2nd</edition>", "edition", "2nd"),
        ("<series>Notes</series>", "collection_title", "Notes"),
        ('<pub-id pub-id-type="doi">https://doi.org/10.1000/1</pub-id>', "identifiers", "10.1000/1"),
        ('<ext-link ext-link-type="doi" xlink:href="10.1000/1">x</ext-link>', "identifiers", "10.1000/1"),
        ('<uri>https://example.org/</uri>', "address", "https://example.org/"),
        ("<year>2012b</year>", "fields", "b"),
        ("<conf-name>Conf</conf-name>", "fields", "Conf"),
        ('<size units="pages">194</size>', "fields", "194"),
        ("<comment>Out of print</comment>", "fields", "Out of print"),
    ],
)  # fmt: skip
def test_each_field_is_that_of_its_element(words: str, field: str, value: str | None):
    citation = f"<element-citation><source>S</source>{words}</element-citation>"
    [work] = document("<p>x</p>", f"<ref-list><ref>{citation}</ref></ref-list>").works
    found: Any = getattr(work, field)
    assert (found[0].value if isinstance(found, tuple) else found) == value


def test_names_in_references_by_what_they_did():
    citation = (
        "<mixed-citation><person-group person-group-type='author'><name><surname>A</surname>"
        "<given-names>B</given-names><prefix>Dr</prefix></name><etal/></person-group> <person-group"
        " person-group-type='editor'><string-name>C D</string-name></person-group> <person-group"
        " person-group-type='translator'><name-alternatives><name><surname>E</surname></name>"
        "<string-name>Ë</string-name></name-alternatives></person-group> <source>S</source>"
        "</mixed-citation>"
    )
    [work] = document("<p>x</p>", f"<ref-list><ref>{citation}</ref></ref-list>").works
    assert [str(name) for name in (*work.author, *work.editor, *work.translator)] == [
        "B A",
        "C D",
        "E",
    ]


def test_fields_that_touch_in_a_reference_are_parted_by_a_blank():
    citation = "<mixed-citation><source>Nature</source><year>2018</year><sup>a</sup>;<volume>5</volume></mixed-citation>"
    found = document("<p>x</p>", f"<ref-list><ref>{citation}</ref></ref-list>")
    assert found.text_blocks()[-1].text == "Nature 2018a;5"
