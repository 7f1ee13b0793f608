"""The keys of an interactive review, each with its meaning as the help shows it."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "a": "accept it; a doubt is upheld",
    "r": "reject it, and say why",
    "m": "correct words, restatement, claimant or any field; you still have to accept it",
    "l": "leave it for later: nothing is written",
    "u": "undo the last decision, even if written; press it again for the one before",
    "n": "go to the next one, without deciding",
    "p": "go to the previous one",
    "A": "accept it and all others of the same kind, maker and rule; you are asked first",
    "space": "show the rest of a long page",
    "?": "these keys",
    "q": "quit; all decisions are already written",
}
"""The keys of the loop."""

WORD_KEYS: Mapping[str, str] = {
    "l": "move the end one word later (also: right)",
    "h": "move the end one word earlier (also: left)",
    "H": "move the start one word earlier (also: shift and left)",
    "L": "move the start one word later (also: shift and right)",
    ".": "move the end one character later, for example to include a full stop",
    "s": "select whole sentences",
    "t": "type the words, which must be in the text",
    "tab": "go to the next span, if there are several",
    "enter": "use these words",
    "escape": "keep the words as they were",
}
"""The keys that move the start and end of the selected words."""

SAME = {"right": "l", "left": "h", "shift-left": "H", "shift-right": "L", "\r": "enter"}
"""Alternative keys for moving words, each with the key in `WORD_KEYS` that it replaces."""

FOOTER = "a accept  r reject  m mend  l later  u undo  n next  p previous  ? keys  q quit"
"""The keys of the loop in one line."""
END_FOOTER = "u undo  n, p statements left for later  ? keys  q quit"
"""The keys in one line when nothing is left to decide."""
WORD_FOOTER = "l/h end later/earlier  L/H begin later/earlier  s sentence  t type  enter  escape"
"""The keys for moving words in one line."""
