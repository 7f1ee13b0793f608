"""Describes the outcomes of a rebase: counts, affected parts, lost and restored words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from archive.english import counted, listed, quoted
from archive.findings import short, shortened
from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import Block, Heading, TextBlock
from archive.model.document import Document
from archive.model.index import kind_of
from archive.model.revisions import CaptureChange, Changed
from archive.model.statements import Statement
from archive.model.walk import walk
from archive.reviews.stakes import stakes
from archive.reviews.text_changes import (
    AffectedPart,
    TextChange,
    is_restored,
    is_still_lost,
)
from archive.reviews.waiting import kind_of_statement
from archive.revision.diff.messages import value_in_words
from archive.revision.rebase import Kind, Outcome, Rebase
from archive.wording import capture_history

_GRAVEST_FIRST: Sequence[Kind] = ("orphaned", "ambiguous", "altered")
"""The outcomes, the most serious first; of a statement, the most serious outcome is named."""


def counts(result: Rebase) -> str:
    """Return the number of anchors with each outcome: `2 anchors: 1 unchanged, 1 moved`."""
    numbers = Counter(outcome.kind for outcome in result.outcomes)
    kinds = ", ".join(f"{numbers[kind]} {kind}" for kind in get_args(Kind) if numbers[kind])
    total = counted(len(result.outcomes), "anchors", grouped=False)
    return f"{total}{': ' if kinds else ''}{kinds}"


FIRST: Mapping[Changed, str] = {
    "title": "headline", "author": "byline", "published": "date", "updated": "date of change",
}  # fmt: skip
"""The first items in the report on a page that was captured again, with their labels."""


def headline_and_byline(result: Rebase) -> Sequence[str]:
    """Return a line for each change of headline, byline and dates.

    The last line names those that are unchanged.
    """
    changed = [one for one in result.changes if one.what in FIRST and one.block is None]
    lines = [_value_change(FIRST[change.what], change) for change in changed]
    same = [FIRST[what] for what in ("title", "author", "published") if not _has(changed, what)]
    if same:
        lines.append(f"{listed(same).capitalize()}: unchanged.")
    return lines


def _has(changes: Sequence[CaptureChange], what: str) -> bool:
    return any(change.what == what for change in changes)


def _value_change(label: str, change: CaptureChange) -> str:
    was, became = (quoted(words) if words else "" for words in (change.was, change.became))
    if was and became:
        how = f"{was} is now {became}"
    else:
        how = f"{was} is gone" if was else f"{became} was added, there was none"
    kept = f"; {capture_history.KEPT}" if change.kept else ""
    return f"{label.capitalize()}: {how}{kept}."


def changed_words(result: Rebase) -> str:
    """Return how many sentences were changed, removed and added; or that no word changed.

    A headline whose change is already reported does not count.
    """
    told = capture_history.without_headline(result.changes)
    sentences = [change for change in told if change.what == "sentence"]
    went = sum(change.became is None for change in sentences)
    came = sum(change.was is None for change in sentences)
    amounts = {"changed": len(sentences) - went - came, "removed": went, "added": came}
    in_words = [f"{counted(n, 'sentences')} {verb}" for verb, n in amounts.items() if n]
    if in_words:
        return f"{listed(in_words).capitalize()}."
    other = "" if len(told) == len(result.changes) else "other "
    return f"No {other}word of the article changed."


def furniture(result: Rebase) -> str:
    """Return a line on the changes outside the article; empty if nothing changed."""
    amounts = Counter(_OUTSIDE.get(change.what, "images") for change in result.furniture)
    told = listed([counted(n, things) for things, n in amounts.items()])
    return f"Changes outside the article: {told}; --all lists them." if told else ""


_OUTSIDE: Mapping[str, str] = {"sentence": "texts", "link": "links"}


def reopened_statements(result: Rebase) -> list[str]:
    """Return the ids of the statements that went back to proposed."""
    by_id = result.document.index.by_id
    holders = dict.fromkeys(outcome.holder for outcome in result.outcomes if outcome.reopens)
    return [id for id in holders if isinstance(by_id.get(id), Statement)]


def to_decide(result: Rebase, changes: Sequence[TextChange]) -> str:
    """Return how much a person has to check; empty if the record has no anchors."""
    if not result.outcomes:
        return ""
    if is_of_another_article(result):
        return "There is nothing to decide: the two texts are not the same article."
    if not changes:
        return "There is nothing to decide."
    waiting = len(reopened_statements(result))
    affected = {one.id or one.pointer for change in changes for one in change.affected}
    others = len(affected) - waiting
    amounts = []
    if waiting:
        amounts.append(counted(waiting, "statements", grouped=False))
    if others:
        amounts.append(counted(others, "other parts" if waiting else "parts", grouped=False))
    places = counted(len(changes), "changes", grouped=False)
    return f"To check: {' and '.join(amounts)}, because of {places} in the text."


def is_of_another_article(result: Rebase) -> bool:
    """Return whether the two texts are unrelated, so that all anchors are lost."""
    return any(finding.code == "texts-unrelated" for finding in result.findings)


def value_of(pointer: str, document: Document) -> str:
    """Describe the value that has the anchor with this pointer; empty if there is none."""
    holders = {pointer.rsplit("/", steps)[0] for steps in (1, 2)}
    holding = [part for at, part in document.index.parts if at and at in holders]
    return value_in_words(holding[-1]) if holding else ""


def still_lost(result: Rebase) -> str:
    """Return the number of orphans from before this rebase; empty if there are none."""
    lost = sum(map(is_still_lost, result.outcomes))
    if not lost:
        return ""
    is_listed = "is" if lost == 1 else "are"
    return f"{counted(lost, 'orphans', grouped=False)} from before {is_listed} not listed."


def next_step(result: Rebase) -> str:
    """Return the next step for statements that are proposed again; empty if there are none."""
    waiting = 0 if is_of_another_article(result) else len(reopened_statements(result))
    if not waiting:
        return ""
    those = "this statement" if waiting == 1 else f"these {waiting} statements"
    return f"Once the record is written, `archive review` asks about {those}."


def change_place(change: TextChange, titles: Mapping[str, str]) -> str:
    """Return the block of a change and its section; also the old block if it was another.

    Args:
        change: The change.
        titles: The result of `section_titles`.
    """
    block = change.new or change.old or ""
    place = f"{block}, in {quoted(titles[block])}" if block in titles else block
    if change.new is None:
        return f"{place}, which is gone"
    return place if change.old in (None, change.new) else f"{place}, was in {change.old}"


def copy_places(change: TextChange) -> str:
    """Return the places of the new text that have the old wording of a change."""
    return f"the old wording is now also in {listed(change.copies)}"


def section_titles(document: Document) -> Mapping[str, str]:
    """Return the title of each block's section, by block id; empty if only one section has a title.

    Headings are left out, because they are shown themselves.
    """
    titles: dict[str, str] = {}
    sections = list(document.sections)
    for section in sections:
        sections += section.sections
        title = next((block.text for block in section.blocks if isinstance(block, Heading)), "")
        ids = (part.id for block in section.blocks for part in _blocks_in(block))
        titles |= dict.fromkeys(ids, shortened(title)) if title else {}
    return titles if len(set(titles.values())) > 1 else {}


def _blocks_in(block: Block) -> Iterator[TextBlock]:
    """Yield the text blocks in a block, and the block itself, without headings."""
    for _, part in walk(block):
        if isinstance(part, TextBlock) and not isinstance(part, Heading):
            yield part


def outcome_and_status(one: AffectedPart, result: Rebase, *, with_kind: bool = True) -> str:
    """Return the outcome, kind and earlier status of a part: `altered claim, was accepted`.

    Args:
        one: The part.
        result: The rebase.
        with_kind: Whether to name the kind of the part.
    """
    before = result.before.index.by_id.get(one.id)
    reopening = [outcome for outcome in one.outcomes if outcome.reopens]
    kinds = {outcome.kind for outcome in reopening if not is_restored(outcome)}
    other = "altered" if kinds else "restored"  # the text between its words changed
    outcome_kind = next((kind for kind in _GRAVEST_FIRST if kind in kinds), other)
    if isinstance(before, Statement):
        part: str = kind_of_statement(before)
        is_open = before.status == "proposed"
        status = f", {'proposed as before' if is_open else f'was {before.status}'}"
        if not reopening:
            status = f", {before.status} as before"
    else:
        part, status = kind_of(before) if before is not None else "value", ""
    return f"{outcome_kind}{f' {part}' if with_kind else ''}{status}"


def restored_stretches(one: AffectedPart) -> Iterator[tuple[Anchor, str]]:
    """Yield the words to which a part returns, with a note on when it had them before.

    Example: `is anchored to “ten articles” again, on which it was accepted until rev-1`.
    """
    for outcome in one.outcomes:
        now = outcome.new
        changed = f"{short(outcome.old.exact)} is now {short(now.exact)}, "
        if isinstance(now, Anchor) and outcome.reason.startswith(changed):
            since = outcome.reason.removeprefix(changed)
            yield now, f"is anchored to {quoted(shortened(now.exact))} again, {since}"


def changed_gaps(one: AffectedPart) -> Sequence[str]:
    """Return the changes in the text between the anchors of a part whose words are unchanged."""
    kept = (outcome for outcome in one.outcomes if outcome.kind not in _GRAVEST_FIRST)
    return list(dict.fromkeys(outcome.reason for outcome in kept if outcome.reopens))


class LostWords(NamedTuple):
    """Words that have lost their place for the same reason."""

    words: Sequence[str]
    """The words, each once."""
    reason: str
    """The reason, in a sentence."""

    def __str__(self) -> str:
        return f"{', '.join(quoted(shortened(exact)) for exact in self.words)}: {self.reason}"


def lost_words(one: AffectedPart) -> Sequence[LostWords]:
    """Return the words of a part that lost their place, grouped by reason."""
    words: dict[str, dict[str, None]] = {}
    for outcome in one.outcomes:
        if isinstance(outcome.new, Orphan):
            words.setdefault(outcome.new.reason, {})[outcome.old.exact] = None
    return [LostWords(list(quotes), reason) for reason, quotes in words.items()]


def dependents(one: AffectedPart, document: Document) -> str:
    """Return what depends on a part; empty if nothing does.

    Example: `depending on it: 2 relations, verdict supported`.
    """
    part = document.index.by_id.get(one.id)
    if not isinstance(part, Statement):
        count = len(document.index.relations_to.get(one.id, ()))
        return f"pointing to it: {counted(count, 'relations', grouped=False)}" if count else ""
    affected = stakes(document, one.id)
    counted_parts = []
    if affected.relations:
        counted_parts.append(counted(len(affected.relations), "relations", grouped=False))
    verdicts = [document.get(id).verdict for id in affected.assessments]  # type: ignore[attr-defined]
    counted_parts += [
        "doubt" if verdict == "doubt" else f"verdict {verdict}" for verdict in verdicts
    ]
    if affected.comments:
        counted_parts.append(counted(len(affected.comments), "comments", grouped=False))
    return f"depending on it: {', '.join(counted_parts)}" if counted_parts else ""


def new_and_old_place(outcome: Outcome) -> str:
    """Return the new and the old place of words that have only moved."""
    old, new = outcome.old, outcome.new
    words = quoted(shortened(old.exact))
    if new.exact != old.exact:
        words += f", now {quoted(shortened(new.exact))}"
    return f"{_place(new)}, was {_place(old)}: {words}"


def _place(stretch: Anchor | Orphan) -> str:
    return f"{stretch.block} at {stretch.start}"
