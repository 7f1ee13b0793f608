"""Names of WordprocessingML and related vocabularies (ECMA-376 parts 1 and 3)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@cache
def w(name: str) -> str:
    """Return a name in the namespace of WordprocessingML."""
    return f"{{{_W}}}{name}"


@cache
def mc(name: str) -> str:
    """Return a name in the namespace of markup compatibility."""
    return f"{{{_MC}}}{name}"


@cache
def m(name: str) -> str:
    """Return a name in the namespace of Office Math."""
    return f"{{{_M}}}{name}"


def value(element: Element | None) -> str:
    """Return the `w:val` of an element; empty if there is none."""
    return "" if element is None else element.get(w("val")) or ""


def chosen_alternative(alternatives: Element) -> Element | None:
    """Return the alternative that is read, of those for newer and for older programs.

    Of a text box the newer form is read, of other drawings the older (ECMA-376 part 3, 9.3).
    """
    choice, fallback = alternatives.find(mc("Choice")), alternatives.find(mc("Fallback"))
    has_text = choice is not None and choice.find(f".//{w('txbxContent')}") is not None
    return choice if fallback is None or has_text else fallback
