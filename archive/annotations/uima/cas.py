"""A CAS as its files hold it: texts, and structures that mark them or are held by others.

Apache UIMA calls a text that is annotated a Sofa, and all that is said of it feature structures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.errors import ReadError
from archive.findings import Finding, Location

DOCUMENT = "uima.tcas.DocumentAnnotation"
"""The type of what is said of a text as a whole."""
INITIAL_VIEW = "_InitialView"
"""What a CAS calls its only text, or the first of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sofa:
    """A text that is annotated."""

    id: str
    name: str
    """What the view of it is called."""
    text: str | None
    """The text; `None` where it is not in the file."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureStructure:
    """A feature structure: an annotation, or a value that others point to."""

    id: str
    """What others in the file call it."""
    is_named: bool
    """Whether the file gives it that id."""
    type: str
    """The name of its type, with all that stands before it, as far as the file has that."""
    sofa: str | None
    """The id of the text that it is about; `None` for what is only a value."""
    span: tuple[int, int] | None
    """Where it begins and ends in that text, in UTF-16 code units; `None` if it has no place."""
    values: Mapping[str, Sequence[str]]
    """Its features with their words and numbers, as they are written; several of an array."""
    references: Mapping[str, Sequence[str]]
    """Its features with the ids of the structures that they point to."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Cas:
    """All that a file holds."""

    sofas: Sequence[Sofa]
    structures: Sequence[FeatureStructure]
    """In the order of the file."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """The type that each type extends, as far as the file or its type system says that."""
    findings: Sequence[Finding] = ()
    """What was noticed while it was read."""

    def is_a(self, type: str, ancestor: str) -> bool:
        """Whether a type is another, or extends it."""
        seen: set[str] = set()
        while type != ancestor and type in self.parents and type not in seen:
            seen.add(type)
            type = self.parents[type]
        return type == ancestor


def no_cas(message: str, hint: str | None = None, location: Location | None = None) -> ReadError:
    """Return the error for a file that holds no CAS that can be read, in a sentence."""
    found = Finding("remarks-not-read", message, hint, location=location or Location(line=1))
    return ReadError([found])
