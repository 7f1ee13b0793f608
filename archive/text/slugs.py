"""Makes slugs from words, for ids: ASCII, stable and reproducible."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from unicodedata import category, normalize

DIGITS = 11
"""The number of hexadecimal digits of the digest in the id of a part. Among 100,000 parts of one
kind with the same words, the probability of two equal digests is 1 in 3,500."""

_LOOKED_AT = 200
"""How many code points of a text are searched for its words."""


def slug(words: Iterable[str], longest: int) -> str:
    """Return words as a part of an id, cut after a word; empty if too little of them is ASCII.

    Accents are removed. Other scripts are not transcribed, because there are several ways.

    >>> slug(words_for_ids("L’été à Łódź, “so far”"), 40)
    'lete-a-lodz-so-far'
    >>> slug(words_for_ids("The Greek word ἀλήθεια"), 12)
    'the-greek'
    >>> slug(words_for_ids("الحقيقة 2015"), 40)
    ''
    """
    kept: list[str] = []
    passed_over = 0
    for word in words:
        letters = "".join(c for c in word if category(c)[0] != "M")
        if not letters.isascii():
            passed_over += 1
        elif kept and len("-".join((*kept, letters))) > longest:
            break
        elif letters:
            kept.append(letters[:longest])
    tells = any(word.isalpha() for word in kept) or not passed_over
    return "-".join(kept) if tells and len(kept) >= passed_over else ""


def words_for_ids(text: str) -> list[str]:
    """Return the words at the beginning of a text, in lower case, with accents decomposed."""
    letters = normalize("NFKD", text[:_LOOKED_AT]).translate(WITHOUT_ACCENTS).casefold()
    return "".join(map(_letter_or_blank, letters)).split()


def slug_digest(text: str) -> str:
    """Return the digest of a text that cannot be in an id itself: eight hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _letter_or_blank(character: str) -> str:
    if character.isalnum() or category(character)[0] == "M":
        return character
    return "" if category(character) == "Cf" else " "


WITHOUT_ACCENTS = {
    ord(letter): ascii
    for letters, ascii in (
        *(("Øø", "o"), ("Ææ", "ae"), ("Œœ", "oe"), ("Łł", "l"), ("ĐđÐð", "d"), ("Þþ", "th")),
        *(("Ħħ", "h"), ("ı", "i"), ("Ŋŋ", "ng"), ("Ŧŧ", "t"), ("'’ʼ", "")),
    )
    for letter in letters
}
"""Latin letters that Unicode does not decompose, and apostrophes, which do not separate words."""
