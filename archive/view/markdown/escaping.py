"""`escaped` escapes text for Markdown, so that a CommonMark parser reads the same text back.

A character that could have a meaning gets a backslash (CommonMark 0.31, 2.4). A character that a
parser would trim, or that would end a block, becomes a numeric reference (2.5), which is always
text. The syntax of GitHub and pandoc is escaped too. Nothing inside a bare address can be escaped:
it includes all characters literally, even a backslash (GFM 0.29, 6.9).
"""

from __future__ import annotations

import re
from collections.abc import Set

_SPECIAL = re.compile(r"[\\`*\[\]<~$|_!:({^@]|&(?=[#A-Za-z])|(?<=www)\.", re.IGNORECASE)
_BLOCK_START = re.compile(
    r"[#>+=%-]|(?:table)?(?P<colon>:)|\(?(?:\d{1,9}|#|[a-z]|[ivxlcdm]+)(?P<mark>[.)])",
    re.IGNORECASE,
)
"""The signs that begin a block at the start of a line, in CommonMark or in pandoc."""
_PLAIN_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:https?://|www\.)(?:[A-Za-z0-9./?=%+,;-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))+"
    r"(?=[ \n]|\Z)"
)
"""An address of characters that are never escaped, which programs may turn into a link."""
_BLANKS = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*|[\r\u2028\u2029]")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_NO_REFERENCE = re.compile(r"[\x1c-\x1f\x7f-\x9f]")
"""Characters for which HTML allows no numeric reference: they stay unchanged."""


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
        calls: Those of `cuts` at which the writer inserts a note call.
        breaks: Those of `cuts` at which the writer inserts a line break.
        line: Whether the text must stay on one line.
        cell: Whether the text is in a table, where it must stay on one line too.
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
    if out and text[0] == "\ufeff":  # otherwise read as the byte order mark of a file
        out[0] = "&#65279;"
    return out


def line(text: str, *, enclosed: bool = False) -> str:
    """Return the Markdown of a text on one line.

    Args:
        text: The text.
        enclosed: Whether Markdown signs are directly before and after the text.
    """
    return "".join(escaped(text, cuts={0, len(text)} if enclosed else frozenset(), line=True))


def _has_meaning(text: str, at: int, cuts: Set[int], calls: Set[int]) -> bool:
    """Return whether a special character could have a meaning in Markdown at its place."""
    sign = text[at]
    if sign == "_":  # within a word it does not open or close emphasis
        inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
        return not inside or at in cuts or at + 1 in cuts
    if sign == "!":  # before a link it would make an image
        return at + 1 in cuts
    if sign == "(":  # after a call it would make a link
        return at in calls
    if sign == ":":  # after a call it would make a note; before words, an address or an emoji
        return at in calls or bool(text[at + 1 : at + 2].strip())
    return True


def _refer(out: list[str], text: str, start: int, end: int) -> None:
    for at in range(start, end):
        if not _NO_REFERENCE.match(text[at]):
            out[at] = f"&#{ord(text[at])};"
