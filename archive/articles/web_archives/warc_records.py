"""Reads the responses in a WARC file, one after the other (ISO 28500; WARC 0.17 to 1.1)."""

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
"""How many bytes the header of a record or response may have."""
_HTTP = ("http:", "https:")
_FETCHED = (*_HTTP, "ftp:", "file:")
"""Schemes of fetched resources. Under others crawlers keep their own notes (`metadata:`,
`urn:`)."""


class RecordBlock:
    """A stretch of a stream: the content of a record after its header, if all of it is there."""

    def __init__(self, stream: BufferedReader | RecordBlock, size_bytes: int) -> None:
        self._stream = stream
        self.remaining_bytes = size_bytes
        """How many bytes are still to be read."""

    def read(self, size: int) -> bytes:
        """Return so many bytes, or all that are left."""
        data = self._stream.read(min(size, self.remaining_bytes))
        self.remaining_bytes -= len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        """Return a line, or so many bytes of it."""
        data = self._stream.readline(
            self.remaining_bytes if size < 0 else min(size, self.remaining_bytes)
        )
        self.remaining_bytes -= len(data)
        return data


@dataclass(slots=True)
class Response:
    """A server's response, or a file that was received in another way."""

    address: str
    """The record's WARC-Target-URI, without the angle brackets of old versions of Wget."""
    record: Any
    """The header of the record."""
    http: Any
    """The status and header of the response; `None` for a file that was received otherwise."""
    block: RecordBlock
    """The body, before it is decoded."""

    @property
    def status(self) -> int:
        """The HTTP status; 200 for a file that was received otherwise."""
        if self.http is None:
            return 200
        code = self.http.get_statuscode()
        return int(code) if re.fullmatch("[0-9]{3}", code) else 0

    @property
    def media_type(self) -> str | None:
        """The media type given by its server, or else by the record."""
        header = self.record if self.http is None else self.http
        sent_as = header.get_header("Content-Type")
        if not sent_as and self.http is not None:
            sent_as = self.record.get_header("WARC-Identified-Payload-Type")
        return str(sent_as) if sent_as else None

    def header_field(self, name: str) -> str:
        """Return a field of the record's header; empty if it has none."""
        return str(self.record.get_header(name) or "").strip()


def responses(stream: BufferedReader) -> Iterator[Response]:
    """Yield each response and resource; read its body before asking for the next.

    Records of other types are skipped.

    Raises:
        DamagedArchive: It is not a WARC file, or is damaged; the message names the place.
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
                raise DamagedArchive("it is packed twice in gzip; unpack it once") from None
            excerpt = short(line[:200].decode("latin-1").strip())
            what = "does not begin like a record" if number > 1 else "is not a WARC record"
            why = "; the length of the one before may be wrong" if number > 1 else ""
            raise DamagedArchive(f"{where} {what}: {excerpt}{why}") from None
        said_length = (header.get_header("Content-Length") or "").strip()
        if not re.fullmatch("[0-9]{1,19}", said_length):
            raise DamagedArchive(f"{where} has an invalid Content-Length: {short(said_length)}")
        block = RecordBlock(stream, int(said_length))
        if response := _response(header, block, of_http, where):
            yield response
        _pass_over(block, where)


def _first_line(stream: BufferedReader) -> bytes:
    """The first line of the next record; empty at the end. Blank lines separate records."""
    while line := stream.readline(PIECE):
        if line.strip(b"\r\n"):
            return line
    return b""


def _header(
    parser: Any, stream: BufferedReader | RecordBlock, line: bytes | None, where: str
) -> Any:
    """A header, and for a response its status."""
    header = RecordBlock(stream, _LONGEST_HEADER)
    try:
        parsed = parser.parse(header, line)
    except EOFError:
        raise DamagedArchive(f"{where} is cut off") from None
    if not header.remaining_bytes:
        raise DamagedArchive(f"{where} has a header of more than {_LONGEST_HEADER} bytes")
    return parsed


def _response(header: Any, block: RecordBlock, of_http: Any, where: str) -> Response | None:
    """The response that a record holds, if it holds one."""
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
    """Read the unread rest of a record.

    Raises:
        DamagedArchive: Not all of it is there.
    """
    while block.remaining_bytes:
        if not block.read(PIECE):
            raise DamagedArchive(
                f"{where} is cut off: {counted(block.remaining_bytes, 'bytes')} are missing"
            )
