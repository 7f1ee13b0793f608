"""Walks through the elements of a line of text, with their languages and white space."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, ClassVar

from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import TeiTree, is_language
from archive.articles.tei_of_others.vocabulary import NOT_COUNTED_IN_TEXT
from archive.derivations.tei_structure import has_own_text, holds_words
from archive.derivations.tei_vocabulary import DATA_LIKE, LANG, SPACE, TOKENS

if TYPE_CHECKING:
    from archive.articles.tei_of_others.kept import Kept
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.derivations.untrusted_xml import Element

_NOTHING_NEW = nullcontext()
_JOINS = ("join",)
_NONE: tuple[str, ...] = ()


class InlineWalk:
    """Reads elements into a line; a handler is called for each element name."""

    _handlers: ClassVar[Mapping[str, Callable[[Any, Element, str, TextBuilder], None]]] = {}
    """Handlers by element name; of elements without a handler, only the content is read."""
    _taking: ClassVar[frozenset[str]] = frozenset()
    """Elements whose handlers report lost attributes themselves."""

    def __init__(self, tree: TeiTree, kept: Kept, losses: MarkupLosses) -> None:
        self.tree, self.kept, self.losses = tree, kept, losses
        self.language: str | None = None
        """The language of the current element; `None` if not given."""
        self._language_from: Element | None = None
        """The element whose `@xml:lang` sets this language."""
        self._unused_languages: dict[Element, None] = {}
        """Elements with `@xml:lang` of which no words in that language have been read yet."""
        self.preserve = False
        """Whether white space is kept as it is."""
        self._described = 0
        """How many descriptions of works and entities contain the current element."""

    def inline(self, element: Element, builder: TextBuilder) -> None:
        """Read an element into a line, without the text that follows it."""
        name = self.tree.names[element.tag]
        if self.tree.is_left_out(element, name):
            self.losses.whole(name, element)
            return
        keys = element.keys()
        if name not in self._taking:
            taken = self.kept.taken_of(element) if self._described else None
            if keys:
                joins = _JOINS if name in TOKENS else _NONE
                self.losses.attributes(name, element, taken or joins, NOT_COUNTED_IN_TEXT)
            if taken is None and name not in self._handlers:
                self.count_element(name, element)
        if name in TOKENS:
            self._join(element, name, builder)
        handler = self._handlers.get(name, InlineWalk._content)
        if LANG not in keys and SPACE not in keys:
            handler(self, element, name, builder)
            return
        language = self.language
        with self._entered(element):
            if self.language != language and self.language is not None:
                self.use_language()
                mark = builder.open(("foreign", self.language))
                handler(self, element, name, builder)
                builder.close(mark)
            else:
                handler(self, element, name, builder)
                if name == "foreign":
                    self.losses.element(name, element)

    def count_element(self, name: str, element: Element) -> None:
        """Count an element that is lost; its words are kept."""
        if self._described:
            self.losses.part_of_description(name, element)
        else:
            self.losses.element(name, element)

    def enter(self, element: Element) -> None:
        """Apply the `@xml:lang` and `@xml:space` of an element to all its content."""
        if language := element.get(LANG):
            if is_language(language) and holds_words(element):
                if language != self.language:
                    self._unused_languages[element] = None
                self.language, self._language_from = language, element
            else:
                self.losses.attribute(LANG, self.tree.name(element), element)
        if space := element.get(SPACE):
            self.preserve = space == "preserve"

    def use_language(self) -> None:
        """Record that words in the current language have been read."""
        if self._language_from is not None:
            self._unused_languages.pop(self._language_from, None)

    def count_unused_languages(self) -> None:
        """Count each `@xml:lang` as lost if no words in that language were read."""
        for element in self._unused_languages:
            self.losses.attribute(LANG, self.tree.name(element), element)

    def inside(self, element: Element) -> AbstractContextManager[None]:
        """Return a context that applies the element's `@xml:lang` and `@xml:space`."""
        if element.get(LANG) is None and element.get(SPACE) is None:
            return _NOTHING_NEW
        return self._entered(element)

    @contextmanager
    def _entered(self, element: Element) -> Iterator[None]:
        around = self.language, self._language_from, self.preserve
        self.enter(element)
        yield
        self.language, self._language_from, self.preserve = around

    def attributes(self, name: str, element: Element, taken: Collection[str] = ()) -> None:
        """Count the attributes that are not in the record, except `@xml:lang` (see `enter`)."""
        self.losses.attributes(name, element, taken, NOT_COUNTED_IN_TEXT)

    def content(self, element: Element, builder: TextBuilder) -> None:
        """Read the content of an element into a line."""
        text = element.text
        if text:
            builder.text(text, preserve=self.preserve)
        if not len(element):
            return
        is_data = self.tree.names[element.tag] in DATA_LIKE and not has_own_text(element)
        for child, tail in self.tree.in_order(element):
            if is_data:
                builder.blank()
            if child is not None:
                self.inline(child, builder)
            if tail:
                builder.text(tail, preserve=self.preserve)
        if is_data:
            builder.blank()

    def _join(self, token: Element, name: str, builder: TextBuilder) -> None:
        """Add a blank between a token and the previous token, or join the two."""
        joint = self.tree.joint(token, name)
        if joint == "glued":
            builder.glue()
        elif joint:
            builder.blank()

    def _content(self, element: Element, name: str, builder: TextBuilder) -> None:
        self.content(element, builder)
