"""Small stores, what is done to them, and what their validation must say."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import archive
from archive import io
from archive.files.record_discovery import Tree
from archive.findings import Finding
from archive.store.codes import CODES
from archive.validation import Report, validate
from tests import samples


def put(folder: Path) -> Path:
    """A record with a capture, and its TEI beside it."""
    document = samples.small().update(id=folder.name)
    io.save(document, folder, files={"received/small.txt": samples.RECEIVED.encode()})
    (folder / "document.tei.xml").write_bytes(io.write(document, "tei").data)
    return folder


def flip(path: Path, random: Random) -> None:
    """Change a bit in a file, which keeps its size."""
    data = bytearray(path.read_bytes())
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def _file(root: Path, random: Random) -> Path:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not _hidden(path, root)]
    return random.choice(files)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _record(root: Path, random: Random) -> Path:
    return random.choice([folder for folder in Tree(root).records() if folder != root])


def _add(root: Path, random: Random) -> None:
    put(root / random.choice("abc") / f"new-{random.randrange(100)}")


def _change_byte(root: Path, random: Random) -> None:
    flip(_file(root, random), random)


def _change_value(root: Path, random: Random) -> None:
    path = _record(root, random) / "document.json"
    text = path.read_text("utf-8", "replace") if path.is_file() else "{}"
    path.write_text(text.replace("Trade", random.choice(("Treaty", "Trade!", ""))), "utf-8")


def _write_again(root: Path, random: Random) -> None:
    path = _file(root, random)
    path.write_bytes(path.read_bytes())


def _delete_file(root: Path, random: Random) -> None:
    _file(root, random).unlink()


def _delete_record(root: Path, random: Random) -> None:
    if sum(1 for _ in Tree(root).records()) > 2:
        shutil.rmtree(_record(root, random))


def _add_file(root: Path, random: Random) -> None:
    names = ("received/more.txt", "notes.json", os.fsdecode(b"received/\xff.txt"), "inner/x.txt")
    path = _record(root, random) / random.choice(names)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"More.")


def _link(root: Path, random: Random) -> None:
    path = _file(root, random)
    target = path.with_name("target") if random.random() < 0.5 else root.parent / "outside"
    if not target.exists():
        shutil.copy(path, target)
    path.unlink()
    path.symlink_to(target if random.random() < 0.5 else os.path.relpath(target, path.parent))


def _change_outside(root: Path, random: Random) -> None:
    (root.parent / "outside").write_bytes(b"Changed %d" % random.randrange(3))


def _rename(root: Path, random: Random) -> None:
    record = _record(root, random)
    target = record.with_name(f"renamed-{random.randrange(100)}")
    if not target.exists():
        record.rename(target)


EDITS: Sequence[Callable[[Path, Random], None]] = (
    _add,
    _change_byte,
    _change_value,
    _write_again,
    _delete_file,
    _delete_record,
    _add_file,
    _link,
    _change_outside,
    _rename,
)


def edit(root: Path, random: Random) -> None:
    """Do one thing to the files of a store, as people and programs do."""
    random.choice(EDITS)(root, random)


CHOICES = (
    {},
    {"ignore": ("source-unused",)},
    {"select": ("capture-damaged", "record-id-twice")},
)
"""Choices of rules."""


def expected(root: Path, **choice: Sequence[str]) -> list[Report]:
    """The report of each record, made anew; behind a link out of the store nothing is read."""
    reports = []
    for folder in Tree(root).records():
        report = validate(folder, **choice)
        for name in ("document.json", "document.tei.xml"):
            file = folder / name
            if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
                refused = Finding("file-unreadable", "this is a link out of the store")
                report = Report((refused.at(file=str(file)),), {}, report.source, report.choices)
                break
        reports.append(report)
    return reports


def without_cross(report: Report) -> Report:
    """A report without findings on several records."""
    kept = tuple(finding for finding in report.findings if finding.code not in CODES)
    return Report(kept, report.layers, report.source, report.choices)


def in_words(reports: Sequence[Report]) -> str:
    """Reports so that a difference can be read."""
    return json.dumps([[report.source, [*map(str, report)]] for report in reports], indent=1)


def reports_of(root: Path, **options: object) -> list[Report]:
    """The reports of a store from its index, by a new object."""
    return list(archive.Store(root).validate(**options))  # type: ignore[arg-type]
