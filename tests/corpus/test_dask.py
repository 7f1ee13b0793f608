"""The engine on Dask, on a cluster of two workers on this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from archive.errors import EngineUnavailable
from tests.conftest import import_or_skip
from tests.corpus.engine_promises import EnginePromises

pytestmark = pytest.mark.judged


class TestDask(EnginePromises):
    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Any]:
        from archive.corpus.engines.dask import DaskEngine

        distributed = import_or_skip("distributed")
        with (
            distributed.LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield DaskEngine(client)

    def kill_a_worker(self, engine: Any) -> None:
        [worker, _] = engine._client.cluster.workers.values()
        os.kill(worker.pid, signal.SIGKILL)


def test_a_cluster_that_does_not_answer_is_named(tmp_path: Any) -> None:
    from archive.corpus import run
    from tests.corpus.archives import make_records

    make_records(tmp_path / "records", 2)
    with pytest.raises(EngineUnavailable, match=r"tcp://127.0.0.1:9: .*; start the scheduler"):
        run(
            "tables",
            tmp_path / "records",
            tmp_path / "results",
            engine="dask",
            cluster="tcp://127.0.0.1:9",
        )
