"""The records that are made to be looked at: valid, and with all that they are there for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import archive
from archive.model.anchors import Orphan
from archive.model.annotations import Annotation
from archive.model.assessments import Verdict
from archive.model.base import Line, Model, Prose, Text, Token, Words
from archive.model.blocks import Block, FormattingType, Mark
from archive.model.claims import Commitment, Kind, Stance
from archive.model.document import Document
from archive.model.introspection import classes_in, classes_within
from archive.model.relations import ToClaim, ToSource
from archive.model.statements import Status
from tests import records
from tests.records.every_kind import files_of_every_kind
from tests.records.hostile import HARM, HARMFUL_ADDRESSES, LONG
from tests.records.undecided import undecided_and_files

EVERY = [getattr(records, name) for name in records.__all__]


def values(part: Model) -> Iterator[tuple[type[Model], str, Any]]:
    """Every field that says something: its class, its name, its value."""
    for name, field in type(part).model_fields.items():
        value = part.__dict__[name]
        if value == field.get_default(call_default_factory=True):
            continue
        yield type(part), name, value
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Model):
                yield from values(item)


@pytest.mark.slow
@pytest.mark.parametrize("make", EVERY, ids=records.__all__)
def test_a_record_is_valid_and_made_the_same_each_time(make: Callable[[], Document]) -> None:
    document = make()
    assert archive.validate(document).errors == ()
    assert make() == document


def test_the_files_of_a_record_are_what_it_says_they_are(tmp_path: Path) -> None:
    document, files = undecided_and_files()
    archive.save(document, tmp_path / document.id, files=files)
    assert archive.validate(tmp_path / document.id).errors == ()
    document = records.every_kind()
    archive.save(document, tmp_path / document.id, files=files_of_every_kind())
    assert archive.validate(tmp_path / document.id).errors == ()


def test_the_record_of_every_kind_has_every_kind() -> None:
    found = {cls for cls, _, _ in values(records.every_kind())}
    assert {*classes_in(Block), *classes_in(Mark)} <= found
    marks = [mark for b in records.every_kind().text_blocks() for mark in b.marks]
    assert {m.type for m in marks} >= set(get_args(FormattingType))


def test_nothing_is_decided_in_the_record_that_is_undecided() -> None:
    document = records.undecided()
    assert {claim.kind for claim in document.claims} == set(get_args(Kind))
    assert {claim.status for claim in document.claims} == set(get_args(Status))
    assert {claim.commitment for claim in document.claims} == set(get_args(Commitment))
    assert {claim.stance for claim in document.claims} == {*get_args(Stance), None}
    assert {found.verdict for found in document.assessments} == set(get_args(Verdict))
    assert any(found.supersedes for found in document.assessments)
    predicates = {relation.predicate for relation in document.relations}
    assert predicates == {*get_args(ToSource), *get_args(ToClaim)}
    assert {type(found) for found in document.annotations} == set(classes_in(Annotation))
    assert any(len(claim.attribution) > 1 for claim in document.claims)
    assert len(document.captures) == 2
    assert list(document.index.of_type(Orphan))


@pytest.mark.slow
def test_no_field_of_the_model_is_left_plain_in_the_hostile_record() -> None:
    found = defaultdict(list)
    for cls, name, value in values(records.hostile()):
        found[cls, name].append(value)
    missing = {
        f"{cls.__name__}.{name}"
        for cls in classes_within(Document)
        for name, field in cls.model_fields.items()
        if (cls, name) not in found and len(get_args(field.annotation)) != 1
    }
    assert {name for name in missing if not name.endswith(".type")} <= {"Document.schema_version"}


@pytest.mark.slow
def test_every_text_of_the_hostile_record_means_harm() -> None:
    harmful = (*HARM, *(harm.replace(" ", "/") for harm in HARM), *HARMFUL_ADDRESSES, LONG)
    found = {
        (cls, name)
        for cls, name, value in values(records.hostile())
        for text in (value if isinstance(value, tuple) else (value,))
        if isinstance(text, str) and any(harm in text for harm in harmful)
    }
    harmless = {
        f"{cls.__name__}.{name}"
        for cls in classes_within(Document)
        for name, hint in get_type_hints(cls, include_extras=True).items()
        if name in cls.model_fields and takes_text(hint) and (cls, name) not in found
    }
    blank, numbers = {"Capture.lead", "BlockOrigin.separator"}, {"Item.marker", "Note.marker"}
    checked = {"StatedIdentifier.value", "Identifier.value"}
    assert harmless <= {*blank, *numbers, *checked, "Document.extensions"}
    assert "alert(1)" in str(records.hostile().extensions)


def takes_text(hint: Any) -> bool:
    """Whether any text may stand in a field of this type, or in a sequence in it."""
    if hint in (Text, Words, Prose, Line, Token):
        return True
    return any(takes_text(inner) for inner in get_args(hint) if not isinstance(inner, str))
