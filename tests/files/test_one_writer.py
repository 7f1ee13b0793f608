"""One writer at a time: a lock that leaves nothing behind, and bytes held to those that were read."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.errors import Conflict, ReadError, WriteError
from archive.files import one_writer as module
from archive.files.folder import FilesInFolder
from archive.files.interface import Files
from archive.files.manifest import MANIFEST
from archive.files.one_writer import hold_to_read, one_writer, write_alone
from archive.files.zip_file import FilesInZip
from archive.findings import Finding
from tests.tools.cases import each_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows locks another file")
HOLD = """
import sys, time
from pathlib import Path
from archive.files.one_writer import one_writer
with one_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process holds the lock of a file."""
    program = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


def test_a_file_is_written_over_only_if_it_is_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_alone(path, b"one", based_on="")
    with pytest.raises(Conflict) as made:
        write_alone(path, b"two", based_on="")
    assert (made.value.path, made.value.based_on, made.value.found) == (str(path), "", sha(b"one"))
    assert str(made.value).startswith(f"conflict: {path} was made by somebody else")
    write_alone(path, b"two", based_on=sha(b"one").upper())
    with pytest.raises(Conflict) as changed:
        write_alone(path, b"three", based_on=sha(b"one"))
    assert changed.value.found == sha(b"two")
    write_alone(path, b"three")
    path.unlink()
    with pytest.raises(Conflict) as gone:
        write_alone(path, b"four", based_on=sha(b"three"))
    assert gone.value.found is None
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_no_place_without_a_record(tmp_path: Path) -> None:
    def refuse() -> bytes:
        raise ReadError([Finding("file-unreadable", "no")])

    with pytest.raises(Conflict):
        hold_to_read("a", "", refuse)


@pytest.mark.parametrize("make", [FilesInFolder, FilesInZip])
def test_a_place_is_written_only_if_its_record_is_what_was_read(
    make: Callable[[Path], Files], tmp_path: Path
) -> None:
    path = tmp_path / ("a.zip" if make is FilesInZip else "a")
    with pytest.raises(Conflict):
        make(path).write({"document.json": b"one"}, based_on=sha(b"none"))
    assert list(tmp_path.iterdir()) == []
    make(path).write({"document.json": b"one"}, based_on="")
    for based_on in ("", sha(b"other")):
        with pytest.raises(Conflict):
            make(path).write({"document.json": b"two", "received/a": b"a"}, based_on=based_on)
    assert not make(path).holds("received/a")
    mine, theirs = make(path), make(path)
    assert mine.read("document.json") == theirs.read("document.json") == b"one"
    theirs.write({"document.json": b"two", "received/b": b"b"}, based_on=sha(b"one"))
    with pytest.raises(Conflict):
        mine.write({"document.json": b"three"}, based_on=sha(b"one"))
    mine.write({"received/c": b"c"})
    assert make(path).read("received/b") == b"b", "what others wrote meanwhile is kept"


def test_files_beside_a_record_take_the_place_of_others_only_if_they_may(tmp_path: Path) -> None:
    files = FilesInFolder(tmp_path / "a")
    files.write({"document.json": b"one", "received/a": b"a"})
    with pytest.raises(WriteError, match="already exists, and the record does not name it"):
        files.write({"document.json": b"two", "received/a": b"b"}, over_others=False)
    assert files.read("document.json") == b"one"
    files.write({"document.json": b"two", "received/a": b"a"}, over_others=False)
    assert files.read("document.json") == b"two"


def test_threads_write_one_after_the_other_and_leave_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"0")

    def count() -> None:
        for _ in range(20):
            with one_writer(path):
                path.write_bytes(str(int(path.read_bytes()) + 1).encode())

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() == b"80"
    assert list(tmp_path.iterdir()) == [path]


def test_who_waits_too_long_is_told_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    path = tmp_path / "a.json"
    with held(path) as other, pytest.raises(WriteError) as caught:
        write_alone(path, b"")
    assert not isinstance(caught.value, Conflict)
    who = f"another program (process {other.pid}) has been writing in its folder for 0.05 seconds"
    if not Path("/proc/locks").exists():
        who = "another program has been writing in its folder"
    assert who in str(caught.value)
    assert not path.exists()


def test_the_lock_of_a_process_that_was_killed_is_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with held(path) as other:
        other.kill()
        other.wait()
        begun = time.monotonic()
        write_alone(path, b"mine")
    assert time.monotonic() - begun < 2
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_a_lock_ends_though_a_forked_process_still_has_the_folder_open(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\nfrom pathlib import Path\n"
        "from archive.files.one_writer import one_writer\n"
        "with one_writer(Path(sys.argv[1])):\n"
        "    if os.fork() == 0:\n        os.close(1)\n        time.sleep(5)\n        os._exit(0)\n"
    )
    path = tmp_path / "a.json"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, stdout=subprocess.PIPE)
    begun = time.monotonic()
    write_alone(path, b"")
    assert time.monotonic() - begun < 2


@each_case("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF])
def test_without_locks_the_comparison_is_left(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    path = tmp_path / "a.json"
    write_alone(path, b"one", based_on="")
    with pytest.raises(Conflict):
        write_alone(path, b"two", based_on="")
    write_alone(path, b"two", based_on=sha(b"one"))
    assert path.read_bytes() == b"two"


def test_a_folder_that_takes_the_place_of_the_locked_one_is_locked_itself(tmp_path: Path) -> None:
    folder, other_folder = tmp_path / "a", tmp_path / "b"
    folder.mkdir()
    other_folder.mkdir()
    done: list[bool] = []

    def write() -> None:
        write_alone(folder / "document.json", b"")
        done.append(True)

    other = threading.Thread(target=write)
    with one_writer(other_folder / "document.json"):
        with one_writer(folder / "document.json"):
            other.start()
            other_folder.rename(folder)  # POSIX lets it take the place of an empty one
        time.sleep(0.1)
        assert not done
    other.join()
    assert done
    assert (folder / "document.json").exists()


def test_a_link_and_what_it_leads_to_have_one_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.json").write_bytes(b"one")
    link = tmp_path / "link.json"
    link.symlink_to("real/a.json")
    with held(tmp_path / "real/a.json"), pytest.raises(WriteError):
        write_alone(link, b"two")
    write_alone(link, b"two", based_on=sha(b"one"))
    assert link.is_symlink()
    assert (tmp_path / "real/a.json").read_bytes() == b"two"


def test_of_two_that_make_one_folder_the_second_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other makes it when the first has seen that it is not there."""
    folder = tmp_path / "a"
    make = FilesInFolder._make

    def make_after_another(files: FilesInFolder, given: dict[str, bytes]) -> None:
        monkeypatch.setattr(FilesInFolder, "_make", make)
        FilesInFolder(folder).write({"document.json": b"theirs"}, based_on="")
        make(files, given)

    monkeypatch.setattr(FilesInFolder, "_make", make_after_another)
    with pytest.raises(Conflict):
        FilesInFolder(folder).write({"document.json": b"mine", "received/a": b""}, based_on="")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "document.json", MANIFEST]
    assert (folder / "document.json").read_bytes() == b"theirs"


def test_a_pipe_is_written_without_a_lock(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    with held(tmp_path / "a.json"):
        reader.start()
        write_alone(pipe, b"words")
        reader.join()
    assert read == [b"words"]
