"""The record of an OpenDocument text holds what a reader of the text sees."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model.blocks import Cell, Figure, List, Note, Quotation, Section, Table
from tests.articles.office.made import PNG, losses_of, odt, odt_files, received, texts, zipped
from tests.conftest import fewer
from tests.tools.cases import each_case

STYLES = "".join(
    f'<style:style style:name="P{n}" style:family="paragraph" style:parent-style-name="{name}"/>'
    for n, name in enumerate(("Quotations", "Preformatted_20_Text", "Illustration"))
)


def the(data: bytes, kind: type) -> list[Any]:
    """All blocks of a kind in the result."""
    return [block for _, block in received(data).document.index.of_type(kind)]


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12)


def collapsed(text: str) -> str:
    """A text after the blanks have gone that do not count (ODF 1.3 part 3, 6.1.2)."""
    return " ".join(part for part in text.split(" ") if part)


@fewer(2)
@given(st.lists(st.lists(_TEXT, min_size=1, max_size=4), min_size=1, max_size=6))
def test_each_character_of_each_paragraph_is_kept(made: Any) -> None:
    paragraphs = [
        "".join(
            f"<text:span>{part.replace('&', '&amp;').replace('<', '&lt;')}</text:span>"
            for part in parts
        )
        for parts in made
    ]
    data = odt("<text:p>first</text:p>", *(f"<text:p>{one}</text:p>" for one in paragraphs))
    expected = [collapsed("".join(parts)) for parts in made]
    assert texts(data)[1:] == [one for one in expected if one.strip()]


@each_case(
    ("written", "text"),
    [
        ("a  b\n c", "a b c"),
        (" a ", "a"),
        ("a<text:s/>b", "a b"),
        ('a <text:s text:c="3"/>b', "a    b"),
        ("<text:s/>a", " a"),
        ("a<text:tab/>b", "a\tb"),
        ("a<text:line-break/>b", "a\nb"),
        ("a <text:span> b</text:span> c", "a b c"),
        ("<text:span>a </text:span>b", "a b"),
        ("a<text:soft-page-break/>b", "ab"),
        ("a<text:page-number>3</text:page-number>b", "a3b"),
        ("a <text:sequence>1</text:sequence>: b", "a 1: b"),
        ("a<text:span>b<text:span>c<text:s/></text:span></text:span>d", "abc d"),
    ],
)
def test_blanks_count_as_the_standard_says(written: str, text: str) -> None:
    assert texts(odt(f"<text:p>{written}</text:p>")) == [text]


def test_paragraphs_are_what_their_styles_are_based_on() -> None:
    data = odt(
        '<text:p text:style-name="Title">T</text:p>',
        '<text:p text:style-name="P0">a</text:p><text:p text:style-name="P0">b</text:p>',
        '<text:p text:style-name="P1">c:</text:p><text:p text:style-name="P1"/>'
        '<text:p text:style-name="P1"><text:s text:c="2"/>d</text:p>',
        styles=STYLES,
    )
    assert texts(data) == ["T", "a", "b", "c:\n\n  d"]
    [quotation] = the(data, Quotation)
    assert [one.text for one in quotation.blocks] == ["a", "b"]
    title = received(data).document.metadata.titles
    assert [(one.text, one.basis) for one in title] == [("T", "printed")]


def test_notes_have_their_numbers_and_places() -> None:
    data = odt(
        "<text:p>a"
        '<text:note text:note-class="footnote"><text:note-citation>*</text:note-citation>'
        "<text:note-body><text:p>F</text:p></text:note-body></text:note> b"
        '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation>'
        "<text:note-body><text:p>E</text:p></text:note-body></text:note></text:p><text:p>c</text:p>"
    )
    assert texts(data) == ["a b", "F", "c", "E"]
    assert [(one.marker, one.place) for one in the(data, Note)] == [("*", "foot"), ("i", "end")]


def test_comments_become_annotations_on_their_words() -> None:
    note = "<dc:creator>Ann</dc:creator><dc:date>2016-03-20T09:30:00Z</dc:date><text:p>Hm</text:p>"
    data = odt(
        f'<text:p>a <office:annotation office:name="1">{note}</office:annotation>b</text:p>',
        '<text:p>c<office:annotation-end office:name="1"/> d</text:p>',
        f"<text:p>e<office:annotation>{note}</office:annotation></text:p>",
    )
    result = received(data)
    document = result.document
    assert texts(data) == ["a b", "c d", "e"]
    assert [[anchor.exact for anchor in one.anchors] for one in document.annotations] == [
        ["b", "c"],
        [],
    ]
    assert [agent.name for agent in document.agents] == ["Ann"]
    assert [one.at for one in document.revisions] == ["2016-03-20T09:30:00Z"]
    assert losses_of(result) == [
        'comments not attached to words: 1, first "Hm"; kept without a place in the text'
    ]


def test_the_text_is_as_it_stands_with_all_changes_accepted() -> None:
    data = odt(
        "<text:tracked-changes>"
        '<text:changed-region text:id="i"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="j"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="d"><text:deletion><text:p>fell</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>",
        '<text:p>Trade <text:change-start text:change-id="i"/>rose<text:change-end text:change-id="i"/>'
        '<text:change text:change-id="d"/> today.</text:p>',
        '<text:change-start text:change-id="j"/><text:p>Again</text:p>'
        '<text:change-end text:change-id="j"/>',
    )
    result = received(data)
    blocks = [*result.document.text_blocks()]
    assert [block.text for block in blocks] == ["Trade rose today.", "Again"]
    assert [(m.type, b.text[m.start : m.end]) for b in blocks for m in b.marks] == [
        ("addition", "rose"),
        ("addition", "Again"),
    ]
    assert losses_of(result) == [
        'deletions (tracked changes): 1, first "fell"; accepted, so not in the text',
        "additions (tracked changes): 2; marked in the text without author and time",
    ]


def test_a_table_has_rows_cells_spans_and_labels() -> None:
    data = odt(
        "<table:table><table:table-column/><table:table-column/><table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
        "<text:p>b</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:table-cell><text:p/></table:table-cell><table:table-cell>"
        "<table:table><table:table-column/><table:table-row><table:table-cell><text:p>n</text:p>"
        "</table:table-cell></table:table-row></table:table><text:p>m</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    [found] = the(data, Table)
    assert [(row.role, [(c.text, c.columns) for c in row.cells]) for row in found.rows] == [
        ("label", [("a", 1), ("b", 1)]),
        ("data", [("wide", 2)]),
        ("data", [("", 1), ("n\nm", 1)]),
    ]


def _cell(words: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def _rows(*rows: str) -> str:
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)


_HEAD = "<table:table-header-rows>{}</table:table-header-rows>".format
_COVERED = "<table:covered-table-cell/>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (_rows(_cell("a"), _cell("b") + _cell("c")), ["data: a", "data: b c"]),
        (_rows(_cell("a") + _cell("b"), _cell("c")), ["data: a b", "data: c"]),
        (_rows(_cell("a")) + _HEAD(_rows(_cell("b"))) + _rows(_cell("c")),
         ["data: a", "label: b", "data: c"]),
        (_rows(_cell("a", 'table:number-rows-spanned="9"') + _cell("b"), _COVERED + _cell("c")),
         ["data: a(1x2) b", "data: c"]),
        (_rows(_cell("a", 'table:number-columns-spanned="2"') + _COVERED, _COVERED, _cell("b")),
         ["data: a(2x1)", "data: b"]),
        (_rows(_cell("a", 'table:number-columns-spanned="-2"')), ["data: a"]),
    ],
)  # fmt: skip
def test_a_table_has_the_rows_and_cells_of_the_file(rows: str, expected: list[str]) -> None:
    data = odt(f"<text:p>before</text:p><table:table>{rows}</table:table><text:p>after</text:p>")
    [found] = the(data, Table)

    def shown(cell: Cell) -> str:
        spans = (cell.columns, cell.rows)
        return cell.text if spans == (1, 1) else f"{cell.text}({spans[0]}x{spans[1]})"

    assert [f"{row.role}: {' '.join(map(shown, row.cells))}" for row in found.rows] == expected
    blocks = [block.text for block in received(data).document.text_blocks()]
    assert blocks == ["before", *(one.text for row in found.rows for one in row.cells), "after"]


def test_what_a_merged_cell_covers_is_omitted() -> None:
    covered = "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>"
    rows = _rows(_cell("a", 'table:number-columns-spanned="2"') + covered)
    result = received(odt(f"<table:table>{rows}</table:table>"))
    assert [block.text for block in result.document.text_blocks()] == ["a"]
    [omission] = result.document.captures[0].omitted
    assert (
        omission.reason
        == "it is in a table cell that is not shown, because a merged cell covers that cell"
    )


def test_notes_that_a_table_calls_may_stand_before_its_caption() -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    note += "<text:note-body><text:p>n</text:p></text:note-body></text:note>"
    caption = '<text:p text:style-name="Table_20_caption">c</text:p>'
    data = odt(f"<table:table>{_rows(_cell(f'a{note}'))}</table:table>", caption)
    assert texts(data) == ["c", "a", "n"]


def test_cells_and_rows_that_are_repeated_are_reported() -> None:
    row = _rows(_cell("a", 'table:number-columns-repeated="3"'))
    row = row.replace("table-row>", 'table-row table:number-rows-repeated="2">', 1)
    data = odt(f"<table:table>{row}</table:table>")
    assert losses_of(received(data)) == [
        "repeated table rows: 1; read once",
        'repeated cells: 1, first "a"; read once',
    ]


def test_the_header_of_a_list_has_no_number() -> None:
    style = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    style += 'style:num-format="1"/></text:list-style>'
    items = "<text:list-header><text:p>a</text:p></text:list-header>"
    items += "<text:list-item><text:p>b</text:p></text:list-item>" * 2
    data = odt(f'<text:list text:style-name="L">{items}</text:list>', styles=style)
    [found] = the(data, List)
    assert [(item.marker, item.text) for item in found.items] == [
        ("", "a"),
        ("1. ", "b"),
        ("2. ", "b"),
    ]


def test_an_image_with_its_caption_in_a_frame_is_a_figure() -> None:
    image = '<draw:frame><draw:image xlink:href="Pictures/a.png" xlink:type="simple"/></draw:frame>'
    box = (
        f'<draw:frame><draw:text-box><text:p text:style-name="P2">{image}Illustration '
        "<text:sequence>1</text:sequence>: A dog</text:p></draw:text-box></draw:frame>"
    )
    blocks = f"<text:p>a {box}b</text:p><text:p>c</text:p>"
    data = zipped(odt_files(blocks, styles=STYLES) | {"Pictures/a.png": PNG})
    assert texts(data) == ["a b", "Illustration 1: A dog", "c"]
    [figure] = the(data, Figure)
    assert figure.caption.text == "Illustration 1: A dog"
    result = received(data)
    assert losses_of(result) == []
    assert result.files[figure.image.file] == PNG


def test_what_stands_in_sections_and_indexes_is_in_the_text() -> None:
    data = odt(
        "<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title>"
        "<text:p>Contents</text:p></text:index-title><text:p>One<text:tab/>1</text:p></text:index-body>"
        "</text:table-of-content><text:section><text:section><text:p>a</text:p></text:section>"
        "</text:section>"
    )
    assert texts(data) == ["Contents", "One\t1", "a"]


def test_numbers_before_headings_are_reported() -> None:
    level = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    )
    data = odt(
        '<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h>',
        '<text:h text:outline-level="1" text:is-list-header="true">c</text:h><text:p>d</text:p>',
        pages=level,
    )
    assert losses_of(received(data)) == [
        "generated numbers before headings, which are not in the text: 1"
    ]


def test_links_lead_to_addresses_and_to_places_in_the_text() -> None:
    data = odt(
        '<text:p><text:a xlink:href="#m">a</text:a> <text:a xlink:href="https://example.org/">b'
        '</text:a> <text:bookmark-ref text:ref-name="h">c</text:bookmark-ref></text:p>',
        '<text:p>x<text:bookmark text:name="m"/></text:p>',
        '<text:h text:outline-level="1"><text:bookmark-start text:name="h"/>y'
        '<text:bookmark-end text:name="h"/></text:h><text:p>z</text:p>',
    )
    first, *others = received(data).document.text_blocks()
    assert [mark.target for mark in first.marks] == ["#m", "https://example.org/", "#h"]
    assert [block.id for block in others] == ["m", "h", "p-2"]


def test_citations_of_zotero_become_works_and_citations() -> None:
    item = {"id": 1, "itemData": {"type": "book", "title": "Trade"}}
    name = f"ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [item]})} RNDabc"
    name = name.replace('"', "&quot;")
    data = odt(
        f'<text:p>So <text:reference-mark-start text:name="{name}"/>(Lee)'
        f'<text:reference-mark-end text:name="{name}"/>.</text:p>'
    )
    document = received(data).document
    assert texts(data) == ["So (Lee)."]
    [citation] = document.annotations
    assert (citation.cites, citation.anchors[0].exact) == (document.works[0].id, "(Lee)")


def test_what_stands_on_top_and_at_the_foot_of_pages_is_furniture() -> None:
    pages = "<style:header><text:p>Head</text:p></style:header><style:footer><text:p>Foot</text:p></style:footer>"
    data = odt("<text:p>a</text:p>", pages=f"<style:master-page>{pages}</style:master-page>")
    found = [(s.role, [b.text for b in s.blocks]) for s in the(data, Section)]
    assert found == [("furniture", ["Head"]), ("section", ["a"]), ("furniture", ["Foot"])]


def test_what_the_file_says_of_itself_is_embedded() -> None:
    meta = (
        "<dc:title>Trade</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator>"
        "<dc:creator>Bo</dc:creator><meta:keyword>a</meta:keyword><meta:keyword>b</meta:keyword>"
        "<dc:language>de</dc:language><meta:creation-date>2016-03-20T09:30:00</meta:creation-date>"
    )
    result = received(odt("<text:p>x</text:p>", meta=meta))
    found: Any = json.loads(archive.write(result.document, "json").data)["metadata"]
    assert [(one["text"], one["basis"]) for one in found["titles"]] == [("Trade", "embedded")]
    assert [one["name"]["literal"] for one in found["authors"]] == ["Ann Lee"]
    assert [one["term"] for one in found["keywords"]] == ["a", "b"]
    assert [one["tag"] for one in found["languages"]] == ["de"]
    assert losses_of(result) == [
        (
            'properties of the file that a record cannot hold: lastModifiedBy "Bo", '
            'created "2016-03-20T09:30:00"'
        )
    ]
