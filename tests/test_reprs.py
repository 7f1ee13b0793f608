"""What the repr of a value shows: a line, however much the value holds."""

from __future__ import annotations

from enum import Enum

import pytest
from hypothesis import given

import archive
from archive.english import counted
from archive.findings import Severity
from archive.model.base import every_model
from archive.model.document import Document
from archive.reprs import WIDTH, OneLineRepr, Unquoted, repr_arguments
from tests.public_names import public
from tests.samples import SENTENCE, assessed, minimal, small, text_only
from tests.strategies import documents
from tests.tools.cases import each_case


@pytest.mark.slow
@given(documents())
def test_every_part_of_a_document_is_a_line(document: Document) -> None:
    for _, part in document.index.parts:
        assert len(repr(part).splitlines()) == 1
        assert len(repr(part)) <= part._WIDTH
        assert str(part) == repr(part) or isinstance(part, archive.model.Name)


def test_a_document_tells_its_id_its_title_and_how_much_it_holds() -> None:
    assert repr(small()) == "Document('small', 'Trade', 3 blocks, 1 claim, 1 source)"
    assert repr(minimal()) == "Document('minimal')"
    assert repr(text_only("a", "b")) == "Document('text', 2 blocks)"


def test_the_blocks_of_a_document_are_those_that_hold_text() -> None:
    document = assessed()
    assert f"{len(document.text_blocks())} blocks" in repr(document)


def test_a_part_tells_its_id_and_what_it_says() -> None:
    document = assessed()
    claim = document.claims[0]
    assert repr(claim) == f"Claim('{claim.id}', '{claim.restatement}', …)"
    assert repr(document.assessments[0]).startswith(
        "Assessment('a-1', 'supported', claim='claim-1'"
    )
    assert repr(document.relations[0]).startswith("Relation('rel-1', 'citesAs")
    assert repr(document.entities[0]).startswith("Organisation('council', 'Council'")
    assert repr(document.block("p-1")).startswith(f"Paragraph('p-1', '{SENTENCE[:40]}")


def test_a_small_value_is_shown_whole() -> None:
    anchor = text_only("Trade fell.").anchor("fell")
    assert repr(anchor) == "Anchor('fell', block='p-1', start=6, end=10)"
    step = archive.model.Attribution(claimant="c", cue=(anchor,))
    assert repr(step) == (
        "Attribution(claimant='c', cue=(Anchor('fell', block='p-1', start=6, end=10),))"
    )
    longer = archive.model.Attribution(claimant="council", cue=(anchor,))
    assert repr(longer) == "Attribution(claimant='council', cue=<1 item>)"
    metadata = archive.model.Metadata(authors="not-stated")  # type: ignore[arg-type]
    assert repr(metadata) == "Metadata(authors=Absence.NOT_STATED)"


def test_what_stands_in_the_headline_is_reported_once_and_nothing_else_is_dropped() -> None:
    assert repr(archive.Quote(exact="a", prefix="a")) == "Quote('a', prefix='a')"
    assert repr(archive.Source(id="s", as_named="s")) == "Source('s')"
    work = archive.Work(id="w", type="report", title="The log", publisher="Ida")
    assert repr(work) == "Work('w', 'The log', type='report', publisher='Ida')"


def test_what_does_not_fit_is_left_out_and_an_ellipsis_says_so() -> None:
    value = archive.model.Comment(
        id="c-1", text="word " * 40, reason="because " * 20, revision="rev-1"
    )
    text = "word word word word word word word word word wo…"
    assert repr(value) == f"Comment('c-1', text='{text}', …)"


def test_a_number_too_long_to_be_written_is_shown_too() -> None:
    value = archive.Anchor.model_construct(start=10**5000, end=12)
    assert repr(value) == "Anchor(start=<16,610 bits>, end=12)"


def test_many_items_are_counted_and_bytes_are_not_shown() -> None:
    record = archive.write(small(), "json")
    assert repr(record) == f"WriteResult(data=<{len(record.data):,} bytes>)"
    read = archive.read(b"Trade fell.\n", "text", id="trade")
    assert repr(read) == (
        "ReadResult(document=Document('trade', 1 block), files={'received/trade.txt': <12 bytes>})"
    )
    table = archive.model.Section(id="s", blocks=assessed().sections[0].blocks)
    assert repr(table) == f"Section('s', blocks=<{len(table.blocks)} items>)"


def test_a_report_tells_whether_the_record_is_sound() -> None:
    finding = archive.Finding("block-empty", "p-3 has no text", hint="remove the block")
    assert repr(archive.Report()) == "Report(ok)"
    warning = archive.Finding("a", "b", severity=Severity.WARNING)
    report = archive.Report((finding, warning, warning), source="a.json")
    assert repr(report) == "Report('a.json', not ok, 1 error, 2 warnings)"


def test_a_finding_tells_its_code_and_its_place() -> None:
    finding = archive.Finding("block-empty", "p-3 has no text", hint="remove the block")
    assert repr(finding) == (
        "Finding('block-empty', message='p-3 has no text', hint='remove the block')"
    )
    at = finding.at(file="a.json", line=3, pointer="/sections/0")
    assert repr(at).startswith("Finding('block-empty', '/sections/0', message='p-3 has no text'")
    warning = archive.Finding("a", "b", severity=Severity.WARNING).at(file="a", line=3)
    assert repr(warning) == "Finding('a', warning, 'a:3', message='b')"


def test_what_became_of_a_changed_text_is_counted() -> None:
    document = small()
    text = SENTENCE.replace("the Council", "this Council").replace("fell by", "fell by some")
    changed = archive.with_text(document, {"p-1": text})
    assert repr(changed) == "Rebase('small', 2 altered, 1 finding)"
    altered = changed.of("altered")[0]
    assert repr(altered).startswith(f"Outcome('altered', '{altered.holder}', old=Anchor('")
    changes = archive.diff(document, changed.document)
    assert repr(changes) == (
        f"Diff('small', {len(changes.changes)} changes, {len(changes.operations)} operations)"
    )


def test_every_public_value_that_is_no_model_is_a_line_too() -> None:
    values = [
        value
        for value in public().values()
        if isinstance(value, type) and hasattr(value, "__match_args__")
    ]
    assert {"Report", "Found", "Diff", "Formatted"} <= {value.__name__ for value in values}
    assert [value for value in values if not issubclass(value, OneLineRepr)] == []


def test_other_printers_show_the_same() -> None:
    """Rich and devtools ask for the arguments instead of the repr."""
    claim = small().claims[0]
    shown = ", ".join(f"{n}={v!r}" if n else repr(v) for n, v in claim.__repr_args__())
    assert repr(claim) == f"Claim({shown})"
    rich = [
        f"{arg[0]}={arg[1]!r}" if isinstance(arg, tuple) else repr(arg)
        for arg in claim.__rich_repr__()
    ]
    assert ", ".join(rich) == shown


def test_a_value_that_is_not_made_yet_can_be_shown() -> None:
    assert repr(archive.Claim.__new__(archive.Claim)) == "Claim()"
    assert repr(archive.Claim.model_construct(id="c")).startswith("Claim('c'")


def test_a_name_is_still_read_as_one() -> None:
    name = archive.model.Name(given="Ida", family="Roth")
    assert str(name) == "Ida Roth"
    assert repr(name) == "Name(family='Roth', given='Ida')"


def test_nesting_is_no_trouble() -> None:
    section = archive.model.Section(id="s-0")
    for n in range(1, 60):
        section = archive.model.Section.model_construct(
            id=f"s-{n}", role="section", blocks=(), sections=(section,)
        )
    assert len(repr(section)) <= WIDTH


def test_the_first_thing_is_shown_even_where_there_is_no_room() -> None:
    told = list(repr_arguments([("name", "x" * 200), ("other", 1)], width=10))
    assert told == [("name", "'xxxxxxxxxxxxxxx…'"), (None, "…")]
    assert repr(told[1][1]) == "…"


@each_case(
    ("count", "things", "told"),
    [
        (0, "claims", "0 claims"),
        (1, "claims", "1 claim"),
        (1, "entities", "1 entity"),
        (1200, "items", "1,200 items"),
    ],
)
def test_things_are_counted_in_words(count: int, things: str, told: str) -> None:
    assert counted(count, things) == told
    assert repr(Unquoted(told)) == told


def test_every_public_value_is_shown_on_a_line() -> None:
    public = [
        value for name in archive.__all__ if isinstance(value := getattr(archive, name), type)
    ]
    values = [cls for cls in public if not issubclass(cls, BaseException | Enum)]
    for cls in {*values, *every_model()}:
        assert cls.__repr__ is OneLineRepr.__repr__, cls
