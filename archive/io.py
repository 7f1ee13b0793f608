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
from archive.files.folder import FilesInFolder
from archive.files.interface import Files
from archive.files.layout import RECORD
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
"""The readers, by name of their format."""

WRITERS: Mapping[str, Writer] = FORMATS.writers
"""The writers, by name of their format."""


def read(
    data: bytes, format: str | None = None, *, lossy: bool = False, **options: Any
) -> ReadResult:
    """Return the document in these bytes, with the findings of the reader.

    Args:
        data: The bytes.
        format: The name of a format; if left out, it is detected from the content (JSON and TEI).
        lossy: Whether to leave out content that a record cannot hold, with a warning for each loss;
            otherwise such content is an error. In JSON, an unknown field is always an error.
        **options: The options of the format's reader. For plain text: `id`, `file`, `encoding`,
            `paragraphs`, `plain` (`archive.articles.text_files.read`).

    Raises:
        UnknownFormat: No reader has this name.
        UnknownOption: The reader has no option of this name.
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes do not contain a document; the error has every finding.
        InvalidDocument: The document is not consistent.
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

    Warnings report content that the record cannot hold; the capture still has that content. Nothing
    is fetched from the network.

    Args:
        source: The bytes of the file, or its path.
        format: The name of a format; if left out, it is detected from the content. id: The id of
            the document; if left out, made from the name of the file, or `article`.
        file: The name of the file, if it differs from the path.
        address: The address that the file was received from. In a web archive file, the address
            selects the page. An address in an online web archive
            (`https://web.archive.org/web/...`) also tells the original address and the time of the
            copy.
        received_at: When the file was received (`2016-03-20T09:30:00Z`); if left out, now. For a
            web archive file, the time in that file is used.
        transcript_of: The received file, such as a PDF, from which the text in `source` was typed
            or converted. That file becomes the capture; the words cannot be derived from it again.
        **options: The options of the format's reader: `encoding`, `text`. The error for an unknown
            option names the existing ones.

    Raises:
        UnknownFormat: No reader of articles has this name.
        UnknownOption: The reader has no option of this name.
        ReadError: The file cannot be read, or has no article; the error has every finding.
        InvalidDocument: The id, address or time is not valid.
        MissingExtra: The library that reads the format is not installed.
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
    """Return the document as bytes, with findings for content that the format cannot hold.

    Args:
        document: The document.
        format: The name of a format.
        **options: The options of the format's writer; `help(archive.WRITERS[format])` lists them.

    Raises:
        UnknownFormat: No writer has this name.
        UnknownOption: The writer has no option of this name.
        WriteError: The document cannot be written without losing content.
    """
    return FORMATS.write(document, format, **options)


def add(
    document: Document, data: bytes, format: str, *, trust: bool = False, **options: Any
) -> ReadResult:
    """Return a record with the content of a file added: statements, or the works of a bibliography.

    Decisions and corrections that somebody has made are never overwritten: a finding reports the
    difference. A statement that came from the same file before is updated if the file has changed.
    New and changed statements are checked against the article: a number that is only in a
    restatement, or a name that is only in the data, is a warning, as in `validate`.

    The maker of the statements is `by`; without it they have none, which `validate` reports. New
    statements are proposed unless `status` is given.
    Makers, times and status in the data are left out, with a finding (`not-trusted`), unless you
    `trust` them. Software cannot decide: `trust`, and a `status` other than proposed, are refused
    if `by` is a program (`software: NAME`, or an agent of this type), and for the output of a
    language model.

    Args:
        document: The record.
        data: The bytes of the file.
        format: The name of a format that can be added to a record: sheet, web-annotation,
            hypothesis, recogito, uima, webanno-tsv, brat, csl, bibtex, ris.
        trust: Whether to accept the makers, times and status in the data.
        **options: The options of the format. The error for an unknown option names the existing
            ones.

    Raises:
        UnknownFormat: No format of this name can be added to a record.
        UnknownOption: The format has no option of this name.
        ReadError: The bytes are not of this format.
        InvalidDocument: The content of the file does not fit the record.
        SpeaksForOthers: A program would decide, or would be trusted.
        MissingExtra: The library that reads the format is not installed.
    """
    from archive.validation.added_parts import findings_on_added

    require(document, Document, "add takes a Document first, then the bytes and their format")
    added = FORMATS.add(data, format, onto=document, trust=trust, **options)
    findings = (*added.findings, *findings_on_added(document, added.document))
    return replace(added, findings=findings)


def detect(data: bytes) -> str | None:
    """Return the format of these bytes, detected from their content: "json", "tei", or `None`."""
    format = FORMATS.detect(data)
    return format.name if format else None


def format_of(path: Path) -> str | None:
    """Return the format of a file according to its name; `None` if the name does not tell."""
    format = FORMATS.by_file_name(path.name)
    return format.name if format else None


def format_to_write(path: Path) -> str:
    """Return the format in which a file is written, according to the file's name.

    Raises:
        UnknownFormat: No format is written to files of this name; the hint lists possible names.
    """
    format = FORMATS.by_file_name(path.name)
    if format is not None and format.write is not None:
        return format.name
    suffix = FORMATS.suffix_of(path.name) or path.suffix
    folder = FORMATS.get(suffix.removeprefix("."))
    if folder is not None and folder.is_folder:
        hint = f"{folder.name} has several files: give the format and a folder"
    else:
        written = (one for one in FORMATS.values() if one.write is not None and one.suffixes)
        *ends, last = (one.suffixes[0] for one in written)
        hint = f"give the format, or a file name that ends with {', '.join(ends)} or {last}"
    raise UnknownFormat(suffix, tuple(WRITERS), hint)


def load(path: str | Path, *, lossy: bool = False) -> Document:
    """Return the document in a file or a record's folder; the format is detected from the content.

    Args:
        path: The file or folder, or a zip file (`.zip`) of a record's folder.
        lossy: Whether to leave out content that a record cannot hold (see `read`); `load` gives no
            warning.

    Raises:
        ReadError: There is no such file, it has no document, or it has content that a record cannot
            hold.
        InvalidDocument: The document is not consistent.
    """
    return load_result(path, lossy=lossy).document


def load_result(path: str | Path, *, lossy: bool = False) -> ReadResult:
    """Return the document as `load` does, with the findings of the reader and their file.

    `sha256` is the digest of the bytes that were read, for `save`.
    """
    return read_record(record_at(Path(path)), lossy=lossy)


def read_record(file: RecordFile, *, lossy: bool = False) -> ReadResult:
    """Return the result of `load_result` for the file that holds the record."""
    return FORMATS.read_record(file, lossy=lossy)


def save(
    document: Document,
    path: str | Path,
    format: str | None = None,
    *,
    files: Mapping[str, bytes] | None = None,
    based_on: str | None = None,
    **options: Any,
) -> WriteResult:
    """Write a document to a file or into a record's folder, atomically.

    The result has the bytes that were written, with findings for content that the format cannot
    hold. If the path is a link, its target is written and the link stays; pipes and devices are
    written to directly. Read-only files are not changed.

    Args:
        document: The document.
        path: A file; or a folder, into which the record is written as `document.json`. A path is a
            folder if it is an existing folder, has no suffix, ends with a slash, or if `files` are
            given. A path that ends with `.zip` is a zip file with the files of such a folder.
        format: The name of a format, for a file; if left out, it is chosen by the name of the file.
            A format of several files (`csv`), or with other files beside it (`html`), is written
            into a folder.
        files: Captures and other files to write into the folder beside the record, by name. An
            empty mapping means that there are none, even if the record names some.
        based_on: The SHA-256, in hexadecimal digits, of the file that holds the record
            (`document.json` in a folder or zip file) as it was read: `load_result(path).sha256`, or
            the `sha256` of the previous `save`. Empty means that there was no record. The record is
            written only if the file has not changed since; if `based_on` is left out, in any case.
        **options: The options of the format's writer (see `write`).

    Raises:
        UnknownFormat: No writer has this name, or no format belongs to the name of the file.
        UnknownOption: The writer has no option of this name.
        Conflict: Somebody else has written, created, damaged or deleted the record since. Nothing
            was written.
        WriteError: The document cannot be written without losing content; `files` have no folder,
            or a new folder would lack files that the record names; a file has a name that is not
            safe; `based_on` is given for a format that is not a record; another program is writing
            there and does not finish; or the system reports an error.
    """
    if based_on is not None:
        require(based_on, str, "based_on is a SHA-256 in hexadecimal digits, a str")
    named, path = str(path), Path(path)
    folder = named.endswith(_SLASHES)
    if files is None and goes_into_folder(format, path, folder=folder):
        if based_on is not None:
            raise WriteError(f"{path} is not a record: leave out based_on")
        return _save_folder(document, path, FORMATS[format or ""], options)
    into_place = files is not None or folder
    if into_place and format is not None:
        raise WriteError(f"{path} is a folder, whose record is JSON: leave out the format")
    if format is not None and is_zip(path):
        raise WriteError(f"{path} is a zip file, whose record is JSON: leave out the format")
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
    """Return whether a format is written as several files into a folder at this path.

    Args:
        format: The name of the format, if one was given.
        path: The path.
        folder: Whether the path was given as a folder, with a final slash.
    """
    form = FORMATS.get(format) if format else None
    return bool(form and form.main and (form.is_folder or folder or is_folder(path)))


def _save_folder(
    document: Document, path: Path, format: Format, options: Mapping[str, Any]
) -> WriteResult:
    """Write a document in a format into a folder, with the files beside it."""
    if format.write is not None and "folder" in options_of(format.write):
        options = {"folder": True, **options}
    result = write(document, format.name, **options)
    with system_errors_as_ours(path):
        target = FilesInFolder(path)
        if path.exists() and not is_folder(path):
            raise WriteError(f"{path} is not a folder, but {format.name} has several files")
        refuse_mixing(path, {*result.files, format.main})
        target.write({**result.files, format.main: result.data})
    return result


@contextmanager
def system_errors_as_ours(path: Path) -> Iterator[None]:
    """Raise errors of the system that occur in writing as `WriteError`."""
    try:
        yield
    except (OSError, ValueError) as problem:
        if isinstance(problem, ArchiveError):
            raise
        raise WriteError(_not_written(path, problem)) from problem


_SLASHES = tuple(filter(None, ("/", os.sep, os.altsep)))


def _check_whole(target: Files, document: Document, files: Mapping[str, bytes] | None) -> None:
    """Raise `WriteError` if a new record would lack files that it names."""
    if files is not None or target.holds(RECORD):
        return
    if missing := target.lacking(document):
        raise WriteError(
            f"{target.where('')} would lack {listed(missing)}, which {document.id} names: copy the "
            "folder first, or pass the files of the read result (files=result.files); "
            "files={} leaves them out"
        )


def _not_written(path: Path, problem: OSError | ValueError) -> str:
    """Return a message with the system's reason and the file; it never names a temporary file."""
    file = str(getattr(problem, "filename", None) or "")
    reason = getattr(problem, "strerror", None) or str(problem)
    return f"cannot write {file if file.startswith(str(path)) else path}: {reason}"
