"""Malformed and harmful files are refused with one sentence, and fast."""

from __future__ import annotations

import random
import struct
import sys
import time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from lxml import etree

from archive.articles.office import pandoc
from archive.errors import MissingExtra, ReadError
from tests.articles.office.made import (
    docx,
    docx_files,
    field,
    losses_of,
    odt,
    odt_files,
    p,
    r,
    received,
    table,
    texts,
    zipped,
)
from tests.tools.cases import each_case

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def refusal(data: bytes, format: str) -> str:
    """The one sentence with which a file is refused."""
    with pytest.raises(ReadError) as caught:
        received(data, format=format)
    [found] = caught.value.findings
    assert found.code in ("not-an-article", "no-text")
    assert "\n" not in found.message
    return found.message


def encrypted(data: bytes) -> bytes:
    """A zip file that says that its files are encrypted."""
    out = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := out.find(signature, start + 1)) >= 0:
            flags = struct.unpack_from("<H", out, start + at)[0]
            struct.pack_into("<H", out, start + at, flags | 1)
    return bytes(out)


def twice() -> bytes:
    """A package in which one part has two versions."""
    data = zipped(docx_files(p("a")) | {"word/document.xmk": "<a/>"})
    return data.replace(b"word/document.xmk", b"word/document.xml")


GOOD = docx(p("Trade fell."))
STRICT = docx_files(p("a"))
STRICT["_rels/.rels"] = STRICT["_rels/.rels"].replace(
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


@each_case(
    ("data", "message"),
    [
        (b"", "this is no Word document: it is no zip file that can be read"),
        (b"Trade fell.", "this is no Word document: it is no zip file that can be read"),
        (GOOD[: len(GOOD) // 2], "this is no Word document: it is no zip file that can be read"),
        (
            zipped({"a.txt": "a"}),
            'this is no Word document that can be read: it has no "_rels/.rels"',
        ),
        (
            zipped(docx_files(p("a")) | {"../evil": "a"}),
            'the path "../evil" leads out of the package',
        ),
        (
            zipped(docx_files(p("a")) | {"/etc/a": "a"}),
            'the path "/etc/a" leads out of the package',
        ),
        (twice(), 'two files in it have the name "word/document.xml"'),
        (encrypted(GOOD), "in it is encrypted; save it without a password"),
        (zipped(STRICT), "this is a Word document in the strict form of the standard"),
        (
            zipped(docx_files(p("a")) | {"word/document.xml": "<a/>"}),
            "the root of word/document.xml",
        ),
        (
            zipped(docx_files(p("a")) | {"word/document.xml": "<w:document"}),
            "is not well-formed XML",
        ),
        (
            zipped(
                docx_files(p("a"))
                | {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
            ),
            '"word/document.xml" in this Word document has a DTD, which is not read',
        ),
        (docx(p("")), "the file holds no text"),
        (docx(), "the file holds no text"),
        (
            docx(p("\U000f0020")),
            "the text has characters from U+F0000 to U+F003F; replace them in the file",
        ),
    ],
    ids=range(15),
)
def test_what_is_no_word_document_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    assert message in refusal(data, "docx")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "this is no OpenDocument text: it is no zip file that can be read"),
        (zipped({"a.txt": "a"}), 'it has no "content.xml"'),
        (
            odt("<text:p>a</text:p>", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "it declares the type application/vnd.oasis.opendocument.spreadsheet",
        ),
        (
            odt(
                "<text:p>a</text:p>",
                **{
                    "META-INF/manifest.xml": odt_files()["META-INF/manifest.xml"].replace(
                        "/>", "><manifest:file-entry><manifest:encryption-data/>"
                        "</manifest:file-entry></manifest:manifest>"
                    )
                },
            ),
            "this OpenDocument text is encrypted",
        ),
        (odt("<text:p/>"), "the file holds no text"),
    ],
    ids=range(5),
)  # fmt: skip
def test_what_is_no_opendocument_text_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    assert message in refusal(data, "odt")


@pytest.mark.slow
@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_zip_bomb_is_refused_before_anything_is_unpacked(format: str) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        name = "word/document.xml" if format == "docx" else "content.xml"
        with file.open(name, "w") as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    data = packed.getvalue()
    before = time.perf_counter()
    assert "bytes unpacked; " in refusal(data, format)
    assert time.perf_counter() - before < 2


def test_a_size_that_is_a_lie_is_no_way_round_the_limit() -> None:
    data = bytearray(zipped(docx_files(p("a" * 100_000))))
    at = data.rfind(b"word/document.xml") - 46
    struct.pack_into("<I", data, at + 24, 10)
    message = refusal(bytes(data), "docx")
    assert "is not compressed as declared" in message or "cannot be unpacked" in message


def test_a_part_that_is_packed_in_another_way_is_refused() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_LZMA) as file:
        for name, data in docx_files(p("a")).items():
            file.writestr(name, data)
    assert "is not compressed as declared" in refusal(packed.getvalue(), "docx")


@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:smartTag", "w:tbl"])
def test_deep_nesting_is_refused(tag: str) -> None:
    deep = f"<{tag}>" * 5000 + p("a") + f"</{tag}>" * 5000
    assert "is not well-formed XML" in refusal(docx(deep), "docx")


def test_a_style_that_is_based_on_itself_ends() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="A"/><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="B"/><w:basedOn w:val="a"/></w:style>'
    )
    assert texts(docx(p("Trade fell.", style="a"), styles=styles)) == ["Trade fell."]


def test_macros_are_reported_and_never_run() -> None:
    files = docx_files(p("Trade fell.")) | {"word/vbaProject.bin": b"\xd0\xcf"}
    result = received(zipped(files))
    assert losses_of(result) == ["macros, which are never run: 1; left in the file as received"]


def test_pandoc_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 0.001)
    assert refusal(GOOD, "docx") == "pandoc did not read this Word document in 0.001 seconds"


_RICH = (
    p("Title", style="Title"),
    p("One", style="Heading1"),
    p(
        "a",
        r("b", "<w:b/>"),
        '<w:ins w:id="1" w:author="A"><w:r><w:t>c</w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>d</w:delText></w:r></w:del>',
        '<w:commentRangeStart w:id="0"/>',
        r("e"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        field(' HYPERLINK "https://example.org" ', "f"),
        field(" SEQ Table ", "1"),
    ),
    p("i", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    table(["a", "b"], ["c", table(["d"]) + p("")], header=True),
    p("Table 1", style="Caption"),
)


def _changed(root: Any, chance: random.Random) -> None:
    """One change to a tree, such as a broken program may make."""
    elements = [*root.iter()][2:] or [root]
    one, other = chance.choice(elements), chance.choice(elements)
    parent = one.getparent()
    match chance.randrange(5):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if not [*other.iterancestors(one.tag)] and one is not other:
            if other not in [*one.iter()]:
                other.append(one)
        case 2 if one.attrib:
            one.attrib.pop(chance.choice(list(one.attrib)))
        case 3:
            for name in one.attrib:
                one.set(name, chance.choice(["", "-1", "99999999999", "é", "true"]))
        case _:
            one.tag = other.tag


def _is_refused(data: bytes, format: str) -> bool:
    """Whether a file is refused; then it is by one error."""
    try:
        received(data, format=format)
    except ReadError as problem:
        return len(problem.findings) == 1 or pytest.fail(str(problem))
    return False


@pytest.mark.slow
def test_a_word_document_that_a_program_has_broken_is_read_or_refused() -> None:
    footnotes = '<w:footnote w:id="1">' + p("N") + "</w:footnote>"
    comments = '<w:comment w:id="0" w:author="A" w:date="2016">' + p("C") + "</w:comment>"
    files = docx_files(*_RICH, footnotes=footnotes, comments=comments)
    chance = random.Random(11)
    refused = 0
    for n in range(150):
        name = "word/styles.xml" if n % 10 == 9 else "word/document.xml"
        root = etree.fromstring(files[name])
        for _ in range(chance.randrange(1, 6)):
            _changed(root, chance)
        refused += _is_refused(zipped(files | {name: etree.tostring(root)}), "docx")
    assert refused < 50


_RICH_TEXT = (
    '<text:h text:outline-level="1">One</text:h>'
    '<text:p text:style-name="Title">a<text:s text:c="2"/><text:span>b<text:tab/></text:span>'
    '<text:note text:note-class="endnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>N</text:p></text:note-body></text:note>"
    '<office:annotation office:name="c"><text:p>C</text:p></office:annotation>d'
    '<office:annotation-end office:name="c"/><text:bookmark text:name="m"/></text:p>'
    "<text:list><text:list-item><text:p>i</text:p></text:list-item></text:list>"
    "<table:table><table:table-column/><table:table-row><table:table-cell><text:p>x</text:p>"
    "</table:table-cell></table:table-row></table:table>"
    '<text:section><text:p><text:a xlink:href="#m">l</text:a></text:p></text:section>'
)


@pytest.mark.slow
def test_an_opendocument_text_that_a_program_has_broken_is_read_or_refused() -> None:
    files = odt_files(_RICH_TEXT)
    chance = random.Random(11)
    refused = 0
    for _ in range(150):
        root = etree.fromstring(files["content.xml"])
        for _ in range(chance.randrange(1, 6)):
            _changed(root, chance)
        refused += _is_refused(zipped(files | {"content.xml": etree.tostring(root)}), "odt")
    assert refused < 50


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(MissingExtra, match=r"a Word document needs an extra: .*\[office\]"):
        received(GOOD)


@pytest.mark.parametrize("beginning", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_an_old_or_encrypted_document_is_refused_with_what_to_do(beginning: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        received(beginning + bytes(3000))
    [found] = caught.value.findings
    assert found.message == "this is an old Word or other Office document"
    assert found.hint == "save it as .docx or .odt, without a password, and use that file"
