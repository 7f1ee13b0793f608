"""Compares two records, two texts, a record and a text, or two captures of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive import io
from archive.derivations.file_kinds import file_kind_of
from archive.errors import NotInDocument, ReadError
from archive.files.fixity import is_intact
from archive.files.path_resolution import RecordFile, record_at, record_from_bytes
from archive.files.regular_files import read_bytes
from archive.files.zip_file import is_zip
from archive.findings import Finding, Severity, error
from archive.formats import FORMATS
from archive.formats.format import ReadResult
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.index import kind_of
from archive.model.statements import Change, Statement
from archive.model.walk import mapped, unchecked_copy
from archive.revision.diff import Diff, diff
from archive.revision.id_transfer import as_version
from archive.revision.rebase import Rebase, rebase
from archive.text.decoding import decode_leniently
from archive.workflows.capture_reading import read_capture, read_text_again
from archive.workflows.input_kinds import is_packed_article, may_be_record


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a record, or the text of an article."""

    name: str
    """The name of the side in messages."""
    record: RecordFile | None
    """The file of the record; `None` for a text."""
    text: Path | bytes = b""
    """The file of a text, or its bytes."""

    def read(self, **options: Any) -> ReadResult:
        """Return the document of this side, with findings.

        A text is read only for the comparison. Its captures therefore have no time of receipt.

        Args:
            **options: For a text: the `id` of its document, and the options of its reader.

        Raises:
            ReadError: There is no document.
            InvalidDocument: The document is invalid.
        """
        if self.record is not None:
            return io.read_record(self.record)
        result = io.receive(self.text, **options)
        captures = tuple(unchecked_copy(c, received_at=None) for c in result.document.captures)
        return replace(result, document=result.document.update(captures=captures))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between two sides, with their names."""

    changes: Diff
    names: tuple[str, str] | None
    """The names of the two sides; `None` if the ids of the records are used."""
    findings: Sequence[Finding]
    """Findings of reading and matching the two sides."""


def side_at(path: Path) -> Side:
    """Return the record or text at a path, as a side of a comparison.

    A file is a record if it has the content of a record, or a name that only records have.

    Raises:
        ReadError: There is no such file, or the system refuses.
    """
    if path.is_dir() or is_zip(path):
        return Side(str(path), record_at(path))
    if is_packed_article(path):
        return Side(str(path), None, path)
    is_text = _is_text(read_bytes(path), io.format_of(path))
    return Side(str(path), None, path) if is_text else Side(str(path), record_at(path))


def side_of(data: bytes, name: str) -> Side:
    """Return the record or text in some bytes, as a side; only their content is considered.

    Args:
        data: The bytes.
        name: The name of the bytes in findings.
    """
    return (
        Side(name, None, data)
        if _is_text(data, None)
        else Side(name, record_from_bytes(data, name))
    )


def _is_text(data: bytes, named: str | None) -> bool:
    """Return whether a file holds an article; `named` is the format that its name implies."""
    if named is not None and not FORMATS[named].is_exact:
        return True
    foreign = file_kind_of(data, decode_leniently(data, "utf-8"))
    if (format := FORMATS.of_record(data)) is not None:
        return not may_be_record(format, foreign)
    if foreign is not None and (foreign.format or foreign.may_be_record):
        return bool(foreign.format)
    return named is None and bool(data.strip())


def compare(old: Side, new: Side, **options: Any) -> Comparison:
    """Return the differences between two records, two texts, or a record and a text.

    Two records are compared as they are. A text is first matched with the other side, as `rebase`
    does. Between a record and a text, only what was received can differ: text, metadata and
    rights. If the text is the newer side, the effects on the record's statements are included.

    Args:
        old: The older side.
        new: The newer side.
        **options: The options of readers of texts: `encoding`, `paragraphs`, `plain`.

    Raises:
        ReadError: A side has no document.
        InvalidDocument: A side has an invalid document.
        UnknownOption: A reader has no such option.
    """
    if old.record is not None and new.record is not None:
        before, after = old.read(), new.read()
        return Comparison(
            diff(before.document, after.document), None, (*before.findings, *after.findings)
        )
    before = old.read(**({} if old.record else options))
    after = new.read(**({} if new.record else {**options, "id": before.document.id}))
    findings = [*before.findings, *after.findings]
    again = None
    if old.record is not None:
        again = read_text_again(before.document, old.record.around)
    result = _unrecorded(rebase(before.document, onto=after.document, read_again=again))
    findings += (f for f in map(_as_comparison_finding, result.findings) if f is not None)
    if new.record is not None:
        document = _with_captures_of(result.document, before.document)
    elif old.record is None:
        document = as_version(after.document, of=before.document)
    else:
        document = result.document
    return Comparison(diff(before.document, document), (old.name, new.name), findings)


def _unrecorded(result: Rebase) -> Rebase:
    """Return the result without the new revision, because a comparison changes no record."""
    known = {revision.id for revision in result.before.revisions}

    def unrecorded(part: Any) -> Any:
        is_new = isinstance(part, Change) and part.revision not in (None, *known)
        return unchecked_copy(part, revision=None) if is_new else part

    fields = {
        name: mapped(getattr(result.document, name), unrecorded) for name in Document.model_fields
    }
    kept = tuple(one for one in result.document.revisions if one.id in known)
    return replace(result, document=Document(**{**fields, "revisions": kept}))


def _with_captures_of(document: Document, old: Document) -> Document:
    """Return a document without the new captures from which none of its text comes."""
    known = {capture.id for capture in old.captures}
    known |= {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    captures = tuple(capture for capture in document.captures if capture.id in known)
    named = {agent.id for agent in old.agents} | {capture.received_by for capture in captures}
    agents = tuple(agent for agent in document.agents if agent.id in named)
    return document.update(captures=captures, agents=agents)


_OF_A_REBASE = frozenset(
    (
        "statements-left-behind",
        "sentences-came",
        "sentences-went",
        "blocks-joined",
        "received-earlier",
    )
)
"""Codes of findings that a diff reports as differences, or that do not concern a diff."""


def _as_comparison_finding(finding: Finding) -> Finding | None:
    """Return a finding of a rebase for a comparison; `None` if it does not concern one."""
    if finding.code in _OF_A_REBASE:
        return None
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    return replace(finding, severity=severity, hint="")


# --- two captures of a record ---


def compare_captures(file: RecordFile, old: str, new: str) -> Comparison:
    """Return what differs between the texts of two captures of a record.

    Both sides have the statements of the record, which can differ only in their places.

    Args:
        file: The file of the record, with its captures.
        old: The id of a capture.
        new: The id of another capture.

    Raises:
        NotInDocument: There is no such capture.
        ReadError: The record or a capture cannot be read, or no text is derived from the capture.
    """
    read = io.read_record(file)
    document = read.document
    names = old, new
    captures = [_capture(document, id) for id in names]
    data = [file.around.demand(capture.file) for capture in captures]
    if _stands_on(document, captures[1]):
        before, after = on_capture(document, old, data[0]), document
    else:
        before = on_capture(document, old, data[0])
        after = on_capture(before, new, data[1])
    return Comparison(diff(*_with_same_captures(before, after)), names, read.findings)


def on_capture(document: Document, capture: str, data: bytes) -> Document:
    """Return a record with the text of one of its captures, as received.

    The result is for comparison, not for storage: the anchors of its statements follow the text as
    in `rebase`, and everything else is unchanged. A record that already has the text of the capture
    is returned unchanged.

    Args:
        document: The record.
        capture: The id of the capture.
        data: The bytes of the capture.

    Raises:
        NotInDocument: The record has no such capture.
        ReadError: The bytes are not those of the capture, or no text is derived from them.
    """
    known = _capture(document, capture)
    if not is_intact(known, data):
        message = f"the bytes are not those of {capture}: {known.file} has changed since"
        raise ReadError([error("capture-damaged", "", message, "restore it from a copy")])
    if _stands_on(document, known):
        return document
    onto = read_capture(document, known, data)
    rebased = rebase(document, onto=onto).document
    own = {part.id: part for part in document.index.by_id.values() if isinstance(part, Statement)}

    def as_it_was(part: Any) -> Any:
        if isinstance(part, Statement):
            was = own[part.id]
            return unchecked_copy(part, status=was.status, history=was.history)
        return part

    fields = {name: mapped(getattr(rebased, name), as_it_was) for name in Document.model_fields}
    own_revisions = {revision.id for revision in document.revisions}
    fields["revisions"] = tuple(one for one in rebased.revisions if one.id in own_revisions)
    return Document(**fields)


def _capture(document: Document, id: str) -> Capture:
    """Return the capture with an id.

    Raises:
        NotInDocument: The record has no such capture.
    """
    captures = {capture.id: capture for capture in document.captures}
    if id not in captures:
        part = document.index.by_id.get(id)
        raise NotInDocument(id, ("capture",), kind_of(part) if part else "", captures)
    return captures[id]


def _stands_on(document: Document, capture: Capture) -> bool:
    """Return whether all text blocks with an origin come from a capture with these bytes."""
    same = {one.id for one in document.captures if one.sha256 == capture.sha256}
    origins = [block.origin for block in document.text_blocks() if block.origin is not None]
    return bool(origins) and all(origin.capture in same for origin in origins)


def _with_same_captures(old: Document, new: Document) -> Iterator[Document]:
    """Yield the two documents, each with the captures of both: they do not depend on the text."""
    both = (old, new)
    captures: dict[str, Capture] = {}
    for capture in (*old.captures, *new.captures):
        known = captures.get(capture.id)
        if known is None or known.derivation is None:
            captures[capture.id] = capture
    for document in both:
        kept = {id for id in old.index.by_id if id in new.index.by_id}
        revisions = tuple(
            unchecked_copy(r, parts=tuple(id for id in r.parts if id in kept))
            for r in document.revisions
        )
        yield document.update(captures=tuple(captures.values()), revisions=revisions)
