"""Reads annotations in any format of UIMA: JSON, XMI, or a zip file of these or of WebAnno TSV."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import replace

from archive.annotations.external import AnnotationFile
from archive.annotations.uima import cas_json, feature_structures, legacy_json, tsv_annotations
from archive.annotations.uima.cas import INITIAL_VIEW, Cas, Sofa, no_cas
from archive.annotations.uima.text_choice import TextChoice, text_choice_for
from archive.annotations.uima.tsv_rows import FORMAT
from archive.annotations.uima.type_system import TypeSystem, type_system_of
from archive.errors import ReadError
from archive.formats.recognition import is_json, is_markup
from archive.model.document import Document

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SERIALISED = b"\xac\xed"
"""The first bytes of a serialised Java object (Java Object Serialization Specification, 6.4.2)."""


def read_annotations(
    data: bytes,
    *,
    file: str = "",
    text: str | int | None = None,
    types: bytes | None = None,
    technical: bool = False,
    onto: Document | None = None,
) -> AnnotationFile:
    """Return the annotations of one text in a file.

    Args:
        data: The file: a CAS in JSON or XMI, or a zip file.
        file: The name of the file; ids are unique within it.
        text: The text to read if there are several: the name or number of the document in a zip
            file, or of the view in a CAS.
        types: The type system for XMI.
        technical: Whether to read tokens, sentences and the internal annotations of programs.
        onto: The record; its text decides which of several texts is read.

    Raises:
        ReadError: The file has no annotations in a known format, no text, or several texts of which
            none was chosen.
    """
    chosen = text_choice_for(text, onto)
    if data.startswith(_ZIP):
        from archive.annotations.uima import inception_project

        def within(data: bytes, name: str, system: TypeSystem) -> AnnotationFile:
            if data.removeprefix(BOM_UTF8).startswith(FORMAT.encode()):
                return tsv_annotations.read_annotations(data, file=name)
            return _cas_annotations(data, name, TextChoice(None, chosen.letters), technical, system)

        return inception_project.annotations_of_project(data, file, chosen, within)
    system = TypeSystem()
    if types is not None and is_markup(data):
        try:
            system = type_system_of(types)
        except ReadError as problem:
            findings = [
                replace(f, message=f"in the type system: {f.message}") for f in problem.findings
            ]
            raise ReadError(findings) from None
    return _cas_annotations(data, file, chosen, technical, system)


def _cas_annotations(
    data: bytes, file: str, choice: TextChoice, technical: bool, system: TypeSystem
) -> AnnotationFile:
    cas = _cas_of(data, file, system)
    sofa = _sofa(cas, choice)
    return feature_structures.annotations_of_cas(cas, sofa, name=file, technical=technical)


def _cas_of(data: bytes, file: str, system: TypeSystem) -> Cas:
    if is_markup(data):
        from archive.annotations.uima import xmi

        return xmi.cas_of(data, file, system)
    if is_json(data):
        from archive.annotations.uima.untrusted_json import parse_json

        values = parse_json(data)
        root = values.root
        if isinstance(root, dict) and cas_json.STRUCTURES in root:
            return cas_json.cas_of(values, file)
        if isinstance(root, dict) and legacy_json.VIEWS in root:
            return legacy_json.cas_of(values, file)
        raise no_cas(f"this JSON is not a CAS: it has no {cas_json.STRUCTURES}")
    if data.startswith(_SERIALISED):
        hint = "export it as UIMA CAS JSON or XMI"
        raise no_cas("this is a serialised Java object, which is not opened", hint)
    if data.removeprefix(BOM_UTF8).startswith(FORMAT.encode()):
        raise no_cas("this is WebAnno TSV", "use the format webanno-tsv")
    raise no_cas(
        "this is not a CAS: it is neither JSON nor XML" if data.strip() else "the file is empty"
    )


def _sofa(cas: Cas, choice: TextChoice) -> Sofa:
    """Return the chosen text.

    Raises:
        ReadError: There is no text, or it is not clear which text to read.
    """
    texts = {sofa.name: sofa for sofa in cas.sofas if sofa.text}
    if not texts:
        raise no_cas(feature_structures.no_text(cas), location=feature_structures.place_of(cas))
    fitting = [name for name, sofa in texts.items() if choice.fits(sofa.text or "")]
    if choice.wanted is None and len(fitting) != 1 and INITIAL_VIEW in texts:
        return texts[INITIAL_VIEW]
    return texts[choice.among({name: sofa.text or "" for name, sofa in texts.items()}, "views")]
