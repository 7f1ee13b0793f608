"""Reading and writing in any format: `read` and `write`, `receive` and `add`, `load` and `save`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from archive.english import listed
from archive.errors import (
    ArchiveError,
    UnknownFormat,
    WriteError,
    raised_in,
    require,
)
from archive.files.fixity import fixity_of
from archive.files.folder import FilesInFolder
from archive.files.interface import RECORD, Files
from archive.files.one_writer import write_alone
from archive.files.path_resolution import RecordFile, files_for, record_at
from archive.files.record_discovery import refuse_mixing, refuse_received
from archive.files.regular_files import is_folder, open_regular, read_bytes, unreadable
from archive.files.zip_file import is_zip
from archive.formats import FORMATS
from archive.formats.format import Format, Reader, ReadResult, Writer, WriteResult, options_of
from archive.model.document import Document
from archive.model.identifiers import document_id_from

READERS: Mapping[str, Reader] = FORMATS.readers
"""Every format that is read."""

WRITERS: Mapping[str, Writer] = FORMATS.writers
"""Every format that is written."""


def read(
    data: bytes, format: str | None = None, *, lossy: bool = False, **options: Any
) -> ReadResult:
    """Return the document that these bytes hold, and what was noticed on the way.

    Args:
        data: The bytes.
        format: The name of a format; left out, it is found by the content (JSON and TEI).
        lossy: Whether to leave out what a record cannot hold, with a warning for each; otherwise
            it is an error. JSON holds nothing of the kind: a field that is not known is an error.
        **options: What the format's reader takes. For plain text: `id`, `file`, `encoding`,
            `paragraphs`, `plain` (`archive.articles.text_files.read`).

    Raises:
        UnknownFormat: No reader has this name.
        UnknownOption: The reader takes no option of this name.
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes hold no document; the error carries every finding.
        InvalidDocument: They hold one that says something untrue about itself.
    """
    return FORMATS.read(data, format, lossy=lossy, **options)


def receive(
    source: bytes | str | Path,
    format: str | None = None,
    *,
    id: str | None = None,
    file: str | None = None,
    address: str | None = None,
    received_at: str | None = None,
    transcript_of: str | Path | None = None,
    **options: Any,
) -> ReadResult:
    """Return the document of an article of any kind, with the file as its capture.

    What the record has no place for is told by warnings: the capture keeps it. Nothing is fetched.

    Args:
        source: The bytes of the file, or its path.
        format: The name of a format; left out, it is found by the content.
        id: The id of the document; made from the name of the file, or `article`, if left out.
        file: The name of the file, where it is none of its path.
        address: Where it was received from. In a file of a web archive, which has addresses of its
            own, it chooses the page. An address in a web archive (`https://web.archive.org/web/...`)
            says the original address, and when that was received.
        received_at: When it was received (`2016-03-20T09:30:00Z`); now, if left out. The file of a
            web archive says that itself.
        transcript_of: The file that was received, a PDF say, of which `source` is the text, typed
            or converted: it is the capture, and nobody can derive the words from it again.
        **options: What the format's reader takes: `encoding`, `text`. The error for one that it
            does not take names those that it does.

    Raises:
        UnknownFormat: No reader of articles has this name.
        UnknownOption: The reader takes no option of this name.
        ReadError: The file cannot be read, or holds no article; the error carries every finding.
        InvalidDocument: The id, address or time is none.
        MissingExtra: The format is read by a library that is not installed.
    """
    from archive.articles import receiving

    require(source, (bytes, bytearray, str, Path), "receive takes bytes, or the path of a file")
    of = None if transcript_of is None else Path(transcript_of)
    known = {"address": address and address.strip(), "received_at": received_at}
    transcript = None if of is None else (of.name, read_bytes(of))

    def received(stream: BinaryIO, name: str) -> ReadResult:
        document_id = id or (document_id_from(Path(name).stem) if name else "article")
        reception = receiving.Reception(stream, name, document_id, known, transcript)
        return receiving.receive(FORMATS, reception, format, options)

    if isinstance(source, bytes | bytearray):
        return received(BytesIO(source), file or "")
    path = Path(source)
    try:
        with raised_in(str(path)), open_regular(path) as stream:
            result = received(stream, file or path.name)
    except OSError as problem:
        if isinstance(problem, ArchiveError):
            raise
        raise unreadable(path, problem.strerror or str(problem)) from None
    return replace(result, findings=tuple(f.at(file=str(path)) for f in result.findings))


def write(document: Document, format: str, **options: Any) -> WriteResult:
    """Return the document as bytes, and findings for what the format cannot carry.

    Args:
        document: What to write.
        format: The name of a format.
        **options: What the format's writer takes: `help(archive.WRITERS[format])`.

    Raises:
        UnknownFormat: No writer has this name.
        UnknownOption: The writer takes no option of this name.
        WriteError: The document cannot be written without losing what it says.
    """
    return FORMATS.write(document, format, **options)


def add(
    document: Document, data: bytes, format: str, *, trust: bool = False, **options: Any
) -> ReadResult:
    """Return a record with what a file adds to it: statements, the works of a bibliography.

    What somebody has decided or mended is never overwritten: a finding tells the difference. A
    statement that the same file gave before is changed where the file has changed. What is new or
    changed is held to the article: a number that only a restatement has, somebody whom only the
    data name is a warning, as in `validate`.

    Nobody speaks for others: who says it is whom `by` names, and new statements are proposed unless
    `status` says otherwise. What the data state of their own makers, times and status is left out,
    with a finding (`not-trusted`), unless you `trust` them. Software decides nothing: where `by` is
    a program (`software: NAME`, or an agent of this type), and for an answer of a language model,
    both options are refused.

    Args:
        document: The record.
        data: The bytes of the file.
        format: The name of a format that can be added to a record: sheet, web-annotation,
            hypothesis, recogito, uima, webanno-tsv, brat, csl, bibtex, ris.
        trust: Whether the makers, times and status that the data state count.
        **options: What the format takes. The error for one that it does not take names those that
            it does.

    Raises:
        UnknownFormat: No format of this name can be added to a record.
        UnknownOption: It takes no option of this name.
        ReadError: The bytes are not of this format.
        InvalidDocument: What they say does not fit the record.
        SpeaksForOthers: A program is to decide, or to be trusted.
        MissingExtra: The format is read by a library that is not installed.
    """
    from archive.validation.added_parts import findings_on_added

    require(document, Document, "add takes a Document first, then the bytes and their format")
    added = FORMATS.add(data, format, onto=document, trust=trust, **options)
    findings = (*added.findings, *findings_on_added(document, added.document))
    return replace(added, findings=findings)


def detect(data: bytes) -> str | None:
    """Return the format of these bytes by their content: "json", "tei", or `None`."""
    format = FORMATS.detect(data)
    return format.name if format else None


def format_of(path: Path) -> str | None:
    """Return the format that a file name stands for, or `None`."""
    format = FORMATS.by_file_name(path.name)
    return format.name if format else None


def format_to_write(path: Path) -> str:
    """Return the format to write a file in, by its name.

    Raises:
        UnknownFormat: The name stands for none that is written; the hint says which names do.
    """
    format = FORMATS.by_file_name(path.name)
    if format is not None and format.write is not None:
        return format.name
    suffix = FORMATS.suffix_of(path.name) or path.suffix
    folder = FORMATS.get(suffix.removeprefix("."))
    if folder is not None and folder.is_folder:
        hint = f"{folder.name} is several files: name the format, and a folder"
    else:
        written = (one for one in FORMATS.values() if one.write is not None and one.suffixes)
        *ends, last = (one.suffixes[0] for one in written)
        hint = f"name the format, or a file that ends with {', '.join(ends)} or {last}"
    raise UnknownFormat(suffix, tuple(WRITERS), hint)


def load(path: str | Path, *, lossy: bool = False) -> Document:
    """Return the document in a file or in a record's folder; the format is found by content.

    Args:
        path: The file or folder; or a zip file of a record's folder, by its name (`.zip`).
        lossy: Whether to leave out what a record cannot hold (`read`); it is not told here.

    Raises:
        ReadError: There is no such file, it holds no document, or what a record cannot hold.
        InvalidDocument: It holds one that says something untrue about itself.
    """
    return load_result(path, lossy=lossy).document


def load_result(path: str | Path, *, lossy: bool = False) -> ReadResult:
    """Return what `load` returns, with the findings of the reader; each names its file.

    Its `sha256` is that of the very bytes that were read, for `save`.
    """
    return read_record(record_at(Path(path)), lossy=lossy)


def read_record(file: RecordFile, *, lossy: bool = False) -> ReadResult:
    """Return what `load_result` returns, of the file that holds the record."""
    data = file.read()
    with raised_in(file.where):
        format = FORMATS.of_record(data, file.name)
        result = read(data, format.name if format else None, lossy=lossy)
    findings = tuple(finding.at(file=file.where) for finding in result.findings)
    return replace(result, findings=findings, sha256=fixity_of(data).sha256)


def save(
    document: Document,
    path: str | Path,
    format: str | None = None,
    *,
    files: Mapping[str, bytes] | None = None,
    based_on: str | None = None,
    **options: Any,
) -> WriteResult:
    """Write a document to a file or into a record's folder; whole or not at all.

    What was written is returned, with findings for what the format could not carry. A link stays,
    and what it leads to is written; so are a pipe and a device. What is read-only is left as it is.

    Args:
        document: What to write.
        path: A file; or a folder, into which the record goes as `document.json`. A folder is what
            is one already, has a name without a suffix, ends with a slash, or is to hold `files`.
            What ends with `.zip` is a zip file with such a folder's files in it.
        format: The name of a format, for a file; left out, it is found by the name of the file. One
            that is several files (`csv`), or has others beside it (`html`), goes into a folder.
        files: Captures and other files that go into the folder beside the record, by their names.
            An empty mapping says that there are none, even if the record names some.
        based_on: The SHA-256, in hexadecimal digits, of the file that holds the record
            (`document.json`, of a folder or zip file) as it was read: `load_result(path).sha256`;
            after writing, that of what was returned. Empty: no record was there. The record is
            written only if it is still that. Left out, it is written over, whatever is there.
        **options: What the format's writer takes (`write`).

    Raises:
        UnknownFormat: No writer has this name, or the name of the file stands for none.
        UnknownOption: The writer takes no option of this name.
        Conflict: Somebody else has written the record since, made it, broken it or taken it away.
            Nothing was written.
        WriteError: The document cannot be written without losing what it says; files would have no
            folder, or what the record names would be missing from a new one; a file has a name
            that is not safe; the form is no record, and based on none; another program does not
            end writing there; or the system refuses, with its reason.
    """
    if based_on is not None:
        require(based_on, str, "based_on is a SHA-256 in hexadecimal digits, a str")
    named, path = str(path), Path(path)
    folder = named.endswith(_SLASHES)
    if files is None and goes_into_folder(format, path, folder=folder):
        if based_on is not None:
            raise WriteError(f"{path} is to be no record: leave out based_on")
        return _save_folder(document, path, FORMATS[format or ""], options)
    into_place = files is not None or folder
    if into_place and format is not None:
        raise WriteError(f"{path} is to be a folder, whose record is JSON: leave out the format")
    if format is not None and is_zip(path):
        raise WriteError(f"{path} is to be a zip file, whose record is JSON: leave out the format")
    into_place |= format is None and (is_folder(path) or is_zip(path) or not path.suffix)
    try:
        format = "json" if into_place else format or format_to_write(path)
    except UnknownFormat as problem:
        hint = f'{problem.hint}; to make a folder of this name, end it with a slash: "{path}/"'
        raise UnknownFormat(problem.name, problem.known, hint) from None
    result = write(document, format, **options)
    with system_errors_as_ours(path):
        if into_place:
            if RECORD in (files or {}):
                raise WriteError(f"{RECORD} is the record itself: leave it out of files")
            target = files_for(path, folder=folder)
            if not based_on:
                _check_whole(target, document, files)
            target.write({**(files or {}), RECORD: result.data}, based_on=based_on)
        else:
            refuse_received(path)
            write_alone(path, result.data, based_on=based_on)
    return result


def goes_into_folder(format: str | None, path: Path, *, folder: bool = False) -> bool:
    """Return whether what is written in a format at a path becomes several files in a folder.

    Args:
        format: The name of the format, if one was given.
        path: The path.
        folder: Whether the path was written as that of a folder, with a slash at its end.
    """
    form = FORMATS.get(format) if format else None
    return bool(form and form.main and (form.is_folder or folder or is_folder(path)))


def _save_folder(
    document: Document, path: Path, format: Format, options: Mapping[str, Any]
) -> WriteResult:
    """Write a form of a document into a folder, with the files that lie beside it."""
    if format.write is not None and "folder" in options_of(format.write):
        options = {"folder": True, **options}
    result = write(document, format.name, **options)
    with system_errors_as_ours(path):
        target = FilesInFolder(path)
        if path.exists() and not is_folder(path):
            raise WriteError(f"{path} is no folder, and {format.name} is several files")
        refuse_mixing(path, {*result.files, format.main})
        target.write({**result.files, format.main: result.data})
    return result


@contextmanager
def system_errors_as_ours(path: Path) -> Iterator[None]:
    """Turn the system's errors on writing into a `WriteError`."""
    try:
        yield
    except (OSError, ValueError) as problem:
        if isinstance(problem, ArchiveError):
            raise
        raise WriteError(_not_written(path, problem)) from problem


_SLASHES = tuple(filter(None, ("/", os.sep, os.altsep)))


def _check_whole(target: Files, document: Document, files: Mapping[str, bytes] | None) -> None:
    """Refuse to make a record that lacks what it names."""
    if files is not None or target.holds(RECORD):
        return
    if missing := target.lacking(document):
        raise WriteError(
            f"{target.where('')} would lack {listed(missing)}, which {document.id} names: copy the "
            "folder first, or give files={name: bytes}, which reading it returned as .files; "
            "files={} leaves them out"
        )


def _not_written(path: Path, problem: OSError | ValueError) -> str:
    """The system's message, with the file that it names, unless that is a temporary one."""
    file = str(getattr(problem, "filename", None) or "")
    reason = getattr(problem, "strerror", None) or str(problem)
    return f"cannot write {file if file.startswith(str(path)) else path}: {reason}"
