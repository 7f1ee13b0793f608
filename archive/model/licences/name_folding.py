"""Folds the names of licences, so that different ways to write a name compare equal."""

from __future__ import annotations

import re

_FOLDS = (
    (r"\bsampling ?\+", "sampling plus"),
    (r"[^a-z0-9.]+|(?<!\d)\.|\.(?!\d)", " "),
    (r"\bcreative ?commons\b", "cc"),
    (r"\bcc ?(?:0|zero)\b", "cc0"),
    (r"\battribution\b", "by"),
    (r"\bnon ?commercial\b", "nc"),
    (r"\bno ?deriv(?:ative)?s?(?: works)?\b", "nd"),
    (r"\bshare ?alike\b", "sa"),
    (r"\bv(?=\d)", ""),
    (r"\b(?:international|int|unported|generic|universal|licen[cs]es?|deed)\b", ""),
    (r" +", " "),
    (r"^ | $", ""),
    # "Attribution 4.0 International (CC BY 4.0)" repeats the name.
    (r"^(?:cc )?(.{1,60}) cc \1$", r"cc \1"),
)


def folded(text: str) -> str:
    """Return a name in lower case, without punctuation and insignificant words."""
    text = text.lower()
    for pattern, replacement in _FOLDS:
        text = re.sub(pattern, replacement, text)
    return text
