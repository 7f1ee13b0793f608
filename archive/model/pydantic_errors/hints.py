"""Hints for pydantic's errors: the JSON to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Literal, get_args, get_origin
from unicodedata import category, normalize

from archive.english import one_of
from archive.findings import Finding, error, pointer_steps
from archive.model import unknown_fields
from archive.model.anchors import Anchor, Orphan
from archive.model.base import Model
from archive.model.docstrings import field_docs, first_paragraph
from archive.model.introspection import (
    accepts,
    classes_of,
    fields_with_models,
    kinds_named,
    type_tags,
    values_along,
)
from archive.model.pydantic_errors.string_patterns import ID
from archive.model.pydantic_errors.value_display import LONG, a_model, display_value, the_model


class RawInput:
    """The data that were validated."""

    def __init__(self, cls: type[Model] | None, raw: Any) -> None:
        self.cls = cls
        """The class for which the data were validated, if known."""
        self.raw = raw
        """The data: a mapping, or keyword arguments."""

    @cached_property
    def ids_by_label(self) -> Mapping[str, str]:
        """The ids of raw parts, by their labels in lower case."""
        if not isinstance(self.raw, dict):
            return {}
        return {label.casefold(): id for label, id in _labels(self.raw)}


def missing_field(pointer: str, name: str, hint: str | None = None) -> Finding:
    """Return the finding for a required field that is missing."""
    if name == "id" and hint is None:
        hint = "it is the name of the record's folder" if pointer == "/id" else _NO_ID
    return error("missing-field", pointer, f'"{name}" is required and left out', hint)


class ExpectedValue:
    """A place in the validated data, with hints on what to write there."""

    def __init__(self, data: RawInput, pointer: str) -> None:
        self._within, self._cls, self._data = data, data.cls, data.raw
        self._steps = pointer_steps(pointer)

    @cached_property
    def _path(self) -> list[tuple[type[Model] | None, Any]]:
        """The classes and values along the pointer."""
        return list(values_along(self._cls, self._data, self._steps)) if self._cls else []

    def of_name(self, value: Any) -> tuple[str | None, str | None]:
        """Return the hint for an unknown field, and the name of the field that is meant.

        The name is `None` if the field belongs to another object.
        """
        cls, owner = self._path[-2] if self._path else (None, None)
        if cls is None:
            return None, None
        name = self._steps[-1]
        fields = tuple(field for field in cls.model_fields if field != name)
        if near := _same_name(name, fields):
            return f'did you mean "{near}"?', near
        if known := unknown_fields.hint_for(name, value, cls.__mro__, owner, self._data):
            return known
        if near := _similar_field(name, fields):
            return f'did you mean "{near}"?', near
        if cls in (Anchor, Orphan):
            return _OF_WORDS, None
        elsewhere = self._field_above(name) or _field_within(name, cls)
        return elsewhere or f"{a_model(cls)} has {', '.join(map(display_value, fields))}", None

    def missing(self, pointer: str, name: str) -> Finding:
        """Return the finding for a missing field."""
        if name == "id" and self._cls and self._cls.__name__ != unknown_fields.RECORD:
            return missing_field(pointer, name, _NO_ID_IN_PYTHON)
        return missing_field(pointer, name, None if name == "id" else self.of_missing(name))

    def of_missing(self, name: str) -> str | None:
        """Return the hint for a missing field: its docstring, or the allowed words."""
        cls = self._path[-2][0] if self._path else None
        if cls is None or name not in cls.model_fields:
            return None
        words = _closed_words(cls.model_fields[name].annotation)
        if words and len(words) <= _MOST_WORDS:
            return f"it is one of {', '.join(map(display_value, words))}"
        doc = first_paragraph(field_docs(cls).get(name, "")).rstrip(".")
        return f"{doc[:1].lower()}{doc[1:]}" or None

    def of_id(self, value: str) -> str | None:
        """Return the hint for a name that was written in place of an id."""
        by_name = self._within.ids_by_label.get(value.casefold())
        letters = normalize("NFKD", value[:_LONGEST_NAME])
        ascii = "".join(letter for letter in letters if category(letter) != "Mn")
        id = by_name or "-".join(_WORDS.findall(ascii))
        if " " in value and self._is_part_in_python() and (kinds := self._refers_to()):
            return f"it is the id of {one_of(kinds)}; archive.add_claim takes names"
        return f'did you mean "{id}"?' if ID.fullmatch(id) else None

    def _field_above(self, name: str) -> str | None:
        """Return the hint for a field that belongs to one of the objects around this object."""
        for cls, _ in reversed(self._path[:-2]):
            if cls is not None and name in cls.model_fields:
                return f'"{name}" belongs to {the_model(cls)} around this object'
        return None

    def of_no_tag(self, value: Any) -> str | None:
        """Return the hint for an object without its field `type`."""
        classes = self._classes()
        if Anchor in classes:
            fields = value if isinstance(value, dict) else {}
            strings = [
                s for k, s in fields.items() if k not in _BESIDE_WORDS and isinstance(s, str)
            ]
            words = fields.get("exact") or (strings[0] if len(strings) == 1 else None)
            alone = f'{{"exact": {unknown_fields.typed(words) if words else "..."}}}'
            return f"write the words alone, {alone}: `archive format` finds their place"
        tagged = sorted({word for cls in classes for word in type_tags(cls)})
        return f"it is one of {', '.join(map(display_value, tagged))}" if tagged else None

    def of_value(self, value: Any, expected: str, is_stated: bool) -> str | None:
        """Return the hint for a value of a wrong type."""
        classes = self._classes()
        instead = self._instead(value, expected, classes)
        if instead and is_stated:
            return f"write {instead}; {_OR_ABSENT}"
        return f"write {instead}" if instead else _OR_ABSENT if is_stated else None

    def _instead(self, value: Any, expected: str, classes: tuple[type[Model], ...]) -> str | None:
        match value:
            case str() if expected in ("an object", "an array") and self._is_anchor_in_python(
                classes
            ):
                anchor = f"document.anchor({unknown_fields.typed(value)})"
                return anchor if expected == "an object" else f"[{anchor}]"
            case str() if expected == "an object":
                return next(
                    (o for cls in classes if (o := unknown_fields.object_of(value, cls))), None
                )
            case str() if expected == "an array" and classes:
                item = next(
                    (o for cls in classes if (o := unknown_fields.object_of(value, cls))), None
                )
                return f"[{item}]" if item else None
            case str() if expected == "an array":
                return f"[{unknown_fields.typed(value)}]" if self._accepts([value]) else None
            case dict() if expected == "an array":
                return "it in brackets: [{...}]"
            case list() if expected == "an object":
                return "one object, without brackets" if len(value) == 1 else None
            case str() if expected in ("true or false", "a whole number", "a number"):
                return "it without quotation marks" if _BARE.fullmatch(value) else None
            case list([_]) if expected == "a string":
                return "it without brackets"
            case int() | float() if expected == "a string" and not isinstance(value, bool):
                quoted = f'it in quotation marks: "{value}"'
                return quoted if abs(value) < LONG and self._accepts(str(value)) else None
            case date() if expected == "a string":
                return f'it as a string: "{value.isoformat()}"'
            case Model() if expected == "an array":
                return "it in brackets: [...]"
            case dict() if expected == "a string":
                if kinds := self._refers_to():
                    return f"the id of {one_of(kinds)}, which is a separate object"
                words = [inner for inner in value.values() if isinstance(inner, str)]
                alone = len(words) == 1 and self._accepts(words[0])
                return f"the string alone: {unknown_fields.typed(words[0])}" if alone else None
            case _:
                return None

    def _field(self) -> tuple[type[Model], str, bool] | None:
        """Return class and field at this place, and whether the place is an item of the field."""
        steps = list(self._steps) if self._path else []
        while steps and steps[-1].isdecimal() and isinstance(self._path[len(steps) - 1][1], list):
            steps.pop()
        cls = self._path[len(steps) - 1][0] if steps else None
        if cls is None or steps[-1] not in cls.model_fields:
            return None
        return cls, steps[-1], len(steps) < len(self._steps)

    def _accepts(self, value: Any) -> bool:
        """Return whether the field at this place allows a value."""
        field = self._field()
        return field is None or accepts(field[0], field[1], [value] if field[2] else value)

    def _refers_to(self) -> frozenset[str]:
        """Return the kinds of part to which an id at this place refers."""
        field = self._field()
        return kinds_named(field[0], field[1]) if field else frozenset()

    def is_required(self) -> bool:
        """Return whether this place must have a value."""
        field = self._field()
        return field is None or field[2] or field[0].model_fields[field[1]].is_required()

    def _is_anchor_in_python(self, classes: tuple[type[Model], ...]) -> bool:
        """Return whether only words were given for an anchor, and there is no text to search."""
        return Anchor in classes and self._is_part_in_python()

    def _is_part_in_python(self) -> bool:
        """Return whether a single part is constructed in Python, without a record."""
        return self._cls is not None and self._cls.__name__ != unknown_fields.RECORD

    def _classes(self) -> tuple[type[Model], ...]:
        """Return the possible classes of the value at this place, or of the items of an array."""
        steps = list(self._steps) if self._path else []
        while steps and steps[-1].isdecimal() and isinstance(self._path[len(steps) - 1][1], list):
            steps.pop()
        if not steps:
            return ()
        return classes_of(self._path[len(steps) - 1][0], steps[-1])


def _closed_words(hint: Any) -> tuple[str, ...]:
    """Return the words of the closed lists in a type."""
    if get_origin(hint) is Literal:
        return tuple(word for word in get_args(hint) if isinstance(word, str))
    return tuple(word for inner in get_args(hint) for word in _closed_words(inner))


def _labels(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the labels of the parts of a raw record, with their ids."""
    for collection, fields in _LABEL_FIELDS.items():
        parts = record.get(collection)
        for part in parts if isinstance(parts, list) else ():
            if not isinstance(part, dict) or not isinstance(id := part.get("id"), str):
                continue
            names = part.get("names")
            inner = names if isinstance(names, list) else ()
            labels = [name.get("text") for name in inner if isinstance(name, dict)]
            labels += [part.get(field) for field in fields]
            yield from ((label, id) for label in labels if isinstance(label, str))


def _same_name(name: str, fields: Sequence[str]) -> str | None:
    """Return the field whose name was written in another way: `mediaType`, `media-type`."""
    wanted = _FORM.sub("", name).casefold()
    return next((field for field in fields if field.replace("_", "") == wanted), None)


def _field_within(name: str, cls: type[Model]) -> str | None:
    """Return the hint for a field that belongs to an object within a field of this class."""
    for field, classes in fields_with_models(cls).items():
        if any(name in within.model_fields for within in classes):
            return f'"{name}" belongs to the object in "{field}"'
    return None


@lru_cache(maxsize=1000)
def _similar_field(name: str, fields: tuple[str, ...]) -> str | None:
    """Return the field with the most similar name."""
    from difflib import get_close_matches

    near = get_close_matches(name, fields, n=1, cutoff=0.75) if len(name) <= _LONGEST_NAME else []
    return near[0] if near else None


_LONGEST_NAME = 100
"""Longer names are not compared with fields, so no similar field is suggested for them."""
_FORM = re.compile("[-_ ]")
_BARE = re.compile("true|false|-?[0-9]+(\\.[0-9]+)?")
_OF_WORDS = 'words have "exact", and if they occur several times also "block", "prefix" or "suffix"'
_BESIDE_WORDS = ("block", "prefix", "suffix", "type")
"""The fields of a quote or anchor that are not the words."""
_NO_ID = "`archive format` makes an id"
_NO_ID_IN_PYTHON = "in Python you choose the id: letters, digits, _ and -"
_LABEL_FIELDS = {
    "entities": ("description",),
    "sources": ("as_named",),
    "works": ("title",),
    "agents": ("name",),
}
"""The fields with the label of a part, by collection; entities also have names."""
_WORDS = re.compile("[A-Za-z0-9_]+")
_MOST_WORDS = 10
"""The most words of a closed list that the hint for a missing field lists."""
_OR_ABSENT = 'if there is no value, write "not-stated" or "none"'
