"""The tuned numbers that are used to anchor external annotations.

`Case` is a test in `tests/annotations/external` that fails if the number is changed. Lengths are in
code points, shares are from 0 to 1.
"""

# --- words and their context ---
CONTEXT = 64
"""The length of the context that is compared, in code points of the spaceless text."""
CONTEXT_AGREES = 0.75
"""The least share of the text before or after the words that must match at a place."""
CONTEXT_BETTER = 0.25
"""How much more of the whole context must match at the chosen place than at any other."""
DISTINCTIVE_LENGTH = 30
"""From this length in code points, words need no context."""
CONTEXT_LOOKED_UP = 8
"""How many code points of a context are searched with an index; the rest is compared only at the
places where these match."""

# --- the text that offsets refer to ---
TARGETS_AGREE = 0.8
"""The least share of the targets whose words must be at their offsets."""
TARGETS_LENGTH = 12
"""The least total length of these words, in code points."""
TEXTS_SHARE = 0.5
"""The least share of the shorter text that must also be in the other; otherwise the alignment is
not used."""
EXTERNAL_CONTEXT = 40
"""How many code points before and after words of an external text are their context."""

# --- one of several texts ---
LEAST_OF_SOURCE, LEAST_SHARE_OF_SOURCE = 5, 0.8
"""For a file that annotates several texts, one of which the record does not hold exactly: the least
number and share of its annotations that must be anchored for that text to count as a part of the
record. Up to three frequent words, such as names, are anchored by chance."""
LEAST_NOT_ANCHORED = 3
"""From this number of annotations without an anchor, one warning counts them."""

# --- chains of offsets ---
DRIFT, DRIFT_SHARE = 20, 20
"""How much the distance between two places may differ in the other text: by the first number of
code points, plus one code point for each `DRIFT_SHARE` of the distance."""
NEARER = 4
"""A place is chosen only if each other place is farther away by more than this factor."""
SLACK = 100
"""By how many code points the chosen chain must begin nearer to its offsets than any other."""
LEAST_OF_CHAIN, LEAST_SHARE_OF_CHAIN = 3, 0.8
"""The least number of annotations in a chain, and their least share of all annotations."""
