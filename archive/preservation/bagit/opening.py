"""Opens bags: folders, and zip and tar files of one (RFC 8493, 4), unpacked within limits."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from archive.derivations.zip_limits import (
    ALWAYS_ALLOWED,
    MOST_FILES,
    MOST_TIMES,
    unsafe_reasons,
    zip_exceptions,
)
from archive.errors import ReadError
from archive.files.regular_files import is_folder
from archive.files.zip_file import is_zip
from archive.findings import Finding, short
from archive.preservation.bagit.checking import CheckedBag, check_bag
from archive.preservation.bagit.tag_files import DECLARATION, path_problem

if TYPE_CHECKING:
    from tarfile import TarFile
    from zipfile import ZipFile

_TAR = (".tar", ".tar.gz", ".tgz")
_PIECE = 1 << 20


def is_bag(path: Path) -> bool:
    """Return whether a path is a bag: a folder with `bagit.txt`, or a zip or tar file of one.

    Nothing is unpacked. A zip file that cannot be read is none; any tar file counts, since only
    unpacking it would tell, and no other file that is received is one.
    """
    if is_folder(path):
        return os.path.lexists(path / DECLARATION)
    try:
        if is_zip(path):
            from zipfile import ZipFile

            with ZipFile(path) as packed:
                return _root(packed.namelist()) is not None
    except zip_exceptions():
        pass
    return path.name.lower().endswith(_TAR) and path.is_file()


def _root(names: Sequence[str]) -> str | None:
    """Return the folder of the bag among the names in a zip or tar file; `None` if there is none.

    >>> _root(["bag/bagit.txt", "bag/data/a.txt"]), _root(["bagit.txt"]), _root(["a.txt"])
    ('bag', '', None)
    """
    names = [name.removeprefix("./") for name in names]
    if DECLARATION in names:
        return ""
    roots = {name.rpartition("/")[0] for name in names if name.endswith(f"/{DECLARATION}")}
    roots = {root for root in roots if "/" not in root}
    return roots.pop() if len(roots) == 1 else None


@contextmanager
def opened_bag(path: Path) -> Iterator[CheckedBag]:
    """Check a bag completely, and yield it with its folder and findings, valid or not.

    A zip or tar file is unpacked into a temporary folder, which is deleted at the end. Findings
    name files by the path of the bag that was given.

    Raises:
        ReadError: The zip or tar file cannot be read, or is not safe to unpack.
    """
    if is_folder(path):
        yield check_bag(path)
        return
    with TemporaryDirectory(prefix="archive-bag-") as temporary:
        place = Path(temporary)
        names = _unpacked_zip(path, place) if is_zip(path) else _unpacked_tar(path, place)
        root = _root(names)
        if root is None:
            raise _not_opened(path, ["it has no bagit.txt at the top, or in one folder at the top"])
        yield check_bag(place / root, f"{path}/{root}".rstrip("/"))


def _not_opened(path: Path, reasons: Sequence[str]) -> ReadError:
    hint = "unpack it yourself, if you trust it, and give the folder"
    findings = [Finding("bag-not-opened", reason, hint).at(file=str(path)) for reason in reasons]
    return ReadError(findings, str(path))


def _unpacked_zip(path: Path, place: Path) -> list[str]:
    from zipfile import ZipFile

    try:
        with ZipFile(path) as packed:
            return _unpack_zip(packed, path, place)
    except zip_exceptions() as problem:
        if isinstance(problem, ReadError):
            raise
        raise _not_opened(path, [f"this is not a readable zip file: {problem}"]) from None


def _unpack_zip(packed: ZipFile, path: Path, place: Path) -> list[str]:
    entries = packed.infolist()
    reasons = list(unsafe_reasons(entries, path.stat().st_size))
    reasons += [
        f"{short(entry.orig_filename)}: {problem}"
        for entry in entries[:MOST_FILES]
        if (problem := path_problem(entry.orig_filename))
    ]
    if reasons:
        raise _not_opened(path, reasons)
    for entry in entries:
        if not entry.is_dir():
            with packed.open(entry) as source:
                _copy(source, place / entry.filename, entry.file_size, path)
    return [entry.filename for entry in entries]


def _unpacked_tar(path: Path, place: Path) -> list[str]:
    import tarfile

    try:
        with tarfile.open(path) as packed:
            return _unpack_tar(packed, path, place)
    except (tarfile.TarError, OSError, EOFError, ValueError) as problem:
        if isinstance(problem, ReadError):
            raise
        raise _not_opened(path, [f"this is not a readable tar file: {problem}"]) from None


def _unpack_tar(packed: TarFile, path: Path, place: Path) -> list[str]:
    most = max(ALWAYS_ALLOWED, MOST_TIMES * path.stat().st_size)
    names: list[str] = []
    for member in packed:  # of a compressed file, only what was read so far is known
        if len(names) >= MOST_FILES:
            raise _not_opened(path, [f"it contains more than {MOST_FILES} files"])
        if problem := path_problem(member.name):
            raise _not_opened(path, [f"{short(member.name)}: {problem}"])
        if member.isdir():
            continue
        if not member.isreg():
            raise _not_opened(path, [f"{short(member.name)} is a link or a device"])
        most -= member.size
        if most < 0:
            raise _not_opened(path, [f"it has too many bytes unpacked, from {short(member.name)}"])
        source = packed.extractfile(member)
        assert source is not None
        with source:
            _copy(source, place / member.name, member.size, path)
        names.append(member.name)
    return names


def _copy(source: object, target: Path, size: int, path: Path) -> None:
    """Unpack one file; refuse more bytes than were stated, and a second file of the name."""
    stream: BinaryIO = source  # type: ignore[assignment]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as new:
            while piece := stream.read(_PIECE):
                size -= len(piece)
                if size < 0:
                    raise _not_opened(path, [f"{short(target.name)} is larger than it states"])
                new.write(piece)
    except (FileExistsError, NotADirectoryError):
        message = f"it has two files with the name {short(target.name)}"
        raise _not_opened(path, [message]) from None
