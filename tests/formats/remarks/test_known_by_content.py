"""Files of annotations are known by their content, where nobody names their format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import archive
from archive.catalogue import CATALOGUE
from tests import samples

KNOWN = {
    "hypothesis/minimal.json": ["hypothesis"],
    "hypothesis/wikipedia-regression-testing.json": ["hypothesis"],
    "recogito/recogito-js.w3c.json": ["web-annotation"],
    "recogito/text-annotator.w3c.json": ["web-annotation"],
    "recogito/text-annotator-internal.json": ["recogito"],
    "recogito/tei-xpath.json": ["recogito"],
    "recogito/recogito2-text-annotation.json": ["recogito"],
    "w3c/iiif-newspaper-page.json": ["web-annotation"],
    "w3c/iiif-collection.json": ["web-annotation"],
    "recogito/tei-xpath-source.xml": [],
    "inception/cas-chunks.json": ["uima"],
    "inception/cas-emoji.json": ["uima"],
    "inception/cas-smileys.xmi": ["uima"],
    "inception/dkpro-typesystem.xml": [],
    "webanno/GUM_news_asylum.tsv": ["webanno-tsv"],
    "webanno/escapes-tsv33.tsv": ["webanno-tsv"],
    "brat/105_persuasion_entities.ann": ["brat"],
    "brat/document1-ref.ann": ["brat"],
    "brat/document1-ref.txt": [],
}


def told(data: bytes) -> list[str]:
    return [name for name, one in CATALOGUE.items() if one.lay is not None and one.is_laid(data)]


@pytest.mark.parametrize("name", ["project-curated.zip", "project-obama.zip"])
def test_a_project_of_inception_is_known(name: str, shared: Callable[[str], Path]) -> None:
    assert told(shared(f"ingest/annotations/inception/{name}").read_bytes()) == ["uima"]


@pytest.mark.parametrize("name", KNOWN)
def test_a_real_file_is_known(name: str, shared: Callable[[str], Path]) -> None:
    data = shared(f"ingest/annotations/{name}").read_bytes()
    assert told(data[:20_000]) == KNOWN[name]


def test_a_table_of_recogito_2_is_known_and_another_is_not() -> None:
    assert told(b"UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR\n") == ["recogito"]
    assert told(b"words,claimant,kind\n") == ["sheet"]


def test_what_was_written_of_a_record_is_known() -> None:
    assert told(archive.write(samples.small(), "web-annotation").data) == ["web-annotation"]
    assert told(archive.write(samples.small(), "json").data) == []
    assert told(archive.write(samples.assessed(), "csl").data) == ["csl"]
