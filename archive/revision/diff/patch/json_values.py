"""Functions on the JSON values of a record: parsing, digest, equality, items with ids."""

from __future__ import annotations

from hashlib import sha256
from math import copysign
from typing import Any

import jiter


def parsed(data: bytes) -> dict[str, Any]:
    """Return the JSON tree of a canonical record."""
    return jiter.from_json(data, allow_inf_nan=False)  # type: ignore[no-any-return]


def digest(data: bytes) -> str:
    """Return the SHA-256 digest of some bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def same(old: Any, new: Any) -> bool:
    """Return whether two JSON values are exactly the same, including the order of keys."""
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return list(old) == list(new) and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, float):
        return old == new and copysign(1, old) == copysign(1, new)
    return bool(old == new)


def have_ids(items: list[Any]) -> bool:
    """Return whether items are parts of a record, which have ids."""
    return bool(items) and all(isinstance(i, dict) and isinstance(i.get("id"), str) for i in items)


def short_json(value: Any) -> str:
    """Return a JSON value on one line, shortened if it is long.

    >>> short_json({"a": "x" * 100})
    '{"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx … xxxxxxxxx"}'
    """
    from pydantic_core import to_json

    text = to_json(value, fallback=lambda _: None).decode()
    return text if len(text) <= 60 else f"{text[:48]} … {text[-11:]}"
