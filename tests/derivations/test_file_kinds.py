"""Files that are not plain text are recognised by their content; plain texts are not refused."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from archive.articles import text_files
from archive.errors import ReadError
from tests.test_documents import DOCUMENTS
from tests.tools.cases import each_case

ARTICLE = "Trade fell\n\nTrade with China fell by 10% in 2015, and nobody knows why it did so.\n"


def refused(data: bytes | str, **options: object) -> str | None:
    """The kind named for a file, or nothing where it is read as plain text."""
    data = data if isinstance(data, bytes) else data.encode()
    try:
        text_files.read(data, **options)  # type: ignore[arg-type]
    except ReadError as problem:
        [finding] = problem.findings
        if finding.code != "not-plain-text":
            return finding.code
        assert finding.message.startswith("this is ")
        assert finding.hint
        return finding.message.removeprefix("this is ").removesuffix(", not plain text")
    return None


def zipped(*names: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as file:
        for name in names:
            file.writestr(ZipInfo(name), "x" * 50)  # without the time
    return packed.getvalue()


@each_case(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old Word or other Office document"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "an image (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image (JPEG)"),
        (b"GIF89a\x01\0", "an image (GIF)"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "an image (WebP)"),
        (gzip.compress(ARTICLE.encode(), mtime=0), "a gzip archive"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document (.docx)"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel document (.xlsx)"),
        (zipped("mimetype", "META-INF/manifest.xml", "content.xml"), "an OpenDocument file (.odt)"),
        (zipped("mimetype", "META-INF/container.xml"), "an e-book (EPUB)"),
        (zipped("a.txt"), "a zip archive"),
        (zipped("word/document.xml")[:60], "a zip file that is damaged or cut off"),
        (bytes(range(256)) * 4, "binary data"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a web archive (WARC)"),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", mtime=0), "a web archive (WARC)"),
        (zipped("archive/a.warc.gz", "datapackage.json"), "a web archive (WACZ)"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", "a response with its header (HTTP)"),
        (b"HTTP/2 200 \ncontent-type: text/html\n\n<p>", "a response with its header (HTTP)"),
        ("{\\rtf1\\ansi Trade fell.}", "a rich text document (RTF)"),
        ("<!DOCTYPE html>\n<p>Trade fell.", "a web page (HTML)"),
        ("\n <HTML><BODY>Trade fell.</BODY></HTML>", "a web page (HTML)"),
        ("<!-- saved -->\n<html><body>Trade fell.", "a web page (HTML)"),
        ("<p>Trade <b>fell</b>.</p>\n<p>So.</p>\n", "a part of a web page (HTML)"),
        ("Trade <b>fell</b>.<br>\nIt <i>may</i> recover.<br/>", "a part of a web page (HTML)"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "a web page (HTML)"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "TEI"),
        ('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "an image (SVG)"),
        ('<?xml version="1.0"?><article dtd-version="1.2"/>', "an article in XML (JATS)"),
        ("<div><p>Trade fell.</p></div>\n", "a part of a web page (HTML)"),
        ("<rss><channel/></rss>\n", "XML (rss)"),
        ('{"schema_version": "1.0", "id": "a"}', "a record (JSON)"),
        ('{"a": 1}\n{"a": 2}\n', "JSON"),
        ('[{"a": 1}]', "JSON"),
        ("[1,2]", "JSON"),
        ("[]\n", "JSON"),
        ("[true, null, -1.5]\n", "JSON"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "TEI"),
        (
            ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc>'
            '<schemaRef type="record" key="archive-document-1.0"/></encodingDesc></teiHeader></TEI>'),
            "a record (TEI)",
        ),
        ("<rss />\n", "XML (rss)"),
        ('<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0">\n<t:text>', "TEI"),
        ("\\documentclass{article}\n\\begin{document}\nTrade.\n", "a LaTeX document"),
        ("Received: from a by b\nSubject: Trade\n\nTrade fell.\n", "an e-mail"),
        ("From: a@b.example\nTo: c@d.example\nSubject: Trade\nDate: Mon, 14 Oct 2024\n\nFell.\n", "an e-mail"),
        ("Subject: Trade\nContent-Type: text/plain\n\nTrade fell.\n", "an e-mail"),
        ("From: Jane <a@b.example>\nSent: Monday\nTo: All\n\nTrade fell.\n", "an e-mail"),
        ("Snapshot-Content-Location: /\r\nMIME-Version: 1.0\r\n\r\n", "a saved web page (MHTML)"),
        ("MIME-Version: 1.0\ncontent-type: Multipart/Related\n\n", "a saved web page (MHTML)"),
        ("---\ntitle: Trade\ndate: 2016-03-03\n---\n\nTrade fell.\n", "Markdown"),
        ("+++\ntitle = 'Trade'\n+++\n\nTrade fell.\n", "Markdown"),
        ("# Trade\n\nTrade [fell](https://example.org/).\n", "Markdown"),
        ("# Trade\n\nTrade **fell**.\n", "Markdown"),
        (f"## {ARTICLE}", "Markdown"),
        (f"\ufeff\n### {ARTICLE}", "Markdown"),
        ("Trade\n=====\n\nTrade [fell](a.html), and [rose](b.html).\n", "Markdown"),
        ("# Trade\r\n\r\n## China\r\n\r\n## Japan\r\n", "Markdown"),
        ("See [a](http://a.example), [b](/b), ![c](c.png).\n", "Markdown"),
        ("Trade fell.[^1]\n\n[^1]: So they say.\n\n```\nx\n```\n", "Markdown"),
        ("| a | b |\n|---|--:|\n| 1 | 2 |\n\n# Trade\n", "Markdown"),
    ],
)  # fmt: skip
def test_what_is_no_plain_text_is_recognised_by_its_content(data: bytes | str, kind: str) -> None:
    assert refused(data) == kind


@each_case(
    "received",
    [
        ARTICLE,
        f"* {ARTICLE}",
        f"HTTP/1.1 200 OK\n\n{ARTICLE}",
        f"# {ARTICLE}",
        f"{ARTICLE}\n* one\n* two\n\n# 3\n",
        f"{ARTICLE}\nSee [1](note) and [2], p. 3.\n\n[1]: https://example.org/\n",
        f"{ARTICLE}\nSee [the page](https://example.org/).\n",
        "Trade fell\n==========\n\nSo they say.\n\nWhy it did\n----------\n\n> Nobody knows.\n",
        f"# {ARTICLE}\n> So they say.\n",
        f"Trade\n=====\n\n{ARTICLE}\n[1]: Ministry of Trade\n[2]: https://example.org/\n",
        f"{ARTICLE}\n**Note** that *all* fell.\n",
        f"---\n{ARTICLE}---\n",
        f"---\n\n{ARTICLE}\n---\n",
        "#trade #china\n\nTrade fell.\n\n#1 rose.\n",
        "Whoever writes <b> must close it with </b>.\n",
        "<Trade fell>\n\nSo they say.\n",
        "[Trade] fell.\n",
        "[1]\n",
        "[1]\n[2]\n",
        "[1, 2]\n[3]\n",
        "[1, 2] have it.\n",
        "[2024] Trade fell.\n",
        "## 1\nTrade fell.\n",
        "Trade fell.\n\n## 2\n\nIt rose.\n",
        "<Trade/> is a tag.\n",
        "From: a@b.example\nSubject: Trade\n\nTrade fell.\n",
        '{"Trade" fell, they say.}\n',
        '["Trade fell," he said.]\n',
        '["Trade fell"] he said.\n',
        "{ Trade fell }\n",
        "From: Jane Doe\nTo: All\nSubject: Trade\n\nTrade fell.\n",
        "Note: Trade fell.\nMessage-ID is what mail has.\n",
        "Write \\documentclass first.\n",
        "PK and BM are initials.\n",
        "BMW sold fewer cars.\n",
        "%PD is no PDF.\n",
        "GIF is an image.\n",
    ],
)
def test_a_plain_text_is_taken_for_one(received: str) -> None:
    assert refused(received) is None


@each_case("encoding", ["utf-8", "utf-16", "windows-1252", "windows-1251"])
def test_a_page_is_recognised_whatever_its_encoding(encoding: str) -> None:
    page = "<!DOCTYPE html><html><body><p>Trade fell \N{POUND SIGN}.</p></body></html>"
    data = page.encode(encoding, "replace")
    assert refused(data) == "a web page (HTML)"
    assert refused(data, encoding=encoding) == "a web page (HTML)"


@each_case("name", ["utf-16", "utf-16-le", "utf-16-be", "gb18030", "iso-2022-jp"])
def test_a_text_of_many_characters_is_no_binary_data(name: str) -> None:
    received = "貿易上下一丁七" * 200
    assert refused(received.encode(name), encoding=name) is None
    assert refused(received.encode("utf-16")) == "not-utf-8"
    assert refused(ARTICLE.encode("utf-16-le")) == "not-utf-8"
    assert refused(ARTICLE.encode("utf-32")) == "not-utf-8"


def test_whoever_means_it_can_go_on() -> None:
    markdown = b"# Trade\n\nTrade **fell**.\n"
    result = text_files.read(markdown, plain=True)
    assert [block.text for block in result.document.text_blocks()] == ["# Trade", "Trade **fell**."]
    with pytest.raises(ReadError) as caught:
        text_files.read(markdown)
    assert "--plain" in (caught.value.findings[0].hint or "")


def test_nobody_is_told_to_go_on_with_what_is_no_text() -> None:
    for data in (zipped("a.txt"), b"%PDF-1.7\n", b'{"schema_version": "1.0"}'):
        with pytest.raises(ReadError) as caught:
            text_files.read(data)
        assert "--plain" not in (caught.value.findings[0].hint or "")


def test_a_few_stray_control_characters_are_reported_one_by_one() -> None:
    with pytest.raises(ReadError) as caught:
        text_files.read(b"Trade\0 fell\x01.")
    assert [f.code for f in caught.value.findings] == ["characters-xml-cannot-carry"] * 2


# --- real files ---

KINDS = {
    ".md": {"Markdown"},
    ".html": {"a web page (HTML)"},
    ".docx": {"a Word document (.docx)"},
    ".odt": {"an OpenDocument file (.odt)"},
    ".xml": {"an article in XML (JATS)", "TEI", "XML (text)", "XML (typeSystemDescription)"},
    ".nxml": {"an article in XML (JATS)"},
    ".json": {"JSON"},
    ".zip": {"a zip archive"},
    ".gz": {"a web archive (WARC)"},
    ".warc": {"a web archive (WARC)"},
    ".wacz": {"a web archive (WACZ)"},
    ".txt": {None},
}


def test_every_real_file_is_recognised(shared: Callable[[str], Path]) -> None:
    files = [p for p in shared("ingest").rglob("*") if p.suffix in KINDS and p.name != "README.md"]
    assert len(files) > 80
    found = {path.name: refused(path.read_bytes()) for path in files}
    assert [path.name for path in files if found[path.name] not in KINDS[path.suffix]] == []


def test_the_texts_of_our_records_are_plain() -> None:
    texts = list(DOCUMENTS.glob("*/received/*.txt"))
    assert len(texts) > 2
    assert [path for path in texts if refused(path.read_bytes())] == []


@each_case("piece", [" ", "<!-- -->", "<?a?>", "<!DOCTYPE a>"])
def test_what_stands_before_a_root_is_passed_over_once(piece: str):
    """It took longer than anybody waits, from some thirty such pieces on."""
    received = f"<!-- -->{piece * 60}Trade fell."
    assert text_files.read(received.encode()).document.text_blocks()[0].text == received
