"""A kind of block that the model has is shown, written, compared and taken along like the others.

The blocks are made along the fields of the model: what is added there is asked for here.
"""

from __future__ import annotations

import re
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from lxml import etree

import archive
from archive.cli import main
from archive.formats import FORMATS
from archive.model.anchors import Anchor
from archive.model.base import Model
from archive.model.blocks import Block, Section, TextBlock
from archive.model.claims import Claim
from archive.model.document import Document
from archive.model.introspection import (
    classes_in,
    classes_within,
    fields_with_models,
    has_id,
    reference_fields,
)
from archive.workflows import receive as starting
from tests import samples
from tests.judges import schematron
from tests.runner import runner
from tests.tools.cases import each_case

KINDS = classes_in(Block)


def document(*kinds: type[Model]) -> Document:
    numbers = count(1)
    blocks = tuple(samples.made(cls, numbers) for cls in kinds)
    return Document(id="every-kind", sections=(Section(id="s", blocks=blocks),))  # type: ignore[arg-type]


@pytest.fixture(params=KINDS, ids=lambda cls: cls.__name__)
def one(request: pytest.FixtureRequest) -> Document:
    return document(request.param)


def test_every_kind_of_block_has_words() -> None:
    assert all(document(cls).text_blocks() for cls in KINDS)
    held = {type(block) for block in document(*KINDS).text_blocks()}
    assert held == {c for c in classes_within(Section) if issubclass(c, TextBlock)}


def test_every_part_of_the_text_has_a_public_name() -> None:
    parts = {cls.__name__ for cls in classes_within(Section) if has_id(cls)}
    assert parts <= set(archive.model.__all__)


def test_what_can_stand_within_itself_is_counted_by_how_deep_it_stands() -> None:
    """The invariant `nested-too-deeply` goes through sections, lists and items, and no others."""
    held = {
        cls: {one for field in fields_with_models(cls).values() for one in field}
        for cls in classes_within(Section)
    }
    within_itself = {cls for cls in held if any(cls in classes_within(one) for one in held[cls])}
    assert within_itself == {Section, archive.model.List, archive.model.Item}


def test_a_new_record_counts_every_kind_of_text_block() -> None:
    number, *each = map(int, re.findall(r"\d+", starting._contents(document(*KINDS))))
    assert number == sum(each)


def test_what_a_block_refers_to_can_be_left_out() -> None:
    """`rebase` does, where that is part of the other record; words have ways of their own."""
    for cls in set(classes_within(Section)) - {
        *classes_within(TextBlock),
        archive.Anchor,
        archive.Orphan,
    }:
        for name, _ in reference_fields(cls):
            assert cls.model_fields[name].default is None, f"{cls.__name__}.{name}"


def test_all_words_of_a_block_are_shown(one: Document, tmp_path: Path) -> None:
    path = tmp_path / "every-kind.json"
    archive.save(one, path)
    shown = runner().invoke(main, ["show", str(path), "--no-pager"])
    assert shown.exit_code == 0
    for block in one.text_blocks():
        assert block.text in shown.stdout, block


@pytest.mark.parametrize("format", ["json", "tei"])
def test_a_block_is_read_as_it_was_written(one: Document, format: str) -> None:
    assert archive.read(archive.write(one, format).data, format).document == one


def test_a_block_in_tei_is_valid(one: Document) -> None:
    report = archive.validate(archive.write(one, "tei").data)
    assert report.errors == ()


@each_case("format", archive.WRITERS)
def test_all_words_of_a_block_are_written_or_told_as_lost(one: Document, format: str) -> None:
    written = archive.write(one, format)
    if written.files:
        held = import_module(f"tests.formats.held.{format}").held(written)
    else:
        held = written.data.decode()
    lost = [block for block in one.text_blocks() if block.text not in held]
    assert not lost or FORMATS.losses(written.findings)


def test_what_is_said_about_the_words_of_a_block_is_valid_in_tei(one: Document) -> None:
    """The rules of archive.sch know every element that holds a text."""
    for block in one.text_blocks():
        anchor = Anchor(block=block.id, start=0, end=5, exact="Words")
        claim = Claim(id="c", anchors=(anchor,), restatement="So.", kind="descriptive")
        data = archive.write(one.update(claims=(claim,)), "tei").data
        assert archive.validate(data).errors == ()
        assert list(schematron(etree.fromstring(data))) == []


def test_an_origin_of_another_length_is_refused_in_tei(one: Document) -> None:
    data = archive.write(one, "tei").data.decode()
    for block in one.text_blocks():
        (start,) = re.findall(rf'<[^<>]*xml:id="{block.id}"[^<>]*', data)
        wrong = data.replace(start, f'{start} source="received/a.txt#char=0,2"')
        said = " ".join(schematron(etree.fromstring(wrong.encode())))
        assert f"the text of {block.id} has {len(block.text)}" in said


def test_all_words_of_a_block_stand_in_the_form_with_names_in_the_text(one: Document) -> None:
    written = archive.write(one, "tei-inline").data.decode()
    assert all(block.text in written for block in one.text_blocks())


def test_a_block_that_comes_is_told_with_all_its_words(one: Document) -> None:
    (block,) = one.sections[0].blocks
    without = one.update(sections=(Section(id="s"),))
    (found,) = archive.diff(without, one).changes
    assert (found.kind, found.part) == ("block-added", block.id)
    assert found.new == " / ".join(inner.text for inner in one.text_blocks())


def test_a_block_whose_words_changed_keeps_all_else(one: Document) -> None:
    """Rebased onto itself with one word more in each text, every part keeps its id."""
    new = {block.id: f"{block.text} More." for block in one.text_blocks()}
    rebased = archive.with_text(one, new).document
    assert {block.id: block.text for block in rebased.text_blocks()} == new
    ids = set(one.index.by_id)
    assert ids <= set(rebased.index.by_id)
