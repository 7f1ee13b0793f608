"""Builds the rows of each table from a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, assert_never

from archive.model.anchors import Anchor, Orphan, Stretch
from archive.model.annotations import (
    Citation,
    Comment,
    Correction,
    DateMention,
    Mention,
    Tag,
)
from archive.model.base import Model
from archive.model.basis import Absence, Judged
from archive.model.blocks import (
    Cell,
    Figure,
    Furniture,
    Item,
    Note,
    Row,
    Section,
    TextBlock,
)
from archive.model.claims import ClaimTime
from archive.model.dates import Day, edtf_bounds
from archive.model.document import Document
from archive.model.entities import Event
from archive.model.introspection import kind_for, part_fields, stretch_fields
from archive.model.metadata import (
    Abstract,
    Container,
    Contributor,
    Extent,
    Genre,
    Keyword,
    Publisher,
    StatedAddress,
    StatedDate,
    StatedIdentifier,
    StatedLanguage,
    Title,
)
from archive.model.names import Identifier, Name
from archive.model.rights import Rights
from archive.model.statements import STATEMENT_COLLECTIONS, Statement
from archive.model.works import Evidence, Locator
from archive.rights import Withheld, publication
from archive.rights.withheld import NOTHING
from archive.tabular import row_types
from archive.wording.claims import numbers_of, sources_of
from archive.wording.voices import voice_of

BETWEEN = " … "
"""The separator between the words of several stretches."""


@dataclass(frozen=True, slots=True)
class RowSource:
    """A record from which rows are built."""

    document: Document
    withheld_parts: Withheld = NOTHING
    """What is left out."""

    @property
    def withheld(self) -> str:
        """Why the article's words are left out; empty if they are not."""
        return self.withheld_parts.text

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.document.id

    def words(self, stretches: tuple[Stretch, ...]) -> str | None:
        """The words of the article at some stretches."""
        if self.withheld or not stretches:
            return None
        if len(stretches) == 1:
            return stretches[0].exact
        return BETWEEN.join([stretch.exact for stretch in stretches])

    def text(self, text: str) -> str | None:
        """Some text of the article."""
        return None if self.withheld or not text else text


def row_source(document: Document, *, public: bool, proposals: bool) -> RowSource:
    """Return a record from which rows are built, for everybody or not."""
    return RowSource(*publication(document, public=public, proposals=proposals))


# --- the article and its record ---


def documents(record: RowSource) -> Iterator[row_types.DocumentRow]:
    """The record itself."""
    document = record.document
    metadata, rights = document.metadata, document.rights
    publication = metadata.publication
    authors = given_values(metadata.authors)
    container, publisher = publication.container, publication.publisher
    published = publication.published
    date = published.date if isinstance(published, StatedDate) else None
    yield row_types.DocumentRow(
        document=document.id,
        title=metadata.title,
        authors="; ".join([str(author.name) for author in authors]) or None,
        container=container.title if isinstance(container, Container) else None,
        publisher=publisher.name if isinstance(publisher, Publisher) else None,
        published=date,
        published_earliest=days(date)[0],
        published_latest=days(date)[1],
        article_language=metadata.language,
        genre=metadata.genre.term if isinstance(metadata.genre, Genre) else None,
        address=next((stated.address for stated in given_values(metadata.addresses)), None),
        remark=metadata.remark,
        text_licence=rights.text.uri if rights.text else None,
        record_licence=rights.record.uri if rights.record else None,
        language=document.language,
        base_iri=document.base_iri,
        schema_version=document.schema_version,
        withheld=record.withheld_parts.notice or None,
    )


_MetadataValue = (
    Absence
    | Title
    | Contributor
    | Container
    | Publisher
    | StatedDate
    | Extent
    | StatedLanguage
    | StatedIdentifier
    | StatedAddress
    | Abstract
    | Keyword
    | Genre
)
"""The value of a field of the metadata."""

_METADATA = (
    *("titles", "authors", "contributors"),
    *("container", "publisher", "published", "updated", "written", "extents"),
    *("languages", "identifiers", "addresses", "abstract", "keywords", "genre"),
)


def metadata(record: RowSource) -> Iterator[row_types.MetadataRow]:
    """Each value of the metadata, and each that is stated to be absent."""
    metadata = record.document.metadata
    for field in _METADATA:
        of_article = field in type(metadata).model_fields
        value = getattr(metadata if of_article else metadata.publication, field)
        pointer = f"/metadata/{field}" if of_article else f"/metadata/publication/{field}"
        if isinstance(value, tuple):
            for position, item in enumerate(value):
                yield _metadata_row(record, field, f"{pointer}/{position}", item)
        elif value is not None:
            yield _metadata_row(record, field, pointer, value)


def _metadata_row(
    record: RowSource, field: str, pointer: str, value: _MetadataValue
) -> row_types.MetadataRow:
    more: dict[str, Any] = {}
    match value:
        case Absence():
            more["absence"] = value.value
        case Title():
            more = {"value": value.text, "type": value.type, "language": value.language}
        case Contributor():
            more = {"value": str(value.name), "type": value.role}
        case Container():
            more = {"value": value.title, "type": value.type}
        case Publisher():
            more = {"value": value.name, "place": value.place, "entity": value.entity}
        case StatedDate():
            earliest, latest = days(value.date)
            more = {"value": value.date, "earliest": earliest, "latest": latest}
        case Extent():
            more = {"value": value.value, "type": value.unit}
        case StatedLanguage():
            more = {"value": value.tag, "usage": value.usage}
        case StatedIdentifier():
            more = {"value": value.value, "scheme": value.scheme}
        case StatedAddress():
            more["value"] = value.address
        case Abstract():
            more = {"value": record.text(value.text), "language": value.language}
        case Keyword():
            more = {"value": value.term, "scheme": value.scheme, "uri": value.uri}
        case Genre():
            more = {"value": value.term, "scheme": value.scheme}
        case _:
            assert_never(value)
    if not isinstance(value, Absence):
        more |= {"basis": value.basis, **_certainty(value.__dict__)}
    cells = {**_NOTHING_STATED, "document": record.id, "pointer": pointer, "field": field, **more}
    return row_types.MetadataRow(**cells)


_NOTHING_STATED: dict[str, Any] = dict.fromkeys(row_types.MetadataRow._fields)


def names(record: RowSource) -> Iterator[row_types.NameRow]:
    """Names of those who made the article, then of those who made its works."""
    metadata = record.document.metadata
    for field in ("authors", "contributors"):
        for position, contributor in enumerate(given_values(getattr(metadata, field))):
            pointer = f"/metadata/{field}/{position}/name"
            yield _name(record, pointer, None, field, position, contributor.name)
    for number, work in enumerate(record.document.works):
        for field in ("author", "editor", "translator"):
            for position, name in enumerate(getattr(work, field)):
                pointer = f"/works/{number}/{field}/{position}"
                yield _name(record, pointer, work.id, field, position, name)


def _name(
    record: RowSource, pointer: str, part: str | None, field: str, position: int, name: Name
) -> row_types.NameRow:
    return row_types.NameRow(
        document=record.id,
        pointer=pointer,
        part=part,
        field=field,
        position=position,
        name=str(name),
        **name.__dict__,
    )


def identifiers(record: RowSource) -> Iterator[row_types.IdentifierRow]:
    """Identifiers of the article and of its makers, of agents, entities, works and statements."""
    document = record.document
    for pointer, identifier in document.index.of_type(Identifier):
        _, collection, position, *_ = pointer.split("/")
        within = getattr(document, collection)
        part = within[int(position)].id if isinstance(within, tuple) else None
        yield row_types.IdentifierRow(record.id, pointer, part, identifier.scheme, identifier.value)


def rights(record: RowSource) -> Iterator[row_types.RightsRow]:
    """Rights in the text, in the record, in each figure."""
    layers = record.document.rights
    if layers.text:
        yield _rights(record, "/rights/text", "text", None, layers.text)
    if layers.record:
        yield _rights(record, "/rights/record", "record", None, layers.record)
    for pointer, figure in record.document.index.of_type(Figure):
        if figure.rights:
            yield _rights(record, f"{pointer}/rights", "figure", figure.id, figure.rights)


def _rights(
    record: RowSource, pointer: str, layer: str, part: str | None, rights: Rights
) -> row_types.RightsRow:
    notice = rights.notice
    return row_types.RightsRow(
        document=record.id,
        pointer=pointer,
        layer=layer,
        part=part,
        notice=notice if isinstance(notice, str) else None,
        absence=notice.value if isinstance(notice, Absence) else None,
        uri=rights.uri,
        spdx=rights.spdx,
        holders="; ".join(rights.holders) or None,
        basis=rights.basis,
        **_certainty(rights.__dict__),
    )


def captures(record: RowSource) -> Iterator[row_types.CaptureRow]:
    """What was received."""
    for capture in record.document.captures:
        archive, memento = capture.taken_from, capture.memento
        yield row_types.CaptureRow(
            document=record.id,
            **_fields_of(row_types.CaptureRow, capture)
            | {
                "taken_from": archive.file if archive else None,
                "taken_from_media_type": archive.media_type if archive else None,
                "taken_from_size_bytes": archive.size_bytes if archive else None,
                "taken_from_sha256": archive.sha256 if archive else None,
                "taken_from_record_id": archive.record_id if archive else None,
                "taken_from_digest": archive.digest if archive else None,
                "memento": memento.address if memento else None,
                "memento_received_at": memento.received_at if memento else None,
            },
        )


def agents(record: RowSource) -> Iterator[row_types.AgentRow]:
    """Who made statements."""
    for agent in record.document.agents:
        yield _of_fields(row_types.AgentRow, record.id, agent)


def revisions(record: RowSource) -> Iterator[row_types.RevisionRow]:
    """Who changed the record."""
    for revision in record.document.revisions:
        yield _of_fields(row_types.RevisionRow, record.id, revision)


def changes(record: RowSource) -> Iterator[row_types.ChangeRow]:
    """What happened to statements."""
    document, id = record.document, record.id
    for collection in STATEMENT_COLLECTIONS:
        statements: tuple[Statement, ...] = getattr(document, collection)
        for number, statement in enumerate(statements):
            for position, change in enumerate(statement.history):
                pointer = f"/{collection}/{number}/history/{position}"
                values = (change.status, change.revision, change.reason)
                yield row_types.ChangeRow(id, pointer, statement.id, position, *values)


def capture_changes(record: RowSource) -> Iterator[row_types.CaptureChangeRow]:
    """What newer captures changed."""
    for revision in record.document.revisions:
        for position, change in enumerate(revision.changes):
            values = _fields_of(row_types.CaptureChangeRow, change)
            if record.withheld_parts.hides(change):
                values |= {"was": None, "became": None}
            yield row_types.CaptureChangeRow(record.id, revision.id, position, **values)


# --- the text ---


def sections(record: RowSource) -> Iterator[row_types.SectionRow]:
    """The sections in reading order."""
    for position, (section, parent, _) in enumerate(_sections(record.document.sections)):
        yield row_types.SectionRow(record.id, section.id, position, parent, section.role)


def _sections(
    sections: Iterable[Section], parent: str | None = None, is_furniture: bool = False
) -> Iterator[tuple[Section, str | None, bool]]:
    """Each section, the one in which it stands, and whether it is no part of the article."""
    for section in sections:
        is_within = is_furniture or section.role == "furniture"
        yield section, parent, is_within
        yield from _sections(section.sections, section.id, is_within)


def blocks(record: RowSource) -> Iterator[row_types.BlockRow]:
    """The blocks in reading order, each before those that stand in it."""
    placed = (
        (section.id, is_furniture, *nested)
        for section, _, is_furniture in _sections(record.document.sections)
        for block in section.blocks
        for nested in _blocks(block)
    )
    for position, (section, is_furniture, block, parent, row) in enumerate(placed):
        is_text = isinstance(block, TextBlock)
        yield row_types.BlockRow(
            document=record.id,
            id=block.id,
            position=position,
            type=block.__dict__.get("type") or kind_for(type(block)),
            section=section,
            parent=parent,
            row=row,
            role=block.role if isinstance(block, Cell | Furniture) else None,
            language=block.language if is_text else None,
            marker=record.text(block.marker) if isinstance(block, Item | Note) else None,
            is_furniture=is_furniture or isinstance(block, Furniture),
            characters=len(block.text) if is_text else None,
            text=record.text(block.text) if is_text else None,
        )


def _blocks(
    block: Any, parent: str | None = None, row: int | None = None
) -> Iterator[tuple[Any, str | None, int | None]]:
    """A block and all that stand in it, each with the one in which it stands, and its row."""
    yield block, parent, row
    cls: type[Model] = type(block)
    for name in part_fields(cls):
        parts = block.__dict__[name]
        for number, inner in enumerate(parts if isinstance(parts, tuple) else (parts,)):
            if isinstance(inner, Row):
                for cell in inner.cells:
                    yield from _blocks(cell, block.id, number)
            elif inner is not None:
                yield from _blocks(inner, block.id)


def marks(record: RowSource) -> Iterator[row_types.MarkRow]:
    """Formatting, in reading order."""
    for pointer, block in record.document.index.text_blocks:
        for position, mark in enumerate(block.marks):
            values: Mapping[str, Any] = mark.__dict__
            start, end = mark.start, mark.end
            yield row_types.MarkRow(
                document=record.id,
                pointer=f"{pointer}/marks/{position}",
                block=block.id,
                type=mark.type,
                start=start,
                end=end,
                words=record.text(block.text[start:end]),
                target=values.get("target"),
                language=values.get("language"),
                note=values.get("note"),
            )


def figures(record: RowSource) -> Iterator[row_types.FigureRow]:
    """Figures with their images."""
    for _, figure in record.document.index.of_type(Figure):
        image: Mapping[str, Any] = figure.image.__dict__ if figure.image else _NO_IMAGE
        yield row_types.FigureRow(record.id, figure.id, **image, description=figure.description)


_NO_IMAGE: Mapping[str, Any] = dict.fromkeys(
    ("file", "address", "media_type", "width_pixels", "height_pixels")
)


def anchors(record: RowSource) -> Iterator[row_types.AnchorRow]:
    """Every stretch of the record, in its order.

    One row in three stands in this table, which is why it is made without a call for each.
    """
    document, id, with_words = record.document, record.id, not record.withheld
    figures = {f"{at}/rights": figure.id for at, figure in document.index.of_type(Figure)}
    make, row = tuple.__new__, row_types.AnchorRow
    for pointer, holder in document.index.parts:
        if not (fields := _STRETCHES[type(holder)]):
            continue
        values = holder.__dict__
        for field in fields:
            if not (stretches := values[field]):
                continue
            part = values.get("id") or _holder_of(document, pointer, figures)
            under = f"{pointer}/{field}/"
            for n, stretch in enumerate(stretches):
                at = stretch.__dict__
                exact = at["exact"] if with_words else None
                place = at["type"], at["block"], at["start"], at["end"], exact
                lost = _NOT_LOST if type(stretch) is Anchor else _lost(stretch, with_words)
                yield make(row, (id, under + str(n), part, field, n, *place, *lost))


class _Stretches(dict[type[Model], tuple[str, ...]]):
    """The fields of each class that hold stretches; found when first needed."""

    def __missing__(self, cls: type[Model]) -> tuple[str, ...]:
        return self.setdefault(cls, stretch_fields(cls))


_STRETCHES = _Stretches()


def _holder_of(document: Document, pointer: str, figures: dict[str, str]) -> str | None:
    """The id of the part that holds a value without one; `None` for the metadata."""
    if pointer.startswith("/sections/"):
        return figures.get(pointer)
    _, collection, position, *_ = f"{pointer}/".split("/")
    within = getattr(document, collection)
    return within[int(position)].id if isinstance(within, tuple) else None


_NOT_LOST = (None, None, None)


def _lost(orphan: Orphan, with_words: bool) -> tuple[str | None, str | None, str]:
    if not with_words:
        return None, None, orphan.reason
    return orphan.prefix or None, orphan.suffix or None, orphan.reason


# --- what it speaks of, and on what it rests ---


def entities(record: RowSource) -> Iterator[row_types.EntityRow]:
    """Entities, by their first names."""
    for entity in record.document.entities:
        date = entity.date if isinstance(entity, Event) else None
        earliest, latest = days(date)
        yield row_types.EntityRow(
            document=record.id,
            id=entity.id,
            type=entity.type,
            name=entity.names[0].text if entity.names else None,
            description=entity.description,
            date=date,
            earliest=earliest,
            latest=latest,
            place=entity.place if isinstance(entity, Event) else None,
            basis=entity.basis,
            revision=entity.revision,
            **_certainty(entity.__dict__),
        )


def entity_names(record: RowSource) -> Iterator[row_types.EntityNameRow]:
    """All names of entities."""
    for entity in record.document.entities:
        for position, name in enumerate(entity.names):
            yield row_types.EntityNameRow(
                document=record.id,
                entity=entity.id,
                position=position,
                **name.__dict__,
            )


def works(record: RowSource) -> Iterator[row_types.WorkRow]:
    """Works."""
    for work in record.document.works:
        withdrawn = work.withdrawn
        earliest, latest = days(work.issued)
        yield row_types.WorkRow(
            document=record.id,
            **_fields_of(row_types.WorkRow, work),
            issued_earliest=earliest,
            issued_latest=latest,
            is_withdrawn=withdrawn is not None,
            withdrawn_date=withdrawn.date if withdrawn else None,
            withdrawn_reason=withdrawn.reason if withdrawn else None,
            **_certainty(work.__dict__),
        )


def work_fields(record: RowSource) -> Iterator[row_types.WorkFieldRow]:
    """Further titles of works, then their other CSL variables."""
    for work in record.document.works:
        for position, title in enumerate(work.variant_titles):
            yield row_types.WorkFieldRow(record.id, work.id, "variant_titles", position, title)
        for position, field in enumerate(work.fields):
            yield row_types.WorkFieldRow(record.id, work.id, field.name, position, field.value)


def copies(record: RowSource) -> Iterator[row_types.CopyRow]:
    """Saved copies of works."""
    for work in record.document.works:
        for copy in work.copies:
            yield row_types.CopyRow(document=record.id, work=work.id, **copy.__dict__)


def sources(record: RowSource) -> Iterator[row_types.SourceRow]:
    """Sources."""
    for source in record.document.sources:
        yield row_types.SourceRow(
            document=record.id,
            **_fields_of(row_types.SourceRow, source),
            **_certainty(source.__dict__),
        )


# --- statements ---


def claims(record: RowSource) -> Iterator[row_types.ClaimRow]:
    """Claims."""
    document = record.document
    numbers = {id: n for n, id in enumerate(numbers_of(document), start=1)}
    for claim in document.claims:
        time, voice = claim.time, voice_of(claim, document)
        earliest, latest = days(time.date if time else None)
        yield row_types.ClaimRow(
            document=record.id,
            id=claim.id,
            restatement=claim.restatement,
            public_restatement=claim.public_restatement,
            kind=claim.kind,
            commitment=claim.commitment,
            negated=claim.negated,
            stance=claim.stance,
            checkable=claim.checkable,
            is_attributed=bool(claim.attribution),
            voice=voice.kind,
            voice_entity=voice.entity,
            voice_words=record.text(voice.words),
            time=time.date if time else None,
            time_earliest=earliest,
            time_latest=latest,
            **(_time(time) if time else _NO_TIME),
            words=record.words(claim.anchors),
            condition=record.words(claim.condition),
            number=numbers[claim.id],
            voice_name=voice.label(document, withheld=bool(record.withheld)),
            source_names="; ".join(s.label for s in sources_of(claim, document)) or None,
            **_statement(claim),
        )


def _time(time: ClaimTime) -> dict[str, Any]:
    certainty = {f"time_{name}": cell for name, cell in _certainty(time.__dict__).items()}
    return {"time_basis": time.basis, **certainty}


_NO_TIME = dict.fromkeys(("time_basis", "time_certainty", "time_probability", "time_reason"))


def about(record: RowSource) -> Iterator[row_types.AboutRow]:
    """What claims are about."""
    is_work = _works(record.document)
    for claim in record.document.claims:
        for position, subject in enumerate(claim.about):
            of = (None, subject) if subject in is_work else (subject, None)
            yield row_types.AboutRow(record.id, claim.id, position, subject, *of)


def attributions(record: RowSource) -> Iterator[row_types.AttributionRow]:
    """On whose word claims are passed on."""
    for claim in record.document.claims:
        for position, step in enumerate(claim.attribution):
            cue = record.words(step.cue)
            yield row_types.AttributionRow(
                record.id, claim.id, position, step.claimant, step.manner, cue
            )


def relations(record: RowSource) -> Iterator[row_types.RelationRow]:
    """Relations."""
    is_source = {source.id for source in record.document.sources}
    for relation in record.document.relations:
        to_source = relation.object in is_source
        yield row_types.RelationRow(
            document=record.id,
            id=relation.id,
            subject=relation.subject,
            predicate=relation.predicate,
            object=relation.object,
            object_claim=None if to_source else relation.object,
            object_source=relation.object if to_source else None,
            basis=relation.basis,
            **_statement(relation),
        )


def evidence(record: RowSource) -> Iterator[row_types.EvidenceRow]:
    """The evidence of assessments, then of relations."""
    for number, assessment in enumerate(record.document.assessments):
        for position, evidence in enumerate(assessment.evidence):
            pointer = f"/assessments/{number}/evidence/{position}"
            yield _evidence(record, pointer, assessment.id, evidence)
    for number, relation in enumerate(record.document.relations):
        if relation.evidence:
            pointer = f"/relations/{number}/evidence"
            yield _evidence(record, pointer, relation.id, relation.evidence)


def _evidence(
    record: RowSource, pointer: str, part: str, evidence: Evidence
) -> row_types.EvidenceRow:
    place = _locator(evidence.locator)
    return row_types.EvidenceRow(record.id, pointer, part, evidence.work, *place, evidence.quoted)


def assessments(record: RowSource) -> Iterator[row_types.AssessmentRow]:
    """Assessments."""
    for assessment in record.document.assessments:
        rating = assessment.rating
        yield row_types.AssessmentRow(
            document=record.id,
            id=assessment.id,
            claim=assessment.claim,
            verdict=assessment.verdict,
            rating_scale=rating.scale if rating else None,
            rating=rating.value if rating else None,
            reasoning=assessment.reasoning,
            supersedes=assessment.supersedes,
            **_statement(assessment),
        )


def mentions(record: RowSource) -> Iterator[row_types.MentionRow]:
    """Mentions."""
    is_work = _works(record.document)
    for mention in _annotations(record, Mention):
        to_work = mention.refers_to in is_work
        yield row_types.MentionRow(
            document=record.id,
            id=mention.id,
            words=record.words(mention.anchors),
            refers_to=mention.refers_to,
            entity=None if to_work else mention.refers_to,
            work=mention.refers_to if to_work else None,
            basis=mention.basis,
            **_statement(mention),
        )


def dates(record: RowSource) -> Iterator[row_types.DateRow]:
    """Dates that the text names."""
    for mention in _annotations(record, DateMention):
        earliest, latest = days(mention.date)
        yield row_types.DateRow(
            document=record.id,
            id=mention.id,
            words=record.words(mention.anchors),
            date=mention.date,
            earliest=earliest,
            latest=latest,
            basis=mention.basis,
            **_statement(mention),
        )


def corrections(record: RowSource) -> Iterator[row_types.CorrectionRow]:
    """Corrections."""
    for correction in _annotations(record, Correction):
        yield row_types.CorrectionRow(
            document=record.id,
            id=correction.id,
            words=record.words(correction.anchors),
            corrected=correction.corrected or None,
            basis=correction.basis,
            **_statement(correction),
        )


def citations(record: RowSource) -> Iterator[row_types.CitationRow]:
    """Citations."""
    is_work = _works(record.document)
    for citation in _annotations(record, Citation):
        to_work = citation.cites in is_work
        unit, place = _locator(citation.locator)
        yield row_types.CitationRow(
            document=record.id,
            id=citation.id,
            words=record.words(citation.anchors),
            cites=citation.cites,
            work=citation.cites if to_work else None,
            source=None if to_work else citation.cites,
            locator_unit=unit,
            locator=place,
            basis=citation.basis,
            **_statement(citation),
        )


def tags(record: RowSource) -> Iterator[row_types.TagRow]:
    """Tags."""
    for tag in _annotations(record, Tag):
        yield row_types.TagRow(
            document=record.id,
            id=tag.id,
            words=record.words(tag.anchors),
            tag=tag.tag,
            uri=tag.uri,
            **_statement(tag),
        )


def comments(record: RowSource) -> Iterator[row_types.CommentRow]:
    """Comments."""
    for comment in _annotations(record, Comment):
        yield row_types.CommentRow(
            document=record.id,
            id=comment.id,
            words=record.words(comment.anchors),
            on=comment.on,
            text=comment.text,
            **_statement(comment),
        )


# --- cells ---


def days(date: str | None) -> tuple[str | None, str | None]:
    """Return the outermost days that a date can mean, as far as ISO 8601 has them in four digits.

    >>> days("2016-02~"), days("-0044-03-15"), days("2016/..")
    (('2016-02-01', '2016-02-29'), (None, None), ('2016-01-01', None))
    """
    return _days(date) if date else (None, None)


@lru_cache(maxsize=4096)
def _days(date: str) -> tuple[str | None, str | None]:
    earliest, latest = edtf_bounds(date)
    return _day(earliest), _day(latest)


def _day(day: Day | None) -> str | None:
    if day is None or not 1 <= day[0] <= 9999:
        return None
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def given_values(values: Any) -> tuple[Any, ...]:
    """Return the values of a field that may say that there are none."""
    return values if isinstance(values, tuple) else ()


def _annotations(record: RowSource, cls: type[Any]) -> list[Any]:
    return [part for part in record.document.annotations if type(part) is cls]


def _works(document: Document) -> frozenset[str]:
    return frozenset([work.id for work in document.works])


def _locator(locator: Locator | None) -> tuple[str | None, str | None]:
    return (locator.unit, locator.value) if locator else (None, None)


def _certainty(judged: Mapping[str, Any]) -> dict[str, Any]:
    certainty = judged["certainty"]
    is_word = certainty.__class__ is str
    return {
        "certainty": certainty if is_word else None,
        "probability": None if is_word else certainty,
        "reason": judged["reason"],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    values = statement.__dict__
    certainty = values["certainty"]
    is_word = certainty.__class__ is str
    return {
        "status": values["status"],
        "certainty": certainty if is_word else None,
        "probability": None if is_word else certainty,
        "reason": values["reason"],
        "revision": values["revision"],
    }


def _of_fields(row: Any, document: str, part: Model) -> Any:
    """A row whose cells, but for the first, are fields of a part."""
    values = part.__dict__
    return row._make([document, *[values[name] for name in row._fields[1:]]])


_JUDGED = frozenset(Judged.model_fields)


def _fields_of(row: Any, part: Model) -> dict[str, Any]:
    """The cells of a row that are fields of a part, as they are; without its certainty."""
    values = part.__dict__
    return {name: values[name] for name in row._fields if name in values and name not in _JUDGED}
