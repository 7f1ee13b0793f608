"""Further ways in which texts are changed, with quotations of their own.

They came after those of `ways`, whose quotations stay what they were.
"""

from __future__ import annotations

from functools import partial

from tests.tools.edited.copies import edited_and_copied
from tests.tools.edited.splits import by_a_clause, by_a_full_stop, by_a_link_or_note
from tests.tools.edited.ways import Change
from tests.tools.edited.wrapped import wrapped_anew

FURTHER: dict[str, Change] = {
    "edited, its old wording new": partial(edited_and_copied, form="bare"),
    "edited, its old wording in a notice": partial(edited_and_copied, form="notice"),
    "edited, its old wording quoted": partial(edited_and_copied, form="quoted"),
    "split by a full stop and words": by_a_full_stop,
    "split, a clause a sentence": by_a_clause,
    "a link or a note put in": by_a_link_or_note,
    "wrapped anew": wrapped_anew,
    "wrapped anew in other forms": partial(wrapped_anew, forms=True),
}
"""The further ways, by name."""

FORM_ONLY = frozenset({"wrapped anew", "wrapped anew in other forms"})
"""Those that change nothing but the form of the quotations."""
