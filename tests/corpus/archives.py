"""Small archives for runs, and inputs that are refused or that no process survives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.dataset

import archive
from tests import samples

DEADLY = "deadly"
"""A process that opens a file with this in its path is killed, where `deadly_inputs` is in force."""


def make_records(folder: Path, number: int) -> list[str]:
    """Make records in groups of a folder, and return their paths in it."""
    paths = []
    for n in range(number):
        path = f"{2010 + n % 3}/note-{n:03}"
        text = f"Note {n}.\n\n{samples.SENTENCE * (n % 4 + 1)}\n".encode()
        note = archive.receive(text, "text", id=f"note-{n:03}", received_at="2016-03-20T09:30:00Z")
        document = note.document
        if n % 5 == 0:
            document = samples.small().update(id=f"note-{n:03}")
        archive.save(document, f"{folder / path}/", files={} if n % 5 == 0 else note.files)
        paths.append(path)
    return sorted(paths)


def break_record(folder: Path, path: str) -> None:
    """Make a record one that cannot be read."""
    (folder / path / "document.json").write_text('{"id": 1', encoding="utf-8")


def make_deadly(folder: Path, path: str) -> str:
    """Make a record one that no process survives, and return its new path."""
    new = f"{path}-{DEADLY}"
    (folder / path).rename(folder / new)
    return new


_SITE = f"""
import os, signal, sys

def kill(event, arguments):
    if event == "open" and {DEADLY!r} in str(arguments[0]) and str(arguments[0]).endswith(".json"):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
"""


@contextmanager
def deadly_inputs(folder: Path) -> Iterator[None]:
    """Let Python, in processes that are started within the block, be killed by deadly inputs.

    Python imports `sitecustomize` at its start.
    """
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(folder), before)))
    import sys

    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def rows_in(results: Path, table: str) -> list[dict[str, object]]:
    """Return the rows of a table among the results, sorted."""
    data = pyarrow.dataset.dataset(results / "tables" / table, format="parquet")
    return sorted(data.to_table().to_pylist(), key=repr)


def all_rows(results: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of all tables, and the digests of all files, among the results."""
    tables = {path.name: rows_in(results, path.name) for path in (results / "tables").iterdir()}
    files = [path for name in ("files", "records") for path in (results / name).rglob("*.*")]
    tables["files"] = sorted(
        (
            {"file": str(path.relative_to(results)), "data": path.read_bytes()}
            for path in files
            if path.is_file()
        ),
        key=repr,
    )
    return tables
