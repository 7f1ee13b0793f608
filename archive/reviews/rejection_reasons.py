"""The common reasons to reject a statement, by kind. A person chooses one by its number."""

from __future__ import annotations

from collections.abc import Sequence

from archive.reviews.waiting import Kind, Waiting

_OF_WORDS = "The words do not say so."
_TWICE = "Another statement says it already."
_GONE = "The article does not say it any more."
_UNTIED = "The article does not connect them."
_REASONS: dict[Kind, Sequence[str]] = {
    "claim": (_OF_WORDS, _TWICE, "Nobody claims it: it is a question, an order, or presupposed."),
    "relation": (_UNTIED, _TWICE, "It is another relation."),
    "verdict": ("The evidence does not say so.", "The evidence is no good source.", _TWICE),
    "doubt": ("There is no reason to doubt it.", "It was checked, and is right.", _TWICE),
    "mention": ("Somebody or something else is meant.", "The words name nobody.", _TWICE),
    "date": ("Another date is meant.", "The words name no date.", _TWICE),
    "correction": ("It is no error.", "It is a matter of style.", _TWICE),
    "citation": ("Another work is meant.", "The words cite nothing.", _TWICE),
    "tag": ("The tag does not fit.", _TWICE),
    "comment": ("It is settled.", _TWICE),
}


def reasons(one: Waiting) -> Sequence[str]:
    """Return the common reasons to reject such a statement, the likeliest first."""
    return (_GONE, *_REASONS[one.kind]) if one.lost else (*_REASONS[one.kind], _GONE)
