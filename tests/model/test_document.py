"""The document: lookups, copies with one thing changed, and what the constructor refuses."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from archive.errors import InvalidDocument, InvalidPart, NoSuchOffset, NotInDocument, WordsNotFound
from archive.model.anchors import Anchor, Quote
from archive.model.annotations import Comment, Tag
from archive.model.assessments import Assessment
from archive.model.blocks import Paragraph, Section, TextBlock
from archive.model.claims import Attribution, Claim
from archive.model.document import Document
from archive.model.entities import Person, Place
from archive.model.index import Index
from archive.model.metadata import Metadata, Title
from archive.model.relations import Relation
from archive.model.walk import walk
from archive.model.works import Evidence, Source, Work
from tests.samples import SENTENCE, assessed, minimal, small, text_only
from tests.strategies import documents
from tests.tools.cases import each_case


def codes(caught: pytest.ExceptionInfo[InvalidDocument]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.location.pointer) for finding in caught.value.findings]


# --- values ---


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        small().id = "other"  # type: ignore[misc]


def test_an_unknown_field_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(InvalidDocument, match='did you mean "claims"') as caught:
        Document(id="a", claim=())  # type: ignore[call-arg]
    assert codes(caught) == [("unknown-field", "/claim")]


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(InvalidDocument) as caught:
        Document.model_validate(
            {"id": "9", "metadata": {"titles": [{"text": " a"}]}, "sections": [{"blocks": 3}]}
        )
    assert codes(caught) == [
        ("malformed-value", "/id"),
        ("not-one-line", "/metadata/titles/0/text"),
        ("missing-field", "/sections/0/id"),
        ("wrong-type", "/sections/0/blocks"),
    ]


def test_every_broken_invariant_is_reported_at_once() -> None:
    document = small()
    claim = document.claims[0]
    broken = claim.anchors[0].model_copy(update={"end": 999})
    other = claim.model_copy(update={"anchors": (broken,), "about": ("nobody",)})
    with pytest.raises(InvalidDocument) as caught:
        document.update(claims=(claim, other))
    assert codes(caught) == [
        ("duplicate-id", "/claims/1/id"),
        ("dangling-reference", "/claims/1/about/0"),
        ("anchor-out-of-range", "/claims/1/anchors/0"),
    ]


def test_an_invalid_document_can_be_pickled_with_its_findings() -> None:
    with pytest.raises(InvalidDocument) as caught:
        Document(id="a", claim=())  # type: ignore[call-arg]
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.findings == caught.value.findings
    assert str(again) == str(caught.value)


# --- copies ---


def test_a_copy_with_one_thing_replaced_leaves_the_original_as_it_was() -> None:
    document = small()
    claim = document.claims[0].model_copy(update={"restatement": "It fell."})
    changed = document.replace(claim)
    assert changed.claim("claim-1").restatement == "It fell."
    assert document.claim("claim-1").restatement == "Trade with China fell by 10% in 2015."
    assert changed.replace(document.claims[0]) == document


def test_a_copy_does_not_keep_the_lookups_of_the_original() -> None:
    document = small()
    assert document.index.by_id
    changed = document.model_copy(update={"metadata": Metadata(titles=(Title(text="Other"),))})
    assert changed.metadata.title == "Other"
    assert changed.index is not document.index


def test_a_checked_copy_cannot_lie() -> None:
    with pytest.raises(InvalidDocument, match="dangling-reference"):
        small().model_copy(update={"entities": ()})


def test_a_copy_without_changes_is_equal() -> None:
    document = small()
    assert document.index.by_id
    assert document.model_copy() == document


def test_values_share_the_set_of_given_fields_and_copies_have_their_own() -> None:
    title, other = Title(text="It fell."), Title(text="It rose.", language="en")
    assert title.__pydantic_fields_set__ is Title(text="Else.").__pydantic_fields_set__
    assert title.model_dump(exclude_unset=True) == {"text": "It fell."}
    assert other.model_fields_set == {"text", "language"}
    copied = title.model_copy()
    copied.__pydantic_fields_set__.add("language")
    assert title.model_fields_set == {"text"}


def test_a_part_that_nobody_has_checked_is_checked_in_the_document() -> None:
    unchecked = Claim.model_construct(**{**small().claims[0].__dict__, "kind": "guess"})
    with pytest.raises(InvalidDocument) as caught:
        small().update(claims=(unchecked,))
    assert codes(caught) == [("value-not-allowed", "/claims/0/kind")]


def test_a_copy_of_a_part_is_checked() -> None:
    claim = small().claims[0]
    assert claim.update(restatement="It fell.").restatement == "It fell."
    with pytest.raises(InvalidPart, match="guess"):
        claim.model_copy(update={"kind": "guess"})
    assert claim.model_copy() == claim


def test_replacing_what_is_not_there_is_refused() -> None:
    other = small().claims[0].model_copy(update={"id": "claim-9"})
    with pytest.raises(NotInDocument, match="claim-9"):
        small().replace(other)


def test_parts_are_added_to_the_collection_they_belong_to() -> None:
    full = assessed()
    bare = full.update(claims=(), annotations=(), assessments=(), relations=(), revisions=())
    made = (*full.claims, *full.annotations, *full.assessments, *full.relations)
    assert bare.add(*made, *full.revisions) == full


def test_what_something_else_refers_to_cannot_be_removed() -> None:
    with pytest.raises(InvalidDocument, match="dangling-reference"):
        small().remove("claim-1")
    with pytest.raises(InvalidDocument, match="dangling-reference"):
        small().remove("rev-1")
    assert small().remove("rel-1").remove("claim-1").claims == ()
    with pytest.raises(NotInDocument):
        small().remove("nothing")


def test_a_claim_is_added_in_three_lines() -> None:
    document = text_only("Trade fell. Prices rose.")
    words = document.anchor("Prices rose")
    claim = Claim(id="c-1", anchors=(words,), restatement="Prices rose.", kind="descriptive")
    document = document.add(claim)
    assert document.claim("c-1").anchors[0].exact == "Prices rose"


# --- anchors ---


def test_an_anchor_knows_its_place_and_its_words() -> None:
    anchor = text_only("Trade fell. Prices rose.").anchor("Prices")
    assert anchor == Anchor(block="p-1", start=12, end=18, exact="Prices")


def test_offsets_count_code_points() -> None:
    anchor = text_only("👩🏽‍🏫 says é is ok").anchor("é is")
    assert (anchor.start, anchor.end) == (10, 14)


@each_case(
    ("how", "start"),
    [
        ({"near": "p-2"}, 0),
        ({"prefix": "the "}, 4),
        ({"suffix": " again"}, 22),
    ],
)
def test_what_stands_in_several_places_is_distinguished(how: dict[str, str], start: int) -> None:
    document = text_only("the war, and then the … war again", "war")
    if "near" in how:
        assert document.anchor("war", near=how["near"]).block == "p-2"
    elif "prefix" in how:
        assert document.anchor("war", prefix=how["prefix"]).start == start
    else:
        assert document.anchor("war", suffix=how["suffix"]).start == start + 2


def test_the_nearest_place_to_another_anchor_is_meant() -> None:
    document = text_only("a war b war c")
    near = document.anchor("c")
    assert document.anchor("war", near=near).start == 8
    middle = document.anchor("b")
    with pytest.raises(WordsNotFound) as caught:
        document.anchor("war", near=middle)
    assert caught.value.candidates == (("p-1", 2), ("p-1", 8))


def test_overlapping_occurrences_are_all_candidates() -> None:
    with pytest.raises(WordsNotFound) as caught:
        text_only("aaa").anchor("aa")
    assert caught.value.candidates == (("p-1", 0), ("p-1", 1))
    assert "2 places (give more words, or near=, prefix= or suffix=" in str(caught.value)
    assert "p-1 at 0: 'aaa'; p-1 at 1: 'aaa'" in str(caught.value)


def test_words_that_stand_nowhere_are_an_error() -> None:
    with pytest.raises(WordsNotFound, match="does not occur in the text"):
        small().anchor("famine")
    with pytest.raises(NotInDocument):
        small().anchor("Trade", near="p-99")


def test_words_that_stand_nowhere_are_reported_with_those_that_come_nearest() -> None:
    document = text_only("It costs 290\u00a0euros. It’s late.")
    for words, sign in (("It costs 290 euros", "U+00A0"), ("It's late", "U+2019")):
        with pytest.raises(WordsNotFound, match="did you mean p-1") as caught:
            document.anchor(words)
        assert sign in str(caught.value)
        again = pickle.loads(pickle.dumps(caught.value))
        assert (str(again), again.hint) == (str(caught.value), caught.value.hint)
    with pytest.raises(WordsNotFound) as caught:
        document.anchor("xyzzy plugh")
    assert caught.value.hint is None
    with pytest.raises(WordsNotFound, match="or near=, prefix= or suffix=, until"):
        document.anchor("It")


def test_a_quote_tells_the_words_and_what_stands_beside_them() -> None:
    quote = Quote(exact="Trade", block="h-1")
    assert small().anchor(quote).block == "h-1"
    assert text_only("a b a c").anchor(Quote(exact="a", suffix=" c")).start == 4


@given(documents())
def test_every_anchor_of_a_document_can_be_made_again_from_its_place(document: Document) -> None:
    for _, anchor in document.index.of_type(Anchor):
        again = document.anchor_at(anchor.block, anchor.start, anchor.end)
        assert again.exact == anchor.exact


# --- lookups ---


def test_parts_are_found_by_their_ids() -> None:
    document = assessed()
    for _, part in document.index.parts[1:]:
        id = getattr(part, "id", None)
        if id is not None:
            assert document.get(id) is part
    assert document.block("p-1").text == SENTENCE
    assert document.source("src-council").as_named == "the Council"
    assert document.entity("council").label == "Council"
    assert document.agent("editor").name == "A. N. Editor"
    assert [document.work(work.id) for work in document.works] == list(document.works)


@each_case("lookup", ["block", "claim", "source", "work", "entity", "agent", "get"])
def test_an_id_of_nothing_or_of_another_kind_is_an_error(lookup: str) -> None:
    document = small()
    with pytest.raises(NotInDocument, match="nowhere"):
        getattr(document, lookup)("nowhere")
    if lookup != "get":
        with pytest.raises(NotInDocument):
            getattr(document, lookup)("rel-1")


def test_claims_are_found_by_the_source_they_cite() -> None:
    document = small()
    assert document.claims_citing("src-council") == [document.claims[0]]


def test_evidence_comes_from_relations_then_from_assessments() -> None:
    document = assessed()
    wanted = [r.evidence for r in document.relations if r.evidence and r.subject == "claim-1"]
    for assessment in document.assessments:
        wanted.extend(assessment.evidence)
    assert document.evidence_for("claim-1") == wanted
    assert wanted


def test_mentions_are_found_by_what_they_mention() -> None:
    document = assessed()
    mentions = [a for a in document.annotations if a.type == "mention"]
    assert mentions
    for mention in mentions:
        assert mention in document.mentions_of(mention.refers_to)


@given(documents())
def test_overlapping_statements_are_those_that_share_a_code_point(document: Document) -> None:
    for block in document.text_blocks():
        middle = len(block.text) // 2
        wanted = [
            statement.id
            for statement in (*document.claims, *document.annotations)
            if any(
                isinstance(a, Anchor)
                and a.block == block.id
                and a.start < middle + 3
                and a.end > middle
                for a in statement.anchors
            )
        ]
        found = [s.id for s in document.overlapping(block.id, middle, middle + 3)]
        assert sorted(found) == sorted(wanted)
        assert len(set(found)) == len(found)


def test_text_blocks_come_in_reading_order() -> None:
    inner = Section(id="s-2", blocks=(Paragraph(id="p-3", text="three"),))
    document = Document(
        id="d",
        sections=(
            Section(
                id="s-1",
                blocks=(Paragraph(id="p-1", text="one"), Paragraph(id="p-2", text="two")),
                sections=(inner,),
            ),
            Section(id="s-3", blocks=(Paragraph(id="p-4", text="four"),)),
        ),
    )
    assert [block.text for block in document.text_blocks()] == ["one", "two", "three", "four"]


@given(documents())
def test_the_walk_meets_every_part_once_with_a_pointer_that_leads_to_it(document: Document) -> None:
    data = document.model_dump(mode="json")
    for pointer, part in walk(document):
        here = data
        for step in pointer.split("/")[1:]:
            here = here[int(step)] if isinstance(here, list) else here[step]
        if "id" in type(part).model_fields:
            assert here["id"] == part.id  # type: ignore[attr-defined]
        if isinstance(part, TextBlock):
            assert here["text"] == part.text


def test_a_document_contains_its_parts_and_their_ids() -> None:
    document = small()
    claim = document.claim("claim-1")
    assert "claim-1" in document
    assert "p-1" in document
    assert claim in document
    assert document.block("p-1") in document
    for stranger in ("claim-9", "", None, 1, [], claim.update(restatement="It rose.")):
        assert stranger not in document
    relation = document.relations[0]
    without = document.remove(relation.id)
    assert relation in document
    assert relation not in without
    assert relation.id not in without


def test_lookups_are_built_once() -> None:
    document = minimal()
    assert isinstance(document.index, Index)
    assert document.index is document.index
    assert document.index.by_id is document.index.by_id


def test_equal_documents_are_equal_whatever_was_looked_up() -> None:
    one, other = small(), small()
    assert one.index.by_id
    assert one == other
    assert pickle.loads(pickle.dumps(one)) == other


@each_case("id", ["nothing", "p-1", "claim-1"])
def test_nothing_is_said_of_what_is_not_there(id: str) -> None:
    document = assessed()
    with pytest.raises(NotInDocument, match=id):
        document.claims_citing(id)
    with pytest.raises(NotInDocument, match=id):
        document.mentions_of(id)


def test_evidence_and_overlaps_are_of_what_is_there() -> None:
    document = assessed()
    with pytest.raises(NotInDocument, match="src-council"):
        document.evidence_for("src-council")
    with pytest.raises(NotInDocument, match="s-1"):
        document.overlapping("s-1", 0, 1)


@each_case(("start", "end", "wrong"), [(-1, 2, -1), (3, 2, 2), (3, 3, 3), (0, 8, 8), (7, 9, 7)])
def test_an_anchor_is_made_of_a_stretch_of_its_block_alone(
    start: int, end: int, wrong: int
) -> None:
    with pytest.raises(NoSuchOffset, match="p-1, which has 7 code points") as caught:
        text_only("a ferry").anchor_at("p-1", start, end)
    assert caught.value.offset == wrong


@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)), max_size=12),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_overlaps_are_found_whatever_lies_in_what(
    stretches: list[tuple[int, int]], start: int, end: int
) -> None:
    document = text_only("x" * 20)
    tags = [
        Tag(id=f"t-{n}", tag="a", anchors=(document.anchor_at("p-1", a, min(a + length, 20)),))
        for n, (a, length) in enumerate(stretches)
    ]
    document = document.add(*tags)
    wanted = sorted(tags, key=lambda tag: (tag.anchors[0].start, tag.anchors[0].end))
    wanted = [t for t in wanted if t.anchors[0].start < end and start < t.anchors[0].end]
    assert document.overlapping("p-1", start, end) == wanted


def test_overlaps_are_found_below_stretches_that_cover_many_others() -> None:
    places = [(0, 400), (0, 200), *((n, n + 1 + n % 7) for n in range(390)), (150, 399)]
    document = text_only("x" * 400)
    tags = [
        Tag(id=f"t-{n}", tag="a", anchors=(document.anchor_at("p-1", first, last),))
        for n, (first, last) in enumerate(places)
    ]
    document = document.add(*tags)
    in_order = sorted(range(len(places)), key=lambda n: places[n])
    for start in range(0, 400, 3):
        for end in (start, start + 1, start + 60, 400):
            wanted = [n for n in in_order if places[n][0] < end and start < places[n][1]]
            found = document.overlapping("p-1", start, end)
            assert [tag.id for tag in found] == [f"t-{n}" for n in wanted]


def test_a_part_that_only_a_revision_names_is_not_used() -> None:
    document = assessed()
    named = {id for one in document.revisions for id in (one.by, *one.parts) if id}
    everything = {reference.id for reference in document.index.references}
    elsewhere = {
        reference.id
        for reference in document.index.references
        if not reference.holder.startswith("/revisions/")
    }
    assert named
    assert document.index.used == elsewhere == everything - (named - elsewhere)


# --- asking ---


def asked() -> Document:
    """Two claims of others, one of them twice, one of the author's, and what hangs on them."""
    document = text_only("Ida says that Bo says that it rains. It rains.")
    words = document.anchor("it rains")

    def claim(id: str, *claimants: str | None, about: tuple[str, ...] = ()) -> Claim:
        chain = tuple(Attribution(claimant=claimant) for claimant in claimants)
        return Claim(
            id=id, anchors=(words,), restatement="It rains.", kind="descriptive",
            attribution=chain, about=about,
        )  # fmt: skip

    def assessment(id: str, verdict: str, **fields: Any) -> Assessment:
        evidence = () if verdict == "doubt" else (Evidence(work="log"),)
        return Assessment(
            id=id, claim="c-1", verdict=verdict, reasoning="So.", evidence=evidence, **fields
        )

    return document.add(
        Person(id="ida"),
        Person(id="bo"),
        Place(id="brenn"),
        Work(id="log", type="report", title="The log"),
        Source(id="s-log", as_named="the log", work="log"),
        Source(id="s-idle", as_named="somebody"),
        claim("c-1", "ida", "bo", about=("brenn", "log")),
        claim("c-2", "bo", None, "bo", about=("brenn",)),
        claim("c-3"),
        Relation(id="r-1", subject="c-1", predicate="citesAsEvidence", object="s-log"),
        Relation(id="r-2", subject="c-1", predicate="disputes", object="s-log"),
        Relation(id="r-3", subject="c-2", predicate="repeats", object="c-1"),
        Comment(id="k-1", text="Look again.", on="c-1"),
        assessment("a-1", "doubt", status="accepted"),
        assessment("a-2", "supported", supersedes="a-1"),
        assessment("a-3", "doubt"),
        assessment("a-4", "doubt", supersedes="a-3"),
        assessment("a-5", "contradicted", status="rejected"),
        assessment("a-6", "mixed", status="accepted", supersedes="a-4"),
    )  # fmt: skip


def ids(parts: Sequence[Any]) -> list[str]:
    return [part.id for part in parts]


def test_claims_are_found_by_whom_they_are_laid_to_at_any_step() -> None:
    document = asked()
    assert ids(document.claims_of("ida")) == ["c-1"]
    assert ids(document.claims_of("bo")) == ["c-1", "c-2"]
    assert document.claims_of("brenn") == []
    assert ids(document.claims_of_author()) == ["c-3"]


def test_claims_are_found_by_what_they_are_about_and_what_they_cite() -> None:
    document = asked()
    assert ids(document.claims_about("brenn")) == ["c-1", "c-2"]
    assert ids(document.claims_about("log")) == ["c-1"]
    assert ids(document.claims_citing("s-log")) == ["c-1"]
    assert document.claims_citing("s-idle") == []


def test_sources_and_relations_are_found_by_the_claim() -> None:
    document = asked()
    assert ids(document.sources_of("c-1")) == ["s-log"]
    assert document.sources_of("c-2") == []
    assert ids(document.relations_of("c-1")) == ["r-1", "r-2", "r-3"]
    assert ids(document.relations_of("s-log")) == ["r-1", "r-2"]


def test_assessments_stand_until_something_that_counts_as_much_takes_their_place() -> None:
    """What is proposed does not take the place of what was accepted: `a-2` that of `a-1`."""
    document = asked()
    assert ids(document.assessments_of("c-1")) == ["a-1", "a-2", "a-3", "a-4", "a-5", "a-6"]
    assert ids(document.doubts_of("c-1")) == ["a-1"]
    assert ids(document.verdicts_of("c-1")) == ["a-2", "a-6"]
    accepted = document.replace(document.get("a-2").update(status="accepted"))
    assert document.doubts_of("c-2") == accepted.doubts_of("c-1") == []
    rejected = document.replace(document.get("a-4").update(status="rejected"))
    assert ids(rejected.doubts_of("c-1")) == ["a-1", "a-3"]


def test_comments_are_found_by_the_statement() -> None:
    document = asked()
    assert ids(document.comments_on("c-1")) == ["k-1"]
    assert document.comments_on("r-1") == []


def test_a_part_may_stand_for_its_id() -> None:
    document = assessed()
    claim, source = document.claims[0], document.sources[0]
    assert document.sources_of(claim) == document.sources_of(claim.id)
    assert document.claims_citing(source) == document.claims_citing(source.id)
    assert document.evidence_for(claim) == document.evidence_for(claim.id)
    assert document.assessments_of(claim) == document.assessments_of(claim.id)
    entity, block = document.entities[0], document.text_blocks()[1]
    assert document.claims_of(entity) == document.claims_of(entity.id)
    assert document.mentions_of(entity) == document.mentions_of(entity.id)
    assert document.overlapping(block, 0, 9) == document.overlapping(block.id, 0, 9)


def test_what_a_lookup_returns_can_be_changed_without_harm() -> None:
    document = asked()
    for answer in (document.claims_of("bo"), document.assessments_of("c-1")):
        answer.clear()  # type: ignore[attr-defined]
    assert len(document.claims_of("bo")) == 2
    assert len(document.assessments_of("c-1")) == 6


LOOKUPS = (
    "claims_of", "claims_about", "claims_citing", "sources_of", "relations_of", "assessments_of",
    "verdicts_of", "doubts_of", "evidence_for", "comments_on", "mentions_of",
)  # fmt: skip


@each_case("lookup", LOOKUPS)
def test_nothing_is_answered_about_what_is_not_there_or_is_something_else(lookup: str) -> None:
    document = asked()
    with pytest.raises(NotInDocument, match=r"no part with the id 'nowhere'$"):
        getattr(document, lookup)("nowhere")
    with pytest.raises(NotInDocument, match=r"^'p-1' is a paragraph, not an? "):
        getattr(document, lookup)("p-1")
    other = Person(id="elsewhere")
    with pytest.raises(NotInDocument, match="elsewhere"):
        getattr(document, lookup)(other)


@given(documents())
def test_lookups_find_what_a_search_through_the_record_finds(document: Document) -> None:
    for entity in document.entities:
        wanted = [c for c in document.claims if entity.id in [s.claimant for s in c.attribution]]
        assert document.claims_of(entity) == wanted
        assert document.claims_about(entity) == [c for c in document.claims if entity.id in c.about]
    for claim in document.claims:
        out = [r for r in document.relations if r.subject == claim.id]
        back = [r for r in document.relations if r.object == claim.id]
        assert document.relations_of(claim) == out + back
        cited = {r.object for r in out}
        assert {s.id for s in document.sources_of(claim)} == cited & {
            s.id for s in document.sources
        }
        assert document.assessments_of(claim) == [
            a for a in document.assessments if a.claim == claim.id
        ]
        standing = [*document.verdicts_of(claim), *document.doubts_of(claim)]
        assert {a.id for a in standing} <= {a.id for a in document.assessments_of(claim)}


# --- errors that help ---


def test_an_id_that_is_not_there_is_reported_with_those_like_it() -> None:
    document = small()
    with pytest.raises(NotInDocument) as caught:
        document.claim("claim1")
    assert caught.value.near == ("claim-1",)
    assert str(caught.value) == (
        "the document has no part with the id 'claim1'; did you mean 'claim-1'?"
    )
    with pytest.raises(NotInDocument) as caught:
        document.get("claim1")
    assert caught.value.near[0] == "claim-1"
    with pytest.raises(NotInDocument) as caught:
        document.source("claim1")
    assert caught.value.near == ()


def test_an_id_of_another_kind_is_reported_with_what_it_is() -> None:
    document = assessed()
    for ask, told in (
        (document.claim, "'council' is an organisation, not a claim"),
        (document.block, "'s-1' is a section, not a text block"),
        (document.mentions_of, "'claim-1' is a claim, not an entity, a source or a work"),
        (document.claims_of, "'claim-1' is a claim, not an entity"),
    ):
        with pytest.raises(NotInDocument) as caught:
            ask(told.split("'")[1])
        assert str(caught.value) == told
        assert caught.value.found


def test_an_id_that_was_left_out_is_asked_for_in_vain() -> None:
    with pytest.raises(NotInDocument, match="no part with the id None"):
        small().revision(None)  # type: ignore[arg-type]


def test_what_cannot_be_replaced_or_removed_is_reported_with_what_it_is() -> None:
    document = small()
    with pytest.raises(NotInDocument, match=r"'p-1' is a paragraph, not a member of a collection$"):
        document.remove("p-1")
    with pytest.raises(NotInDocument, match=r"'p-1' is a paragraph, not a member of `claims`$"):
        document.replace(document.claims[0].update(id="p-1"))
    with pytest.raises(NotInDocument, match="did you mean 'claim-1'"):
        document.remove("claim-11")


def test_the_error_can_be_pickled_with_the_ids_that_are_near() -> None:
    with pytest.raises(NotInDocument) as caught:
        small().claim("claim1")
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.near == ("claim-1",)


def test_an_id_is_not_compared_with_others_if_it_is_very_long() -> None:
    document = small().add(Person(id="x" * 101))
    with pytest.raises(NotInDocument) as caught:
        document.entity("x" * 100)
    assert caught.value.near == ("x" * 101,)
    with pytest.raises(NotInDocument) as caught:
        document.entity("x" * 102)
    assert caught.value.near == ()
