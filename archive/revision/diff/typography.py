"""Describes how two texts with the same words differ in form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from unicodedata import category

from archive.revision.diff.difference_kinds import Passage
from archive.text.folding import plain_signs

_SIGNS = {"'": "quotation marks", '"': "quotation marks", "-": "dashes", "…": "dots", ".": "dots"}
_FORMS = ("line ends", "spaces", "quotation marks", "dashes", "dots", "invisible characters")
"""The kinds of form, in the order of the result; any other difference is "letters"."""
_LETTERS = "letter composition"


def forms(passages: Iterable[Passage]) -> Sequence[str]:
    r"""Return the kinds of form in which texts with the same words differ.

    >>> forms([Passage("", "“So  late”", '"So late"', ""), Passage("", " ", "\n", " he said")])
    ['line ends', 'spaces', 'quotation marks']
    """
    changed: set[str] = set()
    for passage in passages:
        changed |= _forms(passage.old, passage.new)
    return [form for form in (*_FORMS, _LETTERS) if form in changed]


def _forms(old: str, new: str) -> set[str]:
    if len(old) == len(new):
        pairs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
        signs = {sign for pair in pairs for sign in pair}
    else:
        before, after = Counter(old), Counter(new)
        signs = {*(before - after), *(after - before)}
    kinds = set(map(_form, signs))
    blanks = (sum(map(str.isspace, text)) for text in (old, new))
    if "line ends" in kinds and len(set(blanks)) == 1:
        kinds.discard("spaces")  # these spaces are or were line ends
    return kinds


def _form(sign: str) -> str:
    if sign.isspace():
        return "line ends" if sign in "\n\r\v\f\u0085\u2028\u2029" else "spaces"
    if (plain := plain_signs(sign)) in _SIGNS:
        return _SIGNS[plain]
    return "invisible characters" if category(sign) == "Cf" else _LETTERS
