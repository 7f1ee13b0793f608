"""What runs on in a line of text: formatting, links, citations, calls of notes, formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from archive.articles import content
from archive.articles.jats.field_values import language_from, language_of
from archive.articles.jats.references import References
from archive.articles.jats.text_builder import OpenSpan, TextBuilder
from archive.articles.jats.tree import LANG, NAMES, Paths, has_own_words, name_of, normalize_space
from archive.articles.jats.vocabulary import ALSO_INLINE, FIELDS_ONLY, REPORTED_BLOCKS, WORDS_ONLY
from archive.model.blocks import Foreign, Link

if TYPE_CHECKING:
    from archive.articles.jats.losses import ElementLosses
    from archive.formats.untrusted_xml import Element

ACCEPTED = {"status": "accepted", "basis": "embedded"}
"""What the markup says was decided by those who made the file."""

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_MOST_INFERRED = 10_000
"""How many citations are inferred from ranges; a short file could make millions of them."""
_IN_RANGE = "it stands between the two ends of a range in the list of references"

InlineHandler = Callable[["InlineWalk", "Element", str, TextBuilder], None]


class InlineWalk:
    """Reads what stands in a line."""

    def __init__(
        self,
        paths: Paths,
        references: References,
        left: ElementLosses,
        main: str | None,
        handlers: Mapping[str, InlineHandler],
    ) -> None:
        self.paths, self.references, self.losses = paths, references, left
        self._handlers = handlers
        self.main = main
        """The language of the article."""
        self.keys: dict[Element, str] = {}
        """What calls name each note by: its id, or its path where it has none of its own."""
        self.notes: dict[str, str] = {}
        """The keys of notes by their ids."""
        self.asides: list[Element] = []
        """What was taken out of lines, and comes after the block."""
        self.called_ids: frozenset[str] = frozenset()
        """The ids to which references in the text point."""
        self.preserve = False
        """Whether every space counts."""
        self._range: tuple[Element, str, int] | None = None
        """The reference that begins a range, what it points to, and where its words begin."""
        self._inferred = 0

    def register_notes(self, notes: Iterable[Element]) -> None:
        """Know the notes of a text, so that they can be called before they come."""
        for note in notes:
            id = note.get("id")
            self.keys[note] = key = id if id and id not in self.notes else self.paths.of(note)
            if id and all_words(note):
                self.notes.setdefault(id, key)

    # --- lines ---

    def words(self, element: Element) -> content.Words | None:
        """Return the words of an element; `None` if it has none."""
        line = TextBuilder()
        name = name_of(element)
        if name in self._handlers:
            self._handlers[name](self, element, name, line)
        else:
            self.content(element, line)
        return self.finish_line(line, element, element.get("id"))

    def finish_line(
        self, line: TextBuilder, element: Element, id: str | None = ""
    ) -> content.Words | None:
        """Return a line that was read of an element; `None` if nothing stands in it."""
        if line.too_deep:
            self.losses.other(f"marks within more than 60 others ({line.too_deep})", element)
        if line.is_empty:
            return None
        language = language_of(element)
        return line.words(
            self.paths.origin(element), language if language != self.main else None, id or ""
        )

    # --- the walk ---

    def content(self, element: Element, line: TextBuilder) -> None:
        """Read all that an element holds into a line."""
        text = element.text
        if text:
            line.text(text, preserve=self.preserve)
        if not len(element):
            return
        name = name_of(element)
        parted = name in FIELDS_ONLY and not has_own_words(element)
        touching = name == "mixed-citation"
        before: Element | None = None
        for child in element:
            if parted or (touching and _touch(before, child)):
                line.blank()
            before = child
            self.element(child, line)
            if child.tail:
                line.text(child.tail, preserve=self.preserve)

    def element(self, element: Element, line: TextBuilder) -> None:
        """Read an element, without what follows it, into a line."""
        name = NAMES[element.tag]  # type: ignore[index]
        handler = self._handlers.get(name) or unknown_inline
        language = element.get(LANG)
        if language is None or language == self.main:
            handler(self, element, name, line)
            return
        tag = language_from(language)
        if tag is None:
            self.losses.other(f"xml:lang on <{name}> that is no language tag", element)
            handler(self, element, name, line)
            return
        span = line.open(lambda s, e: Foreign(start=s, end=e, language=tag))
        handler(self, element, name, line)
        line.close(span)

    # --- what several handlers do ---

    def link(self, target: str | None, element: Element, line: TextBuilder) -> None:
        """Read an element that leads somewhere."""
        if not target:
            self.content(element, line)
            return
        span = line.open(lambda s, e: Link(start=s, end=e, target=target))
        self.content(element, line)
        line.close(span)

    def annotate(
        self, annotations: list[dict[str, Any]], element: Element, line: TextBuilder
    ) -> list[OpenSpan]:
        """Read an element, of whose words something is said."""
        spans = [line.start_annotation(annotation) for annotation in annotations]
        self.content(element, line)
        for span in spans:
            if not line.end(span):
                self.losses.other(f"what <{name_of(element)}> without words says", element)
        return spans

    def mention(self, work: str) -> dict[str, Any]:
        """What is said of words that describe a work."""
        return {"type": "mention", "refers_to": work, **ACCEPTED}

    def cite_range(self, element: Element, id: str, start: int, line: TextBuilder) -> None:
        """Between two references that only a dash parts, those between them in the list are cited.

        Args:
            element: A reference, which may end a range and begin another.
            id: What it points to.
            start: Where its words begin.
            line: Where it stands.
        """
        before, self._range = self._range, None
        if before is not None and before[0] is element.getprevious():
            for work in self.references.between(before[1], id):
                self._inferred += 1
                if self._inferred > _MOST_INFERRED:
                    self.losses.other("a citation between the ends of a range", element)
                    continue
                said = {**citation_of(work), "basis": "inferred", "reason": _IN_RANGE}
                line.add_annotation(before[2], line.length, said)
        if normalize_space(element.tail) in _DASHES:
            self._range = element, id, start


def _touch(before: Element | None, field: Element) -> bool:
    """Whether two fields of a reference stand one right after the other."""
    if before is None or before.tail:
        return False
    return name_of(before) in WORDS_ONLY and name_of(field) in WORDS_ONLY


# --- handlers ---


def all_words(element: Element) -> str:
    """All words in an element, whatever they are in."""
    return normalize_space("".join(element.itertext()))


def citation_of(work: str) -> dict[str, Any]:
    """What is said of words that cite a work."""
    return {"type": "citation", "cites": work, **ACCEPTED}


def unknown_inline(inline: InlineWalk, element: Element, name: str, line: TextBuilder) -> None:
    """What has no place: its words do."""
    if name in ALSO_INLINE:
        if name in REPORTED_BLOCKS:
            inline.losses.element(name, element, words=True)
        line.line_break()
        inline.content(element, line)
        line.line_break()
        return
    if name not in WORDS_ONLY:
        inline.losses.element(name, element, words=True)
    inline.content(element, line)
