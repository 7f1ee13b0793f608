"""Where removed records go, and what is kept of records that are removed or destroyed."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from archive.errors import ReadError, WriteError, require
from archive.files.manifest import digests_in, manifest_in
from archive.files.record_discovery import holds_record
from archive.files.regular_files import path_inside
from archive.store.events import LINK_OUT
from archive.store.verification import REMOVED


def require_names(by: str, reason: str) -> None:
    """Raise an error unless it is said by whom and why.

    Raises:
        WriteError: One of both is blank.
        TypeError: One of both is no string.
    """
    require(by, str, "by is a name, a str")
    require(reason, str, "the reason is given in words, a str")
    if not by.strip() or not reason.strip():
        raise WriteError("say by whom and why: both are kept in the events of the store")


def place_for_removed(store: Path, path: Path) -> Path:
    """Return where a record is moved: a path that no removed record has, or is in.

    Args:
        store: The folder of the store.
        path: The path of the record in the store.

    Raises:
        WriteError: A link leads out of the store.
    """
    removed = store / REMOVED
    place = removed / path
    for number in count():
        place = removed / (f"again-{number}" if number else "") / path
        within = [one for one in place.parents if removed in one.parents]
        if not (os.path.lexists(place) or any(map(holds_record, within))):
            break
    if path_inside(store, place.relative_to(store).as_posix()) is None:
        raise WriteError(f"{place.parent}: {LINK_OUT}; nothing was written")
    return place


def digests_to_keep(folder: Path) -> dict[str, str]:
    """Return the digests of a record's files; of files that cannot be read, those listed for them.

    What cannot be read can be removed all the same.
    """
    try:
        return digests_in(folder)
    except OSError:
        pass
    try:
        manifest = manifest_in(folder)
    except ReadError:
        return {}
    return {} if manifest is None else dict(manifest.digests)


def remaining_copies(store: Path) -> str:
    """Return, in words, where destroyed bytes may still be."""
    root = Path(os.path.abspath(store))  # noqa: PTH100 (keeps a path through links)
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        return "destroyed here; the history of git still has the bytes"
    return "destroyed here; copies and backups may still have the bytes"
