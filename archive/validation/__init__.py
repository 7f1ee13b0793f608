"""Validation: is a record well-formed, of the right shape, true to itself, and well made?

`validate` looks in layers. What makes a layer fail is reported with everything else that the layer
found, and the layers that build on it do not run.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from archive.errors import UnknownCode
from archive.model.document import Document
from archive.validation import (
    captures,
    claims,
    entities,
    metadata,
    rights,
    sources,
    spans,
    statements,
    structure,
)
from archive.validation.base import Outcome, Report
from archive.validation.layers import (
    Choice,
    FileRule,
    Rule,
    look_at,
    look_at_bytes,
    look_at_path,
)
from archive.validation.manual import explanation, known_codes

__all__ = ["RULES", "Outcome", "Report", "explain", "validate"]

ON_DOCUMENT: tuple[Rule, ...] = (
)
"""The rules on a document alone."""

ON_FILES: tuple[FileRule, ...] = (
)
"""The rules on a document and the files in its folder."""

RULES = (*ON_DOCUMENT, *ON_FILES)
"""Every rule, in the order in which findings are reported."""


def validate(
    source: Document | str | Path | bytes,
    *,
    format: str | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Report:
    """Return everything that is wrong with a record, or could be better.

    Nothing about the data is raised: a file that is missing or broken is a finding too.

    Args:
        source: A document; the path of a file, or of a record's folder, whose captures are then
            checked as well; or bytes.
        format: The name of a format; left out, it is found by the content.
        select: The codes of the rules to run; left out, all of them.
        ignore: The codes of rules not to run, and of warnings and notes not to report.

    Raises:
        UnknownFormat: No reader has this name.
        UnknownCode: No finding has a code that is to be selected or ignored.
    """
    choice = Choice(ON_DOCUMENT, ON_FILES, frozenset(select), frozenset(ignore))
    for code in (*select, *ignore):
        explain(code)
    if isinstance(source, Document):
        return look_at(source, choice)
    if isinstance(source, bytes):
        return look_at_bytes(source, format, choice)
    return look_at_path(Path(source), format, choice)


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
