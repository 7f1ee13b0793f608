r"""Undoes the escapes in WebAnno TSV: backslashes before reserved characters, `\t`, `\n`.

WebAnno TSV 3.3, "Reserved Characters"; one of these is `->`.
"""

from __future__ import annotations

import re

_OF_VALUES = re.compile(r"\\(->|[\\\[\]|_;*tn])")
_OF_TEXT = re.compile(r"\\([\\tnfrb\x00-\x07\x0e-\x1f])")
_LETTERS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}


def unescape_value(escaped: str) -> str:
    r"""Return the unescaped value of a feature.

    >>> unescape_value(r"a\_b\->c\\\|")
    'a_b->c\\|'
    """
    return _OF_VALUES.sub(lambda sign: _LETTERS.get(sign[1], sign[1]), escaped)


def unescape_text(escaped: str) -> str:
    r"""Return the unescaped text of a sentence or token.

    >>> unescape_text(r"a\\b\r[c]")
    'a\\b\r[c]'
    """
    return _OF_TEXT.sub(lambda sign: _LETTERS.get(sign[1], sign[1]), escaped)


def split_unescaped(cell: str, sign: str) -> list[str]:
    r"""Return the parts of a cell between separators that have no backslash before them.

    >>> split_unescaped(r"a|b\|c|\\|d", "|")
    ['a', 'b\\|c', '\\\\', 'd']
    """
    if "\\" not in cell:
        return cell.split(sign)
    parts, start = [], 0
    for found in re.finditer(rf"(?:\\.)|({re.escape(sign)})", cell, re.DOTALL):
        if found[1]:
            parts.append(cell[start : found.start()])
            start = found.end()
    return [*parts, cell[start:]]
