"""Files of annotations are known by their content, where nobody names their format."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import archive
from archive.formats import FORMATS
from archive.workflows.add import format_to_add
from tests import samples
from tests.samples import from_text
from tests.tools.cases import each_case

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


def recognised(data: bytes) -> list[str]:
    return [name for name, one in FORMATS.items() if one.add is not None and one.can_add(data)]


@pytest.mark.parametrize("name", ["project-curated.zip", "project-obama.zip"])
def test_a_project_of_inception_is_known(name: str, shared: Callable[[str], Path]) -> None:
    assert recognised(shared(f"ingest/annotations/inception/{name}").read_bytes()) == ["uima"]


@each_case("name", KNOWN)
def test_a_real_file_is_known(name: str, shared: Callable[[str], Path]) -> None:
    data = shared(f"ingest/annotations/{name}").read_bytes()
    assert recognised(data[:20_000]) == KNOWN[name]


def test_a_table_of_recogito_2_is_known_and_another_is_not() -> None:
    assert recognised(b"UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR\n") == ["recogito"]
    assert recognised(b"words,claimant,kind\n") == ["sheet"]


def test_what_was_written_of_a_record_is_known() -> None:
    assert recognised(archive.write(samples.small(), "web-annotation").data) == ["web-annotation"]
    assert recognised(archive.write(samples.small(), "json").data) == []
    assert recognised(archive.write(samples.assessed(), "csl").data) == ["csl"]


@pytest.mark.parametrize(
    "row",
    [
        '{"id": "x", "target": [{"selector": [{"type": "RangeSelector"}]}], "document": {"title": []}}',
        '{"type": "Annotation", "body": {"type": "TextualBody", "author": "A"}, "target": "x"}',
    ],
)
def test_a_list_of_annotations_is_no_list_of_works(row: str) -> None:
    assert "csl" not in recognised(f"[{row}]".encode())


def test_annotations_of_hypothesis_in_a_list_are_known() -> None:
    row = b'[{"id": "x", "target": [{"selector": []}], "user": "acct:ada@hypothes.is"}]'
    assert recognised(row) == ["hypothesis"]


TSV = (
    b"#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Motion|path\n\n\n#Text=Ada\n1-1\t0-3\tAda\t_\n"
)
CAS = b'{"%TYPES": {}, "%VIEWS": {}, "%FEATURE_STRUCTURES": []}'


@each_case(
    ("data", "format"),
    [
        (TSV, "webanno-tsv"),
        (CAS, "uima"),
        (b"T1\tMotion 4 8\tcame\n", "brat"),
        (b'{"total": 0, "rows": []}', "hypothesis"),
    ],
)
@each_case("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_known_in_every_encoding(data: bytes, format: str, encoding: str) -> None:
    assert format_to_add(data.decode().encode(encoding), Path("notes")) == format


@each_case("name", ["letter.tsv", "letters/one.JSON", "b.xmi"])
def test_a_zip_file_of_annotated_texts_is_known(name: str) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as zipped:
        zipped.writestr("letters/", "")
        zipped.writestr(name, CAS)
    assert recognised(packed.getvalue()) == ["uima"]


def test_a_byte_order_mark_hides_no_tsv_in_a_zip_file() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as zipped:
        zipped.writestr("a.tsv", BOM_UTF8 + TSV.replace(b"Ada\t_", b"Ada\thome"))
    onto = from_text("Ada", id="ada")
    laid = archive.add(onto, packed.getvalue(), "uima")
    assert [one.type for one in laid.document.annotations] == ["tag"]
