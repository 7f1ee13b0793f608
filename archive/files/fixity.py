"""Fixity: the size and digest that identify received bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from archive.model.captures import Capture


class Fixity(NamedTuple):
    """The size and digest of bytes, as a capture states them.

    >>> fixity_of(b"").size_bytes
    0
    """

    size_bytes: int
    sha256: str
    """SHA-256, in hexadecimal digits."""


def fixity_of(data: bytes) -> Fixity:
    """Return the fixity of bytes."""
    return Fixity(len(data), sha256(data).hexdigest())


def is_intact(capture: Capture, data: bytes) -> bool:
    """Return whether bytes are the received bytes of a capture; other sizes are not hashed."""
    return len(data) == capture.size_bytes and fixity_of(data).sha256 == capture.sha256
