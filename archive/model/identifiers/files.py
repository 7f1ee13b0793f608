"""The names, media types and digests of files."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from archive.model.identifiers.character_display import display_character

MediaType = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[!-~]+)*$")
]
"""A media type (RFC 6838) without spaces, with parameters if any: `text/plain;charset=utf-8`."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest: 64 lower-case hexadecimal digits."""

DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)),
    )
)
"""Names of devices on Windows, in upper or lower case and with any suffix."""

_SEGMENT_BYTES = 255
_RESERVED = frozenset({"document.json", "document.tei.xml"})
"""The file names of the record and of its TEI, which no other file may have."""


def _check_file_name(text: str) -> str:
    if problem := file_name_problem(text):
        raise PydanticCustomError(
            "file-name-unsafe",
            '"{value}" is not a safe file name: {reason}; write a relative path such as '
            "received/page.html",
            {"value": text.encode("utf-8", "backslashreplace").decode(), "reason": problem},
        )
    return text


def file_name_problem(text: str) -> str | None:
    """Return the reason why a text cannot be a `FileName`; `None` if it can be one.

    >>> file_name_problem("received/page.html")
    >>> file_name_problem("../page.html")
    'it may not start or end with "/", or contain "//" or the steps "." and ".."'
    """
    segments = text.split("/")
    if segments[0].lower() in _RESERVED:
        return f"{segments[0]} is the name of the record's own file"
    return next((problem for part in segments if (problem := _segment_problem(part))), None)


def _segment_problem(segment: str) -> str | None:
    if segment in ("", ".", ".."):
        return 'it may not start or end with "/", or contain "//" or the steps "." and ".."'
    if match := _UNSAFE_IN_NAME.search(segment):
        return f"it may not contain {display_character(match[0])}"
    if segment != segment.strip(" ") or segment.endswith("."):
        return "no part of it may start or end with a space, or end with a dot"
    if segment.partition(".")[0].rstrip(" ").lower() in DEVICES:
        return f'"{segment}" is a device on Windows'
    if segment.lower() == ".git":
        return '".git" belongs to git, which may run files in it'
    if (size := len(segment.encode())) > _SEGMENT_BYTES:
        return f"one part of it has {size} bytes in UTF-8; at most {_SEGMENT_BYTES} are allowed"
    return None


_UNSAFE_IN_NAME = re.compile(
    r"[\\:\x00-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFFFE\uFFFF]"
)
"""Separators of other systems, and characters that control a terminal or the direction of text."""

FileName = Annotated[
    str,
    AfterValidator(_check_file_name),
    Field(
        description="A relative path inside the record's folder, its parts separated by /.",
        examples=["received/frenemies.txt"],
    ),
]
"""A relative path inside the record's folder, safe on every system: `received/frenemies.txt`."""
