"""Takes a page out of a WARC or WACZ file, with the address and time at which it was received.

The capture is the body of the response, decoded. The web archive itself is not kept: the capture
records its digest, the id of the WARC record, and the digest of the page there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from pydantic import TypeAdapter, ValidationError

from archive.articles.content import Enclosed
from archive.articles.memento import original_of, original_of_headers
from archive.english import counted
from archive.errors import MissingExtra, ReadError
from archive.findings import NOT_KEPT, Finding, Severity, short, warning
from archive.formats.format import Format
from archive.model.base import Line
from archive.model.dates import Instant
from archive.model.identifiers import Address, MediaType

if TYPE_CHECKING:
    from archive.articles.web_archives.page_selection import ByNumber, ByTime, SelectedResponse
    from archive.articles.web_archives.warc_records import Response


def unpack_warc(
    stream: BinaryIO, name: str, *, text: int | None = None, address: str | None = None
) -> Enclosed:
    """Return the page in a WARC file.

    The file is read once, and only one page at a time is in memory.

    Args:
        stream: The file, which may be in gzip as a whole or record by record.
        name: The name of the file.
        text: The number of the page, counted from 1 in the order of the file.
        address: The address of the page.

    Raises:
        ReadError: There is no page; or there are several, and none was chosen; or the page is too
            large, cut off, or in an unknown coding.
        MissingExtra: The extra `web` is not installed.
    """
    from archive.articles.web_archives.page_selection import ByNumber
    from archive.articles.web_archives.streams import DigestingReader

    chosen = ByNumber(text, address)
    source = DigestingReader(stream)
    damage = _scan_responses(source, chosen)
    page = _chosen(chosen, damage)
    archive = {
        "file": name,
        "media_type": "application/warc",
        "sha256": source.end(),
        "size_bytes": source.size_bytes,
    }
    return _enclosed(page, archive, damage)


def unpack_wacz(
    stream: BinaryIO, name: str, *, text: int | None = None, address: str | None = None
) -> Enclosed:
    """Return the page in a WACZ file, after checking all files in it against their digests.

    Args:
        stream: The file.
        name: The name of the file.
        text: The number of the page, counted from 1 in the list `pages/pages.jsonl`; if no page is
            listed, among the pages in the WARC files.
        address: The address of the page. The page need not be in the list.

    Raises:
        ReadError: As in `unpack_warc`; or the content differs from `datapackage.json`.
        MissingExtra: The extra `web` is not installed.
    """
    from archive.articles.web_archives.page_selection import ByNumber, ByTime
    from archive.articles.web_archives.streams import DamagedArchive, DigestingReader
    from archive.articles.web_archives.wacz import open_wacz, select_page

    start = stream.tell()
    source = DigestingReader(stream)
    sha256 = source.end()
    stream.seek(start)
    packed = open_wacz(stream, source.size_bytes)
    listed = select_page(packed, text, address)
    chosen = ByTime(listed) if listed is not None else ByNumber(text, address)
    damage: list[Finding] = []
    for inside in packed.warcs:
        try:
            with packed.file(inside) as file:
                damage += (
                    found.at(pointer=inside)
                    for found in _scan_responses(DigestingReader(file), chosen)
                )
        except DamagedArchive as problem:
            damage.append(_damaged(str(problem)))
    page = _chosen(chosen, damage)
    archive = {
        "file": name,
        "media_type": "application/wacz",
        "sha256": sha256,
        "size_bytes": source.size_bytes,
    }
    return _enclosed(page, archive, [*packed.findings, *damage, *chosen.findings()])


def _scan_responses(source: Any, chosen: ByNumber | ByTime) -> list[Finding]:
    """Pass every response to the selector `chosen`; return findings on damaged records."""
    from archive.articles.web_archives.streams import DamagedArchive, open_record_stream
    from archive.articles.web_archives.warc_records import responses

    try:
        for response in responses(open_record_stream(source)):
            chosen.take(response)
    except DamagedArchive as problem:
        return [_damaged(str(problem))]
    except ImportError:
        raise MissingExtra("web", "reading WARC and WACZ") from None
    return []


def _damaged(problem: str) -> Finding:
    message = f"the web archive is damaged, and the rest of it was not read: {problem}"
    return warning("web-archive-damaged", "", message)


def _chosen(chosen: ByNumber | ByTime, damage: Sequence[Finding]) -> SelectedResponse:
    """Return the chosen page; if there is none, raise an error that includes the damage."""
    try:
        return chosen.chosen()
    except ReadError as problem:
        reason, *pages = problem.findings
        if damage and reason.code == "no-page":
            reason, *damage = (replace(one, severity=Severity.ERROR) for one in damage)
        raise ReadError([reason, *damage, *pages]) from None


# --- the page ---


def _enclosed(
    page: SelectedResponse, archive: dict[str, Any], findings: Iterable[Finding]
) -> Enclosed:
    """Return the decoded page, with the fields of its capture."""
    from archive.articles.web_archives.http_bodies import decoded, too_large_error

    response, address = page.response, page.response.address
    if page.is_too_large:
        raise too_large_error(address)
    if page.missing:
        message = (
            f"the response from {address} is cut off: it lacks {counted(page.missing, 'bytes')}"
        )
        raise ReadError([Finding("web-archive-damaged", message)])
    header = response.http.get_header if response.http is not None else lambda _: None
    plain = decoded(page.body, header("Transfer-Encoding"), None, address)
    data = decoded(plain, None, header("Content-Encoding"), address)
    fields = _fields(response, archive)
    found = (*findings, *_page_findings(response, (page.body, plain, data)))
    media_type = _media_type(response.media_type or "")
    return Enclosed(data=data, media_type=media_type, fields=fields, findings=found)


def _fields(response: Response, archive: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the capture. For a memento, they describe its original as well."""
    received_at = _instant(response.header_field("WARC-Date"))
    address = _address(response.address)
    record_id = _address(
        response.header_field("WARC-Record-ID").removeprefix("<").removesuffix(">")
    )
    taken_from = {**archive, "record_id": record_id, "digest": _digest(response)}
    headers = () if response.http is None else response.http.headers
    taken_from = {key: value for key, value in taken_from.items() if value is not None}
    fields = {"address": address, "received_at": received_at, "taken_from": taken_from}
    original = original_of_headers(headers) or original_of(response.address)
    if original is None or address is None:
        return fields
    memento = {"address": address, "received_at": received_at}
    return {**fields, **original._asdict(), "memento": memento}


def _page_findings(response: Response, bodies: Sequence[bytes]) -> Iterator[Finding]:
    """Yield warnings: invalid fields, an incomplete page, a digest that differs."""
    from archive.articles.web_archives.http_bodies import digest_findings

    address = response.address
    for field, found in (("WARC-Date", _instant), ("WARC-Target-URI", _address)):
        value = address if found is _address else response.header_field(field)
        if value and found(value) is None:
            message = f"{field} is left out of the record, because it is not valid: {short(value)}"
            yield warning(NOT_KEPT, "", message)
    if reason := response.header_field("WARC-Truncated"):
        message = f"the web archive has only the beginning of {address} (WARC-Truncated: {reason})"
        yield warning("page-incomplete", "", message)
    length = response.http.get_header("Content-Length") if response.http is not None else None
    body, *_ = bodies
    if length and re.fullmatch("[0-9]{1,18}", length) and len(body) < int(length):
        has = counted(len(body), "bytes", grouped=False)
        message = f"the web archive has {has} of {address}, but its server declared {length}"
        yield warning("page-incomplete", "", message)
    if response.header_field("WARC-Segment-Number"):
        message = f"the web archive has {address} in several segments; only one was read"
        yield warning("page-incomplete", "", message)
    elif digest := response.header_field("WARC-Payload-Digest"):
        yield from digest_findings(digest, bodies, address)


def _instant(text: str) -> str | None:
    return _checked(Instant, text)


def _address(text: str) -> str | None:
    return _checked(Address, text)


def _media_type(text: str) -> str | None:
    """Return a media type without blanks and without invalid parameters; `None` if invalid."""
    kind, *parameters = (part.strip() for part in text.split(";"))
    found = _checked(MediaType, kind)
    for parameter in filter(None, parameters):
        found = (found and _checked(MediaType, f"{found};{parameter}")) or found
    return found


def _digest(response: Response) -> str | None:
    return _checked(Line, response.header_field("WARC-Payload-Digest"))


def _checked(type: Any, text: str) -> str | None:
    """Return the text if it is a valid value of this type; otherwise `None`."""
    try:
        return TypeAdapter(type).validate_python(text) if text else None
    except ValidationError:
        return None


_CODES = {
    "no-page": """A web archive contains no page, or not the requested page.

        A page is an HTML response with status 200. If there is none, a response with another kind
        of document, such as PDF or plain text, is a page. Redirects, errors and records of
        unchanged pages (`revisit`) are not pages.""",
    "several-pages": """A web archive contains several pages, and none was chosen.

        A note for each page has its number, address and time. Choose a page by its number with
        `--text N` (in Python `text=N`), or by its address with `--address`.""",
    "web-archive-damaged": """A web archive is cut off, changed, or differs from its own list.

        As an error: nothing was read from it. As a warning: the page was read, but the web archive
        cannot be read after the place in the message; there may be other pages after it.""",
    "digest-differs": """The digest of content in a web archive is not the digest that it states.

        The bytes were changed after they were received, or the program that received them did not
        follow the standard when it computed the digest. A missing digest, or a digest of an unknown
        kind, is reported as well, because the content cannot be checked.""",
    "page-incomplete": """A web archive has only a part of the page, according to its own header.

        The program that received the page stopped at a limit, or wrote the page into several
        records. Look for another capture of the page.""",
    "page-too-large": """A response in a web archive is larger than 100 MB.

        Such a response is not read, because it would need too much memory.""",
    "page-not-decoded": """A response in a web archive cannot be decoded as its header states.

        The content coding is unknown or needs a library that is not installed, or the bytes are
        damaged or cut off.""",
}
"""The meaning of each code that only web archives cause."""

WARC = Format(
    name="warc",
    media_type="application/warc",
    suffixes=(".warc", ".warc.gz"),
    unpack=unpack_warc,
    layers=(),
    codes=_CODES,
)
WACZ = Format(
    name="wacz",
    media_type="application/wacz",
    suffixes=(".wacz",),
    unpack=unpack_wacz,
    layers=(),
)
