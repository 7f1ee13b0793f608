"""Parses the lines of a brat file: each has an id, a tab, and the annotation.

https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.errors import ReadError
from archive.findings import Finding, Location, Severity, short
from archive.formats.losses import Losses
from archive.text.decoding import decode

_ID = r"[TERAMN#][0-9]+[^\s:]*"
_OFFSETS = r"[0-9]{1,15} [0-9]{1,15}"
_ARGUMENTS = rf"(?: [^\s:]+:{_ID})*"
_FORMS = {
    "T": re.compile(rf"(\S+) ({_OFFSETS}(?:;{_OFFSETS})*)\t([^\t]*)(?:\t.*)?"),
    "E": re.compile(rf"([^\s:]+):({_ID})({_ARGUMENTS})[ \t]*"),
    "R": re.compile(rf"(\S+)({_ARGUMENTS})[ \t]*"),
    "A": re.compile(rf"(\S+) ({_ID})(?: ([^\t]*))?\t?"),
    "N": re.compile(rf"(\S+) ({_ID}) ([^\s]+)(?:\t(.*))?"),
    "#": re.compile(rf"(\S+) ({_ID})(?:\t(.*))?"),
    "*": re.compile(rf"(\S+)((?: {_ID}){{2,}})[ \t]*"),
}
_EXPECTED = {
    "T": "a type, offsets, and, after a tab, the words",
    "E": "a type, the id of a trigger, and roles with ids",
    "R": "a type, and two arguments with ids",
    "A": "a name, an id, and a value or nothing",
    "N": "a type, an id, a reference, and, after a tab, words",
    "#": "a type, an id, and, after a tab, words",
    "*": "a type and two ids or more",
}
"""What must follow the id in each kind of line, for messages."""


@dataclass(frozen=True, slots=True)
class TextBound:
    """Words with a type (T)."""

    id: str | None
    """The id of the line; `None` if an earlier line has the same id."""
    type: str
    offsets: Sequence[tuple[int, int]]
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event (E): its trigger words and its participants."""

    id: str | None
    type: str
    trigger: str
    arguments: Sequence[tuple[str, str]]
    """Pairs of a role and the id of the participant."""
    line: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation (R), or an equivalence (*), which has no roles."""

    id: str | None
    type: str
    arguments: Sequence[tuple[str, str]]
    line: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attribute (A, M), a normalisation (N) or a note (#) of another line."""

    kind: str
    id: str | None
    type: str
    of: str
    """The id of the line that the attachment belongs to."""
    value: str | None
    words: str | None
    line: int


@dataclass(slots=True)
class AnnFile:
    """The lines of a file, grouped by kind, with warnings and losses."""

    text_bounds: list[TextBound] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    losses: Losses[int] = field(default_factory=Losses[int])


def parse_ann(data: bytes, file: str) -> AnnFile:
    """Return the lines of a file.

    Raises:
        ReadError: The file is not UTF-8, has no line in brat's format, or has a malformed line.
    """
    parsed = AnnFile()
    problems: list[Finding] = []
    seen: set[str] = set()
    count = 0
    for number, line in enumerate(decode(data).split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        location = Location(file or None, number)
        id, _, rest = line.partition("\t")
        kind = "A" if id[:1] == "M" else id[:1]
        if kind not in _FORMS or not re.fullmatch(rf"{_ID}|\*", id):
            parsed.losses.add("lines that are not in brat's format", number)
            continue
        count += 1
        form = _FORMS[kind].fullmatch(rest)
        if form is None:
            message = f"{id} is followed by {short(rest)}"
            problems.append(
                Finding(
                    "remarks-not-read", message, f"expected: {_EXPECTED[kind]}", location=location
                )
            )
            continue
        if id in seen and kind != "*":
            message = f"{id} is used more than once; references to it mean the first line with it"
            parsed.warnings.append(
                Finding("remark-id-twice", message, severity=Severity.WARNING, location=location)
            )
        own = None if id in seen or kind == "*" else id
        seen.add(id)
        _add_line(parsed, kind, own, form, number)
    if not data.strip():
        # brat keeps an empty file beside a text without annotations.
        message, at = "the file is empty", Location(file or None, 1)
        empty = Finding("remarks-not-read", message, severity=Severity.NOTE, location=at)
        parsed.warnings.append(empty)
    elif not count:
        message = "this is not a brat file: no line begins with an id (T1) and a tab"
        problems.append(Finding("remarks-not-read", message, location=Location(file or None, 1)))
    if problems:
        raise ReadError(problems)
    return parsed


def _add_line(parsed: AnnFile, kind: str, id: str | None, form: re.Match[str], line: int) -> None:
    match kind:
        case "T":
            pairs = [tuple(map(int, one.split(" "))) for one in form[2].split(";")]
            offsets = [(start, end) for start, end in pairs]
            parsed.text_bounds.append(TextBound(id, form[1], offsets, form[3], line))
        case "E":
            parsed.events.append(Event(id, form[1], form[2], _split_arguments(form[3]), line))
        case "R":
            parsed.relations.append(Relation(id, form[1], _split_arguments(form[2]), line))
        case "*":
            ids = [("", one) for one in form[2].split()]
            parsed.relations.append(Relation(None, form[1], ids, line))
        case "A":
            parsed.attachments.append(
                Attachment("A", id, form[1], form[2], form[3] or None, None, line)
            )
        case "N":
            parsed.attachments.append(Attachment("N", id, form[1], form[2], form[3], form[4], line))
        case _:
            parsed.attachments.append(Attachment("#", id, form[1], form[2], None, form[3], line))


def _split_arguments(rest: str) -> list[tuple[str, str]]:
    """Split `Org1:T1 Org2:T3` into roles and ids."""
    parted = [one.partition(":") for one in rest.split()]
    return [(role, id) for role, _, id in parted]
