"""The formats: bytes to documents and back. Each is a module of its own; this is the whole list."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from archive.english import listed
from archive.errors import (
    ArchiveError,
    ReadError,
    UnknownFormat,
    WriteError,
    raised_in,
    require,
)
from archive.files.base import RECORD, Files
from archive.files.located import RecordFile, place_for, record_at
from archive.files.reading import is_folder
from archive.files.writing import write_file
from archive.files.zipped import is_zip
from archive.findings import Finding, short
from archive.formats import json
from archive.formats.base import ReadResult, WriteResult, uncollected
from archive.model.document import Document
from archive.text.decoding import encode


@dataclass(frozen=True, slots=True)
class _Late:
    """A function of a module that is only imported when it is called."""

    module: str
    name: str

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return getattr(import_module(self.module), self.name)(*arguments, **options)


READERS: dict[str, Callable[..., ReadResult]] = {
    "json": json.read,
    "tei": _Late("archive.formats.tei", "read"),
    "text": _Late("archive.formats.text", "read"),
}
"""Every format that is read."""

WRITERS: dict[str, Callable[[Document], WriteResult]] = {
    "json": json.write,
    "tei": _Late("archive.formats.tei", "write"),
    "tei-inline": _Late("archive.formats.tei.inline", "write"),
}
"""Every format that is written."""

_LOSSY = frozenset(("tei",))
"""The formats in which other people write what a record cannot hold."""

_FILE_NAME = re.compile(r"[^\n]+\.(?:txt|text|md|html?|xml|tei|json|docx?|odt|rtf|pdf)", re.I)
"""What is no article, but where one lies."""
_BY_SUFFIX = {".json": "json", ".xml": "tei", ".tei": "tei", ".txt": "text"}


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
            `paragraphs`, `plain` (`archive.formats.text.read`).

    Raises:
        UnknownFormat: No reader has this name.
        UnknownEncoding: No encoding has this name.
        ReadError: The bytes hold no document; the error carries every finding.
        InvalidDocument: They hold one that says something untrue about itself.
    """
    require(data, (bytes, bytearray), "read takes bytes (of a file: load; of a str: encode it)")
    name = format or detect(data)
    if name is None:
        raise ReadError([_unrecognised(data)])
    if name not in READERS:
        raise UnknownFormat(name, tuple(READERS))
    if lossy and name in _LOSSY:
        options["lossy"] = True
    with uncollected():
        return READERS[name](data, **options)


def write(document: Document, format: str) -> WriteResult:
    """Return the document as bytes, and findings for what the format cannot carry.

    Raises:
        UnknownFormat: No writer has this name.
        WriteError: The document cannot be written without losing what it says.
    """
    require(document, Document, "what is written is a Document")
    if format not in WRITERS:
        raise UnknownFormat(format, tuple(WRITERS))
    with uncollected():
        return WRITERS[format](document)


def detect(data: bytes) -> str | None:
    """Return the format of these bytes by their content: "json", "tei", or `None`."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return {b"{": "json", b"[": "json", b"<": "tei"}.get(start[:1])


def format_of(path: Path) -> str | None:
    """Return the format that a file name stands for, or `None`."""
    return _BY_SUFFIX.get(path.suffix.lower())


def from_text(
    text: str,
    *,
    id: str,
    paragraphs: Literal["blank-line", "line"] = "blank-line",
    plain: bool = False,
) -> Document:
    """Return a document of the blocks of a plain text; `archive.formats.text` has the rules.

    Args:
        text: The text.
        id: The id of the document.
        paragraphs: What parts blocks: a blank line, or the end of each line.
        plain: Whether it is plain text though it looks like something else: HTML, Markdown, JSON.

    Raises:
        ReadError: It holds something else than plain text, nothing, or characters that XML cannot
            carry; or it is the name of a file.
        InvalidDocument: The id is none.
    """
    require(text, str, "from_text takes a str (of bytes: read, with the format 'text')")
    if not plain and _FILE_NAME.fullmatch(text):
        message = f"this is the name of a file, {short(text)}, not its text"
        hint = (
            'read the file: archive.read(Path(...).read_bytes(), "text", id=...); '
            "if it is meant as it is, plain=True takes it for plain text"
        )
        raise ReadError([Finding("not-plain-text", message, hint)])
    return READERS["text"](encode(text), id=id, paragraphs=paragraphs, plain=plain).document


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
    """Return what `load` returns, with the findings of the reader; each names its file."""
    return read_record(record_at(Path(path)), lossy=lossy)


def read_record(file: RecordFile, *, lossy: bool = False) -> ReadResult:
    """Return what `load_result` returns, of the file that holds the record."""
    data = file.read()
    with raised_in(file.place):
        result = read(data, detect(data) or _record_format(Path(file.name)), lossy=lossy)
    return ReadResult(result.document, tuple(f.at(file=file.place) for f in result.findings))


def save(
    document: Document,
    path: str | Path,
    format: str | None = None,
    *,
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Write a document to a file or into a record's folder; whole or not at all.

    A link stays, and what it leads to is written; so are a pipe and a device. What is read-only is
    left as it is.

    Args:
        document: What to write.
        path: A file; or a folder, into which the record goes as `document.json`. A folder is what
            is one already, has a name without a suffix, ends with a slash, or is to hold `files`.
            What ends with `.zip` is a zip file with such a folder's files in it.
        format: The name of a format, for a file; left out, it is found by the name of the file.
        files: Captures and other files that go into the folder beside the record, by their names.
            An empty mapping says that there are none, even if the record names some.

    Raises:
        UnknownFormat: No writer has this name, or the name of the file stands for none.
        WriteError: The document cannot be written without losing what it says; files would have no
            folder, or what the record names would be missing from a new one; a file has a name
            that is not safe; or the system refuses, with its reason.
    """
    named, path = str(path), Path(path)
    folder = named.endswith(_SLASHES)
    into_place = files is not None or folder
    if into_place and format is not None:
        raise WriteError(f"{path} is to be a folder, whose record is JSON: leave out the format")
    into_place |= format is None and (is_folder(path) or is_zip(path) or not path.suffix)
    data = write(document, "json" if into_place else format or _format_by_name(path)).data
    try:
        if into_place:
            place = place_for(path, folder=folder)
            _check_whole(place, document, files)
            place.write({**(files or {}), RECORD: data})
        else:
            write_file(path, data)
    except (OSError, ValueError) as problem:
        if isinstance(problem, ArchiveError):
            raise
        raise WriteError(_not_written(path, problem)) from problem


_SLASHES = tuple(filter(None, ("/", os.sep, os.altsep)))


def _format_by_name(path: Path) -> str:
    """The format to write a file in, by its name."""
    format = format_of(path)
    if format in WRITERS:
        return format
    hint = f'to make a folder of this name, end it with a slash: "{path}/"'
    raise UnknownFormat(path.suffix, tuple(WRITERS), hint)


def _check_whole(place: Files, document: Document, files: Mapping[str, bytes] | None) -> None:
    """Refuse to make a record that lacks what it names."""
    if files is not None or place.holds(RECORD):
        return
    if missing := place.lacking(document):
        raise WriteError(
            f"{place.place('')} would lack {listed(missing)}, which {document.id} names: copy the "
            "folder first, or give files={name: bytes}; files={} leaves them out"
        )


def _not_written(path: Path, problem: OSError | ValueError) -> str:
    """What the system said, with the file it said it of, unless that is a temporary one."""
    file = str(getattr(problem, "filename", None) or "")
    reason = getattr(problem, "strerror", None) or str(problem)
    return f"cannot write {file if file.startswith(str(path)) else path}: {reason}"


def _record_format(file: Path) -> str | None:
    """The format to read a file in whose content does not tell: a record, never plain text."""
    name = format_of(file)
    return name if name in ("json", "tei") else None


def _unrecognised(data: bytes) -> Finding:
    return Finding(
        "format-unknown",
        "this is empty" if not data.strip() else "this is neither JSON nor XML",
        'plain text is read as "text"; `archive new` makes a record of it',
    )
