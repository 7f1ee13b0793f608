"""The engine on Spark, on a cluster of two executors: `make spark` runs it, in its own environment.

PySpark wants a pandas that the other tests do not want.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyspark.sql import SparkSession

from tests.corpus.engine_promises import EnginePromises
from tests.corpus.processes import children, command_of


class TestSpark(EnginePromises):
    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Any]:
        from archive.corpus.engines.spark import SparkEngine

        os.environ["PYSPARK_PYTHON"] = sys.executable
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "OFF")
            .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
            .getOrCreate()
        )
        try:
            yield SparkEngine(session)
        finally:
            session.stop()

    def kill_a_worker(self, engine: Any) -> None:
        [java] = [process for process in children(os.getpid()) if b"java" in command_of(process)]
        executors = [
            process
            for process in children(java)
            if b"CoarseGrainedExecutorBackend" in command_of(process)
        ]
        os.kill(executors[0], signal.SIGKILL)
