"""What changed between two versions of a record, as a page to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from unicodedata import category, normalize

from archive.errors import InvalidDocument, ReadError
from archive.formats import FORMATS
from archive.model.document import Document
from archive.report import line_of, safe
from archive.revision.diff import Diff, diff
from archive.revision.diff.differences import GROUPS, Difference, Kind
from archive.view.terminal import Screen, wrap

_QUIET: dict[Kind, tuple[str, str]] = {
    "anchor-moved": ("anchor moved with the text", "anchors moved with the text"),
    "formatting-moved": (
        "block has its formatting moved with the text",
        "blocks have their formatting moved with the text",
    ),
    "origin-changed": (
        "block stands elsewhere in what was received",
        "blocks stand elsewhere in what was received",
    ),
}  # fmt: skip
_LONGEST = 200
"""Code points of a value up to which a page shows it whole."""
_MOST_SIGNS = 12
"""Signs that are not seen of which the numbers are told."""


def changes_page(
    changes: Diff, *, width: int = 80, styled: bool = False, everything: bool = False
) -> str:
    """Return a page: how much changed, and what, group by group.

    Args:
        changes: What `diff` returned.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
        everything: Whether to list what only follows from other changes, which is else counted,
            and to show long texts whole.
    """
    page = _Page(Screen(width, styled), everything)
    return "\n".join(page.lines(changes)) + "\n"


def file_page(
    name: str,
    old: bytes | None,
    new: bytes | None,
    *,
    width: int = 80,
    styled: bool = False,
    everything: bool = False,
) -> str:
    """Return a page about two versions of a file, as a version control system has them.

    A version that holds no record is no error here, since work is often saved half done: the page
    says so, and shows which lines changed.

    Args:
        name: The name of the file.
        old: Its old bytes; `None` if it is new.
        new: Its new bytes; `None` if it is gone.
        width: How many columns a line may have.
        styled: Whether to colour it with ANSI sequences.
        everything: As `changes_page` has it.
    """
    screen = Screen(width, styled)
    lines = [screen.paint(part, "bold") for part in screen.indented(safe(name))]
    problems: list[str] = []
    before = _record(old, "old", name, problems)
    after = _record(new, "new", name, problems)
    if problems:
        lines += [part for line in problems for part in screen.indented(line)]
        lines += _changed_lines(old or b"", new or b"", screen)
    elif before is not None and after is not None:
        changes = diff(before, after)
        page = changes_page(changes, width=width, styled=styled, everything=everything)
        lines += page.rstrip("\n").split("\n")
    elif document := before or after:
        what = "gone" if after is None else "new"
        lines += screen.indented(f"{document.id}: the record is {what} ({_holds(document)})")
    return "\n".join(lines) + "\n"


def _record(data: bytes | None, which: str, name: str, problems: list[str]) -> Document | None:
    """The record of a version; where it holds none, what is wrong is added to the problems."""
    if data is None:
        return None
    try:
        return FORMATS.read(data).document
    except (InvalidDocument, ReadError) as problem:
        first, *others = (line_of(finding.at(file=name)) for finding in problem.findings)
        more = f" (and {len(others)} more)" if others else ""
        problems.append(
            f"the {which} version holds no record, so its lines are shown: {first}{more}"
        )
        return None


def _holds(document: Document) -> str:
    """How much a record holds: `12 blocks of text, 3 claims`."""
    counts = {
        "block": len(document.text_blocks()),
        "claim": len(document.claims),
        "source": len(document.sources),
        "annotation": len(document.annotations),
    }
    told = (f"{n} {word}{'s' if n != 1 else ''}" for word, n in counts.items() if n)
    return ", ".join(told) or "empty"


def _changed_lines(old: bytes, new: bytes, screen: Screen) -> Iterator[str]:
    """The lines that changed in two files, in the form of `diff -u`."""
    from difflib import unified_diff

    before, after = (data.decode("utf-8", "replace").split("\n") for data in (old, new))
    styles = {"-": "bad", "+": "good", "@": "name"}
    for n, line in enumerate(unified_diff(before, after, n=3, lineterm="")):
        if n > 1:  # after the names of the files
            shown, style = safe(line), styles.get(line[:1])
            yield screen.paint(shown, style) if style else shown


class _Page:
    """The parts of the page, each as lines."""

    def __init__(self, screen: Screen, everything: bool) -> None:
        self._screen, self._everything = screen, everything

    def lines(self, changes: Diff) -> Iterator[str]:
        old, new = changes.old.id, changes.new.id
        title = new if old == new else f"{old} → {new}"
        yield from self._headline(title, changes)
        for group in GROUPS:
            listed = [c for c in changes.of(group) if self._everything or not c.quiet]
            if listed:
                yield ""
                yield self._screen.paint(group.capitalize(), "bold")
            for change in listed:
                yield from self._change(change)
        quiet: Counter[Kind] = Counter(change.kind for change in changes.changes if change.quiet)
        if quiet and not self._everything:
            told = [f"{n} {_QUIET[kind][n > 1]}" for kind, n in quiet.items()]
            yield ""
            line = f"Not listed: {'; '.join(told)}."
            yield from (self._screen.paint(part, "dim") for part in self._screen.indented(line))

    def _headline(self, title: str, changes: Diff) -> Iterator[str]:
        counts = Counter(change.group for change in changes.changes if not change.quiet)
        told = ", ".join(f"{group} {counts[group]}" for group in GROUPS if counts[group])
        total = counts.total()
        if not changes:
            said = "no differences"
        elif not total:
            said = "nothing but what only moved"
        else:
            said = f"{total} difference{'s' if total > 1 else ''} ({told})"
        yield from self._screen.indented(f"{title}: {said}")

    def _change(self, change: Difference) -> Iterator[str]:
        yield from self._hanging(safe(change.message), "  ", "    ")
        if change.passages:
            yield from self._passages(change)
            return
        values = [text for text in (change.old, change.new) if text is not None]
        if all(text in change.message for text in values):
            return
        if change.old == change.new:
            yield from self._words(" ", "", self._shortened(values[0]), "")
            return
        for sign, text in (("-", change.old), ("+", change.new)):
            if text is not None:
                yield from self._words(sign, "", self._shortened(text), "")

    def _passages(self, change: Difference) -> Iterator[str]:
        """The words that stood in each place and those that stand there, with text around them."""
        text = change.old or ""
        for n, passage in enumerate(change.passages):
            before, old, after = passage.before, passage.old, passage.after
            at_start = n == 0 and text.startswith(before + old)
            at_end = n == len(change.passages) - 1 and text.endswith(old + after)
            before, after = before if at_start else f"…{before}", after if at_end else f"{after}…"
            yield from self._words("-", before, old, after)
            yield from self._words("+", before, passage.new, after)
            if unseen := _unseen(old, passage.new):
                yield from self._hanging(f"({unseen})", "      ", "      ")

    def _words(self, sign: str, before: str, words: str, after: str) -> Iterator[str]:
        style = {"-": "bad", "+": "good"}.get(sign, "dim")
        painted = re.sub("[^ ]+", lambda found: self._screen.paint(found[0], style), safe(words))
        text = f"{safe(before)}{painted}{safe(after)}"
        yield from self._hanging(text, f"    {self._screen.paint(sign, style)} ", "      ")

    def _shortened(self, text: str) -> str:
        if self._everything or len(text) <= _LONGEST:
            return text
        half = _LONGEST // 2
        return f"{text[:half].rstrip()} […] {text[-half:].lstrip()}"

    def _hanging(self, text: str, first: str, following: str) -> Iterator[str]:
        for n, line in enumerate(wrap(text, max(self._screen.width - len(following), 10))):
            yield (following if n else first) + line


def _unseen(old: str, new: str) -> str:
    """What differs where a reader sees no difference; empty where one is seen."""
    if old != new and normalize("NFC", old) == normalize("NFC", new):
        return "the same signs, written with other code points"
    if _seen(old) != _seen(new):
        return ""
    return f"{_signs(old)} became {_signs(new)}"


def _is_seen(character: str) -> bool:
    return not (character.isspace() or category(character) in ("Cc", "Cf"))


def _seen(text: str) -> str:
    return "".join(filter(_is_seen, text))


def _signs(text: str) -> str:
    """The numbers of the signs of a text that are not seen."""
    numbers = [f"U+{ord(character):04X}" for character in text if not _is_seen(character)]
    more = ["…"] if len(numbers) > _MOST_SIGNS else []
    return " ".join(numbers[:_MOST_SIGNS] + more) or "nothing"
