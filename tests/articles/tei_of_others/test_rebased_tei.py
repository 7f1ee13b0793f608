"""A record of TEI of others is rebased to a newer state of that file."""

from __future__ import annotations

from pathlib import Path

import archive
from archive.io import save
from archive.workflows.rebase import target_at
from tests.articles.tei_of_others.samples import tei


def test_tei_of_others_is_received_to_rebase_onto_and_a_record_is_read(tmp_path: Path) -> None:
    foreign, record = tmp_path / "letter.xml", tmp_path / "record.tei.xml"
    foreign.write_bytes(tei("<p>One</p>"))
    save(archive.receive(foreign, id="letter").document, record)
    assert not target_at(foreign).is_record
    assert target_at(record).is_record


def test_an_id_of_the_file_keeps_words_together_over_a_new_state() -> None:
    old = archive.receive(tei("<p xml:id='p1'>One</p><p xml:id='p2'>Two</p>"), id="letter").document
    new = archive.receive(
        tei("<p xml:id='p0'>Zero</p><p xml:id='p1'>One</p><p xml:id='p2'>Two more</p>"), id="letter"
    ).document
    rebased = archive.rebase(old, onto=new).document
    assert [(block.id, block.text) for block in rebased.text_blocks()] == [
        ("p0", "Zero"),
        ("p1", "One"),
        ("p2", "Two more"),
    ]
