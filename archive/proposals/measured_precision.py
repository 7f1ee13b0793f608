"""The measured precision of each way in which a rule finds statements: their certainty.

`tests/proposals/measure.py` measures it again. The texts, which are those that the rules were
developed with, are listed in docs/reference/proposals.md. Counts made by hand are marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

COUNTS: Mapping[str, tuple[int, int]] = {
    # against attributions annotated by others (PolNeAR)
    "according to": (20, 23),
    "and said": (18, 24),
    "noun": (8, 14),
    "quoted, then who": (292, 318),
    "said between commas": (31, 34),
    "saying a clause": (141, 167),
    "saying that": (110, 135),
    "saying, as a participle": (13, 15),
    "thinking a clause": (7, 10),
    "thinking that": (6, 6),
    "who, then quoted": (48, 56),
    "adverb": (1, 2),
    "passive": (1, 2),
    # lies within an attribution or quotation annotated by others (PolNeAR, LitBank)
    "quotation": (468, 553),
    # against the accepted statements of the records of the project
    "name": (97, 104),
    "name in small letters": (20, 20),
    # read by hand (PolNeAR: all new claimants and names, a sample of the rest; last names,
    # addresses and DOI: TEI of others)
    "last name": (10, 10),
    "named person": (101, 101),
    "named organisation": (8, 8),
    "person in the text": (292, 296),
    "organisation in the text": (122, 125),
    "day of the week": (39, 40),
    "today": (23, 25),
    "day without a year": (15, 18),
    "month without a year": (22, 22),
    "from the writing": (22, 22),
    "so long ago": (20, 20),
    "a span of time": (7, 7),
    "printed date": (22, 22),
    "printed year": (22, 22),
    "part of a year": (4, 4),
    "decade or century": (4, 4),
    "DOI": (25, 25),
    "address": (22, 22),
}
"""For each way: the number of right proposals, and the number of all proposals."""

PLAINLY_DESCRIPTIVE = 0.8
"""The records have 215 accepted claims whose words do not show the kind; this share of them (171)
is descriptive."""


def precision(way: str) -> float | None:
    """Return which share of a way's proposals is right; `None` if it was not measured.

    The share is (right + 1) / (all + 2), after Laplace, because a few right proposals prove little.

    >>> round(precision("part of a year"), 2)
    0.83
    """
    if way not in COUNTS:
        return None
    right, total = COUNTS[way]
    return (right + 1) / (total + 2)


def grounds(way: str, why: str, share: float = 1.0) -> dict[str, Any]:
    """Return the raw fields for the certainty of a way, if measured, and for the reason.

    >>> grounds("part of a year", "“late”")
    {'certainty': 0.83, 'reason': 'rule part of a year: “late”.'}

    Args:
        way: The way in which the rule found the statement.
        why: The evidence: the words that show it.
        share: A factor for the certainty in this case, from 0 to 1.
    """
    measured = precision(way)
    certainty = {} if measured is None else {"certainty": round(measured * share, 2)}
    return {**certainty, "reason": f"rule {way}: {why}."}
