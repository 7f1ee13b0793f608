"""Walks through a line of text: formatting, links, citations, references to notes, formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.articles.jats.language import language_from
from archive.articles.jats.references import References
from archive.articles.jats.text_builder import TextBuilder
from archive.articles.jats.tree import Paths
from archive.articles.jats.vocabulary import PART_OF, REFERENCE_TYPES, STRUCTURE
from archive.articles.xml_line_builder import OpenSpan
from archive.derivations.jats_forms import other_forms
from archive.derivations.jats_text_1 import JatsText, touch
from archive.derivations.jats_tree import (
    LANG,
    NAMES,
    has_own_words,
    holds_words,
    name_of,
    pieces_of,
)
from archive.derivations.jats_vocabulary import (
    ALSO_INLINE,
    FIELDS_ONLY,
    VERBATIM,
)
from archive.derivations.xml_walk import BLANKS, normalize_space
from archive.model.blocks import Foreign, Link

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

ACCEPTED = {"status": "accepted", "basis": "embedded"}
"""Fields of annotations from markup: accepted, because the authors of the file made them."""

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_MOST_INFERRED = 10_000
"""The most citations that are inferred from ranges; a short file could cause millions."""
_IN_RANGE = "the text cites a range of references (such as 3-7), and this work is inside it"

EMPTY_BREAK = "<break> with no words before or after it"

InlineHandler = Callable[["InlineWalk", "Element", str, TextBuilder], None]


class InlineWalk:
    """Reads the elements of a line into the text, marks and annotations of a block."""

    def __init__(
        self,
        derived: JatsText,
        paths: Paths,
        references: References,
        losses: ElementLosses,
        main: str | None,
        handlers: Mapping[str, InlineHandler],
    ) -> None:
        self.derived = derived
        """The text of the file; it says which notes and floats are moved behind their block."""
        self.paths, self.references, self.losses = paths, references, losses
        self._handlers = handlers
        self.main = main
        """The language of the article."""
        self.keys: dict[Element, str] = {}
        """The key by which references find a note: the note's id, or its path if it has none."""
        self.notes: dict[str, str] = {}
        """The keys of notes by their ids."""
        self.called_ids: frozenset[str] = frozenset()
        """The ids that any `xref` in the text points to."""
        self._is_verbatim = False
        """Whether white space is kept as it is."""
        self._range: tuple[Element, str, int] | None = None
        """The reference that may begin a range, its target, and the offset of its words."""
        self._inferred = 0
        self._languages: dict[Element, Element | None] = {}
        """For each element, the nearest element with `@xml:lang`: itself or an ancestor."""

    def register_notes(self, notes: Iterable[Element]) -> None:
        """Register the notes of a text, because references may come before the notes."""
        for note in notes:
            id = note.get("id")
            self.keys[note] = key = id if id and id not in self.notes else self.paths.of(note)
            if id and all_words(note):
                self.notes.setdefault(id, key)

    # --- lines ---

    def words(self, element: Element) -> content.Words | None:
        """Return the words of an element, read by its handler; `None` if there are none."""
        builder = TextBuilder()
        name = name_of(element)
        if name in self._handlers:
            self._handlers[name](self, element, name, builder)
        else:
            self.content(element, builder)
        return self.finish_line(builder, element, element.get("id"))

    def line_in(self, element: Element) -> content.Words | None:
        """Return the words in an element without using its handler; `None` if there are none."""
        builder = TextBuilder()
        self.content(element, builder)
        return self.finish_line(builder, element, element.get("id"))

    def finish_line(
        self, builder: TextBuilder, element: Element, id: str | None = ""
    ) -> content.Words | None:
        """Return a line that was read from an element; `None` if it is empty."""
        if builder.too_deep:
            self.losses.other(f"marks more than 60 levels deep ({builder.too_deep})", element)
        if builder.open_break is not None:
            self.losses.other(EMPTY_BREAK, builder.open_break)
        if builder.is_empty:
            return None
        alone = None if builder.length else builder.first_point
        language = self._language_around(element)
        holder = self._holder_of_language(element)
        if holder is not None and language is not None:
            self.losses.take(holder, LANG)
        if id and element.get("id") == id:
            self.losses.take(element, "id")
        return builder.words(
            self.paths.origin(element if alone is None else alone),
            language if language != self.main else None,
            id or "",
        )

    def _language_around(self, element: Element) -> str | None:
        """Return the language of an element, from the nearest `@xml:lang`."""
        holder = self._holder_of_language(element)
        return None if holder is None else language_from(holder.get(LANG))

    def _holder_of_language(self, element: Element) -> Element | None:
        """Return the nearest element with `@xml:lang`: the element itself or an ancestor."""
        if element not in self._languages:
            around = element.getparent()
            holder: Element | None = element
            if element.get(LANG) is None:
                holder = None if around is None else self._holder_of_language(around)
            self._languages[element] = holder
        return self._languages[element]

    def loose_words(self, text: str, element: Element) -> content.Words | None:
        """Return words that are where the schema allows none, and report them."""
        builder = TextBuilder()
        self.loose_text(text, element, builder)
        return self.finish_line(builder, element)

    def loose_text(self, text: str | None, element: Element, builder: TextBuilder) -> None:
        """Read text directly in an element that may have only blocks, and report words in it."""
        if text and text.strip(BLANKS):
            self.report_loose_words(element)
        self.text(text, builder)

    def loose_element(self, child: Element, element: Element, builder: TextBuilder) -> None:
        """Read an element where only blocks are allowed, and report it if it is not a block."""
        if NAMES[child.tag] not in ALSO_INLINE and self.derived.has_words(child):  # type: ignore[index]
            self.report_loose_words(element)
        self.element(child, builder)

    def report_loose_words(self, element: Element) -> None:
        """Report words directly in an element that may have only blocks."""
        what = f"<{name_of(element)}> with words outside blocks; the words are kept"
        self.losses.other(what, element)

    # --- the walk ---

    def content(
        self, element: Element, builder: TextBuilder, without: Element | None = None
    ) -> None:
        """Read the content of an element into a line, except the child `without`."""
        name, before_verbatim = name_of(element), self._is_verbatim
        if name in VERBATIM and holds_words(element):
            self._is_verbatim = True
        self.text(element.text, builder)
        others = other_forms(element) if len(element) else ()
        parted = name in FIELDS_ONLY and not has_own_words(element)
        before: Element | None = None
        for child in element:
            if name == "ref":
                builder.line_break()
            elif parted or (name == "mixed-citation" and touch(before, child)):
                builder.blank()
            before = child
            if child in others:
                self.losses.other_form(child)
            elif child is not without:
                self.element(child, builder)
            self.text(child.tail, builder)
        self._is_verbatim = before_verbatim

    def text(self, text: str | None, builder: TextBuilder) -> None:
        """Read text directly in an element into a line."""
        if text:
            builder.text(text, preserve=self._is_verbatim)

    def element(self, element: Element, builder: TextBuilder) -> None:
        """Read an element into a line, without the text that follows it."""
        name = NAMES[element.tag]  # type: ignore[index]
        handler = self._handlers.get(name) or unknown_inline
        if element.get(LANG) is None:
            handler(self, element, name, builder)
        else:
            self.in_language(element, builder, lambda: handler(self, element, name, builder))

    def line(self, element: Element, builder: TextBuilder) -> None:
        """Read the content of an element, in its own language, into another element's line."""
        self.in_language(element, builder, lambda: self.content(element, builder))

    def in_language(self, element: Element, builder: TextBuilder, read: Callable[[], None]) -> None:
        """Read an element; mark its words as foreign if the text around has another language."""
        language, around = element.get(LANG), element.getparent()
        tag = language_from(language)
        if language is None or (
            tag is not None and around is not None and tag == self._language_around(around)
        ):
            read()
        elif tag is None:
            self.losses.take(element, LANG)
            self.losses.other(
                f"xml:lang on <{name_of(element)}> that is not a language tag", element
            )
            read()
        else:
            span = builder.open(lambda s, e: Foreign(start=s, end=e, language=tag))
            read()
            if builder.close(span):
                self.losses.take(element, LANG)

    # --- what several handlers do ---

    def kinds_of(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the values of `@ref-type` that fit the elements with these ids."""
        names = {self._name_of_id.get(id, "") for id in ids}
        return frozenset(one for name in names for one in REFERENCE_TYPES.get(name, (name,)))

    @cached_property
    def _name_of_id(self) -> dict[str, str]:
        return {id: name_of(e) for e in self.derived.elements if (id := e.get("id"))}

    def leading_label(self, element: Element) -> Element | None:
        """Return the label with which an element begins, if other words follow the label."""
        derived = self.derived
        for piece in pieces_of(element):
            if isinstance(piece, str):
                break
            if derived.has_words(piece):
                ends = derived.elements[piece].end == derived.elements[element].end
                return piece if name_of(piece) == "label" and not ends else None
        return None

    def line_of(self, element: Element) -> str:
        """Return the words of a label as one line."""
        builder = TextBuilder()
        self.content(element, builder)
        return builder.words(None).text

    def link(self, target: str | None, element: Element, builder: TextBuilder) -> bool:
        """Read an element as a link; return whether the record has the link."""
        if not target:
            self.content(element, builder)
            return False
        span = builder.open(lambda s, e: Link(start=s, end=e, target=target))
        self.content(element, builder)
        return builder.close(span)

    def annotate(
        self, annotations: list[dict[str, Any]], element: Element, builder: TextBuilder
    ) -> list[OpenSpan]:
        """Read an element and put annotations on its words; return their spans."""
        spans = [builder.start_annotation(annotation) for annotation in annotations]
        self.content(element, builder)
        for span in spans:
            if not builder.end(span):
                self.losses.other(f"<{name_of(element)}> without words; its data are lost", element)
        return spans

    def mention(self, work: str) -> dict[str, Any]:
        """Return the annotation on words that describe a work."""
        return {"type": "mention", "refers_to": work, **ACCEPTED}

    def cite_range(self, element: Element, id: str, start: int, builder: TextBuilder) -> None:
        """Cite also the works between two references that only a dash separates ("3-7").

        Args:
            element: A reference, which may end one range and begin another.
            id: The id that the reference points to.
            start: The offset at which the words of the reference begin.
            builder: The line with the reference.
        """
        before, self._range = self._range, None
        if before is not None and before[0] is element.getprevious():
            for work in self.references.between(before[1], id):
                self._inferred += 1
                if self._inferred > _MOST_INFERRED:
                    what = f"citations inside ranges, beyond the first {_MOST_INFERRED}"
                    self.losses.other(what, element)
                    continue
                citation = {**citation_of(work), "basis": "inferred", "reason": _IN_RANGE}
                builder.add_annotation(before[2], builder.length, citation)
        if normalize_space(element.tail) in _DASHES:
            self._range = element, id, start


# --- handlers ---


def all_words(element: Element) -> str:
    """Return all words in an element, at any depth."""
    return normalize_space("".join(element.itertext()) if len(element) else element.text)


def citation_of(work: str) -> dict[str, Any]:
    """Return the annotation on words that cite a work."""
    return {"type": "citation", "cites": work, **ACCEPTED}


def unknown_inline(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Read the words of an unsupported element, and report the element."""
    report_in_line(inline, element, name)
    if name not in ALSO_INLINE:
        inline.content(element, builder)
        return
    builder.line_break()
    inline.content(element, builder)
    builder.line_break()


def report_in_line(inline: InlineWalk, element: Element, name: str) -> None:
    """Report an element in a line if only its words are kept, and its value is not read."""
    around = element.getparent()
    if name in PART_OF:
        inline.losses.part(PART_OF[name], element)
    elif name == "p" and around is not None:
        inline.losses.element(f"p> in <{name_of(around)}", element, words=True)
    elif element not in inline.losses.read and name not in STRUCTURE:
        inline.losses.element(name, element, words=holds_words(element))
