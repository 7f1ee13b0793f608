"""The content of an annotation file of another tool: annotations, targets, bodies and makers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from archive.findings import Finding, Location
from archive.model.statements import AgentType
from archive.text.offsets import Unit

Status = Literal["proposed", "accepted"]
"""The status of a statement that is added to a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The words that an annotation is about, as its file selects them.

    If a file selects the same words in several ways (position, quote, element), this is one target.
    """

    exact: str | None = None
    """The words."""
    prefix: str = ""
    """The text just before the words."""
    suffix: str = ""
    """The text just after the words."""
    start: int | None = None
    """The start of the words in the text that the other program had."""
    end: int | None = None
    """The end of the words in that text, exclusive."""
    unit: Unit | None = None
    """The unit of these offsets; `None` if the file does not state it."""
    element: str | None = None
    """The element that `start` is relative to: an XPath or an id; `None` for the whole text."""
    end_element: str | None = None
    """The element that `end` is relative to, if it is not `element`."""
    source: str | None = None
    """If a file annotates several texts, the text that the offsets refer to. It is a separate text
    or a part of the record's text."""
    other_selectors: Mapping[str, Any] = field(default_factory=dict)
    """Other selectors, as in the file, for the warning that no words were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """The person or program that made an annotation, as the file names it."""

    name: str
    """The name, as in the file."""
    type: AgentType = "person"
    """The type of agent."""
    address: str | None = None
    """The maker's address on the web."""
    id: str | None = None
    """The maker's id in the other program, if this is not the name or the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body of an annotation: a statement about the words of the annotation.

    The mapping decides by `layer`, `purpose` and `value` which kind of statement the body becomes.
    """

    layer: str | None = None
    """The layer and feature of an annotation tool (`NamedEntity.value`), or the type of a body."""
    purpose: str | None = None
    """The purpose of the body (Web Annotation Vocabulary, 3.2), if the file states it."""
    value: str | None = None
    """The text of the body, or its label."""
    uri: str | None = None
    """What the body points to: a term, a page, an entity in a register."""
    language: str | None = None
    """The language of the value (BCP 47)."""
    linked_id: str | None = None
    """The id of another annotation of the same file that the body points to. A relation between two
    annotations is an annotation `on` the first whose body has the id of the second."""
    maker: Maker | None = None
    """The maker of the body, if another than that of the annotation."""
    made_at: str | None = None
    """The time at which the body was made, as in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalAnnotation:
    """An annotation from another tool."""

    id: str | None = None
    """The id in the file, by which a second import finds the annotation; `None` if there is
    none."""
    targets: Sequence[Target] = ()
    """The words that the annotation is about, in the order of the file. An annotation on the whole
    text or on another annotation has none."""
    on: str | None = None
    """The id of the annotation that this one is on or replies to."""
    motivation: str | None = None
    """Why the annotation was made (Web Annotation Vocabulary, 3.2), if the file states it."""
    bodies: Sequence[Body] = ()
    """The content of the annotation; empty if words were only marked."""
    maker: Maker | None = None
    """The maker of the annotation."""
    made_at: str | None = None
    """The time at which the annotation was made, as in the file."""
    changed_at: str | None = None
    """The time of the last change, as in the file."""
    location: Location = field(default_factory=Location)
    """The location of the annotation in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFile:
    """The content of a file of annotations."""

    scheme: str
    """The name of the program or format, and the scheme of the identifiers for its ids."""
    annotations: Sequence[ExternalAnnotation]
    """All annotations of the file, in its order."""
    name: str = ""
    """The name of the file, if ids are unique only within the file (`T1` in brat). The name is put
    before each id."""
    text: str | None = None
    """The text that the offsets refer to, if the file contains it."""
    findings: Sequence[Finding] = ()
    """Warnings about errors in the file and about content that is not read."""
