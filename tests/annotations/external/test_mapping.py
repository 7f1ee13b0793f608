"""The mapping: what becomes of bodies, by rules that can be read and given."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation, Target
from archive.annotations.external import mapping as mappings
from archive.annotations.external.overlay import add as lay
from archive.errors import ReadError
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.model.entities import EntityName, Person
from archive.model.names import Identifier
from tests import samples
from tests.tools.cases import each_case

TEXT = "Ada Lovelace wrote in 1843 that it may rain. It will rain, she said."


def laid(
    rules: list[dict[str, Any]],
    *bodies: Body,
    exact: str = "Ada Lovelace",
    onto: Document | None = None,
    **fields: Any,
) -> ReadResult:
    annotation = ExternalAnnotation(id="a", targets=[Target(exact=exact)], bodies=bodies, **fields)
    annotation_file = AnnotationFile(scheme="tool", annotations=[annotation])
    return lay(annotation_file, onto=onto or samples.text_only(TEXT), mapping={"rules": rules})


def only(result: ReadResult) -> Any:
    found: list[Any] = [*result.document.annotations, *result.document.claims]
    (statement,) = found
    return statement


LABEL = Body(layer="Name", value="PER")


def test_a_mention_names_an_entity_as_the_words_do() -> None:
    result = laid([{"becomes": "mention", "entity": "person"}], LABEL)
    (entity,) = result.document.entities
    assert only(result).refers_to == entity.id
    assert (entity.type, entity.names[0].text) == ("person", "Ada Lovelace")
    assert (entity.names[0].basis, entity.basis, only(result).basis) == (
        "printed",
        "inferred",
        "inferred",
    )


def test_a_mention_finds_the_entity_that_the_record_has() -> None:
    ada = Person(id="per-ada", names=(EntityName(text="Ada Lovelace"),))
    onto = samples.text_only(TEXT).update(entities=(ada,))
    result = laid([{"becomes": "mention", "entity": "person"}], LABEL, onto=onto)
    assert only(result).refers_to == "per-ada"
    assert len(result.document.entities) == 1


def test_a_mention_finds_an_entity_by_its_identifier() -> None:
    known = Identifier(scheme="Wikidata", value="Q7259")
    ada = Person(id="per-ada", names=(EntityName(text="A. Lovelace"),), identifiers=(known,))
    onto = samples.text_only(TEXT).update(entities=(ada,))
    body = Body(layer="Name", uri="https://www.wikidata.org/wiki/Q7259")
    result = laid([{"becomes": "mention", "entity": "person"}], body, onto=onto)
    assert only(result).refers_to == "per-ada"
    other = Body(layer="Name", uri="https://www.wikidata.org/wiki/Q1")
    result = laid([{"becomes": "mention", "entity": "person"}], other, onto=onto)
    assert only(result).refers_to != "per-ada"


def test_one_of_several_entities_of_a_name_is_not_chosen() -> None:
    several = tuple(Person(id=f"per-{n}", names=(EntityName(text="Ada Lovelace"),)) for n in "ab")
    onto = samples.text_only(TEXT).update(entities=several)
    result = laid([{"becomes": "mention", "entity": "person"}], LABEL, onto=onto)
    assert only(result).type == "tag"
    assert "whose name several entities have" in result.findings[0].message


@pytest.mark.parametrize(
    ("uri", "scheme", "value"),
    [
        ("http://www.wikidata.org/entity/Q7259", "Wikidata", "Q7259"),
        ("https://viaf.org/viaf/51724647", "VIAF", "51724647"),
        ("https://www.geonames.org/2988507/paris.html", "GeoNames", "2988507"),
        ("https://example.org/ada", "URI", "https://example.org/ada"),
    ],
)
def test_an_address_in_a_register_is_an_identifier(uri: str, scheme: str, value: str) -> None:
    rules = [{"becomes": "mention", "entity": "person"}]
    result = laid(rules, Body(layer="Name", uri=uri))
    (identifier,) = result.document.entities[0].identifiers
    assert (identifier.scheme, identifier.value) == (scheme, value)
    assert only(result).basis == "external"


def test_a_date_a_correction_a_citation_and_a_claim() -> None:
    date = only(laid([{"becomes": "date"}], LABEL.__class__(value="1843"), exact="in 1843"))
    assert (date.date, date.basis) == ("1843", "inferred")
    mended = only(laid([{"becomes": "correction"}], Body(value="might"), exact="may"))
    assert mended.corrected == "might"
    result = laid([{"becomes": "citation"}], Body(uri="https://doi.org/10.1000/182"), exact="wrote")
    (work,) = result.document.works
    assert only(result).cites == work.id
    assert work.identifiers[0].value == "10.1000/182"
    claim = only(
        laid([{"becomes": "claim", "kind": "predictive"}], LABEL.__class__(), exact="It will rain")
    )
    assert (claim.restatement, claim.kind) == ("It will rain", "predictive")


def test_what_is_no_date_becomes_a_tag_and_is_reported() -> None:
    result = laid([{"becomes": "date"}], Body(value="next week"))
    assert only(result).tag == "next week"
    assert "not in EDTF" in result.findings[0].message


def test_two_claims_are_related_by_a_rule() -> None:
    rules = [
        {"when": {"layer": "link"}, "becomes": "relation", "predicate": "contradicts"},
        {"when": {"layer": "Claim"}, "becomes": "claim", "kind": "predictive"},
    ]
    annotation_file = AnnotationFile(
        scheme="tool",
        annotations=[
            ExternalAnnotation(id="r", on="a", bodies=[Body(layer="link", linked_id="b")]),
            ExternalAnnotation(
                id="a", targets=[Target(exact="it may rain")], bodies=[Body(layer="Claim")]
            ),
            ExternalAnnotation(
                id="b", targets=[Target(exact="It will rain")], bodies=[Body(layer="Claim")]
            ),
        ],
    )
    onto = samples.text_only(TEXT)
    result = lay(annotation_file, onto=onto, mapping=mappings.parse_mapping({"rules": rules}))
    (relation,) = result.document.relations
    first, second = result.document.claims
    assert (relation.subject, relation.object) == (first.id, second.id)
    assert not result.findings
    again = lay(
        annotation_file, onto=result.document, mapping=mappings.parse_mapping({"rules": rules})
    )
    assert again.document is result.document
    reported = lay(annotation_file, onto=onto)
    assert [f.message for f in reported.findings] == ["a link between two annotations (link): 1"]


def test_nothing_is_left_out_without_a_word() -> None:
    result = laid([{"when": {"layer": "Name"}, "becomes": "nothing"}], LABEL)
    assert not result.document.annotations
    assert [f.message for f in result.findings] == ["a body that a rule of the mapping omits: 1"]


def test_what_no_rule_meets_is_a_tag_if_it_is_a_label_and_else_a_comment() -> None:
    assert only(laid([], LABEL)).tag == "Name: PER"
    assert only(laid([], Body(value="so"))).text == "so"


def test_the_first_rule_that_meets_a_body_counts() -> None:
    rules = [
        {"when": {"layer": "N*", "value": ["x", "p*"]}, "becomes": "tag", "tag": "person"},
        {"when": {"layer": "Name"}, "becomes": "comment"},
    ]
    assert only(laid(rules, LABEL)).tag == "person"


def test_a_rule_that_meets_nothing_is_reported() -> None:
    result = laid([{"when": {"layer": "Nmae"}, "becomes": "tag"}], LABEL)
    assert [(f.code, f.location.pointer) for f in result.findings] == [
        ("mapping-unused", "/rules/0")
    ]


@each_case(
    ("raw", "pointer", "message"),
    [
        ({"rulez": []}, "/rulez", 'has no field "rulez"'),
        ({"rules": [{"becomes": "x"}]}, "/rules/0/becomes", "'comment'"),
        ({"rules": [{}]}, "/rules/0/becomes", "required"),
        ({"rules": [{"becomes": "tag", "wehn": {}}]}, "/rules/0/wehn", 'no field "wehn"'),
        (
            {"rules": [{"becomes": "tag", "when": {"laier": "x"}}]},
            "/rules/0/when/laier",
            'no field "laier"',
        ),
        ({"rules": [{"becomes": "mention"}]}, "/rules/0", 'needs the field "entity"'),
        ({"rules": [{"becomes": "claim"}]}, "/rules/0", 'needs the field "kind"'),
        ({"rules": [{"becomes": "relation"}]}, "/rules/0", 'needs the field "predicate"'),
        ([], "/", "dictionary"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(raw: Any, pointer: str, message: str) -> None:
    with pytest.raises(ReadError) as problem:
        mappings.read_mapping(json.dumps(raw).encode())
    (finding,) = problem.value.findings
    assert (finding.code, finding.location.pointer) == ("mapping-wrong", pointer)
    assert message in finding.message


def test_the_name_of_a_file_is_no_mapping() -> None:
    annotation_file = AnnotationFile(scheme="tool", annotations=[])
    with pytest.raises(ReadError) as problem:
        lay(annotation_file, onto=samples.text_only(TEXT), mapping="mapping.json")  # type: ignore[arg-type]
    assert problem.value.findings[0].code == "mapping-wrong"


def test_what_is_no_json_is_no_mapping() -> None:
    with pytest.raises(ReadError) as problem:
        mappings.read_mapping(b"{")
    assert problem.value.findings[0].code == "mapping-wrong"


def test_the_default_is_written_as_it_is_read() -> None:
    default = mappings.default_mapping()
    assert mappings.parse_mapping(json.loads(json.dumps(default.as_json()))) == default


@each_case(
    ("value", "pattern", "is_one"),
    [
        ("PER", "per", True),
        ("PERSON", "PER", False),
        ("PERSON", "PER*", True),
        ("a.NamedEntity.value", "*NamedEntity*", True),
        ("aba", "a*ba", True),
        ("aba", "ab*ba", False),
        ("", "*", True),
    ],
)
def test_a_star_stands_for_any_text(value: str, pattern: str, is_one: bool) -> None:
    when = mappings.When(layer=pattern)
    assert when.meets("x", ExternalAnnotation(), Body(layer=value)) is is_one
