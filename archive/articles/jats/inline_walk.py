"""Walks through a line of text: formatting, links, citations, note calls, formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.articles.jats.field_values import language_from, language_of
from archive.articles.jats.references import References
from archive.articles.jats.text_builder import OpenSpan, TextBuilder
from archive.articles.jats.tree import Paths
from archive.derivations.jats_tree import LANG, NAMES, has_own_words, name_of, normalize_space
from archive.derivations.jats_vocabulary import (
    ALSO_INLINE,
    FIELDS_ONLY,
    REPORTED_BLOCKS,
    WORDS_ONLY,
)
from archive.model.blocks import Foreign, Link

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.derivations.untrusted_xml import Element

ACCEPTED = {"status": "accepted", "basis": "embedded"}
"""Annotations of the markup are accepted: those who made the file decided them."""

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_MOST_INFERRED = 10_000
"""How many citations are inferred from ranges at most; a short file could make millions."""
_IN_RANGE = "it stands between the two ends of a range in the list of references"

InlineHandler = Callable[["InlineWalk", "Element", str, TextBuilder], None]


class InlineWalk:
    """Reads the elements of a line."""

    def __init__(
        self,
        paths: Paths,
        references: References,
        losses: ElementLosses,
        main: str | None,
        handlers: Mapping[str, InlineHandler],
    ) -> None:
        self.paths, self.references, self.losses = paths, references, losses
        self._handlers = handlers
        self.main = main
        """The language of the article."""
        self.keys: dict[Element, str] = {}
        """The key of each note, which its calls name: its id, or its path if it has none."""
        self.notes: dict[str, str] = {}
        """The keys of notes by their ids."""
        self.asides: list[Element] = []
        """The asides taken out of lines, which follow the block."""
        self.called_ids: frozenset[str] = frozenset()
        """The ids to which references in the text point."""
        self.preserve = False
        """Whether every space counts."""
        self._range: tuple[Element, str, int] | None = None
        """The reference that begins a range, its target, and where its words begin."""
        self._inferred = 0

    def register_notes(self, notes: Iterable[Element]) -> None:
        """Register the notes of a text, so that they can be called before they are read."""
        for note in notes:
            id = note.get("id")
            self.keys[note] = key = id if id and id not in self.notes else self.paths.of(note)
            if id and all_words(note):
                self.notes.setdefault(id, key)

    # --- lines ---

    def words(self, element: Element) -> content.Words | None:
        """Return the words of an element; `None` if it has none."""
        builder = TextBuilder()
        name = name_of(element)
        if name in self._handlers:
            self._handlers[name](self, element, name, builder)
        else:
            self.content(element, builder)
        return self.finish_line(builder, element, element.get("id"))

    def finish_line(
        self, builder: TextBuilder, element: Element, id: str | None = ""
    ) -> content.Words | None:
        """Return a line that was read of an element; `None` if nothing stands in it."""
        if builder.too_deep:
            self.losses.other(f"marks within more than 60 others ({builder.too_deep})", element)
        if builder.is_empty:
            return None
        language = language_of(element)
        return builder.words(
            self.paths.origin(element), language if language != self.main else None, id or ""
        )

    # --- the walk ---

    def content(self, element: Element, builder: TextBuilder) -> None:
        """Read the content of an element into a line."""
        text = element.text
        if text:
            builder.text(text, preserve=self.preserve)
        if not len(element):
            return
        name = name_of(element)
        parted = name in FIELDS_ONLY and not has_own_words(element)
        touching = name == "mixed-citation"
        before: Element | None = None
        for child in element:
            if parted or (touching and _touch(before, child)):
                builder.blank()
            before = child
            self.element(child, builder)
            if child.tail:
                builder.text(child.tail, preserve=self.preserve)

    def element(self, element: Element, builder: TextBuilder) -> None:
        """Read an element into a line, without the text after it."""
        name = NAMES[element.tag]  # type: ignore[index]
        handler = self._handlers.get(name) or unknown_inline
        language = element.get(LANG)
        if language is None or language == self.main:
            handler(self, element, name, builder)
            return
        tag = language_from(language)
        if tag is None:
            self.losses.other(f"xml:lang on <{name}> that is no language tag", element)
            handler(self, element, name, builder)
            return
        span = builder.open(lambda s, e: Foreign(start=s, end=e, language=tag))
        handler(self, element, name, builder)
        builder.close(span)

    # --- what several handlers do ---

    def link(self, target: str | None, element: Element, builder: TextBuilder) -> None:
        """Read an element as a link."""
        if not target:
            self.content(element, builder)
            return
        span = builder.open(lambda s, e: Link(start=s, end=e, target=target))
        self.content(element, builder)
        builder.close(span)

    def annotate(
        self, annotations: list[dict[str, Any]], element: Element, builder: TextBuilder
    ) -> list[OpenSpan]:
        """Read an element, with annotations on its words."""
        spans = [builder.start_annotation(annotation) for annotation in annotations]
        self.content(element, builder)
        for span in spans:
            if not builder.end(span):
                self.losses.other(f"what <{name_of(element)}> without words says", element)
        return spans

    def mention(self, work: str) -> dict[str, Any]:
        """The annotation on words that describe a work."""
        return {"type": "mention", "refers_to": work, **ACCEPTED}

    def cite_range(self, element: Element, id: str, start: int, builder: TextBuilder) -> None:
        """Cite the references between two that only a dash separates ("3-7").

        Args:
            element: A reference, which may end a range and begin another.
            id: The id that it points to.
            start: Where its words begin.
            builder: The line that it is in.
        """
        before, self._range = self._range, None
        if before is not None and before[0] is element.getprevious():
            for work in self.references.between(before[1], id):
                self._inferred += 1
                if self._inferred > _MOST_INFERRED:
                    self.losses.other("a citation between the ends of a range", element)
                    continue
                citation = {**citation_of(work), "basis": "inferred", "reason": _IN_RANGE}
                builder.add_annotation(before[2], builder.length, citation)
        if normalize_space(element.tail) in _DASHES:
            self._range = element, id, start


def _touch(before: Element | None, field: Element) -> bool:
    """Whether two fields of a reference follow each other with nothing between."""
    if before is None or before.tail:
        return False
    return name_of(before) in WORDS_ONLY and name_of(field) in WORDS_ONLY


# --- handlers ---


def all_words(element: Element) -> str:
    """All words in an element, at any depth."""
    return normalize_space("".join(element.itertext()))


def citation_of(work: str) -> dict[str, Any]:
    """The annotation on words that cite a work."""
    return {"type": "citation", "cites": work, **ACCEPTED}


def unknown_inline(inline: InlineWalk, element: Element, name: str, builder: TextBuilder) -> None:
    """Read the words of an unsupported element."""
    if name in ALSO_INLINE:
        if name in REPORTED_BLOCKS:
            inline.losses.element(name, element, words=True)
        builder.line_break()
        inline.content(element, builder)
        builder.line_break()
        return
    if name not in WORDS_ONLY:
        inline.losses.element(name, element, words=True)
    inline.content(element, builder)
