"""Generates ids for the parts of a raw record that have none, from the words of the part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from json import dumps
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from archive.model.base import Model
from archive.model.document import CONTEXT, Document
from archive.model.introspection import class_of, fields_with_models, has_id, holds_several, id_from
from archive.text.slugs import slug, slug_digest, words_for_ids


class GeneratedId(NamedTuple):
    """An id that was made for a part that had none."""

    pointer: str
    """The JSON Pointer of the part."""
    id: str
    """The id, which stands in the raw part now."""


class PartsWithoutIds:
    """The parts of a raw record that need an id and have none.

    Blocks get theirs before the words in them are looked for, all else after, so that the text
    beside their words can distinguish them.
    """

    def __init__(self, record: dict[str, Any], taken: set[str] | None = None) -> None:
        """Look for the parts.

        Args:
            record: The raw record, or some of its collections.
            taken: What is no longer free, to which the ids that are made are added; left out, every
                string of the raw record.
        """
        found = _parts_without_ids(record)
        self._taken = taken if taken is not None else set(strings_in(record)) if found else set()
        self._of_text = [part for part in found if part.pointer.startswith("/sections/")]
        self._others = [part for part in found if not part.pointer.startswith("/sections/")]

    def generate_text_ids(self) -> Sequence[GeneratedId]:
        """Give sections and blocks their ids."""
        return list(_make_ids(self._of_text, self._taken))

    def generate_other_ids(self, texts: Mapping[str, str]) -> Sequence[GeneratedId]:
        """Give all else its ids.

        Args:
            texts: The text of each block by its id.
        """
        others = [part._replace(texts=texts) for part in self._others]
        return list(_make_ids(others, self._taken))


class _Part(NamedTuple):
    """A raw part of a record."""

    pointer: str
    """Its JSON Pointer."""
    cls: type[Model]
    """What it is."""
    raw: dict[str, Any]
    """Its fields."""
    texts: Mapping[str, str] = MappingProxyType({})
    """The text of each block of the record by its id; of a part that has no anchors, nothing."""


def _parts_without_ids(record: dict[str, Any]) -> list[_Part]:
    """The parts of a raw record that need an id and have none, in the record's order."""
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

    Not only ids are taken: a made id must not be one that an orphan, an extension or a list of
    changes names and that is gone.
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
    "after": lambda text: text.rpartition(" ")[0] or text,  # it may end within a word
}
"""The part of a field that names a part, where that is not all of it."""

_SHORT, _LONG = 40, 80
"""How many characters of words an id has, and where that is not enough to distinguish parts."""
_MOST_WORDS = 40


def _make_ids(parts: Sequence[_Part], taken: set[str]) -> Iterator[GeneratedId]:
    """Give each part an id made of its words, and yield it.

    Of parts that would have the same id all get a longer one, made of more words; if those are the
    same too, of their content. Which part stands first never matters, so a part that is added
    changes no other id. Only parts with the same content are numbered.

    Args:
        parts: The parts, in the record's order.
        taken: What is no longer free; what is made here is added.
    """
    ids: dict[str, str] = {}
    pending = list(parts)
    for name_of in (_short_name, _long_name, _name_by_content):
        by_name: dict[str, list[_Part]] = defaultdict(list)
        for part in pending:
            by_name[name_of(part)].append(part)
        pending = []
        for name, alike in sorted(by_name.items(), key=lambda group: (len(group[1]) > 1, group[0])):
            if name and (name_of is _name_by_content or _is_free(name, alike, taken)):
                ids.update(zip((p.pointer for p in alike), _numbered(name, taken), strict=False))
            else:
                pending += alike
    for part in parts:
        part.raw["id"] = ids[part.pointer]
        yield GeneratedId(part.pointer, part.raw["id"])


def _is_free(name: str, alike: Sequence[_Part], taken: set[str]) -> bool:
    """Whether these parts can have this name: it is free, and their content is the same."""
    return name not in taken and (len(alike) == 1 or len(set(map(_content, alike))) == 1)


def _numbered(name: str, taken: set[str]) -> Iterator[str]:
    """The name, then the name with numbers, as far as they are free; each is taken."""
    number = 1
    while True:
        id = name if number == 1 else f"{name}-{number}"
        if id not in taken:
            taken.add(id)
            yield id
        number += 1


def _short_name(part: _Part) -> str:
    """Kind and first words; empty if the part has none."""
    return _name(part, islice(_strings(part), id_from(part.cls).first), _SHORT)


def _long_name(part: _Part) -> str:
    """Kind and more words; empty if the part has none."""
    return _name(part, _strings(part), _LONG)


def _name_by_content(part: _Part) -> str:
    """Kind, first words, and a digest of all that the part holds."""
    start = _short_name(part) or id_from(part.cls).prefix
    return f"{start}-{slug_digest(_content(part))}"


def _content(part: _Part) -> str:
    return dumps(part.raw, sort_keys=True)


def _strings(part: _Part) -> Iterator[str]:
    """The strings that name a part, the most specific first; none of them is blank."""
    for path in id_from(part.cls).paths:
        steps = path.split(".")
        shape = _SHAPES.get(steps[-1], str)
        yield from (shape(text) for text in _at(part.raw, steps, part.texts) if text.strip())


def _at(value: Any, steps: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    """The strings at a path; where it ends at an object, all text of blocks in it."""
    if isinstance(value, str):
        if not steps:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _at(item, steps, texts)
    elif isinstance(value, dict) and steps == ["after"]:
        yield _after(value, texts)
    elif isinstance(value, dict) and steps:
        yield from _at(value.get(steps[0]), steps[1:], texts)
    elif isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        for field in sorted(value):
            if isinstance(value[field], dict | list):
                yield from _at(value[field], (), texts)


def _after(anchor: dict[str, Any], texts: Mapping[str, str]) -> str:
    """The text that follows a raw anchor in its block; of anything else, nothing."""
    block, end = anchor.get("block"), anchor.get("end")
    if not isinstance(block, str) or not isinstance(end, int):
        return ""
    return texts.get(block, "")[end : end + CONTEXT]


def _name(part: _Part, strings: Iterable[str], longest: int) -> str:
    """The kind of a part and as many of these words as fit."""
    texts = list(islice(strings, _MOST_WORDS))
    words = list(islice(chain.from_iterable(map(words_for_ids, texts)), _MOST_WORDS))
    name = slug(words, longest) or (slug_digest(" ".join(words or texts)) if texts else "")
    return f"{id_from(part.cls).prefix}-{name}" if name else ""
