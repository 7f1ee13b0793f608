"""`BatchProcess` performs batches in a process of its own, so that no input ends the caller.

A parser that crashes, memory that runs out, and work that does not end, end that process only. The
batch is then halved until the inputs are known that do it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from archive.corpus.batch_worker import Reply, Request, receive, send
from archive.corpus.batches import Input, halves
from archive.corpus.places import Place
from archive.corpus.row_tables import joined_parquet
from archive.corpus.tasks import LOST, BatchResult, Outcome, Task, result_of
from archive.findings import Finding

SECONDS = 600.0
"""How long a batch may take before its process is ended."""


_PROGRAM = "from archive.corpus.batch_worker import main; main()"


class ProcessLost(Exception):
    """The process ended before it gave the result of a batch.

    Attributes: reason: Why, in words.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class BatchProcess:
    """A process that performs one batch after another; it is started again when it is lost.

    Args:
        seconds: How long a batch may take.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.cpu_seconds = 0.0
        """The processor time of all batches until now."""
        self.peak_bytes = 0
        """The most memory that one of the processes had."""
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def perform(self, task: Task, place: Place, inputs: Sequence[Input]) -> BatchResult:
        """Return the result for some inputs; inputs that end the process are lost.

        Raises:
            ArchiveError: The task cannot be done for any input.
            OSError: The place cannot be read, or the process not be started.
            ProcessLost: The process was closed meanwhile.
        """
        try:
            return self._asked(task, place, inputs)
        except ProcessLost as problem:
            if self._is_closed:
                raise
            if len(inputs) > 1:
                return joined([self.perform(task, place, half) for half in halves(inputs)])
            reason = problem.reason
        with suppress(ProcessLost):  # it may have been another program that ended the process
            return self._asked(task, place, inputs)
        return lost(inputs[0], reason)

    def close(self) -> None:
        """End the process; a batch that is being performed is lost."""
        self._is_closed = True
        self._end()

    def __del__(self) -> None:
        self._end()

    def _asked(self, task: Task, place: Place, inputs: Sequence[Input]) -> BatchResult:
        reply = self._reply(pickle.dumps(Request(task, place, inputs)))
        self.cpu_seconds += reply.seconds
        self.peak_bytes = max(self.peak_bytes, reply.peak_bytes)
        if isinstance(reply.result, BatchResult):
            return reply.result
        assert isinstance(reply.result, Exception)
        raise reply.result

    def _reply(self, request: bytes) -> Reply:
        process, to_process, from_process = self._started()
        timer = threading.Timer(self.seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            send(to_process, request)
            data = receive(from_process)
        except (BrokenPipeError, ValueError):
            data = None
        finally:
            is_late = timer.finished.is_set()
            timer.cancel()
        if data is not None:
            reply: Reply = pickle.loads(data)  # noqa: S301 (of a process that we started)
            return reply
        process.kill()
        code = process.wait()
        self._end()
        if is_late:
            raise ProcessLost(f"it takes more than {self.seconds:g} seconds")
        raise ProcessLost(_reason(code))

    def _started(self) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        if self._is_closed:
            raise ProcessLost("the run was ended")
        process = self._process
        if process is None or process.poll() is not None:
            self._end()
            process = self._process = subprocess.Popen(  # noqa: S603 (our own module)
                # -P: modules in the working folder must not stand in for those of Python.
                [sys.executable, "-P", "-c", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # Ctrl-C is for the process that started it
            )
        assert process.stdin is not None
        assert process.stdout is not None
        return process, process.stdin, process.stdout

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()


def _reason(code: int) -> str:
    """Return why a process has ended, in words."""
    if code < 0:
        with suppress(ValueError):
            return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended with exit code {code}"


def lost(one: Input, reason: str) -> BatchResult:
    """Return the result for an input that no process survives."""
    hint = "look at this input alone; if it is valid, please report a bug in archive"
    finding = Finding("input-lost", f"it could not be read: {reason}", hint).at(file=one.path)
    return result_of([(one.path, Outcome(findings=[finding], outcome=LOST))], Path())


def joined(results: Sequence[BatchResult]) -> BatchResult:
    """Return the results of several batches as that of one."""
    tables: dict[str, list[bytes]] = {}
    for result in results:
        for table, data in result.tables.items():
            tables.setdefault(table, []).append(data)
    return BatchResult(
        {table: joined_parquet(files) for table, files in tables.items()},
        {name: data for result in results for name, data in result.files.items()},
        inputs=sum(result.inputs for result in results),
        refused=sum(result.refused for result in results),
        lost=tuple(path for result in results for path in result.lost),
        errors=sum(result.errors for result in results),
        warnings=sum(result.warnings for result in results),
        reasons=tuple(reason for result in results for reason in result.reasons),
    )
