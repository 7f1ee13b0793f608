"""Tests the comparison of a record with what a person reads, on records changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.model.blocks import (
    Block,
    Figure,
    Furniture,
    Heading,
    Image,
    LineBreak,
    Note,
    NoteCall,
    Paragraph,
    Quotation,
    Section,
    TextBlock,
)
from archive.model.document import Document
from archive.model.rights import Rights, RightsLayers
from archive.model.walk import mapped
from tests import samples
from tests.articles.html.as_read import as_read
from tests.articles.html.expected import PAGES, Expected, differences, read
from tests.articles.html.live_blog import live_blog
from tests.conftest import MANY
from tests.tools.cases import each_case

ALL = sorted(PAGES.glob("*/expected.md"))
HEAD = """# title: T
# author: none
# published: none
# updated: none
# site: none
# language: none
# licence: none
# address: none
"""


def _named(path: Path) -> str:
    return path.parent.name


def _difference_lines(expected: Expected, document: Document) -> list[str]:
    return [str(difference) for difference in differences(expected, document)]


def _wordpress() -> tuple[Expected, Document]:
    expected = read((PAGES / "wordpress" / "expected.md").read_text("utf-8"))
    return expected, as_read(expected)


@each_case("path", ALL, ids=_named)
def test_a_record_of_just_what_is_expected_differs_in_nothing(path: Path) -> None:
    expected = read(path.read_text("utf-8"))
    assert _difference_lines(expected, as_read(expected)) == []


@pytest.mark.slow
@each_case("path", ALL, ids=_named)
def test_a_block_that_is_left_out_is_reported_whichever_it_is(path: Path) -> None:
    expected = read(path.read_text("utf-8"))
    document = as_read(expected)
    for block in document.text_blocks():
        if isinstance(block, Paragraph) and any(block in s.blocks for s in _sections(document)):
            without = mapped(document, _without(block))
            assert len(_difference_lines(expected, without)) == 1, block.text


@pytest.mark.slow
@pytest.mark.parametrize("path", ALL, ids=_named)
def test_a_character_that_is_lost_is_reported_wherever_it_stands(path: Path) -> None:
    expected = read(path.read_text("utf-8"))
    document = as_read(expected)
    for block in document.text_blocks():
        if len(block.text) < 3 or block.marks:
            continue
        changed = mapped(document, _with_text(block.id, block.text[:1] + block.text[2:]))
        assert _difference_lines(expected, changed), block.text


def _without(block: Block) -> Callable[[object], object]:
    return lambda part: None if part == block else part


def _sections(document: Document) -> list[Section]:
    found = list(document.sections)
    for section in found:
        found.extend(section.sections)
    return found


def _with_text(id: str, text: str) -> Callable[[object], object]:
    def change(part: object) -> object:
        if isinstance(part, TextBlock) and part.id == id:
            return part.update(text=text)
        return part

    return change


def _instead(start: str, make: Callable[[Any], Block]) -> Callable[[object], object]:
    """Puts another in the place of a block whose text begins so."""

    def change(part: object) -> object:
        if isinstance(part, TextBlock) and part.text.startswith(start):
            return make(part)
        return part

    return change


CHANGES: list[tuple[Callable[[object], object], str]] = [
    (
        _instead("A gauge", lambda b: Paragraph(id=b.id, text=b.text)),
        "kind: 'A gauge and a pencil' is heading, not p",
    ),
    (
        _instead(
            "I like", lambda b: b.update(text=b.text.replace("best. The", "best.  The"), marks=())
        ),
        (
            "white space: 'I like the comment best. The bolt is still there; see the survey’s map of "
            "bolts.' reads 'I like the comment best.  The bolt is still there; see the survey’s map of "
            "bolts.'"
        ),
    ),
    (
        _instead("I like", lambda b: b.update(marks=())),
        (
            "mark: 'I like the comment best. The bolt is still there; see the survey’s ...' lacks link "
            "'survey’s map of bolts' -> 'https://www.orrel-levels.example/bolts?id=7&view=map'"
        ),
    ),
    (
        _instead("It has come", lambda b: b.update(marks=())),
        (
            "mark: 'It has come twice since. (The children, to be fair, are now at coll...' lacks "
            "call '2' -> 'Granite holds water in its surface for about a day.'"
        ),
    ),
    (
        _instead("He told", lambda b: b.update(text=b.text.replace("\u00a0", " "))),
        "words: p",
    ),
    (
        _instead("and after", lambda b: b.update(text=f"{b.text} Share this: on paper")),
        "furniture: 'Share this:' is in item 'and after it; Share this: on paper'",
    ),
    (
        _instead("to have", lambda b: b.update(text=f"{b.text} Cancel reply")),
        "hidden: 'Cancel reply' is in item 'to have something to point at. Cancel reply'",
    ),
    (
        _instead("Wall (m)", lambda b: b.update(role="data")),
        "structure: cell 'Wall (m)': label 1x1, not data 1x1",
    ),
]


@each_case(("change", "expected_line"), CHANGES)
def test_each_change_of_a_record_is_described_in_words(
    change: Callable[[object], object], expected_line: str
) -> None:
    expected, document = _wordpress()
    found = _difference_lines(expected, mapped(document, change))
    assert any(line.startswith(expected_line) for line in found), found


def test_words_that_were_run_together_are_reported_with_where_they_stand() -> None:
    expected = read(HEAD + "p: One sentence.\np: Another one.\n")
    document = samples.text_only("One sentence. Another one.")
    assert _difference_lines(expected, document)[1:] == [
        "missing: p 'One sentence.'; it stands within p 'One sentence. Another one.'",
        "missing: p 'Another one.'; it stands within p 'One sentence. Another one.'",
        "too many: p 'One sentence. Another one.'",
    ]


def test_furniture_that_is_kept_as_such_is_right() -> None:
    expected = read(HEAD + "p: Words.\nnot: Share me\n")
    furniture = Furniture(id="f", text="Share me", role="share-bar")
    kept = Section(id="s", blocks=(Paragraph(id="p", text="Words."), furniture))
    apart = Section(id="t", role="furniture", blocks=(Paragraph(id="q", text="Share me"),))
    document = Document(id="d", sections=(kept, apart))
    assert [d for d in differences(expected, document) if d.kind != "metadata"] == []


@pytest.mark.parametrize("has_it", [True, False])
def test_a_pull_quote_may_be_a_quotation_or_not_there(has_it: bool) -> None:
    expected = read(HEAD + "p: It is so, she said.\npull: It is so\n")
    pulled = Quotation(id="q", blocks=(Paragraph(id="r", text="It is so"),))
    paragraph = Paragraph(id="p", text="It is so, she said.")
    blocks = (paragraph, pulled) if has_it else (paragraph,)
    document = Document(id="d", sections=(Section(id="s", blocks=blocks),))
    assert [d for d in differences(expected, document) if d.kind != "metadata"] == []


def test_a_pull_quote_is_no_paragraph() -> None:
    expected = read(HEAD + "p: It is so, she said.\npull: It is so\n")
    document = samples.text_only("It is so, she said.", "It is so")
    assert _difference_lines(expected, document)[1:] == ["too many: p 'It is so'"]


def test_what_one_person_holds_to_be_of_the_article_may_be_there_or_not() -> None:
    expected = read(HEAD + "may: By A. N. Other on 3 May\np: Words.\n")
    for texts in (("Words.",), ("By A. N. Other", "Words."), ("By A. N. Other on 3 May", "Words.")):
        found = differences(expected, samples.text_only(*texts))
        assert {difference.kind for difference in found} == {"metadata"}


def test_a_line_break_is_a_character_or_a_mark() -> None:
    expected = read(HEAD + "p: One⏎two\n")
    for text, marks in (
        ("One\ntwo", (LineBreak(start=3, end=3),)),
        ("Onetwo", (LineBreak(start=3, end=3),)),
        ("One two", (LineBreak(start=3, end=3),)),
        ("One two", (LineBreak(start=4, end=4),)),
    ):
        paragraph = Paragraph(id="p", text=text, marks=marks)
        document = Document(id="d", sections=(Section(id="s", blocks=(paragraph,)),))
        assert [d for d in differences(expected, document) if d.kind != "metadata"] == []
    assert _difference_lines(expected, samples.text_only("One two"))[1:]


def test_a_reading_that_was_left_out_is_reported() -> None:
    expected = read(HEAD + "p: これは{算盤|そろばん}である。\n")
    for text in ("これは算盤そろばんである。", "これは算盤（そろばん）である。"):
        assert len(differences(expected, samples.text_only(text))) == 1
    assert _difference_lines(expected, samples.text_only("これは算盤である。"))[1:] == [
        "reading: 'これは算盤である。' lacks 'そろばん', the reading of '算盤'"
    ]


def test_metadata_that_differs_is_reported_and_so_is_what_was_invented() -> None:
    expected, document = _wordpress()
    none = document.update(metadata=samples.minimal().metadata)
    assert {d.message for d in differences(expected, none) if d.kind == "metadata"} == {
        "title: 'What the Estuary Remembers', not none",
        "author: 'Imogen Varley', not none",
        "published: '2025-03-04', not none",
        "updated: '2025-03-11', not none",
        "site: 'The Saltmarsh Review', not none",
        "publisher: 'Saltmarsh Press', not none",
        "language: 'en-GB', not none",
        "address: 'https://saltmarsh-review.example/2025/03/what-the-estuary-remembers/', not none",
        "section 'Essays' is missing",
        "keyword 'tide gauges' is missing",
        "keyword 'Orrel estuary' is missing",
    }
    invented = read(HEAD + "p: Words.\n")
    lines = _difference_lines(invented, document)
    assert "metadata: licence: 'none', not 'https://creativecommons.org/licenses/by/4.0/'" in lines
    assert "metadata: author: none, not 'Imogen Varley'" in lines


def test_a_heading_below_another_than_it_stands_below_is_reported() -> None:
    expected = read(HEAD + "heading 1: T\nheading 2: A\np: a\nheading 3: B\np: b\n")
    beside = (
        Section(id="s", blocks=(Heading(id="t", text="T"),)),
        Section(id="a", blocks=(Heading(id="ha", text="A"), Paragraph(id="pa", text="a"))),
        Section(id="b", blocks=(Heading(id="hb", text="B"), Paragraph(id="pb", text="b"))),
    )
    found = _difference_lines(expected, Document(id="d", sections=beside))
    assert "structure: heading 'B': under A, not under " in found


def test_a_heading_between_the_blocks_of_a_section_stands_below_that_of_the_section() -> None:
    expected = read(HEAD + "heading 1: T\nheading 2: A\nheading 3: B\n")
    headings = (Heading(id="a", text="A"), Heading(id="b", text="B"))
    first = Section(id="s", blocks=(Heading(id="t", text="T"),))
    document = Document(id="d", sections=(first, Section(id="r", blocks=headings)))
    assert [d for d in differences(expected, document) if d.kind != "metadata"] == []


def test_a_note_is_reported_that_is_missing_and_one_that_is_too_many() -> None:
    expected = read(HEAD + "p: Words.1\n  mark call: 1 -> 1\nnote 1: Said elsewhere.\n")
    note = Note(id="n", blocks=(Paragraph(id="q", text="Said here."),))
    paragraph = Paragraph(id="p", text="Words.1", marks=(NoteCall(start=6, end=7, note="n"),))
    document = Document(id="d", sections=(Section(id="s", blocks=(paragraph, note)),))
    assert _difference_lines(expected, document)[1:] == [
        "mark: 'Words.1' lacks call '1' -> 'Said elsewhere.'",
        "missing: note 'Said elsewhere.'; there is 'Said here.'",
        "too many: note 'Said here.'",
    ]


def test_an_image_and_a_note_of_the_furniture_are_not_of_the_article() -> None:
    expected = read(HEAD + "p: Words.\n")
    figure = Figure(id="f", image=Image(address="logo.png"))
    note = Note(id="n", blocks=(Paragraph(id="q", text="Terms apply."),))
    furniture = Section(id="t", role="furniture", blocks=(figure, note))
    article = Section(id="s", blocks=(Paragraph(id="p", text="Words."),))
    document = Document(id="d", sections=(article, furniture))
    assert [d for d in differences(expected, document) if d.kind != "metadata"] == []


@each_case(
    "address",
    [
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/licenses/by/4.0",
        "//creativecommons.org/licenses/by/4.0/deed.en",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
    ],
)
def test_a_licence_is_the_same_in_each_form_of_its_address(address: str) -> None:
    expected = read(HEAD.replace("licence: none", f"licence: {address}") + "p: Words.\n")
    rights = RightsLayers(text=Rights(uri="https://creativecommons.org/licenses/by/4.0/"))
    document = samples.text_only("Words.").update(rights=rights)
    assert _difference_lines(expected, document) == ["metadata: title: 'T', not none"]


def test_pictures_are_known_by_their_address() -> None:
    expected, document = _wordpress()
    without = mapped(
        document, lambda part: None if isinstance(part, Figure) and part.image else part
    )
    assert list(_difference_lines(expected, without)) == [
        (
            "picture: https://saltmarsh-review.example/wp-content/uploads/2025/03/"
            "harbour-wall-1024x683.jpg is missing"
        )
    ]
    undescribed = mapped(
        document, lambda part: part.update(description=None) if isinstance(part, Figure) else part
    )
    assert [d.kind for d in differences(expected, undescribed)] == ["picture"]


@each_case(
    ("text", "message"),
    [
        ("p: Words.", "not said: title, author"),
        (HEAD + "# title: Again\np: W", "said twice: title"),
        (HEAD + "# colour: red", "no metadata is called 'colour'"),
        (HEAD + "parag: W", "line 9: 'parag: W': no kind is called 'parag'"),
        (HEAD + "item.1: W", "line 9"),
        (HEAD + "p: W\n  mark link: W", "a link and a call say"),
        (HEAD + "list: round", "no style of a list is called 'round'"),
        (HEAD + "p: Words to share\nnot: share", "'share' stands in the article"),
    ],
)
def test_a_line_that_cannot_be_read_is_reported(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(text)


@pytest.mark.slow
def test_the_live_blog_is_made_alike_each_time_and_has_more_than_five_megabytes() -> None:
    page, expected = live_blog()
    assert (page, expected) == live_blog()
    assert 5_000_000 < len(page) < 6_000_000
    read(expected)


MANY_POSTS = 5200 if MANY else 500


@pytest.mark.slow
def test_a_long_page_is_compared_as_a_short_one() -> None:
    expected = read(live_blog(MANY_POSTS)[1])
    document = as_read(expected)
    assert _difference_lines(expected, document) == []
