"""The blocks of a reader become a document: ids, sections, origins; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.articles import content
from archive.articles.assembly import assemble
from archive.articles.content import Given
from archive.derivations.verbatim_1 import DERIVATION as VERBATIM_1
from archive.errors import InvalidDocument
from archive.formats.format import ReadResult
from archive.model.blocks import (
    Figure,
    Formatting,
    Furniture,
    Image,
    List,
    Note,
    NoteCall,
    Quotation,
    Section,
    Table,
    TextBlock,
)
from archive.model.captures import BlockOrigin, CaptureOrigin, ElementOrigin, TextOrigin
from archive.model.document import Document
from archive.model.rights import Rights
from tests.tools.cases import each_case


def words(text: str = "w", *marks: Any) -> content.Words:
    return content.Words(text, marks=marks)


def given_file(data: bytes = b"", id: str = "d", **fields: Any) -> Given:
    return Given(data=data, id=id, file="received/a", fields=fields)


def assembled(*blocks: content.Block, id: str = "d", **fields: Any) -> ReadResult:
    """The result for an article of these blocks and other fields."""
    return assemble(given_file(id=id), content.Article(blocks, "text/plain", **fields))


def document(*blocks: content.Block, id: str = "d", **fields: Any) -> Document:
    return assembled(*blocks, id=id, **fields).document


def outline(section: Section) -> list[Any]:
    """Ids: of the section, its blocks, and the sections within it."""
    inner = [outline(within) for within in section.sections]
    return [section.id, *(block.id for block in section.blocks), *inner]


# --- sections ---


def heading(level: int) -> content.Heading:
    return content.Heading(words(f"level {level}"), level)


P = content.Paragraph(words())


@each_case(
    ("blocks", "expected"),
    [
        ((P,), ["article", "p-1"]),
        ((), ["article"]),
        (
            (P, heading(1), P, heading(1), P),
            [
                "article",
                "p-1",
                ["section-1", "heading-1", "p-2"],
                ["section-2", "heading-2", "p-3"],
            ],
        ),
        (
            (heading(1), heading(2), P, heading(3), heading(2), heading(1)),
            [
                "article",
                [
                    "section-1",
                    "heading-1",
                    ["section-2", "heading-2", "p-1", ["section-3", "heading-3"]],
                    ["section-4", "heading-4"],
                ],
                ["section-5", "heading-5"],
            ],
        ),
        (  # levels that are left out
            (heading(2), heading(4), heading(3), heading(2), heading(1)),
            [
                "article",
                ["section-1", "heading-1", ["section-2", "heading-2"], ["section-3", "heading-3"]],
                ["section-4", "heading-4"],
                ["section-5", "heading-5"],
            ],
        ),
        (  # a title opens no section, and there is one of it
            (P, content.Title(words()), P, heading(1), content.Title(words())),
            ["article", "p-1", "title", "p-2", ["section-1", "heading-1", "heading-2"]],
        ),
        ((heading(0),), ["article", ["section-1", "heading-1"]]),
    ],
)
def test_headings_open_sections_by_their_level(
    blocks: tuple[content.Block, ...], expected: list[Any]
):
    assert [outline(section) for section in document(*blocks).sections] == [expected]


def test_a_section_is_to_the_article_what_its_heading_says():
    [article] = document(P, content.Heading(words(), role="references"), P).sections
    assert (article.role, article.sections[0].role) == ("section", "references")


def test_furniture_round_the_article_has_sections_and_stays_elsewhere():
    share = content.Furniture(words(), "share-bar")
    before, article, after = document(share, P, share, heading(1), P, share, share).sections
    assert outline(before) == ["furniture-before", "furniture-1"]
    assert outline(article) == [
        *("article", "p-1", "furniture-2"),
        ["section-1", "heading-1", "p-2"],
    ]
    assert outline(after) == ["furniture", "furniture-3", "furniture-4"]
    assert (before.role, article.role, after.role) == ("furniture", "section", "furniture")
    assert [b.role for b in after.blocks if isinstance(b, Furniture)] == ["share-bar"] * 2


def test_an_article_of_furniture_alone_is_one_section_of_it():
    article, furniture = document(content.Furniture(words()), content.Furniture(words())).sections
    assert outline(article) == ["article"]
    assert outline(furniture) == ["furniture", "furniture-1", "furniture-2"]


def test_a_section_may_have_no_heading():
    [article] = document(P, content.Heading(None), P, content.Heading(None, 2), P).sections
    assert outline(article) == ["article", "p-1", ["section-1", "p-2", ["section-2", "p-3"]]]


def test_an_id_that_the_document_has_is_given_to_no_part():
    names = ("article", "title", "p-1", "section-1", "heading-1", "furniture", "furniture-1")
    for id in (*names, "capture"):
        made = document(content.Title(words()), P, heading(1), content.Furniture(words()), id=id)
        assert made.get(f"{id}-part") is not None
        assert made.id == id


# --- blocks ---


def test_lists_nest():
    inner = content.List(
        (content.Item(words("b"), "1. "), content.Item(words("c"), "2. ")), "numbered"
    )
    outer = content.List((content.Item(words("a"), "- ", (inner,)), content.Item(words("d"), "- ")))
    [block] = document(outer).sections[0].blocks
    assert isinstance(block, List)
    assert (block.id, block.style, [item.id for item in block.items]) == (
        *("list-1", "bulleted"),
        ["item-1", "item-4"],
    )
    [nested] = block.items[0].lists
    assert (nested.id, nested.style) == ("list-2", "numbered")
    assert [(i.id, i.marker, i.text) for i in nested.items] == [
        ("item-2", "1. ", "b"),
        ("item-3", "2. ", "c"),
    ]


def test_a_table_keeps_caption_roles_and_spans():
    row = content.Row((content.Cell(words("a"), "label", 2, 3), content.Cell(words("b"))), "label")
    [block] = document(content.Table((row,), words("caption"))).sections[0].blocks
    assert isinstance(block, Table)
    assert block.caption is not None
    assert (block.id, block.caption.id, block.caption.text) == ("table-1", "caption-1", "caption")
    [made] = block.rows
    assert made.role == "label"
    assert [(c.id, c.text, c.role, c.columns, c.rows) for c in made.cells] == [
        ("cell-1", "a", "label", 2, 3),
        ("cell-2", "b", "data", 1, 1),
    ]


def test_a_further_caption_is_a_figure_of_its_own():
    image = Image(address="a.png")
    rights = Rights(spdx="CC-BY-4.0")
    figure = content.Figure((words("one"), words("two")), image, "a ship", rights)
    one, two = document(figure).sections[0].blocks
    assert isinstance(one, Figure)
    assert isinstance(two, Figure)
    assert one.caption is not None
    assert two.caption is not None
    assert (one.id, one.caption.text) == ("figure-1", "one")
    assert (one.image, one.description, one.rights) == (image, "a ship", rights)
    assert (two.id, two.caption.text, two.image) == ("figure-2", "two", None)


def test_a_figure_may_have_no_caption():
    [block] = document(content.Figure(image=Image(address="a.png"))).sections[0].blocks
    assert isinstance(block, Figure)
    assert (block.id, block.caption) == ("figure-1", None)


def test_a_quotation_keeps_its_paragraphs_and_credit():
    quotation = content.Quotation((words("a"), words("b")), words("by C"))
    [block] = document(quotation).sections[0].blocks
    assert isinstance(block, Quotation)
    assert block.credit is not None
    assert [(p.id, p.text) for p in block.blocks] == [("p-1", "a"), ("p-2", "b")]
    assert (block.id, block.credit.id, block.credit.text) == ("quotation-1", "credit-1", "by C")


def test_verse_and_code_are_blocks():
    verse, code = (
        document(content.Verse((words("a"), words("b"))), content.Code(words("c")))
        .sections[0]
        .blocks
    )
    assert (verse.id, verse.type, code.id, code.type) == ("verse-1", "verse", "code-1", "code")
    assert [block.id for block in document(content.Verse((words(),))).text_blocks()] == ["line-1"]


def test_calls_find_their_notes_by_the_keys_of_the_reader():
    call = content.Call(1, 2, "#fn 2")
    note = content.Note("#fn 2", (words("n"), words("m")), "2. ", "end")
    other = content.Note("#fn 1", (words("o"),))
    made = assembled(content.Paragraph(words("a2", call)), other, note)
    paragraph, first, second = made.document.sections[0].blocks
    assert isinstance(paragraph, TextBlock)
    assert isinstance(first, Note)
    assert isinstance(second, Note)
    assert paragraph.marks == (NoteCall(start=1, end=2, note="note-2"),)
    assert (first.id, second.id, second.marker, second.place) == ("note-1", "note-2", "2. ", "end")
    assert [p.text for p in second.blocks] == ["n", "m"]
    assert made.findings == ()


def test_a_call_of_a_note_that_was_not_found_is_reported():
    bold = Formatting(type="bold", start=0, end=2)
    result = assembled(content.Paragraph(words("a2", bold, content.Call(1, 2, "x"))))
    [finding] = result.findings
    assert (finding.code, finding.message) == (
        "not-kept",
        'p-1 refers to the note "x", which was not found',
    )
    [block] = result.document.text_blocks()
    assert (block.text, block.marks) == ("a2", (bold,))


def test_marks_that_cross_are_refused():
    marks = (Formatting(type="bold", start=0, end=2), Formatting(type="italic", start=1, end=3))
    with pytest.raises(InvalidDocument, match="marks-cross"):
        document(content.Paragraph(words("abc", *marks)))


def test_language_is_kept():
    [block] = document(content.Paragraph(content.Words("a", language="fr"))).text_blocks()
    assert block.language == "fr"


# --- metadata ---


def test_the_title_is_one_line_unless_the_metadata_has_it():
    blocks = (P, content.Title(words("A\n title")), content.Title(words("B")))
    assert [title.text for title in document(*blocks).metadata.titles] == ["A title"]
    given = document(
        *blocks, metadata={"titles": [{"text": "C"}], "languages": [{"tag": "en"}]}
    ).metadata
    assert ([title.text for title in given.titles], given.language) == (["C"], "en")
    assert document(P, metadata={"languages": [{"tag": "en"}]}).metadata.titles == ()
    blank = document(content.Title(words(" ")), content.Title(words("B")))
    assert [title.text for title in blank.metadata.titles] == ["B"]


def test_values_that_are_none_are_left_out_and_reported():
    result = assembled(
        P,
        metadata={
            "titles": [{"text": ""}, {"text": "A"}, {"text": "B "}],
            "languages": ({"tag": "English please"},),
            "publication": {"published": {"date": "2024-13-45"}, "updated": {"date": "2024"}},
            "authors": [
                {"name": {"literal": "C"}, "identifiers": [{"scheme": "ORCID", "value": "1"}]}
            ],
            "abstract": {"text": ""},
        },
        rights={"uri": "", "notice": "D"},
    )
    metadata = result.document.metadata
    assert [title.text for title in metadata.titles] == ["A"]
    assert (metadata.languages, metadata.abstract, metadata.publication.published) == (
        (),
        None,
        None,
    )
    assert metadata.publication.updated.date == "2024"
    assert [str(author.name) for author in metadata.authors] == ["C"]
    assert metadata.authors[0].identifiers == ()
    assert sorted(finding.message.split(" is left out: ")[0] for finding in result.findings) == [
        "metadata/abstract",
        "metadata/authors/0/identifiers/0",
        "metadata/languages/0",
        "metadata/publication/published",
        "metadata/titles/0",
        "metadata/titles/2",
        "rights/text",
    ]
    with pytest.raises(InvalidDocument):
        document(P, metadata={"titles": [{"text": ""}]}, id="9")


# --- captures and origins ---


def test_a_capture_is_described_and_its_bytes_go_into_the_folder():
    origins = (ElementOrigin(capture="capture", path="/p[1]"), CaptureOrigin(capture="capture"))
    blocks = [content.Paragraph(content.Words("a", origin)) for origin in origins]
    given = given_file(b"<p>a", address="x.html")
    result = assemble(given, content.Article(blocks, "text/html"))
    [capture] = result.document.captures
    assert (capture.file, capture.media_type, capture.size_bytes, capture.address) == (
        *("received/a", "text/html"),
        *(4, "x.html"),
    )
    assert (capture.derivation, capture.lead) == (None, "")
    assert [block.origin for block in result.document.text_blocks()] == [*origins]
    assert result.files == {"received/a": b"<p>a"}


def test_a_capture_in_which_no_text_stands_names_no_derivation():
    elsewhere = content.Words("a", ElementOrigin(capture="capture", path="/p[1]"))
    derived = VERBATIM_1.derive(b"a", "text/plain")
    [capture] = document(content.Paragraph(elsewhere), derived=derived).captures
    assert (capture.derivation, capture.lead) == (None, "")


def test_of_a_transcript_only_the_file_is_known():
    at = TextOrigin(capture="capture", start=0, end=5)
    blocks = (content.Title(content.Words("Trade", at)), P)
    metadata = {"languages": [{"tag": "en", "origin": at, "basis": "printed"}]}
    article = content.Article(blocks, "application/pdf", metadata=metadata)
    made = assemble(given_file(b"%PDF"), article, is_transcript=True).document
    whole = CaptureOrigin(capture="capture")
    assert [block.origin for block in made.text_blocks()] == [whole, whole]
    assert made.metadata.languages[0].origin == whole


# --- ids that were received ---


def test_ids_that_were_received_are_kept():
    blocks = (
        content.Heading(content.Words("h", id="h1"), section="s1"),
        content.Paragraph(content.Words("a", id="p-1")),
        P,
        content.List((content.Item(content.Words("i", id="i1")),), id="l1"),
        content.Note("n", (words(),), id="n1"),
    )
    result = assembled(*blocks)
    assert [outline(section) for section in result.document.sections] == [
        ["article", ["s1", "h1", "p-1", "p-2", "l1", "n1"]]
    ]
    assert result.findings == ()


def test_an_id_that_cannot_be_kept_is_reported():
    texts = ("s.1", "d", "twice", "twice", "p-1")
    result = assembled(*(content.Paragraph(content.Words("a", id=id)) for id in texts))
    ids = [block.id for block in result.document.text_blocks()]
    assert ids == ["s_1", "p-2", "twice", "p-3", "p-1"]
    [finding] = result.findings
    assert finding.message == ('3 ids could not be kept: "s.1" is s_1, "d" is p-2, "twice" is p-3')


# --- what the markup says about words ---


def test_what_is_said_about_words_becomes_annotations():
    annotations = (
        content.MarkupAnnotation(0, 2, {"type": "mention", "refers_to": "org-un", "id": "m1"}),
        content.MarkupAnnotation(3, 7, {"type": "date", "date": "2015"}),
    )
    made = document(
        content.Paragraph(content.Words("UN 2015", annotations=annotations)),
        parts={
            "entities": [{"type": "organisation", "id": "org-un"}],
            "annotations": [{"type": "comment", "text": "A draft."}],
        },
    )
    assert [(a.id, a.type, [x.exact for x in a.anchors]) for a in made.annotations] == [
        ("m1", "mention", ["UN"]),
        ("date-1", "date", ["2015"]),
        ("comment-1", "comment", []),
    ]


def test_what_is_said_of_several_blocks_at_once_is_one_annotation() -> None:
    remark = {"type": "comment", "text": "Both.", "id": "c7"}
    made = document(
        content.Paragraph(
            content.Words("One.", annotations=(content.MarkupAnnotation(0, 3, remark),))
        ),
        content.Paragraph(
            content.Words("Two.", annotations=(content.MarkupAnnotation(0, 3, remark),))
        ),
        content.Paragraph(
            content.Words("Three.", annotations=(content.MarkupAnnotation(0, 5, dict(remark)),))
        ),
    )
    assert [(a.id, [x.exact for x in a.anchors]) for a in made.annotations] == [
        ("c7", ["One", "Two"]),
        ("comment-1", ["Three"]),
    ]


def test_an_annotation_on_no_words_keeps_its_id() -> None:
    made = assembled(parts={"annotations": [{"type": "comment", "text": "A draft.", "id": "c1"}]})
    assert [one.id for one in made.document.annotations] == ["c1"]
    assert not made.findings


# --- nothing is lost ---

_BLANKS = st.sampled_from(("", " ", "\n", "\n\n", "\r\n\r\n", "\t\n"))
_WORDS = st.text("abc é\U0001f600", min_size=1, max_size=6).filter(str.strip)
_MARKERS = st.sampled_from(("", "- ", "12. ", "•"))


class Page:
    """Builds a text together with the blocks in it."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw
        self.text = draw(_BLANKS)

    def words(self, marker: str = "") -> content.Words:
        start = len(self.text) + len(marker)
        text = self._draw(_WORDS)
        self.text += marker + text
        origin = TextOrigin(capture="capture", start=start, end=len(self.text))
        self.text += self._draw(_BLANKS)
        return content.Words(text, origin)

    def some(self) -> Iterator[int]:
        yield from range(self._draw(st.integers(1, 3)))

    def list(self, depth: int = 0) -> content.List:
        return content.List(tuple(self.item(depth) for _ in self.some()))

    def item(self, depth: int) -> content.Item:
        marker = self._draw(_MARKERS)
        text = self.words(marker)
        inner = depth < 2 and self._draw(st.booleans())
        return content.Item(text, marker, (self.list(depth + 1),) if inner else ())

    def table(self) -> content.Table:
        caption = self.words()
        rows = tuple(
            content.Row(tuple(content.Cell(self.words()) for _ in self.some())) for _ in self.some()
        )
        return content.Table(rows, caption)

    def note(self, key: str) -> content.Note:
        marker = self._draw(_MARKERS)
        first = self.words(marker)
        return content.Note(key, (first, *(self.words() for _ in self.some())), marker)

    def block(self, number: int) -> content.Block:
        kinds = ("p", "title", "h", "code", "furniture", "verse", "q", "list", "t", "fig", "note")
        match self._draw(st.sampled_from(kinds)):
            case "title":
                return content.Title(self.words())
            case "h":
                return content.Heading(self.words(), self._draw(st.integers(1, 6)))
            case "code":
                return content.Code(self.words())
            case "furniture":
                return content.Furniture(self.words())
            case "verse":
                return content.Verse(tuple(self.words() for _ in self.some()))
            case "q":
                paragraphs = tuple(self.words() for _ in self.some())
                return content.Quotation(paragraphs, self.words())
            case "list":
                return self.list()
            case "t":
                return self.table()
            case "fig":
                return content.Figure(tuple(self.words() for _ in self.some()))
            case "note":
                return self.note(str(number))
        return content.Paragraph(self.words())


@st.composite
def pages(draw: Any) -> ReadResult:
    page = Page(draw)
    blocks = [page.block(number) for number in range(draw(st.integers(1, 8)))]
    data = page.text.encode()
    derived = VERBATIM_1.derive(data, "text/plain")
    return assemble(given_file(data), content.Article(blocks, "text/plain", derived))


@pytest.mark.slow
@given(pages())
def test_whatever_is_found_the_text_is_there_and_agrees_with_the_capture(
    tmp_path_factory: pytest.TempPathFactory, result: ReadResult
):
    folder = tmp_path_factory.mktemp("records") / "d"
    archive.save(result.document, folder, files=result.files)
    errors = archive.validate(folder).errors
    # What a reader takes for a block or a marker is drawn here, and may be any stretch.
    of_stretches = {"block-cut-within-word", "furniture-within-line", "marker-not-a-sign"}
    assert {f.code for f in errors} <= of_stretches
    for format in ("json", "tei"):
        data = archive.write(result.document, format).data
        assert archive.read(data).document == result.document


@given(pages())
def test_lead_markers_texts_and_separators_give_back_the_text(result: ReadResult):
    [capture] = result.document.captures
    markers = {part.blocks[0].id: part.marker for _, part in result.document.index.of_type(Note)}
    rebuilt = capture.lead
    for block in result.document.text_blocks():
        assert isinstance(block.origin, BlockOrigin)
        marker = getattr(block, "marker", markers.get(block.id, ""))
        rebuilt += marker + block.text + block.origin.separator
    assert rebuilt == result.files["received/a"].decode()
