"""`read_diff` reads a diff from JSON and checks everything in it before use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jiter
from pydantic import ConfigDict, TypeAdapter, ValidationError

from archive.errors import ReadError
from archive.findings import Finding, error
from archive.model.pydantic_errors import findings_of
from archive.revision.diff.difference_kinds import VERSION, Difference, RecordVersion
from archive.revision.diff.patch import Operation, fields_of, path_of

_WHAT = "the diff"


@dataclass(frozen=True, slots=True)
class StoredDiff:
    """The JSON form of a diff."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    version: str
    old: RecordVersion
    new: RecordVersion
    changes: tuple[Difference, ...]
    operations: tuple[Operation, ...]


def read_diff(data: str | bytes) -> StoredDiff:
    """Return the content of a diff in JSON.

    Raises:
        ReadError: The JSON is not a diff. The error has a finding for each problem.
    """
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        value = jiter.from_json(data, allow_inf_nan=False)
    except ValueError as problem:
        raise ReadError([Finding("not-json", str(problem))], _WHAT) from None
    if findings := list(_version_findings(value)):
        raise ReadError(findings, _WHAT)
    try:
        stored = TypeAdapter(StoredDiff).validate_json(data)
    except ValidationError as problems:
        raise ReadError(_shape_findings(problems, value), _WHAT) from None
    if findings := list(_operation_findings(stored, value)):
        raise ReadError(findings, _WHAT)
    return stored


def _version_findings(value: Any) -> Iterator[Finding]:
    """Yield the reasons why a value is not a diff, or has a version that is not supported."""
    if not isinstance(value, dict) or not isinstance(value.get("version"), str):
        hint = "`archive diff --format json` writes a diff"
        yield error("not-a-diff", "", 'a diff is a JSON object with a "version"', hint)
        return
    version, major = value["version"], VERSION.partition(".")[0]
    if not re.fullmatch(rf"{major}\.[0-9]+", version):
        message = f"the diff is of version {version[:20]}; this version of archive reads {major}.x"
        yield error("not-a-diff", "/version", message)


def _shape_findings(problems: ValidationError, value: Any) -> Iterator[Finding]:
    """Yield findings where a value has not the form of a diff; extra fields are found elsewhere."""
    unknown = {
        path_of([str(step) for step in problem["loc"]])
        for problem in problems.errors(include_url=False, include_input=False)
        if problem["type"] == "unexpected_keyword_argument"
    }
    for finding in findings_of(problems, value):
        pointer = finding.location.pointer or ""
        if pointer in unknown:
            yield error("unknown-field", pointer, "unknown field")
        else:
            yield finding


def _operation_findings(stored: StoredDiff, value: dict[str, Any]) -> Iterator[Finding]:
    """Yield findings for operations that lack a field, and for differences with bad references."""
    for n, (operation, raw) in enumerate(zip(stored.operations, value["operations"], strict=True)):
        pointer = f"/operations/{n}"
        required, allowed = fields_of(operation.op)
        missing = sorted(required - raw.keys())
        for name in missing:
            yield error("missing-field", f"{pointer}/{name}", f'"{name}" is required and left out')
        for name in sorted(raw.keys() - allowed):
            message = f'"{operation.op}" has no field "{name}"'
            yield error("unknown-field", f"{pointer}/{name}", message)
        if not operation.path.startswith("/"):
            yield error("malformed-value", f"{pointer}/path", "a path begins with /")
        old, new = operation.old, operation.new
        if (
            operation.op == "splice"
            and not missing
            and (
                not isinstance(old, str | list)
                or type(old) is not type(new)
                or (operation.at or 0) < 0
            )
        ):
            message = (
                "a splice has a position, and replaces a string by a string or an array by an array"
            )
            yield error("wrong-type", pointer, message)
        if operation.op == "shift" and not missing and not _are_homes(old, new):
            message = "a shift has two captures, each an object with a type and a capture"
            yield error("wrong-type", pointer, message)
        if (
            operation.op == "order"
            and not missing
            and not (_are_strings(old) and _are_strings(new))
        ):
            yield error("wrong-type", pointer, "an order is an array of strings")
    for n, change in enumerate(stored.changes):
        if any(not 0 <= number < len(stored.operations) for number in change.operations):
            message = "it refers to an operation that does not exist"
            yield error("value-out-of-range", f"/changes/{n}/operations", message)


def _are_homes(*values: Any) -> bool:
    """Return whether values are captures of origins, and the origins have the same type."""
    return (
        all(isinstance(value, dict) and list(value) == ["type", "capture"] for value in values)
        and all(_are_strings(list(value.values())) for value in values)
        and len({value["type"] for value in values}) == 1
    )


def _are_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
