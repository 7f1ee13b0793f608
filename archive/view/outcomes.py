"""What a rebase did, as a page to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from archive.model.anchors import Anchor, Orphan
from archive.model.document import CONTEXT, Document
from archive.model.statements import Statement
from archive.report import safe
from archive.revision.rebase import Kind, Outcome, Rebase
from archive.view.terminal import Screen
from archive.view.wording import quoted

_STYLES = {"altered": "doubt", "ambiguous": "doubt", "orphaned": "bad"}


def outcomes_page(
    result: Rebase, *, width: int = 80, styled: bool = False, everything: bool = False
) -> str:
    """Return a page: how many anchors came out how, and each of those that need to be looked at.

    Args:
        result: What `rebase` or `with_text` returned.
        width: Columns, at least 40.
        styled: With the escape sequences of a terminal.
        everything: List the anchors that moved as well, not only words that are back.
    """
    screen = Screen(width, styled)
    lines = screen.indented(_counts(result))
    for kind in get_args(Kind):
        listed = [o for o in result.of(kind) if everything or not _is_quiet(o)]
        if listed and kind != "unchanged":
            lines += ["", screen.paint(kind, _STYLES.get(kind, "bold"))]
            for outcome in listed:
                lines += _lines(outcome, result.document, screen)
    if fallen := _fallen(result):
        lines += ["", *screen.indented(f"proposed again: {', '.join(fallen)}")]
    return "\n".join(lines) + "\n"


def _is_quiet(outcome: Outcome) -> bool:
    """Whether nobody has to look: the same words. Words that were lost and are back are news."""
    return outcome.kind in ("unchanged", "moved") and not isinstance(outcome.old, Orphan)


def _counts(result: Rebase) -> str:
    counts = Counter(outcome.kind for outcome in result.outcomes)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(Kind) if counts[kind])
    total = len(result.outcomes)
    return f"{total} anchor{'' if total == 1 else 's'}{': ' if told else ''}{told}"


def _lines(outcome: Outcome, document: Document, screen: Screen) -> Iterator[str]:
    """The lines of one outcome: whose it is, the words before, and what they are now."""
    old, new = outcome.old, outcome.new
    yield from screen.indented(safe(outcome.holder or outcome.pointer), 2)
    yield from screen.item("was", f"{_place(old)}: {quoted(old.exact)}", 4, 6)
    if isinstance(new, Anchor):
        words = quoted(new.exact) if new.exact != old.exact else "the same words"
        yield from screen.item("is", f"{_place(new)}: {words}", 4, 6)
        return
    yield from screen.item("now", safe(outcome.reason), 4, 6)
    for candidate in outcome.candidates:
        around = quoted(_in_context(candidate, document))
        yield from screen.item("or", f"{_place(candidate)}: {around}", 4, 6)


def _in_context(anchor: Anchor, document: Document) -> str:
    """The words of an anchor in brackets, with the text that stands round them."""
    text = document.block(anchor.block).text
    before = text[max(0, anchor.start - CONTEXT) : anchor.start]
    return f"{before}[{anchor.exact}]{text[anchor.end : anchor.end + CONTEXT]}"


def _place(stretch: Anchor | Orphan) -> str:
    return f"{stretch.block} at {stretch.start}"


def _fallen(result: Rebase) -> list[str]:
    """The statements that went back to proposed."""
    by_id = result.document.index.by_id
    touched = dict.fromkeys(
        outcome.holder
        for outcome in result.outcomes
        if outcome.reason and outcome.new != outcome.old
    )
    return [id for id in touched if isinstance(by_id.get(id), Statement)]
