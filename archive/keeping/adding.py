"""Add: what files say is laid onto a record in its place, which is written anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import catalogue
from archive.english import counted, listed
from archive.errors import UnknownFormat, raised_in
from archive.files.located import RecordFile
from archive.findings import Finding
from archive.formats.base import Format, options_of
from archive.model.document import Document
from archive.model.shape import collections

_BEGIN = {
    "bibtex": re.compile(rb"^\s*@[A-Za-z]+\s*[{(]", re.MULTILINE),
    "ris": re.compile(rb"^(?:\xef\xbb\xbf)?TY  - ", re.MULTILINE),
    "web-annotation": re.compile(rb"ns/anno\.jsonld|\"AnnotationCollection\""),
    "csl": re.compile(rb'\A\s*\[\s*\{(?=[^\0]*"type")(?=[^\0]*"(?:title|author|issued|URL|DOI)")'),
}
"""By which files of these formats are known."""
_STARTS = 20_000
"""How many bytes of a file are looked at to tell its format."""


@dataclass(frozen=True, slots=True)
class Adding:
    """A record, with what files say; it is not written yet."""

    file: RecordFile
    before: Document
    """The record as it lies there."""
    document: Document
    """The record as it would be."""
    findings: Sequence[Finding] = ()
    """What was noticed in the files; each finding names its file."""

    @property
    def says_the_same(self) -> bool:
        """Whether nothing is added or changed."""
        return self.document == self.before

    def told(self) -> Iterator[str]:
        """Yield in a few lines what was added, and what was changed."""
        for name in collections(Document):
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
        for code, what in _TOLD.items():
            number = Counter(finding.code for finding in self.findings)[code]
            if number:
                yield f"{what}: {number}"

    def write(self) -> Sequence[Finding]:
        """Write the record anew in its place, and return what its format could not carry.

        Raises:
            WriteError: It cannot be written, with the reason.
        """
        if self.file.alone:
            format = catalogue.detect(self.file.read())
            return catalogue.save(self.document, self.file.where, format).findings
        return catalogue.save(self.document, self.file.around.where(""), files={}).findings


_TOLD = {
    "row-contradicts": "left as decided",
    "row-doubled": "rows said twice",
}
"""What is counted of findings."""


def add(
    file: RecordFile,
    document: Document,
    given: Iterable[tuple[Path, bytes]],
    format: str | None = None,
    *,
    at: str | None = None,
    **options: Any,
) -> Adding:
    """Lay files onto a record, one after the other.

    Args:
        file: Where the record lies.
        document: The record.
        given: The files, each with its bytes.
        format: The name of their format; left out, it is found by content and name.
        at: When it is done, where the format asks.
        **options: What the formats take.

    Raises:
        ReadError: A file is not in the format; its rows are wrong.
        InvalidDocument: What one says does not fit the record.
        UnknownFormat: No format of this name can be laid onto a record, or none is found.
        UnknownOption: The format takes no such option.
    """
    laid, found = document, list[Finding]()
    for path, data in given:
        name = format or format_to_lay(data, path)
        taken = {**options, "at": at} if at and takes(name, "at") else options
        with raised_in(str(path)):
            result = catalogue.lay(data, name, onto=laid, **taken)
        laid = result.document
        found += (finding.at(file=str(path)) for finding in result.findings)
    return Adding(file, document, laid, found)


def format_to_lay(data: bytes, path: Path) -> str:
    """Return the format in which a file says something of a record, by its name and content.

    Raises:
        UnknownFormat: It is found by neither.
    """
    from archive.formats.sheet.forms import FORMS

    by_name = catalogue.CATALOGUE.by_file_name(path.name)
    if by_name is not None and by_name.lay is not None:
        return by_name.name
    start = data[:_STARTS]
    laid = formats_to_lay()
    for format in laid.values():
        if format.is_laid(start):
            return format.name
    for name, begins in _BEGIN.items():
        if begins.search(start):
            return name
    if path.suffix.lower() in FORMS:
        return "sheet"
    raise UnknownFormat(str(path), tuple(laid), "the file does not show it: --format names it")


def formats_to_lay() -> Mapping[str, Format]:
    """Return the formats that can be laid onto a record, by their names."""
    return {name: one for name, one in catalogue.CATALOGUE.items() if one.lay is not None}


def mapping_of(data: bytes) -> Any:
    """Return the mapping that a file holds, by which labels and bodies become statements.

    Raises:
        ReadError: It holds none.
    """
    from archive.formats.remarks.mapping import read  # type: ignore[import-untyped]

    return read(data)


def takes(name: str, option: str) -> bool:
    """Return whether a format that is laid onto a record takes an option."""
    known = catalogue.CATALOGUE.get(name)
    return known is not None and known.lay is not None and option in options_of(known.lay)
