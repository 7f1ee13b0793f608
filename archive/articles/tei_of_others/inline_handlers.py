"""What runs on in a line of text: names, dates, formatting, links, readings, breaks, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from archive.articles.tei_of_others.dates import attributes_of, date_of
from archive.articles.tei_of_others.inline_walk import InlineWalk
from archive.articles.tei_of_others.text_builder import BLANKS, TextBuilder, normalize_space
from archive.articles.tei_of_others.tree import holds_words, tokens, words_in
from archive.articles.tei_of_others.variants import chosen_of, code_in, lemma_of
from archive.articles.tei_of_others.vocabulary import (
    BLOCKS,
    ENTITIES,
    ID,
    IN_BIBLIOGRAPHY,
    MARKS,
    NAMING,
    NO_TEXT,
    RENDITIONS,
)

if TYPE_CHECKING:
    from archive.articles.tei_of_others.entities import Entities
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.articles.tei_of_others.works import Works
    from archive.formats.untrusted_xml import Element
    from archive.model.blocks import FormattingType


class Aside(NamedTuple):
    """What was taken out of a line."""

    element: Element
    key: str
    """Of a note."""


ACCEPTED = {"status": "accepted", "basis": "embedded"}
"""What the markup says was decided by those who made the file."""
_BREAKS = frozenset(("pb", "cb", "gb", "milestone"))


class InlineHandlers(InlineWalk):
    """Reads what stands in a line."""

    def __init__(
        self,
        tree: TeiTree,
        entities: Entities,
        works: Works,
        left: MarkupLosses,
        *,
        is_of_grobid: bool,
    ) -> None:
        super().__init__(tree, left)
        self.entities, self.works = entities, works
        self.is_of_grobid = is_of_grobid
        self.notes: dict[str, str] = {}
        """The keys of notes by their ids."""
        self.called_at: dict[str, str] = {}
        """The keys of notes by the ids of what calls them (note/@target)."""
        self.asides: list[Aside] = []
        self._in_name = self._in_list = 0
        self._keys: set[str] = set()

    def key_of(self, note: Element) -> str:
        """The key of a note: its id if it is the first that has it, or a number."""
        id = note.get(ID)
        key = f"#{id}" if id is not None and id in self.notes else ""
        if not key or key in self._keys:
            key = f"note {len(self._keys) + 1}"
        self._keys.add(key)
        return key

    # --- elements ---

    def _block(self, element: Element, name: str, line: TextBuilder) -> None:
        """A block in a line of text begins a new line, and so does what follows it."""
        if name in ("egXML", "eg"):
            line.line_break()
            line.text(code_in(element), preserve=True)
        else:
            line.line_break()
            self.content(element, line)
        line.line_break()

    def _marked(self, what: Any, element: Element, line: TextBuilder) -> None:
        mark = line.open(what)
        self.content(element, line)
        line.close(mark)

    def _mark(self, element: Element, name: str, line: TextBuilder) -> None:
        self._marked(("format", MARKS[name]), element, line)

    def _rendition(self, element: Element, name: str, line: TextBuilder) -> None:
        types, is_all = _formatting(element.get("rend", ""), element.get("rendition", ""))
        if not is_all:
            self.losses.attribute("rend" if element.get("rend") else "rendition", name, element)
        marks = [line.open(("format", type)) for type in types]
        self.content(element, line)
        for mark in reversed(marks):
            line.close(mark)

    def _line_break(self, element: Element, name: str, line: TextBuilder) -> None:
        if element.get("break") == "no":
            line.glue()
        else:
            line.line_break()
        self.content(element, line)

    def _page_break(self, element: Element, name: str, line: TextBuilder) -> None:
        if element.get("break") == "no":
            line.glue()
        self.content(element, line)

    def _no_text(self, element: Element, name: str, line: TextBuilder) -> None:
        if name == "figDesc" and self.is_of_grobid:
            self.content(element, line)
        else:
            self.losses.element(name, element, words=False)

    def _aside(self, element: Element, name: str, line: TextBuilder) -> None:
        key = self.key_of(element) if name == "note" else ""
        self.asides.append(Aside(element, key))
        if name == "note" and not element.get("target"):
            line.point(("call", key))

    def _anchor(self, element: Element, name: str, line: TextBuilder) -> None:
        key = self.called_at.get(element.get(ID) or "")
        if key is not None:
            line.point(("call", key))
        else:
            self.losses.element(name, element)
        self.content(element, line)

    def _name(self, element: Element, name: str, line: TextBuilder) -> None:
        has_pointer = any(element.get(one) for one in ("ref", "key", "corresp", "sameAs"))
        is_part = self._in_name and not has_pointer
        if self._in_work or self._in_list or is_part:
            if is_part:
                self.losses.other(f"<{name}> within another name", element)
            self._in_name += 1
            self.content(element, line)
            self._in_name -= 1
            return
        span = line.start_annotation([])
        self._in_name += 1
        self.content(element, line)
        self._in_name -= 1
        line.end(span)
        words = normalize_space(line.words_of(span))
        mentions = [*self.entities.named(element, name, words)] if words else []
        if mentions and (id := element.get(ID)):
            mentions[0]["id"] = id
        span.what += mentions
        if not words:
            self.losses.other(f"what <{name}> without words says", element)

    def _annotated(
        self, annotations: list[dict[str, Any]], element: Element, name: str, line: TextBuilder
    ) -> None:
        """Read an element, whose words are what annotations are about."""
        span = line.start_annotation(annotations)
        self.content(element, line)
        line.end(span)
        if annotations and not line.holds(span):
            self.losses.other(f"what <{name}> without words says", element)

    def _date(self, element: Element, name: str, line: TextBuilder) -> None:
        date = None if self._in_work else date_of(attributes_of(element), words_in(element))
        if date is None:
            if not self._in_work:
                self.losses.element(name, element)
            self.content(element, line)
            return
        said: dict[str, Any] = {"type": "date", "date": date, **ACCEPTED}
        if element.get("cert") in ("high", "medium", "low"):
            said["certainty"] = element.get("cert")
        if id := element.get(ID):
            said["id"] = id
        self._annotated([said], element, name, line)

    def described(self, element: Element, name: str, line: TextBuilder) -> None:
        """Read the description of a work or an entity."""
        self._handlers[name](self, element, name, line)

    def _work(self, element: Element, name: str, line: TextBuilder) -> None:
        if element not in self.works.taken:
            self.losses.element(name, element)
        self._in_work += 1
        self.content(element, line)
        self._in_work -= 1

    def _entity(self, element: Element, name: str, line: TextBuilder) -> None:
        self._in_list += 1
        self.content(element, line)
        self._in_list -= 1

    def _reference(self, element: Element, name: str, line: TextBuilder) -> None:
        pointers = tokens(element.get("target"))
        has_words = holds_words(element)
        note = next((self.notes[p[1:]] for p in pointers if p[1:] in self.notes), None)
        if note is not None:
            if has_words:
                self._marked(("call", note), element, line)
            else:
                line.point(("call", note))
            return
        citations = [
            {"type": "citation", "cites": work, **ACCEPTED}
            for pointer in pointers
            if (work := self.works.cited(pointer)) is not None
        ]
        if citations:
            if id := element.get(ID):
                citations[0]["id"] = id
            self._annotated(citations, element, name, line)
        elif pointers and has_words:
            for _ in pointers[1:]:
                self.losses.other("a further target of <ref>", element)
            self._marked(("link", pointers[0]), element, line)
        else:
            what = f"<{name}> without {'words' if pointers else 'a target'}"
            self.losses.other(what, element)
            self.content(element, line)

    def _pointer(self, element: Element, name: str, line: TextBuilder) -> None:
        pointers = tokens(element.get("target"))
        note = next((self.notes[p[1:]] for p in pointers if p[1:] in self.notes), None)
        if note is not None:
            line.point(("call", note))
        elif not self._in_work:
            self.losses.element(name, element)
        self.content(element, line)

    def _image(self, element: Element, name: str, line: TextBuilder) -> None:
        address = normalize_space(element.get("url"))
        if address:
            line.point(("image", address))
        self.content(element, line)

    # --- readings ---

    def _choice(self, element: Element, name: str, line: TextBuilder) -> None:
        """What the file has is text; what somebody would have corrects it or is told."""
        chosen, others = chosen_of(self.tree, element)
        if chosen is None:
            self.content(element, line)
            return
        annotations: list[dict[str, Any]] = []
        of_chosen = self.tree.name(chosen)
        for child in others:
            of = self.tree.name(child)
            corrected = words_in(child)
            if of == "corr" and of_chosen == "sic" and corrected != words_in(chosen):
                annotations.append({"type": "correction", "corrected": corrected, **ACCEPTED})
            else:
                self.losses.element(of, child, words=False)
        self._own_text(element.text, line)
        for child in element:
            if child is chosen:
                self.attributes(of_chosen, child, child.keys())
                self._annotated(annotations, chosen, of_chosen, line)
            self._own_text(child.tail, line)

    def _own_text(self, text: str | None, line: TextBuilder) -> None:
        """Words that stand between readings, where no schema has any; not the white space."""
        if text and text.strip(BLANKS):
            line.text(text, preserve=self.preserve)

    def _variants(self, element: Element, name: str, line: TextBuilder) -> None:
        lemma, others = lemma_of(self.tree, element)
        self._own_text(element.text, line)
        for child in element:
            if child is lemma:
                self.attributes(self.tree.name(child), child, child.keys())
                self.content(child, line)
            elif child in others:
                self.losses.element(self.tree.name(child), child, words=False)
            else:
                self.inline(child, line)
            self._own_text(child.tail, line)

    _handlers: ClassVar[Mapping[str, Callable[[Any, Element, str, TextBuilder], None]]] = {
        **dict.fromkeys(BLOCKS, _block),
        **dict.fromkeys(NAMING, _name),
        **dict.fromkeys(MARKS, _mark),
        **dict.fromkeys(_BREAKS, _page_break),
        **dict.fromkeys(IN_BIBLIOGRAPHY, _work),
        **dict.fromkeys(ENTITIES, _entity),
        **dict.fromkeys(NO_TEXT, _no_text),
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
    """How words look, and whether that is all that the attributes say."""
    words = re.split(r"[\s;,]+", f"{rend} {rendition}".strip(BLANKS))
    known: list[FormattingType] = [RENDITIONS[word] for word in words if word in RENDITIONS]
    types: list[FormattingType] = [*dict.fromkeys(known)]
    return types, len(types) >= len([*filter(None, words)])
