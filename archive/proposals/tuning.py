"""The numbers of the rules that propose statements.

They were set on the texts of `tests/proposals`; lengths are in code points where nothing else is
said.
"""

# --- who says what ---
LONGEST_SENTENCE = 3000
"""What is longer is no sentence: a table without stops, a list."""
LONGEST_QUOTED = 1500
"""A longer quotation does not end the content of a report."""
LEAST_CONTENT = 2
"""Words of the content."""
LONGEST_TAIL = 18
"""Words from a verb at the end of a sentence on."""
LONGEST_OWNER = 80
"""How far before a noun of speech its owner is looked for."""
FARTHEST_SUBJECT = 240
"""Code points before a verb in which its subject is looked for, or behind it."""
LONGEST_SUBJECT = 22
"""Tokens of a subject."""
DEEPEST_QUOTATION = 4
"""How deep quotations nest."""
NEAR_CLOSING = 400
"""How far behind a mark another is looked for that closes better."""
FARTHEST_CUE = 160
"""Code points behind a quotation in which its cue stands."""
FEW_QUOTED = 2
"""A quotation of so few words is a name or term, and no statement."""
LEAST_UNPARTED = 6
"""Characters of a script without blanks that are more than a word or two."""
MOST_BETWEEN = 14
"""Words between a quotation and the verb behind it."""
LEAST_CLAIMED = 4
"""Fewer words claim nothing that could be understood."""
LEAST_OF_CONDITION = 2
"""A subject and its verb."""
SHOWN_DEICTIC = 4
"""How many words that point outside a restatement its reason names."""
LEAST_ENGLISH = 0.15
"""English has a third of such words; of other languages none a tenth."""

# --- what is named ---
SHORTEST_NAME = 2
"""A shorter name is looked for nowhere else."""
LONGEST_TITLE = 12
"""How far before a last name a title such as "Mr." is looked for."""
BESIDE_NAME = 30
"""How far beside a last name the rest of another name is looked for."""
BESIDE_ORGANISATION = 60
"""How far before the name of an organisation its beginning is looked for."""
SHORTEST_ADDRESS = 11
"""A shorter address names no page."""
SOON = 60
"""So many days ahead a day without a year is the next one, and not that of a year before."""
