"""What became of anchors in a rebase, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from archive.english import counted, quoted
from archive.model.anchors import Anchor, Orphan
from archive.model.document import CONTEXT, Document
from archive.model.statements import Statement
from archive.revision.rebase import Kind, Outcome, Rebase


def counts(result: Rebase) -> str:
    """Return how many anchors came out how: `2 anchors: 1 unchanged, 1 moved`."""
    numbers = Counter(outcome.kind for outcome in result.outcomes)
    told = ", ".join(f"{numbers[kind]} {kind}" for kind in get_args(Kind) if numbers[kind])
    total = counted(len(result.outcomes), "anchors", grouped=False)
    return f"{total}{': ' if told else ''}{told}"


def to_look_at(result: Rebase, *, everything: bool) -> Iterator[tuple[Kind, Sequence[Outcome]]]:
    """Yield each kind of outcome with those that somebody has to look at.

    Args:
        result: What was done.
        everything: Whether anchors that moved with their words belong to them.
    """
    for kind in get_args(Kind):
        found = [o for o in result.of(kind) if everything or not _is_quiet(o)]
        if found and kind != "unchanged":
            yield kind, found


def _is_quiet(outcome: Outcome) -> bool:
    """Whether nobody has to look: the same words. Words that were lost and are back are news."""
    return outcome.kind in ("unchanged", "moved", "restyled") and not isinstance(
        outcome.old, Orphan
    )


def told(outcome: Outcome, document: Document) -> Iterator[tuple[str, str]]:
    """Yield what the words were, what they are now, and what else could be meant; each labelled."""
    old, new = outcome.old, outcome.new
    yield "was", f"{_place(old)}: {quoted(old.exact)}"
    if isinstance(new, Anchor):
        words = quoted(new.exact) if new.exact != old.exact else "the same words"
        yield "is", f"{_place(new)}: {words}"
        return
    yield "now", outcome.reason
    for candidate in outcome.candidates:
        yield "or", f"{_place(candidate)}: {quoted(_in_context(candidate, document))}"


def fallen(result: Rebase) -> list[str]:
    """Return the ids of the statements that went back to proposed."""
    by_id = result.document.index.by_id
    touched = dict.fromkeys(
        outcome.holder
        for outcome in result.outcomes
        if outcome.reason and outcome.new != outcome.old
    )
    return [id for id in touched if isinstance(by_id.get(id), Statement)]


def _place(stretch: Anchor | Orphan) -> str:
    return f"{stretch.block} at {stretch.start}"


def _in_context(anchor: Anchor, document: Document) -> str:
    """The words of an anchor in brackets, with the text that stands round them."""
    text = document.block(anchor.block).text
    before = text[max(0, anchor.start - CONTEXT) : anchor.start]
    return f"{before}[{anchor.exact}]{text[anchor.end : anchor.end + CONTEXT]}"
