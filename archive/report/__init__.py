"""Findings as text, as JSON and as SARIF: the only place where a finding becomes text."""

from archive.report.escaping import safe
from archive.report.json import as_json
from archive.report.sarif import SARIF_SCHEMA, as_sarif
from archive.report.text import as_text, line_of

__all__ = ["SARIF_SCHEMA", "as_json", "as_sarif", "as_text", "line_of", "safe"]
