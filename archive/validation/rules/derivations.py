"""Rules on how the text of a capture is derived: by what, and whether it can be at all."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from archive.derivations import PLAIN, derivation_by_kind, derivation_for, derivation_of
from archive.derivations.file_kinds import begins_with_tag, file_kind
from archive.derivations.html_names import hides_words, unknown_tags
from archive.derivations.mhtml import is_mhtml, root_part
from archive.derivations.originals import refused_original
from archive.english import counted, listed
from archive.errors import ArchiveError, MissingExtra, UnknownEncoding
from archive.findings import Finding, error, note, short, warning
from archive.model.captures import BlockOrigin, Capture, ElementOrigin, LinesOrigin, TextOrigin
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

if TYPE_CHECKING:
    from archive.files.interface import Files
    from archive.model.document import Document


def derivation_not_of_content(document: Document, files: Files) -> Iterator[Finding]:
    """The derivation of a capture is not one for what its bytes are.

    Another derivation finds other words in the same bytes, or none. Where a file with markup is
    taken for plain text (`archive receive --plain`), the markup is text, and so is what only
    programs read: comments, scripts, attributes. That is a warning: a reader of the article saw no
    such words. So it is where a page is taken for Markdown, and where a plain text is taken for a
    page, in which words between `<` and `>` are gone.
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
"""How severe it is, the field of the capture, the message, and the hint."""


def _not_of_media_type(capture: Capture) -> _Problem | None:
    """What is wrong between the media type of a capture and its derivation."""
    named, of_type = capture.derivation or "", derivation_for(capture.media_type)
    if of_type is None and capture.media_type.lower().startswith(_WITHOUT_TEXT):
        message = f"{capture.file} is said to be {capture.media_type}, which has no text"
        return error, "media_type", message, "receive it again (archive receive)"
    if of_type is None:
        return None
    families = {_family(of_type.name), _family(named)}
    if len(families) == 1 or families <= {*_XML}:
        return None
    message = f"{capture.file} is said to be {capture.media_type}, which {named} is not for"
    return error, "media_type", message, f"{of_type.name} is; receive it again (archive receive)"


def _not_as_packed(capture: Capture, files: Files) -> _Problem | None:
    """What is wrong where a page is in MHTML and its media type denies it, or the reverse."""
    kind, said = files.kind(capture.file), capture.media_type
    is_page = kind is not None and kind.format == "html"
    is_read_so = capture.derivation in ("html-text-1", None)
    if kind is None or not is_page or not is_read_so or kind.is_mhtml == is_mhtml(said):
        return None
    message = f"{capture.file} is {kind.name}, and is said to be {said}"
    is_for = "multipart/related" if kind.is_mhtml else "text/html"
    return error, "media_type", message, f"that is {is_for}; receive it again (archive receive)"


def _not_of_bytes(capture: Capture, files: Files) -> _Problem | None:
    """What is wrong between the derivation of a capture and its bytes."""
    file, named, content = capture.file, capture.derivation or "", files.content(capture.file)
    again = "receive it again (archive receive)"
    if content is None:
        if named in PLAIN:
            return None
        message = f"{file} holds no text that can be derived, not for {named}"
    elif content.name == named or {_family(content.name), _family(named)} <= {*_UNMARKED}:
        if named != "markdown-text-1" or not file.lower().endswith(".txt"):
            return None
        message = f"{file} is called a plain text, and {named} leaves out what is markup for it"
        return warning, "derivation", message, f"{again}, if what is written in it are words"
    elif _family(content.name) in _UNMARKED and named == "html-text-1":
        text = decode_leniently(files.read(file) or b"", "utf-8")
        has_words_in_tags = hides_words(text) or any(unknown_tags(text))
        if content.name in PLAIN and begins_with_tag(text) and not has_words_in_tags:
            return None
        message = f"{file} is no page, and {named} leaves out what it takes for tags in it"
        return warning, "derivation", message, f"{again}: all of it is text for {content.name}"
    elif named in PLAIN and _family(content.name) in _OF_MARKUP:
        message = f"{file} has markup, and all of it is text for {named}"
        return warning, "derivation", message, f"{again}: its text is that of {content.name}"
    elif named == "markdown-text-1" and content.name == "html-text-1":
        message = f"{file} is a page, and {named} has words of it that no browser shows"
        return warning, "derivation", message, f"{again}: its text is that of {content.name}"
    else:
        message = f"{file} holds text for {content.name}, not for {named}"
    return error, "derivation", message, f"{again}, and rebase the record onto that"


def _family(derivation: str | None) -> str:
    """What a derivation is for: its name without its number."""
    return (derivation or "").rpartition("-")[0]


_XML = ("jats-text", "tei-text")
"""What media types tell apart from all else, and not from each other."""
_WITHOUT_TEXT = ("application/pdf", "audio/", "image/", "video/")
_OF_MARKUP = ("html-text", *_XML)
"""Derivations for which tags are no text."""
_UNMARKED = ("verbatim", "markdown-text")
"""Derivations of what may look like plain text: Markdown need not look like it."""


def encoding_differs(document: Document, files: Files) -> Iterator[Finding]:
    """The bytes of a capture are in another encoding than its media type says.

    Bytes beyond ASCII that make a text in UTF-8 are in UTF-8: by accident they hardly ever do.
    UTF-16 has zero bytes, one of each two, for blanks and letters of ASCII; what has none of them
    is no UTF-16, and what has them is nothing else. Where the bytes of a page are not in the
    encoding that is named, characters are lost (U+FFFD), which is a warning.
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
            message = f"{capture.file} is {own}, and is said to be {charset}"
            hint = "receive it again (archive receive), and rebase the record onto that"
            yield error("encoding-differs", pointer, message, hint)
        elif is_page and not data.isascii():
            yield from _other_characters(pointer, capture, data, charset)


def _certain_encoding(data: bytes, charset: str, *, is_page: bool) -> str:
    """In what bytes are for certain, if a charset makes other characters of them; else nothing."""
    name, codec, _ = encoding_of((is_page and byte_order_of(data)) or charset, data)
    if utf_16 := guess_utf_16(data):
        return "" if name == utf_16 else utf_16.upper()
    if name.startswith("utf-16") and _parts_words_in_one_byte(data):
        return "UTF-8" if is_utf_8(data) else "no UTF-16"
    if b"\0" in data or not is_utf_8(data):
        return ""
    if not data.isascii():
        return "" if name == "utf-8" else "UTF-8"
    is_escaped = name.startswith("iso-2022") and _ESCAPE in data
    return "" if is_escaped or data.decode(codec, "replace") == data.decode() else "ASCII"


def _parts_words_in_one_byte(data: bytes) -> bool:
    """Whether blanks are single bytes, often; in UTF-16 these are halves of rare characters."""
    return b"\0" not in data and (data.count(b" ") + data.count(b"\n")) * _MOST_BETWEEN > len(data)


_MOST_BETWEEN = 25
"""How many bytes there are at most for each blank in a text that parts words by them."""


def _other_characters(
    pointer: str, capture: Capture, data: bytes, charset: str
) -> Iterator[Finding]:
    """Yield a warning where a page may have other characters than those that were received."""
    if own := _stated_encoding(data, charset):
        message = f"{capture.file} says itself that it is {own}, the record that it is {charset}"
        yield warning("encoding-differs", pointer, message, "a server may have said otherwise")
        return
    name = encoding_of(byte_order_of(data) or charset, data).name
    if loses_characters(data, charset) or (name == "utf-8" and not is_utf_8(data)):
        message = f"{capture.file} is said to be {charset}, and is not: characters are U+FFFD"
        yield warning("encoding-differs", pointer, message, encoding_to_name(data))


_ESCAPE = b"\x1b"
"""With it ISO 2022 writes other characters in ASCII bytes."""
_STATED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PRESCANNED = 1024
"""How many bytes of a page may say what its encoding is (HTML Standard, 13.2.3.2)."""
_BY_CHARSET = (*_UNMARKED, "html-text")
"""Derivations that decode by the charset of the media type."""


def _stated_encoding(data: bytes, charset: str) -> str:
    """The encoding that a page states, if it is another than a charset; else nothing."""
    stated = _STATED.search(_COMMENT.sub(b"", data[:_PRESCANNED]))
    if stated is None or data.startswith((BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE)):
        return ""
    own = stated[1].decode("ascii", "replace").lower()
    if own.startswith("utf-16"):
        own = "utf-8"  # what says so in ASCII is none (HTML Standard, 13.2.3.2)
    try:
        is_same = encoding_of(own, b"").name == encoding_of(charset, b"").name
    except UnknownEncoding:
        return ""
    return "" if is_same else own


def encoding_to_name(data: bytes) -> str:
    """Return the advice on a capture that is not in its stated encoding.

    The media type of XML, an office document or an image names none: something else is wrong.
    """
    kind = file_kind(data)
    content = derivation_by_kind(kind)
    is_text = content is None and kind is not None and kind.is_text
    may_be_plain = is_text or _family(content) in _BY_CHARSET
    if not may_be_plain:
        return "receive it again (archive receive), which says what is wrong with it"
    if is_utf_8(data):
        return "the file is UTF-8: text/plain;charset=utf-8"
    if seemingly := seeming_encoding(data):
        name, reading = seemingly
        return f"as {name} it reads {reading}; if that is right: text/plain;charset={name}"
    return "name the encoding of the file, as in text/plain;charset=windows-1252"


def words_not_shown(document: Document, files: Files) -> Iterator[Finding]:
    """A derivation leaves out what looks like words, since by its rules it is markup.

    In Markdown, tags that no browser knows, definitions of links that name no address, and what
    stands between two lines of hyphens at the head of the file are shown by no program. If the
    author meant words, receive the file as plain text (`archive receive --plain`).
    """
    for number, capture, outcome in derived_again(document, files):
        left = [] if isinstance(outcome, ArchiveError) else [*outcome.not_shown()]
        if left:
            words = short(" ".join(left[0].split()))
            more = f", and {counted(len(left) - 1, 'others')}" if len(left) > 1 else ""
            message = f"{capture.derivation} takes {words}{more} for markup, which no block has"
            hint = "if these are words: archive receive --plain"
            yield warning("words-not-shown", f"/captures/{number}/derivation", message, hint)


def capture_read_twice(document: Document, files: Files) -> Iterator[Finding]:
    """Blocks come from two captures of the same bytes, or with the same text.

    What was received once would be in the record twice, or in any order. Give all blocks the
    origin of one of them; the other may stay, as a receipt. If all of one text stands in another,
    as where a page was saved again with more comments, that is a warning.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    first: dict[str, str] = {}
    for number, capture in enumerate(document.captures):
        if capture.id not in sources:
            continue
        other = first.setdefault(capture.sha256, capture.id)
        if other != capture.id:
            message = f"blocks come from {other} and from {capture.id}, which are the same bytes"
            hint = f"let all of them come from {other}"
            yield error("capture-read-twice", f"/captures/{number}", message, hint)
    yield from _texts_read_twice(document, files, sources)


def _texts_read_twice(
    document: Document, files: Files, sources: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each two captures of other bytes, and the same text."""
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
            what = "the same text" if text == its_text else "one text that stands in the other"
            tell = error if text == its_text else warning
            message = f"blocks come from {one.id} and from {other.id}, which have {what}"
            hint = f"let all of them come from {one.id}"
            yield tell("capture-read-twice", f"/captures/{number}", message, hint)


_MOST_COMPARED = 20
"""How many captures of one record are compared with each other."""
_LONG = 200
"""How long a text is, in code points, that stands in another by no accident."""


def text_without_origin(document: Document, files: Files) -> Iterator[Finding]:
    """No block says where it was received, though a capture has text.

    The bytes of a capture are of a kind from which text can be derived, whatever its media type
    says. Receive the file again (`archive receive`), and rebase the record onto that.
    """
    blocks = document.index.text_blocks
    if any(block.origin is not None for _, block in blocks):
        return
    for number, capture in enumerate(document.captures):
        if _has_text(capture, files):
            hint = f"receive {capture.file} again (archive receive), and keep the origins"
            if blocks:
                message = f"{capture.file} has text, and no block has an origin in it"
                yield error("text-without-origin", f"/captures/{number}", message, hint)
            elif capture.derivation is None:  # else its words are not covered
                message = f"{capture.file} has text, and the record has none"
                yield warning("text-without-origin", f"/captures/{number}", message, hint)


def _has_text(capture: Capture, files: Files) -> bool:
    """Whether text can be derived from a capture, or from what is packed in it."""
    if not files.is_intact(capture):
        return False
    return possible_derivation(capture, files) is not None or _refusal(capture, files) is not None


def _refusal(capture: Capture, files: Files) -> Finding | None:
    """The error for a capture as the original of a transcript."""
    return refused_original(capture.file, files.read(capture.file) or b"", capture.media_type)


def not_an_original(document: Document, files: Files) -> Iterator[Finding]:
    """The original of a text is the text itself, is empty, or has text.

    `archive receive --from` names the file that was received, a scan, recording or PDF, where the
    text was typed or converted from it. A file from which text can be derived, such as a web page
    or a Word document, is received itself: then nobody has to believe a transcript. So is a page in
    a web archive, in gzip, or with the header of the response.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    for number, capture in enumerate(document.captures):
        if capture.id not in sources or capture.derivation is not None:
            continue
        if not files.is_intact(capture) or possible_derivation(capture, files) is not None:
            continue  # its words are looked for
        if refusal := _refusal(capture, files):
            yield refusal.at(pointer=f"/captures/{number}")


def text_not_checked(document: Document, files: Files) -> Iterator[Finding]:
    """Whether the text is that of the capture was not checked: a library is missing.

    The text of a web page is derived by a parser that comes with the extra `web`, that of Markdown
    by one of the extra `markdown`. Without it the values of the metadata that were found there are
    not checked either, and all else is. Nothing is wrong, and not everything was looked at.
    """
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, MissingExtra):
            message = f"whether the text is that of {capture.file} was not checked"
            yield warning(
                "text-not-checked", f"/captures/{number}/derivation", message, outcome.hint
            )


def block_not_derived(document: Document, files: Files) -> Iterator[Finding]:
    """The text of a block cannot be derived again from what was received.

    Of its origin only the capture is known. Where the file is of a kind from which text can be
    derived, receive it again (`archive receive`), and rebase the record onto it: older versions of
    this library tied the text of fewer kinds of files. Until then the words are looked for in all
    of its text. Otherwise the text is a transcript of a scan, a recording, an image: whether the
    words stand there, a person has to look. All such blocks of a capture are named at once, at the
    first.
    """
    derived = set()
    for account in accounts(document, files):
        capture = account.capture
        derived.add(capture.id)
        if capture.derivation is not None:
            for pointer, block in account.inexact:
                message = f"the origin of {block.id} does not say where in {capture.id} it stands"
                hint = f"name the place, as {capture.derivation} counts it"
                yield error("block-not-derived", f"{pointer}/origin", message, hint)
        elif account.inexact:
            pointer, _ = account.inexact[0]
            number = counted(len(account.inexact), "blocks")
            message = f"no place in {capture.id} is named for {number}"
            hint = (
                f"receive {capture.file} again (archive receive), and rebase the record onto that"
            )
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
            message = f"nothing derives {which} from {capture_id} again: the text is a transcript"
            if len(blocks) == len(document.index.text_blocks):
                yield note("block-not-derived", pointer, message)
                continue
            for pointer, id in blocks:
                message = (
                    f"{id} is a transcript of {capture_id}, and nothing derives it; others are"
                )
                yield warning("block-not-derived", pointer, message, "compare it with the file")


def transcript_beside_text(document: Document, files: Files) -> Iterator[Finding]:
    """The text is a transcript of one capture, though another capture has text.

    Of a page somebody can check each word, of a transcript of a scan nobody can but by reading. If
    the capture with text is the article, take its words: receive it, and rebase the record onto
    it.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    derivable = {capture.id for capture in document.captures if _has_text(capture, files)}
    if not sources - derivable:
        return
    for number, capture in enumerate(document.captures):
        if capture.id in derivable - sources:
            message = f"{capture.file} has text, and blocks are a transcript of another file"
            yield warning("transcript-beside-text", f"/captures/{number}", message)


def words_omitted(document: Document, files: Files) -> Iterator[Finding]:
    """A capture has words that were left out of the record on purpose.

    Nothing is wrong: the record says who left them out, and why. Who relies on the record should
    know.
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
                f"{omission.by} left a part of {capture.id} out{words}: {short(omission.reason)}",
            )


def origin_past_the_end(document: Document, files: Files) -> Iterator[Finding]:
    """A value of the metadata was found beyond the end of its capture, or nowhere in it.

    It names a stretch of the capture's text, in code points, and the text is shorter; or an element
    that the captured page has not, or whose text is shorter.
    """
    derived = derived_texts(document, files)
    lengths = {id: len(text.text) for id, text in derived.items()}
    for pointer, element in document.index.of_type(ElementOrigin):
        text = derived_text_of(element, derived)
        if text is not None and not text.has(element):
            yield error(
                "origin-past-the-end",
                f"{pointer}/path",
                f"{element.path} is not in {element.capture}, or has less text",
                "look for the words again: the path is that in the tree of the file",
            )
    for pointer, lines in document.index.of_type(LinesOrigin):
        text = derived_text_of(lines, derived)
        if text is not None and not text.has(lines):
            yield error(
                "origin-past-the-end",
                f"{pointer}/first",
                f"no such text stands on line {lines.first} to {lines.last} of {lines.capture}",
                "look for the words again: lines count from 1",
            )
    for pointer, origin in document.index.of_type(TextOrigin):
        if isinstance(origin, BlockOrigin) or origin.capture not in lengths:
            continue
        length = lengths[origin.capture]
        if origin.end > length:
            yield error(
                "origin-past-the-end",
                f"{pointer}/end",
                f"it ends at {origin.end}, and {origin.capture} has "
                f"{counted(length, 'code points', grouped=False)}",
                "count again: offsets are code points of the decoded text",
            )
