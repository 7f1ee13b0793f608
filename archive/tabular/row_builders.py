"""Builds the rows of each table from a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar, assert_never

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
from archive.model.basis import Absence
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
from archive.model.works import Locator
from archive.rights import Withheld, publication
from archive.rights.withheld import NOTHING
from archive.tabular import row_types
from archive.wording.claims import numbers_of, sources_of
from archive.wording.voices import voice_of

R = TypeVar("R")

BETWEEN = " … "
"""The separator between the words of several stretches."""


@dataclass(frozen=True, slots=True)
class RowSource:
    """A record from which rows are built, and what must be left out of them."""

    document: Document
    withheld_parts: Withheld = NOTHING
    """The content that must be left out."""

    @property
    def withheld(self) -> str:
        """Why the words of the article are left out; empty if they are not."""
        return self.withheld_parts.text

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.document.id

    def words(self, stretches: tuple[Stretch, ...]) -> str | None:
        """Return the words of the article at these stretches, unless they are withheld."""
        if self.withheld or not stretches:
            return None
        if len(stretches) == 1:
            return stretches[0].exact
        return BETWEEN.join([stretch.exact for stretch in stretches])

    def text(self, text: str) -> str | None:
        """Return this text of the article, unless it is withheld."""
        return None if self.withheld or not text else text


def row_source(document: Document, *, public: bool, proposals: bool) -> RowSource:
    """Return the source of the rows of a document."""
    return RowSource(*publication(document, public=public, proposals=proposals))


# --- the article and its record ---


def documents(record: RowSource) -> Iterator[row_types.DocumentRow]:
    """Yield the row of the record."""
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
"""The type of a value of the metadata."""

_METADATA = (
    *("titles", "authors", "contributors"),
    *("container", "publisher", "published", "updated", "written", "extents"),
    *("languages", "identifiers", "addresses", "abstract", "keywords", "genre"),
)


def metadata(record: RowSource) -> Iterator[row_types.MetadataRow]:
    """Yield each value of the metadata, and each field that is stated to have none."""
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
            more["value"] = value.date
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
        more |= {"basis": value.basis, **_common_cells(value.__dict__)}
    cells = {**_NOTHING_STATED, "document": record.id, "pointer": pointer, "field": field, **more}
    return row_types.MetadataRow(**cells)


_NOTHING_STATED: dict[str, Any] = dict.fromkeys(row_types.MetadataRow._fields)


def names(record: RowSource) -> Iterator[row_types.NameRow]:
    """Yield the names of the article's makers, then of the makers of works."""
    metadata = record.document.metadata
    for field in ("authors", "contributors"):
        for position, contributor in enumerate(given_values(getattr(metadata, field))):
            pointer = f"/metadata/{field}/{position}/name"
            yield _name_row(record, contributor.name, pointer, None, field, position)
    for number, work in enumerate(record.document.works):
        for field in ("author", "editor", "translator"):
            for position, name in enumerate(getattr(work, field)):
                pointer = f"/works/{number}/{field}/{position}"
                yield _name_row(record, name, pointer, work.id, field, position)


def _name_row(
    record: RowSource, name: Name, pointer: str, part: str | None, field: str, position: int
) -> row_types.NameRow:
    place = {"pointer": pointer, "part": part, "field": field, "position": position}
    return _row(row_types.NameRow, record, name, **place, name=str(name))


def identifiers(record: RowSource) -> Iterator[row_types.IdentifierRow]:
    """Yield identifiers of the article, its makers, agents, entities, works and statements."""
    document = record.document
    for pointer, identifier in document.index.of_type(Identifier):
        _, collection, position, *_ = pointer.split("/")
        within = getattr(document, collection)
        part = within[int(position)].id if isinstance(within, tuple) else None
        yield row_types.IdentifierRow(record.id, pointer, part, identifier.scheme, identifier.value)


def rights(record: RowSource) -> Iterator[row_types.RightsRow]:
    """Yield the rights in the text, in the record and in each figure."""
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
    return _row(
        row_types.RightsRow,
        record,
        rights,
        pointer=pointer,
        layer=layer,
        part=part,
        notice=notice if isinstance(notice, str) else None,
        absence=notice.value if isinstance(notice, Absence) else None,
        holders="; ".join(rights.holders) or None,
    )


def captures(record: RowSource) -> Iterator[row_types.CaptureRow]:
    """Yield the captures."""
    for capture in record.document.captures:
        archive, memento = capture.taken_from, capture.memento
        within = {
            column: getattr(archive, column.removeprefix("taken_from_"), None)
            for column in row_types.CaptureRow._fields
            if column.startswith("taken_from_")
        }
        yield _row(
            row_types.CaptureRow,
            record,
            capture,
            **within,
            taken_from=archive.file if archive else None,
            memento=memento.address if memento else None,
            memento_received_at=memento.received_at if memento else None,
        )


def agents(record: RowSource) -> Iterator[row_types.AgentRow]:
    """Yield the agents, who made statements."""
    return _rows(row_types.AgentRow, record, record.document.agents)


def revisions(record: RowSource) -> Iterator[row_types.RevisionRow]:
    """Yield the revisions of the record."""
    return _rows(row_types.RevisionRow, record, record.document.revisions)


def changes(record: RowSource) -> Iterator[row_types.ChangeRow]:
    """Yield the changes of statements."""
    for collection in STATEMENT_COLLECTIONS:
        statements: tuple[Statement, ...] = getattr(record.document, collection)
        for number, statement in enumerate(statements):
            for position, change in enumerate(statement.history):
                pointer = f"/{collection}/{number}/history/{position}"
                values = (change.status, change.revision, change.reason)
                yield row_types.ChangeRow(record.id, pointer, statement.id, position, *values)


def capture_changes(record: RowSource) -> Iterator[row_types.CaptureChangeRow]:
    """Yield the changes that newer captures brought."""
    for revision in record.document.revisions:
        for position, change in enumerate(revision.changes):
            is_hidden = record.withheld_parts.hides(change)
            values = {"was": None, "became": None} if is_hidden else {}
            place = {"revision": revision.id, "position": position}
            yield _row(row_types.CaptureChangeRow, record, change, **place, **values)


# --- the text ---


def sections(record: RowSource) -> Iterator[row_types.SectionRow]:
    """Yield the sections in reading order."""
    for position, (section, parent, _) in enumerate(_sections(record.document.sections)):
        yield _row(row_types.SectionRow, record, section, position=position, parent=parent)


def _sections(
    sections: Iterable[Section], parent: str | None = None, is_furniture: bool = False
) -> Iterator[tuple[Section, str | None, bool]]:
    """Yield each section, the id of the section around it, and whether it is furniture."""
    for section in sections:
        is_within = is_furniture or section.role == "furniture"
        yield section, parent, is_within
        yield from _sections(section.sections, section.id, is_within)


def blocks(record: RowSource) -> Iterator[row_types.BlockRow]:
    """Yield the blocks in reading order; a block precedes the blocks within it."""
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
    """Yield a block and all blocks within it, each with the block around it and its table row."""
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
    """Yield the marks in reading order."""
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
    """Yield the figures with their images."""
    for _, figure in record.document.index.of_type(Figure):
        image: Mapping[str, Any] = figure.image.__dict__ if figure.image else _NO_IMAGE
        yield row_types.FigureRow(record.id, figure.id, **image, description=figure.description)


_NO_IMAGE: Mapping[str, Any] = dict.fromkeys(
    ("file", "address", "media_type", "width_pixels", "height_pixels")
)


def anchors(record: RowSource) -> Iterator[row_types.AnchorRow]:
    """Yield every stretch of text to which the record refers.

    A third of all rows are in this table, so they are made without a function call for each.
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
    """The fields of each class that contain stretches, computed when first needed."""

    def __missing__(self, cls: type[Model]) -> tuple[str, ...]:
        return self.setdefault(cls, stretch_fields(cls))


_STRETCHES = _Stretches()


def _holder_of(document: Document, pointer: str, figures: dict[str, str]) -> str | None:
    """Return the id of the part around a value that has no id; `None` for the metadata."""
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


# --- entities, works and sources ---


def entities(record: RowSource) -> Iterator[row_types.EntityRow]:
    """Yield the entities, each with its main name."""
    for entity in record.document.entities:
        name = entity.names[0].text if entity.names else None
        of_event = {} if isinstance(entity, Event) else _NO_EVENT
        yield _row(row_types.EntityRow, record, entity, name=name, **of_event)


_NO_EVENT = dict.fromkeys(("date", "earliest", "latest", "place"))


def entity_names(record: RowSource) -> Iterator[row_types.EntityNameRow]:
    """Yield all names of entities."""
    for entity in record.document.entities:
        for position, name in enumerate(entity.names):
            yield _row(row_types.EntityNameRow, record, name, entity=entity.id, position=position)


def works(record: RowSource) -> Iterator[row_types.WorkRow]:
    """Yield the works."""
    for work in record.document.works:
        withdrawn = work.withdrawn
        earliest, latest = days(work.issued)
        yield _row(
            row_types.WorkRow,
            record,
            work,
            issued_earliest=earliest,
            issued_latest=latest,
            is_withdrawn=withdrawn is not None,
            withdrawn_date=withdrawn.date if withdrawn else None,
            withdrawn_reason=withdrawn.reason if withdrawn else None,
        )


def work_fields(record: RowSource) -> Iterator[row_types.WorkFieldRow]:
    """Yield more titles of works, then their other CSL variables."""
    for work in record.document.works:
        for position, title in enumerate(work.variant_titles):
            yield row_types.WorkFieldRow(record.id, work.id, "variant_titles", position, title)
        for position, field in enumerate(work.fields):
            yield row_types.WorkFieldRow(record.id, work.id, field.name, position, field.value)


def copies(record: RowSource) -> Iterator[row_types.CopyRow]:
    """Yield the saved copies of works."""
    for work in record.document.works:
        for copy in work.copies:
            yield _row(row_types.CopyRow, record, copy, work=work.id)


def sources(record: RowSource) -> Iterator[row_types.SourceRow]:
    """Yield the sources."""
    return _rows(row_types.SourceRow, record, record.document.sources)


# --- statements ---


def claims(record: RowSource) -> Iterator[row_types.ClaimRow]:
    """Yield the claims."""
    document = record.document
    numbers = {id: n for n, id in enumerate(numbers_of(document), start=1)}
    for claim in document.claims:
        voice = voice_of(claim, document)
        yield _row(
            row_types.ClaimRow,
            record,
            claim,
            is_attributed=bool(claim.attribution),
            voice=voice.kind,
            voice_entity=voice.entity,
            voice_words=record.text(voice.words),
            **(_time(claim.time) if claim.time else _NO_TIME),
            condition=record.words(claim.condition),
            number=numbers[claim.id],
            voice_name=voice.label(document, withheld=bool(record.withheld)),
            source_names="; ".join(s.label for s in sources_of(claim, document)) or None,
        )


def _time(time: ClaimTime) -> dict[str, Any]:
    """Return the cells for the time of a claim."""
    cells = {"basis": time.basis, **_common_cells(time.__dict__)}
    return {"time": time.date, **{f"time_{name}": cell for name, cell in cells.items()}}


_NO_TIME = dict.fromkeys(
    ("time", *(name for name in row_types.ClaimRow._fields if name.startswith("time_")))
)


def about(record: RowSource) -> Iterator[row_types.AboutRow]:
    """Yield the entities and works that claims are about."""
    is_work = _works(record.document)
    for claim in record.document.claims:
        for position, subject in enumerate(claim.about):
            of = (None, subject) if subject in is_work else (subject, None)
            yield row_types.AboutRow(record.id, claim.id, position, subject, *of)


def attributions(record: RowSource) -> Iterator[row_types.AttributionRow]:
    """Yield the steps of the attribution of claims."""
    for claim in record.document.claims:
        for position, step in enumerate(claim.attribution):
            place = {"claim": claim.id, "position": position}
            cue = record.words(step.cue)
            yield _row(row_types.AttributionRow, record, step, **place, cue=cue)


def relations(record: RowSource) -> Iterator[row_types.RelationRow]:
    """Yield the relations."""
    is_source = {source.id for source in record.document.sources}
    for relation in record.document.relations:
        to = "object_source" if relation.object in is_source else "object_claim"
        objects = {"object_claim": None, "object_source": None, to: relation.object}
        yield _row(row_types.RelationRow, record, relation, **objects)


def evidence(record: RowSource) -> Iterator[row_types.EvidenceRow]:
    """Yield the evidence of assessments, then that of relations."""
    for number, assessment in enumerate(record.document.assessments):
        for position, evidence in enumerate(assessment.evidence):
            place = {"pointer": f"/assessments/{number}/evidence/{position}"}
            yield _row(row_types.EvidenceRow, record, evidence, **place, part=assessment.id)
    for number, relation in enumerate(record.document.relations):
        if relation.evidence:
            place = {"pointer": f"/relations/{number}/evidence"}
            yield _row(row_types.EvidenceRow, record, relation.evidence, **place, part=relation.id)


def assessments(record: RowSource) -> Iterator[row_types.AssessmentRow]:
    """Yield the assessments."""
    for assessment in record.document.assessments:
        rating = assessment.rating
        scale, value = (rating.scale, rating.value) if rating else (None, None)
        yield _row(row_types.AssessmentRow, record, assessment, rating_scale=scale, rating=value)


def mentions(record: RowSource) -> Iterator[row_types.MentionRow]:
    """Yield the mentions."""
    is_work = _works(record.document)
    for mention in _annotations(record, Mention):
        to = "work" if mention.refers_to in is_work else "entity"
        objects = {"entity": None, "work": None, to: mention.refers_to}
        yield _row(row_types.MentionRow, record, mention, **objects)


def dates(record: RowSource) -> Iterator[row_types.DateRow]:
    """Yield the dates that the text mentions."""
    return _rows(row_types.DateRow, record, _annotations(record, DateMention))


def corrections(record: RowSource) -> Iterator[row_types.CorrectionRow]:
    """Yield the corrections."""
    for correction in _annotations(record, Correction):
        corrected = correction.corrected or None
        yield _row(row_types.CorrectionRow, record, correction, corrected=corrected)


def citations(record: RowSource) -> Iterator[row_types.CitationRow]:
    """Yield the citations."""
    is_work = _works(record.document)
    for citation in _annotations(record, Citation):
        to = "work" if citation.cites in is_work else "source"
        objects = {"work": None, "source": None, to: citation.cites}
        yield _row(row_types.CitationRow, record, citation, **objects)


def tags(record: RowSource) -> Iterator[row_types.TagRow]:
    """Yield the tags."""
    return _rows(row_types.TagRow, record, _annotations(record, Tag))


def comments(record: RowSource) -> Iterator[row_types.CommentRow]:
    """Yield the comments."""
    return _rows(row_types.CommentRow, record, _annotations(record, Comment))


# --- cells ---


def _row(row: type[R], record: RowSource, part: Model, /, **cells: Any) -> R:
    """Return a row about a part. A cell that is not given is the field with the column's name."""
    values = part.__dict__
    found = {**values, **_common_cells(values), "document": record.id}
    if "anchors" in values:
        found["words"] = record.words(values["anchors"])
    found.update(cells)
    make: Any = row
    return tuple.__new__(make, _columns(make)(found))  # type: ignore[no-any-return]


@cache
def _columns(row: Any) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return a function that returns the cells of a row from a mapping, in order."""
    return itemgetter(*row._fields)


def _rows(row: type[R], record: RowSource, parts: Iterable[Model]) -> Iterator[R]:
    """Yield a row about each part, made only from its fields."""
    return (_row(row, record, part) for part in parts)


def _common_cells(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells for fields that many parts have: certainty, dates, locator."""
    cells: dict[str, Any] = {}
    if "certainty" in values:
        certainty = values["certainty"]
        is_word = certainty.__class__ is str
        cells["certainty"] = certainty if is_word else None
        cells["probability"] = None if is_word else certainty
        cells["reason"] = values["reason"]
    if "date" in values:
        cells["earliest"], cells["latest"] = days(values["date"])
    if "locator" in values:
        locator: Locator | None = values["locator"]
        cells["locator_unit"] = locator.unit if locator else None
        cells["locator"] = locator.value if locator else None
    return cells


def days(date: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day that an EDTF date can mean; `None` if open or not ISO 8601.

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
    """Return the values of a field; an empty tuple if the field states an absence."""
    return values if isinstance(values, tuple) else ()


def _annotations(record: RowSource, cls: type[Any]) -> list[Any]:
    return [part for part in record.document.annotations if type(part) is cls]


def _works(document: Document) -> frozenset[str]:
    return frozenset([work.id for work in document.works])
