"""Selects the page among the responses in a web archive.

Pages are the HTML responses with status 200. If there are none, responses with other documents,
such as PDF or plain text, are the pages. Pages are numbered in the order of the archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from archive.articles.web_archives.http_bodies import MOST
from archive.articles.web_archives.warc_records import Response
from archive.english import counted, listed
from archive.errors import ReadError
from archive.findings import Finding, Severity, short, shortened, warning
from archive.model.dates import instant_order

MOST_LISTED = 20
"""The maximum number of pages that an error lists."""

_HTML = ("text/html", "application/xhtml+xml")
_DOCUMENTS = (
    "text/plain",
    "text/markdown",
    "text/xml",
    "application/xml",
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
_OK = 200
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page in the list of which the user must choose one."""

    number: int
    address: str
    time: str
    """When the page was received, as written in the archive."""
    title: str = ""

    def __str__(self) -> str:
        """Return number, address, time and title of the page in one line."""
        title = f" {short(self.title)}" if self.title else ""
        return f"{self.number}: {shortened(self.address)} ({self.time or 'no time'}){title}"


@dataclass(slots=True)
class SelectedResponse:
    """A response from the archive, with its body."""

    response: Response
    body: bytes
    """The body as it is in the archive; empty if it is too large."""
    is_too_large: bool
    missing: int
    """How many bytes of the body are missing because the archive is cut off."""


def load_response(response: Response) -> SelectedResponse:
    """Return the response with its body, which is empty if it is too large."""
    body = response.block.read(MOST + 1)
    if len(body) > MOST:
        return SelectedResponse(response, b"", is_too_large=True, missing=0)
    return SelectedResponse(
        response, body, is_too_large=False, missing=response.block.remaining_bytes
    )


def is_html(response: Response) -> bool:
    """Whether a response is an HTML page with status 200."""
    return response.status == _OK and _type_of(response) in _HTML


def _is_document(response: Response) -> bool:
    return response.status == _OK and _type_of(response) in _DOCUMENTS


def _type_of(response: Response) -> str:
    return (response.media_type or "").partition(";")[0].strip().lower()


class RequestedAddress:
    """The requested address, and the addresses to which it redirects."""

    def __init__(self, address: str) -> None:
        self._addresses = {_without_fragment(address)}

    def includes(self, response: Response) -> bool:
        """Whether a response is from one of the addresses; if so, add the target of a redirect."""
        if _without_fragment(response.address) not in self._addresses:
            return False
        location = response.http.get_header("Location") if response.http is not None else None
        if response.status in _REDIRECTS and location and len(self._addresses) < _MOST_REDIRECTS:
            try:
                leads_to = urljoin(response.address, location.strip())
            except ValueError:
                return True
            self._addresses.add(_without_fragment(leads_to))
        return True


_MOST_REDIRECTS = 50
"""The maximum number of addresses in a chain of redirects."""


def _without_fragment(address: str) -> str:
    return address.partition("#")[0]


# --- by its number ---


@dataclass(slots=True)
class _Kind:
    """Counts the responses of one kind, and keeps the requested response if there is only one."""

    count: int = 0
    pages: list[ListedPage] = field(default_factory=list)
    """The first pages of this kind."""
    wanted: int = 0
    wanted_pages: list[ListedPage] = field(default_factory=list)
    """The first pages of this kind that match the request."""
    only: SelectedResponse | None = None

    def take(self, response: Response, *, is_wanted: bool, number: int | None) -> None:
        """Count a response; keep it if it is the only one that matches the request."""
        self.count += 1
        page = ListedPage(self.count, response.address, response.header_field("WARC-Date"))
        if self.count <= MOST_LISTED:
            self.pages.append(page)
        if not is_wanted or number not in (None, self.count):
            return
        self.only = None if self.wanted else load_response(response)
        self.wanted += 1
        if self.wanted <= MOST_LISTED:
            self.wanted_pages.append(page)


class ByNumber:
    """Chooses the page with the requested number or address; without a request, the only page."""

    def __init__(self, number: int | None, address: str | None) -> None:
        self._number, self._address = number, address
        self._wanted = None if address is None else RequestedAddress(address)
        self._html, self._documents = _Kind(), _Kind()
        self._others: Counter[str] = Counter()

    def findings(self) -> Iterator[Finding]:
        """Yield nothing, because a choice by number or address is exact."""
        yield from ()

    def take(self, response: Response) -> None:
        """Accept the next response of the archive."""
        is_wanted = self._wanted is None or self._wanted.includes(response)
        if is_html(response):
            self._html.take(response, is_wanted=is_wanted, number=self._number)
            if self._wanted is None:
                self._documents.only = None  # an HTML page is chosen rather than a document
        elif _is_document(response):
            self._documents.take(response, is_wanted=is_wanted, number=self._number)
        elif len(self._others) < _MOST_KINDS:
            description = (
                f"status {response.status}" if response.status != _OK else _type_of(response)
            )
            self._others[description or "no media type"] += 1

    def chosen(self) -> SelectedResponse:
        """Return the page.

        Raises:
            ReadError: There is no such page, or there are several and none was chosen.
        """
        of_html = self._html.wanted or not self._documents.wanted
        if self._address is None:
            of_html = bool(self._html.count)
        kind = self._html if of_html and self._html.count else self._documents
        if kind.only is not None:
            return kind.only
        if not kind.count:
            raise _no_page_error(self._others)
        if kind.wanted:
            raise several_pages_error(
                kind.wanted_pages, kind.wanted, is_of_address=self._address is not None
            )
        raise no_such_page_error(self._number, self._address, kind.pages, kind.count)


_MOST_KINDS = 100
"""The maximum number of responses that are counted as other than pages."""


def _no_page_error(others: Counter[str]) -> ReadError:
    counts = listed(
        [f"{counted(n, 'times')} {description}" for description, n in others.most_common()]
    )
    message = f"the web archive has no page with status 200; its responses are: {counts}"
    if not others:
        message = "the web archive contains no response"
    return ReadError([Finding("no-page", message)])


def several_pages_error(
    pages: list[ListedPage], count: int, *, is_of_address: bool = False
) -> ReadError:
    """Return the error that lists the pages of which one must be chosen."""
    of_address = " with this address" if is_of_address else ""
    message = f"the web archive contains {counted(count, 'pages')}{of_address}"
    hint = "choose one by its number: --text N" + ("" if is_of_address else ", or use --address")
    return ReadError([Finding("several-pages", message, hint), *_list_of(pages, count)])


def no_such_page_error(
    number: int | None, address: str | None, pages: list[ListedPage], count: int
) -> ReadError:
    """Return the error for a number or address that no page has."""
    chosen = "" if number is None else f" number {number}"
    chosen += "" if address is None else f" with the address {short(address)}"
    message = f"there is no page{chosen} in the web archive"
    return ReadError([Finding("no-page", message), *_list_of(pages, count)])


def _list_of(pages: list[ListedPage], count: int) -> Iterator[Finding]:
    for page in pages[:MOST_LISTED]:
        yield Finding("several-pages", str(page), severity=Severity.NOTE)
    if count > MOST_LISTED:
        message = f"and {counted(count - MOST_LISTED, 'pages')} more"
        yield Finding("several-pages", message, severity=Severity.NOTE)


# --- by a list of pages ---


class ByTime:
    """Chooses the response for a listed page: the response that is nearest to its time."""

    def __init__(self, page: ListedPage) -> None:
        self._page = page
        self._wanted = RequestedAddress(page.address)
        self._time = _moment(page.time)
        self._nearest: tuple[float, SelectedResponse] | None = None
        self._count = 0
        self._others: Counter[str] = Counter()

    def take(self, response: Response) -> None:
        """Accept the next response of the archive."""
        if not self._wanted.includes(response):
            return
        if not (is_html(response) or _is_document(response)):
            self._others[f"status {response.status} ({_type_of(response) or 'no media type'})"] += 1
            return
        self._count += 1
        distance = self._distance(response)
        if self._nearest is None or distance < self._nearest[0]:
            self._nearest = distance, load_response(response)

    def findings(self) -> Iterator[Finding]:
        """Yield a warning if there are several responses, and the list of pages gives no time."""
        if self._count > 1 and self._time is None:
            times = counted(self._count, "times")
            message = f"{self._page.address} was received {times}, and the list of pages gives no"
            yield warning("several-pages", "", f"{message} time; the first response was chosen")

    def _distance(self, response: Response) -> float:
        """Return the seconds between a response and the listed time; infinity if unknown."""
        time = _moment(response.header_field("WARC-Date"))
        if time is None or self._time is None:
            return float("inf")
        return abs((time - self._time).total_seconds())

    def chosen(self) -> SelectedResponse:
        """Return the page.

        Raises:
            ReadError: The archive has no response for the listed page.
        """
        if self._nearest is None:
            kinds = listed(list(self._others))
            but = f", except {kinds}" if kinds else ""
            message = (
                f"the web archive lists the page {self._page}, but has no response for it{but}"
            )
            raise ReadError([Finding("no-page", message)])
        return self._nearest[1]


def _moment(text: str) -> datetime | None:
    try:
        moment = instant_order(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
