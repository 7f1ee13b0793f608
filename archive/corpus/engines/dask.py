"""The engine on Dask's `distributed`: clusters of SLURM, Kubernetes, or machines with SSH."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import Any

from archive.corpus.batch_run import BatchRun, run_batch
from archive.corpus.batches import Batch
from archive.corpus.run_state import BatchDone, not_done
from archive.errors import ArchiveError, EngineUnavailable, MissingExtra

_IN_FLIGHT = 3
"""The number of batches for each worker that are with the scheduler, so that no worker waits."""

_REACH_SECONDS = 30
"""How long the scheduler may take to answer."""


class DaskEngine:
    """Performs batches on a cluster of Dask.

    Args:
        client: A `distributed.Client` of a running cluster.
        cluster: Else the address of the scheduler of one: `tcp://host:8786`.
        workers: Else the number of workers on this machine.
    """

    name = "dask"

    def __init__(
        self, client: Any = None, *, cluster: str = "", workers: int | None = None
    ) -> None:
        try:
            self._distributed: Any = import_module("distributed")
        except ImportError:
            raise MissingExtra("dask", "the engine dask") from None
        self._client, self._cluster, self._workers = client, cluster, workers

    def perform(self, run: BatchRun, batches: Iterator[Batch]) -> Iterator[tuple[Batch, BatchDone]]:
        """Yield each batch when it is finished, in any order."""
        with ExitStack() as opened:
            client = self._client or self._connected(opened)
            _require_workers(client)
            shared = client.scatter(run, broadcast=True)
            finished = self._distributed.as_completed(with_results=False)
            waiting: dict[Any, Batch] = {}
            opened.callback(lambda: client.cancel(list(waiting)))
            for batch in batches:
                future = client.submit(run_batch, shared, batch, pure=False)
                waiting[future] = batch
                finished.add(future)
                while len(waiting) >= _IN_FLIGHT * _threads(client):
                    yield _finished(waiting, next(finished))
            while waiting:
                yield _finished(waiting, next(finished))

    def _connected(self, opened: ExitStack) -> Any:
        """Return a client of the cluster that was named, or of a new one on this machine."""
        from archive.store.worker_processes import processors

        if self._cluster:
            address: Any = self._cluster
        else:
            address = opened.enter_context(
                self._distributed.LocalCluster(
                    n_workers=self._workers or processors(),
                    threads_per_worker=1,
                    dashboard_address=None,
                )
            )
        try:
            return opened.enter_context(self._distributed.Client(address, timeout=_REACH_SECONDS))
        except (OSError, ValueError) as problem:  # no such address, or nobody answers
            hint = "start the scheduler (`dask scheduler`), and give its address"
            raise EngineUnavailable("dask", f"{self._cluster}: {problem}", hint) from problem


def _require_workers(client: Any) -> None:
    """Raise `EngineUnavailable` if a cluster has no workers: its scheduler would wait for ever."""
    try:
        client.wait_for_workers(1, timeout=_REACH_SECONDS)
    except TimeoutError:
        hint = "start workers (`dask worker`) on the machines of the cluster"
        raise EngineUnavailable("dask", "the cluster has no workers", hint) from None


def _threads(client: Any) -> int:
    """Return how many batches the cluster can perform at a time; workers come and go."""
    return sum(client.nthreads().values()) or 1


def _finished(waiting: dict[Any, Batch], future: Any) -> tuple[Batch, BatchDone]:
    batch = waiting.pop(future)
    problem = future.exception()
    if problem is None:
        done: BatchDone = future.result()
        return batch, done
    if isinstance(problem, ArchiveError):
        raise problem
    # The workers with it were killed several times, or have another environment than this process.
    reason = f"{type(problem).__name__}: {problem}"
    return batch, not_done(batch, reason, is_engine_fault=True)
