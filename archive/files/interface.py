"""The interface to a record's files: the record, its captures, and the files made from it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from archive.derivations import derivation_by_kind, derivation_named, derivation_of
from archive.english import listed
from archive.errors import ReadError, WriteError
from archive.files.fixity import Fixity, fixity_of
from archive.files.layout import PUBLISHED, RECORD
from archive.files.one_writer import hold_to_read, one_writer
from archive.findings import Finding
from archive.model.blocks import Image
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.identifiers import file_name_problem
from archive.model.works import ArchivedCopy

if TYPE_CHECKING:
    from archive.derivations.derivation import Derivation, Derived
    from archive.derivations.file_kinds import FileKind

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Files(ABC):
    """The files of a record by name, wherever they are stored.

    The fixity and derived text of a file are cached; make a new object if others have written
    files.
    """

    _fixities: dict[str, Fixity | None] = field(default_factory=dict, init=False, repr=False)
    _derived: dict[tuple[str, str, str], Derived] = field(
        default_factory=dict, init=False, repr=False
    )

    _kinds: dict[str, FileKind | None] = field(default_factory=dict, init=False, repr=False)
    _made: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    called: ClassVar[str]
    """The name of this kind of place in messages."""

    @property
    @abstractmethod
    def name(self) -> str | None:
        """The name of the place, used for the id of the record; `None` if it has no name."""

    @abstractmethod
    def demand(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReadError: The file does not exist or cannot be read; the error has the reason.
        """

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or `None` if it cannot be read."""
        try:
            return self.demand(name)
        except ReadError:
            return None

    @abstractmethod
    def holds(self, name: str) -> bool:
        """Return whether there is a file of this name."""

    def is_taken(self, name: str) -> bool:
        """Return whether anything has this name, including a broken link."""
        return self.holds(name)

    @abstractmethod
    def names(self, under: str) -> Sequence[str]:
        """Return the names of all files in a subfolder, at any depth, sorted."""

    @abstractmethod
    def where(self, name: str) -> str:
        """Return the location of a file, as findings show it."""

    def link_target(self, name: str) -> str | None:
        """Return the target of a link to a file; `None` if the name is not a link to a file."""
        return None

    def path_of(self, name: str) -> Path | None:
        """Return the path of a file, or `None` if it has no path in the file system."""
        return None

    def fixity(self, name: str) -> Fixity | None:
        """Return the size and digest of a file, or `None` if it cannot be read."""
        if name not in self._fixities:
            data = self.read(name)
            self._fixities[name] = None if data is None else fixity_of(data)
        return self._fixities[name]

    def is_intact(self, capture: Capture) -> bool:
        """Return whether the bytes of a capture are here and unchanged."""
        return self.fixity(capture.file) == (capture.size_bytes, capture.sha256)

    def derived(self, capture: Capture, derivation: Derivation | None = None) -> Derived:
        """Return the text derived from the bytes of a capture in this place.

        Args:
            capture: The capture.
            derivation: The derivation; if left out, the derivation that the capture names.

        Raises:
            ValueError: The capture names no derivation.
            ReadError: The file cannot be read, or no text can be derived from it.
            UnknownEncoding: The `charset` of its media type does not exist.
            MissingExtra: The derivation needs a library that is not installed.
        """
        derivation = derivation or derivation_of(capture)
        if derivation is None:
            raise ValueError(f"nothing is derived from {capture.id}")
        key = capture.file, capture.media_type, derivation.name
        if key not in self._derived:
            self._derived[key] = derivation.derive(self.demand(capture.file), capture.media_type)
        return self._derived[key]

    def content(self, name: str) -> Derivation | None:
        """Return the derivation for the actual content of a file.

        The result is `None` if the file cannot be read or has no text.
        """
        found = derivation_by_kind(self.kind(name)) if self.fixity(name) is not None else None
        return None if found is None else derivation_named(found)

    def kind(self, name: str) -> FileKind | None:
        """Return the kind of the actual content of a file.

        The result is `None` if the content may be plain text, or if the file cannot be read.
        """
        if name not in self._kinds:
            from archive.derivations.file_kinds import file_kind

            data = self.read(name)
            self._kinds[name] = None if data is None else file_kind(data)
        return self._kinds[name]

    def made_once(self, name: str, of: object, make: Callable[[], T]) -> T:
        """Return a value computed from the files and an object, and cache it for that object.

        The value is computed again after a write.

        Args:
            name: The name of the value.
            of: The other object, compared by identity.
            make: The function that computes the value.
        """
        known = self._made.get(name)
        if known is None or known[0] is not of:
            known = self._made[name] = (of, make())
        made: T = known[1]
        return made

    def lacking(self, document: Document) -> list[str]:
        """Return the files that the record names but that are missing here, each once."""
        return [name for name in kept_file_names(document) if not self.holds(name)]

    # --- the record itself ---

    def record_name(self) -> str:
        """Return the name of the file that holds the record.

        Raises:
            ReadError: There is no record.
        """
        for name in (RECORD, PUBLISHED):
            if self.holds(name):
                return name
        message = f"{self.called} has neither {RECORD} nor {PUBLISHED}"
        records = listed(self.records_within())
        hint = f"there are records in {records}; pack one of them separately" if records else None
        finding = Finding("folder-without-record", message, hint).at(file=self.where(""))
        raise self._unlisted() or ReadError([finding])

    def records_within(self) -> Sequence[str]:
        """Return the folders of other records in this place; only a zip file has any."""
        return ()

    def _unlisted(self) -> ReadError | None:
        """Return an error if the system does not allow listing the place, else `None`."""
        return None

    def demand_record(self, name: str) -> bytes:
        """Return the bytes of the file that holds the record, even if the file is a link.

        Raises:
            ReadError: The file cannot be read; the error has the reason.
        """
        return self.demand(name)

    # --- writing ---

    def write(
        self,
        files: Mapping[str, bytes],
        *,
        based_on: str | None = None,
        over_others: bool = True,
    ) -> None:
        """Write files by name, the record last; unchanged files are not written again.

        A new place is created atomically.

        Args:
            files: The files.
            based_on: The SHA-256 of the record that was read here, in hexadecimal digits; empty if
                there was none. If left out, the record is overwritten in any case.
            over_others: Whether files beside the record may overwrite other files.

        Raises:
            Conflict: The record has changed since it was read.
            WriteError: A file name leads out of the place, is not safe on every system, or belongs
                to another file; or another program is writing here and does not finish.
            OSError: The system reports an error.
        """
        for name in files:
            if problem := self._name_problem(name):
                where = self.where("") or self.called
                raise WriteError(f"{name!r} is not written into {where}: {problem}")
        if self._is_new():
            self._hold_to_read(based_on)
            try:
                self._make(files)
                return
            except FileExistsError:
                if self._is_new():  # otherwise another writer has made it since
                    raise
        path = self._exchanged()
        with nullcontext() if path is None else one_writer(path):
            self._forget()
            self._hold_to_read(based_on)
            if not over_others:
                self._refuse_other_files(files)
            self._write(files)

    def _is_new(self) -> bool:
        """Return whether the place has to be created first."""
        return False

    def _make(self, files: Mapping[str, bytes]) -> None:
        """Create the place with files in it, atomically.

        Raises:
            FileExistsError: Another writer has made the place.
        """
        self._write(files)

    def _refuse_other_files(self, files: Mapping[str, bytes]) -> None:
        """Raise `WriteError` if files beside the record would overwrite other files."""
        for name, data in files.items():
            if name != RECORD and self.is_taken(name) and self.read(name) != data:
                where = self.where(name)
                raise WriteError(f"{where} already exists, and the record does not name it")

    def _exchanged(self) -> Path | None:
        """Return the file that is replaced when the record is written, if any."""
        return self.path_of(RECORD)

    def _forget(self) -> None:
        """Clear the cache of what was read here."""
        self._fixities.clear()
        self._made.clear()

    def _hold_to_read(self, based_on: str | None) -> None:
        """Raise an error if the record has changed since it was read.

        Raises:
            Conflict: The record has changed.
        """
        try:
            name = self.record_name()
        except ReadError:
            name = RECORD
        hold_to_read(self.where(name), based_on, lambda: self.demand_record(self.record_name()))

    def _name_problem(self, name: str) -> str | None:
        """Return the reason why a file must not have this name, or `None`."""
        return None if name == RECORD else file_name_problem(name)

    def renew_manifest(self) -> None:
        """List the files anew after an edit by hand of the record or its TEI.

        Raises:
            WriteError: Another listed file is damaged or missing. Nothing was written.
        """
        return  # only folders have manifests

    @abstractmethod
    def _write(self, files: Mapping[str, bytes]) -> None:
        """Write files whose names have been checked."""

    def write_record(self, name: str, data: bytes, *, based_on: str | None = None) -> None:
        """Rewrite the file that holds the record; if the file is a link, rewrite the link's target.

        Args:
            name: The name of the file.
            data: Its new bytes.
            based_on: The SHA-256 of the bytes that were read; if left out, the file is overwritten
                in any case.

        Raises:
            Conflict: The file has changed since it was read.
            WriteError: The file is TEI in a zip file, which is only made from the record; or
                another program is writing here and does not finish.
            OSError: The system reports an error.
        """
        self.write({name: data}, based_on=based_on)


def named_files(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the pointer and the file of each capture, image and saved copy that has a file."""
    classes: tuple[type[Capture | Image | ArchivedCopy], ...] = (Capture, Image, ArchivedCopy)
    for pointer, part in document.index.of_type(*classes):
        if part.file is not None:
            yield pointer, part.file


def kept_file_names(document: Document) -> Sequence[str]:
    """Return the names of the files that a record names, each once."""
    return list(dict.fromkeys(name for _, name in named_files(document)))
