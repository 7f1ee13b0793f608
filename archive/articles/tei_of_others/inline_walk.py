"""Walks through a line of text: every element in it, with its language and white space."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, ClassVar

from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import is_language
from archive.articles.tei_of_others.vocabulary import (
    ATTRIBUTES_OF_WORKS,
    DEFAULTS,
    KEPT,
    OF_WORKS,
    kept_attributes,
)
from archive.derivations.tei_structure import has_own_text
from archive.derivations.tei_vocabulary import DATA_LIKE, LANG, SPACE, TOKENS

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

_NOTHING_NEW = nullcontext()
_COUNTED_LATER = frozenset(("ptr", "anchor"))
"""Elements that may be the call of a note, and are counted later if they are none."""


class InlineWalk:
    """Reads elements into a line, each by the handler of its name."""

    _handlers: ClassVar[Mapping[str, Callable[[Any, Element, str, TextBuilder], None]]] = {}
    """Handlers by the names of elements; all others are read alike."""

    def __init__(self, tree: TeiTree, losses: MarkupLosses) -> None:
        self.tree, self.losses = tree, losses
        self.language: str | None = None
        """The current language, if one is given."""
        self.preserve = False
        """Whether every space counts."""
        self._in_work = 0
        """The current depth of descriptions of works."""
        self._kept: dict[str, frozenset[str]] = {}

    def inline(self, element: Element, builder: TextBuilder) -> None:
        """Read an element into a line, without the text after it."""
        name = self.tree.names[element.tag]
        keys = element.keys()
        if keys:
            self.attributes(name, element, keys)
        if self.tree.is_left_out(element, name):
            self.losses.element(name, element, words=False)
            return
        if name not in KEPT and not (self._in_work and name in OF_WORKS):
            self._count_loss(name, element)
        if name in TOKENS:
            self._join(element, name, builder)
        handler = self._handlers.get(name, InlineWalk._content)
        if LANG not in keys and SPACE not in keys:
            handler(self, element, name, builder)
            return
        language, preserve = self.language, self.preserve
        self.enter(element)
        mark = None
        if self.language != language and self.language is not None:
            mark = builder.open(("foreign", self.language))
            handler(self, element, name, builder)
            builder.close(mark)
        else:
            handler(self, element, name, builder)
        self.language, self.preserve = language, preserve

    def _count_loss(self, name: str, element: Element) -> None:
        if name not in _COUNTED_LATER:
            self.losses.element(name, element)

    def enter(self, element: Element) -> None:
        """Set the language and space that an element gives to all in it."""
        if language := element.get(LANG):
            if is_language(language):
                self.language = language
            else:
                self.losses.attribute(LANG, self.tree.name(element), element)
        if space := element.get(SPACE):
            self.preserve = space == "preserve"

    def inside(self, element: Element) -> AbstractContextManager[None]:
        """Apply the language and space of an element to all that is read in it."""
        if element.get(LANG) is None and element.get(SPACE) is None:
            return _NOTHING_NEW
        return self._entered(element)

    @contextmanager
    def _entered(self, element: Element) -> Iterator[None]:
        language, preserve = self.language, self.preserve
        self.enter(element)
        yield
        self.language, self.preserve = language, preserve

    def attributes(self, name: str, element: Element, keys: list[str]) -> None:
        """Count the attributes that are not in the record."""
        kept = self._kept.get(name)
        if kept is None:
            kept = self._kept[name] = kept_attributes(name)
        for key in keys:
            if key in kept or (self._in_work and key in ATTRIBUTES_OF_WORKS):
                continue
            if (key, element.get(key)) not in DEFAULTS:
                self.losses.attribute(key, name, element)

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
        """Separate a word from the token before it, or not."""
        joint = self.tree.joint(token, name)
        if joint == "glued":
            builder.glue()
        elif joint:
            builder.blank()

    def _content(self, element: Element, name: str, builder: TextBuilder) -> None:
        self.content(element, builder)
