"""The numbers by which two texts are aligned.

`tests/revision/accuracy.py` measures what they do together, on histories of real articles. Weights
are those of `tokens`, shares from 0 to 1.
"""

# --- tokens that tie two texts together ---
LIGHTEST_TIE = 12
"""Weight of a clause that can tie two texts together."""
NGRAM = 4
"""Tokens of a tie where clauses give none."""
REACH = 600
"""Code points of a sentence beside a moved passage that may have been moved with it."""
LARGEST_TABLE = 4_000_000
"""Tokens times tokens that are aligned without ties between them."""
ISLAND = 4
"""Tokens in a row that can be the same in two texts by chance."""
COPIES = 16
"""Copies of a word beside it that are looked at."""
SINGLE = 12
"""Code points in a row that stand once by more than chance."""

# --- passages that moved ---
LIGHTEST_MOVE = 20
"""Weight of a passage that is recognised in another place."""
LIGHTEST_SENTENCE = 10
"""Weight of a whole sentence or block that is recognised in another place."""
LENGTH_DIFFERENCE = 24
"""Code points by which one text has more than the other where a sentence could have been moved."""
FAR = 300
"""Code points at most between two clauses of one moved passage."""
SENTENCE_ALIKE = 70
"""Likeness of such a sentence in the two texts, of 100."""
BESIDE_CLAUSE = 8
"""Code points before or behind a clause by which it is known to stand where it stood."""

# --- sentences that moved ---
LIGHTEST_MOVED = 20
"""Weight of a sentence that is recognised elsewhere."""
SHORTEST_GAP = 4
"""Unmatched code points in a row in which a sentence is looked for."""
UNMATCHED_SHARE = 0.5
"""The unmatched share of a sentence from which it may stand elsewhere."""
MOVED_ALIKE = 0.6
"""The least likeness of a sentence and what it has become."""
MOVED_BETTER = 0.15
"""How much more alike the two must be than either is to any other."""
OFTEN = 8
"""Sentences with the same words in a row that are looked at, and of one that are compared."""

# --- sentences that are there twice ---
EXTRA_LENGTH = 12
"""Code points by which the new text is longer where a copy can have been inserted."""
COPY_ALIKE = 0.7
"""The least share of its words that a sentence and another one in its place have in common."""
COPY_HEAD = 3
"""Tokens by which the beginning of a sentence is known behind what introduces it."""
BESIDE_SENTENCE = 16
"""Code points beside a sentence by which it is known to stand where it stood."""

# --- what became of a stretch ---
KEPT = 0.4
"""The least share of a stretch, by weight, that must still be there."""
MOSTLY = 0.6
"""The share of its words in a row with which a stretch is sure, if those at its ends are not."""
NEAR = 60
"""Code points beside a stretch where another copy of its first or last words may be meant."""
STRETCH_ALIKE = 60
"""The least likeness, of 100, of a stretch and what stands in its place."""
INSERTED = 4
"""Code points that stand between two words and could have been moved there."""
TELLING = 4
"""Words in a row that, if they stood elsewhere before, were moved from there."""
TELLING_WEIGHT = 24
"""Their weight, where no blanks part words."""
LONGEST_INSIDE = 2_000
"""Code points put between two words that still belong to one stretch."""
WORD_LIKE = 0.6
"""The least likeness of a word and the word that took its place."""
MOST_PAIRS = 2_500
"""Old words times new words that are held against each other where a change has to be divided."""
SLID = 200
"""Code points by which inserted or deleted words are slid so that they begin a sentence."""
