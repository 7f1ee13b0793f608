"""The words that a form says it carries, to be found again in what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

from archive.formats.field_coverage import FieldCoverage
from archive.model.base import Model
from archive.model.document import Document
from archive.model.introspection import reference_fields


def carried_words(
    carried: FieldCoverage, document: Document, *, besides: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield class and field, and the words, of each string of a record that a form carries.

    References and words of closed lists are no words of the record, and passed over.
    """
    yield from _words(carried, document.update(**dict.fromkeys(besides, ())))


def _words(carried: FieldCoverage, part: Model) -> Iterator[tuple[str, str]]:
    cls = type(part)
    hints = get_type_hints(cls)
    references = {name for name, _ in reference_fields(cls)}
    for name, value in part.__dict__.items():
        if name in references or not carried.carries(cls, name) or _is_closed(hints[name]):
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield f"{cls.__name__}.{name}", item
            elif isinstance(item, Model) and carried.carries(type(item)):
                yield from _words(carried, item)


def _is_closed(hint: Any) -> bool:
    """Whether a field holds words of a closed list alone."""
    arguments = [one for one in get_args(hint) if one is not type(None)]
    return get_origin(hint) is Literal or (
        bool(arguments) and all(get_origin(one) is Literal for one in arguments)
    )


def plain(text: str) -> str:
    """A text for comparing: every white space a blank, none at the ends."""
    return " ".join(text.split())
