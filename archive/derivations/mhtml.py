"""Reads MHTML: a web page and its resources in one file, in the form of an e-mail (RFC 2557)."""

from __future__ import annotations

from codecs import BOM_UTF8
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from archive.errors import ReadError
from archive.findings import Finding

if TYPE_CHECKING:
    from email.message import Message


class RootPart:
    """The root part of an MHTML file, which is the web page."""

    def __init__(self, data: bytes, charset: str, address: str) -> None:
        self.data = data
        """The bytes of the part, decoded from its transfer encoding."""
        self.charset = charset
        """The charset of `Content-Type`; empty if there is none."""
        self.address = address
        """The address of the page when received (`Content-Location`); empty if there is none."""


def is_mhtml(media_type: str) -> bool:
    """Whether a media type is the type of MHTML."""
    return media_type.partition(";")[0].strip().lower() == "multipart/related"


def root_part(data: bytes) -> RootPart:
    """Return the part of MHTML that `start` refers to, else the first page (RFC 2387, 2557).

    Raises:
        ReadError: The file contains no page.
    """
    whole, parts = _parts(data)
    pages = [p for p in parts if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        message = "there is no web page in the MHTML file"
        raise ReadError([Finding("no-text", message, "save the page again")])
    start = _content_id(str(whole.get_param("start") or ""))
    named = [page for page in pages if start and _content_id(page.get("Content-ID")) == start]
    root = (named or pages)[0]
    address = str(root.get("Content-Location") or whole.get("Snapshot-Content-Location") or "")
    charset = str(root.get_content_charset() or "")
    return RootPart(_payload(root), charset, address.strip())


class Resources:
    """The parts of MHTML by the addresses that its page uses for them (RFC 2557, 8)."""

    def __init__(self, data: bytes, base: str) -> None:
        """Store the file; it is parsed when the first part is needed.

        Args:
            data: The file.
            base: The address of the page.
        """
        self._data, self._base = data, base

    def get(self, address: str) -> bytes | None:
        """Return the bytes of the part that an address in the page refers to, if there is one."""
        part = self._by_address.get(self._absolute(address))
        if part is None and address[:4].lower() == "cid:":
            part = self._by_address.get(f"cid:{unquote(address[4:])}")
        return None if part is None else _payload(part)

    @cached_property
    def _by_address(self) -> dict[str, Message]:
        found: dict[str, Message] = {}
        for part in _parts(self._data)[1]:
            names = [str(part.get("Content-Location") or "").strip()]
            if id := _content_id(part.get("Content-ID")):
                names.append(f"cid:{id}")
            for name in filter(None, names):
                found.setdefault(self._absolute(name), part)
        return found

    def _absolute(self, address: str) -> str:
        try:
            return urljoin(self._base, address)
        except ValueError:
            return address


def _parts(data: bytes) -> tuple[Message, list[Message]]:
    """Return the whole message, and the parts in it that contain no other parts."""
    from email import message_from_bytes
    from email.message import Message

    try:
        whole = message_from_bytes(data.removeprefix(BOM_UTF8))
        return whole, [part for part in whole.walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError):
        return Message(), []


def _content_id(value: object) -> str:
    """Return the id of a part, which may lack the required brackets (RFC 2387, 3.2)."""
    return str(value or "").strip().removeprefix("<").removesuffix(">").strip()


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
