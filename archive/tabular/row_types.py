"""The row types of all tables: the names, types and meanings of their columns.

A column with the name of a model field has the meaning of that field, and the field's docstring is
its description. Columns that many tables share are described in `SHARED`. All other columns are
described here. No cell is an empty string: an empty cell is `None`.

Plain model fields without a column here get one at the end of the row, so a new field of the model
needs no change here. Fields that are listed here are also known to type checkers.
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
    "document": "The id of the record.",
    "pointer": "The place of the value in the record, as a JSON Pointer.",
    "position": "The position of the value in its list, from 0.",
    "part": "The part of the record to which the row belongs; empty for the article as a whole.",
    "field": "The field of that part in which the value is.",
    "words": "The words of the article; several stretches are joined by ' … '.",
    "earliest": "The earliest day that the date can mean; empty if open, or outside the years 1 to "
    "9999.",
    "latest": "The latest day that the date can mean; empty if open, or outside the years 1 to "
    "9999.",
    "certainty": "How sure the maker is, as a word: high, medium, low.",
    "probability": "How sure the maker is, as a number from 0 to 1.",
    "absence": "Why there is no value: not-stated, the article does not say; none, there is none. "
    "Empty if there is a value.",
    "locator_unit": "The unit of the locator: page, chapter, ...",
    "locator": "The place in the work, as it would be printed.",
    "entity": "The same id, if it is that of an entity.",
    "work": "The same id, if it is that of a work.",
    "source": "The same id, if it is that of a source.",
    "claim": "The claim.",
}
"""The descriptions of columns in several tables, unless a table describes them itself."""


_named_tuple: Any = namedtuple  # mypy accepts only literal names


def _of(cls: type[Model]) -> Callable[[type[R]], type[R]]:
    """Return a decorator that adds a column for each plain field that a row type lacks."""

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
    """Records, with the main metadata of each article; all metadata are in `metadata`."""

    document: str
    title: str | None
    """The main title of the article."""
    authors: str | None
    """The names of the authors, in the printed order, joined by '; '."""
    container: str | None
    """The journal, newspaper or site in which the article was published."""
    publisher: str | None
    """The publisher."""
    published: str | None
    """The date of first publication, in EDTF."""
    published_earliest: str | None
    """The earliest possible day of publication."""
    published_latest: str | None
    """The latest possible day of publication."""
    article_language: str | None
    """The main language of the article, as a tag (BCP 47)."""
    genre: str | None
    """The genre of the article."""
    address: str | None
    """The web address of the article; the first, if it has several."""
    remark: str | None
    """A note on what was missing or doubtful when the article was received."""
    text_licence: str | None
    """The address of the licence or rights statement for the article's text."""
    record_licence: str | None
    """The address of the licence or rights statement for the record."""
    language: str | None
    base_iri: str | None
    schema_version: str
    withheld: str | None
    """Why the words of the article are left out of all tables; empty if they are not."""


class MetadataRow(NamedTuple):
    """Metadata of the articles, one row for each value.

    If a field has no row, nobody looked for it.
    """

    document: str
    pointer: str
    field: str
    """The field: titles, authors, contributors, container, publisher, published, updated, written,
    extents, languages, identifiers, addresses, abstract, keywords, genre."""
    value: str | None
    """The value; a date in EDTF, a name in reading order."""
    absence: str | None
    type: str | None
    """The kind of title, of container or of extent; the role of a contributor."""
    language: str | None
    """The language of the value."""
    scheme: str | None
    """The scheme of an identifier, or the vocabulary of a keyword or genre."""
    uri: str | None
    """The address of a keyword."""
    place: str | None
    """Where the publisher published the article."""
    entity: str | None
    """The entity of the publisher."""
    usage: int | None
    """The share of the article in a language, in per cent."""
    earliest: str | None
    latest: str | None
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None


class NameRow(NamedTuple):
    """Names of the makers of articles and works, divided as in CSL."""

    document: str
    pointer: str
    part: str | None
    """The work of this maker; empty for a maker of the article."""
    field: str
    """The role: authors or contributors; for a work author, editor or translator."""
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
    """The entity that has this name."""


class IdentifierRow(NamedTuple):
    """Identifiers of articles, agents, entities and works, and of statements in other programs."""

    document: str
    pointer: str
    part: str | None
    scheme: str
    value: str


class RightsRow(NamedTuple):
    """Rights, one row for each layer: the article's text, the record, each figure."""

    document: str
    pointer: str
    layer: str
    """The layer that the rights are about: text, record, figure."""
    part: str | None
    """The figure."""
    notice: str | None
    absence: str | None
    """Why there is no notice: not-stated or none."""
    uri: str | None
    spdx: str | None
    holders: str | None
    """The known holders of the rights, joined by '; '."""
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None


class CaptureRow(NamedTuple):
    """Captures: received files in the record's folder."""

    document: str
    id: str
    file: str
    media_type: str
    size_bytes: int
    sha256: str
    derivation: str | None
    """How blocks are derived from the file; empty if no block has its origin in it."""
    address: str | None
    received_at: str | None
    received_by: str | None
    taken_from: str | None
    """The name of the web archive from which the file was taken."""
    taken_from_media_type: str | None
    """The media type of the web archive."""
    taken_from_size_bytes: int | None
    """The size of the web archive."""
    taken_from_sha256: str | None
    """SHA-256 digest of the web archive."""
    taken_from_record_id: str | None
    """The WARC-Record-ID of the record with the file in the web archive."""
    taken_from_digest: str | None
    """The WARC-Payload-Digest of that record, as written."""
    memento: str | None
    """The address of the archived copy that was received."""
    memento_received_at: str | None
    """When that copy was received."""


@_of(Agent)
class AgentRow(NamedTuple):
    """The people, organisations and programs that made statements or records."""

    document: str
    id: str
    type: str
    name: str
    role: str
    version: str | None
    address: str | None


@_of(Revision)
class RevisionRow(NamedTuple):
    """Revisions: who changed a record, when, and what."""

    document: str
    id: str
    at: str | None
    by: str | None
    summary: str | None
    capture: str | None


class ChangeRow(NamedTuple):
    """Changes of statements after they were made, oldest first."""

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
    """The number of the section in reading order, from 0."""
    parent: str | None
    """The section around this one; empty if there is none."""
    role: str


class BlockRow(NamedTuple):
    """The text, one row for each block; blocks that contain blocks, such as lists, have no text."""

    document: str
    id: str
    position: int
    """The number of the block in reading order, from 0."""
    type: str
    """The kind of block: paragraph, heading, code, furniture, verse, verse line, quotation, list,
    item, table, cell, figure, caption, note."""
    section: str
    """The section with the block."""
    parent: str | None
    """The block around this one, such as a list or a table."""
    row: int | None
    """For a cell, the number of its row, from 0."""
    role: str | None
    """The role of a cell (data, label), or the kind of furniture."""
    language: str | None
    marker: str | None
    """The bullet, number or sign of an item or note, as received."""
    is_furniture: bool
    """Whether the block, or its section, is furniture: part of the page, not of the article."""
    characters: int | None
    """The number of code points of its text; empty for a block that contains blocks."""
    text: str | None


class MarkRow(NamedTuple):
    """Received formatting: links, emphasis, note references."""

    document: str
    pointer: str
    block: str
    """The block with the words."""
    type: str
    """The kind of mark: italic, bold, quotation, link, note-call, line-break, image, foreign,
    ..."""
    start: int
    end: int
    words: str | None
    """The words between the two offsets."""
    target: str | None
    """The address of a link or an image."""
    language: str | None
    """The language of foreign words."""
    note: str | None
    """The note to which a note reference refers."""


class FigureRow(NamedTuple):
    """The figures and their images; captions are in `blocks`."""

    document: str
    id: str
    file: str | None
    address: str | None
    media_type: str | None
    width_pixels: int | None
    height_pixels: int | None
    description: str | None
    """A description of the image, for people who cannot see it."""


class AnchorRow(NamedTuple):
    """Places of the words to which parts of records refer, one row for each stretch."""

    document: str
    pointer: str
    part: str | None
    field: str
    """The field of that part with the words: anchors, condition, cue, named_at, rests_on."""
    position: int
    type: str
    """anchor, or orphan: the words are no longer in the text."""
    block: str
    """The block with the words; for an orphan, the last block with them, which may be gone."""
    start: int
    end: int
    exact: str | None
    prefix: str | None
    """For an orphan, some of the text that was before the words."""
    suffix: str | None
    """For an orphan, some of the text that was after the words."""
    reason: str | None
    """For an orphan, why the words are no longer there."""


# --- entities, works and sources ---


class EntityRow(NamedTuple):
    """The people, organisations, places, events and groups in the articles."""

    document: str
    id: str
    type: str
    """person, organisation, group (people not named one by one), place, event."""
    name: str | None
    """The main name; empty if the entity has none. All names are in `entity_names`."""
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
    """The entity with this name."""
    position: int
    text: str
    type: str
    language: str | None
    basis: str | None


@_of(Work)
class WorkRow(NamedTuple):
    """Documents that can be cited, with the fields of CSL."""

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
    """The earliest possible day of publication."""
    issued_latest: str | None
    """The latest possible day of publication."""
    accessed: str | None
    volume: str | None
    issue: str | None
    page: str | None
    edition: str | None
    language: str | None
    address: str | None
    is_withdrawn: bool
    """Whether the work is known to be withdrawn."""
    withdrawn_date: str | None
    """The date of the withdrawal, in EDTF."""
    withdrawn_reason: str | None
    """The reason for the withdrawal."""
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


class WorkFieldRow(NamedTuple):
    """More titles of works, and all other CSL variables."""

    document: str
    work: str
    """The work."""
    name: str
    """The CSL variable, or variant_titles for another title of the work."""
    position: int
    value: str
    """The text of the variable, or the title."""


class CopyRow(NamedTuple):
    """Saved copies of works."""

    document: str
    id: str
    work: str
    """The work that was copied."""
    address: str | None
    file: str | None
    media_type: str | None
    archived_at: str | None
    sha256: str | None
    capture: str | None
    state: str | None


@_of(Source)
class SourceRow(NamedTuple):
    """The sources that the articles themselves name."""

    document: str
    id: str
    as_named: str
    agent: str | None
    work: str | None
    """The work that the source refers to, if known."""
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


# --- statements ---


@_of(Claim)
class ClaimRow(NamedTuple):
    """Claims that the articles make, one row each. Count only claims with the status accepted."""

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
    """Whether the claim is attributed to somebody (see `attributions`) and not to the author."""
    voice: str
    """Who makes the claim: the `author`; somebody `named`; somebody `unidentified`, without a name
    in the record; `nobody` named. In a chain of attributions, this is the innermost known
    claimant."""
    voice_entity: str | None
    """The entity of that claimant, if the record has one."""
    voice_words: str | None
    """The words of the article that name or describe a claimant who is not an entity."""
    time: str | None
    """The time that the claim is about, in EDTF."""
    time_earliest: str | None
    """The earliest day of the time."""
    time_latest: str | None
    """The latest day of the time."""
    time_basis: str | None
    """The basis of the time."""
    time_certainty: str | None
    """How sure the maker is of the time, as a word."""
    time_probability: float | None
    """How sure the maker is of the time, as a number from 0 to 1."""
    time_reason: str | None
    """The reason for the time."""
    words: str | None
    condition: str | None
    """The words of the condition under which the claim is made."""
    status: str
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None
    number: int
    """The number on pages, in the order of the text; rejected claims have the last numbers."""
    voice_name: str
    """Who makes the claim, in the wording of pages: the author, a name, words of the article in
    quotation marks, nobody named. If the words must not be shown: somebody unidentified."""
    source_names: str | None
    """The sources as the article names them, joined by '; ', without rejected ones; empty if none
    is recorded."""


class AboutRow(NamedTuple):
    """What claims are about, one row for each entity or work."""

    document: str
    claim: str
    position: int
    subject: str
    """The entity or work that the claim is about."""
    entity: str | None
    work: str | None


@_of(Attribution)
class AttributionRow(NamedTuple):
    """Attributions of claims, one row for each step, the outermost first."""

    document: str
    claim: str
    position: int
    claimant: str | None
    manner: str
    cue: str | None
    """The words that attribute the claim."""


@_of(Relation)
class RelationRow(NamedTuple):
    """Links from claims to sources and to other claims."""

    document: str
    id: str
    subject: str
    predicate: str
    object: str
    object_claim: str | None
    """The same id, if the object is a claim."""
    object_source: str | None
    """The same id, if the object is a source."""
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


class EvidenceRow(NamedTuple):
    """Evidence for assessments and relations: places in works, and the words there."""

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
    """Results of checking a claim: a verdict with evidence, or a doubt."""

    document: str
    id: str
    claim: str
    verdict: str
    rating_scale: str | None
    """The scale on which another organisation gave the same verdict."""
    rating: str | None
    """The verdict on this scale."""
    reasoning: str
    supersedes: str | None
    status: str
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Mention)
class MentionRow(NamedTuple):
    """Words that name an entity or a work, or refer to one."""

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
    """Errors of the author or publisher, and the correct words."""

    document: str
    id: str
    words: str | None
    corrected: str | None
    """The correct words; empty if the words should be deleted."""
    status: str
    basis: str | None
    certainty: str | None
    probability: float | None
    reason: str | None
    revision: str | None


@_of(Citation)
class CitationRow(NamedTuple):
    """Words that cite a work or source, with the place in it."""

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
    """Terms of vocabularies, as tags on words of the text."""

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
    """Comments on words of the text, on a statement, or on the whole record."""

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
    """Differences between a capture and the previous one, in the order of the revision."""

    document: str
    revision: str
    """The revision that added the newer capture."""
    position: int
    what: str
    was: str | None
    became: str | None
    block: str | None
    kept: bool
