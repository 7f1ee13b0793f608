"""Rules on the files in a record's folder: are they all present and unchanged?"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.english import counted
from archive.errors import ReadError, UnknownEncoding
from archive.files.fixity import fixity_of, is_intact
from archive.files.interface import Files, named_files
from archive.files.layout import PUBLISHED, RECEIVED, RECORD
from archive.findings import Finding, error, note, short, warning
from archive.model.captures import (
    Capture,
    CaptureOrigin,
)
from archive.model.document import Document
from archive.model.identifiers import document_id_from
from archive.model.works import ArchivedCopy, Evidence, Work
from archive.text.decoding import decode_received
from archive.text.occurrences import occurrences
from archive.text.passage_search import comparable
from archive.validation.rederivation import possible_derivation


def id_differs_from_folder(document: Document, files: Files) -> Iterator[Finding]:
    """The id of the record is not the name of its folder.

    Records are found by their id, which is the name of their folder. Rename the folder, or change
    the id. An id that `archive receive` makes from the folder's name is also accepted.
    """
    name = files.name
    if name is not None and document.id not in (name, document_id_from(name)):
        message = f'"{document.id}" is in the folder "{name}"'
        yield warning("id-differs-from-folder", "/id", message)


def capture_missing(document: Document, files: Files) -> Iterator[Finding]:
    """The file of a capture is missing from the record's folder.

    Without the file, the text cannot be checked. Put it back at the path in the record. If a file
    with another name has the same bytes, the finding gives this name.
    """
    renamed = _new_names(document, files)
    for number, capture in enumerate(document.captures):
        if files.read(capture.file) is None:
            name = renamed.get(capture.file)
            yield error(
                "capture-missing",
                f"/captures/{number}/file",
                f"{capture.file} is not in {files.called}"
                + (f"; it is present as {name}" if name else ""),
                "rename the file" if name else "put the file back",
            )


def file_is_link(document: Document, files: Files) -> Iterator[Finding]:
    """A file of the record is a link to a file elsewhere.

    A copy of the folder may lack the target, and a change of the target changes this record.
    Replace the link with the file. If a capture is a link to a file outside the folder, it is not
    read, and is reported as missing.
    """
    pointers = {file: f"{pointer}/file" for pointer, file in named_files(document)}
    for name, pointer in {RECORD: "", PUBLISHED: "", **pointers}.items():
        target = files.link_target(name)
        if target is None or (pointer and files.read(name) is None):
            continue
        message = f"{name} is a link to {target}"
        hint = "replace the link with the file"
        yield warning("file-is-link", pointer, message, hint).at(file=files.where(name))


def _new_names(document: Document, files: Files) -> Mapping[str, str]:
    """Return the names of renamed captures in the folder, by their names in the record."""
    missing = [c for c in document.captures if files.read(c.file) is None]
    names: dict[str, str] = {}
    for name in _unlisted(document, files) if missing else ():
        data = files.read(name)
        for capture in missing:
            if data is not None and capture.file not in names and is_intact(capture, data):
                names[capture.file] = name
                break
    return names


def capture_damaged(document: Document, files: Files) -> Iterator[Finding]:
    """The file of a capture has changed: its size or its digest differs from the record.

    A capture never changes. Restore it from a copy; or, if the publisher's page has changed, add
    the new page as another capture. Some editors add a byte order mark or a final line end when
    they save a text; the finding reports this, and you can remove it again.

    If only its line ends differ, git has probably changed them because of `core.autocrlf`. The line
    `**/received/** -text` in `.gitattributes` prevents this. If git turned LF into CRLF on
    check-out, remove the file and `git checkout` it again. If git turned CRLF into LF on commit,
    restore the received bytes, `git add --renormalize` the file, and commit.
    """
    for number, capture in enumerate(document.captures):
        data = files.read(capture.file)
        if data is None or files.is_intact(capture):
            continue
        if changed := _line_ends_changed(capture, data) or _edges_changed(capture, data):
            yield error("capture-damaged", f"/captures/{number}/sha256", *changed)
            continue
        if len(data) != capture.size_bytes:
            at, actual, kept = (
                "size_bytes",
                counted(len(data), "bytes", grouped=False),
                str(capture.size_bytes),
            )
        else:
            at, actual, kept = "sha256", f"the digest {fixity_of(data).sha256}", capture.sha256
        message = f"{capture.file} has {actual}, not {kept}"
        yield error(
            "capture-damaged", f"/captures/{number}/{at}", message, "restore it from a copy"
        )


def _line_ends_changed(capture: Capture, data: bytes) -> tuple[str, str] | None:
    """Return the message and hint if only the line ends of a capture have changed."""
    inner, _, name = capture.file.rpartition("/")
    rule = f'write "{f"**/{inner}/**" if inner else name} -text" into .gitattributes'
    unix = data.replace(b"\r\n", b"\n")
    if is_intact(capture, unix):
        return (
            f"{capture.file} has CRLF for each LF received: git has changed it on check-out",
            f"{rule}, then remove the file and `git checkout` it again",
        )
    if is_intact(capture, unix.replace(b"\n", b"\r\n")):
        return (
            f"{capture.file} has LF for each CRLF received: git has changed it on commit",
            f"{rule}, then restore the received file and `git add --renormalize` it",
        )
    return None


def _edges_changed(capture: Capture, data: bytes) -> tuple[str, str] | None:
    """Return the message and hint if an editor has added or removed a few bytes."""
    file = capture.file
    for added, name in (
        (BOM_UTF8, "a byte order mark (EF BB BF)"),
        (b"\n", "a line end (0A)"),
        (b"\r\n", "a line end (0D 0A)"),
    ):
        is_mark = added == BOM_UTF8
        longer = added + data if is_mark else data + added
        shorter = data.removeprefix(added) if is_mark else data.removesuffix(added)
        where = "at the start" if is_mark else "at the end"
        if is_intact(capture, shorter):
            return f"{file} has {name} {where} that was not received", "remove it again"
        if is_intact(capture, longer):
            return f"{file} lacks {name} {where} that was received", "add it again"
    return None


def capture_without_blocks(document: Document, files: Files) -> Iterator[Finding]:
    """A capture has text, but no block comes from it.

    If the capture is an earlier version of the article, it needs no blocks; nothing is reported if
    a revision refers to it. If it is one of several pages or parts of the article, its words are
    missing from the record: receive the parts as one file.
    """
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    texts = {
        capture.id
        for capture in document.captures
        if files.is_intact(capture) and possible_derivation(capture, files) is not None
    }
    if not sources or sources - texts:
        return  # reported as transcript-beside-text
    read = {capture.sha256 for capture in document.captures if capture.id in sources}
    earlier = {revision.capture for revision in document.revisions}
    for number, capture in enumerate(document.captures):
        if capture.id in texts - sources - earlier and capture.sha256 not in read:
            message = f"{capture.file} has text, but no block comes from it"
            hint = "if it is a part of the article, receive all parts as one file"
            yield note("capture-without-blocks", f"/captures/{number}", message, hint)


def omission_elsewhere(document: Document, files: Files) -> Iterator[Finding]:
    """The omission of a capture has its origin in another capture, or is the whole capture.

    An omission must be a part of its own capture: some of its text, an element, or lines.
    """
    for number, capture in enumerate(document.captures):
        for place, omission in enumerate(capture.omitted):
            pointer = f"/captures/{number}/omitted/{place}/origin"
            if omission.origin.capture != capture.id:
                message = f"{capture.id} omits a part of {omission.origin.capture}"
                hint = "list it under that capture"
                yield error("omission-elsewhere", f"{pointer}/capture", message, hint)
            elif isinstance(omission.origin, CaptureOrigin):
                message = f"{capture.id} is omitted as a whole"
                yield error("omission-elsewhere", pointer, message, "give the part, not the whole")


def file_missing(document: Document, files: Files) -> Iterator[Finding]:
    """An image or a saved copy of a work is not in the record's folder."""
    captured = {capture.file for capture in document.captures}
    for pointer, file in named_files(document):
        if file not in captured and files.read(file) is None:
            message = f"{file} is not in {files.called}"
            yield error("file-missing", f"{pointer}/file", message)


def copy_damaged(document: Document, files: Files) -> Iterator[Finding]:
    """The digest of a saved copy of a work differs from the record.

    Quoted words can no longer be checked against the copy.
    """
    captures = {capture.id: capture for capture in document.captures}
    for pointer, copy in document.index.of_type(ArchivedCopy):
        if copy.sha256 is None:
            continue
        found = files.fixity(copy.file) if copy.file else None
        digest = found.sha256 if found is not None else copy.sha256
        if copy.capture is not None:
            digest = captures[copy.capture].sha256
        if digest != copy.sha256:
            message = f"{copy.file or copy.capture} has the digest {digest}, not {copy.sha256}"
            yield error("copy-damaged", f"{pointer}/sha256", message)


def file_unlisted(document: Document, files: Files) -> Iterator[Finding]:
    """A file is among the received files, but not in the record.

    The record does not say what the file is, or whether it has changed. Add it as a capture, or
    remove it.
    """
    renamed = set(_new_names(document, files).values())
    for name in _unlisted(document, files):
        if name not in renamed:  # reported as `capture-missing`
            message = f"{name} is not in the record"
            found = warning("file-unlisted", "", message, "add it to the captures, or remove it")
            yield found.at(file=files.where(name))


def _unlisted(document: Document, files: Files) -> Iterator[str]:
    """Yield the received files that the record does not mention."""
    listed = {capture.file for capture in document.captures}
    listed |= {file for _, file in named_files(document)}
    return (name for name in files.names(RECEIVED) if name not in listed)


def quoted_words_not_in_capture(document: Document, files: Files) -> Iterator[Finding]:
    """Words quoted as evidence are not in the saved copy of the work.

    The rule checks every copy in the folder that is plain text or HTML. White space, the Unicode
    form of characters, and markup in HTML do not count. `archive check-sources` checks all kinds of
    copies, and shows what they have in place of the words. If the copy has another version of the
    work, refer to the right copy.
    """
    works = {work.id: work for work in document.works}
    quoted: dict[str, set[str]] = defaultdict(set)
    for _, evidence in document.index.of_type(Evidence):
        if evidence.quoted is not None and evidence.quoted.strip():
            quoted[evidence.work].add(comparable(evidence.quoted))
    standing = {
        work: _words_in_copies(words, list(_copies(works[work], document, files)))
        for work, words in quoted.items()
    }
    for pointer, evidence in document.index.of_type(Evidence):
        if evidence.quoted is None or not evidence.quoted.strip():
            continue
        found = standing[evidence.work]
        if found is not None and comparable(evidence.quoted) not in found:
            yield error(
                "quoted-words-not-in-capture",
                f"{pointer}/quoted",
                f"{short(evidence.quoted)} is not in the copy of {evidence.work}",
                "quote the words exactly as they are there",
            )


def _words_in_copies(words: Iterable[str], copies: Sequence[str]) -> set[str] | None:
    """Return the words that are in one of the copies; `None` if there is no copy."""
    if not copies:
        return None
    places_of = occurrences(words, _PARTING.join(map(comparable, copies)), most=1)
    return {quoted for quoted, places in places_of.items() if places}


_PARTING = "\0"
"""The separator of two copies, which quoted words cannot contain."""


def _copies(work: Work, document: Document, files: Files) -> Iterator[str]:
    """Yield the text of each readable copy."""
    captures = {capture.id: capture for capture in document.captures}
    for copy in work.copies:
        capture = captures.get(copy.capture or "")
        file = copy.file or (capture.file if capture else None)
        media_type = copy.media_type or (capture.media_type if capture else None)
        data = files.read(file) if file else None
        if data is not None and (text := _text_of(data, media_type or "")) is not None:
            yield text


def _text_of(data: bytes, media_type: str) -> str | None:
    bare = media_type.partition(";")[0].lower()
    try:
        text = decode_received(data, media_type)
    except (ReadError, UnknownEncoding):
        return None
    if bare in ("text/html", "application/xhtml+xml"):
        return _text_of_page(text)
    return text if bare.startswith("text/") else None


def _text_of_page(text: str) -> str | None:
    from lxml import etree, html

    try:
        page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError:
        return None
    return str(page.text_content())
