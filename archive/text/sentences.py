"""The sentences of a text, by UAX #29 with exceptions for how articles are printed.

Newer versions of Unicode define more characters, so sentence ends may depend on the installed
version. Validity must not depend on them: callers may only warn or choose by them.

These rules differ from UAX #29 on purpose:

- A line end counts as a blank: within a block it is only a line break.
- A full stop, exclamation or question mark ends a sentence only if a blank follows it and any
  closing signs. It does not in an address, or before the number of a note ("so.[1]").
- The same rule applies to an ellipsis ("…").
- Where sentences have no blank between them ("上がった。「はい」"), a bracket begins the next one.
- If a lower-case letter follows such a sign, the sentence continues: “Why?” he asked.
- A number can begin a sentence: "It fell. 10 ships sank."
- A full stop after an initial or an abbreviation does not end a sentence: "Mr. Park".
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
"""Signs at which a sentence can end, in the syntax of a character class."""
PAUSES = ",;:，；：、،؛"
"""Signs at which a clause can end, in the same syntax."""
CLOSING = "\"'”’»)\\]」』】）"
"""Signs that close quotations and brackets, in the same syntax."""
_ENDED = re.compile(rf"[{STOPS}{PAUSES}][{CLOSING}]*\s*$")

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\0])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Col|Lt|Jr|Sr|No|vs|cf"
    r"|e\.g|i\.e|etc|al|p|pp|vol|ed|eds)\.\s+$"
)
_LONGEST_ABBREVIATION = 6
"""Most code points of an abbreviation before its last full stop, with the blank before it."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the first sentence that a stretch touches begins, and where the last one ends.

    >>> text = "Mr. Park left. Then he came back."
    >>> sentence_around(text, 4, 8), sentence_around(text, 16, 17)
    ((0, 15), (15, 33))
    """
    starts = _kept_starts(text)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1))
    return starts[first], starts[last] if last < len(starts) else len(text)


def ends_like_a_sentence(text: str) -> bool:
    """Return whether a text ends with a sign that ends sentences or clauses; headings do not.

    >>> ends_like_a_sentence("“It is late.” "), ends_like_a_sentence("Ferries")
    (True, False)
    """
    return _ENDED.search(text) is not None


def sentence_starts(text: str) -> Sequence[int]:
    """Return where the sentences of a text begin; the first one begins with the text."""
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
    """Return the same as `sentence_starts`, cached for blocks in which many words are checked."""
    return sentence_starts(text)


@cache
def _end() -> Pattern[str]:
    """Return the pattern of a sentence end: the sign, closing signs, blanks (SB4 to SB11)."""
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
