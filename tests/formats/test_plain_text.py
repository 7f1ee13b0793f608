"""Offsets in one plain text of a record: exact both ways, and refused where there is none."""

from __future__ import annotations

import itertools
import pickle
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ArchiveError, PlainText, plain_text
from archive.errors import NoSuchOffset, NotInDocument, NotInPlainText, UnknownPolicy
from archive.model import blocks as b
from archive.model.anchors import Anchor
from archive.model.document import Document
from archive.model.walk import walk
from archive.text.offsets import offsets
from tests.samples import small, text_only
from tests.strategies import documents
from tests.text.units import UNITS, counted
from tests.tools.cases import each_case


class _Int64:
    """A whole number of another library."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def test_whole_numbers_of_other_libraries_are_taken_and_fractions_are_not() -> None:
    found, text = offsets("plain"), plain_text(text_only("plain"))
    four: Any = _Int64(4)
    assert type(found.convert(four, to="utf-16")) is int
    assert type(text.offset_of("p-1", four)) is int
    assert type(text.place_of(four)[1]) is int
    assert all(type(n) is int for n in text.stretches(four, four)[0][1:])
    fraction: Any = 4.0
    for ask in (found.convert, text.place_of):
        with pytest.raises(TypeError):
            ask(fraction)


# --- one plain text ---

KINDS = ("headings", "captions", "notes", "references", "furniture")


def all_policies() -> Iterator[dict[str, bool]]:
    for switches in itertools.product((False, True), repeat=len(KINDS)):
        yield dict(zip(KINDS, switches, strict=True))


def policies() -> st.SearchStrategy[dict[str, bool]]:
    return st.sampled_from(list(all_policies()))


class _Reference:
    """The plain text again, by going down the tree and cutting what does not belong."""

    def __init__(self, document: Document, policy: dict[str, bool]) -> None:
        self.policy = policy
        self.pieces: list[tuple[str, str, str]] = []  # what parts it from the last, id, text
        for section in document.sections:
            self._section(section)

    @property
    def text(self) -> str:
        return "".join(piece for before, _, text in self.pieces for piece in (before, text))

    @property
    def places(self) -> list[tuple[str, int] | None]:
        """The block and the offset in it of every code point; `None` of what parts blocks."""
        found: list[tuple[str, int] | None] = []
        for before, id, text in self.pieces:
            found += [None] * len(before) + [(id, n) for n in range(len(text))]
        return found

    def _add(self, block: b.TextBlock, before: str = "\n\n") -> None:
        self.pieces.append((before if self.pieces else "", block.id, block.text))

    def _section(self, section: b.Section) -> None:
        if not self.policy.get(section.role, True):
            return
        for block in section.blocks:
            self._block(block)
        for inner in section.sections:
            self._section(inner)

    def _block(self, block: Any) -> None:
        match block:
            case b.Heading():
                if self.policy["headings"]:
                    self._add(block)
            case b.Furniture():
                if self.policy["furniture"]:
                    self._add(block)
            case b.TextBlock():
                self._add(block)
            case b.Verse(lines=(first, *others)):
                self._add(first)
                for line in others:
                    self._add(line, "\n")
            case b.Quotation():
                for paragraph in block.blocks:
                    self._add(paragraph)
                self._caption(block.credit)
            case b.List():
                self._list(block)
            case b.Table():
                self._caption(block.caption)
                for r, row in enumerate(block.rows):
                    for c, cell in enumerate(row.cells):
                        self._add(cell, "\t" if c else "\n" if r else "\n\n")
            case b.Figure():
                self._caption(block.caption)
            case b.Note():
                for paragraph in block.blocks if self.policy["notes"] else ():
                    self._add(paragraph)
            case _:
                for _, part in walk(block):
                    if isinstance(part, b.Caption):
                        self._caption(part)
                    elif isinstance(part, b.TextBlock):
                        self._add(part)

    def _caption(self, caption: b.Caption | None) -> None:
        if caption and self.policy["captions"]:
            self._add(caption)

    def _list(self, listing: b.List) -> None:
        for item in listing.items:
            self._add(item)
            for inner in item.lists:
                self._list(inner)


@given(documents(), policies())
def test_a_plain_text_is_its_blocks_and_what_parts_them(
    document: Document, policy: dict[str, bool]
) -> None:
    plain = plain_text(document, **policy)
    expected = _Reference(document, policy)
    assert plain.text == expected.text
    assert list(plain.starts) == [id for _, id, _ in expected.pieces]
    for id, start in plain.starts.items():
        assert plain.text.startswith(document.block(id).text, start)


@given(documents(), policies())
def test_places_and_offsets_invert_each_other(document: Document, policy: dict[str, bool]) -> None:
    plain = plain_text(document, **policy)
    places = {
        plain.offset_of(id, n): (id, n)
        for id in plain.starts
        for n in range(len(document.block(id).text) + 1)
    }
    assert len(places) == sum(len(document.block(id).text) + 1 for id in plain.starts)
    for offset in range(len(plain.text) + 1):
        if offset in places:
            block, into = places[offset]
            assert plain.place_of(offset) == (block, into)
            assert plain.stretches(offset, offset) == ((block, into, into),)
        else:
            assert plain.stretches(offset, offset) == ()
            with pytest.raises(NoSuchOffset) as caught:
                plain.place_of(offset)
            if plain.starts:
                assert (caught.value.before, caught.value.after) == (offset - 1, offset + 1)
                assert offset - 1 in places
                assert offset + 1 in places


@given(documents(), policies())
def test_an_anchor_goes_into_the_plain_text_and_comes_back(
    document: Document, policy: dict[str, bool]
) -> None:
    plain = plain_text(document, **policy)
    for _, anchor in document.index.of_type(Anchor):
        if anchor.block in plain.starts:
            start, end = plain.span_of(anchor)
            assert plain.text[start:end] == anchor.exact
            place = (anchor.block, anchor.start, anchor.end)
            assert plain.stretches(start, end) == (place,)
            assert plain.anchors(start, end) == (document.anchor_at(*place),)
        else:
            with pytest.raises(NotInPlainText, match="leaves out") as caught:
                plain.span_of(anchor)
            assert (caught.value.block, caught.value.policy) == (anchor.block, plain.policy)


@given(documents(), policies(), st.data())
def test_the_stretches_of_a_span_are_its_code_points_block_by_block(
    document: Document, policy: dict[str, bool], data: st.DataObject
) -> None:
    plain = plain_text(document, **policy)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    places = _Reference(document, policy).places[start:end]
    stretches = plain.stretches(start, end)
    assert [(id, n) for id, first, last in stretches for n in range(first, last)] == [
        place for place in places if place
    ]
    if start < end:
        assert all(first < last for _, first, last in stretches)
        assert len({id for id, _, _ in stretches}) == len(stretches)
        assert "".join(anchor.exact for anchor in plain.anchors(start, end)) == "".join(
            plain.text[start + n] for n, place in enumerate(places) if place
        )
    else:
        assert plain.anchors(start, end) == ()


@given(documents(), policies(), st.sampled_from(UNITS))
def test_a_plain_text_knows_its_offsets_in_every_unit(
    document: Document, policy: dict[str, bool], unit: Any
) -> None:
    plain = plain_text(document, **policy)
    for start in plain.starts.values():
        assert plain.offsets.convert(start, to=unit) == counted(plain.text[:start], unit)


def test_each_policy_has_one_name_and_the_name_makes_the_text_again() -> None:
    document = everything_once()
    names = set()
    for policy in all_policies():
        plain = plain_text(document, **policy)
        names.add(plain.policy)
        again = plain_text(document, plain.policy)
        assert again == plain
        assert again.text == plain.text == _Reference(document, policy).text
    assert len(names) == 32


# --- what is in which text ---


def everything_once() -> Document:
    """A record with a block of every kind, and everything that stands beside a text."""
    paragraph = b.Paragraph
    return Document(
        id="all",
        sections=(
            b.Section(
                id="s",
                blocks=(
                    b.Heading(id="h", text="Heading"),
                    paragraph(
                        id="p",
                        text="A paragraph.1",
                        marks=(b.LineBreak(start=2, end=2), b.NoteCall(start=12, end=13, note="n")),
                    ),
                    b.Note(
                        id="n",
                        marker="1 ",
                        blocks=(paragraph(id="n-1", text="A note."), paragraph(id="n-2", text="More.")),
                    ),
                    b.Quotation(
                        id="q",
                        blocks=(paragraph(id="q-1", text="Quoted."),),
                        credit=b.Caption(id="q-c", text="A Book"),
                    ),
                    b.Verse(
                        id="v",
                        lines=(b.VerseLine(id="v-1", text="One"), b.VerseLine(id="v-2", text="two")),
                    ),
                    paragraph(id="empty", text=""),
                    b.List(
                        id="l",
                        items=(
                            b.Item(
                                id="i-1",
                                marker="1. ",
                                text="First",
                                lists=(b.List(id="l-2", items=(b.Item(id="i-2", text="inner"),)),),
                            ),
                            b.Item(id="i-3", marker="2. ", text="second"),
                        ),
                    ),
                    b.Table(
                        id="t",
                        caption=b.Caption(id="t-c", text="Table 1"),
                        rows=(
                            b.Row(cells=(b.Cell(id="c-1", text="year"), b.Cell(id="c-2", text="%"))),
                            b.Row(cells=(b.Cell(id="c-3", text="2015"), b.Cell(id="c-4", text=""))),
                        ),
                    ),
                    b.Figure(id="f", caption=b.Caption(id="f-c", text="Figure 1"), description="A ship."),
                    b.CodeBlock(id="c", text="x = 1\n\ny = 2"),
                    b.Furniture(id="share", text="Share"),
                ),
                sections=(
                    b.Section(
                        id="s-n",
                        role="notes",
                        blocks=(b.Heading(id="h-n", text="Notes"), paragraph(id="loose", text="Loose.")),
                        sections=(
                            b.Section(id="s-in", blocks=(b.Furniture(id="deep", text="Deep"),)),
                        ),
                    ),
                ),
            ),
            b.Section(
                id="s-r",
                role="references",
                sections=(
                    b.Section(
                        id="s-r-1",
                        blocks=(b.Heading(id="h-r", text="Works"), paragraph(id="ref", text="A Book, 1999.")),
                    ),
                ),
            ),
            b.Section(id="s-a", role="appendix", blocks=(paragraph(id="app", text="Appendix."),)),
            b.Section(
                id="s-f",
                role="furniture",
                blocks=(b.Heading(id="h-f", text="Comments"), paragraph(id="closed", text="Closed.")),
            ),
        ),
    )  # fmt: skip


def test_everything_holds_every_block() -> None:
    plain = plain_text(everything_once(), "everything")
    assert plain.policy == "archive-text-1:everything"
    assert plain.text == (
        "Heading\n\nA paragraph.1\n\nA note.\n\nMore.\n\nQuoted.\n\nA Book\n\nOne\ntwo\n\n\n\nFirst\n\n"
        "inner\n\nsecond\n\nTable 1\n\nyear\t%\n2015\t\n\nFigure 1\n\nx = 1\n\ny = 2\n\nShare\n\nNotes\n\n"
        "Loose.\n\nDeep\n\nWorks\n\nA Book, 1999.\n\nAppendix.\n\nComments\n\nClosed."
    )
    assert list(plain.starts) == [block.id for block in everything_once().text_blocks()]


def test_the_article_is_all_but_furniture_unless_something_else_is_asked_for() -> None:
    plain = plain_text(everything_once())
    assert plain.policy == "archive-text-1:article"
    assert plain.text == (
        "Heading\n\nA paragraph.1\n\nA note.\n\nMore.\n\nQuoted.\n\nA Book\n\nOne\ntwo\n\n\n\nFirst\n\n"
        "inner\n\nsecond\n\nTable 1\n\nyear\t%\n2015\t\n\nFigure 1\n\nx = 1\n\ny = 2\n\nNotes\n\n"
        "Loose.\n\nWorks\n\nA Book, 1999.\n\nAppendix."
    )


def test_the_body_is_what_runs_on() -> None:
    plain = plain_text(everything_once(), "body")
    assert plain.policy == "archive-text-1:body"
    assert plain.text == (
        "A paragraph.1\n\nQuoted.\n\nOne\ntwo\n\n\n\nFirst\n\ninner\n\nsecond\n\nyear\t%\n2015\t\n\n"
        "x = 1\n\ny = 2\n\nAppendix."
    )


@each_case(
    ("switches", "policy", "more"),
    [
        ({"headings": True}, "body+headings", ["h"]),
        ({"captions": True}, "body+captions", ["q-c", "t-c", "f-c"]),
        ({"notes": True}, "body+notes", ["n-1", "n-2", "loose"]),
        ({"references": True}, "body+references", ["ref"]),
        ({"furniture": True}, "body+furniture", ["share", "closed"]),
        ({"headings": True, "notes": True}, "body+headings+notes", ["h", "n-1", "n-2", "h-n", "loose"]),
        ({"furniture": True, "notes": True}, "body+notes+furniture",
         ["n-1", "n-2", "share", "loose", "deep", "closed"]),
        ({"furniture": False}, "body", []),
    ],
)  # fmt: skip
def test_a_switch_adds_what_it_names(
    switches: dict[str, bool], policy: str, more: list[str]
) -> None:
    body = plain_text(everything_once(), "body")
    plain = plain_text(everything_once(), "body", **switches)
    assert plain.policy == f"archive-text-1:{policy}"
    assert [id for id in plain.starts if id not in body.starts] == more


@each_case("left_out", KINDS)
def test_a_switch_leaves_out_what_it_names(left_out: str) -> None:
    plain = plain_text(everything_once(), "everything", **{left_out: False})
    assert plain.policy == (
        "archive-text-1:article"
        if left_out == "furniture"
        else "archive-text-1:body+" + "+".join(kind for kind in KINDS if kind != left_out)
    )


@each_case(
    "name",
    [
        "article",
        "archive-text-1:article",
        "body+furniture+headings",
        "archive-text-1:article+notes",
    ],
)
def test_a_policy_may_be_asked_for_by_any_of_its_names(name: str) -> None:
    plain = plain_text(everything_once(), name)
    assert plain_text(everything_once(), plain.policy) == plain


@each_case(
    "name",
    ["", "text", "Article", "archive-text-2:article", "archive-text-1", "body+", "body+tables",
     "article-notes", "archive-text-1:archive-text-1:body", "headings"],
)  # fmt: skip
def test_an_unknown_policy_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownPolicy, match=r"there are archive-text-1:everything, ") as caught:
        plain_text(small(), name)
    assert caught.value.name == name
    assert caught.value.known == tuple(
        f"archive-text-1:{known}" for known in ("everything", "article", "body")
    )


# --- what has no place ---


def test_a_block_that_is_left_out_is_named_with_the_policy_and_the_reason() -> None:
    plain = plain_text(everything_once(), "body")
    for block, why in (
        ("h", "headings"),
        ("q-c", "captions"),
        ("n-2", "notes"),
        ("h-n", "headings and notes"),
        ("ref", "references"),
        ("deep", "furniture and notes"),
    ):
        with pytest.raises(NotInPlainText) as caught:
            plain.offset_of(block, 0)
        assert str(caught.value) == (
            f"{block} is not in archive-text-1:body, which leaves out {why}"
        )
    with_notes = plain_text(everything_once(), "body", notes=True)
    with pytest.raises(NotInPlainText, match=r"leaves out headings$"):
        with_notes.offset_of("h-n", 0)


def test_a_block_that_nobody_knows_is_not_in_the_document() -> None:
    for id in ("nothing", "s"):
        with pytest.raises(NotInDocument):
            plain_text(everything_once()).offset_of(id, 0)


def test_an_offset_outside_of_its_block_is_refused() -> None:
    plain = plain_text(text_only("One.", "Two."))
    assert plain.offset_of("p-1", 4) == 4
    for offset, edges in ((5, (4, None)), (-1, (None, 0))):
        with pytest.raises(NoSuchOffset, match="outside of p-1, which goes from 0 to 4") as caught:
            plain.offset_of("p-1", offset)
        assert (caught.value.before, caught.value.after) == edges


def test_an_offset_between_blocks_belongs_to_none() -> None:
    plain = plain_text(text_only("One.", "Two."))
    assert plain.place_of(4) == ("p-1", 4)
    assert plain.place_of(6) == ("p-2", 0)
    with pytest.raises(NoSuchOffset) as caught:
        plain.place_of(5)
    assert str(caught.value) == (
        "offset 5 (code-points) is between p-1, up to 4, and p-2, from 6 on"
    )
    assert (caught.value.before, caught.value.after) == (4, 6)


def test_an_offset_outside_of_the_plain_text_is_refused() -> None:
    plain = plain_text(text_only("One."))
    asks: list[Callable[[int], Any]] = [plain.place_of, lambda n: plain.stretches(*sorted((0, n)))]
    for ask in asks:
        for offset in (-1, 5):
            with pytest.raises(NoSuchOffset, match="outside of the plain text"):
                ask(offset)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    plain = plain_text(text_only("One.", "Two."))
    for ask in (plain.stretches, plain.anchors):
        with pytest.raises(NoSuchOffset, match=r"before the end of the span, .* 0 to 2"):
            ask(3, 2)


def test_a_plain_text_without_blocks_has_no_place() -> None:
    plain = plain_text(Document(id="none"))
    assert (plain.text, plain.starts, plain.stretches(0, 0)) == ("", {}, ())
    with pytest.raises(NoSuchOffset, match="holds no block") as caught:
        plain.place_of(0)
    assert (caught.value.before, caught.value.after) == (None, None)


def test_an_empty_block_has_one_place() -> None:
    plain = plain_text(text_only("One.", "", "Two."))
    assert plain.text == "One.\n\n\n\nTwo."
    assert [plain.place_of(n) for n in (4, 6, 8)] == [("p-1", 4), ("p-2", 0), ("p-3", 0)]
    assert plain.stretches(4, 8) == ()
    assert plain.stretches(3, 9) == (("p-1", 3, 4), ("p-3", 0, 1))


def test_a_span_of_what_parts_blocks_has_no_stretch() -> None:
    plain = plain_text(text_only("One.", "Two."))
    assert plain.stretches(4, 6) == plain.stretches(5, 5) == plain.anchors(4, 6) == ()
    assert plain.stretches(4, 7) == (("p-2", 0, 1),)


def test_an_anchor_of_another_record_is_refused() -> None:
    old, new = text_only("trade fell", "more"), text_only("trade rose", "more")
    with pytest.raises(NotInPlainText) as caught:
        plain_text(new).span_of(old.anchor("fell"))
    assert str(caught.value) == "p-1 from 6 to 10 is 'rose', not 'fell'"
    with pytest.raises(NoSuchOffset):
        plain_text(text_only("trade")).span_of(old.anchor("fell"))
    with pytest.raises(NotInDocument):
        plain_text(text_only("trade rose")).span_of(old.anchor("more"))


def _errors() -> Iterator[ArchiveError]:
    plain = plain_text(everything_once(), "body")
    asks: list[Callable[[], Any]] = [
        lambda: plain.offset_of("h", 0),
        lambda: plain.offset_of("p", 99),
        lambda: plain_text(small(), "x"),
        lambda: offsets("é").convert(1, of="utf-8"),
        lambda: offsets("é").length("x"),  # type: ignore[arg-type]
    ]
    for ask in asks:
        with pytest.raises(ArchiveError) as caught:
            ask()
        yield caught.value


def test_errors_survive_pickling_with_their_parts() -> None:
    for error in _errors():
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


def test_a_plain_text_is_a_value_and_shows_its_policy_only() -> None:
    plain = plain_text(everything_once(), "body")
    again = pickle.loads(pickle.dumps(plain))
    assert again == plain
    assert again.text == plain.text
    assert repr(plain) == "PlainText(policy='archive-text-1:body')"
    assert plain != plain_text(everything_once())


# --- how much work it is ---


def _calls(work: Callable[[], object]) -> int:
    """How many calls, of Python's own functions too, a piece of work makes."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def _long(paragraphs: int) -> PlainText:
    document = text_only(*(f"Paragraph {n} – é." for n in range(paragraphs)))
    document = document.update(
        sections=(*document.sections, b.Section(id="end", role="references"))
    )
    document.text_blocks()
    return plain_text(document)


def test_the_work_grows_with_the_text_and_no_faster() -> None:
    one, two = (_calls(lambda n=n: _long(n).text) for n in (500, 1000))
    assert two < 2.1 * one


def test_a_lookup_is_no_more_work_in_a_long_text() -> None:
    def lookups(plain: PlainText) -> int:
        end = len(plain.text)
        last = list(plain.starts)[-1]
        plain.offsets.convert(0, to="utf-8")
        return _calls(
            lambda: (
                plain.offset_of(last, 3),
                plain.place_of(end),
                plain.stretches(end // 2, end // 2 + 3),
                plain.offsets.convert(end, to="utf-8"),
                plain.offsets.convert(plain.offsets.length("utf-8"), of="utf-8"),
            )
        )

    assert abs(lookups(_long(2000)) - lookups(_long(20))) <= 8
