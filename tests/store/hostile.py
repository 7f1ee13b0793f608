"""Stores into which somebody has put links that lead out, and what is done to them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import archive
from archive.files.manifest import MANIFEST
from tests import samples
from tests.runner import run
from tests.store.acts import FILES, note

Plant = Callable[[Path, Path], None]
"""Puts something into a store, given its folder and the folder outside."""


def make(folder: Path) -> None:
    """A store of two records, one of them removed, and an index."""
    store = archive.Store(folder / "store")
    store.add(samples.small(), files=FILES, under="x")
    store.add(note("other"), under="x")
    store.add(note("gone"), under="x")
    store.remove("gone", by="An Editor", reason="asked for")
    store.index(processes=1)
    store.close()
    outside = folder / "outside"
    shutil.copytree(folder / "store", outside / "store")
    shutil.copytree(folder / "store" / "x", outside / "x")
    shutil.copytree(folder / "store" / ".removed", outside / "removed")
    (outside / "empty").mkdir()
    (outside / "text.txt").write_text("It rained on them, too.\n")


def _link(name: str, target: str) -> Plant:
    def plant(store: Path, outside: Path) -> None:
        path = store / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(outside / target)

    return plant


def _lines(*names: str) -> Plant:
    def plant(store: Path, outside: Path) -> None:
        path = store / "x" / "small" / MANIFEST
        lines = [f"{'0' * 64}  {name}\n".replace("OUT", str(outside)) for name in names]
        path.write_text(path.read_text() + "".join(lines))

    return plant


def _unfinished(path: str) -> Plant:
    def plant(store: Path, outside: Path) -> None:
        (store / ".archive").mkdir(exist_ok=True)
        (store / ".archive" / "unfinished").write_text(path.replace("OUT", str(outside)))
        (outside / ".archive-0123456789abcdef-0.tmp").write_text("It is ours.\n")

    return plant


INDEX = ".archive/index.sqlite"
PLANTS: dict[str, Plant] = {
    "nothing": lambda store, outside: None,
    "a group": _link("y", "x"),
    "a group that was one": _link("x", "x"),
    "the group of new records": _link("new-group", "empty"),
    "a record": _link("x/small", "x/small"),
    "the folder of a new record": _link("x/new", "empty"),
    "document.json": _link("x/small/document.json", "x/small/document.json"),
    "document.json to nowhere": _link("x/small/document.json", "not-there.json"),
    "the TEI": _link("x/small/document.tei.xml", "text.txt"),
    "a manifest": _link(f"x/small/{MANIFEST}", "text.txt"),
    "a manifest to nowhere": _link(f"x/small/{MANIFEST}", "not-there.txt"),
    "received files": _link("x/small/received", "x/small/received"),
    "a received file": _link("x/small/received/small.txt", "x/small/received/small.txt"),
    "a new received file": _link("x/small/received/again.txt", "not-there.txt"),
    "figures": _link("x/small/figures", "empty"),
    "what is made from the records": _link(".archive", "store/.archive"),
    "what is made from the records to nowhere": _link(".archive", "not-there"),
    "the index": _link(INDEX, "store/.archive/index.sqlite"),
    "the index to nowhere": _link(INDEX, "not-there.sqlite"),
    "the log of the index": _link(f"{INDEX}-wal", "text.txt"),
    "the shared memory of the index": _link(f"{INDEX}-shm", "not-there"),
    "the journal of the index": _link(f"{INDEX}-journal", "text.txt"),
    "events": _link("events.jsonl", "store/events.jsonl"),
    "events to nowhere": _link("events.jsonl", "not-there.jsonl"),
    "attributes": _link(".gitattributes", "text.txt"),
    "attributes to nowhere": _link(".gitattributes", "not-there.txt"),
    "removed records": _link(".removed", "removed"),
    "a group of removed records": _link(".removed/x", "removed/x"),
    "removed records to nowhere": _link(".removed", "not-there"),
    "a note of an unfinished write": _link(".archive/unfinished", "text.txt"),
    "a note that leads out": _unfinished("../outside"),
    "an absolute note": _unfinished("OUT"),
    "a note with U+0000": _unfinished("x/\0"),
    "a very long note": _unfinished("x" * 5000),
    "a note of a very long group": _unfinished(f"{'x' * 500}/y"),
    "names in a manifest": _lines("../../../outside/text.txt", "OUT/text.txt", "received/../../x"),
}  # fmt: skip


def add(store: Path, copy: Path) -> None:
    archive.Store(store).add(note("new"), under="x")


def add_to_a_new_group(store: Path, copy: Path) -> None:
    archive.Store(store).add(note("new"), under="new-group")


def add_a_folder(store: Path, copy: Path) -> None:
    archive.Store(copy.parent / "empty-store").add(store / "x" / "small")


def replace(store: Path, copy: Path) -> None:
    opened = archive.Store(store)
    files = {"received/again.txt": b"Again.", "figures/a.svg": b"<svg/>"}
    opened.replace(samples.assessed(), based_on=opened.read("small").sha256, files=files)


def read(store: Path, copy: Path) -> None:
    opened = archive.Store(store)
    assert opened.ids() == sorted(folder.name for folder in opened.folders())
    assert {document.id for document in opened} == set(opened.ids())
    list(opened.events())


def get(store: Path, copy: Path) -> None:
    archive.Store(store).get("small")


def remove(store: Path, copy: Path) -> None:
    archive.Store(store).remove("small", by="An Editor", reason="asked for")


def purge(store: Path, copy: Path) -> None:
    archive.Store(store).purge("small", by="An Editor", reason="asked for")


def purge_a_removed_one(store: Path, copy: Path) -> None:
    archive.Store(store).purge("gone", by="An Editor", reason="asked for")


def verify(store: Path, copy: Path) -> None:
    archive.Store(store).verify()


def restore(store: Path, copy: Path) -> None:
    """Restore from a good copy."""
    archive.Store(store).verify(copy=copy)


def restore_from(store: Path, copy: Path) -> None:
    """Restore a damaged good copy from the store, which is then the hostile one."""
    shutil.rmtree(copy / "x" / "other")
    (copy / "x" / "small" / "document.json").write_text("{}")
    (copy / "x" / "small" / MANIFEST).write_text("{}")
    (copy / ".gitattributes").write_text("")
    (copy / "events.jsonl").write_text("{}\n")
    archive.Store(copy).verify(copy=store)


def index(store: Path, copy: Path) -> None:
    archive.Store(store).index(processes=1)


def search(store: Path, copy: Path) -> None:
    archive.Store(store).search("rained")
    archive.Store(store).impact("10.1000/182")


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("search", "STORE", "rained"),
    ("validate", "STORE"),
    ("store", "list", "STORE"),
    ("store", "get", "STORE", "small"),
    ("store", "get", "STORE", "small", "-o", "NEW"),
    ("store", "verify", "STORE"),
    ("store", "index", "STORE"),
    ("store", "add", "STORE", "COPY/x/other"),
    ("store", "remove", "STORE", "other", "--by", "An Editor", "--reason", "asked for"),
    ("store", "purge", "STORE", "small", "--by", "An Editor", "--reason", "asked for"),
)  # fmt: skip


def command(store: Path, copy: Path, number: int) -> None:
    places = {"STORE": store, "COPY": copy, "NEW": copy.parent / "new"}
    words = COMMANDS[number]
    arguments = [
        str(places[head]) + word.removeprefix(head) if (head := word.partition("/")[0]) in places else word
        for word in words
    ]  # fmt: skip
    result = run(*arguments)
    assert result.exit_code in (0, 1, 2), result.stderr
    assert "a fault in archive" not in result.stderr, f"{arguments}: {result.stderr}"


ACTS = (
    "add", "add_to_a_new_group", "add_a_folder", "replace", "read", "get", "remove", "purge",
    "purge_a_removed_one", "verify", "restore", "restore_from", "index", "search",
)  # fmt: skip
