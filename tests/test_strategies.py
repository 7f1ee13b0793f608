"""The strategies draw everything that the models allow; a field that they forget is named here."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from archive.model.anchors import Anchor, Orphan
from archive.model.blocks import Section, TextBlock
from archive.model.captures import BlockOrigin
from archive.model.document import Document
from archive.model.invariants import DEEPEST, check
from tests import samples, strategies
from tests.conftest import MANY
from tests.seen_fields import Seen
from tests.tools.cases import each_case

pytestmark = pytest.mark.slow

RECORDS = 700 if MANY else 460


def seen_in(documents: Iterable[Document]) -> Seen:
    seen = Seen()
    for document in documents:
        seen.look_at(document)
    return seen


@pytest.fixture(scope="module")
def seen() -> Seen:
    """One run, the same each time."""
    found = Seen()

    @settings(
        max_examples=RECORDS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.documents(newer=True))
    def draw(document: Document) -> None:
        found.look_at(document)

    draw()
    return found


# --- the strategies ---


def test_every_field_of_every_model_is_drawn_set_and_left_out(seen: Seen) -> None:
    """And every word of a closed list, every member of a union, one item and several."""
    assert not seen.unseen, "\n".join(sorted(seen.unseen))


def test_what_is_not_drawn_is_named() -> None:
    """The test above fails when it should."""
    unseen = seen_in([samples.small()]).unseen
    assert {
        "Work.edition: set",
        "Claim.kind: 'causal'",
        "Claim.restatement: another",
        "Claim.condition: Orphan",
        "Metadata.titles: Absence",
        "Claim.certainty: float",
        "Section.blocks: Note",
        "Capture.derivation: left out",
    } <= unseen
    assert "Claim.kind: 'descriptive'" not in unseen
    assert "Claim.restatement: one" not in unseen


def test_every_record_drawn_is_valid(seen: Seen) -> None:
    assert len(seen.documents) == RECORDS
    assert [finding for document in seen.documents for finding in check(document)] == []


def test_texts_hold_every_script_and_every_character_that_makes_trouble(seen: Seen) -> None:
    texts = "\n".join(b.text for d in seen.documents for b in d.text_blocks())
    fragments = [*(f for script in strategies.SCRIPTS.values() for f in script), *strategies.BLANKS]
    assert [fragment for fragment in fragments if fragment not in texts] == []


def test_texts_may_be_empty_and_may_begin_and_end_with_a_blank(seen: Seen) -> None:
    texts = [b.text for d in seen.documents for b in d.text_blocks()]
    assert "" in texts
    assert any(text[:1] == " " for text in texts)
    assert any(text[-1:] == "\n" for text in texts)


def test_marks_nest_touch_and_have_no_width_where_they_may(seen: Seen) -> None:
    pairs = [
        (first, second)
        for document in seen.documents
        for block in document.text_blocks()
        for n, first in enumerate(block.marks)
        for second in block.marks[n + 1 :]
    ]
    for name, holds in {
        "inside": lambda a, b: a.start < b.start < b.end < a.end,
        "same stretch": lambda a, b: (a.start, a.end) == (b.start, b.end) and a.start < a.end,
        "same beginning": lambda a, b: a.start == b.start < b.end < a.end,
        "same end": lambda a, b: a.start < b.start < b.end == a.end,
        "touching": lambda a, b: a.start < a.end == b.start < b.end,
        "no width before its neighbour": lambda a, b: a.start == a.end == b.start < b.end,
        "no width at the beginning inside": lambda a, b: a.start == b.start == b.end < a.end,
        "no width after the end": lambda a, b: a.start < a.end == b.start == b.end,
        "two of no width": lambda a, b: a.start == a.end == b.start == b.end,
    }.items():
        assert any(holds(a, b) for a, b in pairs), name


def test_anchors_lie_in_one_block_and_in_several_and_some_are_lost(seen: Seen) -> None:
    claims = [claim for document in seen.documents for claim in document.claims]
    blocks = [[a.block for a in claim.anchors if isinstance(a, Anchor)] for claim in claims]
    assert any(len(ids) > len(set(ids)) for ids in blocks)
    assert any(len(set(ids)) > 1 for ids in blocks)
    anchors = [a for claim in claims for a in claim.anchors]
    assert any(isinstance(a, Orphan) for a in anchors)


def test_records_are_small_and_large_flat_and_as_deep_as_they_may_be(seen: Seen) -> None:
    sizes = sorted(len(document.index.parts) for document in seen.documents)
    assert sizes[0] < 5
    assert sizes[-1] > 300
    assert any(not document.sections for document in seen.documents)
    assert max(depth(s) for d in seen.documents for s in d.sections) == DEEPEST
    lists = [
        pointer.count("/lists/")
        for document in seen.documents
        for pointer, part in document.index.parts
        if isinstance(part, TextBlock)
    ]
    assert max(lists) >= 4


def depth(section: Section) -> int:
    return 1 + max(map(depth, section.sections), default=0)


def test_extensions_hold_every_kind_of_json(seen: Seen) -> None:
    def values(value: Any) -> Iterator[Any]:
        yield value
        for inner in (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        ):
            yield from values(inner)

    found = [v for d in seen.documents for v in values(d.extensions)]
    assert {type(v) for v in found} == {dict, list, str, int, float, bool, types.NoneType}
    assert any("\x00" in v for v in found if isinstance(v, str))
    assert any("" in v for v in found if isinstance(v, dict))


def test_the_same_integers_give_the_same_record() -> None:
    outline = {"blocks": [5, 9_000_000], "claims": [7_000_000]}
    assert strategies.document_of(outline, 1) == strategies.document_of(outline, 1)


def test_integers_of_zero_give_the_plainest_parts() -> None:
    document = strategies.document_of({"blocks": [0], "claims": [0]})
    assert set(document.model_dump(exclude_defaults=True)) == {
        "id",
        "schema_version",
        "sections",
        "claims",
    }
    assert document.claims[0].model_dump(exclude_defaults=True).keys() == {
        "id",
        "anchors",
        "restatement",
        "kind",
    }


def test_large_records_are_large_and_valid() -> None:
    document = strategies.large_document(1)
    assert len(document.annotations) == 1000
    assert len(document.text_blocks()) >= 300


def test_the_record_for_measuring_has_the_size_asked_for() -> None:
    document = strategies.bench_document(paragraphs=40, annotations=100, sources=6)
    assert (len(document.text_blocks()), len(document.annotations), len(document.sources)) == (
        40,
        100,
        6,
    )
    assert strategies.bench_document(40, 100, 6) == document


# --- the samples ---


@each_case("sample", [samples.minimal, samples.small, samples.assessed])
def test_a_sample_is_valid(sample: Any) -> None:
    assert list(check(sample())) == []


def test_the_small_sample_is_what_was_received() -> None:
    document = samples.small()
    assert document.captures[0].sha256 == sha256(samples.RECEIVED.encode()).hexdigest()
    for block in document.text_blocks():
        assert isinstance(block.origin, BlockOrigin)
        assert samples.RECEIVED[block.origin.start : block.origin.end] == block.text
