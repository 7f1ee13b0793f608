"""Reads W3C Web Annotations from other programs (JSON): their targets, bodies and makers.

Other programs leave out some of what the model requires, and add what it does not define. What is
not understood is counted and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from archive.annotations.external.data_model import (
    AnnotationFile,
    Body,
    ExternalAnnotation,
    Maker,
    Target,
)
from archive.annotations.external.selectors import (
    Raw,
    add_unknown,
    as_list,
    dicts,
    target_of,
    text_of,
)
from archive.english import counted
from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.losses import Losses
from archive.text.offsets import Unit

_ANNOTATION_FIELDS = frozenset((
    "@context", "@type", "id", "@id", "type", "target", "body", "bodyValue", "motivation",
    "creator", "created", "modified", "generator", "generated",
))  # fmt: skip
"""The fields of an annotation that are read; of these, `generated` is when the file was written."""
_BODY_FIELDS = frozenset((
    "id", "@id", "type", "@type", "value", "purpose", "language", "format", "source", "items",
    "creator", "created", "modified", "annotation", "motivation",
))  # fmt: skip
_TARGET_FIELDS = frozenset((
    "id", "@id", "type", "@type", "source", "selector", "items", "format", "annotation",
    "language", "partOf",
))  # fmt: skip
_SET_TYPES = ("Choice", "List", "Composite", "Independents", "oa:Choice", "oa:List", "oa:Composite")
_NON_TEXT_TYPES = ("Canvas", "Image", "Video", "Sound", "Audio", "Dataset", "Manifest")
"""The types of targets that are not text, in W3C and IIIF vocabularies."""
_MEDIA_FORMAT = re.compile(r"(?:image|audio|video)/.*")
_MAKER_FIELDS = frozenset(("id", "@id", "type", "@type", "name", "nickname"))
_HOLDER_FIELDS = frozenset((
    "@context", "id", "@id", "type", "@type", "total", "startIndex", "partOf", "generator",
    "generated", "first", "last", "next", "prev", "items", "annotations", "resources", "@graph",
))  # fmt: skip
"""The fields of a collection, page or manifest that are read or that only describe it."""
_PAGES = ("first", "next", "prev", "last")
"""The fields of a collection or page whose value is another page, or its address."""
_DEEPEST = 50
"""The deepest nesting of sets of targets or bodies that is read."""


class RawAnnotation(NamedTuple):
    """A raw annotation, and its pointer in the file."""

    pointer: str
    raw: Raw


def read_json(data: bytes) -> Any:
    """Return the value of a JSON file of annotations.

    Raises:
        ReadError: The data are not JSON (`not-json`), or not UTF-8.
    """
    import jiter

    from archive.text.decoding import decode

    text = decode(data)
    try:
        return jiter.from_json(text.encode(), allow_inf_nan=False, catch_duplicate_keys=True)
    except ValueError as problem:
        raise ReadError([Finding("not-json", str(problem))]) from None


def not_annotations(message: str, hint: str | None = None) -> ReadError:
    """Return the error that a file has no annotations in the expected format."""
    return ReadError([Finding("remarks-not-read", message, hint)])


def annotations_in(raw: Any, losses: Losses[Location]) -> Sequence[RawAnnotation]:
    """Return the annotations in one annotation, a list, pages, collections or an IIIF manifest."""
    found: list[RawAnnotation] = []
    waiting: list[tuple[str, Any]] = [("", raw)]
    pages: dict[str, str] = {}
    own: set[str | None] = set()
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed([(f"{pointer}/{n}", inner) for n, inner in enumerate(value)])
            continue
        if not isinstance(value, dict):
            if isinstance(value, str):
                pages.setdefault(value, pointer)
            else:
                losses.add("a value that is not an annotation", location_at(pointer))
            continue
        if is_annotation(value):
            found.append(RawAnnotation(pointer, value))
            continue
        own.add(id_of(value))
        what = "an object that holds annotations"
        add_unknown(value, _HOLDER_FIELDS, what, losses, location_at(pointer))
        inner = [
            (f"{pointer}/{name}", value[name])
            for name in ("items", "annotations", "resources", "@graph", *_PAGES)
            if name in value
        ]
        if not inner and pointer:
            losses.add("a value that is not an annotation", location_at(pointer))
        waiting += reversed(inner)
    for address, pointer in pages.items():
        if address not in own:
            losses.add("a page of annotations in another file", location_at(pointer))
    return found


def is_annotation(raw: Any) -> bool:
    """Whether a value is an annotation, by its type or, without a type, by its fields."""
    if not isinstance(raw, dict):
        return False
    types = [str(one).rpartition(":")[2] for one in as_list(raw.get("type", raw.get("@type")))]
    return "Annotation" in types if types else "target" in raw


def is_collection(raw: Any) -> bool:
    """Whether a value is a collection or page of annotations, which may be empty."""
    kinds = _types(raw) if isinstance(raw, dict) else ()
    return any(kind in ("AnnotationCollection", "AnnotationPage") for kind in kinds)


class WebAnnotationReader:
    """Reads the annotations of one file."""

    def __init__(self, scheme: str, unit: Unit | None = None) -> None:
        """Keep the scheme of the identifiers that keep the ids, and the unit of offsets."""
        self._scheme = scheme
        self._unit: Unit | None = unit
        self.losses = Losses[Location]()
        """The content of the file that the record cannot hold."""
        self._ids: frozenset[str] = frozenset()
        self._is_iiif = False

    def read(self, raw: Any) -> AnnotationFile:
        """Return the annotations of a file."""
        raw_annotations = annotations_in(raw, self.losses)
        self._is_iiif = any("iiif.io/" in str(one.get("@context")) for one in dicts(raw))
        self._ids = frozenset(id for one in raw_annotations if (id := id_of(one.raw)))
        annotations = [
            annotation for one in raw_annotations if (annotation := self._annotation(one))
        ]
        findings = (*_wrong_total(raw, len(raw_annotations)), *self.losses.findings())
        return AnnotationFile(scheme=self._scheme, annotations=annotations, findings=findings)

    def _annotation(self, raw_annotation: RawAnnotation) -> ExternalAnnotation | None:
        pointer, raw = raw_annotation
        location = location_at(pointer)
        add_unknown(raw, _ANNOTATION_FIELDS, "an annotation", self.losses, location)
        motivations = [str(one).rpartition(":")[2] for one in as_list(raw.get("motivation"))]
        self._add_further(motivations, "a second motivation of an annotation", location)
        maker = self.maker(raw.get("creator"), location)
        if maker is None and "generator" in raw:
            maker = self.maker(raw["generator"], location, software=True)
        elif "generator" in raw:
            self.losses.add("the program that wrote an annotation", location)
        targets, on = self._targets(raw.get("target"), location, motivations)
        if not targets and not on and not as_list(raw.get("target")):
            self.losses.add("an annotation without a target", location)
            return None
        bodies = self._bodies(raw, location)
        if len(on) > 1:
            bodies = self._link(bodies, on)
        return ExternalAnnotation(
            id=id_of(raw),
            targets=targets,
            on=on[0] if on else None,
            motivation=motivations[0] if motivations else None,
            bodies=bodies,
            maker=maker,
            made_at=text_of(raw.get("created")),
            changed_at=text_of(raw.get("modified")),
            location=location,
        )

    def _add_further(self, values: Sequence[Any], what: str, location: Location) -> None:
        """Add each value after the first one to the losses."""
        for _ in values[1:]:
            self.losses.add(what, location)

    @staticmethod
    def _link(bodies: Sequence[Body], on: Sequence[str]) -> Sequence[Body]:
        """Return the bodies of an annotation on annotations, so that each body links to one."""
        linking = bodies or (Body(),)
        return [
            Body(
                layer=one.layer, purpose=one.purpose, value=one.value, uri=one.uri, linked_id=other
            )
            for one in linking
            for other in on[1:]
        ]

    # --- targets ---

    def _targets(
        self, raw: Any, location: Location, motivations: Sequence[str]
    ) -> tuple[Sequence[Target], Sequence[str]]:
        """Return the words and the ids of other annotations that an annotation is about."""
        targets: list[Target] = []
        on: list[str] = []
        for one in self._flat(raw, location):
            if isinstance(one, str):
                one = {"id": one}
            add_unknown(one, _TARGET_FIELDS, "a target", self.losses, location)
            source = one.get("source", id_of(one))
            address = source if isinstance(source, str) else id_of(source)
            is_annotation = address in self._ids or "replying" in motivations
            if "selector" not in one and address and is_annotation:
                on.append(address)
            elif target := self._target(one, source, address, location):
                targets.append(target)
        return targets, on

    def _target(
        self, raw: Raw, source: Any, address: str | None, location: Location
    ) -> Target | None:
        """Return the words that a target selects; `None` if it is the whole text."""
        kinds = [kind for one in (raw, source) if isinstance(one, dict) for kind in _types(one)]
        format = raw.get("format", source.get("format") if isinstance(source, dict) else None)
        found = target_of(raw.get("selector"), self._unit, self.losses, location)
        no_text = [kind for kind in kinds if kind in _NON_TEXT_TYPES]
        if no_text or (isinstance(format, str) and _MEDIA_FORMAT.match(format)):
            what = no_text[0] if no_text else str(format)
            return Target(
                other_selectors={"target": what, **(found.other_selectors if found else {})}
            )
        if found is not None:
            return found
        page, _, fragment = (address or "").partition("#")
        if self._is_iiif and not fragment:
            return Target(other_selectors={"target": "Canvas"})  # IIIF Presentation API 3.0, 3.2
        if fragment and page:
            what = "xywh" if fragment.startswith(("xywh=", "t=")) else "fragment"
            return Target(other_selectors={what: fragment})
        return None

    def _flat(self, raw: Any, location: Location, depth: int = 0) -> Iterator[Any]:
        """Yield each target or body, also those within sets."""
        for one in as_list(raw):
            if isinstance(one, dict) and isinstance(one.get("items"), list) and _is_set(one):
                if "Choice" in _types(one):
                    self.losses.add("the choice between alternative bodies", location)
                if depth < _DEEPEST:
                    yield from self._flat(one["items"], location, depth + 1)
            elif isinstance(one, dict | str):
                yield one
            elif one is not None:
                self.losses.add("a target or body that is not an object or an address", location)

    # --- bodies ---

    def _bodies(self, raw: Raw, location: Location) -> Sequence[Body]:
        bodies = [self.body(one, location) for one in self._flat(raw.get("body"), location)]
        if isinstance(raw.get("bodyValue"), str):
            bodies.append(Body(value=raw["bodyValue"]))
        return [body for body in bodies if body is not None]

    def body(self, raw: Any, location: Location) -> Body | None:
        """Return one body. If it is empty, report that and return `None`."""
        if isinstance(raw, str):
            return Body(uri=raw)
        add_unknown(raw, _BODY_FIELDS, "a body", self.losses, location)
        if raw.get("format", "text/plain") != "text/plain":
            self.losses.add(f"that a body is {raw['format']}", location)
        value = raw.get("value")
        source = raw.get("source")
        uri = source if isinstance(source, str) else id_of(source)
        if isinstance(value, dict):  # in Recogito, a term with its address
            uri = uri or id_of(value) or text_of(value.get("uri"))
            value = value.get("label")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is None and uri is None and "TextualBody" not in _types(raw):
            uri = id_of(raw)
        if not isinstance(value, str) and uri is None:
            self.losses.add("an empty body", location)
            return None
        if raw.get("modified", raw.get("created")) != raw.get("created"):
            self.losses.add("the time at which a body was changed", location)
        purposes = [str(one).rpartition(":")[2] for one in as_list(raw.get("purpose"))]
        languages = as_list(raw.get("language"))
        self._add_further(purposes, "a second purpose of a body", location)
        self._add_further(languages, "a second language of a body", location)
        return Body(
            value=value if isinstance(value, str) else None,
            uri=uri,
            purpose=purposes[0] if purposes else None,
            language=text_of(languages[0]) if languages else None,
            maker=self.maker(raw.get("creator"), location),
            made_at=text_of(raw.get("created")),
        )

    # --- makers ---

    def maker(self, raw: Any, location: Location, *, software: bool = False) -> Maker | None:
        """Return the first of the makers, and report the others."""
        makers = as_list(raw)
        self._add_further(makers, "a second maker", location)
        if not makers:
            return None
        one = makers[0]
        if isinstance(one, str):
            one = {"id": one}
        if not isinstance(one, dict):
            self.losses.add("a maker that is not an object or an address", location)
            return None
        add_unknown(one, _MAKER_FIELDS, "a maker", self.losses, location)
        id = id_of(one)
        names = [*as_list(one.get("name")), *as_list(one.get("nickname"))]
        self._add_further(names, "a further name of a maker", location)
        names += as_list(id)
        name = next((text for text in names if isinstance(text, str) and text.strip()), None)
        if name is None:
            return None
        types = _types(one)
        is_address = id is not None and id.startswith(("http://", "https://"))
        return Maker(
            name=name,
            type="software"
            if software or "Software" in types
            else "organisation"
            if "Organization" in types
            else "person",
            address=id if is_address else None,
            id=None if is_address or id == name else id,
        )


def id_of(raw: Any) -> str | None:
    """Return the id of an object."""
    if not isinstance(raw, dict):
        return None
    return text_of(raw.get("id", raw.get("@id")))


def location_at(pointer: str) -> Location:
    """Return the location of a value in a JSON file."""
    return Location(pointer=pointer)


def _types(raw: Mapping[str, Any]) -> Sequence[str]:
    kinds = as_list(raw.get("type", raw.get("@type")))
    return [str(kind).rpartition(":")[2] for kind in kinds]


def _is_set(raw: Mapping[str, Any]) -> bool:
    return any(kind in _SET_TYPES for kind in _types(raw))


def _wrong_total(raw: Any, count: int) -> Iterator[Finding]:
    """Warn if a collection states another number of annotations than the file has."""
    for one in dicts(raw):
        total = one.get("total")
        if isinstance(total, int) and total != count:
            message = f"the file holds {counted(count, 'annotations')} but states {total}"
            yield Finding(
                "not-kept", message, severity=Severity.WARNING, location=location_at("/total")
            )
