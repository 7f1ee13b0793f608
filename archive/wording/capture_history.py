"""The history of a page by its captures: its values in order of time, and what each one changed."""

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
"""What is told as a row of values: headline, byline, site, dates, licence."""

_LABELS: Mapping[Changed, str] = {
    "container": "appeared in", "description": "image description", "link": "link target",
    "markup": "page metadata",
}  # fmt: skip
"""The labels that are not the word itself."""

DATES = (
    "A date is that of the first capture that shows the page so; when it was changed, between that "
    "capture and the one before it, nobody knows."
)
"""What the dates of a history mean."""


class Step(NamedTuple):
    """A value that the page had from a capture on."""

    when: str | None
    """When the capture was received, as `HistoryEntry.when` has it; `None` for the first value,
    where nobody knows in which capture it stood first."""
    value: str | None
    """The value in words; `None` where the page had none."""
    is_again: bool = False
    """Whether the page had it before."""
    kept: bool = False
    """Whether the record keeps a value that somebody gave it instead."""


class ValueHistory(NamedTuple):
    """The values that one thing on the page had, the first known one first."""

    what: Changed
    steps: tuple[Step, ...]


class HistoryEntry(NamedTuple):
    """What a newer capture changed."""

    revision: Revision
    """The revision that took it in."""
    when: str
    """The day on which it was received; where others were received on that day, the instant. Its
    id where nobody knows when, and the id of the revision where nobody knows which it was."""
    changes: tuple[CaptureChange, ...]
    """What it changed in the order of the text, but for values that are told as steps of a row."""
    values: tuple[Changed, ...] = ()
    """What these values are."""


class CaptureHistory(NamedTuple):
    """How a page has changed, as its captures show it."""

    values: tuple[ValueHistory, ...]
    entries: tuple[HistoryEntry, ...]

    def __bool__(self) -> bool:
        """Whether anything has changed that is known."""
        return bool(self.values or self.entries)


def capture_history(document: Document) -> CaptureHistory:
    """Return how the page of a record has changed, as the revisions have it that took captures in.

    The last value of a row is what the page has, not always what the record has: see `Step.kept`.
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
    """Return changes without the sentences that are a changed headline, which is told as a value.

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
    """Whether it is told as a step of a row of values."""
    has_words = change.was is not None or change.became is not None
    return change.what in _VALUES and change.block is None and has_words


def _first_seen(document: Document) -> str | None:
    """When the page was captured first, if each later capture is named by a revision."""
    later = {revision.capture for revision in document.revisions}
    first = [capture for capture in document.captures if capture.id not in later]
    return _when(first[0], _days(document)) if len(first) == 1 else None


def _continue(
    threads: list[list[Step]], change: CaptureChange, when: str, first: str | None
) -> None:
    """Add a step to the row that ends with what the earlier capture has; else begin one.

    Of several rows that end so, it is the one that had the new value before.
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
    """The revisions that say what a capture changed, and when that was received."""
    captures = {capture.id: capture for capture in document.captures}
    days = _days(document)
    for revision in document.revisions:
        if revision.changes:
            capture = captures[revision.capture] if revision.capture else None
            yield revision, _when(capture, days) if capture else revision.id


def _days(document: Document) -> Counter[str]:
    """The days on which captures were received."""
    return Counter(one.received_at[:10] for one in document.captures if one.received_at)


def _when(capture: Capture, days: Mapping[str, int]) -> str:
    """The day, if it is that of no other capture; else the instant, and the id without either."""
    if capture.received_at is None:
        return capture.id
    day = capture.received_at[:10]
    return day if days[day] == 1 else capture.received_at


# --- in words ---


def entry(value: HistoryEntry) -> str:
    """Return which capture changed something, as the head of what it changed."""
    id = value.revision.capture
    head = value.when if id is None or id == value.when else f"{value.when}, {id}"
    above = listed([label(what) for what in value.values])
    return f"{head} ({above}: above)" if above else head


def label(what: Changed) -> str:
    """Return what changed, as the label of a row.

    >>> label("title"), label("container")
    ('title', 'appeared in')
    """
    return _LABELS.get(what, what)


def since(value: Step) -> str:
    """Return from when on the page had a value, as far as that is known."""
    return "at first" if value.when is None else f"from {value.when}"


def step(value: Step) -> str:
    """Return a value that a page had, and whether the record follows it.

    >>> step(Step("2026-03-05", "Trade falls", is_again=True))
    'Trade falls (again)'
    >>> step(Step("2026-03-05", "A. Wright", kept=True))
    'the page has A. Wright; the record keeps what somebody gave it'
    """
    words = "the page states none" if value.value is None else value.value
    again = " (again)" if value.is_again else ""
    if value.kept:
        has = "" if value.value is None else "the page has "
        return f"{has}{words}{again}; {KEPT}"
    return f"{words}{again}"


def rights_gone(document: Document) -> str:
    """Return since when the page states no rights any more, and which before; else nothing."""
    rows = (of.steps for of in capture_history(document).values if of.what == "rights")
    for *_, before, last in rows:
        if last.value is None:
            return f"the page states none {since(last)} on; before: {before.value}"
    return ""


KEPT = "the record keeps what somebody gave it"
"""What is said of a value that does not follow the page."""


def place(change: CaptureChange, document: Document) -> str:
    """Return what changed, whether it came or went, in which block, and whether the record follows.

    A block that is no longer in the text is said to be gone now.
    """
    has_gone = change.was is not None and change.became is None
    has_come = change.was is None and change.became is not None
    how = "went" if has_gone else "came" if has_come else "changed"
    where = ""
    if change.block is not None:
        is_there = change.block in document.index.by_id
        where = f" {'from' if has_gone else 'in'} {change.block}{'' if is_there else ' (now gone)'}"
    kept = f"; {KEPT}" if change.kept else ""
    return f"{label(change.what)} {how}{where}{kept}"


def not_shown(changes: Iterable[CaptureChange]) -> str:
    """Return how much changed of which the words may not be shown; empty for none.

    >>> not_shown(CaptureChange(what="sentence", was=word) for word in "ab")
    '2 sentences (not shown)'
    """
    amounts = Counter(change.what for change in changes)
    words = listed([counted(number, f"{what}s") for what, number in amounts.items()])
    return f"{words} (not shown)" if words else ""
