"""Whatever happens to the text: no anchor lies, none is lost, and nothing else changes.

`tests.tools.edited` draws a record, edits its text, and knows what became of every code point. What
`rebase` makes of the two texts is held against that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import inf
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.files.memory import FilesInMemory
from archive.findings import Severity
from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import Mark, NoteCall
from archive.model.document import CONTEXT, Document
from archive.revision.rebase import Outcome, Rebase, rebase, with_text
from archive.text.graphemes import splits_grapheme
from archive.text.normalized import normalized
from archive.validation import ON_FILES
from tests.conftest import MANY, fewer
from tests.strategies import documents
from tests.tools.cases import each_case
from tests.tools.edited.cases import (
    Case,
    CorrectionCase,
    another_version,
    case_of,
    cases,
    corrections,
    outline_of,
    outlines,
    stretches,
)
from tests.tools.edited.trace import Trace

KEPT = ("unchanged", "moved")
SAME_WORDS = (*KEPT, "restyled")
STATEMENTS = ("claims", "annotations", "assessments", "relations")
SAME = tuple(
    name
    for name in Document.model_fields
    if name not in (*STATEMENTS, "captures", "sections", "revisions")
)
"""What a rebase does not touch, but for stretches of text in it."""

RECEIVED = ("sha256", "size_bytes", "derivation", "lead")
"""What makes one capture the same as another, whose bytes may have been there already."""

TELLING = 16
"""So many letters of words and context tell for sure where an orphan stood."""

ENOUGH = 12
"""So many letters of words tell them from others."""

AT = "2026-11-26T12:00:00Z"

FIXED = range(120)
"""Seeds of the cases over which shares are taken."""

THOUSANDS = range(400 if MANY else 160)
"""Seeds of the cases that are counted by the thousand anchors."""


@cache
def fixed(seed: int, *, copies: bool = False) -> tuple[Case, Rebase]:
    """A case, and the rebase of it."""
    case = case_of(*outline_of(seed), copies=copies)
    return case, rebase(case.old, onto=case.onto)


@cache
def fixed_back(seed: int) -> Rebase:
    """That one brought back onto what it came from."""
    case, there = fixed(seed)
    return rebase(there.document, onto=case.old)


# --- the judge: each yields what is wrong ---


def faults(case: Case, made: Rebase) -> list[str]:
    """Everything that is wrong with a rebase."""
    return [
        *accounting_faults(case.old, made),
        *outcome_faults(case.old, case.truth, made, copies=case.copies),
        *record_faults(case.old, made),
        *text_faults(case.onto, made),
        *mark_faults(case, made.document),
        *kinship_faults(case, made),
        *validation_faults(made.document, _files(case, made)),
    ]


def accounting_faults(old: Document, made: Rebase) -> Iterator[str]:
    """Every stretch has one outcome, in the record's order, which says what stands there now."""
    before, after = stretches(old), dict(stretches(made.document))
    pointers = [pointer for pointer, _ in before]
    if [outcome.pointer for outcome in made.outcomes] != pointers:
        yield "the outcomes are not one for each stretch, in the record's order"
        return
    if list(after) != pointers:
        yield "the stretches of the result do not stand where those of the record stood"
        return
    for (pointer, stretch), outcome in zip(before, made.outcomes, strict=True):
        if outcome.old != stretch:
            yield f"{pointer}: the outcome has another stretch than the record"
        if outcome.new != after[pointer]:
            yield f"{pointer}: the outcome has another stretch than the result"
        holder = re.match(r"/([a-z]+)/([0-9]+)/", pointer)
        held = getattr(old, holder[1])[int(holder[2])].id if holder else ""
        if outcome.holder != held:
            yield f"{pointer}: it belongs to {held!r}, not {outcome.holder!r}"


def outcome_faults(
    old: Document, truth: Trace, made: Rebase, *, copies: bool = False, every: bool = False
) -> Iterator[str]:
    """Whether each stretch stands at words that are its own.

    With `every`, those are judged as well of which nobody can always know: see `_is_certain`.
    """
    before = {block.id: n for n, block in enumerate(old.text_blocks())}
    after = {block.id: n for n, block in enumerate(made.document.text_blocks())}
    for outcome in made.outcomes:
        found = list(_shape_faults(outcome))
        one, other = outcome.old, outcome.new
        if isinstance(one, Anchor) and isinstance(other, Orphan):
            found += _context_faults(old, one, other)
        for candidate in outcome.candidates:
            if candidate != made.document.anchor_at(
                candidate.block, candidate.start, candidate.end
            ):
                found.append(f"there is no {_shown(candidate)}")
        if isinstance(other, Anchor) and not found:
            place = (after[other.block], other.start, other.end)
            if isinstance(one, Anchor):
                was = (before[one.block], one.start, one.end)
                kind = "altered" if outcome.kind == "restyled" else outcome.kind
                fault = truth.fault(kind, was, place, copies=copies)
                if fault and (every or _is_certain(outcome, was, truth, copies=copies)):
                    found.append(fault)
                found += _grapheme_faults(truth, was, place)
            elif not _stands_alone(truth.new, one, place):
                found.append("an orphan was placed that nothing tells apart")
        if isinstance(one, Orphan) and isinstance(other, Orphan) and _is_back(truth, one):
            found.append("its words are back, with their context, in one place")
        for fault in found:
            yield f"{outcome.kind} {outcome.pointer} {_shown(one)} => {_shown(other)}: {fault}"


def _context_faults(document: Document, old: Anchor, new: Orphan) -> Iterator[str]:
    if (new.prefix, new.suffix) != _beside(document, old):
        yield "the orphan does not have the context that its words had"


def _beside(document: Document, anchor: Anchor) -> tuple[str, str]:
    """What stands just before and just after the words of an anchor."""
    text = document.block(anchor.block).text
    return text[: anchor.start][-CONTEXT:], text[anchor.end :][:CONTEXT]


def _is_certain(outcome: Outcome, was: tuple[int, int, int], truth: Trace, *, copies: bool) -> bool:
    """Whether everybody can tell the words of an anchor from others.

    Not those that are altered: they may have lost what told them apart. Where the script put in no
    copies, those that stand once. Otherwise those beside which nothing has changed, but for a word
    or two that stand in several places.
    """
    if outcome.kind not in SAME_WORDS:
        return False
    words = outcome.old.exact
    if not copies and _is_once(words, truth.old):
        return True
    tells = _letters(words) >= ENOUGH or _is_once(words, truth.new)
    return tells and truth.is_untouched(*was, words=1)


def _is_once(words: str, texts: list[str]) -> bool:
    """Whether words stand in one place of some texts."""
    return sum(_count(text, words) for text in texts) == 1


def _shape_faults(outcome: Outcome) -> Iterator[str]:
    """Whether the parts of an outcome agree with its kind."""
    kind, old, new = outcome.kind, outcome.old, outcome.new
    same_place = (old.block, old.start, old.end) == (new.block, new.start, new.end)
    is_kept = type(old) is type(new) and same_place and old.exact == new.exact
    if kind == "unchanged" and not is_kept:
        yield "it is not where it was"
    if kind == "moved" and is_kept:
        yield "it is where it was"
    if kind in ("moved", "restyled", "altered") and not isinstance(new, Anchor):
        yield "it is not in the text"
    is_back = kind in ("moved", "altered")  # on its words, or on others of its history
    if isinstance(old, Orphan) and not is_back and (kind != "orphaned" or new != old):
        yield "words that were lost already are neither lost still nor back"
    if kind in KEPT and old.exact != new.exact:
        yield "the words differ"
    if kind in ("restyled", "altered"):
        if old.exact == new.exact:
            yield "the words are the same"
        if (kind == "restyled") != (normalized(old.exact).strip() == normalized(new.exact).strip()):
            yield "it is not the form alone that differs"
    if kind in ("ambiguous", "orphaned"):
        if not isinstance(new, Orphan):
            yield "it is in the text"
        elif not same_place or old.exact != new.exact:
            yield "the orphan does not keep its words and its last place"
    is_piece = outcome.reason.startswith(_PIECES)
    if (kind in SAME_WORDS) == (bool(outcome.reason) and not is_piece):
        yield f"the reason is {outcome.reason!r}"
    if len(outcome.candidates) not in {"ambiguous": range(2, 99), "orphaned": (0, 1)}.get(
        kind, (0,)
    ):
        yield f"it has {len(outcome.candidates)} candidates"


_PIECES = "the text between its parts was "
"""How the reason begins where all words are there, and others stand between them."""


def change_faults(made: Rebase) -> Iterator[str]:
    """Nothing has changed: every anchor is where it was, and every orphan is one still."""
    for outcome in made.outcomes:
        if outcome.kind != ("unchanged" if isinstance(outcome.old, Anchor) else "orphaned"):
            yield f"{outcome.pointer} is {outcome.kind}"


def _grapheme_faults(
    truth: Trace, old: tuple[int, int, int], new: tuple[int, int, int]
) -> Iterator[str]:
    for edge in (1, 2):
        if splits_grapheme(truth.new[new[0]], new[edge]) and not splits_grapheme(
            truth.old[old[0]], old[edge]
        ):
            yield f"{new[edge]} lies inside a character"


def _stands_alone(texts: list[str], orphan: Orphan, place: tuple[int, int, int]) -> bool:
    """Whether the words of an orphan stand in one place with all that is known of their context."""
    context = orphan.prefix + orphan.exact + orphan.suffix
    start = place[1] - len(orphan.prefix)
    alone = sum(_count(text, context) for text in texts) == 1
    return alone and start >= 0 and texts[place[0]].startswith(context, start)


def _is_back(truth: Trace, orphan: Orphan) -> bool:
    """Whether the words of an orphan, which were gone, stand in one place, and enough of them."""
    context = orphan.prefix + orphan.exact + orphan.suffix
    here, before = (sum(_count(text, context) for text in side) for side in (truth.new, truth.old))
    return here == 1 and before == 0 and _letters(context) >= TELLING


def _count(text: str, words: str) -> int:
    """How often words stand in a text, those that overlap too."""
    return len(re.findall(f"(?={re.escape(words)})", text))


def record_faults(old: Document, made: Rebase) -> Iterator[str]:
    """Nothing but stretches has changed, and the status of the statements whose words have."""
    new = made.document
    before, after = _without_stretches(old), _without_stretches(new)
    for name in SAME:
        if before[name] != after[name]:
            yield f"{name} has changed"
    worse = {
        o.holder
        for o in made.outcomes
        if (o.kind not in SAME_WORDS and o.new != o.old) or o.reason.startswith(_PIECES)
    }
    for name in STATEMENTS:
        if [part["id"] for part in before[name]] != [part["id"] for part in after[name]]:
            yield f"not the same {name}"
            continue
        for one, other in zip(before[name], after[name], strict=True):
            if one["id"] in worse:
                status, history = other.pop("status"), list(other.pop("history"))
                was = list(one.pop("history"))
                del one["status"]
                if status != "proposed":
                    yield f"{one['id']} has lost words and is {status}"
                if history[: len(was)] != was or len(history) != len(was) + 1:
                    yield f"the history of {one['id']} does not go on by one change"
                elif history[-1]["status"] != "proposed" or not history[-1]["reason"]:
                    yield f"the history of {one['id']} does not say why it is proposed"
            if one != other:
                yield f"{one['id']} has changed"
    yield from _revision_faults(old, new)
    known = {capture.id: capture for capture in new.captures}
    for capture in old.captures:
        lying = known.get(capture.id)
        # A capture that no block comes from any more has no derivation: it would not be covered.
        if lying is None or capture.update(derivation=None, lead="") != lying.update(
            derivation=None, lead=""
        ):
            yield f"{capture.id} is no longer among the captures as it was"


def _revision_faults(old: Document, new: Document) -> Iterator[str]:
    known = new.index.by_id
    kept = [
        revision.update(parts=tuple(part for part in revision.parts if part in known))
        for revision in old.revisions
    ]
    if list(new.revisions[: len(kept)]) != kept or len(new.revisions) > len(kept) + 1:
        yield "the revisions are not those that were there"


def _without_stretches(document: Document) -> dict[str, Any]:
    """All fields of a document as plain values, with nothing in the place of each stretch."""
    data = document.model_dump()
    for pointer, _ in stretches(document):
        *steps, last = pointer.split("/")[1:]
        part: Any = data
        for step in steps[:-1]:
            part = part[int(step)] if step.isdigit() else part[step]
        part[steps[-1]] = tuple(None for _ in part[steps[-1]])
        assert last.isdigit()
    return data


def text_faults(onto: Document, made: Rebase) -> Iterator[str]:
    """The text is that of the other version: texts, marks, origins, order."""
    new = made.document
    if [b.text for b in new.text_blocks()] != [b.text for b in onto.text_blocks()]:
        yield "the texts are not those of the other version, in its order"
        return
    captures = {capture.id: capture for capture in new.captures}
    theirs = {capture.id: capture for capture in onto.captures}
    for block, other in zip(new.text_blocks(), onto.text_blocks(), strict=True):
        if block.id != made.renamed.get(other.id, other.id):
            yield f"{other.id} is {block.id} now, not {made.renamed.get(other.id, other.id)}"
        marks = [
            mark.update(note=made.renamed.get(mark.note, mark.note))
            if isinstance(mark, NoteCall)
            else mark
            for mark in other.marks
        ]
        if other.marks and list(block.marks) != marks:
            yield f"{block.id} has other marks than {other.id}"
        if block.origin is None or other.origin is None:
            if block.origin != other.origin:
                yield f"{block.id} has the origin {block.origin}, {other.id} has {other.origin}"
            continue
        if block.origin.update(capture=other.origin.capture) != other.origin:
            yield f"{block.id} has another origin than {other.id}"
        one, two = captures[block.origin.capture], theirs[other.origin.capture]
        if one.file in made.files and made.files[one.file] != two.file:
            yield f"{one.file} is {made.files[one.file]}, not {two.file}"
        if any(getattr(one, name) != getattr(two, name) for name in RECEIVED):
            yield f"the capture {one.id} is not the {two.id} of the other version"


def mark_faults(case: Case, new: Document) -> Iterator[str]:
    """Where the other version has no marks, those of the old text are on their own words."""
    truth, known = (
        case.truth,
        [
            (number, mark)
            for number, block in enumerate(case.old.text_blocks())
            for mark in block.marks
        ],
    )
    for at, (block, other) in enumerate(
        zip(new.text_blocks(), case.onto.text_blocks(), strict=True)
    ):
        for mark in () if other.marks else block.marks:
            same = [(number, was) for number, was in known if _is_same_mark(was, mark)]
            if not same:
                yield f"{block.id} has a mark that neither version has: {mark!r}"
            words, place = block.text[mark.start : mark.end], (at, mark.start, mark.end)
            origins = [
                (number, was.start, was.end)
                for number, was in same
                if truth.old[number][was.start : was.end] == words
            ]
            if origins and not case.copies and _is_once(words, truth.old):
                found = [truth.fault("moved", origin, place) for origin in origins]
                if all(found):
                    yield f"{block.id}: {mark!r}: {found[0]}"


def _is_same_mark(one: Mark, other: Mark) -> bool:
    """Whether two marks say the same, wherever they stand; a note may have another id now."""
    if isinstance(one, NoteCall):
        return isinstance(other, NoteCall)
    places = {"start": 0, "end": 0}
    return type(one) is type(other) and one.update(**places) == other.update(**places)


def kinship_faults(case: Case, made: Rebase) -> Iterator[str]:
    """What corresponds is known to; two texts that are one article are not taken for two."""
    if any(finding.code == "texts-unrelated" for finding in made.findings):
        kept = sum(case.truth.heirs(n).total() for n in range(len(case.truth.old)))
        whole = sum(map(_size, case.truth.old))
        if 5 * kept > whole > 300:
            yield "a fifth of the text stands in the new one, and they count as unrelated"
        return
    yield from id_faults(case, made)
    if not case.copies:  # of copies, refusing is the honest answer
        yield from untouched_faults(case.old, case.truth, made)


def id_faults(case: Case, made: Rebase) -> Iterator[str]:
    """A block that corresponds has its old id."""
    truth = case.truth
    old, new = case.old.text_blocks(), made.document.text_blocks()
    theirs = case.onto.text_blocks()
    matches = main_matches(truth)
    told = [f.message for f in made.findings if f.code == "copy-came"]
    doubted = {words.split(":")[0] for words in told if "one of the two" in words}
    for number, block in enumerate(old):
        image = truth.image(number)
        if image is not None and new[image].id in doubted:
            continue
        if image is not None and truth.is_unique(number):
            if new[image].id != block.id:
                yield f"{block.id} was not touched and is {new[image].id} now"
            elif type(theirs[image]) is type(block) is not type(new[image]):
                yield f"{block.id} was not touched and is a {type(new[image]).__name__} now"
            continue
        match = matches.get(number)
        if match is not None and new[match].id != block.id:
            yield f"most of {block.id} stands in {new[match].id} and nowhere else"


def main_matches(truth: Trace) -> dict[int, int]:
    """Of each old block that has one: the new block that alone has most of it, and little else.

    One that has most of several old blocks is the heir of none of them for sure. Nor is one in
    which no row of its words is left that tells the block apart.
    """
    found: dict[int, int] = {}
    claims: Counter[int] = Counter()
    for number, text in enumerate(truth.old):
        for match, kept in truth.heirs(number).items():
            if 2 * kept <= _size(text):
                continue
            claims[match] += 1
            alone = len(truth.heirs(number)) == 1 and truth.old.count(text) == 1
            row = truth.longest_row(number)
            tells = 2 * _size(row) >= _size(text) and _letters(row) >= TELLING
            if alone and tells and 2 * kept > _size(truth.new[match]):
                found[number] = match
    return {number: match for number, match in found.items() if claims[match] == 1}


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _size(text: str) -> int:
    return sum(not sign.isspace() for sign in text)


def untouched_faults(
    document: Document, truth: Trace, made: Rebase, *, in_place: bool = False
) -> Iterator[str]:
    """In a block that was not touched, and whose text tells it apart, every anchor stays.

    Where blocks are what they were, `in_place`, one that now holds the text of another was touched.
    """
    number = {block.id: n for n, block in enumerate(document.text_blocks())}
    images = map(truth.image, number.values())
    sure = [
        image is not None and truth.is_unique(n) and image in ((n,) if in_place else (image,))
        for n, image in enumerate(images)
    ]
    for outcome in made.outcomes:
        old = outcome.old
        if not isinstance(old, Anchor) or not sure[number[old.block]]:
            continue
        if outcome.kind not in KEPT:
            yield f"{outcome.pointer} in the untouched {old.block} is {outcome.kind}"


def errors_but_lost_origins(made: Rebase) -> Iterator[str]:
    """What is wrong with a result, but for an origin of which it says that it is lost."""
    lost = {f.location.pointer for f in made.findings if f.code == "origin-lost"}
    for finding in archive.validate(made.document).errors:
        if finding.code != "block-without-origin" or not lost:
            yield str(finding)


def validation_faults(document: Document, files: Mapping[str, bytes]) -> Iterator[str]:
    """The result is valid, and its text is what was received."""
    for finding in archive.validate(document).errors:
        yield str(finding)
    kept = FilesInMemory(files, document.id)
    for rule in ON_FILES:
        yield from (str(f) for f in rule(document, kept) if f.severity is not Severity.NOTE)


def _files(case: Case, made: Rebase) -> dict[str, bytes]:
    """The files of the record and those that came with the other version."""
    new = {name: case.onto_files[theirs] for name, theirs in made.files.items()}
    assert not set(new) & set(case.old_files)
    return {**case.old_files, **new}


def _shown(stretch: Anchor | Orphan) -> str:
    return (
        f"{type(stretch).__name__} {stretch.block}:{stretch.start}-{stretch.end} {stretch.exact!r}"
    )


# --- the text changes ---


@given(cases())
def test_no_anchor_stands_on_words_that_the_script_did_not_derive_from_its_own(case: Case) -> None:
    assert not faults(case, rebase(case.old, onto=case.onto))


@pytest.mark.slow
@fewer(2)
@given(cases(copies=True))
def test_copies_put_in_lead_to_nothing_worse_than_doubt(case: Case) -> None:
    assert not faults(case, rebase(case.old, onto=case.onto))


@pytest.mark.slow
@fewer(10)
@given(outlines())
def test_a_second_capture_of_the_same_text_leaves_every_anchor_where_it_is(outline: Any) -> None:
    case = case_of(outline.blocks, outline.statements, (), outline.head)
    made = rebase(case.old, onto=case.onto)
    assert not faults(case, made)
    if not case.is_plain:
        assert not list(change_faults(made))
        texts = [block.id for block in made.document.text_blocks()]
        assert texts == [block.id for block in case.old.text_blocks()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("copies", "most", "most_altered"),
    [(False, 2, 10), (True, 2, 20)],
    ids=["no copies", "copies put in"],
)
def test_of_a_thousand_anchors_at_most_this_many_stand_on_words_of_others(
    copies: bool, most: int, most_altered: int
) -> None:
    judged: Counter[bool] = Counter()
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for seed in THOUSANDS:
        case, made = fixed(seed, copies=copies)
        placed = [outcome for outcome in made.outcomes if isinstance(outcome.new, Anchor)]
        judged.update(outcome.kind == "altered" for outcome in placed)
        for fault in outcome_faults(case.old, case.truth, made, copies=copies, every=True):
            wrong[fault.startswith("altered")].append(fault)
    assert judged[False] > 15 * len(THOUSANDS)
    assert judged[True] > len(THOUSANDS)
    assert 1000 * len(wrong[False]) <= most * judged[False], "\n".join(wrong[False])
    assert 1000 * len(wrong[True]) <= most_altered * judged[True], "\n".join(wrong[True])


@pytest.mark.slow
def test_most_anchors_that_nobody_touched_are_placed() -> None:
    placed: Counter[bool] = Counter()
    for seed in FIXED:
        case, made = fixed(seed)
        number = {block.id: n for n, block in enumerate(case.old.text_blocks())}
        for outcome in made.outcomes:
            old = outcome.old
            if isinstance(old, Anchor) and case.truth.is_untouched(
                number[old.block], old.start, old.end
            ):
                placed[outcome.kind in KEPT] += 1
    assert placed.total() > 1500
    assert placed[True] >= 0.95 * placed.total()


@pytest.mark.slow
@each_case("seed", range(6))
def test_the_result_is_valid_in_its_folder(seed: int, tmp_path: Path) -> None:
    case = case_of(*outline_of(seed))
    made = rebase(case.old, onto=case.onto)
    folder = tmp_path / made.document.id
    archive.save(made.document, folder, files=_files(case, made))
    report = archive.validate(folder)
    assert report.ok, report.errors
    assert archive.load(folder) == made.document


@pytest.mark.slow
@each_case("seed", range(10, 20))
def test_who_did_it_and_when_stands_in_every_history_that_goes_on(seed: int) -> None:
    case = case_of(*outline_of(seed))
    made = rebase(case.old, onto=case.onto, by="editor", at=AT)
    assert not faults(case, made)
    assert len(made.document.revisions) == len(case.old.revisions) + 1
    revision = made.document.revisions[-1]
    assert (revision.at, revision.by) == (AT, "editor")
    assert revision.id not in case.old.index.by_id
    old = {statement.id: statement for statement in case.old.index.statements}
    for statement in made.document.index.statements:
        for change in statement.history[len(old[statement.id].history) :]:
            assert change.revision == revision.id


# --- nothing changes, or all of it ---


@fewer(5)
@given(cases(copies=True))
def test_a_rebase_onto_itself_changes_nothing(case: Case) -> None:
    made = rebase(case.old, onto=case.old)
    assert made.document == case.old
    assert not list(change_faults(made))
    assert not list(accounting_faults(case.old, made))


@pytest.mark.slow
@fewer(5)
@given(cases())
def test_there_and_back_leaves_no_anchor_in_another_place(case: Case) -> None:
    """But for altered words of what has no history: sources, metadata."""
    there = rebase(case.old, onto=case.onto)
    back = rebase(there.document, onto=case.old)
    assert not list(accounting_faults(there.document, back))
    for outcome, returned in zip(there.outcomes, back.outcomes, strict=True):
        old, new = outcome.old, returned.new
        is_known = outcome.kind != "altered" or outcome.pointer.split("/")[1] in STATEMENTS
        if isinstance(old, Anchor) and isinstance(new, Anchor) and is_known:
            assert _place(back.document, new) == _place(case.old, old), outcome


@pytest.mark.slow
def test_there_and_back_restores_anchors_that_were_not_altered() -> None:
    restored: Counter[bool] = Counter()
    for seed in FIXED:
        (_, there), back = fixed(seed), fixed_back(seed)
        for outcome, returned in zip(there.outcomes, back.outcomes, strict=True):
            if outcome.kind in KEPT and isinstance(outcome.old, Anchor):
                restored[isinstance(returned.new, Anchor)] += 1
    assert restored.total() > 1500
    assert restored[True] >= 0.985 * restored.total(), restored


def _place(document: Document, stretch: Anchor | Orphan) -> tuple[int, int, int] | None:
    """Block in reading order, start and end of an anchor."""
    if isinstance(stretch, Orphan):
        return None
    number = [block.id for block in document.text_blocks()].index(stretch.block)
    return number, stretch.start, stretch.end


@pytest.mark.slow
def test_there_and_back_restores_words_that_were_lost_if_their_context_tells() -> None:
    restored: Counter[bool] = Counter()
    for seed in FIXED:
        (case, there), back = fixed(seed), fixed_back(seed)
        texts = [block.text for block in case.old.text_blocks()]
        for outcome, returned in zip(there.outcomes, back.outcomes, strict=True):
            old = outcome.old
            if isinstance(old, Anchor) and isinstance(outcome.new, Orphan):
                before, after = _beside(case.old, old)
                context = before + old.exact + after
                if (
                    _letters(context) >= TELLING
                    and sum(_count(text, context) for text in texts) == 1
                ):
                    place = _place(back.document, returned.new)
                    restored[place == _place(case.old, old)] += 1
    assert restored.total() > 60
    assert restored[True] == restored.total()


@fewer(5)
@given(st.integers(0, 2**24), outlines())
def test_an_unrelated_article_takes_no_anchor_and_the_findings_say_so(seed: int, one: Any) -> None:
    random = Random(seed)
    blocks, others = ([random.getrandbits(24) for _ in range(12)] for _ in range(2))
    case = case_of(blocks, one.statements, (), one.head)
    other = case_of(others, (), (), random.getrandbits(24)).old
    made = rebase(case.old, onto=other)
    assert not list(accounting_faults(case.old, made))
    assert not list(record_faults(case.old, made))
    assert not list(text_faults(other, made))
    assert made.findings
    for outcome in made.outcomes:
        assert outcome.kind in ("ambiguous", "orphaned"), outcome


# --- the transcription was wrong ---


@fewer(2)
@given(corrections())
def test_other_text_for_some_blocks_leaves_no_anchor_on_words_not_its_own(
    case: CorrectionCase,
) -> None:
    assert not correction_faults(case)


@fewer(5)
@given(corrections(copies=True))
def test_other_text_for_some_blocks_takes_no_copy_for_the_words(case: CorrectionCase) -> None:
    assert not correction_faults(case)


def correction_faults(case: CorrectionCase) -> list[str]:
    """Everything that is wrong with a document that got other text for some blocks."""
    made = with_text(case.old, case.texts)
    return [
        *accounting_faults(case.old, made),
        *outcome_faults(case.old, case.truth, made, copies=case.copies),
        *record_faults(case.old, made),
        *mended_faults(case, made.document),
        *untouched_faults(case.old, case.truth, made, in_place=True),
        *errors_but_lost_origins(made),
    ]


def mended_faults(case: CorrectionCase, new: Document) -> Iterator[str]:
    """Nothing of the text has changed but the texts that were given, their marks and origins."""
    changed = {id for id, text in case.texts.items() if case.old.block(id).text != text}
    before, after = (
        [_bare(section, changed) for section in document.model_dump()["sections"]]
        for document in (case.old, new)
    )
    if before != after:
        yield "more of the text has changed than the texts that were given"
    for id, text in case.texts.items():
        if new.block(id).text != text:
            yield f"{id} has not the text that was given"
    reached = inf
    for block in reversed(case.old.text_blocks()):
        origin, found = block.origin, new.block(block.id).origin
        if origin is None:
            continue
        end = origin.start + len(new.block(block.id).text)
        if found != (origin.update(end=end) if end <= reached else None):
            yield f"{block.id} has the origin {found}, it was {origin}, and there is room to {reached}"
        reached = origin.start


def _bare(part: Any, changed: set[str]) -> Any:
    """Plain values, without the text, marks and origin of the blocks that have changed."""
    if isinstance(part, dict):
        left_out = ("text", "marks", "origin") if part.get("id") in changed else ()
        return {n: _bare(value, changed) for n, value in part.items() if n not in left_out}
    if isinstance(part, tuple):
        return tuple(_bare(one, changed) for one in part)
    return part


# --- any record at all ---


@fewer(3)
@given(documents(), st.integers(0, 2**24))
def test_any_record_comes_through_with_every_stretch_accounted_for(
    document: Document, seed: int
) -> None:
    onto = another_version(document, seed)
    made = rebase(document, onto=onto)
    texts = {block.id: block.text for block in made.document.text_blocks()}
    assert [block.text for block in onto.text_blocks()] == list(texts.values())
    after = dict(stretches(made.document))
    before = stretches(document)
    assert [outcome.pointer for outcome in made.outcomes] == [pointer for pointer, _ in before]
    for outcome, (pointer, stretch) in zip(made.outcomes, before, strict=True):
        assert outcome.old == stretch
        assert not list(_shape_faults(outcome))
        if not pointer.startswith("/sections/"):  # there, blocks have come and gone
            assert outcome.new == after[pointer]
    assert _places_of_errors(made.document) <= _places_of_errors(document)


def _places_of_errors(document: Document) -> set[tuple[str, str | None]]:
    """Of a drawn document; its blocks may lack origins, and come with them from one to another."""
    errors = archive.validate(document, ignore="block-without-origin").errors
    return {(f.code, f.location.pointer) for f in errors if f.code != "block-without-origin"}


@fewer(5)
@given(documents())
def test_any_record_rebased_onto_itself_is_the_same(document: Document) -> None:
    made = rebase(document, onto=document)
    assert made.document == document
    assert not list(change_faults(made))


@fewer(5)
@given(documents())
def test_any_record_given_its_own_texts_is_the_same(document: Document) -> None:
    made = with_text(document, {block.id: block.text for block in document.text_blocks()})
    assert made.document == document
    assert not list(change_faults(made))
