"""Where in a TEI file the parts of a record stand, for what is found when all has been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from archive.findings import Finding
from archive.formats.tei.context import Raw, xpath_of
from archive.formats.tei.elements import Element, parse


def placed(findings: Iterable[Finding], record: Raw, data: bytes) -> list[Finding]:
    """Return the findings at the elements that hold what they are about.

    Args:
        findings: Findings with JSON Pointers.
        record: The raw record that they point into; of parts that were read one by one the ids.
        data: The file, which is read once more.
    """
    root = parse(data, frozenset(), lambda *_: None, lambda *_: None)
    by_id: dict[str, Sequence[Element]] = {}
    article: Sequence[Element] = [root]
    for around in _each(root):
        element = around[-1]
        if element.id is not None:
            by_id.setdefault(element.id, around)
        elif element.name == "bibl" and element.attributes.get("type") == "article":
            article = around
    found = []
    for finding in findings:
        pointer = finding.location.pointer or ""
        otherwise = article if pointer.startswith("/metadata") else [root]
        around = by_id.get(_nearest_id(pointer, record), otherwise)
        here = around[-1]
        found.append(finding.at(line=here.line, column=here.column, pointer=xpath_of(around)))
    return found


def _each(root: Element) -> Iterator[tuple[Element, ...]]:
    """Every element with those around it, from the root on."""
    stack: list[tuple[Element, ...]] = [(root,)]
    while stack:
        around = stack.pop()
        yield around
        stack.extend((*around, child) for child in reversed(around[-1].children))


def _nearest_id(pointer: str, record: Raw) -> str:
    """The id of the innermost part that holds what a JSON Pointer points at."""
    id = ""
    here: Any = record
    for step in pointer.split("/")[1:]:
        here = here.get(step) if isinstance(here, dict) else _item(here, step)
        if here is None:
            break
        if isinstance(here, dict) and isinstance(here.get("id"), str):
            id = here["id"]
    return id


def _item(values: Any, step: str) -> Any:
    if isinstance(values, list) and step.isdecimal() and len(step) < 10 and int(step) < len(values):
        return values[int(step)]
    return None
