"""Checks the original of a transcript: a file from which no text can be derived."""

from __future__ import annotations

import re

from archive.derivations import derivation_as_plain
from archive.derivations.file_kinds import GZIP, file_kind, unpacked
from archive.derivations.zip_limits import ALWAYS_ALLOWED
from archive.findings import Finding, short

_MOST_LAYERS = 3
"""How many layers of packed files are opened, such as a page in an HTTP response in gzip."""
_HEADER_END = re.compile(rb"\r?\n\r?\n")


def refused_original(file: str, data: bytes, media_type: str) -> Finding | None:
    """Return an error if text can be derived from a file that is the original of a transcript.

    A transcript of a page would have to be trusted; text derived from the page need not be. This
    also holds for a page in a web archive, a packed file or an HTTP response.

    Args:
        file: The name of the file in messages.
        data: The bytes of the file.
        media_type: The declared media type of the file.
    """
    kind, name = file_kind(data), short(file)
    if kind is None or kind.format:
        hint = f"receive the file itself: archive receive {name}"
    elif derivation_as_plain(data, media_type) is not None:
        hint = f"receive the file itself: archive receive {name} --plain"
    elif _text_is_within(data):
        hint = kind.hint
    else:
        return None
    message = f"text can be derived from {name} itself, so a transcript is not accepted"
    return Finding("not-an-original", message, hint)


def _text_is_within(data: bytes) -> bool:
    """Whether an article is packed in a file, or follows an HTTP header."""
    for _ in range(_MOST_LAYERS):
        if data.startswith(GZIP):
            data = unpacked(data, ALWAYS_ALLOWED)
        elif data.startswith(b"HTTP/") and (header := _HEADER_END.search(data)):
            data = data[header.end() :]
        else:
            return False
        kind = file_kind(data)
        if kind is None or kind.format:
            return bool(data)
    return False
