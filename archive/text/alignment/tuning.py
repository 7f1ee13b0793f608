"""The tuned numbers of text alignment.

`tests/revision/accuracy.py` measures their joint effect on histories of real articles. Weights are
those of `tokens`; shares are from 0 to 1.
"""

# --- tokens that tie two texts together ---
LIGHTEST_TIE = 12
"""Weight of a clause that can tie two texts together."""
NGRAM = 4
"""Tokens of a tie where there are no ties by clauses."""
REACH = 600
"""Code points of a sentence beside a moved passage that may have been moved with it."""
LARGEST_TABLE = 4_000_000
"""The most tokens times tokens that are aligned without ties between them."""
ISLAND = 4
"""Consecutive tokens that can be the same in two texts by chance."""
COPIES = 16
"""The most copies of a word in a change beside it that are compared."""
SINGLE = 12
"""Consecutive code points that occur once by more than chance."""

# --- passages that moved ---
LIGHTEST_MOVE = 20
"""Weight of a passage that is recognised in another place."""
LIGHTEST_SENTENCE = 10
"""Weight of a whole sentence or block that is recognised in another place."""
LENGTH_DIFFERENCE = 24
"""Difference in code points from which a sentence could have been moved into or out of a gap."""
FAR = 300
"""Code points at most between two clauses of one moved passage."""
SENTENCE_ALIKE = 70
"""The least likeness of such a sentence in the two texts, of 100."""
BESIDE_CLAUSE = 8
"""Code points before or behind a clause that show that it is in its old place."""

# --- sentences that moved ---
LIGHTEST_MOVED = 20
"""Weight of a sentence that is recognised in another place."""
SHORTEST_GAP = 4
"""The fewest consecutive unmatched code points in which a sentence is searched."""
UNMATCHED_SHARE = 0.5
"""The least unmatched share of a sentence that may be elsewhere."""
MOVED_ALIKE = 0.6
"""The least likeness of a sentence and its edited form."""
MOVED_BETTER = 0.15
"""How much more alike the two must be than either is to any other."""
OFTEN = 8
"""The most sentences with the same n-gram that are searched, and compared with one."""

# --- sentences that occur twice ---
EXTRA_LENGTH = 12
"""Code points by which the new text is longer if a copy can have been inserted."""
COPY_ALIKE = 0.7
"""The least share of its words that a sentence and another one in its place have in common."""
COPY_HEAD = 3
"""Tokens that identify the beginning of a sentence behind its introduction."""
BESIDE_SENTENCE = 16
"""Code points beside a sentence that show that it is in its old place."""

# --- what became of a stretch ---
KEPT = 0.4
"""The least share of a stretch, by weight, that must be in the new text."""
MOSTLY = 0.6
"""The least sure share of a stretch's matched words, if those at its ends are not sure."""
NEAR = 60
"""Code points beside a stretch where another copy of its first or last words may be."""
STRETCH_ALIKE = 60
"""The least likeness, of 100, of a stretch and the text in its place."""
INSERTED = 4
"""The fewest code points between two words that could have been moved there."""
TELLING = 4
"""Consecutive words that were moved if they were elsewhere before."""
TELLING_WEIGHT = 24
"""The least weight of such words."""
LONGEST_INSIDE = 2_000
"""The most code points inserted between two words that still belong to one stretch."""
WORD_LIKE = 0.6
"""The least likeness of a word and the word that replaced it."""
MOST_PAIRS = 2_500
"""The most old words times new words that are compared to divide a change."""
SLID = 200
"""The most code points by which inserted or deleted words are shifted to begin a sentence."""
