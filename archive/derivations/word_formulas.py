"""Converts Word formulas (OMML, ECMA-376 part 1, section 22.1) to one line of characters.

These rules are part of `docx-text-1` and never change.

- The characters are those of `t`, in the order of the file.
- A fraction (`f`) is its `num`, a slash, its `den`; a root (`rad`) is `√(`, its content, `)`.
- The `e` of a `d` have the sign `sepChr` between them, `begChr` before and `endChr` after them;
  these signs are in its `dPr`, and without it they are `|`, `(` and `)`.
- `nary` has its sign before its content, `acc` and `groupChr` after their content: the `chr` in
  their `naryPr`, `accPr` or `groupChrPr`, and without it `∫`, U+0302 and U+23DF.
- In a row of a matrix (`mr`) a SPACE is between the `e`, and a semicolon at the end.
- Properties are left out, and so is content that a tracked change removed (`w:del`, `w:moveFrom`).
  One of several alternatives is read, as in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.derivations.word_names import chosen_alternative, m, mc, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SIGNS = {m("nary"): "∫", m("acc"): "\u0302", m("groupChr"): "\u23df"}
"""The objects that have a sign, each with its default sign."""
_LEFT_OUT = frozenset(
    m(f"{name}Pr")
    for name in ("nary", "acc", "groupChr", "d", "f", "rad", "ctrl", "r", "m", "func")
) | {w("del"), w("moveFrom")}
"""Elements that are not text: properties, and content that a tracked change removed."""


def formula_text(formula: Element) -> str:
    """Return the characters of a formula, with its operators and brackets.

    A fraction is `a/b`, a root `√(a)`; superscripts and subscripts follow their base.
    """
    return "".join(_characters(formula))


def _characters(element: Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag == m("t"):
        yield element.text or ""
    elif tag == m("f"):
        yield from _joined(element, "/", m("num"), m("den"))
    elif tag == m("rad"):
        yield from ("√(", *_within(element), ")")
    elif tag == m("d"):
        parts = ["".join(_characters(part)) for part in element.iterchildren(m("e"))]
        begins, ends = (
            _sign_property(element, "begChr", "("),
            _sign_property(element, "endChr", ")"),
        )
        yield f"{begins}{_sign_property(element, 'sepChr', '|').join(parts)}{ends}"
    elif tag == m("nary"):
        yield _sign_property(element, "chr", _SIGNS[tag])
        yield from _within(element)
    elif tag in _SIGNS:
        yield from _within(element)
        yield _sign_property(element, "chr", _SIGNS[tag])
    elif tag == m("mr"):
        yield " ".join("".join(_characters(part)) for part in element.iterchildren(m("e")))
        yield ";"
    elif tag not in _LEFT_OUT:
        yield from _within(element)


def _within(element: Element) -> Iterator[str]:
    if element.tag == mc("AlternateContent"):
        chosen = chosen_alternative(element)
        yield from () if chosen is None else _within(chosen)
        return
    for child in element.iterchildren("*"):
        yield from _characters(child)


def _joined(element: Element, sign: str, *names: str) -> Iterator[str]:
    parts = (part for name in names for part in element.iterchildren(name))
    yield sign.join("".join(_characters(part)) for part in parts)


def _sign_property(element: Element, name: str, otherwise: str) -> str:
    """Return the sign in a property of an object; if there is none, the default."""
    found = element.find(f"{element.tag!s}Pr/{m(name)}")
    return otherwise if found is None else found.get(m("val")) or ""
