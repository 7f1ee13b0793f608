"""Reads elements within a line: names, dates, formatting, links, variants, breaks, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from archive.articles.tei_of_others.dates import attributes_of, date_of
from archive.articles.tei_of_others.inline_walk import InlineWalk
from archive.articles.tei_of_others.text_builder import TextBuilder, normalize_space
from archive.articles.tei_of_others.tree import tokens, words_in
from archive.articles.tei_of_others.vocabulary import (
    ENTITIES,
    IN_BIBLIOGRAPHY,
    MARKS,
    NAMING,
    RENDITIONS,
)
from archive.derivations.tei_code import code_in
from archive.derivations.tei_structure import holds_words
from archive.derivations.tei_vocabulary import BLOCKS, ID, VARIANTS
from archive.derivations.xml_walk import BLANKS

if TYPE_CHECKING:
    from archive.articles.tei_of_others.entities import Entities
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.articles.tei_of_others.works import Works
    from archive.derivations.untrusted_xml import Element
    from archive.model.blocks import FormattingType


class Aside(NamedTuple):
    """An element taken out of a line: a note, a figure, page furniture."""

    element: Element
    key: str
    """The key of a note."""
    preserve: bool
    """Whether every space counts where it stands."""


ACCEPTED = {"status": "accepted", "basis": "embedded"}
"""Annotations of the markup are accepted: those who made the file decided them."""
_BREAKS = frozenset(("pb", "cb", "gb", "milestone"))


class InlineHandlers(InlineWalk):
    """Reads the elements of a line."""

    def __init__(
        self, tree: TeiTree, entities: Entities, works: Works, losses: MarkupLosses
    ) -> None:
        super().__init__(tree, losses)
        self.entities, self.works = entities, works
        self.notes: dict[str, str] = {}
        """The keys of notes by their ids."""
        self.called_at: dict[str, str] = {}
        """The keys of notes by the ids of their calls (note/@target)."""
        self.asides: list[Aside] = []
        self._in_name = self._in_list = 0
        self._keys: set[str] = set()

    def key_of(self, note: Element) -> str:
        """The key of a note: its id if it is the first with it, or a number."""
        id = note.get(ID)
        key = f"#{id}" if id is not None and id in self.notes else ""
        if not key or key in self._keys:
            key = f"note {len(self._keys) + 1}"
        self._keys.add(key)
        return key

    # --- elements ---

    def _block(self, element: Element, name: str, builder: TextBuilder) -> None:
        """A block in a line of text is on a new line, and so is the text after it."""
        if name in ("egXML", "eg"):
            builder.line_break()
            builder.text(code_in(element), preserve=True)
        else:
            builder.line_break()
            self.content(element, builder)
        builder.line_break()

    def _marked(self, what: Any, element: Element, builder: TextBuilder) -> None:
        mark = builder.open(what)
        self.content(element, builder)
        builder.close(mark)

    def _mark(self, element: Element, name: str, builder: TextBuilder) -> None:
        mark = builder.open(("format", MARKS[name]))
        self.content(element, builder)
        builder.close(mark)

    def _rendition(self, element: Element, name: str, builder: TextBuilder) -> None:
        types, is_all = _formatting(element.get("rend", ""), element.get("rendition", ""))
        if not is_all:
            self.losses.attribute("rend" if element.get("rend") else "rendition", name, element)
        marks = [builder.open(("format", type)) for type in types]
        self.content(element, builder)
        for mark in reversed(marks):
            builder.close(mark)

    def _line_break(self, element: Element, name: str, builder: TextBuilder) -> None:
        if element.get("break") == "no":
            builder.glue()
        else:
            builder.line_break()
        self.content(element, builder)

    def _page_break(self, element: Element, name: str, builder: TextBuilder) -> None:
        if element.get("break") == "no":
            builder.glue()
        self.content(element, builder)

    def _aside(self, element: Element, name: str, builder: TextBuilder) -> None:
        key = self.key_of(element) if name == "note" else ""
        self.asides.append(Aside(element, key, self.preserve))
        if name == "note" and not element.get("target"):
            builder.point(("call", key))

    def _anchor(self, element: Element, name: str, builder: TextBuilder) -> None:
        key = self.called_at.get(element.get(ID) or "")
        if key is not None:
            builder.point(("call", key))
        else:
            self.losses.element(name, element)
        self.content(element, builder)

    def _name(self, element: Element, name: str, builder: TextBuilder) -> None:
        has_pointer = any(element.get(one) for one in ("ref", "key", "corresp", "sameAs"))
        is_part = self._in_name and not has_pointer
        if self._in_work or self._in_list or is_part:
            if is_part:
                self.losses.other(f"<{name}> within another name", element)
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
        mentions = [*self.entities.mentions(element, name, words)] if words else []
        if mentions and (id := element.get(ID)):
            mentions[0]["id"] = id
        span.what += mentions
        if not words:
            self.losses.other(f"what <{name}> without words says", element)

    def _annotated(
        self, annotations: list[dict[str, Any]], element: Element, name: str, builder: TextBuilder
    ) -> None:
        """Read an element, with annotations on its words."""
        span = builder.start_annotation(annotations)
        self.content(element, builder)
        builder.end(span)
        if annotations and not builder.holds(span):
            self.losses.other(f"what <{name}> without words says", element)

    def _date(self, element: Element, name: str, builder: TextBuilder) -> None:
        date = None if self._in_work else date_of(attributes_of(element), words_in(element))
        if date is None:
            if not self._in_work:
                self.losses.element(name, element)
            self.content(element, builder)
            return
        annotation: dict[str, Any] = {"type": "date", "date": date, **ACCEPTED}
        if element.get("cert") in ("high", "medium", "low"):
            annotation["certainty"] = element.get("cert")
        if id := element.get(ID):
            annotation["id"] = id
        self._annotated([annotation], element, name, builder)

    def described(self, element: Element, name: str, builder: TextBuilder) -> None:
        """Read the description of a work or an entity."""
        self._handlers[name](self, element, name, builder)

    def _work(self, element: Element, name: str, builder: TextBuilder) -> None:
        if element not in self.works.taken:
            self.losses.element(name, element)
        self._in_work += 1
        self.content(element, builder)
        self._in_work -= 1

    def _entity(self, element: Element, name: str, builder: TextBuilder) -> None:
        self._in_list += 1
        self.content(element, builder)
        self._in_list -= 1

    def _reference(self, element: Element, name: str, builder: TextBuilder) -> None:
        pointers = tokens(element.get("target"))
        has_words = holds_words(element)
        note = next((self.notes[p[1:]] for p in pointers if p[1:] in self.notes), None)
        if note is not None:
            if has_words:
                self._marked(("call", note), element, builder)
            else:
                builder.point(("call", note))
            return
        citations = [
            {"type": "citation", "cites": work, **ACCEPTED}
            for pointer in pointers
            if (work := self.works.cited(pointer)) is not None
        ]
        if citations:
            if id := element.get(ID):
                citations[0]["id"] = id
            self._annotated(citations, element, name, builder)
        elif pointers and has_words:
            for _ in pointers[1:]:
                self.losses.other("a further target of <ref>", element)
            self._marked(("link", pointers[0]), element, builder)
        else:
            what = f"<{name}> without {'words' if pointers else 'a target'}"
            self.losses.other(what, element)
            self.content(element, builder)

    def _pointer(self, element: Element, name: str, builder: TextBuilder) -> None:
        pointers = tokens(element.get("target"))
        note = next((self.notes[p[1:]] for p in pointers if p[1:] in self.notes), None)
        if note is not None:
            builder.point(("call", note))
        elif not self._in_work:
            self.losses.element(name, element)
        self.content(element, builder)

    def _image(self, element: Element, name: str, builder: TextBuilder) -> None:
        address = normalize_space(element.get("url"))
        if address:
            builder.point(("image", address))
        self.content(element, builder)

    # --- variants ---

    def _choice(self, element: Element, name: str, builder: TextBuilder) -> None:
        """The source's form is text; another form is a correction of it, or is reported."""
        chosen, others = self.tree.variants_of(element, name)
        if chosen is None:
            self._own_text(element.text, builder)
            return
        annotations: list[dict[str, Any]] = []
        of_chosen = self.tree.name(chosen)
        for child in element:
            if child not in others:
                continue
            of = self.tree.name(child)
            corrected = words_in(child)
            if of == "corr" and of_chosen == "sic" and corrected != words_in(chosen):
                annotations.append({"type": "correction", "corrected": corrected, **ACCEPTED})
            else:
                self.losses.element(of, child, words=False)
        self._own_text(element.text, builder)
        for child in element:
            if child is chosen and of_chosen in VARIANTS:
                self.inline(child, builder)
            elif child is chosen:
                self.attributes(of_chosen, child, child.keys())
                if self.tree.is_left_out(child, of_chosen):
                    self.losses.element(of_chosen, child, words=False)
                else:
                    with self.inside(child):
                        self._annotated(annotations, chosen, of_chosen, builder)
            self._own_text(child.tail, builder)

    def _own_text(self, text: str | None, builder: TextBuilder) -> None:
        """Add words between variants, where no schema allows any, without white space."""
        if text and text.strip(BLANKS):
            builder.text(text, preserve=self.preserve)

    def _variants(self, element: Element, name: str, builder: TextBuilder) -> None:
        lemma, others = self.tree.variants_of(element, name)
        self._own_text(element.text, builder)
        for child in element:
            if child is lemma:
                self.attributes(self.tree.name(child), child, child.keys())
                with self.inside(child):
                    self.content(child, builder)
            elif child in others:
                self.losses.element(self.tree.name(child), child, words=False)
            else:
                self.inline(child, builder)
            self._own_text(child.tail, builder)

    _handlers: ClassVar[Mapping[str, Callable[[Any, Element, str, TextBuilder], None]]] = {
        **dict.fromkeys(BLOCKS, _block),
        **dict.fromkeys(NAMING, _name),
        **dict.fromkeys(MARKS, _mark),
        **dict.fromkeys(_BREAKS, _page_break),
        **dict.fromkeys(IN_BIBLIOGRAPHY, _work),
        **dict.fromkeys(ENTITIES, _entity),
        "lb": _line_break,
        "note": _aside,
        "fw": _aside,
        "choice": _choice,
        "app": _variants,
        "ref": _reference,
        "ptr": _pointer,
        "graphic": _image,
        "hi": _rendition,
        "foreign": InlineWalk._content,
        "date": _date,
        "anchor": _anchor,
    }


@lru_cache(maxsize=1024)
def _formatting(rend: str, rendition: str) -> tuple[Sequence[FormattingType], bool]:
    """Formatting of words, and whether it represents the attributes completely."""
    words = re.split(r"[\s;,]+", f"{rend} {rendition}".strip(BLANKS))
    known: list[FormattingType] = [RENDITIONS[word] for word in words if word in RENDITIONS]
    types: list[FormattingType] = [*dict.fromkeys(known)]
    return types, len(types) >= len([*filter(None, words)])
