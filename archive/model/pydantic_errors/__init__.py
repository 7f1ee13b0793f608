"""Turns pydantic's errors into findings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from archive.english import counted
from archive.findings import Finding, error
from archive.model import unknown_fields
from archive.model.base import Model
from archive.model.pydantic_errors.hints import ExpectedValue, RawInput, missing_field
from archive.model.pydantic_errors.json_pointers import instead_of_array, pointer_of
from archive.model.pydantic_errors.string_patterns import BY_PATTERN, ID, OTHER_PATTERN
from archive.model.pydantic_errors.value_display import (
    display_value,
    double_quoted,
    printable,
    with_short_values,
)
from archive.text.characters import NOT_XML

__all__ = ["findings_of", "missing_field"]


def findings_of(
    problems: ValidationError, data: Any, cls: type[Model] | None = None
) -> list[Finding]:
    """Return a finding for each problem, with its JSON Pointer into the data.

    Args:
        problems: The exception from the validation.
        data: The validated data: the mapping from JSON, or keyword arguments.
        cls: The class for which the data were validated; without the class, hints cannot suggest
            JSON.
    """
    by_pointer: dict[str, list[Finding]] = {}
    meant_pointers: set[str] = set()
    within = RawInput(cls, data)
    for problem in problems.errors(include_url=False):
        finding, field = _finding(problem, within)
        by_pointer.setdefault(finding.location.pointer or "", []).append(finding)
        if field is not None:
            meant_pointers.add(field)
    for pointer in meant_pointers:
        if pointer in by_pointer and by_pointer[pointer][0].code == "missing-field":
            del by_pointer[pointer]  # the field is there, under another name
    pointers = sorted(by_pointer)
    return [
        _nearest(findings_there)
        for pointer, findings_there in by_pointer.items()
        if not _follows(pointer, findings_there, pointers)
    ]


def _nearest(findings: list[Finding]) -> Finding:
    """Combine the findings about one value, because pydantic has one for each possible type.

    For a number that is too great, the result names the bound; otherwise, everything that is
    allowed.
    """
    by_code = {finding.code: finding for finding in findings}
    if len(findings) == 1 or "value-out-of-range" in by_code:
        return by_code.get("value-out-of-range", findings[0])
    alike = [finding for finding in findings if finding.code == findings[0].code]
    choices = list(dict.fromkeys(_ALLOWED.split(finding.message)[-1] for finding in alike))
    message = findings[0].message.removesuffix(choices[0]) + ", or ".join(choices)
    return replace(findings[0], message=message)


def _follows(pointer: str, findings: list[Finding], pointers: Sequence[str]) -> bool:
    """Return whether an array is too short only because some of its items were refused.

    The pointers of all findings are sorted, so the pointers of the items are adjacent.
    """
    if findings[0].code != "wrong-length":
        return False
    first = bisect_left(pointers, f"{pointer}/")
    return first < len(pointers) and pointers[first].startswith(f"{pointer}/")


def _finding(problem: ErrorDetails, data: RawInput) -> tuple[Finding, str | None]:
    """Return the finding for a problem, and the pointer of the field that an unknown name means."""
    pointer = pointer_of(problem["loc"], data.raw)
    wanted = ExpectedValue(data, pointer)
    if (model := instead_of_array(problem["loc"], data.raw)) is not None:
        message = f"{display_value(model)} is not an array"
        return error("wrong-type", pointer, message, "put it into brackets: [...]"), None
    if problem["type"] != "extra_forbidden":
        return _value_message(problem, pointer, wanted), None
    holder, _, name = pointer.rpartition("/")
    hint, meant = wanted.of_name(problem["input"])
    message = f"there is no field {display_value(name)} here"
    finding = error("unknown-field", pointer, message, hint)
    return finding, f"{holder}/{meant}" if meant else None


def _value_message(problem: ErrorDetails, pointer: str, wanted: ExpectedValue) -> Finding:
    kind, context = problem["type"], problem.get("ctx", {})
    given: Any = problem["input"]
    if isinstance(given, bytes | bytearray):  # pydantic takes UTF-8 for the text
        given = given.decode(errors="replace")
    value = display_value(given)
    name = pointer.rpartition("/")[2]
    match kind:
        case "missing":
            return wanted.missing(pointer, name)
        case "union_tag_not_found":
            tag = context["discriminator"].strip("'")
            message = f'"{tag}" is required and left out'
            return error("missing-field", f"{pointer}/{tag}", message, wanted.of_no_tag(given))
        case "union_tag_invalid":
            tag = context["discriminator"].strip("'")
            allowed = double_quoted(context["expected_tags"])
            message = f"{display_value(context['tag'])} is not allowed: {allowed}"
            hint = _closed_word_meant(tag, context["tag"], context["expected_tags"])
            return error("value-not-allowed", f"{pointer}/{tag}", message, hint)
        case "literal_error" | "enum":
            message = f"{value} is not allowed: {double_quoted(context['expected'])}"
            hint = _closed_word_meant(name, given, context["expected"])
            return error("value-not-allowed", pointer, message, hint)
        case "string_pattern_mismatch":
            return _form_message(pointer, given, context["pattern"], wanted)
        case "string_unicode":
            return error("lone-surrogate", pointer, "a lone surrogate is not text")
        case "string_too_long":
            length = counted(len(given), "code points", grouped=False)
            message = f"{value} has {length}; at most {context['max_length']} are allowed"
            return error("wrong-length", pointer, message)
        case "too_short":
            message = f"{value}: at least {context['min_length']} item is needed"
            return error("wrong-length", pointer, message)
        case "greater_than_equal" | "greater_than":
            bound = context.get("ge", context.get("gt"))
            than = "less than" if kind == "greater_than_equal" else "not more than"
            return error("value-out-of-range", pointer, f"{value} is {than} {bound}")
        case "less_than_equal":
            hint = _as_share(given) if name == "certainty" else None
            return error(
                "value-out-of-range", pointer, f"{value} is more than {context['le']}", hint
            )
        case "finite_number":
            return error("value-out-of-range", pointer, f"{value} is not a finite number")
        case _ if "-" in kind:
            return error(kind, pointer, printable(with_short_values(problem["msg"], context)))
        case _:
            expected = _TYPES.get(kind, f"what is expected: {problem['msg']}")
            hint = wanted.of_value(given, expected, problem["loc"][-1:] == ("stated",))
            return error("wrong-type", pointer, f"{value} is not {expected}", hint)


def _as_share(value: float) -> str | None:
    """Return the hint for a certainty above 1, which may have been given in per cent."""
    is_percent = value <= 100 and value == int(value)
    return f"did you mean {value / 100}?" if is_percent else "it is a share, from 0 to 1"


def _closed_word_meant(field: str, value: Any, expected: str) -> str | None:
    """Return a hint with the word of the closed list that was probably meant."""
    allowed = tuple(_QUOTED.findall(expected))
    word = unknown_fields.word_of(field, value, allowed) if isinstance(value, str) else None
    needs_evidence = field == "verdict" and word not in ("unverifiable", "doubt")
    rests = ' Such a verdict needs a work in "evidence"' if needs_evidence else ""
    return f'did you mean "{word}"?{rests}' if word else None


def _form_message(pointer: str, value: str, pattern: str, wanted: ExpectedValue) -> Finding:
    code, bound = BY_PATTERN.get(pattern, OTHER_PATTERN)
    if code == "characters-xml-cannot-carry" and (match := re.search(f"[{NOT_XML}]", value)):
        message = f"U+{ord(match[0]):04X} at {match.start()} is a character that XML cannot carry"
        return error(code, pointer, message, "take it out")
    if code == "characters-xml-cannot-carry":
        name = pointer.rpartition("/")[2]
        hint = wanted.of_missing(name) if wanted.is_required() else _LEFT_OUT
        return error("wrong-length", pointer, '"" is empty', hint)
    if pattern == ID.pattern:
        return error(code, pointer, f"{display_value(value)} {bound}", wanted.of_id(value))
    several = "; one is expected" if code == "malformed-value" and " " in value.strip() else ""
    return error(code, pointer, f"{display_value(value)} {bound}{several}")


_ALLOWED = re.compile(" is not allowed: | is not ")
_QUOTED = re.compile("'([^']*)'")
_LEFT_OUT = "leave the field out if there is no value"
_TYPES = {
    "string_type": "a string",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}
