"""The values of a CAS: its texts, and its feature structures (annotations and their values).

Apache UIMA calls an annotated text a Sofa, and annotations and their values feature structures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.errors import ReadError
from archive.findings import Finding, Location

DOCUMENT = "uima.tcas.DocumentAnnotation"
"""The type of the structure that describes a text as a whole."""
INITIAL_VIEW = "_InitialView"
"""The name of the only text of a CAS, or of the first of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sofa:
    """An annotated text."""

    id: str
    name: str
    """The name of its view."""
    text: str | None
    """The text; `None` if it is not in the file."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureStructure:
    """A feature structure: an annotation, or a value that others point to."""

    id: str
    """The id by which others in the file refer to it."""
    is_named: bool
    """Whether the file states that id."""
    type: str
    """The qualified name of its type, or the short name if the file has no other."""
    sofa: str | None
    """The id of the text that it annotates; `None` if it is only a value."""
    span: tuple[int, int] | None
    """Its start and end in that text, in UTF-16 code units; `None` if it has no place."""
    values: Mapping[str, Sequence[str]]
    """Its features with their words and numbers, as written; an array has several."""
    references: Mapping[str, Sequence[str]]
    """Its features with the ids of the structures that they point to."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas:
    """The content of a file."""

    sofas: Sequence[Sofa]
    structures: Sequence[FeatureStructure]
    """In the order of the file."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """The type that each type extends, as far as the file or its type system states it."""
    findings: Sequence[Finding] = ()
    """The findings from reading the file."""

    def is_a(self, type: str, ancestor: str) -> bool:
        """Whether a type is another, or extends it."""
        seen: set[str] = set()
        while type != ancestor and type in self.parents and type not in seen:
            seen.add(type)
            type = self.parents[type]
        return type == ancestor


def no_cas(message: str, hint: str | None = None, location: Location | None = None) -> ReadError:
    """Return the error for a file without a readable CAS."""
    found = Finding("remarks-not-read", message, hint, location=location or Location(line=1))
    return ReadError([found])
