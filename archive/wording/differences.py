"""Describes the differences between two versions of a record: counts, groups, single values.

A difference has its own sentence, which is stored in the diff.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import category, normalize

from archive.english import counted
from archive.model.document import Document
from archive.revision.diff import SAME_WORDS, Diff, furniture_in_words
from archive.revision.diff.difference_kinds import GROUPS, Difference, Group, Kind
from archive.revision.diff.typography import forms

_QUIET: dict[Kind, tuple[str, str]] = {
    "anchor-moved": ("anchor moved with the text", "anchors moved with the text"),
    "anchor-restyled": (
        "anchor has the same words in another form",
        "anchors have the same words in another form",
    ),
    "formatting-moved": (
        "block has its formatting moved with the text",
        "blocks have their formatting moved with the text",
    ),
    "origin-changed": (
        "block has another place in the received file",
        "blocks have another place in the received file",
    ),
}  # fmt: skip
_OF_VALUES = (
    "value has another place in the received file",
    "values have another place in the received file",
)
"""The words for the last of these kinds if the difference is about values of the metadata."""
_REOPENING: frozenset[Kind] = frozenset({"anchor-altered", "anchor-orphaned"})
"""The kinds of difference that reopen a statement if the text has changed."""
_LONGEST = 200
"""The most code points of a value; longer values lose their middle."""
_MOST_SIGNS = 12
"""The most invisible characters that are shown by their code points."""


class ListedDifference(NamedTuple):
    """An entry in a list of differences."""

    message: str
    difference: Difference | None = None
    """The difference whose words are shown below the sentence."""
    within: tuple[ListedDifference, ...] = ()
    """The entries below this entry, with their own sentences."""


def headline(changes: Diff, names: tuple[str, str] | None = None) -> str:
    """Return the names of the records and the counts: `small: 2 differences (claims 2)`.

    Args:
        changes: The differences.
        names: The names of the two versions; if left out, the ids of the records.
    """
    old, new = names or (changes.old.id, changes.new.id)
    counts = {
        group: len(entries) for group, entries in grouped_differences(changes, everything=False)
    }
    groups = ", ".join(f"{group} {n}" for group, n in counts.items())
    if not changes:
        amount = "no differences"
    elif not counts:
        amount = "only differences that are not listed"
    else:
        amount = f"{counted(sum(counts.values()), 'differences', grouped=False)} ({groups})"
    same = f"{SAME_WORDS}; " if changes.is_of_a_page and changes.has_same_words else ""
    return f"{new if old == new else f'{old} → {new}'}: {same}{amount}"


def grouped_differences(
    changes: Diff, *, everything: bool
) -> Iterator[tuple[Group, Sequence[ListedDifference]]]:
    """Yield each group with its entries.

    A statement that was reopened because its words changed is one entry, with the words. All
    restyled texts together are one entry.

    Args:
        changes: The differences.
        everything: Whether to include differences that only follow from others, and to list each
            restyled text.
    """
    for group in GROUPS:
        entries = list(_entries(changes.of(group), everything=everything))
        if entries and group == "furniture" and not everything:
            entries = [ListedDifference(furniture_in_words(len(entries)))]
        if entries:
            yield group, entries


def _entries(differences: Sequence[Difference], *, everything: bool) -> Iterator[ListedDifference]:
    reopened = {d.part for d in differences if _is_reopened(d)}
    words: dict[str | None, list[Difference]] = {}
    restyled: list[Difference] = []
    for difference in differences:
        if difference.kind in _REOPENING and difference.part in reopened:
            words.setdefault(difference.part, []).append(difference)
    for difference in differences:
        if _is_reopened(difference) and difference.part in words:
            yield _reopened_statement(difference, words[difference.part])
        elif difference.kind in _REOPENING and difference.part in words:
            pass
        elif difference.kind == "text-restyled" and not everything:
            restyled.append(difference)
        elif everything or not difference.quiet:
            yield ListedDifference(difference.message, difference)
    if restyled:
        yield ListedDifference(_restyled_texts(restyled))


def _is_reopened(difference: Difference) -> bool:
    """Return whether a difference is that a statement is proposed again, or still proposed."""
    is_still = difference.kind == "history-changed" and difference.new is None
    return is_still or difference.kind == "statement-proposed"


def _reopened_statement(reopened: Difference, words: Sequence[Difference]) -> ListedDifference:
    """Return the entry for a reopened statement, with the differences in its words."""
    messages = [change.message.removeprefix(str(reopened.part)).lstrip(":, ") for change in words]
    has_reason = ": " in reopened.message
    if len(words) == 1 and not has_reason:
        return ListedDifference(f"{reopened.message}: {messages[0]}", words[0])
    colon = "" if has_reason else ":"
    return ListedDifference(
        f"{reopened.message}{colon}", None, tuple(map(ListedDifference, messages, words))
    )


def _restyled_texts(restyled: Sequence[Difference]) -> str:
    """Return how many texts are only written differently, and the kinds of such differences."""
    number = counted(len(restyled), "blocks", grouped=False)
    have = "has" if len(restyled) == 1 else "have"
    kinds = Counter(form for change in restyled for form in forms(change.passages))
    what = ", ".join(form for form, _ in kinds.most_common())
    return f"{number} {have} the same words in another form ({what})"


def not_listed(changes: Diff) -> str:
    """Return the number of differences, by kind, that only follow from others; empty if none do."""
    counts: Counter[tuple[str, str]] = Counter()
    for change in changes.changes:
        if change.kind in _QUIET:
            is_value = change.kind == "origin-changed" and change.group != "text"
            counts[_OF_VALUES if is_value else _QUIET[change.kind]] += _number_of_values(
                change, changes
            )
    counted_kinds = "; ".join(f"{n} {words[n > 1]}" for words, n in counts.items())
    return f"Not listed: {counted_kinds}." if counted_kinds else ""


def _number_of_values(change: Difference, changes: Diff) -> int:
    """Return the number of things that a difference is about, such as the blocks of a whole row."""
    return max((changes.operations[n].count or 1 for n in change.operations), default=1)


def elide_middle(text: str, longest: int = _LONGEST) -> str:
    """Return a value; of a long value, only the beginning and the end."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half].rstrip()} […] {text[-half:].lstrip()}"


def no_record(which: str, problems: Sequence[object]) -> str:
    """Return the sentence for a version of a file without a record, with the first problem."""
    first, *others = problems
    more = f" (and {len(others)} more)" if others else ""
    return f"the {which} version holds no record, so its lines are shown: {first}{more}"


def added_or_removed_record(document: Document, what: str) -> str:
    """Return the sentence for a new or removed record, with its size: `12 blocks, 3 claims`."""
    counts = {
        "blocks": len(document.text_blocks()),
        "claims": len(document.claims),
        "sources": len(document.sources),
        "annotations": len(document.annotations),
    }
    contents = ", ".join(counted(n, things, grouped=False) for things, n in counts.items() if n)
    return f"{document.id}: the record is {what} ({contents or 'empty'})"


def invisible_change(old: str, new: str) -> str:
    """Return the difference between two texts that look the same; empty if they look different."""
    if old != new and normalize("NFC", old) == normalize("NFC", new):
        return "the same characters, written with other code points"
    if _visible_text(old) != _visible_text(new):
        return ""
    return f"{_invisible_characters(old)} became {_invisible_characters(new)}"


def _is_visible(character: str) -> bool:
    return not (character.isspace() or category(character) in ("Cc", "Cf"))


def _visible_text(text: str) -> str:
    return "".join(filter(_is_visible, text))


def _invisible_characters(text: str) -> str:
    """Return the code points of the invisible characters in a text."""
    numbers = [f"U+{ord(character):04X}" for character in text if not _is_visible(character)]
    more = ["…"] if len(numbers) > _MOST_SIGNS else []
    return " ".join(numbers[:_MOST_SIGNS] + more) or "nothing"
