"""Findings as text, JSON, SARIF and GitHub's commands: only here a finding becomes text."""

from archive.report.escaping import safe
from archive.report.github import as_github
from archive.report.json import as_json
from archive.report.sarif import SARIF_SCHEMA, as_sarif
from archive.report.statistics import as_statistics, as_statistics_json
from archive.report.text import as_text, line_of

__all__ = [
    "SARIF_SCHEMA",
    "as_github",
    "as_json",
    "as_sarif",
    "as_statistics",
    "as_statistics_json",
    "as_text",
    "line_of",
    "safe",
]
