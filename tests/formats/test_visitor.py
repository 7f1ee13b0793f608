"""A writer is told every part of a text, and cannot forget a kind of block or mark."""

from __future__ import annotations

from abc import update_abstractmethods
from typing import Any, get_args

import pytest
from hypothesis import given

from archive.formats.visitor import Visitor
from archive.model.blocks import (
    Block,
    Foreign,
    Formatting,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    Mark,
    NoteCall,
    Paragraph,
    Section,
    TextBlock,
)
from archive.model.document import Document
from archive.model.walk import walk
from tests.strategies import documents
from tests.tools.cases import each_case


class Page(Visitor[tuple[str, str]]):
    """A page in HTML, nearly: a tag is how a mark begins and how it ends."""

    def __init__(self) -> None:
        self.written = ""
        self.texts: list[str] = []
        """The ids of the blocks whose text was told."""

    def _text(self, name: str, block: TextBlock) -> None:
        self.written += f"<{name}>"
        self.texts.append(block.id)
        self.words(block)
        self.written += f"</{name}>"

    def start_section(self, section: Section, depth: int) -> None:
        self.written += f"<section {section.id} {depth}>"

    def end_section(self, section: Section, depth: int) -> None:
        self.written += "</section>"

    def heading(self, block: Heading, depth: int, is_opening: bool) -> None:
        self._text(f"h{depth}" if is_opening else "strong", block)

    def _any(self, block: Block) -> None:
        for _, part in walk(block):
            if isinstance(part, TextBlock):
                self._text(block.type, part)

    def characters(self, text: str) -> None:
        self.written += text

    def start(self, tag: tuple[str, str]) -> None:
        self.written += tag[0]

    def end(self, tag: tuple[str, str]) -> None:
        self.written += tag[1]

    def formatting(self, mark: Formatting) -> tuple[str, str]:
        return f"<{mark.type}>", f"</{mark.type}>"

    def foreign(self, mark: Foreign) -> tuple[str, str]:
        return f"<i {mark.language}>", "</i>"

    def link(self, mark: Link) -> tuple[str, str]:
        return f"<a {mark.target}>", "</a>"

    def note_call(self, mark: NoteCall) -> tuple[str, str]:
        return f"<a #{mark.note}>", "</a>"

    def line_break(self, mark: LineBreak) -> tuple[str, str]:
        return "<br>", ""

    def inline_image(self, mark: InlineImage) -> tuple[str, str]:
        return f"<img {mark.target}>", ""


for kind in sorted(Page.__abstractmethods__):  # of blocks, all but headings
    setattr(Page, kind, Page._any)
update_abstractmethods(Page)


# --- every part is told ---


@given(documents())
def test_every_text_is_visited_once_and_in_reading_order(document: Document):
    page = Page()
    page.sections(document.sections)
    assert page.texts == [block.id for block in document.text_blocks()]


def test_sections_blocks_and_marks_are_visited_as_they_nest():
    marks: tuple[Mark, ...] = (
        Formatting(type="bold", start=0, end=6),
        Foreign(language="la", start=0, end=2),
        LineBreak(start=2, end=2),
        InlineImage(target="i.png", start=2, end=2),
        Link(target="x", start=3, end=6),
        NoteCall(note="n", start=6, end=7),
    )
    inner = Section(
        id="b",
        blocks=(
            Heading(id="h-1", text="One"),
            Heading(id="h-2", text="Two"),
            Paragraph(id="p-1", text="abcdef1", marks=marks),
            Heading(id="h-3", text="Three"),
        ),
    )
    page = Page()
    page.sections([Section(id="a", sections=(inner,)), Section(id="c")])
    assert page.written == (
        "<section a 1><section b 2><h2>One</h2><h2>Two</h2>"
        "<paragraph><bold><i la>ab</i><br><img i.png>c<a x>def</a></bold><a #n>1</a></paragraph>"
        "<strong>Three</strong></section></section><section c 1></section>"
    )


# --- no kind is forgotten ---


def members(union: Any) -> tuple[type[Any], ...]:
    """The classes of a union that is told apart by a field."""
    return get_args(get_args(union)[0])


class Recorder(Page):
    """Notes which methods are called."""

    def __init__(self) -> None:
        super().__init__()
        self.called: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        if name in Visitor.__abstractmethods__:
            self.called.append(name)
            return lambda *arguments: ("", "")
        return super().__getattribute__(name)


@each_case("kind", members(Block), ids=lambda kind: kind.__name__)
def test_every_kind_of_block_has_a_method_of_its_own_or_is_a_text_like_a_paragraph(kind: type[Any]):
    recorder = Recorder()
    recorder.block(kind.model_construct(), 1, False)
    [method] = recorder.called
    if method == "paragraph":
        assert issubclass(kind, TextBlock)
        return
    assert method.replace("_", "") in (kind.__name__.lower(), f"{kind.__name__.lower()}ofitems")


@each_case("kind", members(Mark), ids=lambda kind: kind.__name__)
def test_every_kind_of_mark_has_a_method_of_its_own(kind: type[Any]):
    recorder = Recorder()
    recorder.tag(kind.model_construct())
    [method] = recorder.called
    assert method.replace("_", "") == kind.__name__.lower()


def test_what_is_no_kind_of_the_model_is_refused():
    nothing: Any = object()
    with pytest.raises(AssertionError):
        Page().block(nothing, 1, False)
    with pytest.raises(AssertionError):
        Page().tag(nothing)


@each_case("method", sorted(Visitor.__abstractmethods__))
def test_a_writer_that_forgets_a_method_cannot_be_made(method: str):
    forgetful: Any = type("Forgetful", (Page,), {method: getattr(Visitor, method)})
    with pytest.raises(TypeError, match=method):
        forgetful()
