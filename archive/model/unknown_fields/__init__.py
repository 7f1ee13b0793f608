"""Hints for unknown fields: the field to use for a name that people often write instead.

The names come from other vocabularies and from habit (CSL, schema.org, TEI, JSON of all kinds).
A hint shows the JSON to write, as a member of the object that had the name, or of the record;
`archive format` makes ids that are left out. The JSON contains the whole typed value if the value
is valid there. For other values, the JSON has an ellipsis without quotation marks, which is not
valid JSON: if a person pastes such a hint without completing it, the record is refused.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from archive.model.unknown_fields.aliases import RECORD, ROWS, Row
from archive.model.unknown_fields.json_fragments import LONGEST, Typed, as_json, typed
from archive.model.unknown_fields.value_aliases import PLAIN, SYNONYMS

__all__ = [
    "PLAIN",
    "RECORD",
    "ROWS",
    "SYNONYMS",
    "Row",
    "hint_for",
    "object_of",
    "typed",
    "word_of",
]

_LEADING = frozenset(("in", "its", "the", "is", "are", "all", "record's"))
"""Words after which a hint has no colon before the JSON."""


def hint_for(
    name: str, value: Any, classes: tuple[type, ...], owner: Any, record: Any = None
) -> tuple[str, str | None] | None:
    """Return a hint for an unknown field, with the JSON to write; `None` if there is none.

    The second value is the name of the field that was meant, if it is a field of the same object.

    Args:
        name: The name.
        value: The value that was written under this name.
        classes: The class of the object with the unknown field, and its base classes.
        owner: The object.
        record: The record, whose existing values are not repeated in the hint.
    """
    key = _key(name)
    for cls in classes:
        if rows := _rows().get((cls.__name__, key)):
            typed = Typed(value, owner.get("id") if isinstance(owner, dict) else None, key)
            row = next((row for row in rows if typed.fits(row.fragment)), rows[-1])
            holder = {None: owner, RECORD: record}.get(row.into)
            members = typed.into(row.fragment)
            joint = "" if row.place.rpartition(" ")[2] in _LEADING else ":"
            hint = f"{row.place}{joint} {_to_write(members, holder)}{typed.form(row.fragment)}"
            return hint, None if row.into else next(iter(members))
    return None


def _to_write(members: Any, holder: Any) -> str:
    """Return the JSON of the members that the object does not have yet."""
    path: list[str] = []
    while isinstance(members, dict) and len(members) == 1 and isinstance(holder, dict):
        (field,) = members
        if holder.get(field) is None or holder[field] == ():
            break
        path.append(json.dumps(field))
        members, holder = members[field], holder[field]
    if not path:
        return as_json(members)[1:-1]
    is_object = isinstance(members, dict) and isinstance(holder, dict)
    if is_object or (isinstance(members, list) and isinstance(holder, list | tuple)):
        return f"{', '.join(path)}: add {as_json(members)[1:-1]}"
    return f"{', '.join(path)}, which already exists"


def object_of(value: Any, cls: type) -> str | None:
    """Return the object of a class that should be written instead of a plain value."""
    fragment = PLAIN.get(cls.__name__)
    return as_json(Typed(value).into(fragment, whole=True)) if fragment else None


def word_of(field: str, value: str, allowed: tuple[str, ...]) -> str | None:
    """Return the word of a closed list that was probably meant."""
    from difflib import get_close_matches

    key = _key(value)
    for word, others in SYNONYMS.get(field, {}).items():
        if word in allowed and key in map(_key, others.split()):
            return word
    by_key = {_key(word): word for word in allowed}
    near = get_close_matches(key, by_key, n=1, cutoff=0.7) if len(key) <= LONGEST else []
    return by_key[near[0]] if near else None


@cache
def _rows() -> dict[tuple[str, str], list[Row]]:
    table: dict[tuple[str, str], list[Row]] = {}
    for row in ROWS:
        for name in row.names.split():
            table.setdefault((row.cls, _key(name)), []).append(row)
    return table


def _key(name: str) -> str:
    """Return the same key for all spellings of a name, as `datePublished` and `date-published`."""
    return re.sub(r"[-_.: ]", "", name).casefold()
