"""The tuned numbers of text alignment.

`Case` is a test in `tests/text` or `tests/revision` that fails with another number. `Guard` is a
test in `tests/text/alignment/test_tuning.py` with a made-up text, which keeps the number where it
is; if no case is named, no older test of these folders is known to fail with 0.6 or 1.6 times the
number. `tests/revision/accuracy.py` measures the joint effect of all numbers on the histories of
real articles. Weights are those of `tokens.weight`; shares are from 0 to 1.
"""

# --- tokens that tie two texts together ---
LIGHTEST_TIE = 12
"""The least weight of a clause that can be a tie between two texts.

Guard: `test_a_short_clause_is_no_tie`.
"""
NGRAM = 4
"""The number of tokens of a tie, where clauses give no ties.

Guard: `test_four_words_in_a_row_are_shared`.
"""
REACH = 600
"""The most code points of a sentence beside a moved passage that may have been moved with it.

Guard: `test_a_long_sentence_is_not_moved_with_a_passage`.
"""
LARGEST_TABLE = 4_000_000
"""The largest product of the token counts of two texts that are aligned without ties.

Guard: `test_large_texts_without_ties_are_only_aligned_by_ngrams`.
"""
ISLAND = 4
"""The most consecutive tokens that can be the same in two texts by chance.

Guard: `test_few_words_between_large_changes_are_the_same_by_chance`.
"""
COPIES = 16
"""The most copies of a word in the change beside it that are compared.

Guard: `test_words_beside_a_change_are_compared_with_the_nearest_copies`.
"""
SINGLE = 12
"""The fewest consecutive code points that occur only once for another reason than chance.

Guard: `test_words_between_long_passages_that_occur_once_are_no_copy`.
"""

# --- passages that moved ---
LIGHTEST_MOVE = 20
"""The least weight of a passage that is recognised in another place.

Guard: `test_part_of_a_sentence_is_moved_if_it_is_long`.
"""
LIGHTEST_SENTENCE = 10
"""The least weight of a whole sentence or block that is recognised in another place.

Case: `test_what_is_edited_in_place_stays_in_place`.
Guard: `test_a_very_short_sentence_is_not_moved`.
"""
LENGTH_DIFFERENCE = 24
"""Gaps whose lengths differ by fewer code points cannot have lost or gained a sentence.

Guard: `test_a_little_more_text_is_not_another_sentence`.
"""
FAR = 300
"""The most code points between two clauses of one moved passage.

Guard: `test_clauses_far_apart_are_not_moved_together`.
"""
SENTENCE_ALIKE = 70
"""The least likeness (of 100) of a moved sentence in the two texts.

Guard: `test_a_moved_sentence_has_similar_words`.
"""
BESIDE_CLAUSE = 8
"""Code points before or after a clause that show that it is in its old place.

Guard: `test_the_same_words_beside_a_clause_show_that_it_is_no_copy`.
"""

# --- sentences that moved ---
LIGHTEST_MOVED = 20
"""The least weight of a sentence that is recognised in another place.

Guard: `test_a_short_sentence_is_not_moved_and_edited`.
"""
SHORTEST_GAP = 4
"""The fewest consecutive unmatched code points that are searched for a sentence.

Guard: `test_a_few_signs_between_known_words_are_searched_for_a_moved_sentence`.
"""
UNMATCHED_SHARE = 0.5
"""The least share of a sentence that is unmatched if the sentence may be elsewhere.

Guard: `test_a_sentence_of_which_half_is_in_its_place_may_be_moved`.
"""
MOVED_ALIKE = 0.6
"""The least likeness of a moved sentence and its edited form.

Guard: `test_a_moved_and_edited_sentence_has_most_of_its_words`.
"""
MOVED_BETTER = 0.15
"""How much more alike a moved sentence and its new form must be than either is to any other.

Guard: `test_a_moved_sentence_is_more_similar_than_others`.
"""
OFTEN = 8
"""The most sentences with the same n-gram that are searched, and that are compared with one.

Guard: `test_few_sentences_with_the_same_words_are_searched`.
"""

# --- sentences that occur twice ---
EXTRA_LENGTH = 12
"""The fewest code points by which the new text must be longer if a copy was inserted.

Guard: `test_a_text_that_is_little_longer_has_no_copy`.
"""
COPY_ALIKE = 0.7
"""The least share of its words that a sentence has in common with another one in its place.

Case: `test_a_sentence_of_few_words_is_not_taken_for_its_copy`.
Guard: `test_the_other_sentence_has_most_words_of_a_copy`.
"""
COPY_HEAD = 3
"""The number of tokens that identify the beginning of a sentence after its introduction.

Guard: `test_the_first_words_of_a_sentence_show_that_it_was_introduced`.
"""
BESIDE_SENTENCE = 16
"""Code points beside a sentence that show that it is in its old place.

Guard: `test_the_same_words_beside_a_sentence_show_that_it_is_in_its_place`.
"""

# --- what became of a stretch ---
KEPT = 0.4
"""The least share of a stretch, by weight, that must be in the new text.

Case: `test_text_without_spaces_is_compared_character_by_character`.
Guard: `test_much_of_a_stretch_is_in_the_new_text`.
"""
MOSTLY = 0.6
"""The least sure share of a stretch's matched words, if the words at its ends are not sure.

Guard: `test_most_words_of_a_stretch_are_sure`.
"""
NEAR = 60
"""Code points beside a stretch that are searched for another copy of its first or last words.

Guard: `test_words_near_a_stretch_may_be_those_at_its_end`.
"""
STRETCH_ALIKE = 60
"""The least likeness (of 100) of a stretch and the text in its place.

Case: `test_words_put_inside_belong_to_an_anchor_and_words_beside_it_do_not`.
"""
LONGEST_INSIDE = 2_000
"""The most code points that may be inserted between two words of one stretch.

Guard: `test_a_long_insertion_parts_a_stretch`.
"""
WORD_LIKE = 0.6
"""The least likeness of a word and the word that may have replaced it.

Case: `test_marks_move_with_the_words_of_a_mended_text`.
Guard: `test_a_similar_word_has_replaced_a_word`.
"""
MOST_PAIRS = 2_500
"""The most old words times new words that are compared to divide a change.

Guard: `test_the_words_of_a_large_change_are_not_compared`.
"""
SLID = 200
"""The most code points by which inserted or deleted words are shifted to begin a sentence.

Guard: `test_an_inserted_sentence_is_shown_from_its_beginning`.
"""
