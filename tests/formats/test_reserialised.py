"""A file of ours that another program has saved reads back equal; what it has added is told."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import count
from random import Random
from xml.dom import minidom
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding, Severity
from archive.formats import tei
from archive.model.blocks import Formatting, Link, Paragraph, Section
from archive.model.document import SCHEMA_VERSION, Document
from archive.model.works import ArchivedCopy, Work
from tests import samples
from tests.conftest import skip_or_fail
from tests.strategies import documents
from tests.tools.cases import each_case

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"

Program = Callable[[bytes, Random], bytes]
PROGRAMS: dict[str, Program] = {}
"""What changes nothing but layout."""
ASIDES: dict[str, Program] = {}
"""What puts comments and processing instructions into a file."""
ADDITIONS: dict[str, Program] = {}
"""What puts tags and attributes into a file that a record has no place for, and no words."""


def program(run: Program) -> Program:
    """Enter what a program does to a file into the list that the tests go through."""
    PROGRAMS[run.__name__] = run
    return run


# --- programs that parse and save ---


@program
def lxml_saves(data: bytes, random: Random) -> bytes:
    return etree.tostring(etree.fromstring(data))


@program
def lxml_indents(data: bytes, random: Random) -> bytes:
    """As far as `xml:space` allows."""
    tree = etree.fromstring(data)
    before = [(e, e.text, e.tail) for e in tree.iter()]
    etree.indent(tree, "\t\t")
    for element, text, tail in before:
        kept = is_kept(element)
        # What is blank to Python is not to XML: U+0085, U+00A0.
        if isinstance(element.tag, str) and (kept or (text or "").strip(" \t\r\n")):
            element.text = text
        if (kept and element.get(f"{XML}space") is None) or (tail or "").strip(" \t\r\n"):
            element.tail = tail
    return etree.tostring(tree, encoding="UTF-8")


@program
def libxml2_formats(data: bytes, random: Random) -> bytes:
    """What `xmllint --format` does."""
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.fromstring(data, parser), pretty_print=True)


@program
def lxml_saves_in_ascii(data: bytes, random: Random) -> bytes:
    return etree.tostring(etree.fromstring(data), encoding="US-ASCII")


@program
def lxml_saves_in_utf_16(data: bytes, random: Random) -> bytes:
    return etree.tostring(etree.fromstring(data), encoding="UTF-16", xml_declaration=True)


@program
def element_tree_saves(data: bytes, random: Random) -> bytes:
    """Its own prefixes: `ns0:TEI`."""
    return carriage_returns_written(ElementTree.tostring(ElementTree.fromstring(data)))


@program
def element_tree_indents(data: bytes, random: Random) -> bytes:
    """White space only where there is none and no text: inside blocks it would be text."""
    tree = ElementTree.fromstring(data)
    kept = {
        inner for element in tree.iter() if element.get(f"{XML}space") for inner in element.iter()
    }
    for element in tree.iter():
        if len(element) and element not in kept and not (element.text or "").strip(" \t\r\n"):
            element.text = "\n\t" + (element.text or "")
            for inner in element:
                inner.tail = (inner.tail or "") + "\n\n  "
    return carriage_returns_written(ElementTree.tostring(tree, xml_declaration=True))


@program
def minidom_saves(data: bytes, random: Random) -> bytes:
    return carriage_returns_written(minidom.parseString(data).toxml(encoding="utf-8"))


def carriage_returns_written(data: bytes) -> bytes:
    """Python's own writers leave carriage returns as they are, which XML reads as line feeds."""
    return data.replace(b"\r", b"&#13;")


@program
def canonical_xml(data: bytes, random: Random) -> bytes:
    # Exclusive: libxml2 2.14 loses the default namespace in the inclusive form.
    return etree.tostring(etree.fromstring(data), method="c14n", exclusive=True)


@program
def canonical_xml_2(data: bytes, random: Random) -> bytes:
    return ElementTree.canonicalize(data.decode()).encode()


# --- what an editor or a script does to the tree ---


Change = Callable[[etree._Element, Random], None]


def to_the_tree(change: Change) -> Program:
    def run(data: bytes, random: Random) -> bytes:
        tree = etree.fromstring(data)
        change(tree, random)
        return etree.tostring(tree, encoding="UTF-8")

    run.__name__ = change.__name__
    return run


def changed(change: Change) -> Program:
    return program(to_the_tree(change))


def aside(change: Change) -> Program:
    return ASIDES.setdefault(change.__name__, to_the_tree(change))


def addition(change: Change) -> Program:
    return ADDITIONS.setdefault(change.__name__, to_the_tree(change))


def blocks(tree: etree._Element) -> list[etree._Element]:
    """The elements of the text whose text is kept."""
    kept = tree.iterfind(f"{TEI}text//*[@{XML}space]")
    return [e for e in kept if e.get(f"{XML}id")]


def is_kept(element: etree._Element) -> bool:
    return any(e.get(f"{XML}space") for e in (element, *element.iterancestors()))


def holders(tree: etree._Element) -> list[etree._Element]:
    """Elements that hold elements and no text."""
    return [
        e
        for e in tree.iter(etree.Element)
        if len(e) and not is_kept(e) and not (e.text or "").strip(" \t\r\n")
    ]


@changed
def attributes_the_other_way_round(tree: etree._Element, random: Random) -> None:
    for element in tree.iter(etree.Element):
        attributes = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(attributes):
            element.set(name, value)


@aside
def comments_between_elements(tree: etree._Element, random: Random) -> None:
    for element in holders(tree):
        element.insert(random.randrange(len(element) + 1), etree.Comment(" looked at "))


@aside
def instructions_between_elements(tree: etree._Element, random: Random) -> None:
    for element in holders(tree):
        element.append(etree.ProcessingInstruction("oxygen", 'options="track"'))


@aside
def comments_and_instructions_within_texts(tree: etree._Element, random: Random) -> None:
    for element in tree.iter(etree.Element):
        if (element.text or "") and not len(element):
            text = element.text or ""
            cut = random.randrange(len(text) + 1)
            element.text = text[:cut]
            element.append(random.choice([etree.Comment("?"), etree.ProcessingInstruction("x")]))
            element[0].tail = text[cut:]


@addition
def tags_within_blocks(tree: etree._Element, random: Random) -> None:
    for block in blocks(tree):
        for holder in [block, *block.iterfind(".//*")]:
            text = holder.text or ""
            start, end = sorted(random.randrange(len(text) + 1) for _ in range(2))
            # Blanks alone beside a tag may be an editor's layout, and are read as such.
            start = start if text[:start].strip() else 0
            end = end if text[end:].strip() else len(text)
            name = random.choice(["persName", "seg", "name", "date", "w", "term", "rs", "choice"])
            tag = etree.Element(TEI + name, {"part": "N", "key": "k"})
            holder.text, tag.text, tag.tail = text[:start], text[start:end], text[end:]
            holder.insert(0, tag)
            if random.random() < 0.5:
                inner = etree.SubElement(tag, f"{TEI}seg", {f"{XML}id": f"added.{next(_NUMBERS)}"})
                inner.text, tag.text = tag.text, None


_NUMBERS = count(1)


@addition
def anchors_and_milestones_within_blocks(tree: etree._Element, random: Random) -> None:
    for n, block in enumerate(blocks(tree)):
        for holder in [block, *block.iterfind(".//*")]:
            name = random.choice(["anchor", "pb", "milestone"])
            holder.insert(0, etree.Element(TEI + name, {f"{XML}id": f"added.{name}.{n}"}))
            holder[0].tail, holder.text = holder.text, None
            break


@addition
def attributes_that_mean_nothing_to_us(tree: etree._Element, random: Random) -> None:
    for element in tree.iter(etree.Element):
        if element.tag == f"{TEI}div" and not element.attrib:
            continue  # it stands for a text without sections; with attributes it would be one
        element.set("part", "N")
        element.set("{http://example.org/editor}fold", "yes")


@changed
def white_space_around_one_line_strings(tree: etree._Element, random: Random) -> None:
    """Indented and wrapped, as editors do; only kept texts hold their white space."""
    for element in tree.iter(etree.Element):
        text = element.text or ""
        if not len(element) and text.strip(" \t\r\n") and not is_kept(element):
            if element.tag != f"{TEI}xenoData":
                text = text.replace(" ", "\n\t ")
            element.text = f"\n      {text}\n    "


@addition
def elements_of_other_namespaces(tree: etree._Element, random: Random) -> None:
    for element in holders(tree):
        element.append(etree.Element("{http://example.org/editor}note", {"type": "basis"}))


# --- what an editor does to the bytes ---


@program
def the_prefix_tei(data: bytes, random: Random) -> bytes:
    text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1tei:", data.decode())
    return text.replace("xmlns=", "xmlns:tei=").encode()


@program
def other_quotes_around_attributes(data: bytes, random: Random) -> bytes:
    def turned(tag: re.Match[str]) -> str:
        return re.sub(
            r'="([^"]*)"',
            lambda value: "='" + value[1].replace("'", "&apos;").replace("&quot;", '"') + "'",
            tag[0],
        )

    return re.sub(r"<[A-Za-z][^>]*>", turned, data.decode()).encode()


@program
def sections_of_character_data(data: bytes, random: Random) -> bytes:
    """`]]>` and `&#13;` cannot stand in one, so these texts stay as they are."""

    def wrapped(text: re.Match[str]) -> str:
        plain = text[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if "]]>" in plain or "&#" in text[1]:
            return text[0]
        return f"><![CDATA[{plain}]]><"

    return re.sub(r"(?<!\?)>([^<>]+)<", wrapped, data.decode()).encode()


@program
def references_to_characters(data: bytes, random: Random) -> bytes:
    def written(text: re.Match[str]) -> str:
        characters = [
            f"&#x{ord(c):x};" if random.random() < 0.5 else f"&#{ord(c)};" for c in text[2]
        ]
        return text[1] + "".join(characters) + text[3]

    return re.sub(r"(?<!\?)(>)([^<>&]+)(<)", written, data.decode()).encode()


@program
def dos_line_ends(data: bytes, random: Random) -> bytes:
    """XML reads them as line feeds (2.11); a carriage return of a text is written `&#13;`."""
    assert b"\r" not in data
    return data.replace(b"\n", b"\r\n")


@program
def a_byte_order_mark(data: bytes, random: Random) -> bytes:
    return b"\xef\xbb\xbf" + data


@program
def no_declaration_no_instructions(data: bytes, random: Random) -> bytes:
    return data[data.index(b"<TEI") :]


_OF_BYTES = {
    "the_prefix_tei",
    "other_quotes_around_attributes",
    "sections_of_character_data",
    "references_to_characters",
    "dos_line_ends",
    "canonical_xml_2",
    "no_declaration_no_instructions",
    "a_byte_order_mark",
}


# --- tests ---


def assert_reads_back(data: bytes, document: Document) -> None:
    """Equal, and nothing to be said of it."""
    result = tei.read(data)
    assert result.document == document
    assert result.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_kept_record_reads_back_equal(record: Document, name: str):
    assert_reads_back(PROGRAMS[name](tei.write(record).data, Random(0)), record)


@given(documents(), st.sampled_from(sorted(PROGRAMS)), st.randoms(use_true_random=False))
def test_any_record_reads_back_equal(document: Document, name: str, random: Random):
    assert_reads_back(PROGRAMS[name](tei.write(document).data, random), document)


# The others take the bytes to be as we write them.
_PARSING = sorted(name for name in PROGRAMS if name not in _OF_BYTES)


@pytest.mark.slow
@given(
    documents(),
    st.lists(st.sampled_from(_PARSING), min_size=2, max_size=4, unique=True),
    st.randoms(use_true_random=False),
)
def test_any_record_reads_back_equal_when_several_programs_have_saved_it(
    document: Document, names: list[str], random: Random
):
    data = tei.write(document).data
    for name in names:
        data = PROGRAMS[name](data, random)
    assert_reads_back(data, document)


def test_the_programs_do_change_the_file():
    data = tei.write(samples.assessed()).data
    for name, run in {**PROGRAMS, **ASIDES, **ADDITIONS}.items():
        assert run(data, Random(0)) != data, name


def test_xmllint_formats_a_kept_record(record: Document):
    if shutil.which("xmllint") is None:
        skip_or_fail("xmllint is not here: apt install libxml2-utils")
    run = subprocess.run(
        ["xmllint", "--format", "-"], input=tei.write(record).data, capture_output=True, check=True
    )
    assert_reads_back(run.stdout, record)


def test_blanks_between_tags_alone_stand_in_elements_which_no_formatting_changes():
    """libxml2 puts white space into every element that holds elements and no text."""
    marks = (Formatting(type="bold", start=0, end=1), Formatting(type="italic", start=2, end=3))
    document = paragraph("a b", *marks)
    data = tei.write(document).data
    assert b'</hi><seg type="space" xml:space="preserve"> </seg><hi rend="italic">' in data
    assert_reads_back(PROGRAMS["libxml2_formats"](data, Random(0)), document)


def test_a_reason_that_looks_like_layout_stands_in_an_element_which_no_formatting_changes():
    document = samples.small()
    [relation] = document.relations
    relation = relation.update(
        reason="\u3000", identifiers=({"scheme": "brat", "value": "a.ann#R1"},)
    )
    document = document.update(relations=(relation,))
    data = tei.write(document).data
    assert '<seg type="space" xml:space="preserve">\u3000</seg><idno type="brat">'.encode() in data
    for name in ("lxml_indents", "libxml2_formats"):
        assert_reads_back(PROGRAMS[name](data, Random(0)), document)


def paragraph(text: str, *marks: Formatting) -> Document:
    block = Paragraph(id="p-1", text=text, marks=marks)
    return samples.text_only().update(sections=(Section(id="s-1", blocks=(block,)),))


@given(documents())
def test_indenting_that_heeds_no_xml_space_changes_no_text_unnoticed(document: Document):
    tree = etree.fromstring(tei.write(document).data)
    etree.indent(tree)
    try:
        result = tei.read(etree.tostring(tree))
    except (ReadError, InvalidDocument):
        return
    assert result.document == document or result.findings


# --- what is told ---


def asides_in(data: bytes) -> int:
    """How many comments and instructions a file holds within its root."""
    return len(etree.fromstring(data).xpath("//comment() | //processing-instruction()"))


def additions_in(data: bytes) -> int:
    """How many of the tags and attributes stand in a file that the programs here add."""
    tree = etree.fromstring(data)
    tags = tree.xpath("//*[@key='k' or starts-with(@xml:id, 'added.')]")
    foreign = tree.xpath("//editor:*", namespaces={"editor": "http://example.org/editor"})
    folds = tree.xpath("//@editor:fold", namespaces={"editor": "http://example.org/editor"})
    return len(tags) + len(foreign) + 2 * len(folds)


def told_of(findings: Iterable[Finding], data: bytes) -> int:
    """How many parts of a file are told as not kept, each with its place."""
    told = [finding.location for finding in findings if finding.code == "not-kept"]
    assert all(place.line and place.column and place.pointer for place in told)
    tree = etree.fromstring(data)
    named = defaultdict(list)
    for element in tree.iter(etree.Element):
        named[element.tag, element.get(f"{XML}id")].append(element)

    @cache
    def only(path: str) -> etree._Element:
        if found := _FROM_ID.fullmatch(path):  # as the whole path finds it, without a search
            starts, path = named[TEI + found[1], found[2]], f".{found[3]}"
        else:
            starts = [tree]
        [element] = [e for start in starts for e in start.xpath(path, namespaces=_PREFIXES)]
        return element

    for place in told:  # an element is looked for once, and many attributes may be told of it
        path, _, attribute = place.pointer.partition("/@")
        if attribute:
            assert only(path).xpath(f"@{attribute}", namespaces=_PREFIXES), place.pointer
        else:
            only(path)
    return len(told)


_PREFIXES = {"tei": NAMESPACE}
_FROM_ID = re.compile(r'//tei:(\w+)\[@xml:id="([^"]*)"\](.*)', re.DOTALL)


def assert_asides_are_told(data: bytes, document: Document) -> None:
    result = tei.read(data)
    assert result.document == document
    assert {finding.severity for finding in result.findings} <= {Severity.WARNING}
    assert told_of(result.findings, data) == len(result.findings) == asides_in(data)


def assert_additions_are_told(data: bytes, document: Document) -> None:
    """They are refused one by one; left out on request, the words and all else stay."""
    if not additions_in(data):
        return
    with pytest.raises(ReadError) as caught:
        tei.read(data)
    assert {finding.severity for finding in caught.value.findings} == {Severity.ERROR}
    assert told_of(caught.value.findings, data) == len(caught.value.findings) == additions_in(data)
    result = tei.read(data, lossy=True)
    assert result.document == document
    assert {finding.severity for finding in result.findings} == {Severity.WARNING}
    assert all("--lossy" in (finding.hint or "") for finding in caught.value.findings)
    warned = {"severity": Severity.WARNING, "hint": "this content was left out"}
    assert list(result.findings) == [replace(found, **warned) for found in caught.value.findings]


@pytest.mark.slow
@pytest.mark.parametrize("name", ASIDES)
def test_each_comment_and_instruction_in_a_kept_record_is_reported(record: Document, name: str):
    assert_asides_are_told(ASIDES[name](tei.write(record).data, Random(0)), record)


@pytest.mark.slow
@given(documents(), st.sampled_from(sorted(ASIDES)), st.randoms(use_true_random=False))
def test_each_comment_and_instruction_in_any_record_is_reported(
    document: Document, name: str, random: Random
):
    assert_asides_are_told(ASIDES[name](tei.write(document).data, random), document)


@pytest.mark.slow
@pytest.mark.parametrize("name", ADDITIONS)
def test_each_tag_and_attribute_added_to_a_kept_record_is_reported(record: Document, name: str):
    assert_additions_are_told(ADDITIONS[name](tei.write(record).data, Random(0)), record)


@pytest.mark.slow
@given(documents(), st.sampled_from(sorted(ADDITIONS)), st.randoms(use_true_random=False))
def test_each_tag_and_attribute_added_to_any_record_is_reported(
    document: Document, name: str, random: Random
):
    assert_additions_are_told(ADDITIONS[name](tei.write(document).data, random), document)


# --- what may not be done to a file ---


def problems(data: bytes) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises((ReadError, InvalidDocument)) as caught:
        tei.read(data)
    return [(f.code, f.location.line, f.location.pointer) for f in caught.value.findings]


SMALL = tei.write(samples.small()).data.decode()


def line_of(text: str, within: str = SMALL) -> int:
    return within[: within.index(text)].count("\n") + 1


def test_white_space_added_to_a_block_is_noticed_there_once():
    data = SMALL.replace(">According to the", ">  According to the")
    assert problems(data.encode()) == [
        ("block-edited", line_of('xml:id="p-1"'), '//tei:p[@xml:id="p-1"]'),
    ]


def test_a_block_that_was_pretty_printed_inside_is_noticed():
    data = SMALL.replace("<hi rend", "\n  <hi rend").replace("</hi> may", "</hi>\n  may")
    assert [code for code, _, _ in problems(data.encode())] == ["origin-length-differs"]


def test_words_that_another_program_has_changed_are_noticed_at_their_anchor():
    data = SMALL.replace("trade with China fell by 10% in 2015</note>", "trade grew</note>")
    [problem] = problems(data.encode())
    assert problem == (
        "anchor-words-differ",
        line_of('xml:id="claim-1"'),
        '//tei:annotation[@xml:id="claim-1"]',
    )


@each_case(
    ("old", "new", "code", "pointer"),
    [
        (
            'target="#string-range(p-1,26,36)"',
            'target="#string-range(p-1, 26, 36)"',
            "pointer-not-readable",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            'target="#string-range(p-1,26,36)"',
            'target="#string-range(p-1,26,36) #string-range(p-2,0,2)"',
            "pointer-not-readable",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            'target="#string-range(p-1,26,36)"',
            'target="#string-range(p-9,26,36)"',
            "dangling-reference",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            'target="#string-range(p-1,26,36)"',
            'target="#string-range(p-1,26,360)"',
            "anchor-out-of-range",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            'target="#string-range(p-1,26,36)"',
            'target="#range(string-index(p-1,26),string-index(p-2,30))"',
            "pointer-not-readable",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            'target="#string-range(p-1,26,36)"',
            'target="#range(string-index(p-1,26),string-index(p-1,62),string-index(p-1,0))"',
            "pointer-not-readable",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            'target="#string-range(p-1,26,36)"',
            'target="#small"',
            "pointer-not-readable",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        ('<head xml:id="h-1"', '<head xml:id="p-1"', "duplicate-id", '//tei:p[@xml:id="p-1"]'),
        (
            'passive="#src-council"',
            'passive="#nobody"',
            "dangling-reference",
            '//tei:relation[@xml:id="rel-1"]',
        ),
        (
            'active="#claim-1" passive="#src-council"',
            'active="#src-council" passive="#claim-1"',
            "reference-to-wrong-kind",
            '//tei:relation[@xml:id="rel-1"]',
        ),
        (
            'change="#rev-1"',
            'change="#council"',
            "reference-to-wrong-kind",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        ("#char=7,70", "#char=7,71", "origin-length-differs", '//tei:p[@xml:id="p-1"]'),
        (
            "#kind.descriptive",
            "#kind.wrong",
            "value-not-allowed",
            '//tei:annotation[@xml:id="claim-1"]',
        ),
        (
            f'key="archive-document-{SCHEMA_VERSION}"',
            'key="archive-document-2.0"',
            "unsupported-schema-version",
            "/tei:TEI/tei:teiHeader/tei:encodingDesc/tei:schemaRef",
        ),
        (
            f'key="archive-document-{SCHEMA_VERSION}"',
            'key="archive-document-one"',
            "malformed-value",
            '//tei:TEI[@xml:id="small"]',
        ),
    ],
)
def test_what_cannot_be_true_is_refused_where_it_stands(
    old: str, new: str, code: str, pointer: str
):
    assert old in SMALL
    found = problems(SMALL.replace(old, new).encode())
    assert code in {problem[0] for problem in found}
    [first, *_] = [problem for problem in found if problem[0] == code]
    assert first[2] == pointer
    assert first[1]


@each_case(
    ("data", "code", "line"),
    [
        (b"", "not-well-formed", 1),
        (b"<TEI", "not-well-formed", 1),
        (SMALL[:2000].encode(), "not-well-formed", None),
        (SMALL.replace("</head>", "").encode(), "not-well-formed", None),
        (SMALL.encode() + b"\n<TEI/>", "not-well-formed", None),
        (SMALL.encode().replace("“".encode(), b"\xe2\x80"), "not-utf-8", None),
        (b"<TEI/>", "not-tei", 1),
        (f'\n<teiCorpus xmlns="{NAMESPACE}"/>'.encode(), "not-tei", 2),
        (b'<TEI xmlns="http://www.tei-c.org/ns/2.0"/>', "not-tei", 1),
        (f'<TEI xmlns="{NAMESPACE}"/>'.encode(), "not-a-record", 1),
        (SMALL.replace("<TEI ", "<!DOCTYPE TEI>\n<TEI ").encode(), "doctype-refused", 5),
        (
            f'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="{NAMESPACE}">&a;</TEI>'.encode(),
            "doctype-refused",
            1,
        ),
        (
            b'\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            "doctype-refused",
            2,
        ),
        (b'<!DOCTYPE a [<!ENTITY b "' + b"&c;" * 9 + b'">]>\n<a>&b;', "doctype-refused", 1),
    ],
)
def test_what_is_no_tei_of_ours_is_refused(data: bytes, code: str, line: int | None):
    [(found, at, _), *_] = problems(data)
    assert found == code
    assert at == line or (line is None and at)


def test_elements_nested_without_end_are_refused():
    deep = b"<TEI xmlns='%s'>" % NAMESPACE.encode() + b"<div>" * 5000
    assert problems(deep + b"</div>" * 5000 + b"</TEI>")[0][0] == "not-well-formed"


def test_an_address_that_another_program_has_changed_is_the_new_one():
    work = Work(id="w", type="book", copies=(ArchivedCopy(id="c", file="100%?.txt"),))
    link = Link(start=0, end=1, target="https://example.org/a b")
    document = samples.text_only("Text").update(
        works=(work,),
        sections=(Section(id="s", blocks=(Paragraph(id="p-1", text="Text", marks=(link,)),)),),
    )
    data = tei.write(document).data.decode()
    assert 'target="100%25%3F.txt" n="100%?.txt"' in data
    assert 'target="https://example.org/a%20b" n="https://example.org/a b"' in data
    data = data.replace("100%25%3F.txt", "b.txt").replace("org/a%20b", "org/c")
    assert [code for code, _, _ in problems(data.encode())] == ["not-kept", "not-kept"]  # @n
    changed = tei.read(data.encode(), lossy=True).document
    assert changed.works[0].copies[0].file == "b.txt"
    [mark] = changed.block("p-1").marks
    assert mark == link.model_copy(update={"target": "https://example.org/c"})


def test_an_extension_that_is_no_longer_json_is_refused():
    data = tei.write(samples.assessed()).data.replace(b'{"priority":1', b'{"priority":one')
    [(code, line, pointer)] = problems(data)
    assert (code, pointer) == (
        "extension-not-json",
        '//tei:TEI[@xml:id="small"]/tei:teiHeader/tei:xenoData',
    )
    assert line
    data = tei.write(samples.assessed()).data
    data = re.sub(rb"(<xenoData[^>]*>).*(</xenoData>)", rb"\1[1]\2", data)
    assert [code for code, _, _ in problems(data)] == ["extension-not-json"]


@each_case(
    ("json", "says"),
    [
        ('{"a":1,"a":2}', 'the key "a" is a duplicate'),
        ("NaN", "NaN is not a JSON number"),
        (
            "1.50000000000000000001",
            '"1.50000000000000000001" is read as 1.5: it has too many digits',
        ),
        ("1e400", '"1e400" is read as inf: it has too many digits'),
        ("1" * 4001, "a whole number has more than 4,000 digits"),
        ("[" * 65 + "]" * 65, "values are nested more than 64 deep"),
    ],
)
def test_an_extension_that_not_every_program_reads_alike_is_refused(json: str, says: str):
    with pytest.raises((ReadError, InvalidDocument)) as caught:
        tei.read(edited(('{"priority":1,"tags":["a",null]}', json)))
    [finding] = caught.value.findings
    assert finding.code == "extension-not-json"
    assert says in finding.message
    assert finding.location.line == line_of("<xenoData", ASSESSED)


@each_case("json", ["1.5", "1" * 4000, "[" * 64 + "]" * 64, '{"a":[{"a":"]["}]}'])
def test_an_extension_at_the_limit_is_read(json: str):
    document = tei.read(edited(('{"priority":1,"tags":["a",null]}', json))).document
    assert tei.read(tei.write(document).data).document == document
    assert document.extensions != samples.assessed().extensions


def test_a_newer_minor_version_is_read_with_a_warning_at_the_element_that_says_so():
    data = SMALL.replace(f'key="archive-document-{SCHEMA_VERSION}"', 'key="archive-document-1.99"')
    [finding] = tei.read(data.encode()).findings
    assert (finding.code, finding.location.line) == (
        "newer-schema-version",
        line_of("<schemaRef"),
    )


def test_every_element_that_cannot_be_read_is_reported():
    data = SMALL.replace('target="#string-range(p-1,26,36)"', 'target="#string-range(p-1;26)"')
    xeno = '<xenoData type="application/json">{</xenoData>'
    found = problems(data.replace("</encodingDesc>", f"</encodingDesc>{xeno}").encode())
    assert [code for code, _, _ in found] == ["extension-not-json", "pointer-not-readable"]


# --- what is told of what a person adds, takes away, changes ---

ASSESSED = tei.write(samples.assessed()).data.decode()
_FILE = '//tei:TEI[@xml:id="small"]/tei:teiHeader/tei:fileDesc'
_CLAIM = '//tei:annotation[@xml:id="claim-1"]'


def edited(*edits: tuple[str, str], within: str = ASSESSED) -> bytes:
    for old, new in edits:
        assert within.count(old) == 1, (old, within.count(old))
        within = within.replace(old, new)
    return within.encode()


LOST = {
    "words before the text": ("<body>", "<body>Lost.", 'text is not kept at this place: "Lost."', '//tei:TEI[@xml:id="small"]/tei:text/tei:body'),
    "words between blocks": ("</head>", "</head> Lost.", 'text is not kept at this place: "Lost."', '//tei:head[@xml:id="h-1"]'),
    "words in a list": ('rend="bulleted">', 'rend="bulleted">Lost.', 'text is not kept at this place: "Lost."', '//tei:list[@xml:id="l-1"]'),
    "words of sixty characters": ("</head>", f"</head>{'a' * 60}", f'text is not kept at this place: "{"a" * 60}"', '//tei:head[@xml:id="h-1"]'),
    "words of more, shortened": ("</head>", f"</head>{'a' * 61}", f'text is not kept at this place: "{"a" * 60}…"', '//tei:head[@xml:id="h-1"]'),
    "words in the header": ("<titleStmt>", "<titleStmt>Lost.", 'text is not kept at this place: "Lost."', f"{_FILE}/tei:titleStmt"),
    "words in an annotation": ('<note type="comment">', 'Lost.<note type="comment">', 'text is not kept at this place: "Lost."', '//tei:annotation[@xml:id="c-1"]'),
    "a block that is none": ("</head>", "</head><speech>Lost.</speech>", '<speech>: this element is not a block of a record; it holds "Lost."', '//tei:div[@xml:id="s-1"]/tei:speech'),
    "a block within one": ("</head>", "</head><sp><p>Lost.</p></sp>", '<sp>: this element is not a block of a record; it holds "Lost."', '//tei:div[@xml:id="s-1"]/tei:sp'),
    "a paragraph in no section": ("<body>", "<body><p>Lost.</p>", ("content outside every div "
    "belongs to no section"), '//tei:TEI[@xml:id="small"]/tei:text/tei:body/tei:p'),
    "a front": ("<body>", "<front><p>Lost.</p></front><body>", "a text contains only body and back", '//tei:TEI[@xml:id="small"]/tei:text/tei:front'),
    "an attribute of a block": ('<p xml:id="p-2"', '<p rend="big" xml:id="p-2"', '@rend="big": it is not supported on <p>', '//tei:p[@xml:id="p-2"]/@rend'),
    "an attribute of a mark": ('<hi rend="italic"', '<hi style="color:red" rend="italic"', '@style="color:red"', '//tei:p[@xml:id="p-2"]/tei:hi/@style'),
    "an id of what has none": ("<titleStmt>", '<titleStmt xml:id="t">', '@xml:id="t"', '//tei:titleStmt[@xml:id="t"]/@xml:id'),
    "a funder": ("</titleStmt>", "<funder>Us</funder></titleStmt>", '<funder>: it is not supported here; it holds "Us"', f"{_FILE}/tei:titleStmt/tei:funder"),
    "an element in no namespace": ("</titleStmt>", '<funder xmlns="">Us</funder></titleStmt>', 'it holds "Us"', f"{_FILE}/tei:titleStmt/*[local-name()='funder' and namespace-uri()='']"),
    "a title in no namespace": ("</publicationStmt>", '<authority xmlns="">Us</authority></publicationStmt>', 'it holds "Us"', f"{_FILE}/tei:publicationStmt/*[local-name()='authority' and namespace-uri()='']"),
    "an attribute of another namespace": ("<titleStmt>", '<titleStmt xmlns:e="http://example.org/editor" e:fold="yes">', '@{http://example.org/editor}fold="yes"', f"{_FILE}/tei:titleStmt/@*[local-name()='fold' and namespace-uri()='http://example.org/editor']"),
    "a series": ("<publicationStmt>", "<seriesStmt><title>S</title></seriesStmt><publicationStmt>", "<seriesStmt>", f"{_FILE}/tei:seriesStmt"),
    "a note of another type": ("<notesStmt>", "<notesStmt><note>See there.</note>", '<note>: it is not supported here; it holds "See there."', f"{_FILE}/tei:notesStmt/tei:note[1]"),
    "a second name of an agent": ("</persName>", "</persName><persName>B.</persName>", "<persName>", '//tei:respStmt[@xml:id="editor"]/tei:persName[2]'),
    "an occupation": ('<orgName type="main" ana', '<desc>A council.</desc><orgName type="main" ana', "<desc>", '//tei:org[@xml:id="council"]/tei:desc'),
    "a list of another kind": ("<listPlace>", "<listNym><nym>N</nym></listNym><listPlace>", "<listNym>", '//tei:TEI[@xml:id="small"]/tei:standOff[1]/tei:listNym'),
    "a list of an unknown type": ('<listAnnotation type="assessments">', '<listAnnotation type="opinions"><annotation xml:id="o" target="#claim-1"><note>Hm.</note></annotation></listAnnotation><listAnnotation type="assessments">', 'a <standOff> of annotations has no <listAnnotation> of type "opinions"', '//tei:TEI[@xml:id="small"]/tei:standOff[3]/tei:listAnnotation[3]'),
    "a standOff of an unknown type": ('<standOff type="sources">', '<standOff type="glosses"/><standOff type="sources">', 'a record has no <standOff> of type "glosses"', '//tei:TEI[@xml:id="small"]/tei:standOff[2]'),
    "an unknown word": ("#kind.descriptive", "#kind.descriptive #mood.angry", '@ana has "#mood.angry", which is not supported', _CLAIM),
    "a basis note of nothing": ("</notesStmt>", '<note type="basis" subtype="external" target="#meta.9"/></notesStmt>', 'it refers to the id "meta.9", which is not the id of a value', f"{_FILE}/tei:notesStmt/tei:note[2]"),
    "a separator of no block": ('<note type="derivation"', '<note type="separator" target="#p-9">x</note><note type="derivation"', 'it refers to "p-9", which is no block with an origin', '//tei:bibl[@xml:id="received"]/tei:note[1]'),
    "rights of no figure": ('<bibl type="capture"', '<bibl type="figure" corresp="#f-9"><availability xml:id="rights.f-9"><licence/></availability></bibl><bibl type="capture"', 'it refers to the id "f-9", which no figure has', f"{_FILE}/tei:sourceDesc/tei:bibl[2]"),
    "a history of no relation": ("</listRelation>", '</listRelation><listChange><change target="#rel-9" status="accepted" change="#rev-1">Lost.</change></listChange>', "it does not point to a relation of the record", '//tei:TEI[@xml:id="small"]/tei:standOff[3]/tei:listChange/tei:change[1]'),
    "another foreign data block": ("</encodingDesc>", '</encodingDesc><xenoData type="application/xml">x</xenoData>', 'only xenoData of type "application/json"', '//tei:TEI[@xml:id="small"]/tei:teiHeader/tei:xenoData[1]'),
}  # fmt: skip


@pytest.mark.slow
@each_case("name", LOST)
def test_what_is_added_is_refused_where_it_stands_and_left_out_on_request(name: str):
    old, new, message, pointer = LOST[name]
    finding = told_once_and_read_on_request(edited((old, new)), "not-kept", message)
    assert finding.location.pointer == pointer
    assert finding.hint


def told_once_and_read_on_request(data: bytes, code: str, message: str) -> Finding:
    """The one finding for which a file is refused; if the loss is accepted it only warns."""
    with pytest.raises(ReadError) as caught:
        tei.read(data)
    [finding] = caught.value.findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert message in finding.message
    assert_line_leads_there(data, finding)
    result = tei.read(data, lossy=True)
    assert result.document == samples.assessed()
    assert [(f.code, f.severity) for f in result.findings] == [(code, Severity.WARNING)]
    return finding


def assert_line_leads_there(data: bytes, finding: Finding) -> None:
    """Line and column are those of the element that the XPath names."""
    place = finding.location
    path = (place.pointer or "").partition("/@")[0]
    tree = etree.fromstring(data)
    [element] = tree.xpath(path, namespaces=_PREFIXES)
    line = data.decode().splitlines()[(place.line or 0) - 1]
    assert line[(place.column or 0) - 1 :].startswith(f"<{etree.QName(element).localname}")


COPIES = {
    "the title of the file": ("<titleStmt>\n<title>Trade", "<titleStmt>\n<title>Commerce", '<title> has "Commerce", but the record has "Trade"', f"{_FILE}/tei:titleStmt/tei:title"),
    "who is responsible": ("<authority>A. N. Editor", "<authority>Somebody", '<authority> has "Somebody", but the record has "A. N. Editor"', f"{_FILE}/tei:publicationStmt/tei:authority"),
    "the id of the record": ('<idno type="record">small', '<idno type="record">large', 'has "large", but the record has "small"', f"{_FILE}/tei:publicationStmt/tei:idno"),
    "the summary of rights": ("this record: CC BY 4.0", "this record: CC BY-SA 4.0", "this record: CC BY-SA 4.0", f"{_FILE}/tei:publicationStmt/tei:availability[1]/tei:licence[2]"),
    "the status of a layer": ('<availability xml:id="rights.text" status="unknown"', '<availability xml:id="rights.text" status="free"', '@status is "free", but the record has "unknown"', '//tei:availability[@xml:id="rights.text"]/@status'),
    "the motivation": ('motivation="classifying"', 'motivation="tagging"', '@motivation is "tagging", but the record has "classifying"', f"{_CLAIM}/@motivation"),
    "the address of a relation": ("cito/citesAsAuthority", "cito/disputes", "@ref is ", '//tei:relation[@xml:id="rel-1"]/@ref'),
    "the version of TEI": ('version="4.12.0"', 'version="4.9.0"', '@version is "4.9.0", but the record has "4.12.0"', '//tei:TEI[@xml:id="small"]/@version'),
    "the meaning of a word": ("there is none</catDesc>", "nobody knows</catDesc>", '<catDesc> has "nobody knows"', '//tei:category[@xml:id="absence.none"]/tei:catDesc'),
    "an editorial principle": ("Quotation marks are kept", "Quotation marks are gone", "<p> has ", None),
    "the words of an absence": (">not stated</author>", ">unknown</author>", 'the element has the text "unknown", but the record has "not stated"', f"{_FILE}/tei:sourceDesc/tei:bibl[1]/tei:author"),
    "a date for other programs": ('when="2016-02"', 'when="2016-03"', '@when is "2016-03", but the record has "2016-02"', '//tei:bibl[@xml:id="w-1"]/tei:date/@when'),
    "a date that says too much": ('when="2016-02"', 'when="2016-02" notAfter="2017"', '@notAfter is "2017", but the record has "2016-02, which has no @notAfter"', '//tei:bibl[@xml:id="w-1"]/tei:date/@notAfter'),
    "what a comment is on": ('commenting" target="#claim-1"', 'commenting" target="#p-1"', '@target is "#p-1", but the record has "#claim-1"', '//tei:annotation[@xml:id="c-1"]/@target'),
}  # fmt: skip


@pytest.mark.slow
@each_case("name", COPIES)
def test_a_copy_that_was_changed_is_refused_and_written_anew_on_request(name: str):
    old, new, message, pointer = COPIES[name]
    finding = told_once_and_read_on_request(edited((old, new)), "copy-differs", message)
    assert pointer in (None, finding.location.pointer)


COUNTED = {
    "the number of characters": ('quantity="135">135 ', 'quantity="134">134 ', "extent"),
    "the number of revisions": ('<edition n="2">revision 2<', '<edition n="1">revision 1<', "editionStmt"),
    "the day of the last one": ('<date when="2026-11-25T09:05:00Z">2026-11-25<', '<date when="2026-11-24T09:05:00Z">2026-11-24<', "date"),
}  # fmt: skip


@each_case("name", COUNTED)
def test_a_count_that_is_out_of_date_is_reported(name: str):
    old, new, element = COUNTED[name]
    result = tei.read(edited((old, new)))
    assert result.document == samples.assessed()
    [finding] = result.findings
    assert (finding.code, finding.severity) == ("copy-out-of-date", Severity.WARNING)
    assert f"<{element}>" in finding.message
    assert_line_leads_there(edited((old, new)), finding)


LEFT_OUT = (
    "<editionStmt>.*?</editionStmt>",
    "<extent>.*?</extent>(?=\n<publicationStmt>)",
    "<authority>.*?</authority>",
    '<idno type="record">.*?</idno>',
    "<editorialDecl>.*?</editorialDecl>",
    "<refsDecl>.*?</refsDecl>",
    "<classDecl>.*?</classDecl>",
    "<appInfo>.*?</appInfo>",
    ' version="4.12.0"',
    ' motivation="classifying"',
    ' datingMethod="#edtf.calendar"(?= when="2015")',
    ' when="2016-02"',
    ' status="free"',
)


@each_case("copy", LEFT_OUT)
def test_a_copy_may_be_left_out(copy: str):
    without, count = re.subn(copy, "", ASSESSED, flags=re.DOTALL)
    assert count == 1
    assert_reads_back(without.encode(), samples.assessed())


@each_case(
    ("attributes", "date"),
    [
        ('when="2016-02-03"', "2016-02-03"),
        ('from="2015" to="2016"', "2015/2016"),
        ('from="2015"', "2015/.."),
        ('to="2016"', "../2016"),
    ],
)
def test_a_date_that_has_only_the_attributes_of_w3c_is_read(attributes: str, date: str):
    written = 'when-custom="2016-02" datingMethod="#edtf.calendar" when="2016-02"'
    document = tei.read(edited((written, attributes))).document
    assert document.works[0].issued == date


@each_case("attributes", ['notBefore="2015"', 'when="2015" to="2016"', 'when="2015" cert="low"'])
def test_a_date_that_its_attributes_do_not_tell_for_sure_is_refused(attributes: str):
    written = 'when-custom="2016-02" datingMethod="#edtf.calendar" when="2016-02"'
    [(code, line, pointer)] = problems(edited((written, attributes)))
    assert (code, pointer) == ("not-kept", '//tei:bibl[@xml:id="w-1"]/tei:date')
    assert line == line_of('<date type="issued"', ASSESSED)


def test_lists_of_a_second_stand_off_are_read_as_those_of_the_first():
    council = ASSESSED[ASSESSED.index("<listOrg>") : ASSESSED.index("<listPlace>")]
    data = ASSESSED.replace(council, "", 1)
    second = f'<standOff type="entities">\n{council}</standOff>\n'
    data = data.replace('<standOff type="sources">', f'{second}<standOff type="sources">')
    result = tei.read(data.encode())
    assert result.findings == ()
    assert [e.id for e in result.document.entities] == ["china", "council"]
    note = ASSESSED.index('<annotation xml:id="c-1"')
    end = ASSESSED.index("</annotation>", note) + len("</annotation>\n")
    listed = f'<listAnnotation type="annotations">\n{ASSESSED[note:end]}</listAnnotation>\n'
    data = ASSESSED[:note] + ASSESSED[end:]
    data = data.replace("</standOff>\n</TEI>", f"{listed}</standOff>\n</TEI>")
    assert_reads_back(data.encode(), samples.assessed())


def test_what_is_no_file_of_ours_is_refused_in_one_sentence():
    foreign = (
        f'<TEI xmlns="{NAMESPACE}"><teiHeader><fileDesc><titleStmt><title>A novel</title>'
        "</titleStmt><publicationStmt><p>Free.</p></publicationStmt><sourceDesc><p>Born so.</p>"
        '</sourceDesc></fileDesc></teiHeader><text><front/><body><pb n="1"/><p>It was.</p></body>'
        "</text></TEI>"
    )
    for lossy in (False, True):
        with pytest.raises(ReadError) as caught:
            tei.read(foreign.encode(), lossy=lossy)
        [finding] = caught.value.findings
        assert finding.code == "not-a-record"
        assert finding.location.line == 1


def test_an_identifier_is_an_address_only_where_type_and_subtype_say_so():
    identifier = '<idno type="URI">urn:isbn:9780306406157</idno>'
    before = '<availability xml:id="rights.text"'
    document = tei.read(edited((before, identifier + before))).document
    [found] = document.metadata.identifiers
    assert (found.scheme, found.value) == ("URI", "urn:isbn:9780306406157")
    assert document.metadata.addresses == ()
    of_another_type = '<idno type="DOI" subtype="address">10.1000/182</idno>'
    [(code, _, pointer)] = problems(edited((before, of_another_type + before)))
    assert (code, pointer) == (
        "not-kept",
        f"{_FILE}/tei:sourceDesc/tei:bibl[1]/tei:idno/@subtype",
    )


def test_what_should_have_an_id_and_has_none_is_reported_where_it_stands():
    data = edited(('<place xml:id="china">', "<place>"))
    found = problems(data)
    place = '//tei:TEI[@xml:id="small"]/tei:standOff[1]/tei:listPlace/tei:place[1]'
    assert ("missing-field", line_of("<place ", ASSESSED), place) in found


def test_several_addresses_in_one_attribute_are_not_one():
    link = 'target="https://example.org/?a=1&amp;b=2"'
    [(code, _, pointer)] = problems(edited((link, 'target="https://a.org/ https://b.org/"')))
    assert (code, pointer) == ("not-kept", '//tei:p[@xml:id="i-1"]/tei:ref/@target')


def test_comments_stop_nothing_and_are_reported_where_they_stand():
    data = edited(('<note type="restatement">', '<!-- really? --><note type="restatement">'))
    result = tei.read(data)
    assert result.document == samples.assessed()
    [finding] = result.findings
    assert (finding.code, finding.severity) == ("not-kept", Severity.WARNING)
    assert 'a record cannot keep the comment "really?"' in finding.message
    assert finding.location.pointer == _CLAIM
    assert finding.location.line == line_of('<note type="restatement', ASSESSED)
    assert finding.location.column == 1


def test_the_tree_is_read_in_whatever_way_it_comes():
    stream = io.BytesIO(tei.write(samples.small()).data)
    assert tei.read(stream.getvalue()).document == samples.small()
