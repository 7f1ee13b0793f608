"""`propose` finds statements in an article by rule, always as proposals that a person decides on.

A proposal never counts as accepted. No rule guesses: if words are ambiguous, there is a finding
about them, and nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from archive.english import counted
from archive.errors import UnknownRule
from archive.findings import Finding
from archive.formats.additions import Additions
from archive.formats.caller import Caller, caller_of
from archive.model.annotations import Annotation
from archive.model.claims import Claim
from archive.model.dates import now
from archive.model.document import Document
from archive.model.entities import Entity
from archive.model.relations import Relation
from archive.model.works import Source, Work
from archive.proposals.attributions import attributions, quotations
from archive.proposals.candidates import SUMMARY, Candidate, PartToAdd, Raw, Rule, RuleContext
from archive.proposals.citations import citations
from archive.proposals.claimants import claimants_of, unknown_claimants
from archive.proposals.dates import dates
from archive.proposals.existing_statements import ExistingStatements
from archive.proposals.measured_precision import grounds
from archive.proposals.mentions import names
from archive.reprs import OneLineRepr, ReprItems, Unquoted
from archive.version import VERSION

RULES: Mapping[str, Rule] = {
    "quotations": quotations,
    "attributions": attributions,
    "dates": dates,
    "citations": citations,
    "names": names,
}
"""The rules, in the order in which they run. `names` is last, because claims add some names."""


@dataclass(frozen=True, slots=True, repr=False)
class Proposals(OneLineRepr):
    """The result of running rules on a record: a record with proposals."""

    document: Document
    """The record with the proposals; the same object if there are none."""
    proposed: Sequence[Claim | Relation | Annotation]
    """The statements: claims, then their relations to sources, then annotations; each in the order
    of the rules and the text."""
    findings: Sequence[Finding] = ()
    """What the rules found but cannot decide, and so do not propose."""
    made: Mapping[str, Sequence[Entity | Work | Source]] = field(default_factory=dict)
    """The parts that the statements need and the record did not have, by field of the document."""

    def _repr_items(self) -> ReprItems:
        yield None, self.document.id
        yield None, Unquoted(counted(len(self.proposed), "statements"))


def propose(
    document: Document,
    *,
    rules: Collection[str] | None = None,
    known: Iterable[Document] = (),
    by: str = "archive propose",
    at: str | None = None,
) -> Proposals:
    """Return a record with the statements that rules propose for it.

    Each statement has the status `proposed`. Its reason says in which way the rule found it. Its
    certainty is the share of right proposals that this way had when it was measured, if it was.
    Nothing is proposed if a statement of the same kind has the same words, whether it is proposed,
    accepted or rejected. So a second run proposes nothing, and rejected statements do not return.

    Claims, their claimants and unknown names are found only in English. Quotation marks, printed
    dates, known names and identifiers are found in all languages.

    Args:
        document: The record. Relative dates are counted from the date of writing or of publication
            in its metadata; without such a date they are left out.
        rules: The names of the rules to run: `quotations`, `attributions`, `dates`, `names`,
            `citations`. By default all of them.
        known: Other records whose names are recognised too. An entity that is mentioned is copied.
        by: The name of the program, or its id in the record. A person cannot propose by rule.
        at: The time, as an instant; by default now.

    Raises:
        UnknownRule: No rule has a given name.
        SpeaksForOthers: `by` is a person or an organisation of the record.
    """
    program = caller_of(document, by, is_program=True)
    for name in rules or ():
        if name not in RULES:
            raise UnknownRule(name, list(RULES))
    context = RuleContext(document, tuple(known))
    candidates: list[Candidate] = []
    for name, rule in RULES.items():
        if rules is not None and name not in rules:
            continue
        if name == "names" and candidates:
            context.new_entities.extend(
                claimants_of(context).new_entities_for(_admitted(candidates, context))
            )
        candidates += [candidate for candidate in rule(context) if candidate.raw["anchors"]]
    admitted = _admitted(candidates, context)
    context.findings.extend(unknown_claimants(admitted, context))
    if not admitted:
        return Proposals(document, (), tuple(context.findings))
    return _put_into(document, admitted, context.findings, program, at or now())


def _admitted(candidates: Sequence[Candidate], context: RuleContext) -> Sequence[Candidate]:
    """Return the candidates whose words have no statement of the same kind yet; tags come last.

    A quotation may be part of reported speech.
    """
    existing = ExistingStatements.of(context.document)
    ordered = sorted(candidates, key=lambda candidate: candidate.raw.get("type") == "tag")
    return [candidate for candidate in ordered if existing.admits(candidate.raw)]


def _put_into(
    document: Document,
    admitted: Sequence[Candidate],
    findings: Sequence[Finding],
    program: Caller,
    at: str,
) -> Proposals:
    """Return the record with the statements of all candidates added; none is added if one fails."""
    additions = Additions(document)
    agent = program.agent(additions, version=VERSION)
    revision = additions.revision(SUMMARY, by=agent, at=at)
    parts = _NewParts(additions, revision)
    claims = [candidate for candidate in admitted if candidate.collection == "claims"]
    others = [candidate for candidate in admitted if candidate.collection == "annotations"]

    def added(collection: str, raws: Iterable[Raw]) -> list[str]:
        return additions.add_all(collection, [(raw, None) for raw in raws])

    def raw_statements(candidates: Iterable[Candidate]) -> Iterator[Raw]:
        return (_raw_statement(one, parts.with_ids(one.raw), revision) for one in candidates)

    ids = added("claims", raw_statements(claims))
    relations = [
        _relation(candidate, id, parts.with_ids(candidate.source), revision)
        for candidate, id in zip(claims, ids, strict=True)
        if candidate.source is not None
    ]
    ids += [*added("relations", relations), *added("annotations", raw_statements(others))]
    document = additions.document()
    proposed = [cast("Claim | Relation | Annotation", document.get(id)) for id in ids]
    return Proposals(document, proposed, tuple(findings), parts.of(document))


def _raw_statement(candidate: Candidate, raw: Raw, revision: str) -> Raw:
    """Return the raw statement of a candidate, with the certainty of its way and the reason."""
    grounds_of = grounds(candidate.way, candidate.why, candidate.share)
    return {**raw, "revision": revision, **grounds_of}


def _relation(candidate: Candidate, claim: str, source: str, revision: str) -> Raw:
    """Return the raw relation from the claim of a candidate to the source that it names."""
    return {
        "subject": claim,
        "predicate": candidate.predicate,
        "object": source,
        "revision": revision,
        **grounds(SOURCE, candidate.why.partition(";")[0]),
    }


SOURCE = "source"
"""The name of the way in which a claim gets a relation to the source in its cue."""


class _NewParts:
    """The parts that candidates need and the record does not have; each is added once."""

    def __init__(self, additions: Additions, revision: str) -> None:
        self._additions, self._revision = additions, revision
        self._added_ids: dict[str, str] = {}

    def of(self, document: Document) -> Mapping[str, Sequence[Entity | Work | Source]]:
        """Return the added parts by the field of the document that has them."""
        ids = frozenset(self._added_ids.values())
        held: Mapping[str, Sequence[Entity | Work | Source]] = {
            "entities": document.entities,
            "works": document.works,
            "sources": document.sources,
        }
        added = {name: [part for part in parts if part.id in ids] for name, parts in held.items()}
        return {name: parts for name, parts in added.items() if parts}

    def with_ids(self, value: Any) -> Any:
        """Return a raw value with the id of each new part in its place."""
        if isinstance(value, PartToAdd):
            key = repr(value)
            if key not in self._added_ids:
                raw = {**self.with_ids(value.raw), "revision": self._revision}
                self._added_ids[key] = self._additions.add(value.collection, raw)
            return self._added_ids[key]
        if isinstance(value, dict):
            return {name: self.with_ids(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.with_ids(inner) for inner in value]
        return value
