"""Validates records: checks that they are well-formed, valid, consistent and well made.

`validate` works in layers. If a layer fails, all of its findings are reported, and the layers that
depend on it do not run.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from archive.errors import ReadFault, UnknownCode, faults_raised
from archive.model.document import Document
from archive.validation.layers import (
    FileRule,
    PublishedRule,
    Rule,
    RuleSelection,
    validate_bytes,
    validate_document,
    validate_path,
)
from archive.validation.manual import explanation, known_codes
from archive.validation.report import Outcome, Report, RuleChoice
from archive.validation.rules import rules_on

__all__ = ["RULES", "Outcome", "Report", "RuleChoice", "explain", "validate"]

ON_DOCUMENT: tuple[Rule, ...] = rules_on("document")
"""The rules on a document alone."""

ON_FILES: tuple[FileRule, ...] = rules_on("document", "files")
"""The rules on a document and the files in its folder."""

ON_PUBLISHED: tuple[PublishedRule, ...] = rules_on("document", "published")
"""The rules on a document and the TEI in its folder."""

RULES: tuple[Rule | FileRule | PublishedRule, ...] = (*ON_DOCUMENT, *ON_FILES, *ON_PUBLISHED)
"""Every rule, in the order in which they are run."""


def validate(
    source: Document | str | Path | bytes,
    *,
    format: str | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Report:
    """Return everything that is wrong with a record, or could be better.

    Problems of the data never raise an exception: a missing or broken file is a finding too.

    Args:
        source: A document; bytes; or the path of a file, a record's folder, or a zip file (`.zip`)
            of one. In a folder or zip file, the captures and the TEI beside the record are also
            checked.
        format: The name of a format; if left out, it is detected from the content.
        select: The code or codes of the rules to run; if left out, all of them.
        ignore: The code or codes of rules not to run, and of warnings and notes not to report.

    Raises:
        UnknownFormat: There is no reader with this name.
        UnknownCode: A code to select or ignore does not exist.
    """
    select = (select,) if isinstance(select, str) else select
    ignore = (ignore,) if isinstance(ignore, str) else ignore
    choice = RuleSelection(
        ON_DOCUMENT, ON_FILES, ON_PUBLISHED, frozenset(select), frozenset(ignore)
    )
    for code in (*select, *ignore):
        explain(code)
    source = Path(source) if isinstance(source, str) else source
    try:
        with faults_raised("validation failed: it", code="rule-failed"):
            report = _validated(source, format, choice)
    except ReadFault as fault:
        file = str(source) if isinstance(source, Path) else None
        report = Report(tuple(one.at(file=file) for one in fault.findings), source=file)
    made = (RuleChoice("select", tuple(select)), RuleChoice("ignore", tuple(ignore)))
    return replace(report, choices=tuple(one for one in made if one.codes))


def _validated(
    source: Document | Path | bytes, format: str | None, choice: RuleSelection
) -> Report:
    if isinstance(source, Document):
        return validate_document(source, choice)
    if isinstance(source, bytes):
        return validate_bytes(source, format, choice)
    return validate_path(source, format, choice)


def explain(code: str) -> str:
    """Return the manual page of a code: what it means, and what to do.

    Raises:
        UnknownCode: No finding has this code.
    """
    page = explanation(code, RULES)
    if page is None:
        from difflib import get_close_matches

        raise UnknownCode(code, get_close_matches(code, sorted(known_codes(RULES))))
    return page
