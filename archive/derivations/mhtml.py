"""Reads MHTML: a page and its resources in one file, in the form of an e-mail (RFC 2557)."""

from __future__ import annotations

from archive.errors import ReadError
from archive.findings import Finding


class RootPart:
    """The root part of an MHTML file."""

    def __init__(self, data: bytes, charset: str, address: str) -> None:
        self.data = data
        """Its bytes, after its transfer encoding."""
        self.charset = charset
        """The charset of its `Content-Type`; empty if it has none."""
        self.address = address
        """Where it was received from (`Content-Location`); empty if it has none."""


def is_mhtml(media_type: str) -> bool:
    """Whether a media type is that of MHTML."""
    return media_type.partition(";")[0].strip().lower() == "multipart/related"


def root_part(data: bytes) -> RootPart:
    """Return the part of MHTML that `start` names, or else the first page in it (RFC 2387, 2557).

    Raises:
        ReadError: There is no page in it.
    """
    from email import message_from_bytes
    from email.message import Message

    whole = Message()
    try:
        whole = message_from_bytes(data)
        parts = [part for part in whole.walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError):
        parts = []
    pages = [p for p in parts if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        message = "there is no web page in the MHTML file"
        raise ReadError([Finding("no-text", message, "save the page again")])
    start = str(whole.get_param("start") or "")
    named = [page for page in pages if start and page.get("Content-ID") == start]
    root: Message = (named or pages)[0]
    payload = root.get_payload(decode=True)
    address = str(root.get("Content-Location") or whole.get("Snapshot-Content-Location") or "")
    charset = str(root.get_content_charset() or "")
    return RootPart(payload if isinstance(payload, bytes) else b"", charset, address.strip())
