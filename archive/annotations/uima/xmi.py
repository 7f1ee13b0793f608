"""Reads XMI, the XML form of a CAS: structures are elements, and their features are attributes.

Offsets count UTF-16 code units. Only the type system, a separate file, declares whether the value
of an attribute is text or ids of structures. Without the type system, a feature is regarded as a
reference if UIMA, DKPro or INCEpTION use its name for references, or if all its values are ids of
links or arrays. Other numbers that could be ids are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.annotations.uima.cas import Cas, FeatureStructure, Sofa, no_cas
from archive.annotations.uima.type_system import FeatureKind, TypeSystem
from archive.derivations.untrusted_xml import Element, parse_xml
from archive.errors import ReadError
from archive.findings import Finding, Location, short
from archive.formats.losses import Losses

_XMI = "{http://www.omg.org/XMI}"
_CAS = "{http:///uima/cas.ecore}"
_NO_STRUCTURES = (f"{_CAS}NULL", f"{_CAS}View", f"{_CAS}Sofa")
_NAMESPACE = re.compile(r"\{http:///(.*)\.ecore\}(.+)")
_NONE = "uima.noNamespace."
_NUMBERS = re.compile(r"\d+(?: +\d+)*")
_REFERENCE_FEATURES = frozenset(
    ("Governor", "Dependent", "target", "first", "next", "head", "tail", "pos", "lemma", "stem",
     "morph", "parent")
)  # fmt: skip
"""The features that refer to structures in every type."""


def cas_of(data: bytes, file: str, types: TypeSystem) -> Cas:
    """Return the CAS of a file in XMI.

    Raises:
        ReadError: The file is not XML, not XMI, or its structures are malformed.
    """
    tree = parse_xml(data)
    if str(tree.root.tag).endswith("}typeSystemDescription"):
        raise no_cas(
            "this is a type system, not a CAS", "read the CAS in XMI, and give this file as types="
        )
    if tree.root.tag != f"{_XMI}XMI":
        raise no_cas(f"this is not a CAS in XMI: its root is {short(str(tree.root.tag))}")
    reader = _XmiReader(tree.root, file, types)
    reader.read()
    if reader.problems:
        raise ReadError(reader.problems)
    if not reader.sofas:
        raise no_cas("this CAS in XMI holds no text (cas:Sofa)")
    return Cas(
        sofas=reader.sofas,
        structures=reader.structures,
        parents=types.parents,
        findings=(*tree.findings, *reader.losses.findings()),
    )


class _XmiReader:
    def __init__(self, root: Element, file: str, types: TypeSystem) -> None:
        self._root, self._file, self._types = root, file, types
        self._is_value: dict[str, bool] = {}
        """For each structure with an id: whether it is a link, or an array of structures."""
        self.losses = Losses[int]()
        self.problems: list[Finding] = []
        self.sofas: list[Sofa] = []
        self.structures: list[FeatureStructure] = []

    def read(self) -> None:
        for element in self._root:
            id, name = element.get(f"{_XMI}id"), str(element.tag)
            if id is not None and name not in _NO_STRUCTURES:
                has_place = element.get("begin") is not None
                is_link = element.get("target") is not None or name.startswith(_CAS)
                self._is_value[id] = is_link and not has_place
        for position, element in enumerate(self._root):
            if element.tag == f"{_CAS}Sofa":
                self._add_sofa(element)
            elif element.tag not in _NO_STRUCTURES:
                self._add_structure(element, position)

    def _location(self, element: Element) -> Location:
        return Location(self._file or None, element.sourceline)

    def _add_sofa(self, element: Element) -> None:
        self.sofas.append(
            Sofa(
                id=element.get(f"{_XMI}id", ""),
                name=element.get("sofaID", ""),
                text=element.get("sofaString"),
                location=self._location(element),
            )
        )

    def _add_structure(self, element: Element, position: int) -> None:
        type = _type_of(str(element.tag))
        if type is None:
            message = f"{short(str(element.tag))} is not the name of a type (http:///….ecore)"
            self._report(element, message)
            return
        values: dict[str, list[str]] = {}
        references: dict[str, list[str]] = {}
        for key, written in self._features(element):
            if self._is_reference(type, key, written, element):
                references[key] = [id for one in written for id in one.split()]
            else:
                kind = self._types.kind(type, key)
                numbers = kind is FeatureKind.NUMBERS
                values[key] = (
                    [word for one in written for word in one.split()] if numbers else written
                )
        id = element.get(f"{_XMI}id")
        sofa = element.get("sofa")
        self.structures.append(
            FeatureStructure(
                id=f"/{position}" if id is None else id,
                is_named=id is not None,
                type=type,
                sofa=sofa,
                span=None if sofa is None else self._span(element),
                values=values,
                references=references,
                location=self._location(element),
            )
        )

    def _features(self, element: Element) -> Iterator[tuple[str, list[str]]]:
        """Yield the features of a structure, with their values.

        A feature is an attribute; one with several strings is several elements.
        """
        for key, value in element.attrib.items():
            if str(key)[:1] != "{" and key not in ("sofa", "begin", "end"):
                yield str(key), [str(value)]
        inner: dict[str, list[str]] = {}
        for child in element:
            inner.setdefault(str(child.tag), []).append(child.text or "")
        yield from inner.items()

    def _is_reference(self, type: str, feature: str, written: list[str], element: Element) -> bool:
        kind = self._types.kind(type, feature)
        if kind is not FeatureKind.UNKNOWN:
            return kind is FeatureKind.STRUCTURES
        if not all(_NUMBERS.fullmatch(one) for one in written):
            return False
        if type.startswith("uima.cas."):
            return feature == "tail" or type in _STRUCTURE_ARRAYS
        ids = [id for one in written for id in one.split()]
        if not all(id in self._is_value for id in ids):
            return False
        if feature in _REFERENCE_FEATURES or all(self._is_value[id] for id in ids):
            return True
        what = f"features {type.rpartition('.')[2]}.{feature} with numbers that may be ids"
        self.losses.add(
            f"{what}; kept as numbers, because there is no type system", element.sourceline or 1
        )
        return False

    def _span(self, element: Element) -> tuple[int, int] | None:
        ends = (element.get("begin"), element.get("end"))
        if ends == (None, None):
            return None
        begin, end = ((one or "0").strip() for one in ends)
        if not all(_OFFSET.fullmatch(one) for one in (begin, end)):
            written = f"{short(begin)}, {short(end)}"
            self._report(element, f"begin and end must be whole numbers, not {written}")
            return None
        return int(begin), int(end)

    def _report(self, element: Element, message: str) -> None:
        found = Finding("remarks-not-read", message, location=self._location(element))
        self.problems.append(found)


_OFFSET = re.compile(r"-?[0-9]{1,18}")
_STRUCTURE_ARRAYS = ("uima.cas.FSArray", "uima.cas.NonEmptyFSList", "uima.cas.FSList")


def _type_of(tag: str) -> str | None:
    """Return the name of a type from the name of its element.

    >>> _type_of("{http:///de/tudarmstadt/ner/type.ecore}NamedEntity")
    'de.tudarmstadt.ner.type.NamedEntity'
    """
    form = _NAMESPACE.fullmatch(tag)
    if form is None:
        return None
    return f"{form[1].replace('/', '.')}.{form[2]}".removeprefix(_NONE)
