"""The files of a record in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from archive.english import listed
from archive.errors import ReadError, WriteError
from archive.files.atomic_write import make_folder, write_files
from archive.files.bag_folders import refuse_bag
from archive.files.interface import Files
from archive.files.layout import PUBLISHED, RECORD
from archive.files.manifest import MANIFEST, renew, with_manifest, write_listed
from archive.files.one_writer import one_writer, write_alone
from archive.files.regular_files import no_such_file, path_inside, read_bytes, unreadable
from archive.findings import Finding


@dataclass(slots=True, eq=False)
class FilesInFolder(Files):
    """The files of a record in its folder, which need not exist yet."""

    folder: Path

    called: ClassVar[str] = "the folder"

    @property
    def name(self) -> str | None:
        """The name of the folder itself."""
        return self.folder.resolve().name

    def demand(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReadError: The file is missing, is not a regular file, or is a link out of the folder or
                to itself.
        """
        if path_inside(self.folder, name) is None:
            finding = Finding("file-unreadable", "this is a link out of the folder")
            raise ReadError([finding.at(file=self.where(name))])
        return read_bytes(self.folder / name)

    def holds(self, name: str) -> bool:
        """Return whether there is a file of this name; links are followed."""
        return (self.folder / name).is_file()

    def is_taken(self, name: str) -> bool:
        """Return whether anything has this name, including a broken link."""
        return os.path.lexists(self.folder / name)

    def names(self, under: str) -> Sequence[str]:
        """Return the names of all files in a subfolder, at any depth, sorted; links count as files.

        If the subfolder is a link out of the folder, it is not followed.
        """
        if path_inside(self.folder, under) is None:
            return [under]
        return sorted(self._names(self.folder / under))

    def _names(self, folder: Path) -> Iterator[str]:
        for at, folders, files in os.walk(folder):
            links = (name for name in folders if Path(at, name).is_symlink())
            for name in (*files, *links):
                yield Path(at, name).relative_to(self.folder).as_posix()

    def where(self, name: str) -> str:
        """Return the path of a file, as findings show it."""
        return str(self.folder / name)

    def link_target(self, name: str) -> str | None:
        """Return the target of a link to a file: the target's name in this folder, or its path."""
        if not self.holds(name):
            return None
        folder, path = self.folder.resolve(), (self.folder / name).resolve()
        if path == folder / name:
            return None
        return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()

    def path_of(self, name: str) -> Path:
        """Return the path of a file."""
        return self.folder / name

    def _unlisted(self) -> ReadError | None:
        try:
            os.scandir(self.folder).close()
        except FileNotFoundError:
            return no_such_file(self.folder)
        except OSError as problem:
            return unreadable(self.folder, problem.strerror or str(problem))
        return None

    def demand_record(self, name: str) -> bytes:
        """Return the bytes of the file that holds the record, even if it is a link.

        Raises:
            ReadError: The file cannot be read; the error has the reason.
        """
        return read_bytes(self.folder / name)

    def _name_problem(self, name: str) -> str | None:
        problem = Files._name_problem(self, name)
        if problem is None and path_inside(self.folder, name) is None:
            return "a link leads out of the folder"
        return problem

    def _is_new(self) -> bool:
        return not self.folder.exists()

    def _make(self, files: Mapping[str, bytes]) -> None:
        refuse_bag(self.folder)
        make_folder(self.folder, with_manifest(files) if RECORD in files else files)

    def _write(self, files: Mapping[str, bytes]) -> None:
        refuse_bag(self.folder)
        if RECORD in files or self.holds(MANIFEST):
            write_listed(self.folder, files, last=RECORD)
        else:  # this is no record's folder
            write_files(self.folder, files, last=RECORD)

    def renew_manifest(self) -> None:
        """List the files anew after an edit by hand of the record or its TEI.

        Raises:
            WriteError: Another listed file is damaged or missing. Nothing was written.
        """
        with one_writer(self.folder / MANIFEST):
            against = renew(self.folder, (RECORD, PUBLISHED))
        if against:
            faults = listed([f"{fault.name} is {fault.state}" for fault in against])
            raise WriteError(
                f"{faults}; restore it, or, if that is how it should be, delete its line in "
                f"{self.where(MANIFEST)}"
            )

    def write_record(self, name: str, data: bytes, *, based_on: str | None = None) -> None:
        """Rewrite the file that holds the record; if the file is a link, rewrite the link's target.

        Raises:
            Conflict: The file has changed since it was read.
            WriteError: Another program is writing here and does not finish.
            OSError: The system reports an error.
        """
        if name == RECORD and path_inside(self.folder, name) is not None:
            self.write({name: data}, based_on=based_on)
            return
        refuse_bag(self.folder)
        self._forget()
        write_alone(self.folder / name, data, based_on=based_on)
