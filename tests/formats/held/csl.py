"""What CSL-JSON holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive.bibliographies.csl_dates import edtf_of_date
from archive.formats.format import WriteResult

NAME = "csl"

_OLD_NAMES = {
    "part": "part-number",
    "printing": "printing-number",
    "supplement": "supplement-number",
}
"""What CSL calls some variables that its schema has under other names."""


def held(written: WriteResult) -> set[str]:
    """Every string and number in the items, also of what is exact in `custom`."""
    return set(_strings(json.loads(written.data)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield edtf_of_date(value) or ""
        value = [*value, *value.values(), *(_OLD_NAMES.get(key, "") for key in value)]
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)
