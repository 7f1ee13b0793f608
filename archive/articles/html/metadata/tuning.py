"""The tuned numbers that are used to find the metadata of a page.

`Case` is a test in `tests/articles/html/metadata`, or a page of its `cases.md`, that fails with
another number, or without it. `Guard` is a test in its `test_tuning.py` with a made-up text, which
keeps the number where it is; no page is known that needs this number and not one near it. Lengths
are in code points, unless words or elements are mentioned.
"""

# --- values ---
LONGEST_VALUE = 2000
"""The maximum length of a title, name or address.

Case: `test_a_title_that_is_far_too_long_is_none`.
"""
LONGEST_WORDS = 400
"""The maximum length of the words of an element; longer words are not a name, date or title.

Guard: `test_words_of_an_element_are_few`.
"""

# --- titles ---
LARGE_PIXELS = 20
"""The font size of a line that may be the title, on a page without headings.

Guard: `test_large_letters_are_a_title`.
"""
LONGEST_MINOR_TITLE = 3
"""Other titles begin or end with a title of this length, or a shorter one, only by chance.

Guard: `test_a_title_of_a_few_letters_begins_others_by_chance`.
"""

# --- names ---
LONGEST_NAME = 200
"""A longer text is not a name.

Guard: `test_a_long_text_is_no_name`.
"""
MOST_WORDS_OF_NAME = 6
"""The maximum number of words of one name in a list of names.

Guard: `test_a_list_has_names_of_a_few_words`.
"""
MOST_WORDS_OF_PERSON = 4
"""The maximum number of words of a text without a mark that looks like the name of a person.

Guard: `test_a_name_without_a_mark_is_short`.
"""
MOST_WORDS_OF_BYLINE_NAME = 8
"""The maximum number of words of a name in an element for authors.

Guard: `test_a_byline_of_many_words_is_no_name`.
"""
MOST_AUTHORS = 6
"""If there are more names in bylines, they are those of a list of articles, and are ignored.

Guard: `test_many_bylines_are_those_of_other_articles`.
"""

# --- lines near the title ---
MOST_LINES = 12
"""The maximum number of lines after the title that are searched for a byline.

Guard: `test_a_byline_is_a_few_lines_after_the_title`.
"""
MOST_HEADINGS = 3
"""A date is near the title if it is before this heading after it.

Case: "Dates in sentences are those of events".
"""
MOST_BEFORE = 15
"""A date is near the title if it is at most this number of elements before it.

Guard: `test_a_date_before_the_title_is_near_it`.
"""

# --- dates ---
LONGEST_STOPPED_DATE = 25
"""The maximum length of a date that ends with a full stop.

Guard: `test_a_date_with_a_full_stop_is_no_sentence`.
"""
LONGEST_DATED = 150
"""The maximum length of an element for a date, or a byline, whose date is that of the article.

Guard: `test_a_long_text_with_a_date_is_about_something_else`.
"""
BESIDE_DATE = 60
"""How far beside a date its month, and words such as "published" or "retrieved", are searched.

Guard: `test_a_date_in_the_source_is_near_what_it_is_the_date_of`.
"""

# --- rights ---
LONGEST_NOTICE = 600
"""A longer text is not a rights notice.

Guard: `test_a_notice_is_a_paragraph`.
"""
