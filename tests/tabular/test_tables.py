"""Rows: every part is one, no value is lost or changed, keys lead somewhere."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given

import archive
from archive.model import annotations as a
from archive.model.anchors import Anchor, Orphan
from archive.model.basis import Absence
from archive.model.document import Document
from archive.model.introspection import has_id, stretch_fields, type_tags
from archive.model.names import Identifier, Name
from archive.model.revisions import CaptureChange, Revision
from archive.model.works import Evidence
from archive.rights import public_record
from archive.tabular import Tables
from archive.tabular.data_package import CARRIED
from archive.tabular.table_schemas import TABLES
from tests import samples
from tests.strategies import documents, large_document
from tests.tools.cases import each_case

DECLARED = {declared.name: declared for declared in TABLES}

PARTS = {
    "sections": "sections",
    "entities": "entities",
    "works": "works",
    "sources": "sources",
    "claims": "claims",
    "relations": "relations",
    "assessments": "assessments",
    "agents": "agents",
    "captures": "captures",
    "revisions": "revisions",
}
"""Tables with a row for each member of a field of the document."""

ANNOTATIONS = {
    "mentions": a.Mention,
    "dates": a.DateMention,
    "corrections": a.Correction,
    "citations": a.Citation,
    "tags": a.Tag,
    "comments": a.Comment,
}


def rows_of(document: Document, **options: Any) -> Tables:
    return archive.tables([document], **options)


# --- names ---


@pytest.mark.slow
@pytest.mark.parametrize(
    "first", ["archive.tabular.row_types", "archive.tabular", "archive.io", "archive"]
)
def test_the_public_name_is_the_function_though_the_room_is_called_the_same(first: str) -> None:
    code = f"import {first}; import archive; from archive.tabular import tables; "
    code += "from archive import tables as public; import archive.tabular.row_builders; "
    code += "assert public is tables is archive.tables; print(archive.tables.__name__)"
    program = [sys.executable, "-c", code]
    run = subprocess.run(program, capture_output=True, text=True, check=True)
    assert run.stdout == "tables\n"


def test_the_tables_are_those_that_are_declared_and_typed_so() -> None:
    hints = get_type_hints(Tables)
    del hints["_WIDTH"]
    assert list(hints) == list(DECLARED) == list(rows_of(samples.small()))
    for name, hint in hints.items():
        assert get_args(hint) == (DECLARED[name].row,)


def test_tables_are_asked_for_as_attributes_and_as_items() -> None:
    tables = rows_of(samples.small())
    assert tables.claims is tables["claims"]
    assert "claims" in tables
    assert "claims" in dir(tables)
    assert "nothing" not in tables
    with pytest.raises(KeyError):
        tables["nothing"]
    with pytest.raises(AttributeError, match="nothing"):
        tables.nothing  # noqa: B018


def test_a_change_of_columns_is_a_decision(golden: Callable[[str, str], None]) -> None:
    """Programs of others name them: none is renamed or taken away, new ones come at the end."""
    lines = [
        f"{declared.name}.{column.name}: {column.type}{'' if column.is_required else '?'}"
        f"{' key' if column.name in declared.key else ''}{f' -> {column.to}' if column.to else ''}"
        for declared in TABLES
        for column in declared.columns
    ]
    golden("tables/columns.txt", "\n".join(lines) + "\n")


def test_every_column_and_table_is_described() -> None:
    for declared in TABLES:
        assert declared.description.endswith((".", "accepted."))
        for column in declared.columns:
            assert column.description[-1] in ".`", (declared.name, column)


# --- values ---


@given(documents())
def test_every_part_is_a_row_and_no_row_is_anything_else(document: Document) -> None:
    tables = rows_of(document)
    for name, field in PARTS.items():
        if name != "sections":
            ids = [part.id for part in getattr(document, field)]
            assert [row.id for row in tables[name]] == ids
    for name, cls in ANNOTATIONS.items():
        assert [row.id for row in tables[name]] == [
            part.id for part in document.annotations if type(part) is cls
        ]
    numbers = Counter(type(part) for _, part in document.index.parts)
    assert len(tables.anchors) == numbers[Anchor] + numbers[Orphan]
    assert len(tables.names) == numbers[Name]
    assert len(tables.evidence) == numbers[Evidence]
    assert len(tables.identifiers) == len(list(document.index.of_type(Identifier)))
    ids = {row.id for table in tables.values() for row in table if "id" in row._fields}
    assert ids == {part.id for _, part in document.index.named if part is not document}  # type: ignore[attr-defined]
    texts = [row.id for row in tables.blocks if row.characters is not None]
    assert texts == [block.id for block in document.text_blocks()]


@given(documents())
def test_a_column_called_like_a_field_holds_its_value(document: Document) -> None:
    by_id = document.index.by_id
    for name, table in rows_of(document).items():
        declared = DECLARED[name]
        if declared.key != ("document", "id") or not has_id(declared.of):
            continue
        for row in table:
            part = by_id[row.id]
            for column, cell in row._asdict().items():
                value = part.__dict__.get(column)
                if column in ("certainty", "probability"):
                    assert part.certainty in (row.certainty, row.probability)  # type: ignore[attr-defined]
                elif isinstance(value, str | int | bool | float):
                    assert cell == (value if value != "" else None), (name, column)


@given(documents())
def test_cells_are_plain_and_of_the_type_that_is_declared(document: Document) -> None:
    types = {"string": str, "integer": int, "number": float, "boolean": bool, "date": str}
    for table in rows_of(document).values():
        for n, column in enumerate(table.columns):
            for row in table:
                cell = row[n]
                if cell is None:
                    assert not column.is_required, (table.name, column.name)
                else:
                    assert type(cell) is types[column.type], (table.name, column.name, cell)
                    assert cell != "", (table.name, column.name)


@given(documents())
def test_keys_are_unique_and_lead_to_a_row(document: Document) -> None:
    tables = rows_of(document)
    ids = {name: {row.id for row in t if "id" in row._fields} for name, t in tables.items()}
    for name, table in tables.items():
        keys = [tuple(getattr(row, column) for column in DECLARED[name].key) for row in table]
        assert len(keys) == len(set(keys)), name
        for column in table.columns:
            if column.to:
                cells = {getattr(row, column.name) for row in table} - {None}
                assert cells <= ids[column.to], (name, column.name)


@given(documents())
def test_pointers_lead_to_what_the_row_is_made_of(document: Document) -> None:
    tables, parts = rows_of(document), dict(document.index.parts)
    for row in tables.anchors:
        stretch: Any = parts[row.pointer]
        assert (row.exact, row.start, row.block) == (stretch.exact, stretch.start, stretch.block)
        above = row.pointer.rsplit("/", 2)[0]
        assert row.field in stretch_fields(type(parts[above]))
        while above and not _is_part(parts.get(above)):
            above = above.rpartition("/")[0]
        assert row.part == (parts[above].id if above else None)  # type: ignore[attr-defined]
    for name in ("names", "identifiers", "evidence", "rights", "changes", "marks"):
        assert {row.pointer for row in tables[name]} <= parts.keys()


def _is_part(value: Any) -> bool:
    return value is not None and has_id(type(value))


@pytest.mark.slow
@given(documents())
def test_what_goes_in_stands_in_a_cell_or_is_reported(document: Document) -> None:
    cells = {str(cell) for table in rows_of(document).values() for row in table for cell in row}
    everything = "\n".join(cells)
    for _, part in document.index.parts:
        cls = type(part)
        for name, value in part.__dict__.items():
            is_tag = name == "type" and len(type_tags(cls)) == 1
            if name not in cls.model_fields or is_tag or not CARRIED.carries(cls, name):
                continue
            for one in value if isinstance(value, tuple) else (value,):
                said = one.value if isinstance(one, Absence) else one
                if isinstance(said, str | int | float) and not isinstance(said, bool):
                    assert str(said) in cells or str(said) in everything, (cls, name, said)


def test_every_class_of_the_model_is_carried_or_within_what_is_not() -> None:
    from archive.model.introspection import classes_within

    lost = {cls.__name__ for cls in classes_within(Document) if not CARRIED.carries(cls)}
    origins = {"TextOrigin", "ElementOrigin", "LinesOrigin", "CaptureOrigin", "BlockOrigin"}
    assert lost == {*origins, "Omission", "Former"}


def test_what_newer_captures_changed_has_a_row_each() -> None:
    changes = (
        CaptureChange(what="title", was="Trade", became="Trade rises", kept=True),
        CaptureChange(what="sentence", was="It fell.", block="p-9"),
    )
    document = samples.small()
    newer = Revision(id="rev-9", capture="received", changes=changes)
    tables = rows_of(document.update(revisions=(*document.revisions, newer)))
    assert [row.capture for row in tables.revisions] == [None, "received"]
    assert list(tables.capture_changes) == [
        ("small", "rev-9", 0, "title", "Trade", "Trade rises", None, True),
        ("small", "rev-9", 1, "sentence", "It fell.", None, "p-9", False),
    ]


# --- the public ---


@pytest.mark.slow
@given(documents())
def test_no_words_of_the_article_are_shown_to_the_public_without_a_licence(
    document: Document,
) -> None:
    document = document.update(rights=document.rights.update(text=None))
    tables = rows_of(document, public=True)
    [row] = tables.documents
    reason = "The text is not shown: nobody has stated its licence."
    assert row.withheld is not None
    assert row.withheld.startswith(reason)
    assert not any(block.text or block.marker for block in tables.blocks)
    assert not any(anchor.exact or anchor.prefix or anchor.suffix for anchor in tables.anchors)
    for table in tables.values():
        for column in ("words", "condition", "cue"):
            assert not any(getattr(row, column, None) for row in table)
    assert not any(row.value for row in tables.metadata if row.field == "abstract")
    in_words = ("abstract", "description", "sentence")
    for row in tables.capture_changes:
        assert row.what not in in_words or not (row.was or row.became)
    for claim in tables.claims:
        if claim.voice == "unidentified" and not claim.voice_entity:
            assert claim.voice_name == "somebody unidentified"
    shown = rows_of(public_record(document))
    assert [row.restatement for row in tables.claims] == [row.restatement for row in shown.claims]
    assert [len(table) for table in tables.values()] == [len(table) for table in shown.values()]


# --- many records ---


@pytest.mark.slow
def test_records_are_gone_through_once_and_let_go() -> None:
    made: list[weakref.ref[Document]] = []
    gc.collect()
    gc.freeze()  # what other tests hold is not looked at each time

    def several() -> Iterator[Document]:
        for n in range(5):
            document = samples.small().update(id=f"record-{n}")
            made.append(weakref.ref(document))
            yield document
            del document
            gc.collect()
            assert sum(one() is not None for one in made) <= 1

    tables = archive.tables(several())
    assert not made
    assert len(tables.documents) == len(made) == 5
    assert len(tables.claims) == 5
    gc.collect()
    assert not any(one() for one in made)


def test_what_was_gone_through_is_not_taken_for_nothing() -> None:
    tables = archive.tables(iter([samples.small()]))
    assert len(tables.documents) == 1
    with pytest.raises(archive.errors.WriteError, match="which is used up"):
        tables.write("unused")


def test_two_records_of_one_id_are_refused() -> None:
    with pytest.raises(archive.errors.WriteError, match='two records have the id "small"'):
        archive.tables([samples.small()] * 2).documents  # noqa: B018


@each_case("wrong", ["documents", {"a": 1}, 3, None])
def test_what_is_no_document_is_refused_at_once(wrong: Any) -> None:
    with pytest.raises(TypeError, match="tables takes documents"):
        archive.tables(wrong)


def test_what_yields_no_documents_is_refused_when_it_is_gone_through() -> None:
    with pytest.raises(TypeError, match=r"for a path: archive\.load"):
        archive.tables(["documents/frenemies"]).claims  # type: ignore[list-item]  # noqa: B018


def test_one_document_may_stand_alone() -> None:
    assert len(archive.tables(samples.small()).documents) == 1


def test_no_records_make_empty_tables() -> None:
    tables = archive.tables([])
    assert not any(map(len, tables.values()))
    assert tables.claims.columns[0].name == "document"


@pytest.mark.slow
def test_reprs_are_one_line() -> None:
    tables = archive.tables(large_document())
    assert repr(tables) == "Tables(33 tables, not built yet)"
    for table in tables.values():
        assert repr(table).startswith(f"Rows({table.name}, ")
        assert "\n" not in repr(table)
    assert repr(tables).startswith("Tables(documents=1, claims=")


def test_rows_are_named_tuples_in_a_sequence() -> None:
    claims = rows_of(samples.small()).claims
    assert claims[0] == next(iter(claims))
    assert claims[:1] == [claims[0]]
    assert claims[0].restatement == samples.small().claims[0].restatement
    assert next(count(len(claims))) == len(list(claims))


def test_dates_have_their_outermost_days() -> None:
    [found] = [row for row in rows_of(samples.small()).metadata if row.field == "published"] or [
        None
    ]
    if found is not None:
        assert found.earliest
        assert found.earliest <= (found.latest or "9")


def test_certainty_is_a_word_or_a_number() -> None:
    document = samples.small()
    claim = document.claims[0].update(certainty=0.25)
    other = claim.update(id="claim-other", certainty="low")
    [first, *_, last] = rows_of(document.replace(claim).add(other)).claims
    assert (first.certainty, first.probability) == (None, 0.25)
    assert (last.certainty, last.probability) == ("low", None)
