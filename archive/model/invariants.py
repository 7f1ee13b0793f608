"""What holds in every document: each invariant yields a finding where it does not.

An invariant's name, hyphenated, is the code of its findings; its docstring is its manual page.
"""

from __future__ import annotations

from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, get_args
from unicodedata import normalize

from archive.english import one_of, with_article
from archive.findings import Finding, error, pointer_step
from archive.model.anchors import Anchor, Orphan
from archive.model.assessments import Assessment
from archive.model.blocks import (
    Image,
    InlineImage,
    Item,
    LineBreak,
    List,
    NoteCall,
    Section,
)
from archive.model.captures import BlockOrigin, Capture, TextOrigin
from archive.model.claims import Claim
from archive.model.identifiers import check_identifier
from archive.model.index import kinds
from archive.model.licences import recognise
from archive.model.names import Identifier, Name
from archive.model.relations import Relation, ToSource
from archive.model.rights import Rights
from archive.model.statements import Statement
from archive.model.works import Source
from archive.text.differing import common_start
from archive.text.joined import Joined
from archive.text.showing import near_miss, shown, shown_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from archive.model.base import Model
    from archive.model.blocks import TextBlock
    from archive.model.document import Document
    from archive.model.edits import Edit
    from archive.model.walk import Reference

DEEPEST = 32
"""How deep sections and lists may nest, counted together."""
DEEPEST_MARK = 64
"""How deep marks may nest in one block."""
DEEPEST_EXTENSION = 64
"""How deep the values of an extension may nest."""

LONGEST_NAME = 1000
"""How many code points a name in an extension may have."""


def check(document: Document) -> Iterator[Finding]:
    """Yield every finding of every invariant.

    A document that nests too deeply is not looked at further: to walk it could exhaust the stack.
    """
    too_deep = list(nested_too_deeply(document))
    yield from too_deep
    if not too_deep:
        for invariant in INVARIANTS[1:]:
            yield from invariant(document)


def nested_too_deeply(document: Document) -> Iterator[Finding]:
    """Sections and lists nest more than 32 deep.

    No article does, and programs that read JSON or XML safely refuse such files. Flatten the
    structure.
    """
    stack: list[tuple[str, Section | List | Item, int]] = [
        (f"/sections/{n}", section, 1) for n, section in enumerate(document.sections)
    ]
    while stack:
        pointer, part, depth = stack.pop()
        if depth > DEEPEST:
            yield error(
                "nested-too-deeply",
                pointer,
                f"{depth} sections and lists stand within each other; at most {DEEPEST} may",
                "flatten the structure",
            )
        elif isinstance(part, Section):
            for n, block in enumerate(part.blocks):
                if isinstance(block, List):
                    stack.append((f"{pointer}/blocks/{n}", block, depth + 1))
            for n, section in enumerate(part.sections):
                stack.append((f"{pointer}/sections/{n}", section, depth + 1))
        elif isinstance(part, List):
            stack.extend((f"{pointer}/items/{n}", item, depth) for n, item in enumerate(part.items))
        else:
            for n, inner in enumerate(part.lists):
                stack.append((f"{pointer}/lists/{n}", inner, depth + 1))


def duplicate_id(document: Document) -> Iterator[Finding]:
    """Two parts of the record have one id.

    Whatever refers to it could mean either. An id is unique in its record, the id of the record
    itself included, since all of them become `xml:id` in one TEI file.
    """
    if len(document.index.by_id) == len(document.index.named):
        return
    first: dict[str, str] = {}
    for pointer, part in document.index.named:
        id = part.__dict__["id"]
        if id in first:
            yield error(
                "duplicate-id",
                f"{pointer}/id",
                f'"{id}" is the id of {first[id] or "the document"} already',
                "give one of them another id",
            )
        else:
            first[id] = pointer


def dangling_reference(document: Document) -> Iterator[Finding]:
    """A reference names an id that nothing in the record has."""
    by_id = document.index.by_id
    dangling = [r for r in document.index.unfit_references if r.id not in by_id]
    for number, reference in enumerate(dangling):
        near = _near_id(reference, by_id) if number < _MOST_GUESSES else None
        yield error(
            "dangling-reference",
            reference.pointer,
            f'nothing has the id "{reference.id}"; {one_of(reference.to.kinds)} is expected',
            f'did you mean "{near}"? If not, add what it names'
            if near
            else "correct the id, or add what it names",
        )


def _near_id(reference: Reference, by_id: Mapping[str, Model]) -> str | None:
    """The id that was probably meant."""
    from rapidfuzz import fuzz, process

    fitting = [id for id, part in by_id.items() if not reference.to.kinds.isdisjoint(kinds(part))]
    near = process.extractOne(reference.id, fitting, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return near[0] if near else None


def reference_to_wrong_kind(document: Document) -> Iterator[Finding]:
    """A reference points at a part of a kind that cannot stand there.

    A claimant, for instance, is a person, an organisation or a group, never a place.
    """
    by_id = document.index.by_id
    unfit = [reference for reference in document.index.unfit_references if reference.id in by_id]
    if not unfit:
        return
    kinds_of: dict[str, frozenset[str]] = {}
    for _, part in document.index.parts:
        id = part.__dict__.get("id")
        if id is not None:
            kinds_of[id] = kinds_of.get(id, frozenset()) | kinds(part)
    sources_of = _sources_of(document)
    for reference in unfit:
        target = by_id[reference.id]
        if reference.to.kinds.isdisjoint(kinds_of[reference.id]):  # else: duplicate-id
            is_a = with_article(type(target).__name__.lower())
            yield error(
                "reference-to-wrong-kind",
                reference.pointer,
                f'"{reference.id}" is {is_a}; {one_of(reference.to.kinds)} is expected',
                _beside(reference, target, sources_of),
            )


def _sources_of(document: Document) -> Mapping[str, str]:
    """The source behind which each entity and each work stands; of several the first."""
    found: dict[str, str] = {}
    for source in document.sources:
        for id in (source.agent, source.work):
            if id is not None:
                found.setdefault(id, source.id)
    return found


def _beside(reference: Reference, target: Model, sources_of: Mapping[str, str]) -> str | None:
    """What was probably meant instead of a part: the source of an entity or work, or the other way.

    A source is how the article names something, and not the work or the person that it names.
    """
    if isinstance(target, Source):
        behind = target.agent if "person" in reference.to.kinds else target.work
        return f'did you mean "{behind}", which is behind that source?' if behind else None
    if "source" in reference.to.kinds and "work" not in reference.to.kinds:
        if source := sources_of.get(reference.id):
            return f'did you mean "{source}", the source with "{reference.id}" behind it?'
        if kinds(target) & {"person", "organisation", "group", "work"}:
            field = "work" if "work" in kinds(target) else "agent"
            return f'name a source, which has it as its "{field}"'
    return None


def block_edited(document: Document) -> Iterator[Finding]:
    """The text of a block was changed by hand, and anchors in it are no longer true.

    Several anchors have words that one change of the text explains: it was edited in the file, and
    they were not. Put the text back as it was. If the publisher has changed it, rebase the record
    onto the new text after that; an error of the author's is a `correction`. A text that was typed
    or scanned, and is derived from no capture, may have been transcribed wrongly: mend it after
    that with `archive rebase RECORD --text BLOCK TEXT` (in Python `with_text`), which takes the
    anchors along.

    An anchor that is alone in being wrong is no sign of this, and reported as itself.
    """
    for edit in document.index.edits.values():
        count, id = len(edit.anchors), edit.block.id
        yield error(
            "block-edited",
            f"{edit.pointer}/text",
            f"{id} no longer has the words of {count} anchor{'s' if count > 1 else ''}: "
            f"{_change(edit)} ({_holders(edit.anchors, document)})",
            _way_back(edit.block, document),
        )


def _way_back(block: TextBlock, document: Document) -> str:
    """What to do about an edit: only what nobody derives can have been transcribed wrongly."""
    if isinstance(block.origin, BlockOrigin):
        capture = document.index.by_id.get(block.origin.capture)
        place = f"stands in {capture.file}" if isinstance(capture, Capture) else "was received"
        return (
            f"put the text back as it {place}; if the publisher has changed it, rebase onto "
            'the new text then; an error of the author\'s is a "correction"'
        )
    return (
        "put the text back as it was; if it was transcribed wrongly, "
        f'`archive rebase RECORD --text {block.id} "..."` mends it then, and its anchors with it'
    )


def _change(edit: Edit) -> str:
    """What was done to a block, as said in a message."""
    if edit.was is not None:
        at = common_start(edit.was, edit.block.text)
        was, now = shown_apart(edit.was, edit.block.text, at)
        return f"{was} became {now}"
    length = abs(edit.longer_by)
    what = "code point stands" if length == 1 else "code points stand"
    more = "more" if edit.longer_by > 0 else "fewer"
    return f"{length} {more} {what} before {edit.before}"


def _holders(anchors: Sequence[str], document: Document) -> str:
    """The parts that hold these anchors, by their ids; by pointers what has none."""
    ids = document.index.ids
    named: dict[str, None] = {}
    for anchor in anchors:
        at = anchor
        while at and at not in ids:
            at = at.rpartition("/")[0]
        named[ids[at] if at else anchor] = None
    listed = ", ".join(list(named)[:_MOST_LISTED])
    return listed + (f" and {len(named) - _MOST_LISTED} more" if len(named) > _MOST_LISTED else "")


def _of_no_edit(document: Document) -> Iterator[tuple[str, Anchor]]:
    """The anchors that disagree with the text of their block, and it was not edited."""
    folded = {pointer for edit in document.index.edits.values() for pointer in edit.anchors}
    for pointer, anchor in document.index.untrue_anchors:
        if pointer not in folded:
            yield pointer, anchor


def anchor_out_of_range(document: Document) -> Iterator[Finding]:
    """An anchor ends past its block's text, or before it starts.

    Offsets count Unicode code points of the block's text, end excluded.
    """
    where = _Where(document)
    for pointer, anchor in _of_no_edit(document):
        length = len(document.index.blocks[anchor.block].text)
        if not anchor.start < anchor.end <= length:
            yield error(
                "anchor-out-of-range",
                pointer,
                f"{anchor.start} to {anchor.end} is no stretch of {anchor.block}, "
                f"which has {length} code points",
                where.of(anchor),
            )
    for pointer, orphan in document.index.of_type(Orphan):
        if orphan.end - orphan.start != len(orphan.exact):
            yield error(
                "anchor-out-of-range",
                pointer,
                f"{orphan.start} to {orphan.end} can never have been the place of "
                f"{len(orphan.exact)} code points",
            )


def anchor_words_differ(document: Document) -> Iterator[Finding]:
    """An anchor's exact words are not the words at its place.

    An anchor cannot lie: place and words agree, or the record does not load.
    """
    where = _Where(document)
    for pointer, anchor in _of_no_edit(document):
        text = document.index.blocks[anchor.block].text
        found = text[anchor.start : anchor.end]
        if found != anchor.exact and anchor.start < anchor.end <= len(text):
            yield error(
                "anchor-words-differ",
                pointer,
                f"{anchor.block} has {shown(found)} "
                f"at {anchor.start} to {anchor.end}, not {shown(anchor.exact)}",
                where.of(anchor),
            )


def mark_out_of_range(document: Document) -> Iterator[Finding]:
    """A mark ends past its block's text, or before it starts."""
    for pointer, block in document.index.text_blocks:
        if block.id in document.index.edits:
            continue  # block-edited
        for n, mark in enumerate(block.marks):
            if not mark.start <= mark.end <= len(block.text):
                yield error(
                    "mark-out-of-range",
                    f"{pointer}/marks/{n}",
                    f"{mark.start} to {mark.end} is no stretch of {block.id}, "
                    f"which has {len(block.text)} code points",
                )


def mark_of_wrong_width(document: Document) -> Iterator[Finding]:
    """A line break or an image holds words, or another mark holds none.

    Only what is empty in the text itself has no width: a line break, an image, and a note call
    where nothing is printed at the call.
    """
    for pointer, block in document.index.text_blocks:
        for n, mark in enumerate(block.marks):
            if isinstance(mark, LineBreak | InlineImage):
                wrong, bound = mark.start != mark.end, "has no width"
            else:
                wrong = mark.start == mark.end and not isinstance(mark, NoteCall)
                bound = "holds at least one code point"
            if wrong:
                yield error(
                    "mark-of-wrong-width",
                    f"{pointer}/marks/{n}",
                    f"{mark.start} to {mark.end}: {with_article(mark.type)} {bound}",
                )


def marks_cross(document: Document) -> Iterator[Finding]:
    """A mark begins inside another and ends outside it, or stands before its place.

    Marks nest like elements of XML. They are listed in the order of their beginnings, of two that
    begin together the outer one first. What overlaps freely is an annotation.
    """
    for pointer, block in document.index.text_blocks:
        open_ends: list[int] = []
        last = 0
        for n, mark in enumerate(block.marks):
            while open_ends and open_ends[-1] <= mark.start:
                open_ends.pop()
            if mark.start < last or (open_ends and mark.end > open_ends[-1]):
                yield error(
                    "marks-cross",
                    f"{pointer}/marks/{n}",
                    f"{mark.start} to {mark.end} is neither inside the mark before it nor after it",
                    "split one of the two",
                )
            else:
                open_ends.append(mark.end)
                last = mark.start


def marks_nested_too_deeply(document: Document) -> Iterator[Finding]:
    """Marks nest more than 64 deep in one block.

    No page does, and programs that read XML safely refuse such files. Leave out marks that say the
    same.
    """
    for pointer, block in document.index.text_blocks:
        if len(block.marks) <= DEEPEST_MARK:
            continue
        open_ends: list[int] = []
        for n, mark in enumerate(block.marks):
            while open_ends and open_ends[-1] <= mark.start:
                open_ends.pop()
            open_ends.append(mark.end)
            if len(open_ends) > DEEPEST_MARK:
                yield error(
                    "marks-nested-too-deeply",
                    f"{pointer}/marks/{n}",
                    f"{len(open_ends)} marks stand within each other; at most {DEEPEST_MARK} may",
                    "leave out marks that say the same",
                )
                break


def origin_length_differs(document: Document) -> Iterator[Finding]:
    """A block's origin is a stretch of another length than the block's text.

    `verbatim-1` takes the text from the capture code point by code point.
    """
    for pointer, block in document.index.text_blocks:
        origin = block.origin
        if block.id in document.index.edits:
            continue  # block-edited
        if isinstance(origin, BlockOrigin) and origin.end - origin.start != len(block.text):
            yield error(
                "origin-length-differs",
                f"{pointer}/origin",
                f"{origin.start} to {origin.end} is {origin.end - origin.start} code points, "
                f"the text of {block.id} has {len(block.text)}",
                "put the text back as it was received",
            )


def origins_out_of_order(document: Document) -> Iterator[Finding]:
    """A block's origin begins before the origin of the block before it has ended.

    Blocks stand in reading order, and no code point of a capture lies in two of them.
    """
    reached: dict[str, int] = {}
    for pointer, block in document.index.text_blocks:
        origin = block.origin
        if not isinstance(origin, BlockOrigin):
            continue
        if origin.start < reached.get(origin.capture, 0):
            yield error(
                "origins-out-of-order",
                f"{pointer}/origin",
                f"{block.id} begins at {origin.start}, "
                f"the block before it ends at {reached[origin.capture]}",
            )
        reached[origin.capture] = max(origin.end, reached.get(origin.capture, 0))


def origin_without_derivation(document: Document) -> Iterator[Finding]:
    """A stretch of a capture's text is named, and the capture names no derivation.

    Without it nobody can derive the text again. A block of which only the capture is known has
    `{"type": "capture"}` as its origin.
    """
    captures = {capture.id: capture for capture in document.captures}
    for pointer, origin in document.index.of_type(TextOrigin):
        capture = captures.get(origin.capture)
        if capture is not None and capture.derivation is None:
            yield error(
                "origin-without-derivation",
                pointer,
                f"{capture.id} has no derivation",
                'give the capture "derivation": "verbatim-1"',
            )


def origin_backwards(document: Document) -> Iterator[Finding]:
    """A value is said to have been found in a stretch of a capture that holds nothing.

    It ends where it begins, or before.
    """
    for pointer, origin in document.index.of_type(TextOrigin):
        if not isinstance(origin, BlockOrigin) and origin.end <= origin.start:
            message = f"{origin.start} to {origin.end} is no stretch of {origin.capture}"
            yield error("origin-backwards", pointer, message)


def separator_not_blank(document: Document) -> Iterator[Finding]:
    """What stands between two blocks, or before the first, is not blank.

    Every code point of a text capture that is not blank lies in a block.
    """
    for pointer, origin in document.index.of_type(BlockOrigin):
        if origin.separator.strip():
            yield error(
                "separator-not-blank",
                f"{pointer}/separator",
                f"{shown(origin.separator)} is not blank",
            )
    for pointer, capture in document.index.of_type(Capture):
        if capture.lead.strip():
            yield error(
                "separator-not-blank", f"{pointer}/lead", f"{shown(capture.lead)} is not blank"
            )


def capture_file_twice(document: Document) -> Iterator[Finding]:
    """Two captures lie in one file, or in two that some systems do not tell apart.

    Those are names that differ in capitals (`a`, `A`) or in how an accent is written only.
    """
    seen: dict[str, str] = {}
    for pointer, capture in document.index.of_type(Capture):
        name = normalize("NFC", normalize("NFD", capture.file).casefold())
        if name in seen:
            yield error(
                "capture-file-twice",
                f"{pointer}/file",
                f"{capture.file} holds {seen[name]} already",
            )
        seen.setdefault(name, capture.id)


def image_without_place(document: Document) -> Iterator[Finding]:
    """The image of a figure has neither a file nor an address.

    An image that was not received is left out altogether.
    """
    for pointer, image in document.index.of_type(Image):
        if image.file is None and image.address is None:
            yield error("image-without-place", pointer, "neither file nor address is given")


def name_parts_missing(document: Document) -> Iterator[Finding]:
    """A name has no part that names anybody, or a literal form beside its parts."""
    for pointer, name in document.index.of_type(Name):
        parts = (
            name.family,
            name.given,
            name.dropping_particle,
            name.non_dropping_particle,
            name.suffix,
        )
        if name.literal is None and name.family is None and name.given is None:
            yield error("name-parts-missing", pointer, "neither family, given nor literal is given")
        elif name.literal is not None and any(parts):
            yield error(
                "name-parts-missing",
                f"{pointer}/literal",
                "literal stands beside parts of the name",
                "keep the parts, or the literal name",
            )


def identifier_wrong(document: Document) -> Iterator[Finding]:
    """An identifier is not one of its scheme: its form or its check digit is wrong."""
    for pointer, identifier in document.index.of_type(Identifier):
        if problem := check_identifier(identifier.scheme, identifier.value):
            yield error("identifier-wrong", f"{pointer}/value", problem)


def rights_disagree(document: Document) -> Iterator[Finding]:
    """The SPDX identifier and the address of the licence name two different licences."""
    for pointer, rights in document.index.of_type(Rights):
        if rights.uri is None or rights.spdx is None:
            continue
        by_uri, by_spdx = recognise(rights.uri), recognise(rights.spdx)
        if by_uri is not None and by_spdx is not None and by_uri != by_spdx:
            yield error(
                "rights-disagree",
                f"{pointer}/spdx",
                f"{rights.spdx} is not the licence at {rights.uri}, "
                f"which is {by_uri.spdx or by_uri.name}",
            )


def history_disagrees_with_status(document: Document) -> Iterator[Finding]:
    """The last decision in a statement's history is not the statement's status."""
    for pointer, statement in document.index.of_type(Statement):
        if not statement.history:
            continue
        decisions = [c for c in statement.history if c.status != "modified"]
        if decisions and decisions[-1].status != statement.status:
            yield error(
                "history-disagrees-with-status",
                f"{pointer}/status",
                f"{statement.status}, but it was last {decisions[-1].status}",
            )


def relation_ends_disagree(document: Document) -> Iterator[Finding]:
    """A relation points at a part that its predicate cannot take, or at its own subject.

    CiTO's properties lead from a claim to a source; our own lead from a claim to another claim.
    """
    by_id = document.index.by_id
    for pointer, relation in document.index.of_type(Relation):
        target = by_id.get(relation.object)
        if relation.object == relation.subject:
            yield error(
                "relation-ends-disagree",
                f"{pointer}/object",
                f"{relation.subject} is related to itself",
            )
        elif isinstance(target, Claim if relation.predicate in _TO_SOURCE else Source):
            wanted = "source" if relation.predicate in _TO_SOURCE else "claim"
            yield error(
                "relation-ends-disagree",
                f"{pointer}/object",
                f"{relation.predicate} leads to a {wanted}, "
                f'"{relation.object}" is {with_article(type(target).__name__.lower())}',
                "choose another predicate, or turn the relation round",
            )


def verdict_without_evidence(document: Document) -> Iterator[Finding]:
    """An assessment gives a verdict and names no evidence.

    Without identified evidence it can only be a doubt.
    """
    for pointer, assessment in document.index.of_type(Assessment):
        if assessment.verdict != "doubt" and not assessment.evidence:
            yield error(
                "verdict-without-evidence",
                f"{pointer}/verdict",
                f'"{assessment.verdict}" without evidence',
                'name a work under "evidence", or make it a "doubt"',
            )


def supersedes_wrongly(document: Document) -> Iterator[Finding]:
    """An assessment supersedes one of another claim, or in the end itself."""
    by_id = {assessment.id: assessment for assessment in document.assessments}
    returning = _returning(by_id)
    for pointer, assessment in document.index.of_type(Assessment):
        earlier = by_id.get(assessment.supersedes or "")
        if earlier is None:
            continue
        if earlier.claim != assessment.claim:
            yield error(
                "supersedes-wrongly",
                f"{pointer}/supersedes",
                f"{earlier.id} is about {earlier.claim}, not {assessment.claim}",
            )
        elif assessment.id in returning:
            yield error(
                "supersedes-wrongly", f"{pointer}/supersedes", f"{assessment.id} supersedes itself"
            )


def _returning(by_id: Mapping[str, Assessment]) -> set[str]:
    """The assessments that supersede themselves in the end; each is gone through once."""
    found: set[str] = set()
    seen: set[str] = set()
    for first in by_id:
        chain: dict[str, None] = {}
        current = first
        while current in by_id and current not in seen:
            seen.add(current)
            chain[current] = None
            current = by_id[current].supersedes or ""
        if current in chain:
            ids = list(chain)
            found.update(ids[ids.index(current) :])
    return found


def extension_not_json(document: Document) -> Iterator[Finding]:
    """An extension holds what not every JSON reader can read.

    That is a number that is not finite or has more than 4,000 digits, a lone surrogate, a name of
    more than 1,000 code points, or values that nest more than 64 deep.
    """
    for key, value in document.extensions.items():
        if len(key) > LONGEST_NAME:
            yield _name_too_long("/extensions", key)
            continue
        for pointer, depth, leaf in _leaves(f"/extensions/{_escape(key)}", 1, value):
            if depth > DEEPEST_EXTENSION:
                yield error(
                    "extension-not-json",
                    pointer,
                    f"values nest more than {DEEPEST_EXTENSION} deep",
                )
            elif isinstance(leaf, float) and not isfinite(leaf):
                yield error("extension-not-json", pointer, f"{leaf} is no JSON number")
            elif isinstance(leaf, _LongName):
                yield _name_too_long(pointer, leaf)
            elif isinstance(leaf, int) and abs(leaf) >= 10**4000:
                yield error("extension-not-json", pointer, "a number has more than 4,000 digits")
            elif isinstance(leaf, str) and _escape(leaf) != pointer_step(leaf):
                yield error("extension-not-json", pointer, "a lone surrogate is no text")


def _leaves(pointer: str, depth: int, value: Any) -> Iterator[tuple[str, int, Any]]:
    """Every leaf and every key of a JSON value that is not too deep, with its pointer and depth."""
    if isinstance(value, dict | list) and depth > DEEPEST_EXTENSION:
        yield pointer, depth, None
    elif isinstance(value, dict):
        for key, inner in value.items():
            if len(key) > LONGEST_NAME:
                yield pointer, depth, _LongName(key)
                continue
            at = f"{pointer}/{_escape(key)}"
            yield at, depth, key
            yield from _leaves(at, depth + 1, inner)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _leaves(f"{pointer}/{n}", depth + 1, inner)
    else:
        yield pointer, min(depth, DEEPEST_EXTENSION), value


class _LongName(str):
    """A name that is too long to be part of a pointer; what it names is not looked at."""


def _name_too_long(pointer: str, name: str) -> Finding:
    message = f"a name has {len(name):,} code points, and {LONGEST_NAME:,} are allowed"
    return error("extension-not-json", pointer, message)


def _escape(key: str) -> str:
    """A key as a step of a JSON Pointer; lone surrogates, which nothing can carry, spelled out."""
    return pointer_step(key).encode("utf-8", "backslashreplace").decode()


class _Where:
    """Where the words of untrue anchors do stand: looked for together, when first asked."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._guesses = _MOST_GUESSES

    def of(self, anchor: Anchor) -> str:
        """The remedy for one of them: the first place in each of three blocks, or what is near."""
        places: dict[str, int] = {}
        for block, start in self._found[anchor.exact]:
            places.setdefault(block, start)
        if not places:
            self._guesses -= 1
            near = near_miss(anchor.exact, self._text, anchor.block) if self._guesses >= 0 else None
            return f"these words stand nowhere in the text{f'; {near}' if near else ''}"
        listed = [f"{block} at {start}" for block, start in list(places.items())[:3]]
        where = f"these words stand in {', '.join(listed)}{', ...' if len(places) > 3 else ''}"
        return where + self._miscounted(anchor)

    def _miscounted(self, anchor: Anchor) -> str:
        """What was counted instead of code points, if that is what happened."""
        text = self._document.index.blocks[anchor.block].text
        for block, start in self._found[anchor.exact]:
            if block == anchor.block and anchor.start > start:
                before = text[:start]
                if len(before.encode("utf-16-le")) == 2 * anchor.start:
                    return "; offsets count code points, and these are units of UTF-16"
                if len(before.encode()) == anchor.start:
                    return "; offsets count code points, and these are bytes of UTF-8"
        return ""

    @cached_property
    def _text(self) -> Joined:
        texts = {block.id: block.text for block in self._document.text_blocks()}
        for id, twins in self._document.index.twins.items():
            texts |= {f"the other {id}": twin.text for twin in twins}
        return Joined(texts)

    @cached_property
    def _found(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        return self._text.places_of(
            {anchor.exact for _, anchor in self._document.index.untrue_anchors}
        )


_MOST_GUESSES = 20
"""For how many anchors, and how many references, that lead nowhere the nearest are looked for."""
_LIKE = 75
"""The least likeness, of 100, of an id that was perhaps meant."""
_MOST_LISTED = 8
"""How many parts with words in an edited block are named."""
_TO_SOURCE = frozenset(get_args(ToSource))

INVARIANTS: tuple[Callable[[Document], Iterator[Finding]], ...] = (
    nested_too_deeply,
    duplicate_id,
    dangling_reference,
    reference_to_wrong_kind,
    block_edited,
    anchor_out_of_range,
    anchor_words_differ,
    mark_out_of_range,
    mark_of_wrong_width,
    marks_cross,
    marks_nested_too_deeply,
    origin_length_differs,
    origins_out_of_order,
    origin_without_derivation,
    origin_backwards,
    separator_not_blank,
    capture_file_twice,
    image_without_place,
    name_parts_missing,
    identifier_wrong,
    rights_disagree,
    history_disagrees_with_status,
    relation_ends_disagree,
    verdict_without_evidence,
    supersedes_wrongly,
    extension_not_json,
)
"""Every invariant, in the order in which they are looked at."""

READ_FROM_SEVERAL = {
    "capture-file-twice": "",
    "identifier-wrong": "",
    "name-parts-missing": "",
    "relation-ends-disagree": "",
    "supersedes-wrongly": "/assessments",
    "image-without-place": "",
    "rights-disagree": "",
    "history-disagrees-with-status": "",
    "verdict-without-evidence": "",
    "origin-without-derivation": "/captures",
}
"""The codes of what is found by looking at several fields of a part, so that nobody can tell where
one of them was not readable; with the pointer of the part, if the finding is on another."""
