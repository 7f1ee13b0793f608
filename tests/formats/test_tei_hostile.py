"""TEI from strangers: nothing is opened, nothing hangs, nothing ends in a traceback, work stays linear."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from archive.errors import InvalidDocument, ReadError
from archive.formats import tei
from archive.formats.tei import inline_annotations
from archive.formats.tei.lxml_tree import parse_tree
from archive.formats.tei.parser import DEEPEST, NAMESPACE, ElementLocations, parse
from archive.io import read, write
from archive.model.anchors import Anchor
from archive.model.annotations import Comment, Mention
from archive.model.blocks import Formatting, Paragraph, Section
from archive.model.document import Document
from archive.model.entities import Place
from archive.validation import validate
from tests import samples
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

SOUND = tei.write(samples.assessed()).data


def edited(old: bytes, new: bytes) -> bytes:
    assert SOUND.count(old) >= 1, old
    return SOUND.replace(old, new, 1)


def codes(data: bytes) -> set[str]:
    """The codes of what is wrong; at least one, and each with a place."""
    with pytest.raises((ReadError, InvalidDocument)) as refused:
        read(data, "tei")
    for finding in refused.value.findings:
        assert finding.location.line is not None, finding
        assert len(str(finding)) < 2000, "a value is shown in full, however long it is"
    return {finding.code for finding in refused.value.findings}


# --- what a DOCTYPE names is never opened ---


@each_case(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "/dev/zero"> %p;]>',
        '<!DOCTYPE a SYSTEM "/dev/zero">',
        '<!DOCTYPE a PUBLIC "x" "/dev/zero" [<!ENTITY e SYSTEM "/dev/zero">]>',
        "<!DOCTYPE a>",
    ],
)
@each_case("parse", [tei.read, parse_tree, lambda data: read(data, "tei")])
def test_a_doctype_is_refused_before_anything_is_opened(
    doctype: str, parse: Callable[[bytes], object]
):
    for data in (f"{doctype}<a/>", f'<?xml version="1.0"?>\n<!-- c -->{doctype}<a>&e;</a>'):
        with pytest.raises(ReadError) as refused:
            parse(data.encode())
        assert [finding.code for finding in refused.value.findings] == ["doctype-refused"]


def test_a_doctype_is_refused_in_any_encoding():
    for encoding in ("utf-16", "utf-16-le", "utf-32", "iso-8859-1"):
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a SYSTEM "/dev/zero"><a/>'
        assert codes(text.encode(encoding)) == {"doctype-refused"}


# --- encodings ---


@pytest.mark.slow
@each_case(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "iso-8859-1", "ascii"]
)
def test_a_record_is_read_in_the_encoding_that_it_is_in(encoding: str):
    text = SOUND.decode().replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    data = text.encode(encoding, "xmlcharrefreplace")
    assert tei.read(data).document == samples.assessed()
    assert validate(data, format="tei").findings == validate(SOUND, format="tei").findings


@each_case("name", ["ebcdic-cp-be", "x-nobody", "rot13", "hex", "idna", "unicode_escape"])
def test_an_encoding_that_is_not_known_is_reported(name: str):
    data = SOUND.replace(b'encoding="UTF-8"', f'encoding="{name}"'.encode())
    assert codes(data) == {"not-well-formed"}
    assert not validate(data, format="tei").ok


def test_a_file_that_is_not_in_its_encoding_is_reported():
    assert codes(SOUND.replace(b'encoding="UTF-8"', b'encoding="UTF-16"')) == {"not-well-formed"}
    assert codes(SOUND.replace("–".encode(), b"\x96")) == {"not-utf-8"}


# --- long numbers, deep nests ---

DIGITS = "9" * 5000


@each_case(
    ("old", "new"),
    [
        ("#string-range(p-1,26,36)", f"#string-range(p-1,{DIGITS},36)"),
        ("#string-range(p-1,26,36)", f"#range(string-index(p-1,{DIGITS}),string-index(p-1,1))"),
        ('source="#string-range(p-1,0,24)"', f'source="#string-range(p-1,0,{DIGITS})"'),
        ("#char=0,5", f"#char=0,{DIGITS}"),
        ('<measure unit="byte" quantity="', f'<measure unit="byte" quantity="{DIGITS}'),
        ('xml:lang="', f'xml:lang="{DIGITS}'),
    ],
)
def test_a_number_of_thousands_of_digits_is_reported(old: str, new: str):
    data = tei.write(samples.assessed().update(language="en")).data.decode()
    assert data.count(old) >= 1, old
    assert codes(data.replace(old, new, 1).encode())


@each_case(
    "value",
    [
        "[" * 1000 + "]" * 1000,
        DIGITS,
        '{"a":' * 1000 + "1" + "}" * 1000,
        "NaN",
        '{"a":1,"a":2}',
        "[",
    ],
)
def test_json_that_no_extension_may_hold_is_reported(value: str):
    xeno = f'<xenoData type="application/json">{{"https://example.org/":{value}}}</xenoData>'
    assert codes(edited(b"</encodingDesc>", f"</encodingDesc>{xeno}".encode())) == {
        "extension-not-json"
    }


def test_an_extension_is_reported_that_stands_there_twice():
    xeno = b'<xenoData type="application/json">{"https://example.org/":1}</xenoData>'
    assert codes(edited(b"</encodingDesc>", b"</encodingDesc>" + xeno * 2)) == {"duplicate-key"}


def test_brackets_within_a_string_of_an_extension_do_not_nest():
    document = Document(id="d", extensions={"https://example.org/": "[{" * 500})
    assert tei.read(tei.write(document).data).document == document


@each_case("deep", [300, 1500, 100_000])
def test_elements_that_nest_too_deeply_are_refused(deep: int):
    nested = b"<hi>" * deep + b"x" + b"</hi>" * deep
    assert codes(edited(b"the Council", nested)) == {"not-well-formed"}
    assert not validate(edited(b"the Council", nested), format="tei").ok


def nested(elements: int) -> bytes:
    """A TEI file in which so many elements stand within each other, the root among them."""
    inside = elements - 1
    return f'<TEI xmlns="{NAMESPACE}">{"<div>" * inside}x{"</div>" * inside}</TEI>'.encode()


def with_places(data: bytes) -> object:
    return parse(data, locations=ElementLocations(data))


@pytest.mark.parametrize("parsed", [with_places, parse_tree])
def test_both_parsers_let_elements_nest_as_deeply_and_no_deeper(parsed: Callable[[bytes], object]):
    """libxml2 has a limit of its own, which `huge_tree` lifts: ours holds for both."""
    assert parsed(nested(DEEPEST)) is not None
    for elements in (DEEPEST + 1, 2 * DEEPEST, 100_000):
        with pytest.raises(ReadError) as refused:
            parsed(nested(elements))
        (found,) = refused.value.findings
        assert found.message == f"elements are nested more than {DEEPEST} deep"


@pytest.mark.slow
def test_a_text_may_be_longer_than_libxml2_allows_by_itself():
    """Texts of any length are read (docs/reference/limits.md); libxml2 stops at 10 MB."""
    data = tei.write(samples.text_only("x" * 10_000_001)).data
    assert len(read(data, "tei").document.block("p-1").text) == 10_000_001
    assert validate(data, format="tei").ok


def test_marks_that_nest_as_deeply_as_they_may_are_read_again():
    text = "x" * 200
    for deep in (64, 65):
        marks = tuple(Formatting(type="bold", start=n, end=200 - n) for n in range(deep))
        block = Paragraph(id="p", text=text, marks=marks)
        sections = (Section(id="s", blocks=(block,)),)
        if deep == 65:
            with pytest.raises(InvalidDocument, match="marks-nested-too-deeply"):
                Document(id="d", sections=sections)
        else:
            document = Document(id="d", sections=sections)
            assert tei.read(tei.write(document).data).document == document


def test_an_attribute_with_the_prefix_of_tei_is_none_of_ours():
    data = edited(b"<TEI ", b'<TEI xmlns:t="http://www.tei-c.org/ns/1.0" ')
    data = data.replace(b'<p xml:id="p-1"', b'<p t:rend="x" xml:id="p-1"')
    assert codes(data) == {"not-kept"}


# --- work grows as n log n at most ---


def refused(data: bytes) -> Work:
    def run() -> None:
        with pytest.raises((ReadError, InvalidDocument)):
            tei.read(data)

    return run


@pytest.mark.slow
def test_findings_among_siblings_take_linear_time():
    def paragraphs(n: int) -> Work:
        return refused(edited(b"</div>", b"<floatingText/>" * n + b"</div>"))

    assert grows(paragraphs, 400) < MOST


@pytest.mark.slow
def test_findings_in_one_long_line_take_linear_time():
    def line(n: int) -> Work:
        blanks = b" " * 200
        return refused(edited(b"the Council", (b'<w n="1">x</w>' + blanks) * n))

    assert grows(line, 400) < MOST


@pytest.mark.slow
def test_lists_without_end_take_linear_time():
    def lists(n: int) -> Work:
        many = b'<standOff type="entities"><listPlace/></standOff>' * n
        data = SOUND.replace(b"</TEI>", many + b"</TEI>")
        return lambda: tei.read(data)

    assert grows(lists, 400) < MOST


@pytest.mark.slow
def test_comments_among_siblings_take_linear_time():
    def comments(n: int) -> Work:
        data = edited(b"</standOff>", b"<!-- c -->" * n + b"</standOff>")
        return lambda: tei.read(data)

    assert grows(comments, 400) < MOST


@pytest.mark.slow
def test_elements_and_attributes_that_a_block_cannot_hold_take_linear_time():
    def words(n: int) -> Work:
        return refused(edited(b"the Council", b'<w n="1">x</w>' * n))

    assert grows(words, 400) < MOST


@pytest.mark.slow
def test_statements_that_are_wrong_take_linear_time():
    annotation = (
        '<annotation xml:id="a-{}" motivation="x" target="#nobody"><note>x</note></annotation>'
    )

    def statements(n: int) -> Work:
        many = "".join(annotation.format(k) for k in range(n)).encode()
        return refused(
            edited(b'<listAnnotation type="claims">', b'<listAnnotation type="claims">' + many)
        )

    assert grows(statements, 200) < MOST


@pytest.mark.slow
def test_anchors_of_one_statement_take_linear_time():
    def anchors(n: int) -> Work:
        text = "word " * n
        stretches = tuple(
            Anchor(block="p-1", start=5 * k, end=5 * k + 4, exact="word") for k in range(n)
        )
        document = samples.text_only(text).update(
            annotations=(Comment(id="c", text="x", anchors=stretches),)
        )
        data = tei.write(document).data
        return lambda: tei.read(data)

    assert grows(anchors, 200) < MOST


def marked(n: int) -> Document:
    """One block with n marks and n mentions, none of which crosses another."""
    text = "some word " * n
    marks = tuple(Formatting(type="bold", start=10 * k, end=10 * k + 9) for k in range(n))
    mentions = tuple(
        Mention(
            id=f"m-{k}",
            refers_to="place",
            anchors=(Anchor(block="p", start=10 * k + 5, end=10 * k + 9, exact="word"),),
        )
        for k in range(n)
    )
    block = Paragraph(id="p", text=text, marks=marks)
    sections = (Section(id="s", blocks=(block,)),)
    return Document(id="d", sections=sections, entities=(Place(id="place"),), annotations=mentions)


@pytest.mark.slow
@pytest.mark.parametrize("write", [tei.write, inline_annotations.write])
def test_marks_and_mentions_in_one_block_are_written_in_linear_time(
    write: Callable[[Document], object],
):
    def writer(n: int) -> Work:
        document = marked(n)
        return lambda: write(document)

    assert grows(writer, 150) < MOST


@pytest.mark.slow
def test_marks_in_one_block_are_read_in_linear_time():
    def reader(n: int) -> Work:
        data = tei.write(marked(n)).data
        return lambda: tei.read(data)

    assert grows(reader, 150) < MOST


@pytest.mark.slow
def test_a_long_text_and_a_long_attribute_take_linear_time():
    def long(n: int) -> Work:
        words = b"x &amp; " * n
        return refused(edited(b"the Council", b'<w n="' + words + b'">' + words + b"</w>"))

    assert grows(long, 4000) < MOST


def test_what_is_written_holds_no_character_that_xml_cannot():
    document = samples.text_only("a\tb\r\nc\r<>&\"'\u0085\u2028\U0010fffd")
    data = write(document, "tei").data
    assert read(data).document == document
    assert json.loads(write(document, "json").data)["sections"]
