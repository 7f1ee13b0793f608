"""The page of a diff: the changes between two versions of a record, or of a file."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import InvalidDocument, ReadError
from archive.formats import FORMATS
from archive.model.document import Document
from archive.revision.diff import Diff, diff
from archive.revision.diff.difference_kinds import Difference
from archive.view.page_parts import (
    Heading,
    Inset,
    Lines,
    Notice,
    Paragraph,
    Part,
    Parts,
    Run,
    Style,
    Text,
    Version,
)
from archive.view.terminal import render
from archive.wording import differences as wording

_LINES: dict[str, Style] = {"-": "bad", "+": "good", "@": "name"}
"""The styles of lines of a diff, by their first character."""


def changes_page(
    changes: Diff,
    names: tuple[str, str] | None = None,
    *,
    width: int = 80,
    styled: bool = False,
    everything: bool = False,
) -> str:
    """Return a page of changes: their number, then each change, group by group.

    Args:
        changes: The result of `diff`.
        names: The names of the two versions, if not the ids of their records.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.
        everything: Whether to show long texts in full, and to list changes that only follow from
            others and texts with changes only in formatting. By default these are counted.
    """
    page = diff_parts(changes, names, everything=everything)
    return render(page, width=width, styled=styled)


def file_page(
    name: str,
    old: bytes | None,
    new: bytes | None,
    *,
    width: int = 80,
    styled: bool = False,
    everything: bool = False,
) -> str:
    """Return a page about two versions of a file, for a version control system.

    A version without a record is not an error, because work is often saved half done: the page then
    reports the problem, and shows which lines changed.

    Args:
        name: The name of the file.
        old: The old bytes; `None` for a new file.
        new: The new bytes; `None` for a removed file.
        width: The most columns of a line.
        styled: Whether to colour it with ANSI sequences.
        everything: As in `changes_page`.
    """
    return render(file_parts(name, old, new, everything=everything), width=width, styled=styled)


def diff_parts(
    changes: Diff, names: tuple[str, str] | None = None, *, everything: bool = False
) -> Parts:
    """Return the parts of a page of changes."""
    return tuple(_changes(changes, everything, names))


def file_parts(
    name: str, old: bytes | None, new: bytes | None, *, everything: bool = False
) -> Parts:
    """Return the parts of a page about two versions of a file."""
    return (Heading(name, 1), *_file(name, old, new, everything))


# --- two versions of a file ---


def _file(name: str, old: bytes | None, new: bytes | None, everything: bool) -> Iterator[Part]:
    problems: list[str] = []
    before = _record(old, "old", name, problems)
    after = _record(new, "new", name, problems)
    if problems:
        yield from map(Paragraph, problems)
        yield Lines(tuple(_changed_lines(old or b"", new or b"")))
    elif before is not None and after is not None:
        yield from _changes(diff(before, after), everything)
    elif document := before or after:
        yield Paragraph(
            wording.added_or_removed_record(document, "gone" if after is None else "new")
        )


def _record(data: bytes | None, which: str, name: str, problems: list[str]) -> Document | None:
    """Return the record in a version; if it has none, add the errors to `problems`."""
    if data is None:
        return None
    try:
        return FORMATS.read(data).document
    except (InvalidDocument, ReadError) as problem:
        findings = [finding.at(file=name) for finding in problem.findings]
        problems.append(wording.no_record(which, findings))
        return None


def _changed_lines(old: bytes, new: bytes) -> Iterator[Text]:
    """Yield the changed lines of two files, as `diff -u` does."""
    from difflib import unified_diff

    before, after = (data.decode("utf-8", "replace").split("\n") for data in (old, new))
    for n, line in enumerate(unified_diff(before, after, n=3, lineterm="")):
        if n > 1:  # after the names of the files
            style = _LINES.get(line[:1])
            yield Run(line, style) if style else line


# --- two versions of a record ---


def _changes(
    changes: Diff, everything: bool, names: tuple[str, str] | None = None
) -> Iterator[Part]:
    yield Paragraph(wording.headline(changes, names))
    for group, entries in wording.grouped_differences(changes, everything=everything):
        yield Heading(group.capitalize(), 3)
        yield Inset(tuple(part for entry in entries for part in _entry(entry, everything)))
    if not everything and (unlisted := wording.not_listed(changes)):
        yield Notice(unlisted, "quiet")


def _entry(entry: wording.ListedDifference, everything: bool) -> Iterator[Part]:
    yield Paragraph(entry.message, hanging=True)
    within = [part for inner in entry.within for part in _entry(inner, everything)]
    if entry.difference is not None:
        within += _words(entry.difference, everything)
    if within:
        yield Inset(tuple(within))


def _words(change: Difference, everything: bool) -> Iterator[Part]:
    """Yield the old and the new words of a difference."""
    yield from _passages(change) if change.passages else _values(change, everything)


def _values(change: Difference, everything: bool) -> Iterator[Part]:
    """Yield the old and the new value, unless the message of the difference has both."""
    values = [text for text in (change.old, change.new) if text is not None]
    if all(text in change.message for text in values):
        return
    shorten = str if everything else wording.elide_middle
    if change.old == change.new:
        yield Version("both", shorten(values[0]))
        return
    if change.old is not None:
        yield Version("old", shorten(change.old))
    if change.new is not None:
        yield Version("new", shorten(change.new))


def _passages(change: Difference) -> Iterator[Part]:
    """Yield the old and the new words at each place, with the text around them."""
    text = change.old or ""
    for n, passage in enumerate(change.passages):
        before, old, after = passage.before, passage.old, passage.after
        at_start = n == 0 and text.startswith(before + old)
        at_end = n == len(change.passages) - 1 and text.endswith(old + after)
        before, after = before if at_start else f"…{before}", after if at_end else f"{after}…"
        yield Version("old", old, before, after)
        yield Version("new", passage.new, before, after)
        if invisible := wording.invisible_change(old, passage.new):
            yield Inset((Paragraph(f"({invisible})"),))
