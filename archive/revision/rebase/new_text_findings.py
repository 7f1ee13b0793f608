"""Findings that a person should read before a new text replaces the old one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from archive.english import counted, listed
from archive.findings import Finding, note, short, warning
from archive.model.blocks import Furniture, TextBlock
from archive.model.captures import Capture
from archive.model.dates import instant_order
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.revision.rebase.new_text import NewText
from archive.revision.rebase.record_text import RecordText
from archive.text.alignment.tokens import covered, weight
from archive.text.offsets import merged_spans

_HALF = 0.5
"""If the new text has less than this share of the old text, it is reported as short. Of 88 real
changes, none left less than 0.86."""
_TELLING = 40
"""How many code points at the end of a text are searched in the old text."""

_NEXT_TO_NOTHING = 0.2
"""A sentence counts as new if no larger share of it is in the other text."""
_SENTENCE = 8
"""The least weight of reported words, which excludes numbers and headings of one word."""


def text_findings(
    before: Document, after: Document, text: NewText, changes: Sequence[CaptureChange]
) -> Iterator[Finding]:
    """Yield doubts about a new text: it may be only a part of the article, or an older version.

    Args:
        before: The record with the old text.
        after: The record with the new text.
        text: The new text.
        changes: The changes of the article.
    """
    if text.may_be_copies:  # the article is the same
        yield from _shortened(_body(before), _body(after))
        yield from _sentences_come_and_gone(changes, text)
    yield from _received_earlier(before, after)
    yield from _joined_blocks(before, after, text)


def _body(document: Document) -> list[TextBlock]:
    """Return the text blocks of the article itself."""
    return [block for block in document.text_blocks() if not isinstance(block, Furniture)]


def _shortened(old: list[TextBlock], new: list[TextBlock]) -> Iterator[Finding]:
    """Warn if a text lacks much of the old text, or breaks off."""
    hint = "if the page shows a login, an error or only a part, save all of it and rebase onto that"
    size, new_size = (sum(len(block.text) for block in blocks) for blocks in (old, new))
    if new_size < _HALF * size:
        share = f"{100 * new_size // size} %"
        message = f"the new text has {share} of the old length: a paywall, an error or a part?"
        yield warning("text-much-shorter", "", message, hint)
    elif new and (words := _broken_off(old, new[-1])):
        message = f"the new text breaks off in {new[-1].id}, at {short(words)}: is it complete?"
        yield warning("text-breaks-off", "", message, hint)


def _broken_off(old: list[TextBlock], last: TextBlock) -> str | None:
    """Return the last words of a text if the old text continues after them; `None` otherwise.

    If a text ends with a sentence, its author may have shortened it.
    """
    end = last.text.rstrip().removesuffix("...").removesuffix("…").rstrip()
    if len(end) < _TELLING or not end[-1].isalnum():
        return None
    for block in old:
        if block.text.startswith(end) and block.text[len(end) :].strip():
            return end[-_TELLING:]
    return None


def _sentences_come_and_gone(changes: Sequence[CaptureChange], text: NewText) -> Iterator[Finding]:
    """Yield notes on sentences that the other text does not have; copies do not count.

    No outcome reports these sentences, because no statement is anchored on them. But they may
    change the meaning of the text beside them, as "This was wrong." does.
    """
    sentences = [one for one in changes if one.what == "sentence"]
    runs, copies = text.placing.runs, text.copies
    old = _Sentences(text.old, [(run.start, run.end) for run in runs])
    new = _Sentences(
        text.new,
        [
            *((run.new_start, run.new_end) for run in runs),
            *((copy.new_start, copy.new_end) for copy in copies),
        ],
    )
    came = [
        (one.block, one.became)
        for one in sentences
        if one.was is None and new.is_alone(one.block, one.became) and not old.has(one.became)
    ]
    went = [
        (one.block, one.was)
        for one in sentences
        if one.became is None and old.is_alone(one.block, one.was) and not new.has(one.was)
    ]
    hint = "it may change the meaning of the text beside it; archive diff shows it"
    if told := _first_of(came):
        message = f"{told[0]} only in the new text, {told[1]}"
        yield note("sentences-came", "", message, f"read what was added: {hint}")
    if told := _first_of(went):
        message = f"{told[0]} only in the old text, {told[1]}"
        yield note("sentences-went", "", message, f"read what was removed: {hint}")


def _first_of(sentences: Sequence[tuple[str | None, str | None]]) -> tuple[str, str] | None:
    """Return the number of sentences, and the first one, without those of a word or two."""
    told = [(id, words) for id, words in sentences if words and weight(words) >= _SENTENCE]
    if not told:
        return None
    (id, words), is_one = told[0], len(told) == 1
    amount = f"{counted(len(told), 'sentences')} {'is' if is_one else 'are'}"
    return amount, f"{'in' if is_one else 'first in'} {id}: {short(words)}"


class _Sentences:
    """A text, and the spans of it that are also in the other text."""

    def __init__(self, text: RecordText, spans: list[tuple[int, int]]) -> None:
        self._text = text
        self._common = merged_spans(spans)

    def is_alone(self, block: str | None, words: str | None) -> bool:
        """Return whether almost nothing of a sentence is in the other text."""
        own = self._text.blocks[block or ""]
        start = self._text.start_of[block or ""] + max(0, own.find(words or ""))
        length = len(words or "")
        return covered(self._common, start, start + length) < _NEXT_TO_NOTHING * length

    def has(self, words: str | None) -> bool:
        """Return whether the text contains words; a sentence that is repeated is not new."""
        return (words or "") in self._text.text


def _received_earlier(before: Document, after: Document) -> Iterator[Finding]:
    """Warn if a text was received before the text that it replaces."""
    old, new = _last_read(before), _last_read(after)
    if old is None or new is None or new[0] >= old[0]:
        return
    (_, was), (_, now) = old, new
    message = (
        f"an older text replaces a newer one: {now.file} was received "
        f"{now.received_at}, {was.file} {was.received_at}"
    )
    hint = "rebase onto the text that was received last"
    yield warning("received-earlier", "", message, hint)


def _last_read(document: Document) -> tuple[datetime, Capture] | None:
    """Return when the text was last received, and the capture; `None` if not stated."""
    read = {block.origin.capture for block in document.text_blocks() if block.origin is not None}
    dated = [
        (instant_order(one.received_at), one)
        for one in document.captures
        if one.id in read and one.received_at is not None
    ]
    return max(dated, key=lambda entry: entry[0], default=None)


def _joined_blocks(before: Document, after: Document, text: NewText) -> Iterator[Finding]:
    """Yield notes on blocks whose words are now part of another block, such as rows or verses."""
    blocks = after.index.blocks
    taken_in: dict[str, list[str]] = defaultdict(list)
    for block in before.text_blocks():
        if block.id in blocks or not block.text.strip():
            continue
        first = text.old.start_of[block.id]
        place = text.placing.place(first, first + len(block.text))
        if place.fate == "same":
            taken_in[text.new.ids[text.new.number_at(place.start)]].append(block.id)
    for id, joined in taken_in.items():
        if (
            id in before.index.blocks or len(joined) > 1
        ):  # otherwise this is the same block under another id
            message = f"{id} now contains the words of {counted(len(joined), 'other blocks')}"
            yield note("blocks-joined", "", f"{message}: {listed(joined)}")
