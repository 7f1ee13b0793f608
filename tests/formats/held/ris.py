"""What RIS holds, as rispy reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.bibliographies.ris import _FIELDS, _TYPES
from archive.formats.format import WriteResult
from tests.conftest import import_or_skip

NAME = "ris"


def held(written: WriteResult) -> str:
    """All values; of names also the parts in reading order."""
    rispy = import_or_skip("rispy")
    text = written.data.decode().replace("\r\n", "\n")
    found = rispy.loads(text, delimiter_tags_mapping={})
    return "\n".join(part for reference in found for part in _parts(reference))


def _parts(reference: dict[str, Any]) -> Iterator[str]:
    for name, value in reference.items():
        for one in value if isinstance(value, list) else [value]:
            yield str(one)
            if name.endswith("authors"):
                yield from (part.strip() for part in one.split(","))
    yield from (f"{first}-{last}" for first, last in [_pages(reference)])
    yield from (date.split("/", 3)[3] for date in _dates(reference))
    yield from (date.rstrip("/").replace("/", "-") for date in _dates(reference))
    kind = reference["type_of_reference"]
    yield from (name for name, other in _TYPES.items() if other == kind)
    yield from ("DOI", "ISBN", "ISSN", *_FIELDS)


def _pages(reference: dict[str, Any]) -> tuple[str, str]:
    return reference.get("start_page", ""), reference.get("end_page", "")


def _dates(reference: dict[str, Any]) -> list[str]:
    return [reference[name] for name in ("date", "access_date") if name in reference]
