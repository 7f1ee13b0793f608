"""What people write by hand, and all that is said about it at once: by_hand/mistakes.toml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import InvalidDocument, ReadError
from archive.findings import Finding
from archive.model.claims import KINDS
from archive.model.document import Document
from tests.strategies import documents
from tests.tools.cases import each_case

FOLDER = Path(__file__).parent / "by_hand"
RECORD = (FOLDER / "record.json").read_text("utf-8")


@dataclass(frozen=True)
class Mistake:
    """Something that somebody writes instead of something else."""

    about: str
    old: str
    new: str
    findings: Sequence[str]

    def made_in(self, text: str) -> str:
        assert self.old in text, f"{self.old!r} does not stand in the record"
        return text.replace(self.old, self.new, 1)


def mistakes() -> Iterator[Mistake]:
    """The mistakes of the catalogue; `{kinds}` stands for the kinds of a claim."""
    kinds = [f'"{kind}"' for kind in KINDS]
    either, listed = f"{', '.join(kinds[:-1])} or {kinds[-1]}", ", ".join(kinds)
    text = (FOLDER / "mistakes.toml").read_text("utf-8")
    text = text.replace("{kinds or}", either).replace("{kinds}", listed)
    return (Mistake(**table) for table in tomllib.loads(text)["mistake"])


MISTAKES = [*mistakes()]
ALONE = (
    "claims twice",  # nobody can tell which of the two counts
    "doubts at the top", "people at the top", "stance in the attribution", "attribution an object",  # their content is not looked at
    "verdict without evidence",  # perhaps the field beside it that is unknown is its evidence
    "id with a blank", "id twice",  # each changes what the id of the other is
)  # fmt: skip
"""Mistakes that hide others, or change them."""
MIXED = [
    mistake
    for mistake in MISTAKES
    if mistake.about not in ALONE
    and not any(line.startswith("not-json") for line in mistake.findings)
]


def told(text: str) -> list[str]:
    """The errors in a text, as the catalogue writes them."""
    return [line(finding) for finding in archive.validate(text.encode()).errors]


def line(finding: Finding) -> str:
    place = finding.location
    at = place.pointer or f"{place.line}:{place.column}"
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{finding.code} {at}: {finding.message}{hint}"


def problems(data: bytes) -> Sequence[Finding]:
    try:
        archive.read(data)
    except (InvalidDocument, ReadError) as refused:
        return refused.findings
    return ()


def test_the_record_has_no_mistakes():
    assert archive.validate(RECORD.encode()).ok


@pytest.mark.slow
@each_case("mistake", MISTAKES, ids=lambda mistake: mistake.about)
def test_what_is_said_about_a_mistake(mistake: Mistake):
    assert told(mistake.made_in(RECORD)) == mistake.findings


@pytest.mark.slow
@each_case("mistake", MISTAKES, ids=lambda mistake: mistake.about)
def test_a_mistake_is_reported_by_whoever_reads_the_record(mistake: Mistake):
    data = mistake.made_in(RECORD).encode()
    for use in (archive.read, archive.format):
        with pytest.raises((InvalidDocument, ReadError)) as refused:
            use(data)
        assert [line(finding) for finding in refused.value.findings] == mistake.findings


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 5, 11, 17, 23, 31])
def test_two_mistakes_hide_nothing_of_each_other_and_add_nothing(step: int):
    for number, first in enumerate(MIXED):
        second = MIXED[(number + step) % len(MIXED)]
        once = first.made_in(RECORD)
        if second.old not in once or second.old in first.new:
            continue
        both = {_without_hint(found) for found in (*first.findings, *second.findings)}
        found = {_without_hint(line) for line in told(second.made_in(once))}
        assert found == both, (first.about, second.about)


def test_all_that_can_be_wrong_at_once_is_reported_at_once():
    text = RECORD
    made: list[Mistake] = []
    for mistake in MIXED:
        untouched = text.count(mistake.old) == RECORD.count(mistake.old)
        if untouched and not any(mistake.old in other.new for other in made):
            text = mistake.made_in(text)
            made.append(mistake)
    expected = {_without_hint(found) for mistake in made for found in mistake.findings}
    assert len(made) > 25
    assert {_without_hint(found) for found in told(text)} == expected


def _without_hint(found: str) -> str:
    """A finding without its hint, which may name what the other mistake is about."""
    return found.partition(" (")[0]


def test_a_missing_id_hides_nothing_and_is_reported_with_who_makes_it():
    text = RECORD.replace('"id": "far", ', "").replace('"claim": "cables"', '"claim": "cabels"')
    assert told(text) == [
        'missing-field /claims/2/id: "id" is required and left out (`archive format` makes an id)',
        'dangling-reference /assessments/0/claim: nothing has the id "cabels"; a claim is expected (did you mean "cables"? If not, add the part)',
    ]


def test_where_only_ids_are_missing_the_rules_are_run_as_well():
    report = archive.validate(RECORD.replace('"id": "far", ', "").encode())
    assert [finding.code for finding in report.errors] == ["missing-field"]
    assert report.layers["schema"] == "failed"
    assert report.layers["rules"] == "passed"
    assert "statement-without-maker" in {finding.code for finding in report}
    with pytest.raises(InvalidDocument):
        archive.read(RECORD.replace('"id": "far", ', "").encode())


def test_what_is_wrong_in_the_shape_does_not_hide_words_that_stand_nowhere():
    text = RECORD.replace('"kind": "normative"', '"kind": "fact"')
    text = text.replace('Taxes will not rise before 2020"}', 'Taxes will rise before 2020"}')
    report = archive.validate(text.encode())
    assert [finding.code for finding in report.errors] == ["value-not-allowed", "words-not-found"]
    assert report.layers["schema"] == report.layers["invariants"] == "failed"
    assert report.not_run == ("rules", "captures")


def test_what_does_not_say_what_it_is_may_be_what_others_take_it_for():
    entities = [
        {"id": "x", "names": [{"text": "X"}]},
        {"id": "e", "type": "event", "place": "x", "date": "May 2016"},
    ]
    citation = {"type": "tag", "id": "t", "tag": "x", "anchors": [{"exact": "X"}]}
    neither = {"id": "a", "corrected": "Y", "date": "2016", "anchors": [{"exact": "X"}]}
    raw = {
        "schema_version": "1.0",
        "id": "r",
        "sections": [{"id": "s", "blocks": [{"type": "paragraph", "id": "p", "text": "X"}]}],
        "entities": entities,
        "annotations": [citation, neither],
    }
    assert [(f.code, f.location.pointer) for f in problems(json.dumps(raw).encode())] == [
        ("missing-field", "/entities/0/type"),
        ("date-not-edtf", "/entities/1/date"),
        ("missing-field", "/annotations/1/type"),
    ]


# --- doing what a hint says ---

MENDS = re.compile(
    r'did you mean "(?P<word>[^"]*)"\?'
    r"|write (?:the words alone, |it in quotation marks: |the string alone: )?(?P<value>[\[{\"].*)"
    r'|(?P<way>"\w+"(?:, "\w+")*): add (?P<more>.*) to it'
    r'|(?P<members>"\w+": .*)'
)
"""The JSON of a hint: what stands in place of a value, what is added to another, or members."""


def follow(finding: Finding, record: dict[str, Any]) -> bool:
    """Do in a raw record what the hint of a finding says; return whether it has JSON to write."""
    found = MENDS.search(finding.hint or "")
    if found is None or finding.location.pointer is None:
        return False
    steps = finding.location.pointer.split("/")[1:]
    shown = found["value"] or found["more"] or found["members"]
    if found["word"] is not None and finding.code == "unknown-field":
        put(record, (*steps[:-1], found["word"]), at(record, steps[:-1]).pop(steps[-1]))
    elif found["word"] is not None:
        put(record, steps, found["word"])
    elif found["value"]:
        try:
            value, _ = json.JSONDecoder().raw_decode(shown)
        except ValueError:
            return False
        put(record, steps[:-1] if finding.code == "missing-field" else steps, value)
    else:
        is_of_record = "record's" in str(finding.hint) or len(steps) == 1
        holder = record if is_of_record else at(record, steps[:-1])
        if "belongs to the claim" in str(finding.hint):
            holder = at(record, steps[:2])
        for name in json.loads(f"[{found['way'] or ''}]"):
            holder = holder[name]
        try:
            added = json.loads(f"[{shown}]" if isinstance(holder, list) else f"{{{shown}}}")
        except ValueError:
            return False
        del at(record, steps[:-1])[steps[-1]]
        holder.extend(added) if isinstance(holder, list) else holder.update(added)
    return True


def put(record: Any, steps: Sequence[str], value: Any) -> None:
    holder = at(record, steps[:-1])
    holder[int(steps[-1]) if isinstance(holder, list) else steps[-1]] = value


def at(record: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        record = record[int(step) if isinstance(record, list) else step]
    return record


@pytest.mark.slow
def test_who_does_what_a_hint_says_is_not_told_something_else():
    followed = 0
    for mistake in MISTAKES:
        text = mistake.made_in(RECORD)
        if any(line.startswith(("not-json", "duplicate-key")) for line in mistake.findings):
            continue
        findings = archive.validate(text.encode()).errors
        for finding in findings:
            record = json.loads(text)
            if not follow(finding, record):
                continue
            followed += 1
            left = archive.validate(json.dumps(record).encode()).errors
            left = [new for new in left if new.message.partition(" ")[0] != '"id"']
            if "evidence" in str(finding.hint):
                left = [new for new in left if new.code != "verdict-without-evidence"]
            assert not {line(new) for new in left} - {*mistake.findings}, (mistake.about, record)
            assert len(left) < len(findings), mistake.about
    assert followed > 55


# --- any record, broken anywhere ---

JUNK = (
    None,
    True,
    -1,
    7.5,
    "",
    "no such thing!",
    [],
    [[]],
    {},
    {"type": "?"},
    {"exact": "zymurgy"},
)

NEVER_RIGHT = (7.5, [[]], {"type": "?"})
"""Values that are of a wrong shape wherever they stand."""


def members(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and array of a raw value with each of its keys or positions."""
    if isinstance(value, dict | list):
        for key in [*value] if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from members(value[key])


def broken(document: Document, random: Random, *, ids_too: bool) -> bytes:
    """A record in which a few values are junk, and a few fields are unknown.

    Without `ids_too` all that has an id still has it.
    """
    raw = json.loads(archive.write(document, "json").data)
    raw.pop("extensions", None)
    for _ in range(random.randint(1, 6)):
        places = [
            (holder, key)
            for holder, key in members(raw)
            if ids_too or (key != "id" and '"id"' not in json.dumps(holder[key]))
        ]
        holder, key = random.choice(places)
        junk = random.choice(JUNK if ids_too else NEVER_RIGHT)
        if isinstance(holder, dict) and random.random() < 0.4:
            key = random.choice(("zymurgy", "claimant", "text", "exact")) if ids_too else "zymurgy"
        holder[key] = deepcopy(junk)
    return json.dumps(raw).encode()


@pytest.mark.slow
@given(documents(), st.randoms(use_true_random=False))
def test_whatever_is_broken_is_reported_at_its_place_and_trips_nothing(
    document: Document, random: Random
):
    found = problems(broken(document, random, ids_too=True))
    assert all(finding.location.line for finding in found)
    assert len(set(found)) == len(found)
    assert not [finding for finding in found if "left-out-here" in str(finding)]


@pytest.mark.slow
@given(documents(), st.randoms(use_true_random=False))
def test_what_only_follows_from_values_that_are_junk_is_not_reported(
    document: Document, random: Random
):
    """The record was true to itself, and only values of a wrong shape were put into it."""
    data = broken(document, random, ids_too=False)
    untrue = [f for f in problems(data) if f.stage == "invariants"]
    assert not [f for f in untrue if f.code != "words-not-found"], data
