"""Writes findings as workflow commands, which GitHub Actions shows in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from archive.control_characters import safe
from archive.findings import Finding, Severity
from archive.validation import Report
from archive.wording.findings import Totals, advice

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(reports: Iterable[Report]) -> str:
    """Return a command for each finding and each layer that did not run, then a summary line.

    >>> finding = Finding("not-json", "50% is no value").at(file="a,b.json", line=3)
    >>> print(as_github([Report((finding,))]), end="")
    ::error file=a%2Cb.json,line=3,title=not-json::50%25 is no value
    1 error in 1 record
    """
    return "".join(github_parts(reports))


def github_parts(reports: Iterable[Report]) -> Iterator[str]:
    """Yield the lines of `as_github`, each as soon as it is known; no report is held."""
    totals = Totals()
    for report in reports:
        for finding in report:
            yield f"{_command(finding)}\n"
        totals.add(report)
    for line in totals.not_run():
        yield f"::notice ::{_data(line)}\n"
    yield f"{totals.summary()}\n"


def _command(finding: Finding) -> str:
    location = finding.location
    properties = {
        "file": PurePath(location.file).as_posix() if location.file is not None else None,
        "line": location.line,
        "col": location.column,
        "title": finding.code,
    }
    parameters = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    where = f"{location.pointer}: " if location.pointer else ""
    message = _data(f"{where}{advice(finding)}")
    return f"::{_COMMANDS[finding.severity]} {parameters}::{message}"


def _data(text: str) -> str:
    """Return the message after `::`, escaped as in GitHub's own toolkit (`escapeData`)."""
    return safe(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """Return the value of a property; the separators of properties are escaped as well."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
