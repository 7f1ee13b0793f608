"""Files that are no TEI, hold several texts, or mean harm get one clear error, fast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import archive
from archive.errors import ReadError
from archive.findings import Finding
from archive.formats import tei as our_tei
from archive.formats.tei import inline_annotations
from archive.io import receive
from tests import samples as records
from tests.articles.tei_of_others.samples import HEADER, received, tei
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

SOUND = tei("<p>Words – and more</p>")
NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def refusal(data: bytes) -> Finding:
    """The only finding for a file that is refused."""
    with pytest.raises(ReadError) as refused:
        receive(data)
    (finding,) = refused.value.findings
    assert len(str(finding)) < 2000
    return finding


# --- a DOCTYPE ---


@each_case(
    "doctype",
    [
        "<!DOCTYPE TEI>",
        '<!DOCTYPE TEI SYSTEM "/dev/zero">',
        "<!DOCTYPE TEI SYSTEM 'a>b.dtd'>",
        '<!DOCTYPE TEI PUBLIC "-//TEI//EN" "http://127.0.0.1:9/tei.dtd">',
    ],
)
def test_a_doctype_that_only_names_a_dtd_is_read_over_and_reported(doctype: str) -> None:
    data = f'<?xml version="1.0"?>\n{doctype}\n'.encode() + SOUND
    result = receive(data, "tei-of-others")
    (finding,) = [one for one in result.findings if one.code == "doctype-read-over"]
    assert finding.location.line == 2
    assert [block.text for block in result.document.text_blocks()] == ["Words – and more"]


@each_case(
    "doctype",
    [
        '<!DOCTYPE TEI [<!ENTITY e "x">]>',
        '<!DOCTYPE TEI [<!ENTITY % p SYSTEM "/dev/zero"> %p;]>',
        '<!DOCTYPE TEI SYSTEM "/dev/zero" [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>',
        "<!DOCTYPE TEI []>",
    ],
)
def test_a_doctype_that_declares_something_is_refused(doctype: str) -> None:
    finding = refusal(f"\n{doctype}\n".encode().lstrip() + SOUND)
    assert finding.code == "doctype-refused"
    assert finding.location.line == 1


def test_an_entity_that_a_dtd_would_define_is_an_error_where_it_stands() -> None:
    finding = refusal(b'<!DOCTYPE TEI SYSTEM "tei.dtd">\n' + tei("\n<p>a&hellip;b</p>"))
    assert finding.code == "not-well-formed"
    assert finding.location.line == 3
    assert "hellip" in finding.message


# --- comments and instructions ---


def test_what_looks_like_a_comment_in_something_else_is_none() -> None:
    body = "<p><![CDATA[<!-- a --><?b?>]]>\n<!-- <?c?> --><?d <!-- ?><?xml-model <!-- ?></p>"
    result = receive(tei(body))
    messages = {one.message for one in result.findings}
    assert messages == {
        "comments: 1, first at line 2",
        "processing instructions: 1, first at line 2",
    }
    assert [block.text for block in result.document.text_blocks()] == ["<!-- a --><?b?>"]


# --- encodings, form ---


@each_case("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "utf-16-be"])
def test_a_file_is_read_in_the_encoding_that_it_says(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>' + SOUND.decode()
    document = receive(text.encode(encoding, "xmlcharrefreplace"), "tei-of-others").document
    assert [block.text for block in document.text_blocks()] == ["Words – and more"]


@each_case(
    ("data", "code"),
    [
        (SOUND.replace("–".encode(), b"\x96"), "not-utf-8"),
        (SOUND[:-20], "not-well-formed"),
        (SOUND.replace(b"</p>", b"</q>"), "not-well-formed"),
        (b'<?xml version="1.0" encoding="x-none"?>' + SOUND, "not-well-formed"),
        (SOUND.replace(b"Words", b"&nbsp;"), "not-well-formed"),
        (SOUND.replace(b"Words", b"&#0;"), "not-well-formed"),
        (SOUND.replace(b"Words", b"\x01"), "not-well-formed"),
        (tei("<p>" + "<hi>" * 300 + "x" + "</hi>" * 300 + "</p>"), "not-well-formed"),
        (tei("<p>" + "<hi>" * 100_000 + "x" + "</hi>" * 100_000 + "</p>"), "not-well-formed"),
        (tei("<p> </p>"), "tei-without-text"),
        (f"<TEI {NAMESPACE}><teiHeader>{HEADER}</teiHeader></TEI>".encode(), "tei-without-text"),
        (f"<TEI {NAMESPACE}><facsimile><graphic url='a'/></facsimile></TEI>".encode(),
         "tei-without-text"),
        (f"<TEI {NAMESPACE}/>".encode(), "tei-without-text"),
        (f"<div {NAMESPACE}><p>a</p></div>".encode(), "not-tei-p5"),
        (f"<teiHeader {NAMESPACE}>{HEADER}</teiHeader>".encode(), "not-tei-p5"),
        (b"<TEI.2><text><body><p>a</p></body></text></TEI.2>", "not-tei-p5"),
        (our_tei.write(records.assessed()).data, "is-a-record"),
        (inline_annotations.write(records.assessed()).data, "is-a-record"),
    ],
)  # fmt: skip
def test_what_cannot_be_received_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@each_case("data", [b"", b"<", b"<TEI", b"\xff\xfe<", b"<html><body>a</body></html>"])
def test_what_is_no_file_of_tei_at_all_ends_in_an_error_of_ours(data: bytes) -> None:
    with pytest.raises(ReadError):
        receive(data, "tei-of-others")


def test_tei_in_no_namespace_is_read_and_reported() -> None:
    result = receive(SOUND.replace(NAMESPACE.encode(), b""))
    assert [one.code for one in result.findings] == ["tei-without-namespace"]
    assert [block.text for block in result.document.text_blocks()] == ["Words – and more"]


def test_a_prefix_for_the_namespace_changes_nothing() -> None:
    text = SOUND.decode().replace("xmlns=", "xmlns:t=").replace("</", "</t:")
    for name in ("TEI", "teiHeader", "fileDesc", "titleStmt", "title>", "text", "body", "p>"):
        text = text.replace(f"<{name}", f"<t:{name}")
    assert (
        receive(text.encode(), id="a").document.sections == receive(SOUND, id="a").document.sections
    )


# --- several texts ---

TWO = f"<TEI {NAMESPACE}><teiHeader>{HEADER.replace('A title', 'Second')}</teiHeader>"
TWO += "<text><body><p>two</p></body></text></TEI>"


@each_case(
    "data",
    [
        f"<teiCorpus {NAMESPACE}><teiHeader/>{SOUND.decode()}{TWO}</teiCorpus>",
        f"<TEI {NAMESPACE}><teiHeader/>{SOUND.decode()}{TWO}</TEI>",
        (
            f"<TEI {NAMESPACE}><teiHeader/><text><group><text><body><p>Words – and more</p></body></text>"
            "<group><text><body><head>Second</head><p>two</p></body></text></group></group></text></TEI>"
        ),
    ],
)
def test_one_of_several_texts_is_taken_by_its_number(data: str, tmp_path: Path) -> None:
    finding = refusal(data.encode())
    assert finding.code == "several-texts"
    assert 'Second"' in finding.message
    result = receive(data.encode(), text=2)
    assert [block.text for block in result.document.text_blocks()][-1] == "two"
    (finding,) = [one for one in result.findings if one.message.startswith("text 2 of 2")]
    assert finding.code == "not-kept"
    for number in (0, 3):
        with pytest.raises(ReadError, match=f"no text {number}"):
            receive(data.encode(), text=number)


def test_a_corpus_of_one_text_needs_no_number() -> None:
    data = f"<teiCorpus {NAMESPACE}><teiHeader/>{SOUND.decode()}</teiCorpus>".encode()
    document = receive(data).document
    assert document.metadata.title == "A title"


def test_a_text_that_floats_in_a_paragraph_is_part_of_it() -> None:
    body = "<p>a</p><floatingText><body><p>b</p></body></floatingText>"
    assert [block.text for block in received(body).document.text_blocks()] == ["a", "b"]


def test_the_kind_is_found_by_content_whatever_the_name_says(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(SOUND)
    result = archive.receive(path)
    assert result.document.captures[0].media_type == "application/tei+xml"
    assert result.document.captures[0].derivation == "tei-text-1"
    assert result.files == {"received/article.txt": SOUND}


# --- deep and long ---


@each_case(
    "body",
    [
        "<div>" * 120 + "<p>a</p>" + "</div>" * 120,
        "<list><item>" * 60 + "a" + "</item></list>" * 60,
        "<p>" + "<hi rend='italic'>" * 120 + "a" + "</hi>" * 120 + "</p>",
        "<quote>" * 120 + "a" + "</quote>" * 120,
        "<p>" + "<persName>" * 120 + "a" + "</persName>" * 120 + "</p>",
        "<p>a" + "<note>b" * 120 + "</note>" * 120 + "</p>",
        "<lg>" * 120 + "<l>a</l>" + "</lg>" * 120,
        "<figure>" * 120 + "<p>a</p>" + "</figure>" * 120,
        "<table><row><cell>" * 50 + "a" + "</cell></row></table>" * 50,
    ],
)
def test_what_nests_deeply_is_read(body: str) -> None:
    document = received(body).document
    assert "".join(block.text for block in document.text_blocks()).count("a") == 1


@pytest.mark.slow
@each_case(
    "start",
    [
        *("div", "hi", "quote", "note", "list", "table", "figure", "lg", "seg", "choice", "app"),
        *("ref target='x'", "date when='2016'", "title ref='#b'", "persName ref='#a'", "bibl"),
    ],
)
def test_a_file_as_deep_as_is_allowed_is_read(start: str) -> None:
    name = start.split()[0]
    document = received(f"<p>x{f'<{start}>' * 252}a{f'</{name}>' * 252}</p>").document
    assert "".join(block.text for block in document.text_blocks()).count("a") == 1


@pytest.mark.slow
def test_names_that_a_file_makes_up_without_end_are_reported_in_few_words() -> None:
    body = (
        "".join(f"<p><made{n}>a</made{n}></p>" for n in range(2000))
        + f"<{'n' * 5000}>a</{'n' * 5000}>"
    )
    findings = received(body).findings
    assert len(findings) == 501
    assert findings[-1].message == "1,502 more kinds: 1502, first at line 1"
    assert all(len(str(finding)) < 500 for finding in findings)


def test_what_nests_too_deeply_is_reported() -> None:
    deep = "<div>" * 30 + "<p>a</p>" + "</div>" * 30
    assert any("sections nested too deeply" in one.message for one in received(deep).findings)
    deep = "<list><item>a" * 12 + "</item></list>" * 12
    assert any("lists nested too deeply" in one.message for one in received(deep).findings)


LINES = [
    "<p>a <hi>b</hi></p>",
    "<p><persName>Name {n}</persName> <date when='2016'>2016</date></p>",
    "<p>a<note xml:id='n{n}'>b</note></p>",
    "<div><head>a</head><p>b</p></div>",
    "<l n='{n}'>a</l>",
    "<list><item>a</item></list>",
    "<pb n='{n}'/><fw>{n}</fw>",
    "<p><choice><sic>a</sic><corr>b</corr></choice></p>",
    "<listBibl><bibl xml:id='b{n}'><title>T</title></bibl></listBibl>",
    "<made{n}>a</made{n}>",
    "<p made{n}='x'>a</p>",
    "<note n='1' place='foot' xml:id='m{n}'>a</note><p><ref target='#m{n}'>1</ref></p>",
]
IN_ONE_LINE = [
    "a <hi>b</hi>",
    "a<lb/>",
    "<w>a</w>",
    "<persName>Name</persName>",
    "a<note>b</note>",
    "<choice><sic>a</sic><corr>b</corr></choice>",
    "<hi/>",
    " <lb break='no'/> ",
    "<app><rdg>a</rdg></app>",
]


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_work_grows_with_the_file(line: str) -> None:
    def work(n: int) -> Work:
        data = tei("".join(line.replace("{n}", str(number)) for number in range(n)) + "<p>end</p>")
        return lambda: receive(data)

    assert grows(work, 150) < MOST


SIBLINGS = [
    "<figure>{<table><row><cell>a</cell></row></table>}</figure>",
    "<p><choice>{<sic>a</sic>}</choice></p>",
    "<p><app>{<rdg>a</rdg>}</app></p>",
    "<list><item>a{<list><item>b</item></list>}</item></list>",
    "<list>{<head>h</head>}<item>a</item></list>",
    "<p>{<w><w>a</w><w>b</w></w>}</p>",
    "<cit>{<quote>a</quote>}<bibl>b</bibl></cit>",
    "<listBibl><bibl xml:id='b'>{<title>T</title>}</bibl></listBibl>",
    "<listPerson><person xml:id='p'>{<persName>N #</persName>}</person></listPerson>",
    "<p><persName ref='{x:# }'>a</persName></p>",
    "<p {a#='x' }>a</p>",
    "<egXML {xmlns:p#='u#' } xmlns='http://www.tei-c.org/ns/Examples'>{<p#:a p#:b='x'/>}</egXML>",
]
"""What stands often in one element, in braces, with its number."""


@pytest.mark.slow
@pytest.mark.parametrize("body", SIBLINGS)
def test_work_grows_with_the_siblings_in_one_element(body: str) -> None:
    def work(n: int) -> Work:
        def many(piece: re.Match[str]) -> str:
            return "".join(piece[1].replace("#", str(number)) for number in range(n))

        data = tei(re.sub(r"\{(.*?)\}", many, body) + "<p>end</p>")
        return lambda: receive(data)

    assert grows(work, 150) < MOST


@pytest.mark.slow
def test_work_grows_with_the_texts_and_the_authors_of_a_file() -> None:
    def texts(n: int) -> Work:
        inner = "<text><body><p>a</p></body></text>" * n
        data = f"<TEI {NAMESPACE}><teiHeader/>{inner}</TEI>".encode()
        return lambda: receive(data, text=2)

    def authors(n: int) -> Work:
        names = "".join(f"<author>A {number}</author>" for number in range(n))
        header = HEADER.replace("</titleStmt>", f"{names}</titleStmt>")
        data = tei(f"<byline>{'x ' * n}</byline><p>{'x ' * n}</p>", header=header)
        return lambda: receive(data)

    assert grows(texts, 150) < MOST
    assert grows(authors, 150) < MOST


@pytest.mark.slow
@pytest.mark.parametrize("piece", IN_ONE_LINE)
def test_work_grows_with_a_paragraph(piece: str) -> None:
    def work(n: int) -> Work:
        data = tei(f"<p>{piece * n}x</p>")
        return lambda: receive(data)

    assert grows(work, 300) < MOST


@each_case("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_the_kind_is_found_in_any_encoding(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>\n' + SOUND.decode().replace("–", "-")
    assert receive(text.encode(encoding)).document.metadata.title == "A title"
