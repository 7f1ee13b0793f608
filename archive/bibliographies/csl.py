"""Writes the works of a record as CSL-JSON for reference managers; adds CSL-JSON to a record."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, get_args

from archive.bibliographies.citable_works import Cited, works_of
from archive.bibliographies.csl_items import (
    CARRIED_CLASSES,
    ParsedItem,
    item_of_work,
    raw_work_of_item,
)
from archive.bibliographies.work_merging import add_items
from archive.errors import ReadError
from archive.findings import Finding, Location, warning
from archive.formats.field_coverage import FieldCoverage
from archive.formats.format import Format, ReadResult, WriteResult
from archive.model.document import Document
from archive.model.works import Work, WorkType
from archive.text.decoding import decode

CARRIED = FieldCoverage(
    "CSL-JSON", {**CARRIED_CLASSES, Work: {*CARRIED_CLASSES[Work], "variant_titles"}}
)


def write(
    document: Document, *, of: Cited = "works", public: bool = False, proposals: bool = False
) -> WriteResult:
    """Return an array of CSL items; if they are not edited, `add` reads exactly the same works.

    Args:
        document: The record.
        of: What to write: the works of the record, the article, or the record itself.
        public: Whether the file is for the public (`archive.public_record`).
        proposals: Whether a public file includes works that only proposals refer to.
    """
    from archive.rights import publication

    shown, withheld = publication(document, public=public, proposals=proposals)
    items = [item_of_work(work) for work in works_of(shown, of)]
    text = json.dumps(items, ensure_ascii=False, indent=2)
    besides = () if of == "works" else ("works",)
    findings = (*withheld.findings, *CARRIED.loss_findings(shown, besides=besides))
    return WriteResult(f"{text}\n".encode(), findings)


def add(data: bytes, *, onto: Document, by: str | None = None, at: str | None = None) -> ReadResult:
    """Return the record with works from CSL-JSON added: an array, an item, or `{"items": []}`.

    Args:
        data: The file.
        onto: The record.
        by: The name or id of the agent who adds the works; a missing agent is created. New works
            get a revision by this agent.
        at: The time at which the works are added.

    Raises:
        SpeaksForOthers: `by` does not name one agent.
        ReadError: The bytes are not UTF-8, or not JSON with items.
    """
    found = [
        ParsedItem(item, Location(pointer=f"/{n}")) if isinstance(item, dict) else _not_an_object(n)
        for n, item in enumerate(_parse_items(data))
    ]
    items = [item for item in found if isinstance(item, ParsedItem)]
    return add_items(
        items, onto=onto, by=by, at=at, findings=[one for one in found if isinstance(one, Finding)]
    )


def work_of_item(csl: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of the work that an item describes, and messages about lost values."""
    item = ParsedItem(csl)
    raw = raw_work_of_item(item)
    return raw, [finding.message.removeprefix(f"{item.name}: ") for finding in item.findings]


def _parse_items(data: bytes) -> list[Any]:
    import jiter

    try:
        found = jiter.from_json(decode(data).encode(), allow_inf_nan=False)
    except ValueError as problem:
        raise ReadError([_not_items(f"this is not JSON: {problem}")]) from None
    if isinstance(found, dict):
        found = found["items"] if isinstance(found.get("items"), list) else [found]
        if found and isinstance(found[0], dict) and "schema_version" in found[0]:
            raise ReadError([_not_items("the file is a record, not a bibliography")])
    if not isinstance(found, list):
        raise ReadError([_not_items("CSL-JSON must be an array of items")])
    return found


def _not_items(message: str) -> Finding:
    return Finding("not-a-bibliography", message, location=Location(line=1))


def _not_an_object(number: int) -> Finding:
    return warning("item-not-read", f"/{number}", "an item must be an object")


_FIRST_ITEM = re.compile(
    rb'\s*\[\s*\{(?=[^\0]*"type"\s*:\s*"(?:%b)")(?=[^\0]*"(?:title|author|issued|URL|DOI)")'
    % "|".join(get_args(WorkType)).encode()
)
"""Matches the start of a list of objects that have a CSL type and another CSL variable."""


def _can_add(data: bytes) -> bool:
    """Whether bytes begin like a list of works."""
    return _FIRST_ITEM.match(data) is not None


CSL = Format(
    name="csl",
    media_type="application/vnd.citationstyles.csl+json",
    suffixes=(".csl.json",),
    write=write,
    add=add,
    work_of_item=work_of_item,
    can_add=_can_add,
    layers=(),
)
