"""`archive validate`: what is wrong with records."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cli.running import PATH, exit_code, look, progress, records_in, write

if TYPE_CHECKING:
    from archive.validation import Report

_FORMATS = ("text", "json", "sarif")
"""How findings are written."""


@click.command()
@click.argument("paths", metavar="PATHS...", nargs=-1, required=True, type=PATH)
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option("--select", metavar="CODES", multiple=True, help="Run these rules only: a,b")
@click.option("--ignore", metavar="CODES", multiple=True, help="Leave these out: a,b")
@click.option("-o", "--output", type=PATH, help="File to write the findings to.")
@click.option("--no-color", is_flag=True, help="No colours, as when not on a terminal.")
def validate(
    paths: Sequence[Path],
    format: str,
    select: Sequence[str],
    ignore: Sequence[str],
    output: Path | None,
    no_color: bool,
) -> None:
    """Report what is wrong with records.

    Everything that is wrong is reported, and what could be better.

    PATHS are files, folders of one record, or folders of such folders. `archive explain CODE`
    tells more about a finding.
    """
    from archive import report, validation

    records = list(records_in(paths))
    reports: list[Report] = []
    for n, path in enumerate(records, start=1):
        with progress(n, len(records), path):
            reports.append(validation.validate(path, select=_codes(select), ignore=_codes(ignore)))
    if output is None and format == "text":
        styled = look(sys.stdout.isatty(), no_color=no_color)["styled"]
        click.echo(report.as_text(reports, styled=styled), nl=False)
    else:
        written = {"text": report.as_text, "json": report.as_json, "sarif": report.as_sarif}
        write(written[format](reports).encode("utf-8", "backslashreplace"), output)
    sys.exit(max(_report_code(one) for one in reports))


def _codes(options: Sequence[str]) -> list[str]:
    """The codes in options that may name several each, parted by commas."""
    return [code.strip() for option in options for code in option.split(",") if code.strip()]


def _report_code(report: Report) -> int:
    return exit_code(report.findings) if not report.ok else 0
