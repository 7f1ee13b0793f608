"""`mended` gives a statement new values, and finds the words for its anchors in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from archive.annotations.sheet.columns import CLAIMANTS
from archive.annotations.sheet.grid import UnnumberedRow
from archive.annotations.sheet.name_resolution import NameResolver, PlaceholderId, Raw, split_type
from archive.annotations.sheet.word_places import WordPlaces
from archive.errors import InvalidPart
from archive.findings import Finding, error, warning
from archive.formats.additions import Additions
from archive.formats.caller import WORDS_LEFT_OUT, words_left_out
from archive.model.anchors import Anchor, Orphan, Quote
from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.model.introspection import stretch_fields
from archive.model.statements import Statement
from archive.model.walk import walk
from archive.reviews.waiting import stretches_of
from archive.text.joined_blocks import JoinedBlocks
from archive.text.locate import Ambiguous, Found, Missing, locate
from archive.text.nearest_words import short_repr
from archive.text.word_finder import TextPlace, Unplaced, WordFinder

_KEPT = frozenset({"id", "type", "status", "revision", "history", "identifiers"})
"""Fields that a review does not change, or changes only as a result of the decision."""
_TELL_APART = '"block", "prefix" or "suffix"'
"""The fields of a quote that show which of several places is meant."""


class Mended(NamedTuple):
    """A statement with new values, and what was changed."""

    statement: Statement
    names: Sequence[str]
    """The names of the changed fields."""
    findings: Sequence[Finding] = ()
    """Errors. If there are any, the statement is unchanged."""


class Mending:
    """A record in which statements are corrected, and the new entities of the corrections."""

    def __init__(self, document: Document, mends: Iterable[Mapping[str, Any]] = ()) -> None:
        """Keep a record.

        Args:
            document: The record.
            mends: The fields of all corrections, so that all claimants in them are searched in
                the text at once.
        """
        self._document, self._mends = document, mends
        text = document.index.joined_text
        self._finder = WordFinder(text, most=len(text.text))
        self.new_entities: list[Raw] = []
        """The new entities, as raw values."""
        self._ids: dict[str, str] = {}
        """The ids of the new entities, by their placeholders."""

    def anchor(self, quote: Quote, near: Anchor | None) -> Anchor | Finding:
        """Return the anchor of words, in the block of another anchor if they are there."""
        found = self._find(quote, near)
        if isinstance(found, Unplaced):
            return error(found.code, "", found.message, found.hint)
        return self._document.anchor_at(*found)

    def _find(self, quote: Quote, near: Anchor | None) -> TextPlace | Unplaced:
        find = partial(
            self._finder.find,
            quote.exact,
            before=quote.prefix,
            after=quote.suffix,
            tell_apart=_TELL_APART,
        )
        if near is not None and quote.block in (None, near.block):
            beside = TextPlace(near.block, near.start, near.end)
            found = find(blocks=(near.block,), near=beside)
            if not isinstance(found, Unplaced) or found.places:
                return found
        return find(blocks=(quote.block,) if quote.block else ())

    @cached_property
    def additions(self) -> Additions:
        """Return the additions to the record: the new entities."""
        return Additions(self._document)

    @cached_property
    def _names(self) -> NameResolver:
        named = (one for fields in self._mends for one in _claimants_in(fields))
        names = [split_type(one, CLAIMANTS)[1] for one in named]
        places = WordPlaces(self._document.index.joined_text, names)
        return NameResolver(self._document, places, [])

    def claimant(self, named: str) -> str | Finding:
        """Return the id of a claimant, written as in a sheet.

        This is an id or a name. `person: Ada Lovelace` is created if the record does not have it.
        """
        resolved = self._names.claimant(named, UnnumberedRow(0, {}), "claimant")
        if resolved is None:
            return self._names.findings.pop()
        if isinstance(resolved, PlaceholderId) and resolved not in self._ids:
            raw = self._names.new[resolved].raw or {}
            self.new_entities.append(raw)
            self._ids[resolved] = self.additions.add("entities", raw)
        return self._ids.get(resolved, resolved)


def mendable(statement: Statement) -> tuple[str, ...]:
    """Return the names of the fields of a statement that can be corrected; short names first."""
    fields = [name for name in type(statement).model_fields if name not in _KEPT]
    short = ["words"] if "anchors" in fields else []
    return (*short, *(["claimant"] if isinstance(statement, Claim) else []), *fields)


def mended(mending: Mending, statement: Statement, fields: Mapping[str, Any]) -> Mended:
    """Return a statement in which the given raw values replace some fields."""
    findings = list(_unknown(statement, fields))
    new: dict[str, Any] = {}
    for name, value in fields.items() if not findings else ():
        field, parsed = _field(mending, statement, name, value)
        for finding in _findings_in(parsed):
            rest = finding.location.pointer or ""
            findings.append(finding.at(pointer=f"/mend/{name}{rest}"))
        new[field] = parsed
    if findings:
        return Mended(statement, (), findings)
    try:
        result = statement.update(**new)
    except InvalidPart as invalid:
        within = [f.at(pointer=f"/mend{f.location.pointer or ''}") for f in invalid.findings]
        return Mended(statement, (), within)
    if lost := list(_new_orphans(statement, result)):
        return Mended(statement, (), lost)
    changed = (name for name in new if getattr(result, name) != getattr(statement, name))
    names = ["words" if name == "anchors" else name for name in changed]
    return Mended(result, names)


def _new_orphans(statement: Statement, mended: Statement) -> Iterator[Finding]:
    """Yield an error for each orphan that the statement did not have before."""
    known = [part for _, part in walk(statement) if isinstance(part, Orphan)]
    for pointer, part in walk(mended):
        if isinstance(part, Orphan) and part not in known:
            message = f"{short_repr(part.exact)} is given as lost, but {statement.id} never had it"
            hint = "remove it, or write words of the text"
            yield error("words-not-found", f"/mend{pointer}", message, hint)


def words_left_out_findings(before: Document, after: Document) -> Iterator[Finding]:
    """Yield a warning for each statement whose new words have gaps, with the text in the gaps.

    Args:
        before: The record before a review.
        after: The record after it.
    """
    texts = {id: block.text for id, block in after.index.blocks.items()}
    for pointer, statement in after.index.of_type(Statement):
        own = before.index.by_id.get(statement.id)
        known = dict(_pieces_of(own)) if isinstance(own, Statement) else {}
        for rest, pieces in _pieces_of(statement):
            places = [(one.block, one.start, one.end) for one in pieces if isinstance(one, Anchor)]
            if pieces != known.get(rest) and (message := words_left_out(texts, places)):
                hint = "give the words without gaps, unless the meaning is the same with them"
                yield warning(
                    WORDS_LEFT_OUT, f"{pointer}{rest}", f"{statement.id}: {message}", hint
                )


def _pieces_of(statement: Statement) -> Iterator[tuple[str, Sequence[Anchor | Orphan]]]:
    """Yield the lists of anchors in a statement, each with its pointer in the statement."""
    yield "/anchors", stretches_of(statement)
    if isinstance(statement, Claim):
        yield "/condition", statement.condition
        for number, step in enumerate(statement.attribution):
            yield f"/attribution/{number}/cue", step.cue


def _unknown(statement: Statement, fields: Mapping[str, Any]) -> Iterator[Finding]:
    known = mendable(statement)
    for name in fields:
        if name not in known:
            kind = getattr(statement, "type", type(statement).__name__.lower())
            fields_hint = f"the fields of this {kind} are {', '.join(known)}"
            yield error("mend-not-possible", f"/mend/{name}", f"no field {name!r}; {fields_hint}")
    for short, field in (("words", "anchors"), ("claimant", "attribution")):
        if {short, field} <= fields.keys():
            message = f'"{short}" and "{field}" are the same field: leave one of them out'
            yield error("mend-not-possible", f"/mend/{short}", message)


def _field(mending: Mending, statement: Statement, name: str, value: Any) -> tuple[str, Any]:
    """Return the field that a name stands for, and the value.

    The value is a finding if words are not found or a claimant is unknown.
    """
    if name == "claimant":
        return "attribution", _with_claimant(mending, statement, value)
    if name == "attribution":
        value = [_with_id(mending, step) for step in _items(value)]
    name = "anchors" if name == "words" else name
    near = next((a for a in getattr(statement, "anchors", ()) if isinstance(a, Anchor)), None)
    if name in stretch_fields(type(statement)) or name == "anchors":
        values = value if isinstance(value, list | tuple) else [value]
        return name, tuple(_with_anchors(mending, one, near, is_stretch=True) for one in values)
    return name, _with_anchors(mending, value, near)


def _with_claimant(mending: Mending, statement: Statement, value: Any) -> Any:
    """Return the attribution of a claim, with another claimant in the innermost step."""
    steps = statement.attribution if isinstance(statement, Claim) else ()
    claimant = mending.claimant(value) if isinstance(value, str) else value
    if isinstance(claimant, Finding):
        return claimant
    last = steps[-1] if steps else Attribution()
    changed = {**last.model_dump(), "claimant": claimant}
    return (*steps[:-1], changed)


def _with_id(mending: Mending, step: Any) -> Any:
    """Return a raw step of attribution, with the id of the claimant in place of the name."""
    if isinstance(step, dict) and isinstance(named := step.get("claimant"), str):
        return {**step, "claimant": mending.claimant(named)}
    return step


def _claimants_in(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of claimants in the fields to be corrected."""
    steps = (step for step in _items(fields.get("attribution")) if isinstance(step, dict))
    for named in (fields.get("claimant"), *(step.get("claimant") for step in steps)):
        if isinstance(named, str):
            yield named


def _with_anchors(
    mending: Mending, value: Any, near: Anchor | None, *, is_stretch: bool = False
) -> Any:
    """Return a raw value with an anchor in place of each quote, or a finding if it is not found."""
    if is_stretch and isinstance(value, str):
        value = {"exact": value}
    if isinstance(value, dict):
        is_quote = isinstance(value.get("exact"), str) and not {"start", "end"} & value.keys()
        if not is_quote or value.get("type", "anchor") != "anchor":
            return {
                name: _with_anchors(mending, inner, near, is_stretch=False)
                if name != "cue"
                else [_with_anchors(mending, one, near, is_stretch=True) for one in _items(inner)]
                for name, inner in value.items()
            }
        try:
            quote = Quote.model_validate({k: v for k, v in value.items() if k != "type"})
        except InvalidPart as invalid:
            return invalid.findings[0]
        return mending.anchor(quote, near)
    if isinstance(value, list | tuple):
        return [_with_anchors(mending, one, near) for one in value]
    return value


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _findings_in(value: Any, pointer: str = "") -> Iterator[Finding]:
    """Yield the findings inside a value, each with its pointer in the value."""
    if isinstance(value, Finding):
        yield value.at(pointer=pointer)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _findings_in(inner, f"{pointer}/{name}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _findings_in(inner, f"{pointer}/{number}")


_MOST_CANDIDATES = 8
"""The most places that are proposed for lost words."""


def candidates(document: Document, lost: Orphan) -> tuple[Anchor, ...]:
    """Return the possible places of lost words, the likeliest first."""
    text = document.index.joined_text
    exact = [
        document.anchor_at(block, at, at + len(lost.exact))
        for block, at in text.places(lost.exact)[:_MOST_CANDIDATES]
    ]
    if exact:
        return tuple(exact)
    answer = locate(text.text, lost)
    match answer:
        case Found():
            found: Sequence[Found] = (answer,)
        case Ambiguous():
            found = answer.candidates
        case Missing():
            found = (answer.nearest,) if answer.nearest else ()
    return tuple(filter(None, (_within(document, text, one) for one in found)))


def _within(document: Document, text: JoinedBlocks, found: Found) -> Anchor | None:
    """Return the anchor of a stretch of the joined texts; `None` if it is in several blocks."""
    block, start = text.place_at(found.start)
    end = start + found.end - found.start
    if not 0 <= start < end <= len(text.blocks[block]):
        return None
    return document.anchor_at(block, start, end)
