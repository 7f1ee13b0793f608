"""One writer of a store at a time, and what a killed one has left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.errors import ArchiveError, WriteError
from archive.files.atomic_write import make_parents, remove_abandoned, write_file
from archive.files.layout import RECORD
from archive.files.manifest import finish_writes
from archive.files.one_writer import one_writer
from archive.files.record_discovery import holds_record
from archive.files.regular_files import is_folder, leads_out, path_inside
from archive.store.events import EVENTS, LINK_OUT
from archive.store.verification import GIT_ATTRIBUTES, REMOVED

DERIVED = ".archive"
"""The folder in the store for what is made from the records; git does not keep it."""


class WriterLock:
    """Lets one process at a time write a store, and finishes or undoes what a killed one has begun.

    The lock ends with its process. The folder of the record that is being written is noted in a
    file, which a killed process leaves.

    Args:
        store: The folder of the store. It need not exist yet.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._noted = store / DERIVED / "unfinished"

    @contextmanager
    def writing(self, folder: Path | None = None, *, durably: bool = False) -> Iterator[None]:
        """Make other writers of the store wait during the block.

        Args:
            folder: The folder of a record that is written, or in which records are added.
            durably: Whether the note of it outlasts a power cut. A folder that is made or moved as
                a whole needs none.

        Raises:
            WriteError: Another process writes, and does not finish; or a file or folder of the
                store itself is a link out of the store.
        """
        make_parents(self._store)
        self.refuse_links_out()
        with one_writer(self._store / EVENTS):
            attributes = self._store / ".gitattributes"
            if not attributes.exists():
                write_file(attributes, GIT_ATTRIBUTES.encode())
            self._finish()
            if folder is not None:
                self._note(folder, durably=durably)
            try:
                yield
            except BaseException:
                with suppress(ArchiveError, OSError):  # otherwise the next writer does it
                    self._finish()
                    self._noted.unlink(missing_ok=True)
                raise
            self._noted.unlink(missing_ok=True)

    def finish_interrupted(self) -> None:
        """Finish or undo what a killed process has begun, unless another process writes now."""
        if path_inside(self._store, f"{DERIVED}/unfinished") and self._noted.exists():
            with suppress(WriteError, OSError), one_writer(self._store / EVENTS, wait_seconds=0):
                self._finish()
                self._noted.unlink()

    def refuse_links_out(self) -> None:
        """Raise `WriteError` if a file or folder of the store itself is a link out of the store."""
        for name in (EVENTS, ".gitattributes", REMOVED, DERIVED, f"{DERIVED}/unfinished"):
            if leads_out(self._store, name):
                raise WriteError(
                    f"{self._store / name}: {LINK_OUT}; nothing was written. Remove the link, or "
                    "replace it by what it leads to"
                )

    def make_derived_folder(self) -> None:
        """Make the folder for what is made from the records."""
        self.refuse_links_out()
        folder = self._store / DERIVED
        if not folder.exists():
            make_parents(folder)
            (folder / ".gitignore").write_text("*\n", "utf-8")

    def _note(self, folder: Path, *, durably: bool) -> None:
        self.make_derived_folder()
        data = folder.relative_to(self._store).as_posix().encode()
        if durably:
            write_file(self._noted, data)
        else:
            self._noted.write_bytes(data)

    def _finish(self) -> None:
        """Finish or undo the noted write."""
        path = self._noted.read_text("utf-8", "replace") if self._noted.exists() else ""
        if not path:  # the process was killed before it wrote the path, and so anything else
            return
        folder = self._store / path
        if path_inside(self._store, path) is None:  # the note is not ours
            return
        if holds_record(folder):
            with one_writer(folder / RECORD):
                finish_writes(folder)
        for group in filter(is_folder, {folder, folder.parent, self._store}):
            if group.resolve().is_relative_to(self._store.resolve()):
                for temporary in group.glob(".archive-*.tmp"):
                    remove_abandoned(temporary)
