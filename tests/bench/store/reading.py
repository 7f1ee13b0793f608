"""Records fetched by their id."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import archive
from tests.bench.store.measuring import ROUNDS
from tests.bench.timing import Task, least, line


def reading(store: archive.Store, folders: Sequence[Path]) -> None:
    """Records fetched by their id."""
    chosen = Random(1).sample(folders, min(50, len(folders)))
    store.get(chosen[0].name)
    tasks: dict[str, Task] = {
        "load": lambda: [archive.load(folder) for folder in chosen],
        "bytes": lambda: [(folder / "document.json").read_bytes() for folder in chosen],
        "get": lambda: [store.get(folder.name) for folder in chosen],
    }
    times = least(tasks, ROUNDS)
    print(f"\n{len(chosen)} records read")
    line("archive.load (floor)", times["load"], times["load"], "")
    line("their bytes alone", times["bytes"], times["load"], "")
    line("Store.get", times["get"], times["load"], "at most 1.2")
