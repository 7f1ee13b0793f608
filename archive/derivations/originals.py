"""The original of a transcript: a file from which no text can be derived."""

from __future__ import annotations

import re

from archive.derivations import derivation_as_plain
from archive.derivations.file_kinds import GZIP, file_kind, unpacked
from archive.derivations.zip_limits import ALWAYS_ALLOWED
from archive.findings import Finding, short

_MOST_LAYERS = 3
"""How many layers of files in files are opened: a page in a response with its header, in gzip."""
_HEADER_END = re.compile(rb"\r?\n\r?\n")


def refused_original(file: str, data: bytes, media_type: str) -> Finding | None:
    """Return the error for the original of a transcript, if text can be derived from it.

    A transcript of a page need not be trusted, since the text can be derived from the page, even if
    the page is in a web archive, packed, or after the header of a response.

    Args:
        file: Its name in messages.
        data: Its bytes.
        media_type: Its declared media type.
    """
    kind, name = file_kind(data), short(file)
    if kind is None or kind.format:
        hint = f"receive it itself: archive receive {name}"
    elif derivation_as_plain(data, media_type) is not None:
        hint = f"receive it itself: archive receive {name} --plain"
    elif _text_is_within(data):
        hint = kind.hint
    else:
        return None
    message = f"the words of {name} can be derived from it: it needs no transcript"
    return Finding("not-an-original", message, hint)


def _text_is_within(data: bytes) -> bool:
    """Whether an article can be received from content packed in a file, or after its header."""
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
