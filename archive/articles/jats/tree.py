"""Reads words and paths in the element tree of a JATS file, and selects one of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from archive.derivations.jats_tree import (
    LANG,
    NAMES,
    OTHER_TEXTS,
    first,
    front_of,
    has_own_words,
    name_of,
    own_metadata,
)
from archive.derivations.jats_vocabulary import FIELDS_ONLY
from archive.derivations.xml_walk import normalize_space
from archive.errors import ReadError
from archive.findings import NOT_KEPT, Finding, Location, Severity, short
from archive.model.captures import ElementOrigin

if TYPE_CHECKING:
    from archive.derivations.jats_text_1 import JatsText
    from archive.derivations.untrusted_xml import Element


def words_in(element: Element | None) -> str:
    """Return the words in an element as one line; blanks separate adjacent parts of names.

    Notes and references to notes are left out, because they are not part of a value.
    """
    if element is None:
        return ""
    if not len(element):
        return normalize_space(element.text)
    return normalize_space("".join(_pieces(element)))


_NO_VALUE = frozenset(("fn", "fn-group", "index-term", "mml:annotation"))
_OF_NOTES = frozenset(
    ("aff", "fn", "corresp", "author-notes", "author-note", "table-fn", "contrib")
)
"""Types of `xref` that are printed as signs, which are not part of a value."""


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    parted = name_of(element) in FIELDS_ONLY and not has_own_words(element)
    for child in element:
        if parted:
            yield " "
        is_sign = name_of(child) == "xref" and child.get("ref-type") in _OF_NOTES
        if not is_sign and name_of(child) not in _NO_VALUE:
            yield from _pieces(child)
        yield child.tail or ""


def find_path(element: Element | None, *path: str) -> Element | None:
    """Return the element at a path of names; of several with a name, the first."""
    for name in path:
        element = first(element, name)
    return element


def within(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements of these names in an element, except those in another text in it."""
    if element is None:
        return
    for found in element.iter(*(f"{{*}}{name.rpartition(':')[2]}" for name in names)):
        if found is element or NAMES[found.tag] not in names:  # type: ignore[index]
            continue
        around = found.getparent()
        while around is not element and around is not None:
            if NAMES[around.tag] in OTHER_TEXTS:  # type: ignore[index]
                break
            around = around.getparent()
        else:
            yield found


class Paths:
    """Returns paths and origins of elements in the capture."""

    def __init__(self, capture: str, derived: JatsText) -> None:
        self._capture, self._derived = capture, derived

    def of(self, element: Element) -> str:
        """Return the path of an element; each step is a name with a number."""
        return self._derived.elements[element].path

    def origin(self, element: Element) -> ElementOrigin:
        """Return the origin of an element."""
        return ElementOrigin(capture=self._capture, path=self.of(element))


# --- the texts of a file ---


class Text(NamedTuple):
    """One of the texts of a file: the article, a review, a reply or a translation."""

    number: int
    """The number of the text in the file, from 1."""
    element: Element
    """The element of the text: `article`, `sub-article` or `response`."""

    @property
    def front(self) -> Element | None:
        """The front of the text."""
        return front_of(self.element)

    @property
    def own(self) -> Element | None:
        """The element with the title of the text: `article-meta` or `front-stub`."""
        return own_metadata(self.element)

    def description(self) -> str:
        """Return a description of the text for messages: its number, kind and title."""
        kinds = (self.element.get(name) for name in ("article-type", "response-type", LANG))
        kind = ", ".join(filter(None, map(normalize_space, kinds)))
        title = words_in(find_path(self.own, "title-group", "article-title"))
        return f"{self.number}{f' ({kind})' if kind else ''}" + (
            f": {short(title)}" if title else ""
        )


def select_text(texts: list[Text], number: int | None) -> tuple[Text, list[Finding]]:
    """Return the chosen text, by default the first, and a finding on the others.

    Raises:
        ReadError: There is no text of this number.
    """
    all_of_them = "; ".join(text.description() for text in texts[:_MOST_LISTED])
    all_of_them += f"; and {len(texts) - _MOST_LISTED} more" if len(texts) > _MOST_LISTED else ""
    if number is not None and not 1 <= number <= len(texts):
        message = f"the file has no text {number}; its texts are {all_of_them}"
        raise ReadError([Finding("no-such-text", message, "choose one of them: --text 1")])
    text = texts[(number or 1) - 1]
    if len(texts) == 1:
        return text, []
    line = next(other for other in texts if other is not text).element.sourceline
    notice = Finding(
        NOT_KEPT,
        f"the file has {len(texts)} texts; text {text.number} was read: {all_of_them}",
        "each text is a separate article: choose another with --text N (text=N)",
        Severity.WARNING,
        Location(line=line),
    )
    return text, [notice]


_MOST_LISTED = 12
"""The most texts of a file that a message lists."""
