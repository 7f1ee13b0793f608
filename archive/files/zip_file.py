"""The files of a record in a zip file, which is read within limits and written atomically."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from unicodedata import normalize

from archive.derivations.zip_limits import ENCRYPTED, excess_reasons, zip_exceptions
from archive.english import counted
from archive.errors import ReadError, WriteError
from archive.files.atomic_write import write_file
from archive.files.interface import Files
from archive.files.layout import PUBLISHED, RECORD
from archive.files.regular_files import is_folder, read_bytes, unreadable
from archive.findings import Finding
from archive.model.identifiers import file_name_problem

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

SUFFIX = ".zip"
"""The suffix of zip files, in lower or upper case."""


_MAIN = (RECORD, PUBLISHED)
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can store; here it means "no date"."""
_UNIX = 3
_MODE = (stat.S_IFREG | 0o644) << 16


class _ZipContents(NamedTuple):
    """The content of a zip file."""

    zip: ZipFile | None
    """The open zip file; `None` if there is no zip file yet."""
    entries: Mapping[str, ZipInfo]
    """The files in the zip file, by name."""
    root: str
    """The folder of the record, with a slash; empty if the record is at the top."""


_NEW = _ZipContents(None, {}, "")


@dataclass(slots=True, eq=False)
class FilesInZip(Files):
    """The files of a record in a zip file, which need not exist yet.

    The record is at the top of the zip file, or in the only top folder with a record: people often
    pack a folder. The zip file is read once; later changes by others are not noticed.
    """

    path: Path

    _contents: _ZipContents | None = field(default=None, init=False, repr=False)

    called: ClassVar[str] = "the zip file"

    @property
    def name(self) -> str | None:
        """The name of the record's folder in the zip file; `None` if the record is at the top."""
        return self._read.root.removesuffix("/") or None

    @property
    def _read(self) -> _ZipContents:
        """Return the content of the zip file.

        Raises:
            ReadError: The file is not a zip file, or is not safe to read.
        """
        if self._contents is None:
            is_new = not self.path.exists()
            self._contents = _NEW if is_new else _open_zip(read_bytes(self.path), self.path)
        return self._contents

    def demand(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReadError: The file is missing, a link, damaged, or packed with an unknown method.
        """
        zip, entries, root = self._read
        if zip is None or root + name not in entries:
            finding = Finding("no-such-file", "there is no such file")
            raise ReadError([finding.at(file=self.where(name))])
        return _unpacked(zip, entries[root + name], self.where(name))

    def holds(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        return self._read.root + name in self._read.entries

    def names(self, under: str) -> Sequence[str]:
        """Return the names of all files in a subfolder, at any depth, sorted."""
        _, entries, root = self._read
        start = f"{root}{under}/"
        return sorted(name.removeprefix(root) for name in entries if name.startswith(start))

    def records_within(self) -> Sequence[str]:
        """Return the folders of other records in the zip file."""
        _, entries, root = self._read
        parted = (name.rpartition("/") for name in entries)
        folders = {folder for folder, _, name in parted if name in _MAIN}
        return sorted(folders - {root.removesuffix("/")})

    def where(self, name: str) -> str:
        """Return the path of the zip file, with the path of the file in the zip file."""
        root = self._contents.root if self._contents is not None else ""
        return str(self.path / root / name) if name else str(self.path)

    def _exchanged(self) -> Path:
        return self.path

    def _forget(self) -> None:
        Files._forget(self)
        self._contents = None

    def _write(self, files: Mapping[str, bytes]) -> None:
        _, entries, root = self._read
        new = {root + name: data for name, data in files.items() if self.read(name) != data}
        if not new and entries:
            return
        packed = pack({**self._kept(new), **new})
        write_file(self.path, packed)
        self._contents = _open_zip(packed, self.path)

    def _kept(self, new: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Return the other files in the zip file, by name; they need not belong to the record.

        Raises:
            WriteError: One of these files cannot be read, and would be lost.
        """
        zip, entries, _ = self._read
        try:
            return {
                name: _unpacked(zip, entry, str(self.path / name))
                for name, entry in entries.items()
                if zip is not None and name not in new
            }
        except ReadError as problem:
            [finding] = problem.findings
            message = f"{finding.location.file} would be lost: {finding.message}"
            raise WriteError(message) from None


def is_zip(path: Path) -> bool:
    """Return whether a path has the name of a zip file and is not a folder."""
    return path.suffix.lower() == SUFFIX and not is_folder(path)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a zip file with these files, sorted, without dates, and not compressed.

    The bytes are the same on every machine; compression would not guarantee this.
    """
    from zipfile import ZipFile, ZipInfo

    packed = BytesIO()
    with ZipFile(packed, "w") as zip:
        for name in sorted(files):
            entry = ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            zip.writestr(entry, files[name])
    return packed.getvalue()


def _open_zip(data: bytes, path: Path) -> _ZipContents:
    """Open a zip file without unpacking anything.

    Raises:
        ReadError: The file is not a zip file, or is not safe to read.
    """
    from zipfile import ZipFile

    try:
        zip = ZipFile(BytesIO(data))
    except zip_exceptions() as problem:
        raise unreadable(path, f"this is not a readable zip file: {problem}") from None
    infos = zip.infolist()
    if reason := next(_problems(infos, len(data)), None):
        raise unreadable(path, reason)
    entries = {one.filename: one for one in infos if not one.filename.endswith("/")}
    return _ZipContents(zip, entries, _root(entries))


def _problems(entries: Sequence[ZipInfo], size_bytes: int) -> Iterator[str]:
    """Yield the reasons not to read a zip file, before anything is unpacked."""
    yield from excess_reasons(entries, size_bytes)
    seen: set[str] = set()
    for entry in entries:
        # The name from zipfile ends at U+0000; the original name does not.
        name = entry.orig_filename.removesuffix("/")
        if problem := None if name in _MAIN else file_name_problem(name):
            yield f"{name!r} is not a safe file name: {problem}"
        on_any_system = normalize("NFC", entry.filename).casefold()
        if on_any_system in seen:
            yield f"it has two files with the name {name!r} on some systems"
        if entry.flag_bits & ENCRYPTED:
            yield f"{name} is encrypted"
        if _has_other_name(entry.extra):
            yield f"some programs unpack {name} under another name"
        seen.add(on_any_system)
    if entries and min(entry.header_offset for entry in entries) > 0:
        yield "it has other data before its first file, and some programs would unpack these data"


_OTHER_NAME = 0x7075
"""The extra field of Info-ZIP that names a file again (APPNOTE.TXT, 4.6.9)."""


def _has_other_name(extra: bytes) -> bool:
    """Return whether the extra fields of an entry have another name for it."""
    while len(extra) >= _LEAST_FIELD:
        kind, size = (int.from_bytes(extra[at : at + 2], "little") for at in (0, 2))
        if kind == _OTHER_NAME:
            return True
        extra = extra[_LEAST_FIELD + size :]
    return False


_LEAST_FIELD = 4


def _root(entries: Mapping[str, object]) -> str:
    """Return the folder of the record, with a slash; empty if the record is at the top.

    >>> _root({"letter/document.json": 0, "letter/received/a.txt": 0, "__MACOSX/a": 0})
    'letter/'
    """
    if any(name in entries for name in _MAIN):
        return ""
    roots = {
        folder
        for folder, slash, name in (entry.rpartition("/") for entry in entries)
        if slash and "/" not in folder and name in _MAIN
    }
    return f"{roots.pop()}/" if len(roots) == 1 else ""


def _unpacked(zip: ZipFile, entry: ZipInfo, where: str) -> bytes:
    """Return the bytes of one file; read no more bytes than the directory of the zip file states.

    Raises:
        ReadError: The file is a link, damaged, or packed with an unknown method.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if stat.S_ISLNK(entry.external_attr >> 16):
        raise unreadable(Path(where), "this is a link")
    # With other methods, zipfile unpacks any amount of data.
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise unreadable(Path(where), "it is not packed with Deflate; pack it again")
    try:
        with zip.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except zip_exceptions() as problem:
        raise unreadable(Path(where), f"it cannot be unpacked: {problem}") from None
    if len(data) != entry.file_size:
        has = counted(len(data), "bytes", grouped=False)
        message = f"it has {has}, but the zip file states {entry.file_size}"
        raise unreadable(Path(where), message)
    return data
