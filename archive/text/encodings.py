"""Character encodings: their names, and a guess at the encoding of bytes that are not UTF-8.

The names are those of the Encoding Standard (https://encoding.spec.whatwg.org/), because they are
stable and widely known. The labels of the standard are accepted too, such as `latin1` for
`windows-1252`. Python's codec decodes strictly: a byte that it does not define is an error.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from archive.errors import UnknownEncoding


class Encoding(NamedTuple):
    """A character encoding."""

    name: str
    """The name in the Encoding Standard."""
    codec: str
    """The name of Python's codec."""
    labels: str = ""
    """Other labels in the standard, without hyphens, underscores and colons; spaces between."""


ENCODINGS = (
    Encoding("utf-8", "utf-8", "unicode11utf8 unicode20utf8 xunicode20utf8"),
    Encoding("utf-16le", "utf-16-le", "csunicode iso10646ucs2 ucs2 unicode unicodefeff utf16"),
    Encoding("utf-16be", "utf-16-be", "unicodefffe"),
    Encoding("windows-1250", "windows-1250", "cp1250 xcp1250"),
    Encoding("windows-1251", "windows-1251", "cp1251 xcp1251"),
    Encoding(
        "windows-1252",
        "windows-1252",
        "ansix3.41968 ascii cp1252 cp819 csisolatin1 ibm819 iso88591 iso885911987 "
        "isoir100 l1 latin1 usascii xcp1252",
    ),
    Encoding("windows-1253", "windows-1253", "cp1253 xcp1253"),
    Encoding(
        "windows-1254",
        "windows-1254",
        "cp1254 csisolatin5 iso88599 iso885991989 isoir148 l5 latin5 xcp1254",
    ),
    Encoding("windows-1255", "windows-1255", "cp1255 xcp1255"),
    Encoding("windows-1256", "windows-1256", "cp1256 xcp1256"),
    Encoding("windows-1257", "windows-1257", "cp1257 xcp1257"),
    Encoding("windows-1258", "windows-1258", "cp1258 xcp1258"),
    Encoding("windows-874", "cp874", "dos874 iso885911 tis620"),
    Encoding("iso-8859-2", "iso-8859-2", "csisolatin2 iso885921987 isoir101 l2 latin2"),
    Encoding("iso-8859-3", "iso-8859-3", "csisolatin3 iso885931988 isoir109 l3 latin3"),
    Encoding("iso-8859-4", "iso-8859-4", "csisolatin4 iso885941988 isoir110 l4 latin4"),
    Encoding("iso-8859-5", "iso-8859-5", "csisolatincyrillic cyrillic iso885951988 isoir144"),
    Encoding(
        "iso-8859-6",
        "iso-8859-6",
        "arabic asmo708 csiso88596e csiso88596i csisolatinarabic ecma114 iso885961987 "
        "iso88596e iso88596i isoir127",
    ),
    Encoding(
        "iso-8859-7",
        "iso-8859-7",
        "csisolatingreek ecma118 elot928 greek greek8 iso885971987 isoir126 suneugreek",
    ),
    Encoding(
        "iso-8859-8",
        "iso-8859-8",
        "csiso88598e csisolatinhebrew hebrew iso885981988 iso88598e isoir138 visual",
    ),
    Encoding("iso-8859-8-i", "iso8859-8", "csiso88598i logical"),
    Encoding("iso-8859-10", "iso-8859-10", "csisolatin6 isoir157 l6 latin6"),
    Encoding("iso-8859-13", "iso-8859-13", ""),
    Encoding("iso-8859-14", "iso-8859-14", ""),
    Encoding("iso-8859-15", "iso-8859-15", "csisolatin9 l9"),
    Encoding("iso-8859-16", "iso-8859-16", ""),
    Encoding("koi8-r", "koi8-r", "cskoi8r koi koi8"),
    Encoding("koi8-u", "koi8-u", "koi8ru"),
    Encoding("macintosh", "mac-roman", "csmacintosh mac xmacroman"),
    Encoding("x-mac-cyrillic", "mac-cyrillic", "xmacukrainian"),
    Encoding("ibm866", "cp866", "866 cp866 csibm866"),
    Encoding("gbk", "gb18030", "chinese csgb2312 csiso58gb231280 gb2312 gb231280 isoir58 xgbk"),
    Encoding("gb18030", "gb18030", ""),
    Encoding("big5", "big5hkscs", "big5hkscs cnbig5 csbig5 xxbig5"),
    Encoding("euc-jp", "euc-jp", "cseucpkdfmtjapanese xeucjp"),
    Encoding("iso-2022-jp", "iso-2022-jp", "csiso2022jp"),
    Encoding("shift_jis", "cp932", "csshiftjis mskanji sjis windows31j xsjis"),
    Encoding(
        "euc-kr",
        "cp949",
        "cseuckr csksc56011987 isoir149 korean ksc5601 ksc56011987 ksc56011989 windows949",
    ),
)
"""The text encodings of the standard for which Python has a codec."""

_BOM_UTF_16BE = b"\xfe\xff"


def encoding_of(label: str, data: bytes) -> Encoding:
    """Return the encoding that a label names.

    Args:
        label: A name or label of the standard; case and hyphens are ignored.
        data: The bytes, which may show the byte order of UTF-16.

    Raises:
        UnknownEncoding: No encoding has this label.
    """
    encoding = _by_label().get(_plain_label(label))
    if encoding is None:
        raise UnknownEncoding(label, _near_encodings(label))
    says_no_order = encoding.name == "utf-16le" and not label.lower().endswith("le")
    if says_no_order and data.startswith(_BOM_UTF_16BE):
        return _by_label()["utf16be"]
    return encoding


def _near_encodings(label: str) -> tuple[str, ...]:
    """Return the encoding that Python gives this name, or the encodings with a similar label."""
    from difflib import get_close_matches

    try:
        codec = codecs.lookup(_plain_label(label))
        alike = [e.name for e in ENCODINGS if codecs.lookup(e.codec).name == codec.name]
    except (LookupError, ValueError):
        alike = []
    close = get_close_matches(_plain_label(label), _by_label(), 3)
    return tuple(dict.fromkeys(alike or (_by_label()[one].name for one in close)))


@cache
def _by_label() -> dict[str, Encoding]:
    return {
        label: encoding
        for encoding in ENCODINGS
        for label in (_plain_label(encoding.name), *encoding.labels.split())
    }


def _plain_label(label: str) -> str:
    return re.sub("[-_: ]", "", label.lower())


# --- guessing ---

_ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâçéèêëîïôœùûüÿ",  # French
        "äöüßéèàêç",  # German, with words from French
        "áéíóúüñç",  # Spanish
        "áâãàçéêíóôõúüè",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "àçèéíïòóúüñ",  # Catalan
        "éëïöüèáóíúêçà",  # Dutch
        "æøåéäöüèêóôòà",  # Danish and Norwegian
        "åäöéüàèæø",  # Swedish and Finnish
        "áðéíóúýþæö",  # Icelandic
        "áéíóúàèìòù",  # Irish and Gaelic
    )
)
"""The non-ASCII letters in texts of each Western European language."""
_SIGNS = "€‚„…‹‘’“”•–—›™ ¡£§©«®°±²³´µ·º»¼½¾¿×ª"
_SIGN_IN_WORD = re.compile(
    r"[^\W\d_][€‚„…‹“”•™¡£§©«®°±²³´µº»¼½¾¿ª][^\W\d_]|[€£¼½¾][^\W\d_]|[^\W\d_][£¼½¾]"
)
_RARE = 400
"""In an English text, one letter in this many may belong to any language: names, loanwords."""


def guess_encoding(data: bytes) -> str | None:
    """Return the likely encoding of bytes that are not UTF-8; `None` if none is certain.

    UTF-16 is recognised by its byte order mark or its zero bytes. Of the other encodings only
    windows-1252 is guessed, under two conditions: the non-ASCII letters belong to one language and
    are within words, and other non-ASCII characters are between words.

    >>> guess_encoding("Le café fermé – déjà".encode("windows-1252"))
    'windows-1252'
    >>> guess_encoding("Příliš žluťoučký kůň".encode("windows-1250"))
    """
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return guess_utf_16(data)
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    beyond = [c for c in text if not c.isascii()]
    letters = {c for c in beyond if c.isalpha() and c not in _SIGNS}
    many = sum(c in letters for c in beyond) * _RARE > sum(map(str.isalpha, text))
    if letters and many and not any(letters <= alphabet for alphabet in _ALPHABETS):
        return None
    makes_sense = (
        beyond
        and all(c in _SIGNS or c in letters for c in beyond)
        and not _SIGN_IN_WORD.search(text)
        and not _is_oddly_spelt(text)
    )
    return "windows-1252" if makes_sense else None


def _is_oddly_spelt(text: str) -> bool:
    """Whether letters are placed as in texts that were decoded with the wrong encoding.

    Examples are capitals within words, or a tilde on a vowel where Portuguese has none.
    """
    capitals = r"[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽ]|[À-ÖØ-ÞŒŠŽ][A-Z][a-zß-öø-ÿ]"
    return re.search(rf"{capitals}|[ãõ](?!o|e|s?\b)", text) is not None


_FEWEST_ZEROS = 3
_ZEROS_OF_PAIRS = 0.1
"""The least share of characters with a zero byte in UTF-16: spaces, punctuation, tags."""


def guess_utf_16(data: bytes) -> str | None:
    """Return UTF-16 with its byte order; `None` if the bytes are not UTF-16.

    UTF-16 has a byte order mark, or zeros that are all the first of two bytes or all the second.

    >>> guess_utf_16("Цены растут, так говорят.".encode("utf-16-be"))
    'utf-16be'
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    for name, mark, zeros, others in (
        ("utf-16le", codecs.BOM_UTF16_LE, data[1::2], data[::2]),
        ("utf-16be", codecs.BOM_UTF16_BE, data[::2], data[1::2]),
    ):
        number = zeros.count(0)
        are_many = number >= _FEWEST_ZEROS and number > _ZEROS_OF_PAIRS * len(zeros)
        if data.startswith(mark) or (are_many and not others.count(0)):
            return name if _is_in(data, name) else None
    return None


def _is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
