"""A file added again: only what changed in the file changes here, and no decision is overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

import archive
from archive.annotations.external import AnnotationFile, Body, ExternalAnnotation, Maker, Target
from archive.annotations.external.overlay import add as lay
from archive.formats.format import ReadResult
from archive.model.document import Document
from archive.model.revisions import Revision
from archive.model.statements import Change
from tests import samples
from tests.strategies import documents
from tests.tools.cases import each_case

TEXT = "Fares rose by 10% in May. The mayor’s office said so; nobody else did."

ONE = ExternalAnnotation(
    id="a",
    targets=[Target(exact="10%")],
    bodies=[Body(value="Is it?", purpose="commenting"), Body(value="fares", purpose="tagging")],
    maker=Maker(name="Ada"),
    made_at="2024-05-01T09:00:00Z",
)
TWO = ExternalAnnotation(id="b", on="a", bodies=[Body(value="No.")], maker=Maker(name="Ben"))


def file(*annotations: ExternalAnnotation, **fields: Any) -> AnnotationFile:
    return AnnotationFile(scheme="tool", annotations=annotations, **fields)


def laid(
    *annotations: ExternalAnnotation, onto: Document | None = None, **fields: Any
) -> ReadResult:
    return lay(
        file(*annotations, **fields), onto=onto or samples.text_only(TEXT), by="Ada", trust=True
    )


def codes(result: ReadResult) -> list[str]:
    return [finding.code for finding in result.findings]


def decided(document: Document, id: str, status: str, **fields: Any) -> Document:
    """The record after a person has decided on a statement."""
    revision = Revision(id="rev-person", summary="review")
    change = Change.model_validate({"status": status, "revision": "rev-person"})
    annotations = []
    for one in document.annotations:
        if one.id == id:
            kept = {"status": status} if status != "modified" else {}
            one = one.update(history=(*one.history, change), **kept, **fields)
        annotations.append(one)
    revisions = (*document.revisions, revision)
    return document.update(annotations=tuple(annotations), revisions=revisions)


def test_the_same_file_gives_the_same_record() -> None:
    once = laid(ONE, TWO).document
    again = laid(ONE, TWO, onto=once)
    assert again.document is once
    assert not again.findings


@given(documents())
def test_a_file_laid_onto_any_record_twice_is_there_once(document: Document) -> None:
    texts = [block.text for block in document.text_blocks() if block.text.strip()]
    annotations = [
        ExternalAnnotation(
            id=f"r{n}" if n % 2 else None,
            targets=[Target(exact=text)],
            bodies=[Body(value="so"), Body(value="tag", purpose="tagging")],
            maker=Maker(name="Ada"),
        )
        for n, text in enumerate(texts)
    ]
    once = lay(AnnotationFile(scheme="tool", annotations=annotations), onto=document)
    assert (
        lay(AnnotationFile(scheme="tool", annotations=annotations), onto=once.document).document
        is once.document
    )
    data = archive.write(once.document, "json").data
    assert archive.read(data).document == once.document


def test_a_time_of_change_that_is_that_of_making_is_no_change() -> None:
    document = laid(replace(ONE, changed_at=ONE.made_at)).document
    assert not any(one.history for one in document.annotations)


def test_what_one_maker_made_at_one_time_is_one_revision() -> None:
    once = laid(ONE).document
    more = replace(ONE, id="c", targets=[Target(exact="office")])
    result = laid(ONE, more, onto=once).document
    assert len(result.annotations) == 4
    assert result.revisions == once.revisions
    assert result.agents == once.agents


def test_an_annotation_can_say_the_same_twice() -> None:
    twice = replace(ONE, bodies=[Body(value="so"), Body(value="so")])
    once = laid(twice).document
    assert len(once.annotations) == 2
    again = laid(twice, onto=once)
    assert again.document is once
    assert not again.findings


def test_a_statement_keeps_the_name_of_its_annotation() -> None:
    document = laid(ONE, name="a file.ann").document
    assert {i.value for one in document.annotations for i in one.identifiers} == {"a%20file.ann#a"}


def test_a_changed_body_changes_its_statement_and_says_so() -> None:
    once = laid(ONE, TWO).document
    changed = replace(
        ONE,
        bodies=[Body(value="Is it so?", purpose="commenting"), ONE.bodies[1]],
        changed_at="2024-05-02T09:00:00Z",
    )
    result = laid(changed, TWO, onto=once)
    before, after = once.annotations[0], result.document.annotations[0]
    assert (after.id, after.text) == (before.id, "Is it so?")  # type: ignore[union-attr]
    assert [change.status for change in after.history] == ["modified"]
    times = {revision.id: revision.at for revision in result.document.revisions}
    assert times[after.history[0].revision or ""] == "2024-05-02T09:00:00Z"
    assert codes(result) == ["remark-changed"]
    assert result.document.annotations[1:] == once.annotations[1:]
    assert laid(changed, TWO, onto=result.document).document is result.document


def test_a_changed_target_moves_its_statements() -> None:
    once = laid(ONE).document
    result = laid(replace(ONE, targets=[Target(exact="office")]), onto=once)
    assert {one.anchors[0].exact for one in result.document.annotations} == {"office"}
    assert codes(result) == ["remark-changed"] * 2


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_what_somebody_decided_stays_as_long_as_the_file_says_the_same(status: str) -> None:
    once = laid(ONE).document
    here = decided(once, once.annotations[0].id, status)
    again = laid(ONE, onto=here)
    assert again.document is here
    assert not again.findings


@each_case("status", ["accepted", "rejected", "modified"])
def test_what_somebody_decided_on_is_not_overwritten(status: str) -> None:
    once = laid(ONE).document
    fields = {"text": "Is it, really?"} if status == "modified" else {}
    here = decided(once, once.annotations[0].id, status, **fields)
    changed = replace(ONE, bodies=[Body(value="Is it so?", purpose="commenting"), ONE.bodies[1]])
    result = laid(changed, onto=here)
    assert result.document is here
    assert codes(result) == ["remark-differs"]
    assert f"was {status} in the record" in result.findings[0].message


def test_what_is_added_there_is_added_here() -> None:
    once = laid(ONE).document
    more = replace(ONE, bodies=[*ONE.bodies, Body(value="May", purpose="tagging")])
    result = laid(more, TWO, onto=once)
    assert result.document.annotations[:2] == once.annotations
    tag, answer = result.document.annotations[2:]
    assert (tag.tag, answer.on) == ("May", once.annotations[0].id)  # type: ignore[union-attr]


def test_what_is_gone_there_is_left_here_and_reported() -> None:
    once = laid(ONE, TWO).document
    result = laid(replace(ONE, bodies=ONE.bodies[:1]), onto=once)
    assert result.document is once
    assert codes(result) == ["remark-gone", "remark-gone"]


def test_annotations_of_another_file_are_not_gone() -> None:
    once = laid(ONE, name="a").document
    result = laid(ONE, onto=once, name="b")
    assert codes(result) == ["remark-doubled"]
    assert len(result.document.annotations) == 2 * len(once.annotations)


def test_annotations_without_a_name_are_known_by_what_they_say() -> None:
    nameless = replace(ONE, id=None)
    once = laid(nameless, nameless).document
    assert len(once.annotations) == 4
    assert laid(nameless, nameless, onto=once).document is once
    assert len(laid(nameless, nameless, nameless, onto=once).document.annotations) == 6


def test_annotations_of_one_name_are_laid_without_it_and_reported() -> None:
    once = laid(ONE, replace(ONE, bodies=[Body(value="Other.")]))
    assert codes(once) == ["remark-id-twice"]
    assert not any(one.identifiers for one in once.document.annotations)
    assert laid(ONE, replace(ONE, bodies=[Body(value="Other.")]), onto=once.document).document is (
        once.document
    )


def test_answers_in_a_circle_are_reported() -> None:
    first, second = replace(TWO, id="x", on="y"), replace(TWO, id="y", on="x")
    result = laid(ONE, first, second)
    assert len(result.document.annotations) == 2
    assert result.findings[0].message == "an annotation in a cycle of replies: 2"


def test_what_is_said_of_a_link_is_reported() -> None:
    link = ExternalAnnotation(id="l", on="a", bodies=[Body(linked_id="b", value="so")])
    said = ExternalAnnotation(id="n", on="l", bodies=[Body(value="Why?")])
    messages = [finding.message for finding in laid(ONE, TWO, link, said).findings]
    assert messages == [
        "an annotation on a link between two annotations: 1",
        "a link between two annotations (so): 1",
    ]


def test_an_answer_stays_with_what_is_here_if_that_is_anchored_no_more() -> None:
    once = laid(ONE, TWO).document
    moved = replace(ONE, targets=[Target(exact="elsewhere")])
    result = laid(moved, TWO, replace(TWO, id="c", on="a"), onto=once)
    assert result.document.annotations[: len(once.annotations)] == once.annotations
    assert result.document.annotations[-1].on == once.annotations[0].id  # type: ignore[union-attr]
    assert codes(result) == ["remark-not-placed"]


def test_an_answer_to_what_was_left_out_is_reported() -> None:
    moved = replace(ONE, targets=[Target(exact="elsewhere")])
    result = laid(moved, TWO, replace(TWO, id="c", on="b"))
    assert not result.document.annotations
    assert result.findings[-1].message.endswith("or was left out: 2")


@pytest.mark.slow
def test_a_long_row_of_answers_is_laid() -> None:
    row = [replace(TWO, id=f"r{n}", on=f"r{n - 1}" if n else "a") for n in range(2000)]
    document = laid(ONE, *reversed(row)).document
    assert len(document.annotations) == 2002


def test_statements_can_be_laid_as_accepted() -> None:
    result = lay(file(ONE), onto=samples.text_only(TEXT), by="Ada", status="accepted")
    assert {one.status for one in result.document.annotations} == {"accepted"}


def test_nothing_is_added_for_what_is_left_out() -> None:
    onto = samples.text_only(TEXT)
    result = laid(replace(ONE, targets=[Target(exact="elsewhere")]), onto=onto)
    assert result.document is onto


def test_new_revisions_stand_oldest_first() -> None:
    times = ["2024-05-03T09:00:00+02:00", None, "2024-05-03T08:00:00Z", "2024-05-03T08:30:00+02:00"]
    annotations = [
        ExternalAnnotation(
            id=str(n), targets=[Target(exact="10%")], bodies=[Body(value=str(n))], made_at=at
        )
        for n, at in enumerate(times)
    ]
    document = laid(*annotations).document
    assert [one.at for one in document.revisions] == [times[3], times[0], times[2], None]
    assert [one.text for one in document.annotations if one.type == "comment"] == list("0123")


def test_a_file_about_another_text_is_reported_as_a_whole() -> None:
    def of(*words: str) -> list[str]:
        annotations = [ExternalAnnotation(targets=[Target(exact=one)]) for one in words]
        return [finding.message for finding in laid(*annotations).findings]

    several = "3 annotations of 4 are on words that are not in the text, or in several places of it"
    assert of("ship", "boat", "raft", "Fares")[0] == several
    assert len(of("ship", "boat", "raft", "Fares")) == 4
    assert several not in of("ship", "boat", "raft", "Fares", "rose", "May")
    assert len(of("ship", "boat")) == 2


def test_who_lays_a_file_stands_in_for_makers_that_it_does_not_name() -> None:
    unsaid = ExternalAnnotation(
        id="c", targets=[Target(exact="May")], bodies=[Body(value="Which?")]
    )
    timed = replace(unsaid, id="d", made_at="2024-05-01T10:00:00Z")
    at = "2026-11-28T09:00:00Z"
    who: dict[str, str] = {"by": "Ada", "at": at}
    result = lay(file(ONE, unsaid, timed), onto=samples.text_only(TEXT), trust=True, **who)
    document = result.document
    by_id = {one.id: one for one in document.revisions}
    made = {
        one.identifiers[0].value: (by_id[one.revision or ""].by, by_id[one.revision or ""].at)
        for one in document.annotations
    }
    [ada] = document.agents
    assert made == {"a": (ada.id, ONE.made_at), "c": (ada.id, at), "d": (ada.id, timed.made_at)}
    later = "2026-12-01T09:00:00Z"
    assert lay(file(ONE, unsaid, timed), onto=document, by="Ben", at=later).document is document
    other = replace(unsaid, bodies=[Body(value="Which year?")])
    changed = lay(file(other), onto=document, by=ada.id, at=later).document
    [change] = next(one for one in changed.annotations if one.history).history
    last = changed.revisions[-1]
    assert (change.revision, last.by, last.at) == (last.id, ada.id, later)
    assert changed.agents == document.agents


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(archive.errors.ReadError) as refused:
        lay(file(ONE), onto=samples.text_only(TEXT), at="yesterday")
    assert [one.code for one in refused.value.findings] == ["instant-not-valid"]


def test_a_file_under_another_name_or_format_is_reported() -> None:
    once = lay(
        AnnotationFile(scheme="tool", name="a.ann", annotations=[ONE]), onto=samples.text_only(TEXT)
    )
    for other in ({"scheme": "tool", "name": "b.ann"}, {"scheme": "other", "name": ""}):
        result = lay(AnnotationFile(**other, annotations=[ONE, TWO]), onto=once.document)
        [reported] = [one for one in result.findings if one.code == "remark-doubled"]
        assert reported.message.startswith(
            "2 new statements repeat what a file of another name or format"
        )
        again = lay(AnnotationFile(**other, annotations=[ONE, TWO]), onto=result.document)
        assert again.document is result.document
        assert not again.findings
    somebody = replace(ONE, id="z", maker=Maker(name="Eve"))
    more = lay(
        AnnotationFile(scheme="tool", name="a.ann", annotations=[ONE, somebody]),
        onto=once.document,
        by="Ada",
        trust=True,
    )
    assert not more.findings


def test_an_entity_that_is_inferred_rests_on_the_words_that_mention_it() -> None:
    rules = [{"when": {"value": "fares"}, "becomes": "mention", "entity": "event", "name": "value"}]
    document = lay(file(ONE), onto=samples.text_only(TEXT), mapping={"rules": rules}).document
    [entity] = document.entities
    assert entity.rests_on == document.annotations[-1].anchors
    found = archive.validate(document)
    assert "inferred-without-words" not in [one.code for one in found]


def test_an_older_file_puts_nothing_back() -> None:
    newer = replace(ONE, bodies=[Body(value="It is.")], changed_at="2024-06-01T09:00:00+02:00")
    once = laid(newer).document
    result = laid(ONE, onto=once)
    assert codes(result).count("remark-differs") == 1
    assert "was changed at 2024-06-01T09:00:00+02:00 in the record" in result.findings[0].message
    assert [one.text for one in result.document.annotations if one.type == "comment"] == ["It is."]
    changed = replace(newer, bodies=[Body(value="It was.")])
    assert "remark-changed" in codes(laid(changed, onto=once))
    untimed = replace(changed, made_at=None, changed_at=None)
    assert "remark-changed" in codes(laid(untimed, onto=once))
