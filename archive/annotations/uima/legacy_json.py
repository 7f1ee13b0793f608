"""Reads the first JSON of Apache UIMA (uimaj-json 2), which WebAnno exports.

Structures are grouped by view and type (`_views`); those that others refer to are listed by id
(`_referenced_fss`). Types have short names; offsets of 0 are left out. `_context` lists the
features that are references. UIMA Tutorial and Users' Guide, "JSON serialization".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.annotations.uima.cas import INITIAL_VIEW, Cas, FeatureStructure, Sofa, no_cas
from archive.annotations.uima.cas_json import value_text
from archive.annotations.uima.untrusted_json import ParsedJson
from archive.errors import ReadError
from archive.findings import Finding, Location, pointer_step

VIEWS, CONTEXT = "_views", "_context"
_REFERENCED = "_referenced_fss"
_SOFA = "Sofa"


def cas_of(values: ParsedJson, file: str) -> Cas:
    """Return the CAS of a file.

    Raises:
        ReadError: The file is not a CAS, or its structures are malformed.
    """
    reader = _LegacyJsonReader(values, file)
    reader.read()
    if reader.problems:
        raise ReadError(reader.problems)
    if not reader.sofas:
        raise no_cas("this CAS in JSON holds no text (Sofa)")
    return Cas(sofas=reader.sofas, structures=reader.structures)


class _LegacyJsonReader:
    def __init__(self, values: ParsedJson, file: str) -> None:
        self._values, self._file = values, file
        self._reference_features = _references_of(values.root.get(CONTEXT))
        self.problems: list[Finding] = []
        self.sofas: list[Sofa] = []
        self.structures: list[FeatureStructure] = []

    def read(self) -> None:
        for id, raw, pointer in self._referenced():
            self._add(id, raw, raw.get("_type"), pointer)
        views = self._values.root.get(VIEWS)
        if not isinstance(views, dict):
            raise no_cas(f"{VIEWS} of a CAS in JSON must be an object")
        for view, by_type in views.items():
            for type, members in by_type.items() if isinstance(by_type, dict) else ():
                for position, raw in enumerate(members if isinstance(members, list) else ()):
                    if isinstance(raw, dict):
                        steps = (VIEWS, view, type, str(position))
                        pointer = "".join(f"/{pointer_step(step)}" for step in steps)
                        self._add(None, raw, type, pointer)

    def _referenced(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        referenced = self._values.root.get(_REFERENCED)
        for id, raw in referenced.items() if isinstance(referenced, dict) else ():
            if isinstance(raw, dict):
                yield id, raw, f"/{_REFERENCED}/{pointer_step(id)}"

    def _location(self, pointer: str) -> Location:
        return self._values.location(pointer, self._file)

    def _add(self, id: str | None, raw: dict[str, Any], type: object, pointer: str) -> None:
        if not isinstance(type, str):
            message = "a feature structure needs a _type"
            self.problems.append(
                Finding("remarks-not-read", message, location=self._location(pointer))
            )
        elif type == _SOFA:
            text = raw.get("sofaString")
            self.sofas.append(
                Sofa(
                    id=id or pointer,
                    name=value_text(raw.get("sofaID", INITIAL_VIEW)),
                    text=text if isinstance(text, str) else None,
                    location=self._location(pointer),
                )
            )
        else:
            self._add_structure(id, raw, type, pointer)

    def _add_structure(self, id: str | None, raw: dict[str, Any], type: str, pointer: str) -> None:
        values: dict[str, list[str]] = {}
        references: dict[str, list[str]] = {}
        references_of_type = self._reference_features.get(type, frozenset())
        for key, value in raw.items():
            if value is None or key[:1] == "_" or key in ("sofa", "begin", "end"):
                continue
            within = f"{pointer}/{pointer_step(key)}"
            for position, one in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(one, dict):
                    inner = f"{within}/{position}" if isinstance(value, list) else within
                    self._add(None, one, one.get("_type", key), inner)
                    references.setdefault(key, []).append(inner)
                elif key in references_of_type:
                    references.setdefault(key, []).append(value_text(one))
                elif one is not None:
                    values.setdefault(key, []).append(value_text(one))
        sofa = raw.get("sofa")
        self.structures.append(
            FeatureStructure(
                id=id or pointer,
                is_named=id is not None,
                type=type,
                sofa=None if sofa is None else value_text(sofa),
                span=self._span(raw, pointer),
                values=values,
                references=references,
                location=self._location(pointer),
            )
        )

    def _span(self, raw: Mapping[str, Any], pointer: str) -> tuple[int, int] | None:
        if raw.get("sofa") is None or not ("begin" in raw or "end" in raw):
            return None
        begin, end = raw.get("begin", 0), raw.get("end", 0)
        if all(isinstance(one, int) and not isinstance(one, bool) for one in (begin, end)):
            return begin, end
        message = "begin and end must be whole numbers"
        self.problems.append(Finding("remarks-not-read", message, location=self._location(pointer)))
        return None


def _references_of(context: Any) -> dict[str, frozenset[str]]:
    """Return, for each type, the features that refer to structures."""
    types = context.get("_types") if isinstance(context, dict) else None
    found: dict[str, frozenset[str]] = {}
    for name, declared in types.items() if isinstance(types, dict) else ():
        kinds = declared.get("_feature_types") if isinstance(declared, dict) else None
        if isinstance(kinds, dict):
            found[name] = frozenset(key for key, kind in kinds.items() if kind == "_ref")
    return found
