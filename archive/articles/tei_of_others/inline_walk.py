"""Walks through a line of text: every element in it, with its language and white space."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from archive.articles.tei_of_others.text_builder import TextBuilder
from archive.articles.tei_of_others.tree import has_own_text, is_language
from archive.articles.tei_of_others.vocabulary import (
    ATTRIBUTES_OF_WORKS,
    DATA_LIKE,
    DEFAULTS,
    KEPT,
    LANG,
    NO_TEXT,
    OF_WORKS,
    SPACE,
    TOKENS,
    kept_attributes,
)

if TYPE_CHECKING:
    from archive.articles.tei_of_others.losses import MarkupLosses
    from archive.articles.tei_of_others.tree import TeiTree
    from archive.derivations.untrusted_xml import Element

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
        self._last_touch: tuple[Element | None, bool] = (None, False)

    def inline(self, element: Element, builder: TextBuilder) -> None:
        """Read an element into a line, without the text after it."""
        name = self.tree.names[element.tag]
        keys = element.keys()
        if name not in KEPT and not (self._in_work and name in OF_WORKS):
            self._count_loss(name, element)
        if keys:
            self.attributes(name, element, keys)
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
            self.losses.element(name, element, words=name not in NO_TEXT)

    def enter(self, element: Element) -> None:
        """Set the language and space that an element gives to all in it."""
        if language := element.get(LANG):
            if is_language(language):
                self.language = language
            else:
                self.losses.attribute(LANG, self.tree.name(element), element)
        if space := element.get(SPACE):
            self.preserve = space == "preserve"

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
        for child in element:
            if is_data:
                builder.blank()
            self.inline(child, builder)
            tail = child.tail
            if tail:
                builder.text(tail, preserve=self.preserve)
        if is_data:
            builder.blank()

    def _join(self, token: Element, name: str, builder: TextBuilder) -> None:
        """Separate a word from the token before it, or not: by `@join`, or else as in the file.

        If no white space is between any two tokens, a blank is put before each word.
        """
        before, around = token.getprevious(), token.getparent()
        if token.get("join") in ("left", "both"):
            builder.glue()
        elif before is not None and self.tree.name(before) in TOKENS:
            if before.get("join") in ("right", "both"):
                builder.glue()
            elif name == "w" and not before.tail and around is not None and self._touch(around):
                builder.blank()

    def _touch(self, around: Element) -> bool:
        """Whether all tokens in an element touch each other."""
        if self._last_touch[0] is not around:
            touch = not any(child.tail or self.tree.name(child) == "c" for child in around[:-1])
            self._last_touch = (around, touch)
        return self._last_touch[1]

    def _content(self, element: Element, name: str, builder: TextBuilder) -> None:
        self.content(element, builder)
