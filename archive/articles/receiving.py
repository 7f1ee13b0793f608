"""Receives a file of any kind: unpacks web archives, chooses the reader, returns a document.

The format is detected from the content. If the content only shows that the file is text, the name
of the file is used too, because Markdown can look like plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from io import BytesIO
from mimetypes import guess_type
from typing import Any, BinaryIO, NamedTuple

from archive.articles.assembly import assemble
from archive.articles.content import Enclosed, Given, Receiver
from archive.articles.memento import original_of
from archive.derivations.file_kinds import file_kind, file_kind_of_stream
from archive.derivations.originals import refused_original
from archive.errors import ReadError, UnknownFormat
from archive.files.layout import RECEIVED
from archive.findings import NOT_KEPT, Finding, Severity, short, warning
from archive.formats.format import Format, ReadResult, options_of
from archive.formats.registry import FormatRegistry, running
from archive.model.dates import now
from archive.model.identifiers import file_name_problem

TEXT = "text"
"""The format that is used if no other is detected."""


@dataclass(frozen=True, slots=True)
class Reception:
    """A file that is received, and what is known about it."""

    stream: BinaryIO
    """The bytes of the file. A web archive is not read into memory as a whole."""
    name: str = ""
    """The name of the file, without a folder; empty if it has none."""
    id: str = "article"
    """The id of the document."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Known fields of its capture: address, received_at."""
    transcript_of: tuple[str, bytes] | None = None
    """The name and bytes of the original file, if `stream` is a text that was typed or converted
    from it."""


def receive(
    formats: FormatRegistry, reception: Reception, name: str | None, options: Mapping[str, Any]
) -> ReadResult:
    """Return the document of an article, with its capture.

    Args:
        formats: The formats that are known.
        reception: The file.
        name: The name of the format; `None` to detect it.
        options: Options of the format's reader, and of the web archive around the file.

    Raises:
        UnknownFormat: No reader of articles has this name.
        UnknownOption: The reader has no option of this name.
        ReadError: The file contains no article; the error has every finding.
        InvalidDocument: The id is invalid.
        MissingExtra: The format is read by a library that is not installed.
    """
    format = (
        _format_by_name(formats, name) if name else _format_of_packed(formats, reception.stream)
    )
    stream, file = reception.stream, reception.name
    if format is not None and format.unpack is not None:
        known = {**options, "address": reception.fields.get("address")}
        taken = {key: known[key] for key in options_of(format.unpack) if key in known}
        options = {key: value for key, value in options.items() if key not in taken}
        file = file or f"{reception.id}{format.suffixes[0]}"
        with running(format, "unpack"):
            enclosed = format.unpack(stream, file, **taken)
        enclosed = _with_received_at(enclosed, reception.fields.get("received_at"))
        stream, file, format = BytesIO(enclosed.data), "", None
    else:
        enclosed = Enclosed(data=b"", **_capture_fields(reception.fields)._asdict())
    data = stream.read()
    if format is None:
        kind = (enclosed.media_type or "").partition(";")[0].strip().lower()
        format = _format_by_content(formats, data, file, kind, is_plain=bool(options.get("plain")))
    reader = _checked_receiver(formats, format, options)
    given = Given(
        data=data,
        id=reception.id,
        file=_name_of_capture(file, reception.id, format),
        media_type=enclosed.media_type,
        fields=enclosed.fields,
    )
    with running(format, "receive"):
        return _read(reception, given, reader, options, enclosed.findings)


def _read(
    reception: Reception,
    given: Given,
    reader: Receiver,
    options: Mapping[str, Any],
    findings: Sequence[Finding],
) -> ReadResult:
    """Read the file and return the document; a function of its own, to free the reader's output."""
    article = reader(given, **options)
    if reception.transcript_of is None:
        findings = (*findings, *_renamed_note(reception.name, given.file))
        return assemble(given, replace(article, findings=(*findings, *article.findings)))
    file, data = reception.transcript_of
    if data in (b"", given.data):
        what = "the same file as the text" if data else "empty"
        hint = "omit --from, or give it the file from which the text was typed or converted"
        raise ReadError([Finding("not-an-original", f"the original, {file}, is {what}", hint)])
    kind = guess_type(file)[0] or "application/octet-stream"
    if refusal := refused_original(file, data, kind):
        raise ReadError([refusal])
    of = replace(given, data=data, file=_name_of_capture(file, reception.id), media_type=kind)
    findings = (*findings, *_transcript_note(reception.name, file), *article.findings)
    article = replace(article, media_type=kind, derived=None, findings=findings)
    return assemble(of, article, is_transcript=True)


def _transcript_note(transcript: str, original: str) -> Iterator[Finding]:
    """Yield a note that the record keeps the original file, and not the transcript."""
    message = f"the record keeps {original}, and not {transcript or 'the text'}"
    hint = "keep the text file too, if it has content that is not in the record, such as comments"
    yield Finding("transcript-not-kept", message, hint, Severity.NOTE)


def _renamed_note(name: str, file: str) -> Iterator[Finding]:
    """Yield a note if the file was renamed, because its name is not valid in a record."""
    if name and name != file.removeprefix(f"{RECEIVED}/") and file_name_problem(name) is not None:
        message = f"{short(name)} is not a valid file name in a record; it was renamed to {file}"
        yield Finding("capture-renamed", message, "", Severity.NOTE)


# --- from where, and when ---


class _CaptureFields(NamedTuple):
    """The known fields of a capture, and findings about them."""

    fields: Mapping[str, Any]
    findings: Sequence[Finding] = ()


def _capture_fields(given: Mapping[str, Any]) -> _CaptureFields:
    """Return the fields of a file's capture, from the address and time that were given.

    If the address is one in a web archive, `address` and `received_at` become the original address
    and the time at which the web archive received the page; the given ones go into `memento`.
    """
    address, received_at = given.get("address"), given.get("received_at") or now()
    original = None if address is None else original_of(address)
    if address is None or original is None:
        return _CaptureFields({**given, "received_at": received_at})
    memento = {"address": address, "received_at": received_at}
    findings = []
    if original.received_at is None:
        message = f"the time in this web archive address is not exact: {short(address)}"
        hint = "use the address to which the web archive redirects: its time has 14 digits"
        findings.append(warning(NOT_KEPT, "", message, hint))
    return _CaptureFields({**given, **original._asdict(), "memento": memento}, findings)


def _with_received_at(enclosed: Enclosed, given: object) -> Enclosed:
    """Return a page from a web archive with the given time, unless the archive states another."""
    said = enclosed.fields.get("received_at")
    if given in (None, said):
        return enclosed
    if said is None and "memento" not in enclosed.fields:
        return replace(enclosed, fields={**enclosed.fields, "received_at": given})
    when = f"received the page at {said}" if said else "states no time for the page"
    message = f"{given} is not kept: the web archive {when}"
    return replace(enclosed, findings=(*enclosed.findings, warning(NOT_KEPT, "", message)))


# --- which reader ---


def _format_by_name(formats: FormatRegistry, name: str) -> Format:
    format = formats.get(name)
    if format is None or (format.receive is None and format.unpack is None):
        known = tuple(formats.receivers)
        suffixed = formats.by_file_name(f"a.{name.lower()}")
        near = [suffixed.name] if suffixed else []
        near += [one for one in known if name.lower() in one]
        near += get_close_matches(name.lower(), known, 1)
        meant = next((one for one in near if one in known), None)
        raise UnknownFormat(name, known, f"perhaps {meant}" if meant else "")
    return format


def _format_of_packed(formats: FormatRegistry, stream: BinaryIO) -> Format | None:
    """Return the format of a packed file, such as a web archive, from the start of the file."""
    start = stream.tell()
    found = file_kind_of_stream(stream)
    stream.seek(start)
    return formats[found.format] if found is not None and found.format else None


def _format_by_content(
    formats: FormatRegistry, data: bytes, file: str, kind: str, *, is_plain: bool
) -> Format:
    """Return the format of a file that contains one article."""
    if is_plain:
        return formats[TEXT]
    found = file_kind(data)
    if (found is None or not found.format) and (known := formats.detect(data, "receive")):
        return known
    if found is None:
        by_name = formats.by_file_name(file) if file else None
        if not file:
            by_name = next((one for one in formats.values() if one.media_type == kind), None)
        return by_name if by_name is not None and by_name.receive else formats[TEXT]
    if not found.format:
        raise ReadError([found.refusal()])
    return formats[found.format]


def _checked_receiver(
    formats: FormatRegistry, format: Format, options: Mapping[str, Any]
) -> Receiver:
    """Return the reader of a format; raise an error if it does not have these options."""
    if format.receive is None:
        message = f"the page in the web archive is itself a web archive ({format.name})"
        raise ReadError([Finding("not-an-article", message, "extract it, and receive that file")])
    formats.checked(format, format.receive, options, formats.receivers)
    return format.receive


def _name_of_capture(file: str, id: str, format: Format | None = None) -> str:
    """Return the file name of a capture: the given name, or one made from the id if not valid."""
    name = f"{RECEIVED}/{file}"
    if file and file_name_problem(name) is None:
        return name
    return f"{RECEIVED}/{id}{format.suffixes[0] if format and format.suffixes else ''}"
