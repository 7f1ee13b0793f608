"""The engines: what calls `run_batch` for the batches of a run, on one machine or on many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from archive.corpus.batch_run import BatchRun
from archive.corpus.batches import Batch
from archive.corpus.run_state import BatchDone

ENGINES = ("local", "dask", "spark")
"""The names of the engines."""


class Engine(Protocol):
    """Performs batches, several at a time."""

    name: str
    """The name, as on the command line."""

    def perform(self, run: BatchRun, batches: Iterator[Batch]) -> Iterator[tuple[Batch, BatchDone]]:
        """Yield each batch when it is finished, in any order.

        A batch is taken from the iterator when a worker is free for it soon, so that few are in
        memory. If an engine loses a batch, because the machine of its worker is gone or out of
        memory, more often than it tries again, it yields it with `failed`.

        Raises:
            EngineUnavailable: The engine cannot be started or reached.
        """
        ...


def engine_named(name: str, *, workers: int | None = None, cluster: str = "") -> Engine:
    """Return the engine with a name.

    Args:
        name: local, dask or spark.
        workers: The number of workers on this machine; if left out, one for each processor.
        cluster: The address of a running cluster: of Dask's scheduler (`tcp://host:8786`), or
            Spark's master (`spark://host:7077`, `yarn`). If left out, workers on this machine.

    Raises:
        UnknownEngine: There is no such engine.
        MissingExtra: The extra of the engine is not installed.
    """
    from archive.errors import UnknownEngine

    match name:
        case "local":
            from archive.corpus.engines.local import LocalEngine

            return LocalEngine(workers)
        case "dask":
            from archive.corpus.engines.dask import DaskEngine

            return DaskEngine(workers=workers, cluster=cluster)
        case "spark":
            from archive.corpus.engines.spark import SparkEngine

            return SparkEngine(workers=workers, cluster=cluster)
        case _:
            raise UnknownEngine(name, ENGINES)
