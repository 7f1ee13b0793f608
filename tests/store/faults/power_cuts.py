"""What a power cut can leave of what a process wrote.

The calls of an action are recorded and replayed on a model of a disk that promises no more than POSIX:
bytes are on the disk when their file was synced after them, and a new, renamed or removed entry when
its folder was. Everything else may be there or not. At each point of the action these states are made:

- of the entries that are not synced: none, all, the first one, two, three ..., each one alone;
- of the bytes that are not synced: none, half, all.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeAlias

from tests.store.faults.processes import Action, run
from tests.store.faults.states import State, copied
from tests.store.faults.system_calls import Call

Bytes = Literal["none", "half", "all"]
BYTES: tuple[Bytes, ...] = ("none", "half", "all")
"""How much of the bytes that are not synced is there."""

Tree: TypeAlias = tuple[tuple[str, "bytes | str | Tree"], ...]
"""The entries of a folder by name: the bytes of a file, the target of a link, or a folder."""


@dataclass(eq=False)
class _File:
    written: bytearray
    synced: bytes

    def content(self, which: Bytes) -> bytes:
        if which == "none":
            return self.synced
        if which == "all":
            return bytes(self.written)
        new, old = bytes(self.written), self.synced
        pairs = enumerate(zip(new, old, strict=False))
        same = next((n for n, (one, other) in pairs if one != other), min(len(new), len(old)))
        middle = (same + len(new)) // 2
        return new[:middle] + old[middle:]


@dataclass(eq=False)
class _Link:
    target: str


@dataclass(eq=False)
class _Folder:
    now: dict[str, _Node] = field(default_factory=dict)
    synced: dict[str, _Node] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    """The number of the change by which a synced entry was made."""


_Node: TypeAlias = _File | _Folder | _Link


class _Entry:
    """A change of one entry of a folder."""

    __slots__ = ("folder", "name", "node")

    def __init__(self, folder: _Folder, name: str, node: _Node | None) -> None:
        self.folder, self.name, self.node = folder, name, node


class Unrecorded(AssertionError):
    """The action changed the folder in ways that were not recorded, so nothing is known of them."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        super().__init__(f"changed past the recorded calls: {', '.join(paths)}")


def each_power_cut(
    action: Action, folder: Path, *, ignored: Collection[str] = ()
) -> Iterator[State]:
    """Yield each folder that a power cut during or just after the action can leave.

    The folder itself is not changed. Equal states are yielded once, and again when the action had
    finished.

    Args:
        action: What is done to the folder.
        folder: The folder before; what is in it is synced.
        ignored: Relative paths that are left out with all that is in them, such as that of a
            database, whose writes are not recorded.

    Raises:
        Unrecorded: The action wrote in another way than by the recorded calls.
    """
    with copied(folder) as copy:
        disk = _Disk(copy, ignored)
        ended = run(action, copy)
        assert not ended.error, f"without a fault, {action.function} raises {ended.error}"
        states = [*_states(disk, ended.calls)]
        disk.compare(copy)
    for number, (tree, what, is_finished) in enumerate(states):
        with TemporaryDirectory(prefix=f"power-cut-{number}-") as scratch:
            made = Path(scratch).resolve() / folder.name
            _make(made, tree)
            yield State(made, what, is_finished)


def _states(disk: _Disk, calls: Sequence[Call]) -> Iterator[tuple[Tree, str, bool]]:
    seen = set()
    for number, call in enumerate((None, *calls)):
        if call is not None:
            disk.do(call)
        is_finished = number == len(calls)
        after = f"after call {number} of {len(calls)}"
        after += f", {call.name} {call.path} {call.target}".rstrip() if call else ""
        for tree, what in disk.states():
            if (tree, is_finished) not in seen:
                seen.add((tree, is_finished))
                yield tree, f"power cut {after}; {what}", is_finished


class _Disk:
    """A folder as it is, and as it is on the disk."""

    def __init__(self, folder: Path, ignored: Collection[str]) -> None:
        self.ignored = {*ignored}
        self.nodes: dict[int, _Node] = {}
        """Files and folders by their number."""
        self.pending: list[tuple[int, list[_Entry]]] = []
        """The changes of entries that are not synced, oldest first; those of one call belong
        together."""
        self.changes = 0
        self.root = _Folder()
        self.nodes[folder.stat().st_ino] = self.root
        self.fill(self.root, folder, "")

    def fill(self, node: _Folder, folder: Path, place: str) -> None:
        for path in folder.iterdir():
            name = f"{place}{path.name}"
            if name in self.ignored:
                continue
            made: _Node
            if path.is_symlink():
                made = _Link(str(path.readlink()))
            elif path.is_dir():
                made = _Folder()
                self.fill(made, path, f"{name}/")
            else:
                data = path.read_bytes()
                made = _File(bytearray(data), data)
            self.nodes[path.lstat().st_ino] = made
            node.now[path.name] = node.synced[path.name] = made

    # --- what calls do ---

    def do(self, call: Call) -> None:
        if call.name == "sql" or self.is_ignored(call.path):
            return
        match call.name:
            case "open":
                if call.is_new:
                    self.nodes[call.inode] = made = _File(bytearray(), b"")
                    self.enter((call.path, made))
                elif call.is_cut:
                    self.file(call).written.clear()
            case "write":
                written = self.file(call).written
                written.extend(bytes(max(0, call.offset - len(written))))
                written[call.offset : call.offset + len(call.data)] = call.data
            case "truncate":
                written = self.file(call).written
                del written[call.offset :]
                written.extend(bytes(call.offset - len(written)))
            case "fsync":
                self.sync(self.nodes[call.inode])
            case "mkdir":
                self.nodes[call.inode] = folder = _Folder()
                self.enter((call.path, folder))
            case "unlink" | "rmdir":
                self.enter((call.path, None))
            case "rename":
                self.enter((call.path, None), (call.target, self.node(call.path)))
            case "link":
                self.enter((call.target, self.node(call.path)))
            case "symlink":
                self.enter((call.path, _Link(os.fsdecode(call.data))))
            case _:
                raise AssertionError(call)

    def is_ignored(self, path: str) -> bool:
        steps = path.split("/")
        return any("/".join(steps[:n]) in self.ignored for n in range(1, len(steps) + 1))

    def file(self, call: Call) -> _File:
        node = self.nodes[call.inode]
        assert isinstance(node, _File)
        return node

    def node(self, path: str) -> _Node:
        folder, name = self.parent(path)
        return folder.now[name]

    def parent(self, path: str) -> tuple[_Folder, str]:
        *steps, name = path.split("/")
        folder = self.root
        for step in steps:
            inner = folder.now[step]
            assert isinstance(inner, _Folder)
            folder = inner
        return folder, name

    def enter(self, *entries: tuple[str, _Node | None]) -> None:
        """Change entries of folders together."""
        made = []
        for path, node in entries:
            folder, name = self.parent(path)
            _set(folder.now, name, node)
            made.append(_Entry(folder, name, node))
        self.changes += 1
        self.pending.append((self.changes, made))

    def sync(self, node: _Node) -> None:
        if isinstance(node, _File):
            node.synced = bytes(node.written)
        left = []
        for number, entries in self.pending:
            if not any(entry.folder is node for entry in entries):
                left.append((number, entries))
                continue
            for entry in entries:
                # A later change of the same entry may be on the disk already.
                if entry.folder.order.get(entry.name, 0) < number:
                    entry.folder.order[entry.name] = number
                    _set(entry.folder.synced, entry.name, entry.node)
        self.pending = left

    # --- what can be on the disk ---

    def states(self) -> Iterator[tuple[Tree, str]]:
        count = len(self.pending)
        chosen = {tuple(range(n)) for n in range(count + 1)} | {(n,) for n in range(count)}
        for numbers in sorted(chosen):
            changes = [self.pending[n] for n in numbers]
            for which in BYTES:
                what = f"{len(numbers)} of {count} entries and {which} of the bytes that were not synced"
                if numbers and numbers != tuple(range(len(numbers))):
                    what = what.replace("1 of", f"only number {numbers[0] + 1} of")
                yield self.tree(changes, which), what

    def tree(self, changes: Sequence[tuple[int, Sequence[_Entry]]], which: Bytes) -> Tree:
        changed: dict[int, list[tuple[int, _Entry]]] = {}
        for number, entries in changes:
            for entry in entries:
                changed.setdefault(id(entry.folder), []).append((number, entry))

        def of(folder: _Folder) -> Tree:
            nodes = dict(folder.synced)
            for number, entry in changed.get(id(folder), ()):
                if folder.order.get(entry.name, 0) < number:
                    _set(nodes, entry.name, entry.node)
            return tuple(
                (
                    name,
                    of(node)
                    if isinstance(node, _Folder)
                    else node.target
                    if isinstance(node, _Link)
                    else node.content(which),
                )
                for name, node in sorted(nodes.items())
            )

        return of(self.root)

    def compare(self, folder: Path) -> None:
        """Raise `Unrecorded` if the folder is not as the calls have made it."""
        real = _Disk(folder, self.ignored)
        expected, found = (dict(_flat(disk.tree(disk.pending, "all"))) for disk in (self, real))
        if differing := sorted(
            path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path)
        ):
            raise Unrecorded(differing)


def _set(nodes: dict[str, _Node], name: str, node: _Node | None) -> None:
    if node is None:
        nodes.pop(name, None)
    else:
        nodes[name] = node


def _flat(tree: Tree, place: str = "") -> Iterator[tuple[str, bytes | str]]:
    for name, content in tree:
        if isinstance(content, tuple):
            yield f"{place}{name}/", ""
            yield from _flat(content, f"{place}{name}/")
        else:
            yield f"{place}{name}", content


def _make(folder: Path, tree: Tree) -> None:
    folder.mkdir()
    for name, content in tree:
        if isinstance(content, tuple):
            _make(folder / name, content)
        elif isinstance(content, str):
            (folder / name).symlink_to(content)
        else:
            (folder / name).write_bytes(content)
