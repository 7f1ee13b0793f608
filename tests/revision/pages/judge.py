"""Judges what a rebase makes of two drawn pages; each function yields what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import archive
from archive import io
from archive.files.path_resolution import record_at
from archive.findings import Severity
from archive.model.blocks import Furniture, Section, TextBlock
from archive.model.dates import now
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.model.walk import walk
from archive.revision.rebase import Rebase
from archive.workflows.rebase import rebase_onto, target_at
from tests.revision.pages.drawn import Page, Version
from tests.revision.pages.templates import rendered
from tests.revision.pages.truth import IN_TEXT, OUTSIDE, Side, Value, differing, lines_of, values_of

FIRST = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Step:
    """A record that was rebased from one version of its page onto the next."""

    old: Version
    new: Version
    made: Rebase
    readings: tuple[Document, Document]
    """What a reader makes of the two pages."""
    folder: Path
    """The file that holds the record."""
    is_unchanged: bool


def received(version: Version, folder: Path) -> Document:
    """Return the record of a page, saved in a folder."""
    result = archive.receive(rendered(version), id="record", file="page.html", received_at=FIRST)
    archive.save(result.document, folder, files=result.files)
    return result.document


def step(old: Version, new: Version, folder: Path) -> Step:
    """Rebase the record in a folder from a version of its page onto the next, and write it.

    It is done as `archive rebase --write` does it.
    """
    page = folder.parent / "later.html"
    page.write_bytes(rendered(new))
    at = now()
    file, target = record_at(folder), target_at(page)
    read = io.read_record(file)
    fresh = target.read(id=read.document.id)
    rebased = rebase_onto(file, read.document, target, fresh, at=at, dated=False)
    before = archive.receive(rendered(old), id="record", file="page.html", received_at=FIRST)
    if not rebased.is_unchanged:
        rebased.write(read)
    readings = before.document, fresh.document
    return Step(old, new, rebased.result, readings, folder, rebased.is_unchanged)


# --- what is told ---


def unsaid(one: Step) -> Iterator[str]:
    """A value differs, and nothing tells it; or the record has what the page has not."""
    differs = differing(one.old.page, one.new.page)
    standing = {value.words for value in values_of(one.new.page)}
    for side, values in differs.items():
        for value in values:
            if value.field == "call":
                continue
            if not _is_told(side, value, one):
                yield f"{side}, and nothing says so: {value}"
            if value.field in OUTSIDE or any(change.kept for change in one.made.changes):
                continue
            if side == "came":
                is_due, is_there = _is_told_as_value(value, one), _is_in(value, one.made.document)
            else:
                is_due, is_there = False, _is_in(value, one.made.document)
                is_there = is_there and value.words not in standing
            if is_due is not is_there:
                yield f"{side}, and the record {'has' if is_there else 'lacks'} it: {value}"


def _is_told(side: Side, value: Value, one: Step) -> bool:
    """Whether a change says it; of what is no part of the article, one of the furniture may."""
    changes = one.made.changes
    if value.field not in IN_TEXT or not _is_of_article(value, one.readings[side == "came"]):
        changes = (*changes, *one.made.furniture)
    return any(_says(change, side, value) for change in changes)


def _is_told_as_value(value: Value, one: Step) -> bool:
    """Whether a change says that the record has a value now."""
    told = (c for c in one.made.changes if _says(c, "came", value))
    return any(not change.kept and not _is_beside(change) for change in told)


def _is_beside(change: CaptureChange) -> bool:
    """Whether a change is of what no record holds."""
    is_unplaced = change.block is None and change.what in ("link", "image")
    return change.what == "markup" or is_unplaced


def _is_of_article(value: Value, reading: Document) -> bool:
    if value.field == "sentence":
        blocks = (b for b in reading.text_blocks() if not isinstance(b, Furniture))
        return any(value.words in " ".join(block.text.split()) for block in blocks)
    return _is_in(value, reading)


def _says(change: CaptureChange, side: Side, value: Value) -> bool:
    words = change.was if side == "went" else change.became
    if value.field == "call":
        return bool(words) and words.startswith(("#note", "#fn"))
    return any(has_words(words or "", form) for form in value.forms)


def has_words(text: str, words: str) -> bool:
    """Whether words stand in a text, no part of a longer word; a day may be that of an instant."""
    return re.search(rf"(?<!\w){re.escape(words)}(?![^\WT])", " ".join(text.split())) is not None


def _is_in(value: Value, document: Document) -> bool:
    """Whether a record has a value in the metadata, rights or article."""
    return any(has_words(text, form) for text in _words(document) for form in value.forms)


def _words(document: Document) -> Iterator[str]:
    for root in (document.metadata, document.rights, *document.sections):
        for _, part in walk(root):
            if not isinstance(part, Furniture):
                for name, text in part.__dict__.items():
                    if isinstance(text, str) and name not in (
                        "id",
                        "type",
                        "path",
                        "capture",
                        "reason",
                    ):
                        yield text


def untrue(one: Step) -> Iterator[str]:
    """Something is told to have come or gone that both pages have, or that neither has."""
    old, new = values_of(one.old.page), values_of(one.new.page)
    both = [value for value in old if value.field == "sentence" and old[value] == new[value]]
    went, came = differing(one.old.page, one.new.page).values()
    for change in _not_crossing(one.made):
        for side, words in (("was", change.was), ("became", change.became)):
            for value in both:
                if change.what == "sentence" and has_words(words or "", value.words):
                    yield f"{side}, and both pages have it: {value} ({change})"
        if change.what in ("image", "description") and _captions(one.old) != _captions(one.new):
            continue  # a figure is known by its caption, and has the image of another one now
        if one.old.template == one.new.template and not (
            any(_says(change, "went", value) for value in went)
            or any(_says(change, "came", value) for value in came)
        ):
            yield f"told, and nothing differs: {change}"


def _captions(version: Version) -> dict[str, tuple[str, ...]]:
    """The captions of images by the image."""
    return {p.image: tuple(line.text for line in p.lines) for p in version.page.body if p.image}


def _not_crossing(made: Rebase) -> Iterator[CaptureChange]:
    """What is told, but for texts that one reading takes for furniture, and the other does not."""
    within, outside = (
        {(change.was, change.became): change for change in changes}
        for changes in (made.changes, made.furniture)
    )
    for own, other in ((within, outside), (outside, within)):
        yield from (change for (was, now), change in own.items() if (now, was) not in other)


def disordered(one: Step) -> Iterator[str]:
    """A change of the text stands before one whose place comes earlier in the article.

    What was removed has its place behind what stood before it. Where sentences changed places, or
    stand twice, that is no one place.
    """
    old, new = (_row(version.page) for version in (one.old, one.new))
    keys = [[key for key, *_ in row] for row in (old, new)]
    if [key for key in keys[0] if key in keys[1]] != [key for key in keys[1] if key in keys[0]]:
        return
    last = 0
    for change in one.made.changes:
        if change.what not in ("sentence", "link", "image") or change.block is None:
            continue
        at = _place(change, old, new)
        if at is not None and at < last - 1:  # a link that was removed from a reworded sentence
            yield f"out of order: {change}"
        last = last if at is None else max(at, last)


_Line = tuple[str, ...]
"""A sentence and its link, or an image and its caption."""


def _row(page: Page) -> list[_Line]:
    """The lines of an article in its order; the notes at the end."""
    row: list[_Line] = []
    for part in page.body:
        if part.image:
            row.append((part.image, *(line.text for line in part.lines)))
        else:
            row += [(line.text, line.link) for line in part.lines]
    return [*row, *((line.note,) for line in lines_of(page) if line.note)]


def _place(change: CaptureChange, old: Sequence[_Line], new: Sequence[_Line]) -> int | None:
    """The number of the line in the new page; of what has gone, that of the line before it."""
    if change.became:
        return _line(change.became, new)
    at = _line(change.was or "", old)
    if at is None:
        return None
    keys = [key for key, *_ in new]
    return next((keys.index(key) for key, *_ in reversed(old[: at + 1]) if key in keys), 0)


def _line(words: str, row: Sequence[_Line]) -> int | None:
    return next(
        (n for n, line in enumerate(row) if any(one and has_words(words, one) for one in line)),
        None,
    )


# --- what the record is then ---


def not_as_read(one: Step) -> Iterator[str]:
    """A record that nobody touched has otherwise than a fresh reading of the new page."""
    made, fresh = one.made.document, one.readings[1]
    for name in ("metadata", "rights"):
        own, now = (_bare(getattr(d, name).model_dump()) for d in (made, fresh))
        if own != now:
            yield f"{name}: {_differing(own, now)}"
    own, now = ([*outline(d.sections)] for d in (made, fresh))
    if own != now:
        yield "structure: " + repr(
            [pair for pair in zip(own, now, strict=False) if pair[0] != pair[1]][:3]
        )


def outline(sections: Sequence[Section], depth: int = 0) -> Iterator[Any]:
    """The sections and the blocks in them, without their ids."""
    for section in sections:
        yield depth, section.role
        yield from (_bare(block.model_dump()) for block in section.blocks)
        yield from outline(section.sections, depth + 1)


def _bare(value: Any) -> Any:
    """A value without ids, and where it was found."""
    if isinstance(value, dict):
        return {
            k: _bare(v) for k, v in value.items() if k not in ("id", "origin", "note", "capture")
        }
    return [_bare(inner) for inner in value] if isinstance(value, list | tuple) else value


def _differing(own: Any, now: Any) -> Any:
    return {k: (own[k], now[k]) for k in own if own[k] != now[k]}


def astray(one: Step) -> Iterator[str]:
    """Furniture stands in the article, or the article in the furniture, and no reading has it so."""
    made, fresh = ({*_placed_texts(d.sections)} for d in (one.made.document, one.readings[1]))
    yield from (f"astray: {place}" for place in made - fresh)


def _placed_texts(sections: Sequence[Section], role: str = "") -> Iterator[tuple[str, bool, str]]:
    """Each text, whether it is furniture, and the role of the section that it stands in."""
    for section in sections:
        own = role or section.role
        for block in section.blocks:
            for _, part in walk(block):
                if isinstance(part, TextBlock):
                    yield own, isinstance(part, Furniture), part.text
        yield from _placed_texts(section.sections, own)


def not_valid(one: Step) -> Iterator[str]:
    """What is written does not validate, or does not read back equal."""
    document = one.made.document
    for finding in archive.validate(one.folder):
        if finding.severity is Severity.ERROR:
            yield str(finding)
    for format in ("json", "tei"):
        if archive.read(archive.write(document, format).data).document != document:
            yield f"{format} does not read back equal"
    if archive.diff(one.made.before, document).apply(one.made.before) != document:
        yield "the difference does not lead from one to the other"


def untold_by_diff(one: Step) -> Iterator[str]:
    """The record has another value, and the difference of the two records does not show it.

    Of a block that came or went as a whole the words tell it.
    """
    before, after = one.made.before, one.made.document
    difference = archive.diff(before, after)
    shown = json.dumps([change.as_object() for change in difference.changes], ensure_ascii=False)
    for side, values in differing(one.old.page, one.new.page).items():
        own, other = (after, before) if side == "came" else (before, after)
        for value in values:
            blocks = {c.block for c in one.made.changes if c.block and _says(c, side, value)}
            is_whole = value.field != "sentence" and not all(
                block in before.index.by_id and block in after.index.by_id for block in blocks
            )
            is_shown = is_whole or any(form in shown for form in value.forms)
            if _is_in(value, own) and not _is_in(value, other) and not is_shown:
                yield f"{side}, and the difference does not show it: {value}"
