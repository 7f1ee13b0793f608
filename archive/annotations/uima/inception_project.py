"""Reads an INCEpTION project, or any zip file of annotated texts.

A project has a folder for each document: `curation/` with the curated annotations, and
`annotation/` with a file for each annotator. Both have the annotations in the export format of the
project, and also as serialised Java objects, which are never opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.annotations.external import AnnotationFile, Maker
from archive.annotations.uima.cas import no_cas
from archive.annotations.uima.text_choice import TextChoice
from archive.annotations.uima.type_system import TypeSystem, type_system_of
from archive.annotations.uima.zip_archive import ZipArchive
from archive.english import counted
from archive.errors import ReadError, raised_in
from archive.findings import Finding, short
from archive.formats.losses import Losses

AnnotationReader = Callable[[bytes, str, TypeSystem], AnnotationFile]
"""Returns the annotations of a file. The arguments are its bytes, name and type system."""

_READABLE = (".tsv", ".json", ".xmi", ".zip")
_SERIALISED = ".ser"
_TYPES = "typesystem.xml"
_CURATED, _BY_PERSON = "curation", "annotation"
_NOT_PERSONS = ("INITIAL_CAS", "CURATION_USER")
"""Names of files that are not the name of an annotator."""


@dataclass(frozen=True, slots=True)
class _AnnotatedFile:
    """A file with annotations."""

    name: str
    """The name of the document and, if there is one, of the annotator."""
    path: str
    person: str | None


def annotations_of_project(
    data: bytes, file: str, choice: TextChoice, read: AnnotationReader
) -> AnnotationFile:
    """Return the annotations of one text of a zip file.

    Args:
        data: The zip file.
        file: The name of the zip file.
        choice: The choice of one text.
        read: The reader for a file in the zip file.

    Raises:
        ReadError: The data are not a zip file, are not safe to unpack, have nothing that can be
            read, or have several texts of which none was chosen.
    """
    zipped = ZipArchive(data)
    files = [*_annotated_files(zipped.names)]
    if not files:
        raise _no_annotations(zipped.names)

    def read_one(one: _AnnotatedFile) -> AnnotationFile:
        with raised_in(f"{file}/{one.path}" if file else one.path):
            return _read_file(zipped, one, read)

    if len(files) == 1 and choice.wanted is None:
        chosen, annotation_file = files[0], read_one(files[0])
    else:
        by_name = {one.name: one for one in files}
        texts = dict.fromkeys(by_name, "")
        read_already: dict[str, AnnotationFile] = {}
        if choice.wanted is None:
            read_already = {name: read_one(one) for name, one in by_name.items()}
            texts = {name: one.text or "" for name, one in read_already.items()}
        chosen = by_name[choice.among(texts, "annotated texts")]
        annotation_file = read_already.get(chosen.name) or read_one(chosen)
    if chosen.person is not None:
        maker = Maker(name=chosen.person)
        annotations = [replace(one, maker=maker) for one in annotation_file.annotations]
        annotation_file = replace(annotation_file, annotations=annotations)
    ignored = _ignored_files(zipped.names, chosen, files)
    return replace(annotation_file, findings=(*annotation_file.findings, *ignored))


def _annotated_files(names: Sequence[str]) -> Iterator[_AnnotatedFile]:
    """Yield the files with annotations: the curated ones, else those of annotators, else any."""
    readable = [name for name in names if name.lower().endswith(_READABLE)]
    curated = [name for name in readable if _folders(name)[0] == _CURATED]
    by_person = [name for name in readable if _folders(name)[0] == _BY_PERSON]
    documents = {_folders(name)[1] for name in curated}
    for name in curated:
        yield _AnnotatedFile(_folders(name)[1], name, None)
    for name in by_person:
        document, person = _folders(name)[1], name.rpartition("/")[2].rpartition(".")[0]
        if document not in documents and person not in _NOT_PERSONS:
            yield _AnnotatedFile(f"{document}/{person}", name, person)
    if not curated and not by_person:
        for name in readable:
            if not _is_project_setting(name):
                yield _AnnotatedFile(name, name, None)


def _folders(name: str) -> tuple[str, str]:
    """Return the folder of a project that contains a file, and the document."""
    steps = name.split("/")
    return (steps[0], steps[1]) if len(steps) == 3 else ("", "")


def _is_project_setting(name: str) -> bool:
    """Whether a file has settings of the project."""
    return name.startswith(("exportedproject", "source/", "log/", "event.log"))


def _read_file(
    zipped: ZipArchive, annotated_file: _AnnotatedFile, read: AnnotationReader
) -> AnnotationFile:
    data, names = zipped.read(annotated_file.path), zipped.names
    if annotated_file.path.lower().endswith(".zip"):
        zipped = ZipArchive(data)
        inner = [name for name in zipped.names if name.lower().endswith(_READABLE[:-1])]
        if len(inner) != 1:
            raise no_cas(
                f"{short(annotated_file.path)} holds {counted(len(inner), 'annotated texts')}"
            )
        data, names = zipped.read(inner[0]), zipped.names
    types = [name for name in names if name.lower().endswith(_TYPES)]
    beside = [
        name for name in types if name.rpartition("/")[0] == annotated_file.path.rpartition("/")[0]
    ]
    named = (beside or types)[:1]
    system = type_system_of(zipped.read(named[0])) if named else TypeSystem()
    return read(data, annotated_file.name, system)


def _no_annotations(names: Sequence[str]) -> ReadError:
    serialised = sum(name.endswith(_SERIALISED) for name in names)
    message = "the zip file holds no annotations that can be read"
    if serialised:
        objects = counted(serialised, "serialised Java objects (.ser)")
        message += f", only {objects}, which are not safe to open"
    hint = "export the project again, with UIMA CAS JSON or WebAnno TSV as the secondary format"
    return no_cas(message, hint)


def _ignored_files(
    names: Sequence[str], chosen: _AnnotatedFile, files: Sequence[_AnnotatedFile]
) -> Iterator[Finding]:
    """Warn of the files that are not read."""
    paths = {one.path for one in files}
    rest = [name for name in names if name not in paths and not name.lower().endswith(_TYPES)]
    serialised = [name for name in rest if name.endswith(_SERIALISED)]
    others = [name for name in rest if not name.endswith(_SERIALISED)]
    ignored = (
        ("serialised Java objects", serialised),
        ("annotated texts that were not chosen", [p for p in paths if p != chosen.path]),
        ("files that hold no annotations", others),
    )
    losses = Losses[None]()
    for what, paths_of_kind in ignored:
        for path in sorted(paths_of_kind):
            losses.add(what, example=path)
    return losses.findings()
