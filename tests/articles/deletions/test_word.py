"""A sample of deletions in Word files: none is silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles.deletions.measure import measured
from tests.articles.office.made import docx, field, p, r, table
from tests.conftest import MANY, import_or_skip

SHARED = (
    "arabic-align", "arabic", "article-fieldcodes-comments", "article-mendeley-libreoffice",
    "article-zotero-word", "endnotes", "features-changes-comments", "sample-docx4j",
    "table-captions-seq", "tracked-changes-lists", "various",
)  # fmt: skip

_ITEM = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/>'
    f'<w:lvlText w:val="%{n + 1})"/><w:lvlJc w:val="left"/></w:lvl>'
    for n in range(2)
)


def made() -> bytes:
    """A document with a bit of all."""
    return docx(
        p("Title", style="Title"),
        p("One", style="Heading1"),
        p(
            '<w:bookmarkStart w:id="7" w:name="unused"/>',
            "a",
            r("b", "<w:b/><w:bCs/><w:color w:val='FF0000'/><w:lang w:val='de-DE'/>"),
            r("hidden", "<w:vanish/>"),
            r("left", "<w:rtl/><w:rFonts w:ascii='A' w:hAnsi='B'/>"),
            '<w:ins w:id="1" w:author="A" w:date="2016-01-01T00:00:00Z">' + r("c") + "</w:ins>",
            '<w:del w:id="2" w:author="B"><w:r><w:delText>d</w:delText></w:r></w:del>',
            '<w:commentRangeStart w:id="0"/>',
            r("e"),
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            '<w:r><w:footnoteReference w:id="1"/></w:r><w:bookmarkEnd w:id="7"/>',
            field(' HYPERLINK "https://example.org" \\o "tip" ', "f"),
            field(" SEQ Table ", "1"),
            "<w:sdt><w:sdtPr><w:alias w:val='Name'/><w:tag w:val='t'/></w:sdtPr><w:sdtContent>",
            r("control") + "</w:sdtContent></w:sdt>",
            properties="<w:jc w:val='center'/><w:spacing w:before='20'/><w:bidi/>",
        ),
        p("first", properties=_ITEM),
        p("second", properties=_ITEM),
        table(["a", "b"], ["c", "d"], header=True),
        p("poem", style="Poem"),
        p("", properties='<w:sectPr><w:type w:val="oddPage"/><w:pgSz w:w="1"/></w:sectPr>'),
        footnotes='<w:footnote w:id="1">' + p("N") + "</w:footnote>",
        comments='<w:comment w:id="0" w:author="A" w:initials="AA" w:date="2016">'
        + p("C")
        + "</w:comment>",
        numbering=f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        styles='<w:style w:type="paragraph" w:styleId="Poem"><w:name w:val="A poem"/></w:style>',
    )


@pytest.fixture(autouse=True)
def pandoc() -> None:
    """Skip where pandoc is not."""
    import_or_skip("pypandoc")


@pytest.mark.slow
def test_no_deletion_in_a_made_document_is_silent(tmp_path: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(made())
    assert measured(file, each=1, most=12).silent == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_no_deletion_in_a_real_document_is_silent(shared: Callable[[str], Path], name: str) -> None:
    file = shared(f"ingest/docx/{name}.docx")
    assert measured(file, each=2, most=10 if MANY else 4).silent == []
