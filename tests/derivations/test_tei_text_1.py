"""`tei-text-1`: what it gives is fixed for good, for every file; the reader's blocks stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.derivations.tei_text_1 import DERIVATION, TeiText
from archive.errors import ReadError
from archive.model.captures import CaptureOrigin, ElementOrigin
from archive.model.document import Document
from tests.articles.tei_of_others.samples import tei
from tests.articles.tei_of_others.test_drawn_tei import trees
from tests.articles.tei_of_others.test_foreign_files import FILES, TEXTS
from tests.articles.tei_of_others.test_hostile_tei import IN_ONE_LINE, LINES
from tests.derivations.tei_conformance import faults
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

OF_GROBID = "<encodingDesc><appInfo><application ident='GROBID'/></appInfo></encodingDesc>"
BODY = "/TEI[1]/text[1]/body[1]"


def text_of(body: str, **parts: str) -> TeiText:
    return DERIVATION.derive(tei(body, **parts), "application/tei+xml")


def origin(path: str, start: int | None = None, end: int | None = None) -> ElementOrigin:
    return ElementOrigin(capture="c", path=path, start=start, end=end)


CASES = [
    # white space
    ("<p> One\n   two </p>", "One two"),
    ("<p>a\u00a0\u00a0 b\u2003</p>", "a\u00a0\u00a0 b\u2003"),
    ("<p>a<hi> b </hi> c</p>", "a b c"),
    ("<p>a</p><p>b</p>", "a b"),
    ("<p>a</p> <p/> <p> </p> <p>b</p>", "a b"),
    ('<p xml:space="preserve"> a  b\n</p><p> c </p>', " a  b\n c"),
    ('<div xml:space="preserve"><p>a </p><p xml:space="default"> b </p></div>', "a  b"),
    ("<p>a<hi xml:space='preserve'><note> b</note></hi></p>", "a  b"),
    ("<list xml:space='preserve'> <label>1 </label> <item> a</item> </list>", "1   a"),
    ("<p>a<!-- b -->c<?d e?>f</p>", "acf"),
    # blanks by rule
    ("<p>a<lb/>b<lb/> c</p>", "a b c"),
    ("<p>Ge-<lb/>biet Ge\u00ac<lb/> biet</p>", "Ge-biet Ge\u00ac biet"),
    ("<p>a <lb break='no'/> b <pb break='no'/> c<pb/>d <pb/>e</p>", "abcd e"),
    ("<p>a-</p><p><lb break='no'/>b</p>", "a- b"),
    ("<p>a <lb type='hyphenated'/> b<lb type='x'/>c</p>", "ab c"),
    ("<l>a<caesura/>b <caesura/>c-<caesura/>d</l>", "a b c- d"),
    ("<p><w>a</w><w>b</w><pc>.</pc></p>", "a b."),
    ("<p><w>a</w> <w>b</w><w>c</w></p>", "a bc"),
    ("<p><w>a</w><c> </c><w>b</w><w>c</w></p>", "a bc"),
    ("<p><w>a</w> <pc join='left'>.</pc> <pc join='right'>(</pc> <w>b</w></p>", "a. (b"),
    ("<p><persName><forename>A</forename><surname>B</surname></persName>'s</p>", "A B 's"),
    ("<p><persName>A<hi>b</hi></persName></p>", "Ab"),
    (("<listBibl><biblStruct><analytic><title>A</title></analytic><monogr><title>B</title></monogr>"
     "</biblStruct></listBibl>"), "A B"),
    ("<entry><form><orth>a</orth><pron>b</pron></form><sense>c</sense></entry>", "a b c"),
    # what is no text
    ("<p>a<ruby><rb>b</rb><rt>c</rt></ruby></p>", "ab"),
    ("<figure><head>a</head><figDesc>b</figDesc></figure>", "a"),
    ("<figure><label>1</label><head>a</head></figure>", "1 a"),
    ("<p>a<figDesc>b</figDesc>c</p><lg><rt>d</rt><l>e</l></lg>", "ac e"),
    # variants
    ("<p><choice><corr>a</corr> <sic>b</sic> <orig>c</orig></choice></p>", "b"),
    (("<p><choice><reg>a</reg><orig>b</orig></choice><choice><expan>c</expan><abbr>d</abbr></choice>"
     "<choice><seg>e</seg><seg>f</seg></choice></p>"), "bde"),
    (("<p><choice><sic><choice><orig>a</orig><reg>b</reg></choice></sic><corr>c</corr></choice>"
     "<choice><choice><orig>d</orig><reg>e</reg></choice><seg>f</seg></choice></p>"), "ad"),
    ("<p><app><rdg>a</rdg><lem>b</lem><wit>c</wit><note>d</note></app></p>", "b d"),
    ("<p><app><rdg>a</rdg><rdg>b</rdg></app></p>", "a"),
    ("<sp><app><rdg><l>a</l></rdg><lem><l>b</l><l>c</l></lem></app></sp>", "b c"),
    ("<list><choice><sic>a</sic><corr>b</corr></choice><item>c</item></list>", "a c"),
    # what is put off
    ("<p>a<note>b</note>c</p><p>d</p>", "ac b d"),
    ("<p>a<note>b<note>c</note>d</note>e<note>f</note></p>", "ae bd c f"),
    ("<p>a<fw><note>b</note></fw>c</p>d", "ac b d"),
    ("<p><app><lem>a<witDetail>b</witDetail></lem><witDetail>c</witDetail></app>d</p>", "ad b"),
    ("<p>a<witDetail>b<p>c</p></witDetail>d</p><witDetail n='1'>e</witDetail>", "ad b c e"),
    ("<p>a<note>b</note><list><item>c<note>d</note></item><item>e</item></list>f</p>",
     "a b c e d f"),
    ("<list><head>a<note>b</note></head><item>c</item></list>", "a b c"),
    (("<table><row><cell>a<note>b</note></cell><cell>c</cell></row><fw>d</fw><row><cell>e</cell>"
     "</row></table>"), "a c e b d"),
    ("<quote><p>a<note>b</note></p><p>c</p></quote><p>d</p>", "a c b d"),
    ("<lg><l>a<note>b</note></l><pb/><l>c</l></lg><lg><l>d</l></lg>", "a c b d"),
    ("<lg><l>a<note>b</note></l><stage>x</stage><l>c</l></lg>", "a b x c"),
    ("<div>a<note>b</note><p>c</p></div>", "a b c"),
    ("<note>a<note>b</note><p>c</p></note>", "a b c"),
    ("<p>x</p><note n='1'>a<note>b</note><p>c</p></note>", "x a c b"),
    ("<note><p>a<note>b</note></p><p>c</p></note>", "a b c"),
    ("<note place='foot'><p>a<note>b</note></p><p>c</p></note>", "a c b"),
    ("<p><ref target='#n'>1</ref></p><note xml:id='n'><p>a<note>b</note></p><p>c</p></note>",
     "1 a c b"),
    ("<cit><quote>a<note>b</note></quote><bibl>c</bibl></cit>", "a c b"),
    # lists, tables, figures, code
    ("<list><label>1</label><item>a</item><label>-</label><item>b</item></list>", "1 a -b"),
    ("<list><label>1</label><list><item>a</item></list><item>b</item></list>", "1 a b"),
    ("<list><item>a<list>b<item>c</item>d</list></item></list>", "a b c d"),
    ("<list>a<item>b</item><head>c</head></list>", "a b c"),
    ("<list><item>a<list><head>b-</head><item>c</item></list></item></list>", "a b-c"),
    ("<table><row><cell>a</cell><cell/><cell>b</cell></row><head>c</head></table>", "a b c"),
    ("<table><row><cell>a-</cell><cell>b</cell></row></table>", "a- b"),
    ("<list><item><table><row><cell>a</cell><cell>b</cell></row></table></item></list>", "a b"),
    ("<p>x<note><table><row><cell>a</cell><cell>b</cell></row></table></note></p>", "x a b"),
    ("<figure>a<table><row><cell>b</cell></row></table>c<note>d</note></figure>", "ac b d"),
    (("<figure><table><row><cell>b<note>d</note></cell></row></table><head>a<note>c</note></head>"
     "</figure>"), "a b c d"),
    ("<figure><head>a<note>b</note></head><table>c<note>d</note></table></figure>", "a b c d"),
    ("<figure><figure><head>a</head></figure><head>b</head></figure>", "b a"),
    ("<figure><graphic url='i'><desc>a</desc></graphic><graphic url='j'/><p>b</p></figure>", "a b"),
    ("<p>a<eg>\n  b\n c\n</eg>d</p>", "a   b\n c d"),
    ('<egXML xmlns="http://www.tei-c.org/ns/Examples"><p n="1">a &lt; <b/></p></egXML>',
     '<p n="1">a &lt; <b/></p>'),
    (('<egXML xmlns="u" xmlns:a="v"><a:b a:c="1"><d xmlns:a="w" xmlns="v" a:c="2" xmlns:e="v"/>t'
      '<a:f xml:id="g"/></a:b></egXML>').replace('"u"', '"http://www.tei-c.org/ns/Examples"'),
     '<a:b a:c="1"><d a:c="2"/>t<a:f xml:id="g"/></a:b>'),
    # blocks and lines of unknown elements
    ("<made><up>a<note>n</note></up><up>b</up></made>", "a n b"),
    ("<p><made><up>a<note>n</note></up><up>b</up></made></p>", "ab n"),
    ("<m:made xmlns:m='x:y'><m:p>a</m:p><m:p>b</m:p></m:made>", "a b"),
    ("<u><seg>a<note>n</note></seg><seg>b</seg></u>", "a n b"),
    ("<p>a<hi>b<p>c</p>d</hi>e</p>", "a b c d e"),
    ("<p>a<bibl>b<p>c</p>d</bibl>e</p>", "ab c de"),
    ("<quote><made>a</made><made>b</made><p>c</p></quote>", "ab c"),
    ("<floatingText><body><p>a</p></body></floatingText><p>e\u0301\u200f\u00ad\U0001d4b3</p>",
     "a e\u0301\u200f\u00ad\U0001d4b3"),
]  # fmt: skip


@each_case(("body", "text"), CASES)
def test_a_file_gives_what_it_gave_when_the_derivation_was_released(body: str, text: str) -> None:
    assert text_of(body).text == text


@each_case(("body", "text"), CASES)
def test_the_blocks_of_a_file_are_all_of_its_text_in_order(body: str, text: str) -> None:
    data = tei(body)
    assert faults(archive.receive(data, id="a").document, data) == []


@each_case(
    ("body", "text"),
    [
        ("<figure><head>a</head><label>1</label><figDesc>b</figDesc></figure>", "a b"),
        ("<p>a<note><figure><label>1</label><figDesc>b</figDesc></figure></note></p>", "a b"),
        ("<cit>a<figure><label><p>1</p></label></figure></cit>", "a"),
        ("<p>a<figDesc>b</figDesc><label>c</label></p>", "abc"),
    ],
)
def test_a_file_of_grobid_has_captions_in_the_description(body: str, text: str) -> None:
    assert text_of(body, header=OF_GROBID).text == text


NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


@each_case(
    ("file", "text"),
    [
        ((f"<TEI {NAMESPACE}><teiHeader><p>h</p></teiHeader><standOff><p>s</p></standOff>"
         "<text><p>a</p></text></TEI>"), "a"),
        ("<TEI><teiHeader/><text><p>a<note>n</note>b</p></text></TEI>", "ab n"),
        (('<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:p>a</t:p><t:p>b</t:p></t:text>'
         "</t:TEI>"), "a b"),
        (f"<TEI {NAMESPACE}><text><p>a</p><p xmlns=''>b</p><text><p>c</p></text></text></TEI>",
         "a b c"),
        ((f"<teiCorpus {NAMESPACE}><TEI><text><p>a<note>n</note></p></text></TEI><TEI><text><p>b</p>"
         "</text></TEI></teiCorpus>"), "a n b"),
        (f"<TEI {NAMESPACE} xml:space='preserve'>\n<text>\n <p> a </p></text></TEI>", "a"),
        (f"<TEI {NAMESPACE}><text xml:space='preserve'><p>a </p> <p>b</p></text></TEI>", "a    b"),
        (f"<TEI {NAMESPACE}><teiHeader><text><p>a</p></text></teiHeader></TEI>", ""),
        (f"<TEI {NAMESPACE}/>", ""),
        ("<other><text><p>a</p></text></other>", "a"),
    ],
)  # fmt: skip
def test_the_text_is_that_of_all_texts_of_a_file(file: str, text: str) -> None:
    assert DERIVATION.derive(file.encode(), "").text == text


@each_case("data", [b"", b"<TEI>", b"\xff", tei("<hi>" * 300 + "</hi>" * 300)])
def test_what_is_no_xml_of_ours_has_no_text(data: bytes) -> None:
    with pytest.raises(ReadError):
        DERIVATION.derive(data, "")


# --- origins ---


def test_an_origin_is_an_element_or_a_stretch_of_its_text() -> None:
    text = text_of(
        "<p>One <hi> two </hi> three<note n='3'>See <hi>b</hi></note></p><list><item/><item>x</item>"
        "<item/></list><m:p xmlns:m='x:y'>y</m:p><p>z</p>"
    )
    assert text.text == "One two three See b x y z"
    assert text.words(origin(f"{BODY}/p[1]")) == "One two three"
    assert text.words(origin(f"{BODY}/p[1]/hi[1]")) == "two"
    assert text.words(origin(f"{BODY}/p[1]", 4, 7)) == "two"
    assert text.words(origin(f"{BODY}/p[1]/note[1]")) == "See b"
    assert text.words(origin(f"{BODY}/p[1]/note[1]/hi[1]")) == "b"
    assert text.words(origin(f"{BODY}/p[2]")) == "y", "a step is the local name"
    assert text.words(origin(f"{BODY}/p[3]")) == "z"
    assert text.words(origin("/TEI[1]")) == text.text
    assert text.words(origin("/TEI[1]/teiHeader[1]")) == ""
    for path in ("/TEI[1]/text[2]", "/p[1]", f"{BODY}/p[4]", f"{BODY}/*[1]"):
        assert text.words(origin(path)) == ""
        assert not text.has(origin(path))
    places = [text.place(origin(f"{BODY}/list[1]/item[{n}]")) for n in (1, 2, 3)]
    assert places == sorted(set(places))


def test_an_empty_element_comes_before_words_that_begin_where_it_stands() -> None:
    text = text_of("<list><item/><label>1</label><item>a</item></list>")
    empty, line = origin(f"{BODY}/list[1]/item[1]"), origin(f"{BODY}/list[1]", 0, 3)
    assert text.words(line) == "1 a"
    assert text.place(empty) < text.place(line)


def test_before_a_note_stands_its_number_and_before_other_words_nothing() -> None:
    text = text_of("<p>a<note n='12'>b</note><note n=' 3  x '>3</note><note n='4'>4 c</note></p>")
    assert [text.before(origin(f"{BODY}/p[1]/note[{n}]"), 4) for n in (1, 2, 3)] == [
        "12 ",
        "3 x ",
        "",
    ]
    assert text.before(origin(f"{BODY}/p[1]/note[1]"), 2) == "12 "  # a marker cut short differs
    assert text.before(origin(f"{BODY}/p[1]"), 2) == ""
    paragraphs = text_of("<note n='1'><p>a</p><p>b</p></note>")
    assert paragraphs.before(origin(f"{BODY}/note[1]/p[1]"), 2) == "1 "
    assert paragraphs.before(origin(f"{BODY}/note[1]/p[2]"), 2) == ""


def test_between_two_origins_is_what_no_number_of_a_note_covers() -> None:
    text = text_of("<p>a<note n='1'>c</note></p><p>b</p>")
    one, note, two = (origin(f"{BODY}/{path}") for path in ("p[1]", "p[1]/note[1]", "p[2]"))
    assert text.gap(one, note, 2).text == ""
    assert text.gap(one, two, 2).text == "c"
    assert text.gap(two, None).text == ""


def test_other_origins_are_none_of_it() -> None:
    assert not DERIVATION.supports(CaptureOrigin(capture="c"))


# --- several texts ---


def test_texts_of_the_file_that_were_not_asked_for_are_omitted() -> None:
    inner = "".join(f"<text><body><p>{word}</p></body></text>" for word in ("b", "c", "d"))
    data = (
        f"<TEI {NAMESPACE}><text><front><p>a</p></front><group>{inner}</group>"
        "<back><p>e</p></back></text></TEI>"
    ).encode()
    document = archive.receive(data, id="x", text=2).document
    assert [block.text for block in document.text_blocks()] == ["c"]
    assert faults(document, data) == []
    derived = DERIVATION.derive(data, "")
    omitted = document.captures[0].omitted
    assert [(derived.words(one.origin), one.reason) for one in omitted] == [
        ("a", "text around the texts of the file"),
        ("b", 'another text in the file: "b"'),
        ("d", 'another text in the file: "d"'),
        ("e", "text around the texts of the file"),
    ]
    (whole,) = archive.receive(tei("<p>a</p>"), id="x").document.captures
    assert whole.omitted == ()


# --- every record ---

NESTS = [
    ["list", "item", "label", "p", "note", "hi", "head"],
    ["table", "row", "cell", "head", "figure", "note", "p", "fw"],
    ["note", "p", "q", "quote", "cit", "bibl", "fw", "lg", "l", "hi"],
    ["choice", "sic", "corr", "app", "lem", "rdg", "p", "hi", "note", "l", "rt"],
    ["div", "head", "p", "figure", "table", "egXML", "eg", "graphic", "figDesc", "label", "list"],
    ["text", "group", "body", "front", "floatingText", "p", "note", "made", "u", "seg"],
]


@given(st.one_of(trees(), st.sampled_from(NESTS).flatmap(trees)))
def test_the_blocks_of_a_drawn_file_are_all_of_its_text_in_order(data: bytes) -> None:
    for document in documents_of(data):
        assert faults(document, data) == []


def documents_of(data: bytes) -> Iterator[Document]:
    """The record of a file, or those of the first two of its texts."""
    try:
        yield archive.receive(data, "tei-of-others", id="a").document
    except ReadError as refused:
        if refused.findings[0].code == "several-texts":
            for number in (1, 2):
                yield archive.receive(data, "tei-of-others", id="a", text=number).document


@pytest.mark.slow
@pytest.mark.parametrize(("path", "number"), TEXTS)
def test_the_blocks_of_a_real_file_are_all_of_its_text_in_order(
    path: Path, number: int | None
) -> None:
    options: dict[str, Any] = {} if number is None else {"text": number}
    document = archive.receive(path, id="article-of-others", **options).document
    assert faults(document, path.read_bytes()) == []


BREAKS: dict[str, Callable[[list[Any]], Any]] = {
    "a changed letter": lambda blocks: blocks[1].update(text="x" + blocks[1]["text"][1:]),
    "a dropped block": lambda blocks: blocks.pop(1),
    "a doubled block": lambda blocks: blocks.insert(1, {**blocks[1], "id": "doubled"}),
    "swapped blocks": lambda blocks: blocks.insert(0, blocks.pop(1)),
    "a block without origin": lambda blocks: blocks[1].pop("origin"),
    "another's origin": lambda blocks: blocks[1].update(origin=blocks[2]["origin"]),
}


@each_case("change", BREAKS)
def test_what_is_wrong_with_a_record_is_noticed(change: str) -> None:
    data = tei("<p>One</p><p>two</p><p>three</p>")
    record = archive.receive(data, id="a").document.model_dump(mode="json")
    assert faults(Document.model_validate(record), data) == []
    BREAKS[change](record["sections"][0]["blocks"])
    assert faults(Document.model_validate(record), data) != []


# --- for good ---


def digest(texts: Iterator[str]) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()


def test_no_other_library_gives_another_text_of_the_made_files() -> None:
    found = digest(text_of(body).text for body, _ in CASES)
    assert found == "47d4a47e7878a23ddefd91990fb3365a143915dff2ab83aad804f57463f54baf"


@pytest.mark.slow
def test_no_other_library_gives_another_text_of_the_real_files(
    shared: Callable[[str], Path],
) -> None:
    shared("tei/foreign")
    texts = (DERIVATION.derive(path.read_bytes(), "").text for path in FILES if derives(path))
    assert digest(texts) == "197186132e535eb80336318869c8f33e724cfeddc928dd3ebaed4bc4ee330978"


def derives(path: Path) -> bool:
    return path.name != "casebooks-data__CASE1.xml"


# --- deep and long ---


@each_case(
    "name",
    ["div", "hi", "quote", "note", "lg", "figure", "list", "table", "choice", "made", "item"],
)
def test_a_file_as_deep_as_is_read_has_its_text(name: str) -> None:
    deep = f"<{name}>" * 252 + "a" + f"</{name}>" * 252
    assert text_of(deep).text == "a"


@pytest.mark.slow
@pytest.mark.parametrize("part", [*LINES, *(f"<p>{line}</p>" for line in IN_ONE_LINE)])
def test_time_grows_with_the_file(part: str) -> None:
    def make(n: int) -> Work:
        data = tei("".join(part.replace("{n}", str(number)) for number in range(n)))
        return lambda: DERIVATION.derive(data, "")

    assert grows(make, 500) < MOST
