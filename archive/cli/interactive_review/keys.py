"""The keys of an interactive review, each with its meaning as the help shows it."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "a": "accept it; a doubt is upheld",
    "r": "reject it, and say why",
    "m": "mend it: words, restatement, claimant, any field; it still waits to be accepted",
    "l": "leave it for later: nothing is written",
    "u": "undo the last decision, even if written; again for the one before",
    "n": "go to the next one, without deciding",
    "p": "go to the previous one",
    "A": "accept it and all of the same kind, maker and rule; asks first",
    "space": "show the rest of a long page",
    "?": "these keys",
    "q": "quit; all decisions are already written",
}
"""The keys of the loop."""

WORD_KEYS: Mapping[str, str] = {
    "l": "end a word later (also: right)",
    "h": "end a word earlier (also: left)",
    "H": "begin a word earlier (also: shift and left)",
    "L": "begin a word later (also: shift and right)",
    ".": "end one character later: with the full stop, say",
    "s": "the whole sentences",
    "t": "type the words; they are found in the text",
    "tab": "the next span, if there are several",
    "enter": "take these words",
    "escape": "keep the words as they were",
}
"""The keys by which words are moved."""

SAME = {"right": "l", "left": "h", "shift-left": "H", "shift-right": "L", "\r": "enter"}
"""Other keys for those by which words are moved."""

FOOTER = "a accept  r reject  m mend  l later  u undo  n next  p before  ? keys  q quit"
"""The keys in a line."""
END_FOOTER = "u undo  n, p what was left for later  ? keys  q quit"
"""The keys in a line when nothing is left to decide."""
WORD_FOOTER = "l/h end later/earlier  L/H begin later/earlier  s sentence  t type  enter  escape"
"""The keys by which words are moved, in a line."""
