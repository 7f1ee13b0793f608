"""What schema.org's JSON-LD holds: the literals and IRIs that PyLD expands it to, and its strings.

Relative addresses are found among the strings: what PyLD makes of them depends on a base.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from archive.formats.format import WriteResult
from tests.conftest import import_or_skip

NAME = "schema-org"
JUDGED = True
"""It is read by one of the programs that judge."""


def held(written: WriteResult) -> set[str]:
    """All values, properties and ids, and the fragments of ids."""
    data = json.loads(written.data)
    expanded = import_or_skip("pyld").jsonld.expand(data)
    return {*_strings(expanded), *_strings(data)}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield from (value, unquote(value), value.rpartition("#")[2])
