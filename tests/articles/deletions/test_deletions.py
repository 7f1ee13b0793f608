"""A sample of deletions: what is deleted of a file is missed. All are tried by `python -m tests.articles.deletions`."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.articles.deletions.deletions import Document, sampled
from tests.articles.deletions.measure import measured

XML = b'<a k="1">x<b k="2" l="3">y<c/>z</b>t<b>u</b></a>'


def written(data: bytes, *, is_html: bool = False) -> dict[str, bytes]:
    document = Document(data, is_html=is_html)
    return {
        f"{place.operation} {place.name} {place.attribute}": document.without(place)
        for place in sampled([*document.places()], 1, Random(0))
    }


def test_one_attribute_or_element_is_deleted_and_all_other_text_stays() -> None:
    head = b"<?xml version='1.0' encoding='UTF-8'?>\n"
    assert written(XML) == {
        "attribute b k": head + b'<a k="1">x<b l="3">y<c/>z</b>t<b>u</b></a>',
        "attribute b l": head + b'<a k="1">x<b k="2">y<c/>z</b>t<b>u</b></a>',
        "unwrap b ": head + b'<a k="1">xy<c/>zt<b>u</b></a>',
        "remove c ": head + b'<a k="1">x<b k="2" l="3">yz</b>t<b>u</b></a>',
        "remove b ": head + b'<a k="1">x<b k="2" l="3">y<c/>z</b>t</a>',
    }


def test_a_deletion_that_nobody_reports_is_silent(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
        b'<p TEIform="p">Some words.</p></body></text></TEI>'
    )
    outcome = measured(file, each=1)
    assert outcome.tried == outcome.noticed + outcome.nothing + len(outcome.silent)
    assert outcome.noticed > 0
