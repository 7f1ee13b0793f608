"""Compares elements that repeat values of the record for other programs.

These copies are written, but not read. A copy that differs from its original is reported; a missing
copy is written again. Counts and dates are out of date as soon as the record changes, so a copy of
them may differ in digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from archive.formats.tei.context import ReadContext
from archive.formats.tei.parser import (
    NAMESPACE,
    XML_ID,
    Element,
    has_words,
    normalize_space,
    own_text,
    parse,
)


def compare_redundant(actual: Sequence[Element], markup: str, context: ReadContext) -> None:
    """Report each element that differs from the expected markup."""
    _compare_children(actual, _parsed(markup), context)


@cache
def _constant(markup: str) -> tuple[Element, ...]:
    return _parsed(markup)


def compare_constant(actual: Sequence[Element], markup: str, context: ReadContext) -> None:
    """Like `compare_redundant`, for markup that is the same in every file."""
    _compare_children(actual, _constant(markup), context)


def _parsed(markup: str) -> tuple[Element, ...]:
    return tuple(parse(f'<TEI xmlns="{NAMESPACE}">{markup}</TEI>'.encode()))


def _compare_children(
    actual: Sequence[Element], expected: Sequence[Element], context: ReadContext
) -> None:
    """Compare each element with the next expected element of its kind."""
    reached = 0
    for element in actual:
        kind = _kind(element)
        same = next((n for n in range(reached, len(expected)) if _kind(expected[n]) == kind), None)
        if same is None:
            context.note_lost(element)
        else:
            _compare(element, expected[same], context)
            reached = same + 1


def _kind(element: Element) -> tuple[str, str | None, str | None]:
    return element.tag, element.get(XML_ID), element.attrib.get("type")


def _compare(actual: Element, expected: Element, context: ReadContext) -> None:
    if actual.tag in _COUNTED and _differs_in_digits(actual, expected):
        context.out_of_date(actual)
        return
    for name in list(actual.attrib):
        value = expected.attrib.get(name)
        if actual.attrib[name] == value or (name != XML_ID and value is not None):
            context.expect(actual, name, value)
    context.end_of_text(actual)
    if has_words(actual):
        actual_words, expected_words = (_own_words(element) for element in (actual, expected))
        if actual_words != expected_words:
            context.differs(actual, f'<{actual.tag}> has "{actual_words}"', expected_words or None)
    _compare_children(list(actual), list(expected), context)


_COUNTED = frozenset(("editionStmt", "extent", "date"))
"""The elements with counts or dates of the record."""
_DIGITS = re.compile("[0-9]+")


def _differs_in_digits(actual: Element, expected: Element) -> bool:
    one, other = _written(actual), _written(expected)
    return one != other and _DIGITS.sub("0", one) == _DIGITS.sub("0", other)


def _written(element: Element) -> str:
    """Return an element with its whole content as one string, for comparison."""
    attributes = " ".join(f"{name}={element.attrib[name]}" for name in sorted(element.attrib))
    inside = "".join(map(_written, element))
    return f"<{element.tag} {attributes}>{_own_words(element)}{inside}</>"


def _own_words(element: Element) -> str:
    return normalize_space(own_text(element))
