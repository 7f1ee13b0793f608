"""`run_batch` performs a batch on the machine where it is called, and writes its results."""

from __future__ import annotations

import threading
from typing import NamedTuple

from archive.corpus.batch_process import SECONDS, BatchProcess, ProcessLost
from archive.corpus.batches import Batch
from archive.corpus.places import Place
from archive.corpus.run_state import BatchDone, done_with, not_done, write_batch
from archive.corpus.tasks import Task
from archive.errors import OF_THE_CALL, ArchiveError


class BatchRun(NamedTuple):
    """What all batches of a run have in common; it is sent to every machine."""

    task: Task
    """What is done with each input."""
    source: Place
    """The place of the inputs."""
    results: Place
    """The place of the results."""
    seconds: float = SECONDS
    """How long a batch may take."""


_OF_THREAD = threading.local()


def run_batch(run: BatchRun, batch: Batch, process: BatchProcess | None = None) -> BatchDone:
    """Perform a batch, write its results, and return what became of it.

    The rows are written to `tables/TABLE/BATCH.parquet`. That the batch is done is noted last, so
    that a batch that was interrupted is done again.

    Args:
        run: The run.
        batch: The batch; one without inputs shows whether an engine works, and writes nothing.
        process: The process that performs it; if left out, one that this thread keeps.

    Raises:
        ArchiveError: The task cannot be done for any input.
    """
    process = process or _process_of_thread(run.seconds)
    before = process.cpu_seconds
    try:
        result = process.perform(run.task, run.source, batch.inputs)
        done = done_with(
            result, batch.name, process.cpu_seconds - before, peak_bytes=process.peak_bytes
        )
        if batch.inputs:
            write_batch(run.results, done, result)
    except ProcessLost as problem:
        return not_done(batch, problem.reason)
    except (ArchiveError, OSError) as problem:
        if isinstance(problem, OF_THE_CALL):
            raise
        return not_done(batch, f"{type(problem).__name__}: {problem}")
    return done


def _process_of_thread(seconds: float) -> BatchProcess:
    process: BatchProcess | None = getattr(_OF_THREAD, "process", None)
    if process is None:
        process = _OF_THREAD.process = BatchProcess(seconds)
    process.seconds = seconds
    return process
