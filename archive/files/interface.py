"""The interface to a record's files: the record, its captures, and what is made from it."""

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

RECORD = "document.json"
"""The record itself."""
PUBLISHED = "document.tei.xml"
"""The record as TEI, made from it."""
RECEIVED = "received"
"""The folder of what was received."""


@dataclass(slots=True, eq=False)
class Files(ABC):
    """A record's place: its files by their names there, wherever it is.

    The fixity of a file is remembered, and the text that was derived from it; where others write
    there meanwhile, make a new object.
    """

    _fixities: dict[str, Fixity | None] = field(default_factory=dict, init=False, repr=False)
    _derived: dict[tuple[str, str, str], Derived] = field(
        default_factory=dict, init=False, repr=False
    )

    _kinds: dict[str, FileKind | None] = field(default_factory=dict, init=False, repr=False)
    _made: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    called: ClassVar[str]
    """What such a place is called in a sentence."""

    @property
    @abstractmethod
    def name(self) -> str | None:
        """The name of the place, which the id of its record follows; `None` if it has none."""

    @abstractmethod
    def demand(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReadError: There is none that can be read; it says why.
        """

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or `None` where there is none that can be read."""
        try:
            return self.demand(name)
        except ReadError:
            return None

    @abstractmethod
    def holds(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def is_taken(self, name: str) -> bool:
        """Whether there is anything of this name, such as a link that leads nowhere."""
        return self.holds(name)

    @abstractmethod
    def names(self, under: str) -> Sequence[str]:
        """Return the names of all files under a folder of the place, sorted."""

    @abstractmethod
    def where(self, name: str) -> str:
        """Return where a file lies, as findings show it."""

    def link_target(self, name: str) -> str | None:
        """Return where a link leads that is followed to a file; `None` where there is none."""
        return None

    def path_of(self, name: str) -> Path | None:
        """Return the path of a file, or `None` where the system knows it by none."""
        return None

    def fixity(self, name: str) -> Fixity | None:
        """Return the size and digest of a file, or `None` where there is none to read."""
        if name not in self._fixities:
            data = self.read(name)
            self._fixities[name] = None if data is None else fixity_of(data)
        return self._fixities[name]

    def is_intact(self, capture: Capture) -> bool:
        """Whether the bytes of a capture are here, and those that were received."""
        return self.fixity(capture.file) == (capture.size_bytes, capture.sha256)

    def derived(self, capture: Capture, derivation: Derivation | None = None) -> Derived:
        """Return the text that a derivation gives of a capture's bytes, as they are here.

        Args:
            capture: The capture.
            derivation: The derivation; left out, the one that the capture names.

        Raises:
            ValueError: It names none.
            ReadError: There are no bytes, or no text can be derived from them.
            UnknownEncoding: The `charset` of its media type is none.
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
        """Return the derivation for a file as it is here, whatever is said of it.

        `None` where there is none to read, or no text in it.
        """
        found = derivation_by_kind(self.kind(name)) if self.fixity(name) is not None else None
        return None if found is None else derivation_named(found)

    def kind(self, name: str) -> FileKind | None:
        """Return the kind of a file as it is here, whatever is said of it.

        `None` for one that may be plain text, and where there is none to read.
        """
        if name not in self._kinds:
            from archive.derivations.file_kinds import file_kind

            data = self.read(name)
            self._kinds[name] = None if data is None else file_kind(data)
        return self._kinds[name]

    def made_once(self, name: str, of: object, make: Callable[[], T]) -> T:
        """Return what is made of the files and something else, and made only once for that.

        It is made anew after something was written here.

        Args:
            name: What it is called.
            of: The other thing of which it is made, known by identity.
            make: Makes it.
        """
        known = self._made.get(name)
        if known is None or known[0] is not of:
            known = self._made[name] = (of, make())
        made: T = known[1]
        return made

    def lacking(self, document: Document) -> list[str]:
        """Return the names of files that the record names and that are not here, each once."""
        return [name for name in kept_file_names(document) if not self.holds(name)]

    # --- the record itself ---

    def record_name(self) -> str:
        """Return the name of the file that holds the record.

        Raises:
            ReadError: There is none.
        """
        for name in (RECORD, PUBLISHED):
            if self.holds(name):
                return name
        message = f"{self.called} holds neither {RECORD} nor {PUBLISHED}"
        records = listed(self.records_within())
        hint = f"records lie in {records}; pack one of them by itself" if records else None
        finding = Finding("folder-without-record", message, hint).at(file=self.where(""))
        raise self._unlisted() or ReadError([finding])

    def records_within(self) -> Sequence[str]:
        """Return the folders here in which other records lie, where they are looked for."""
        return ()

    def _unlisted(self) -> ReadError | None:
        """The error where the system does not let us list the place."""
        return None

    def demand_record(self, name: str) -> bytes:
        """Return the bytes of the file that holds the record, wherever a link leads to it.

        Raises:
            ReadError: It cannot be read; it says why.
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
        """Write files by their names here, the record last; what is here already is left as it is.

        A place that was not there before is there whole or not at all.

        Args:
            files: The files.
            based_on: The SHA-256 of the record that was read here, in hexadecimal digits; empty
                where none was here. Left out, it is written over.
            over_others: Whether files beside the record may take the place of others.

        Raises:
            Conflict: The record is not what was read.
            WriteError: A name would lead out of the place, is not safe on every system, or is that
                of another file; or another program does not end writing here.
            OSError: The system refuses.
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
                if self._is_new():  # or else another writer has made it since
                    raise
        path = self._exchanged()
        with nullcontext() if path is None else one_writer(path):
            self._forget()
            self._hold_to_read(based_on)
            if not over_others:
                self._refuse_other_files(files)
            self._write(files)

    def _is_new(self) -> bool:
        """Whether the place is to be made first, in which nobody can write before it is there."""
        return False

    def _make(self, files: Mapping[str, bytes]) -> None:
        """Make the place with files in it, whole or not at all.

        Raises:
            FileExistsError: It is there by now.
        """
        self._write(files)

    def _refuse_other_files(self, files: Mapping[str, bytes]) -> None:
        """Refuse to write files beside the record over others."""
        for name, data in files.items():
            if name != RECORD and self.is_taken(name) and self.read(name) != data:
                where = self.where(name)
                raise WriteError(f"{where} is another file; the record does not name it")

    def _exchanged(self) -> Path | None:
        """The file that is exchanged for another when the record is written, if there is one."""
        return self.path_of(RECORD)

    def _forget(self) -> None:
        """Forget what was read here."""
        self._fixities.clear()
        self._made.clear()

    def _hold_to_read(self, based_on: str | None) -> None:
        """Refuse to write over a record that was not read.

        Raises:
            Conflict: The record is another one now.
        """
        try:
            name = self.record_name()
        except ReadError:
            name = RECORD
        hold_to_read(self.where(name), based_on, lambda: self.demand_record(self.record_name()))

    def _name_problem(self, name: str) -> str | None:
        """Why a file must not be written by this name, if it must not."""
        return None if name == RECORD else file_name_problem(name)

    @abstractmethod
    def _write(self, files: Mapping[str, bytes]) -> None:
        """Write files whose names have been checked."""

    def write_record(self, name: str, data: bytes, *, based_on: str | None = None) -> None:
        """Write the file that holds the record anew; of a link, what it leads to.

        Args:
            name: The file.
            data: Its new bytes.
            based_on: The SHA-256 of what was read of it; left out, it is written over.

        Raises:
            Conflict: It is not what was read.
            WriteError: It is TEI in a zip file, which is made from the record; or another program
                does not end writing here.
            OSError: The system refuses.
        """
        self.write({name: data}, based_on=based_on)


def named_files(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the pointer and file of each capture, image and saved copy that has one."""
    classes: tuple[type[Capture | Image | ArchivedCopy], ...] = (Capture, Image, ArchivedCopy)
    for pointer, part in document.index.of_type(*classes):
        if part.file is not None:
            yield pointer, part.file


def kept_file_names(document: Document) -> Sequence[str]:
    """Return the names of the files that a record names, each once."""
    return list(dict.fromkeys(name for _, name in named_files(document)))
