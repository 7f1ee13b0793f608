"""`archive validate` reports errors and warnings about records."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from archive.cli.console import (
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    ProgressOfMany,
    exit_code,
    progress,
    say,
    say_passed_over,
    width_and_colours,
    write_out,
)
from archive.cli.option_checks import codes_of
from archive.cli.settings import Settings, settings_for
from archive.errors import ReadError, UnknownCode
from archive.findings import Severity

if TYPE_CHECKING:
    from archive.files.record_discovery import Records
    from archive.validation import Report, RuleChoice

_FORMATS = ("text", "json", "sarif", "github")
"""The formats of findings: `archive.report.FORMATS`, which `--help` must not import."""
_SEVERITIES = tuple(severity.value for severity in Severity)

SETTINGS: dict[str, tuple[str, ...]] = {"select": (), "ignore": (), "fail-on": _SEVERITIES}
"""The settings of a project, each with its possible values; empty for a list of codes."""


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to write the findings; github writes annotations for GitHub Actions.",
)
@click.option("--select", metavar="CODES", multiple=True, help="Run only these rules: a,b")
@click.option("--ignore", metavar="CODES", multiple=True, help="Skip these rules: a,b")
@click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    help="Exit with 1 for findings of this severity or worse.  [default: error]",
)
@click.option(
    "--statistics", is_flag=True, help="Count the findings by code instead of listing them."
)
@click.option("-o", "--output", type=PATH, help="File to write the findings to.")
@click.option(
    "--config",
    metavar="FILE",
    type=PATH,
    help="The settings file.  [default: the nearest archive.toml or pyproject.toml]",
)
@click.option("--isolated", is_flag=True, help="Ignore settings files.")
@click.option("--no-color", is_flag=True, help="Print without colours.")
@click.option("--again", is_flag=True, help="Validate records again that did not change.")
@click.option(
    "--processes", type=click.IntRange(1), help="How many processes validate.  [default: all]"
)
def validate(
    paths: Sequence[Path],
    format: str,
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str | None,
    statistics: bool,
    output: Path | None,
    config: Path | None,
    isolated: bool,
    no_color: bool,
    again: bool,
    processes: int | None,
) -> None:
    """Report what is wrong with records.

    Reports everything that is wrong, and what could be better. `archive explain CODE` explains a
    finding.

    PATHS are files, or folders, which are searched for records at any depth; a file in a record's
    folder means the whole record. A bag (BagIt) is checked completely, and then its records. - is
    standard input.

    A folder of records is a store: its records are also compared with each other, and its reports
    are kept in its index, so that only what changed is validated again.
    """
    from archive import report
    from archive.files.record_discovery import records_in
    from archive.preservation.bagit.opening import is_bag
    from archive.wording.findings import rules_not_run
    from archive.workflows.input_kinds import is_record
    from archive.workflows.output_check import check_output

    if config and isolated:
        raise click.UsageError("--config and --isolated cannot be combined; use one of them")
    if statistics and format not in report.STATISTICS:
        raise click.UsageError(f"--statistics needs --format {' or '.join(report.STATISTICS)}")
    settings = Settings({}) if isolated else settings_for(SETTINGS, config)
    choices = [_choice("select", select, settings), _choice("ignore", ignore, settings)]
    bags = [path for path in paths if path != STANDARD_INPUT and is_bag(path)]
    records = records_in([path for path in paths if path not in bags], is_record=is_record)
    check_output(output, read=(*paths, *records.paths))
    checks = _Checks(paths, records, choices, bags=bags, again=again, processes=processes)
    fails = Severity(fail_on or settings.values.get("fail-on", Severity.ERROR))
    codes = _ExitCode(fails)
    styled = width_and_colours(output is None and sys.stdout.isatty(), no_color=no_color)["styled"]
    parts = report.report_parts(
        codes.noted(checks.reports()), format, statistics=statistics, styled=styled
    )
    if output is None and format != "json" and format != "sarif":
        for part in parts:
            click.echo(part, nl=False)
    else:
        write_out("".join(parts).encode("utf-8", "backslashreplace"), output)
        for line in rules_not_run(checks.choices):
            say(line)
    say_passed_over(records)
    sys.exit(codes.worst)


def _choice(
    key: Literal["select", "ignore"], options: Sequence[str], settings: Settings
) -> RuleChoice:
    """Return the codes of an option, separated by commas; if none is given, of the settings."""
    from archive.validation import RuleChoice, explain

    if options:
        return RuleChoice(key, codes_of(options))
    codes: list[str] = settings.values.get(key, [])
    try:
        for code in codes:
            explain(code)
    except UnknownCode as problem:
        settings.refuse(f"{key}: {problem}")
    return RuleChoice(key, tuple(codes), str(settings.file))


class _Checks:
    """Validates the records at some paths: those of stores as stores, others one by one."""

    def __init__(
        self,
        paths: Sequence[Path],
        records: Records,
        choices: Sequence[RuleChoice],
        *,
        bags: Sequence[Path],
        again: bool,
        processes: int | None,
    ) -> None:
        self._paths, self._records = paths, records
        self._bags = bags
        self._again, self._processes = again, processes
        self._select, self._ignore = (choice.codes for choice in choices)
        self.choices = tuple(choice for choice in choices if choice.codes)
        """The choices of rules that were made."""

    def reports(self) -> Iterator[Report]:
        """Yield a report of each record, and of each path without one."""
        from archive.validation import Report

        left = dict.fromkeys(map(str, self._records.paths))
        for path in dict.fromkeys(self._paths):
            for report in self._at(path, left):
                left.pop(report.source or "", None)
                yield replace(report, choices=self.choices)
        for finding in self._records.without:
            yield Report((finding,), source=finding.location.file, choices=self.choices)

    def _at(self, path: Path, left: Mapping[str, None]) -> Iterator[Report]:
        """Yield the reports of the records at a path that are left."""
        from archive.files.record_discovery import is_within_record, records_in
        from archive.files.regular_files import is_folder
        from archive.workflows.input_kinds import is_record

        if path in self._bags:
            yield from self._of_bag(path)
            return
        if is_folder(path) and str(path) not in left and not is_within_record(path):
            if any(Path(record).is_relative_to(path) for record in left):
                yield from (one for one in self._of_store(path) if one.source in left)
            return
        for record in records_in([path], is_record=is_record).paths:
            if str(record) in left:
                with progress(self._number(left), len(self._records.paths), record):
                    yield self._of_record(record)

    def _of_store(self, folder: Path) -> Iterator[Report]:
        from archive.store.store import Store

        with ProgressOfMany() as shown:
            return Store(folder).validate(
                select=self._select,
                ignore=self._ignore,
                again=self._again,
                progress=shown,
                processes=self._processes or os.cpu_count(),
            )

    def _of_bag(self, path: Path) -> Iterator[Report]:
        """Yield what is wrong with a bag, and, if nothing is, the reports of its records."""
        from archive.preservation.bagit.opening import opened_bag
        from archive.preservation.bagit.records import contents_of
        from archive.validation import Report

        try:
            with opened_bag(path) as bag:
                records = contents_of(bag, path).records
                if bag.findings:
                    yield Report(bag.findings, source=str(path))
                for record in records:
                    report = self._of_record(record.folder)
                    yield _moved(report, str(bag.folder), bag.shown_as)
        except ReadError as problem:
            yield Report(problem.findings, source=str(path))

    def _of_record(self, path: Path) -> Report:
        from archive.validation import validate

        if path != STANDARD_INPUT:
            return validate(path, select=self._select, ignore=self._ignore)
        report = validate(sys.stdin.buffer.read(), select=self._select, ignore=self._ignore)
        named = tuple(finding.at(file="-") for finding in report.findings)
        return replace(report, findings=named, source="-")

    def _number(self, left: Mapping[str, None]) -> int:
        return len(self._records.paths) - len(left) + 1


def _moved(report: Report, folder: str, path: str) -> Report:
    """Return a report with paths in the bag that was given, not in a temporary folder."""

    def place(file: str | None) -> str | None:
        return None if file is None else file.replace(folder, path, 1)

    findings = tuple(finding.at(file=place(finding.location.file)) for finding in report.findings)
    return replace(report, findings=findings, source=place(report.source))


class _ExitCode:
    """The exit code for reports that pass by: 1 if a finding has this severity or worse."""

    def __init__(self, fails: Severity) -> None:
        severities = tuple(Severity)
        self._worse = severities[: severities.index(fails) + 1]
        self.worst = 0

    def noted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports, and note their exit codes."""
        for report in reports:
            self.worst = max(self.worst, self._of(report))
            yield report

    def _of(self, report: Report) -> int:
        if not report.ok:
            return exit_code(report.findings)
        return ERRORS_FOUND if any(map(report.of, self._worse)) else 0
