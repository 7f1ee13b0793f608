"""Recognises running prose: sentences of some length, as in articles but not in menus.

Readers report lost text only if it is prose by this definition.
"""

from __future__ import annotations

import re

from archive.text.sentences import CLOSING

FEWEST_WORDS = 30
"""The fewest words of running prose."""
MOST_LINKED = 0.5
"""The largest share of running prose that can be in links."""
_LETTERS_OF_A_WORD = 2
"""How many letters count as a word in scripts without word spaces."""
FEWEST_CODE_POINTS = FEWEST_WORDS * _LETTERS_OF_A_WORD - 1
"""A text with fewer code points is never prose."""
_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Matches a letter of Thai, Lao, Burmese, Khmer, Japanese or Chinese."""
_UNSTOPPED = re.compile("[\u0e00-\u0eff]")
"""Matches a letter of Thai or Lao, where no punctuation ends sentences."""
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(rf"[.!?…؟۔।॥][{CLOSING}]*(?=\s|\Z)|[。！？။។]")
_MOST_SHOWN, _MOST_LETTERS_SHOWN = 10, 80


def is_running_prose(text: str, linked: float = 0.0) -> bool:
    """Return whether a text is running prose: 30 words with a sentence end, mostly not in links.

    In scripts without word spaces, two letters count as a word.

    Args:
        text: A paragraph, or other text in the place of a paragraph.
        linked: The share of the text that is in links, from 0 to 1.

    >>> words = "The boat came back on the day that nobody had thought of " * 3
    >>> is_running_prose(f"{words}."), is_running_prose(words), is_running_prose(f"{words}.", 0.9)
    (True, False, False)
    """
    if len(text) < FEWEST_CODE_POINTS or linked > MOST_LINKED:
        return False
    ends = _SENTENCE_END.search(text) is not None or _UNSTOPPED.search(text) is not None
    return ends and count_words(text) >= FEWEST_WORDS


def count_words(text: str) -> int:
    """Return how many words a text has; in scripts without word spaces, half the letters.

    >>> count_words("It isn't so."), count_words("船は戻った。")
    (3, 2)
    """
    if text.isascii():
        return len(text.split())
    others, letters = _UNPARTED.subn(" ", text)
    if not letters:
        return len(text.split())
    return len(_WORD.findall(others)) + letters // _LETTERS_OF_A_WORD


def first_words(text: str) -> str:
    """Return the first words of a text, on one line.

    >>> first_words("One two three four five six seven eight nine ten eleven.")
    'One two three four five six seven eight nine ten …'
    """
    beginning = text[: 8 * _MOST_LETTERS_SHOWN].split()
    words = " ".join(beginning[:_MOST_SHOWN])
    if len(words) > _MOST_LETTERS_SHOWN:
        words = words[:_MOST_LETTERS_SHOWN]
    elif len(beginning) <= _MOST_SHOWN:
        return words
    return f"{words} …"
