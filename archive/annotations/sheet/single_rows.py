"""Functions that add one statement to a record; their arguments are the columns of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.annotations.sheet.cell_values import RowValues, row_values
from archive.annotations.sheet.claim_draft import StatementDraft
from archive.annotations.sheet.grid import Grid, UnnumberedRow
from archive.annotations.sheet.json_rows import cell_text
from archive.annotations.sheet.name_resolution import (
    NameResolver,
    Raw,
    folded_name,
    raw_anchor,
    restatement_hint,
)
from archive.annotations.sheet.part_rows import PartRows, is_valid_part
from archive.annotations.sheet.reader import add_rows, searched_words
from archive.annotations.sheet.record_matching import StatementMatches
from archive.annotations.sheet.record_update import RecordUpdate
from archive.annotations.sheet.row_grouping import ClaimDrafts
from archive.annotations.sheet.word_places import WordPlaces, place_finding
from archive.errors import InvalidPart, RowsRefused, require
from archive.findings import Finding, Location, Severity, short
from archive.formats.added_statements import RESTS_ON_UNDECIDED, WORD_SPLIT, with_what_counts
from archive.formats.caller import WORDS_LEFT_OUT, Caller, caller_of
from archive.formats.format import ReadResult
from archive.model.annotations import Annotation, Mention
from archive.model.assessments import Verdict
from archive.model.basis import Basis, Certainty
from archive.model.claims import Claim, Commitment, Kind, Manner, Stance
from archive.model.document import Document
from archive.model.relations import ToClaim, ToSource
from archive.model.statements import Status
from archive.text.word_finder import Unplaced

Words = str | Sequence[str]
"""Words of the article, from one or several places in it."""

_NOT_DONE = frozenset(("row-contradicts", "part-differs", "source-differs", "doubt-proposed"))
"""The codes of warnings that the record was not changed as the call asks."""
_NOT_DECIDED = frozenset((WORDS_LEFT_OUT, WORD_SPLIT, RESTS_ON_UNDECIDED))
"""The codes of warnings that a statement stays proposed although the call has another status."""


def add_claim(
    document: Document,
    words: Words,
    *,
    by: str,
    restatement: str,
    kind: Kind,
    before: str | None = None,
    after: str | None = None,
    public_restatement: str | None = None,
    commitment: Commitment | None = None,
    negated: bool | None = None,
    condition: Words | None = None,
    claimant: str | None = None,
    manner: Manner | None = None,
    cue: Words | None = None,
    stance: Stance | None = None,
    about: str | Sequence[str] | None = None,
    time: str | None = None,
    checkable: bool | None = None,
    source: str | None = None,
    agent: str | None = None,
    work: str | None = None,
    relation: ToSource | ToClaim | None = None,
    to: Claim | str | None = None,
    verdict: Verdict | None = None,
    reasoning: str | None = None,
    rating: str | None = None,
    scale: str | None = None,
    evidence: str | None = None,
    locator: str | None = None,
    quoted: str | None = None,
    certainty: Certainty | None = None,
    reason: str | None = None,
    basis: Basis | None = None,
    rests: Words | None = None,
    id: str | None = None,
    status: Status = "proposed",
    at: str | None = None,
) -> Document:
    """Return a record with one more claim, and with other statements about it.

    The arguments have the meaning of the columns of a sheet. Words may differ from the text in
    quotation marks, dashes and spaces. Entities, works and sources are found by id or name, and
    created if the record does not have them. Ids are made from the content. If the record already
    has a claim with these words and this restatement, that claim gets the fields that it lacks.
    Warnings of `validate` are not errors here.

    Args:
        document: The record.
        words: The words of the article that assert the claim. For long words, give their beginning
            and end with ` ... ` between.
        by: The name or id of the agent that makes these statements; for a program `software: NAME`.
        restatement: The claim as one sentence that can be understood alone.
        kind: What the claim does: it is `descriptive`, `causal`, `predictive`, `normative` or
            `evaluative`.
        before: The text just before the words, if the same words are in several places.
        after: The text just after the words.
        public_restatement: The restatement in words that share no run of eight with the article.
        commitment: How firmly the words commit to the claim: `boosted`, `asserted` or `hedged`.
        negated: Whether the claim is a negative statement.
        condition: The words of the article that state the condition of the claim.
        claimant: The claimant, if it is not the author. A new one has its type before it:
            `organisation: NAME`, `person: NAME` or `group: NAME`.
        manner: Whether the claim is `reported` in the author's words or `quoted` in the
            claimant's own.
        cue: The words that attribute the claim to the claimant.
        stance: What the author does with a claim of somebody else: `endorses` it, is `neutral`, or
            `distances` themselves from it.
        about: The entities and works that the claim is about; new ones have their type before them.
        time: The time that the claim is about, in EDTF.
        checkable: Whether the claim could be checked.
        source: The source that the article names for the claim, in the words of the article.
        agent: The person, organisation or group behind `source`.
        work: The document behind `source`: its title or address; a new one may have its type
            before it: `report: TITLE`, `treaty: TITLE`.
        relation: The relation of the claim to `source` (`citesAsEvidence`, `citesAsAuthority`,
            `obtainsSupportFrom`, `disputes`), or to the claim `to` (`supports`, `contradicts`,
            `qualifies`, `repeats`).
        to: The other claim: its id, or its restatement.
        verdict: The result of checking: `supported`, `contradicted`, `mixed`, `unverifiable` or
            `doubt`. Without `evidence` it must be one of the last two.
        reasoning: How the verdict follows, or why there is a doubt.
        rating: The same verdict as a rating on another scale.
        scale: The name or address of the rating's scale.
        evidence: The work on which the verdict or relation is based: its title, address or id.
        locator: The place in `evidence`: `page 3`.
        quoted: The words at that place.
        certainty: How certain the maker is of the claim: `high`, `medium`, `low`, or a number from
            0 to 1.
        reason: The reason for `certainty`.
        basis: Where `time` or `relation` comes from: `printed`, `embedded`, `inferred`,
            `external` or `conjecture`.
        rests: The words of the article on which `time` or `relation` is based.
        id: The id of the claim; by default it is made from all that the claim says, so another call
            that says more makes another id.
        status: The status of the new statements: `proposed`, `accepted` or `rejected`. Software
            cannot accept or reject.
        at: The time at which the statements were made, with time zone; by default none is recorded.

    Raises:
        InvalidPart: Arguments are wrong, or contradict a decision in the record; the error has a
            finding for each problem.
        InvalidDocument: The new statements do not fit the record.
        SpeaksForOthers: Software wants to accept or reject, or several agents have the name.
    """
    given = {name: value for name, value in locals().items() if name not in _OF_CALLER}
    return _added(document, "Claim", given, by, at, status)


def add_relation(
    document: Document,
    claim: Claim | str,
    relation: ToSource | ToClaim,
    *,
    by: str,
    source: str | None = None,
    agent: str | None = None,
    work: str | None = None,
    to: Claim | str | None = None,
    evidence: str | None = None,
    locator: str | None = None,
    quoted: str | None = None,
    certainty: Certainty | None = None,
    reason: str | None = None,
    basis: Basis | None = None,
    rests: Words | None = None,
    id: str | None = None,
    status: Status = "proposed",
    at: str | None = None,
) -> Document:
    """Return a record with one more relation of a claim to a source or another claim.

    Args:
        document: The record.
        claim: The claim: the object, its id or its restatement.
        relation: The relation of the claim to `source`, or to the claim `to`.
        by: As in `add_claim`; so is each argument that is missing here.
        evidence: The work on which the relation is based.
        certainty: How certain the maker is of the relation.
        basis: Where the relation comes from.
        rests: The words of the article on which the relation is based.
        id: The id of the relation.

    Raises:
        InvalidPart: As in `add_claim`.
        InvalidDocument: The relation does not fit the record.
        SpeaksForOthers: As in `add_claim`.
    """
    given = {name: value for name, value in locals().items() if name not in _OF_CALLER}
    return _added(document, "Relation", given, by, at, status)


def add_assessment(
    document: Document,
    claim: Claim | str,
    verdict: Verdict,
    *,
    by: str,
    reasoning: str,
    rating: str | None = None,
    scale: str | None = None,
    evidence: str | None = None,
    locator: str | None = None,
    quoted: str | None = None,
    supersedes: str | None = None,
    certainty: Certainty | None = None,
    reason: str | None = None,
    id: str | None = None,
    status: Status = "proposed",
    at: str | None = None,
) -> Document:
    """Return a record with one more assessment of a claim.

    If an assessment has the same verdict and reasoning, the evidence is added to that assessment.

    Args:
        document: The record.
        claim: The claim: the object, its id or its restatement.
        verdict: The result of checking. Without `evidence` it must be `doubt` or `unverifiable`.
        by: As in `add_claim`; so is each argument that is missing here.
        evidence: The work on which the verdict is based.
        supersedes: The id of the earlier assessment that the new one replaces.
        certainty: How certain the maker is of the verdict.
        id: The id of the assessment.
        status: The status of the assessment. A doubt without evidence stays proposed.

    Raises:
        InvalidPart: As in `add_claim`.
        InvalidDocument: The assessment does not fit the record.
        SpeaksForOthers: As in `add_claim`.
    """
    given = {name: value for name, value in locals().items() if name not in _OF_CALLER}
    return _added(document, "Assessment", given, by, at, status)


def add_mention(
    document: Document,
    words: Words,
    about: str,
    *,
    by: str,
    before: str | None = None,
    after: str | None = None,
    basis: Basis | None = None,
    certainty: Certainty | None = None,
    reason: str | None = None,
    rests: Words | None = None,
    id: str | None = None,
    status: Status = "proposed",
    at: str | None = None,
) -> Document:
    """Return a record with one more mention: words that name an entity or a work.

    Args:
        document: The record.
        words: The words of the article that name it.
        about: The entity or work: its id or name; a new name has its type before it.
        by: As in `add_claim`; so is each argument that is missing here.
        basis: Where the identification comes from.
        certainty: How certain the maker is of the identification.
        rests: The words of the article on which the identification is based.
        id: The id of the mention.

    Raises:
        InvalidPart: As in `add_claim`.
        InvalidDocument: The mention does not fit the record.
        SpeaksForOthers: As in `add_claim`.
    """
    given = {name: value for name, value in locals().items() if name not in _OF_CALLER}
    caller = _caller(document, by, at, status)
    found: list[Finding] = []
    cells = row_values(_arguments(document, given), found)
    places = WordPlaces(document.index.joined_text, searched_words([cells]))
    names = NameResolver(document, places, found)
    raw = _raw_mention(cells, names, places, found)
    _refuse("Mention", (one for one in found if one.severity is Severity.ERROR))
    if any(_says_same(one, raw) for one in document.annotations):
        return document
    parts = PartRows(names, found)
    matches = StatementMatches(ClaimDrafts(names, places, found), names, parts, found, caller)
    update = RecordUpdate(matches, [StatementDraft(cells.row, raw, cells.get("id"))])
    result = with_what_counts(document, ReadResult(update.document()), caller, update.located)
    _refuse("Mention", _not_done(result.findings, status))
    return result.document


def _raw_mention(
    cells: RowValues, names: NameResolver, places: WordPlaces, found: list[Finding]
) -> Raw:
    """Return the raw mention, with placeholders for new parts; errors are added to `found`."""
    raw: Raw = {"type": "mention"}
    for name in ("basis", "certainty", "reason"):
        if cells.has(name):
            raw[name] = cells.get(name)
    sides: dict[str, Any] = {side: str(cells.get(side) or "") for side in ("before", "after")}
    wanted: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("words", "anchors", sides),
        ("rests", "rests_on", {"near": ()}),
    )
    for column, field, options in wanted:
        if not cells.has(column):
            continue
        place = places.find(str(cells.get(column)), **options)
        if isinstance(place, Unplaced):
            found.append(place_finding(cells.row, column, place))
        else:
            raw[field] = [raw_anchor(places, one) for one in place[0]]
    if cells.has("about"):
        raw["refers_to"] = names.subject(str(cells.get("about")), cells.row, "about")
    if not any(one.severity is Severity.ERROR for one in found):
        is_valid_part(Mention, raw, cells.row, found)
    return raw


def _says_same(own: Annotation, raw: Raw) -> bool:
    """Whether a mention of the record has the same words and part as a new raw mention."""
    if not isinstance(own, Mention) or own.refers_to != raw["refers_to"]:
        return False
    anchors: list[Raw] = raw["anchors"]
    return [one.model_dump(mode="json") for one in own.anchors] == anchors


_OF_CALLER = frozenset(("document", "by", "at", "status"))
"""The arguments that are not columns of a sheet."""


class _Arguments(UnnumberedRow):
    """The arguments of a call, in the form of a row."""

    def at(self, column: str = "") -> Location:
        """Return the location of an argument, or of the call."""
        return Location(pointer=f"/{column}" if column else None)


def _arguments(document: Document, given: Mapping[str, Any]) -> _Arguments:
    """Return the arguments that are given, each as a cell."""
    cells: dict[str, str] = {}
    unread: dict[str, Sequence[Finding]] = {}
    row = _Arguments(1, cells, what="call", unread=unread)
    for name, value in given.items():
        if value is None:
            continue
        cell = value.id if isinstance(value, Claim) else cell_text(value, name)
        if cell is None:
            unread[name] = (row.finding("cell-wrong", name, f"{value!r} is not a valid {name}"),)
            continue
        if name == "claim":
            named = _claims_named(document, cell)
            if len(named) != 1:
                many = f"{len(named)} claims have" if named else "no claim has"
                message = f"{many} the restatement or id {short(cell)}"
                hint = restatement_hint(cell, [one.restatement for one in document.claims])
                unread[name] = (row.finding("name-unknown", name, message, hint),)
                continue
            cell = named[0]
        cells[name] = cell
    return row


def _claims_named(document: Document, name: str) -> Sequence[str]:
    """Return the ids of the claims with this id or restatement."""
    if isinstance(document.index.by_id.get(name), Claim):
        return (name,)
    restated = folded_name(name)
    return [one.id for one in document.claims if folded_name(one.restatement) == restated]


def _added(
    document: Document,
    part: str,
    given: Mapping[str, Any],
    by: str,
    at: str | None,
    status: Status,
) -> Document:
    """Return the record with the statements of a call.

    Args:
        document: The record.
        part: The name of the added class, for errors.
        given: The arguments that are columns of a sheet.
        by: The name or id of the caller.
        at: The time.
        status: The status of new statements.
    """
    caller = _caller(document, by, at, status)
    grid = Grid([_arguments(document, given)])
    try:
        result = add_rows(grid, document, caller, only_adds=True)
    except RowsRefused as refused:
        errors = [one for one in refused.findings if one.severity is Severity.ERROR]
        raise InvalidPart(part, errors) from None
    _refuse(part, _not_done(result.findings, status))
    return result.document


def _caller(document: Document, by: str, at: str | None, status: Status) -> Caller:
    require(document, Document, "document must be a Document")
    require(by, str, "`by` must be a str: the name or id of the agent that makes the statement")
    return caller_of(document, by, at=at, status=status)


def _not_done(findings: Iterable[Finding], status: Status) -> Iterator[Finding]:
    """Yield an error for each finding that the record was not changed as the call asks."""
    codes = _NOT_DONE if status == "proposed" else _NOT_DONE | _NOT_DECIDED
    for finding in findings:
        if finding.code in codes:
            yield replace(finding, severity=Severity.ERROR)


def _refuse(part: str, findings: Iterable[Finding]) -> None:
    if problems := tuple(findings):
        raise InvalidPart(part, problems)
