"""What a reader makes of a file, so far as it does not merely say where something stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import archive
from archive.errors import ReadError

_PLACES = ("origin", "sha256", "size_bytes", "received_at")
"""Fields that change with each byte of a file, or with the clock."""
_LINE = re.compile(r"\b(first )?at line \d+|\bline \d+")


def account(data: bytes, format: str, options: Mapping[str, Any]) -> Sequence[Any]:
    """Return the record and the findings for a file, without places in it.

    So two accounts differ only if a reader made something else of the two files. A finding counts
    with its message, hence with the counts in it, and without its line.
    """
    try:
        result = archive.receive(data, format=format, **options)
    except ReadError as error:
        return ["refused", *_findings(error.findings)]
    record = _without_places(result.document.model_dump(mode="json"))
    record["captures"][1:] = [one.sha256 for one in result.document.captures[1:]]
    return [record, *_findings(result.findings)]


def _findings(findings: Sequence[archive.Finding]) -> Sequence[tuple[str, str]]:
    return sorted((one.code, _LINE.sub("", one.message)) for one in findings)


def _without_places(value: Any) -> Any:
    match value:
        case dict():
            return {key: _without_places(one) for key, one in value.items() if key not in _PLACES}
        case list():
            return [_without_places(one) for one in value]
        case _:
            return value
