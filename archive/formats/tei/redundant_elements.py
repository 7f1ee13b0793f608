"""Parts of a file that say again, for other programs, what the record says elsewhere.

They are written, never read. A copy that was changed differs from what it is a copy of, and that
is told; one that was left out is written anew. What only counts and dates the record differs as
soon as somebody adds to it: where nothing but digits is different, nothing of anybody's is lost.
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


def compare_redundant(found: Sequence[Element], markup: str, reading: ReadContext) -> None:
    """Note where elements differ from those of the markup, which are what they should be."""
    _compare_children(found, _parsed(markup), reading)


@cache
def _constant(markup: str) -> tuple[Element, ...]:
    return _parsed(markup)


def compare_constant(found: Sequence[Element], markup: str, reading: ReadContext) -> None:
    """As `compare_redundant`, for markup that is the same in every file."""
    _compare_children(found, _constant(markup), reading)


def _parsed(markup: str) -> tuple[Element, ...]:
    return tuple(parse(f'<TEI xmlns="{NAMESPACE}">{markup}</TEI>'.encode()))


def _compare_children(
    found: Sequence[Element], expected: Sequence[Element], reading: ReadContext
) -> None:
    """Compare elements one by one, each with the next that is of its kind."""
    reached = 0
    for element in found:
        kind = _kind(element)
        same = next((n for n in range(reached, len(expected)) if _kind(expected[n]) == kind), None)
        if same is None:
            reading.lost(element)
        else:
            _compare(element, expected[same], reading)
            reached = same + 1


def _kind(element: Element) -> tuple[str, str | None, str | None]:
    return element.tag, element.get(XML_ID), element.attrib.get("type")


def _compare(found: Element, expected: Element, reading: ReadContext) -> None:
    if found.tag in _COUNTED and _differs_in_digits(found, expected):
        reading.out_of_date(found)
        return
    for name in list(found.attrib):
        value = expected.attrib.get(name)
        if found.attrib[name] == value or (name != XML_ID and value is not None):
            reading.expect(found, name, value)
    reading.end_of_text(found)
    if has_words(found):
        said, right = (_own_words(element) for element in (found, expected))
        if said != right:
            reading.differs(found, f'<{found.tag}> says "{said}"', right or None)
    _compare_children(list(found), list(expected), reading)


_COUNTED = frozenset(("editionStmt", "extent", "date"))
"""What counts or dates the record."""
_DIGITS = re.compile("[0-9]+")


def _differs_in_digits(found: Element, expected: Element) -> bool:
    one, other = _written(found), _written(expected)
    return one != other and _DIGITS.sub("0", one) == _DIGITS.sub("0", other)


def _written(element: Element) -> str:
    """Everything in an element, as one string."""
    attributes = " ".join(f"{name}={element.attrib[name]}" for name in sorted(element.attrib))
    inside = "".join(map(_written, element))
    return f"<{element.tag} {attributes}>{_own_words(element)}{inside}</>"


def _own_words(element: Element) -> str:
    return normalize_space(own_text(element))
