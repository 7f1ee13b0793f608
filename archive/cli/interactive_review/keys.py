"""The keys of an interactive review, each with its meaning as the help shows it."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "a": "accept it; a doubt stands",
    "r": "reject it, and say why",
    "m": "mend it: words, restatement, claimant, any field; it waits on until it is accepted",
    "l": "leave it for later: nothing is written",
    "u": "undo the last decision, also one that is written; again for the one before",
    "n": "look at the next one, without deciding",
    "p": "look at the one before",
    "A": "accept it and all that are like it: one kind, one maker, one rule; asks first",
    "space": "the rest of a page that is longer than the terminal",
    "?": "these keys",
    "q": "quit; what was decided is written already",
}
"""The keys of the loop."""

WORD_KEYS: Mapping[str, str] = {
    "l": "end a word later (also: right)",
    "h": "end a word earlier (also: left)",
    "H": "begin a word earlier (also: shift and left)",
    "L": "begin a word later (also: shift and right)",
    ".": "end a sign later: with the full stop, say",
    "s": "the whole sentences",
    "t": "type the words; they are found in the text",
    "tab": "the next stretch, where there are several",
    "enter": "take these words",
    "escape": "leave them as they were",
}
"""The keys by which words are moved."""

SAME = {"right": "l", "left": "h", "shift-left": "H", "shift-right": "L", "\r": "enter"}
"""Other keys for those by which words are moved."""

FOOTER = "a accept  r reject  m mend  l later  u undo  n next  p before  ? keys  q quit"
"""The keys in a line."""
END_FOOTER = "u undo  n, p what was left for later  ? keys  q quit"
"""The same where nothing is left to decide."""
WORD_FOOTER = "l/h end later/earlier  L/H begin later/earlier  s sentence  t type  enter  escape"
"""The keys by which words are moved, in a line."""
