"""Converts the feature structures about one text of a CAS to external annotations.

A structure that marks words becomes an annotation with a body for each feature. If it refers to
another structure, it also becomes an annotation on this one, whose body has the id of the other. A
structure with `Governor` and `Dependent` becomes an annotation on the first, whose body has the id
of the second (a convention of DKPro, WebAnno and INCEpTION). Values that mark no text, such as the
links of a slot, are read if an annotation refers to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation, Target
from archive.annotations.uima.cas import DOCUMENT, Cas, FeatureStructure, Sofa
from archive.annotations.uima.features import bodies_of
from archive.english import counted
from archive.errors import NoSuchOffset
from archive.findings import Finding, Location, Severity
from archive.formats.losses import Losses
from archive.text.offsets import Offsets, offsets

SCHEME = "uima"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_WEBANNO = "de.tudarmstadt.ukp.clarin.webanno.api.type."
_TECHNICAL = (
    DOCUMENT,
    f"{_DKPRO}segmentation.type.Token",
    f"{_DKPRO}segmentation.type.Sentence",
    f"{_DKPRO}metadata.type.DocumentMetaData",
    f"{_DKPRO}metadata.type.TagsetDescription",
    f"{_DKPRO}metadata.type.TagDescription",
    f"{_WEBANNO}CASMetadata",
    f"{_WEBANNO}FeatureDefinition",
    f"{_WEBANNO}LayerDefinition",
)
"""Internal types of programs, which people do not use for annotations."""
_SOURCE_PREFIXES = ("org.dkpro.core.api.xml.type.", "org.dkpro.core.api.pdf.type.")
"""Prefixes of types that describe the structure of the source file: elements, pages."""
_TECHNICAL_SHORT = frozenset(name.rpartition(".")[2] for name in _TECHNICAL)
"""The names of the technical types in a file with short names."""
_ENDS = ("Governor", "Dependent")
"""The features of a relation that refer to its two ends."""
_LABELS = ("role", "label", "name")
"""Features of a link that may have its label as the value, in order of preference."""


def annotations_of_cas(cas: Cas, sofa: Sofa, *, name: str, technical: bool) -> AnnotationFile:
    """Return the annotations of one text of a CAS.

    Args:
        cas: The content of the file.
        sofa: The text; it must be in the file.
        name: The name of the file; ids are unique within it.
        technical: Whether to read tokens, sentences and the internal annotations of programs.
    """
    reader = _StructureReader(cas, sofa, sofa.text or "", technical)
    annotations = [*reader.annotations()]
    return AnnotationFile(
        scheme=SCHEME,
        annotations=annotations,
        name=name,
        text=sofa.text,
        findings=(*cas.findings, *reader.findings()),
    )


class _StructureReader:
    def __init__(self, cas: Cas, sofa: Sofa, text: str, technical: bool) -> None:
        self._cas, self._sofa, self._text = cas, sofa, text
        self._offsets = offsets(text)
        self._technical = technical
        self._views = {sofa.id: sofa.name for sofa in cas.sofas}
        self._layers = _layers(structure.type for structure in cas.structures)
        self._warnings: list[Finding] = []
        self._losses = Losses[int]()
        self._by_id: dict[str, FeatureStructure] = {}
        self._duplicates: set[int] = set()
        """Structures whose id an earlier structure has."""
        for structure in cas.structures:
            if self._by_id.setdefault(structure.id, structure) is not structure:
                self._duplicates.add(id(structure))
        self._spans = {
            id(structure): span
            for structure in cas.structures
            if self._is_wanted(structure) and (span := self._span_of(structure, self._offsets))
        }
        """The spans of the annotations that are added, in code points."""
        self._used_values: set[str] = set()
        """The ids of values that an annotation refers to."""

    def findings(self) -> Iterator[Finding]:
        yield from self._warnings
        yield from self._losses.findings()

    def annotations(self) -> Iterator[ExternalAnnotation]:
        values: list[FeatureStructure] = []
        for structure in self._cas.structures:
            if structure.sofa is None:
                values.append(structure)
            elif structure.sofa != self._sofa.id:
                self._add_other_view_loss(structure)
            elif not self._is_wanted(structure):
                layer = self._layers[structure.type]
                self._add_loss(
                    structure,
                    f"technical annotations {layer}; add them with technical=True (--technical)",
                )
            elif structure.span is None and not structure.values:
                layer = self._layers[structure.type]
                self._add_loss(structure, f"structures {layer}, which have neither place nor words")
            elif structure.span is None or id(structure) in self._spans:
                yield from self._annotations_of(structure)
        for value in values:
            if value.id not in self._used_values:
                self._add_loss(value, f"values {self._layers[value.type]}, which mark no text")

    # --- which annotations there are ---

    def _is_wanted(self, structure: FeatureStructure) -> bool:
        """Whether a structure is an annotation of this text that should be added."""
        if structure.sofa != self._sofa.id:
            return False
        if self._technical:
            return True
        type = structure.type
        known = _TECHNICAL if "." in type else _TECHNICAL_SHORT
        is_technical = type in known or type.startswith(_SOURCE_PREFIXES)
        return not (is_technical or self._cas.is_a(type, DOCUMENT))

    def _span_of(self, structure: FeatureStructure, offsets: Offsets) -> tuple[int, int] | None:
        if structure.span is None:
            return None
        start, end = structure.span
        layer = self._layers[structure.type]
        try:
            span = offsets.convert_span(start, end, of="utf-16")
        except NoSuchOffset as problem:
            self._warn("remark-outside-text", f"{layer} {structure.id}: {problem}", structure)
            return None
        if end < start:
            message = f"{layer} {structure.id} starts at {start} and ends before that, at {end}"
            self._warn("remark-outside-text", message, structure)
            return None
        if not self._text[span[0] : span[1]].strip():
            self._add_loss(structure, f"annotations {layer} without words")
            return None
        return span

    # --- their bodies ---

    def _annotations_of(self, structure: FeatureStructure) -> Iterator[ExternalAnnotation]:
        """Yield an annotation, and one on it for each annotation that it refers to."""
        layer = self._layers[structure.type]
        relates = all(name in structure.references for name in _ENDS)
        ends = self._ends(structure) if relates else None
        if relates and ends is None:
            what = f"relations {layer} with an end that is not an added annotation"
            self._add_loss(structure, what)
            return
        bodies = [*self._bodies(structure, except_for=_ENDS if relates else ())]
        own = [body for body in bodies if body.linked_id is None] or [Body(layer=layer)]
        name, span = self._id_of(structure), self._spans.get(id(structure))
        if ends is not None:
            own[0] = replace(own[0], linked_id=ends[1])
        yield ExternalAnnotation(
            id=name,
            on=None if ends is None else ends[0],
            targets=() if span is None or ends is not None else (self._target(*span),),
            bodies=own,
            location=structure.location,
        )
        for link in (body for body in bodies if body.linked_id is not None):
            if name is None:
                self._add_loss(structure, f"links {link.layer} of annotations without an id")
            else:
                yield ExternalAnnotation(on=name, bodies=(link,), location=structure.location)

    def _ends(self, structure: FeatureStructure) -> tuple[str | None, str | None] | None:
        """Return the ids of the annotations at the ends of a relation, if both are added."""
        ids = [structure.references[name] for name in _ENDS]
        found = [self._end_of_relation(several[0]) for several in ids if len(several) == 1]
        known = [self._id_of(one) for one in found if one is not None and self._is_added(one)]
        return (known[0], known[1]) if len(known) == len(_ENDS) else None

    def _end_of_relation(self, id: str) -> FeatureStructure | None:
        """Return the annotation with this id; for a token that is not added, its part of speech.

        Dependencies are between tokens in DKPro, and between parts of speech in WebAnno.
        """
        structure = self._by_id.get(id)
        if structure is not None and not self._is_added(structure):
            pos = structure.references.get("pos") or [""]
            return self._by_id.get(pos[0], structure)
        return structure

    def _bodies(
        self, structure: FeatureStructure, except_for: Sequence[str] = ()
    ) -> Iterator[Body]:
        """Yield a body for each feature of an annotation and each structure that one refers to."""
        layer = self._layers[structure.type]
        values = structure.values.items()
        yield from bodies_of(layer, ((name, word) for name, words in values for word in words))
        for feature, ids in structure.references.items():
            if feature not in except_for:
                yield from self._referenced_bodies(f"{layer}.{feature}", ids, structure)

    def _referenced_bodies(
        self, layer: str, ids: Sequence[str], holder: FeatureStructure
    ) -> Iterator[Body]:
        """Yield the bodies for what a feature refers to, through arrays, lists and links."""
        waiting = [*reversed(ids)]
        seen: set[str] = set()
        while waiting:
            id = waiting.pop()
            if id in seen:
                continue
            seen.add(id)
            structure = self._by_id.get(id)
            if structure is None:
                message = f"{layer} refers to {id}, which is not in the file"
                self._warn("remark-not-there", message, holder)
            elif structure.sofa is not None:
                yield from self._linking_body(layer, structure, holder)
            elif _is_list(structure.type):
                self._used_values.add(id)
                words = _elements(structure.values)
                yield from bodies_of(layer, (("", word) for word in words))
                waiting += reversed(_elements(structure.references))
            else:
                self._used_values.add(id)
                yield from self._slot_bodies(layer, structure, holder)

    def _linking_body(
        self,
        layer: str,
        structure: FeatureStructure,
        holder: FeatureStructure,
        value: str | None = None,
    ) -> Iterator[Body]:
        if self._is_added(structure) and id(structure) not in self._duplicates:
            yield Body(layer=layer, value=value, linked_id=self._id_of(structure))
        else:
            what = f"features {layer} that refer to {self._layers[structure.type]}"
            self._add_loss(holder, f"{what}, which is not added")
            if value is not None:
                yield Body(layer=layer, value=value)

    def _slot_bodies(
        self, layer: str, link: FeatureStructure, holder: FeatureStructure
    ) -> Iterator[Body]:
        """Yield the bodies for a value that is not an annotation: a slot's role and target."""
        names = [*(name for name in _LABELS if name in link.values), *link.values]
        label = names[0] if names and link.references else None
        values = link.values[label] if label is not None else ()
        value = values[0] if len(values) == 1 else None
        for feature, words in link.values.items():
            if feature != label or value is None:
                yield from bodies_of(layer, ((feature, word) for word in words))
        is_used = value is None
        for id in (id for ids in link.references.values() for id in ids):
            target = self._by_id.get(id)
            if target is None:
                message = f"{layer} refers to {id}, which is not in the file"
                self._warn("remark-not-there", message, link)
            elif target.sofa is not None:
                yield from self._linking_body(layer, target, holder, value)
                is_used = True
            else:
                self._add_loss(link, f"values that {layer} refers to through two other values")
        if not is_used:
            yield Body(layer=f"{layer}.{label}", value=value)

    def _target(self, start: int, end: int) -> Target:
        return Target(exact=self._text[start:end], start=start, end=end, unit="code-points")

    def _is_added(self, structure: FeatureStructure) -> bool:
        if structure.sofa != self._sofa.id or not self._is_wanted(structure):
            return False
        if structure.span is None:
            return bool(structure.values)
        return id(structure) in self._spans

    def _id_of(self, structure: FeatureStructure) -> str | None:
        is_own = structure.is_named and id(structure) not in self._duplicates
        return structure.id if is_own else None

    # --- losses and warnings ---

    def _add_loss(self, structure: FeatureStructure, what: str) -> None:
        self._losses.add(what, structure.location.line or 1)

    def _add_other_view_loss(self, structure: FeatureStructure) -> None:
        if name := self._views.get(structure.sofa or ""):
            self._add_loss(
                structure, f"annotations of the view {name}; read them with text={name} (--text)"
            )
        else:
            self._add_loss(structure, "annotations of a text that is not in the file")

    def _warn(self, code: str, message: str, structure: FeatureStructure) -> None:
        self._warnings.append(
            Finding(code, message, severity=Severity.WARNING, location=structure.location)
        )


def _layers(types: Iterator[str]) -> Mapping[str, str]:
    """Return the layer of each type: the last part of its name, or if not unique, the full name."""
    names = dict.fromkeys(types)
    counts = Counter(name.rpartition(".")[2] for name in names)
    return {name: last if counts[last := name.rpartition(".")[2]] == 1 else name for name in names}


def _is_list(type: str) -> bool:
    """Whether a type is an array or a node of a linked list."""
    if type.endswith("[]"):
        return True
    return type.startswith("uima.cas.") and type.endswith(("Array", "List"))


def _elements(features: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the elements of an array; of a list node, its element and the rest of the list."""
    return [word for name in ("elements", "head", "tail") for word in features.get(name, ())]


def no_text(cas: Cas) -> str:
    """Return why a CAS without a text cannot be read."""
    count = sum(structure.span is not None for structure in cas.structures)
    return f"its text is not in the file, only the offsets of {counted(count, 'annotations')}"


def place_of(cas: Cas) -> Location:
    """Return the location of the first text of a CAS, or of the beginning of the file."""
    return cas.sofas[0].location if cas.sofas else Location(line=1)
