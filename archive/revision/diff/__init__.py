"""The changes between two versions of a record: as exact operations, and in words.

`apply` uses the exact operations (`patch`). The differences in words (`interpretation`) are made
from these operations, one by one, so the two cannot contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.cycle_collector import uncollected
from archive.english import counted
from archive.errors import DiffDoesNotApply, InvalidDocument, require
from archive.findings import Finding, error
from archive.formats.json import canonical
from archive.model.document import Document
from archive.reprs import NotebookRepr, ReprItems, Unquoted
from archive.revision.diff import patch
from archive.revision.diff.difference_kinds import VERSION, Difference, Group, Kind, RecordVersion
from archive.revision.diff.interpretation import interpret
from archive.revision.diff.patch import Operation

SAME_WORDS = "no word of the article changed"
"""The first line of a printed diff, if no word of the article differs."""

_OF_WORDS = ("text-corrected", "block-added", "block-removed")
"""The kinds of differences that add, remove or change words of the article."""


def furniture_in_words(count: int) -> str:
    """Return one line with the number of differences in page furniture."""
    return f"furniture of the page: {counted(count, 'differences')}"


@dataclass(frozen=True, slots=True, repr=False)
class Diff(NotebookRepr):
    """The changes between two versions of a record; `apply` makes the new version from the old one.

    `bool(diff)` is true if the canonical JSON of the versions differs.
    """

    old: RecordVersion
    """The old version."""
    new: RecordVersion
    """The new version."""
    changes: tuple[Difference, ...]
    """The changes in words, group by group; together they report all operations."""
    operations: tuple[Operation, ...]
    """The exact changes, in the order of their application."""

    def _repr_items(self) -> ReprItems:
        """Yield the record and the number of changes."""
        yield from ((None, id) for id in dict.fromkeys((self.old.id, self.new.id)))
        yield None, Unquoted(counted(len(self.changes), "changes"))
        yield None, Unquoted(counted(len(self.operations), "operations"))

    def __bool__(self) -> bool:
        return bool(self.operations)

    def __str__(self) -> str:
        """Return a line for each change that is not quiet, then the number of quiet changes."""
        listed = [change for change in self.changes if not change.quiet]
        lines = [f"{one.kind}: {one.message}" for one in listed if one.group != "furniture"]
        if self.is_of_a_page and self.has_same_words:
            lines.insert(0, SAME_WORDS)
        if restyled := len(self.of("text-restyled")):
            have = "has" if restyled == 1 else "have"
            lines.append(f"{counted(restyled, 'blocks')} {have} the same words in another form")
        if following := sum(change.quiet for change in self.changes) - restyled:
            lines.append(f"{following} more only follow from these")
        if furniture := len([one for one in listed if one.group == "furniture"]):
            lines.append(furniture_in_words(furniture))
        return "\n".join(lines)

    @property
    def has_same_words(self) -> bool:
        """Whether no word of the article was added, removed or changed, apart from furniture."""
        return not any(one.kind in _OF_WORDS and (one.old or one.new) for one in self.of("text"))

    @property
    def is_of_a_page(self) -> bool:
        """Whether the article itself differs, not only the statements about it."""
        return bool(self.of("text") or self.of("furniture") or self.of("capture-added"))

    def of(self, what: Kind | Group) -> tuple[Difference, ...]:
        """Return the changes of one kind ("claim-restated") or group ("claims")."""
        return tuple(change for change in self.changes if what in (change.kind, change.group))

    def apply(self, document: Document) -> Document:
        """Return the new version, made from the old one.

        The canonical JSON of the result is byte for byte that of the new version.

        Raises:
            DiffDoesNotApply: The document is not the old version, or the diff is damaged. The error
                has a finding for each place that does not fit.
        """
        with uncollected():
            data = canonical(document)
            tree = patch.parsed(data)
            findings = patch.apply(tree, self.operations)
            if (digest := patch.digest(data)) != self.old.sha256:
                findings = [self._other(document, digest), *findings]
            if findings:
                raise DiffDoesNotApply(findings)
            try:
                result = Document.model_validate(tree)
            except InvalidDocument as problem:
                raise DiffDoesNotApply(problem.findings) from None
            if patch.digest(canonical(result)) != self.new.sha256:
                message = f"the result is not the new version of {self.new.id} in the diff"
                raise DiffDoesNotApply([error("diff-does-not-fit", "", message)])
            return result

    def _other(self, document: Document, digest: str) -> Finding:
        message = (
            f"the record {document.id} has the digest {digest[:12]}…, and the diff was made from "
            f"{self.old.id} with {self.old.sha256[:12]}…"
        )
        hint = "make a new diff, or apply it to the version that it was made from"
        return error("diff-of-another-record", "", message, hint)

    def to_json(self) -> str:
        """Return the diff as JSON; `from_json` reads it."""
        from pydantic_core import to_json

        value = {
            "version": VERSION,
            "old": {"id": self.old.id, "sha256": self.old.sha256},
            "new": {"id": self.new.id, "sha256": self.new.sha256},
            "changes": [change.as_object() for change in self.changes],
            "operations": [operation.as_object() for operation in self.operations],
        }
        return to_json(value, indent=2).decode() + "\n"

    @classmethod
    def from_json(cls, data: str | bytes) -> Diff:
        """Return a diff from the JSON of `to_json`.

        Raises:
            ReadError: The data is not JSON, or not a diff. The error has a finding for each
                problem.
        """
        from archive.revision.diff.diff_json import read_diff

        stored = read_diff(data)
        return cls(stored.old, stored.new, stored.changes, stored.operations)


def diff(old: Document, new: Document) -> Diff:
    """Return the changes between two versions of a record.

    Parts are matched by their ids, so any two records can be compared. The time is linear in their
    size.

    >>> from archive import Document
    >>> from archive.model import Comment
    >>> old = Document(id="trade")
    >>> new = old.add(Comment(id="c-1", text="The year is not given."))
    >>> print(diff(old, new))
    annotation-added: c-1 added (proposed): The year is not given.
    >>> diff(old, new).apply(old) == new
    True
    """
    for document in (old, new):
        require(document, Document, "diff takes two documents")
    with uncollected():
        before, after = canonical(old), canonical(new)
        operations: tuple[Operation, ...] = ()
        if before != after:
            tree, goal = patch.parsed(before), patch.parsed(after)
            operations = (*patch.shift(tree, goal), *patch.compare(tree, goal))
        return Diff(
            RecordVersion(old.id, patch.digest(before)),
            RecordVersion(new.id, patch.digest(after)),
            interpret(old, new, operations),
            operations,
        )
