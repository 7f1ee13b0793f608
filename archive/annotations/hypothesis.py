"""Adds annotations from Hypothesis to a record. Reads the JSON of its search and of its export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archive.annotations.external.data_model import (
    AnnotationFile,
    Body,
    ExternalAnnotation,
    Maker,
    Status,
    Target,
)
from archive.annotations.external.mapping import GivenMapping
from archive.english import counted
from archive.findings import Finding, Location, Severity
from archive.formats.format import Format, ReadResult
from archive.model.document import Document

if TYPE_CHECKING:
    from archive.formats.losses import Losses

SCHEME = "hypothesis"
"""The scheme of the identifiers that keep the ids of annotations."""

_EVERYBODY = ("group:__world__", "__world__")
_KNOWN_FIELDS = frozenset((
    "id", "user", "user_info", "text", "tags", "uri", "group", "target", "links", "updated",
    "created", "document", "permissions", "references", "hidden",
))  # fmt: skip
"""Fields of a row that are read, or that do not belong to the content of the annotation."""
_MOSTLY_EMPTY = frozenset((
    "flagged", "moderation", "actions", "mentions", "moderation_status", "motivation", "type",
    "@context",
))  # fmt: skip
"""Fields of every row that mean nothing if their value is one of `_NOTHING`."""
_NOTHING: tuple[Any, ...] = (None, False, [], {}, {"flagCount": 0}, "", "APPROVED", "Annotation")


def add(
    data: bytes,
    *,
    onto: Document,
    mapping: GivenMapping | None = None,
    status: Status = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
) -> ReadResult:
    """Return a record with annotations from a search or an export of Hypothesis.

    A text becomes a comment, each tag becomes a tag, and a reply becomes a comment on the statement
    that it replies to. A highlight without text becomes the tag `highlighting`.

    Args:
        data: `{"total": n, "rows": []}`, `{"annotations": []}`, a list, or one annotation.
        onto: The record.
        mapping: Rules that map bodies to statements. They take precedence over the default rules.
        status: The status of the new statements.
        by: The name or id of the agent that adds the file; the agent is created if it is not in the
            record.
        at: The time of the import.
        trust: Whether to keep the makers and times that the file states.

    Raises:
        ReadError: The bytes are not JSON with such annotations.
    """
    from archive.annotations.external.overlay import add as add_annotations

    return add_annotations(
        read_annotations(data), onto=onto, mapping=mapping, status=status, by=by, at=at, trust=trust
    )


def read_annotations(data: bytes) -> AnnotationFile:
    """Return the annotations of a file.

    Raises:
        ReadError: The file holds no annotations from Hypothesis.
    """
    from archive.annotations.external.web_annotation_json import not_annotations, read_json
    from archive.formats.losses import Losses

    raw = read_json(data)
    base, rows = "", raw
    if isinstance(raw, dict):
        for name in ("rows", "annotations"):
            if isinstance(raw.get(name), list):
                base, rows = f"/{name}", raw[name]
    if isinstance(rows, dict) and "target" in rows:
        rows = [rows]
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        hint = "one has `rows` or `annotations`; if this is JSON-LD, use the format web-annotation"
        raise not_annotations("these are not annotations from Hypothesis", hint)
    losses = Losses[Location]()
    private: list[Location] = []
    annotations = [
        _annotation(row, Location(pointer=f"{base}/{n}"), losses, private)
        for n, row in enumerate(rows)
    ]
    findings = [*_file_findings(raw, rows), *losses.findings()]
    if private:
        message = f"{len(private)} of these annotations are private to their maker or a group"
        hint = "ask for permission before you publish the record"
        at = private[0]
        found = Finding("remark-private", message, hint, severity=Severity.WARNING, location=at)
        findings.append(found)
    return AnnotationFile(scheme=SCHEME, annotations=annotations, findings=findings)


def _is_row(row: Any) -> bool:
    """Whether a value is an annotation in the format of Hypothesis, and not in another."""
    if not isinstance(row, dict):
        return False
    is_other = bool({"body", "bodies"} & row.keys())
    return bool({"references", "uri", "user"} & row.keys()) or ("target" in row and not is_other)


def _annotation(
    row: dict[str, Any], location: Location, losses: Losses[Location], private: list[Location]
) -> ExternalAnnotation:
    from archive.annotations.external.selectors import as_list, text_of

    for name in sorted(row.keys() - _KNOWN_FIELDS):
        if name not in _MOSTLY_EMPTY or row[name] not in _NOTHING:
            losses.add(f"`{name}` of an annotation", location)
    if row.get("hidden") is True:
        losses.add("that a moderator has hidden an annotation, which is added anyway", location)
    if _is_private(row):
        private.append(location)
    bodies = []
    text = text_of(row.get("text"))
    if text and text.strip():
        bodies.append(Body(value=text, purpose="commenting"))
    for tag in as_list(row.get("tags")):
        if isinstance(tag, str) and tag.strip():
            bodies.append(Body(value=tag, purpose="tagging"))
        else:
            losses.add("a tag without text", location)
    references = [one for one in as_list(row.get("references")) if isinstance(one, str)]
    return ExternalAnnotation(
        id=text_of(row.get("id")),
        targets=() if references else _targets(row, losses, location),
        on=references[-1] if references else None,
        motivation=None if bodies or references else "highlighting",
        bodies=bodies,
        maker=_maker(row),
        made_at=text_of(row.get("created")),
        changed_at=text_of(row.get("updated")),
        location=location,
    )


def _targets(row: dict[str, Any], losses: Losses[Location], location: Location) -> list[Target]:
    from archive.annotations.external.selectors import dicts, target_of

    raws = dicts(row.get("target"))
    for name in sorted({name for one in raws for name in one} - {"source", "selector"}):
        losses.add(f"`{name}` of a target", location)
    found = [target_of(one.get("selector"), "utf-16", losses, location) for one in raws]
    return [target for target in found if target is not None]


def _is_private(row: dict[str, Any]) -> bool:
    """Whether an annotation is not public."""
    from archive.annotations.external.selectors import as_list

    permissions = row.get("permissions")
    if isinstance(permissions, dict) and "read" in permissions:
        return not any(one in _EVERYBODY for one in as_list(permissions["read"]))
    return "group" in row and row["group"] != "__world__"


def _maker(row: dict[str, Any]) -> Maker | None:
    """Return the maker: its display name, or the name in its account (`acct:ada@hypothes.is`)."""
    user = row.get("user")
    info = row.get("user_info")
    display_name = info.get("display_name") if isinstance(info, dict) else None
    if not isinstance(user, str) or not user.strip():
        return (
            Maker(name=display_name)
            if isinstance(display_name, str) and display_name.strip()
            else None
        )
    name = user.removeprefix("acct:").partition("@")[0] or user
    if isinstance(display_name, str) and display_name.strip():
        name = display_name
    return Maker(name=name, id=user)


def _file_findings(raw: Any, rows: list[Any]) -> list[Finding]:
    """Warn if the file holds only a part of the search results, or annotations of several pages."""
    found = []
    total = raw.get("total") if isinstance(raw, dict) else None
    if isinstance(total, int) and total != len(rows):
        message = f"the file holds {counted(len(rows), 'annotations')} but states {total}"
        hint = "a search returns at most 200: request the others with `offset` or `search_after`"
        at = Location(pointer="/total")
        found.append(Finding("not-kept", message, hint, Severity.WARNING, at))
    pages = {row["uri"] for row in rows if isinstance(row.get("uri"), str)}
    if len(pages) > 1:
        message = f"the annotations are on {len(pages)} pages: {', '.join(sorted(pages)[:3])}"
        hint = "annotations of other pages are placed only if their words are in this text"
        found.append(Finding("not-kept", message, hint, Severity.WARNING))
    return found


_ROWS = re.compile(rb'\A\s*\{[^\[]*"rows"\s*:\s*\[')
_ACCOUNT = re.compile(rb'"user"\s*:\s*"acct:')


def _can_add(data: bytes) -> bool:
    """Whether the data begin like a search result, or have an account as Hypothesis writes it."""
    return _ROWS.match(data) is not None or _ACCOUNT.search(data) is not None


HYPOTHESIS = Format(
    name="hypothesis",
    media_type="application/json",
    suffixes=(".hypothesis.json",),
    add=add,
    can_add=_can_add,
    layers=(),
    codes={
        "remark-private": """An annotation is private in the program that it comes from. In
        Hypothesis, only its maker or a group may read it. It is added to the record, which has no
        field for this: ask for permission before you publish.""",
    },
)
