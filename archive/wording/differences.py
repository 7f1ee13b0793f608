"""How much differs between two versions of a record, in words.

Each difference brings its own sentence, which a stored diff keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import category, normalize

from archive.english import counted
from archive.model.document import Document
from archive.revision.diff import Diff
from archive.revision.diff.differences import GROUPS, Difference, Group, Kind

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
"""Code points of a value up to which it is told whole."""
_MOST_SIGNS = 12
"""Signs that are not seen of which the numbers are told."""


def headline(changes: Diff) -> str:
    """Return between which records how much differs: `small: 2 differences (claims 2)`."""
    old, new = changes.old.id, changes.new.id
    counts = Counter(change.group for change in changes.changes if not change.quiet)
    told = ", ".join(f"{group} {counts[group]}" for group in GROUPS if counts[group])
    if not changes:
        said = "no differences"
    elif not counts:
        said = "nothing but what only moved"
    else:
        said = f"{counted(counts.total(), 'differences', grouped=False)} ({told})"
    return f"{new if old == new else f'{old} → {new}'}: {said}"


def to_list(changes: Diff, *, everything: bool) -> Iterator[tuple[Group, Sequence[Difference]]]:
    """Yield each group with its differences.

    Args:
        changes: What differs.
        everything: Whether those that only follow from others belong to it.
    """
    for group in GROUPS:
        if listed := [c for c in changes.of(group) if everything or not c.quiet]:
            yield group, listed


def not_listed(changes: Diff) -> str:
    """Return how much only follows from other differences; empty if nothing does."""
    quiet: Counter[Kind] = Counter(change.kind for change in changes.changes if change.quiet)
    told = "; ".join(f"{n} {_QUIET[kind][n > 1]}" for kind, n in quiet.items())
    return f"Not listed: {told}." if told else ""


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a value as it is told where not everything is wanted: its middle left out if long."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half].rstrip()} […] {text[-half:].lstrip()}"


def no_record(which: str, problems: Sequence[object]) -> str:
    """Return that a version of a file holds no record, and the first of what is wrong with it."""
    first, *others = problems
    more = f" (and {len(others)} more)" if others else ""
    return f"the {which} version holds no record, so its lines are shown: {first}{more}"


def whole(document: Document, what: str) -> str:
    """Return that a record is new or gone, and how much it holds: `12 blocks, 3 claims`."""
    counts = {
        "blocks": len(document.text_blocks()),
        "claims": len(document.claims),
        "sources": len(document.sources),
        "annotations": len(document.annotations),
    }
    told = ", ".join(counted(n, things, grouped=False) for things, n in counts.items() if n)
    return f"{document.id}: the record is {what} ({told or 'empty'})"


def unseen(old: str, new: str) -> str:
    """Return what differs where a reader sees no difference; empty where one is seen."""
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
