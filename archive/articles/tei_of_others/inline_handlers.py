"""Reads elements within a line: names, dates, formatting, links, variants, breaks, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from archive.articles.tei_of_others.dates import attributes_of, date_of
from archive.articles.tei_of_others.inline_variants import ACCEPTED, InlineVariants
from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import TeiTree, tokens, words_in
from archive.articles.tei_of_others.vocabulary import (
    ENTITIES,
    IN_BIBLIOGRAPHY,
    MARKS,
    NAMING,
    RENDITIONS,
)
from archive.articles.xml_line_builder import OpenSpan
from archive.derivations.tei_code import code_in
from archive.derivations.tei_structure import holds_words
from archive.derivations.tei_vocabulary import (
    BLOCKS,
    BREAKS,
    CAESURA,
    ID,
    LANG,
    NOTES,
    PUT_OFF,
)
from archive.derivations.xml_walk import BLANKS, normalize_space

if TYPE_CHECKING:
    from archive.articles.tei_of_others.entities import Entities
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.works import Works
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import FormattingType


class Aside(NamedTuple):
    """An element that was moved out of a line: a note, a figure, page furniture."""

    element: Element
    key: str
    """The key of the note; empty for other asides."""
    preserve: bool
    """Whether white space in the element is kept as it is."""


_CODE = ("egXML", "eg")


class InlineHandlers(InlineVariants):
    """Reads the elements of a line into its text, marks and annotations."""

    def __init__(
        self, tree: TeiTree, entities: Entities, works: Works, kept: Kept, losses: MarkupLosses
    ) -> None:
        super().__init__(tree, kept, losses)
        self.entities, self.works = entities, works
        self.notes: dict[str, str] = {}
        """The keys of notes, by the ids of the notes."""
        self.called_at: dict[str, str] = {}
        """The keys of notes, by the ids of the elements that refer to them (`note/@target`)."""
        self.anchors: set[str] = set()
        """The ids of all anchors."""
        self.asides: list[Aside] = []
        self._in_name = 0
        self._breaks: list[tuple[Element, OpenSpan | None]] = []
        """Each `lb` with its line break; `None` if it makes no line break."""
        self._keys: set[str] = set()

    def key_of(self, note: Element) -> str:
        """Return the key of a note: its id, or a number if it has no id or a repeated one."""
        id = note.get(ID)
        key = f"#{id}" if id is not None and id in self.notes else ""
        if not key or key in self._keys:
            key = f"note {len(self._keys) + 1}"
        self._keys.add(key)
        return key

    def count_lost_breaks(self) -> None:
        """Count each `lb` that ends no line, because it is before or after all words of a text."""
        for element, span in self._breaks:
            if span is None or span.start < 0:
                self.losses.other("<lb> that does not end a line", element)

    # --- elements ---

    def _block(self, element: Element, name: str, builder: TextBuilder) -> None:
        """Read a block inside a line: it begins a new line, and so does the text after it."""
        if not self._is_part(element):
            self.losses.element(self._named_in_line(element, name), element)
        builder.line_break()
        if name in _CODE:
            builder.text(code_in(element), preserve=True)
        else:
            self.content(element, builder)
        builder.line_break()

    def _is_part(self, element: Element) -> bool:
        """Whether the record has an element as part of a description or of a caption."""
        around = element.getparent()
        is_caption = around is not None and self.tree.name(around) == "figure"
        return is_caption or (self._described > 0 and element in self.kept)

    def _named_in_line(self, element: Element, name: str) -> str:
        around = element.getparent()
        return name if around is None else f"{self.tree.name(around)}/{name}"

    def _mark(self, element: Element, name: str, builder: TextBuilder) -> None:
        mark = builder.open(("format", MARKS[name]))
        self.content(element, builder)
        self._close(mark, element, name, builder)

    def _close(
        self, mark: OpenSpan | None, element: Element, name: str, builder: TextBuilder
    ) -> None:
        """End a mark; a mark without words is dropped and reported."""
        builder.close(mark)
        if mark is not None and not builder.holds(mark):
            self.losses.other(f"<{name}> without words", element)

    def _foreign(self, element: Element, name: str, builder: TextBuilder) -> None:
        self.content(element, builder)
        if element.get(LANG) is None:
            self.losses.element(name, element)

    def _rendition(self, element: Element, name: str, builder: TextBuilder) -> None:
        rend, rendition = element.get("rend", ""), element.get("rendition", "")
        types, taken = _formatting(rend, rendition)
        self.attributes(name, element, taken)
        before = builder.length
        marks = [builder.open(("format", type)) for type in types]
        self.content(element, builder)
        for mark in reversed(marks):
            builder.close(mark)
        if builder.length == before or not (rend or rendition):
            self.losses.element(name, element)

    def _line_break(self, element: Element, name: str, builder: TextBuilder) -> None:
        if self.tree.joins_words(element, name):
            self.attributes(name, element, ("break", "type"))
            self.losses.other("<lb> within a word", element)
            builder.glue()
        else:
            self.attributes(name, element)
            self._breaks.append((element, builder.line_break()))
        self.content(element, builder)

    def _page_break(self, element: Element, name: str, builder: TextBuilder) -> None:
        joins = self.tree.joins_words(element, name)
        self.attributes(name, element, ("break",) if joins else ())
        self.losses.element(name, element)
        if joins:
            builder.glue()
        self.content(element, builder)

    def _caesura(self, element: Element, name: str, builder: TextBuilder) -> None:
        self.losses.element(name, element)
        builder.blank()
        self.content(element, builder)

    def _aside(self, element: Element, name: str, builder: TextBuilder) -> None:
        key = self.key_of(element) if name in NOTES else ""
        self.asides.append(Aside(element, key, self.preserve))
        if key and not self.is_called_elsewhere(element):
            builder.point(("call", key))

    def is_called_elsewhere(self, note: Element) -> bool:
        """Whether the reference to a note is at an anchor that the note's `@target` names."""
        key = f"#{note.get(ID)}"
        targets = [one.removeprefix("#") for one in tokens(note.get("target"))]
        return any(one in self.anchors and self.called_at.get(one) == key for one in targets)

    def _anchor(self, element: Element, name: str, builder: TextBuilder) -> None:
        key = self.called_at.get(element.get(ID) or "")
        if key is not None:
            builder.point(("call", key))
        else:
            self.losses.element(name, element)
        self.content(element, builder)

    def _name(self, element: Element, name: str, builder: TextBuilder) -> None:
        has_pointer = any(element.get(one) for one in ("ref", "key", "corresp", "sameAs"))
        is_part = self._in_name > 0 and not has_pointer
        if self._described or is_part:
            if self._described:
                self._undescribed(element, name)
            else:
                self.losses.other(f"<{name}> within another name", element)
                self.attributes(name, element)
            self._in_name += 1
            self.content(element, builder)
            self._in_name -= 1
            return
        span = builder.start_annotation([])
        self._in_name += 1
        self.content(element, builder)
        self._in_name -= 1
        builder.end(span)
        words = normalize_space(builder.words_of(span))
        if not words:
            self.losses.other(f"<{name}> without words; its data are lost", element)
            self.attributes(name, element)
            return
        mentions, taken = self.entities.mentions(element, name, words, self.works)
        self.attributes(name, element, taken)
        if mentions and (id := element.get(ID)):
            mentions[0]["id"] = id
        span.value += mentions

    def _undescribed(self, element: Element, name: str) -> None:
        """Count the losses of an element in the description of a work or entity."""
        if element not in self.kept:
            self.count_element(name, element)
        self.attributes(name, element, self.kept.attributes_of(element))

    def _date(self, element: Element, name: str, builder: TextBuilder) -> None:
        if self._described:
            self._undescribed(element, name)
            self.content(element, builder)
            return
        date = date_of(attributes_of(element), words_in(element))
        if date is None:
            self.losses.element(name, element)
            self.attributes(name, element)
            self.content(element, builder)
            return
        annotation: dict[str, Any] = {"type": "date", "date": date.edtf, **ACCEPTED}
        taken = set(date.taken)
        if element.get("cert") in ("high", "medium", "low"):
            annotation["certainty"] = element.get("cert")
            taken.add("cert")
        if id := element.get(ID):
            annotation["id"] = id
        span = builder.start_annotation([annotation])
        self.content(element, builder)
        has_words = self._end(span, element, name, builder)
        self.attributes(name, element, taken if has_words else ())

    def _title(self, element: Element, name: str, builder: TextBuilder) -> None:
        """`title`: add a citation of the work that its `@ref` points to."""
        pointers = () if self._described else tokens(element.get("ref"))
        citations = self._citations(pointers, element, name)
        span = builder.start_annotation(citations)
        self.content(element, builder)
        has_words = self._end(span, element, name, builder)
        if citations:
            self.attributes(name, element, ("ref",) if has_words else ())
        else:
            self._undescribed(element, name)

    def _citations(
        self, pointers: Sequence[str], element: Element, name: str
    ) -> list[dict[str, Any]]:
        """Return citations of the works that an element points to; report other targets."""
        works = [*filter(None, map(self.works.cited, pointers))]
        citations: list[dict[str, Any]] = [
            {"type": "citation", "cites": work, **ACCEPTED} for work in works
        ]
        if citations:
            for _ in pointers[len(works) :]:
                self.losses.other(f"further targets of <{name}>", element)
            if id := element.get(ID):
                citations[0]["id"] = id
        return citations

    def described(self, element: Element, name: str, builder: TextBuilder) -> None:
        """Read the description of a work or entity into a line."""
        self._handlers[name](self, element, name, builder)

    def _description(self, element: Element, name: str, builder: TextBuilder) -> None:
        if element not in self.kept:
            self.losses.element(name, element)
        self.attributes(name, element, self.kept.attributes_of(element))
        self._described += 1
        self.content(element, builder)
        self._described -= 1

    def _reference(self, element: Element, name: str, builder: TextBuilder) -> None:
        pointers = tokens(element.get("target"))
        note = next((self.notes[p[1:]] for p in pointers if p[1:] in self.notes), None)
        if not pointers or not holds_words(element):
            is_kept = note is not None or element in self.kept
            self.attributes(name, element, ("target",) if is_kept else ())
            if note is not None:
                builder.point(("call", note))
                return
            if is_kept:
                self.content(element, builder)
                return
            what = f"<{name}> without {'words' if pointers else 'a target'}"
            self.losses.other(what, element)
            self.content(element, builder)
            return
        self.attributes(name, element, ("target",))
        if note is not None:
            self._further_targets(pointers[1:], element)
            mark = builder.open(("call", note))
            self.content(element, builder)
            self._close(mark, element, name, builder)
        elif citations := self._citations(pointers, element, name):
            span = builder.start_annotation(citations)
            self.content(element, builder)
            self._end(span, element, name, builder)
        else:
            self._further_targets(pointers[1:], element)
            mark = builder.open(("link", pointers[0]))
            self.content(element, builder)
            self._close(mark, element, name, builder)

    def _further_targets(self, pointers: Sequence[str], element: Element) -> None:
        for _ in pointers:
            self.losses.other("further targets of <ref>", element)

    def _pointer(self, element: Element, name: str, builder: TextBuilder) -> None:
        pointers = tokens(element.get("target"))
        note = next((self.notes[p[1:]] for p in pointers if p[1:] in self.notes), None)
        if note is not None:
            self.attributes(name, element, ("target",))
            builder.point(("call", note))
        else:
            self._undescribed(element, name)
        self.content(element, builder)

    def _image(self, element: Element, name: str, builder: TextBuilder) -> None:
        address = normalize_space(element.get("url"))
        if address:
            builder.point(("image", address))
        else:
            self.losses.element(name, element)
        self.attributes(name, element, ("url",) if address else ())
        self.content(element, builder)

    _handlers: ClassVar[Mapping[str, Callable[[Any, Element, str, TextBuilder], None]]] = {
        **dict.fromkeys(BLOCKS, _block),
        **dict.fromkeys(NAMING, _name),
        **dict.fromkeys(MARKS, _mark),
        **dict.fromkeys(BREAKS, _page_break),
        **dict.fromkeys((*IN_BIBLIOGRAPHY, *ENTITIES), _description),
        **dict.fromkeys(PUT_OFF, _aside),
        "lb": _line_break,
        CAESURA: _caesura,
        "choice": InlineVariants._choice,
        "app": InlineVariants._variants,
        "ref": _reference,
        "ptr": _pointer,
        "graphic": _image,
        "hi": _rendition,
        "foreign": _foreign,
        "date": _date,
        "anchor": _anchor,
        "title": _title,
    }
    _taking = (
        NAMING
        | PUT_OFF
        | BREAKS
        | {
            *(*IN_BIBLIOGRAPHY, *ENTITIES),
            *("lb", "ref", "ptr", "graphic", "hi", "date", "title"),
        }
    )


@lru_cache(maxsize=1024)
def _formatting(rend: str, rendition: str) -> tuple[Sequence[FormattingType], Sequence[str]]:
    """Return the formatting that attributes give, and the attributes fully expressed by it."""
    types: dict[FormattingType, None] = {}
    taken: list[str] = []
    for attribute, value in (("rend", rend), ("rendition", rendition)):
        words = [*filter(None, re.split(r"[\s;,]+", value.strip(BLANKS)))]
        of_words: list[FormattingType] = [RENDITIONS[word] for word in words if word in RENDITIONS]
        is_new = any(type not in types for type in of_words)
        if len(of_words) == len(words) and is_new:
            taken.append(attribute)
        types.update(dict.fromkeys(of_words))
    return [*types], taken
