"""What the bytes of a capture are holds against what a record says of them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import pytest

from archive.files.fixity import fixity_of
from archive.files.memory import FilesInMemory
from archive.findings import Finding, Severity
from archive.model.captures import Capture, CaptureOrigin, Derivation
from archive.model.document import Document
from archive.validation.rederivation import not_in_capture
from archive.validation.rules import ON_CAPTURES
from archive.validation.rules.derivations import derivation_not_of_content, encoding_differs
from archive.validation.rules.received_text import block_differs_from_capture
from tests.conftest import import_or_skip
from tests.tools.cases import each_case

NEWS = "Trade fell.\n\nWages rose; prices, too.\n"
PAGE = (
    "<!DOCTYPE html><html><head><title>Trade</title><script>var a = 1;</script></head>"
    "<body><article><h1>Trade fell</h1><p>Wages rose.</p></article></body></html>"
)
FÄHRE = "Der Rat wählte die Fähre, ganz."
RUSSIAN = "Цены растут, а торговля падает. Никто не знает, почему.\n\nТак говорят все.\n"
JAPANESE = "貿易は減った。賃金は上がった。"


def captured(data: bytes, media_type: str, derivation: Derivation | None) -> Capture:
    size_bytes, sha256 = fixity_of(data)
    return Capture(
        id="capture",
        file="received/a",
        media_type=media_type,
        size_bytes=size_bytes,
        sha256=sha256,
        derivation=derivation,
    )


def record(data: bytes, media_type: str, derivation: Derivation | None) -> Document:
    """A record of one block, which comes from bytes."""
    origin = CaptureOrigin(capture="capture")
    block = {"type": "paragraph", "id": "p-1", "text": "Trade fell.", "origin": origin}
    return Document.model_validate(
        {
            "id": "x",
            "captures": [captured(data, media_type, derivation)],
            "sections": [{"id": "s", "blocks": [block]}],
        }
    )


def encoding_findings(
    data: bytes, media_type: str, derivation: Derivation | None
) -> Sequence[Finding]:
    if "html" in media_type or "related" in media_type:
        import_or_skip("selectolax")
    if "markdown" in media_type:
        import_or_skip("markdown_it")
    files = FilesInMemory({"received/a": data})
    return [*encoding_differs(record(data, media_type, derivation), files)]


def mhtml(payload: str) -> bytes:
    return (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        f"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n{payload}\n--b--\n"
    ).encode()


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


OF_TYPE: dict[str, Derivation] = {
    "text/plain": "verbatim-2",
    "text/html": "html-text-1",
    "text/markdown": "markdown-text-1",
}


@each_case("is_named", [True, False])
@each_case("media_type", OF_TYPE)
@each_case(
    ("data", "charset"),
    [
        (b"The council voted for the ferry.", "utf-16le"),
        (b"The council voted for the ferry.", "UTF-16"),
        (b"The council voted for the ferry.", '"utf-16be"'),
        (FÄHRE.encode() + b" ", "utf-16le"),
        (FÄHRE.encode() + b" ", "utf-16be"),
        (FÄHRE.encode(), "windows-1252"),
        (NEWS.encode("utf-16-le"), "windows-1252"),
        (NEWS.encode("utf-16-be"), "shift_jis"),
        (RUSSIAN.encode("utf-16-le"), "utf-8"),
        (RUSSIAN.encode("utf-16-le"), ""),
        (RUSSIAN.encode("utf-16-le"), "utf-16be"),
    ],
)
def test_bytes_that_cannot_be_in_the_encoding_that_is_named_are_an_error(
    data: bytes, charset: str, media_type: str, is_named: bool
) -> None:
    """Also where the record does not name the derivation, and words are looked for."""
    said = f"{media_type};charset={charset}" if charset else media_type
    [found] = encoding_findings(data, said, OF_TYPE[media_type] if is_named else None)
    assert (found.severity, found.location.pointer) == (Severity.ERROR, "/captures/0/media_type")


@each_case("media_type", OF_TYPE)
@each_case(
    ("data", "charset"),
    [
        (NEWS.encode(), ""),
        (NEWS.encode(), "windows-1252"),
        (NEWS.encode(), "iso-2022-jp"),
        (FÄHRE.encode(), "UTF_8"),
        (FÄHRE.encode("windows-1252"), "latin1"),
        (NEWS.encode("utf-16-le"), "utf-16le"),
        (NEWS.encode("utf-16-be"), "utf-16be"),
        (NEWS.encode("utf-16"), "utf-16"),
        (RUSSIAN.encode("utf-16-le"), "utf-16"),
        (JAPANESE.encode("utf-16-le"), "utf-16le"),
        (JAPANESE.encode("iso-2022-jp"), "iso-2022-jp"),
        (JAPANESE.encode("shift_jis"), "shift_jis"),
        (JAPANESE.encode("euc-jp"), "euc-jp"),
    ],
)
def test_bytes_in_the_encoding_that_is_named_are_let_through(
    data: bytes, charset: str, media_type: str
) -> None:
    said = f"{media_type};charset={charset}" if charset else media_type
    assert encoding_findings(data, said, OF_TYPE[media_type]) == []


def test_a_byte_order_mark_of_a_page_counts_more_than_its_media_type() -> None:
    data = NEWS.encode("utf-16")
    assert encoding_findings(data, "text/html;charset=utf-8", "html-text-1") == []


@each_case("charset", ["shift_jis", "gbk", "big5", "euc-jp", "euc-kr", "utf-8"])
def test_characters_of_a_page_that_are_lost_are_a_warning(charset: str) -> None:
    data = "<p>Le café fermé – déjà vu</p>".encode("windows-1252") + b"\xff"
    [found] = encoding_findings(data, f"text/html;charset={charset}", "html-text-1")
    assert (found.severity, "U+FFFD" in found.message) == (Severity.WARNING, True)


def test_of_mhtml_the_encoding_of_its_page_counts() -> None:
    from base64 import b64encode

    utf_16 = mhtml(b64encode(PAGE.encode("utf-16-le")).decode())
    ascii = mhtml(b64encode(PAGE.encode()).decode())
    said = "multipart/related;charset={}".format
    assert encoding_findings(utf_16, said("utf-16le"), "html-text-1") == []
    assert encoding_findings(ascii, said("utf-8"), "html-text-1") == []
    for data, charset in ((utf_16, "utf-8"), (ascii, "utf-16le")):
        [found] = encoding_findings(data, said(charset), "html-text-1")
        assert found.severity is Severity.ERROR


@each_case("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_a_page_taken_for_plain_text_is_known_in_every_unicode(encoding: str) -> None:
    data = PAGE.encode(encoding)
    document = record(data, f"text/plain;charset={encoding}", "verbatim-2")
    files = FilesInMemory({"received/a": data})
    [found] = derivation_not_of_content(document, files)
    assert (found.severity, "has markup" in found.message) == (Severity.WARNING, True)


DECLARES = b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


@pytest.mark.parametrize("derivation", ["tei-text-1", None])
def test_no_encoding_is_suggested_where_another_thing_is_wrong(
    derivation: Derivation | None,
) -> None:
    document = record(DECLARES, "application/tei+xml", derivation)
    [found, *_] = block_differs_from_capture(document, FilesInMemory({"received/a": DECLARES}))
    assert "DOCTYPE" in found.message
    assert "text/plain" not in (found.hint or "")


@pytest.mark.parametrize("derivation", ["html-text-1", None])
def test_the_source_of_mhtml_is_no_page(derivation: Derivation | None) -> None:
    """Also where the record does not name the derivation, and words are looked for."""
    data = mhtml("PHA+VHJhZGUgZmVsbC48L3A+")
    files = FilesInMemory({"received/a": data})
    as_page = record(data, "text/html", derivation)
    as_itself = record(data, "multipart/related", derivation)
    [found] = derivation_not_of_content(as_page, files)
    assert (found.severity, found.location.pointer) == (Severity.ERROR, "/captures/0/media_type")
    assert [*derivation_not_of_content(as_itself, files)] == []


# --- files of which a transcript is made ---

MAIL = (
    "From: Jane <a@b.example>\nTo: All <c@d.example>\nSubject: Trade\nDate: Mon, 14 Oct 2024\n\n"
    "Trade fell.\n\nHe is innocent.\n"
)
OTHERS = {
    "e-mail": MAIL,
    "LaTeX": "\\documentclass{article}\n\\begin{document}\nTrade fell.\n\\end{document}\n",
    "RTF": "{\\rtf1\\ansi Trade fell.}",
    "XML": "<rss><item>Trade fell.</item></rss>",
    "HTTP": "HTTP/1.1 200 OK\r\nContent-Type: text/x\r\n\r\nTrade fell.\n",
}


def of_words(data: bytes, media_type: str, words: str) -> tuple[Document, FilesInMemory]:
    document = record(data, media_type, None)
    raw = document.model_dump(mode="json")
    raw["sections"][0]["blocks"][0]["text"] = words
    return Document.model_validate(raw), FilesInMemory({"received/a": data})


def without_origin(document: Document) -> Document:
    raw = document.model_dump(mode="json")
    del raw["sections"][0]["blocks"][0]["origin"]
    return Document.model_validate(raw)


def errors(document: Document, files: FilesInMemory) -> set[str]:
    found = (finding for rule in ON_CAPTURES for finding in rule(document, files))
    return {finding.code for finding in found if finding.severity is Severity.ERROR}


@each_case("media_type", ["text/plain", "text/html", "text/markdown"])
@each_case("kind", OTHERS)
def test_words_of_a_text_of_another_kind_are_looked_for_in_it(kind: str, media_type: str) -> None:
    """As `archive receive --plain` takes it; a record that drops the derivation is held to the same."""
    data = OTHERS[kind].encode()
    assert "block-differs-from-capture" not in errors(*of_words(data, media_type, "Trade fell."))
    caught = {"block-differs-from-capture", "not-an-original"}
    assert caught & errors(*of_words(data, media_type, "Trade rose."))
    assert caught & errors(*of_words(data, f"{media_type};charset=none", "Trade fell."))


def test_a_new_word_is_refused_where_the_text_is_of_another_kind() -> None:
    document, files = of_words(MAIL.encode(), "text/plain", "He is innocent.")
    assert [*not_in_capture(document, {"p-1": "He is innocent."}, files)] == []
    [found] = not_in_capture(document, {"p-1": "He is guilty."}, files)
    assert found.code == "block-differs-from-capture"


def test_a_transcript_of_an_image_that_is_said_to_be_a_text_is_one() -> None:
    document, files = of_words(b"\x89PNG\r\n\x1a\n\xff", "text/plain", "Trade fell.")
    assert errors(document, files) == set()


@each_case(
    "data",
    [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n",
        packed(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n"),
        packed(PAGE.encode()),
        packed(packed(NEWS.encode())),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode(),
        b"HTTP/2 200 \ncontent-encoding: gzip\n\n" + packed(PAGE.encode()),
    ],
)
def test_a_file_with_text_in_it_is_no_original_of_a_transcript(data: bytes) -> None:
    for media_type in ("application/octet-stream", "text/html", "application/pdf"):
        document, files = of_words(data, media_type, "Trade fell.")
        assert errors(document, files) == {"not-an-original"}
        assert errors(without_origin(document), files) == {"text-without-origin"}


@each_case(
    "data",
    [
        b"%PDF-1.7\n",
        packed(b"%PDF-1.7\n"),
        packed(b""),
        packed(NEWS.encode())[:9],
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    ],
)
def test_a_file_without_text_is_the_original_of_a_transcript(data: bytes) -> None:
    document, files = of_words(data, "application/pdf", "Trade fell.")
    assert errors(document, files) == set()
