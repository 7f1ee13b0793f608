"""A page as a tree of parts, and what a renderer makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from hypothesis import given

import archive
from archive.model.document import Document
from archive.view.claim_page import claim_parts
from archive.view.claims_table import claims_table_parts
from archive.view.diff_page import diff_parts, file_parts
from archive.view.page_parts import (
    Apart,
    Edge,
    Edited,
    Excerpt,
    Fields,
    Furniture,
    Grid,
    Heading,
    Inset,
    Item,
    Items,
    Lines,
    Listing,
    Marked,
    Note,
    Notice,
    Paragraph,
    Part,
    Parts,
    Passage,
    Quote,
    Row,
    Run,
    Style,
    Table,
    Version,
    runs,
    text,
)
from archive.view.rebase_page import rebase_parts
from archive.view.record_page import record_parts
from archive.view.terminal import render
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.view.articles import around, carried, rich

MARKED = ("one ", Edge(("1",), False), "two", Edge(("1",), True), "\nthree")
"""Words of a record, some of which a claim has."""

SHOWN: dict[Part, str] = {
    Heading("Words", 1): "Words",
    Paragraph(("so it ", Run("is", "good"))): "so it is",
    Notice("By the way."): "By the way.",
    Fields((("label", "value"), ("", "more")), 8): "label   value\n        more",
    Items(("one", "two")): "- one\n- two",
    Table(("claim", "verdict"), (Row("1?", "c-1", ("It is.", "")),), (0.5, 0.5)): (
        "id\nclaim verdict\n-- ------ -------\n1? c-1\nIt is. -"
    ),
    Passage(MARKED, "heading", level=2): "## one [1|two|1]\n   three",
    Excerpt(MARKED, False, True): "…one [1|two|1]\nthree",
    Quote((MARKED,), ("Bacon",)): "> one [1|two|1]\n> three\n> -- Bacon",
    Note("1 ", (MARKED, ("more",))): "[note] 1 one [1|two|1]\n         three\n    more",
    Listing((Item("a)", ("one",), (Listing((Item("", ("two",)),)),)),)): "a) one\n    - two",
    Grid(((MARKED, ("four",)),)): "| one [1|two|1] three | four |",
    Version("old", "words", "the ", "…"): "- the words…",
    Edited(("it ", Marked("old", "is"), Marked("new", "was"), " so"), "p-1"): (
        "p-1: it [-is-]{+was+} so"
    ),
    Lines(("@@ -1 +1 @@", Run("-a", "bad"))): "@@ -1 +1 @@\n-a",
    Inset((Paragraph("within"),), 3): "   within",
    Apart((Paragraph("together"),)): "together",
    Furniture("Page before: 1 block", (Paragraph("Menu"),)): (
        "[Page before: 1 block; --furniture shows it]"
    ),
}  # fmt: skip
"""A part of each kind, and what the terminal shows of it."""


def test_there_is_a_sample_of_every_kind_of_part() -> None:
    assert {type(part) for part in SHOWN} == set(get_args(Part))


@each_case(("part", "shown"), SHOWN.items(), ids=[type(p).__name__ for p in SHOWN])
def test_a_part_is_shown(part: Part, shown: str) -> None:
    lines = render((part,)).splitlines()
    if isinstance(part, Table):  # of whose columns other tests tell
        lines = [" ".join(line.split()) for line in lines]
    assert lines == shown.split("\n")


@each_case("part", SHOWN, ids=[type(part).__name__ for part in SHOWN])
@each_case("width", [40, 100])
def test_a_part_that_is_set_in_is_the_same_on_a_narrower_screen(part: Part, width: int) -> None:
    outer = render((Paragraph("."), Inset((part,), 5)), width=width, styled=True)
    inner = render((part,), width=width - 5, styled=True)
    within = [line for line in outer.splitlines()[1:] if line]
    assert within == [f"     {line}" for line in inner.splitlines() if line]


def test_each_style_stands_out_in_its_own_way() -> None:
    shown = [render((Paragraph(Run("a", style)),), styled=True) for style in get_args(Style)]
    assert len(set(shown)) == len(shown)
    assert all(re.fullmatch("\x1b\\[[0-9]+ma\x1b\\[0m\n", one) for one in shown)


def test_a_heading_stands_out_as_a_whole_unless_some_of_its_words_do() -> None:
    bold, plain = "\x1b[1ma b\x1b[0m\n", "a \x1b[32mb\x1b[0m\n"
    assert render((Heading("a b", 1),), styled=True) == bold
    assert render((Heading(("a ", Run("b", "good")), 1),), styled=True) == plain


def test_empty_lines_follow_from_what_parts_are() -> None:
    title, section, kind, one = (Heading(f"h{n}", n) for n in (1, 2, 3, 4))  # type: ignore[arg-type]
    p, notice, apart = Paragraph("p"), Notice("n"), Apart((Paragraph("a"),))
    assert render((title, p, section, p, kind, one, p)) == "h1\np\n\nh2\n\np\n\nh3\nh4\np\n"
    assert render((section, notice, p, notice)) == "h2\n\nn\n\np\n\nn\n"
    assert render((apart, apart, p)) == "a\n\na\n\np\n"


def test_texts_are_put_together() -> None:
    assert text("a", "b", Run("c", "good"), ("d", Run("e", "bad"))) == (
        "ab", Run("c", "good"), "d", Run("e", "bad"),
    )  # fmt: skip
    assert text() == ()
    assert list(runs("a")) == list(runs(("a",))) == [("a", None)]
    assert list(runs(Run("a", "bad"))) == [("a", "bad")]


# --- whole pages ---


def pages(document: Document) -> Iterator[Parts]:
    """Every page about a record, with every word."""
    yield record_parts(document, furniture=True)
    yield claims_table_parts(document)
    yield from (claim_parts(document, claim.id) for claim in document.claims)


def words_in(value: Any) -> Iterator[str]:
    """Every string in a tree that is words, not a name of ours."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from words_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("style", "kind", "which"):
                yield from words_in(getattr(value, field.name))


def tokens(words: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"<U\+[0-9A-F]+>", " ", words)))


def _of_two(token: str, known: set[str]) -> set[str]:
    """Two words of which one is made, if it is."""
    cuts = ((token[:n], token[n:]) for n in range(1, len(token)))
    return next(({one, other} for one, other in cuts if {one, other} <= known), set())


def check_words(page: Parts) -> None:
    """The terminal shows every word of a page, and adds none but "note" and "id"."""
    shown = render(page, width=10**6)
    told = "\n".join(words_in(page))
    joined = "".join(words_in(page))
    known = tokens(told) | tokens(joined) | {"note", "id"}
    # A marker without a blank after it stands right before its text, as it was received.
    run_together = {t for t in tokens(shown) - known if _of_two(t, known)}
    assert tokens(shown) - run_together <= known
    unmarked = re.sub(r"\[[0-9?!,]+\||\|[0-9?!,]+\]", "", shown)
    parts = {part for token in tokens(shown) for part in _of_two(token, known)}
    assert tokens(told) - {"table", "furniture"} <= tokens(shown) | tokens(unmarked) | parts


def test_a_renderer_gets_every_word_from_the_tree() -> None:
    for document in (rich(), around(), samples.assessed()):
        for page in pages(document):
            check_words(page)
    for page in (
        diff_parts(archive.diff(samples.small(), rich())),
        diff_parts(archive.diff(rich(), around()), everything=True),
        file_parts("a.json", b"{\n1", b"{\n2"),
        rebase_parts(carried(), everything=True),
    ):
        check_words(page)


STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_a_tree_holds_words_as_they_are_and_the_terminal_shows_none_that_steer_it() -> None:
    evil = "a\x9b31mred\u202etxet\x7f\x85 b"
    for part in SHOWN:
        spoilt = _spoilt(part, evil)
        assert evil in "\n".join(words_in(spoilt))
        shown = render((spoilt,), width=10**6)
        assert not STEERING.search(shown), part
        assert "a<U+009B>31mred<U+202E>txet<U+007F><U+0085> b" in shown, part


def _spoilt(value: Any, evil: str) -> Any:
    """The same with every word that is shown replaced."""
    if isinstance(value, str):
        return evil
    if isinstance(value, tuple):
        return tuple(_spoilt(item, evil) for item in value)
    if is_dataclass(value):
        kept = ("style", "kind", "which", "hanging", "from_start", "to_end", "is_end", "shares")
        given = {
            field.name: item if field.name in kept else _spoilt(item, evil)
            for field in fields(value)
            for item in [getattr(value, field.name)]
        }
        return type(value)(**given)  # type: ignore[operator]
    return value


@pytest.mark.slow
@given(document=documents())
def test_no_word_of_any_record_is_lost_or_added(document: Document) -> None:
    for page in pages(document):
        check_words(page)
