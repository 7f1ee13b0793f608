"""What a form does not carry is counted, whatever it is."""

from __future__ import annotations

from hypothesis import given

from archive.formats.field_coverage import EVERY_FIELD, FieldCoverage
from archive.model.base import Model
from archive.model.blocks import Section
from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.model.introspection import classes_within
from archive.model.walk import walk
from archive.model.works import Work
from tests import samples
from tests.strategies import documents

EVERYTHING = FieldCoverage("everything", {Model: EVERY_FIELD})
NOTHING = FieldCoverage("nothing", {})
CLAIMS = FieldCoverage(
    "claims",
    {
        Document: {"id", "claims"},
        Claim: {"id", "restatement", "attribution"},
        Attribution: ("cue",),
    },
)


@given(documents())
def test_what_carries_everything_loses_nothing(document: Document) -> None:
    assert EVERYTHING.losses(document) == []


@given(documents())
def test_what_carries_nothing_of_a_document_loses_each_field_that_it_has(
    document: Document,
) -> None:
    said = {
        name
        for name, field in Document.model_fields.items()
        if getattr(document, name) != field.get_default(call_default_factory=True)
    }
    assert {lost.field for lost in NOTHING.losses(document)} == said


@given(documents())
def test_each_value_is_carried_or_counted(document: Document) -> None:
    counted = {(lost.kind, lost.field): lost.number for lost in CLAIMS.losses(document)}
    claims = document.claims
    assert counted.get((Claim, "condition"), 0) == sum(len(claim.condition) for claim in claims)
    assert counted.get((Claim, "kind"), 0) == len(claims)
    steps = [step for claim in claims for step in claim.attribution]
    assert counted.get((Attribution, "claimant"), 0) == sum(
        step.claimant is not None for step in steps
    )
    assert (Claim, "restatement") not in counted
    assert not any(kind is Work for kind, _ in counted)  # works are lost as a whole


def test_the_pointer_leads_to_the_first_that_is_lost() -> None:
    document = samples.small()
    for lost in CLAIMS.losses(document):
        pointer = lost.pointer.rpartition("/")[0] if lost.field else lost.pointer
        holder = dict(walk(document))[pointer]
        assert type(holder) is lost.kind
        assert not lost.field or getattr(holder, lost.field)


def test_what_stands_within_its_own_kind_is_counted() -> None:
    text = FieldCoverage("text", {Document: {"sections"}, Section: {"sections"}})
    inner = Section(id="b", role="notes")
    [ids, roles] = text.losses(Document(id="a", sections=(Section(id="c", sections=(inner,)),)))[
        -2:
    ]
    assert (ids.field, ids.number) == ("id", 2)
    assert (roles.field, roles.number, roles.pointer) == ("role", 1, "/sections/0/sections/0/role")


def test_fields_of_the_document_can_be_left_out_besides() -> None:
    document = samples.small()
    [lost] = EVERYTHING.losses(document, besides=("claims",))
    assert (lost.field, lost.number, lost.pointer) == ("claims", 1, "/claims")


def test_every_class_of_the_model_has_a_plan() -> None:
    for cls in classes_within(Document):
        assert EVERYTHING.carries(cls, next(iter(cls.model_fields)))
        assert not NOTHING.carries(cls)
