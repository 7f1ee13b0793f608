"""Finds the words between pieces of a text; every negation among them is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_NOTHING = re.compile(
    r"""(?:[\s,，،、'"‘’‚“”„«»‹›)\]}）］｝⁰¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,3}\]|\(\d{1,3}\))*"""
)
"""Matches blanks, commas, quotation marks, closing brackets, and the numbers of notes."""
_LONGEST, _SHOWN = 80, 30
"""Code points of a text that is shown in full, and of each end of a longer text."""
_NEGATION = re.compile(
    r"\b(?:not|no|nor|never|nobody|nothing|neither|none|nowhere|cannot|without|hardly|scarcely"
    r"|nicht|kein\w*|nie|niemals|niemand|ohne|weder|ne|pas|jamais|aucune?|sans"
    r"|non|mai|nunca|jam[aá]s|ning[uú]n\w*|sin|n[aã]o|niet|geen|nooit|zonder)\b|n[’']t\b",
    re.I,
)
"""Negations in English and some other European languages."""


def words_between(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the text between neighbouring spans, where it can carry meaning.

    Only blanks, commas, quotation marks, closing brackets and numbers of notes carry no meaning.
    Any other sign, such as a minus, can reverse a sentence as a word does.

    >>> list(words_between("The minister is not guilty.", [(20, 26), (0, 15)]))
    ['not']
    >>> list(words_between("The minister, guilty.", [(0, 12), (14, 20)]))
    []
    >>> list(words_between("Profit was −5 percent.", [(0, 10), (12, 21)]))
    ['−']
    """
    reached = None
    for (_, end), (start, _) in pairwise(sorted(spans)):
        reached = max(end, reached or end)
        between = text[reached:start]
        if not _NOTHING.fullmatch(between):
            yield between.strip()


def words_between_repr(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text between spans as messages show it; empty if there are no words.

    The middle of a long text is left out, except for its negations.
    """
    return ", ".join(repr(_shortened(one)) for one in words_between(text, spans))


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    head, tail = _SHOWN, len(words) - _SHOWN
    found = _NEGATION.finditer(words)
    middle = [one[0] for one in found if one.end() > head and one.start() < tail]
    return " … ".join((words[:head], *dict.fromkeys(middle), words[tail:]))
