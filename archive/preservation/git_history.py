"""The versions of records that a git repository has, read in one pass with two processes of git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from archive.errors import WriteError

_PIECE = 1 << 20
_LINK, _FILES = "120000", ("100644", "100755")
"""The modes of links and files in git's trees."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, as far as a version of a record says it."""

    id: str
    at: str
    """When it was made by its author, with the offset from UTC (RFC 3339)."""
    name: str
    """The name of its author."""
    email: str
    message: str
    """The whole message."""


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """The files of a record's folder after a commit that changed them."""

    commit: Commit
    blobs: Mapping[str, str]
    """The object in git that holds each file, by name in the folder; empty if it was deleted."""


@dataclass(slots=True)
class GitHistory:
    """The versions of all records in a folder of a git repository, the oldest first.

    The commits are those of the present branch. Of a merge, the merge itself is the version: what
    was merged had other files around it at that time.
    """

    folder: Path
    _versions: dict[str, list[RecordVersion]] = field(default_factory=dict, repr=False)

    def versions(self, record: str) -> list[RecordVersion]:
        """Return the versions of a record, by the path of its folder in the folder of the history.

        A record that git does not track has none.
        """
        return self._versions.get(record, [])


def git_history(folder: Path, records: list[str]) -> GitHistory | None:
    """Return the versions of records in a folder; `None` if no git repository has the folder.

    Git is asked for the commits once, however many records there are. Programs, network and
    settings of the repository are not used.

    Args:
        folder: The folder.
        records: The paths of the records' folders in it; `.` is the folder itself.

    Raises:
        WriteError: The folder is in a git repository, but git is not installed, or refuses.
    """
    if not any(os.path.lexists(one / ".git") for one in (folder.resolve() / "any").parents):
        return None
    prefix = _answer(folder, "rev-parse", "--show-prefix")
    if _fails(folder, "rev-parse", "--quiet", "--verify", "HEAD"):
        return GitHistory(folder)  # without any commit
    start = os.fsdecode(prefix).removesuffix("\n")
    history = GitHistory(folder)
    states: dict[str, dict[str, str]] = {record: {} for record in records}
    for commit, changes in _commits(folder):
        changed: set[str] = set()
        for path, (mode, blob) in changes.items():
            record, name = _record_of(path.removeprefix(start), states)
            if record is None:
                continue
            state = states[record]
            before = state.get(name)
            if mode in _FILES:
                state[name] = blob
            elif mode == _LINK:
                state[name] = f"{_TO}{blob}"
            else:  # deleted, or another repository
                state.pop(name, None)
            if state.get(name) != before:
                changed.add(record)
        for record in sorted(changed):
            version = RecordVersion(commit, dict(states[record]))
            history._versions.setdefault(record, []).append(version)
    return history


_TO = "link:"


def _record_of(path: str, records: Mapping[str, object]) -> tuple[str | None, str]:
    """Return the record that a path belongs to, and the name in its folder."""
    if "." in records:
        return ".", path
    steps = path.split("/")
    for n in range(1, len(steps)):
        record = "/".join(steps[:n])
        if record in records:
            return record, "/".join(steps[n:])
    return None, ""


def _commits(folder: Path) -> Iterator[tuple[Commit, dict[str, tuple[str, str]]]]:
    """Yield each commit of the branch, the oldest first, with the new mode and object of files."""
    form = "%x01%H%x00%aI%x00%an%x00%ae%x00%B%x00"
    arguments = (
        *("log", "--reverse", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--root"),
        *("--no-renames", "--no-show-signature", "--no-mailmap", "--no-color", "--no-notes"),
        *("--no-ext-diff", "--no-textconv", "--ignore-submodules=none", f"--format={form}"),
        *("--", "."),
    )
    with _git(folder, *arguments) as process:
        assert process.stdout is not None
        fields = _fields(process.stdout)
        commit: Commit | None = None
        changes: dict[str, tuple[str, str]] = {}
        for text in fields:
            text = text.lstrip("\n")
            if text.startswith("\x01"):
                if commit is not None:
                    yield commit, changes
                at, name, email, message = (next(fields, "") for _ in range(4))
                commit = Commit(text[1:], at, name, email, message.strip())
                changes = {}
            elif text.startswith(":"):
                _, mode, _, blob, _ = text.split(" ")
                changes[next(fields, "")] = (mode, blob)
        if commit is not None:
            yield commit, changes


def _fields(stream: IO[bytes]) -> Iterator[str]:
    """Yield the fields of git's output, which end with U+0000."""
    rest = b""
    while piece := stream.read(_PIECE):
        *whole, rest = (rest + piece).split(b"\0")
        yield from map(os.fsdecode, whole)
    if rest.strip():
        yield os.fsdecode(rest)


class GitObjects:
    """The contents of objects in a git repository, from one process of git."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._ask, self._answer = process.stdin, process.stdout

    def pieces(self, blob: str) -> Iterator[bytes]:
        """Yield the content of an object in pieces, all of which must be taken.

        Raises:
            WriteError: The repository does not have the object.
        """
        self._ask.write(f"{blob}\n".encode())
        self._ask.flush()
        head = self._answer.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise WriteError(f"the git repository does not have the object {blob} of a version")
        left = int(head[2])
        while left:
            piece = self._answer.read(min(left, _PIECE))
            if not piece:
                raise WriteError(f"git has ended before the object {blob} was whole")
            left -= len(piece)
            yield piece
        self._answer.read(1)


@contextmanager
def git_objects(folder: Path) -> Iterator[GitObjects]:
    """Yield the objects of the repository around a folder."""
    with _git(folder, "cat-file", "--batch", is_asked=True) as process:
        yield GitObjects(process)


def files_of(version: RecordVersion, objects: GitObjects) -> dict[str, str]:
    """Return the objects of a version's files; a link within the folder is its target's object.

    Hidden files and links out of the folder belong to no record, and are left out.
    """
    files = {}
    for name in version.blobs:
        blob = _resolved(name, version.blobs, objects)
        if blob is not None:
            files[name] = blob
    return files


def _resolved(name: str, blobs: Mapping[str, str], objects: GitObjects) -> str | None:
    """Return the object of a file, through links within the folder; `None` if a link leads out."""
    seen: set[str] = set()
    while name in blobs and name not in seen:
        blob = blobs[name]
        if not blob.startswith(_TO):
            return blob
        seen.add(name)
        target = os.fsdecode(b"".join(objects.pieces(blob.removeprefix(_TO))))
        name = os.path.normpath(PurePosixPath(name).parent / target)
    return None


# --- the program ---


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise WriteError(
            "the records are in a git repository, and git is not installed: install git, or write "
            "only the present version with history=no"
        )
    return program


def _arguments(folder: Path, *arguments: str) -> list[str]:
    program = _program()
    return [program, "--no-pager", "--no-replace-objects", "-C", str(folder), *arguments]


def _environment() -> dict[str, str]:
    """Return the environment without what would lead git to another repository or the network."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0"}  # fmt: skip


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 (our own arguments; paths only after -C)
        _arguments(folder, *arguments), capture_output=True, env=_environment(), check=False
    )


def _fails(folder: Path, *arguments: str) -> bool:
    return _run(folder, *arguments).returncode != 0


def _answer(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        raise _refused(folder, done.stderr)
    return done.stdout


def _refused(folder: Path, said: bytes) -> WriteError:
    reason = said.decode("utf-8", "replace").strip().partition("\n")[0]
    hint = "mend that, or write only the present version with history=no"
    return WriteError(f"git cannot read the history of {folder}: {reason}; {hint}")


@contextmanager
def _git(
    folder: Path, *arguments: str, is_asked: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Run git during the block; what it says of errors goes to a file, so that it never waits."""
    from tempfile import TemporaryFile

    with TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 (our own arguments; paths only after -C)
            _arguments(folder, *arguments),
            stdin=subprocess.PIPE if is_asked else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
        )
        try:
            yield process
            if process.stdin is not None:
                process.stdin.close()
            if process.wait():
                errors.seek(0)
                raise _refused(folder, errors.read())
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
