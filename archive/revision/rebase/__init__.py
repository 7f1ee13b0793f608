"""Rebase: the text has changed; all that was said about it comes along, or says why it cannot."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from math import inf
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any, Literal, get_args

from archive.english import counted
from archive.findings import Finding, error, note, short, warning
from archive.formats.base import uncollected
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Correction
from archive.model.base import Model
from archive.model.blocks import Mark, Note, NoteCall, Section, TextBlock
from archive.model.captures import BlockOrigin, Capture, TextOrigin
from archive.model.document import CONTEXT, Document
from archive.model.revisions import Revision
from archive.model.statements import Agent, Change, Statement
from archive.model.walk import mapped, walk, with_fields
from archive.one_line import Bare, OneLine, Told
from archive.revision.rebase.structure import Structure
from archive.text.alignment import align
from archive.text.folding import fold
from archive.text.matching import Run
from archive.text.placing import Placing
from archive.text.tokens import BLOCK_END, Folded, is_block, weight
from archive.text.words import splits_word

Kind = Literal["unchanged", "moved", "altered", "ambiguous", "orphaned"]
"""What became of an anchor: it stands where it stood; the same words stand elsewhere; the place is
certain and the words there are others; several places are equally good; the words are gone."""

_UNRELATED = 0.1
"""The share of the smaller text below which two texts are not one article."""
_ROW = 12
"""Weight of a row of words that two texts do not have in common by chance."""
_HEIR = 0.3
"""The share of the shorter of two blocks that makes one the heir of the other."""
_SHORT = 400
"""Code points of a block that may have no clause in common with its heir."""
_ALIKE = 60
"""Likeness, of 100, of two blocks that stand in one place and have no word in common."""
_COMPARED = 2_000
"""Code points of two blocks that are compared for that: the time goes with their square."""
_LIGHTEST_ORPHAN = 8
"""Weight of the words and context by which an orphan is known again."""
_REASONS = {
    "doubtful": "nobody can tell which of several copies is meant",
    "parted": "its words no longer stand together",
    "gone": "it was deleted or rewritten",
}
_WHOLE = 60
"""Code points of words that are shown whole where they have changed."""
_BESIDE = 8
"""Code points that are shown on each side of a change in longer ones."""
_CANDIDATES = 4
"""Other places that are named on each side of the one where ambiguous words could stand."""


@dataclass(frozen=True, slots=True, repr=False)
class Outcome(OneLine):
    """What became of one anchor, or of words that were an orphan already."""

    kind: Kind
    """In a word."""
    holder: str
    """The id of the part that it belongs to; empty where that has none."""
    pointer: str
    """Its JSON Pointer in the old document. It is the same in the new one, unless it lies within
    the text itself (in the rights of a figure)."""
    old: Anchor | Orphan
    """What stood there."""
    new: Anchor | Orphan
    """What stands there now; an orphan where it is ambiguous or orphaned."""
    reason: str = ""
    """Why, in a sentence; empty where nothing but the place has changed."""
    candidates: tuple[Anchor, ...] = ()
    """Where the words could stand, if that is ambiguous, in the order of the text."""

    def _told(self) -> Told:
        yield None, self.kind
        yield None, self.holder or self.pointer
        yield "old", self.old
        if self.new != self.old:
            yield "new", self.new
        if self.reason:
            yield "reason", self.reason


@dataclass(frozen=True, slots=True, repr=False)
class Rebase(OneLine):
    """A document on its changed text, and what became of every anchor."""

    document: Document
    """The document on the new text."""
    outcomes: tuple[Outcome, ...]
    """One for each anchor and orphan of the old document, in the record's order."""
    findings: tuple[Finding, ...] = ()
    """What else was noticed; an error says that the two texts are not one article."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The ids of parts of the new text that have another one in the result, by their own."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The files that came with the new text, as they are called in the folder of the result; for
    each the name in the folder that it came from."""

    def _told(self) -> Told:
        """The record, how many anchors came out how, and how much else was noticed."""
        yield None, self.document.id
        for kind in get_args(Kind):
            if outcomes := self.of(kind):
                yield None, Bare(f"{len(outcomes):,} {kind}")
        if self.findings:
            yield None, Bare(counted(len(self.findings), "findings"))

    def of(self, *kinds: Kind) -> tuple[Outcome, ...]:
        """Return the outcomes of these kinds."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind in kinds)

    def to_json(self) -> str:
        """Return the outcomes as JSON: an object with `counts`, `outcomes` and `findings`."""
        import json

        counts = Counter(outcome.kind for outcome in self.outcomes)
        told = {
            "document": self.document.id,
            "counts": {kind: counts[kind] for kind in get_args(Kind)},
            "outcomes": [
                {
                    "kind": outcome.kind,
                    "holder": outcome.holder,
                    "pointer": outcome.pointer,
                    "reason": outcome.reason,
                    "old": outcome.old.model_dump(),
                    "new": outcome.new.model_dump(),
                    "candidates": [candidate.model_dump() for candidate in outcome.candidates],
                }
                for outcome in self.outcomes
            ],
            "findings": [
                {"code": f.code, "severity": f.severity.value, "message": f.message, "hint": f.hint}
                for f in self.findings
            ],
            "renamed": dict(self.renamed),
            "files": dict(self.files),
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def rebase(
    document: Document, *, onto: Document, by: str | None = None, at: str | None = None
) -> Rebase:
    """Return the document on the text of another one: that of the article as it is now.

    The result has the text, marks, origins and reading order of `onto`, and of the record all the
    rest. Blocks that correspond keep their ids and the structure round them. A statement whose own
    words changed goes back to proposed. The captures of both documents are there. If it is known
    who does it, or when, the record gets a revision that says so.

    Args:
        document: The record.
        onto: A document of the changed article. Only its text and its captures are taken.
        by: The id of the agent who does it, for the history.
        at: When (ISO 8601), for the history.

    Raises:
        NotInDocument: The document has no agent `by`.
    """
    if by is not None:
        document.agent(by)
    with uncollected():
        return _carried(document, _onto(document, onto), by, at)


def with_text(
    document: Document,
    texts: Mapping[str, str],
    *,
    by: str | None = None,
    at: str | None = None,
) -> Rebase:
    """Return the document with other text in some blocks: the transcription was wrong.

    An author's error is no reason: it is a `Correction`. Nor is there a wrong transcription of a
    text that is derived from a capture, except where somebody has edited it since. A block keeps
    its origin if the new text has room there; `validate` tells whether that is what stands in the
    capture. If it is known who
    does it, or when, the record gets a revision that says so.

    Args:
        document: The record.
        texts: The right texts by the ids of their blocks.
        by: The id of the agent who does it, for the history.
        at: When (ISO 8601), for the history.

    Raises:
        NotInDocument: There is no such block, or no agent `by`.
        InvalidDocument: A text holds characters that XML cannot carry.
    """
    if by is not None:
        document.agent(by)
    for id in texts:
        document.block(id)
    with uncollected():
        return _carried(document, _mended(document, texts), by, at)


# --- the text ---


class _Joined:
    """The blocks of a document as one text, each with an end that stands in no other text."""

    def __init__(self, blocks: Iterable[tuple[str, str]]) -> None:
        self.ids: list[str] = []
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for id, text in blocks:
            self.ids.append(id)
            self.starts.append(length)
            parts += (text, BLOCK_END)
            length += len(text) + 1
        self.text = "".join(parts)
        self.start_of = dict(zip(self.ids, self.starts, strict=True))
        self._edges = [*self.starts, length]

    def number_at(self, offset: int) -> int:
        """The number of the block in which an offset lies."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, number: int) -> int:
        """Just past the end of a block and its mark."""
        return self._edges[number + 1]

    def text_of(self, number: int) -> str:
        """The text of a block."""
        return self.text[self.starts[number] : self.end_of(number) - 1]

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of a stretch of one block."""
        number = self.number_at(start)
        first = self.starts[number]
        return Anchor.model_construct(
            type="anchor",
            block=self.ids[number],
            start=start - first,
            end=end - first,
            exact=self.text[start:end],
        )

    def orphan(self, anchor: Anchor, reason: str) -> Orphan:
        """The orphan of an anchor in this text, with what stands beside its words."""
        text = self.text_of(self.number_at(self.start_of[anchor.block]))
        return Orphan.model_construct(
            type="orphan",
            block=anchor.block,
            start=anchor.start,
            end=anchor.end,
            exact=anchor.exact,
            prefix=text[max(0, anchor.start - CONTEXT) : anchor.start],
            suffix=text[anchor.end : anchor.end + CONTEXT],
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class _Change:
    """A new text for a document."""

    old: _Joined
    new: _Joined
    """Under the ids that its blocks have in the result."""
    placing: Placing
    fields: Mapping[str, Any]
    """What the document gets with it: sections, captures, agents."""
    summary: str
    may_be_copies: bool
    """Whether words that are gone could be one of their copies in another block."""
    findings: tuple[Finding, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def _joined(document: Document) -> _Joined:
    return _Joined((block.id, block.text) for block in document.text_blocks())


def _onto(document: Document, onto: Document) -> _Change:
    """The text of another document, in the structure of this one."""
    old, new = _joined(document), _joined(onto)
    here, there = Folded(old.text), Folded(new.text)
    runs = align(here, there, at=_offsets(document, old))
    findings = []
    if not _is_one_article(old.text, new.text, runs):
        runs = []
        other = onto.id if onto.id != document.id else ", ".join(_files(onto)) or "the other"
        message = f"{other} has hardly a sentence in common with {document.id}"
        findings.append(error("texts-unrelated", "", message, "rebase onto the same article"))
    placing = Placing(here, there, runs)
    heirs = {new.ids[m]: old.ids[n] for n, m in _heirs(old, new, runs)}
    names = _Names(document)
    captures, agents, received = _captures(document, onto, names)

    def rewrite(old_block: TextBlock | None, block: TextBlock) -> dict[str, Any]:
        origin = block.origin
        if origin is not None and origin.capture in received:
            origin = with_fields(origin, capture=received[origin.capture])
        return {"text": block.text, "origin": origin}

    structure = Structure(document, onto, heirs, rewrite, names.id, names.file)
    sections = structure.sections()
    renamed = {**structure.renamed, **received}
    if any((onto.claims, onto.annotations, onto.assessments, onto.relations)):
        message = f"{onto.id} has statements of its own; only its text and captures are taken"
        findings.append(note("statements-left-behind", "", message))
    result = _Joined(
        (renamed.get(id, id), new.text_of(number)) for number, id in enumerate(new.ids)
    )
    kept = _marks(document.text_blocks(), placing, old, result)
    sections, lost = _with_marks(document, onto, sections, renamed, kept)
    findings += lost
    return _Change(
        old,
        result,
        placing,
        {"sections": sections, "captures": captures, "agents": agents},
        f"Rebased onto {', '.join(_files(onto)) or onto.id}",
        bool(runs),
        tuple(findings),
        {own: id for own, id in renamed.items() if own != id},
        names.files,
    )


def _files(document: Document) -> Iterator[str]:
    """The names of the files that the text of a document comes from."""
    return (PurePosixPath(capture.file).name for capture in document.captures)


def _offsets(document: Document, old: _Joined) -> Iterator[int]:
    """Where the text has to be aligned to the word: at anchors and marks, and in short blocks."""
    for _, part in document.index.of_type(Anchor):
        first = old.start_of[part.block]
        yield first + part.start
        yield first + part.end
    for number, (_, block) in enumerate(document.index.text_blocks):
        first = old.starts[number]
        if len(block.text) < _SHORT:
            yield first
        for mark in block.marks:
            yield first + mark.start
            yield first + mark.end


def _is_one_article(old: str, new: str, runs: Sequence[Run]) -> bool:
    """Whether two texts have enough rows of words in common; any is that of no text at all."""
    if old == new:
        return True
    smaller, common, row = min(len(old), len(new)), 0, _ROW
    if smaller < _SHORT:
        row = min(_ROW, max(4, min(weight(old), weight(new)) // 3))
    for run in runs:
        length = run.end - run.start
        words = old[run.start : run.end]
        if length >= row or weight(words) >= row or is_block(old, run.start, run.end):
            common += length
            if common >= _UNRELATED * smaller:
                return True
    return not old.strip(BLOCK_END)


def _heirs(old: _Joined, new: _Joined, runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Which block of the new text corresponds to which of the old one, by their numbers.

    The one with which it has most in common; or, if they have no word in common, the one that
    stands in its place and looks like it.
    """
    heir: dict[int, int] = {}
    taken: set[int] = set()
    _by_words(old, new, (run for run in runs if run.sure), heir, taken)
    before = -1
    for m in range(len(new.ids)):
        n = before + 1
        if m not in heir and n < len(old.ids) and n not in taken and _look_alike(old, new, n, m):
            heir[m] = n
            taken.add(n)
        before = heir.get(m, before)
    _by_words(old, new, (run for run in runs if not run.sure), heir, taken)
    return [(n, m) for m, n in heir.items()]


def _by_words(
    old: _Joined, new: _Joined, runs: Iterable[Run], heir: dict[int, int], taken: set[int]
) -> None:
    """Find the heirs of blocks by what they have in common, the most first."""
    shared: Counter[tuple[int, int]] = Counter()
    for run in runs:
        at, new_at = run.start, run.new_start
        while at < run.end:
            n, m = old.number_at(at), new.number_at(new_at)
            end = old.end_of(n)
            step = min(end - at, new.end_of(m) - new_at, run.end - at)
            shared[n, m] += step - (at + step == end)
            at, new_at = at + step, new_at + step
    order = sorted(shared, key=lambda pair: (-shared[pair], old.ids[pair[0]] != new.ids[pair[1]]))
    for n, m in order:
        length, new_length = len(old.text_of(n)), len(new.text_of(m))
        shorter = min(length, new_length)
        enough = shared[n, m] >= max(_HEIR * shorter, 1) if shorter else length == new_length
        if n not in taken and m not in heir and enough:
            heir[m] = n
            taken.add(n)


def _look_alike(old: _Joined, new: _Joined, n: int, m: int) -> bool:
    from rapidfuzz import fuzz

    beginnings = fold(old.text_of(n)[:_COMPARED]), fold(new.text_of(m)[:_COMPARED])
    return fuzz.ratio(*beginnings) >= _ALIKE


class _Names:
    """Ids and file names that are free in a document."""

    def __init__(self, document: Document) -> None:
        self._ids = set(document.index.by_id)
        files = (part.__dict__.get("file") for _, part in document.index.parts)
        self._files = {file.casefold() for file in files if file is not None}
        self.files: dict[str, str] = {}
        """The names given to files, with their names before."""

    def id(self, wanted: str) -> str:
        """A free id: the one that is wanted, or else with a number behind it."""
        id = _free(wanted, self._ids, lambda number: f"{wanted}-{number}")
        self._ids.add(id)
        return id

    def file(self, wanted: str) -> str:
        """A free file name, with the number before its suffix."""
        path = PurePosixPath(wanted)
        given = _free(
            wanted,
            self._files,
            lambda number: str(path.with_name(f"{path.stem}-{number}{path.suffix}")),
        )
        self._files.add(given.casefold())
        self.files[given] = wanted
        return given


def _free(wanted: str, taken: set[str], numbered: Callable[[int], str]) -> str:
    found, number = wanted, 1
    while found.casefold() in taken or found in taken:
        number += 1
        found = numbered(number)
    return found


def _captures(
    document: Document, onto: Document, names: _Names
) -> tuple[tuple[Capture, ...], tuple[Agent, ...], dict[str, str]]:
    """The captures of both documents, the agents, and the new ids of the captures of `onto`."""
    by_digest = {(capture.sha256, capture.size_bytes): capture for capture in document.captures}
    of_values = {
        origin.capture
        for _, origin in document.index.of_type(TextOrigin)
        if not isinstance(origin, BlockOrigin)
    }
    captures = {
        capture.id: with_fields(
            capture, derivation=capture.derivation if capture.id in of_values else None, lead=""
        )
        for capture in document.captures
    }
    agents = {agent.id: agent for agent in document.agents}
    received: dict[str, str] = {}
    brought: dict[str, str] = {}
    for capture in onto.captures:
        known = by_digest.get((capture.sha256, capture.size_bytes))
        if known is not None:
            derivation = capture.derivation or captures[known.id].derivation
            derived = {"derivation": derivation, "lead": capture.lead}
            captures[known.id] = with_fields(known, **derived)
            received[capture.id] = known.id
            continue
        by = capture.received_by
        if by is not None:
            if by not in brought:
                agent = onto.agent(by)
                brought[by] = by if agents.get(by) == agent else names.id(by)
                agents.setdefault(brought[by], with_fields(agent, id=brought[by]))
            by = brought[by]
        id = names.id(capture.id)
        file = names.file(capture.file)
        captures[id] = with_fields(capture, id=id, file=file, received_by=by)
        received[capture.id] = id
    return tuple(captures.values()), tuple(agents.values()), received


def _marks(
    blocks: Iterable[TextBlock], placing: Placing, old: _Joined, new: _Joined
) -> dict[str, tuple[Mark, ...]]:
    """The marks of some old blocks that are still there, by the new block they now stand in."""
    placed: dict[str, list[Mark]] = defaultdict(list)
    for block in blocks:
        shift = old.start_of[block.id]
        for mark in block.marks:
            found = _placed(placing, mark.start + shift, mark.end + shift)
            if found is None:
                continue
            number = new.number_at(found[0])
            start = new.starts[number]
            if found[1] < new.end_of(number):
                moved = with_fields(mark, start=found[0] - start, end=found[1] - start)
                placed[new.ids[number]].append(moved)
    return {id: tuple(_nested(marks)) for id, marks in placed.items()}


def _placed(placing: Placing, start: int, end: int) -> tuple[int, int] | None:
    if start == end:
        at = placing.place_between(start)
        return None if at is None else (at, at)
    found = placing.place(start, end)
    return (found.start, found.end) if found.fate in ("same", "altered") else None


def _nested(marks: list[Mark]) -> Iterator[Mark]:
    """The marks in order, without those that reach beyond one that they begin in."""
    ends: list[int] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if not ends or mark.end <= ends[-1]:
            yield mark
            ends.append(mark.end)


def _with_marks(
    document: Document,
    onto: Document,
    sections: tuple[Section, ...],
    renamed: Mapping[str, str],
    kept: Mapping[str, tuple[Mark, ...]],
) -> tuple[tuple[Section, ...], list[Finding]]:
    """The sections with the marks of the new text; where it has none, those of the old one."""
    received = {renamed.get(block.id, block.id): block for block in onto.text_blocks()}
    notes = {part.id for s in sections for _, part in walk(s) if isinstance(part, Note)}
    findings: list[Finding] = []

    def with_marks(part: Any) -> Any:
        if not isinstance(part, TextBlock):
            return part
        block, marks = received[part.id], []
        for mark in block.marks or kept.get(part.id, ()):
            if isinstance(mark, NoteCall):
                id = renamed.get(mark.note, mark.note) if block.marks else mark.note
                if id not in notes:
                    message = f"{part.id} no longer calls {mark.note}, which is gone"
                    findings.append(note("note-call-lost", "", message))
                    continue
                mark = with_fields(mark, note=id)
            marks.append(mark)
        return with_fields(part, marks=tuple(marks)) if marks or part.marks else part

    return mapped(sections, with_marks), findings


def _mended(document: Document, texts: Mapping[str, str]) -> _Change:
    """Other text in some blocks of a document."""
    old = _joined(document)
    new = _Joined((block.id, texts.get(block.id, block.text)) for block in document.text_blocks())
    runs: list[Run] = []
    for id, start, new_start in zip(old.ids, old.starts, new.starts, strict=True):
        text, length = document.block(id).text, len(document.block(id).text)
        if id in texts and texts[id] != text:
            runs += (
                run._replace(
                    start=run.start + start,
                    end=run.end + start,
                    new_start=run.new_start + new_start,
                    new_end=run.new_end + new_start,
                )
                for run in align(Folded(text), Folded(texts[id]))
            )
            at, new_at = start + length, new_start + len(texts[id])
            runs.append(Run(at, at + 1, new_at, new_at + 1, True, True))
        else:
            runs.append(
                Run(start, start + length + 1, new_start, new_start + length + 1, True, True)
            )
    placing = Placing(Folded(old.text), Folded(new.text), runs)
    changed = (block for block in document.text_blocks() if block.id in texts)
    marks = _marks(changed, placing, old, new)
    room = _room(document)
    findings: list[Finding] = []

    def mended(part: Any) -> Any:
        if not isinstance(part, TextBlock) or texts.get(part.id, part.text) == part.text:
            return part
        text, origin = texts[part.id], part.origin
        if isinstance(origin, BlockOrigin):
            end = origin.start + len(text)
            if end > room[part.id]:
                message = (
                    f"{part.id} has {len(text)} code points, more than its origin has room for"
                )
                findings.append(warning("origin-lost", document.index.pointers[part.id], message))
                origin = None
            else:
                origin = with_fields(origin, end=end)
        return with_fields(part, text=text, marks=marks.get(part.id, ()), origin=origin)

    sections = mapped(document.sections, mended)
    mended_ids = ", ".join(id for id in texts if texts[id] != document.block(id).text)
    return _Change(
        old,
        new,
        placing,
        {"sections": sections},
        f"Transcription of {mended_ids or 'nothing'} mended",
        False,
        tuple(findings),
    )


def _room(document: Document) -> dict[str, float]:
    """How far the origin of each block could reach: to the next block in its capture."""
    room: dict[str, float] = {}
    last: dict[str, str] = {}
    for block in document.text_blocks():
        if isinstance(block.origin, BlockOrigin):
            before = last.get(block.origin.capture)
            if before is not None:
                room[before] = block.origin.start
            last[block.origin.capture] = block.id
            room[block.id] = inf
    return room


# --- what is said about it ---


def _carried(document: Document, change: _Change, by: str | None, at: str | None) -> Rebase:
    """The document on its new text, with all that was said about the old one."""
    placed = tuple(_outcomes(document, change))
    outcomes = tuple(_with_corrections_made(document, change.old, placed))
    fates = {outcome.old: outcome.new for outcome in placed}
    anchors: dict[str, list[Anchor | Orphan]] = defaultdict(list)
    troubled: dict[str, list[str]] = defaultdict(list)
    revision = None if by is None and at is None else _free_revision(document, change)
    for outcome in outcomes:
        if "/anchors/" in outcome.pointer:
            anchors[outcome.holder].append(outcome.new)
        if outcome.new is not outcome.old and outcome.reason:
            troubled[outcome.holder].append(outcome.reason)

    def carried(part: Any) -> Any:
        if isinstance(part, Anchor | Orphan):
            return fates.get(part, part)
        if isinstance(part, Correction) and part.anchors:  # others may stand on the same words
            part = with_fields(part, anchors=tuple(anchors[part.id]))
        if isinstance(part, Statement) and part.id in troubled:
            reason = "the text has changed: " + "; ".join(dict.fromkeys(troubled[part.id]))
            fallen = Change(status="proposed", revision=revision, reason=reason)
            return with_fields(part, status="proposed", history=(*part.history, fallen))
        return part

    kept = {name: getattr(document, name) for name in Document.model_fields if name != "revisions"}
    fields = {name: mapped(value, carried) for name, value in {**kept, **change.fields}.items()}
    gone = _ids_in(document.sections) - _ids_in(fields["sections"])
    revisions = tuple(_without(document.revisions, gone))
    if revision is not None:
        summary, parts = _summary(change, outcomes), _touched(outcomes, gone)
        made = Revision(id=revision, at=at, by=by, summary=summary, parts=parts)
        revisions = (*revisions, made)
    return Rebase(
        Document(**fields, revisions=revisions),
        outcomes,
        change.findings,
        change.renamed,
        change.files,
    )


def _free_revision(document: Document, change: _Change) -> str:
    """The id of the revision to come: numbered on, so that no id is ever used again."""
    taken = {*document.index.by_id, *_ids_in(chain.from_iterable(change.fields.values()))}
    numbers = (int(id[4:]) for id in taken if re.fullmatch("rev-[0-9]{1,9}", id))
    return f"rev-{max(numbers, default=0) + 1}"


def _without(revisions: Iterable[Revision], gone: set[str]) -> Iterator[Revision]:
    """The revisions, which no longer name what is gone."""
    for revision in revisions:
        if gone.isdisjoint(revision.parts):
            yield revision
        else:
            parts = tuple(id for id in revision.parts if id not in gone)
            yield with_fields(revision, parts=parts)


def _summary(change: _Change, outcomes: Sequence[Outcome]) -> str:
    """What was done, and how many anchors came out how."""
    counts = Counter(outcome.kind for outcome in outcomes)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(Kind) if counts[kind])
    return f"{change.summary}: {told or 'no anchors'}"


def _touched(outcomes: Sequence[Outcome], gone: set[str]) -> tuple[str, ...]:
    """The parts whose words changed, without those that are gone."""
    touched = dict.fromkeys(
        o.holder for o in outcomes if o.kind not in ("unchanged", "moved") and o.new is not o.old
    )
    return tuple(id for id in touched if id and id not in gone)


def _ids_in(parts: Iterable[Model]) -> set[str]:
    """The ids of some parts and of all within them."""
    return {
        inner.__dict__["id"] for part in parts for _, inner in walk(part) if "id" in inner.__dict__
    }


def _outcomes(document: Document, change: _Change) -> Iterator[Outcome]:
    """What becomes of every stretch of a document, in the record's order."""
    holders = [("", "")]
    for pointer, part in document.index.parts:
        while not pointer.startswith(holders[-1][0]):
            holders.pop()
        if isinstance(part, Anchor):
            yield _of_anchor(change, holders[-1][1], pointer, part)
        elif isinstance(part, Orphan):
            yield _of_orphan(change, holders[-1][1], pointer, part)
        elif pointer and "id" in part.__dict__:
            holders.append((f"{pointer}/", part.__dict__["id"]))


def _with_corrections_made(
    document: Document, text: _Joined, outcomes: Iterable[Outcome]
) -> Iterator[Outcome]:
    """The outcomes; a correction that the new text has made no longer has what it corrects."""
    corrected = {
        annotation.id: annotation.corrected
        for annotation in document.annotations
        if isinstance(annotation, Correction)
    }
    for holder, group in groupby(outcomes, key=attrgetter("holder")):
        own = list(group)
        printed = [o for o in own if "/anchors/" in o.pointer]
        made = holder in corrected and corrected[holder] == "".join(o.new.exact for o in printed)
        for outcome in own:
            if made and outcome in printed and outcome.kind == "altered":
                assert isinstance(outcome.old, Anchor)
                why = f"the text has {short(outcome.new.exact)} now, as corrected"
                reason = f"{short(outcome.old.exact)}: {why}"
                orphan = text.orphan(outcome.old, why)
                outcome = replace(outcome, kind="orphaned", new=orphan, reason=reason)
            yield outcome


def _of_anchor(change: _Change, holder: str, pointer: str, anchor: Anchor) -> Outcome:
    old, new = change.old, change.new
    first = old.start_of[anchor.block]
    start, end = first + anchor.start, first + anchor.end
    place = change.placing.place(start, end)
    if place.fate in ("same", "altered"):
        moved = new.anchor(place.start, place.end)
        if place.fate == "altered":
            reason = _altered(anchor.exact, moved.exact)
            return Outcome("altered", holder, pointer, anchor, moved, reason)
        if (moved.block, moved.start) != (anchor.block, anchor.start):
            return Outcome("moved", holder, pointer, anchor, moved)
        return Outcome("unchanged", holder, pointer, anchor, anchor)
    why = _REASONS[place.fate]
    candidates: tuple[Anchor, ...] = ()
    if place.fate == "doubtful":
        candidates = tuple(_candidates(change, anchor, place.start, place.end))
        if len(candidates) == 1:
            why = "nobody can tell whether what stands there now is it or a copy of it"
    elif change.may_be_copies and weight(anchor.exact) >= _ROW:
        candidates = tuple(_free_copies(change, anchor))
        if candidates:
            why += ", or is one of its copies"
    kind: Kind = "ambiguous" if candidates else "orphaned"
    reason = f"{short(anchor.exact)}: {why}"
    return Outcome(kind, holder, pointer, anchor, old.orphan(anchor, why), reason, candidates)


def _altered(old: str, new: str) -> str:
    """What words were and what they are; of long ones only where they differ."""
    if max(len(old), len(new)) <= _WHOLE:
        return f"{short(old)} is now {short(new)}"
    from rapidfuzz.distance import Postfix, Prefix

    head = int(Prefix.similarity(old, new))
    tail = int(Postfix.similarity(old[head:], new[head:]))
    parts = []
    for text in (old, new):
        start = text.rfind(" ", 0, max(0, head - _BESIDE)) + 1
        end = text.find(" ", len(text) - tail + _BESIDE)
        parts.append(short(text[start : end if end >= 0 else None]))
    return f"{parts[0]} is now {parts[1]}"


def _candidates(change: _Change, anchor: Anchor, start: int, end: int) -> Iterator[Anchor]:
    """Where words stand that could be meant, nearest to a place, in the order of the text.

    No word is split that was not split before.
    """
    new, text, exact = change.new, change.new.text, anchor.exact
    old, first = change.old.text, change.old.start_of[anchor.block]
    whole_start = not splits_word(old, first + anchor.start)
    whole_end = not splits_word(old, first + anchor.end)

    def is_whole(at: int) -> bool:
        return not (
            (whole_start and splits_word(text, at))
            or (whole_end and splits_word(text, at + len(exact)))
        )

    before: list[int] = []
    at = start
    while len(before) < _CANDIDATES and at > 0:
        at = text.rfind(exact, 0, at + len(exact) - 1)
        if at >= 0 and is_whole(at):
            before.append(at)
    after: list[int] = []
    at = text.find(exact, start)
    while len(after) < _CANDIDATES and at >= 0:
        if is_whole(at):
            after.append(at)
        at = text.find(exact, at + 1)
    places = [*reversed(before), *after]
    for place in places:
        yield new.anchor(place, place + len(exact))
    if not places:
        last = new.end_of(new.number_at(start)) - 1
        yield new.anchor(start, max(start + 1, min(end, last)))


def _free_copies(change: _Change, anchor: Anchor) -> Iterator[Anchor]:
    """Where the same words stand that are nobody else's for sure, in the order of the text."""
    new, exact, found = change.new, anchor.exact, 0
    at = new.text.find(exact)
    while at >= 0 and found < 2 * _CANDIDATES:
        if change.placing.is_free(at, at + len(exact)):
            found += 1
            yield new.anchor(at, at + len(exact))
        at = new.text.find(exact, at + len(exact))


def _of_orphan(change: _Change, holder: str, pointer: str, orphan: Orphan) -> Outcome:
    """Words that were lost come back where they stand with all their context, and only there."""
    words = orphan.prefix + orphan.exact + orphan.suffix
    text = change.new.text
    place = text.find(words)
    if (
        place < 0
        or weight(words) < _LIGHTEST_ORPHAN
        or text.find(words, place + 1) >= 0
        or text == change.old.text
    ):
        return Outcome("orphaned", holder, pointer, orphan, orphan, orphan.reason)
    start = place + len(orphan.prefix)
    end = start + len(orphan.exact)
    return Outcome("moved", holder, pointer, orphan, change.new.anchor(start, end))
