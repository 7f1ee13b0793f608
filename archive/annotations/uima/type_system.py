"""Reads the type system of a CAS, a separate XML file that declares the type of each feature.

UIMA References, "Type System Descriptors".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from archive.annotations.uima.cas import no_cas
from archive.derivations.untrusted_xml import Element, parse_xml

_NS = "{http://uima.apache.org/resourceSpecifier}"
_WORDS = frozenset(
    f"uima.cas.{name}"
    for name in ("String", "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double",
                 "StringArray", "StringList")
)  # fmt: skip
_NUMBERS = frozenset(
    f"uima.cas.{name}"
    for name in ("BooleanArray", "ByteArray", "ShortArray", "IntegerArray", "LongArray",
                 "FloatArray", "DoubleArray", "IntegerList", "FloatList")
)  # fmt: skip


class FeatureKind(Enum):
    """The kind of value that a feature has."""

    WORDS = "words"
    NUMBERS = "numbers"
    """Several numbers in one attribute, separated by spaces."""
    STRUCTURES = "structures"
    """The ids of structures."""
    UNKNOWN = "unknown"
    """The type system does not declare it."""


@dataclass(frozen=True, slots=True)
class TypeSystem:
    """The known types and their features."""

    parents: Mapping[str, str] = field(default_factory=dict)
    """For each type, the type that it extends."""
    ranges: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """For each type and feature, the type of the values."""
    by_reference: frozenset[tuple[str, str]] = frozenset()
    """The features whose arrays are separate structures, by type and feature."""

    def kind(self, type: str, feature: str) -> FeatureKind:
        """Return the kind of a feature, as declared by the type or by one that it extends."""
        seen: set[str] = set()
        while type not in seen:
            seen.add(type)
            if (range := self.ranges.get((type, feature))) is not None:
                return self._kind(range, (type, feature) in self.by_reference)
            type = self.parents.get(type, type)
        return FeatureKind.UNKNOWN

    def _kind(self, range: str, by_reference: bool) -> FeatureKind:
        if by_reference:
            return FeatureKind.STRUCTURES
        if range in _WORDS or self.parents.get(range) == "uima.cas.String":
            return FeatureKind.WORDS
        return FeatureKind.NUMBERS if range in _NUMBERS else FeatureKind.STRUCTURES


def type_system_of(data: bytes) -> TypeSystem:
    """Return the type system of a file.

    Raises:
        ReadError: The file is not XML, or not a type system.
    """
    root = parse_xml(data).root
    if root.tag != f"{_NS}typeSystemDescription":
        raise no_cas("this is not a UIMA type system (typeSystemDescription)")
    parents: dict[str, str] = {}
    ranges: dict[tuple[str, str], str] = {}
    by_reference: set[tuple[str, str]] = set()
    for described in root.iter(f"{_NS}typeDescription"):
        name = _child_text(described, "name")
        parents[name] = _child_text(described, "supertypeName")
        for feature in described.iter(f"{_NS}featureDescription"):
            key = name, _child_text(feature, "name")
            ranges[key] = _child_text(feature, "rangeTypeName")
            is_array = ranges[key].endswith(("Array", "List"))
            if is_array and _child_text(feature, "multipleReferencesAllowed").lower() == "true":
                by_reference.add(key)
    return TypeSystem(parents, ranges, frozenset(by_reference))


def _child_text(element: Element, name: str) -> str:
    return (element.findtext(f"{_NS}{name}") or "").strip()
