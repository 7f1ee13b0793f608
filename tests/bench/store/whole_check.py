"""All records validated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import archive
from tests.bench.timing import Task, least, line

SAMPLED = 100
"""About how many records are validated by hand, one after the other."""


def whole_check(store: Any, folders: Sequence[Path]) -> None:
    """All records validated, one after the other by hand, and by the store."""

    sample = folders[:: max(1, len(folders) // SAMPLED)]

    def by_hand() -> None:
        for folder in sample:
            archive.validate(folder)

    def ours(processes: int, *, again: bool = True) -> None:
        for _ in store.validate(again=again, processes=processes):
            pass

    archive.validate(folders[0])  # compile the schemas
    tasks: dict[str, Task] = {
        "by hand": by_hand,
        "two": lambda: ours(2),
        "one": lambda: ours(1),
        "unchanged": lambda: ours(1, again=False),
    }
    times = least(tasks, 1, perf_counter)
    floor = times["by hand"] / len(sample) * len(folders)
    print(f"\n{len(folders):,} records validated (the clock)")
    line("archive.validate of each (floor)", floor, floor, f"measured for {len(sample)}")
    line("Store.validate, one process", times["one"], floor, "")
    line("Store.validate, two processes", times["two"], floor, "")
    line("one process, by two", times["one"], times["two"], "of two; at least 1.7")
    line("Store.validate, nothing has changed", times["unchanged"], floor, "")
