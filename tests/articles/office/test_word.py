"""The record of a Word document holds what a reader sees in Word."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.model.blocks import Figure, Formatting, List, Note, Quotation, Section, Table
from archive.model.captures import ElementOrigin
from tests.articles.office.made import (
    PNG,
    docx,
    field,
    losses_of,
    p,
    r,
    received,
    table,
    texts,
    zipped,
)
from tests.articles.office.made import docx_files as files_of
from tests.conftest import fewer
from tests.tools.cases import each_case


def the(data: bytes, kind: type) -> list[Any]:
    """All blocks of a kind in the result."""
    return [block for _, block in received(data).document.index.of_type(kind)]


def marks(data: bytes) -> list[tuple[str, str]]:
    """The marks of all blocks: each its type, and the words under it."""
    return [
        (mark.type, block.text[mark.start : mark.end])
        for block in received(data).document.text_blocks()
        for mark in block.marks
    ]


def metadata(*blocks: str, core: str = "") -> dict[str, Any]:
    found: Any = json.loads(archive.write(received(docx(*blocks, core=core)).document, "json").data)
    return dict(found["metadata"])


# --- text ---

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12)
_LOOKS = st.sampled_from(
    ("", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:u w:val="single"/>', "<w:strike/>")
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@fewer(2)
@given(st.lists(st.lists(st.tuples(_TEXT, _LOOKS), min_size=1, max_size=4), min_size=1, max_size=6))
def test_each_character_of_each_paragraph_is_kept(made: Any) -> None:
    paragraphs = [p(*(r(escaped(text), looks) for text, looks in runs)) for runs in made]
    expected = ["".join(text for text, _ in runs) for runs in made]
    assert texts(docx(p("first"), *paragraphs))[1:] == [one for one in expected if one.strip()]


def test_blanks_tabs_breaks_and_hyphens_are_kept() -> None:
    signs = "<w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>e\u00a0f</w:t>"
    data = docx(p("  a  b ", f"<w:r>{signs}</w:r>"))
    assert texts(data) == ["  a  b \tc\nd\u2011\u00ade\u00a0f"]
    [block] = received(data).document.text_blocks()
    assert [(mark.type, mark.start) for mark in block.marks] == [("line-break", 10)]


def test_formatting_becomes_marks() -> None:
    runs = (
        ("<w:b/>", "bold"), ("<w:i/>", "italic"), ('<w:u w:val="single"/>', "underline"),
        ("<w:strike/>", "strikethrough"), ('<w:vertAlign w:val="subscript"/>', "subscript"),
        ('<w:vertAlign w:val="superscript"/>', "superscript"), ("<w:smallCaps/>", "small-caps"),
    )  # fmt: skip
    data = docx(p(*(r(name, looks) + r(" ") for looks, name in runs)))
    assert marks(data) == [(name, name) for _, name in runs]


def test_blocks_have_their_paragraph_as_their_origin() -> None:
    result = received(docx(p("Trade fell.")), file="trade.docx")
    [block] = result.document.text_blocks()
    [capture] = result.document.captures
    assert block.origin == ElementOrigin(capture=capture.id, path="/document[1]/body[1]/p[1]")
    assert capture.media_type.endswith("wordprocessingml.document")
    assert capture.derivation == "docx-text-1"
    assert [*result.files] == ["received/trade.docx"]


# --- blocks ---


def test_headings_open_sections_by_their_level() -> None:
    data = docx(
        p("T", style="Title"), p("One", style="Heading1"), p("Two", style="Heading2"), p("a"),
        p("Three", style="Heading1"), p("b"),
    )  # fmt: skip

    def outline(section: Section) -> list[Any]:
        texts = [getattr(block, "text", "") for block in section.blocks]
        return [*texts, *map(outline, section.sections)]

    [section] = received(data).document.sections
    assert outline(section) == ["T", ["One", ["Two", "a"]], ["Three", "b"]]


def test_paragraphs_in_the_style_of_quotations_are_one_quotation() -> None:
    data = docx(p("a"), p("b", style="Quote"), p("c", style="Quote"), p("d"))
    [quotation] = the(data, Quotation)
    assert [one.text for one in quotation.blocks] == ["b", "c"]
    indented = p("b", properties='<w:ind w:left="1440"/>')
    assert not the(docx(p("a"), indented), Quotation), (
        "an indent says nothing of whose words they are"
    )


def test_paragraphs_in_a_style_of_code_are_one_block() -> None:
    code = [p(line, style="SourceCode") for line in ("a:", "", "  b")]
    assert texts(docx(p("x"), *code, p("y"))) == ["x", "a:\n\n  b", "y"]


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>'
    '</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def item(text: str, level: int = 0, list: int = 1) -> str:
    return p(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    )


def test_lists_nest_and_have_the_numbers_that_are_seen() -> None:
    data = docx(
        item("a"), item("b", 1), item("c", 1), item("d"), item("e", 1), p("x"), item("f"),
        item("g", list=2), numbering=_NUMBERING,
    )  # fmt: skip

    def markers_and_texts(one: List) -> list[Any]:
        return [[i.marker, i.text, *map(markers_and_texts, i.lists)] for i in one.items]

    lists = the(data, List)
    inner = {id(within) for one in lists for i in one.items for within in i.lists}
    assert [(one.style, markers_and_texts(one)) for one in lists if id(one) not in inner] == [
        (
            "numbered",
            [
                ["3. ", "a", [["3.a) ", "b"], ["3.b) ", "c"]]],
                ["4. ", "d", [["4.a) ", "e"]]],
            ],
        ),
        ("numbered", [["5. ", "f"]]),
        ("bulleted", [["", "g"]]),
    ]


def test_numbers_before_headings_are_reported() -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = docx(p("One", style="Heading1", properties=properties), p("a"), numbering=_NUMBERING)
    assert losses_of(received(data)) == [
        ('generated numbers before headings, which are not in the text: 1, first "3."')
    ]


def test_tables_have_rows_cells_spans_and_labels() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("wide") + "</w:tc>"
    rows = table(["a", "b"], ["c", ""], header=True)
    rows = rows.replace("</w:tbl>", f"<w:tr>{wide}</w:tr></w:tbl>")
    [found] = the(docx(rows), Table)
    assert [(row.role, [(c.text, c.columns) for c in row.cells]) for row in found.rows] == [
        ("label", [("a", 1), ("b", 1)]),
        ("data", [("c", 1), ("", 1)]),
        ("data", [("wide", 2)]),
    ]


def test_blocks_in_a_cell_stand_there_as_lines_and_are_reported() -> None:
    data = docx(table([p("a") + p("b") + table(["n", "m"]) + p(""), "x"]))
    [found] = the(data, Table)
    assert found.rows[0].cells[0].text == "a\nb\nn\nm"
    assert losses_of(received(data)) == [
        'further paragraphs within list items, cells or notes: 3, first "b"; read as lines',
        "tables within list items, cells or notes: 1; read as lines",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("blocks", "tables", "figures"),
    [
        ((p("Table 1: A", style="Caption"), table(["a"])), ["Table 1: A"], []),
        ((table(["a"]), p("Table 1: A", style="Caption"), p("x")), ["Table 1: A"], []),
        ((p("A", style="TableCaption"), table(["a"])), ["A"], []),
        ((table(["a"]), p("Figure 1: A", style="Caption")), [None], ["Figure 1: A"]),
        ((p("Table 1: A", style="Caption"), p("x"), table(["a"])), [None], ["Table 1: A"]),
        (
            (p("Tabelle 1", style="Caption"), table(["a"]), p("Tabelle 2", style="Caption"), table(["b"])),
            ["Tabelle 1", "Tabelle 2"],
            [],
        ),
    ],
)  # fmt: skip
def test_a_caption_stands_with_the_table_beside_it(
    blocks: tuple[str, ...], tables: list[str], figures: list[str]
) -> None:
    data = docx(p("First"), *blocks)
    assert [one.caption and one.caption.text for one in the(data, Table)] == tables
    assert [one.caption and one.caption.text for one in the(data, Figure)] == figures


_IMAGE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="A dog"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="x"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rI"/></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:ext cx="1" cy="1"/></a:xfrm></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def with_image(*blocks: str, is_there: bool = True) -> bytes:
    files = files_of(*blocks)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rI" Type="{kind}" Target="media/a.png"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace("</Relationships>", relation)
    return zipped(files | ({"word/media/a.png": PNG} if is_there else {}))


def test_an_image_is_a_figure_with_its_description_and_caption() -> None:
    data = with_image(
        p("a ", _IMAGE, " b"), p("Figure 1", style="Caption"), table([p(_IMAGE), "x"])
    )
    assert texts(data) == ["a  b", "Figure 1", "", "x"]
    found = [(one.caption and one.caption.text, one.description) for one in the(data, Figure)]
    assert found == [("Figure 1", "A dog"), (None, "A dog")]
    result = received(data)
    assert losses_of(result) == []
    [_, capture] = result.document.captures
    assert capture.media_type == "image/png"
    assert result.files[capture.file] == PNG
    assert [one.image.file for one in the(data, Figure)] == [capture.file] * 2


def test_a_caption_in_the_style_of_tables_goes_to_a_table() -> None:
    data = with_image(p("a"), p(_IMAGE), p("b", style="TableCaption"), table(["c"]))
    assert [one.caption for one in the(data, Figure)] == [None]
    assert [one.caption.text for one in the(data, Table)] == ["b"]


def test_an_image_that_is_not_in_the_file_is_reported() -> None:
    data = with_image(p("a", _IMAGE), is_there=False)
    assert losses_of(received(data)) == [
        'images whose bytes cannot be read: 1, first "word/media/a.png"'
    ]


def test_footnotes_stand_after_their_block_and_endnotes_at_the_end() -> None:
    calls = (
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
    )
    data = docx(
        p("a", calls[0], "b", calls[1]),
        p("c"),
        footnotes='<w:footnote w:id="0" w:type="separator">' + p("-") + "</w:footnote>"
        '<w:footnote w:id="1">' + p("F") + p("G") + "</w:footnote>",
        endnotes='<w:endnote w:id="1">' + p("E") + "</w:endnote>",
    )
    assert texts(data) == ["ab", "F", "G", "c", "E"]
    assert not losses_of(received(data)), "a line above footnotes is no note"
    assert [note.place for note in the(data, Note)] == ["foot", "end"]
    assert [section.role for section in the(data, Section)] == ["section", "notes"]
    [block, *_] = received(data).document.text_blocks()
    assert [(mark.type, mark.start, mark.end) for mark in block.marks] == [
        ("note-call", 1, 1),
        ("note-call", 2, 2),
    ]


def test_a_footnote_stands_after_the_block_that_calls_it_whatever_comes_before() -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{n}">{p(f"n{n}")}</w:footnote>' for n in range(6))
    data = docx(
        p("a", style="Quote"), p("b", call.format(1)), p("c", style="SourceCode"),
        p("d", call.format(2), style="Quote"), p("e", call.format(3), style="Heading1"),
        p("f", style="Quote"), table([p("g", call.format(4)), "h"]), p("i", style="Quote"),
        item("j"), item("k " + "", 1), p("l", call.format(5), call.format(0)),
        footnotes=notes, numbering=_NUMBERING,
    )  # fmt: skip
    expected = "a b n1 c d n2 e n3 f g h n4 i j k  l n5 n0"
    assert " ".join(texts(data)) == expected


def test_a_quotation_and_code_end_where_a_footnote_is_called() -> None:
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p("n")}</w:footnote>'
    for style in ("Quote", "SourceCode"):
        data = docx(
            p("x"), p("a", call, style=style), p("b", style=style), p("c", style=style),
            footnotes=note,
        )  # fmt: skip
        assert "\n".join(texts(data)) == "x\na\nn\nb\nc"


def test_a_note_that_is_called_twice_is_one_note() -> None:
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = docx(p("a", call), p("b", call), footnotes=f'<w:footnote w:id="1">{p("n")}</w:footnote>')
    assert texts(data) == ["a", "n", "b"]
    assert [kind for kind, _ in marks(data)] == ["note-call", "note-call"]


def test_a_caption_may_call_a_note() -> None:
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p("n")}</w:footnote>'
    data = docx(p("Table 1", call, style="Caption"), table(["a"]), footnotes=note)
    assert texts(data) == ["n", "Table 1", "a"]


def test_what_a_merged_cell_covers_is_omitted() -> None:
    merged = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr>{}</w:tc>'.format
    rows = (merged("restart", p("a")), merged("continue", p("hidden")))
    cells = "".join(f"<w:tr>{cell}<w:tc>{p('b')}</w:tc></w:tr>" for cell in rows)
    result = received(docx(f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>", p("c")))
    assert [block.text for block in result.document.text_blocks()] == ["a", "b", "b", "c"]
    [omission] = result.document.captures[0].omitted
    assert omission.origin == ElementOrigin(
        capture="capture", path="/document[1]/body[1]/tbl[1]/tr[2]/tc[1]/p[1]"
    )


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


_WIDE = '<w:gridSpan w:val="2"/>'
_FIRST, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((_cell("a"), _cell("b") + _cell("c")), [[("a", 1, 1)], [("b", 1, 1), ("c", 1, 1)]]),
        ((_cell("a") + _cell("b") + _cell("c"), _cell("d")),
         [[("a", 1, 1), ("b", 1, 1), ("c", 1, 1)], [("d", 1, 1)]]),
        ((_cell("a", _WIDE) + _cell("b"), _cell("c")), [[("a", 2, 1), ("b", 1, 1)], [("c", 1, 1)]]),
        (('<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + _cell("a"), _cell("b") + _cell("c")),
         [[("a", 1, 1)], [("b", 1, 1), ("c", 1, 1)]]),
        ((_cell("a") + f"<w:sdt><w:sdtContent>{_cell('b')}</w:sdtContent></w:sdt>", _cell("c")),
         [[("a", 1, 1), ("b", 1, 1)], [("c", 1, 1)]]),
        ((_cell("a", _FIRST) + _cell("b"), _cell("", _GOES_ON) + _cell("c")),
         [[("a", 1, 2), ("b", 1, 1)], [("c", 1, 1)]]),
        ((_cell("a", _FIRST), _cell("", _GOES_ON), _cell("b")), [[("a", 1, 1)], [("b", 1, 1)]]),
        ((_cell("a") + _cell("b", _GOES_ON), _cell("c") + _cell("", _GOES_ON)),
         [[("a", 1, 1), ("b", 1, 2)], [("c", 1, 1)]]),
        ((_cell("a", _WIDE + _FIRST) + _cell("b"), _cell("c") + _cell("d", _GOES_ON)),
         [[("a", 2, 1), ("b", 1, 1)], [("c", 1, 1), ("d", 1, 1)]]),
        ((f"<w:tc>{table(['n'])}<w:p/></w:tc>" + _cell("a"),), [[("n", 1, 1), ("a", 1, 1)]]),
        ((_cell("a", '<w:gridSpan w:val="many"/>'), _cell("b")), [[("a", 1, 1)], [("b", 1, 1)]]),
    ],
)  # fmt: skip
def test_a_table_has_the_rows_and_cells_of_the_file(
    rows: tuple[str, ...], expected: list[list[tuple[str, int, int]]]
) -> None:
    made = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    data = docx(p("before"), f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>", p("after"))
    [found] = the(data, Table)
    assert [[(one.text, one.columns, one.rows) for one in row.cells] for row in found.rows] == (
        expected
    )
    words = [text for row in expected for text, _, _ in row]
    result = received(data)
    assert [block.text for block in result.document.text_blocks()] == ["before", *words, "after"]
    assert not result.document.captures[0].omitted


def test_a_row_of_labels_stays_where_it_is() -> None:
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cell('c')}{_cell('d')}</w:tr></w:tbl>"
    [found] = the(docx(table(["a", "b"]).replace("</w:tbl>", head)), Table)
    assert [(row.role, [one.text for one in row.cells]) for row in found.rows] == [
        ("data", ["a", "b"]),
        ("label", ["c", "d"]),
    ]


def test_a_row_that_begins_in_a_later_column_is_reported() -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{_cell("c")}</w:tr></w:tbl>'
    assert losses_of(received(docx(table(["a", "b"]).replace("</w:tbl>", row)))) == [
        "table rows that begin in a later column: 1; the offset is not kept"
    ]


def test_the_looks_of_words_in_a_cell_are_kept() -> None:
    data = docx(table(["a"], ["b", p("c ", r("bold", "<w:b/>"))]))
    assert marks(data) == [("bold", "bold")]


@pytest.mark.parametrize("change", ["ins", "moveTo"])
def test_a_chain_of_paragraphs_without_ends_in_a_change_is_one_block(change: str) -> None:
    capital = '<w:framePr w:dropCap="drop"/>'
    of_end = '<w:rPr><w:del w:id="3"/></w:rPr>'
    for properties in (capital, of_end):
        inner = p("b", properties=properties)
        chain = p("a", properties=capital) + f"<w:{change}>{inner}</w:{change}>" + p("c")
        data = docx(chain, p("d"), table([chain]))
        assert texts(data) == ["abc", "d", "abc"]
        assert marks(data) == [("addition", "b")] * 2


def test_words_that_pandoc_changes_or_passes_over_are_those_of_the_file() -> None:
    chart = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        'drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    loose = '<w:hyperlink w:anchor="a"><w:r><w:t>loose</w:t></w:r></w:hyperlink>'
    data = docx(p("a", chart, r("b", "<w:b/>"), "c"), loose, p("d"))
    assert texts(data) == ["abc", "loose", "d"]
    assert ("bold", "b") in marks(data)
    assert 'paragraphs that pandoc skips: 1, first "loose"; kept without formatting' in (
        losses_of(received(data))
    )


def test_what_stands_on_top_and_at_the_foot_of_pages_is_furniture() -> None:
    data = docx(p("a"), header=p("Head") + p("Head"), footer=p("Foot"))
    found = [(s.role, [b.text for b in s.blocks]) for s in the(data, Section)]
    assert found == [("furniture", ["Head"]), ("section", ["a"]), ("furniture", ["Foot"])]


def test_a_text_box_stands_after_its_paragraph_once() -> None:
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    box = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    run = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f'<a:graphicData uri="{shape}"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(p("a ", run, "b"))) == ["a b", "In a box"]
    deleted = (
        "<w:del><w:r><w:delText>c</w:delText></w:r></w:del><w:ins><w:r><w:t>d</w:t></w:r></w:ins>"
    )
    assert texts(docx(p("x"), header=p("a ", run, "b", deleted))) == ["a bd", "In a box", "x"]


# --- annotations ---


def test_the_text_is_as_it_stands_with_all_changes_accepted() -> None:
    data = docx(
        p(
            "Trade ",
            '<w:ins w:id="1" w:author="A"><w:r><w:rPr><w:b/></w:rPr><w:t>rose</w:t></w:r></w:ins>',
            '<w:del w:id="2" w:author="A"><w:r><w:delText>fell</w:delText></w:r></w:del>',
            " today.",
        ),
        p("One", properties='<w:rPr><w:del w:id="3"/></w:rPr>'),
        p("two", properties='<w:rPr><w:del w:id="4"/></w:rPr>'),
        p("three"),
    )
    assert texts(data) == ["Trade rose today.", "Onetwothree"]
    assert marks(data) == [("addition", "rose"), ("bold", "rose")]
    assert losses_of(received(data)) == [
        'deletions (tracked changes): 1, first "fell"; accepted, so not in the text',
        (
            'additions (tracked changes): 1, first "rose"; '
            "marked in the text without author and time"
        ),
    ]


def test_an_addition_that_crosses_other_formatting_is_cut() -> None:
    added = '<w:ins w:id="1"><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r><w:r><w:t>c</w:t></w:r></w:ins>'
    data = docx(p(r("a", "<w:b/>"), added))
    assert texts(data) == ["abc"]
    [block] = received(data).document.text_blocks()
    assert [(m.type, m.start, m.end) for m in block.marks if isinstance(m, Formatting)] == [
        ("bold", 0, 2),
        ("addition", 1, 2),
        ("addition", 2, 3),
    ]


_COMMENTS = (
    '<w:comment w:id="0" w:author="Ann Lee" w:date="2016-03-20T09:30:00Z">'
    + p("Really?").replace("<w:p>", '<w:p w14:paraId="1A">')
    + '</w:comment><w:comment w:id="1" w:author="Bo" w:date="2016-03-20T09:31:00">'
    + p("Source")
    + "</w:comment>"
)


def test_comments_become_annotations_on_their_words() -> None:
    data = docx(
        '<w:commentRangeStart w:id="0"/>',
        p("Trade fell."),
        p("It ", r("did"), '<w:commentRangeEnd w:id="0"/>', " so."),
        p("x", '<w:r><w:commentReference w:id="1"/></w:r>'),
        comments=_COMMENTS,
    )
    document = received(data).document
    first, second = document.annotations
    assert (first.id, [one.exact for one in first.anchors]) == (
        "comment-1",
        ["Trade fell.", "It did"],
    )
    assert (second.id, second.anchors) == ("comment-2", ())
    assert [document.agent(document.revision(one.revision).by).name for one in (first, second)] == [
        "Ann Lee",
        "Bo",
    ]
    assert [document.revision(one.revision).at for one in (first, second)] == [
        "2016-03-20T09:30:00Z",
        None,
    ], "a time without its zone is no moment"
    assert archive.validate(document).ok


def test_a_note_within_the_words_of_a_comment_is_not_of_them() -> None:
    data = docx(
        p(
            '<w:commentRangeStart w:id="0"/>',
            "a",
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            "b",
        ),
        p("c", '<w:commentRangeEnd w:id="0"/>'),
        footnotes=f'<w:footnote w:id="1">{p("n")}</w:footnote>',
        comments=_COMMENTS,
    )
    result = received(data)
    assert [block.text for block in result.document.text_blocks()] == ["ab", "n", "c"]
    first = result.document.annotations[0]
    assert [one.exact for one in first.anchors] == ["ab", "c"]
    assert losses_of(result) == [
        'comments not attached to words: 1, first "Source"; kept without a place in the text'
    ]


def test_a_reply_is_a_comment_on_a_comment() -> None:
    files = files_of(p("a"), comments=_COMMENTS.replace("<w:p>", '<w:p w14:paraId="2B">'))
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    files["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="1A"/>'
        '<w15:commentEx w15:paraId="2B" w15:paraIdParent="1A" w15:done="1"/></w15:commentsEx>'
    )
    result = received(zipped(files))
    assert [one.on for one in result.document.annotations] == [None, "comment-1"]
    assert "comments marked as done: 1; the mark is not kept" in losses_of(result)


_ITEM = {
    "id": 7,
    "uris": ["http://zotero.org/users/1/items/A"],
    "locator": "12",
    "itemData": {"type": "book", "title": "Trade", "issued": {"date-parts": [["2015"]]}},
}


@pytest.mark.parametrize("program", ["ZOTERO_ITEM CSL_CITATION", "CSL_CITATION"])
def test_citations_of_reference_managers_become_works_and_citations(program: str) -> None:
    instruction = f" ADDIN {program} {json.dumps({'citationItems': [_ITEM, _ITEM]})}"
    data = docx(
        p(
            "So ",
            field(escaped(instruction).replace('"', "&quot;"), "(1, ", r("12", "<w:b/>"), ")"),
            ".",
        )
    )
    document = received(data).document
    assert texts(data) == ["So (1, 12)."]
    assert [(work.id, work.title, work.issued) for work in document.works] == [
        ("work-1", "Trade", "2015")
    ]
    assert [
        (one.cites, one.locator.value, one.basis, one.anchors[0].exact)
        for one in document.annotations
    ] == [("work-1", "12", "embedded", "(1, 12)")] * 2


def test_a_citation_that_cannot_be_read_leaves_its_words() -> None:
    result = received(docx(p(field(" ADDIN ZOTERO_ITEM CSL_CITATION {&quot;a&quot;", "(1)"))))
    assert [block.text for block in result.document.text_blocks()] == ["(1)"]
    assert losses_of(result) == ["citations whose CSL items cannot be read: 1"]


def test_links_lead_to_addresses_and_to_places_in_the_text() -> None:
    to_place = '<w:hyperlink w:anchor="t"><w:r><w:t>two</w:t></w:r></w:hyperlink>'
    data = docx(
        p(to_place, " ", field(' HYPERLINK "https://example.org/a" ', "web"), field(" REF u \\h ", "u")),
        p('<w:bookmarkStart w:id="1" w:name="t"/><w:bookmarkEnd w:id="1"/>', "Two"),
        p('<w:bookmarkStart w:id="2" w:name="u"/>', "Three", style="Heading1"),
        p("x"),
    )  # fmt: skip
    blocks = [*received(data).document.text_blocks()]
    assert [(mark.target) for mark in blocks[0].marks] == ["#t", "https://example.org/a", "#u"]
    assert [block.id for block in blocks[1:]] == ["t", "u", "p-2"]


_T = "<m:r><m:t>{}</m:t></m:r>"


@each_case(
    ("formula", "shown"),
    [
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e>{x}</m:e></m:nary>', "∑x"),
        ("<m:nary><m:sub>{0}</m:sub><m:sup>{1}</m:sup><m:e>{x}</m:e></m:nary>", "∫01x"),
        ("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>", "a/b"),
        ("<m:d><m:e>{a}</m:e></m:d>", "(a)"),
        ('<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e>{a}</m:e></m:d>', "[a"),
        ("<m:rad><m:radPr/><m:deg/><m:e>{a}</m:e></m:rad>", "√(a)"),
    ],
)
def test_a_formula_keeps_its_signs_and_brackets(formula: str, shown: str) -> None:
    losses_of = re.sub(r"\{(.)\}", lambda found: _T.format(found[1]), formula)
    document = received(docx(f"<w:p><m:oMath>{losses_of}</m:oMath></w:p>")).document
    assert [block.text for block in document.text_blocks()] == [shown]


def test_what_else_has_no_place_is_counted() -> None:
    formula = "<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>"
    ruby = "<w:ruby><w:rt><w:r><w:t>ji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby>"
    data = docx(
        p("a", formula, '<w:r><w:br w:type="page"/></w:r>', r("h", "<w:vanish/>")),
        p(f"<w:r>{ruby}</w:r>", '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "i"</w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "z"),
    )  # fmt: skip
    assert texts(data) == ["aah", "字\uf04a", "z"]
    assert sorted(losses_of(received(data))) == [
        'formulas: 1, first "a"; written in one line, as x/y for a fraction',
        'hidden passages: 1, first "h"; kept like any other text',
        "page breaks: 1; left out",
        'ruby readings: 1, first "ji"; the text above the words is left out',
        (
            'symbols: 1, first "F04A in Wingdings"; '
            "kept as private characters, which mean nothing without their font"
        ),
    ]


# --- metadata ---

_CORE = (
    "<dc:title>Report 7</dc:title><dc:creator>jlee; Bo Chan</dc:creator>"
    "<cp:keywords>trade, China</cp:keywords><dc:language>en-GB</dc:language>"
    "<dcterms:created>2016-03-20T09:30:00Z</dcterms:created><dc:description> </dc:description>"
)


def test_what_is_printed_comes_before_what_the_file_says() -> None:
    found = metadata(
        p("Trade fell", style="Title"), p("Again", style="Subtitle"), p("Ann Lee", style="Author"),
        p("Why.", style="Abstract"), p("a"), core=_CORE,
    )  # fmt: skip
    assert [(t["text"], t.get("type", "main"), t["basis"]) for t in found["titles"]] == [
        ("Trade fell", "main", "printed"),
        ("Again", "sub", "printed"),
        ("Report 7", "variant", "embedded"),
    ]
    assert [(a["name"]["literal"], a["basis"]) for a in found["authors"]] == [
        ("Ann Lee", "printed")
    ]
    assert found["abstract"]["text"] == "Why."
    assert [k["term"] for k in found["keywords"]] == ["trade", "China"]
    assert [one["tag"] for one in found["languages"]] == ["en-GB"]
    assert "publication" not in found, "when a file was saved says nothing of the article"


def test_a_title_that_is_printed_and_in_the_file_is_one_title() -> None:
    found = metadata(p("Report  7", style="Title"), core=_CORE)
    assert [(one["text"], one["basis"]) for one in found["titles"]] == [("Report 7", "printed")]


def test_where_nothing_is_printed_the_file_says_who_wrote_it() -> None:
    found = metadata(p("a"), core=_CORE)
    assert [(t["text"], t["basis"]) for t in found["titles"]] == [("Report 7", "embedded")]
    assert [a["name"]["literal"] for a in found["authors"]] == ["jlee", "Bo Chan"]
    assert all(a["origin"]["type"] == "capture" for a in found["authors"])


def test_what_the_file_says_and_has_no_place_is_reported() -> None:
    result = received(docx(p("Ann Lee", style="Author"), p("a"), core=_CORE))
    assert losses_of(result) == [
        (
            "properties of the file that a record cannot hold: "
            'creator "jlee; Bo Chan", created "2016-03-20T09:30:00Z"'
        )
    ]


def test_the_style_of_links_is_no_formatting_and_another_that_underlines_is() -> None:
    """pandoc reads nothing of a style with this name, nor of those that it is based on."""
    underlines = '<w:rPr><w:u w:val="single"/></w:rPr>'
    styles = "".join(
        f'<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/>{underlines}</w:style>'
        for id, name in (("H", "Hyperlink"), ("I", "Internet Link"))
    )
    runs = [
        f'<w:r><w:rPr><w:rStyle w:val="{id}"/></w:rPr><w:t>{words} </w:t></w:r>'
        for id, words in (("H", "one"), ("I", "two"), ("H", "three"))
    ]
    result = archive.receive(docx(p(*runs), styles=styles))
    [block] = result.document.text_blocks()
    assert [block.text[mark.start : mark.end].strip() for mark in block.marks] == ["two"]
    told = [one.message for one in result.findings if "styles" in one.message]
    assert told == ["uses of styles without a meaning in the record: 2 (Hyperlink 2)"]
