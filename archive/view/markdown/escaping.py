"""`escaped` escapes text for Markdown, so that a CommonMark parser reads the same text back.

A character that could mean something stands after a backslash (CommonMark 0.31, 2.4), one that a
parser would trim or break a block at as a numeric reference (2.5), which is never structure. What
GitHub and pandoc add to CommonMark counts as well: a bare address takes what follows it as it is
written, a backslash too, so that no escape holds within one (GFM 0.29, 6.9).
"""

from __future__ import annotations

import re
from collections.abc import Set

_SPECIAL = re.compile(r"[\\`*\[\]<~$|_!:({^@]|&(?=[#A-Za-z])|(?<=www)\.", re.IGNORECASE)
_BLOCK_START = re.compile(
    r"[#>+=%-]|(?:table)?(?P<colon>:)|\(?(?:\d{1,9}|#|[a-z]|[ivxlcdm]+)(?P<mark>[.)])",
    re.IGNORECASE,
)
"""What begins a block at the start of a line, in pandoc's Markdown too."""
_PLAIN_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:https?://|www\.)(?:[A-Za-z0-9./?=%+,;-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))+"
    r"(?=[ \n]|\Z)"
)
"""An address of characters that are never escaped, which programs may make a link of."""
_BLANKS = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*|[\r\u2028\u2029]")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_NO_REFERENCE = re.compile(r"[\x1c-\x1f\x7f-\x9f]")
"""Characters that HTML allows no numeric reference for: they are kept as they are."""


def escaped(
    text: str,
    *,
    cuts: Set[int] = frozenset(),
    calls: Set[int] = frozenset(),
    breaks: Set[int] = frozenset(),
    line: bool = False,
    cell: bool = False,
) -> list[str]:
    r"""Return the Markdown for each code point of a text.

    >>> print("".join(escaped("1. *Notes* & <b>snake_case</b>")))
    1\. \*Notes\* & \<b>snake_case\</b>

    Args:
        text: The text of a block.
        cuts: Offsets at which the writer inserts something.
        calls: Those of them at which a note is called.
        breaks: Those of them at which a line is broken.
        line: Whether it has to stay on one line.
        cell: Whether it stands in a table, which is on one line as well.
    """
    out = list(text)
    for match in _SPECIAL.finditer(text):
        if _has_meaning(text, match.start(), cuts, calls):
            out[match.start()] = f"\\{match[0]}"
    if cell:
        out = ["&#124;" if piece == "\\|" else piece for piece in out]
    if line:
        out = ["\\#" if piece == "#" else piece for piece in out]
    line_starts = {0, *breaks}
    for match in _BLANKS.finditer(text):
        is_soft = match[0] == "\n" and match.start() > 0 and match.end() < len(text)
        if is_soft and not (line or cell):
            line_starts.add(match.end())
        else:
            _refer(out, text, *match.span())
    for match in _EDGES.finditer(text):
        _refer(out, text, *match.span())
    for start in line_starts:
        end = start
        while end < len(text) and text[end] in " \t":
            end += 1
        _refer(out, text, start, end)
        if begun := _BLOCK_START.match(text, start):
            at = next((begun.start(name) for name in ("mark", "colon") if begun[name]), start)
            out[at] = f"\\{text[at]}"
    for match in _PLAIN_ADDRESS.finditer(text):
        start, end = match.span()
        is_followed_by_blank = end == len(text) or out[end] == text[end]
        if is_followed_by_blank and cuts.isdisjoint(range(start, end + 1)):
            out[start:end] = text[start:end]
    if out and text[0] == "\ufeff":  # else the first one of a file is taken for its mark
        out[0] = "&#65279;"
    return out


def line(text: str, *, enclosed: bool = False) -> str:
    """Return the Markdown of a text on one line.

    Args:
        text: The text.
        enclosed: Whether signs stand directly before and after it.
    """
    return "".join(escaped(text, cuts={0, len(text)} if enclosed else frozenset(), line=True))


def _has_meaning(text: str, at: int, cuts: Set[int], calls: Set[int]) -> bool:
    """Whether a special character could mean something where it stands."""
    sign = text[at]
    if sign == "_":  # within a word it never opens or closes
        inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
        return not inside or at in cuts or at + 1 in cuts
    if sign == "!":  # before a link it would make an image of it
        return at + 1 in cuts
    if sign == "(":  # after a call it would make a link of it
        return at in calls
    if sign == ":":  # after a call it would make a note of it, before words an address or a picture
        return at in calls or bool(text[at + 1 : at + 2].strip())
    return True


def _refer(out: list[str], text: str, start: int, end: int) -> None:
    for at in range(start, end):
        if not _NO_REFERENCE.match(text[at]):
            out[at] = f"&#{ord(text[at])};"
