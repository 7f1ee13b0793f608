"""How much the engines cost: `python -m tests.corpus.measure FOLDER RESULTS ENGINE...`.

Makes the tables of all records of a folder by a plain loop in one process (engine `loop`), and by
engines with two workers, and prints for each the processor time of the records, the time, and the
most memory of a process. With `+faults` after the name of an engine, a worker is killed within the
run. The digests of all files, or with faults of all rows, must be the same.
"""

from __future__ import annotations

import hashlib
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.dataset

from archive.corpus import run
from archive.corpus.batches import batches, records_at
from archive.corpus.places import place_at
from archive.corpus.run import task_with
from archive.corpus.run_state import done_with, write_batch
from archive.corpus.tasks import perform

_TESTS = {
    "local": ("tests.corpus.test_local", "TestLocal"),
    "dask": ("tests.corpus.test_dask", "TestDask"),
    "spark": ("tests.corpus.on_spark", "TestSpark"),
}
"""The tests of each engine, which start it and kill its workers."""


def plain_loop(source: Path, results: Path) -> tuple[float, int]:
    """Make the tables in this process; return the processor time, and the number of records."""
    place = place_at(source)
    task = task_with("tables", {}, place)
    number, start = 0, time.process_time()
    for batch in batches(records_at(place, [], whole=False)):
        result = perform(task, source, batch.inputs)
        write_batch(place_at(results), done_with(result, batch.name), result)
        number += len(batch.inputs)
    return time.process_time() - start, number


def with_engine(name: str, source: Path, results: Path, *, faults: bool) -> Any:
    """Run with an engine and return the result."""
    promises = getattr(import_module(_TESTS[name][0]), _TESTS[name][1])
    killed: list[str] = []

    with promises.started() as engine:
        start = time.monotonic()

        def kill_once(done: Any) -> None:
            if faults and not killed and done.name > "0000020":
                killed.append(done.name)
                promises().kill_a_worker(engine)

        result = run("tables", source, results, engine=engine, report=kill_once)
        took = time.monotonic() - start
    assert bool(killed) == faults
    return result, took


def digest_of_files(results: Path) -> str:
    """Return a digest of all files with rows: equal if the runs have made the same batches."""
    digest = hashlib.sha256()
    for file in sorted((results / "tables").glob("*/*.parquet")):
        if file.name != "empty.parquet":
            digest.update(f"{file.parent.name}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def digest_of_rows(results: Path) -> str:
    """Return a digest of all rows that is the same for every order of them."""
    total = number = 0
    for table in sorted((results / "tables").iterdir()):
        for batch in pyarrow.dataset.dataset(table, format="parquet").to_batches():
            for row in batch.to_pylist():
                data = f"{table.name}{row!r}".encode()
                total += int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
                number += 1
    return f"{number} rows, {total % 2**64:016x}"


def main() -> None:
    source, results = Path(sys.argv[1]), Path(sys.argv[2])
    for name in sys.argv[3:]:
        target = results / name.replace("+", "-")
        start = time.monotonic()
        if name == "loop":
            cpu, number = plain_loop(source, target)
            print(
                f"loop: {number} records, {cpu:.1f} s of a processor, {time.monotonic() - start:.1f} s",
                flush=True,
            )
        else:
            engine, _, faults = name.partition("+")
            result, took = with_engine(engine, source, target, faults=bool(faults))
            print(
                f"{name}: {result}; {result.cpu_seconds:.1f} s of a processor, {took:.1f} s "
                f"(with start {time.monotonic() - start:.1f}), {result.peak_bytes / (1 << 20):.0f} MiB, "
                f"lost: {sorted(result.lost)}, failed: {result.failed}",
                flush=True,
            )
        digest = digest_of_rows if name.endswith("+faults") else digest_of_files
        print(f"  {digest(target)}", flush=True)


if __name__ == "__main__":
    main()
