"""The words of a text, folded, as the search index holds them and as queries are compared with it.

`tokens` is the only tokenizer of the search: of the index, of queries and of snippets.

- Case, diacritics and compatibility forms are folded, and letters that Unicode does not decompose
  lose their strokes and hooks: "o" finds "ø". Digits of all scripts are 0 to 9.
- Signs separate words, and a word with a sign inside is several tokens, which a query looks for as
  a phrase: "don't" is `don t`, "10.1000/182" is `10 1000 182`. Thus "été" finds "l’été".
- Three signs tell one word from another and are kept: "c++" and "g++", "C#" and "F#", "A+" (after
  one letter). "Disney+" and ".NET" are `disney` and `net`: whoever leaves the sign out finds them.
- An abbreviation of single letters is one token: "U.S." and "US" are `us`, "e.g." is `eg`.
- Soft hyphens, joiners and marks of direction are not there.
- Scripts that do not separate words by spaces (Han, Kana, Thai, Lao, Khmer, Myanmar, Tibetan ...)
  have one token for each grapheme, so that any part of a text is a phrase.
- So has Hangul, one for each syllable: "서울" (Seoul) finds "서울에서" (in Seoul) and a
  compound finds its parts, which words with their particles would not.
- Hebrew points, Arabic vowel signs, the tatweel and the Indic nukta are dropped, because people
  type texts without them; forms of alef, yeh, kaf and heh that keyboards mix up are one. Indic
  vowel signs and the virama are part of the spelling and are kept.
- Each emoji is a token, without its skin tone; each flag too.

A later version of Unicode may give other tokens: `VERSION` then differs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from archive.text.graphemes import graphemes, splits_grapheme

VERSION = f"1 {unicodedata.unidata_version}"
"""An index with tokens of another version must be made anew."""

TOKEN_SIGNS = "+#"  # noqa: S105
"""The ASCII characters of tokens besides letters and digits (FTS5: `tokenchars`)."""

LONGEST = 128
"""The most code points of a token: a longer word is known by its first ones."""


def tokens(text: str) -> list[str]:
    """Return the tokens of a text, in order.

    No token has a space, a quotation mark or a NUL.

    >>> tokens("Søren’s C++ at 北京, U.S.")
    ['soren', 's', 'c++', 'at', '北', '京', 'us']
    """
    text = text.lower() if text.isascii() else _folded(text)
    if not text.isascii():
        text = _CLUSTERED.sub(_spaced_clusters, text)
    if "+" in text or "#" in text or _ABBREVIATION.search(text):
        return _cut([found.replace(".", "") for found in _WORD.findall(text)])
    return _cut(text.translate(_SPACES).split() if text.isascii() else _PLAIN_WORD.findall(text))


def spans(text: str) -> list[tuple[str, int, int]]:
    """Return the tokens of a text with their places: start and end in code points, end excluded.

    A place never splits a grapheme. Several tokens of one character have the same place.

    >>> spans("l’été")
    [('l', 0, 1), ('ete', 2, 5)]
    """
    pieces = [_FOLDED[ord(character)] for character in text]
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    found = []
    for token, first, end in _tokens_with_offsets("".join(pieces).lower()):
        start, stop = bisect_right(starts, first) - 1, bisect_right(starts, end - 1)
        while splits_grapheme(text, start):
            start -= 1
        while splits_grapheme(text, stop):
            stop += 1
        found.append((token[:LONGEST], start, stop))
    return found


def _tokens_with_offsets(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield the tokens of a folded text with their places in it."""
    at = 0
    for run in (*_CLUSTERED.finditer(folded), None):
        first, end = run.span() if run else (len(folded), len(folded))
        for word in _WORD.finditer(folded[at:first]):
            yield word[0].replace(".", ""), at + word.start(), at + word.end()
        at = first
        for cluster in graphemes(folded[first:end]):
            yield unicodedata.normalize("NFC", cluster), at, at + len(cluster)
            at += len(cluster)


def _spaced_clusters(run: re.Match[str]) -> str:
    """Return the graphemes of a run, with a space around each."""
    if _ALONE.fullmatch(run[0]):
        return f" {' '.join(run[0])} "
    clusters = [unicodedata.normalize("NFC", cluster) for cluster in graphemes(run[0])]
    return f" {' '.join(clusters)} "


def _folded(text: str) -> str:
    """Return a text folded; the faster of two ways, by how much of it is ASCII."""
    if len(text.encode("utf-8", "surrogatepass")) > len(text) * 1.1:
        return text.translate(_FOLDED).lower()
    return _NOT_ASCII.sub(lambda run: run[0].translate(_FOLDED), text).lower()


def _cut(words: list[str]) -> list[str]:
    if max(map(len, words), default=0) > LONGEST:
        return [word[:LONGEST] for word in words]
    return words


_NOT_ASCII = re.compile(r"[^\0-\x7f]+")

# Both are written by the ASCII characters that they lack: a class of all others takes `re`
# milliseconds to compile, each time that it occurs.
_IN_WORD = r"[^\x00-\x2f\x3a-\x60\x7b-\x7f]"
"""A letter, mark or digit of a folded text, whose separators are ASCII."""
_LETTER = r"[^\x00-\x60\x7b-\x7f]"

_WORD = re.compile(
    rf"(?<!{_IN_WORD}){_LETTER}(?:\.{_LETTER})+(?!{_IN_WORD})"  # u.s, e.g
    rf"|(?<!{_IN_WORD}){_LETTER}[+#](?!{_IN_WORD}|[+#])"  # a+, c#
    rf"|{_IN_WORD}+(?:(?<={_LETTER})\+\+(?!{_IN_WORD}|[+#]))?"  # c++
)
"""A word of a folded text."""
_ABBREVIATION = re.compile(rf"\.{_LETTER}(?!{_IN_WORD})")
"""Where a folded text may have an abbreviation."""
_PLAIN_WORD = re.compile(rf"{_IN_WORD}+")
"""A word of a folded text that has neither abbreviations nor the signs of `_WORD`."""
_SPACES = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""What each ASCII character becomes in a text that has neither."""

_CLUSTERED = re.compile(
    "["
    "\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f"
    "\ua960-\ua97f\ua980-\ua9ff\uaa60-\uaadf"  # Southeast Asia, Tibet, letters of Hangul
    "\u2e80-\u2fff\u3005-\u30ff\u3100-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff"
    "\U00020000-\U0003ffff"  # Han, Kana, Bopomofo, Yi, Hangul, Tangut
    "\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff"  # emoji
    "]+"
)
"""Characters of which each grapheme is a token."""
_ALONE = re.compile(r"[\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")
"""Characters that are graphemes by themselves, if no other stands between them."""
_KEPT_AS_IS = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff]")
"""Hangul: decomposed, its syllables would be letters, and its single letters would join."""

_WITHOUT_DECOMPOSITION = {
    **dict(zip("æœþðıŋ", ("ae", "oe", "th", "d", "i", "n"), strict=True)),
    **dict(zip("ىیکةہەٱ", "ييكههها", strict=True)),
    "\u0901": "\u0902",  # candrabindu, which many type as anusvara
    "\u0640": "",  # tatweel
}
"""What letters become that Unicode does not decompose."""
_LATIN_WITH = re.compile("LATIN SMALL LETTER ([A-Z]) WITH ")
"""The name of a letter with a stroke or hook: `LATIN SMALL LETTER O WITH STROKE`."""
_APOSTROPHES = re.compile("[\u02b9-\u02df]")
"""Spacing modifiers, most of them forms of the apostrophe; Unicode calls them letters."""
_UNSEEN = re.compile(
    "[\u034f\u180b-\u180f\u17b4\u17b5\u2065\ufe00-\ufe0f\ufff0-\ufff8\u3164\uffa0]"
)
"""Invisible characters that are not of the category Cf (`Default_Ignorable_Code_Point`)."""
_ZERO_WIDTH_SPACE = "\u200b"
_VIRAMA = 9


class _Folding(dict[int, str]):
    """What each code point becomes, for `str.translate`; it holds those that were met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_character(chr(code))
        return folded


_FOLDED = _Folding()


def _folded_character(character: str) -> str:
    """Return the letters and digits that a character stands for, or a space, or nothing."""
    if character.isascii():
        return character.lower()
    category = unicodedata.category(character)
    if character == _ZERO_WIDTH_SPACE:
        return " "
    if category == "Cf" or _UNSEEN.match(character) or 0xE0000 <= ord(character) <= 0xE0FFF:
        return ""
    if _KEPT_AS_IS.match(character) or category in ("Co", "Cn"):
        return character
    match category[0]:
        case "M":
            return _without_diacritic(character)
        case "L" | "N":
            return _folded_letter(character)
        case "S" | "P":
            return _folded_sign(character, category)
        case _:
            return " "


def _folded_letter(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    letters = "".join(map(_without_diacritic, plain))
    return f" {letters} " if " " in letters else letters  # ½ is 1 2, a word of its own


def _without_diacritic(character: str) -> str:
    """Return a decomposed character in its plain form, or nothing for a diacritic."""
    if character.isascii():
        return character if character.isalnum() else " "
    category = unicodedata.category(character)
    if category[0] == "M":
        if _CLUSTERED.match(character):
            return character
        is_diacritic = category == "Me" or unicodedata.combining(character) not in (0, _VIRAMA)
        return "" if is_diacritic else _WITHOUT_DECOMPOSITION.get(character, character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] not in "LNC" or _APOSTROPHES.match(character):
        return " "
    latin = _LATIN_WITH.match(unicodedata.name(character, ""))
    return latin[1].lower() if latin else _WITHOUT_DECOMPOSITION.get(character, character)


def _folded_sign(character: str, category: str) -> str:
    if category == "So" and _CLUSTERED.match(character):
        return character
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) == 1 and plain.isascii():
        return plain
    letters = "".join(map(_without_diacritic, plain.casefold()))
    return f" {letters} " if letters.strip() else " "
