"""The row types of all tables: the names, types and meanings of their columns.

A column that has the name of a field of the model means what that field means, and is described by
the field's docstring; so are those that many tables share, by `SHARED`. Only what is neither is
described here. No cell is an empty string: what is empty has no value.

A plain field of a part that no column here is called like has one at the end of the row, so that a
new field of the model needs none here. Named here as well, type checkers know it.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, get_type_hints

from archive.model.annotations import Citation, Comment, Correction, DateMention, Mention, Tag
from archive.model.assessments import Assessment
from archive.model.base import Model
from archive.model.claims import Attribution, Claim
from archive.model.introspection import plain_fields
from archive.model.relations import Relation
from archive.model.revisions import Revision
from archive.model.statements import Agent
from archive.model.works import Source, Work

R = TypeVar("R")

SHARED: Mapping[str, str] = {
    "document": "The record: its id.",
    "pointer": "Where it stands in the record, as a JSON Pointer.",
    "position": "Its number among those beside it, from 0.",
    "part": "The part of the record to which it belongs; empty for what the article is as a whole.",
    "field": "The field in which it stands there.",
    "words": "The words of the article, several stretches joined by ' … '.",
    "earliest": "The earliest day that the date can mean; empty if open, or outside the years 1 to "
    "9999.",
    "latest": "The latest day that the date can mean; empty if open, or outside the years 1 to "
    "9999.",
    "certainty": "How sure its maker is, in a word: high, medium, low.",
    "probability": "How sure its maker is, as a number from 0 to 1.",
    "absence": "That there is no value: not-stated, the article does not say; none, there is none. "
    "Empty where there is one.",
    "locator_unit": "What is counted to say where in the work.",
    "locator": "Where in the work, as one would print it.",
    "entity": "The same, if it is an entity.",
    "work": "The same, if it is a work.",
    "source": "The same, if it is a source.",
    "claim": "The claim.",
}
"""What columns mean that several tables have, unless a table says otherwise."""


_named_tuple: Any = namedtuple  # mypy takes none whose name is not written out


def _of(cls: type[Model]) -> Callable[[type[R]], type[R]]:
    """Add a column for each plain field of a class that a row has none for."""

    def with_all_fields(row: Any) -> Any:
        hints = get_type_hints(row)
        for name, field in plain_fields(cls).items():
            hints.setdefault(name, bool | None if field.is_boolean else str | None)
        if tuple(hints) == row._fields:
            return row
        longer: Any = _named_tuple(row.__name__, hints)
        longer.__annotations__, longer.__doc__, longer.__module__ = hints, row.__doc__, __name__
        return longer

    return with_all_fields


# --- the article and its record ---


class DocumentRow(NamedTuple):
    """Records, and the main values of what each article is; `metadata` has all of them."""

    document: str
    title: str | None
    """The main title of the article."""
    authors: str | None
    """The names of its authors, in the order printed, joined by '; '."""
    container: str | None
    """The journal, newspaper or site it appeared in."""
    publisher: str | None
    """Who published it."""
    published: str | None
    """When it was first published, in EDTF."""
    published_earliest: str | None
    """The earliest day on which it can have been published."""
    published_latest: str | None
    """The latest day on which it can have been published."""
    article_language: str | None
    """The tag of its main language (BCP 47)."""
    genre: str | None
    """What kind of text it is."""
    address: str | None
    """Where it was published on the web; the first of its addresses."""
    remark: str | None
    """What was missing or doubtful about the article when it was received."""
    text_licence: str | None
    """The licence or rights statement for the article's text: its address."""
    record_licence: str | None
    """The licence or rights statement for this record: its address."""
    language: str | None
    base_iri: str | None
    schema_version: str
    withheld: str | None
    """Why the article's words are left out of all tables; empty if they are not."""


class MetadataRow(NamedTuple):
    """What the article is, a row a value; nobody has looked for what has no row."""

    document: str
    pointer: str
    field: str
    """Which value it is: titles, authors, contributors, container, publisher, published, updated,
    written, extents, languages, identifiers, addresses, abstract, keywords, genre."""
    value: str | None
    """The value; a date in EDTF, a name in reading order."""
    absence: str | None
    type: str | None
    """Which of the titles, what a contributor did, what the container is, what an extent counts."""
    language: str | None
    """The language of the value."""
    scheme: str | None
    """The scheme of an identifier, or the vocabulary of a keyword or genre."""
    uri: str | None
    """The address of a keyword."""
    place: str | None
    """Where the publisher published the article."""
    entity: str | None
    """The organisation of the record that the publisher is."""
    usage: int | None
    """How much of the article is in a language, in per cent."""
    earliest: str | None
    latest: str | None
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None


class NameRow(NamedTuple):
    """Names of those who made the article or a work, in CSL's parts."""

    document: str
    pointer: str
    part: str | None
    """The work that they made; empty for the article."""
    field: str
    """What they did: authors, contributors; of a work author, editor, translator."""
    position: int
    name: str
    """The name in reading order."""
    family: str | None
    given: str | None
    dropping_particle: str | None
    non_dropping_particle: str | None
    suffix: str | None
    literal: str | None
    entity: str | None
    """The person or organisation of the record that bears it."""


class IdentifierRow(NamedTuple):
    """Identifiers of the article, agents, entities, works; of statements in other programs."""

    document: str
    pointer: str
    part: str | None
    scheme: str
    value: str


class RightsRow(NamedTuple):
    """Rights, a row a layer: the article's text, the record, each figure."""

    document: str
    pointer: str
    layer: str
    """What they are rights in: text, record, figure."""
    part: str | None
    """The figure."""
    notice: str | None
    absence: str | None
    """That no notice is printed: not-stated or none."""
    uri: str | None
    spdx: str | None
    holders: str | None
    """Who holds the rights, as far as known, joined by '; '."""
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None


class CaptureRow(NamedTuple):
    """What was received: files that lie in the record's folder."""

    document: str
    id: str
    file: str
    media_type: str
    size_bytes: int
    sha256: str
    derivation: str | None
    """How blocks are derived from it; empty where no block has its origin here."""
    address: str | None
    received_at: str | None
    received_by: str | None
    taken_from: str | None
    """The name of the web archive that held it."""
    taken_from_media_type: str | None
    """The media type of the web archive."""
    taken_from_size_bytes: int | None
    """The size of the web archive."""
    taken_from_sha256: str | None
    """SHA-256 digest of the web archive."""
    taken_from_record_id: str | None
    """The WARC-Record-ID of the record that held it."""
    taken_from_digest: str | None
    """The WARC-Payload-Digest of that record, as written."""
    memento: str | None
    """The address of the copy in a web archive that it was taken from."""
    memento_received_at: str | None
    """When it was received from there."""


@_of(Agent)
class AgentRow(NamedTuple):
    """Who made statements in the records: people, organisations, programs."""

    document: str
    id: str
    type: str
    name: str
    role: str
    version: str | None
    address: str | None


@_of(Revision)
class RevisionRow(NamedTuple):
    """Who changed each record, when, and what."""

    document: str
    id: str
    at: str | None
    by: str | None
    summary: str | None
    capture: str | None


class ChangeRow(NamedTuple):
    """What happened to a statement after it was made, oldest first."""

    document: str
    pointer: str
    part: str
    """The statement."""
    position: int
    status: str
    revision: str | None
    reason: str | None


# --- the text ---


class SectionRow(NamedTuple):
    """The sections of the articles."""

    document: str
    id: str
    position: int
    """Its number among the sections of the article in reading order, from 0."""
    parent: str | None
    """The section in which it stands; empty for those of the article itself."""
    role: str


class BlockRow(NamedTuple):
    """The text, a row a block; those that hold other blocks, such as lists, have no text."""

    document: str
    id: str
    position: int
    """Its number among the blocks of the article in reading order, from 0."""
    type: str
    """What it is: paragraph, heading, code, furniture, verse, verse line, quotation, list, item,
    table, cell, figure, caption, note."""
    section: str
    """The section in which it stands."""
    parent: str | None
    """The block in which it stands: a list, a table."""
    row: int | None
    """Of a cell, the number of its row, from 0."""
    role: str | None
    """What a cell is to the table (data, label), or what furniture is."""
    language: str | None
    marker: str | None
    """The bullet, number or sign of an item or note, as received."""
    is_furniture: bool
    """Whether it is part of the page and not the article, alone or by its section."""
    characters: int | None
    """How many code points its text has; empty for a block that holds other blocks."""
    text: str | None


class MarkRow(NamedTuple):
    """Formatting that was received: links, emphasis, calls of notes."""

    document: str
    pointer: str
    block: str
    """The block in which the words stand."""
    type: str
    """What it is: italic, bold, quotation, link, note-call, line-break, image, foreign, ..."""
    start: int
    end: int
    words: str | None
    """The words between the two offsets."""
    target: str | None
    """Where a link leads, or the address of an image."""
    language: str | None
    """The language of foreign words."""
    note: str | None
    """The note that is called."""


class FigureRow(NamedTuple):
    """The figures and their images; what is printed with them is in `blocks`."""

    document: str
    id: str
    file: str | None
    address: str | None
    media_type: str | None
    width_pixels: int | None
    height_pixels: int | None
    description: str | None
    """What the image shows, for those who do not see it."""


class AnchorRow(NamedTuple):
    """Where the words stand to which parts of the record point, a row a stretch."""

    document: str
    pointer: str
    part: str | None
    field: str
    """What the words are to it: anchors, condition, cue, named_at, rests_on."""
    position: int
    type: str
    """anchor, or orphan: the words are no longer in the text."""
    block: str
    """The block they stand in; of an orphan the one they last stood in, which may be gone."""
    start: int
    end: int
    exact: str | None
    prefix: str | None
    """Of an orphan, a little of the text that stood before it."""
    suffix: str | None
    """Of an orphan, a little of the text that stood after it."""
    reason: str | None
    """Of an orphan, why the words are no longer there."""


# --- entities, works and sources ---


class EntityRow(NamedTuple):
    """The people, organisations, places, events and groups that the articles speak of."""

    document: str
    id: str
    type: str
    """person, organisation, group (people not named one by one), place, event."""
    name: str | None
    """Its first name; empty for somebody unnamed. `entity_names` has all."""
    description: str | None
    date: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


class EntityNameRow(NamedTuple):
    """The names of entities, the main one first."""

    document: str
    entity: str
    """The entity that bears it."""
    position: int
    text: str
    type: str
    language: str | None
    basis: str | None


@_of(Work)
class WorkRow(NamedTuple):
    """Documents that can be cited, in CSL's fields."""

    document: str
    id: str
    type: str
    title: str | None
    container_title: str | None
    collection_title: str | None
    publisher: str | None
    publisher_place: str | None
    issued: str | None
    issued_earliest: str | None
    """The earliest day on which it can have been published."""
    issued_latest: str | None
    """The latest day on which it can have been published."""
    accessed: str | None
    volume: str | None
    issue: str | None
    page: str | None
    edition: str | None
    language: str | None
    address: str | None
    is_withdrawn: bool
    """Whether it was withdrawn; if not, nobody has found that it was."""
    withdrawn_date: str | None
    """When it was withdrawn, in EDTF."""
    withdrawn_reason: str | None
    """Why it was withdrawn."""
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


class WorkFieldRow(NamedTuple):
    """Further titles of works, and any other CSL variable."""

    document: str
    work: str
    """The work."""
    name: str
    """The CSL variable; variant_titles for other titles of the work."""
    position: int
    value: str
    """The text of the variable, or the title."""


class CopyRow(NamedTuple):
    """Saved copies of works."""

    document: str
    id: str
    work: str
    """The work of which it is a copy."""
    address: str | None
    file: str | None
    media_type: str | None
    archived_at: str | None
    sha256: str | None
    capture: str | None
    state: str | None


@_of(Source)
class SourceRow(NamedTuple):
    """What the articles themselves name as their sources."""

    document: str
    id: str
    as_named: str
    agent: str | None
    work: str | None
    """The work behind it, if known."""
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


# --- statements ---


@_of(Claim)
class ClaimRow(NamedTuple):
    """What the articles assert, a row a claim; count only those whose status is accepted."""

    document: str
    id: str
    restatement: str
    public_restatement: str | None
    kind: str
    commitment: str
    negated: bool
    stance: str | None
    checkable: bool | None
    is_attributed: bool
    """Whether it is passed on on somebody's word (`attributions`); if not, the author speaks."""
    voice: str
    """On whose word it stands, of a chain the innermost that is known: the `author`; somebody
    `named`; somebody `unidentified`, without a name in the record; `nobody` named."""
    voice_entity: str | None
    """The claimant of that step, if the record has one."""
    voice_words: str | None
    """Of somebody who is no entity the words of the article that name or describe him."""
    time: str | None
    """The time that it speaks of, in EDTF."""
    time_earliest: str | None
    """The earliest day of that time."""
    time_latest: str | None
    """The latest day of that time."""
    time_basis: str | None
    """Where that time comes from."""
    time_certainty: str | None
    """How sure its maker is of that time, in a word."""
    time_probability: float | None
    """How sure its maker is of that time, as a number from 0 to 1."""
    time_reason: str | None
    """Why that time."""
    words: str | None
    condition: str | None
    """The words of the condition under which it is claimed."""
    status: str
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None
    number: int
    """Its number on pages, in the order of the text; those of rejected claims come last."""
    voice_name: str
    """On whose word it stands as pages say it: the author, a name, words of the article in
    quotation marks, nobody named. Of words that may not be shown, somebody unidentified."""
    source_names: str | None
    """Its sources as the article names them, but for rejected ones, joined by '; '; empty if none
    is recorded."""


class AboutRow(NamedTuple):
    """What claims are about, a row an entity or work."""

    document: str
    claim: str
    position: int
    subject: str
    """The entity or work that the claim is about."""
    entity: str | None
    work: str | None


@_of(Attribution)
class AttributionRow(NamedTuple):
    """On whose word claims are passed on, a row a step, the outermost first."""

    document: str
    claim: str
    position: int
    claimant: str | None
    manner: str
    cue: str | None
    """The words that say so."""


@_of(Relation)
class RelationRow(NamedTuple):
    """Links from claims to sources and to other claims."""

    document: str
    id: str
    subject: str
    predicate: str
    object: str
    object_claim: str | None
    """The same, if it is a claim."""
    object_source: str | None
    """The same, if it is a source."""
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


class EvidenceRow(NamedTuple):
    """Places in works on which assessments and relations rest, and the words that stand there."""

    document: str
    pointer: str
    part: str
    """The assessment or relation."""
    work: str
    """The work."""
    locator_unit: str | None
    locator: str | None
    quoted: str | None


@_of(Assessment)
class AssessmentRow(NamedTuple):
    """What somebody found about a claim: a verdict with evidence, or a doubt."""

    document: str
    id: str
    claim: str
    verdict: str
    rating_scale: str | None
    """A scale on which somebody else states the same verdict."""
    rating: str | None
    """The verdict on that scale."""
    reasoning: str
    supersedes: str | None
    status: str
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Mention)
class MentionRow(NamedTuple):
    """Words that name an entity or a work, or refer to it."""

    document: str
    id: str
    words: str | None
    refers_to: str
    entity: str | None
    work: str | None
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(DateMention)
class DateRow(NamedTuple):
    """Words that name a date."""

    document: str
    id: str
    words: str | None
    date: str
    earliest: str | None
    latest: str | None
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Correction)
class CorrectionRow(NamedTuple):
    """Errors of the author's or publisher's, and what should stand there."""

    document: str
    id: str
    words: str | None
    corrected: str | None
    """What should stand there; empty if nothing should."""
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Citation)
class CitationRow(NamedTuple):
    """Words that cite a work or source at a place."""

    document: str
    id: str
    words: str | None
    cites: str
    work: str | None
    source: str | None
    locator_unit: str | None
    locator: str | None
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Tag)
class TagRow(NamedTuple):
    """Words from vocabularies, laid on words of the text."""

    document: str
    id: str
    words: str | None
    tag: str
    uri: str | None
    status: str
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Comment)
class CommentRow(NamedTuple):
    """Remarks on words of the text, on a statement, or on the record as a whole."""

    document: str
    id: str
    words: str | None
    on: str | None
    text: str
    status: str
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


class CaptureChangeRow(NamedTuple):
    """What a newer capture has otherwise than the one before it, in the order of the revision."""

    document: str
    revision: str
    """The revision that took the capture in."""
    position: int
    what: str
    was: str | None
    became: str | None
    block: str | None
    kept: bool
