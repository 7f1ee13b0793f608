"""The content of a CAS: its texts, and its feature structures (annotations and their values).

In Apache UIMA, an annotated text is a Sofa, and an annotation or a value is a feature structure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.errors import ReadError
from archive.findings import Finding, Location

DOCUMENT = "uima.tcas.DocumentAnnotation"
"""The type of the feature structure that describes a text as a whole."""
INITIAL_VIEW = "_InitialView"
"""The name of the only view of a CAS, or of the first of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sofa:
    """An annotated text."""

    id: str
    name: str
    """The name of the view that shows the text."""
    text: str | None
    """The text; `None` if it is not in the file."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureStructure:
    """A feature structure: an annotation, or a value that others refer to."""

    id: str
    """The id by which others in the file refer to this structure."""
    is_named: bool
    """Whether the file states this id."""
    type: str
    """The qualified name of the type, or the short name if the file has no other."""
    sofa: str | None
    """The id of the text that the structure annotates; `None` if it is only a value."""
    span: tuple[int, int] | None
    """Start and end in that text, in UTF-16 code units; `None` if the structure has no place."""
    values: Mapping[str, Sequence[str]]
    """The features whose values are text or numbers, as written; an array has several values."""
    references: Mapping[str, Sequence[str]]
    """The features that refer to other structures, with the ids of these."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas:
    """The content of a file."""

    sofas: Sequence[Sofa]
    structures: Sequence[FeatureStructure]
    """The feature structures, in the order of the file."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """For each type, the type that it extends, as far as the file or the type system says."""
    findings: Sequence[Finding] = ()
    """The findings from reading the file."""

    def is_a(self, type: str, ancestor: str) -> bool:
        """Whether a type is the ancestor, or extends it."""
        seen: set[str] = set()
        while type != ancestor and type in self.parents and type not in seen:
            seen.add(type)
            type = self.parents[type]
        return type == ancestor


def no_cas(message: str, hint: str | None = None, location: Location | None = None) -> ReadError:
    """Return the error that a file has no readable CAS."""
    found = Finding("remarks-not-read", message, hint, location=location or Location(line=1))
    return ReadError([found])
