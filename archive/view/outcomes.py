"""What a rebase did, as a page to read."""

from __future__ import annotations

from collections.abc import Iterator

from archive.revision.rebase import Outcome, Rebase
from archive.view.parts import Fields, Heading, Inset, Notice, Paragraph, Part, Parts, Run, Style
from archive.view.terminal import render
from archive.wording import outcomes as wording

_STYLES: dict[str, Style] = {"altered": "doubt", "ambiguous": "doubt", "orphaned": "bad"}
"""The styles of the kinds; that of the others is "strong"."""


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
    return render(of_rebase(result, everything=everything), width=width, styled=styled)


def of_rebase(result: Rebase, *, everything: bool = False) -> Parts:
    """Return the parts of the page."""
    return tuple(_parts(result, everything))


def _parts(result: Rebase, everything: bool) -> Iterator[Part]:
    yield Paragraph(wording.counts(result))
    for kind, outcomes in wording.to_look_at(result, everything=everything):
        yield Heading(Run(kind, _STYLES.get(kind, "strong")), 3)
        yield Inset(tuple(part for outcome in outcomes for part in _outcome(outcome, result)))
    if fallen := wording.fallen(result):
        yield Notice(f"proposed again: {', '.join(fallen)}")


def _outcome(outcome: Outcome, result: Rebase) -> Iterator[Part]:
    """Whose anchor it is, the words before, and what they are now."""
    yield Paragraph(outcome.holder or outcome.pointer)
    yield Inset((Fields(tuple(wording.told(outcome, result.document)), 6),))
