"""`archive corpus` does one thing with very many records, on this machine or on a cluster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from archive.cli.console import COULD_NOT_RUN, ERRORS_FOUND, ProgressOfMany, fail, say, say_findings
from archive.cli.option_checks import codes_of, received

if TYPE_CHECKING:
    from archive.corpus.run_state import BatchDone

_REASONS = 20
"""The number of refused inputs that are reported while a run is going on."""


@click.group()
def corpus() -> None:
    """Do one thing with very many records, on this machine or on a cluster.

    SOURCE and RESULTS are folders, or addresses that fsspec opens, such as s3://bucket/records;
    SOURCE may also be a zip file. The rows are Parquet files in RESULTS/tables. What cannot be read
    is named there, in the tables inputs and findings, and stops nothing else.

    The same command with the same RESULTS goes on where it was interrupted.
    """


def _command(name: str) -> Callable[[Callable[..., dict[str, Any]]], click.Command]:
    """Return a decorator for a function that makes the options of a task from those of its command.

    The command has the options of all tasks as well, and runs the task.
    """

    def decorate(options_of: Callable[..., dict[str, Any]]) -> click.Command:
        def command(
            source: str,
            results: str,
            engine: str,
            workers: int | None,
            cluster: str,
            batch_mb: float,
            seconds: float,
            **others: Any,
        ) -> None:
            _run(
                name,
                source,
                results,
                engine=engine,
                workers=workers,
                cluster=cluster,
                batch_bytes=int(batch_mb * (1 << 20)),
                seconds=seconds,
                **options_of(**others),
            )

        command.__doc__ = options_of.__doc__
        command.__click_params__ = getattr(options_of, "__click_params__", [])  # type: ignore[attr-defined]
        for option in reversed(_SHARED):
            command = option(command)
        return corpus.command(name)(command)

    return decorate


_SHARED = (
    click.argument("source", metavar="SOURCE"),
    click.option(
        "-o",
        "--output",
        "results",
        metavar="RESULTS",
        required=True,
        help="Where to write the results.",
    ),
    click.option(
        "--engine",
        type=click.Choice(("local", "dask", "spark")),
        default="local",
        show_default=True,
        help="What performs the work: processes on this machine, Dask, or Spark.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1),
        help="How many workers on this machine.  [default: the processors]",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        default="",
        help="A running cluster: of Dask, tcp://host:8786; of Spark, spark://host:7077 or yarn.",
    ),
    click.option(
        "--batch-mb",
        metavar="MIB",
        type=click.FloatRange(0, min_open=True),
        default=8.0,
        show_default=True,
        help="The size of the files that are read together.",
    ),
    click.option(
        "--seconds",
        metavar="N",
        type=click.FloatRange(0, min_open=True),
        default=600.0,
        show_default=True,
        help="How long a batch may take, before it is halved to find what does not end.",
    ),
)


@_command("receive")
@click.option(
    "--format",
    metavar="NAME",
    help="The format of all files. [default: recognised by their content]",
)
@click.option(
    "--encoding", metavar="NAME", help="The encoding of all files: windows-1252, utf-16 ..."
)
@click.option(
    "--paragraphs",
    type=click.Choice(("blank-line", "line")),
    help="What separates the blocks of a plain text: a blank line, or each line end.",
)
@click.option(
    "--received-at",
    metavar="TIME",
    callback=received,
    help="When the files were received, such as 2016-03-20T09:30:00Z. [default: now]",
)
def _receive(**options: Any) -> dict[str, Any]:
    """Make a record from each file with an article in it, in RESULTS/records.

    The records are a store: `archive store`, `archive search` and all other commands take it. Files
    whose names give the same id are refused, but for the first.
    """
    return {name: value for name, value in options.items() if value is not None}


@_command("validate")
@click.option("--select", metavar="CODES", multiple=True, help="Run only these rules: a,b")
@click.option("--ignore", metavar="CODES", multiple=True, help="Skip these rules: a,b")
def _validate(select: Sequence[str], ignore: Sequence[str]) -> dict[str, Any]:
    """Report what is wrong with records, in RESULTS/tables/findings.

    Each record is validated for itself; `archive validate STORE` also compares them.
    """
    return {"select": codes_of(select), "ignore": codes_of(ignore)}


@_command("write")
@click.option(
    "--to", "format", metavar="FORMAT", required=True, help="The format: tei, html, csl ..."
)
@click.option("--public", is_flag=True, help="Leave out what must not be published.")
@click.option(
    "--option", "given", metavar="NAME=VALUE", multiple=True, help="An option of the format."
)
def _write(format: str, public: bool, given: Sequence[str]) -> dict[str, Any]:
    """Write each record in another format, in RESULTS/files.

    What a format cannot carry is in RESULTS/tables/findings. For one package of tables, use
    `archive corpus tables`.
    """
    from archive.cli.write import options_from

    return {"format": format, **options_from(given, format), **({"public": True} if public else {})}


@_command("tables")
@click.option("--public", is_flag=True, help="Leave out what must not be published.")
@click.option("--proposals", is_flag=True, help="In public tables, keep proposals, marked as such.")
def _tables(public: bool, proposals: bool) -> dict[str, Any]:
    """Write the content of records as tables, in RESULTS/tables.

    The tables are those of `archive write --to parquet`, each a folder of Parquet files that
    DuckDB, pandas, Polars and Spark read as one.
    """
    return {"public": public, "proposals": proposals}


@_command("index")
def _index() -> dict[str, Any]:
    """Make the index of a store, RESULTS/index.sqlite, of which a store answers questions.

    `archive.Store(PATH, index="RESULTS/index.sqlite")` uses it for the same records.
    """
    return {}


def _run(task: str, source: str, results: str, **options: Any) -> None:
    from archive.corpus import run
    from archive.english import counted

    said = 0

    def report(done: BatchDone) -> None:
        nonlocal said
        shown.clear()
        for path in done.lost:
            say(f"{path}: lost: its process did not survive it; tables/findings has the reason")
        for reason in done.reasons:
            said += 1
            if said <= _REASONS:
                say(f"{reason}")
            elif said == _REASONS + 1:
                say(f"more are in {results}/tables/findings")
        if done.failed:
            say(f"batch {done.name}, {counted(done.inputs, 'inputs')}: not done: {done.failed}")

    with ProgressOfMany() as shown:
        try:
            result = run(task, source, results, progress=shown, report=report, **options)
        except KeyboardInterrupt:
            shown.clear()
            say("interrupted; the same command goes on with what is left")
            raise
    say_findings(result.findings)
    found = f"; {counted(result.errors, 'errors')}, {counted(result.warnings, 'warnings')}"
    say(f"{result}{found if result.errors or result.warnings else ''} in {results}")
    if not result.is_complete:
        fail(COULD_NOT_RUN, "the same command tries again what was not done")
    is_clean = not (result.refused or result.lost or result.errors)
    sys.exit(0 if is_clean else ERRORS_FOUND)
