"""Generates ids, made of words and a digest, for the parts of a raw record that have none.

Ids may be shown even if the text may not, so they contain only a few words of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from json import dumps
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from archive.model.base import Model
from archive.model.document import Document
from archive.model.introspection import (
    class_of,
    fields_with_models,
    has_id,
    holds_several,
    id_from,
    type_tags,
)
from archive.text.slugs import DIGITS, slug, words_for_ids


class GeneratedId(NamedTuple):
    """The generated id of a part that had none."""

    pointer: str
    """The JSON Pointer of the part."""
    id: str
    """The id; it is also written into the raw part."""


class PartsWithoutIds:
    """The parts of a raw record that need an id but have none.

    Sections and blocks get ids before words are searched in them. All other parts get ids
    afterwards, because an id depends on the content of a part, including the place of its words.
    """

    def __init__(self, record: dict[str, Any], taken: set[str] | None = None) -> None:
        """Find the parts.

        Args:
            record: The raw record, or some of its collections.
            taken: Strings that may not be used as ids, by default all strings of the raw record.
                Generated ids are added to the set.
        """
        found = _parts_without_ids(record)
        self._taken = taken if taken is not None else set(strings_in(record)) if found else set()
        self._of_text = [part for part in found if part.pointer.startswith("/sections/")]
        self._others = [part for part in found if not part.pointer.startswith("/sections/")]

    def generate_text_ids(self) -> Sequence[GeneratedId]:
        """Give ids to sections and blocks."""
        return _make_ids(self._of_text, self._taken)

    def generate_other_ids(self) -> Sequence[GeneratedId]:
        """Give ids to all other parts."""
        return _make_ids(self._others, self._taken)


class _Part(NamedTuple):
    """A raw part of a record."""

    pointer: str
    """The JSON Pointer of the part."""
    cls: type[Model]
    """The class of the part."""
    raw: dict[str, Any]
    """The fields of the part."""


def _parts_without_ids(record: dict[str, Any]) -> list[_Part]:
    """Return the parts of a raw record that need an id but have none, in the record's order."""
    parts: list[_Part] = []
    stack: list[tuple[str, tuple[type[Model], ...], Any]] = [("", (Document,), record)]
    while stack:
        pointer, classes, value = stack.pop()
        if isinstance(value, list):
            items = [(f"{pointer}/{n}", classes, item) for n, item in enumerate(value)]
            stack.extend(reversed(items))
        elif isinstance(value, dict) and (cls := class_of(value, classes)):
            if has_id(cls) and cls is not Document and "id" not in value:
                parts.append(_Part(pointer, cls, value))
            within = [
                (f"{pointer}/{field}", classes, value[field])
                for field, classes in fields_with_models(cls).items()
                if field in value and isinstance(value[field], list) == holds_several(cls, field)
            ]
            stack.extend(reversed(within))
    return parts


def strings_in(value: Any) -> Iterator[str]:
    """Yield every string of a raw value.

    Generated ids must differ from all strings, also from ids of deleted parts that an orphan, an
    extension or a list of changes still mentions.
    """
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


_SHAPES: dict[str, Callable[[str], str]] = {
    "file": lambda name: PurePosixPath(name).stem,
    "address": lambda address: re.sub(r"^\w+://(www\.)?", "", address),
    "predicate": lambda name: re.sub("(?=[A-Z])", " ", name),
}
"""For some fields, a function that returns the part of the value that is used in an id."""

_MOST_WORDS = 2
"""The maximum number of words in an id."""
_LONGEST_WORD = 20
"""The maximum number of characters of a word in an id."""
_LOOKED_AT = 80
"""The number of characters of a text from which the words of an id are taken."""


def _make_ids(parts: Sequence[_Part], taken: set[str]) -> Sequence[GeneratedId]:
    """Give each part an id made from its words and content.

    The id depends neither on the position of the part nor on other parts. Parts with the same
    content are numbered in order. Different parts with the same name are numbered in the order of
    their digests.

    Args:
        parts: The parts, in the record's order.
        taken: Strings that may not be used as ids; generated ids are added.
    """
    digests = [_digest(part) for part in parts]  # computed before any id is written
    named: dict[str, list[tuple[str, _Part]]] = defaultdict(list)
    for part, digest in zip(parts, digests, strict=True):
        named[_name(part, digest)].append((digest, part))
    for name, alike in named.items():
        ids = _numbered(name, taken)
        for _, part in sorted(alike, key=lambda one: one[0]):
            part.raw["id"] = next(ids)
    return [GeneratedId(part.pointer, part.raw["id"]) for part in parts]


def _numbered(name: str, taken: set[str]) -> Iterator[str]:
    """Yield the name, then the name with a number, if unused; mark each as used."""
    number = 1
    while True:
        id = name if number == 1 else f"{name}-{number}"
        if id not in taken:
            taken.add(id)
            yield id
        number += 1


def _digest(part: _Part) -> str:
    """Return the digest of a part's content, without default values and without its revision."""
    content = {
        name: value
        for name, value in part.raw.items()
        if name != "revision" and not _is_default(part.cls, name, value)
    }
    return sha256(dumps(content, sort_keys=True).encode()).hexdigest()


def _is_default(cls: type[Model], name: str, value: Any) -> bool:
    """Whether a field has its default value. A field that determines the class has none."""
    field = cls.model_fields.get(name)
    if field is None or field.is_required() or (name == "type" and len(type_tags(cls)) == 1):
        return False
    default = field.get_default(call_default_factory=True)
    return bool(value == (list(default) if isinstance(default, tuple) else default))


def _name(part: _Part, digest: str) -> str:
    """Return a name made of the kind of a part, its first words (if allowed) and its digest."""
    text = next(_strings(part), "")
    words = [word[:_LONGEST_WORD] for word in slug(words_for_ids(text), _LOOKED_AT).split("-")]
    words = [id_from(part.cls).prefix, *filter(None, words[:_MOST_WORDS]), digest[:DIGITS]]
    return "-".join(words)


def _strings(part: _Part) -> Iterator[str]:
    """Yield the nonblank strings that describe a part, the most specific first."""
    for path in id_from(part.cls).paths:
        steps = path.split(".")
        shape = _SHAPES.get(steps[-1], str)
        yield from (shape(text) for text in _at(part.raw, steps) if text.strip())


def _at(value: Any, steps: Sequence[str]) -> Iterator[str]:
    """Yield the strings at a path; if it leads to an object, the text of all blocks in it."""
    if isinstance(value, str):
        if not steps:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _at(item, steps)
    elif isinstance(value, dict) and steps:
        yield from _at(value.get(steps[0]), steps[1:])
    elif isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        for field in sorted(value):
            if isinstance(value[field], dict | list):
                yield from _at(value[field], ())
