"""`save_many` writes many records into a folder: files, one package of tables, or pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from errno import ENAMETOOLONG
from pathlib import Path
from typing import Any
from unicodedata import normalize

from archive import io
from archive.english import listed
from archive.errors import OF_THE_CALL, ArchiveError, ReadError, UnknownFormat, WriteError
from archive.files.atomic_write import folder_made_of, make_parents
from archive.files.layout import RECORD
from archive.files.one_writer import write_alone
from archive.files.path_resolution import RecordFile, record_at
from archive.files.record_discovery import Records, is_within_record, records_in
from archive.files.regular_files import is_folder
from archive.findings import Finding
from archive.formats import FORMATS
from archive.formats.format import Format, ReadResult, options_of, refuse_newer
from archive.formats.registry import running
from archive.model.document import Document
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.workflows.output_check import check_output
from archive.workflows.view import images_of

_TABLES = ("csv", "parquet")
"""The formats of which many records make one package."""
_PAGES = "html"
"""The format of which many records have a page with all of them."""
WRITTEN_WHOLE = (*_TABLES, _PAGES)
"""The formats of which many records are written together, or nothing."""


@dataclass(frozen=True, slots=True, repr=False)
class SavedRecord(OneLineRepr):
    """What became of one of many records."""

    path: Path
    """The place of the record."""
    file: Path | None = None
    """Where it was written: a file, or the folder of a package; `None` if it was not written."""
    findings: Sequence[Finding] = ()
    """The findings of reading it, and on content that the format cannot hold."""
    problem: ArchiveError | None = None
    """Why it was not written, if it was not."""

    def _repr_items(self) -> ReprItems:
        yield None, str(self.path)
        yield None, Unquoted("not written" if self.problem else f"in {self.file}")


@dataclass(slots=True, repr=False)
class SavedRecords(OneLineRepr):
    """What became of many records."""

    written: int = 0
    """The number of records that were written."""
    problems: dict[Path, ArchiveError] = field(default_factory=dict)
    """Why the others were not written, by the place of the record."""
    skipped: tuple[Path, ...] = ()
    """Records that are read only if they are named: in other records, or not in a folder of their
    own."""
    findings: tuple[Finding, ...] = ()
    """The findings on all records together."""

    @property
    def ok(self) -> bool:
        """Whether every record was written."""
        return not self.problems

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(f"{self.written} written")
        if self.problems:
            yield None, Unquoted(f"{len(self.problems)} not written")


def save_many(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    format: str,
    *,
    lossy: bool = False,
    report: Callable[[SavedRecord], None] | None = None,
    **options: Any,
) -> SavedRecords:
    """Write many records into a folder, in any format; one bad record stops no other.

    `csv` and `parquet` are one data package of all records. `html` is a page for each record, and
    `index.html` with all records and all claims. Both appear only when they are complete. Any other
    format is a file for each record, with the name of its id, or a folder if the format has several
    files. A record in a group of a store is in the same group of the folder.

    Records are read one by one, and are not kept in memory.

    Args:
        paths: Records, and folders that are searched for records at any depth, such as stores.
        folder: The folder. Files of earlier output in it are replaced.
        format: The name of a format.
        lossy: Whether to leave out content that a record cannot hold (see `read`).
        report: Called with what became of each record, in order.
        **options: The options of the format's writer (see `write`).

    Raises:
        UnknownFormat: No writer has this name.
        UnknownOption: The writer has no option of this name.
        MissingExtra: The extra that the format needs is not installed.
        WriteError: The folder is among the records, has other files, or cannot be written. Nothing
            was written of a package, or of pages.
    """
    given = [paths] if isinstance(paths, str | Path) else [*paths]
    roots = [Path(path) for path in given]
    found = records_in(roots)
    return save_records(
        found, roots, Path(folder), format, lossy=lossy, report=report, options=options
    )


def save_records(
    found: Records,
    roots: Iterable[Path],
    folder: Path,
    format: str,
    *,
    lossy: bool = False,
    report: Callable[[SavedRecord], None] | None = None,
    options: Mapping[str, Any],
) -> SavedRecords:
    """Write the records that were found at some paths, as `save_many` does.

    Args:
        found: The records.
        roots: The paths at which they were found.
        folder: The folder.
        format: The name of a format.
        lossy: As for `save_many`.
        report: As for `save_many`.
        options: As for `save_many`.
    """
    form = FORMATS.get(format)
    if form is None or form.write is None:
        raise UnknownFormat(format, tuple(FORMATS.writers))
    FORMATS.checked(form, form.write, options, FORMATS.writers)
    searched = frozenset(roots)
    _refuse_place(folder, found.paths, searched)
    saving = _Saving(found, searched, folder, form, lossy, dict(options), report)
    for finding in found.without:
        place = Path(finding.location.file or "")
        saving.note(SavedRecord(place, problem=ReadError([finding], str(place))))
    with io.system_errors_as_ours(folder):
        if format in _TABLES:
            saving.package()
        elif format == _PAGES:
            saving.pages()
        else:
            saving.files()
    return saving.result


def _refuse_place(folder: Path, records: Iterable[Path], roots: Collection[Path]) -> None:
    """Refuse a folder that cannot have output in it: that of records, or that of a record's files.

    Raises:
        WriteError: The folder is such a folder, or is a file.
    """
    if os.path.lexists(folder) and not is_folder(folder):
        raise WriteError(f"{folder} is not a folder; several records are written into a folder")
    if is_within_record(folder):
        raise WriteError(f"{folder} is in the folder of a record; choose another folder")
    place = os.path.realpath(folder)
    for group in {_group(record, roots)[0] for record in records}:
        if group is not None and os.path.realpath(group) == place:
            raise WriteError(f"{folder} is a folder of records; choose another folder")


def suffix_of(form: Format, options: Mapping[str, Any]) -> str:
    """Return the suffix of the files of a format; of a sheet, that of its file type."""
    if form.suffixes:
        return form.suffixes[0]
    known = options_of(form.write) if form.write is not None else {}
    if "form" in known:
        return f".{options.get('form', known['form'].default)}"
    return f".{form.name}.xml" if form.media_type.endswith("xml") else f".{form.name}"


def _group(record: Path, roots: Collection[Path]) -> tuple[Path | None, Path]:
    """Return the folder in which a record was found, and its path from where the search began.

    The folder is `None` if the record itself was given.
    """
    root = next((folder for folder in record.parents if folder in roots), None)
    return (None, Path()) if root is None else (record.parent, record.parent.relative_to(root))


class _NothingWritten(Exception):
    """No record could be written, so there is no package."""


class _Saving:
    """The writing of many records into a folder."""

    def __init__(
        self,
        found: Records,
        roots: Collection[Path],
        folder: Path,
        form: Format,
        lossy: bool,
        options: dict[str, Any],
        report: Callable[[SavedRecord], None] | None,
    ) -> None:
        self.result = SavedRecords(skipped=(*found.loose, *found.inner))
        self._paths, self._roots, self._folder, self._form = found.paths, roots, folder, form
        self._lossy, self._options, self._report = lossy, options, report
        self._suffix = suffix_of(form, options)
        self._taken: dict[str, Path] = {}

    def note(self, saved: SavedRecord) -> None:
        """Count what became of a record, and report it."""
        if saved.problem is None:
            self.result.written += 1
        else:
            self.result.problems[saved.path] = saved.problem
        if self._report is not None:
            self._report(saved)

    # --- a file for each record ---

    def files(self) -> None:
        inputs = {os.path.realpath(_file_of(path)) for path in self._paths}
        for path in self._paths:
            try:
                record = record_at(path)
                read = io.read_record(record, lossy=self._lossy)
                name = self._name(path, read.document)
                self._take(name, path)
                target = self._inside(name)
                if os.path.realpath(target) in inputs:
                    raise WriteError(f"{target} is an input file; choose another folder")
                self.note(self._file(path, target, record, read))
            except ArchiveError as problem:
                self._failed(path, problem)
            except OSError as problem:
                self._failed(path, WriteError(_reason(problem)))

    def _file(self, path: Path, target: Path, record: RecordFile, read: ReadResult) -> SavedRecord:
        options = dict(self._options)
        if self._form.write is not None and "images" in options_of(self._form.write):
            options["images"] = images_of(read.document, record)
        if self._form.is_folder:
            written = io.save(read.document, f"{target}/", self._form.name, **options)
        else:
            check_output(target, self._form.name)
            written = io.write(read.document, self._form.name, **options)
            make_parents(target.parent)
            write_alone(target, written.data)
        return SavedRecord(path, target, _of_record(path, read, written.findings))

    def _inside(self, name: Path) -> Path:
        """Return the path of a file in the folder, which no link leads out of.

        Raises:
            WriteError: A link in the folder leads out of it.
        """
        target, place = self._folder / name, os.path.realpath(self._folder)
        if not Path(os.path.realpath(target)).is_relative_to(place):
            raise WriteError(f"{target} is a link that leads out of {self._folder}")
        return target

    def _name(self, path: Path, document: Document) -> Path:
        """Return the name of a record's file in the folder, after the group of the record."""
        ending = "" if self._form.is_folder else self._suffix
        return _group(path, self._roots)[1] / f"{document.id}{ending}"

    def _take(self, name: Path | str, path: Path) -> None:
        """Keep a name for a record. Many systems do not tell names apart by case or form.

        Raises:
            WriteError: Another record has the name.
        """
        other = self._taken.setdefault(normalize("NFC", str(name)).casefold(), path)
        if other != path:
            what = f"have the same name in {self._folder}: {name}"
            raise WriteError(f"{other} and {path} {what}; write them into different folders")

    def _failed(self, path: Path, problem: ArchiveError) -> None:
        if isinstance(problem, OF_THE_CALL):
            raise problem
        self.note(SavedRecord(path, problem=problem))

    # --- one package ---

    def package(self) -> None:
        from archive.tabular.data_package import write_package
        from archive.tabular.table_set import table_format

        options = {"public": False, "proposals": False, **self._options}
        form = table_format(self._form.name, spreadsheet=options.pop("spreadsheet", False))
        reads: dict[str, tuple[Path, ReadResult]] = {}

        def report(document: Document, outcome: Sequence[Finding] | WriteError) -> None:
            path, read = reads.pop(document.id)
            if isinstance(outcome, WriteError):
                self._failed(path, outcome)
            else:
                findings = _of_record(path, read, outcome)
                self.note(SavedRecord(path, self._folder, findings))

        try:
            written = write_package(
                self._documents(reads), self._folder, form, **options, report=report
            )
        except _NothingWritten:
            return
        self.result.findings = written.findings

    def _documents(self, reads: dict[str, tuple[Path, ReadResult]]) -> Iterator[Document]:
        """Yield each record that can be read, and has another id than those before it."""
        for path in self._paths:
            try:
                read = io.read_record(record_at(path), lossy=self._lossy)
                self._take_id(read.document.id, path)
            except ArchiveError as problem:
                self._failed(path, problem)
                continue
            reads[read.document.id] = path, read
            yield read.document
        if not self.result.written:
            raise _NothingWritten

    def _take_id(self, id: str, path: Path) -> None:
        other = self._taken.setdefault(id, path)
        if other != path:
            message = f"{other} and {path} have the same id, {id}: their rows would be mixed up"
            raise WriteError(f"{message}; give one another id")

    # --- pages ---

    def pages(self) -> None:
        from archive.view.html.index_page import FIRST, IndexPages

        index = IndexPages()
        self._taken[FIRST] = self._folder / FIRST
        try:
            with folder_made_of(self._folder, last=FIRST) as new_folder:
                for path in self._paths:
                    try:
                        saved, page = self._page(path, index, new_folder)
                    except ArchiveError as problem:
                        self._failed(path, problem)
                        continue
                    except OSError as problem:
                        if problem.errno != ENAMETOOLONG:
                            raise
                        self._failed(path, WriteError(_reason(problem)))
                        continue
                    if page is not None:
                        _write_new(new_folder / page[0], page[1])
                    self.note(saved)
                if not self.result.written:
                    raise _NothingWritten
                for name, data in index.finish():
                    _write_new(new_folder / name, data)
                self._refuse_others(new_folder)
        except _NothingWritten:
            return

    def _page(
        self, path: Path, index: Any, new_folder: Path
    ) -> tuple[SavedRecord, tuple[str, bytes] | None]:
        """Write the page of a record, and add the record to the index."""
        from archive.rights import publication
        from archive.view.html.page import writer

        record = record_at(path)
        read = io.read_record(record, lossy=self._lossy)
        refuse_newer(read.document)
        name = self._name(path, read.document)
        self._take(name, path)
        self._inside(name)
        shown_as = {"public": False, "proposals": False, **self._options}
        images = shown_as.pop("images", None) or images_of(read.document, record)
        shown_as.pop("folder", None)
        with running(self._form, "write"):
            shown = publication(read.document, **shown_as)
            written = writer.write(*shown, folder=False, images=images)
            full = index.add(*shown, name.as_posix())
        _write_new(new_folder / name, written.data)
        findings = _of_record(path, read, written.findings)
        return SavedRecord(path, self._folder / name, findings), full

    def _refuse_others(self, new_folder: Path) -> None:
        """Refuse a folder with other files, so that no earlier page is beside public pages.

        Raises:
            WriteError: The folder has such files; the message names some.
        """
        if not self._folder.exists():
            return
        others = [
            str(file.relative_to(self._folder))
            for file in sorted(self._folder.rglob("*"))
            if not file.is_dir()
            and not os.path.lexists(new_folder / file.relative_to(self._folder))
        ]
        if others:
            raise WriteError(
                f"{self._folder} has {listed(others)}, which would be beside the new pages; "
                "choose another folder, or empty this one"
            )


def _of_record(path: Path, read: ReadResult, written: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings on a record, each with its place."""
    return (*read.findings, *(finding.at(file=str(path)) for finding in written))


def _file_of(path: Path) -> Path:
    return path / RECORD if is_folder(path) else path


def _write_new(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as new:
        new.write(data)


def _reason(problem: OSError) -> str:
    return f"cannot write {problem.filename or ''}: {problem.strerror or problem}"
