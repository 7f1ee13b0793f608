"""What a collection of Web Annotations holds, as a JSON parser of others finds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive.formats.format import WriteResult

NAME = "web-annotation"


def held(written: WriteResult) -> str:
    """Every string in it, names of members aside."""
    return "\n".join(_strings(json.loads(written.data)))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            for item in value.values():
                yield from _strings(item)
