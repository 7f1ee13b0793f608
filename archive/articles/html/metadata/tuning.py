"""The tuned numbers that are used to find the metadata of a page.

`Case` is a test in `tests/articles/html/metadata`, or a case of its `cases.md`, that fails if the
number is changed. Lengths are in code points, unless words or elements are mentioned.
"""

# --- values ---
LONGEST_VALUE = 2000
"""The maximum length of a title, name or address."""
LONGEST_WORDS = 400
"""The maximum length of the words of an element; longer words are not a name, date or title."""

# --- titles ---
LONGEST_TITLE = 300
"""A longer heading is not the title."""
LARGE_PIXELS = 20
"""The font size of a line that may be the title, on a page without headings."""
LONGEST_MINOR_TITLE = 3
"""Another title may begin or end with a longer title, as with the name of the site."""

# --- names ---
LONGEST_NAME = 200
"""A longer text is not a name."""
MOST_WORDS_OF_NAME = 6
"""The maximum number of words of one name in a list of names."""
MOST_WORDS_OF_PERSON = 4
"""The maximum number of words of a text without a mark that looks like the name of a person."""
LONGEST_BYLINE_NAME, MOST_WORDS_OF_BYLINE_NAME = 80, 8
"""The maximum length, and number of words, of a name in an element for authors."""
LONGEST_ADDRESS = 200
"""A longer `address` element does not begin with the author."""
MOST_AUTHORS = 6
"""If there are more names in bylines, they are those of a list of articles, and are ignored."""

# --- lines near the title ---
MOST_LINES = 12
"""The maximum number of lines after the title that are searched for a byline."""
MOST_HEADINGS = 3
"""A date is near the title if it is before this heading after it."""
MOST_BEFORE = 15
"""A date is near the title if it is at most this number of elements before it."""

# --- dates ---
LONGEST_STOPPED_DATE = 25
"""The maximum length of a date that ends with a full stop."""
LONGEST_DATED = 150
"""The maximum length of an element for a date, or a byline, whose date is that of the article."""
UPDATE_WORDS = 40
"""How much of the beginning of a dated text is searched for "updated"."""
BESIDE_DATE = 60
"""How far beside a date its month, and words such as "published" or "retrieved", are searched."""

# --- rights ---
LONGEST_NOTICE = 600
"""A longer text is not a rights notice."""
