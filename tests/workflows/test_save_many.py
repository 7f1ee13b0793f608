"""Many records written into a folder: drawn ones, hostile ones, and how much memory it takes."""

from __future__ import annotations

import csv
import gc
import json
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive.errors import ReadError, UnknownOption, WriteError
from archive.files.manifest import digests_in
from archive.model.document import Document
from archive.rights import publication
from archive.view.html import index_page
from archive.view.html.page.claim_entries import ClaimEntries
from archive.workflows.save_many import SavedRecord, save_many
from tests import samples
from tests.browser import nu
from tests.conftest import ROOT
from tests.records.hostile import hostile_documents
from tests.store.generated import make_archive
from tests.strategies import documents
from tests.view.articles import rich

MEMORY_BYTES = 100_000_000
"""The most that a package of many records may take above the start."""


def put(store: Path, records: Sequence[Document], groups: Sequence[str] = ("",)) -> list[Path]:
    """Put records into a store, each with another id, one group after the other."""
    paths = []
    for number, record in enumerate(records):
        group = groups[number % len(groups)]
        path = store / group / f"{record.id}-{number}"
        named = f'"{path.name}"'.encode()
        data = archive.write(record, "json").data.replace(f'"{record.id}"'.encode(), named)
        archive.save(archive.read(data).document, path, files={})
        paths.append(path)
    return paths


several = st.lists(documents(), min_size=1, max_size=4)
GROUPS = ("", "2016", "2016/a b", "ö#?%", "x..", "-o")


# --- properties ---


@pytest.mark.slow
@given(several, st.sampled_from(GROUPS))
def test_each_file_is_what_write_returns_and_reads_back_equal(
    records: list[Document], group: str
) -> None:
    with TemporaryDirectory() as folder:
        store, out = Path(folder) / "store", Path(folder) / "out"
        paths = put(store, records, ("", group))
        told: list[SavedRecord] = []
        saved = save_many(store, out, "json", report=told.append)
        assert saved.ok
        assert saved.written == len(told) == len(records)
        for one in told:
            assert one.file is not None
            assert one.file.relative_to(out).parent == one.path.relative_to(store).parent
            assert one.file.read_bytes() == (one.path / "document.json").read_bytes()
        assert {one.path for one in told} == set(paths)
        assert len(digests_in(out)) == len(records)


@pytest.mark.slow
@given(several, st.booleans())
def test_a_package_has_the_rows_of_the_tables_of_all_records(
    records: list[Document], public: bool
) -> None:
    with TemporaryDirectory() as folder:
        store, out = Path(folder) / "store", Path(folder) / "out"
        paths = put(store, records)
        save_many([store], out, "csv", public=public)
        tables = archive.tables([archive.load(path) for path in sorted(paths)], public=public)
        for name, table in tables.items():
            with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            assert head == [column.name for column in table.columns]
            assert len(rows) == len(table)
            for row, wanted in zip(rows, table, strict=True):
                assert row == [cell_of(value) for value in wanted]
        described = json.loads((out / "datapackage.json").read_text("utf-8"))
        assert len(described["resources"]) == len(tables)


def cell_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.slow
@given(several, st.booleans(), st.integers(1, 5))
def test_every_claim_that_its_page_shows_is_on_an_index_page_with_a_link_to_it(
    records: list[Document], public: bool, most: int
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_page, "_MOST_CLAIMS", most)
        store, out = Path(folder) / "store", Path(folder) / "out"
        paths = put(store, records, GROUPS)
        save_many([store], out, "html", public=public)
        names = [
            name for name in sorted(digests_in(out)) if name == "index.html" or name[0].isdigit()
        ]
        pages = {name: parsed(out / name) for name in names if "/" not in name}
        links = [link for page in pages.values() for link in page.links]
        assert_links_lead_somewhere(out)
        for path in paths:
            document = archive.load(path)
            shown = ClaimEntries(*publication(document, public=public)).shown
            name = (path.relative_to(store).parent / f"{document.id}.html").as_posix()
            assert (name, "") in links
            for entry in shown:
                assert links.count((name, entry.claim.id)) == 1
        assert set(pages) == {"index.html", *(f"{n}.html" for n in range(2, len(pages) + 1))}


# --- links ---


class Page(HTMLParser):
    """The links within the folder, other links, ids, names of elements, and words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.others: list[str] = []
        self.ids: set[str] = set()
        self.words: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.names.add(tag)
        if "id" in given:
            assert given["id"] not in self.ids
            self.ids.add(given["id"])
        if tag == "a" and "href" in given:
            parts = urlsplit(given["href"])
            if parts.scheme or parts.netloc:
                self.others.append(given["href"])
            else:
                self.links.append((unquote(parts.path), unquote(parts.fragment)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


def assert_links_lead_somewhere(folder: Path) -> None:
    """Every link of an index page leads to a page that is there, and to an id on it."""
    read = {path: parsed(path) for path in folder.rglob("*.html")}
    for path, page in read.items():
        if path.parent == folder and (path.name == "index.html" or path.name[0].isdigit()):
            for name, id in page.links:
                target = read[folder / name] if name else page
                assert not id or id in target.ids, (path, name, id)


@pytest.mark.slow
def test_the_index_of_the_real_records_leads_to_every_claim(tmp_path: Path) -> None:
    saved = save_many(ROOT / "documents", tmp_path / "out", "html")
    assert (saved.written, saved.ok) == (3, True)
    assert_links_lead_somewhere(tmp_path / "out")
    page = parsed(tmp_path / "out" / "index.html")
    assert not page.names & {"script", "img", "iframe", "form", "object"}
    frenemies = archive.load(ROOT / "documents" / "frenemies")
    words = "".join(page.words)
    for claim in frenemies.claims:
        assert (claim.restatement in words) == (claim.status != "rejected")


@pytest.mark.slow
def test_the_index_of_public_pages_shows_what_these_show(tmp_path: Path) -> None:
    save_many(ROOT / "documents", tmp_path / "out", "html", public=True)
    words = "".join(parsed(tmp_path / "out" / "index.html").words)
    document = archive.load(ROOT / "documents" / "frenemies")
    shown = publication(document).document
    assert "Statements that nobody has accepted are left out." in words
    proposed = [claim for claim in document.claims if claim.status == "proposed"]
    assert proposed
    assert not [claim.id for claim in proposed if claim.restatement in words]
    assert all(claim.restatement in words for claim in shown.claims)


@pytest.mark.slow
def test_a_page_has_as_many_claims_as_fit_and_leads_to_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_page, "_MOST_CLAIMS", 2)
    put(tmp_path / "store", [samples.small()] * 5)
    save_many(tmp_path / "store", tmp_path / "out", "html")
    pages = {name: parsed(tmp_path / "out" / name) for name in ("index.html", "2.html", "3.html")}
    assert not (tmp_path / "out" / "4.html").exists()
    claims = {name: sum(id == "claim-1" for _, id in page.links) for name, page in pages.items()}
    assert claims == {"index.html": 2, "2.html": 2, "3.html": 1}
    to_pages = [link for link in pages["2.html"].links if link[0] in pages]
    assert to_pages == [("index.html", ""), ("index.html", ""), ("3.html", "")] * 2


@pytest.mark.slow
def test_a_later_run_adds_pages_in_new_groups(tmp_path: Path) -> None:
    put(tmp_path / "store", [samples.small()])
    save_many(tmp_path / "store", tmp_path / "out", "html")
    put(tmp_path / "store" / "2016" / "march", [Document(id="new")])
    saved = save_many(tmp_path / "store", tmp_path / "out", "html")
    assert saved.ok
    assert sorted(digests_in(tmp_path / "out")) == [
        "2016/march/new-0.html",
        "index.html",
        "small-0.html",
    ]
    assert_links_lead_somewhere(tmp_path / "out")


@pytest.mark.slow
@given(st.lists(hostile_documents(), min_size=1, max_size=3))
def test_hostile_words_become_no_element_of_an_index_page(records: list[Document]) -> None:
    with TemporaryDirectory() as folder:
        put(Path(folder) / "store", records)
        out = Path(folder) / "out"
        save_many(Path(folder) / "store", out, "html")
        page = parsed(out / "index.html")
        assert page.names <= {
            *("html", "head", "meta", "title", "style", "body", "main", "footer", "nav", "div"),
            *("h1", "h2", "h3", "p", "a", "bdi", "br", "table", "thead", "tbody", "tr", "th", "td"),
        }
        assert_links_lead_somewhere(out)
        assert page.others == []


@pytest.mark.judged
def test_every_index_page_is_valid_html(
    tmp_path: Path, java: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_page, "_MOST_CLAIMS", 30)
    record = rich()
    put(tmp_path / "store", [record, samples.small(), Document(id="empty")], GROUPS)
    for name in ("frenemies", "not-from-the-moon"):
        archive.save(archive.load(ROOT / "documents" / name), tmp_path / "store" / name, files={})
    save_many(tmp_path / "store", tmp_path / "out", "html")
    pages = [*(tmp_path / "out").glob("[0-9]*.html"), tmp_path / "out" / "index.html"]
    assert len(pages) > 1
    assert [message["message"] for message in nu.messages(pages)] == []


# --- from Python ---


def test_problems_and_what_was_skipped_are_told(tmp_path: Path) -> None:
    put(tmp_path / "store", [samples.small()])
    (tmp_path / "store" / "bad").mkdir()
    (tmp_path / "store" / "bad" / "document.json").write_text("{", "utf-8")
    archive.save(samples.small(), tmp_path / "store" / "loose.json")
    (tmp_path / "empty").mkdir()
    told: list[SavedRecord] = []
    paths = [tmp_path / "store", tmp_path / "empty"]
    saved = save_many(paths, tmp_path / "out", "text", report=told.append)
    assert (saved.written, saved.ok) == (1, False)
    assert set(saved.problems) == {tmp_path / "store" / "bad", tmp_path / "empty"}
    assert all(isinstance(problem, ReadError) for problem in saved.problems.values())
    assert saved.skipped == (tmp_path / "store" / "loose.json",)
    assert sum(one.problem is None for one in told) == 1


def test_a_wrong_call_is_an_error_and_no_problem_of_a_record(tmp_path: Path) -> None:
    put(tmp_path / "store", [samples.small()])
    with pytest.raises(UnknownOption):
        save_many(tmp_path / "store", tmp_path / "out", "csv", spreadsheets=True)
    with pytest.raises(WriteError, match="is a folder of records"):
        save_many(tmp_path / "store", tmp_path / "store", "csv")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(WriteError, match="is not a folder"):
        save_many(tmp_path / "store", tmp_path / "file", "csv")
    assert not (tmp_path / "out").exists()


def test_names_that_differ_only_in_case_are_the_same_name(tmp_path: Path) -> None:
    for id in ("note", "Note"):
        archive.save(Document(id=id), tmp_path / "store" / id)
    saved = save_many(tmp_path / "store", tmp_path / "out", "json")
    assert saved.written == 1
    [problem] = saved.problems.values()
    assert "have the same name in" in str(problem)


# --- how much memory ---

_MEASURED = """
import resource, sys
from archive.workflows.save_many import save_many
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
store, out, format = sys.argv[1:]
save_many(store + "/" + sorted(__import__("os").listdir(store))[0], out + "-first", format)
before = peak()
save_many(store, out, format)
print(peak() - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "parquet", "html"])
def test_many_records_take_little_memory(format: str, tmp_path: Path) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    make_archive(tmp_path / "store", 150)
    gc.collect()
    arguments = [str(tmp_path / "store"), str(tmp_path / "out"), format]
    program = [sys.executable, "-c", _MEASURED, *arguments]
    told = subprocess.run(program, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert int(told) < MEMORY_BYTES
