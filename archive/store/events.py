"""The events of a store: checks, removals and purges, in a file to which lines are only appended.

Each line is a JSON object with a digest of itself, so that a damaged line is noticed. Git merges
two such files by keeping the lines of both (`merge=union`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from archive.files.atomic_write import sync_folder, write_all
from archive.files.regular_files import open_regular, path_inside, read_bytes, unreadable

EVENTS = "events.jsonl"
"""The file name of the events, in the folder of the store."""

LINK_OUT = "this is a link out of the store"

EventKind = Literal["verified", "restored", "removed", "purged", "sources-checked"]
"""What happened: the files were checked, or replaced from a copy; a record was taken out of the
store, or its bytes were destroyed; what a record quotes as evidence was held against copies."""

_DIGEST = "line_sha256"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a store and that its files do not tell."""

    event: EventKind
    at: str
    """The time, in UTC (`2026-03-20T09:30:00Z`)."""
    by: str = ""
    """The person or organisation in whose name it was done; empty for a check that names nobody."""
    outcome: str = ""
    """The result in words."""
    record: str | None = None
    """The id of the record; `None` for an event of the whole store."""
    reason: str | None = None
    """Why a record was removed or purged."""
    path: str | None = None
    """Where the record was, as a path in the store."""
    files: Mapping[str, str] | None = None
    """The SHA-256 of each file of the record, by name."""
    cited_by: Sequence[str] = ()
    """The records that cited the record."""
    software: str | None = None
    """The program that checked the sources of a record, with its version."""
    passages: Sequence[Mapping[str, Any]] = ()
    """The results for the passages that a record quotes: the part and the work, the SHA-256 of the
    words, the state, and for each copy its name, SHA-256 and state. The words are left out: they
    are in the record."""

    def line(self) -> bytes:
        """Return the line of the event."""
        given = {name: value for name, value in asdict(self).items() if value or name == "at"}
        return _json({**given, _DIGEST: _digest(given)})


def new_event(event: EventKind, **values: Any) -> Event:
    """Return an event of this moment, with the other fields of `Event` as given."""
    from archive.model.dates import now

    return Event(event, now(), **values)


class DamagedEvent(ValueError):
    """A line of the events is damaged, or cut off.

    Attributes: number: The number of the line, from 1.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"{EVENTS}:{number}: this line is damaged")


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n"


def _digest(given: Mapping[str, Any]) -> str:
    return sha256(_json(given)).hexdigest()[:16]


def append(store: Path, event: Event) -> None:
    """Append an event durably; the caller holds the lock on the store."""
    path = _file(store)
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        end = os.lseek(handle, 0, os.SEEK_END)
        # A line that was cut off by a crash stays as it is, and is reported.
        is_cut_off = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
        try:
            write_all(handle, (b"\n" if is_cut_off else b"") + event.line())
            os.fsync(handle)
        except BaseException:
            with suppress(OSError):
                os.ftruncate(handle, end)  # what is half written on a full disk
            raise
    finally:
        os.close(handle)
    if is_new:
        sync_folder(store)


def events_in(store: Path) -> Iterator[Event | DamagedEvent]:
    """Yield the events of a store in the order of the lines.

    A damaged line is yielded as `DamagedEvent`, without raising it.

    Raises:
        ReadError: The file cannot be read, or is a link out of the store.
    """
    path = _file(store)
    if not path.exists():
        return
    for number, line in enumerate(read_bytes(path).split(b"\n"), 1):
        if line:
            yield event_of(line) or DamagedEvent(number)


def last_source_checks(store: Path) -> dict[str, Event]:
    """Return the last check of the sources of each record, by the id of the record.

    Raises:
        ReadError: The events cannot be read, or are a link out of the store.
    """
    path = _file(store)
    lines = read_bytes(path).split(b"\n") if path.exists() else []
    found = (event_of(line) for line in lines if _SOURCES_CHECKED in line)
    return {event.record: event for event in found if event is not None and event.record}


_SOURCES_CHECKED = b'"event": "sources-checked"'


def _file(store: Path) -> Path:
    """Return the file of the events.

    Raises:
        ReadError: It is a link out of the store.
    """
    if path_inside(store, EVENTS) is None:
        raise unreadable(store / EVENTS, LINK_OUT)
    return store / EVENTS


def event_of(line: bytes) -> Event | None:
    """Return the event of a line; `None` if the line is damaged."""
    try:
        given = json.loads(line)
        digest = given.pop(_DIGEST)
        given["cited_by"] = tuple(given.get("cited_by", ()))
        given["passages"] = tuple(given.get("passages", ()))
        event = Event(**given)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return event if event.line() == line + b"\n" and digest else None


class EventsRead:
    """The tombstones of a store; each call reads only the lines that were appended since the last.

    Args:
        store: The folder of the store.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._read_bytes = 0
        self._tombstones: dict[str, Event] = {}

    def tombstone(self, id: str) -> Event | None:
        """Return the last event that took the record with this id out of the store, or `None`."""
        path = _file(self._store)
        size = path.stat().st_size if path.exists() else 0
        if size < self._read_bytes:  # somebody has replaced the file
            self._read_bytes, self._tombstones = 0, {}
        if size > self._read_bytes:
            with open_regular(path) as file:
                file.seek(self._read_bytes)
                for line in file:
                    event = event_of(line.removesuffix(b"\n"))
                    if event and event.record and event.event in ("removed", "purged"):
                        self._tombstones[event.record] = event
                self._read_bytes = file.tell()
        return self._tombstones.get(id)
