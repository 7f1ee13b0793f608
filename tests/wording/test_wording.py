"""Findings, records, differences and outcomes in words, which nothing here escapes."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

import archive
from archive.english import counted
from archive.findings import Finding, Location, Severity, error
from archive.model import basis, relations
from archive.model import claims as model_claims
from archive.model.annotations import Comment
from archive.model.basis import Absence
from archive.model.blocks import Heading, Paragraph, Section
from archive.model.document import Document
from archive.model.metadata import Metadata
from archive.model.works import Source
from archive.reviews.text_changes import TextChange, text_changes
from archive.revision.rebase import Rebase
from archive.validation import Report
from archive.wording import (
    annotations,
    claims,
    differences,
    entities_and_works,
    findings,
    grounds,
    metadata_and_rights,
    outcomes,
)
from tests import samples
from tests.tools.cases import each_case
from tests.view.articles import carried, rich

EVIL = "a\x9b31mred\u202etxet\x7f b"
"""Words that would steer a terminal, were they not escaped there."""


def test_words_are_left_as_they_are_for_each_renderer_to_escape() -> None:
    document = samples.small().add(Source(id="src-9", as_named=EVIL))
    told = entities_and_works.source(document.source("src-9"), document)
    assert told == f"“{EVIL}”: nobody has found out who or what that is"
    assert ("remark", EVIL) in metadata_and_rights.metadata_fields(Metadata(remark=EVIL))
    assert annotations.comment(Comment(id="c-1", text=EVIL), document).startswith(EVIL)
    assert findings.advice(Finding("a", EVIL, EVIL)) == f"{EVIL} ({EVIL})"
    assert differences.no_record("old", [EVIL]).endswith(f"are shown: {EVIL}")
    evil = next(o for o in carried(words=EVIL).outcomes if o.holder == "first")
    assert EVIL in outcomes.new_and_old_place(replace(evil, new=evil.old.update(exact=EVIL)))


@pytest.mark.parametrize("absence", Absence)
def test_every_way_of_not_having_a_value_has_words(absence: Absence) -> None:
    assert (
        dict(metadata_and_rights.metadata_fields(Metadata(titles=absence)))["title"]
        == basis.ABSENCES[absence]
    )


@each_case(
    ("told", "words"),
    [
        (grounds.BASIS_PHRASES, (None, *basis.BASES)),
        (claims._STANCES, (*model_claims.STANCES, None)),
        (claims._INVERSE_PREDICATES, tuple(relations.TO_CLAIM)),
    ],
)
def test_every_closed_word_that_is_reported_in_other_words_is_one_of_the_model(
    told: dict[str | None, str], words: tuple[str | None, ...]
) -> None:
    assert tuple(told) == words
    assert len(set(told.values())) == len(words)


def test_annotations_say_how_they_stand_unless_accepted() -> None:
    proposed, accepted = rich().annotations[:2]
    assert (
        annotations.annotation_in_words(proposed, rich())
        == "should read “ ”: A blank too many. (proposed)"
    )
    assert annotations.annotation_in_words(accepted, rich()) == "should read nothing"


# --- findings ---

ONE = Finding("a", "x")
FAILED = MappingProxyType({"well-formed": "failed", "schema": "not run", "rules": "not run"})


def test_a_summary_counts_findings_by_severity_and_records() -> None:
    warning = Finding("b", "y", severity=Severity.WARNING)
    assert findings.summary([]) == "nothing found in 0 records"
    assert findings.summary([Report()]) == "nothing found in 1 record"
    assert findings.summary([Report((ONE, warning, warning))]) == "1 error, 2 warnings in 1 record"
    assert findings.summary([Report((ONE,)), Report()]) == "1 error in 2 records, 1 with errors"


def test_a_summary_has_numbers_that_programs_read() -> None:
    many = Report((ONE,) * 1234)
    assert findings.summary([many]) == "1234 errors in 1 record"
    assert counted(1234, "errors") == "1,234 errors"


def test_what_did_not_run_stands_after_what_failed() -> None:
    assert list(findings.layers_not_run(Report((ONE,), FAILED, "x\x1b"))) == [
        "x\x1b: schema, rules did not run, because well-formed failed"
    ]
    unreached = Report((Finding("no-such-file", "x", location=Location("x")),), FAILED)
    assert list(findings.layers_not_run(unreached)) == []


# --- differences ---


def text_of(*words: str) -> Document:
    blocks = (Paragraph(id=f"p-{n}", text=text) for n, text in enumerate(words))
    return Document(id="a", sections=(Section(id="s", blocks=tuple(blocks)),))


def test_a_headline_counts_what_does_not_merely_follow() -> None:
    one, other = text_of("One."), text_of("Two.")
    assert differences.headline(archive.diff(one, one)) == "a: no differences"
    assert differences.headline(archive.diff(one, other)) == "a: 1 difference (text 1)"
    assert differences.not_listed(archive.diff(one, other)) == ""


def test_a_whole_record_is_told_by_what_it_holds() -> None:
    assert (
        differences.added_or_removed_record(samples.minimal(), "new")
        == "minimal: the record is new (empty)"
    )
    assert (
        differences.added_or_removed_record(text_of("One."), "gone")
        == "a: the record is gone (1 block)"
    )


def test_a_long_value_loses_its_middle() -> None:
    assert differences.elide_middle("w" * 200) == "w" * 200
    assert differences.elide_middle("w" * 201) == f"{'w' * 100} […] {'w' * 100}"


# --- outcomes ---


def test_outcomes_are_counted_by_kind() -> None:
    assert outcomes.counts(Rebase(samples.minimal(), (), samples.minimal())) == "0 anchors"
    assert outcomes.counts(carried()) == (
        "15 anchors: 1 unchanged, 3 moved, 1 restyled, 3 altered, 7 orphaned"
    )


def test_it_is_reported_how_much_is_to_be_looked_at() -> None:
    result = carried()
    changes = text_changes(result)
    assert outcomes.to_decide(result, changes) == (
        "To check: 8 statements and 2 other parts, because of 6 changes in the text."
    )
    assert outcomes.to_decide(result, ()) == "There is nothing to decide."
    assert outcomes.to_decide(replace(result, outcomes=()), ()) == ""
    other = replace(result, findings=(error("texts-unrelated", "", "They differ."),))
    assert outcomes.to_decide(other, changes) == (
        "There is nothing to decide: the two texts are not the same article."
    )
    assert outcomes.next_step(other) == ""


def test_the_place_of_a_change_is_its_block_and_the_section_if_there_are_several() -> None:
    titles = {"p-1": "Trade"}
    changes = [(None, "p-1"), ("p-1", "p-1"), ("p-2", "p-1"), ("p-2", None), ("p-1", None)]
    assert [outcomes.change_place(TextChange(*blocks, (), ()), titles) for blocks in changes] == [
        "p-1, in “Trade”",
        "p-1, in “Trade”",
        "p-1, in “Trade”, was in p-2",
        "p-2, which is gone",
        "p-1, in “Trade”, which is gone",
    ]


def test_blocks_have_the_titles_of_their_sections_where_there_are_several() -> None:
    assert outcomes.section_titles(rich()) == {}
    more = Section(
        id="s-9", blocks=(Heading(id="h-9", text="More"), Paragraph(id="p-9", text="So."))
    )
    outer, *others = rich().sections
    both = rich().update(sections=(outer.update(sections=(*outer.sections, more)), *others))
    titles = outcomes.section_titles(both)
    assert (titles["p-1"], titles["i-2"], titles["p-9"]) == ("Trade", "Trade", "More")
    assert not titles.keys() & {"h-1", "h-9", "n-p", "x-1"}
