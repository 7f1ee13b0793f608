"""The words of every block are those that are derived from the file, whatever the file holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.format import ReadResult
from tests.articles.office.made import docx, odt, p, received

# --- any Word document ---

_WORDS = st.text(st.sampled_from("ab é\u00a0\u3000漢"), max_size=5)
_RUN = st.builds("<w:r><w:rPr>{}</w:rPr>{}</w:r>".format, st.sampled_from(("", "<w:b/>")), st.one_of(
    _WORDS.map('<w:t xml:space="preserve">{}</w:t>'.format),
    st.sampled_from(("<w:tab/>", "<w:br/>", '<w:br w:type="page"/>', "<w:noBreakHyphen/>")),
))  # fmt: skip
_CALL = st.builds(
    '<w:r><w:{}Reference w:id="{}"/></w:r>'.format,
    st.sampled_from(("footnote", "endnote")),
    st.integers(0, 4),
)
_CHANGE = st.builds("<w:{0}>{1}</w:{0}>".format, st.sampled_from(("ins", "del", "moveTo")), _RUN)
_INLINE = st.one_of(_RUN, _RUN, _CALL, _CHANGE)
_NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'.format
_PROPERTIES = st.sampled_from(
    ("", "", "", _NUMBERED(0), _NUMBERED(1), '<w:rPr><w:del w:id="1"/></w:rPr>',
     '<w:framePr w:dropCap="drop"/>', '<w:ind w:left="1440"/>'),
)  # fmt: skip
_STYLE = st.sampled_from(
    ("", "", "Heading1", "Heading2", "Title", "Quote", "Quote", "SourceCode", "SourceCode",
     "Caption", "TableCaption", "InList", "Abstract"),
)  # fmt: skip


def _paragraphs(inline: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda runs, style, properties: p(*runs, style=style, properties=properties),
        st.lists(inline, max_size=4),
        _STYLE,
        _PROPERTIES,
    )


_SPAN_OF = st.sampled_from(("", "", '<w:gridSpan w:val="2"/>'))
_MERGE = st.sampled_from(("", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"))


def _holders(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(blocks, min_size=1, max_size=3).map("".join)
    boxes = some.map("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>".format)
    cell = st.builds("<w:tc><w:tcPr>{}{}</w:tcPr>{}</w:tc>".format, _SPAN_OF, _MERGE, some)
    row = st.builds(
        "<w:tr><w:trPr>{}</w:trPr>{}</w:tr>".format,
        st.sampled_from(("", "", "<w:tblHeader/>", '<w:gridBefore w:val="1"/>')),
        st.lists(cell, max_size=3).map("".join),
    )
    return st.one_of(
        st.lists(row, min_size=1, max_size=3).map(
            lambda rows: f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
        ),
        some.map("<w:ins>{}</w:ins>".format),
        some.map("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format),
        _paragraphs(st.one_of(_INLINE, boxes)),
    )


_BLOCKS = st.recursive(_paragraphs(_INLINE), _holders, max_leaves=12)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1">'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_LIST_STYLE = (
    '<w:style w:type="paragraph" w:styleId="InList"><w:name w:val="In List"/><w:pPr>'
    + _NUMBERED(0)
    + "</w:pPr></w:style>"
)


@st.composite
def word_documents(draw: st.DrawFn) -> bytes:
    """A document of drawn blocks and notes. A note calls only later ones, or pandoc never ends."""
    parts: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        notes = ""
        for id in range(1, 4):
            runs = draw(st.lists(_RUN, min_size=1, max_size=2))
            later = '<w:r><w:footnoteReference w:id="4"/></w:r>'
            calls = draw(st.sampled_from(("", later)))
            notes += f'<w:{kind} w:id="{id}">{p(*runs, calls)}{draw(_paragraphs(_RUN))}</w:{kind}>'
        parts[f"{kind}s"] = notes + f'<w:{kind} w:id="4">{p("last")}</w:{kind}>'
    for kind in ("header", "footer"):
        parts[kind] = draw(st.lists(_BLOCKS, max_size=1).map("".join))
    return docx(
        p("first"),
        *draw(st.lists(_BLOCKS, max_size=6)),
        styles=_LIST_STYLE,
        numbering=_NUMBERING,
        **parts,
    )


@pytest.mark.slow
@given(word_documents())
def test_every_block_of_any_word_document_is_tied(data: bytes) -> None:
    _check(received(data))


def _check(result: ReadResult) -> None:
    assert not [found for found in result.findings if "pandoc" in found.message]
    reasons = {one.reason for one in result.document.captures[0].omitted}
    assert reasons <= {
        "it is in a table cell that is not shown, because a merged cell covers that cell"
    }


# --- any OpenDocument text ---

_SPAN = st.builds(
    "{}<text:span>{}</text:span>".format,
    st.text(st.sampled_from("ab \n\u00a0漢"), max_size=5),
    st.text(st.sampled_from("ab \n\u00a0漢"), max_size=5),
)
_SIGN = st.sampled_from(
    ("<text:s/>", '<text:s text:c="3"/>', "<text:tab/>", "<text:line-break/>",
     "<text:page-number>3</text:page-number>", "<text:soft-page-break/>",
     "<office:annotation><text:p>said</text:p></office:annotation>"),
)  # fmt: skip


def _lines(inline: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda parts, style, name: (
            f'<text:{name} text:style-name="{style}">{"".join(parts)}</text:{name}>'
        ),
        st.lists(inline, max_size=4),
        st.sampled_from(("", "", "Quotations", "Preformatted_20_Text", "Illustration", "Table_20_caption")),
        st.sampled_from(("p", "p", "p", "h")),
    )  # fmt: skip


_LINE = st.one_of(_SPAN, _SPAN, _SIGN)
_NOTE = st.builds(
    '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation>'
    "<text:note-body>{}</text:note-body></text:note>".format,
    st.sampled_from(("footnote", "endnote")),
    st.lists(_lines(_LINE), min_size=1, max_size=2).map("".join),
)


def _around(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(blocks, min_size=1, max_size=2).map("".join)
    cell = st.one_of(st.just(""), some).map("<table:table-cell>{}</table:table-cell>".format)
    covered = some.map("<table:covered-table-cell>{}</table:covered-table-cell>".format)
    cells = st.lists(st.one_of(cell, cell, covered), max_size=3).map("".join)
    rows = cells.map("<table:table-row>{}</table:table-row>".format)
    head = rows.map("<table:table-header-rows>{}</table:table-header-rows>".format)
    row = st.one_of(rows, rows, head)
    items = st.lists(some.map("<text:list-item>{}</text:list-item>".format), min_size=1, max_size=3)
    boxes = some.map("<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>".format)
    return st.one_of(
        st.lists(row, min_size=1, max_size=2).map(
            lambda rows: f"<table:table><table:table-column/>{''.join(rows)}</table:table>"
        ),
        items.map(lambda made: f"<text:list>{''.join(made)}</text:list>"),
        some.map("<text:section>{}</text:section>".format),
        _lines(st.one_of(_LINE, _NOTE, boxes)),
    )


_ODF_BLOCKS = st.recursive(_lines(st.one_of(_LINE, _NOTE)), _around, max_leaves=12)


@pytest.mark.slow
@given(st.lists(_ODF_BLOCKS, max_size=6))
def test_every_block_of_any_opendocument_text_is_tied(blocks: list[str]) -> None:
    _check(received(odt("<text:p>first</text:p>", *blocks)))
