"""`archive validate` reports errors and warnings about records."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from archive.cli.console import (
    ERRORS_FOUND,
    PATH,
    STANDARD_INPUT,
    exit_code,
    progress,
    say,
    say_passed_over,
    width_and_colours,
    write_out,
)
from archive.cli.settings import Settings, settings_for
from archive.errors import UnknownCode
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
) -> None:
    """Report what is wrong with records.

    Reports everything that is wrong, and what could be better. `archive explain CODE` explains a
    finding.

    PATHS are files, or folders, which are searched for records at any depth; a file in a record's
    folder means the whole record. - is standard input.
    """
    from archive import report
    from archive.files.record_discovery import records_in
    from archive.wording.findings import rules_not_run
    from archive.workflows.input_kinds import is_record
    from archive.workflows.output_check import check_output

    if config and isolated:
        raise click.UsageError("--config and --isolated cannot be combined; use one of them")
    if statistics and format not in report.STATISTICS:
        raise click.UsageError(f"--statistics needs --format {' or '.join(report.STATISTICS)}")
    settings = Settings({}) if isolated else settings_for(SETTINGS, config)
    choices = [_choice("select", select, settings), _choice("ignore", ignore, settings)]
    records = records_in(paths, is_record=is_record)
    check_output(output, read=(*paths, *records.paths))
    reports = list(_reports(records, choices))
    styled = width_and_colours(output is None and sys.stdout.isatty(), no_color=no_color)["styled"]
    text = report.write_report(reports, format, statistics=statistics, styled=styled)
    if output is None and format != "json" and format != "sarif":
        click.echo(text, nl=False)
    else:
        write_out(text.encode("utf-8", "backslashreplace"), output)
        for line in rules_not_run(reports):
            say(line)
    say_passed_over(records)
    fails = fail_on or settings.values.get("fail-on", Severity.ERROR)
    sys.exit(max(_report_code(one, Severity(fails)) for one in reports))


def _choice(
    key: Literal["select", "ignore"], options: Sequence[str], settings: Settings
) -> RuleChoice:
    """Return the codes of an option, separated by commas; if none is given, of the settings."""
    from archive.validation import RuleChoice, explain

    if options:
        parts = (code.strip() for option in options for code in option.split(","))
        return RuleChoice(key, tuple(filter(None, parts)))
    codes: list[str] = settings.values.get(key, [])
    try:
        for code in codes:
            explain(code)
    except UnknownCode as problem:
        settings.refuse(f"{key}: {problem}")
    return RuleChoice(key, tuple(codes), str(settings.file))


def _reports(records: Records, choices: Sequence[RuleChoice]) -> Iterator[Report]:
    """Yield a report of each record, and of each path without one."""
    from archive.validation import Report, validate

    made = tuple(choice for choice in choices if choice.codes)
    select, ignore = (choice.codes for choice in choices)
    for n, path in enumerate(records.paths, start=1):
        with progress(n, len(records.paths), path):
            if path == STANDARD_INPUT:
                data = sys.stdin.buffer.read()
                report = validate(data, select=select, ignore=ignore)
                named = tuple(f.at(file="-") for f in report.findings)
                report = replace(report, findings=named, source="-")
            else:
                report = validate(path, select=select, ignore=ignore)
            yield replace(report, choices=made)
    for finding in records.without:
        yield Report((finding,), source=finding.location.file, choices=made)


def _report_code(report: Report, fails: Severity) -> int:
    """Return the exit code for a report: 1 if a finding has this severity or worse."""
    if not report.ok:
        return exit_code(report.findings)
    severities = tuple(Severity)
    worse = severities[: severities.index(fails) + 1]
    return ERRORS_FOUND if any(report.of(severity) for severity in worse) else 0
