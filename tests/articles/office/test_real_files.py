"""Real files are received, and what is counted in their XML is in the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

import archive
from archive.formats.format import ReadResult
from archive.model.blocks import Figure, Formatting, Link, List, Note, NoteCall, Quotation, Table
from archive.model.document import Document
from tests.articles.office.tied import check_ties

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_O = "urn:oasis:names:tc:opendocument:xmlns"
O_ = {
    **{name: f"{_O}:{name}:1.0" for name in ("office", "text", "table", "style")},
    "draw": f"{_O}:drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
W_ = f"{{{W['w']}}}"

WORD = (
    "arabic-align", "arabic", "article-fieldcodes-comments", "article-mendeley-libreoffice",
    "article-zotero-word", "endnotes", "features-changes-comments", "sample-docx4j",
    "table-captions-seq", "tracked-changes-lists", "various",
)  # fmt: skip
OPEN = (
    "change-tracked", "document-tables-images", "footnotes", "image-caption", "relaxng-patterns",
)  # fmt: skip


@pytest.fixture(scope="module")
def word(shared: Callable[[str], Path]) -> Callable[[str], tuple[ReadResult, Any]]:
    return lambda name: _read(shared(f"ingest/docx/{name}.docx"), "word/document.xml")


@pytest.fixture(scope="module")
def opendocument(shared: Callable[[str], Path]) -> Callable[[str], tuple[ReadResult, Any]]:
    return lambda name: _read(shared(f"ingest/odt/{name}.odt"), "content.xml")


def _read(path: Path, part: str) -> tuple[ReadResult, Any]:
    return archive.receive(path), etree.fromstring(ZipFile(path).read(part))


def blocks(document: Document, kind: type) -> list[Any]:
    return [block for _, block in document.index.of_type(kind)]


def marks(document: Document, kind: type) -> list[Any]:
    return [
        mark for block in document.text_blocks() for mark in block.marks if isinstance(mark, kind)
    ]


def running_text(document: Document) -> list[str]:
    """The texts of blocks, page headers and footers aside."""
    return [b.text for b in document.text_blocks() if getattr(b, "type", "") != "furniture"]


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of_word(root: Any) -> Iterator[str]:
    """The paragraphs of document.xml as they stand with all changes accepted, by our own walk."""
    for paragraph in root.iter(f"{W_}p"):
        if paragraph.xpath("ancestor::mc:Fallback", namespaces=_MC):
            continue
        made = ""
        for one in paragraph.iter():
            nearest = next(one.iterancestors(f"{W_}p"), None)
            if nearest is not paragraph or one.xpath(
                "ancestor::w:del|ancestor::w:moveFrom", namespaces=W
            ):
                continue
            if one.tag == f"{W_}t":
                made += one.text or ""
            elif one.tag == f"{W_}noBreakHyphen":
                made += "\u2011"
            elif one.tag in (f"{W_}tab", f"{W_}br", f"{W_}cr"):
                made += " "
        yield made


_MC = {"mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}


IMAGES = {
    "article-mendeley-libreoffice": 1, "article-zotero-word": 1, "sample-docx4j": 3,
    "document-tables-images": 1, "image-caption": 1,
}  # fmt: skip
"""How many images lie in each file."""


@pytest.mark.parametrize("name", WORD)
def test_no_character_of_a_word_document_is_lost(word: Any, name: str) -> None:
    result, root = word(name)
    found = without_blanks("".join(running_text(result.document)))
    body = without_blanks("".join(words_of_word(root)))
    with_notes = Counter(found)
    missing = Counter(body) - with_notes
    assert not missing
    at = 0
    for paragraph in map(without_blanks, words_of_word(root)):
        if paragraph:
            assert paragraph in found, paragraph
            at += 1
    assert at or name == "nothing"
    assert not [f for f in result.findings if "pandoc" in f.message]


def words_of_opendocument(root: Any) -> Iterator[str]:
    for paragraph in root.find(".//office:text", O_).iter(
        f"{{{O_['text']}}}p", f"{{{O_['text']}}}h"
    ):
        if paragraph.xpath(
            "ancestor::text:tracked-changes|ancestor::office:annotation", namespaces=O_
        ):
            continue
        texts = paragraph.xpath(
            "descendant::text()[count(ancestor::text:p|ancestor::text:h) = $depth]"
            "[not(ancestor::text:note-citation)][not(ancestor::office:annotation)]"
            "[not(ancestor::*[namespace-uri() = 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'])]",
            namespaces=O_,
            depth=len(
                paragraph.xpath("ancestor-or-self::text:p|ancestor-or-self::text:h", namespaces=O_)
            ),
        )
        yield "".join(texts)


@pytest.mark.slow
@pytest.mark.parametrize("name", OPEN)
def test_no_character_of_an_opendocument_text_is_lost(opendocument: Any, name: str) -> None:
    result, root = opendocument(name)
    found = without_blanks("".join(running_text(result.document)))
    for paragraph in map(without_blanks, words_of_opendocument(root)):
        assert paragraph in found
    assert not Counter(without_blanks("".join(words_of_opendocument(root)))) - Counter(found)
    assert not [f for f in result.findings if "pandoc" in f.message]


@pytest.mark.slow
@pytest.mark.parametrize("name", WORD)
def test_what_is_counted_in_a_word_document_is_in_the_record(word: Any, name: str) -> None:
    result, root = word(name)
    document = result.document

    def count(path: str) -> int:
        return len(root.xpath(path, namespaces=W))

    tables = blocks(document, Table)
    assert len(tables) == count("//w:tbl[not(ancestor::w:tc)]")
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    merged = count("//w:tc[w:tcPr/w:vMerge[not(@w:val) or @w:val='continue']][not(ancestor::w:tc)]")
    assert len(cells) == count("//w:tc[not(ancestor::w:tc)]") - merged
    rows = [row for table in tables for row in table.rows]
    assert len(rows) == count("//w:tr[not(ancestor::w:tc)]")
    assert (
        len(blocks(document, Note))
        == len(marks(document, NoteCall))
        == count("//w:footnoteReference|//w:endnoteReference")
    )
    comments = [one for one in document.annotations if one.type == "comment"]
    assert len(comments) == count("//w:commentReference")
    assert len([one for one in comments if one.anchors]) == count("//w:commentRangeStart")
    additions = "//w:ins[.//w:t[normalize-space()]]|//w:moveTo[.//w:t[normalize-space()]]"
    assert number_reported(result, "addition") == count(additions)
    deletions = "//w:del[.//w:delText]|//w:moveFrom[.//w:t]"
    assert number_reported(result, "deletion") == count(deletions)
    links = count("//w:hyperlink") + count("//w:instrText[starts-with(normalize-space(), 'REF ')]")
    assert len(marks(document, Link)) == links
    citations = [one for one in document.annotations if one.type == "citation"]
    in_fields = "".join(root.xpath("//w:instrText/text()", namespaces=W))
    assert len(citations) == in_fields.count('"itemData"')
    assert {one.cites for one in citations} == {work.id for work in document.works}


def number_reported(result: ReadResult, thing: str) -> int:
    """How many of a thing the findings report."""
    found = [re.match(rf"{thing}s \([^)]*\): (\d+)", one.message) for one in result.findings]
    return sum(int(one[1]) for one in found if one)


def test_marks_of_additions_hold_the_words_that_were_put_in(word: Any) -> None:
    result, root = word("tracked-changes-lists")
    inserted = "".join(root.xpath("//w:ins//w:t/text()", namespaces=W))
    marked = "".join(
        block.text[mark.start : mark.end]
        for block in result.document.text_blocks()
        for mark in block.marks
        if isinstance(mark, Formatting) and mark.type == "addition"
    )
    assert without_blanks(marked) == without_blanks(inserted)


@pytest.mark.slow
def test_headings_have_the_levels_of_their_styles(word: Any) -> None:
    result, root = word("article-zotero-word")
    styles = root.xpath("//w:p[normalize-space(.)]/w:pPr/w:pStyle/@w:val", namespaces=W)
    levels = [int(style[-1]) for style in styles if re.fullmatch("(?:Heading)?[1-9]", style)]
    assert levels

    def depths(sections: Any, depth: int) -> Iterator[int]:
        for section in sections:
            yield depth
            yield from depths(section.sections, depth + 1)

    [article] = [one for one in result.document.sections if one.role == "section"]
    assert [*depths(article.sections, 1)] == levels


def test_captions_stand_with_their_tables_and_figures(word: Any) -> None:
    document = word("article-mendeley-libreoffice")[0].document
    captions = [table.caption.text[:9] for table in blocks(document, Table) if table.caption]
    assert captions == ["Table 1: ", "Table 2: "]
    [figure] = blocks(document, Figure)
    assert figure.caption.text.startswith("Illustration 1: ")


@pytest.mark.slow
def test_works_in_fields_are_cited_where_their_words_stand(word: Any) -> None:
    document = word("article-zotero-word")[0].document
    citations = [one for one in document.annotations if one.type == "citation"]
    exact = [[anchor.exact for anchor in one.anchors] for one in citations]
    assert exact[:3] == [["(1,2)"], ["(1,2)"], ["(3)"]]
    first = next(work for work in document.works if work.id == citations[0].cites)
    assert first.container_title == "Neuroscience Letters"
    assert [(one.scheme, one.value) for one in first.identifiers][:1] == [
        ("DOI", "10.1016/j.neulet.2017.04.046")
    ]


def test_comments_name_who_wrote_them_and_when(word: Any) -> None:
    document = word("features-changes-comments")[0].document
    found = [
        (one.text, one.anchors[0].exact, document.revision(one.revision).at)
        for one in document.annotations
    ]
    assert found == [
        ("This is another comment", "apibus", "2025-06-26T14:17:51Z"),
        ("This is a comment", "himenaeos.", "2025-06-26T14:12:26Z"),
    ]
    assert {one.name for one in document.agents} == {"Kyle Reese", "Unknown Author"}


@pytest.mark.slow
@pytest.mark.parametrize("name", OPEN)
def test_what_is_counted_in_an_opendocument_text_is_in_the_record(
    opendocument: Any, name: str
) -> None:
    result, root = opendocument(name)
    document = result.document

    def count(path: str) -> int:
        return len(root.xpath(path, namespaces=O_))

    tables = blocks(document, Table)
    outer = "[not(ancestor::table:table-cell)]"
    assert len(tables) == count(f"//table:table{outer}")
    rows = [row for table in tables for row in table.rows]
    assert len(rows) == count(f"//table:table-row{outer}")
    assert sum(len(row.cells) for row in rows) == count(f"//table:table-cell{outer}")
    headings = [b for b in document.text_blocks() if getattr(b, "type", "") == "heading"]
    assert len(headings) == count("//text:h[normalize-space()]")
    notes = blocks(document, Note)
    assert len(notes) == len(marks(document, NoteCall)) == count("//text:note")
    assert [n.marker for n in notes] == root.xpath("//text:note-citation/text()", namespaces=O_)
    assert len([n for n in notes if n.place == "end"]) == count(
        "//text:note[@text:note-class='endnote']"
    )
    comments = [one for one in document.annotations if one.type == "comment"]
    assert len(comments) == count("//office:annotation")
    assert number_reported(result, "deletion") == count("//text:changed-region/text:deletion")
    assert number_reported(result, "addition") == count("//text:changed-region/text:insertion")
    items = [item for one in blocks(document, List) for item in one.items]
    assert len(items) == count(f"//text:list-item{outer}")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*WORD, *OPEN])
def test_every_block_of_a_real_file_is_words_of_it_once_and_in_order(
    shared: Callable[[str], Path], name: str
) -> None:
    kind = "docx" if name in WORD else "odt"
    result = archive.receive(shared(f"ingest/{kind}/{name}.{kind}"))
    check_ties(result)
    assert not result.document.captures[0].omitted


@pytest.mark.slow
@pytest.mark.parametrize("name", [*WORD, *OPEN])
def test_a_record_of_a_real_file_is_sound_and_written_in_every_exact_form(
    shared: Callable[[str], Path], name: str
) -> None:
    kind = "docx" if name in WORD else "odt"
    result = archive.receive(shared(f"ingest/{kind}/{name}.{kind}"))
    document = result.document
    assert archive.validate(document).ok
    assert {found.code for found in result.findings} <= {"not-kept"}
    for form in ("json", "tei"):
        assert archive.read(archive.write(document, form).data).document == document
    assert list(result.files) == [capture.file for capture in document.captures]
    assert len(document.captures) == 1 + IMAGES.get(name, 0)
    assert not [one.message for one in result.findings if one.message.startswith("image")]
    assert not blocks(document, Quotation) or name == "sample-docx4j"
