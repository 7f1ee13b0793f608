"""`archive search` and `archive store index`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import archive
from tests.runner import run
from tests.tools.cases import each_case

DOCUMENTS = Path(__file__).parents[1] / "documents"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "store"
    shutil.copytree(DOCUMENTS, folder, ignore=shutil.ignore_patterns(".archive"))
    return folder


@pytest.mark.slow
def test_the_records_of_the_project_are_searched(store: Path) -> None:
    result = run("search", store, "UN", "sanctions", "--in", "text")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert all(line.startswith("frenemies#p-") and "[UN]" in line for line in lines)
    assert result.stderr == f"archive: {len(lines)} matches\n"


@pytest.mark.slow
def test_filters_and_pages_and_json(store: Path) -> None:
    asked = ("search", store, "China", "--format", "json", "--in", "claim")
    first = json.loads(run(*asked, "--first", "2").stdout)
    assert (len(first["hits"]), first["next"]) == (2, 2)
    second = json.loads(run(*asked, "--first", "2", "--after", "2").stdout)
    assert not {hit["part"] for hit in first["hits"]} & {hit["part"] for hit in second["hits"]}
    predictive = json.loads(run(*asked, "--kind", "predictive").stdout)
    kinds = {
        archive.load(store / hit["record"]).claim(hit["part"]).kind for hit in predictive["hits"]
    }
    assert kinds == {"predictive"}
    assert predictive["total"] < json.loads(run(*asked).stdout)["total"]


@each_case(
    "query", ['"', "-foo", "c++", "don't", "10.1000/182", "a AND b", "NEAR(", "*", "^", "a:b", "\0"]
)
def test_nothing_that_is_typed_is_syntax(query: str, store: Path) -> None:
    result = run("search", store, "--", query)
    assert (result.exit_code, "fault" in result.stderr) == (0, False)


def test_a_wrong_filter_and_a_store_that_is_not_there_are_named(store: Path) -> None:
    wrong = run("search", store, "a", "--kind", "guess")
    assert (wrong.exit_code, "descriptive" in wrong.stderr) == (2, True)
    nowhere = run("search", "nowhere", "a")
    assert (nowhere.exit_code, nowhere.stderr) == (2, "archive: nowhere: there is no such folder\n")


@pytest.mark.slow
def test_only_what_has_changed_is_indexed_and_a_broken_record_is_named(
    store: Path, tmp_path: Path
) -> None:
    shutil.copytree(store, tmp_path / "store")
    other = tmp_path / "store"
    run("store", "index", other)
    (other / "broken").mkdir()
    (other / "broken" / "document.json").write_text("{}")
    shutil.rmtree(other / "not-from-the-moon")
    assert run("store", "index", other, "--processes", "1").stderr == (
        f"archive: {other}: 3 records, 1 read anew, 1 removed, 1 not readable\n"
    )
    found = run("search", other, "China")
    assert "1 records cannot be read" in found.stderr or "1 record cannot be read" in found.stderr


def test_what_falls_with_a_source(store: Path) -> None:
    opened = archive.Store(store)
    impact = opened.impact("http://www.cfr.org/china/china-north-korea-relationship/p11097")
    document = archive.load(store / "frenemies")
    assert len(impact.lost) == 5
    for claim in impact.lost:
        assert claim.restatement == document.claim(claim.claim).restatement
        cited = {one.object for one in document.relations if one.subject == claim.claim}
        assert "source-cfr" in cited
    assert opened.impact("https://example.org/nobody").identities == ()


@pytest.mark.slow
def test_the_index_may_be_elsewhere(store: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    copy = tmp_path / "store"
    shutil.copytree(store, copy, ignore=shutil.ignore_patterns(".archive"))
    assert run("store", "index", copy, "--index", index).exit_code == 0
    assert run("search", copy, "UN", "--index", index).stdout == run("search", store, "UN").stdout
    assert not (copy / ".archive").exists()
    index.write_text("My notes.", "utf-8")
    refused = run("search", copy, "UN", "--index", index)
    assert (refused.exit_code, "no index of this library" in refused.stderr) == (2, True)
    assert index.read_text("utf-8") == "My notes."
