"""Reads annotations from Recogito 2: its JSON, and its download (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.annotations.external.data_model import (
    AnnotationFile,
    Body,
    ExternalAnnotation,
    Maker,
    Target,
)
from archive.annotations.external.selectors import add_unknown, as_list, dicts, text_of
from archive.annotations.external.web_annotation_json import location_at, not_annotations
from archive.english import listed
from archive.errors import ReadError
from archive.findings import Finding, Location, short
from archive.formats.losses import Losses

_OFFSET = re.compile(r"char-offset:([0-9]{1,15})")
_KNOWN_FIELDS = frozenset((
    "annotation_id", "version_id", "annotates", "contributors", "anchor", "last_modified_by",
    "last_modified_at", "bodies", "relations",
))  # fmt: skip
_PURPOSES = {"COMMENT": "commenting", "TAG": "tagging", "TRANSCRIPTION": "transcribing"}
"""The W3C purpose of each type of body of Recogito 2."""
_ENTITIES = ("PLACE", "PERSON", "EVENT")
_COLUMNS = ("UUID", "QUOTE_TRANSCRIPTION", "ANCHOR")
"""The columns by which a table from Recogito 2 is recognised."""
_READ_COLUMNS = frozenset((*_COLUMNS, "FILE", "TYPE", "URI", "TAGS", "COMMENTS"))
_RELATIONS = re.compile(r'\ufeff?"?source"?[,;\t]"?relation"?[,;\t]"?target"?\s*\Z')
_LARGEST_FIELD = 1 << 24


def is_version_2(raw: Any) -> bool:
    """Whether a value holds annotations from Recogito 2."""
    found = dicts(raw)
    return bool(found) and all("annotation_id" in one and "anchor" in one for one in found)


def read(raw: Any, scheme: str, text: str | None = None) -> AnnotationFile:
    """Return the annotations of a JSON file.

    Raises:
        ReadError: The file has no annotations of the chosen text.
    """
    losses = Losses[Location]()
    annotations: list[ExternalAnnotation] = []
    places = [
        (one, location_at(f"/{n}" if isinstance(raw, list) else ""))
        for n, one in enumerate(as_list(raw))
    ]
    sources = _Sources([_filepart(one) for one, _ in places], text, losses)
    for one, location in places:
        if sources.is_wanted(_filepart(one), location):
            annotations += _annotations(one, sources, losses, location)
    return AnnotationFile(scheme=scheme, annotations=annotations, findings=tuple(losses.findings()))


class _Sources:
    """The names of the annotated files, and the chosen one."""

    def __init__(
        self, named: Sequence[str | None], chosen: str | None, losses: Losses[Location]
    ) -> None:
        self._names = dict.fromkeys(name for name in named if name is not None)
        self._are_several = len(set(named)) > 1
        self._chosen, self._losses = chosen, losses
        if chosen is not None and chosen not in self._names:
            names = listed([short(name) for name in self._names]) or "without names"
            message = f"the file {short(chosen)} has no annotations"
            hint = f"the files are {names}"
            raise ReadError([Finding("text-not-chosen", message, hint, location=Location(line=1))])

    def is_wanted(self, name: str | None, location: Location) -> bool:
        """Whether annotations of a file are added; count those that are not."""
        if self._chosen is None or name == self._chosen:
            return True
        of = f"the file {name}" if name else "a file without a name"
        self._losses.add(f"annotations of {of}, which was not chosen", location)
        return False

    def source(self, name: str | None) -> str | None:
        """Return the name of a text for its targets; `None` if there is only one text."""
        if self._chosen is not None or not self._are_several:
            return None
        return name or "a file without a name"


def _filepart(raw: Any) -> str | None:
    """Return the id of the file that an annotation in JSON belongs to."""
    annotates = raw.get("annotates") if isinstance(raw, dict) else None
    return text_of(annotates.get("filepart_id")) if isinstance(annotates, dict) else None


def _annotations(
    raw: Any, sources: _Sources, losses: Losses[Location], location: Location
) -> Iterator[ExternalAnnotation]:
    """Yield an annotation and its relations."""
    if not isinstance(raw, dict):
        losses.add("a value that is not an annotation", location)
        return
    add_unknown(raw, _KNOWN_FIELDS, "an annotation", losses, location)
    id = text_of(raw.get("annotation_id"))
    by = text_of(raw.get("last_modified_by"))
    exact, bodies = None, []
    for raw_body in dicts(raw.get("bodies")):
        if raw_body.get("type") == "QUOTE":
            exact = text_of(raw_body.get("value"))
        elif body := _body(raw_body, losses, location):
            bodies.append(body)
    contributors = [one for one in as_list(raw.get("contributors")) if isinstance(one, str)]
    maker = contributors[0] if contributors else by
    for _ in contributors[1:]:
        losses.add("a further contributor to an annotation", location)
    anchor = text_of(raw.get("anchor")) or ""
    yield ExternalAnnotation(
        id=id,
        targets=[_target(anchor, exact, sources.source(_filepart(raw)))],
        bodies=bodies,
        maker=Maker(name=maker) if maker else None,
        made_at=text_of(raw.get("last_modified_at")),
        location=location,
    )
    for relation in dicts(raw.get("relations")):
        to = text_of(relation.get("relates_to"))
        labels = [text_of(raw_body.get("value")) for raw_body in dicts(relation.get("bodies"))]
        yield ExternalAnnotation(
            on=id,
            bodies=[
                Body(value=label, purpose="linking", linked_id=to) for label in labels or [None]
            ],
            location=location,
        )


def _body(raw: Mapping[str, Any], losses: Losses[Location], location: Location) -> Body | None:
    kind, value = str(raw.get("type")), text_of(raw.get("value"))
    reference = raw.get("reference")
    uri = text_of(reference.get("uri")) if isinstance(reference, dict) else text_of(raw.get("uri"))
    for name in (
        raw.keys()
        - {"type", "value", "reference", "uri", "last_modified_by"}
        - {"last_modified_at"}
    ):
        losses.add(f"`{name}` of a body", location)
    if value is None and uri is None and kind not in _ENTITIES:
        losses.add("an empty body", location)
        return None
    by = text_of(raw.get("last_modified_by"))
    return Body(
        layer=kind if kind not in _PURPOSES else None,
        purpose=_PURPOSES.get(kind),
        value=value,
        uri=uri,
        maker=Maker(name=by) if by else None,
        made_at=text_of(raw.get("last_modified_at")),
    )


def _target(anchor: str, exact: str | None, source: str | None) -> Target:
    offset = _OFFSET.fullmatch(anchor.strip())
    if offset is None or exact is None:
        return Target(exact=exact, source=source, other_selectors={"anchor": anchor})
    start = int(offset[1])
    end = start + len(exact.encode("utf-16-le", "surrogatepass")) // 2
    return Target(exact=exact, start=start, end=end, unit="utf-16", source=source)


def read_csv(data: bytes, scheme: str, text: str | None = None) -> AnnotationFile:
    """Return the annotations of a table.

    Args:
        data: The table.
        scheme: The scheme of the identifiers that keep the ids of annotations.
        text: The name of the annotated file to read, if the column FILE has several.

    Raises:
        ReadError: This is no table from Recogito 2, or has no annotations of the chosen file.
    """
    from archive.text.decoding import decode

    table = decode(data)
    head = table.partition("\n")[0]
    if _RELATIONS.match(head):
        hint = "it has words without places; use the JSON export, which has the relations too"
        raise not_annotations("this is the table of relations from Recogito 2", hint)
    if not all(name in head for name in _COLUMNS):
        hint = "a table from Recogito 2 has the columns UUID, QUOTE_TRANSCRIPTION and ANCHOR"
        raise not_annotations("this is neither JSON nor a table from Recogito 2", hint)
    delimiter = max(",;\t", key=head.count)
    losses = Losses[Location]()
    before = csv.field_size_limit(_LARGEST_FIELD)
    try:
        rows = [
            *_rows(csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True))
        ]
    except csv.Error as problem:
        raise not_annotations(f"the table cannot be read: {problem}") from None
    finally:
        csv.field_size_limit(before)
    sources = _Sources([_file(row) for row, _ in rows], text, losses)
    annotations = [
        _row_annotation(row, sources, losses, location)
        for row, location in rows
        if sources.is_wanted(_file(row), location)
    ]
    return AnnotationFile(scheme=scheme, annotations=annotations, findings=tuple(losses.findings()))


_Row = Mapping[str | None, Any]


def _rows(reader: csv.DictReader[str]) -> Iterator[tuple[_Row, Location]]:
    """Yield each row with the line on which it begins, because a cell may have several lines."""
    before = reader.line_num if reader.fieldnames else 0
    for row in reader:
        yield row, Location(line=before + 1)
        before = reader.line_num


def _file(row: _Row) -> str | None:
    """Return the name of the file that a row belongs to."""
    name = row.get("FILE")
    return (name.strip() or None) if isinstance(name, str) else None


def _row_annotation(
    row: _Row, sources: _Sources, losses: Losses[Location], location: Location
) -> ExternalAnnotation:
    cells = {name: value for name, value in row.items() if name and isinstance(value, str)}
    if None in row or any(row[name] is None for name in _COLUMNS):
        losses.add("a row with more or fewer cells than columns", location)
    for name, value in cells.items():
        if name not in _READ_COLUMNS and value.strip():
            losses.add(f"the column {name}", location)
    bodies: list[Body] = []
    kind = cells.get("TYPE", "").strip()
    if kind:
        bodies.append(Body(layer=kind, uri=cells.get("URI", "").strip() or None))
    for name, purpose in (("COMMENTS", "commenting"), ("TAGS", "tagging")):
        bodies += (Body(value=one, purpose=purpose) for one in _split_cell(cells.get(name, "")))
    exact = cells.get("QUOTE_TRANSCRIPTION") or None
    return ExternalAnnotation(
        id=cells.get("UUID", "").strip() or None,
        targets=[_target(cells.get("ANCHOR", ""), exact, sources.source(_file(row)))],
        bodies=bodies,
        location=location,
    )


def _split_cell(cell: str) -> Sequence[str]:
    """Return the values of a cell, which Recogito 2 separates by `|`."""
    return [part.strip() for part in cell.split("|") if part.strip()]
