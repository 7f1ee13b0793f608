"""The tuned numbers that are used to locate words in a text.

`Case` is a test in `tests/text` that fails with another number, or without it. `Guard` is a test in
its `test_locate_tuning.py` with a made-up text, which keeps the number where it is.
`tests/revision/accuracy.py` measures the effect of all numbers. Weights are those of
`alignment.tokens.weight`; likenesses and shares are from 0 to 1, unless they are said to be of 100.
"""

# --- the context ---
CONTEXT_AGREES = 0.75
"""The least likeness at which a context counts as the same.

Case: `test_a_side_that_agrees_a_little_less_is_enough_for_words_that_stand_once_near_their_place`.
"""
CONTEXT_AGREES_WELL = 0.9
"""The least likeness of the context on one side that is enough without the other side.

Case: `test_the_answer_is_right_where`.
"""
CONTEXT_BETTER = 0.25
"""How much more similar the context of one place must be than any other; both sides give 2.

Case: `test_the_copy_with_the_likest_context_is_named_first`.
"""
TELLING_WEIGHT = 30
"""The least weight of words that can be located without any context.

Case: `test_the_answer_is_right_where`.
"""

# --- the old place ---
DRIFT, DRIFT_SHARE = 120, 100
"""How far earlier changes may shift words: code points, plus 1/100 of the text.

Case: `test_the_answer_is_right_where`. Guard: `test_in_a_long_text_words_shift_farther`.
"""
UNMOVED = 20
"""The most code points by which words may shift and still count as unmoved if there are copies.

Guard: `test_of_copies_one_is_at_its_old_place_and_the_other_is_not`.
"""
NEARER, SLACK = 4, 100
"""How many times nearer one place must be than any other place, and a margin in code points.

Case of the margin: `test_the_answer_is_right_where`. Guard:
`test_of_copies_one_is_at_its_old_place_and_the_other_is_not`.
"""

# --- similar words ---
WORDS_ALIKE = 0.6
"""The least likeness of words that are similar but not the same.

Case: `test_a_typing_error_inside_leaves_the_ends_where_they_were`.
"""
WORDS_ALIKE_ALONE = 0.85
"""The least likeness if the context is unknown, or if only one side of it agrees.

Guard: `test_words_without_context_are_nearly_the_same`.
"""
WINDOW_ALIKE = 70
"""The least likeness (of 100) of words with their context that are examined further.

Case: `test_words_put_inside_belong_to_what_is_found_and_words_put_beside_it_do_not`.
"""
WINDOW_BETTER = 5
"""How much more similar (of 100) the best window must be than any other.

Guard: `test_no_other_words_are_about_as_similar`.
"""
TRACE_ALIKE = 55
"""The least likeness (of 100) of a remaining trace of words that are now far away.

Case: `test_a_selector_that_fits_far_away_is_doubted_where_something_like_it_is_left`.
"""
ROOM, ROOM_SHARE = 40, 3
"""How far beyond a window its words may be: code points, plus 1/3 of the words and context.

Case: `test_signs_are_whole`. Guard: `test_a_sentence_may_be_put_into_long_words`.
"""
WHOLE_SHARE = 0.8
"""A place shorter than this share of the words may lack a part of them.

Guard: `test_words_are_not_where_a_part_of_them_is_now_beside_them`.
"""
BESIDE_PLACE = 300
"""Code points beside a place that are searched for a clause moved out of it.

Guard: `test_words_are_not_where_a_part_of_them_is_now_beside_them`.
"""
CLAUSE_WEIGHT = 12
"""The least weight of a clause that does not occur elsewhere by chance.

Guard: `test_words_are_not_where_a_part_of_them_is_now_beside_them`.
"""
