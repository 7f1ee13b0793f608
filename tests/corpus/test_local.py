"""The engine of this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from archive.corpus.engines.local import LocalEngine
from tests.corpus.engine_promises import EnginePromises
from tests.corpus.processes import batch_workers

pytestmark = pytest.mark.slow


class TestLocal(EnginePromises):
    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Any]:
        yield LocalEngine(2)

    def kill_a_worker(self, engine: Any) -> None:
        os.kill(batch_workers(os.getpid())[0], signal.SIGKILL)
