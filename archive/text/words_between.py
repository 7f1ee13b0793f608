"""Finds the words of a text that stand between pieces of it, with every negation shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_NOTHING = re.compile(
    r"""(?:[\s,，،、'"‘’‚“”„«»‹›)\]}）］｝⁰¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,3}\]|\(\d{1,3}\))*"""
)
"""Blanks, commas, quotation marks, brackets that close, and the numbers of notes."""
_LONGEST, _SHOWN = 80, 30
"""How many code points are shown whole, and how many of the beginning and end of what is longer."""
_NEGATION = re.compile(
    r"\b(?:not|no|nor|never|nobody|nothing|neither|none|nowhere|cannot|without|hardly|scarcely"
    r"|nicht|kein\w*|nie|niemals|niemand|ohne|weder|ne|pas|jamais|aucune?|sans"
    r"|non|mai|nunca|jam[aá]s|ning[uú]n\w*|sin|n[aã]o|niet|geen|nooit|zonder)\b|n[’']t\b",
    re.I,
)
"""Words that turn a sentence round, in English and its neighbours."""


def words_between(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield what stands between neighbouring spans, where it can carry sense.

    That is all but blanks, commas, quotation marks, brackets that close, and numbers of notes: a
    sign such as a minus turns a sentence as a word does.

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
    """Return what stands between spans as a message shows it; empty where no words do.

    Of what is long the middle is left out, but for its negations.
    """
    return ", ".join(repr(_shortened(one)) for one in words_between(text, spans))


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    head, tail = _SHOWN, len(words) - _SHOWN
    found = _NEGATION.finditer(words)
    middle = [one[0] for one in found if one.end() > head and one.start() < tail]
    return " … ".join((words[:head], *dict.fromkeys(middle), words[tail:]))
