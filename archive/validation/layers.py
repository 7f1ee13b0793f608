"""Runs the layers of validation in order, for each kind of input."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from archive.cycle_collector import uncollected
from archive.derivations.xml_encoding import in_utf8
from archive.errors import InvalidDocument, ReadError, ReadFault, faults_raised
from archive.files.interface import Files
from archive.files.layout import PUBLISHED, RECEIVED
from archive.files.memory import FilesInMemory
from archive.files.path_resolution import record_at
from archive.findings import Finding, Severity, note
from archive.formats import FORMATS, json, tei
from archive.formats.format import (
    INVARIANTS,
    RELAX_NG,
    SCHEMA,
    SCHEMATRON,
    WELL_FORMED,
    ReadResult,
)
from archive.formats.tei.finding_locations import TeiLocations
from archive.formats.tei.lxml_tree import parse_tree
from archive.model.document import Document
from archive.model.invariants import check
from archive.validation import schemas
from archive.validation.json_locations import JsonLocations
from archive.validation.manual import code_of
from archive.validation.rederivation import received_texts
from archive.validation.report import CAPTURES, COMPARISON, RULES, Outcome, Report, in_tei
from archive.validation.rules import ON_CAPTURES, ON_RECEIVED_TEXT
from archive.validation.rules.published import Published, is_as_written

Rule = Callable[[Document], Iterator[Finding]]
FileRule = Callable[[Document, Files], Iterator[Finding]]
PublishedRule = Callable[[Document, Published], Iterator[Finding]]

_OF_ANY = (WELL_FORMED, SCHEMA, INVARIANTS)
"""The layers of a file in an unknown format."""


@dataclass(frozen=True, slots=True)
class RuleSelection:
    """The rules to run, and the codes that are not reported."""

    on_document: Sequence[Rule]
    on_files: Sequence[FileRule]
    on_published: Sequence[PublishedRule]
    select: frozenset[str]
    ignore: frozenset[str]

    def of_document(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of the chosen rules on a document."""
        for rule in self.on_document:
            if self._runs(code_of(rule)):
                yield from _findings(rule, document)

    def of_files(
        self, document: Document, files: Files, *, among: Collection[FileRule] = ()
    ) -> Iterator[Finding]:
        """Yield the findings of the chosen rules on a document and its files.

        Args:
            document: The document.
            files: The files of the record.
            among: If not empty, only these rules are run.
        """
        for rule in self.on_files:
            if self._runs(code_of(rule)) and (not among or rule in among):
                yield from _findings(rule, document, files)

    def of_published(self, document: Document, published: Published) -> Iterator[Finding]:
        """Yield the findings of the chosen rules on a document and the TEI in its folder."""
        for rule in self.on_published:
            if self._runs(code_of(rule)):
                yield from _findings(rule, document, published)

    def has_any(self, rules: Collection[FileRule]) -> bool:
        """Whether any of these rules is chosen."""
        return any(self._runs(code_of(rule)) for rule in rules)

    def _runs(self, code: str) -> bool:
        return (not self.select or code in self.select) and code not in self.ignore

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding of an earlier layer is reported. Errors always are."""
        return finding.severity is Severity.ERROR or finding.code not in self.ignore


def _findings(rule: Callable[..., Iterator[Finding]], *of: object) -> Iterator[Finding]:
    """Yield the findings of a rule; if the rule fails, yield a finding on the failure."""
    try:
        with faults_raised(f"the rule {code_of(rule)} failed: it", code="rule-failed"):
            yield from rule(*of)
    except ReadFault as fault:
        yield from fault.findings


class _Run:
    """Collects the findings and the outcomes of layers."""

    def __init__(
        self, layers: Sequence[str], choice: RuleSelection, source: str | None = None
    ) -> None:
        self.outcomes: dict[str, Outcome] = dict.fromkeys(layers, "not run")
        self.findings: list[Finding] = []
        self.choice, self.source = choice, source
        self.document: Document | None = None
        """The document, if one could be read."""
        self.locate: Callable[[Finding], Finding] = lambda finding: finding
        """Adds its place in the file to a finding on a part of the document."""

    def located(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings with their places in the file; leave findings with a file unchanged."""
        for finding in findings:
            yield finding if finding.location.file else self.locate(finding)

    def end(self, layer: str, results: Iterable[Finding] = ()) -> bool:
        """Record the outcome of a layer; return whether the layers that depend on it may run."""
        findings = list(results)
        failed = any(finding.severity is Severity.ERROR for finding in findings)
        self.outcomes[layer] = "failed" if failed else "passed"
        self.findings += findings
        return not failed

    def stop(self, layer: str, findings: Iterable[Finding]) -> None:
        """Record that a layer failed and that the layers before it passed."""
        for earlier in self.outcomes:
            if earlier == layer:
                break
            self.outcomes[earlier] = "passed"
        self.end(layer, findings)

    def add(self, other: _Run, named: Callable[[str], str]) -> None:
        """Add the findings and outcomes of another run; `named` renames its layers."""
        self.outcomes |= {named(layer): outcome for layer, outcome in other.outcomes.items()}
        self.findings += other.findings

    def report(self, file: str | None = None) -> Report:
        """Return the report. Findings without a file get `file`."""
        findings = tuple(f if f.location.file else f.at(file=file) for f in self.findings)
        return Report(findings, MappingProxyType(self.outcomes), self.source)


def validate_document(document: Document, choice: RuleSelection) -> Report:
    """Validate a document in memory."""
    run = _Run((INVARIANTS, RULES, CAPTURES), choice)
    with uncollected():
        if run.end(INVARIANTS, check(document)):
            run.end(RULES, choice.of_document(document))
    return run.report()


def validate_path(path: Path, format: str | None, choice: RuleSelection) -> Report:
    """Validate a file, or a record's folder with the files in it."""
    file = None
    try:
        file = record_at(path)
        data = file.read()
    except (ReadError, OSError) as problem:
        run = _Run((*_OF_ANY, RULES, CAPTURES), choice, str(path))
        run.stop(WELL_FORMED, _unreadable(problem))
    else:
        format = format or _format_of(data, Path(file.name))
        run = _validate_data(data, format, file.files, choice, str(path))
        if file.alone and run.document is not None:
            with uncollected():
                _captures_beside(run, file.around)
    if file is not None and file.has_published:
        with uncollected():
            _published(file.around, run)
    return run.report(file.where if file is not None else str(path))


def _captures_beside(run: _Run, files: Files) -> None:
    """Compare the text of a single file with the captures beside it."""
    document = run.document
    if document is None or run.outcomes.get(CAPTURES) != "not run" or not document.captures:
        return
    received = [files.fixity(name) for name in files.names(RECEIVED)]
    if any(
        files.holds(one.file) or (one.size_bytes, one.sha256) in received
        for one in document.captures
    ):
        run.end(CAPTURES, run.located(run.choice.of_files(document, files, among=ON_CAPTURES)))
    elif run.choice.has_any(ON_CAPTURES):
        message = "no received files are beside it, so its text was not compared with them"
        told = note("captures-not-beside", "/captures/0", message)
        run.findings += run.located(filter(run.choice.keeps, [told]))


def validate_bytes(data: bytes, format: str | None, choice: RuleSelection) -> Report:
    """Validate bytes, for which there are no captures."""
    run = _validate_data(data, format or _format_of(data), None, choice)
    _captures_beside(run, FilesInMemory({}))
    return run.report()


def _unreadable(problem: ReadError | OSError) -> Iterable[Finding]:
    if isinstance(problem, ReadError):
        return problem.findings
    return [Finding("file-unreadable", problem.strerror or str(problem))]


def _format_of(data: bytes, file: Path | None = None) -> str | None:
    """Return the format of a record by its content or its file name, except plain text."""
    format = FORMATS.of_record(data, file.name if file else "")
    return format.name if format else None


def _validate_data(
    data: bytes,
    format: str | None,
    files: Files | None,
    choice: RuleSelection,
    source: str | None = None,
) -> _Run:
    known = FORMATS.get(format or "")
    layers = (known and known.layers) or _OF_ANY
    run = _Run((*layers, RULES, CAPTURES), choice, source)
    with uncollected():
        if format == "json":
            _json(data, files, run)
        elif format == "tei":
            _tei(data, files, run)
        else:
            _other(data, format, files, run)
    return run


def _json(data: bytes, files: Files | None, run: _Run) -> None:
    """Validate a JSON record; generate ids if only these are missing."""
    unnamed: list[Finding] = []
    received = partial(received_texts, files=files) if files is not None else None
    document_of = partial(json.document_of, received=received, unnamed=unnamed)
    locations = JsonLocations(data)
    result = _read(lambda: json.read_with(data, document_of), run)
    if result is not None:
        run.stop(INVARIANTS, filter(run.choice.keeps, result.findings))
    if unnamed:
        run.end(SCHEMA, json.located(unnamed, data))
    if result is not None:
        _rules(result.document, files, run, locations.of_part)


def _tei(data: bytes, files: Files | None, run: _Run) -> None:
    if (document_and_locations := _tei_layers(data, run)) is not None:
        document, locations = document_and_locations
        _rules(document, files, run, locations.of_part)


def _tei_layers(data: bytes, run: _Run) -> tuple[Document, TeiLocations] | None:
    """Run the layers before the rules on TEI; return the document and locations of its parts."""
    try:
        root = parse_tree(data)
    except ReadError as problem:
        run.stop(WELL_FORMED, problem.findings)
        return None
    in_unicode = in_utf8(data)
    locations = TeiLocations(in_unicode, root)
    run.end(WELL_FORMED)
    if not run.end(RELAX_NG, schemas.relax_ng_findings(root, locations)):
        return None
    if not run.end(SCHEMATRON, schemas.schematron_findings(root, locations)):
        return None
    try:
        with faults_raised("the format tei failed: read"):
            result = tei.read(data)
    except (ReadError, InvalidDocument) as problem:
        run.end(INVARIANTS, problem.findings)
        return None
    run.end(INVARIANTS, filter(run.choice.keeps, result.findings))
    return result.document, TeiLocations(in_unicode, root, result.document.index.ids)


def _published(files: Files, run: _Run) -> None:
    """Validate the TEI in a record's folder, and compare it with the record.

    No rules are run on it, because they have run on the same content in the record.
    """
    if not files.is_taken(PUBLISHED):
        return
    within = _Run(tei.TEI.layers, run.choice)
    document_and_locations = None
    try:
        data = files.demand(PUBLISHED)
    except ReadError as problem:
        within.stop(WELL_FORMED, problem.findings)
    else:
        if run.document is not None and is_as_written(run.document, data):
            # TEI that we wrote for a valid record passes these layers, and equals the record.
            within.outcomes = dict.fromkeys(within.outcomes, "passed")
            run.add(within, in_tei)
            run.end(COMPARISON)
            return
        document_and_locations = _tei_layers(data, within)
    where = files.where(PUBLISHED)
    within.findings = [finding.at(file=where) for finding in within.findings]
    run.add(within, in_tei)
    run.outcomes[COMPARISON] = "not run"
    if document_and_locations is not None and run.document is not None:
        document, locations = document_and_locations
        compared = (
            *run.choice.of_published(run.document, Published(document, files)),
            *(
                finding.at(file=where)
                for finding in run.choice.of_files(document, files, among=ON_RECEIVED_TEXT)
                if finding.severity is Severity.ERROR
            ),
        )
        run.end(COMPARISON, (f if f.location.line else locations.of_part(f) for f in compared))


def _other(data: bytes, format: str | None, files: Files | None, run: _Run) -> None:
    """Validate the record that is made from these bytes, and its capture."""
    result = _read(lambda: FORMATS.read(data, format), run)
    if result is not None:
        run.stop(INVARIANTS, filter(run.choice.keeps, result.findings))
        files = FilesInMemory(result.files) if result.files else files
        _rules(result.document, files, run, lambda finding: finding)


def _read(read: Callable[[], ReadResult], run: _Run) -> ReadResult | None:
    """Return the result of a reader; if it fails, record which layers failed.

    If it fails in the schema layer, the invariants were checked too, as far as possible.
    """
    try:
        with faults_raised("the format failed: read"):
            return read()
    except (ReadError, InvalidDocument) as problem:
        by_layer: dict[str, list[Finding]] = {}
        for finding in problem.findings:
            by_layer.setdefault(finding.stage or problem.stage, []).append(finding)
        run.stop(problem.stage, ())
        for layer, findings in by_layer.items():
            run.end(layer, findings)
    return None


def _rules(
    document: Document, files: Files | None, run: _Run, located: Callable[[Finding], Finding]
) -> None:
    """Run the rules, and add locations to findings on the record."""
    run.document, run.locate = document, located
    run.end(RULES, run.located(run.choice.of_document(document)))
    if files is not None:
        run.end(CAPTURES, run.located(run.choice.of_files(document, files)))
