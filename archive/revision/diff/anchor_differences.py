"""Finds how the anchors and orphans of statements and values differ between two versions."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from archive.findings import short
from archive.model.anchors import Anchor, Orphan
from archive.revision.diff.changed_passages import edits_of_words, passages
from archive.revision.diff.difference_kinds import Kind, Passage
from archive.revision.diff.messages import head
from archive.revision.diff.version_pair import VersionPair
from archive.text.alignment.alignment import edits
from archive.text.normalized import has_same_words

Stretch = Anchor | Orphan
Pair = tuple[int | None, int | None]
"""The positions of one anchor or orphan in the old and new version; `None` if it is not there."""


def paired_stretches(old: Sequence[Stretch], new: Sequence[Stretch]) -> list[Pair]:
    """Pair the anchors and orphans of the old version with those of the new version.

    If the lists have equal length, pairs have equal positions. Otherwise pairs have equal words, in
    order; a stretch without a partner was added or removed.
    """
    if len(old) == len(new):
        return [(n, n) for n in range(len(old))]
    by_words: dict[str, deque[int]] = defaultdict(deque)
    for n, stretch in enumerate(new):
        by_words[stretch.exact].append(n)
    paired: list[Pair] = []
    for n, stretch in enumerate(old):
        same = by_words[stretch.exact]
        paired.append((n, same.popleft() if same else None))
    kept = {after for _, after in paired}
    return [*paired, *((None, n) for n in range(len(new)) if n not in kept)]


def anchor_difference(
    old: Stretch | None, new: Stretch | None, versions: VersionPair
) -> tuple[Kind, str] | None:
    """Return how an anchor or orphan differs: the kind of difference, and a message.

    Return `None` if there is no difference.
    """
    match old, new:
        case (None, None):
            return None
        case (None, _):
            assert new is not None
            return "anchor-added", head(f"words added, in {new.block}", new.exact)
        case (_, None):
            assert old is not None
            return "anchor-removed", head(f"words removed, in {old.block}", old.exact)
        case (Anchor(), Anchor()):
            return _anchors_differ(old, new, versions)
        case (Anchor(), Orphan()):
            return "anchor-orphaned", f"{short(old.exact)} no longer has a place: {new.reason}"
        case (Orphan(), Anchor()):
            return "anchor-restored", f"words without a place are in {new.block} again"
        case (Orphan(), Orphan()) if old != new:
            return "orphan-changed", f"other details of words without a place: {new.reason}"
        case _:
            return None


def _anchors_differ(old: Anchor, new: Anchor, versions: VersionPair) -> tuple[Kind, str] | None:
    if old.exact != new.exact and has_same_words(old.exact, new.exact):
        if versions.has_followed(old, new):
            return "anchor-restyled", f"the same words in another form, in {new.block}"
        return (
            "anchor-relocated",
            f"moved by hand to the same words elsewhere, {_from_to(old, new)}",
        )
    if old.exact != new.exact:
        where = f"in {new.block}" if old.block == new.block else _from_to(old, new)
        return "anchor-altered", f"other words, {where}"
    if (old.block, old.start) == (new.block, new.start):
        return None
    if versions.has_moved(old, new):
        return "anchor-moved", head(f"moved with the text {_from_to(old, new)}", old.exact)
    return "anchor-relocated", head(
        f"moved by hand to the same words elsewhere, {_from_to(old, new)}", old.exact
    )


def _from_to(old: Anchor, new: Anchor) -> str:
    """Return the old and new place: two blocks, or two offsets in one block."""
    if old.block == new.block:
        return f"in {old.block} from {old.start} to {new.start}"
    return f"from {old.block} to {new.block}"


def passages_of(kind: Kind, was: Stretch | None, now: Stretch | None) -> tuple[Passage, ...]:
    """Return the passages in which the words of a changed anchor or orphan differ."""
    if kind != "anchor-altered" or was is None or now is None:
        return ()
    word_edits = edits_of_words(was.exact, now.exact, edits(was.exact, now.exact))
    return tuple(passages(was.exact, now.exact, word_edits))


def words_to_report(stretch: Stretch | None, other: Stretch | None) -> str | None:
    """Return the words of an anchor; for an orphan, only if its words changed."""
    if stretch is None or (isinstance(stretch, Orphan) and isinstance(other, Anchor)):
        return None
    is_note = isinstance(stretch, Orphan) and other and other.exact == stretch.exact
    return None if is_note else stretch.exact
