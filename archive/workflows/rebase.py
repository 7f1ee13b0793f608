"""Rebases a record on disk onto the text of a file, or onto corrected texts of its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from archive import io
from archive.derivations.file_kinds import file_kind_of
from archive.errors import MissingExtra, WriteError
from archive.files.fixity import is_intact
from archive.files.interface import Files
from archive.files.layout import RECORD
from archive.files.memory import FilesInMemory
from archive.files.path_resolution import RecordFile, record_at
from archive.files.regular_files import read_bytes
from archive.files.zip_file import is_zip
from archive.findings import Finding, Severity, warning
from archive.formats import FORMATS
from archive.formats.additions import Additions
from archive.formats.caller import caller_of
from archive.formats.format import ReadResult
from archive.model.blocks import Image
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.walk import mapped, unchecked_copy
from archive.revision.rebase import Rebase, rebase, with_text
from archive.revision.rebase.merged_captures import undated
from archive.text.decoding import decode_leniently
from archive.validation.rederivation import derived_again, not_as_received, not_in_capture
from archive.validation.rules import ON_RECEIVED_TEXT
from archive.validation.rules.structure import block_without_origin
from archive.workflows.capture_reading import read_text_again
from archive.workflows.in_place import write_in_place
from archive.workflows.input_kinds import is_packed_article, may_be_record
from archive.workflows.page_differences import page_differences


@dataclass(frozen=True, slots=True)
class RebaseTarget:
    """The target of a rebase: an article received again, or another record."""

    path: Path
    is_record: bool
    """Whether it is read as a record."""

    def read(self, **options: Any) -> ReadResult:
        """Return the document of the target, with findings.

        Args:
            **options: For an article: the `id` of its document, when it was received, and the
                options of its reader (`archive.receive`).

        Raises:
            ReadError: There is no document.
            InvalidDocument: The document is invalid.
        """
        if self.is_record:
            return io.load_result(self.path)
        return io.receive(self.path, **options)

    def files(self, new: ReadResult) -> Files:
        """Return the files of the document that `read` returned."""
        return record_at(self.path).around if self.is_record else FilesInMemory(new.files)


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """The files that were written, with findings."""

    files: Sequence[str]
    """The files, the record first."""
    findings: Sequence[Finding]
    """Losses of the record's format."""


@dataclass(frozen=True, slots=True)
class RebasedRecord:
    """A rebased record, which is not written yet."""

    file: RecordFile
    """The file of the record."""
    before: Document
    """The record as stored, with the agent of the rebase added."""
    result: Rebase
    """The rebased record, and the outcomes of its anchors."""
    files: Mapping[str, bytes]
    """The new captures, by their names in the record's folder."""

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing differs except who checked the record, and when."""
        new = self.result.document
        fields = (name for name in type(new).model_fields if name != "revisions")
        return all(getattr(new, name) == getattr(self.before, name) for name in fields)

    def write(self, read: ReadResult) -> WrittenFiles:
        """Write the record back in place, with the captures.

        Args:
            read: The result of reading the record.

        Raises:
            Conflict: Somebody else has changed the record since it was read.
            WriteError: Another file has the name of a new capture, the record was named as a single
                file, which has no place for captures, or the system refuses.
        """
        around, document = self.file.around, self.result.document
        if self.file.alone:
            where = self.file.where
            if self.files:
                raise WriteError(
                    f"{where} is a single file; name its folder, which can hold the new capture"
                )
            saved = write_in_place(self.file, document, read)
            return WrittenFiles([where], saved.findings)
        added = [name for name in self.files if not around.is_taken(name)]
        saved = write_in_place(self.file, document, read, files=self.files)
        return WrittenFiles([around.where(name) for name in (RECORD, *added)], saved.findings)


def target_at(path: Path) -> RebaseTarget:
    """Return the target of a rebase at a path.

    A file is a record if it has the content of one, but never if it is named as text, Markdown or
    HTML.

    Raises:
        ReadError: There is no such file, or the system refuses.
    """
    if path.is_dir() or is_zip(path):
        return RebaseTarget(path, is_record=True)
    is_record = not is_packed_article(path) and _holds_record(path, read_bytes(path))
    return RebaseTarget(path, is_record=is_record)


def _holds_record(path: Path, data: bytes) -> bool:
    named = FORMATS.by_file_name(path.name)
    if (named is not None and not named.read) or (format := FORMATS.of_record(data)) is None:
        return False
    return may_be_record(format, file_kind_of(data, decode_leniently(data, "utf-8")))


def rebase_onto(
    file: RecordFile,
    document: Document,
    onto: RebaseTarget,
    new: ReadResult,
    *,
    by: str | None = None,
    at: str | None = None,
    dated: bool = True,
) -> RebasedRecord:
    """Rebase a record onto the text of another document.

    Args:
        file: The file of the record.
        document: The record.
        onto: The target with the new text.
        new: The result of reading the target.
        by: The name or id of the agent; a new name becomes a person.
        at: The time.
        dated: Whether the caller stated when the new text was received. If not, its capture has
            only the time of reading, from `at` on. If the text of the record comes from the same
            bytes, that time is no evidence of another receipt, and no capture is added.

    Raises:
        NotInDocument: The part with the id `by` is not an agent.
        ReadError: A capture of the other record cannot be read.

    Findings that are errors name the blocks whose text differs from their captures; such a result
    must not be written.
    """
    text = new.document
    document, by = _with_agent(document, by)
    if not dated and at is not None:
        text = undated(document, text, since=at)
    new_files = onto.files(new)
    text, images = _with_other_images(document, file.around, text, new_files)
    old_files = _with_same_bytes(document, file.around, text, new_files)
    again = read_text_again(document, old_files)
    beside = page_differences(document, old_files, text, new_files)
    result = rebase(document, onto=text, read_again=again, beside=beside, by=by, at=at)
    untrue = old_text_findings(document, old_files)
    if onto.is_record:
        untrue = (*untrue, *_new_text_findings(text, new_files))
    result = replace(result, findings=(*untrue, *result.findings))
    files = {
        name_here: new_files.demand(images.get(name, name))
        for name_here, name in result.files.items()
    }
    return RebasedRecord(file, document, result, files)


def _with_other_images(
    document: Document, files: Files, onto: Document, new_files: Files
) -> tuple[Document, Mapping[str, str]]:
    """Rename the images of the other document whose names the record already uses.

    Return the document, and the old names of the renamed images by their new names.
    """
    own, others = (
        {part.file for _, part in one.index.of_type(Image) if part.file is not None}
        for one in (document, onto)
    )
    renamed: dict[str, str] = {}
    for name in own & others:
        fixity, path = new_files.fixity(name), PurePosixPath(name)
        if fixity is not None and fixity != files.fixity(name):
            renamed[name] = str(path.with_name(f"{path.stem}-{fixity.sha256[:8]}{path.suffix}"))
    if not renamed:
        return onto, {}

    def with_other_name(part: Any) -> Any:
        if not isinstance(part, Image) or (name := renamed.get(part.file or "")) is None:
            return part
        return unchecked_copy(part, file=name)

    sections = mapped(onto.sections, with_other_name)
    return onto.update(sections=sections), {new: old for old, new in renamed.items()}


def _new_text_findings(document: Document, files: Files) -> Iterator[Finding]:
    """Yield an error for each block of the other record whose text differs from its captures."""
    for finding in old_text_findings(document, files):
        if finding.severity is Severity.ERROR:
            yield finding.at(file=files.where(RECORD))


def _with_same_bytes(document: Document, files: Files, onto: Document, new_files: Files) -> Files:
    """Return the files of a record, with lost captures restored from the files of the new text."""
    received = {capture.sha256: capture.file for capture in onto.captures}
    lost = [one for one in document.captures if not files.is_intact(one) and one.sha256 in received]
    if not lost:
        return files
    read = {capture.file: files.read(capture.file) for capture in document.captures}
    read |= {one.file: new_files.read(received[one.sha256]) for one in lost}
    return FilesInMemory({name: data for name, data in read.items() if data is not None})


def old_text_findings(document: Document, files: Files) -> Sequence[Finding]:
    """Return an error for each block of a record whose words differ from those of its capture.

    Otherwise anchors on such words would count as unchanged if the new text has the same words.
    If a block cannot be checked, return a warning.
    """
    found = [*block_without_origin(document)]
    for rule in ON_RECEIVED_TEXT:
        found += rule(document, files)
    findings = [finding for finding in found if finding.severity is Severity.ERROR]
    sources = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    for number, capture in enumerate(document.captures):
        if capture.id in sources and not files.is_intact(capture):
            state = "damaged" if files.holds(capture.file) else "missing"
            message = f"{capture.file} is {state}, so the old text cannot be checked against it"
            findings.append(warning("old-record-not-checked", f"/captures/{number}/file", message))
    for number, capture, outcome in derived_again(document, files, unnamed=True):
        if isinstance(outcome, MissingExtra):
            message = f"the old text was not checked against {capture.file}"
            findings.append(
                warning("old-record-not-checked", f"/captures/{number}", message, outcome.hint)
            )
    return findings


def rebase_texts(
    file: RecordFile,
    document: Document,
    texts: Mapping[str, str],
    *,
    by: str | None = None,
    at: str | None = None,
) -> RebasedRecord:
    """Replace the texts of blocks whose transcription was wrong.

    Args:
        file: The file of the record.
        document: The record.
        texts: The texts by the ids of the blocks.
        by: The name or id of the agent; a new name becomes a person.
        at: The time.

    Raises:
        NotInDocument: There is no such block, or the part with the id `by` is not an agent.
    """
    document, by = _with_agent(document, by)
    return RebasedRecord(file, document, with_text(document, texts, by=by, at=at), {})


def _with_agent(document: Document, by: str | None) -> tuple[Document, str | None]:
    """Return the record with an agent of this name or id, and the agent's id."""
    if by is None:
        return document, None
    if by in document.index.by_id:
        document.agent(by)  # raises an error with the kind of part if it is not an agent
    additions = Additions(document)
    agent = caller_of(document, by).agent(additions, role="editor")
    return additions.document(), agent


def texts_refused(
    file: RecordFile, document: Document, texts: Mapping[str, str]
) -> Sequence[Finding]:
    """Return an error for each text that differs from its capture, unless it is a transcription."""
    return [
        *not_as_received(document, texts, file.around),
        *not_in_capture(document, texts, file.around),
    ]


def captures_not_received(rebased: RebasedRecord) -> Iterator[Capture]:
    """Yield each new capture whose bytes are not those that were received."""
    for capture in rebased.result.document.captures:
        data = rebased.files.get(capture.file)
        if data is not None and not is_intact(capture, data):
            yield capture
