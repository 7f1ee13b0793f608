"""How the page of the article has changed, as its captures show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model.revisions import CaptureChange
from archive.text.alignment.sentence_diff import Piece, Which
from archive.view.changed_sentences import both_wordings
from archive.view.html.markup import Content, Markup, element, joined
from archive.view.html.page.value_markup import MarkupRows, ValueMarkup, fields, items
from archive.wording import capture_history as wording


def history(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the values of the page over time, then the other changes in each capture."""
    told = wording.capture_history(markup.document)
    if not told:
        return
    yield element("p", wording.DATES, class_="aside")
    if told.values:
        yield element("div", (fields(_values(one)) for one in told.values), class_="values")
    for entry in told.entries:
        link = element("a", wording.entry(entry), href=f"#{entry.revision.id}")
        yield element("div", element("h3", link), _changes(markup, entry.changes))


def _values(value: wording.ValueHistory) -> MarkupRows:
    """Yield the values of one item over time, as rows."""
    label = wording.label(value.what)
    for step in value.steps:
        when = element("span", f"{wording.since(step)}: ", class_="aside")
        yield label[0].upper() + label[1:], joined(when, wording.step(step))


def _changes(markup: ValueMarkup, changes: Sequence[CaptureChange]) -> Markup | None:
    """Return the changes in a capture; of changes with withheld words, only the number."""
    hidden = [change for change in changes if markup.withheld.hides(change)]
    rows = [_change(markup, change) for change in changes if change not in hidden]
    if hidden:
        rows.append(element("span", wording.not_shown(hidden), class_="aside"))
    return items(rows, class_="changes")


def _change(markup: ValueMarkup, change: CaptureChange) -> Markup:
    """Return the place of a change, then both wordings in full."""
    place = wording.place(change, markup.document)
    if change.block and change.block in markup.document.index.by_id:
        label = markup.part_link(change.block, place, class_="aside")
    else:
        label = element("span", place, class_="aside")
    old, new = change.was, change.became
    if old is None and new is None:
        return label
    if old is None or new is None:
        words = element("ins", new) if old is None else element("del", old)
        return joined(label, ": ", words)
    pieces = both_wordings(old, new)
    deleted, inserted = _wording(pieces, "old"), _wording(pieces, "new")
    return joined(label, ": ", element("del", deleted), " ", element("ins", inserted))


def _wording(pieces: Sequence[Piece], of: Which) -> Iterator[Content]:
    """Yield one of two wordings; the words that the other one lacks are highlighted."""
    for which, words in pieces:
        if which in ("both", of):
            yield words if which == "both" else element("b", words)
