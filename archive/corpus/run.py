"""`run` does one thing with many records or articles, and goes on with what was interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from archive.corpus.batch_process import SECONDS, lost
from archive.corpus.batch_run import BatchRun
from archive.corpus.batches import BATCH_BYTES, Batch, Input, articles_at, batches, records_at
from archive.corpus.engines import Engine, engine_named
from archive.corpus.merged_index import MergedIndex
from archive.corpus.places import Place, existing_place, place_at
from archive.corpus.row_tables import FINDINGS, INDEXED, INPUTS, parquet_of
from archive.corpus.run_state import (
    RUN,
    BatchDone,
    Plan,
    RunState,
    digest_of,
    done_file,
    done_with,
    write_batch,
)
from archive.corpus.tasks import REFUSED, TASKS, Outcome, Task, result_of
from archive.english import counted
from archive.errors import EngineUnavailable, ReadError, UnknownFormat, WriteError
from archive.files.one_writer import one_writer
from archive.findings import Finding, Severity
from archive.formats import FORMATS
from archive.model.dates import now
from archive.model.identifiers import document_id_from
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.version import VERSION

ID_TWICE = "id-twice"
"""The name under which articles are noted that are in no batch, since another one has their id."""

Progress = Callable[[int, int], None]
"""Called with the number of inputs that are done, and of all."""


@dataclass(slots=True, repr=False)
class CorpusResult(OneLineRepr):
    """What became of the inputs of a run, those of earlier runs of the same results included."""

    place: str
    """The address of the results."""
    inputs: int = 0
    """The number of inputs."""
    done: int = 0
    """The number of inputs that were done."""
    done_before: int = 0
    """How many of them, and of the refused and lost ones, were finished when the run began."""
    refused: int = 0
    """The number of inputs that could not be read or written; the table `findings` says why."""
    lost: list[str] = field(default_factory=list)
    """The paths of inputs whose process did not survive them."""
    errors: int = 0
    """The number of errors among the findings."""
    warnings: int = 0
    """The number of warnings among the findings."""
    failed: dict[str, str] = field(default_factory=dict)
    """Why batches were not done, by name; the same run again tries them again."""
    findings: list[Finding] = field(default_factory=list)
    """Findings on the run as a whole."""
    cpu_seconds: float = 0.0
    """The processor time of all batches."""
    peak_bytes: int = 0
    """The most memory that a process with batches had."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return not self.failed

    @property
    def finished(self) -> int:
        """The number of inputs that were done, refused or lost."""
        return self.done + self.refused + len(self.lost)

    def __str__(self) -> str:
        """Return one line: how many inputs, and what became of them."""
        parts = [f"{self.done} done"]
        parts += [f"{self.refused} refused"] if self.refused else []
        parts += [f"{len(self.lost)} lost"] if self.lost else []
        left = self.inputs - self.finished
        parts += [f"{left} not done"] if left else []
        before = f" ({self.done_before} before)" if self.done_before else ""
        return f"{counted(self.inputs, 'inputs', grouped=False)}: {', '.join(parts)}{before}"

    def _repr_items(self) -> ReprItems:
        yield None, Unquoted(str(self))


def _count(result: CorpusResult, done: BatchDone) -> None:
    """Count a batch that is done."""
    result.done += done.inputs - done.refused - len(done.lost)
    result.refused += done.refused
    result.lost += done.lost
    result.errors += done.errors
    result.warnings += done.warnings
    result.cpu_seconds += done.cpu_seconds
    result.peak_bytes = max(result.peak_bytes, done.peak_bytes)


def run(
    task: str,
    source: str | Path,
    results: str | Path,
    *,
    engine: str | Engine = "local",
    workers: int | None = None,
    cluster: str = "",
    batch_bytes: int = BATCH_BYTES,
    seconds: float = SECONDS,
    progress: Progress | None = None,
    report: Callable[[BatchDone], None] | None = None,
    **options: Any,
) -> CorpusResult:
    """Do one thing with all records or articles in a place; write rows and files into another.

    The rows are Parquet files, `tables/TABLE/BATCH.parquet`. Every run writes the tables `inputs`
    and `findings`. The tasks write besides:

    - `receive`: a store with a record of each article, `records/`
    - `validate`: nothing else
    - `write`: a file, or a folder, for each record, `files/`
    - `tables`: the tables of `archive.tables`
    - `index`: the index of a store, `index.sqlite`

    An input that cannot be read, or that ends its process, is named, and stops no other. If a run
    is interrupted, the same call goes on with what is left. All engines write the same rows.

    Args:
        task: receive, validate, write, tables or index.
        source: The place of the inputs: a folder, a zip file, or an address of `fsspec`.
        results: The place of the results: a folder, or an address of `fsspec`. Machines of a
            cluster must reach both under the same address.
        engine: local, dask, spark, or an engine that was made before.
        workers: The number of workers on this machine; if left out, one for each processor.
        cluster: The address of a running cluster of Dask or Spark.
        batch_bytes: The bytes of files from which a batch ends.
        seconds: How long a batch may take before its process is ended and the batch is halved.
        progress: Called with the number of inputs that are done, and of all.
        report: Called with each batch that is finished.
        **options: Those of the task: `select`, `ignore` of `archive.validate`; `format` and the
            options of its writer; `public`, `proposals` of `archive.tables`; those of
            `archive.receive`.

    Raises:
        ReadError: There are no inputs, or their place cannot be read.
        WriteError: The place of the results has something else in it, or cannot be written.
        UnknownEngine: There is no such engine.
        EngineUnavailable: The engine cannot be started or reached.
        MissingExtra: The extra `arrow`, or that of the engine, is not installed.
    """
    inputs_at, results_at = existing_place(source), place_at(results)
    parquet_of(INPUTS.name, ())  # the extra is missing now, or never
    wanted = task_with(task, options, inputs_at)
    _refuse_place(inputs_at, results_at)
    chosen = (
        engine_named(engine, workers=workers, cluster=cluster)
        if isinstance(engine, str)
        else engine
    )
    driver = _Run(wanted, inputs_at, results_at, seconds, progress, report)
    driver.prepare(batch_bytes)
    with _only_run(results_at):
        driver.perform(chosen)
    return driver.result


@contextmanager
def _only_run(results: Place) -> Iterator[None]:
    """Refuse another run with the same results on machines that share them.

    A server has no locks; two runs would then do the same twice, with the same results.

    Raises:
        WriteError: Another process has a run with these results.
    """
    if results.folder is None:
        yield
        return
    lock = results.folder / RUN
    with ExitStack() as held:
        try:
            held.enter_context(one_writer(lock, wait_seconds=0))
        except WriteError:
            raise WriteError(
                f"another process has a run with the results {results}; wait until it ends"
            ) from None
        yield


def task_with(name: str, options: Mapping[str, Any], source: Place) -> Task:
    """Return a task with its options, checked as far as can be without an input.

    Raises:
        UnknownFormat: No writer has this name.
        UnknownOption: The task has no such option.
    """
    given = dict(options)
    if name not in TASKS:
        raise ValueError(f"task must be one of {', '.join(TASKS)}, not {name!r}")
    if name == "validate":
        from archive.store.validation.record_checks import rule_set

        rules = rule_set(given.pop("select", ()), given.pop("ignore", ()))
        checked: dict[str, Any] = {"select": list(rules.select), "ignore": list(rules.ignore)}
    elif name == "write":
        format = given.pop("format", "")
        form = FORMATS.get(format)
        if form is None or form.write is None:
            raise UnknownFormat(format, tuple(FORMATS.writers))
        FORMATS.checked(form, form.write, given, FORMATS.writers)
        checked, given = {"format": format, "options": given}, {}
    elif name == "tables":
        checked = {key: bool(given.pop(key, False)) for key in ("public", "proposals")}
    elif name == "index":
        checked = {"in_place": source.folder is not None}
    else:
        checked, given = {"received_at": now(), **given}, {}
    if given:
        raise TypeError(f"the task {name} has no option {', '.join(given)}")
    return Task(name, checked)


def _refuse_place(source: Place, results: Place) -> None:
    """Raise `WriteError` if results would be among the inputs."""
    own, others = (PurePosixPath(place.address) for place in (results, source))
    if own.is_relative_to(others):
        raise WriteError(f"{results} is among the inputs; choose another folder for the results")
    if results.folder is not None and results.exists() and not results.folder.is_dir():
        raise WriteError(f"{results} is not a folder; the results are written into a folder")


def _refuse_broken(engine: Engine, run: BatchRun, reason: str) -> None:
    """Raise `EngineUnavailable` if an engine cannot even perform a batch of nothing.

    The inputs are then not to blame for what is lost.
    """
    for _, done in engine.perform(run, iter([Batch("check", ())])):
        if done.failed:
            hint = (
                "look at the logs of its workers: they need annotated-archive[arrow] and the engine"
            )
            raise EngineUnavailable(engine.name, reason, hint)


class _Run:
    """A run, as the process sees it that began it."""

    def __init__(
        self,
        task: Task,
        source: Place,
        results: Place,
        seconds: float,
        progress: Progress | None,
        report: Callable[[BatchDone], None] | None,
    ) -> None:
        self.result = CorpusResult(results.address)
        self._task, self._source, self._place = task, source, results
        self._state = RunState(results)
        self._seconds, self._progress, self._report = seconds, progress, report
        self._index = MergedIndex(results) if task.name == "index" else None
        self._unseen = True

    # --- the batches ---

    def prepare(self, batch_bytes: int) -> None:
        """Begin the run, or go on with the one that the place of the results has."""
        twice: list[tuple[str, str]] = []
        plan = self._state.plan()
        if plan is None:
            found = batches(self._inputs(twice), batch_bytes)
            plan = self._state.begin(self._task, self._source, batch_bytes, found)
            if not plan.inputs:
                what = "records" if TASKS[self._task.name].of_records else "files"
                finding = Finding("no-inputs", f"there are no {what}", "give another place")
                raise ReadError([finding.at(file=self._source.address)])
        else:
            self._go_on(plan, twice)
            self._state.read_done()
        self.result.inputs = plan.inputs + len(twice)
        for done in self._state.done.values():
            _count(self.result, done)
        self.result.done_before = self.result.finished
        if twice and ID_TWICE not in self._state.done:
            self._refuse_twice(twice)
        self._show()

    def _go_on(self, plan: Plan, twice: list[tuple[str, str]]) -> None:
        """Refuse to go on with another run; report inputs that have changed since it began."""
        at = "received_at"
        if at in plan.task.options and self._task.name == plan.task.name:  # when the run began
            self._task = Task(self._task.name, {**self._task.options, at: plan.task.options[at]})
        if (plan.task, plan.source) != (self._task, self._source.address):
            message = f"has the results of another run: {plan.task.name} of {plan.source}"
            raise WriteError(
                f"{self._place} {message}, with the options {dict(plan.task.options)}; "
                "choose another folder"
            )
        if plan.version != VERSION:
            message = (
                f"has results of version {plan.version} of this library, and this is {VERSION}"
            )
            raise WriteError(f"{self._place} {message}; choose another folder")
        if digest_of(batches(self._inputs(twice), plan.batch_bytes)) != plan.digest:
            message = "inputs are new, changed or gone since this run began; it has those of then"
            hint = "for the inputs of now, begin a run with another folder for the results"
            finding = Finding("inputs-changed", message, hint, Severity.WARNING)
            self.result.findings.append(finding.at(file=self._source.address))

    def _inputs(self, twice: list[tuple[str, str]]) -> Iterator[Input]:
        """Yield the inputs; articles that would get the id of another are added to `twice`."""
        kind = TASKS[self._task.name]
        if kind.of_records:
            skipped: list[Path] = []
            yield from records_at(self._source, skipped, whole=kind.whole)
            self.result.findings += [
                Finding(
                    "input-skipped",
                    "it is in another record, or a file outside a record's folder",
                    "to read it, give its place",
                    Severity.WARNING,
                ).at(file=str(path))
                for path in skipped
            ]
            return
        first: dict[str, str] = {}
        for one in articles_at(self._source):
            other = first.setdefault(document_id_from(PurePosixPath(one.path).stem), one.path)
            if other == one.path:
                yield one
            else:
                twice.append((one.path, other))

    def _refuse_twice(self, twice: Iterable[tuple[str, str]]) -> None:
        """Write the rows for articles that were not received, since another one has their id."""
        outcomes = []
        for path, other in twice:
            message = f"its name gives the same id as {other}"
            finding = Finding("id-twice", message, "rename one of the files").at(file=path)
            outcomes.append((path, Outcome(findings=[finding], outcome=REFUSED)))
        result = result_of(outcomes, Path())
        done = done_with(result, ID_TWICE)
        write_batch(self._place, done, result)
        self._finish(Batch(ID_TWICE, ()), done)

    # --- the work ---

    def perform(self, engine: Engine) -> None:
        """Perform what is left, in rounds: halves of what the engine has lost are another round."""
        work: Iterable[Batch] = self._state.left(self._state.batches())
        shared = BatchRun(self._task, self._source, self._place, self._seconds)
        while True:
            engine_lost: list[tuple[Batch, str]] = []
            is_any_done = False
            for batch, done in engine.perform(shared, iter(work)):
                if done.is_engine_fault:
                    engine_lost.append((batch, done.failed))
                else:
                    is_any_done = True
                    self._finish(batch, done)
            if not engine_lost:
                break
            if not is_any_done:
                _refuse_broken(engine, shared, engine_lost[0][1])
            work = [*self._again(batch for batch, _ in engine_lost)]
        self._end()

    def _again(self, lost_batches: Iterable[Batch]) -> Iterator[Batch]:
        """Yield the halves of batches that the engine has lost; an input alone is lost for good."""
        self._state.read_done()
        for batch in lost_batches:
            first, *others = batch.inputs
            if batch.name in self._state.done:  # others of its job were lost
                self._finish(batch, self._state.done[batch.name])
            elif others:
                yield from batch.halves()
            else:
                result = lost(first, "no worker of the cluster survived it")
                done = done_with(result, batch.name)
                write_batch(self._place, done, result)
                self._finish(batch, done)

    def _finish(self, batch: Batch, done: BatchDone) -> None:
        if done.failed:
            self.result.failed[batch.name] = done.failed
        else:
            if self._unseen:
                self._refuse_unshared(done)
            _count(self.result, done)
            self._state.done[batch.name] = done
            if self._index is not None:
                self._index.merge(batch.name)
            self._show()
        if self._report is not None:
            self._report(done)

    def _refuse_unshared(self, done: BatchDone) -> None:
        """Raise an error if workers write where this process does not see it."""
        [name] = done_file(done)
        try:
            self._place.read(name)
        except FileNotFoundError:
            hint = (
                "give an address for the results that all machines reach, such as s3://bucket/run"
            )
            reason = f"its workers have written to {self._place}, and this machine does not see it"
            raise EngineUnavailable("cluster", reason, hint) from None
        self._unseen = False

    def _show(self) -> None:
        if self._progress is not None:
            self._progress(self.result.finished, self.result.inputs)

    def _end(self) -> None:
        """Write a file without rows for each table without any, so that all can be queried."""
        if self.result.failed:
            return
        if self._index is not None:
            for name in sorted(self._state.done):
                self._index.merge(name)
            self._index.close()
        written = {table for done in self._state.done.values() for table in done.tables}
        all_tables = (INPUTS.name, FINDINGS.name, *TASKS[self._task.name].tables)
        empty = [table for table in all_tables if table not in written and table != INDEXED.name]
        self._place.write(
            {f"tables/{table}/empty.parquet": parquet_of(table, ()) for table in empty}
        )
