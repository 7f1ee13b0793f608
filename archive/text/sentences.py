"""The sentences of a text, by UAX #29 with exceptions for the way articles are printed.

Newer versions of Unicode define more characters, so sentence ends may depend on the installed
version. Validity must not depend on them: callers may only warn or choose.

The differences, on purpose:

- A line end is a blank: within a block it is only a line break.
- A full stop, an exclamation or a question mark ends a sentence only before a blank, after
  closing signs: not in an address or before the number of a note ("so.[1]").
- The same is true of an ellipsis ("…").
- Where no blank separates sentences ("上がった。「はい」"), a bracket opens the next one.
- A sentence continues behind each of them in lower case: “Why?” he asked.
- A number can begin a sentence: "It fell. 10 ships sank."
- A full stop behind an initial or an abbreviation ends no sentence: "Mr. Park".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archive.text.characters import BLOCK_END

if TYPE_CHECKING:
    from regex import Pattern

STOPS = ".!?…。！？।॥؟۔"
"""Signs at which a sentence can end, as in a character class of a regular expression."""
PAUSES = ",;:，；：、،؛"
"""Signs at which a clause can end."""
CLOSING = "\"'”’»)\\]」』】）"
"""Signs that close quotations and brackets."""
_ENDED = re.compile(rf"[{STOPS}{PAUSES}][{CLOSING}]*\s*$")

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\0])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Col|Lt|Jr|Sr|No|vs|cf"
    r"|e\.g|i\.e|etc|al|p|pp|vol|ed|eds)\.\s+$"
)
_LONGEST_ABBREVIATION = 6
"""Code points of an abbreviation before its last full stop, including the blank before it."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentences that a stretch touches begin and end.

    >>> text = "Mr. Park left. Then he came back."
    >>> sentence_around(text, 4, 8), sentence_around(text, 16, 17)
    ((0, 15), (15, 33))
    """
    starts = _kept_starts(text)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1))
    return starts[first], starts[last] if last < len(starts) else len(text)


def ends_like_a_sentence(text: str) -> bool:
    """Return whether a text ends with a sign that ends a sentence or clause, unlike a heading.

    >>> ends_like_a_sentence("“It is late.” "), ends_like_a_sentence("Ferries")
    (True, False)
    """
    return _ENDED.search(text) is not None


def sentence_starts(text: str) -> Sequence[int]:
    """Return where the sentences of a text begin; the first one at its beginning."""
    return (
        0,
        *(
            match.end()
            for match in _end().finditer(text)
            if match.end() < len(text)
            and not _ABBREVIATION.search(
                text, max(0, match.start() - _LONGEST_ABBREVIATION), match.end()
            )
        ),
    )


@lru_cache(maxsize=256)
def _kept_starts(text: str) -> Sequence[int]:
    """The same, cached for a block in which many words are checked."""
    return sentence_starts(text)


@cache
def _end() -> Pattern[str]:
    """The end of a sentence: the sign, what closes, and blanks; by the rules SB4 to SB11."""
    import regex

    unseen = r"[\p{SB=Extend}\p{SB=Format}]*+"
    stop, other_stop = r"[\p{SB=ATerm}…!?]", r"(?![!?])\p{SB=STerm}"
    closing = rf"(?:\p{{SB=Close}}{unseen})*+"
    surely_closing = rf"(?:(?![\p{{Ps}}\p{{Pi}}])\p{{SB=Close}}{unseen})*+"
    blank = rf"(?:[\p{{SB=Sp}}\p{{SB=Sep}}\r\n]{unseen})"
    ends = rf"\p{{SB=ATerm}}\p{{SB=STerm}}…{BLOCK_END}"
    goes_on = rf"\p{{SB=SContinue}}|[{ends}]"
    signs = rf"[^\p{{SB=OLetter}}\p{{SB=Upper}}\p{{SB=Lower}}\p{{SB=Numeric}}{ends}]*+"
    return regex.compile(
        rf"{BLOCK_END}"
        rf"|(?:{stop}{unseen}{closing}{blank}++|{other_stop}{unseen}{surely_closing}{blank}*+)"
        rf"(?!{goes_on}|{signs}\p{{SB=Lower}})"
    )
