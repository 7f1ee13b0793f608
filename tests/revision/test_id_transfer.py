"""A document that was made apart, as a version of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import Claim, Document, diff
from archive.revision import as_version
from tests.conftest import ROOT
from tests.tools.cases import each_case
from tests.tools.edited.cases import Case, cases

OLD = b"The bridge\n\nThe bridge will cost 40 million crowns.\n\nThe river is wide here."
PAGE = """<html lang="en"><head><title>{title}</title></head><body><article><h1>The bridge</h1>
<p>The bridge will cost {cost} million crowns.</p><p>The river is wide here.</p></article></body>"""


def text(data: bytes, file: str = "a.txt") -> Document:
    return archive.receive(data, file=file).document


def page(title: str, cost: int) -> Document:
    data = PAGE.format(title=title, cost=cost).encode()
    return archive.receive(data, file=f"{title}.html", received_at="2026-01-01T00:00:00Z").document


def test_blocks_that_correspond_have_the_ids_that_they_have_in_the_other() -> None:
    old = text(OLD)
    new = text(b"Bridges\n\nA line before all others.\n\n" + OLD.replace(b"40", b"90"), "b.txt")
    version = as_version(new, of=old)
    texts = {block.id: block.text for block in version.text_blocks()}
    assert [block.text for block in version.text_blocks()] == [
        block.text for block in new.text_blocks()
    ]
    for block in old.text_blocks():
        assert texts[block.id] == block.text.replace("40", "90")
    assert version.id == old.id
    assert [capture.file for capture in version.captures] == ["received/b.txt"]
    assert archive.validate(version).ok


def test_it_says_what_the_document_says_metadata_and_statements_included() -> None:
    old, new = page("Old", 40), page("New", 90)
    anchor = new.anchor("90 million crowns")
    new = new.add(Claim(id="c", anchors=(anchor,), restatement="It is.", kind="descriptive"))
    version = as_version(new, of=old)
    assert version.metadata.title == new.metadata.title
    (stood,) = version.claim("c").anchors
    assert (stood.start, stood.exact) == (anchor.start, anchor.exact)
    assert version.block(stood.block).text == new.block(anchor.block).text
    found = diff(old, version)
    assert [change.kind for change in found.changes if not change.quiet] == [
        "text-corrected",
        "claim-added",
        "metadata-changed",
        "capture-removed",
        "capture-added",
    ]
    assert found.apply(old) == version


def test_a_document_is_a_version_of_itself() -> None:
    frenemies = archive.load(ROOT / "documents" / "frenemies")
    assert as_version(frenemies, of=frenemies) == frenemies


def test_two_texts_that_have_nothing_in_common_stay_two() -> None:
    old, new = text(OLD), text(b"Onions in butter, sliced thinly and fried slowly.", "b.txt")
    version = as_version(new, of=old)
    assert not {b.id for b in version.text_blocks()} & {b.id for b in old.text_blocks()}


@pytest.mark.slow
@given(cases())
def test_no_word_is_lost_and_the_diff_to_it_is_exact(case: Case) -> None:
    version = as_version(case.onto, of=case.old)
    assert [block.text for block in version.text_blocks()] == [
        block.text for block in case.onto.text_blocks()
    ]
    assert diff(case.old, version).apply(case.old) == version


@given(st.lists(st.sampled_from(["One is here.", "Two is there.", "Three is where?"]), min_size=1))
def test_texts_of_a_few_sentences_are_versions_of_each_other(sentences: list[str]) -> None:
    old = text(OLD)
    new = text("\n\n".join(sentences).encode(), "b.txt")
    version = as_version(new, of=old)
    assert [block.text for block in version.text_blocks()] == [
        block.text for block in new.text_blocks()
    ]


@each_case("wrong", [None, "x", Path("x")])
def test_what_is_no_document_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="as_version takes two documents"):
        as_version(wrong, of=text(OLD))  # type: ignore[arg-type]


def test_a_revision_names_no_more_what_is_not_there() -> None:
    old, new = text(OLD), text(OLD.replace(b"40", b"90"), "b.txt")
    (section,) = new.sections
    new = new.update(sections=(section.update(id="other"),)).add(
        archive.Agent(id="ed", name="Ed"),
        archive.Revision(id="rev-1", by="ed", parts=("other", section.blocks[1].id)),
    )
    version = as_version(new, of=old)
    assert version.revision("rev-1").parts == (old.text_blocks()[1].id,)
    assert version.sections[0].id == old.sections[0].id
