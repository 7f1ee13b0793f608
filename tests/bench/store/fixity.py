"""All files checked against their digests."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import archive
from tests.bench.store.by_hand import files_in
from tests.bench.store.measuring import ROUNDS, left_out
from tests.bench.store.peers import ocfl_checking
from tests.bench.timing import Task, least, line

CHECKED = 30
"""How many records ocfl-py checks."""


def fixity(store: archive.Store, folders: Sequence[Path], work: Path) -> None:
    """All files checked against their digests."""

    def walk(folder: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from walk(entry.path)
                else:
                    yield entry.path

    def digest() -> None:
        for path in walk(str(store.path)):
            with Path(path).open("rb") as stream:
                sha256(stream.read()).hexdigest()

    chosen = folders[:CHECKED]
    data = [data for folder in chosen for data in files_in(folder).values()]
    tasks: dict[str, Task] = {
        "digest": digest,
        "scandir": lambda: sum(1 for _ in walk(str(store.path))),
        "verify": lambda: store.verify(index=False),
        "digest of those": lambda: [sha256(one).hexdigest() for one in data],
    }
    if ocfl := ocfl_checking(chosen, work):
        tasks["ocfl"] = ocfl
    checked = store.verify(index=False)
    assert checked.ok, checked.findings[:3]
    times = least(tasks, ROUNDS)
    size_bytes = sum(Path(path).stat().st_size for path in walk(str(store.path)))
    print(f"\nfiles of the archive checked: {size_bytes / 1e6:,.0f} MB")
    line("SHA-256 of each file (floor)", times["digest"], times["digest"], "")
    line("os.scandir of the tree", times["scandir"], times["digest"], "")
    line("Store.verify", times["verify"], times["digest"], "at most 2")
    if ocfl is None:
        left_out("ocfl-py: validate", "ocfl-py is not installed")
    else:
        megabytes = sum(map(len, data)) / 1e6
        note = f"of SHA-256 of those {len(chosen)}, {megabytes:.0f} MB; it takes SHA-512"
        line("ocfl-py: validate", times["ocfl"], times["digest of those"], note)
