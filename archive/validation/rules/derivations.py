"""Rules on the derivation of a capture's text: whether it is the right one and possible at all."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import combinations

from archive.derivations import PLAIN, derivation_by_kind, derivation_for, derivation_of
from archive.derivations.file_kinds import begins_with_tag, file_kind
from archive.derivations.html_names import hides_words, unknown_tags
from archive.derivations.mhtml import is_mhtml, root_part
from archive.derivations.originals import refused_original
from archive.english import counted, listed
from archive.errors import ArchiveError, MissingExtra, UnknownEncoding
from archive.files.interface import Files
from archive.findings import Finding, error, note, short, warning
from archive.model.captures import BlockOrigin, Capture, ElementOrigin, LinesOrigin, TextOrigin
from archive.model.document import Document
from archive.text.decoding import (
    byte_order_of,
    charset_of,
    decode_leniently,
    is_utf_8,
    loses_characters,
    seeming_encoding,
)
from archive.text.encodings import encoding_of, guess_utf_16
from archive.validation.accounting import accounts
from archive.validation.rederivation import (
    derived_again,
    derived_text_of,
    derived_texts,
    possible_derivation,
)


def derivation_not_of_content(document: Document, files: Files) -> Iterator[Finding]:
    """The derivation of a capture does not fit the content of its file.

    A derivation for another kind of file finds other words in the same bytes, or none. Some cases
    are only warnings. If a file with markup is read as plain text (`archive receive --plain`), or a
    page as Markdown, its text has comments, scripts and attributes, which readers of the article
    never saw. If a plain text is read as a page, words between `<` and `>` are lost.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    for number, capture in enumerate(document.captures):
        is_read = capture.derivation is not None or capture.id in sources
        if not is_read or not files.is_intact(capture):
            continue
        problem = _not_as_packed(capture, files)
        if capture.derivation is not None:
            problem = _not_of_media_type(capture) or problem or _not_of_bytes(capture, files)
        if problem is not None:
            severity, field, message, hint = problem
            pointer = f"/captures/{number}/{field}"
            yield severity("derivation-not-of-content", pointer, message, hint)


_Problem = tuple[Callable[..., Finding], str, str, str]
"""A problem of a capture: function for the severity, field, message, hint."""


def _not_of_media_type(capture: Capture) -> _Problem | None:
    """Return a problem if the media type of a capture does not fit its derivation."""
    named, of_type = capture.derivation or "", derivation_for(capture.media_type)
    if of_type is None and capture.media_type.lower().startswith(_WITHOUT_TEXT):
        message = f"{capture.file} has the media type {capture.media_type}, which has no text"
        return error, "media_type", message, "receive it again (archive receive)"
    if of_type is None:
        return None
    families = {_family(of_type.name), _family(named)}
    if len(families) == 1 or families <= {*_XML}:
        return None
    message = f"{capture.file} has the media type {capture.media_type}, which does not fit {named}"
    return error, "media_type", message, f"use {of_type.name}: receive it again (archive receive)"


def _not_as_packed(capture: Capture, files: Files) -> _Problem | None:
    """Return a problem if only one of the file and its media type is MHTML."""
    kind, said = files.kind(capture.file), capture.media_type
    is_page = kind is not None and kind.format == "html"
    is_read_so = capture.derivation in ("html-text-1", None)
    if kind is None or not is_page or not is_read_so or kind.is_mhtml == is_mhtml(said):
        return None
    message = f"{capture.file} is {kind.name}, but its media type is {said}"
    is_for = "multipart/related" if kind.is_mhtml else "text/html"
    return error, "media_type", message, f"it must be {is_for}; receive it again (archive receive)"


def _not_of_bytes(capture: Capture, files: Files) -> _Problem | None:
    """Return a problem if the derivation of a capture does not fit its bytes."""
    file, named, content = capture.file, capture.derivation or "", files.content(capture.file)
    again = "receive it again (archive receive)"
    if content is None:
        if named in PLAIN:
            return None
        message = f"{file} has no text that {named} or another derivation can derive"
    elif content.name == named or {_family(content.name), _family(named)} <= {*_UNMARKED}:
        if named != "markdown-text-1" or not file.lower().endswith(".txt"):
            return None
        message = f"{file} has the media type of plain text, but {named} leaves out markup"
        return warning, "derivation", message, f"{again}, if nothing in it is markup"
    elif _family(content.name) in _UNMARKED and named == "html-text-1":
        text = decode_leniently(files.read(file) or b"", "utf-8")
        has_words_in_tags = hides_words(text) or any(unknown_tags(text))
        if content.name in PLAIN and begins_with_tag(text) and not has_words_in_tags:
            return None
        message = f"{file} is not a page, but {named} leaves out words that look like tags"
        return warning, "derivation", message, f"use {content.name}: {again}"
    elif named in PLAIN and _family(content.name) in _OF_MARKUP:
        message = f"{file} has markup, but {named} treats it as text"
        return warning, "derivation", message, f"use {content.name}: {again}"
    elif named == "markdown-text-1" and content.name == "html-text-1":
        message = f"{file} is a page, but {named} includes words that no browser shows"
        return warning, "derivation", message, f"use {content.name}: {again}"
    else:
        message = f"{file} is a file for {content.name}, not for {named}"
    return error, "derivation", message, f"{again}, and rebase the record onto the result"


def _family(derivation: str | None) -> str:
    """Return the name of a derivation without its number: the kind of content."""
    return (derivation or "").rpartition("-")[0]


_XML = ("jats-text", "tei-text")
"""Derivations that share media types with each other, but with no other derivation."""
_WITHOUT_TEXT = ("application/pdf", "audio/", "image/", "video/")
_OF_MARKUP = ("html-text", *_XML)
"""Derivations that do not treat tags as text."""
_UNMARKED = ("verbatim", "markdown-text")
"""Derivations of content that may look like plain text, such as Markdown without syntax."""


def encoding_differs(document: Document, files: Files) -> Iterator[Finding]:
    """The bytes of a capture are in another encoding than its media type states.

    Bytes outside ASCII that are valid UTF-8 are almost certainly UTF-8. In UTF-16, every ASCII
    letter or blank has a zero byte: bytes without zeros are not UTF-16, bytes with many zeros are.
    If bytes of a page are not valid in the stated encoding, characters are lost (U+FFFD), but this
    is only a warning.
    """
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, ArchiveError) or _family(outcome.derivation.name) not in _BY_CHARSET:
            continue
        is_page = outcome.derivation.name == "html-text-1"
        data = files.read(capture.file) or b""
        if is_page and is_mhtml(capture.media_type):
            data = root_part(data).data
        charset = charset_of(capture.media_type) or "utf-8"
        pointer = f"/captures/{number}/media_type"
        if own := _certain_encoding(data, charset, is_page=is_page):
            message = f"{capture.file} is {own}, but its media type states {charset}"
            hint = "receive it again (archive receive), and rebase the record onto the result"
            yield error("encoding-differs", pointer, message, hint)
        elif is_page and not data.isascii():
            yield from _other_characters(pointer, capture, data, charset)


def _certain_encoding(data: bytes, charset: str, *, is_page: bool) -> str:
    """Return the encoding of bytes if it certainly differs from `charset`; otherwise empty."""
    name, codec, _ = encoding_of((is_page and byte_order_of(data)) or charset, data)
    if utf_16 := guess_utf_16(data):
        return "" if name == utf_16 else utf_16.upper()
    if name.startswith("utf-16") and _parts_words_in_one_byte(data):
        return "UTF-8" if is_utf_8(data) else "not UTF-16"
    if b"\0" in data or not is_utf_8(data):
        return ""
    if not data.isascii():
        return "" if name == "utf-8" else "UTF-8"
    is_escaped = name.startswith("iso-2022") and _ESCAPE in data
    return "" if is_escaped or data.decode(codec, "replace") == data.decode() else "ASCII"


def _parts_words_in_one_byte(data: bytes) -> bool:
    """Whether bytes have many one-byte blanks; in UTF-16, these are halves of rare characters."""
    return b"\0" not in data and (data.count(b" ") + data.count(b"\n")) * _MOST_BETWEEN > len(data)


_MOST_BETWEEN = 25
"""The maximum number of bytes for each blank, in a text with blanks between words."""


def _other_characters(
    pointer: str, capture: Capture, data: bytes, charset: str
) -> Iterator[Finding]:
    """Yield a warning if the text of a page may have wrong characters."""
    if own := _stated_encoding(data, charset):
        message = f"{capture.file} states the encoding {own}, but the record has {charset}"
        hint = "check both: the server may have stated another encoding than the page"
        yield warning("encoding-differs", pointer, message, hint)
        return
    name = encoding_of(byte_order_of(data) or charset, data).name
    if loses_characters(data, charset) or (name == "utf-8" and not is_utf_8(data)):
        message = f"{capture.file} is not valid {charset}, so some of its characters are U+FFFD"
        yield warning("encoding-differs", pointer, message, encoding_to_name(data))


_ESCAPE = b"\x1b"
"""The escape character of ISO 2022, which encodes other characters in ASCII bytes."""
_STATED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PRESCANNED = 1024
"""How many bytes of a page are searched for its encoding (HTML Standard, 13.2.3.2)."""
_BY_CHARSET = (*_UNMARKED, "html-text")
"""Derivations that decode with the charset of the media type."""


def _stated_encoding(data: bytes, charset: str) -> str:
    """Return the encoding that a page states, if it differs from a charset; otherwise empty."""
    stated = _STATED.search(_COMMENT.sub(b"", data[:_PRESCANNED]))
    if stated is None or data.startswith((BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE)):
        return ""
    own = stated[1].decode("ascii", "replace").lower()
    if own.startswith("utf-16"):
        own = "utf-8"  # a page that states UTF-16 in ASCII is not UTF-16 (HTML Standard, 13.2.3.2)
    try:
        is_same = encoding_of(own, b"").name == encoding_of(charset, b"").name
    except UnknownEncoding:
        return ""
    return "" if is_same else own


def encoding_to_name(data: bytes) -> str:
    """Return the hint for a capture that is not in its stated encoding.

    Media types of XML, office documents and images have no charset, so for these another hint is
    returned.
    """
    kind = file_kind(data)
    content = derivation_by_kind(kind)
    is_text = content is None and kind is not None and kind.is_text
    may_be_plain = is_text or _family(content) in _BY_CHARSET
    if not may_be_plain:
        return "receive it again (archive receive): the error says what is wrong"
    if is_utf_8(data):
        return "the file is UTF-8: use text/plain;charset=utf-8"
    if seemingly := seeming_encoding(data):
        name, reading = seemingly
        return f"as {name} it reads {reading}; if that is right, use text/plain;charset={name}"
    return "add the encoding of the file, as in text/plain;charset=windows-1252"


def words_not_shown(document: Document, files: Files) -> Iterator[Finding]:
    """A derivation leaves out words because its rules treat them as markup.

    In Markdown, programs do not show unknown tags, link definitions without an address, and text
    between two lines of hyphens at the beginning of the file. If the author meant words, receive
    the file as plain text (`archive receive --plain`).
    """
    for number, capture, outcome in derived_again(document, files):
        left = [] if isinstance(outcome, ArchiveError) else [*outcome.not_shown()]
        if left:
            words = short(" ".join(left[0].split()))
            more = f", and {counted(len(left) - 1, 'others')}" if len(left) > 1 else ""
            message = f"{capture.derivation} treats {words}{more} as markup, so no block has them"
            hint = "if these are words of the article, use archive receive --plain"
            yield warning("words-not-shown", f"/captures/{number}/derivation", message, hint)


def capture_read_twice(document: Document, files: Files) -> Iterator[Finding]:
    """Blocks come from two captures with the same bytes or the same text.

    The same words could then be in the record twice, or in any order. Give all blocks an origin in
    one of the captures; the other may stay as evidence. If one text only contains the other, as in
    a page saved again with more comments, the finding is a warning.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    first: dict[str, str] = {}
    for number, capture in enumerate(document.captures):
        if capture.id not in sources:
            continue
        other = first.setdefault(capture.sha256, capture.id)
        if other != capture.id:
            message = f"blocks come from {other} and from {capture.id}, which have the same bytes"
            hint = f"give all blocks an origin in {other}"
            yield error("capture-read-twice", f"/captures/{number}", message, hint)
    yield from _texts_read_twice(document, files, sources)


def _texts_read_twice(
    document: Document, files: Files, sources: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each pair of captures with different bytes but the same text."""
    texts = [
        (number, capture, text)
        for number, capture, outcome in derived_again(document, files)
        if capture.id in sources and not isinstance(outcome, ArchiveError)
        if (text := " ".join(outcome.text.split()))
    ]
    for (_, one, text), (number, other, its_text) in combinations(texts[:_MOST_COMPARED], 2):
        shorter, longer = sorted((text, its_text), key=len)
        is_within = len(shorter) >= _LONG and shorter in longer
        if one.sha256 != other.sha256 and (text == its_text or is_within):
            what = "the same text" if text == its_text else "texts of which one contains the other"
            tell = error if text == its_text else warning
            message = f"blocks come from {one.id} and from {other.id}, which have {what}"
            hint = f"give all blocks an origin in {one.id}"
            yield tell("capture-read-twice", f"/captures/{number}", message, hint)


_MOST_COMPARED = 20
"""The maximum number of captures of a record that are compared with each other."""
_LONG = 200
"""The minimum length, in code points, of a text whose presence in another is no coincidence."""


def text_without_origin(document: Document, files: Files) -> Iterator[Finding]:
    """No block has an origin, although a capture has text.

    Text can be derived from the bytes of a capture, even if its media type says otherwise. Receive
    the file again (`archive receive`), and rebase the record onto the result.
    """
    blocks = document.index.text_blocks
    if any(block.origin is not None for _, block in blocks):
        return
    for number, capture in enumerate(document.captures):
        if _has_text(capture, files):
            hint = f"receive {capture.file} again (archive receive), and keep the origins"
            if blocks:
                message = f"{capture.file} has text, but no block has an origin in it"
                yield error("text-without-origin", f"/captures/{number}", message, hint)
            elif capture.derivation is None:  # otherwise reported as capture-not-covered
                message = f"{capture.file} has text, but the record has no text"
                yield warning("text-without-origin", f"/captures/{number}", message, hint)


def _has_text(capture: Capture, files: Files) -> bool:
    """Whether text can be derived from a capture, or from a file inside it."""
    if not files.is_intact(capture):
        return False
    return possible_derivation(capture, files) is not None or _refusal(capture, files) is not None


def _refusal(capture: Capture, files: Files) -> Finding | None:
    """Return the error if a capture cannot be the original of a transcript."""
    return refused_original(capture.file, files.read(capture.file) or b"", capture.media_type)


def not_an_original(document: Document, files: Files) -> Iterator[Finding]:
    """The original of a transcript is the transcript itself, is empty, or has text of its own.

    The original, given by `archive receive --from`, is the file from which the text was typed or
    converted: a scan, a recording or a PDF. If text can be derived from it, as from a web page or a
    Word document, receive the original itself, so that nobody has to trust a transcript. This
    includes a page in a web archive, in gzip, or with the header of the response.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    for number, capture in enumerate(document.captures):
        if capture.id not in sources or capture.derivation is not None:
            continue
        if not files.is_intact(capture) or possible_derivation(capture, files) is not None:
            continue  # its words are searched for in the file
        if refusal := _refusal(capture, files):
            yield refusal.at(pointer=f"/captures/{number}")


def text_not_checked(document: Document, files: Files) -> Iterator[Finding]:
    """The text was not compared with its capture, because a library is missing.

    The parser for web pages is in the extra `web`, the one for Markdown in the extra `markdown`.
    Without the library, the text and the metadata from that capture are not checked; everything
    else is. Nothing is wrong, but the check is incomplete.
    """
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, MissingExtra):
            message = f"the text was not compared with {capture.file}"
            yield warning(
                "text-not-checked", f"/captures/{number}/derivation", message, outcome.hint
            )


def block_not_derived(document: Document, files: Files) -> Iterator[Finding]:
    """The text of a block cannot be derived again from its capture.

    The origin of the block gives the capture, but no place in it. If text can be derived from the
    file, receive it again (`archive receive`), and rebase the record onto the result: older
    versions of this library derived text from fewer kinds of files. Until then, the words are
    searched for in the whole text of the file. Otherwise the text is a transcript of a scan, a
    recording or an image, and a person must compare them. All such blocks of a capture are reported
    once, at the first one.
    """
    derived = set()
    for account in accounts(document, files):
        capture = account.capture
        derived.add(capture.id)
        if capture.derivation is not None:
            for pointer, block in account.inexact:
                message = f"the origin of {block.id} does not say where in {capture.id} it is"
                hint = f"add the place, as {capture.derivation} counts it"
                yield error("block-not-derived", f"{pointer}/origin", message, hint)
        elif account.inexact:
            pointer, _ = account.inexact[0]
            number = counted(len(account.inexact), "blocks")
            message = f"the origin of {number} has no place in {capture.id}"
            hint = f"receive {capture.file} again (archive receive), and rebase onto the result"
            yield warning("block-not-derived", f"{pointer}/origin", message, hint)
    derivations = {one.id: derivation_of(one) for one in document.captures}
    transcribed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pointer, block in document.index.text_blocks:
        origin = block.origin
        if origin is not None and derivations[origin.capture] is None:
            transcribed[origin.capture].append((f"{pointer}/origin", block.id))
    for capture_id, blocks in transcribed.items():
        if capture_id not in derived:
            pointer, _ = blocks[0]
            which = listed([id for _, id in blocks])
            message = f"{which} cannot be derived from {capture_id}: the text is a transcript"
            if len(blocks) == len(document.index.text_blocks):
                yield note("block-not-derived", pointer, message)
                continue
            for pointer, id in blocks:
                message = f"{id} is a transcript of {capture_id}, but other blocks are derived"
                yield warning("block-not-derived", pointer, message, "compare it with the file")


def transcript_beside_text(document: Document, files: Files) -> Iterator[Finding]:
    """The text is a transcript of one capture, although another capture has text.

    A program can check the words of a page, but only a person can check a transcript. If the
    capture with text is the article, use its words: receive it, and rebase the record onto the
    result.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    derivable = {capture.id for capture in document.captures if _has_text(capture, files)}
    if not sources - derivable:
        return
    for number, capture in enumerate(document.captures):
        if capture.id in derivable - sources:
            message = f"{capture.file} has text, but blocks are a transcript of another file"
            yield warning("transcript-beside-text", f"/captures/{number}", message)


def words_omitted(document: Document, files: Files) -> Iterator[Finding]:
    """A capture has words that were left out of the record on purpose.

    Nothing is wrong: the record states who left them out, and why. The finding informs people who
    rely on the record.
    """
    texts = {
        capture.id: outcome
        for _, capture, outcome in derived_again(document, files, unnamed=True)
        if not isinstance(outcome, ArchiveError)
    }
    for number, capture in enumerate(document.captures):
        for place, omission in enumerate(capture.omitted):
            text = derived_text_of(omission.origin, texts)
            words = f" ({short(text.words(omission.origin))})" if text is not None else ""
            yield note(
                "words-omitted",
                f"/captures/{number}/omitted/{place}",
                f"{omission.by} left out a part of {capture.id}{words}: {short(omission.reason)}",
            )


def origin_past_the_end(document: Document, files: Files) -> Iterator[Finding]:
    """The origin of a value of the metadata is past the end of its capture, or not in it.

    The origin ends after the end of the capture's text; or it is an element that the captured page
    does not have, or that has less text.
    """
    derived = derived_texts(document, files)
    lengths = {id: len(text.text) for id, text in derived.items()}
    for pointer, element in document.index.of_type(ElementOrigin):
        text = derived_text_of(element, derived)
        if text is not None and not text.has(element):
            yield error(
                "origin-past-the-end",
                f"{pointer}/path",
                f"{element.path} is not in {element.capture}, or is shorter",
                "correct the path: it is that of the element in the file",
            )
    for pointer, lines in document.index.of_type(LinesOrigin):
        text = derived_text_of(lines, derived)
        if text is not None and not text.has(lines):
            yield error(
                "origin-past-the-end",
                f"{pointer}/first",
                f"lines {lines.first} to {lines.last} of {lines.capture} do not have this text",
                "correct the lines: they are counted from 1",
            )
    for pointer, origin in document.index.of_type(TextOrigin):
        if isinstance(origin, BlockOrigin) or origin.capture not in lengths:
            continue
        length = lengths[origin.capture]
        if origin.end > length:
            yield error(
                "origin-past-the-end",
                f"{pointer}/end",
                f"the origin ends at {origin.end}, but {origin.capture} has "
                f"{counted(length, 'code points', grouped=False)}",
                "correct the offset: it counts code points of the decoded text",
            )
