"""The engine of this machine: one process for each processor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue

from archive.corpus.batch_process import BatchProcess
from archive.corpus.batch_run import BatchRun, run_batch
from archive.corpus.batches import Batch
from archive.corpus.run_state import BatchDone
from archive.store.worker_processes import processors


class LocalEngine:
    """Performs batches in processes on this machine.

    Args:
        workers: The number of processes; if left out, one for each processor.
    """

    name = "local"

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or processors()

    def perform(self, run: BatchRun, batches: Iterator[Batch]) -> Iterator[tuple[Batch, BatchDone]]:
        """Yield each batch when it is finished, in any order."""
        idle: SimpleQueue[BatchProcess] = SimpleQueue()
        processes = [BatchProcess(run.seconds) for _ in range(self.workers)]
        for process in processes:
            idle.put(process)

        def perform_one(batch: Batch) -> BatchDone:
            process = idle.get()
            try:
                return run_batch(run, batch, process)
            finally:
                idle.put(process)

        threads = ThreadPoolExecutor(self.workers)
        waiting: dict[Future[BatchDone], Batch] = {}
        try:
            for batch in batches:
                waiting[threads.submit(perform_one, batch)] = batch
                if len(waiting) > self.workers:
                    yield from _finished(waiting)
            while waiting:
                yield from _finished(waiting)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.close()
            threads.shutdown()


def _finished(waiting: dict[Future[BatchDone], Batch]) -> Iterator[tuple[Batch, BatchDone]]:
    """Wait for a batch, and yield all that are finished."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()
