"""Writes a record as an OCFL object (OCFL 1.1, section 3): a version for each revision in git."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from uuid import UUID, uuid5

from archive.errors import WriteError
from archive.model.document import Document
from archive.model.identifiers import address_problem, as_uri
from archive.preservation.git_history import GitObjects, RecordVersion, files_of
from archive.preservation.ocfl.inventory import INVENTORY, Inventory, Version, sidecar
from archive.preservation.ocfl.storage_root import OBJECT_DECLARATION
from archive.preservation.record_files import PackedFile, PackedRecord, damaged

_RECORDS = UUID("5b0a5dd0-6f3f-5c1e-9d0b-6a2f0c1c7c11")
"""The namespace of the ids of objects for records without an address (RFC 9562, 5.5)."""

_PIECE = 1 << 20


def object_id(document: Document, base: str = "") -> str:
    """Return the id of the object of a record, a URI.

    It is the address of the record, if it has one; else the given base and the id of the record;
    else a URN made from its id. Records of two archives with one id have the same URN.

    >>> object_id(Document(id="rain"), "https://example.org/records/")
    'https://example.org/records/rain'
    >>> object_id(Document(id="rain"))
    'urn:uuid:...'
    """
    if base:
        return as_uri(base + document.id)
    address = as_uri((document.base_iri or "").partition("#")[0])
    if address_problem(address) is None:  # it is absolute
        return address
    return f"urn:uuid:{uuid5(_RECORDS, document.id)}"


def write_object(
    folder: Path,
    id: str,
    record: PackedRecord,
    history: Iterable[RecordVersion],
    objects: GitObjects | None,
    present: Version,
) -> int:
    """Write an object into a new folder; return the number of its versions.

    The files of the record as they are now are the last version, unless that of git has the same.

    Args:
        folder: The folder.
        id: The id of the object.
        record: The record.
        history: The versions in git, the oldest first.
        objects: The objects of the git repository; `None` if there are no versions.
        present: What the version says that git does not have.

    Raises:
        WriteError: A file is not as the manifest of the record says.
    """
    writing = _ObjectWriting(folder, id)
    digests: dict[str, str] = {}
    last: dict[str, str] | None = None
    for version in history:
        assert objects is not None
        files = _kept(files_of(version, objects), record)
        if not files and last is None:
            continue  # there is nothing of the record yet
        state = {}
        for name, blob in files.items():
            if blob not in digests:
                digests[blob] = writing.put(name, objects.pieces(blob))
            state[name] = digests[blob]
        if state != last:
            commit = version.commit
            said = Version(commit.at, commit.message or commit.id, commit.name or "unknown",
                           _mail(commit.email))  # fmt: skip
            writing.end_version(said, state)
            last = state
    state, wrong = {}, []
    for file in record.files:
        digest, sha256 = writing.put_file(file)
        if file.sha256 not in ("", sha256):
            wrong.append(record.folder / file.name)
        state[file.name] = digest
    if wrong:
        raise damaged(wrong)
    if state != last:
        writing.end_version(present, state)
    return writing.end()


def _kept(files: Mapping[str, str], record: PackedRecord) -> dict[str, str]:
    """Return the files of a version that belong to a record: those now in it, and none hidden."""
    now = {file.name for file in record.files}
    kept = {
        name: blob
        for name, blob in files.items()
        if name in now or not any(part.startswith(".") for part in name.split("/"))
    }
    for name in kept:
        if any("\ud800" <= sign <= "\udfff" for sign in name):
            raise WriteError(
                f"{record.folder}: git has a version with a file whose name is not in UTF-8, "
                f"{name!r}; write only the present version with history=no"
            )
    return kept


def _mail(address: str) -> str:
    """Return the address of an author as a URI; empty if git has none."""
    return as_uri(f"mailto:{address}") if "@" in address else ""


class _ObjectWriting:
    """The writing of one object."""

    def __init__(self, folder: Path, id: str) -> None:
        self._folder = folder
        self.inventory = Inventory(id)
        folder.mkdir(parents=True)
        (folder / OBJECT_DECLARATION).write_bytes(b"ocfl_object_1.1\n")

    def put(self, name: str, pieces: Iterator[bytes]) -> str:
        """Write a content, unless the object has it already; return its SHA-512."""
        return self._put(name, pieces, hashlib.sha512())

    def put_file(self, file: PackedFile) -> tuple[str, str]:
        """Write a file of the record, unless the object has it; return its SHA-512 and SHA-256."""
        sha256 = hashlib.sha256()
        if isinstance(file.source, bytes):
            return self._put(file.name, iter([file.source]), hashlib.sha512()), ""
        with file.source.open("rb") as source:
            digest = self._put(file.name, _seen(source, sha256), hashlib.sha512())
        return digest, sha256.hexdigest()

    def _put(self, name: str, pieces: Iterator[bytes], hash: hashlib._Hash) -> str:
        # Only the digest tells whether the object has it, so it is written aside first.
        waiting = self._folder / ".new"
        with waiting.open("wb") as new:
            for piece in pieces:
                hash.update(piece)
                new.write(piece)
        digest = hash.hexdigest()
        if self.inventory.holds(digest):
            waiting.unlink()
            return digest
        target = self._folder / self.inventory.next / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting.replace(target)
        self.inventory.add_content(digest, name)
        return digest

    def end_version(self, version: Version, files: Mapping[str, str]) -> None:
        """Add a version, with the inventory up to it."""
        self.inventory.add_version(version, files)
        place = self._folder / self.inventory.head
        place.mkdir(exist_ok=True)
        data = self.inventory.data()
        (place / INVENTORY).write_bytes(data)
        name, digest = sidecar(data)
        (place / name).write_bytes(digest)

    def end(self) -> int:
        """Write the inventory of the object; return the number of its versions."""
        data = self.inventory.data()
        (self._folder / INVENTORY).write_bytes(data)
        name, digest = sidecar(data)
        (self._folder / name).write_bytes(digest)
        return int(self.inventory.head.removeprefix("v"))


def _seen(source: object, hash: hashlib._Hash) -> Iterator[bytes]:
    while piece := source.read(_PIECE):  # type: ignore[attr-defined]
        hash.update(piece)
        yield piece
