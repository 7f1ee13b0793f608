"""What a run keeps beside its results: what it does, its batches, and which of them are done.

`run/run.json` says what is done with which inputs. `run/batches-00001.jsonl` and so on hold the
batches, and `run/done/NAME.json` what became of one. The batches are decided when the run begins.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

from archive.corpus.batches import Batch, Input
from archive.corpus.places import WRITERS, Place
from archive.corpus.tasks import BatchCounts, BatchResult, Task
from archive.errors import WriteError
from archive.version import VERSION

RUN = "run/run.json"
_BATCHES = "run/batches-{:05}.jsonl"
_DONE = "run/done/{}.json"
_BATCHES_IN_A_FILE = 1_000


@dataclass(slots=True)
class BatchDone(BatchCounts):
    """What became of a batch: plain values.

    `done_with` makes it from a result.
    """

    name: str
    """The name of the batch."""
    tables: tuple[str, ...] = ()
    """The tables that have rows of it."""
    cpu_seconds: float = 0.0
    """The processor time that it took."""
    peak_bytes: int = 0
    """The most memory that its process had, in bytes."""
    failed: str = ""
    """Why nothing was done; the batch is then not noted as done."""
    is_engine_fault: bool = False
    """Whether the engine has lost the batch, and not its own process."""


class Plan(NamedTuple):
    """What a run does, as `run/run.json` holds it."""

    task: Task
    source: str
    """The address of the inputs."""
    batch_bytes: int
    """The bytes from which a batch ended."""
    inputs: int
    """The number of inputs."""
    digest: str
    """A digest of the paths and sizes of all inputs."""
    batches: int
    """The number of batches."""
    version: str
    """The version of the library."""

    def as_json(self) -> bytes:
        """Return the bytes of the file."""
        plan = self._asdict() | {"task": self.task._asdict()}
        return (json.dumps(plan, indent=2) + "\n").encode("ascii")


@dataclass(slots=True)
class RunState:
    """The state of a run among its results."""

    place: Place
    """The place of the results."""
    done: dict[str, BatchDone] = field(default_factory=dict)
    """The batches that are done, by name."""

    def plan(self) -> Plan | None:
        """Return what the run does; `None` if it has not begun.

        Raises:
            WriteError: The place has something else in it, or the state of the run is damaged.
        """
        try:
            data = self.place.read(RUN)
        except FileNotFoundError:
            if any(name != "run" for name in self.place.names_in("")):
                message = "has files that are not of a run; choose another folder for the results"
                raise WriteError(f"{self.place} {message}") from None
            return None
        try:
            plan = json.loads(data)
            return Plan(**{**plan, "task": Task(**plan["task"])})
        except (ValueError, TypeError, KeyError):
            raise WriteError(
                f"{self.place}/{RUN} is damaged; delete the folder, and begin the run again"
            ) from None

    def begin(self, task: Task, source: Place, batch_bytes: int, batches: Iterable[Batch]) -> Plan:
        """Write the batches of a new run, and return what it does.

        `run.json` is written last; nothing is written if there are no inputs.
        """
        remaining, digest, inputs, number, files = iter(batches), sha256(), 0, 0, 0
        while some := [*islice(remaining, _BATCHES_IN_A_FILE)]:
            files += 1
            number += len(some)
            inputs += sum(len(batch.inputs) for batch in some)
            _add_to_digest(digest, some)
            lines = "".join(json.dumps([batch.name, batch.inputs]) + "\n" for batch in some)
            self.place.write({_BATCHES.format(files): lines.encode("ascii")})
        plan = Plan(task, source.address, batch_bytes, inputs, digest.hexdigest(), number, VERSION)
        if inputs:
            self.place.write({RUN: plan.as_json()})
        return plan

    def batches(self) -> Iterator[Batch]:
        """Yield the batches of the run, in order."""
        file = 1
        while True:
            try:
                lines = self.place.read(_BATCHES.format(file))
            except FileNotFoundError:
                return
            for line in lines.splitlines():
                name, inputs = json.loads(line)
                yield Batch(
                    name, tuple(Input(path, size, tuple(files)) for path, size, files in inputs)
                )
            file += 1

    def read_done(self) -> None:
        """Read which batches are done."""
        names = (name.removesuffix(".json") for name in self.place.names_in("run/done"))
        new = [name for name in names if name not in self.done]
        with ThreadPoolExecutor(WRITERS) as readers:
            for done in readers.map(self._done, new):
                if done is not None:
                    self.done[done.name] = done

    def _done(self, name: str) -> BatchDone | None:
        try:
            return done_from(self.place.read(_DONE.format(name)))
        except FileNotFoundError:  # it is another file
            return None

    def left(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Yield what is left to do of batches: of some, it may be one of their halves."""
        halved = {name[:end] for name in self.done for end, sign in enumerate(name) if sign == "."}
        for batch in batches:
            yield from self._left(batch, halved)

    def _left(self, batch: Batch, halved: Collection[str]) -> Iterator[Batch]:
        if batch.name in self.done:
            return
        if batch.name in halved:
            for half in batch.halves():
                yield from self._left(half, halved)
        else:
            yield batch


def _add_to_digest(digest: Any, batches: Iterable[Batch]) -> None:
    for batch in batches:
        for one in batch.inputs:
            digest.update(f"{one.path}\0{one.size_bytes}\n".encode("utf-8", "surrogatepass"))


def digest_of(batches: Iterable[Batch]) -> str:
    """Return the digest of the paths and sizes of all inputs."""
    digest = sha256()
    _add_to_digest(digest, batches)
    return digest.hexdigest()


def done_with(
    result: BatchResult, name: str, cpu_seconds: float = 0.0, peak_bytes: int = 0
) -> BatchDone:
    """Return what became of a batch, from its result.

    Args:
        result: The result.
        name: The name of the batch.
        cpu_seconds: The processor time that it took.
        peak_bytes: The most memory that its process had.
    """
    counts = {one.name: getattr(result, one.name) for one in fields(BatchCounts)}
    return BatchDone(name, tuple(result.tables), cpu_seconds, peak_bytes, **counts)


def not_done(batch: Batch, reason: str, *, is_engine_fault: bool = False) -> BatchDone:
    """Return that nothing was done with a batch, and why."""
    inputs = len(batch.inputs)
    return BatchDone(batch.name, inputs=inputs, failed=reason, is_engine_fault=is_engine_fault)


def write_batch(place: Place, done: BatchDone, result: BatchResult) -> None:
    """Write the results of a batch, and then that it is done.

    The rows are in `tables/TABLE/BATCH.parquet`. A batch that is interrupted before it is noted is
    done again.
    """
    tables = {f"tables/{table}/{done.name}.parquet": data for table, data in result.tables.items()}
    place.write({**result.files, **tables})
    place.write(done_file(done))


def done_file(done: BatchDone) -> Mapping[str, bytes]:
    """Return the file that notes a batch as done."""
    return {_DONE.format(done.name): (json.dumps(asdict(done)) + "\n").encode("utf-8")}


def done_from(data: bytes) -> BatchDone | None:
    """Return what became of a batch; `None` if the file is damaged: it is then done again."""
    try:
        values = json.loads(data)
        lists = {name: tuple(values[name]) for name in ("lost", "reasons", "tables")}
        return BatchDone(**{**values, **lists})
    except (ValueError, TypeError, KeyError):
        return None
