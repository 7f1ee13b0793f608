"""The text of a copy is read in the encoding that is certain, and never raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.source_copies.copy_text import text_of_copy
from tests.articles.web_archives.containers import zipped
from tests.tools.cases import each_case

TEXT = "Die Fähre nach Größeby fährt um 9 Uhr – „pünktlich“."


@each_case(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "windows-1252",
    ],
)
def test_an_encoding_that_shows_itself_needs_no_name(encoding: str) -> None:
    plain = text_of_copy(TEXT.encode(encoding))
    assert (plain.readings[0].text, plain.reason) == (TEXT, None)
    page = text_of_copy(f"<!DOCTYPE html><title>x</title><p>{TEXT}</p>".encode(encoding))
    if encoding != "utf-32":
        assert (page.readings[0].text, page.reason) == (TEXT, None)


@each_case(
    "media_type, encoding, first, certain",
    [
        ("text/plain;charset=windows-1250", "windows-1250", "Příliš žluťoučký", True),
        ("", "windows-1250", "Příliš žluťoučký", False),
        ("text/plain;charset=windows-1252", "utf-8", "Příliš žluťoučký", True),
        ("text/plain;charset=no-such", "utf-8", "Příliš žluťoučký", True),
        ("text/html", "windows-1250", '<meta charset="windows-1250"><p>Příliš žluťoučký</p>', True),
        ("text/html", "windows-1250", "<!DOCTYPE html><p>Příliš žluťoučký</p>", False),
    ],
)
def test_a_declared_encoding_is_certain_if_the_bytes_are_valid(
    media_type: str, encoding: str, first: str, certain: bool
) -> None:
    text = text_of_copy(first.encode(encoding), media_type)
    assert (text.reason is None) is certain
    assert any("Příliš žluťoučký" in reading.text for reading in text.readings)


def test_a_page_has_no_markup_and_a_file_for_word_is_read() -> None:
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>It </w:t></w:r><w:r><w:t>rained.</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    word = zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": rels.encode(),
            "word/document.xml": document.encode(),
        }
    )
    assert text_of_copy(word).readings[0].text.strip() == "It rained."
    page = text_of_copy(b"<!DOCTYPE html><title>x</title><p>It <b>rai</b>ned.<script>No</script>")
    assert page.readings[0].text == "It rained."


@given(
    st.binary(max_size=300),
    st.sampled_from(
        (b"", b"PK\x03\x04", b"<html>", b"<?xml", b"\xff\xfe", b"%PDF-", b"MIME-Version: 1.0\n")
    ),
    st.sampled_from(
        ("", "text/html", "text/markdown;charset=utf-16", "image/png", "text/plain;charset=x")
    ),
)
def test_any_bytes_have_a_text_or_a_reason(data: bytes, begins: bytes, media_type: str) -> None:
    text = text_of_copy(begins + data, media_type)
    assert text.readings or text.reason


@pytest.mark.slow
def test_deeply_nested_pages_are_read_or_refused() -> None:
    for data in (b"<div>" * 100_000, b"<!DOCTYPE html>" + b"<b><p>" * 20_000):
        text = text_of_copy(data, "text/html")
        assert text.readings or text.reason
