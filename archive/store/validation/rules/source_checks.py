"""The rule on passages that are no longer in a copy of their work, as the events of a store say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from sqlite3 import Connection
from typing import Any

from archive.english import listed
from archive.findings import Severity, short
from archive.store.events import Event
from archive.store.validation.rules.places import PlacedFinding, placed


def quoted_words_drifted(
    connection: Connection, checks: Mapping[str, Event]
) -> Iterator[PlacedFinding]:
    """Words quoted as evidence are not in a copy of the work, as the last check of sources found.

    `archive check-sources STORE --write` keeps the result of each check in the events of the store.
    Check the sources again to see what the copy has in place of the words. Then correct the
    quotation, quote the version of the work that has the words, or review the statement. It is a
    note if another copy has the words. The finding goes when the next check finds the words, or
    when they are no longer quoted.
    """
    for document, event in sorted(checks.items()):
        drifted = {
            (passage.get("part"), passage.get("work"), passage.get("quoted_sha256")): passage
            for passage in event.passages
            if passage.get("state") == "drifted"
        }
        if not drifted:
            continue
        rows = connection.execute(
            "SELECT r.path, e.pointer, e.part, e.work, e.quoted FROM evidence AS e"
            " JOIN records AS r ON r.document = e.document"
            " WHERE e.document = ? AND e.quoted IS NOT NULL ORDER BY e.pointer",
            (document,),
        )
        for path, pointer, part, work, quoted in rows.fetchall():
            passage = drifted.get((part, work, sha256(quoted.encode()).hexdigest()))
            if passage is not None:
                message = f"{part} quotes {short(quoted)} from {work}, which {_copies(passage)}"
                yield placed(
                    path,
                    pointer.split("/")[1],
                    part,
                    "quoted-words-drifted",
                    f"{message} did not have on {event.at[:10]}",
                    "compare them with the copy (`archive check-sources`); correct the quotation, "
                    "or review the statement",
                    _severity(passage),
                )


def _severity(passage: Mapping[str, Any]) -> Severity:
    """Return that of a note if another copy has the words, otherwise that of a warning."""
    states = {copy.get("state") for copy in passage.get("copies", ())}
    return Severity.NOTE if "verified" in states else Severity.WARNING


def _copies(passage: Mapping[str, Any]) -> str:
    """Return the names and digests of the copies that do not have a passage."""
    names = [
        f"{copy.get('copy')} (SHA-256 {str(copy.get('sha256'))[:12]})"
        for copy in passage.get("copies", ())
        if copy.get("state") == "drifted"
    ]
    return listed(names) if names else "a copy"
