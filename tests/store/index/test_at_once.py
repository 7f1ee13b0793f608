"""Several programs that use an index at once, and programs that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from archive.store.index.checking import check_index
from archive.store.index.index import Index
from archive.store.index.refreshing import Refreshed, refresh
from tests.store.index.contents import contents
from tests.store.index.test_freshness import put, titles

pytestmark = pytest.mark.slow

REFRESH = """
import sys
from pathlib import Path
from archive.store.index import refreshing
from archive.store.index.index import Index
refreshing._RECORDS_IN_A_TRANSACTION = 5
root, path = map(Path, sys.argv[1:])
with Index.open(path) as index:
    print("open", flush=True)
    done = refreshing.refresh(root, index)
print(done.left)
"""


def started(root: Path, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", REFRESH, str(root), str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for n in range(80):
        put(tmp_path / "store", f"g-{n % 3}/r-{n:02}", title=f"Number {n}")
    return tmp_path / "store"


def as_from_nothing(root: Path, path: Path) -> None:
    """Bring the index up to date, and compare it with one that is made from nothing."""
    with Index.open(path) as index, Index.open(path.with_name("new.sqlite")) as new:
        refresh(root, index)
        refresh(root, new)
        assert contents(index.connection) == contents(new.connection)
    assert list(check_index(root, path)) == []
    path.with_name("new.sqlite").unlink()


def test_writers_and_readers_do_not_wait_for_ever(root: Path) -> None:
    path = root / ".archive" / "index.sqlite"
    writers = [started(root, path) for _ in range(3)]
    slowest, stop = [0.0], threading.Event()

    def read() -> None:
        while not path.exists():
            time.sleep(0.001)
        with Index.open(path) as index:
            while not stop.is_set():
                start = time.monotonic()
                # A record is there with all its rows, or not at all.
                [(claims, records)] = index.connection.execute(
                    "SELECT (SELECT count(*) FROM claims), (SELECT count(document) FROM records)"
                )
                assert claims == records
                slowest.append(time.monotonic() - start)

    failures: list[Any] = []
    before, threading.excepthook = threading.excepthook, failures.append
    readers = [threading.Thread(target=read) for _ in range(4)]
    try:
        for reader in readers:
            reader.start()
        for writer in writers:
            out, error = writer.communicate(timeout=60)
            assert (writer.returncode, out.split(), error) == (0, ["open", "0"], "")
        stop.set()
        for reader in readers:
            reader.join()
    finally:
        threading.excepthook = before
    assert not failures
    assert max(slowest) < 5
    as_from_nothing(root, path)


def test_records_that_change_while_they_are_indexed_are_right_in_the_end(root: Path) -> None:
    path = root / ".archive" / "index.sqlite"
    writers = [started(root, path) for _ in range(2)]
    source = random.Random(3)
    while any(writer.poll() is None for writer in writers):
        n = source.randrange(80)
        file = root / f"g-{n % 3}/r-{n:02}/document.json"
        new = put(root.parent / "aside", f"r-{n:02}", title=f"Later {source.random()}")
        new.replace(file)
        time.sleep(0.002)
    for writer in writers:
        assert writer.communicate()[1] == ""
    as_from_nothing(root, path)


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_program_leaves_an_index_that_is_completed(root: Path, seed: int) -> None:
    path = root / ".archive" / "index.sqlite"
    source = random.Random(seed)
    writer = started(root, path)
    assert writer.stdout is not None
    if seed:
        writer.stdout.readline()
        time.sleep(source.random() * 0.15)
    else:
        time.sleep(0.3)  # while it starts
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with Index.open(path) as index:
        [(kept,)] = index.connection.execute("SELECT count(document) FROM records")
        assert refresh(root, index) == Refreshed(80, 80 - kept, 0, 0, 0)
        assert len(titles(index)) == 80
    assert [one.name for one in path.parent.iterdir()] == ["index.sqlite"]
    as_from_nothing(root, path)
