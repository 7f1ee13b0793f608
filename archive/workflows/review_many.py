"""Applies the decisions in a file to several records, all or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveError, NotDecided
from archive.findings import Finding
from archive.model.document import Document
from archive.reviews.decision_files import ReadDecision, with_locations, without_one_record
from archive.reviews.decisions import review
from archive.workflows.review import ReviewedRecord


@dataclass(frozen=True, slots=True)
class DecidedRecord:
    """A record with decisions, which is not written yet."""

    record: ReviewedRecord
    """The record as it was read."""
    document: Document
    """The record with the decisions."""
    decisions: Sequence[ReadDecision]
    """The decisions about its statements."""
    findings: Sequence[Finding]
    """The findings of reading the record, and of the decisions."""


def decide_in(
    paths: Iterable[Path],
    decisions: Sequence[ReadDecision],
    *,
    by: str,
    at: str,
    unreadable: Callable[[Path, ArchiveError | OSError], None],
) -> list[DecidedRecord]:
    """Return the records with decisions about their statements; only these are kept in memory.

    A decision is about the record that it names or, if it names none, about the only record that
    has a statement with its id.

    Args:
        paths: The records.
        decisions: The decisions.
        by: The name or id of the agent who decides.
        at: The time.
        unreadable: Called with each record that cannot be read, and the reason.

    Raises:
        NotDecided: Some decisions cannot be applied, or are not about one record; the error has a
            finding for each, with its place in the file. None is applied.
        SpeaksForOthers: A program would decide.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(decisions):
        numbers[one.decision.id].append(number)
    found: dict[int, list[str]] = defaultdict(list)
    records: dict[Path, tuple[ReviewedRecord, list[int]]] = {}
    for path in paths:
        try:
            record = ReviewedRecord(path)
        except (ArchiveError, OSError) as problem:
            unreadable(path, problem)
            continue
        own = _about(record.document, decisions, numbers)
        for number in own:
            found[number].append(record.document.id)
        if own:
            records[path] = record, own
    problems = [*without_one_record(decisions, found)]
    decided: list[DecidedRecord] = []
    for record, own in records.values():
        clear = [decisions[number] for number in own if len(found[number]) == 1]
        try:
            if clear:
                decided.append(_decided(record, clear, by=by, at=at))
        except NotDecided as problem:
            problems += with_locations(clear, problem.findings)
    if problems:
        raise NotDecided(problems)
    return decided


def _about(
    document: Document, decisions: Sequence[ReadDecision], numbers: dict[str, list[int]]
) -> list[int]:
    """Return the positions of the decisions that may be about a record."""
    ids = [statement.id for statement in document.index.statements if statement.id in numbers]
    return sorted(
        number
        for id in ids
        for number in numbers[id]
        if decisions[number].record in ("", document.id)
    )


def _decided(
    record: ReviewedRecord, decisions: Sequence[ReadDecision], *, by: str, at: str
) -> DecidedRecord:
    result = review(record.document, [one.decision for one in decisions], by=by, at=at)
    findings = (
        *record.findings,
        *(finding.at(file=record.where) for finding in result.findings),
    )
    return DecidedRecord(record, result.document, decisions, findings)
