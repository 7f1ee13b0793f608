"""What every engine promises, as tests: a test file of an engine derives from `EnginePromises`."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from archive.corpus import run
from archive.corpus.batches import records_at
from archive.corpus.engines import Engine
from archive.corpus.places import place_at
from archive.corpus.row_tables import joined_parquet, rows_of_parquet
from archive.corpus.run import task_with
from archive.corpus.run_state import RunState
from archive.corpus.tasks import perform
from tests.corpus.archives import (
    all_rows,
    break_record,
    deadly_inputs,
    make_deadly,
    make_records,
    rows_in,
)

BATCH_BYTES = 4_000


def plain_loop(task: str, source: Path, **options: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that one process makes of all records, without batches and engines."""
    place, skipped = place_at(source), list[Path]()
    inputs = list(records_at(place, skipped, whole=True))
    result = perform(task_with(task, options, place), source, inputs)
    return {table: rows_of_parquet(joined_parquet([data])) for table, data in result.tables.items()}


class EnginePromises:
    """The tests; `started` and `kill_a_worker` are those of one engine."""

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Engine]:
        """Give an engine with two workers, stopped at the end."""
        raise NotImplementedError

    def kill_a_worker(self, engine: Any) -> None:
        """Kill a worker of the engine while it works."""
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
        """The engine, which all tests share: some take long to start."""
        with deadly_inputs(tmp_path_factory.mktemp("site")), cls.started() as engine:
            yield engine

    @pytest.mark.parametrize(
        ("task", "options"),
        [("tables", {}), ("validate", {}), ("write", {"format": "tei"})],
    )
    def test_it_makes_the_rows_of_a_plain_loop(
        self, task: str, options: dict[str, Any], engine: Engine, tmp_path: Path
    ) -> None:
        make_records(tmp_path / "records", 20)
        break_record(tmp_path / "records", "2011/note-004")
        source, results = tmp_path / "records", tmp_path / "results"
        result = run(task, source, results, engine=engine, batch_bytes=BATCH_BYTES, **options)
        assert (result.inputs, result.done + result.refused, result.failed) == (20, 20, {})
        rows = all_rows(results)
        expected = plain_loop(task, tmp_path / "records", **options)
        assert {table for table in rows if rows[table]} - {"files"} == set(expected)
        for table, of_table in expected.items():
            assert rows[table] == sorted(of_table, key=repr), table
        assert len(list((results / "run/done").iterdir())) > 3

    def test_inputs_that_no_process_survives_are_named_and_the_others_done(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        source = tmp_path / "records"
        paths = make_records(source, 24)
        deadly = {make_deadly(source, path) for path in paths[3:20:6]}
        broken = paths[5]
        break_record(source, broken)
        results = tmp_path / "results"
        result = run("tables", source, results, engine=engine, batch_bytes=BATCH_BYTES)
        assert set(result.lost) == deadly
        assert (result.done, result.refused, result.failed) == (24 - len(deadly) - 1, 1, {})
        outcomes = {row["path"]: row["outcome"] for row in rows_in(tmp_path / "results", "inputs")}
        assert outcomes == {
            path: "lost" if path in deadly else "refused" if path == broken else "done"
            for path in (*(path for path in paths if (source / path).exists()), *deadly)
        }
        [refused] = [
            row
            for row in rows_in(tmp_path / "results", "findings")
            if row["path"] == broken and row["severity"] == "error"
        ][:1]
        assert refused["file"] == f"{broken}/document.json"
        for row in rows_in(tmp_path / "results", "findings"):
            if row["path"] in deadly:
                assert row["code"] == "input-lost"
                assert "SIGKILL" in str(row["message"])

    def test_a_worker_that_is_killed_is_replaced(self, engine: Engine, tmp_path: Path) -> None:
        source = tmp_path / "records"
        make_records(source, 40)
        killed = []

        def kill_once(done: Any) -> None:
            if not killed:
                killed.append(done.name)
                self.kill_a_worker(engine)

        result = run(
            "tables",
            source,
            tmp_path / "results",
            engine=engine,
            batch_bytes=BATCH_BYTES,
            report=kill_once,
        )
        assert killed
        assert (result.done, result.failed, result.lost) == (40, {}, [])
        rows = all_rows(tmp_path / "results")
        for table, of_table in plain_loop("tables", source).items():
            assert rows[table] == sorted(of_table, key=repr), table

    def test_a_run_goes_on_after_its_process_was_killed(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        source, results = tmp_path / "records", tmp_path / "results"
        make_records(source, 60)
        program = textwrap.dedent(
            f"""
            import sys
            from {type(self).__module__} import {type(self).__name__} as promises
            from archive.corpus import run
            if __name__ == "__main__":
                with promises.started() as engine:
                    print("begins", flush=True)
                    run("tables", {str(source)!r}, {str(results)!r}, engine=engine, batch_bytes={BATCH_BYTES})
            """
        )
        file = tmp_path / "program.py"
        file.write_text(program)
        root = Path(__file__).parents[2]
        with subprocess.Popen(
            [sys.executable, file],
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            done = results / "run/done"
            until = time.monotonic() + 120
            while len(list(done.glob("*.json")) if done.exists() else []) < 2:
                assert time.monotonic() < until
                assert process.poll() is None
                time.sleep(0.01)
            process.kill()
        time.sleep(1)  # what its workers still had is finished, or not
        before = {path: path.stat().st_mtime_ns for path in results.rglob("*.*") if path.is_file()}
        finished = {path.stem for path in (results / "run/done").iterdir()}
        assert len(finished) < len(list(RunState(place_at(results)).batches()))
        result = run("tables", source, results, engine=engine, batch_bytes=BATCH_BYTES)
        assert result.done_before
        assert (result.done, result.failed) == (60, {})
        for path, modified in before.items():
            if path.stem in finished and path.exists():
                assert path.stat().st_mtime_ns == modified, path
        rows = all_rows(results)
        for table, of_table in plain_loop("tables", source).items():
            assert rows[table] == sorted(of_table, key=repr), table
