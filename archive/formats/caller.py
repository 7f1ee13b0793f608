"""Determines who adds data to a record, and what the data may state about their makers.

The person or program that adds the data is the caller. The makers, times and status of statements
in the data are kept only if the caller is a person and trusts the data. Otherwise they are left
out, with a finding for each kind. `Caller` applies this rule to every format that can be added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal, get_args
from unicodedata import category, normalize

from archive.english import counted, listed
from archive.errors import SpeaksForOthers
from archive.findings import Finding, Location, Severity, short
from archive.formats.additions import Additions
from archive.formats.format import ReadResult
from archive.formats.id_generation import strings_in
from archive.model.base import Model
from archive.model.document import Document
from archive.model.introspection import collection_fields
from archive.model.revisions import Revision
from archive.model.statements import Agent, AgentType, Change, Statement, Status
from archive.text.folding import plain_signs
from archive.text.words_between import words_between_repr

NOT_TRUSTED = "not-trusted"
"""The code for makers, times and status that are left out because the data are not trusted."""
WORDS_LEFT_OUT = "words-left-out"
"""The code for a statement in pieces, if the text has words between the pieces."""

Kind = Literal["status", "maker", "time", "history", "agent", "revision"]
"""What data may state about the makers and decisions of their statements."""

_TYPED = re.compile(r"([^\W\d_]+)\s*[:\ufe55\uff1a]\s*(\S.*)", re.S)
"""A type, a colon (also fullwidth or small), and a name."""
_TYPES: Mapping[str, AgentType] = {
    **{type: type for type in get_args(AgentType)},
    **dict.fromkeys(("program", "model", "bot"), "software"),
}
"""The type of agent for each word that may be written before a name."""
_IGNORABLE = re.compile(
    r"[\u034f\u115f\u1160\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Invisible characters that count as letters or marks."""
_OPTIONS: Mapping[Kind, str] = {"status": "status", "maker": "by", "time": "at"}
"""The option that sets this value for all statements."""
_SUMMARY = "Statements added to the record"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who adds data to a record, and when; created by `caller_of`."""

    name: str | None = None
    """The name; `None` if none was given."""
    type: AgentType = "person"
    id: str | None = None
    """The id of the caller's agent, if the record has it."""
    at: str | None = None
    status: Status = "proposed"
    """The status of new statements for which the data give no trusted status."""
    trust: bool = False
    """Whether to keep the status, makers and times that data state."""

    @property
    def is_program(self) -> bool:
        """Whether the caller is software, which may not accept or reject statements."""
        return self.type == "software"

    def agent(self, additions: Additions, **fields: Any) -> str | None:
        """Return the id of the caller's agent; add the agent if the record does not have it."""
        if self.name is None:
            return None
        return self.id or additions.agent(self.name, type=self.type, **fields)

    def revision(self, additions: Additions, summary: str, **fields: Any) -> str | None:
        """Return the id of a revision by the caller; `None` if neither name nor time is known.

        Args:
            additions: The additions to which the revision is added.
            summary: What was done. **fields: Fields of a new agent: `role`.
        """
        if self.name is None and self.at is None:
            return None
        return additions.revision(summary, by=self.agent(additions, **fields), at=self.at)

    def status_of(self, raw: Mapping[str, Any]) -> Status:
        """Return the status of a new statement for which the data give no status.

        A doubt without evidence stays proposed, because nobody can decide it.

        Args:
            raw: The fields of the statement.
        """
        is_doubt = raw.get("verdict") == "doubt" and not raw.get("evidence")
        return "proposed" if is_doubt else self.status

    def is_maker(self, agent: Agent | None) -> bool:
        """Whether the caller is this agent; true if both are unknown."""
        return self.name is None if agent is None else agent.id == self.id

    def may_not_touch(self, maker: Agent | None) -> bool:
        """Whether the caller is a program and this maker of a statement is not."""
        return self.is_program and maker is not None and not maker.is_program


def agents_named(document: Document, name: str) -> list[Agent]:
    """Return the agents of a record with this id or name, persons first.

    If a name matches exactly, agents whose names only look the same are left out.
    """
    by_id = document.index.by_id.get(name)
    if isinstance(by_id, Agent):
        return [by_id]
    agents = sorted(document.agents, key=lambda agent: agent.type != "person")
    exact = [agent for agent in agents if agent.name == name]
    key = comparable_name(name)
    return exact or [agent for agent in agents if comparable_name(agent.name) == key]


def comparable_name(name: str) -> str:
    """Return a form of an agent's name that is equal for names that look the same.

    >>> comparable_name("ＢＯＴ\u200b  4") == comparable_name("Bot 4")
    True
    """
    shown = "".join(sign for sign in name if not _is_hidden(sign))
    return " ".join(normalize("NFKC", plain_signs(shown)).casefold().split())


def hidden_sign(name: str) -> str | None:
    """Return the code of the first invisible character of a name (`U+200B`), or `None`.

    Joiners and modifiers within an emoji do not count.
    """
    for before, sign in pairwise(f" {name}"):
        if _is_hidden(sign) and not (sign in _OF_EMOJI and category(before) in ("So", "Sk")):
            return f"U+{ord(sign):04X}"
    return None


_OF_EMOJI = "\u200d\ufe0e\ufe0f"


def _is_hidden(sign: str) -> bool:
    is_control = category(sign) in ("Cc", "Cf") and not sign.isspace()
    return is_control or _IGNORABLE.match(sign) is not None


def caller_of(
    document: Document,
    by: str | None,
    *,
    at: str | None = None,
    status: Status = "proposed",
    trust: bool = False,
    is_program: bool = False,
) -> Caller:
    """Return the caller with this name.

    Args:
        document: The record.
        by: The name or id of an agent of the record, or a new name. A new name is that of a person,
            unless it begins with a type: `software: NAME` (also `program`, `model` or `bot`). If a
            program and others have the same name, the program is used.
        at: The time. status: The status of new statements. trust: Whether to keep the status,
            makers and times that data state. is_program: Whether the caller is a program whatever
            its name, for example for the output of a language model.

    Raises:
        SpeaksForOthers: A program wants to accept, to reject or to be trusted, or has the name of a
            person; a decision or trust is given without a name; several agents have the name; the
            name has invisible characters.
    """
    type, name = None, by
    agents = [] if by is None else agents_named(document, by)
    if by is not None and not agents:
        type, name = split_type(by)
        agents = [one for one in agents_named(document, name) if type in (None, one.type)]
    _refuse_hidden_signs(name, agents)
    programs = [agent for agent in agents if agent.is_program]
    if is_program and name is not None and (type or "software") != "software":
        raise SpeaksForOthers(
            name, f"is written as a {type}, but the caller is a program", _NAME_IT
        )
    if is_program and agents and not programs:
        message = f"is {agents[0].id}, a {agents[0].type}, but the caller is a program"
        raise SpeaksForOthers(agents[0].name, message, _NAME_IT)
    agent = _only_agent(name, programs or agents)
    kind: AgentType = "software" if is_program else agent.type if agent else type or "person"
    caller = Caller(
        agent.name if agent else name, kind, agent.id if agent else None, at, status, trust
    )
    _refuse_deciding(caller, "adds an answer of a language model" if is_program else "is a program")
    _refuse_unnamed(caller)
    return caller


def _only_agent(name: str | None, agents: Sequence[Agent]) -> Agent | None:
    """Return the only agent, or the only one that has the same type as the first one."""
    alike = [agent for agent in agents if agent.type == agents[0].type]
    if len(alike) > 1:
        ids = listed([agent.id for agent in alike])
        message = f"is the name of {len(alike)} agents of type {alike[0].type}"
        raise SpeaksForOthers(name or "", message, f"name one by id: {ids}")
    return next(iter(alike), None)


def _refuse_hidden_signs(name: str | None, agents: Sequence[Agent]) -> None:
    """Refuse a name with invisible characters, unless an agent of the record has the same name."""
    sign = hidden_sign(name or "")
    if sign is not None and not any(name in (agent.id, agent.name) for agent in agents):
        message = f"has the invisible character {sign}"
        raise SpeaksForOthers(name or "", message, "write the name without it")


def _refuse_unnamed(caller: Caller) -> None:
    """Refuse a decision or trust if the caller has no name."""
    is_named = bool((caller.name or "").strip())
    if not is_named and (caller.trust or caller.status != "proposed"):
        what = "trust the data" if caller.trust else f"mark statements as {caller.status}"
        message = f"has no name, and therefore cannot {what}"
        raise SpeaksForOthers("", message, "give a name: --by NAME (by=NAME)")


_NAME_IT = 'name the program: --by "software: NAME" (by="software: NAME")'
_DECIDES_NOTHING = "and a program cannot accept or reject"


def person_of(document: Document, by: str | None, at: str | None = None) -> Caller:
    """Return the person who accepts or rejects statements.

    Raises:
        SpeaksForOthers: The name or id is that of a program.
    """
    caller = caller_of(document, by, at=at)
    if caller.is_program:
        hint = "name a person, by id if a program has the same name"
        raise SpeaksForOthers(caller.name or "", f"is a program, {_DECIDES_NOTHING}", hint)
    return caller


def _refuse_deciding(caller: Caller, what: str) -> None:
    """Refuse a program that wants to be trusted, to accept or to reject."""
    if not caller.is_program:
        return
    name = caller.name or ""
    if caller.trust:
        message = f"{what}, and a program cannot vouch for the makers of statements"
        raise SpeaksForOthers(name, message, "omit --trust (trust=True)")
    if caller.status != "proposed":
        hint = "omit --status (status=); a person decides: archive review"
        raise SpeaksForOthers(name, f"{what}, {_DECIDES_NOTHING}", hint)


def split_type(by: str) -> tuple[AgentType | None, str]:
    """Split an agent's name into the type written before it, if any, and the name.

    >>> split_type("software: Model X"), split_type("bot: X"), split_type("Ada: a life")
    (('software', 'Model X'), ('software', 'X'), (None, 'Ada: a life'))
    """
    typed = _TYPED.fullmatch(by.strip())
    type = _TYPES.get(comparable_name(typed[1])) if typed else None
    return (type, typed[2].strip()) if typed and type else (None, by)


@dataclass(slots=True)
class UntrustedClaims:
    """Counts the makers, times and decisions in untrusted data that are left out, by kind."""

    caller: Caller
    _counts: dict[Kind, tuple[int, str, Location]] = field(default_factory=dict)

    def add(self, kind: Kind, value: object, location: Location) -> None:
        """Count a value that was left out; keep the first value and location of each kind."""
        count, first, at = self._counts.get(kind, (0, str(value), location))
        self._counts[kind] = count + 1, first, at

    def findings(self) -> Iterable[Finding]:
        """Yield a warning for each kind."""
        for kind, (count, first, location) in self._counts.items():
            message = f"the {kind} given in the data is left out"
            message += f": {counted(count, 'times')}, first {short(first)}"
            yield Finding(NOT_TRUSTED, message, self._hint(kind), Severity.WARNING, location)

    def _hint(self, kind: Kind) -> str:
        if self.caller.is_program:
            return "a program cannot speak for others or decide; decide with archive review"
        trust = "use --trust (trust=True) if you vouch for it"
        option = _OPTIONS.get(kind)
        return f"{trust}, or --{option} ({option}=) for all statements" if option else trust


def words_left_out(texts: Mapping[str, str], places: Iterable[tuple[str, int, int]]) -> str:
    """Return a message that shows the words between the pieces of a statement; empty without any.

    Args:
        texts: The texts of blocks by their ids.
        places: The block, start and end of each piece.
    """
    by_block: dict[str, list[tuple[int, int]]] = {}
    for block, start, end in places:
        by_block.setdefault(block, []).append((start, end))
    several = [
        between
        for block, spans in by_block.items()
        if (between := words_between_repr(texts[block], spans))
    ]
    return f"between its pieces the text has {', '.join(several)}" if several else ""


def only_by_caller(onto: Document, result: ReadResult, caller: Caller) -> ReadResult:
    """Remove makers and decisions of others from what a format of another package has added.

    New statements get the status of the caller; changed statements keep status and maker.
    """
    document = result.document
    if caller.trust or document == onto:
        return result
    additions = Additions(onto)
    revision = caller.revision(additions, _SUMMARY)
    known = onto.index.by_id
    own = [
        one
        for one in document.revisions
        if one.id not in known and _is_of_caller(one, document, caller)
    ]
    makers = {revision.by for revision in own}
    makers.update(strings_in([capture.model_dump() for capture in document.captures]))
    agents = [one for one in document.agents if one.id not in known and one.id in makers]
    parts = _CallersParts(onto, revision, frozenset(one.id for one in own), caller)
    fields: dict[str, Any] = {
        name: tuple(
            parts.part(part, Location(pointer=f"/{name}/{n}"))
            for n, part in enumerate(getattr(document, name))
        )
        for name in collection_fields(Document)
    }
    base = additions.document() if parts.has_changed else onto
    taken = base.index.by_id
    fields["agents"] = (*base.agents, *(one for one in agents if one.id not in taken))
    fields["revisions"] = (*base.revisions, *(one for one in own if one.id not in taken))
    if all(getattr(document, name) == value for name, value in fields.items()):
        return result
    findings = (*result.findings, *parts.claims.findings())
    return replace(result, document=document.update(**fields), findings=findings)


def _is_of_caller(revision: Revision, document: Document, caller: Caller) -> bool:
    """Whether a revision has the name (or none) and the time (or none) of the caller."""
    makers, at = makers_of(document, revision.id)
    is_maker = revision.by is None or bool(makers & {caller.name, caller.id})
    return is_maker and at in (None, caller.at)


class _CallersParts:
    """Removes makers and decisions of others from the parts that a caller adds or changes."""

    def __init__(
        self, onto: Document, revision: str | None, own: frozenset[str], caller: Caller
    ) -> None:
        """Store the record, the id of the caller's revision, and other revisions by the caller."""
        self._known = onto.index.by_id
        self._revision, self._own = revision, own
        self.claims = UntrustedClaims(caller)
        self.has_changed = False

    def part(self, part: Model, location: Location) -> Model:
        """Return a part without makers and decisions of others."""
        before = self._known.get(getattr(part, "id", ""))
        if part == before or "revision" not in type(part).model_fields:
            return part
        given = part.__dict__["revision"]
        fields: dict[str, Any] = {"revision": given if given in self._own else self._revision}
        if before is not None:
            fields["revision"] = getattr(before, "revision", None)
        if isinstance(part, Statement):
            fields |= self._fields_of(part, before)
        kinds: tuple[Kind, ...] = ("status", "revision", "history")
        for kind in kinds:
            stated = getattr(part, kind, None)
            if stated and stated != fields[kind]:
                sample = stated if isinstance(stated, str) else stated[-1].status
                self.claims.add(kind, sample, location)
        if all(getattr(part, name) == value for name, value in fields.items()):
            return part
        self.has_changed = True
        return part.update(**fields)

    def _fields_of(self, part: Statement, before: object) -> dict[str, Any]:
        """Return the status and history that a statement may have."""
        if not isinstance(before, Statement):
            status = self.claims.caller.status_of(part.model_dump())
            return {"status": part.status if part.status == "proposed" else status, "history": ()}
        more = part.history[len(before.history) :]
        is_own = part.history[: len(before.history)] == before.history and all(
            one.status == "modified" and one.revision in (None, *self._own) for one in more
        )
        change = Change(status="modified", revision=self._revision)
        return {
            "status": before.status,
            "history": part.history if more and is_own else (*before.history, change),
        }


def makers_of(document: Document, revision: str | None) -> tuple[frozenset[str], str | None]:
    """Return the id and name of the agent of a revision, and its time."""
    agent = document.index.maker_of(revision)
    names = {agent.id, agent.name} if agent else set[str]()
    made = document.index.by_id.get(revision or "")
    return frozenset(names), made.at if isinstance(made, Revision) else None
