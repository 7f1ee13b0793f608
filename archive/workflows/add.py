"""`add` merges files with statements (sheets, annotations, works) into a record."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import io
from archive.english import counted, listed
from archive.errors import UnknownFormat, UnknownOption, raised_in
from archive.files.path_resolution import RecordFile
from archive.files.regular_files import read_bytes
from archive.findings import Finding
from archive.formats import FORMATS
from archive.formats.format import Format, ReadResult, options_of
from archive.model.document import Document
from archive.model.introspection import collection_fields
from archive.workflows.in_place import write_in_place

_STARTS = 20_000
"""The number of bytes read from a file to recognise its format."""
_ZIPPED = b"PK\x03\x04"
"""The first bytes of a zip file. It is searched as a whole: the names in it can be anywhere."""


@dataclass(frozen=True, slots=True)
class ExtendedRecord:
    """A record with statements added from files; it is not written yet."""

    file: RecordFile
    before: Document
    """The record as stored."""
    document: Document
    """The record with the statements added."""
    findings: Sequence[Finding] = ()
    """Findings about the files; each has the name of its file."""

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing is added or changed."""
        return self.document == self.before

    def summary_lines(self) -> Iterator[str]:
        """Yield a line for each kind of part that was added or changed."""
        for name in collection_fields(Document):
            own = {part.id: part for part in getattr(self.before, name)}
            new = [p.id for p in getattr(self.document, name) if p.id not in own]
            changed = [
                part.id
                for part in getattr(self.document, name)
                if part.id in own and part != own[part.id]
            ]
            if new:
                yield f"added {counted(len(new), name)}: {listed(new)}"
            if changed:
                yield f"changed {counted(len(changed), name)}: {listed(changed)}"
        for code, what in _COUNTED_CODES.items():
            number = Counter(finding.code for finding in self.findings)[code]
            if number:
                yield f"{what}: {number}"

    def write(self, read: ReadResult) -> Sequence[Finding]:
        """Write the record back in place, and return what its format cannot carry.

        Args:
            read: The result of reading the record.

        Raises:
            Conflict: Somebody else has changed the record since it was read.
            WriteError: The record cannot be written, with the reason.
        """
        return write_in_place(self.file, self.document, read).findings


_COUNTED_CODES = {
    "row-contradicts": "rows that contradict the record, left out",
    "row-doubled": "duplicate rows",
}
"""The codes of findings that the summary counts, each with the words for it."""


def add(
    file: RecordFile,
    document: Document,
    given: Iterable[tuple[Path, bytes]],
    format: str | None = None,
    *,
    at: str | None = None,
    **options: Any,
) -> ExtendedRecord:
    """Merge files into a record, one after the other.

    Args:
        file: The file of the record.
        document: The record.
        given: The files, each with its bytes.
        format: The name of their format. By default it is recognised by content and name.
        at: The time of the addition, used if the format has this option.
        **options: The options of the formats.

    Raises:
        ReadError: A file is not in the format, or its rows have errors.
        InvalidDocument: The statements of a file do not fit the record.
        UnknownFormat: No format has this name, or none is recognised.
        UnknownOption: The format has no such option.
    """
    extended, findings = document, list[Finding]()
    for path, data in given:
        name = format or format_to_add(data, path)
        known = {"at": at, "file": path.name, **companion_files(name, path)}
        _refuse_companion_options(name, path, options)
        standard_options = {
            key: value for key, value in known.items() if value and takes(name, key)
        }
        all_options = {**standard_options, **options}
        with raised_in(str(path)):
            result = io.add(extended, data, name, **all_options)
        extended = result.document
        findings += (finding.at(file=str(path)) for finding in result.findings)
    return ExtendedRecord(file, document, extended, findings)


def format_to_add(data: bytes, path: Path) -> str:
    """Return the format of a file with statements about a record, from its name and content.

    Raises:
        UnknownFormat: Neither the name nor the content shows a format.
    """
    from archive.annotations.sheet.file_types import FORMS

    by_name = FORMATS.by_file_name(path.name)
    if by_name is not None and by_name.add is not None:
        return by_name.name
    start = data if data.startswith(_ZIPPED) else _start(data)
    formats = formats_to_add()
    for format in formats.values():
        if format.can_add(start):
            return format.name
    if path.suffix.lower() in FORMS:
        return "sheet"
    hint = f"{path}: the format is not recognised; name it with --format"
    raise UnknownFormat("", tuple(formats), hint)


def _start(data: bytes) -> bytes:
    """Return the first bytes of a file as UTF-8 without a byte order mark, even if it is UTF-16.

    The format is then recognised, and its reader reports the wrong encoding.
    """
    start = data[:_STARTS]
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return start.decode("utf-16", "ignore").encode()
    if b"\0" in start[:2]:
        return start.replace(b"\0", b"")
    return start.removeprefix(BOM_UTF8)


def companion_files(name: str, path: Path) -> Mapping[str, bytes]:
    """Return the bytes of the companion files beside a file, by the option that each replaces.

    A companion file is the text that annotations refer to, or the type system that they use.
    """
    paths = _companion_paths(name, path)
    return {
        option: read_bytes(file)
        for option, file in paths.items()
        if file != path and file.is_file()
    }


def _companion_paths(name: str, path: Path) -> Mapping[str, Path]:
    """Return the paths where companion files may be, by the option that each replaces."""
    format = FORMATS.get(name)
    files = {} if format is None else format.beside
    return {
        option: path.with_suffix(end) if end.startswith(".") else path.with_name(end)
        for option, end in files.items()
    }


def _refuse_companion_options(name: str, path: Path, options: Mapping[str, Any]) -> None:
    """Refuse an option that a companion file replaces.

    Raises:
        UnknownOption: Such an option was given.
    """
    for option, file in _companion_paths(name, path).items():
        if option in options:
            raise UnknownOption(option, name, (f"the file {file.name} beside {path.name}",))


def formats_to_add() -> Mapping[str, Format]:
    """Return the formats that can be added to a record, by their names."""
    return {name: one for name, one in FORMATS.items() if one.add is not None}


def mapping_of(data: bytes) -> Any:
    """Return the mapping in a file, which says how labels and bodies become statements.

    Raises:
        ReadError: The file has no mapping.
    """
    from archive.annotations.external.mapping import read_mapping

    return read_mapping(data)


def takes(name: str, option: str) -> bool:
    """Return whether a format that can be added to a record has this option."""
    known = FORMATS.get(name)
    return known is not None and known.add is not None and option in options_of(known.add)
