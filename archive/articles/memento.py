"""Recognises mementos: copies of a page in a web archive, with address and time (RFC 7089).

An address in a web archive contains the original address and the time:
`https://web.archive.org/web/20160320093000/https://example.org/a`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from archive.model.identifiers import address_problem

_HOST = r"https?://[^/?#]+/"
_FORM = r"(?:[a-z]{2}_)?"
"""Letters after the time that select how the page is sent; `id_` means unchanged."""
_TO_THE_SECOND = re.compile(
    rf"{_HOST}(?:[^/?#]+/)*?(?P<time>[0-9]{{14}}|[0-9]{{4}}(?:\.[0-9]{{2}}){{2}}-[0-9]{{6}}){_FORM}/"
    r"(?P<original>(?:https?|ftp):/{1,2}[^/].*)",
    re.DOTALL,
)
"""Addresses of mementos as in the Wayback Machine, with 14 digits, and as in archive.ph."""
_IN_WAYBACK = re.compile(
    rf"{_HOST}(?:[^/?#]+/)*?(?:web|wayback)/(?:[^/?#]+/)?(?P<time>[0-9]{{4,14}}){_FORM}/"
    r"(?P<original>(?:(?:https?|ftp):/{1,2})?[^/].*)",
    re.DOTALL,
)
"""Addresses under `web/` or `wayback/`: only there may the time have fewer than 14 digits."""
_WITHOUT_SCHEME = re.compile("https?://web.archive.org[:/]")
"""Web archives that accept an original address without a scheme."""
_SCHEME = re.compile(r"(https?|ftp):/{1,2}")
_WHOLE = "%Y%m%d%H%M%S"
_REL_ORIGINAL = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)')


class OriginalResource(NamedTuple):
    """The resource that a memento is a copy of."""

    address: str
    """The address from which the web archive received the resource (URI-R)."""
    received_at: str | None
    """When the web archive received the resource; `None` if not known to the second."""


def original_of(address: str) -> OriginalResource | None:
    """Return the original of an address in a web archive (URI-M); `None` for any other address.

    A time of fewer than 14 digits gives no `received_at`: such an address leads to the memento
    that is nearest in time.

    >>> original_of("https://web.archive.org/web/20160320093000id_/https://example.org/a")
    OriginalResource(address='https://example.org/a', received_at='2016-03-20T09:30:00Z')
    >>> original_of("https://web.archive.org/web/2016/example.org/a")
    OriginalResource(address='http://example.org/a', received_at=None)
    >>> original_of("https://example.org/2016/03/20/a")
    """
    found = _TO_THE_SECOND.fullmatch(address) or _IN_WAYBACK.fullmatch(address)
    if found is None:
        return None
    time, original = found["time"].replace(".", "").replace("-", ""), found["original"]
    scheme = _SCHEME.match(original)
    if not scheme and not _WITHOUT_SCHEME.match(address):
        return None
    # Some servers and programs collapse two slashes into one.
    rest = original[scheme.end() :] if scheme else original
    original = f"{scheme[1] if scheme else 'http'}://{rest}"
    if address_problem(original):
        return None
    return OriginalResource(original, _moment(time))


def original_of_headers(headers: Iterable[tuple[str, str]]) -> OriginalResource | None:
    """Return the original according to the headers of a memento (RFC 7089, section 2)."""
    moment = original = None
    for name, value in headers:
        if name.lower() == "memento-datetime" and moment is None:
            moment = _http_date(value)
        elif name.lower() == "link" and original is None:
            original = _original_in(value)
    if moment is None or original is None or address_problem(original):
        return None
    return OriginalResource(original, moment)


def _moment(digits: str) -> str | None:
    """Return 14 digits as a time in UTC; `None` for anything else."""
    try:
        moment = datetime.strptime(digits, _WHOLE) if len(digits) == 14 else None
    except ValueError:
        return None
    return None if moment is None else f"{moment.isoformat()}Z"


def _http_date(value: str) -> str | None:
    try:
        moment = parsedate_to_datetime(value)
        in_utc = moment.astimezone(UTC)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return in_utc.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else None


def _original_in(value: str) -> str | None:
    """Return the target of the link with `rel="original"` in a Link header (RFC 8288)."""
    for address, parameters in _REL_ORIGINAL.findall(value):
        rel = re.search(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))', parameters, re.IGNORECASE)
        if rel and "original" in (rel[1] or rel[2]).lower().split():
            return str(address).strip()
    return None
