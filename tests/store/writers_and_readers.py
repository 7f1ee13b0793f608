"""What several programs do to one store at the same time."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import archive
from archive.errors import Conflict, RecordExists, RecordTwice, UnknownRecord, WriteError
from archive.files import one_writer
from archive.model.document import Document
from tests import samples
from tests.store.acts import FILES

IDS = tuple(f"r-{number}" for number in range(8))
STOP = "stop"
"""The name of the file, beside the store, by which readers know that the writer has ended."""


def version(id: str, number: int) -> Document:
    """A version of a record; its title and its only claim have the number."""
    document = samples.small()
    [title, *_] = document.metadata.titles
    metadata = document.metadata.update(titles=(title.update(text=f"It rained {number} times"),))
    [claim] = document.claims
    claims = (claim.update(restatement=f"Number {number} is claimed."),)
    return document.update(id=id, metadata=metadata, claims=claims)


def number_of(document: Document) -> int:
    """The number of a version; half of one and half of another is an error."""
    title = int(document.metadata.titles[0].text.split()[2])
    claim = int(document.claims[0].restatement.split()[1])
    assert title == claim, f"{document.id}: {title} and {claim}"
    assert document == version(document.id, title)
    return title


def write(folder: Path, writer: int, steps: int) -> list[tuple[str, str, int]]:
    """Add, replace and remove records of the same ids as others; return what was done."""
    store, random = archive.Store(folder), Random(writer)
    done = []
    for step in range(steps):
        id, number = random.choice(IDS), writer * 1000 + step
        act = random.choice(("add", "add", "replace", "replace", "remove"))
        with suppress(RecordExists, UnknownRecord, Conflict):
            if act == "add":
                group = random.choice(("", "a", "b", "a/c"))
                store.add(version(id, number), files=FILES, under=group)
            elif act == "replace":
                store.replace(version(id, number), based_on=store.read(id).sha256)
            else:
                store.remove(id, by=f"Writer {writer}", reason="asked for")
            done.append((act, id, number))
    return done


def add_all(folder: Path, writer: int) -> list[str]:
    """Add a record of each id in a group of its own; return the ids that were added."""
    store, added = archive.Store(folder), []
    for id in IDS:
        try:
            store.add(version(id, writer), files=FILES, under=f"g-{writer}")
        except RecordExists:
            continue
        added.append(id)
    return added


def write_for_readers(folder: Path, steps: int) -> int:
    """Add, replace, remove and bring back records; then tell the readers to stop."""
    store, random, written = archive.Store(folder), Random(1), 0
    try:
        for number in range(steps):
            id = random.choice(IDS)
            if id not in store:
                with suppress(RecordExists):
                    store.add(version(id, number), files=FILES, under=random.choice(("", "a/b")))
                    written += 1
            elif random.random() < 0.8:
                store.replace(version(id, number), based_on=store.read(id).sha256)
                written += 1
            elif random.random() < 0.5:
                place = store.folder(id)
                path = place.relative_to(folder)
                store.remove(id, by="An Editor", reason="asked for")
                (folder / ".removed" / path).rename(place)  # as a person brings it back
                written += 1
            else:
                place = store.folder(id)
                group = folder / f"moved-{number % 3}"
                group.mkdir(exist_ok=True)
                place.rename(group / id)  # as a person moves it
                written += 1
    finally:
        (folder.parent / STOP).touch()
    return written


def read(folder: Path, reader: int) -> int:
    """Read by get, by iterating, by words and by claims until the writer stops; return how often."""
    store, random, times = archive.Store(folder), Random(reader), 0
    while not (folder.parent / STOP).exists():
        way = random.choice(("get", "get", "iterate", "search", "claims", "new", "verify"))
        if way == "get":
            id = random.choice(IDS)
            with suppress(UnknownRecord, RecordTwice):
                assert store.get(id).id == id
                number_of(store.get(id))
        elif way == "iterate":
            for document in store:
                number_of(document)
        elif way == "search":
            for hit in store.search("rained").hits:
                assert hit.record in IDS
                assert hit.text.startswith("It rained ")
        elif way == "claims":
            seen = [
                (claim.record, claim.title, claim.restatement) for claim in store.claims().answers
            ]
            assert len({record for record, _, _ in seen}) == len(seen)
            for _, title, restatement in seen:
                assert (title or "").split()[2] == restatement.split()[1]
        elif way == "new":
            store = archive.Store(folder)
        elif reader == 0:
            found = store.verify().findings
            assert not found, [str(finding) for finding in found]
        times += 1
    return times


def hold_and_die(folder: Path) -> None:
    """Take the lock of the store, and be killed with it."""
    store = archive.Store(folder)
    with store._lock.writing(folder / "r-1"):
        os.kill(os.getpid(), signal.SIGKILL)


def hold(folder: Path, seconds: float) -> None:
    with archive.Store(folder)._lock.writing():
        time.sleep(seconds)


def wait(folder: Path) -> str:
    one_writer.WAIT_SECONDS = 0.5
    time.sleep(0.2)
    try:
        archive.Store(folder).add(version("late", 1), files=FILES)
    except WriteError as problem:
        return str(problem)
    return ""
