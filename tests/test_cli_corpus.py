"""`archive corpus`: the commands for very many records."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import archive
from archive.files.one_writer import one_writer
from archive.store.store import Store
from tests.corpus.archives import break_record, make_records, rows_in
from tests.runner import run


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four records in a folder, one of which is broken."""
    monkeypatch.chdir(tmp_path)
    paths = make_records(Path("records"), 4)
    break_record(Path("records"), paths[1])
    return tmp_path


@pytest.mark.slow
def test_each_task_ends_with_one_line_and_names_what_was_refused(records: Path) -> None:
    for task, more in (("tables", []), ("write", ["--to", "tei"]), ("index", [])):
        result = run("corpus", task, "records", "-o", task, "--workers", "1", *more)
        assert result.exit_code == 1, task
        assert result.stdout == ""
        refused, summary = result.stderr.splitlines()[0], result.stderr.splitlines()[-1]
        assert refused.startswith("archive: 2010/note-003: ")
        assert summary.startswith("archive: 4 inputs: 3 done, 1 refused; 1 error"), task
        assert summary.endswith(f" in {task}")
    again = run("corpus", "tables", "records", "-o", "tables")
    assert again.exit_code == 1
    assert "3 done, 1 refused (4 before)" in again.stderr
    assert len(rows_in(Path("tables"), "documents")) == 3
    assert sorted(path.name for path in Path("write/files").rglob("*.xml")) == [
        f"note-{n}.tei.xml" for n in ("000", "001", "002")
    ]


@pytest.mark.slow
def test_the_index_answers_as_that_of_a_store(records: Path) -> None:
    run("corpus", "index", "records", "-o", "results", "--workers", "1")
    store = Store("records", index="results/index.sqlite")
    own = Store("records", index="own.sqlite")
    assert store.search("trade").hits == own.search("trade").hits
    assert [claim.restatement for claim in store.claims().answers] == [
        claim.restatement for claim in own.claims().answers
    ]
    assert not list(Path("results/tables").glob("indexed/*"))
    assert store.verify(index=True).findings == own.verify(index=True).findings


@pytest.mark.slow
def test_articles_become_a_store_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in {"a.txt": b"One.", "b/a.txt": b"Two.", "c.txt": b"\x00\x01"}.items():
        Path("articles", name).parent.mkdir(parents=True, exist_ok=True)
        Path("articles", name).write_bytes(data)
    result = run(
        "corpus", "receive", "articles", "-o", "results", "--received-at", "2016-03-20T09:30:00Z"
    )
    assert result.exit_code == 1
    assert "b/a.txt: id-twice: its name gives the same id as a.txt" in result.stderr
    assert "3 inputs: 1 done, 2 refused" in result.stderr
    assert Store("results/records").ids() == ["a"]
    [capture] = archive.load("results/records/a").captures
    assert capture.received_at == "2016-03-20T09:30:00Z"
    assert archive.validate("results/records/a").ok


@pytest.mark.slow
def test_inputs_that_change_are_reported_and_another_run_is_refused(records: Path) -> None:
    run("corpus", "validate", "records", "-o", "results")
    make_records(Path("records/more"), 1)
    again = run("corpus", "validate", "records", "-o", "results")
    assert "records: warning[inputs-changed]" in again.stderr
    other = run("corpus", "validate", "records", "-o", "results", "--ignore", "orphaned-anchor")
    assert (other.exit_code, "has the results of another run" in other.stderr) == (2, True)
    state = Path("results/run/run.json")
    state.write_text(json.dumps({**json.loads(state.read_text()), "version": "0.0.1"}))
    old = run("corpus", "validate", "records", "-o", "results")
    assert "has results of version 0.0.1" in old.stderr
    state.write_text("{")
    damaged = run("corpus", "validate", "records", "-o", "results")
    assert (damaged.exit_code, "run/run.json is damaged" in damaged.stderr) == (2, True)


def test_mistakes_are_told_before_anything_is_written(records: Path) -> None:
    for command, message in {
        "tables nowhere -o out": "error[no-such-file]",
        "tables records -o records/out": "is among the inputs",
        "tables records -o records": "is among the inputs",
        "tables records/2010/note-000/document.json -o out": "this is a file; give the folder",
        "tables . -o out": "is among the inputs",
        "validate records -o out --select nosuch": "no finding has the code 'nosuch'",
        "write records -o out --to nosuch": "no format 'nosuch'",
        "write records -o out --to tei --option nosuch=1": "nosuch",
        "index records -o memory://out": "which the file of an index needs",
        "tables records -o memory://x/../y --engine nosuch": "Invalid value for '--engine'",
    }.items():
        result = run("corpus", *command.split())
        assert result.exit_code == 2, command
        assert message in result.stderr, command
        assert "Traceback" not in result.stderr
        assert not Path("out").exists()


@pytest.mark.slow
def test_a_name_that_is_no_text_stops_nothing(tmp_path: Path) -> None:
    """Names of files are bytes; those of Parquet are not."""
    odd = tmp_path / "records" / os.fsdecode(b"caf\xe9 \xe2\x80\xa8")
    odd.mkdir(parents=True)
    (odd / "document.json").write_text("{}")
    make_records(tmp_path / "records", 1)
    result = run("corpus", "tables", tmp_path / "records", "-o", tmp_path / "results")
    assert (result.exit_code, "1 done, 1 refused" in result.stderr) == (1, True)
    paths = [row["path"] for row in rows_in(tmp_path / "results", "inputs")]
    assert paths == ["2010/note-000", "caf\\udce9 \u2028"]
    again = run("corpus", "tables", tmp_path / "records", "-o", tmp_path / "results")
    assert "(2 before)" in again.stderr


@pytest.mark.slow
def test_two_runs_do_not_write_the_same_results(records: Path) -> None:
    assert run("corpus", "tables", "records", "-o", "results").exit_code == 1
    with one_writer(Path("results/run/run.json")):
        second = run("corpus", "tables", "records", "-o", "results")
    assert second.exit_code == 2
    assert "another process has a run with the results" in second.stderr
