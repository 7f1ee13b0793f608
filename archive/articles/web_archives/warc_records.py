"""Reads the responses in a WARC file one by one (ISO 28500; WARC 0.17 to 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from archive.articles.web_archives.streams import GZIP, PIECE, DamagedArchive
from archive.english import counted
from archive.findings import short

_LONGEST_HEADER = 1 << 20
"""The maximum size of the header of a record or response, in bytes."""
_HTTP = ("http:", "https:")
_FETCHED = (*_HTTP, "ftp:", "file:")
"""Address schemes of resources from the web. Records with other schemes (`metadata:`, `urn:`) are
notes of the crawler."""


class RecordBlock:
    """The part of a stream that is the content of one record; it may be cut off."""

    def __init__(self, stream: BufferedReader | RecordBlock, size_bytes: int) -> None:
        self._stream = stream
        self.remaining_bytes = size_bytes
        """How many bytes of the content are still unread."""

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, or all that are left if there are fewer."""
        data = self._stream.read(min(size, self.remaining_bytes))
        self.remaining_bytes -= len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        """Return the next line, or its first `size` bytes if it is longer."""
        data = self._stream.readline(
            self.remaining_bytes if size < 0 else min(size, self.remaining_bytes)
        )
        self.remaining_bytes -= len(data)
        return data


@dataclass(slots=True)
class Response:
    """A response from a server, or a file that was received in another way."""

    address: str
    """The WARC-Target-URI of the record, without the angle brackets that old Wget adds."""
    record: Any
    """The header of the record."""
    http: Any
    """Status and header of the response; `None` for a file that was received in another way."""
    block: RecordBlock
    """The body, before decoding."""

    @property
    def status(self) -> int:
        """The HTTP status; 200 for a file that was received in another way."""
        if self.http is None:
            return 200
        code = self.http.get_statuscode()
        return int(code) if re.fullmatch("[0-9]{3}", code) else 0

    @property
    def media_type(self) -> str | None:
        """The media type that the server states; if it states none, the one in the record."""
        header = self.record if self.http is None else self.http
        sent_as = header.get_header("Content-Type")
        if not sent_as and self.http is not None:
            sent_as = self.record.get_header("WARC-Identified-Payload-Type")
        return str(sent_as) if sent_as else None

    def header_field(self, name: str) -> str:
        """Return a field of the record's header; empty if it has none."""
        return str(self.record.get_header(name) or "").strip()


def responses(stream: BufferedReader) -> Iterator[Response]:
    """Yield each response and resource in a WARC file; skip records of other types.

    The caller must read the body of a response before it asks for the next response.

    Raises:
        DamagedArchive: The file is not a WARC file, or is damaged; the message has the place.
        ImportError: The library that reads headers is not installed.
    """
    from warcio.statusandheaders import (  # type: ignore[import-untyped]
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    of_record = StatusAndHeadersParser(["WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1"])
    of_http = StatusAndHeadersParser([], verify=False)
    number = 0
    while line := _first_line(stream):
        number += 1
        where = f"record {number}"
        try:
            header = _header(of_record, stream, line, where)
        except StatusAndHeadersParserException:
            if number == 1 and line.startswith(GZIP):
                raise DamagedArchive("the file is in gzip twice; unpack it once") from None
            excerpt = short(line[:200].decode("latin-1").strip())
            what = "does not begin like a record" if number > 1 else "is not a WARC record"
            why = "; the length of the previous record may be wrong" if number > 1 else ""
            raise DamagedArchive(f"{where} {what}: {excerpt}{why}") from None
        said_length = (header.get_header("Content-Length") or "").strip()
        if not re.fullmatch("[0-9]{1,19}", said_length):
            raise DamagedArchive(f"{where} has an invalid Content-Length: {short(said_length)}")
        block = RecordBlock(stream, int(said_length))
        if response := _response(header, block, of_http, where):
            yield response
        _pass_over(block, where)


def _first_line(stream: BufferedReader) -> bytes:
    """Return the first line of the next record, after any blank lines; empty at the end."""
    while line := stream.readline(PIECE):
        if line.strip(b"\r\n"):
            return line
    return b""


def _header(
    parser: Any, stream: BufferedReader | RecordBlock, line: bytes | None, where: str
) -> Any:
    """Return a parsed header; that of a response includes the status."""
    header = RecordBlock(stream, _LONGEST_HEADER)
    try:
        parsed = parser.parse(header, line)
    except EOFError:
        raise DamagedArchive(f"{where} is cut off") from None
    if not header.remaining_bytes:
        raise DamagedArchive(f"{where} has a header of more than {_LONGEST_HEADER} bytes")
    return parsed


def _response(header: Any, block: RecordBlock, of_http: Any, where: str) -> Response | None:
    """Return the response in a record; `None` if the record is of another type."""
    kind = (header.get_header("WARC-Type") or "").strip().lower()
    address = (header.get_header("WARC-Target-URI") or "").strip()
    address = address.removeprefix("<").removesuffix(">")
    if kind == "resource" and address.lower().startswith(_FETCHED):
        return Response(address, header, None, block)
    if kind != "response" or not address.lower().startswith(_HTTP) or not block.remaining_bytes:
        return None
    http = _header(of_http, block, None, where)
    return Response(address, header, http, block) if http.protocol.startswith("HTTP/") else None


def _pass_over(block: RecordBlock, where: str) -> None:
    """Read and ignore the rest of a record.

    Raises:
        DamagedArchive: The record is cut off.
    """
    while block.remaining_bytes:
        if not block.read(PIECE):
            raise DamagedArchive(
                f"{where} is cut off: it lacks {counted(block.remaining_bytes, 'bytes')}"
            )
