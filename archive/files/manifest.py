"""The manifest of a record's folder: the SHA-256 of each file, in lines that `sha256sum -c` reads.

The manifest also makes a write of several files whole: it is replaced first. If the process is
killed before all files are replaced, their new bytes lie beside them, and have the digests of the
manifest; `finish_writes` then puts them in place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Literal, NamedTuple

from archive.files.atomic_write import (
    is_abandoned,
    is_temporary,
    is_temporary_for,
    remove_abandoned,
    sync_folder,
    write_file,
    write_files,
)
from archive.files.regular_files import leads_out, path_inside, read_bytes, unreadable

MANIFEST = "manifest-sha256.txt"
"""The file name of the manifest, as in BagIt (RFC 8493, section 2.1.3)."""

_LINE = re.compile(r"(\\?)([0-9A-Fa-f]{64}) [ *](.+)")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}

FileState = Literal["damaged", "missing", "added", "half-written"]
"""What is wrong with a file: its bytes differ from its line, it is not there, it has no line, or it
is left from a write that did not end."""


class FileFault(NamedTuple):
    """A file of a record's folder that is not as the manifest says."""

    name: str
    state: FileState
    listed: str | None = None
    """The SHA-256 in the manifest."""
    found: str | None = None
    """The SHA-256 of the file."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines of a manifest."""

    digests: Mapping[str, str]
    """The SHA-256 of each file in lower-case hexadecimal digits, by name."""
    unreadable: tuple[str, ...] = ()
    """Lines that are not a digest and a name, and second lines of a file."""

    def with_lines(self, digests: Mapping[str, str]) -> Manifest:
        """Return the manifest with these lines in place of those of the same files."""
        return Manifest({**self.digests, **digests}, self.unreadable)

    def data(self) -> bytes:
        """Return the bytes of the file: a line for each file in the order of the names."""
        lines = [_line(name, digest) for name, digest in sorted(self.digests.items())]
        return "".join(f"{line}\n" for line in (*lines, *self.unreadable)).encode(
            "utf-8", "surrogateescape"
        )


def _line(name: str, digest: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}"


def parse_manifest(data: bytes) -> Manifest:
    r"""Return the lines of a manifest; lines that cannot be read are kept apart.

    >>> manifest = parse_manifest(b"%064d  notes.txt\nnotes.txt\n" % 1)
    >>> [*manifest.digests], manifest.unreadable
    (['notes.txt'], ('notes.txt',))
    """
    digests: dict[str, str] = {}
    unreadable = []
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        match = _LINE.fullmatch(line.removesuffix("\r"))
        if match is None:
            unreadable += [line] if line.strip() else []
            continue
        escaped, digest, name = match.groups()
        if escaped:
            name = re.sub(r"\\[\\nr]", lambda found: _ESCAPES[found[0]], name)
        if digests.setdefault(name, digest.lower()) != digest.lower():
            unreadable.append(line)
    return Manifest(digests, tuple(unreadable))


def manifest_in(folder: Path) -> Manifest | None:
    """Return the manifest of a record's folder; `None` if it has none.

    Raises:
        ReadError: The file cannot be read, or is a link out of the folder.
    """
    path = folder / MANIFEST
    if leads_out(folder, MANIFEST):
        raise unreadable(path, "this is a link out of the folder")
    return parse_manifest(read_bytes(path)) if os.path.lexists(path) else None


class _Listing(NamedTuple):
    """The files of a record's folder, by their paths in it."""

    names: list[str]
    """The files that a manifest lists: all but itself, hidden ones, links that lead out, and those
    of folders that have a manifest of their own."""
    temporary: list[str]
    """What is left of writes, or belongs to one that is going on."""


def _listing(folder: Path, listed: Iterable[str] = ()) -> _Listing:
    """Return the files of a record's folder, at any depth, sorted.

    Args:
        folder: The folder.
        listed: The files in its manifest: hidden ones among them are returned too.

    Raises:
        OSError: A folder cannot be listed.
    """
    names: list[str] = []
    temporary: list[str] = []
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        with os.scandir(folder / inner) as entries:
            for entry in entries:
                name = inner + entry.name
                if is_temporary(entry.name):
                    temporary.append(name)
                elif entry.name.startswith(".") or name == MANIFEST:
                    pass
                elif entry.is_dir(follow_symlinks=False):
                    if not os.path.lexists(folder / name / MANIFEST):
                        waiting.append(f"{name}/")
                elif entry.is_symlink():
                    if (path := path_inside(folder, name)) and path.is_file():
                        names.append(name)
                elif entry.is_file():
                    names.append(name)
    hidden = (name for name in listed if any(part.startswith(".") for part in name.split("/")))
    names += (
        name
        for name in hidden
        if (path := path_inside(folder, name)) is not None and path.is_file()
    )
    return _Listing(sorted(names), sorted(temporary))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits; the file may be larger than memory."""
    with path.open("rb", buffering=0) as file:
        return file_digest(file, "sha256").hexdigest()


def digests_in(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a record's folder that a manifest lists, by name.

    Raises:
        OSError: A folder or file cannot be read.
    """
    return _digests(folder, listed_names(folder))


def listed_names(folder: Path) -> list[str]:
    """Return the names of the files of a record's folder that a manifest lists, sorted.

    Raises:
        ReadError: The manifest cannot be read.
        OSError: A folder cannot be listed.
    """
    manifest = manifest_in(folder)
    return _listing(folder, () if manifest is None else manifest.digests).names


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: digest_of(folder / name) for name in names}


def _digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in files.items()}


def with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a new record's folder, with their manifest."""
    digests = _digests_of(files)
    return {**files, MANIFEST: Manifest(digests).data()}


def write_listed(folder: Path, files: Mapping[str, bytes], *, last: str) -> None:
    """Write files into an existing record's folder, and its manifest; see `write_files`.

    If an error occurs after the first file is replaced, the manifest has the new lines of the files
    that were replaced, and the former lines of the others.

    The lines of files that are not written stay as they are, also where a file differs from its
    line. A folder without a manifest gets lines for all its files.
    """
    finish_writes(folder)
    before = manifest_in(folder) or Manifest(digests_in(folder))
    digests = _digests_of(files)
    try:
        after = before.with_lines(digests).data()
        write_files(folder, {**files, MANIFEST: after}, first=MANIFEST, last=last)
    except BaseException:
        replaced = {
            name: digest
            for name, digest in digests.items()
            if (folder / name).is_file() and digest_of(folder / name) == digest
        }
        path, held = folder / MANIFEST, before.with_lines(replaced).data()
        if path.is_file() and path.read_bytes() != held:
            write_file(path, held)
        raise


def write_one(path: Path, data: bytes) -> None:
    """Write a file as `write_file` does; if a manifest lists the files around it, with its line.

    The caller holds the lock on the folder of the file.
    """
    folder = _listing_folder(path)
    if folder is None:
        write_file(path, data)
    else:
        name = path.absolute().relative_to(folder).as_posix()
        write_listed(folder, {name: data}, last=name)


def _listing_folder(path: Path) -> Path | None:
    """Return the record's folder whose manifest lists a file, or would list it."""
    path = path.absolute()
    if path.exists() and not path.is_file():
        return None
    for folder in path.parents[:_DEPTH]:
        if (folder / MANIFEST).is_file() and not (folder / "bagit.txt").exists():
            name = path.relative_to(folder).as_posix()
            is_listed = not any(part.startswith(".") for part in name.split("/"))
            return folder if is_listed and name != MANIFEST and path_inside(folder, name) else None
    return None


_DEPTH = 4
"""How far above a file the manifest that lists it is looked for."""


def finish_writes(folder: Path) -> list[str]:
    """Finish or undo the writes of killed processes in a record's folder.

    Returns the names of the files that are whole now. The caller holds the lock on the folder.
    """
    left = _listing(folder).temporary
    manifest = manifest_in(folder) if left else None
    finished = []
    for temporary in (folder / name for name in left):
        target = _finishes(temporary, folder, manifest)
        if target is not None:
            temporary.replace(target)
            sync_folder(target.parent)
            finished.append(target.relative_to(folder.resolve()).as_posix())
        else:
            remove_abandoned(temporary)
    return finished


def _finishes(temporary: Path, folder: Path, manifest: Manifest | None) -> Path | None:
    """Return the file whose new bytes a temporary file holds, if the manifest has their digest."""
    if manifest is None or not is_abandoned(temporary) or temporary.is_dir():
        return None
    digest = digest_of(temporary)
    for name, listed in manifest.digests.items():
        target = path_inside(folder, name)
        if (
            listed == digest
            and target is not None
            and target.parent == temporary.parent.resolve()
            and is_temporary_for(temporary.name, target.name)
        ):
            return target
    return None


def faults_in(folder: Path) -> list[FileFault]:
    """Return the files of a record's folder that are not as its manifest says, in order of names.

    Without a manifest, every file is an added one.

    Raises:
        ReadError: The manifest cannot be read.
        OSError: The system reports an error for a file.
    """
    return faults_against(manifest_in(folder), folder)


def faults_against(manifest: Manifest | None, folder: Path) -> list[FileFault]:
    """Return the files of a folder that are not as a manifest says; otherwise as `faults_in`."""
    listed = {} if manifest is None else manifest.digests
    names, temporary = _listing(folder, listed)
    found = _digests(folder, names)
    faults = [
        FileFault(name, "added", None, digest)
        for name, digest in found.items()
        if name not in listed
    ]
    for name, digest in listed.items():
        if name not in found:
            faults.append(FileFault(name, "missing", digest))
        elif found[name] != digest:
            faults.append(FileFault(name, "damaged", digest, found[name]))
    faults += (FileFault(name, "half-written") for name in temporary)
    return sorted(faults)


def renew(folder: Path, edited: Collection[str]) -> list[FileFault]:
    """Write the manifest of a record's folder again, after an edit by hand of some files.

    Files without a line get one. A folder without a manifest gets none. The caller holds the lock
    on the folder.

    Returns:
        Other listed files that are damaged or missing. If there are any, nothing is written: the
        edit must not hide the damage.
    """
    finish_writes(folder)
    path = folder / MANIFEST
    if not path.is_file():
        return []
    against = [
        fault
        for fault in faults_in(folder)
        if fault.state in ("damaged", "missing") and fault.name not in edited
    ]
    manifest = Manifest(digests_in(folder)).data()
    if not against and path.read_bytes() != manifest:
        write_file(path, manifest)
    return against
