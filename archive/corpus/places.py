"""Where the inputs and the results of a run are: a folder, a zip file, or an address of fsspec."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from errno import ENOENT
from functools import cached_property
from importlib import import_module
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from archive.errors import MissingExtra, ReadError, WriteError
from archive.files.atomic_write import write_file
from archive.files.regular_files import is_folder, no_such_file, unreadable
from archive.files.zip_file import is_zip
from archive.findings import Finding

WRITERS = 8
"""The number of threads that write: a disk makes several files durable at once, and a server takes
several at once."""


class Entry(NamedTuple):
    """A file or folder in a folder."""

    name: str
    """The name in the folder."""
    is_folder: bool
    """Whether it is a folder; a link to one is not."""
    size_bytes: int
    """The size of a file; 0 for a folder."""


class Place(ABC):
    """A folder, on this machine or elsewhere. Names in it are relative, with slashes.

    A place can be sent to other processes and machines, which open it by its address.
    """

    address: str
    """The address, as all machines of the run write it."""

    @abstractmethod
    def exists(self) -> bool:
        """Return whether there is anything at the address."""

    @abstractmethod
    def entries(self, folder: PurePosixPath) -> list[Entry]:
        """Return what is in a folder of the place, in the order of the names.

        Raises:
            OSError: The folder cannot be read.
        """

    @abstractmethod
    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            FileNotFoundError: There is no such file.
            OSError: It cannot be read.
        """

    @abstractmethod
    def on_this_machine(self, names: Iterable[str], opened: ExitStack) -> Path:
        """Return a folder of this machine that has files of the place, under their names.

        Args:
            names: The files.
            opened: If they were copied, the copies are deleted when it is closed.

        Raises:
            OSError: A file cannot be read, or not be copied.
        """

    @abstractmethod
    def names_in(self, folder: str) -> list[str]:
        """Return the names of the files in a folder as it is now; none if there is no folder.

        Raises:
            OSError: The folder cannot be read.
        """

    @abstractmethod
    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, each atomically; existing files are replaced.

        Raises:
            WriteError: The place cannot be written.
            OSError: A file cannot be written.
        """

    @abstractmethod
    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    @property
    def folder(self) -> Path | None:
        """The folder on this machine; `None` if the place is not such a folder."""
        return None

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return place_at, (self.address,)

    def __str__(self) -> str:
        return self.address


class FolderPlace(Place):
    """A folder of this machine, or one that all machines of a cluster share."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.path

    def exists(self) -> bool:
        """Return whether there is anything."""
        return os.path.lexists(self.path)

    def entries(self, folder: PurePosixPath) -> list[Entry]:
        """Return what is in a folder, in the order of the names."""
        with os.scandir(self.path / folder) as listing:
            return sorted(map(_entry, listing))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self.path / name).read_bytes()

    def on_this_machine(self, names: Iterable[str], opened: ExitStack) -> Path:
        """Return the folder itself."""
        return self.path

    def names_in(self, folder: str) -> list[str]:
        """Return the names of the files in a folder."""
        try:
            return [path.name for path in (self.path / folder).iterdir()]
        except FileNotFoundError:
            return []

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, each atomically and durably."""
        if len(files) == 1:
            for name, data in files.items():
                write_file(self.path / name, data)
            return
        with ThreadPoolExecutor(WRITERS) as writers:
            for written in [
                writers.submit(write_file, self.path / name, data) for name, data in files.items()
            ]:
                written.result()

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.path / name).unlink(missing_ok=True)


def _entry(entry: os.DirEntry[str]) -> Entry:
    if entry.is_dir(follow_symlinks=False):
        return Entry(entry.name, True, 0)
    with suppress(OSError):
        return Entry(entry.name, False, entry.stat().st_size)
    return Entry(entry.name, False, 0)  # a broken link, which its reader reports


class FsspecPlace(Place):
    """A place that `fsspec` opens: `s3://bucket/records`, `zip://::records.zip`.

    All files are listed at once when the first folder is asked for. Keys and passwords are not part
    of the address: each machine takes them from its environment or settings.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        """The file system of `fsspec`, and the path of the place in it."""
        try:
            fsspec: Any = import_module("fsspec.core")
        except ImportError:
            raise MissingExtra("arrow", f"the address {self.address}") from None
        try:
            with _problems_as_system_errors(self.address):
                system, root = fsspec.url_to_fs(self.address)
        except ImportError as problem:  # fsspec names the package of the protocol
            raise _unusable(self.address, str(problem)) from None
        except ValueError as problem:
            raise _unusable(self.address, str(problem)) from None
        return system, root.rstrip("/")

    @cached_property
    def _listed(self) -> dict[str, dict[str, Entry]]:
        """The entries of each folder by name, by the path of the folder."""
        system, root = self._opened
        with _problems_as_system_errors(self.address):
            found = system.find(root, detail=True)
        folders: dict[str, dict[str, Entry]] = {".": {}}
        for path, details in found.items():
            name = path.removeprefix(root).lstrip("/")
            parts = PurePosixPath(name).parts
            if ".." in parts or not parts:
                raise _unusable(self.address, f"it has a file with the path {path!r}")
            here = "."
            for part in parts[:-1]:
                folders[here].setdefault(part, Entry(part, True, 0))
                here = part if here == "." else f"{here}/{part}"
                folders.setdefault(here, {})
            folders[here][parts[-1]] = Entry(parts[-1], False, details.get("size") or 0)
        return folders

    def exists(self) -> bool:
        """Return whether there is anything."""
        system, root = self._opened
        with _problems_as_system_errors(self.address):
            return bool(system.exists(root) or not root)

    def entries(self, folder: PurePosixPath) -> list[Entry]:
        """Return what is in a folder, in the order of the names."""
        return sorted(self._listed.get(str(folder), {}).values())

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        system, root = self._opened
        with _problems_as_system_errors(f"{self.address}/{name}"):
            data: bytes = system.cat_file(f"{root}/{name}" if root else name)
        return data

    def names_in(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, which was not listed before."""
        system, root = self._opened
        system.invalidate_cache()
        try:
            with _problems_as_system_errors(self.address):
                found = system.ls(f"{root}/{folder}".rstrip("/"), detail=False)
        except FileNotFoundError:
            return []
        return [path.rstrip("/").rpartition("/")[2] for path in found]

    def on_this_machine(self, names: Iterable[str], opened: ExitStack) -> Path:
        """Return a temporary folder with copies of files."""
        system, root = self._opened
        folder = Path(opened.enter_context(TemporaryDirectory(prefix="archive-corpus-")))
        targets = {f"{root}/{name}" if root else name: folder / name for name in names}
        for parent in {target.parent for target in targets.values()}:
            parent.mkdir(parents=True, exist_ok=True)
        with _problems_as_system_errors(self.address):
            system.get(list(targets), list(map(str, targets.values())))
        return folder

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, each atomically."""
        system, root = self._opened
        if "zip" in _protocols(system):
            raise WriteError(f"{self.address} is a zip file; results are written into a folder")
        with _problems_as_system_errors(self.address):
            system.pipe({f"{root}/{name}": data for name, data in files.items()})

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        system, root = self._opened
        with suppress(FileNotFoundError), _problems_as_system_errors(self.address):
            system.rm_file(f"{root}/{name}")


@contextmanager
def _problems_as_system_errors(address: str) -> Iterator[None]:
    """Turn what the client of a file system raises into `OSError` with the address.

    Clients raise errors of their own: of the protocol, of credentials, of the network.
    """
    try:
        yield
    except (OSError, ImportError, ValueError):
        raise
    except KeyError:  # what `zipfile` says of a name that is not there
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), address) from None
    except Exception as problem:
        raise OSError(0, f"{type(problem).__name__}: {problem}", address) from problem


def _protocols(system: Any) -> Iterable[str]:
    protocol = system.protocol
    return (protocol,) if isinstance(protocol, str) else protocol


def _unusable(address: str, reason: str) -> ReadError:
    hint = "give a folder, a zip file, or an address that fsspec opens, such as s3://bucket/records"
    return ReadError([Finding("place-unusable", reason, hint).at(file=address)])


def place_at(address: str | Path) -> Place:
    """Return the place at a path or an address; it is opened when it is used.

    Args:
        address: The path of a folder or zip file, or an address with a protocol: `s3://...`.
    """
    text = str(address)
    if "://" in text or "::" in text:
        is_local = text.startswith(("file://", "local://"))
        return FolderPlace(Path(text.partition("://")[2])) if is_local else FsspecPlace(text)
    path = Path(os.path.abspath(address))  # noqa: PTH100 (keeps a path through links)
    return FsspecPlace(f"zip://::{path}") if is_zip(path) and path.is_file() else FolderPlace(path)


def existing_place(address: str | Path) -> Place:
    """Return the place at an address from which inputs are read.

    Raises:
        ReadError: Nothing is there, or it is no folder.
    """
    place = place_at(address)
    try:
        if not place.exists():
            raise (
                no_such_file(Path(place.address))
                if place.folder
                else _unusable(place.address, "nothing is there")
            )
    except OSError as problem:
        raise _unusable(place.address, problem.strerror or str(problem)) from None
    if place.folder and not is_folder(place.folder):
        raise unreadable(place.folder, "this is a file; give the folder")
    return place
