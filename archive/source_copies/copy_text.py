"""The text of a copy of a work, for passages to be looked for in it.

A copy is read in the encoding that is certain: its byte order mark, the encoding that it or the
record declares, UTF-8 if all bytes are valid, UTF-16 by its zero bytes, or windows-1252 if nothing
else makes sense. If none is certain, the copy is read in each encoding in which all of its bytes
are valid. An encoding that nobody is sure of can show that words are there, since no other words
would give the same bytes by chance. It can never show that they are not.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from unicodedata import category

from archive.articles.html.charset import charset
from archive.derivations import PLAIN, derivation_by_kind, derivation_for, derivation_named
from archive.derivations.file_kinds import FileKind, file_kind, file_kind_of
from archive.errors import ArchiveError, InvalidDocument, ReadError, UnknownEncoding, faults_raised
from archive.model.captures import Derivation as Name
from archive.text.decoding import byte_order_of, charset_of, decode, loses_characters
from archive.text.encodings import ENCODINGS, encoding_of, guess_encoding, guess_utf_16

MOST_BYTES = 100_000_000
"""The largest copy that is read, as of a response in a web archive."""
TOO_LARGE = f"it has more than {MOST_BYTES:,} bytes, which is the limit"
"""Why a larger copy is not read."""
_MOST_TRIED_BYTES = 1_000_000
"""The largest copy that is read in every encoding."""
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a copy in one encoding."""

    text: str
    encoding: str | None = None
    """The name of the encoding; `None` if the format of the file has only one."""


@dataclass(frozen=True, slots=True)
class CopyText:
    """The text of a copy."""

    readings: tuple[Reading, ...] = ()
    """The text in each possible encoding, the likeliest first."""
    reason: str | None = None
    """Why words that are in none of the readings may be in the copy; `None` if they cannot be."""


def text_of_copy(data: bytes, media_type: str = "") -> CopyText:
    """Return the text of the bytes of a copy; never raises for what the bytes are.

    Args:
        data: The copy.
        media_type: Its media type, if known. The content of the file decides what kind of file it
            is, unless it could be plain text. The `charset` is tried first.
    """
    if len(data) > MOST_BYTES:
        return CopyText(reason=TOO_LARGE)
    try:
        with faults_raised("reading a copy failed: it"):
            return _text_of(data, media_type)
    except (ReadError, InvalidDocument) as problem:
        return CopyText(reason=problem.findings[0].message)
    except ArchiveError as problem:
        return CopyText(reason=str(problem))


def _text_of(data: bytes, media_type: str) -> CopyText:
    utf_16 = _utf_16(data)
    kind = file_kind(data) if utf_16 is None else file_kind_of(data, decode(data, utf_16))
    name = _derivation(kind, media_type)
    if name == "html-text-1":
        return _of_page(data, media_type, is_message=kind is not None and kind.is_mhtml)
    if name in PLAIN or (name is None and kind is not None and kind.is_text):
        plain = _decoded(data, charset_of(media_type))
        return plain if name else CopyText(plain.readings, _no_text(kind))
    if name is None:
        return CopyText(reason=_no_text(kind))
    if name == "markdown-text-1":
        return _of_markdown(data, media_type)
    return CopyText((Reading(derivation_named(name).derive(data, media_type).text),))


def _derivation(kind: FileKind | None, media_type: str) -> Name | None:
    """Return the derivation for a kind of file; for what may be plain text, the media type's."""
    if kind is not None:
        return derivation_by_kind(kind)
    of_type = derivation_for(media_type)
    if of_type is not None and of_type.name in ("markdown-text-1", "html-text-1"):
        return of_type.name
    return PLAIN[-1]


def _no_text(kind: FileKind | None) -> str:
    return f"this is {kind.name if kind else 'binary data'}, of which no text is derived"


def _of_page(data: bytes, media_type: str, *, is_message: bool) -> CopyText:
    derivation = derivation_named("html-text-1")
    if is_message:
        from archive.derivations.mhtml import root_part

        part = root_part(data)
        declared = f"text/html;charset={part.charset}" if part.charset else None
        known = charset(part.data, encoding=None, sent_as=declared)
        sent_as = f"multipart/related;charset={known.name}"
        return CopyText((Reading(derivation.derive(data, sent_as).text, known.name),))

    def reading(name: str) -> Reading:
        return Reading(derivation.derive(data, f"text/html;charset={name}").text, name)

    known = charset(data, encoding=_utf_16(data), sent_as=media_type)
    is_guess = any(one.code == "encoding-inferred" for one in known.findings)
    is_certain = not is_guess or known.name != "windows-1252" or guess_encoding(data) is not None
    if is_certain and not loses_characters(data, known.name):
        return CopyText((reading(known.name),))
    names = _valid_encodings(data)
    return CopyText(
        (reading(known.name), *(reading(name) for name in names if name != known.name)),
        _UNCERTAIN,
    )


_UNCERTAIN = "its encoding is not certain"


def _of_markdown(data: bytes, media_type: str) -> CopyText:
    derivation = derivation_named("markdown-text-1")
    plain = _decoded(data, charset_of(media_type))
    readings = tuple(
        Reading(derivation.derive(one.text.encode(), "text/markdown").text, one.encoding)
        for one in plain.readings
    )
    return CopyText(readings, plain.reason)


def _decoded(data: bytes, declared: str) -> CopyText:
    """Return the text of bytes that are text, in the declared encoding or another one."""
    if data.startswith(_UTF_32):
        return CopyText((Reading(data.decode("utf-32"), "utf-32"),))
    if name := byte_order_of(data) or _utf_16(data):
        return CopyText((Reading(decode(data, name), name),))
    readings = tuple(_certain(data, declared))
    if readings:
        return CopyText(readings)
    tried = (Reading(decode(data, name), name) for name in _valid_encodings(data))
    return CopyText(tuple(tried), _UNCERTAIN)


def _utf_16(data: bytes) -> str | None:
    """Return UTF-16 with its byte order; `None` if the bytes are not UTF-16, or may not be.

    Text has no character U+0000, so bytes with zeros are UTF-16 if they are text in one order only.
    """
    if byte_order_of(data) == "utf-8" or data.startswith(_UTF_32) or b"\0" not in data:
        return None
    if name := guess_utf_16(data):
        return name
    names = [name for name in ("utf-16le", "utf-16be") if _is_text_in(data, name)]
    return names[0] if len(names) == 1 else None


def _is_text_in(data: bytes, name: str) -> bool:
    """Whether bytes are valid in an encoding, and all characters are those of texts."""
    try:
        text = decode(data, name)
    except ReadError:
        return False
    return all(sign in "\t\n\r\f" or category(sign) not in _NOT_IN_TEXTS for sign in set(text))


_NOT_IN_TEXTS = ("Cc", "Cn", "Co", "Cs")


def _certain(data: bytes, declared: str) -> Iterator[Reading]:
    """Yield the text as UTF-8, in the declared encoding, or as windows-1252."""
    names = ["utf-8"]
    with suppress(UnknownEncoding):
        names += [encoding_of(declared, data).name] if declared else []
    if guess_encoding(data):
        names.append("windows-1252")
    for name in dict.fromkeys(names):
        with suppress(ReadError):
            yield Reading(decode(data, name), name)
            if name == "utf-8" and data.isascii():
                return


def _valid_encodings(data: bytes) -> Iterator[str]:
    """Yield the names of the encodings in which all bytes are valid, windows-1252 first."""
    if len(data) > _MOST_TRIED_BYTES:
        return
    for encoding in sorted(ENCODINGS, key=lambda one: one.name != "windows-1252"):
        if encoding.name.startswith("utf-"):
            continue
        try:
            data.decode(encoding.codec)
        except UnicodeDecodeError:
            continue
        yield encoding.name
