"""Counts the settings in style definitions, except those that become marks or numbers of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from archive.articles.office.unread import Unread
from archive.derivations.opendocument_names import office, style, text

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DEFINED_IN = (office("automatic-styles"), office("styles"), office("master-styles"))
_TEXT_PROPERTIES = style("text-properties")
_MOST_BASES = 20

_TOGGLES: Mapping[str, Callable[[str], bool]] = {
    f"{_FO}font-weight": lambda value: value == "bold",
    f"{_FO}font-style": lambda value: value == "italic",
    style("text-underline-style"): lambda value: value not in ("", "none"),
    style("text-line-through-style"): lambda value: value not in ("", "none"),
    style("text-position"): lambda value: value.startswith(("sub", "super")),
}
"""Attributes of formatting that becomes marks; the function says which values turn it on."""
_LANGUAGES = frozenset(
    space + name
    for space, names in (
        (_FO, ("language", "country", "script")),
        (style(""), tuple(f"{name}-{of}" for name in ("language", "country", "rfc-language-tag")
                          for of in ("asian", "complex"))),
    )
    for name in names
)  # fmt: skip
_REPORTED = frozenset((style("writing-mode"), text("display"), style("text-rotation-angle")))
_RIGHT_TO_LEFT = ("rl-tb", "rl", "tb-rl")


class Definitions:
    """The style and list definitions of a file, and which of them the text uses."""

    def __init__(self, unread: Unread) -> None:
        self._unread = unread
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._taken: dict[Element, set[str]] = {}
        """The elements that the record uses; for each, the attributes that it uses."""

    def note(self, roots: Sequence[Element]) -> None:
        """Record the element that defines each style."""
        for root in roots:
            for one in root.iter(style("style")):
                key = one.get(style("family")) or "", one.get(style("name")) or ""
                self._styles.setdefault(key, one)
            for one in root.iter(text("list-style")):
                self._lists.setdefault(one.get(style("name")) or "", one)

    def use_span(self, name: str) -> bool:
        """Record that words have a style; return whether the style becomes marks."""
        found = [*self._toggles("text", name)]
        for element, attribute in found:
            self._taken.setdefault(element, set()).add(attribute)
        return bool(found)

    def _toggles(self, family: str, name: str) -> Iterator[tuple[Element, str]]:
        """Yield the formatting that a style turns on, itself or through its nearest ancestor."""
        seen: set[str] = set()
        for _ in range(_MOST_BASES):
            found = self._styles.get((family, name))
            if found is None:
                return
            for properties in found.findall(_TEXT_PROPERTIES):
                for attribute, holds in _TOGGLES.items():
                    value = properties.get(attribute)
                    if value is None or attribute in seen:
                        continue
                    seen.add(attribute)
                    if holds(value):
                        yield properties, attribute
            name = found.get(style("parent-style-name")) or ""

    def use_list(self, element: Element, depth: int, is_text: bool) -> None:
        """Record the style of a list, if the list is in the text."""
        at: Element | None = element
        name = ""
        while at is not None and not name:
            name = at.get(text("style-name")) or ""
            at = next(at.iterancestors(text("list")), None)
        found = self._lists.get(name)
        if found is None or not is_text:
            return
        for level in found:
            if level.get(text("level")) == str(depth):
                self._taken.setdefault(level, set())

    def count(self, roots: Sequence[Element]) -> None:
        """Count the settings in the definitions, except those that the record uses."""
        for root in roots:
            for part in root:
                if part.tag in _DEFINED_IN or str(part.tag).endswith("font-face-decls"):
                    self._count(part)

    def _count(self, part: Element) -> None:
        self._unread.looks["style"] += 1
        stack = [*reversed(part)]
        while stack:
            one = stack.pop()
            if one.tag == style("master-page") or not isinstance(one.tag, str):
                continue
            stack += reversed(one)
            taken = self._taken.get(one, set())
            if one in self._taken and one.tag != _TEXT_PROPERTIES:
                self._level(one)
                continue
            names = frozenset(map(str, one.keys()))
            said = [*(names & _LANGUAGES)]
            said += [name for name in names & _REPORTED if _is_reported(one, name)]
            for name in said:
                if name in _LANGUAGES:
                    self._unread.languages[one.get(name) or ""] += 1
                else:
                    self._unread.detail(one, f"{name.rpartition('}')[2]} {one.get(name)}")
            self._unread.look(one, *taken, *said)

    def _level(self, level: Element) -> None:
        """Count the settings of a list level that do not become part of a number."""
        taken = [text("level")]
        if level.tag == text("list-level-style-number"):
            taken += (name for name, usual in _OF_NUMBERS.items() if level.get(name) != usual)
        if (bullet := level.get(text("bullet-char"))) is not None:
            self._unread.detail(level, f"bullet {bullet}")
            taken.append(text("bullet-char"))
        self._unread.attributes(level, *taken, is_look=True)


_OF_NUMBERS = {
    style("num-format"): None, style("num-prefix"): "", style("num-suffix"): ".",
    text("start-value"): "1",
}  # fmt: skip
"""The attributes that form a number, each with its default value."""


def _is_reported(one: Element, name: str) -> bool:
    value = one.get(name)
    if name == style("writing-mode"):
        return value in _RIGHT_TO_LEFT
    return value is not None and value not in ("true", "0", "")
