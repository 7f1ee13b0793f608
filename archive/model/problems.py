"""What pydantic objects to, as findings: a code, the JSON Pointer, the value and the bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from archive.findings import Finding, error
from archive.model.base import Line, Model, Text, Token, Word, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails


def findings_of(problems: ValidationError, data: Any) -> list[Finding]:
    """Return a finding for each problem, with its JSON Pointer into the data.

    Args:
        problems: What validation raised.
        data: What was validated: the mapping from JSON, or keyword arguments.
    """
    found = [_finding(problem, data) for problem in problems.errors(include_url=False)]
    return [f for f in dict.fromkeys(found) if not _follows(f, found)]


def _follows(finding: Finding, others: list[Finding]) -> bool:
    """Whether an array is too short only because items of it were refused."""
    within = f"{finding.location.pointer}/"
    return finding.code == "wrong-length" and any(
        (other.location.pointer or "").startswith(within) for other in others
    )


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
                "unknown-field", pointer, f'there is no field "{name}" here', _nearest_field(name)
            )
        case "union_tag_not_found":
            return error(
                "missing-field",
                f"{pointer}/{context['discriminator'].strip(chr(39))}",
                f"{context['discriminator']} is required and left out",
            )
        case "union_tag_invalid":
            return error(
                "value-not-allowed",
                f"{pointer}/{context['discriminator'].strip(chr(39))}",
                f'"{context["tag"]}" is none of {context["expected_tags"]}',
            )
        case "literal_error" | "enum":
            return error(
                "value-not-allowed", pointer, f"{value} is not allowed: {context['expected']}"
            )
        case "string_pattern_mismatch":
            code, bound = _BY_PATTERN.get(context["pattern"], _OTHER_PATTERN)
            return error(code, pointer, f"{value} {bound}")
        case "string_unicode":
            return error("lone-surrogate", pointer, "a lone surrogate is no text")
        case "string_too_long" | "string_too_short" | "too_short" | "too_long":
            return error("wrong-length", pointer, f"{value}: {_lower(problem['msg'])}")
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "finite_number":
            return error("value-out-of-range", pointer, f"{value}: {_lower(problem['msg'])}")
        case _ if "-" in kind:
            return error(kind, pointer, problem["msg"])
        case _:
            return error("wrong-type", pointer, f"{value}: {_lower(problem['msg'])}")


def _pointer(location: tuple[int | str, ...], data: Any) -> str:
    """The JSON Pointer of an error's location, without the union tags that pydantic puts in it.

    A name that the data does not have at that place is a tag, unless it is the last: then it is a
    field that is missing.
    """
    pointer, here = "", data
    for position, step in enumerate(location):
        if isinstance(here, dict) and step in here:
            here = here[step]
        elif isinstance(here, list | tuple) and isinstance(step, int) and step < len(here):
            here = here[step]
        elif isinstance(here, Model) and isinstance(step, str) and step in here.__dict__:
            here = here.__dict__[step]
        elif not (isinstance(here, dict) and position == len(location) - 1):
            continue
        pointer += "/" + str(step).replace("~", "~0").replace("/", "~1")
    return pointer


def _shown(value: Any) -> str:
    """A value as shown in a message: as JSON would have it, shortened."""
    match value:
        case str():
            text = value if len(value) <= 60 else f"{value[:28]} … {value[-28:]}"
            return '"' + text.encode("utf-8", "backslashreplace").decode() + '"'
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case dict():
            return "an object"
        case list() | tuple():
            return f"an array of {len(value)}"
        case _:
            return str(value)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _nearest_field(name: str) -> str | None:
    """The field that was probably meant."""
    from difflib import get_close_matches

    known = {field for cls in _models(Model) for field in cls.model_fields}
    near = get_close_matches(name, sorted(known - {name}), n=1, cutoff=0.75)
    return f'did you mean "{near[0]}"?' if near else None


def _models(cls: type[Model]) -> Iterator[type[Model]]:
    for derived in cls.__subclasses__():
        yield derived
        yield from _models(derived)


def _pattern(annotated: Any) -> str:
    return str(annotated.__metadata__[0].pattern)


_BY_PATTERN = {
    _pattern(Text): (
        "characters-xml-cannot-carry",
        "has characters that XML cannot carry (control characters, U+FFFE, U+FFFF)",
    ),
    _pattern(Words): (
        "characters-xml-cannot-carry",
        "is empty, or has characters that XML cannot carry",
    ),
    _pattern(Line): (
        "not-one-line",
        "is not one line: not empty, no blank at its ends, single spaces between words",
    ),
    _pattern(Word): ("not-a-word", "is not a word of ASCII letters, digits, dots and hyphens"),
    _pattern(Token): ("not-one-word", "is not one word without blanks"),
}
_OTHER_PATTERN = ("malformed-value", "is not of the form required")
