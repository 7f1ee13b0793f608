"""Inserts typed values into the JSON of hints."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints, TypeAdapter, ValidationError

from archive.model.assessments import Verdict
from archive.model.base import Line, Words, every_model
from archive.model.claims import Kind
from archive.model.dates import Edtf, Instant
from archive.model.identifiers import Address, Id
from archive.model.licences import recognise
from archive.text.slugs import DIGITS


def _spdx(value: str) -> str:
    """Return an SPDX id unchanged; raise an error for any other text."""
    licence = recognise(value)
    if licence is None or licence.spdx != value:
        raise ValueError(value)
    return value


_TYPES: dict[str, Any] = {
    "$id": Id,
    "$line": Line,
    "$words": Words,
    "$date": Edtf,
    "$instant": Instant,
    "$address": Address,
    "$url": Annotated[Address, StringConstraints(pattern="^[A-Za-z][A-Za-z0-9+.-]*:[^ ]+$")],
    "$spdx": Annotated[str, AfterValidator(_spdx)],
    "$kind": Kind,
    "$verdict": Verdict,
    "$etype": Literal["person", "organisation", "group", "place", "event"],
}
"""The type that a typed value must have, by placeholder."""
_FORMS = {
    "$date": "a date such as 2016-03-20",
    "$instant": "date, time and time zone, such as 2016-03-20T09:30:00Z",
}
"""The forms that a hint describes if the typed value does not have them, by placeholder."""
_OF_THE_PLACE = ("$self", "$name", "$NAME")
"""The placeholders that do not depend on the typed value."""
OPEN = "..."
"""The sign for a value that is still to be written; without quotation marks it is not valid
JSON."""
LONGEST = 300
"""Longer values are not repeated in a hint."""
_LONG_NUMBER = 10**30
_OF_CONTENT = re.compile(f"-[0-9a-f]{{{DIGITS}}}(-[0-9]+)?$")
"""The end of an id that was made from the whole content of a part; such an id changes with the
content."""
_PLACEHOLDER = re.compile(r"\$[A-Za-z_]+(?:\.[a-z_0-9]+)?")
_OPENING = re.compile(rf"{_PLACEHOLDER.pattern}|\.\.\.")


def typed(value: Any) -> str:
    """Return the whole typed value as JSON, or an ellipsis if it is too long."""
    json_text = json.dumps(value, ensure_ascii=False)
    return json_text if len(json_text) <= LONGEST else OPEN


class Typed:
    """A value that was written under an unknown name, with its context."""

    def __init__(self, value: Any, itself: Any = None, name: str = "") -> None:
        """Store the value, the id of the object that contains the value, and the typed name."""
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        self._value, self._holder_id, self._name = value, itself, name

    def fits(self, fragment: str) -> bool:
        """Return whether a fragment has a placeholder for which the typed value is valid."""
        wanted = [name for name in _PLACEHOLDER.findall(fragment) if name not in _OF_THE_PLACE]
        return all(self._of(placeholder) is not None for placeholder in wanted)

    def into(self, fragment: str, *, whole: bool = False) -> Any:
        """Return the JSON of a fragment, with the typed value in place of the placeholder."""
        text = _OPENING.sub(lambda match: json.dumps(match[0]), fragment)
        return self._filled(json.loads(text if whole else f"{{{text}}}"))

    def form(self, fragment: str) -> str:
        """Return a description of the required form; empty if the typed value has that form."""
        missing = (
            placeholder
            for placeholder in _PLACEHOLDER.findall(fragment)
            if self._of(placeholder) is None
        )
        return next(
            (f", with {_FORMS[placeholder]}" for placeholder in missing if placeholder in _FORMS),
            "",
        )

    def _filled(self, fragment: Any) -> Any:
        if isinstance(fragment, dict):
            return {name: self._filled(inner) for name, inner in fragment.items()}
        if isinstance(fragment, list):
            return [self._filled(inner) for inner in fragment]
        if isinstance(fragment, str) and _PLACEHOLDER.fullmatch(fragment):
            filled = self._of(fragment)
            return OPEN if filled is None else filled
        return fragment

    def _of(self, placeholder: str) -> Any:
        """Return the value for a placeholder; `None` if the typed value does not fit."""
        match placeholder:
            case "$self":
                lasts = _fits(Id, self._holder_id) and not _OF_CONTENT.search(self._holder_id)
                return self._holder_id if lasts else None
            case "$name":
                return self._name
            case "$NAME":
                return self._name.upper()
            case "$hedged":
                return "hedged" if self._value is True else None
            case "$withdrawn":
                return {} if self._value is True else None
            case _:
                return self._of_type(_type_of(placeholder))

    def _of_type(self, of: Any) -> Any:
        """Return the value in JSON, as a value of a type; `None` if it is not valid or too long."""
        value = self._value
        if _fits(of, value):
            return value if len(json.dumps(value)) <= LONGEST else None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LONG_NUMBER:
            return str(value) if _fits(of, str(value)) else None
        return None


@cache
def _type_of(placeholder: str) -> Any:
    """Return the type of a placeholder: from `_TYPES`, or the type of a field."""
    cls, _, field = placeholder[1:].partition(".")
    if not field:
        return _TYPES[placeholder]
    info = next(c for c in every_model() if c.__name__ == cls).model_fields[field]
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _fits(of: Any, value: Any) -> bool:
    if value is None:
        return False
    try:
        _adapter(of).validate_json(json.dumps(value), strict=True)
    except (ValidationError, ValueError, TypeError):
        return False
    return True


@cache
def _adapter(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def as_json(value: Any) -> str:
    """Return JSON with an ellipsis for each value that is still to be written."""
    return json.dumps(value, ensure_ascii=False).replace(json.dumps(OPEN), OPEN)
