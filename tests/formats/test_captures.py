"""What was received, and the web archive that held it, as TEI and JSON say it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

import archive
from archive.errors import ReadError
from archive.formats import tei
from archive.model.captures import Capture, Memento, WebArchive
from archive.model.document import Document
from tests.tools.cases import each_case

NS = {"t": "http://www.tei-c.org/ns/1.0"}
HELD = WebArchive(
    file="crawl (1) & more.warc.gz",
    media_type="application/warc",
    size_bytes=2**33,
    sha256="1" * 64,
    record_id="urn:uuid:8ee4dc6e-1d2b-4a0e-9d0b-0a4f5c0d7c11",
    digest="sha1:3EF4GH5IJ6KL7MN8OPQAB2CDEFGHIJKL",
)


def document(**fields: Any) -> Document:
    held = HELD.update(**fields)
    capture = Capture(
        id="page",
        file="received/page.html",
        media_type="text/html",
        size_bytes=1,
        sha256="0" * 64,
        taken_from=held,
    )
    return Document(id="d", captures=(capture,))


@each_case(
    "fields", [{}, {"record_id": None}, {"digest": None}, {"record_id": None, "digest": None}]
)
@each_case("form", ["tei", "json"])
def test_the_web_archive_of_a_capture_is_kept(fields: dict[str, None], form: str) -> None:
    written = archive.write(document(**fields), form).data
    assert archive.read(written, form).document == document(**fields)


MEMENTO = Memento(
    address="https://web.archive.org/web/20160320093000/https://example.org/a&b",
    received_at="2026-11-27T10:00:00Z",
)


def of_memento(memento: Memento = MEMENTO) -> Document:
    page = document()
    return page.replace(page.captures[0].update(memento=memento))


@pytest.mark.parametrize("form", ["tei", "json"])
def test_the_memento_of_a_capture_is_kept(form: str) -> None:
    for memento in (MEMENTO, MEMENTO.update(received_at=None)):
        made = of_memento(memento)
        assert archive.read(archive.write(made, form).data, form).document == made


@each_case(
    ("old", "new", "code"),
    [
        ('<bibl type="memento">', '<bibl type="memento" n="2">', "not-kept"),
        ('<bibl type="memento">', '<bibl type="memento"><note>x</note>', "not-kept"),
        ('<bibl type="memento">', '<bibl type="memento"/><bibl type="memento">', "not-kept"),
        ('subtype="address">https://web', 'subtype="record">https://web', "not-kept"),
        ('when="2026-11-27T10:00:00Z"', 'when="2026-11-27"', "instant-not-valid"),
    ],
)
def test_a_memento_that_was_changed_by_hand_is_reported(old: str, new: str, code: str) -> None:
    data = archive.write(of_memento(), "tei").data.decode()
    assert data.count(old) == 1
    with pytest.raises((ReadError, archive.errors.InvalidDocument)) as refused:
        tei.read(data.replace(old, new).encode())
    assert code in {finding.code for finding in refused.value.findings}


def test_words_page_and_tables_name_the_memento() -> None:
    made = of_memento()
    told = "".join(archive.show(made, format="text").split())
    assert f"takenfrom{MEMENTO.address}on{MEMENTO.received_at}" in told
    page = archive.write(made, "html").data.decode()
    assert 'href="https://web.archive.org/web/20160320093000/https://example.org/a&amp;b"' in page
    assert "2026-11-27T10:00:00Z" in page
    [row] = archive.tables([made]).captures
    assert (row.memento, row.memento_received_at) == (MEMENTO.address, MEMENTO.received_at)


def test_no_pointer_leads_to_a_web_archive() -> None:
    root = etree.fromstring(archive.write(document(), "tei").data)
    [held] = root.xpath("//t:bibl[@type='capture']/t:bibl[@type='taken-from']", namespaces=NS)
    assert [etree.QName(child).localname for child in held] == [
        *("ref", "idno", "extent", "idno", "idno")
    ]
    assert held.xpath(
        "string(t:ref[not(@target)][@mimeType='application/warc'])", namespaces=NS
    ) == (HELD.file)
    assert held.xpath(".//@target | .//@url", namespaces=NS) == []


@each_case(
    ("old", "new", "code"),
    [
        ('<bibl type="taken-from">', '<bibl type="taken-from" n="2">', "not-kept"),
        ('<bibl type="taken-from">', '<bibl type="taken-from"><date when="2020"/>', "not-kept"),
        ('<bibl type="taken-from">', '<bibl type="taken-from"><ref type="file">b.warc</ref>', "not-kept"),
        ('<bibl type="taken-from">', '<bibl type="taken-from"/><bibl type="taken-from">', "not-kept"),
        ('type="file" mimeType="application/warc"', 'type="file"', "missing-field"),
        ('<measure unit="byte" quantity="8589934592"/>', "", "missing-field"),
        ("urn:uuid:8", "urn:uuid:9", None),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_reported_or_kept(old: str, new: str, code: str | None) -> None:
    data = archive.write(document(), "tei").data.decode()
    assert data.count(old) == 1
    edited = data.replace(old, new).encode()
    if code is None:
        [capture] = tei.read(edited).document.captures
        assert capture.taken_from is not None
        assert capture.taken_from.record_id == HELD.record_id.replace(old, new)  # type: ignore[union-attr]
        return
    with pytest.raises((ReadError, archive.errors.InvalidDocument)) as refused:
        tei.read(edited)
    assert code in {finding.code for finding in refused.value.findings}


def test_words_and_page_name_the_web_archive() -> None:
    told = archive.show(document(), format="text")
    assert f"taken from {HELD.file}" in " ".join(told.split())
    page = archive.write(document(), "html").data.decode()
    for words in (
        "crawl (1) &amp; more.warc.gz",
        "8,589,934,592 bytes of application/warc",
        HELD.sha256,
        str(HELD.record_id),
        str(HELD.digest),
    ):
        assert words in page
    bare = archive.write(document(record_id=None, digest=None), "html").data.decode()
    assert "Record in it" not in bare
    assert "Payload digest" not in bare


def test_tables_have_a_column_for_each_field() -> None:
    [row] = archive.tables([document()]).captures
    assert (row.taken_from, row.taken_from_media_type, row.taken_from_size_bytes) == (
        *(HELD.file, HELD.media_type),
        HELD.size_bytes,
    )
    assert (row.taken_from_sha256, row.taken_from_record_id, row.taken_from_digest) == (
        *(HELD.sha256, HELD.record_id),
        HELD.digest,
    )
