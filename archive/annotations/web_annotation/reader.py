"""Adds the statements of a collection that `writer` wrote to a record, and checks the rest of it.

Only the statement in each annotation and the block in each target are read. Everything else follows
from these and the record. It is written again from the record and compared with the file, so that
no change by another program is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from pydantic_core import from_json, to_json

from archive.annotations.external.mapping import GivenMapping
from archive.annotations.external.web_annotation_json import (
    WebAnnotationReader,
    is_collection,
    not_annotations,
    read_json,
)
from archive.annotations.web_annotation.statement_fields import STATEMENTS, read_fields
from archive.annotations.web_annotation.targets import TargetReader, TargetWriter, Unit
from archive.annotations.web_annotation.writer import COLLECTION, AnnotationCollection
from archive.english import counted
from archive.errors import InvalidDocument, InvalidPart, ReadError
from archive.findings import NOT_KEPT, Finding, Location, Severity, error
from archive.formats.added_statements import with_what_counts
from archive.formats.additions import Additions
from archive.formats.caller import (
    Caller,
    Kind,
    UntrustedClaims,
    caller_of,
)
from archive.formats.format import ReadResult
from archive.model.annotations import Annotation
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation

_SUMMARY = "Statements added from Web Annotations"
_ITEMS_POINTER = "/first/items"
"""The JSON pointer to the annotations of a collection."""


def add(
    data: bytes,
    onto: Document,
    called: Mapping[str, Any],
    *,
    lossy: bool,
    mapping: GivenMapping | None,
) -> ReadResult:
    """Return a record with the annotations of a file added (`web_annotation.add`).

    Args:
        data: The file.
        onto: The record.
        called: The arguments `by`, `at`, `status` and `trust` of the call.
        lossy: Whether differences are warnings.
        mapping: For annotations from other programs: rules that map bodies to statements.
    """
    raw = read_json(data)
    if not _is_own_collection(raw):
        return _add_others(raw, onto, {**called, "mapping": mapping})
    _check_complete(raw)
    if "withheld" in raw:
        raise ReadError([_written_for_everybody()])
    if raw.get("record") != onto.id:
        _check_text(raw, onto)
    caller = caller_of(onto, **called)
    statements = _read_statements(raw, onto, trust=caller.trust)
    if not caller.trust:
        _set_status(statements, caller)
    document = _merged_document(statements, onto, caller)
    claims = UntrustedClaims(caller)
    differences = [*_without_statement(raw), *_all_differences(raw, statements, document, claims)]
    if differences and not lossy:
        raise ReadError(differences, stage="invariants")
    losses = (replace(found, severity=Severity.WARNING) for found in differences)
    result = ReadResult(document, (*claims.findings(), *losses))
    return with_what_counts(onto, result, caller, statements.located)


# --- which kind of file it is ---


def _add_others(raw: Any, onto: Document, options: Mapping[str, Any]) -> ReadResult:
    """Add annotations from other programs, which are placed by their words.

    Raises:
        ReadError: The file has no annotations.
    """
    from archive.annotations.external.overlay import add as add_annotations

    if not isinstance(raw, dict | list):
        raise not_annotations("annotations are JSON objects, and this is not an object")
    reader = WebAnnotationReader("web-annotation")
    file = reader.read(raw)
    if not file.annotations and not is_collection(raw):
        raise not_annotations(
            "this holds no Web Annotation", "an annotation needs a type and a target"
        )
    return add_annotations(file, onto=onto, **options)


def _is_own_collection(raw: Any) -> bool:
    """Whether a value is a collection that `writer` wrote."""
    match raw:
        case {"type": "AnnotationCollection", "id": str(id), "positionUnit": _}:
            return id.endswith(f"#{COLLECTION}")
        case _:
            return False


def _check_complete(raw: Any) -> None:
    """Raise an error if a collection that `writer` wrote is incomplete.

    Raises:
        ReadError: Annotations or fields are missing.
    """
    match raw:
        case {"selection": _}:
            reason = "this is a selection of annotations for a viewer; it is not complete"
        case {
            "positionUnit": "utf-16" | "code-points",
            "total": int(total),
            "first": {"items": [*items]},
        }:
            if total == len(items):
                return
            reason = f"this collection has {counted(len(items), 'annotations')} but states {total}"
        case _:
            reason = "this is an incomplete collection of Web Annotations that archive wrote"
    hint = "add the file that `archive write --to web-annotation` wrote with all statements"
    raise ReadError([error("not-web-annotations", "", reason, hint)], stage="schema")


# --- its statements ---


class _ReadStatements(NamedTuple):
    """The statements of a collection, and their places in the file."""

    base: str
    """The IRI of the record."""
    raw_by_collection: dict[str, list[dict[str, Any]]]
    """The raw statements that are not yet in the record, by the collection of the record."""
    pointers: dict[str, list[str]]
    """For each list of raw statements, their JSON pointers in the file."""
    positions: dict[str, int]
    """The number of each statement's annotation, by id; also if the record has the statement."""

    def located(self, id: str, field: str, finding: Finding) -> Finding:
        """Return a finding about a statement, with the pointer to its annotation."""
        part = "target" if field == "anchors" else f"statement/{field}"
        return finding.at(pointer=f"{_ITEMS_POINTER}/{self.positions[id]}/{part}")


def _read_statements(raw: Mapping[str, Any], onto: Document, *, trust: bool) -> _ReadStatements:
    """Return the statements of a collection.

    Args:
        raw: The collection.
        onto: The record.
        trust: Whether to keep the status, revision and history that the statements state.

    Raises:
        ReadError: The record has another part with the id of a statement.
    """
    base = str(raw["id"]).removesuffix(f"#{COLLECTION}")
    statements = _ReadStatements(base, defaultdict(list), defaultdict(list), {})
    reader = _StatementReader(base, raw["positionUnit"], onto)
    found: list[Finding] = []
    for n, item in enumerate(raw["first"]["items"]):
        if (cls := _class_of(item)) is None:
            continue
        pointer, fields = f"{_ITEMS_POINTER}/{n}", reader.fields(cls, item)
        id = fields.get("id")
        existing = onto.index.by_id.get(id) if isinstance(id, str) else None
        if not trust:
            fields = {name: value for name, value in fields.items() if name not in _PROVENANCE}
        if isinstance(id, str):
            statements.positions[id] = n
        if existing is None:
            statements.raw_by_collection[_COLLECTIONS[cls]].append(fields)
            statements.pointers[_COLLECTIONS[cls]].append(pointer)
        elif not _is_equal(existing, cls, fields if trust else fields | _provenance_of(existing)):
            message = f"{onto.id} has another part with the id {id}"
            found.append(error("statement-differs", pointer, message))
    if found:
        raise ReadError(found, stage="invariants")
    return statements


class _StatementReader:
    """Reads the raw statements in annotations."""

    def __init__(self, base: str, unit: Unit, onto: Document) -> None:
        self._prefix = f"{base}#"
        self._targets = TargetReader(onto, unit)

    def fields(self, cls: type[Model], item: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of the statement in an annotation, with words from the targets."""
        found: dict[str, Any] = read_fields(cls, item["statement"], self._id, self._targets.read)
        del found["type"]  # it is the name of the class
        if tag := cls.model_fields.get("type"):
            found["type"] = get_args(tag.annotation)[0]
        if "id" in item:
            found["id"] = self._id(item["id"])
        if "anchors" in cls.model_fields:
            targets = item.get("target")
            several = targets if isinstance(targets, list) else [targets]
            found["anchors"] = [self._targets.read(t) for t in several if isinstance(t, dict)]
        return found

    def _id(self, iri: Any) -> Any:
        return iri.removeprefix(self._prefix) if isinstance(iri, str) else iri


_COLLECTIONS: Mapping[type[Model], str] = {
    Claim: "claims",
    Assessment: "assessments",
    Relation: "relations",
    **dict.fromkeys(get_args(get_args(Annotation)[0]), "annotations"),
}


def _class_of(item: Any) -> type[Model] | None:
    """Return the class of the statement in an annotation, if there is a statement."""
    match item:
        case {"statement": {"type": str(name)}}:
            return STATEMENTS.get(name)
        case _:
            return None


_PROVENANCE: Mapping[str, Kind] = {
    "status": "status",
    "revision": "revision",
    "history": "history",
}
"""The fields of a statement that state its maker, time and status."""
_STATED: Mapping[str, Kind] = {"creator": "maker", "created": "time", "modified": "time"}
"""The same for the fields of an annotation: the maker and the times."""


def _provenance_of(part: Model) -> dict[str, Any]:
    return {name: getattr(part, name) for name in _PROVENANCE if name in type(part).model_fields}


def _set_status(statements: _ReadStatements, caller: Caller) -> None:
    """Give the new statements the status in the call."""
    for several in statements.raw_by_collection.values():
        for raw in several:
            raw["status"] = caller.status_of(raw)


def _is_equal(part: Model, cls: type[Model], fields: dict[str, Any]) -> bool:
    """Whether a part equals one with these raw fields."""
    try:
        return part == cls.model_validate(fields)
    except InvalidPart:
        return False


def _merged_document(statements: _ReadStatements, onto: Document, caller: Caller) -> Document:
    """Return the record with the statements added.

    Raises:
        InvalidDocument: The statements do not fit; each finding has its location in the file.
    """
    if not statements.raw_by_collection:
        return onto
    if not caller.trust:
        onto = _with_revision(statements, onto, caller)
    counts = {name: len(getattr(onto, name)) for name in statements.raw_by_collection}
    fields = {
        name: (*getattr(onto, name), *raw) for name, raw in statements.raw_by_collection.items()
    }
    try:
        return onto.update(**fields)
    except InvalidDocument as invalid:
        found = [_in_file(finding, statements, counts) for finding in invalid.findings]
        raise InvalidDocument(found) from None


def _with_revision(statements: _ReadStatements, onto: Document, caller: Caller) -> Document:
    """Return the record with the revision by the caller that made the new statements."""
    additions = Additions(onto)
    revision = caller.revision(additions, _SUMMARY)
    for several in statements.raw_by_collection.values():
        for raw in several:
            raw["revision"] = revision
    return additions.document()


def _in_file(finding: Finding, statements: _ReadStatements, counts: Mapping[str, int]) -> Finding:
    """Return a finding with the pointer to the statement in the file."""
    if finding.code == "dangling-reference":
        hint = (
            "the file does not have it: add the file to the record that it was written from, or to "
            "one that has the part"
        )
        finding = replace(finding, hint=hint)
    _, name, number, *rest = [*(finding.location.pointer or "").split("/"), "", ""]
    if name not in counts or not number.isdecimal() or int(number) < counts[name]:
        return finding
    pointer = statements.pointers[name][int(number) - counts[name]]
    within = "/".join(step for step in rest if step)
    return finding.at(pointer=f"{pointer}/statement/{within}".removesuffix("/"))


def _check_text(raw: Mapping[str, Any], onto: Document) -> None:
    """Raise an error if annotations of another record are about another text.

    Raises:
        ReadError: The two texts differ.
    """
    targets = TargetWriter(onto, onto.id, raw["positionUnit"], words=False)
    if raw.get("plainTextSha256") != targets.sha256:
        message = f"these are annotations of {raw.get('record')}, but this record is {onto.id}"
        hint = "add them to the record that they were written from"
        raise ReadError([error("annotation-differs", "/record", message, hint)])


def _written_for_everybody() -> Finding:
    message = "this file was written for the public: its words and ids are not the record's"
    hint = "add the file that was written without `public`"
    return error("annotation-differs", "/withheld", message, hint)


# --- what else the collection holds ---


def _without_statement(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield an error for each annotation without a statement."""
    for n, item in enumerate(raw["first"]["items"]):
        if _class_of(item) is None:
            message = "this annotation was not written by archive, and is skipped"
            yield error(NOT_KEPT, f"{_ITEMS_POINTER}/{n}", message)


def _all_differences(
    raw: Mapping[str, Any],
    statements: _ReadStatements,
    document: Document,
    claims: UntrustedClaims,
) -> Iterator[Finding]:
    """Yield an error for each difference between a collection and what `writer` would write.

    If the file is not trusted, differences in makers, times and status are not errors.
    """
    collection = AnnotationCollection(document, statements.base, raw["positionUnit"])
    head = _as_read(collection.head(len(raw["first"]["items"])))
    for name in _differing_keys({**raw, "first": None}, {**head, "first": None}):
        yield _difference(f"/{name}", f"`{name}` of the collection differs from the record")
    page = {**raw["first"], "items": []}
    for name in _differing_keys(page, head["first"]):
        yield _difference(f"/first/{name}", f"`{name}` of the page differs from the record")
    items = raw["first"]["items"]
    for id, n in statements.positions.items():
        item = items[n]
        expected = _as_read(collection.annotation(document.get(id)))  # type: ignore[arg-type]
        if not claims.caller.trust:
            item = _without_provenance(item, expected, f"{_ITEMS_POINTER}/{n}", claims)
        for name in _differing_keys(item, expected):
            message = f"`{name}` of {id} differs from what its statement and the record give"
            yield _difference(f"{_ITEMS_POINTER}/{n}/{name}", message)


def _without_provenance(
    item: Mapping[str, Any], expected: Mapping[str, Any], pointer: str, claims: UntrustedClaims
) -> Mapping[str, Any]:
    """Return an annotation with makers, times and status as in the record; report others."""
    found = _with_expected(item, expected, _STATED, pointer, claims)
    if isinstance(bodies := item.get("body"), list):
        ours = [body for body in expected["body"] if _is_status(body)]
        found["body"] = [*(body for body in bodies if not _is_status(body)), *ours]
        is_said = item["statement"].get("status") != expected["statement"]["status"]
        if found["body"] != bodies and found["body"] == expected["body"] and not is_said:
            claims.add("status", _sample(bodies[-1:]), Location(pointer=f"{pointer}/body"))
    return {
        **found,
        "statement": _with_expected(
            item["statement"], expected["statement"], _PROVENANCE, f"{pointer}/statement", claims
        ),
    }


def _is_status(body: Any) -> bool:
    """Whether a body is one that shows the status of a statement in viewers."""
    return isinstance(body, dict) and body.get("purpose") == "moderating"


def _with_expected(
    stated: Mapping[str, Any],
    expected: Mapping[str, Any],
    kinds: Mapping[str, Kind],
    pointer: str,
    claims: UntrustedClaims,
) -> dict[str, Any]:
    for name, kind in kinds.items():
        if name in stated and stated[name] != expected.get(name):
            claims.add(kind, _sample(stated[name]), Location(pointer=f"{pointer}/{name}"))
    ours = {name: expected[name] for name in kinds if name in expected}
    return {**{name: value for name, value in stated.items() if name not in kinds}, **ours}


def _sample(value: Any) -> str:
    """Return a stated value in a short form: the name of a maker, the last entry of a history."""
    match value:
        case {"name": str(name)} | {"status": str(name)} | {"value": str(name)} | str(name):
            return name
        case [*_, last]:
            return _sample(last)
        case _:
            return to_json(value).decode()


def _difference(pointer: str, message: str) -> Finding:
    return error("annotation-differs", pointer, message, "change the statement in the record")


def _as_read(expected: Any) -> Any:
    return from_json(to_json(expected))


def _differing_keys(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterable[str]:
    keys = dict.fromkeys((*one, *other))
    return [key for key in keys if key not in one or key not in other or one[key] != other[key]]
