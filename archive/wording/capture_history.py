"""The history of a page: its values over time, and the changes from capture to capture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.english import counted, listed
from archive.model.captures import Capture
from archive.model.document import Document
from archive.model.revisions import CaptureChange, Changed, Revision

_VALUES: frozenset[Changed] = frozenset({
    "title", "author", "contributor", "container", "publisher", "published", "updated", "written",
    "rights",
})  # fmt: skip
"""The items whose values are shown in a row: headline, byline, site, dates, licence."""

_LABELS: Mapping[Changed, str] = {
    "container": "appeared in", "description": "image description", "link": "link target",
    "markup": "page metadata",
}  # fmt: skip
"""The labels of items whose label is not their name."""

DATES = (
    "A date is that of the first capture that shows the page like this. The page changed at an "
    "unknown time between that capture and the one before it."
)
"""A note on the meaning of the dates in a history."""


class Step(NamedTuple):
    """A value that the page has had since a capture."""

    when: str | None
    """When the capture was received, as in `HistoryEntry.when`; `None` for the first value if the
    capture in which that value first appeared is unknown."""
    value: str | None
    """The value in words; `None` if the page had none."""
    is_again: bool = False
    """Whether the page had this value before."""
    kept: bool = False
    """Whether the record has another value, which somebody entered and which is kept."""


class ValueHistory(NamedTuple):
    """The values of one item of the page over time, the earliest known value first."""

    what: Changed
    steps: tuple[Step, ...]


class HistoryEntry(NamedTuple):
    """The differences between a newer capture and the capture before it."""

    revision: Revision
    """The revision that added the capture."""
    when: str
    """The day on which the capture was received; the instant, if several captures were received on
    that day; the id of the capture, if the time is unknown; the id of the revision, if the capture
    is unknown."""
    changes: tuple[CaptureChange, ...]
    """The changes in the order of the text, without those that are shown as steps of a row."""
    values: tuple[Changed, ...] = ()
    """The items whose values are shown as steps of a row."""


class CaptureHistory(NamedTuple):
    """The changes of a page between its captures."""

    values: tuple[ValueHistory, ...]
    entries: tuple[HistoryEntry, ...]

    def __bool__(self) -> bool:
        """Return whether any change is known."""
        return bool(self.values or self.entries)


def capture_history(document: Document) -> CaptureHistory:
    """Return how the page of a record has changed, from the revisions that added captures.

    The last value of a row is the value on the page; the record may have another (`Step.kept`).
    """
    threads: dict[Changed, list[list[Step]]] = {}
    entries = []
    first = _first_seen(document)
    for revision, when in _changing(document):
        others, values = [], []
        for change in without_headline(revision.changes):
            if _is_value(change):
                _continue(threads.setdefault(change.what, []), change, when, first)
                values.append(change.what)
            else:
                others.append(change)
        entries.append(HistoryEntry(revision, when, tuple(others), tuple(dict.fromkeys(values))))
    histories = [
        ValueHistory(what, tuple(steps)) for what, several in threads.items() for steps in several
    ]
    return CaptureHistory(tuple(histories), tuple(entries))


def without_headline(changes: Iterable[CaptureChange]) -> list[CaptureChange]:
    """Return changes without the sentences of a changed headline, which is shown as a value.

    >>> title = CaptureChange(what="title", was="Trade", became="Trade falls")
    >>> came = CaptureChange(what="sentence", became="Trade falls", block="title-2")
    >>> without_headline([title, came]) == [title]
    True
    """
    rest = list(changes)
    sentences = [one for one in rest if one.what == "sentence"]
    for title in [one for one in rest if one.what == "title" and one.block is None]:
        whole = (title.was, title.became)
        halves = ((title.was, None), (None, title.became))
        is_whole = any((one.was, one.became) == whole for one in sentences)
        for words in (whole,) if is_whole else halves:
            same = (one for one in sentences if any(words) and (one.was, one.became) == words)
            if (sentence := next(same, None)) is not None:
                rest.remove(sentence)
    return rest


def _is_value(change: CaptureChange) -> bool:
    """Return whether a change is shown as a step of a row of values."""
    has_words = change.was is not None or change.became is not None
    return change.what in _VALUES and change.block is None and has_words


def _first_seen(document: Document) -> str | None:
    """Return when the page was first captured; `None` if this is unclear."""
    later = {revision.capture for revision in document.revisions}
    first = [capture for capture in document.captures if capture.id not in later]
    return _when(first[0], _days(document)) if len(first) == 1 else None


def _continue(
    threads: list[list[Step]], change: CaptureChange, when: str, first: str | None
) -> None:
    """Add a step to the row that ends with the earlier value; if there is none, begin a row.

    If several rows end with that value, the row that had the new value before is continued.
    """
    ending = [steps for steps in threads if steps[-1].value == change.was]
    if not ending:
        threads.append([Step(first, change.was)])
        ending = threads[-1:]
    steps = max(ending, key=lambda steps: _has(steps, change.became))
    steps.append(Step(when, change.became, _has(steps, change.became), change.kept))


def _has(steps: Iterable[Step], value: str | None) -> bool:
    return value is not None and any(step.value == value for step in steps)


def _changing(document: Document) -> Iterator[tuple[Revision, str]]:
    """Yield the revisions with changes, each with the time at which its capture was received."""
    captures = {capture.id: capture for capture in document.captures}
    days = _days(document)
    for revision in document.revisions:
        if revision.changes:
            capture = captures[revision.capture] if revision.capture else None
            yield revision, _when(capture, days) if capture else revision.id


def _days(document: Document) -> Counter[str]:
    """Return the number of captures that were received on each day."""
    return Counter(one.received_at[:10] for one in document.captures if one.received_at)


def _when(capture: Capture, days: Mapping[str, int]) -> str:
    """Return the day of receipt, the instant if other captures have that day, or the id."""
    if capture.received_at is None:
        return capture.id
    day = capture.received_at[:10]
    return day if days[day] == 1 else capture.received_at


# --- in words ---


def entry(value: HistoryEntry) -> str:
    """Return the heading of an entry: the time and the capture."""
    id = value.revision.capture
    head = value.when if id is None or id == value.when else f"{value.when}, {id}"
    above = listed([label(what) for what in value.values])
    return f"{head} ({above}: above)" if above else head


def label(what: Changed) -> str:
    """Return the label of the item that changed.

    >>> label("title"), label("container")
    ('title', 'appeared in')
    """
    return _LABELS.get(what, what)


def since(value: Step) -> str:
    """Return since when the page has had a value: `from 2026-03-05`, or `at first` if unknown."""
    return "at first" if value.when is None else f"from {value.when}"


def step(value: Step) -> str:
    """Return a value that a page had, and whether the record keeps another value.

    >>> step(Step("2026-03-05", "Trade falls", is_again=True))
    'Trade falls (again)'
    >>> step(Step("2026-03-05", "A. Wright", kept=True))
    'the page has A. Wright; the record keeps the value that somebody entered'
    """
    words = "the page states none" if value.value is None else value.value
    again = " (again)" if value.is_again else ""
    if value.kept:
        has = "" if value.value is None else "the page has "
        return f"{has}{words}{again}; {KEPT}"
    return f"{words}{again}"


def rights_gone(document: Document) -> str:
    """Return since when the page states no rights, and the earlier rights; else empty."""
    rows = (of.steps for of in capture_history(document).values if of.what == "rights")
    for *_, before, last in rows:
        if last.value is None:
            return f"the page states none {since(last)} on; before: {before.value}"
    return ""


KEPT = "the record keeps the value that somebody entered"
"""The note on a value that deliberately differs from the page."""


def place(change: CaptureChange, document: Document) -> str:
    """Return what was added, removed or changed, in which block, and whether the record follows.

    A block that is no longer in the text is marked as gone.
    """
    has_gone = change.was is not None and change.became is None
    has_come = change.was is None and change.became is not None
    how = "removed" if has_gone else "added" if has_come else "changed"
    where = ""
    if change.block is not None:
        is_there = change.block in document.index.by_id
        where = f" {'from' if has_gone else 'in'} {change.block}{'' if is_there else ' (now gone)'}"
    kept = f"; {KEPT}" if change.kept else ""
    return f"{label(change.what)} {how}{where}{kept}"


def not_shown(changes: Iterable[CaptureChange]) -> str:
    """Return the number of changes whose words must not be shown; empty if there are none.

    >>> not_shown(CaptureChange(what="sentence", was=word) for word in "ab")
    '2 sentences (not shown)'
    """
    amounts = Counter(change.what for change in changes)
    words = listed([counted(number, f"{what}s") for what, number in amounts.items()])
    return f"{words} (not shown)" if words else ""
