"""Words for the values of a record in the messages of a diff. Nothing is escaped here."""

from __future__ import annotations

import re
from typing import Any

from archive.english import counted, quoted, spaced
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import Citation, Comment, Correction, DateMention, Mention, Tag
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.basis import ABSENCES, Absence
from archive.model.blocks import TextBlock
from archive.model.captures import Capture
from archive.model.claims import Attribution, Claim
from archive.model.introspection import stretch_fields
from archive.model.names import Identifier, Name
from archive.model.relations import Relation
from archive.model.revisions import CaptureChange, Revision
from archive.model.rights import Rights
from archive.model.statements import Agent, Change
from archive.model.walk import walk
from archive.model.works import Evidence, Locator, Source, Withdrawal
from archive.text.speakers import speaker_label

SHORT = 60
"""The most code points of a value that is shown in the message."""

_LABELS = ("text", "title", "term", "tag", "name", "date", "address", "value", "summary", "file")
"""The fields that can be the label of a value."""


def value_in_words(value: Any) -> str:
    """Return a value of the model in words; empty for a missing value.

    >>> (
    ...     value_in_words(("a", "b")),
    ...     value_in_words(None),
    ...     value_in_words(True),
    ...     value_in_words(Name(literal="A. Wright")),
    ... )
    ('a; b', '', 'yes', 'A. Wright')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Absence():
            return ABSENCES[value]
        case str():
            return value
        case tuple():
            return "; ".join(filter(None, map(value_in_words, value)))
        case Name():
            return str(value)
        case Identifier() if type(value) is Identifier:
            return f"{value.scheme} {value.value}"
        case Anchor() | Orphan():
            return value.exact
        case Locator():
            return f"{value.unit} {value.value}"
        case Evidence():
            return evidence(value)
        case Rights():
            parts = (value.notice, value.uri, value.spdx, *value.holders)
            return ", ".join(filter(None, map(value_in_words, parts)))
        case Attribution():
            who = value.claimant or speaker_label([stretch.exact for stretch in value.cue])
            return f"{who} ({value.manner})"
        case Change():
            return change(value)
        case CaptureChange():
            return capture_change(value)
        case Withdrawal():
            return ", ".join(filter(None, (value.date, value.reason))) or "yes"
        case Model():
            return _model(value)
        case _:
            return str(value)


def _model(value: Model) -> str:
    """Return any other value of the model in words: its label, or else all its fields."""
    fields = value.__dict__
    label = next((name for name in _LABELS if isinstance(fields.get(name), str | Name)), None)
    if label is not None:
        return value_in_words(fields[label])
    apart = (*stretch_fields(type(value)), "type")  # these are separate differences
    parts = [value_in_words(item) for name, item in fields.items() if name not in apart]
    return ", ".join(filter(None, parts))


def value(text: str) -> str:
    """Return a value as part of a sentence: in quotation marks, unless it is one word."""
    return quoted(text) if re.search(r"\s", text) else text


def head(what: str, words: str) -> str:
    """Return a sentence; words that it is about are added if they are short.

    >>> head("claim-1 added", "Trade fell."), head("claim-1 added", "x" * 100)
    ('claim-1 added: Trade fell.', 'claim-1 added')
    """
    return f"{what}: {words}" if words and len(words) <= SHORT else what


def became(what: str, old: str, new: str) -> str:
    """Return a sentence that says how a value changed, was added or was removed.

    >>> became("w-1: title", "Trade", "Trade in 2015"), became("w-1: title", "", "Trade")
    ('w-1: title changed from Trade to “Trade in 2015”', 'w-1: title added: Trade')
    """
    is_short = max(len(old), len(new)) <= SHORT
    if old and new:
        detail = f" from {value(old)} to {value(new)}" if is_short else ""
        return f"{what} changed{detail}"
    detail = f": {value(old or new)}" if is_short else ""
    return f"{what} {'added' if new else 'removed'}{detail}"


def field(rest: tuple[str, ...]) -> str:
    """Return the path to a value within its part, in words.

    >>> field(("titles", "0", "rests_on"))
    'titles 1, rests on'
    """
    words = ""
    for step in rest:
        if re.fullmatch("[0-9]+", step):
            words += f" {int(step) + 1}"
        else:
            words += f"{', ' if words else ''}{step.replace('_', ' ')}"
    return words.strip()


def evidence(piece: Evidence) -> str:
    """Return a piece of evidence in words: the work, the place in it, the quoted words."""
    where = f", {value_in_words(piece.locator)}" if piece.locator else ""
    quote = f": {quoted(piece.quoted)}" if piece.quoted else ""
    return f"{piece.work}{where}{quote}"


def change(step: Change) -> str:
    """Return an entry of a statement's history in words: status, revision, reason."""
    revision = f" in {step.revision}" if step.revision else ""
    return f"{step.status}{revision}" + (f": {step.reason}" if step.reason else "")


def revision(entry: Revision) -> str:
    """Return a revision in words: time, agent, summary, number of changes by its capture."""
    made = (entry.at or "", f"by {entry.by}" if entry.by else "")
    words = ": ".join(filter(None, (" ".join(filter(None, made)), entry.summary or "")))
    changes = f"{counted(len(entry.changes), 'changes')} of the page" if entry.changes else ""
    capture = f"text of {entry.capture}" if entry.capture else ""
    return "; ".join(filter(None, (words, capture, changes)))


def capture_change(change: CaptureChange) -> str:
    """Return a change by a newer capture in words.

    >>> capture_change(CaptureChange(what="title", was="Trade", became="Trade rises", kept=True))
    'title changed from Trade to “Trade rises”, and the record keeps another value'
    >>> capture_change(CaptureChange(what="link", block="p-1"))
    'link in p-1 changed'
    """
    what = f"{change.what} in {change.block}" if change.block else change.what
    words = f"{what} changed"
    if change.was or change.became:
        words = became(what, change.was or "", change.became or "")
    return f"{words}, and the record keeps another value" if change.kept else words


def words_of(part: Any) -> str:
    """Return the words that a statement is about."""
    return " … ".join(stretch.exact for stretch in part.anchors)


def description(part: Model) -> str:
    """Return the content of a part in words, for a message that it was added or removed."""
    match part:
        case TextBlock() if not hasattr(part, "lists"):
            return part.text
        case Claim():
            return part.restatement
        case Mention():
            return f"{words_of(part)} → {part.refers_to}"
        case DateMention():
            return f"{words_of(part)} → {part.date}"
        case Correction():
            return f"{words_of(part)} → {part.corrected or 'nothing'}"
        case Citation():
            return f"{words_of(part)} → {part.cites}"
        case Tag():
            return f"{words_of(part)} → {part.tag}"
        case Comment():
            return part.text
        case Assessment():
            evidence_words = f" ({value_in_words(part.evidence)})" if part.evidence else ""
            return f"{part.claim} is {part.verdict}: {part.reasoning}{evidence_words}"
        case Relation():
            return f"{part.subject} {spaced(part.predicate)} {part.object}"
        case Source():
            return part.as_named
        case Agent():
            return part.name
        case Revision():
            return revision(part)
        case Capture():
            size = counted(part.size_bytes, "bytes", grouped=False)
            return f"{part.file}, {size} of {part.media_type}"
        case _:
            label = getattr(part, "label", None)
            return label if isinstance(label, str) else text_of(part)


def text_of(part: Model) -> str:
    """Return the text of all blocks within a part, in reading order."""
    texts = (block.text for _, block in walk(part) if isinstance(block, TextBlock))
    return " / ".join(filter(None, texts))
