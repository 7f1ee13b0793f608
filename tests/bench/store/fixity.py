"""All files checked against their digests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from tests.bench.store.by_hand import files_in
from tests.bench.store.measuring import ROUNDS, left_out, optional
from tests.bench.store.peers import ocfl_checking
from tests.bench.timing import Task, least, line

CHECKED = 60
"""How many records are checked by ocfl-py."""


def fixity(made: Path, folders: Sequence[Path], work: Path) -> None:
    """All files checked against their digests."""

    def walk(folder: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from walk(entry.path)
                else:
                    yield entry.path

    def digest() -> None:
        for path in walk(str(made)):
            with Path(path).open("rb") as stream:
                sha256(stream.read()).hexdigest()

    tasks: dict[str, Task] = {"digest": digest, "scandir": lambda: sum(1 for _ in walk(str(made)))}
    opened = optional("archive.store.store", "Store")
    if opened is not None:
        copy = work / "verified"
        shutil.copytree(made, copy)
        for folder in sorted(path.parent for path in copy.glob("*/*/document.json")):
            write_manifest(folder)
        checked = opened(copy).verify()
        assert checked.ok, checked.findings[:3]
        tasks["verify"] = lambda: opened(copy).verify()
    chosen = folders[:CHECKED]
    sizes = sum(len(data) for folder in chosen for data in files_in(folder).values())
    ocfl = ocfl_checking(chosen, work)
    if ocfl is not None:
        tasks["ocfl"] = ocfl
        tasks["digest of those"] = lambda: [
            sha256(data).hexdigest() for folder in chosen for data in files_in(folder).values()
        ]
    times = least(tasks, ROUNDS)
    size = sum(Path(path).stat().st_size for path in walk(str(made)))
    print(f"\nfiles of the archive checked: {size / 1e6:,.0f} MB")
    line("SHA-256 of each file (floor)", times["digest"], times["digest"], "")
    line("os.scandir of the tree", times["scandir"], times["digest"], "")
    if opened is None:
        left_out("Store.verify", "archive.store.store is not there yet")
    else:
        line("Store.verify", times["verify"], times["digest"], "at most 2")
    if ocfl is None:
        left_out("ocfl-py: validate", "ocfl-py is not installed")
    else:
        note = f"of SHA-256 of those {len(chosen)} records, {sizes / 1e6:.0f} MB; it takes SHA-512"
        line("ocfl-py: validate", times["ocfl"], times["digest of those"], note)


def write_manifest(folder: Path) -> None:
    """Write the manifest of a record's folder, without waiting for the disk."""
    listed = import_module("archive.files.manifest").with_manifest(files_in(folder))
    for name, data in listed.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
