"""What a run of `archive corpus` costs: measured figures, and a model held to them.

`make reference` writes the tables of docs/reference/cost.md from here. The runs are those of
`python -m tests.corpus.measure` on a machine with two processors, on the 20,000 records that
`tests.store.generated` makes of its seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class MeasuredRun(NamedTuple):
    """A run that was measured."""

    task: str
    engine: str
    records: int
    workers: int
    cpu_seconds: float
    """The processor time of the records."""
    seconds: float
    """How long it took, without the start of the engine."""
    peak_mib: float
    """The most memory of a process with records, in MiB."""


RUNS = (
    MeasuredRun("tables", "loop", 1_779, 1, 22.2, 23.7, 196),
    MeasuredRun("tables", "local", 1_779, 2, 21.6, 12.4, 196),
    MeasuredRun("tables", "dask", 1_779, 2, 18.1, 11.2, 190),
    MeasuredRun("tables", "dask", 20_000, 2, 197, 147, 196),
    MeasuredRun("tables", "spark", 20_000, 2, 225, 195, 211),
)
"""In those of 20,000 records a worker was killed, and ten records ended their process."""

SECONDS_PER_RECORD = {"tables": 0.0133, "validate": 0.060, "write": 0.013, "index": 0.019}
"""The processor time of each task for a record, in a plain loop."""

LISTED_PER_SECOND = 8_000
"""The records in a folder that one process lists, sizes included, and divides into batches."""

INDEXED_PER_SECOND = 90
"""The records whose rows one process puts into the file of an index."""

RECORDS_PER_BATCH = 70
"""The records of this size in a batch of 8 MiB."""


class EngineCost(NamedTuple):
    """What an engine adds."""

    start: float
    """The seconds until the first batch begins."""
    factor: float
    """The time of a worker for a record, as a multiple of that of a plain loop."""
    batch: float
    """The seconds of the one process that hands out the batches, for each batch."""


ENGINES = {
    "local": EngineCost(start=0.1, factor=1.05, batch=0.003),
    "dask": EngineCost(start=3.0, factor=1.10, batch=0.003),
    "spark": EngineCost(start=16.0, factor=1.45, batch=0.004),
}
_OF_CLUSTERS = ("dask", "spark")

RECORDS = (1_000_000, 10_000_000, 100_000_000)
WORKERS = (10, 100, 1_000)


def seconds(task: str, engine: str, records: int, workers: int) -> float:
    """Return how long a run takes, by the model.

    One process lists the inputs; the workers then share the records, unless the process that hands
    out the batches is slower; at the end the others wait for the last batch.
    """
    cost = ENGINES[engine]
    work = records * SECONDS_PER_RECORD[task] * cost.factor / workers
    handing_out = records / RECORDS_PER_BATCH * cost.batch
    merging = records / INDEXED_PER_SECOND if task == "index" else 0.0
    last = RECORDS_PER_BATCH * SECONDS_PER_RECORD[task]
    return cost.start + records / LISTED_PER_SECOND + max(work, handing_out, merging) + last


# --- the tables of the page ---


def measured() -> str:
    """Return the table of the runs that were measured."""
    head = "| task | engine | records | workers | processor time of a record | of a loop's "
    head += "| time of a record | of the loop's | memory |"
    lines = [head, "|---|---|---:|---:|---:|---:|---:|---:|---:|"]
    loop = RUNS[0]
    for run in RUNS:
        cpu, time = run.cpu_seconds / run.records, run.seconds / run.records
        of_cpu = cpu / (loop.cpu_seconds / loop.records)
        of_time = time / (loop.seconds / loop.records)
        name = "a plain loop" if run is loop else run.engine
        lines.append(
            f"| `{run.task}` | {name} | {run.records:,} | {run.workers} | {cpu * 1000:.1f} ms "
            f"| {of_cpu:.2f} | {time * 1000:.1f} ms | {of_time:.2f} | {run.peak_mib:.0f} MiB |"
        )
    return "\n".join(lines)


def figures() -> str:
    """Return the table of the figures in the model."""
    tasks = ", ".join(f"`{task}` {s * 1000:.1f} ms" for task, s in SECONDS_PER_RECORD.items())
    lines = [
        "| figure | measured |",
        "|---|---|",
        f"| processor time of a record | {tasks} |",
        f"| records that one process lists in a folder, and divides | {LISTED_PER_SECOND:,} a second |",
        f"| records that one process puts into an index | {INDEXED_PER_SECOND} a second |",
        f"| records of a batch of 8 MiB | {RECORDS_PER_BATCH} |",
    ]
    for name, cost in ENGINES.items():
        lines.append(
            f"| {name}: start; time of a worker; time to hand out a batch | {cost.start:g} s; "
            f"{cost.factor:.2f} of a plain loop's; {cost.batch * 1000:g} ms |"
        )
    return "\n".join(lines)


def held() -> str:
    """Return the table that holds the model to the runs."""
    lines = [
        "| task | engine | records | workers | modelled | measured |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for run in RUNS:
        if run.engine in ENGINES:
            modelled = seconds(run.task, run.engine, run.records, run.workers)
            start = ENGINES[run.engine].start
            lines.append(
                f"| `{run.task}` | {run.engine} | {run.records:,} | {run.workers} | {modelled - start:.0f} s "
                f"| {run.seconds:.0f} s |"
            )
    return "\n".join(lines)


def modelled() -> str:
    """Return the table of what runs cost that were not made."""
    return "\n".join(_modelled())


def _modelled() -> Iterator[str]:
    yield "| task | engine | records | " + " | ".join(f"{w:,} workers" for w in WORKERS) + " |"
    yield "|---|---|---:|" + "---:|" * len(WORKERS)
    for task in SECONDS_PER_RECORD:
        for engine in _OF_CLUSTERS:
            for records in RECORDS:
                cells = (_shown(seconds(task, engine, records, workers)) for workers in WORKERS)
                yield f"| `{task}` | {engine} | {records:,} | {' | '.join(cells)} |"


def _shown(seconds: float) -> str:
    if seconds < 5_400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} days"
