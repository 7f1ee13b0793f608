"""JSON and TEI are exact: what was written reads back equal, and others find nothing wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

from archive.errors import WriteError
from archive.formats import FORMATS, json, tei
from archive.io import WRITERS, read, write
from archive.model.document import SCHEMA_VERSION, Document
from tests import samples
from tests.conftest import fewer
from tests.judges import ARCHIVE_RNG, Judges, compiled, schematron
from tests.strategies import documents, large_document


def assert_exact(document: Document) -> bytes:
    """Write and read a record in every exact format; return its TEI."""
    as_json = json.write(document).data
    from_json = json.read(as_json)
    assert from_json.document == document
    assert from_json.findings == ()
    assert json.write(from_json.document).data == as_json

    as_tei = tei.write(document).data
    from_tei = tei.read(as_tei)
    assert from_tei.document == document
    assert from_tei.findings == ()
    assert tei.write(from_tei.document).data == as_tei

    assert json.write(tei.read(tei.write(from_json.document).data).document).data == as_json
    return as_tei


@fewer(2)  # the battery below draws more
@given(documents())
def test_any_record_reads_back_equal_and_follows_our_own_schemas(document: Document):
    tree = etree.fromstring(assert_exact(document))
    assert compiled(ARCHIVE_RNG).validate(tree), compiled(ARCHIVE_RNG).error_log
    assert schematron(tree) == []


@pytest.mark.slow
@pytest.mark.hypothesis  # for `make search`, which cannot see that it draws
def test_any_record_reads_back_equal_and_its_tei_is_valid_to_everybody(judges: Judges):
    @given(documents())
    def battery(document: Document) -> None:
        assert judges.on(assert_exact(document)) == []

    battery()
    # Had a judge died on the way, all after that would have been valid to it.
    wrong = tei.write(samples.small()).data.replace(b"<body>", b"<body><figDesc/>")
    wrong = wrong.replace(b'passive="#src-council"', b'passive="#nobody"')
    assert {verdict.judge for verdict in judges.on(wrong)} == {
        "archive.rng, libxml2",
        "archive.sch",
        "tei_all.rng, libxml2",
        "archive.rng, jing",
        "tei_all.rng, jing",
    }


@pytest.mark.slow
def test_a_kept_record_reads_back_equal_and_its_tei_is_valid_to_everybody(
    record: Document, judges: Judges
):
    assert judges.on(assert_exact(record)) == []


@pytest.mark.slow
def test_a_kept_record_reads_back_equal_and_follows_our_own_schemas(record: Document):
    tree = etree.fromstring(assert_exact(record))
    assert compiled(ARCHIVE_RNG).validate(tree), compiled(ARCHIVE_RNG).error_log
    assert schematron(tree) == []


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.slow
def test_a_large_record_reads_back_equal_and_its_tei_is_valid_to_everybody(
    judges: Judges, seed: int
):
    assert judges.on(assert_exact(large_document(seed))) == []


@pytest.mark.slow
@given(documents(newer=True))
def test_a_record_of_a_newer_minor_version_is_refused_by_every_writer_and_only_then(
    document: Document,
):
    newer = document.schema_version != SCHEMA_VERSION
    for format in WRITERS:
        try:
            data = write(document, format).data
        except WriteError:
            assert newer
        else:
            assert not newer
            if FORMATS[format].is_exact:
                assert read(data).document == document


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "tei"])
def test_the_format_is_found_by_the_content(record: Document, format: str):
    data = write(record, format).data
    assert read(data).document == record
    assert read(b"\n  " + data if format == "json" else data).document == record
