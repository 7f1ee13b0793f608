"""The tuned numbers that are used to anchor external annotations.

`Case` is a test in `tests/annotations/external` that fails with another number, or without it.
`Guard` is a test in its `test_tuning.py` with a made-up text, which keeps the number where it is;
no file is known that needs this number and not one near it. Lengths are in code points, shares are
from 0 to 1.
"""

# --- words and their context ---
CONTEXT = 64
"""The maximum length of the context that is taken from a text, and of the context that is compared.

Guard: `test_only_the_nearest_context_is_compared`.
"""
CONTEXT_AGREES = 0.75
"""The least share of the text before or after the words that must match at a place.

Guard: `test_most_of_one_side_of_the_context_agrees`.
"""
CONTEXT_BETTER = 0.25
"""How much more of the whole context must match at the chosen place than at any other.

Guard: `test_the_context_of_another_place_is_much_less_like`.
"""
DISTINCTIVE_LENGTH = 30
"""From this length in code points, words need no context.

Guard: `test_long_words_need_no_context`.
"""
CONTEXT_LOOKED_UP = 8
"""How many code points of a context are searched with an index; the rest is compared only at the
places where these match.

Case: `test_offsets_do_not_choose_among_places_that_have_other_words_beside_them`.
"""

# --- the text that offsets refer to ---
TARGETS_AGREE = 0.8
"""The least share of the targets whose words must be at their offsets.

Case: `test_words_that_stand_only_in_another_file_are_not_placed_there`.
"""
TARGETS_LENGTH = 12
"""The least total length of these words, in code points.

Case: `test_offsets_do_not_choose_among_places_that_have_other_words_beside_them`.
"""
TEXTS_SHARE = 0.5
"""The least share of the shorter text that must also be in the other; otherwise the alignment is
not used.

Case: `test_words_that_two_texts_happen_to_share_are_not_anchored`.
"""

# --- one of several texts ---
LEAST_OF_SOURCE, LEAST_SHARE_OF_SOURCE = 5, 0.8
"""For a file that annotates several texts, one of which the record does not hold exactly: the least
number and share of its annotations that must be anchored for that text to count as a part of the
record. Up to three frequent words, such as names, are anchored by chance.

Case: `test_a_text_with_other_blanks_is_known_by_the_distances_of_its_words`. Guard of the share:
`test_most_annotations_of_a_text_are_in_the_record`.
"""
LEAST_NOT_ANCHORED = 3
"""From this number of annotations without an anchor, one warning counts them.

Case: `test_a_file_about_another_text_is_reported_as_a_whole`.
"""

# --- chains of offsets ---
DRIFT, DRIFT_SHARE = 20, 20
"""How much the distance between two places may differ in the other text: by the first number of
code points, plus one code point for each `DRIFT_SHARE` of the distance.

Guard: `test_a_place_is_chosen_by_its_distance_from_a_known_one`.
"""
NEARER = 4
"""A place is chosen only if each other place is farther away by more than this factor.

Guard: `test_a_place_is_chosen_by_its_distance_from_a_known_one`.
"""
SLACK = 100
"""By how many code points the chosen chain must begin nearer to its offsets than any other.

Guard: `test_of_two_courses_one_begins_much_nearer_to_its_offsets`.
"""
LEAST_OF_CHAIN, LEAST_SHARE_OF_CHAIN = 3, 0.8
"""The least number of annotations in a chain, and their least share of all annotations.

Case: `test_offsets_do_not_choose_among_places_that_have_other_words_beside_them`. Guard of the
share: `test_most_annotations_are_on_one_course`.
"""
