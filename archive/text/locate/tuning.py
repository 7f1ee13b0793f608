"""The tuned numbers that are used to locate words in a text.

`Case` is a test in `tests/text` that fails if the number is changed. `tests/revision/accuracy.py`
measures the joint effect of all numbers. Weights are those of `alignment.tokens.weight`; likenesses
and shares are from 0 to 1, unless they are said to be of 100.
"""

# --- the context ---
CONTEXT_AGREES = 0.75
"""The least likeness at which a context counts as the same.

Case: `test_a_typing_error_inside_leaves_the_ends_where_they_were`.
"""
CONTEXT_AGREES_WELL = 0.9
"""The least likeness of the context on one side that is enough without the other side.

Case: `test_the_answer_is_right_when`.
"""
CONTEXT_BETTER = 0.25
"""How much more similar the context of one place must be than any other; both sides give 2.

Case: `test_several_in_another_form_are_ambiguous_until_the_context_or_the_place_tells`.
"""
TELLING_WEIGHT = 30
"""The least weight of words that can be located without any context.

Case: `test_the_answer_is_right_where`.
"""

# --- the old place ---
DRIFT, DRIFT_SHARE = 120, 100
"""How far earlier changes may shift words: code points, plus 1/100 of the text."""
UNMOVED = 20
"""The most code points by which words may shift and still count as unmoved if there are copies."""
NEARER, SLACK = 4, 100
"""How many times nearer one place must be than any other place, and a margin in code points."""

# --- similar words ---
WORDS_ALIKE = 0.6
"""The least likeness of words that are similar but not the same."""
WORDS_ALIKE_ALONE = 0.85
"""The least likeness if the context is unknown, or if only one side of it agrees."""
WINDOW_ALIKE = 70
"""The least likeness (of 100) of words with their context that are examined further."""
WINDOW_BETTER = 5
"""How much more similar (of 100) the best window must be than any other."""
TRACE_ALIKE = 55
"""The least likeness (of 100) of a remaining trace of words that are now far away."""
ROOM, ROOM_SHARE = 40, 3
"""How far beyond a window its words may be: code points, plus 1/3 of the words and context."""
WHOLE_SHARE = 0.8
"""A place shorter than this share of the words may lack a part of them."""
BESIDE_PLACE = 300
"""Code points beside a place that are searched for a clause moved out of it."""
CLAUSE_WEIGHT = 12
"""The least weight of a clause that does not occur elsewhere by chance."""
