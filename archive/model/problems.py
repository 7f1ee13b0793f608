"""What pydantic objects to, as findings: a code, the JSON Pointer, the value and the bound."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from archive.findings import Finding, error, pointer_step
from archive.model.base import NOT_XML, Line, Model, Prose, Text, Token, Word, Words, every_model
from archive.model.captures import ElementPath
from archive.model.identifiers import Id, MediaType, Sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails


def findings_of(problems: ValidationError, data: Any) -> list[Finding]:
    """Return a finding for each problem, with its JSON Pointer into the data.

    Args:
        problems: What validation raised.
        data: What was validated: the mapping from JSON, or keyword arguments.
    """
    found: dict[str, list[Finding]] = {}
    for problem in problems.errors(include_url=False):
        finding = _finding(problem, data)
        found.setdefault(finding.location.pointer or "", []).append(finding)
    pointers = sorted(found)
    return [
        _nearest(here) for pointer, here in found.items() if not _follows(pointer, here, pointers)
    ]


def _nearest(findings: list[Finding]) -> Finding:
    """One finding of those about one value: it has one for each type that it could have had.

    A number that is too great is told its bounds, any other value all that is allowed.
    """
    by_code = {finding.code: finding for finding in findings}
    if len(findings) == 1 or "value-out-of-range" in by_code:
        return by_code.get("value-out-of-range", findings[0])
    choices = [_ALLOWED.split(finding.message)[-1] for finding in findings]
    message = findings[0].message.removesuffix(choices[0]) + ", or ".join(choices)
    return replace(findings[0], message=message)


def _follows(pointer: str, findings: list[Finding], pointers: Sequence[str]) -> bool:
    """Whether an array is too short only because items of it were refused.

    The pointers of all findings are sorted, so those of its items stand next to each other.
    """
    if findings[0].code != "wrong-length":
        return False
    first = bisect_left(pointers, f"{pointer}/")
    return first < len(pointers) and pointers[first].startswith(f"{pointer}/")


def _finding(problem: ErrorDetails, data: Any) -> Finding:
    kind, context = problem["type"], problem.get("ctx", {})
    pointer = _pointer(problem["loc"], data)
    value = _shown(problem["input"])
    name = pointer.rpartition("/")[2]
    match kind:
        case "missing":
            return error("missing-field", pointer, f'"{name}" is required and left out')
        case "extra_forbidden":
            return error(
                "unknown-field", pointer, f"there is no field {_shown(name)} here", _near(name)
            )
        case "union_tag_not_found":
            tag = context["discriminator"].strip("'")
            return error("missing-field", f"{pointer}/{tag}", f'"{tag}" is required and left out')
        case "union_tag_invalid":
            tag = context["discriminator"].strip("'")
            message = (
                f"{_shown(context['tag'])} is not allowed: {_listed(context['expected_tags'])}"
            )
            return error("value-not-allowed", f"{pointer}/{tag}", message)
        case "literal_error" | "enum":
            message = f"{value} is not allowed: {_listed(context['expected'])}"
            return error("value-not-allowed", pointer, message)
        case "string_pattern_mismatch":
            return _of_wrong_form(pointer, problem["input"], context["pattern"])
        case "string_unicode":
            return error("lone-surrogate", pointer, "a lone surrogate is no text")
        case "string_too_long":
            length, bound = len(problem["input"]), context["max_length"]
            message = f"{value} has {length} code points, and {bound} are allowed"
            return error("wrong-length", pointer, message)
        case "too_short":
            message = f"{value}: at least {context['min_length']} is needed"
            return error("wrong-length", pointer, message)
        case "greater_than_equal" | "greater_than":
            bound = context.get("ge", context.get("gt"))
            than = "less than" if kind == "greater_than_equal" else "not more than"
            return error("value-out-of-range", pointer, f"{value} is {than} {bound}")
        case "less_than_equal":
            return error("value-out-of-range", pointer, f"{value} is more than {context['le']}")
        case "finite_number":
            return error("value-out-of-range", pointer, f"{value} is not a finite number")
        case _ if "-" in kind:
            return error(kind, pointer, _printable(_with_short_values(problem["msg"], context)))
        case _:
            expected = _TYPES.get(kind, f"what is expected: {problem['msg']}")
            hint = _OR_ABSENT if "stated" in problem["loc"] else None
            return error("wrong-type", pointer, f"{value} is not {expected}", hint)


def _with_short_values(message: str, context: dict[str, Any]) -> str:
    """A message in which the value that it is about is shown shortened.

    What it says of the value is shortened only where it repeats one that is very long.
    """
    for name, told in context.items():
        most = _MOST_SHOWN if name == "value" else _MOST_SAID
        if isinstance(told, str) and len(told) > most:
            message = message.replace(told, _shortened(told))
    return message


def _of_wrong_form(pointer: str, value: str, pattern: str) -> Finding:
    code, bound = _BY_PATTERN.get(pattern, _OTHER_PATTERN)
    if code == "characters-xml-cannot-carry" and (found := re.search(f"[{NOT_XML}]", value)):
        message = f"U+{ord(found[0]):04X} at {found.start()} is a character that XML cannot carry"
        return error(code, pointer, message, "take it out")
    if code == "characters-xml-cannot-carry":
        hint = "leave the field out if there is nothing to say"
        return error("wrong-length", pointer, '"" is empty', hint)
    several = "; one is expected" if code == "malformed-value" and " " in value.strip() else ""
    return error(code, pointer, f"{_shown(value)} {bound}{several}")


def _pointer(location: tuple[int | str, ...], data: Any) -> str:
    """The JSON Pointer of an error's location, without the union tags that pydantic puts in it.

    A name that the data does not have at that place is a tag, unless it is the last: then it is a
    field that is missing. The tag of a value stands before its fields, and may be called as one of
    them is.
    """
    pointer = ""
    here: Any = data
    entered = None
    for position, step in enumerate(location):
        came_from, entered = entered, here
        if here is not came_from and _is_tag(here, step) and position < len(location) - 1:
            continue
        if isinstance(here, Model):
            if not isinstance(step, str) or step not in here.__dict__:
                continue
            here = here.__dict__[step]
        elif _holds(here, step):
            here = here[step]
        elif not (isinstance(here, dict) and position == len(location) - 1):
            continue
        pointer += f"/{pointer_step(str(step))}"
    return pointer


def _is_tag(value: Any, step: int | str) -> bool:
    fields = value.__dict__ if isinstance(value, Model) else value
    return isinstance(fields, dict) and isinstance(step, str) and fields.get("type") == step


def _holds(value: Any, step: int | str) -> bool:
    if isinstance(value, list | tuple):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _shown(value: Any) -> str:
    """A value as shown in a message: as JSON would have it, shortened."""
    match value:
        case str():
            return f'"{_printable(_shortened(value))}"'
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case dict():
            return "an object"
        case list() | tuple():
            return f"an array of {len(value)}" if value else "an empty array"
        case int() if abs(value) >= _LONG:
            return "a number of more than 60 digits"
        case _:
            return _printable(str(value))


def _shortened(text: str) -> str:
    """A text of which only the beginning and the end are shown if it is long."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:28]} … {text[-28:]}"


def _printable(text: str) -> str:
    """A text whose characters can all be seen; the others as JSON escapes them."""
    return "".join(
        character if character.isprintable() else json.dumps(character)[1:-1] for character in text
    )


def _listed(expected: str) -> str:
    """What pydantic expects, in double quotes: `"a", "b" or "c"`."""
    return expected.replace("'", '"')


@lru_cache(maxsize=1000)
def _near(name: str) -> str | None:
    """The field that was probably meant."""
    from difflib import get_close_matches

    known = [field for field in _fields() if field != name]
    near = get_close_matches(name, known, n=1, cutoff=0.75) if len(name) <= _LONGEST_NAME else []
    return f'did you mean "{near[0]}"?' if near else None


@cache
def _fields() -> tuple[str, ...]:
    """The names of all fields of all models."""
    return tuple(sorted({field for cls in every_model() for field in cls.model_fields}))


def _pattern(annotated: Any) -> str:
    return next(str(m.pattern) for m in annotated.__metadata__ if getattr(m, "pattern", None))


_LONG = 10**60
_MOST_SHOWN = 60
"""How many code points of a text a message shows."""
_MOST_SAID = 300
"""Of how many code points a reason may be and still be given whole."""
_LONGEST_NAME = 100
"""Longer names than this are compared with no field: none is like them."""
_ALLOWED = re.compile(" is not allowed: | is not ")
_OR_ABSENT = 'where there is no value, write "not-stated" or "none"'
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
_XML = ("characters-xml-cannot-carry", "")
_BY_PATTERN = {
    _pattern(Text): _XML,
    _pattern(Words): _XML,
    _pattern(Prose): _XML,
    _pattern(Line): (
        "not-one-line",
        "is not one line: not empty, no blank at its ends, single spaces between words",
    ),
    _pattern(Word): ("not-a-word", "is not a word of ASCII letters, digits, dots and hyphens"),
    _pattern(Token): ("not-one-word", "is not one word without blanks"),
    _pattern(Id): (
        "malformed-value",
        "is no id: a letter or _, then letters, digits, _ and -, all of them ASCII",
    ),
    _pattern(MediaType): (
        "malformed-value",
        "is no media type such as text/html or text/plain;charset=utf-8",
    ),
    _pattern(Sha256): ("malformed-value", "is no SHA-256 digest: 64 digits, 0 to 9 and a to f"),
    _pattern(ElementPath): (
        "malformed-value",
        "is no path of numbered steps to an element, such as /html[1]/body[1]/p[3]",
    ),
}
_OTHER_PATTERN = ("malformed-value", "is not of the form required")
