"""Opens a zip file of annotations without unpacking it, and reads each file within size limits."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from archive.annotations.uima.cas import no_cas
from archive.derivations.zip_limits import unsafe_reasons, zip_exceptions
from archive.findings import short


class ZipArchive:
    """The files in a zip file, by their names. The names are never used as paths."""

    def __init__(self, data: bytes) -> None:
        """Open a zip file.

        Raises:
            ReadError: The data are not a zip file, or are not safe to read.
        """
        try:
            self._zip = ZipFile(BytesIO(data))
        except zip_exceptions() as problem:
            raise no_cas(f"this zip file cannot be read: {problem}") from None
        entries = [one for one in self._zip.infolist() if not one.filename.endswith("/")]
        if reason := next(unsafe_reasons(entries, len(data)), None):
            raise no_cas(f"this zip file is not read: {reason}")
        self._entries = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """The names of all files, in order."""
        return [*self._entries]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, at most as many as the zip directory states.

        Raises:
            ReadError: The file is damaged.
        """
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as file:
                data = file.read(entry.file_size + 1)
        except zip_exceptions() as problem:
            raise no_cas(f"{short(name)} cannot be unpacked: {problem}") from None
        if len(data) != entry.file_size:
            raise no_cas(f"{short(name)} is not packed as the zip directory states")
        return data
