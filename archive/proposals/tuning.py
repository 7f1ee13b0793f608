"""The numbers that the rules for proposals use.

They were tuned on the texts of `tests/proposals`. Lengths are in code points, unless words are
mentioned.
"""

# --- who says what ---
LONGEST_SENTENCE = 3000
"""The longest sentence; a longer text is a table or a list without full stops."""
LONGEST_QUOTED = 1500
"""The longest quotation that reported speech includes to its end, if the speech ends inside it."""
LEAST_CONTENT = 2
"""The least number of words in the content of reported speech."""
LONGEST_TAIL = 18
"""The most words after a verb such as "said" that ends a sentence: ", said the minister"."""
LONGEST_OWNER = 80
"""How far before a noun such as "suggestion" its possessive is searched ("Mr. Trump's")."""
FARTHEST_SUBJECT = 240
"""How far before or after a verb its subject is searched."""
LONGEST_SUBJECT = 22
"""The most words in a subject."""
DEEPEST_QUOTATION = 4
"""How many quotations may be nested."""
NEAR_CLOSING = 400
"""How far after a possible closing mark a more likely one is searched."""
FARTHEST_CUE = 160
"""The most text between a quotation and the end of its cue."""
FEW_QUOTED = 2
"""Up to this number of words, a quotation is a name or a term, not a statement."""
LEAST_UNPARTED = 6
"""The least number of characters that are more than a word or two, in a script without spaces."""
MOST_BETWEEN = 14
"""The most words between a quotation and the verb after it."""
LEAST_CLAIMED = 4
"""The least number of words that can claim something."""
LEAST_OF_CONDITION = 2
"""The least number of words in a condition: a subject and a verb."""
SHOWN_DEICTIC = 4
"""How many words that refer to something outside a restatement are listed in the reason."""
LEAST_ENGLISH = 0.15
"""The least share of common words in an English text: it has a third, other texts under a tenth."""

# --- what is named ---
SHORTEST_NAME = 2
"""The shortest name that is searched in the text."""
LONGEST_TITLE = 12
"""How far before a last name a title such as "Mr." is searched."""
BESIDE_NAME = 30
"""How far before and after a last name the rest of another name is searched."""
BESIDE_ORGANISATION = 60
"""How far before the name of an organisation an earlier part of the name is searched."""
SHORTEST_ADDRESS = 11
"""The shortest address that can be that of a page."""
SOON = 60
"""Up to this number of days ahead, a day without a year is in the future, not a year before."""
