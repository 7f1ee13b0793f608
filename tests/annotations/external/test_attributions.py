"""Links between annotations: source, cue and content are one claim where the map says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.annotations.external import mapping as mappings
from archive.errors import ReadError
from archive.formats.format import ReadResult
from archive.model.claims import Claim
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case

TEXT = "Ada Lovelace said that Ben believes that it will rain. It may snow, according to Carl."
SPANS = {
    "ada": "Ada Lovelace", "said": "said", "all": "that Ben believes that it will rain",
    "ben": "Ben", "believes": "believes", "rain": "that it will rain",
    "snow": "It may snow", "according": "according to", "carl": "Carl", "gone": "Dora",
}  # fmt: skip
RULES: list[dict[str, Any]] = [
    {"when": {"value": "Content"}, "becomes": "claim", "kind": "predictive"},
    {"when": {"value": "Cue"}, "becomes": "cue"},
    {"when": {"value": "Source"}, "becomes": "source", "entity": "person"},
    {"when": {"layer": "relation", "value": "Attr"}, "becomes": "attribution"},
]


def brat(spans: dict[str, str], *links: str) -> bytes:
    """A file of brat: the label of each span, and lines with names in place of ids."""
    lines = []
    ids = {name: f"T{n}" for n, name in enumerate(spans, 1)}
    for name, label in spans.items():
        start = TEXT.index(SPANS[name]) if name != "gone" else 1000
        lines.append(f"{ids[name]}\t{label} {start} {start + len(SPANS[name])}\t{SPANS[name]}")
    for link in links:
        for name, id in ids.items():
            link = link.replace(f":{name}", f":{id}")
        lines.append(link)
    return "\n".join(lines).encode()


def laid(
    data: bytes,
    rules: Sequence[dict[str, Any]] = RULES,
    onto: Document | None = None,
    **options: Any,
) -> ReadResult:
    onto = onto or samples.text_only(TEXT)
    return archive.add(onto, data, "brat", mapping={"rules": [*rules]}, **options)


def steps(document: Document, claim: Claim) -> list[tuple[str | None, str]]:
    """The claimant and the cue of each step of a claim."""
    names = {one.id: one.names[0].text for one in document.entities}
    return [
        (step.claimant and names[step.claimant], " ".join(anchor.exact for anchor in step.cue))
        for step in claim.attribution
    ]


def claims(document: Document) -> dict[str, list[tuple[str | None, str]]]:
    return {one.restatement: steps(document, one) for one in document.claims}


def messages(result: ReadResult) -> list[str]:
    """The messages, without the lines of losses."""
    return [finding.message.partition(", first at line")[0] for finding in result.findings]


ONE = {"snow": "Content", "according": "Cue", "carl": "Source"}


@each_case(
    "links",
    [
        ("R1\tAttr Arg1:according Arg2:snow", "R2\tAttr Arg1:according Arg2:carl"),
        ("R1\tAttr Arg1:snow Arg2:according", "R2\tAttr Arg1:carl Arg2:according"),
        ("R1\tAttr Arg1:snow Arg2:according", "R2\tAttr Arg1:snow Arg2:carl"),
        ("R1\tAttr Arg1:carl Arg2:snow", "R2\tAttr Arg1:carl Arg2:according"),
    ],
)
def test_links_in_any_direction_are_one_claim(links: Sequence[str]) -> None:
    result = laid(brat(ONE, *links))
    assert claims(result.document) == {"It may snow": [("Carl", "according to")]}
    assert not result.document.annotations
    assert [one.type for one in result.document.entities] == ["person"]
    assert not result.findings
    (claim,) = result.document.claims
    assert (claim.status, claim.kind) == ("proposed", "predictive")
    assert not archive.validate(result.document).errors


def test_the_same_file_again_changes_nothing_and_another_cue_does() -> None:
    links = ("R1\tAttr Arg1:according Arg2:snow", "R2\tAttr Arg1:according Arg2:carl")
    document = laid(brat(ONE, *links)).document
    assert laid(brat(ONE, *links), onto=document).document is document
    changed = laid(brat(ONE, "R1\tAttr Arg1:snow Arg2:carl"), onto=document)
    assert claims(changed.document) == {"It may snow": [("Carl", "")]}
    assert [f.code for f in changed.findings] == ["remark-changed", "not-kept"]
    assert changed.document.claims[0].id == document.claims[0].id


def test_the_roles_of_an_event_say_what_its_parts_are() -> None:
    spans = {"snow": "Segment", "according": "Saying", "carl": "Segment"}
    event = "E1\tSaying:according Content:snow Source:carl"
    rules = [
        {
            "when": {"layer": "event.Content", "value": "Saying"},
            "becomes": "attribution", "on": "cue", "to": "content", "kind": "predictive",
        },
        {
            "when": {"layer": "event.Source", "value": "Saying"},
            "becomes": "attribution", "on": "cue", "to": "source", "entity": "group",
        },
        {"when": {"value": ["Saying", "Segment"]}, "becomes": "nothing"},
    ]  # fmt: skip
    result = laid(brat(spans, event), rules)
    assert claims(result.document) == {"It may snow": [("Carl", "according to")]}
    assert [one.type for one in result.document.entities] == ["group"]
    assert messages(result) == ["a body that a rule of the mapping omits: 4"]
    unnamed = laid(brat(spans, event), [])
    assert not unnamed.document.claims
    assert messages(unnamed) == [
        "a link between two annotations (event.Content: Saying): 1",
        "a link between two annotations (event.Source: Saying): 1",
    ]


def test_a_source_that_is_a_mention_is_the_entity_that_it_mentions() -> None:
    rules = [{"when": {"value": "Source"}, "becomes": "mention", "entity": "organisation"}, *RULES]
    links = ("R1\tAttr Arg1:according Arg2:snow", "R2\tAttr Arg1:according Arg2:carl")
    document = laid(brat(ONE, *links), rules).document
    (mention,), (claim,), (entity,) = document.annotations, document.claims, document.entities
    assert getattr(mention, "refers_to", None) == claim.attribution[0].claimant == entity.id


def test_a_claim_within_a_claim_is_passed_on_by_both() -> None:
    spans = {
        "ada": "Source", "said": "Cue", "all": "Content",
        "ben": "Source", "believes": "Cue", "rain": "Content",
    }  # fmt: skip
    links = [
        "R1\tAttr Arg1:said Arg2:all", "R2\tAttr Arg1:said Arg2:ada",
        "R3\tAttr Arg1:believes Arg2:rain", "R4\tAttr Arg1:believes Arg2:ben",
    ]  # fmt: skip
    result = laid(brat(spans, *links))
    assert claims(result.document) == {
        SPANS["all"]: [("Ada Lovelace", "said")],
        SPANS["rain"]: [("Ada Lovelace", "said"), ("Ben", "believes")],
    }
    assert not result.findings


def test_an_attribution_of_an_attribution_is_an_outer_step() -> None:
    spans = {"ada": "Source", "said": "Say", "ben": "Source", "believes": "Say", "rain": "Content"}
    rules = [
        {"when": {"layer": "trigger"}, "becomes": "nothing"},
        {"when": {"layer": "event", "value": "Say"}, "becomes": "cue"},
        {"when": {"layer": "event.What"}, "becomes": "attribution", "to": "content"},
        {"when": {"layer": "event.Who"}, "becomes": "attribution"},
        *RULES[::2],
    ]
    events = ["E1\tSay:said Who:ada What:E2", "E2\tSay:believes Who:ben What:rain"]
    result = laid(brat(spans, *events), rules)
    assert claims(result.document) == {
        SPANS["rain"]: [("Ada Lovelace", "said"), ("Ben", "believes")]
    }
    assert messages(result) == ["a body that a rule of the mapping omits: 2"]
    circle = ["E1\tSay:said Who:ada What:E2", "E2\tSay:believes Who:ben What:E1"]
    result = laid(brat({id: label for id, label in spans.items() if id != "rain"}, *circle), rules)
    assert not result.document.claims
    assert "an attribution of an attribution that leads to no claim: 2" in messages(result)


def test_an_order_that_is_not_clear_is_reported_and_the_own_step_kept() -> None:
    """The cue of the inner one stands outside of the words of the outer one."""
    spans = {
        "ada": "Source",
        "said": "Cue",
        "all": "Content",
        "rain": "Content",
        "according": "Cue",
    }
    links = [
        "R1\tAttr Arg1:said Arg2:all", "R2\tAttr Arg1:said Arg2:ada",
        "R3\tAttr Arg1:according Arg2:rain",
    ]  # fmt: skip
    result = laid(brat(spans, *links))
    assert claims(result.document)[SPANS["rain"]] == [(None, "according to")]
    assert messages(result) == ["the outer attributions of a claim, whose order is unclear: 1"]


@each_case(
    ("links", "kept", "reported"),
    [
        (
            ("R1\tAttr Arg1:snow Arg2:gone", "R2\tAttr Arg1:snow Arg2:according"),
            [(None, "according to")],
            "a source of an attribution, not placed: 1",
        ),
        (
            ("R1\tAttr Arg1:snow Arg2:carl", "R2\tAttr Arg1:snow Arg2:ada"),
            [("Carl", "")],
            "a further source of a claim: 1",
        ),
        (
            ("R1\tAttr Arg1:according Arg2:carl",),
            [],
            "a link (cue to source) that leads to no claim: 1",
        ),
        (("R1\tAttr Arg1:carl Arg2:ada",), [], "joins source and source (relation: Attr): 1"),
        (("R1\tElse Arg1:snow Arg2:carl",), [], "two annotations (relation: Else): 1"),
    ],
)
def test_what_is_not_part_of_a_claim_is_reported(
    links: Sequence[str], kept: list[Any], reported: str
) -> None:
    result = laid(brat({**ONE, "ada": "Source", "gone": "Source"}, *links))
    assert claims(result.document) == {"It may snow": kept}
    assert any(message.endswith(reported) for message in messages(result)), messages(result)


def test_words_that_are_not_placed_make_no_claim_and_are_reported() -> None:
    result = laid(brat({"gone": "Content", "carl": "Source"}, "R1\tAttr Arg1:gone Arg2:carl"))
    assert not result.document.claims
    assert "the words of an attribution, not placed: 1" in messages(result)


def test_a_cue_or_source_that_nothing_joins_is_reported() -> None:
    assert messages(laid(brat(ONE)))[:2] == [
        "a cue that no attribution links to a claim: 1",
        "a source that no attribution links to a claim: 1",
    ]


def test_slots_and_relations_of_webanno_are_claims_too() -> None:
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=custom.Cue|ROLE_custom.Cue:parts_PartLink|custom.Span",
        "#T_SP=custom.Span|kind", "", "",
        "#Text=It may snow, according to Carl.",
        "1-1\t0-2\tIt\t_\t_\tx[1]", "1-2\t3-6\tmay\t_\t_\tx[1]", "1-3\t7-11\tsnow\t_\t_\tx[1]",
        "1-4\t11-12\t,\t_\t_\t_",
        "1-5\t13-22\taccording\tcontent;source\t1-1[1];1-7\t_", "1-6\t23-25\tto\t_\t_\t_",
        "1-7\t26-30\tCarl\t_\t_\tx", "1-8\t30-31\t.\t_\t_\t_",
    ]  # fmt: skip
    rules = [
        {
            "when": {"layer": "Cue.parts", "value": part},
            "becomes": "attribution", "on": "cue", "to": part, **more,
        }
        for part, more in (("content", {"kind": "predictive"}), ("source", {"entity": "person"}))
    ]  # fmt: skip
    result = archive.add(
        samples.text_only(TEXT), "\n".join(lines).encode(), "webanno-tsv",
        mapping={"rules": rules},
    )  # fmt: skip
    assert claims(result.document) == {"It may snow": [("Carl", "according")]}
    assert [getattr(one, "tag", "") for one in result.document.annotations] == [
        "Cue", "Span.kind: x", "Span.kind: x",
    ]  # fmt: skip


def cas(*more: dict[str, Any]) -> bytes:
    spans = [
        {"%ID": n, "%TYPE": "custom.Span", "@sofa": 1, "begin": TEXT.index(SPANS[name]),
         "end": TEXT.index(SPANS[name]) + len(SPANS[name]), "kind": kind}
        for n, (name, kind) in enumerate(
            (("snow", "Content"), ("according", "Cue"), ("carl", "Source")), 2
        )
    ]  # fmt: skip
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": TEXT}
    return json.dumps({"%FEATURE_STRUCTURES": [sofa, *spans, *more]}).encode()


def test_relations_of_a_cas_are_claims_too() -> None:
    relations = [
        {"%ID": 9 + n, "%TYPE": "custom.Relation", "@sofa": 1, "begin": 0, "end": 3, "label": "Attr",
         "@Governor": 3, "@Dependent": to}
        for n, to in enumerate((2, 4))
    ]  # fmt: skip
    rules = [*RULES[:3], {"when": {"layer": "Relation*"}, "becomes": "attribution"}]
    result = archive.add(samples.text_only(TEXT), cas(*relations), "uima", mapping={"rules": rules})
    assert claims(result.document) == {"It may snow": [("Carl", "according to")]}
    assert not result.findings


def test_slots_of_a_cas_are_claims_too() -> None:
    links = [
        {"%ID": 20, "%TYPE": "custom.L", "role": "who", "@target": 4},
        {"%ID": 21, "%TYPE": "custom.L", "role": "what", "@target": 2},
        {"%ID": 22, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": [20, 21]},
        {"%ID": 23, "%TYPE": "custom.Saying", "@sofa": 1, "begin": TEXT.index("according"),
         "end": TEXT.index("according") + 12, "@slots": 22},
    ]  # fmt: skip
    rules = [
        {"when": {"layer": "Saying.slots"}, "becomes": "attribution", "on": "cue"},
        {"when": {"layer": "Saying"}, "becomes": "nothing"},
        *RULES[:3],
    ]
    result = archive.add(samples.text_only(TEXT), cas(*links), "uima", mapping={"rules": rules})
    assert claims(result.document) == {"It may snow": [("Carl", "according to")]}
    assert messages(result) == [
        "a cue that no attribution links to a claim: 1",
        "a body that a rule of the mapping omits: 1",
    ]


def test_who_lays_a_file_decides_nothing_else() -> None:
    links = ("R1\tAttr Arg1:according Arg2:snow", "R2\tAttr Arg1:according Arg2:carl")
    (claim,) = laid(brat(ONE, *links), by="Ada", status="accepted").document.claims
    assert claim.status == "accepted"


@each_case(
    ("rule", "pointer"),
    [
        ({"becomes": "source"}, "/rules/0"),
        ({"becomes": "source", "entity": "place"}, "/rules/0/entity"),
        ({"becomes": "cue", "on": "cue"}, "/rules/0/on"),
        ({"becomes": "attribution", "on": "cue", "to": "cue"}, "/rules/0/to"),
        ({"becomes": "attribution", "to": "tail"}, "/rules/0/to"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rule: dict[str, Any], pointer: str) -> None:
    with pytest.raises(ReadError) as problem:
        mappings.parse_mapping({"rules": [rule]})
    assert [f.location.pointer for f in problem.value.findings] == [pointer]


WORDS = st.sampled_from([name for name in SPANS if name != "gone"])


@given(st.data())
def test_drawn_links_are_part_of_a_claim_or_reported(data: st.DataObject) -> None:
    """Whatever is linked to whatever: nothing fails, and the file added again changes nothing."""
    labels = st.sampled_from(["Content", "Cue", "Source", "Content"])
    spans = data.draw(st.dictionaries(WORDS, labels, min_size=2, max_size=9))
    names = st.sampled_from([*spans])
    ends = data.draw(st.lists(st.tuples(names, names), max_size=12))
    links = [f"R{n}\tAttr Arg1:{one} Arg2:{other}" for n, (one, other) in enumerate(ends)]
    result = laid(brat(spans, *links))
    assert laid(brat(spans, *links), onto=result.document).document is result.document
    assert archive.read(archive.write(result.document, "json").data).document == result.document
    assert not archive.validate(result.document).errors
    linked = {frozenset((spans[one], spans[other])) for one, other in ends}
    says = any(claim.attribution for claim in result.document.claims)
    is_joined = any("Content" in one and len(one) == 2 for one in linked)
    assert says == is_joined
    if ends and not says:
        assert result.findings
