"""Reads CAS JSON 0.4, the JSON format of Apache UIMA that INCEpTION exports.

A name with `%` is reserved; one with `@` refers to a structure by its id; the value of one with `#`
is a number that JSON cannot write (`"NaN"`); one with `^` is an offset. Offsets count UTF-16 code
units.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping
from typing import Any

from archive.annotations.uima.cas import Cas, FeatureStructure, Sofa, no_cas
from archive.annotations.uima.untrusted_json import ParsedJson
from archive.errors import ReadError
from archive.findings import Finding, Location, pointer_step, short

STRUCTURES = "%FEATURE_STRUCTURES"
_SOFA = "uima.cas.Sofa"
_BYTES = "uima.cas.ByteArray"
_PLACE = ("begin", "end")


def cas_of(values: ParsedJson, file: str) -> Cas:
    """Return the CAS of a file in JSON.

    Raises:
        ReadError: The file is not a CAS, or its structures are malformed.
    """
    reader = _CasJsonReader(values, file)
    raws = reader.raw_structures()
    bytes_of = {id: raw.get("%ELEMENTS") for id, raw, _ in raws if raw["%TYPE"] == _BYTES}
    sofas = [reader.sofa(id, raw, at, bytes_of) for id, raw, at in raws if raw["%TYPE"] == _SOFA]
    structures = [
        reader.structure(id, raw, at) for id, raw, at in raws if raw["%TYPE"] not in (_SOFA, _BYTES)
    ]
    if reader.problems:
        raise ReadError(reader.problems)
    return Cas(sofas=sofas, structures=structures, parents=_parents(values.root.get("%TYPES")))


def value_text(value: Any) -> str:
    """Return a JSON value as text: `true`, `12`; a string is returned unchanged."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


class _CasJsonReader:
    def __init__(self, values: ParsedJson, file: str) -> None:
        self._values, self._file = values, file
        self.problems: list[Finding] = []

    def _location(self, pointer: str) -> Location:
        return self._values.location(pointer, self._file)

    def _report(self, pointer: str, message: str) -> None:
        self.problems.append(Finding("remarks-not-read", message, location=self._location(pointer)))

    def raw_structures(self) -> list[tuple[str, dict[str, Any], str]]:
        """Return every raw structure with its id and its JSON pointer."""
        found: list[tuple[str, dict[str, Any], str]] = []
        for named, raw, pointer in self._all_structures():
            if not isinstance(raw, dict) or not isinstance(raw.get("%TYPE"), str):
                self._report(pointer, "a feature structure must be an object with a %TYPE")
                continue
            id = raw.get("%ID") if named is None else named
            if isinstance(id, bool) or not isinstance(id, int | str):
                self._report(pointer, "a feature structure must have an %ID that is a number")
                continue
            found.append((str(id), raw, pointer))
        return found

    def _all_structures(self) -> Iterator[tuple[str | None, Any, str]]:
        match self._values.root.get(STRUCTURES):
            case list() as array:
                for position, raw in enumerate(array):
                    yield None, raw, f"/{STRUCTURES}/{position}"
            case dict() as by_id:
                for id, raw in by_id.items():
                    yield id, raw, f"/{STRUCTURES}/{pointer_step(id)}"
            case _:
                raise no_cas(f"{STRUCTURES} of a CAS in JSON must be an array")

    def sofa(self, id: str, raw: dict[str, Any], pointer: str, bytes_of: Mapping[str, Any]) -> Sofa:
        text = raw.get("sofaString")
        if text is None and (array := raw.get("@sofaArray")) is not None:
            text = _decoded_text(bytes_of.get(str(array)))
        if text is not None and not isinstance(text, str):
            self._report(pointer, "the sofaString of a Sofa must be its text")
            text = None
        name = value_text(raw.get("sofaID", id))
        return Sofa(id=id, name=name, text=text, location=self._location(pointer))

    def structure(self, id: str, raw: dict[str, Any], pointer: str) -> FeatureStructure:
        values: dict[str, list[str]] = {}
        references: dict[str, list[str]] = {}
        elements = raw.get("%ELEMENTS")
        if isinstance(elements, list):
            has_values = (
                raw["%TYPE"].startswith("uima.cas.") and raw["%TYPE"] not in _STRUCTURE_ARRAYS
            )
            into = values if has_values else references
            into["elements"] = [value_text(one) for one in elements if one is not None]
        for key, value in raw.items():
            if value is None or key[:1] == "%" or key in ("@sofa", *_PLACE, "^begin", "^end"):
                continue
            if key[:1] == "@":
                references[key[1:]] = [value_text(one) for one in _as_list(value)]
            else:
                values[key.lstrip("#^")] = [value_text(one) for one in _as_list(value)]
        sofa = raw.get("@sofa")
        return FeatureStructure(
            id=id,
            is_named=True,
            type=raw["%TYPE"],
            sofa=None if sofa is None else value_text(sofa),
            span=self._span(raw, pointer),
            values=values,
            references=references,
            location=self._location(pointer),
        )

    def _span(self, raw: Mapping[str, Any], pointer: str) -> tuple[int, int] | None:
        ends = [raw.get(f"^{name}", raw.get(name)) for name in _PLACE]
        if ends == [None, None] or raw.get("@sofa") is None:
            return None
        numbers = [0 if end is None else end for end in ends]
        if not all(isinstance(end, int) and not isinstance(end, bool) for end in numbers):
            stated = ", ".join(short(value_text(end)) for end in numbers)
            self._report(pointer, f"begin and end must be whole numbers, not {stated}")
            return None
        return numbers[0], numbers[1]


_STRUCTURE_ARRAYS = ("uima.cas.FSArray", "uima.cas.TOP[]", "uima.cas.AnnotationBase[]")
"""The types of arrays of structures. Their names resemble those of arrays of numbers and
strings."""


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _decoded_text(elements: Any) -> str | None:
    """Return the text of a Sofa that is stored as bytes, in Base64."""
    try:
        return b64decode(elements, validate=True).decode() if isinstance(elements, str) else None
    except (NotBase64, ValueError):
        return None


def _parents(types: Any) -> dict[str, str]:
    if not isinstance(types, dict):
        return {}
    return {
        name: type["%SUPER_TYPE"]
        for name, type in types.items()
        if isinstance(type, dict) and isinstance(type.get("%SUPER_TYPE"), str)
    }
