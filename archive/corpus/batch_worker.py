"""The program of the process in which batches are performed (`main`).

It reads requests from standard input and writes a reply to each to standard output, both as
pickles after their length. It ends at the end of its input, or if nobody asks for some time.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import struct
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, NamedTuple

from archive.corpus import tasks
from archive.corpus.batches import Input
from archive.corpus.places import Place
from archive.errors import ArchiveError

IDLE_SECONDS = 60
"""After so many seconds without a request, the process ends; the next request starts another."""

LENGTH = struct.Struct(">Q")
"""The length of a pickle in bytes, before it."""


class Request(NamedTuple):
    """A batch to perform."""

    task: tasks.Task
    """What is done with each input."""
    place: Place
    """The place of the inputs."""
    inputs: Sequence[Input]
    """The inputs."""


class Reply(NamedTuple):
    """What was made of a batch."""

    result: object
    """The `BatchResult`, or the error that stops the whole run."""
    seconds: float
    """The processor time that it took."""
    peak_bytes: int
    """The most memory that the process had until then."""


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be read as a reply
    while select.select([requests], [], [], IDLE_SECONDS)[0]:
        data = receive(requests)
        if data is None:
            return
        reply = perform(pickle.loads(data))  # noqa: S301 (of the process that started us)
        try:
            send(replies, pickle.dumps(reply, pickle.HIGHEST_PROTOCOL))
        except BrokenPipeError:
            return


def perform(request: Request) -> Reply:
    """Perform a batch; its files are copied to this machine first, if they are elsewhere."""
    start = time.process_time()
    result: object
    try:
        with ExitStack() as opened:
            names = (name for one in request.inputs for name in one.files)
            root = request.place.on_this_machine(names, opened)
            result = tasks.perform(request.task, root, request.inputs)
    except (ArchiveError, OSError) as problem:
        result = problem
    return Reply(result, time.process_time() - start, _peak_bytes())


def _peak_bytes() -> int:
    """Return the most memory that this process has had.

    On Linux `getrusage` begins with that of the process that started this one; `/proc` does not.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def send(stream: IO[bytes], data: bytes) -> None:
    """Write a message."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read a message; return `None` at the end, also if it comes within a message."""
    length = _exactly(stream, LENGTH.size)
    return None if length is None else _exactly(stream, LENGTH.unpack(length)[0])


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    parts = []
    while size:
        part = stream.read(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
