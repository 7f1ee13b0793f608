"""A value that is given as printed, or in the metadata of the file, is in what was received.

Each value of received records is changed to say something else, and validation has to find it. What
only has another form is no other value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

import archive
from archive.errors import InvalidDocument, MissingExtra
from archive.files.memory import FilesInMemory
from archive.findings import Finding, Severity
from archive.model.document import Document
from archive.validation import rereading
from archive.validation.rules import received_values
from tests.articles.office import made as office
from tests.received_files import ReceivedFile, real_files
from tests.tools.cases import each_case
from tests.validation.test_tied_text import FORMATS, Received, receive
from tests.validation.value_lies import Lie, Raw, lies_about_values

CODE = "value-differs-from-capture"

_PARAGRAPH = (
    "The ferry left the port in May, as it had to, and nobody who stood on the quay that morning "
    "said a word about the price of the tickets, which had risen twice since the winter began."
)
_HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Ferries of the Älv | The Gazette</title>
<meta name="citation_doi" content="10.1000/182"><meta name="citation_volume" content="12">
<meta property="og:site_name" content="The Gazette">
<meta name="description" content="Why ferries of the Älv leave in May, &amp; what it costs.">
<meta name="keywords" content="ferries, ports, tickets">
<meta property="article:modified_time" content="2024-03-05T10:00:00+01:00">
<link rel="canonical" href="/ferries/of-the-alv">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Ferries of the \\u00c4lv", "author": [{{"@type": "Person", "name": "Cem Öz"}}],
"publisher": {{"@type": "Organization", "name": "Gazette Ltd"}}}}</script></head><body>
<article><h1>Ferries of the <em>Älv</em></h1><p class="byline">By ANA ROE and Ben Li</p>
<p><time datetime="2024-03-01">1 March 2024</time></p><p>{_PARAGRAPH}</p><p>{_PARAGRAPH}</p>
</article><footer>© 2024 Gazette Ltd. <a rel="license"
href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a></footer></body></html>"""
_MARKDOWN = f"""---
title: "Ferries of the Älv"
subtitle: Twelve boats
authors:
  - Ana Roe
  - name: Ben Li
date: 2024-03-01
updated: 2024-03-05T10:00:00Z
lang: en
tags: [ferries, "the ports"]
description: >
  Why ferries leave
  in May.
doi: https://doi.org/10.1000/182
canonical_url: https://example.org/ferries
license: CC BY-SA 4.0
---

{_PARAGRAPH}
"""
_JATS = f"""<article article-type="research-article" xml:lang="en-GB"
xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta>
<journal-title-group><journal-title>The Gazette</journal-title></journal-title-group>
<issn>2049-3630</issn><publisher><publisher-name>Gazette Ltd</publisher-name>
<publisher-loc>Göteborg</publisher-loc></publisher></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1000/182</article-id><title-group><article-title>Ferries of the
<italic>Älv</italic></article-title></title-group><contrib-group><contrib contrib-type="author">
<name><surname>Roe</surname><given-names>Ana B.</given-names></name></contrib></contrib-group>
<pub-date pub-type="epub"><day>01</day><month>03</month><year>2024</year></pub-date>
<volume>12</volume><fpage>3</fpage><lpage>9</lpage><permissions><copyright-statement>© 2024 Roe
</copyright-statement><copyright-holder>Ana B. Roe</copyright-holder><license
xlink:href="https://creativecommons.org/licenses/by-sa/4.0/"><license-p>Free to share.</license-p>
</license></permissions><abstract><title>Summary</title><p>Why ferries leave.</p><p>And when.</p>
</abstract><kwd-group><kwd>ferries</kwd><kwd>the ports</kwd></kwd-group></article-meta></front>
<body><p>{_PARAGRAPH}</p></body></article>"""
_TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Ferries of the Älv</title><author><persName><forename>Ana</forename> <surname>Roe</surname>
</persName></author><editor>Li, Ben</editor></titleStmt><publicationStmt><publisher>Gazette Ltd
</publisher><pubPlace>Göteborg</pubPlace><date when="2024-03-01">the first of March</date>
<idno type="DOI">10.1000/182</idno><availability><licence
target="https://creativecommons.org/licenses/by-sa/4.0/"><p>Free to share.</p></licence>
</availability></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage><textClass><keywords>
<term>ferries</term></keywords></textClass></profileDesc></teiHeader><text><body>
<p>{_PARAGRAPH}</p></body></text></TEI>"""
_CORE = (
    "<dc:title>Ferries of the Älv</dc:title><dc:creator>Ana Roe; Ben Li</dc:creator>"
    "<cp:keywords>ferries, ports</cp:keywords><dc:language>en-GB</dc:language>"
)
_META = (
    "<dc:title>Ferries of the Älv</dc:title><meta:initial-creator>Ana Roe</meta:initial-creator>"
    "<meta:keyword>ferries</meta:keyword><dc:language>en-GB</dc:language>"
)


def made(format: str) -> ReceivedFile:
    """Return a file with every kind of value that its reader finds."""
    data: bytes | str
    match format:
        case "docx":
            data = office.docx(
                office.p("Twelve Boats", style="Title"), office.p(_PARAGRAPH), core=_CORE
            )
        case "odt":
            data = office.odt(f"<text:p>{_PARAGRAPH}</text:p>", meta=_META)
        case _:
            data = {"html": _HTML, "markdown": _MARKDOWN, "jats": _JATS, "tei-of-others": _TEI}.get(
                format, _PARAGRAPH
            )
    return ReceivedFile(
        format, f"made.{format}", data if isinstance(data, bytes) else data.encode()
    )


def received(file: ReceivedFile) -> Received:
    is_page = file.format == "html"
    return receive(file, **({"address": "https://example.org/a"} if is_page else {}))


def findings(record: Raw, files: FilesInMemory) -> Sequence[Finding]:
    document = Document.model_validate_json(json.dumps(record))
    return [
        *received_values.value_differs_from_capture(document, files),
        *received_values.value_not_checked(document, files),
    ]


def undetected(record: Received, sample: int | None = None) -> Iterator[str]:
    """Yield the lies about a record that nothing finds, and findings on what is no lie."""
    yield from (f"untouched: {one}" for one in findings(*record))
    lies = [lie for lie in lies_about_values(deepcopy(record.record)) if is_valid(lie)]
    chosen = lies if sample is None else Random(1).sample(lies, min(sample, len(lies)))
    for lie in chosen:
        found = findings(lie.record, record.files)
        if not any(one.code == CODE and one.severity is Severity.ERROR for one in found):
            yield f"{lie.pointer}: {lie.said}"
        assert all((one.location.pointer or "").startswith("/") for one in found)


def is_valid(lie: Lie) -> bool:
    """Whether no check of the model finds the lie already."""
    try:
        Document.model_validate_json(json.dumps(lie.record))
    except InvalidDocument:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_no_other_value_passes(format: str) -> None:
    assert [*undetected(received(made(format)))] == []


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_no_other_value_of_a_real_file_passes(format: str) -> None:
    for file in real_files(format):
        assert [*undetected(receive(file), sample=10)] == [], str(file)


_FIELDS: Mapping[str, frozenset[str]] = {
    "html": frozenset(
        [
            "titles",
            "authors",
            "languages",
            "identifiers",
            "addresses",
            "abstract",
            "keywords",
            "genre",
            "container",
            "publisher",
            "published",
            "updated",
            "extents",
            "rights",
        ]
    ),
    "markdown": frozenset(
        [
            "titles",
            "authors",
            "languages",
            "identifiers",
            "addresses",
            "abstract",
            "keywords",
            "published",
            "updated",
            "rights",
        ]
    ),
    "jats": frozenset(
        [
            "titles",
            "authors",
            "languages",
            "identifiers",
            "abstract",
            "keywords",
            "genre",
            "container",
            "publisher",
            "published",
            "extents",
            "rights",
        ]
    ),
    "tei-of-others": frozenset(
        [
            "titles",
            "authors",
            "contributors",
            "languages",
            "identifiers",
            "keywords",
            "publisher",
            "published",
            "rights",
        ]
    ),
    "docx": frozenset(["titles", "authors", "languages", "keywords"]),
    "odt": frozenset(["titles", "authors", "languages", "keywords"]),
    "text": frozenset(),
}


@each_case("format", FORMATS)
def test_the_made_files_have_values_of_every_field(format: str) -> None:
    """So that the lies are about each of them."""
    record = received(made(format)).record
    metadata = record.get("metadata", {})
    have = {*metadata, *metadata.get("publication", {})} - {"publication"}
    have |= {"rights"} if "text" in record.get("rights", {}) else set()
    if format == "text":
        assert all("basis" not in title for title in metadata.get("titles", ()))
    else:
        assert have >= _FIELDS[format]


@each_case("format", FORMATS)
def test_a_file_is_not_read_again_where_every_value_stands_at_its_place(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for a text that the markup folds, and a genre that has another name there."""
    record = received(made(format))
    if format == "markdown":
        del record.record["metadata"]["abstract"]
    monkeypatch.setattr(received_values, "reading_of", None)
    assert findings(*record) == []


def test_a_file_is_read_again_once_for_all_its_values(monkeypatch: pytest.MonkeyPatch) -> None:
    record, files = received(made("html"))
    record["metadata"]["titles"][0]["text"] = "Another headline"
    record["metadata"]["keywords"][0]["term"] = "trains"
    read = []

    def reading_of(*given: Any) -> Any:
        read.append(given)
        return rereading.reading_of(*given)

    monkeypatch.setattr(received_values, "reading_of", reading_of)
    assert len(findings(record, files)) == 2
    assert len(read) == 1


MENDED: Mapping[str, tuple[str, str, str, Any]] = {
    "a name in small letters": ("html", "authors", "name", {"given": "Cem", "family": "öz"}),
    "a name with its parts": ("tei-of-others", "authors", "name", {"literal": "Roe, Ana"}),
    "a name without an initial": ("jats", "authors", "name", {"given": "Ana", "family": "Roe"}),
    "a title in other capitals": ("html", "titles", "text", "FERRIES of the Älv"),
    "a date of a month": ("html", "publication/published", "date", "2024-03"),
    "a date that is uncertain": ("html", "publication/published", "date", "2024-03-01~"),
    "a keyword with a capital": ("html", "keywords", "term", "Ferries"),
    "a language without a region": ("jats", "languages", "tag", "en"),
    "a DOI with other capitals": ("jats", "identifiers", "value", "10.1000/182"),
    "an address with http": (
        *("html", "addresses", "address"),
        "http://example.org/ferries/of-the-alv",
    ),
    "an abstract on one line": ("jats", "abstract", "text", "Why ferries leave."),
}
"""Values that somebody has given another form."""


@each_case("title", MENDED)
def test_another_form_is_no_other_value(title: str) -> None:
    format, path, field, said = MENDED[title]
    record, files = received(made(format))
    holder = record["metadata"]
    for step in path.split("/"):
        holder = holder[step]
    (holder[0] if isinstance(holder, list) else holder)[field] = said
    assert findings(record, files) == []


BYLINES = {
    "By ANA ROE and Ben Li": "Ana Roe",
    "by ana m. roe": "Ana Roe",
    "Roe, Ana; Li, Ben": "Ana Roe",
    "Text: Ana Roe, Ben Li": "Ben Li",
    "文：王小明": "王小明",
    "記者王小明報導": "王小明",
    "홍길동은 기자": "홍길동",
}


@each_case("printed", BYLINES)
def test_a_name_may_be_printed_among_others_and_in_capitals(printed: str) -> None:
    record = with_line(printed, authors=[{"name": {"literal": BYLINES[printed]}}])
    assert findings(*record) == []


@each_case("other", ["Ben Roe", "Roe Ben", "Ana Li", "An Roe", "Ana Roebuck"])
def test_another_person_is_another_name(other: str) -> None:
    record = with_line("By Ana Roe, Ben Li", authors=[{"name": {"literal": other}}])
    assert [finding.code for finding in findings(*record)] == [CODE]


def test_another_person_is_another_name_in_chinese() -> None:
    record = with_line("記者王小明報導", authors=[{"name": {"literal": "王小紅"}}])
    assert [finding.code for finding in findings(*record)] == [CODE]


TITLES = {
    "Ferries of the Älv | The Gazette": "Ferries of the Älv",
    "The Gazette - “Ferries of the Älv”": "Ferries of the Älv",
    "Ferries of the Älv: a story": "Ferries of the Älv",
    "FERRIES OF THE ÄLV": "Ferries of the Älv",
}


@each_case("printed", TITLES)
def test_a_title_may_stand_beside_the_name_of_the_site(printed: str) -> None:
    assert findings(*with_line(printed, titles=[{"text": TITLES[printed]}])) == []


@each_case("other", ["Moon made of cheese", "The moon", "Moon not made of cheese"])
def test_a_part_of_a_headline_is_another_headline(other: str) -> None:
    printed = "Nobody says: The moon is made of cheese; Moon made of cheese? No"
    record = with_line(printed, titles=[{"text": other}])
    assert [finding.code for finding in findings(*record)] == [CODE]


DATES = {
    "1 March 2024": "2024-03-01",
    "March 1st, 2024": "2024-03-01",
    "1–3 March 2024": "2024-03-01/2024-03-03",
    "le 1er mars 2024 à 10 h 30": "2024-03-01",
    "am 1. März 2024": "2024-03-01",
    "01.03.2024": "2024-03-01",
    "03/01/24": "2024-03-01",
    "2024年3月1日": "2024-03-01",
    "20240301T1030": "2024-03-01",
    "Spring 2024": "2024-21",
    "the 1990s": "199X",
    "28 February – 2 March 2024": "2024-02-28/2024-03-02",
}


@each_case("printed", DATES)
def test_a_date_may_be_printed_in_any_usual_form(printed: str) -> None:
    assert findings(*with_date(printed, DATES[printed])) == []


def test_another_decade_is_another_date() -> None:
    assert [one.code for one in findings(*with_date("the 1990s", "198X"))] == [CODE]


@each_case(
    "other", ["2024-03-02", "2024-04-01", "2023-03-01", "2024-01-03", "2024-10", "2024-03-05"]
)
def test_another_day_is_another_date(other: str) -> None:
    record = with_date("Published 1 March 2024 at 10:30, updated 5 April 2024", other)
    assert [finding.code for finding in findings(*record)] == [CODE]


def with_date(printed: str, date: str) -> Received:
    """Return a record of a text file with a date whose origin is the line in which it stands."""
    return with_line(printed, publication={"published": {"date": date}})


def with_line(printed: str, **metadata: Any) -> Received:
    """Return a record of a text file with a line, and with values whose origin is that."""
    text = f"Title\n\n{printed}\n\n{_PARAGRAPH}\n"
    record, files = receive(ReceivedFile("text", "a.txt", text.encode()))
    start, end = len("Title\n\n"), len("Title\n\n") + len(printed)
    origin = {"type": "text", "capture": "capture", "start": start, "end": end}
    for field in metadata.values():
        for value in field if isinstance(field, list) else field.values():
            value |= {"basis": "printed", "origin": origin}
    record["metadata"] = metadata
    return Received(record, files)


@each_case("origin", [{"type": "capture", "capture": "capture"}, None])
@each_case("format", ["html", "jats", "tei-of-others"])
def test_words_within_a_sentence_are_no_title(format: str, origin: Raw | None) -> None:
    """Wherever the record says that they were found."""
    record, files = received(made(format))
    where = {} if origin is None else {"origin": origin}
    title = {"text": "Ferries of the Älv", "basis": "printed", **where}
    record["metadata"]["titles"] = [title]
    assert findings(record, files) == []
    title["text"] = "The ferry left the port"
    assert [finding.code for finding in findings(record, files)] == [CODE]


def test_a_page_in_a_message_has_its_address_there() -> None:
    fields = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"; type="text/html"'
    part = "Content-Type: text/html\nContent-Location: https://example.org/a"
    data = f"{fields}\n\n--b\n{part}\n\n<h1>Ferries of it</h1><p>{_PARAGRAPH}</p>\n--b--\n"
    record, files = receive(ReceivedFile("html", "a.mhtml", data.encode()))
    assert record["metadata"]["addresses"]
    assert findings(record, files) == []
    record["metadata"]["addresses"][0]["address"] = "https://example.org/b"
    assert [finding.code for finding in findings(record, files)] == [CODE]


def test_what_is_said_to_be_known_from_elsewhere_is_not_held_to_the_file() -> None:
    record, files = received(made("html"))
    record["metadata"]["titles"] = [{"text": "Another headline", "basis": "external"}]
    assert findings(record, files) == []


def test_identifiers_that_somebody_has_added_are_not_held_to_the_file() -> None:
    record, files = received(made("html"))
    orcid = {"scheme": "ORCID", "value": "0000-0002-1825-0097"}
    record["metadata"]["authors"][0]["identifiers"] = [orcid]
    assert findings(record, files) == []


def test_nothing_is_said_of_a_file_that_nobody_can_read_again(tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.4 x")
    result = archive.receive(_MARKDOWN.encode(), "markdown", id="x", transcript_of=pdf)
    record = json.loads(archive.write(result.document, "json").data)
    record["metadata"]["titles"][0]["text"] = "Another headline"
    assert findings(record, FilesInMemory(dict(result.files))) == []


def test_another_file_in_place_of_the_capture_is_no_matter_of_its_values() -> None:
    record, files = received(made("html"))
    record["metadata"]["titles"][0]["text"] = "Another headline"
    [name] = files.files
    assert findings(record, FilesInMemory({name: b"<p>other</p>"})) == []
    assert findings(record, FilesInMemory({})) == []


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    record, files = received(made("html"))
    record["metadata"]["titles"][0]["text"] = "Another headline"
    missing = MissingExtra("web", "a web page")
    monkeypatch.setattr(received_values, "reading_of", lambda *_: missing)
    [finding] = findings(record, files)
    assert (finding.code, finding.severity) == ("value-not-checked", Severity.WARNING)
    assert finding.hint == missing.hint


def test_a_record_in_its_folder_is_refused_for_another_headline(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(_HTML, "utf-8")
    result = archive.receive(page, id="x")
    archive.save(result.document, tmp_path / "x", files=result.files)
    assert archive.validate(tmp_path / "x").ok
    name = tmp_path / "x" / "document.json"
    record = json.loads(name.read_text("utf-8"))
    record["metadata"]["titles"][0]["text"] = "Trains of the Älv"
    name.write_text(json.dumps(record), "utf-8")
    report = archive.validate(tmp_path / "x")
    [finding] = [one for one in report.errors if one.code == CODE]
    assert finding.location.pointer == "/metadata/titles/0/text"
    assert "Ferries of the Älv" in finding.message
