"""The tuned numbers of text alignment.

`tests/revision/accuracy.py` measures their joint effect on the histories of real articles. Weights
are those of `tokens.weight`; shares are from 0 to 1.
"""

# --- tokens that tie two texts together ---
LIGHTEST_TIE = 12
"""The least weight of a clause that can be a tie between two texts."""
NGRAM = 4
"""The number of tokens of a tie, where clauses give no ties."""
REACH = 600
"""The most code points of a sentence beside a moved passage that may have been moved with it."""
LARGEST_TABLE = 4_000_000
"""The largest product of the token counts of two texts that are aligned without ties."""
ISLAND = 4
"""The most consecutive tokens that can be the same in two texts by chance."""
COPIES = 16
"""The most copies of a word in the change beside it that are compared."""
SINGLE = 12
"""The fewest consecutive code points that occur only once for another reason than chance."""

# --- passages that moved ---
LIGHTEST_MOVE = 20
"""The least weight of a passage that is recognised in another place."""
LIGHTEST_SENTENCE = 10
"""The least weight of a whole sentence or block that is recognised in another place."""
LENGTH_DIFFERENCE = 24
"""Gaps whose lengths differ by fewer code points cannot have lost or gained a sentence."""
FAR = 300
"""The most code points between two clauses of one moved passage."""
SENTENCE_ALIKE = 70
"""The least likeness (of 100) of a moved sentence in the two texts."""
BESIDE_CLAUSE = 8
"""Code points before or after a clause that show that it is in its old place."""

# --- sentences that moved ---
LIGHTEST_MOVED = 20
"""The least weight of a sentence that is recognised in another place."""
SHORTEST_GAP = 4
"""The fewest consecutive unmatched code points that are searched for a sentence."""
UNMATCHED_SHARE = 0.5
"""The least share of a sentence that is unmatched if the sentence may be elsewhere."""
MOVED_ALIKE = 0.6
"""The least likeness of a moved sentence and its edited form."""
MOVED_BETTER = 0.15
"""How much more alike a moved sentence and its new form must be than either is to any other."""
OFTEN = 8
"""The most sentences with the same n-gram that are searched, and that are compared with one."""

# --- sentences that occur twice ---
EXTRA_LENGTH = 12
"""The fewest code points by which the new text must be longer if a copy was inserted."""
COPY_ALIKE = 0.7
"""The least share of its words that a sentence has in common with another one in its place."""
COPY_HEAD = 3
"""The number of tokens that identify the beginning of a sentence after its introduction."""
BESIDE_SENTENCE = 16
"""Code points beside a sentence that show that it is in its old place."""

# --- what became of a stretch ---
KEPT = 0.4
"""The least share of a stretch, by weight, that must be in the new text."""
MOSTLY = 0.6
"""The least sure share of a stretch's matched words, if the words at its ends are not sure."""
NEAR = 60
"""Code points beside a stretch that are searched for another copy of its first or last words."""
STRETCH_ALIKE = 60
"""The least likeness (of 100) of a stretch and the text in its place."""
INSERTED = 4
"""The fewest code points between two words that can be a passage moved there."""
TELLING = 4
"""The fewest consecutive words that count as moved if they were elsewhere before."""
TELLING_WEIGHT = 24
"""The least weight of such words."""
LONGEST_INSIDE = 2_000
"""The most code points that may be inserted between two words of one stretch."""
WORD_LIKE = 0.6
"""The least likeness of a word and the word that may have replaced it."""
MOST_PAIRS = 2_500
"""The most old words times new words that are compared to divide a change."""
SLID = 200
"""The most code points by which inserted or deleted words are shifted to begin a sentence."""
