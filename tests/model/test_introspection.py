"""What the model says of itself: nothing that is read off it is wrong, or says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

import archive
from archive.model import assessments, basis, blocks, claims, relations, statements
from archive.model.base import IdFrom, Model
from archive.model.document import Document, Part
from archive.model.index import kind_of, kinds_of
from archive.model.introspection import (
    classes_in,
    classes_within,
    collection_fields,
    fields_with_models,
    has_id,
    id_from,
    kinds_for,
    part_fields,
    reference_fields,
    stretch_fields,
)
from tests.tools.cases import each_case

CLASSES = classes_within(Document)
TERMS = Path(__file__).parents[2] / "docs" / "reference" / "terms.md"


# --- parts ---


def test_every_class_of_the_record_is_found_along_its_fields() -> None:
    assert {archive.Document, archive.model.Paragraph, archive.Anchor, archive.model.Cell} <= set(
        CLASSES
    )
    assert len(CLASSES) == len(set(CLASSES))
    assert archive.Quote not in CLASSES  # it stands in no record


def test_a_part_is_what_stands_in_a_collection() -> None:
    assert set(classes_in(Part)) == {
        c for held in collection_fields(Document).values() for c in held
    }


def test_children_are_the_fields_in_which_there_are_ids_at_any_depth() -> None:
    for cls in CLASSES:
        with_ids = {
            name
            for name, held in fields_with_models(cls).items()
            if any(has_id(inmost) for one in held for inmost in classes_within(one))
        }
        assert set(part_fields(cls)) == with_ids, cls


def test_stretches_are_the_fields_with_anchors() -> None:
    for cls in CLASSES:
        anchored = {
            name for name, held in fields_with_models(cls).items() if archive.Anchor in held
        }
        assert set(stretch_fields(cls)) == anchored, cls


@each_case("cls", [c for c in CLASSES if has_id(c) and c is not Document])
def test_a_part_says_of_what_its_id_is_made(cls: type[Model]) -> None:
    for path in id_from(cls).paths:
        held: tuple[type[Model], ...] = (cls,)
        *steps, last = path.split(".")
        for step in steps:
            assert any(step in fields_with_models(one) for one in held), (cls, path)
            held = tuple(inmost for one in held for inmost in fields_with_models(one).get(step, ()))
        assert any(last in one.model_fields for one in held), (cls, path)


def test_a_class_that_does_not_say_of_what_ids_are_made_fails_loudly() -> None:
    with pytest.raises(AttributeError, match="_ID_FROM"):
        id_from(archive.model.TextBlock)


def test_parts_that_are_not_derived_from_each_other_have_prefixes_of_their_own() -> None:
    made: dict[str, IdFrom] = {}
    for cls in CLASSES:
        if has_id(cls) and cls is not Document:
            prefix = id_from(cls).prefix
            assert made.setdefault(prefix, id_from(cls)) is id_from(cls), cls


# --- kinds ---


def test_a_reference_names_kinds_that_there_are() -> None:
    """A word that is no kind would refuse whatever it refers to."""
    known = frozenset().union(*(kinds_for(cls) for cls in CLASSES if has_id(cls)))
    for cls in CLASSES:
        for field, to in reference_fields(cls):
            assert to.kinds <= known, (cls, field, to.kinds - known)


@each_case(
    ("part", "one", "all_of_them"),
    [
        (
            archive.model.Paragraph(id="p", text="x"),
            "paragraph",
            {"paragraph", "text block", "part"},
        ),
        (
            archive.model.CodeBlock(id="p", text="x"),
            "code block",
            {"code block", "text block", "part"},
        ),
        (archive.model.Person(id="a"), "person", {"person", "entity", "part"}),
        (archive.Agent(id="a", name="A"), "agent", {"agent", "part"}),
        (archive.model.Comment(id="a", text="A"), "comment", {"comment", "statement", "part"}),
    ],
)
def test_a_part_is_called_what_its_classes_are_called(
    part: Model, one: str, all_of_them: set[str]
) -> None:
    assert kind_of(part) == one
    assert kinds_of(part) == all_of_them


# --- words ---


@each_case(
    ("words", "meanings"),
    [
        (blocks.FormattingType, blocks.FORMATTING_TYPES),
        (blocks.ListStyle, blocks.LIST_STYLES),
        (blocks.CellRole, blocks.CELL_ROLES),
        (blocks.NotePlace, blocks.NOTE_PLACES),
        (blocks.SectionRole, blocks.SECTION_ROLES),
        (claims.Kind, claims.KINDS),
        (claims.Commitment, claims.COMMITMENTS),
        (claims.Stance, claims.STANCES),
        (claims.Manner, claims.MANNERS),
        (assessments.Verdict, assessments.VERDICTS),
        (basis.Basis, basis.BASES),
        (statements.Status, statements.STATUSES),
        (relations.ToSource, relations.TO_SOURCE),
        (relations.ToClaim, relations.TO_CLAIM),
    ],
)
def test_each_closed_word_has_a_meaning_in_the_order_of_the_words(
    words: Any, meanings: dict[str, str]
) -> None:
    assert tuple(meanings) == get_args(words)
    said = list(meanings.values())
    assert all(said)
    assert len(set(said)) == len(said)


def test_each_absence_has_a_meaning() -> None:
    assert tuple(basis.ABSENCES) == tuple(archive.model.Absence)


def test_the_page_of_terms_says_of_each_what_the_model_says() -> None:
    page = " ".join(TERMS.read_text("utf-8").split()).casefold()
    for word, meaning in {**relations.TO_SOURCE, **relations.TO_CLAIM}.items():
        section = page.partition(f"### {word.casefold()}")[2].partition("###")[0]
        assert meaning.casefold() in section, word
