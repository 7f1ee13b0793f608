"""A file of any kind received: which reader takes it, out of a web archive, to a document.

A kind is told by the content of the file. Where that tells nothing but that it is text, the name of
the file may tell: Markdown can look like plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from mimetypes import guess_type
from typing import Any, BinaryIO

from archive.errors import ReadError, UnknownFormat, UnknownOption
from archive.files.base import RECEIVED
from archive.findings import Finding
from archive.formats.assembly import assemble
from archive.formats.base import Format, Given, ReadResult, Receiver, options_of, uncollected
from archive.formats.foreign import foreign_of, foreign_of_file
from archive.formats.table import Table
from archive.model.identifiers import file_name_problem
from archive.text.decoding import decode_leniently

TEXT = "text"
"""The format of what is no other."""


@dataclass(frozen=True, slots=True)
class Reception:
    """A file that is received, and what is known about it."""

    stream: BinaryIO
    """Its bytes. Of a web archive no more is held in memory than the file that is taken out."""
    name: str = ""
    """Its name, without a folder; empty if it has none."""
    id: str = "article"
    """The id of the document."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """What its capture says: address, received_at."""
    transcript_of: tuple[str, bytes] | None = None
    """The name and bytes of the file that was received, where this is a text that was typed or
    converted from it."""


def receive(
    formats: Table, reception: Reception, name: str | None, options: Mapping[str, Any]
) -> ReadResult:
    """Return the document of an article, with its capture.

    Args:
        formats: The formats that are known.
        reception: The file.
        name: The name of a format; left out, it is found by the content.
        options: What the format's reader takes, and what takes a file out of a web archive.

    Raises:
        UnknownFormat: No reader of articles has this name.
        UnknownOption: The reader takes no option of this name.
        ReadError: The file holds no article; the error carries every finding.
        InvalidDocument: The id is none.
        MissingExtra: The format is read by a library that is not installed.
    """
    options = dict(options)
    format = _named(formats, name) if name else _of_packed(formats, reception.stream)
    stream, file, media_type, fields = reception.stream, reception.name, None, reception.fields
    if format is not None and format.unpack is not None:
        taken = {key: options.pop(key) for key in options_of(format.unpack) if key in options}
        enclosed = format.unpack(stream, file, **taken)
        stream, file, media_type = BytesIO(enclosed.data), "", enclosed.media_type
        fields = {**fields, **enclosed.fields}
        format = None
    data = stream.read()
    if format is None:
        format = _of(formats, data, file, is_plain=bool(options.get("plain")))
    reader = _checked(formats, format, options)
    given = Given(
        data=data,
        id=reception.id,
        file=_name_of_capture(file, reception.id, format),
        media_type=media_type,
        fields=fields,
    )
    with uncollected():
        article = reader(given, **options)
        if reception.transcript_of is None:
            return assemble(given, article)
        file, data = reception.transcript_of
        kind = guess_type(file)[0] or "application/octet-stream"
        of = replace(given, data=data, file=_name_of_capture(file, reception.id), media_type=kind)
        return assemble(of, replace(article, media_type=kind, derived=None), is_transcript=True)


def now() -> str:
    """Return this moment, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _named(formats: Table, name: str) -> Format:
    format = formats.get(name)
    if format is None or (format.receive is None and format.unpack is None):
        raise UnknownFormat(name, tuple(formats.receivers))
    return format


def _of_packed(formats: Table, stream: BinaryIO) -> Format | None:
    """The format of a file that is packed, so that it need not be read whole."""
    start = stream.tell()
    found = foreign_of_file(stream)
    stream.seek(start)
    return formats[found.format] if found is not None and found.format else None


def _of(formats: Table, data: bytes, file: str, *, is_plain: bool) -> Format:
    """The format of a file that holds one article."""
    if is_plain:
        return formats[TEXT]
    found = foreign_of(data, decode_leniently(data, "utf-8"))
    if found is None:
        by_name = formats.by_file_name(file) if file else None
        return by_name if by_name is not None and by_name.receive else formats[TEXT]
    if not found.format:
        raise ReadError([found.refusal()])
    return formats[found.format]


def _checked(formats: Table, format: Format, options: Mapping[str, Any]) -> Receiver:
    """What receives a format; refuse options that it does not take."""
    if format.receive is None:
        message = f"a web archive lies in a web archive ({format.name})"
        raise ReadError([Finding("not-an-article", message, "take it out, and name it")])
    known = options_of(format.receive)
    for name in options:
        if name not in known:
            receivers: Mapping[str, Callable[..., Any]] = formats.receivers
            takers = [other for other, takes in receivers.items() if name in options_of(takes)]
            raise UnknownOption(name, format.name, tuple(known), takers)
    return format.receive


def _name_of_capture(file: str, id: str, format: Format | None = None) -> str:
    """The name of a capture: that of the file where a record can have it."""
    name = f"{RECEIVED}/{file}"
    if file and file_name_problem(name) is None:
        return name
    return f"{RECEIVED}/{id}{format.suffixes[0] if format and format.suffixes else ''}"
