"""What a run of `archive corpus` costs, from measured figures: the table of docs/reference/cost.md.

The figures are those of a machine with two processors (docs/contributors/speed.md says which), on
the records that `tests.store.generated` makes: 120 kB of JSON each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

RECORDS = (1_000_000, 10_000_000, 100_000_000)
WORKERS = (10, 100, 1_000)

SECONDS_PER_RECORD = {"tables": 0.021, "validate": 0.056, "write": 0.025, "index": 0.022}
"""The processor time of each task for a record: `python -m tests.corpus.measure`."""

LISTED_PER_SECOND = 12_000
"""The records in a folder that one process lists, sizes included, and divides into batches."""

INDEXED_PER_SECOND = 160
"""The records whose rows one process puts into the file of an index."""

RECORDS_PER_BATCH = 70
"""The records of this size in a batch of 8 MiB."""


class EngineCost(NamedTuple):
    """What an engine adds."""

    start: float
    """The seconds until the first batch begins."""
    factor: float
    """The processor time for a record, as a multiple of that of a plain loop."""
    batch: float
    """The seconds of the one process that hands out the batches, for each batch."""


ENGINES = {
    "dask": EngineCost(start=3.0, factor=1.05, batch=0.003),
    "spark": EngineCost(start=20.0, factor=1.15, batch=0.004),
}


def seconds(task: str, engine: str, records: int, workers: int) -> float:
    """Return how long a run takes.

    One process lists the inputs; the workers then share the records, unless the process that hands
    out the batches is slower; the last batch of a worker may begin when the others are finished.
    """
    cost = ENGINES[engine]
    work = records * SECONDS_PER_RECORD[task] * cost.factor / workers
    handing_out = records / RECORDS_PER_BATCH * cost.batch
    merging = records / INDEXED_PER_SECOND if task == "index" else 0.0
    last = RECORDS_PER_BATCH * SECONDS_PER_RECORD[task]
    return cost.start + records / LISTED_PER_SECOND + max(work, handing_out, merging) + last


def table() -> str:
    """Return the table of the page: hours for each task, engine, number of records and workers."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "| task | engine | records | " + " | ".join(f"{w:,} workers" for w in WORKERS) + " |"
    yield "|---|---|---:|" + "---:|" * len(WORKERS)
    for task in SECONDS_PER_RECORD:
        for engine in ENGINES:
            for records in RECORDS:
                cells = (_shown(seconds(task, engine, records, workers)) for workers in WORKERS)
                yield f"| `{task}` | {engine} | {records:,} | {' | '.join(cells)} |"


def _shown(seconds: float) -> str:
    if seconds < 5_400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} days"
