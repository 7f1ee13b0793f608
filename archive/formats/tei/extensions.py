"""Extensions, arbitrary JSON, in `xenoData`."""

from __future__ import annotations

import json
from decimal import Decimal
from math import isfinite
from typing import Any

from archive.formats.tei.context import Raw, ReadContext, short_quoted
from archive.formats.tei.parser import Element, take
from archive.formats.tei.xml_output import XmlOutput
from archive.model.document import Document
from archive.model.invariants import DEEPEST_EXTENSION
from archive.text.json_depth import read_json

DEEPEST_JSON = DEEPEST_EXTENSION + 2
"""The maximum depth of an extension's JSON, with the outer object that has its IRI as key."""
LONGEST_INTEGER = 4000
"""The maximum number of digits of an integer in an extension."""


def write_extensions(to: XmlOutput, document: Document) -> None:
    """Write `<xenoData type="application/json">{"iri":value}</xenoData>` for each."""
    for iri, value in document.extensions.items():
        text = json.dumps({iri: value}, ensure_ascii=True, separators=(",", ":"))
        to.add("xenoData", {"type": "application/json"}, text)


def read_extension(xeno: Element, extensions: Raw, context: ReadContext) -> None:
    """Undo `write_extensions` for one extension."""
    if take(xeno, "type") != "application/json":
        context.note_lost(xeno, 'a record keeps only xenoData of type "application/json"')
        return
    try:
        value = _json(context.exact(xeno))
    except ValueError as problem:
        context.unreadable(xeno, "extension-not-json", f"the text is not JSON: {problem}")
        return
    if not isinstance(value, dict):
        context.unreadable(xeno, "extension-not-json", "it has no single IRI as key")
        return
    for iri in value.keys() & extensions.keys():
        context.unreadable(
            xeno,
            "duplicate-key",
            f'another xenoData has the extension "{iri}" already',
            "remove one of them",
        )
    extensions |= value


def _json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        ValueError: The text is not JSON, nests too deeply, or has a duplicate key or a long number.
    """
    return read_json(
        text,
        deepest=DEEPEST_JSON,
        object_pairs_hook=_without_duplicates,
        parse_int=_integer,
        parse_float=_float,
        parse_constant=_no_constant,
    )


def _without_duplicates(pairs: list[tuple[str, Any]]) -> Raw:
    value_by_key: Raw = {}
    for key, value in pairs:
        if key in value_by_key:
            raise ValueError(f'the key "{key}" is a duplicate')
        value_by_key[key] = value
    return value_by_key


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise ValueError(f"a whole number has more than {LONGEST_INTEGER:,} digits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not isfinite(number) or Decimal(repr(number)) != Decimal(digits):
        raise ValueError(f"{short_quoted(digits)} is read as {number!r}: it has too many digits")
    return number


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")
