"""The values of an annotation file of another tool: annotations, targets, bodies and makers."""

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
    """Words that an annotation is about, as far as its file selects them.

    A file that selects the same words in several ways (by a position, the words, an element) has
    one target for them.
    """

    exact: str | None = None
    """The words."""
    prefix: str = ""
    """What stands just before them."""
    suffix: str = ""
    """What stands just after them."""
    start: int | None = None
    """Where they begin in the text that the other program had."""
    end: int | None = None
    """Where they end there, the end excluded."""
    unit: Unit | None = None
    """What these offsets count; `None` if the file does not say."""
    element: str | None = None
    """The element in which `start` counts: an XPath, an id; `None` for all of the text."""
    end_element: str | None = None
    """The element in which `end` counts, where that is another."""
    source: str | None = None
    """The text in which offsets count, where the annotations of a file are about several: each of
    these is a whole of its own, or a part of the record's text."""
    other_selectors: Mapping[str, Any] = field(default_factory=dict)
    """What else selects them, as the file has it, for the warning that they were not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who made an annotation: a person or program, as the file names it."""

    name: str
    """The name, as it is written there."""
    type: AgentType = "person"
    """What it is."""
    address: str | None = None
    """Its address on the web."""
    id: str | None = None
    """What the other program calls it, where that is neither name nor address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body of an annotation: something that it says about its words.

    A mapping chooses by `layer`, `purpose` and `value` what becomes of it in a record.
    """

    layer: str | None = None
    """The name of the layer and feature of an annotation tool (`NamedEntity.value`), or of the type
    of a body."""
    purpose: str | None = None
    """What the body is for (Web Annotation Vocabulary, 3.2), where the file says that."""
    value: str | None = None
    """The words of the body; a label."""
    uri: str | None = None
    """What the body points to: a term, a page, an entity in a register."""
    language: str | None = None
    """The language of the value (BCP 47)."""
    linked_id: str | None = None
    """The id of another annotation of the same file that the body points to. A relation between two
    annotations is an annotation `on` the one with a body that names the other."""
    maker: Maker | None = None
    """Who made it, where that is not the maker of the annotation."""
    made_at: str | None = None
    """When it was made, as the file has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalAnnotation:
    """An annotation of somebody else."""

    id: str | None = None
    """Its id in the file, by which a second import finds it; `None` if it has none there."""
    targets: Sequence[Target] = ()
    """The words it is about, in the order of the file; none for an annotation on all of the text,
    or on another annotation."""
    on: str | None = None
    """The id of the annotation that it answers."""
    motivation: str | None = None
    """Why it was made (Web Annotation Vocabulary, 3.2), where the file says that."""
    bodies: Sequence[Body] = ()
    """What it says; nothing, where only words were marked."""
    maker: Maker | None = None
    """Who made it."""
    made_at: str | None = None
    """When, as the file has it."""
    changed_at: str | None = None
    """When it was last changed."""
    location: Location = field(default_factory=Location)
    """Where it stands in its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFile:
    """All that a file of annotations holds."""

    scheme: str
    """The name of the program or format, under which ids are kept as identifiers."""
    annotations: Sequence[ExternalAnnotation]
    """Every annotation of the file, in its order."""
    name: str = ""
    """What the file is called, where its ids are unique only within it (`T1` of brat): it stands
    before each id then."""
    text: str | None = None
    """The text that the other program had, where the file holds it; offsets count in it."""
    findings: Sequence[Finding] = ()
    """Warnings about what was wrong with the file, and about what was not read of it."""
