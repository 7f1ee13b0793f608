"""`jats-text-1`: what it gives is fixed for good, and every block of the reader stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.articles.content import Given
from archive.articles.jats import receive
from archive.derivations import derivation_named, jats_vocabulary
from archive.derivations.jats_text_1 import DERIVATION
from archive.errors import ReadError
from archive.model.blocks import Item, Note, Table
from archive.model.captures import ElementOrigin
from tests.articles.jats.articles import articles, files
from tests.articles.jats.running import characters, kept, pieces, root_of, texts_of
from tests.growth import MOST, grows
from tests.tools.cases import each_case

REAL = "ingest/jats"
NAMESPACES = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"'
)


def article(body: str, meta: str = "", rest: str = "") -> bytes:
    return (
        f"<article {NAMESPACES}><front><article-meta>{meta}</article-meta></front>"
        f"<body>{body}</body>{rest}</article>"
    ).encode()


def text_of(data: bytes) -> str:
    return DERIVATION.derive(data, "application/xml").text


def origin(path: str, start: int | None = None, end: int | None = None) -> ElementOrigin:
    return ElementOrigin(capture="c", path=path, start=start, end=end)


# --- what it gives ---

CASES = [
    ("", ""),
    ("<p> a \t\n b </p>", "a b"),
    ("<p>a</p><p>b</p>", "a b"),
    ("<p>a<italic> b</italic>c</p>", "a bc"),
    ("<p>a<bold>b </bold> c</p>", "ab c"),
    ("<p>5\u00a0\u00a0km\u2003</p>", "5\u00a0\u00a0km\u2003"),
    ("<p>a<break/>b<weird>c</weird>d</p>", "a bcd"),
    ("<p>a<!-- x -->b<?y?>c</p>", "abc"),
    ("<sec><label>1</label><title>A</title><p>b</p></sec>", "1 A b"),
    ("<sec>x<title>A</title>y<p>b</p>z</sec>", "x A y b z"),
    # notes and floats
    ("<p>a<fn><label>*</label><p>n</p></fn> b</p><p>c</p>", "a b * n c"),
    ("<p>a<fig><label>F</label></fig> b</p><p>c</p>", "a b F c"),
    ('<p>a<fig position="anchor"><label>F</label></fig> b</p>', "a F b"),
    ("<fig><label>F</label></fig><p>a</p>", "F a"),
    ("<p>a<fig><caption><p>F<fn><p>n</p></fn></p></caption></fig> b</p><p>c</p>", "a b F n c"),
    ("<p>a<fn><p>n<fn><p>m</p></fn></p></fn><fn><p>o</p></fn> b</p>", "a b n m o"),
    ("<list><list-item><p>a<fn><p>n</p></fn></p></list-item><list-item/>b</list>c", "a b n c"),
    ("<sec><label>1<fn><p>n</p></fn></label><title>A</title><p>b</p></sec>", "1 A n b"),
    ("<sec><label>1<fn><p>n</p></fn></label><p>b</p><p>c</p></sec>", "1 b n c"),
    ("<sec><label>1<fn><p>n</p></fn></label></sec><p>b</p>", "1 n b"),
    ("<p>a<boxed-text><p>b<fn><p>n</p></fn></p><p>c</p></boxed-text> d</p>", "a d b n c"),
    ("<table-wrap><table><tr><td>a<fn><p>n</p></fn></td><td>b</td></tr></table></table-wrap>",
     "a b n"),
    ("<p>a<list><list-item><p>b</p></list-item></list> c</p>", "a b c"),
    (
        '<fig><caption><p>a<fig position="anchor"><label>F</label></fig> b</p></caption></fig>',
        "a b F",
    ),
    ('<fig><p>a<fig position="anchor"><label>F</label></fig> b</p></fig>', "a b F"),
    ("<sec><weird><fig><label>F</label></fig><p>a</p></weird></sec>", "F a"),
    ("<sec><weird>x<fig><label>F</label></fig>y</weird></sec>", "x y F"),
    ("<p>a<fig><label>F</label></fig>b<graphic/>c<fn><p>n</p></fn>d</p>", "a b cd F n"),
    # what is no prose
    (("<fig><alt-text>x</alt-text><long-desc>x</long-desc><object-id>x</object-id><label>F</label>"
     "<permissions><copyright-statement>x</copyright-statement></permissions></fig>"), "F"),
    ("<sec><sec-meta><kwd-group><kwd>x</kwd></kwd-group></sec-meta><p>a</p></sec>", "a"),
    ("<p>a<index-term><term>x</term></index-term>b<inline-graphic>x</inline-graphic>c</p>", "abc"),
    ("<ref-list><ref><mixed-citation><object-id>a</object-id></mixed-citation></ref></ref-list>",
     "a"),
    # several forms
    (("<p><inline-formula><tex-math>x^2</tex-math><mml:math><mml:mi>x</mml:mi> <mml:mn>2</mml:mn>"
     "</mml:math></inline-formula></p>"), "x2"),
    ("<p><alternatives><graphic/><tex-math>x</tex-math></alternatives></p>", "x"),
    (('<alternatives><graphic xlink:href="a.tif"><label>x</label></graphic>'
     '<graphic xlink:href="a.png"><label>y</label></graphic></alternatives>'), "y"),
    (("<table-wrap><alternatives><graphic/><table><tr><td>a</td></tr></table><textual-form>x"
     "</textual-form></alternatives></table-wrap>"), "a"),
    (("<ref-list><ref><label>1</label><element-citation><year>x</year></element-citation>"
     "<mixed-citation>a</mixed-citation></ref></ref-list>"), "1 a"),
    (("<p><citation-alternatives><element-citation>x</element-citation><mixed-citation>a"
     "</mixed-citation></citation-alternatives></p>"), "a"),
    (("<p><mml:math><mml:mi> a </mml:mi>\n<mml:mi>b</mml:mi><mml:annotation>x</mml:annotation>"
     "</mml:math></p>"), "ab"),
    # what is parted
    ("<p>a<disp-formula><label>(1)</label><tex-math>x</tex-math></disp-formula>b</p>", "a (1) x b"),
    (("<ref-list><ref><element-citation><name><surname>A</surname><given-names>B</given-names>"
     "</name><year>1</year></element-citation></ref></ref-list>"), "A B 1"),
    (("<p><mixed-citation><source>a</source><year>1</year>, <italic>b</italic><bold>c</bold>"
     "</mixed-citation></p>"), "a 1, bc"),
    ("<ref-list><ref><mixed-citation>a</mixed-citation><note>b</note></ref></ref-list>", "a b"),
    ("<p><table><tr><td>a</td><th>b</th></tr></table></p>", "a b"),
    ("<def-list><def-item><term>a</term><def>b</def></def-item></def-list>", "a b"),
    ("<fig><label>F</label><caption><title>a</title><p>b</p></caption><attrib>c</attrib></fig>",
     "F a b c"),
    # what counts every space
    ("<p>a</p><preformat>\n  b\n c </preformat><p>d</p>", "a \n  b\n c  d"),
    ("<p>a<list><list-item><code> b\n</code></list-item></list>c</p>", "a  b\n c"),
    ("<p>a</p><code> \n </code><p>b</p>", "a b"),
]  # fmt: skip


@each_case(("body", "text"), CASES)
def test_a_body_gives_what_it_gave_when_the_derivation_was_released(body: str, text: str) -> None:
    assert text_of(article(body)) == text


META = (
    "<title-group><article-title>T</article-title><subtitle>S</subtitle>"
    "<fn-group><fn><p>n</p></fn></fn-group><alt-title>x</alt-title></title-group>"
    "<contrib-group><contrib><name><surname>x</surname></name></contrib></contrib-group>"
    "<author-notes><corresp>c</corresp></author-notes><abstract><p>A</p></abstract>"
    "<trans-abstract><p>B</p></trans-abstract><product><source>R</source></product>"
    "<kwd-group><kwd>x</kwd></kwd-group><permissions><license><p>x</p></license></permissions>"
)
FRONT_STUB = "<front-stub><title-group><article-title>{}</article-title></title-group></front-stub>"
FILES = [
    (article("<p>b</p>", META, "<back><ack><p>k</p></ack></back><floats-group><fig><label>F</label>"
             "</fig></floats-group>"), "T S n A B R b k F c"),
    ((b"<article><front><journal-meta><p>x</p></journal-meta><notes><p>a</p></notes></front>"
     b"<body><p>b</p></body><processing-meta>x</processing-meta></article>"), "a b"),
    (article("<p>a</p>", "", f"<sub-article>{FRONT_STUB.format('b')}<body><p>c</p></body><response>"
             f"{FRONT_STUB.format('d')}</response></sub-article><sub-article>"
             f"{FRONT_STUB.format('e')}</sub-article><back><p>f</p></back>"), "a f b c d e"),
    ((b"<pmc-articleset><article><body><p>a</p></body></article><Reply>x</Reply>"
     b"<article><body><p>b</p></body></article></pmc-articleset>"), "a b"),
    ('<?xml version="1.0" encoding="iso-8859-1"?><article><body><p>é&#233;</p></body></article>'
     .encode("latin-1"), "éé"),
    (b'<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/"><body><p>a</p></body></article>',
     "a"),
]  # fmt: skip


@each_case(("data", "text"), FILES)
def test_a_file_gives_what_it_gave_when_the_derivation_was_released(data: bytes, text: str) -> None:
    assert text_of(data) == text


@each_case("data", [b"", b"<html/>", b"<article>", article("<b>" * 100 + "a" + "</b>" * 100)])
def test_what_is_no_article_has_no_text(data: bytes) -> None:
    with pytest.raises(ReadError):
        text_of(data)


def test_an_origin_is_an_element_or_a_stretch_of_its_text() -> None:
    text = DERIVATION.derive(
        article("<p>a<fn><label>1</label><p>n</p></fn> <bold> b </bold> c</p><p/>"), ""
    )
    body = "/article[1]/body[1]"
    assert text.words(origin(f"{body}/p[1]")) == "a b c"
    assert text.words(origin(f"{body}/p[1]/bold[1]")) == "b"
    assert text.words(origin(f"{body}/p[1]", 2, 5)) == "b c"
    assert text.words(origin(f"{body}/p[1]/fn[1]")) == "1 n"
    assert text.before(origin(f"{body}/p[1]/fn[1]/p[1]"), 2) == "1 "
    assert text.words(origin(body)) == text.text == "a b c 1 n"
    assert text.words(origin(f"{body}/p[2]")) == ""
    assert text.has(origin(f"{body}/p[2]"))
    assert not text.has(origin(f"{body}/p[3]"))


# --- the digest of all of it ---

DIGEST_OF_MADE = "faf02d850d1309d88a85542d3dde05c8d66f90721226cf8eb5f7e7b486858076"
DIGEST_OF_REAL = "41e69029957104c77f5d49bb19e527eccdc6a02fa6fc998e34accb103d2c7993"
DIGEST_OF_GROUPS = "9d1a3f5ce7db442197ffc8e73642e8abfb6c3410bac098c30d56af0330f26d54"
NOTICE = "a library or our code changes what a derivation gives that was released"


def test_the_groups_of_elements_are_what_they_were() -> None:
    groups = {name: one for name, one in vars(jats_vocabulary).items() if name.isupper()}
    assert digest(f"{name} {sorted(groups[name])}" for name in sorted(groups)) == DIGEST_OF_GROUPS


def test_the_text_of_made_files_is_what_it_was() -> None:
    data = [*(article(body) for body, _ in CASES), *(data for data, _ in FILES)]
    assert digest(map(text_of, data)) == DIGEST_OF_MADE, NOTICE


def test_the_text_of_real_files_is_what_it_was(shared: Callable[[str], Path]) -> None:
    assert digest(text_of(path.read_bytes()) for path in real(shared)) == DIGEST_OF_REAL, NOTICE


def digest(texts: Any) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()


def real(shared: Callable[[str], Path]) -> list[Path]:
    return [path for path in sorted(shared(REAL).iterdir()) if path.suffix in (".xml", ".nxml")]


# --- the words of a file, once ---


@pytest.mark.slow
def test_the_text_of_a_real_file_has_its_words_once(shared: Callable[[str], Path]) -> None:
    for path in real(shared):
        data = path.read_bytes()
        texts, found = texts_of(root_of(data)), without_blanks(text_of(data))
        assert Counter(found) == sum(map(characters, texts), Counter())
        for text in texts:
            assert all(piece in found for piece in pieces(text)), path.name


@pytest.mark.slow
@given(st.one_of(articles(), files()))
def test_the_text_of_a_drawn_file_has_its_words_once(data: bytes) -> None:
    of_texts = sum(map(characters, texts_of(root_of(data))), Counter[str]())
    assert Counter(without_blanks(text_of(data))) == of_texts


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
@given(files())
def test_no_character_of_a_drawn_file_is_lost(data: bytes) -> None:
    for number, text in enumerate(texts_of(root_of(data)), 1):
        if characters(text):
            document = archive.receive(data, format="jats", text=number).document
            assert kept(document) == characters(text)


# --- the reader is tied to it ---


@pytest.mark.slow
def test_every_block_of_a_real_file_is_derived(shared: Callable[[str], Path]) -> None:
    seen = 0
    for path in real(shared):
        data = path.read_bytes()
        for number in range(1, len(texts_of(root_of(data))) + 1):
            check_tied(data, number)
            seen += 1
    assert seen >= 22


@pytest.mark.slow
@given(st.one_of(articles(), files()), st.data())
def test_every_block_of_a_drawn_file_is_derived(data: bytes, draw: Any) -> None:
    texts = texts_of(root_of(data))
    said = [number for number, text in enumerate(texts, 1) if characters(text)]
    check_tied(data, draw.draw(st.sampled_from(said)))


MADE = [
    "<p><fn><p>n</p></fn><list><list-item><p>a</p></list-item></list><fn><p>m</p></fn></p>",
    "<p><fn><p>n</p></fn><list/><fn><p>m</p></fn></p>",
    "<p><fn><p>n</p></fn><fig position='anchor'><graphic/></fig><fn><p>m</p></fn></p>",
    "<p>a<fn><inline-graphic xlink:href='a'/><title/><fn><p>b</p></fn></fn></p>",
    "<disp-quote><fn><p>n</p></fn><title/><fn><p>m</p></fn></disp-quote>",
    (
        "<p><inline-graphic xlink:href='a'/><list><list-item><p>a</p></list-item></list>"
        "<inline-graphic xlink:href='b'/></p>"
    ),
    "<table-wrap><label>T</label><table><tr><td/><td>a</td><td/></tr></table></table-wrap>",
    "<table-wrap><table><tr><td>a</td></tr></table><caption><p>T</p></caption></table-wrap>",
    "<table-wrap><label>T</label><p>x</p><table><tr><td>a</td></tr></table></table-wrap>",
    "<table>x<tr>y<td>a</td>z</tr></table>",
    (
        "<list><list-item><label>1.</label><list><list-item><label>a</label><p>b</p></list-item></list>"
        "</list-item><list-item><label>2.</label></list-item><list-item/></list>"
    ),
    "<list>x<title>T</title><list-item><p>a</p><label>1</label></list-item></list>",
    "<p>a<fn><label>1</label><p>n</p><p>m</p></fn></p><p>1 n</p>",
    "<p>n<fn><p>n</p></fn></p><p>n</p>",
    "<fig><p>x</p><graphic><label>g</label></graphic><label>F</label><p>a</p></fig>",
    "<fig><caption>a<p>b</p>c</caption>x<attrib>d</attrib></fig>",
    "<disp-quote><attrib>x</attrib><p>a</p><attrib>b</attrib><attrib>c</attrib></disp-quote>",
    (
        "<verse-group>x<verse-line>a</verse-line><attrib>b</attrib><verse-line>c</verse-line>"
        "</verse-group>"
    ),
    "<chem-struct-wrap><label>1</label><chem-struct>a</chem-struct></chem-struct-wrap>",
]


@each_case("body", [*(body for body, text in CASES if text), *MADE])
def test_every_block_of_a_made_article_is_derived(body: str) -> None:
    check_tied(article(body), 1)


def check_tied(data: bytes, number: int) -> None:
    """Each block has its own words at its origin, in the order of the text; no words are left over.

    The caption of a table may come after its rows.
    """
    document = archive.receive(data, format="jats", text=number).document
    [capture] = document.captures
    assert capture.derivation == DERIVATION.name
    derived = derivation_named(capture.derivation).derive(data, capture.media_type)
    markers = {one.blocks[0].id: one.marker for _, one in document.index.of_type(Note)}
    captions = {one.caption.id for _, one in document.index.of_type(Table) if one.caption}
    stretches: list[tuple[int, int]] = []
    origins: set[tuple[str, int | None, int | None]] = set()
    reached: tuple[int, ...] = (-1,)
    for pointer, block in document.index.text_blocks:
        assert isinstance(block.origin, ElementOrigin), pointer
        assert derived.words(block.origin) == block.text, pointer
        marker = block.marker if isinstance(block, Item) else markers.get(block.id, "")
        assert derived.before(block.origin, len(marker)) == marker, pointer
        start, end = derived.stretch(block.origin)
        stretches.append((start - len(marker), end))
        origins.add((block.origin.path, block.origin.start, block.origin.end))
        place = derived.place(block.origin)
        if block.id not in captions:
            assert reached < place, pointer
            reached = place
    assert len(origins) == len(stretches)
    for omission in capture.omitted:
        stretches.append(derived.stretch(omission.origin))
    at = 0
    for start, end in sorted(stretches):
        assert start >= at or start == end
        assert not derived.text[at:start].strip()
        at = max(at, end)
    assert not derived.text[at:].strip()


def test_other_texts_of_a_file_are_left_out_on_purpose() -> None:
    data, _ = FILES[2]
    for number, said in ((1, ["b c", "d", "e"]), (2, ["a f", "d", "e"]), (4, ["a f", "b c", "d"])):
        document = archive.receive(data, format="jats", text=number).document
        [capture] = document.captures
        derived = DERIVATION.derive(data, capture.media_type)
        assert [derived.words(one.origin) for one in capture.omitted] == said
        assert all("another text in the file" in one.reason for one in capture.omitted)
        assert {one.by for one in capture.omitted} <= {agent.id for agent in document.agents}


def test_the_tie_is_that_of_the_same_words_in_the_same_place() -> None:
    """Words that a file repeats have each their own origin."""
    document = archive.receive(article("<p>n<fn><p>n</p></fn></p><p>n</p>"), format="jats").document
    paths = [block.origin.path for block in document.text_blocks()]  # type: ignore[union-attr]
    body = "/article[1]/body[1]"
    assert paths == [f"{body}/p[1]", f"{body}/p[1]/fn[1]/p[1]", f"{body}/p[2]"]


# --- files made to hurt ---


@pytest.mark.slow
@pytest.mark.parametrize(
    "one",
    [
        "<p>a<fn><p>n</p></fn></p>",
        "<label>1</label>",
        "<fig><label>F</label><graphic/><attrib>b</attrib></fig>",
        "<alternatives><tex-math>a</tex-math></alternatives>",
        "<disp-quote><attrib>a</attrib></disp-quote>",
        "<sub-article><body><p>a</p></body></sub-article>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<sec>{}</sec>", "<boxed-text>{}</boxed-text>"])
def test_time_grows_with_the_file(one: str, around: str) -> None:
    def work(n: int) -> Callable[[], object]:
        data = article(f"<p>x</p>{around.format(one * n)}")
        return lambda: receive(Given(data=data, id="a", file="received/a.xml"))

    assert grows(work, 60) < MOST
