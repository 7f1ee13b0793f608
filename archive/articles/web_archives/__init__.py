"""Takes the page out of a WARC or WACZ file, with its address and time.

The capture is the body of a response after transfer and content decoding. The archive itself is not
kept: its digest, the id of the record and the digest of the page identify the source.
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

    The file is read once, and no more than one page is held in memory.

    Args:
        stream: The file; each record may be in gzip, or all of it.
        name: Its name.
        text: Which page, counted from 1 in the order of the file.
        address: The address of the page.

    Raises:
        ReadError: There is no page; or several and none was chosen; or the page is too large, cut
            off, or in an unknown coding.
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
    """Return the page in a WACZ file; the whole file is checked against its listed digests.

    Args:
        stream: The file.
        name: Its name.
        text: Which page, counted from 1 in its list of pages (`pages/pages.jsonl`); or, if it has
            none, among the pages in its WARC files.
        address: The address of the page, which need not be in the list.

    Raises:
        ReadError: As in `unpack_warc`; or the file differs from its `datapackage.json`.
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
    """Show every response to a selector; return findings on what cannot be read."""
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
    message = f"the web archive is damaged, and nothing after that was read: {problem}"
    return warning("web-archive-damaged", "", message)


def _chosen(chosen: ByNumber | ByTime, damage: Sequence[Finding]) -> SelectedResponse:
    """The page; if there is none, the error carries the findings on damage."""
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
    """The page, with the fields of its capture."""
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
    """The fields of the capture; of a memento, address and time of its original."""
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
    """Findings on the page."""
    from archive.articles.web_archives.http_bodies import digest_findings

    address = response.address
    for field, found in (("WARC-Date", _instant), ("WARC-Target-URI", _address)):
        value = address if found is _address else response.header_field(field)
        if value and found(value) is None:
            message = f"{field} is not valid in a record: {short(value)}"
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
        message = f"the web archive has {address} in segments; only this one was taken"
        yield warning("page-incomplete", "", message)
    elif digest := response.header_field("WARC-Payload-Digest"):
        yield from digest_findings(digest, bodies, address)


def _instant(text: str) -> str | None:
    return _checked(Instant, text)


def _address(text: str) -> str | None:
    return _checked(Address, text)


def _media_type(text: str) -> str | None:
    """A media type as a record has it, without blanks and invalid parameters."""
    kind, *parameters = (part.strip() for part in text.split(";"))
    found = _checked(MediaType, kind)
    for parameter in filter(None, parameters):
        found = (found and _checked(MediaType, f"{found};{parameter}")) or found
    return found


def _digest(response: Response) -> str | None:
    return _checked(Line, response.header_field("WARC-Payload-Digest"))


def _checked(type: Any, text: str) -> str | None:
    """A text if it is of a type of the record."""
    try:
        return TypeAdapter(type).validate_python(text) if text else None
    except ValidationError:
        return None


_CODES = {
    "no-page": """A web archive holds no page, or not the requested one.

        A page is a response with status 200 whose media type is HTML; if there is none, another
        document that may hold an article. Redirects, errors and records of unchanged pages
        (`revisit`) are not pages.""",
    "several-pages": """A web archive holds several pages, and none was chosen.

        A note for each page has its number, address and time. `--text N` takes one (in Python
        `text=N`), and `--address` the one with this address.""",
    "web-archive-damaged": """A web archive is cut off, changed, or differs from its own list.

        As an error: nothing was taken from it. As a warning: the page was read, but the archive
        cannot be read after the place that the message names; other pages may follow there.""",
    "digest-differs": """The content of a web archive has another digest than the archive states.

        The bytes were changed after they were received, or the program that received them computed
        the digest of other bytes than the standard says. A missing digest, or one of an unknown
        kind, is reported as well: it cannot be checked.""",
    "page-incomplete": """A web archive has only a part of the page, and says so.

        The program that received it stopped at a limit, or wrote it into several records. Look for
        another capture of the page.""",
    "page-too-large": """A response in a web archive is larger than any article.

        At most one page of an archive is held in memory, of at most 100 MB.""",
    "page-not-decoded": """A response in a web archive cannot be decoded as its header says.

        Its content coding is unknown, needs a library that is not installed, or the bytes are
        damaged or cut off.""",
}
"""What each code means that only web archives cause."""

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
