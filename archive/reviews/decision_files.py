"""Writes the waiting statements as JSON, and reads decisions from JSON or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import jiter

from archive.english import listed
from archive.errors import ReadError
from archive.findings import Finding, Location
from archive.model.document import Document
from archive.model.statements import Statement
from archive.reviews.decisions import Decision
from archive.reviews.stakes import stakes
from archive.reviews.waiting import Waiting, stretches_of
from archive.text.decoding import decode_leniently

_FIELDS = {"id": str, "decision": str, "reason": str, "mend": dict}
"""The fields of a decision. A list of waiting statements has further fields, for information."""
_RECORD = "record"
"""The field with the id of the record, if a file is about several records."""
_SHOWN = ("kind", "why", "because", "rule", "words", "says", "stakes")
"""The fields that `waiting_objects` adds for information."""


class ReadDecision(NamedTuple):
    """A decision from a file, with its place in the file."""

    decision: Decision
    location: Location
    record: str = ""
    """The id of the record with the statement; empty if it is not stated."""


def waiting_objects(
    document: Document, ones: Sequence[Waiting], *, with_record: bool = False
) -> list[dict[str, Any]]:
    """Return waiting statements as JSON objects, each with an empty `decision` to fill in.

    Args:
        document: The record.
        ones: The waiting statements.
        with_record: Whether each object has the id of the record.
    """
    record = {_RECORD: document.id} if with_record else {}
    return [record | _waiting_object(document, one) for one in ones]


def _waiting_object(document: Document, one: Waiting) -> dict[str, Any]:
    statement = document.get(one.id)
    if not isinstance(statement, Statement):
        raise TypeError(f"{one.id} is not a statement")
    affected = stakes(document, one.id)
    fields = {
        "id": one.id,
        "decision": "",
        "kind": one.kind,
        "why": one.why,
        "because": one.reason,
        "rule": one.rule,
        "words": [stretch.exact for stretch in stretches_of(statement)],
        "says": _content(statement),
        "stakes": {
            name: value
            for name in type(affected).__slots__
            if (value := getattr(affected, name)) and name != "taken_along"
        },
    }
    return {name: value for name, value in fields.items() if value or name == "decision"}


def _content(statement: Statement) -> dict[str, Any]:
    """Return the fields of a statement, without its words and provenance."""
    left_out = {"id", "type", "status", "revision", "history", "identifiers", "anchors"}
    dumped = statement.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in dumped.items() if name not in left_out}


def read_decisions(data: bytes, file: str | None = None) -> Sequence[ReadDecision]:
    """Return the decisions of a file: a JSON array, an object, or JSON Lines.

    An item with an empty or missing `decision` is skipped, because nobody has decided. Empty lines
    are skipped too.

    Raises:
        ReadError: The data are something else; the error has a finding for each invalid item.
    """
    text = decode_leniently(data, "utf-8")
    findings: list[Finding] = []
    decisions: list[ReadDecision] = []
    for value, location in _items(text, file):
        if isinstance(value, Finding):
            findings.append(replace(value, location=location))
        elif problem := _problem(value):
            findings.append(Finding("not-a-decision", problem, _HINT, location=location))
        elif (value.get("decision") or "").strip():
            fields = {name: value[name] for name in _FIELDS if value.get(name) is not None}
            record = value.get(_RECORD) or ""
            decisions.append(ReadDecision(Decision(**fields), location, record))
    if findings:
        raise ReadError(findings, file or "the decisions")
    return decisions


def of_other_records(read: Iterable[ReadDecision], id: str) -> Iterator[Finding]:
    """Yield a finding for each decision that is about another record than that with this id."""
    for one in read:
        if one.record not in ("", id):
            message = f"{one.decision.id} is a statement of {one.record}, not of {id}"
            hint = "name both records, or the one that the decision is about"
            yield replace(Finding(_OTHER_RECORD, message, hint), location=one.location)


_OTHER_RECORD = "decision-without-record"
"""The code of a finding on a decision that is not about one of the given records."""


def without_one_record(
    read: Sequence[ReadDecision], found: Mapping[int, Sequence[str]]
) -> Iterator[Finding]:
    """Yield a finding for each decision that is about no record, or whose record is not clear.

    Args:
        read: The decisions.
        found: The records that have the statement of a decision, by the position of the decision.
    """
    for number, one in enumerate(read):
        records = found.get(number, ())
        if len(records) == 1:
            continue
        if records:
            message = f"{one.decision.id} is a statement of {listed(records)}"
            hint = f'say which is meant: "{_RECORD}": "{records[0]}"'
        else:
            where = f"the record {one.record}" if one.record else "any of the records"
            message = f"{one.decision.id} is not a statement of {where}"
            hint = "`archive review PATHS --list --format json` lists the waiting statements"
        yield replace(Finding(_OTHER_RECORD, message, hint), location=one.location)


def with_locations(read: Sequence[ReadDecision], findings: Iterable[Finding]) -> list[Finding]:
    """Return findings about decisions with the place in the file in place of the position."""
    located = []
    for finding in findings:
        number, _, rest = (finding.location.pointer or "").removeprefix("/").partition("/")
        if not number.isdecimal():
            located.append(finding)
            continue
        at = read[int(number)].location
        pointer = f"{at.pointer or ''}/{rest}" if rest else at.pointer
        located.append(finding.at(file=at.file, line=at.line, pointer=pointer or ""))
    return located


_HINT = (
    'a decision is {"id": "...", "decision": "accept", "reject", "mend" or "later", '
    '"reason": "...", "mend": {...}}'
)


def _items(text: str, file: str | None) -> Iterator[tuple[Any, Location]]:
    """Yield each item of an array, or the value of each line, with its place."""
    whole = _json(text)
    if not isinstance(whole, Finding):
        several = whole if isinstance(whole, list) else [whole]
        for number, item in enumerate(several):
            pointer = f"/{number}" if isinstance(whole, list) else None
            yield item, Location(file, pointer=pointer)
        return
    if text.lstrip().startswith("[") or _is_one_value(text):
        yield whole, Location(file)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _json(line), Location(file, line=number)


def _is_one_value(text: str) -> bool:
    """Return whether a text is one JSON value; duplicate keys are allowed."""
    return not isinstance(_json(text, catch_duplicate_keys=False), Finding)


def _json(text: str, *, catch_duplicate_keys: bool = True) -> Any:
    """Return the value of a JSON text, or a finding that the text is not JSON."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        return jiter.from_json(data, catch_duplicate_keys=catch_duplicate_keys, allow_inf_nan=False)
    except ValueError as problem:
        return Finding("not-a-decision", f"this is not JSON: {problem}")


def _problem(value: Any) -> str | None:
    """Return why a value is not a decision; `None` if it is one."""
    if not isinstance(value, dict):
        return f"this is not an object: {json.dumps(value, ensure_ascii=False)[:60]}"
    if not isinstance(value.get("id"), str):
        return 'the decision has no "id"'
    if not isinstance(value.get(_RECORD, ""), str):
        return f'"{_RECORD}" is not a string'
    unknown = [name for name in value if name not in (*_FIELDS, _RECORD, *_SHOWN)]
    if unknown:
        return f"a decision has no field {unknown[0]!r}; its fields are {', '.join(_FIELDS)}"
    for name, type_ in _FIELDS.items():
        if value.get(name) is not None and not isinstance(value[name], type_):
            wanted = "an object" if type_ is dict else "a string"
            return f'"{name}" is not {wanted}'
    return None
