"""The engine on Spark: clusters of YARN, Kubernetes, EMR, Dataproc, Databricks."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from itertools import islice
from typing import Any

from archive.corpus.batch_run import BatchRun, run_batch
from archive.corpus.batches import Batch
from archive.corpus.run_state import BatchDone, not_done
from archive.errors import ArchiveError, EngineUnavailable, MissingExtra

_IN_FLIGHT = 32
"""The number of batches for each processor of the cluster that are one job: the cluster waits for
the last batch of a job."""


class SparkEngine:
    """Performs batches on a cluster of Spark, with `mapInArrow`.

    Args:
        session: A `SparkSession`.
        cluster: Else the address of a master: `spark://host:7077`, `yarn`.
        workers: Else the number of threads on this machine.
    """

    name = "spark"

    def __init__(
        self, session: Any = None, *, cluster: str = "", workers: int | None = None
    ) -> None:
        try:
            spark: Any = import_module("pyspark.sql")
        except ImportError:
            raise MissingExtra("spark", "the engine spark") from None
        self._builder = spark.SparkSession.builder
        self._session, self._cluster, self._workers = session, cluster, workers

    def perform(self, run: BatchRun, batches: Iterator[Batch]) -> Iterator[tuple[Batch, BatchDone]]:
        """Yield each batch when the job that it is part of is finished."""
        with ExitStack() as opened:
            session = self._session or self._started(opened)
            at_a_time = _IN_FLIGHT * _parallelism(session)
            while some := [*islice(batches, at_a_time)]:
                yield from _performed(session, run, some)

    def _started(self, opened: ExitStack) -> Any:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else another Python, without us
        master = self._cluster or f"local[{self._workers or '*'}]"
        builder = self._builder.master(master).appName("archive corpus")
        builder = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        try:
            session = builder.getOrCreate()
        except Exception as problem:  # of Java, of the network, of the cluster
            hint = "Spark needs Java 17 or newer, and the address of a master"
            raise EngineUnavailable("spark", f"{master}: {problem}", hint) from problem
        opened.callback(session.stop)
        return session


def _parallelism(session: Any) -> int:
    """Return how many batches the cluster can perform at a time, as far as the session says."""
    try:
        return int(session.sparkContext.defaultParallelism)
    except Exception:  # Spark Connect does not say
        return int(session.conf.get("spark.sql.shuffle.partitions", "200"))


def _performed(
    session: Any, run: BatchRun, batches: list[Batch]
) -> Iterator[tuple[Batch, BatchDone]]:
    """Perform batches as one job, and yield what became of each."""
    rows = [(number, pickle.dumps(tuple(batch))) for number, batch in enumerate(batches)]
    frame = session.createDataFrame(rows, "number long, data binary")
    frame = frame.repartitionByRange(len(rows), "number")

    def perform_all(parts: Iterator[Any]) -> Iterator[Any]:
        pyarrow: Any = import_module("pyarrow")
        for part in parts:
            for number, data in zip(*(column.to_pylist() for column in part.columns), strict=True):
                name, inputs = pickle.loads(data)  # noqa: S301 (of the process that began the job)
                result: object
                try:
                    result = run_batch(run, Batch(name, inputs))
                except ArchiveError as problem:
                    result = problem
                yield pyarrow.RecordBatch.from_pydict(
                    {"number": [number], "data": [pickle.dumps(result)]}, part.schema
                )

    try:
        finished = frame.mapInArrow(perform_all, frame.schema).collect()
    except Exception as problem:  # the job was given up, because a task was lost several times
        reason = f"{type(problem).__name__}: {str(problem).partition(chr(10))[0]}"
        for batch in batches:
            yield batch, not_done(batch, reason, is_engine_fault=True)
        return
    for number, data in finished:
        result = pickle.loads(data)  # noqa: S301 (of our own function)
        if isinstance(result, ArchiveError):
            raise result
        yield batches[number], result
