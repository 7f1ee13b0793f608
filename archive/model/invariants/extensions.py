"""Invariants of extensions: their JSON must be readable by every JSON parser."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from archive.findings import Finding, error, pointer_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.model.document import Document

DEEPEST_EXTENSION = 64
"""The greatest allowed depth of nested values in an extension."""
LONGEST_NAME = 1000
"""The most code points that a name in an extension may have."""


def extension_not_json(document: Document) -> Iterator[Finding]:
    """An extension has JSON that some JSON parsers cannot read.

    Such JSON is a number that is not finite or has more than 4,000 digits, a lone surrogate, a name
    of more than 1,000 code points, or values nested more than 64 deep.
    """
    for key, value in document.extensions.items():
        if len(key) > LONGEST_NAME:
            yield _name_too_long("/extensions", key)
            continue
        for pointer, depth, leaf in _leaves(f"/extensions/{_escape(key)}", 1, value):
            if depth > DEEPEST_EXTENSION:
                yield error(
                    "extension-not-json",
                    pointer,
                    f"values are nested more than {DEEPEST_EXTENSION} deep",
                )
            elif isinstance(leaf, float) and not isfinite(leaf):
                yield error("extension-not-json", pointer, f"{leaf} is not a JSON number")
            elif isinstance(leaf, _LongName):
                yield _name_too_long(pointer, leaf)
            elif isinstance(leaf, int) and abs(leaf) >= 10**4000:
                yield error("extension-not-json", pointer, "a number has more than 4,000 digits")
            elif isinstance(leaf, str) and _escape(leaf) != pointer_step(leaf):
                yield error("extension-not-json", pointer, "a lone surrogate is not text")


def _leaves(pointer: str, depth: int, value: Any) -> Iterator[tuple[str, int, Any]]:
    """Yield pointer, depth and value of the leaves and keys of a JSON value, down to the limit."""
    if isinstance(value, dict | list) and depth > DEEPEST_EXTENSION:
        yield pointer, depth, None
    elif isinstance(value, dict):
        for key, inner in value.items():
            if len(key) > LONGEST_NAME:
                yield pointer, depth, _LongName(key)
                continue
            at = f"{pointer}/{_escape(key)}"
            yield at, depth, key
            yield from _leaves(at, depth + 1, inner)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _leaves(f"{pointer}/{n}", depth + 1, inner)
    else:
        yield pointer, min(depth, DEEPEST_EXTENSION), value


class _LongName(str):
    """A name that is too long for a pointer; its value is not checked."""


def _name_too_long(pointer: str, name: str) -> Finding:
    message = f"a name has {len(name):,} code points; at most {LONGEST_NAME:,} are allowed"
    return error("extension-not-json", pointer, message)


def _escape(key: str) -> str:
    """Return a key as a step of a JSON Pointer, with lone surrogates escaped."""
    return pointer_step(key).encode("utf-8", "backslashreplace").decode()
