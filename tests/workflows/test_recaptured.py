"""The record of a page that was captured six times: what its history tells, in every form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest

import archive
from archive.model.blocks import Figure
from archive.model.document import Document
from archive.model.revisions import CaptureChange
from archive.revision.diff.messages import value_in_words
from archive.wording.capture_history import Step, capture_history
from tests.runner import run

RECEIVED = ("2026-01-05", "2026-01-12", "2026-02-02", "2026-02-20", "2026-03-03", "2026-04-01")
"""The days of the captures."""
A, B = "Ferry stops for the winter", "Nordby cut off until May"
LICENCE = "CC BY 4.0"
CORRECTION = "Correction: the repairs cost three million crowns, not two."


def change(what: str, was: str | None, became: str | None, block: str | None = None) -> Any:
    return CaptureChange.model_validate(
        {"what": what, "was": was, "became": became, "block": block}
    )


CHANGES: Sequence[Sequence[CaptureChange]] = (
    (
        change("title", A, B),
        change("sentence", A, None, "title"),
        change("sentence", None, B, "title-2"),
    ),
    (
        change("author", "J. Roe", "J. Roe; M. Lind"),
        change(
            *("sentence", "By J. Roe, 5 January 2026", "By J. Roe and M. Lind, 5 January 2026"),
            "p-1",
        ),
        change(
            "sentence",
            "The repairs cost two million crowns.",
            "The repairs cost three million crowns.",
            "p-3",
        ),
        change("sentence", None, CORRECTION, "p-4"),
    ),
    (
        change("title", B, A),
        change("sentence", B, None, "title-2"),
        change("sentence", None, A, "title"),
        change("sentence", CORRECTION, None, "p-4"),
    ),
    (
        change("published", "2026-01-05", "2026-03-02"),
        change("rights", LICENCE, None),
        change(
            "sentence",
            "By J. Roe and M. Lind, 5 January 2026",
            "By J. Roe and M. Lind, 2 March 2026",
            "p-1",
        ),
    ),
    (change("image", "ferry.jpg", "pier.jpg", "figure-1"),),
)
"""What each capture after the first has otherwise than the one before it."""


FIRST = """\
<!DOCTYPE html>
<html lang="en">
<head><title>Ferry stops for the winter</title></head>
<body>
<nav><a href="/">Harbour News</a> <a href="/weather">Weather</a></nav>
<article>
<h1>Ferry stops for the winter</h1>
<p>By J. Roe, <time datetime="2026-01-05">5 January 2026</time></p>
<p>The ferry to Nordby stops for the winter on 9 January. The pier needs repairs, the harbour says.</p>
<figure><img src="ferry.jpg" alt="The ferry at the pier"><figcaption>The ferry in Aske.</figcaption></figure>
<p>The repairs cost two million crowns. Boats will leave from Lille until May.</p>
</article>
<footer><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></footer>
</body>
</html>
"""
"""The first capture, of a page that somebody has made up."""
EDITS: Sequence[Mapping[str, str]] = (
    {A: B},
    {
        "By J. Roe": "By J. Roe and M. Lind",
        "cost two million": "cost three million",
        "</article>": f"<p>{CORRECTION}</p>\n</article>",
    },
    {B: A, f"<p>{CORRECTION}</p>\n": ""},
    {
        "2026-01-05": "2026-03-02",
        "5 January": "2 March",
        f'<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">{LICENCE}</a>': "All rights reserved",
    },
    {"ferry.jpg": "pier.jpg"},
)
"""What the publisher changed before each of the others."""


def write_pages(folder: Path) -> None:
    """Write the six pages."""
    page = FIRST
    (folder / "ferry-1.html").write_text(page, "utf-8")
    for number, edits in enumerate(EDITS, 2):
        for old, new in edits.items():
            page = page.replace(old, new)
        (folder / f"ferry-{number}.html").write_text(page, "utf-8")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[Document]]:
    """The folder of the record, and the record after each capture."""
    pages = tmp_path_factory.mktemp("pages")
    write_pages(pages)
    record = pages / "ferry"
    known: list[Document] = []
    for number, day in enumerate(RECEIVED, 1):
        page, at = pages / f"ferry-{number}.html", f"{day}T09:00:00Z"
        how = ("rebase", record, page, "--write") if known else ("receive", page, "-o", record)
        result = run(*how, "--received-at", at)
        assert result.exit_code == 0, result.output
        known.append(archive.load(record))
    return record, known


@pytest.fixture(scope="module")
def ferry(versions: tuple[Path, Sequence[Document]]) -> Document:
    """The record after the last capture."""
    return versions[1][-1]


@pytest.mark.slow
def test_each_revision_has_what_its_capture_changed(ferry: Document) -> None:
    assert [revision.changes for revision in ferry.revisions] == [*map(tuple, CHANGES)]
    assert [revision.capture for revision in ferry.revisions] == [
        capture.id for capture in ferry.captures[1:]
    ]
    assert [(capture.received_at or "")[:10] for capture in ferry.captures] == [*RECEIVED]


def test_the_history_has_each_value_from_when_on_the_page_had_it(ferry: Document) -> None:
    history = capture_history(ferry)
    assert {of.what: of.steps for of in history.values} == {
        "title": (Step(RECEIVED[0], A), Step(RECEIVED[1], B), Step(RECEIVED[3], A, is_again=True)),
        "author": (Step(RECEIVED[0], "J. Roe"), Step(RECEIVED[2], "J. Roe; M. Lind")),
        "published": (Step(RECEIVED[0], "2026-01-05"), Step(RECEIVED[4], "2026-03-02")),
        "rights": (Step(RECEIVED[0], LICENCE), Step(RECEIVED[4], None)),
    }
    assert [(one.when, one.changes) for one in history.entries] == [
        (RECEIVED[1], ()),
        (RECEIVED[2], tuple(CHANGES[1][1:])),
        (RECEIVED[3], (CHANGES[2][3],)),
        (RECEIVED[4], (CHANGES[3][2],)),
        (RECEIVED[5], tuple(CHANGES[4])),
    ]


def test_the_record_has_the_values_of_its_last_capture(
    versions: tuple[Path, Sequence[Document]],
) -> None:
    _, known = versions
    assert [document.metadata.title for document in known] == [A, B, B, A, A, A]
    authors = [value_in_words(document.metadata.authors) for document in known]
    assert authors == [*["J. Roe"] * 2, *["J. Roe; M. Lind"] * 4]
    dates = [value_in_words(document.metadata.publication.published) for document in known]
    assert dates == [*["2026-01-05"] * 4, *["2026-03-02"] * 2]
    images = [figure.image for one in known for _, figure in one.index.of_type(Figure)]
    assert [image and image.address for image in images] == [*["ferry.jpg"] * 5, "pier.jpg"]
    spdx = [rights.spdx if (rights := one.rights.text) else None for one in known]
    assert spdx == [*["CC-BY-4.0"] * 4, None, None]
    last = known[-1]
    assert {one.origin.capture for one in last.text_blocks() if one.origin} == {"capture-6"}


def test_what_is_permitted_follows_the_licence(versions: tuple[Path, Sequence[Document]]) -> None:
    answers = [archive.permissions(document).text.answer for document in versions[1]]
    assert answers == [*["permitted"] * 4, *["not determined"] * 2]
    quoting = [archive.permissions(document).quoting.answer for document in versions[1]]
    assert quoting == answers


def test_each_version_is_valid(versions: tuple[Path, Sequence[Document]]) -> None:
    record, _ = versions
    report = archive.validate(record)
    assert report.ok
    assert {finding.code for finding in report} == {
        *("rights-left-out", "image-without-rights", "capture-without-blocks")
    }


@pytest.mark.parametrize("format", ["json", "tei"])
def test_every_exact_format_keeps_each_version(
    format: str, versions: tuple[Path, Sequence[Document]]
) -> None:
    for document in versions[1]:
        written = archive.write(document, format)
        assert not written.findings
        assert archive.read(written.data, format).document == document


def test_tei_has_the_changes_of_each_capture(ferry: Document) -> None:
    root = lxml.etree.fromstring(archive.write(ferry, "tei").data)
    name = "{http://www.tei-c.org/ns/1.0}"
    told = {
        one.get("source"): [
            tuple(item.findtext(f"{name}{part}") for part in ("del", "add"))
            for item in one.iter(f"{name}item")
        ]
        for one in root.iterfind(f".//{name}revisionDesc/{name}change")
    }
    assert told == {
        f"#{capture.id}": [(one.was, one.became) for one in changes]
        for capture, changes in zip(ferry.captures[1:], CHANGES, strict=True)
    }


def test_show_and_the_page_tell_the_history_in_order(ferry: Document) -> None:
    shown = [
        *(
            "title",
            f"from 2026-01-05: {A}",
            f"from 2026-01-12: {B}",
            f"from 2026-02-20: {A} (again)",
        ),
        *("author", "from 2026-01-05: J. Roe", "from 2026-02-02: J. Roe; M. Lind"),
        *("published", "from 2026-01-05: 2026-01-05", "from 2026-03-03: 2026-03-02"),
        *("rights", f"from 2026-01-05: {LICENCE}", "from 2026-03-03: the page states none"),
        "2026-02-02, capture-3",
        "sentence changed in p-3",
        *("sentence added in p-4 (now gone)", CORRECTION),
        "2026-02-20, capture-4",
        *("sentence removed from p-4 (now gone)", CORRECTION),
        "2026-03-03, capture-5",
        "sentence changed in p-1",
        *("2026-04-01, capture-6", "image changed in figure-1"),
    ]
    section = _page(ferry).get_element_by_id(":history").text_content()
    for text in (archive.show(ferry, width=200).partition("How the page has changed")[2], section):
        _assert_in_order([one.casefold() for one in shown], " ".join(text.split()).casefold())


def _page(document: Document) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(archive.write(document, "html").data)


def _assert_in_order(words: Sequence[str], text: str) -> None:
    at = 0
    for one in words:
        at = text.find(one, at)
        assert at >= 0, one
        at += len(one)


def test_the_outcome_says_first_what_a_reader_asks_first(
    versions: tuple[Path, Sequence[Document]],
) -> None:
    record, _ = versions
    first, page = archive.load(record), record.parent / "ferry-1.html"
    result = run("rebase", record, page)
    assert result.exit_code == 0
    assert archive.load(record) == first
    assert result.stdout.splitlines()[:4] == [
        "Byline: “J. Roe; M. Lind” is now “J. Roe”.",
        "Date: “2026-03-02” is now “2026-01-05”.",
        "Headline: unchanged.",
        "2 sentences changed.",
    ]


def test_structured_data_that_no_record_holds_is_told_as_the_page_has_it(tmp_path: Path) -> None:
    pages = [tmp_path / "free.html", tmp_path / "paid.html"]
    for page, is_free in zip(pages, ("true", "false"), strict=True):
        data = f'{{"@type": "NewsArticle", "isAccessibleForFree": {is_free}}}'
        script = f'<script type="application/ld+json">{data}</script>'
        page.write_text(f"<!doctype html><html><head>{script}</head><h1>{A}</h1><p>It rained.</p>")
    assert run("receive", pages[0], "-o", tmp_path / "ferry").exit_code == 0
    outcome = run("rebase", tmp_path / "ferry", pages[1]).stdout
    assert outcome.splitlines()[1:] == [
        "No word of the article changed.",
        "page metadata changed: NewsArticle.isAccessibleForFree: [-true-]{+false+}",
    ]
