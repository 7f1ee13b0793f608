"""The numbers that the rules for proposals use.

`Case` is a test in `tests/proposals` that fails with another number. `Guard` is a test in its
`test_tuning.py` with a made-up text, which keeps the number where it is. Lengths are in code
points, unless words are mentioned.
"""

# --- who says what ---
LONGEST_SENTENCE = 3000
"""The longest sentence; a longer text is a table or a list without full stops.

Guard: `test_a_table_is_no_sentence`.
"""
LONGEST_QUOTED = 1500
"""The longest quotation that reported speech includes to its end, if the speech ends inside it.

Guard: `test_speech_ends_with_its_quotation_if_it_is_not_too_long`.
"""
LEAST_CONTENT = 2
"""The least number of words in the content of reported speech.

Case: `test_what_only_looks_like_it_is_no_claim`.
"""
LONGEST_TAIL = 18
"""The most words after a verb such as "said" that ends a sentence: ", said the minister".

Guard: `test_a_verb_that_ends_a_sentence_has_a_few_words_after_it`.
"""
LONGEST_OWNER = 80
"""How far before a noun such as "suggestion" its possessive is searched ("Mr. Trump's").

Guard: `test_an_owner_is_near_the_noun`.
"""
FARTHEST_SUBJECT = 240
"""How far before or after a verb its subject is searched.

Guard: `test_a_subject_is_near_its_verb`.
"""
LONGEST_SUBJECT = 22
"""The most words in a subject.

Guard: `test_a_subject_has_a_few_words`.
"""
DEEPEST_QUOTATION = 4
"""How many quotations may be nested.

Guard: `test_a_few_quotations_are_nested`.
"""
NEAR_CLOSING = 400
"""How far after a possible closing mark a more likely one is searched.

Guard: `test_a_more_likely_closing_mark_is_near`.
"""
FARTHEST_CUE = 160
"""The most text between a quotation and the end of its cue.

Guard: `test_a_cue_is_near_its_quotation`.
"""
FEW_QUOTED = 2
"""Up to this number of words, a quotation is a name or a term, not a statement.

Case: `test_what_is_set_off_is_no_quotation`.
"""
LEAST_UNPARTED = 6
"""The least number of characters that are more than a word or two, in a script without spaces.

Case: `test_scripts_without_blanks_are_quoted_too`.
"""
MOST_BETWEEN = 14
"""The most words between a quotation and the verb after it.

Guard: `test_a_few_words_are_between_a_quotation_and_its_verb`.
"""
LEAST_CLAIMED = 4
"""The least number of words that can claim something.

Case: `test_a_negation_with_a_large_letter_is_one`.
"""
LEAST_OF_CONDITION = 2
"""The least number of words in a condition: a subject and a verb.

Case: `test_a_condition_ends_where_its_result_begins`.
"""
SHOWN_DEICTIC = 4
"""How many words that refer to something outside a restatement are listed in the reason.

Guard: `test_a_reason_lists_a_few_words_that_refer_to_something_outside`.
"""
LEAST_ENGLISH = 0.15
"""The least share of common words in an English text: it has a third, other texts under a tenth.

Case: `test_the_council_of_the_real_article_is_claimant_and_source`.
"""

# --- what is named ---
SHORTEST_NAME = 2
"""The shortest name that is searched in the text.

Case: `test_a_name_is_a_mention_of_whom_the_record_knows_by_it`.
"""
LONGEST_TITLE = 12
"""How far before a last name a title such as "Mr." is searched.

Guard: `test_a_title_is_just_before_a_last_name`.
"""
BESIDE_NAME = 30
"""How far before and after a last name the rest of another name is searched.

Guard: `test_another_first_name_is_just_before_a_last_name`.
"""
BESIDE_ORGANISATION = 60
"""How far before the name of an organisation an earlier part of the name is searched.

Guard: `test_the_name_of_an_organisation_begins_not_far_before`.
"""
SHORTEST_ADDRESS = 11
"""The shortest address that can be that of a page.

Guard: `test_an_address_is_not_too_short`.
"""
SOON = 60
"""Up to this number of days ahead, a day without a year is in the future, not a year before.

Guard: `test_a_day_without_a_year_may_be_soon`.
"""
