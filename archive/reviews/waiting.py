"""`waiting` lists the statements of a record that wait for a person, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from archive.errors import require
from archive.model.anchors import Anchor, Orphan
from archive.model.annotations import (
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.assessments import Assessment
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.relations import Relation
from archive.model.statements import Change, Statement
from archive.reprs import OneLineRepr, ReprItems
from archive.revision.restored_words import restored_reason

Why = Literal["reopened", "proposed", "doubt"]
"""The word for why a statement waits."""

WHYS: Mapping[Why, str] = {
    "reopened": "it is proposed again: the text changed, or somebody reopened it",
    "proposed": "nobody has decided about it yet",
    "doubt": "somebody doubts the claim, and nobody has checked the doubt",
}
"""The meaning of each word. Waiting statements are in this order."""

# fmt: off
Kind = Literal[
    "claim", "relation", "verdict", "doubt",
    "mention", "date", "correction", "citation", "tag", "comment",
]
# fmt: on
"""The kind of a statement. For an assessment: verdict or doubt; for an annotation: its type."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""All kinds."""

_RULE = re.compile(r"rule ([\w.-]+\w)")
"""Matches the start of a reason that a program gives if it proposes by rules."""


@dataclass(frozen=True, slots=True, repr=False)
class Waiting(OneLineRepr):
    """A statement that waits for a person."""

    id: str
    """The id of the statement."""
    kind: Kind
    """The kind of statement."""
    why: Why
    """Why the statement waits."""
    reason: str = ""
    """The reason in the history of the statement; empty if there is none."""
    lost: bool = False
    """Whether words that the statement is about have lost their place in the text."""
    maker: str | None = None
    """The id of the agent who made the statement, if known."""
    rule: str | None = None
    """The rule by which a program proposed it, if the reason says so: `rule reporting-verb:
    ...`."""

    def is_like(self, other: Waiting) -> bool:
        """Whether both statements are of one kind, and one maker proposed them by one rule."""
        own, others = ((w.kind, w.why, w.maker, w.rule) for w in (self, other))
        return own == others

    def _repr_items(self) -> ReprItems:
        yield None, self.id
        yield None, self.kind
        yield None, self.why


def waiting(document: Document, *, kinds: Iterable[Kind] = ()) -> tuple[Waiting, ...]:
    """Return the statements that wait for a person, in a sensible order of work.

    Reopened statements come first, then proposals, then doubts; each in the order of the text, and
    a claim before statements about it. A doubt waits until somebody upholds or rejects it. A
    superseded assessment does not wait.

    Args:
        document: The record.
        kinds: The kinds of statement to return; by default all.
    """
    require(document, Document, "waiting takes a Document")
    wanted = frozenset(kinds)
    order = _Order(document)
    entries = [
        (list(WHYS).index(why), order.of(statement), position, _waiting(document, statement, why))
        for position, statement in enumerate(document.index.statements)
        if (why := why_waiting(document, statement)) is not None
        and (not wanted or kind_of_statement(statement) in wanted)
    ]
    return tuple(one for *_, one in sorted(entries, key=lambda entry: entry[:3]))


def why_waiting(document: Document, statement: Statement) -> Why | None:
    """Return why a statement waits, or `None` if it does not."""
    if statement.status != "proposed" or statement.id in document.index.superseded:
        return None
    last = last_decision(statement)
    if isinstance(statement, Assessment) and statement.is_doubt_without_evidence:
        return "doubt" if last is None else None
    return "proposed" if last is None else "reopened"


def last_decision(statement: Statement) -> Change | None:
    """Return the latest history entry that set the status; `None` if there is none."""
    return next((c for c in reversed(statement.history) if c.status != "modified"), None)


def kind_of_statement(statement: Statement) -> Kind:
    """Return the kind of a statement."""
    match statement:
        case Claim():
            return "claim"
        case Relation():
            return "relation"
        case Assessment():
            return "doubt" if statement.is_doubt_without_evidence else "verdict"
        case Mention() | DateMention() | Correction() | Citation() | Tag() | Comment():
            return statement.type
        case _:
            raise TypeError(
                f"{type(statement).__name__} is not a kind of statement that can be decided"
            )


def stretches_of(statement: Statement) -> Sequence[Anchor | Orphan]:
    """Return the words that a statement is about; empty if it is about another statement."""
    return getattr(statement, "anchors", ())


def about(statement: Statement) -> str | None:
    """Return the id of the statement that this statement is about; `None` if there is none."""
    match statement:
        case Relation():
            return statement.subject
        case Assessment():
            return statement.claim
        case Comment():
            return statement.on
        case _:
            return None


def _waiting(document: Document, statement: Statement, why: Why) -> Waiting:
    last, rule = last_decision(statement), _RULE.match(statement.reason or "")
    revision = document.revision(statement.revision) if statement.revision else None
    return Waiting(
        statement.id,
        kind_of_statement(statement),
        why,
        restored_reason(statement) or (last.reason if last else None) or "",
        any(isinstance(stretch, Orphan) for stretch in stretches_of(statement)),
        revision.by if revision else None,
        rule[1] if rule else None,
    )


class _Order:
    """Sorts statements by their words, or after the statement that they are about."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = {id: n for n, id in enumerate(document.index.blocks)}
        self._positions = {s.id: n for n, s in enumerate(document.index.statements)}

    def of(self, statement: Statement) -> tuple[int, int, int, int]:
        """Return the sort key: block, offset, position of the statement with words, and steps."""
        chain = list(self._chain(statement))
        last = chain[-1]
        words = (
            (self._blocks[stretch.block], stretch.start)
            for stretch in stretches_of(last)
            if stretch.block in self._blocks
        )
        block, start = next(words, (len(self._blocks), 0))
        return block, start, self._positions[last.id], len(chain)

    def _chain(self, statement: Statement) -> Iterator[Statement]:
        """Yield a statement, the one that it is about, and so on, up to one that is about words."""
        seen: set[str] = set()
        while statement.id not in seen:
            seen.add(statement.id)
            yield statement
            id = None if stretches_of(statement) else about(statement)
            other = self._document.index.by_id.get(id or "")
            if isinstance(other, Statement):
                statement = other
