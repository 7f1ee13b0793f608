"""Writes a bag (BagIt 1.0, RFC 8493): its payload, its manifests and the facts about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from archive.errors import WriteError
from archive.preservation.bagit.checking import file_digests
from archive.preservation.bagit.tag_files import (
    DECLARATION,
    INFO,
    PAYLOAD,
    manifest_lines,
    tag_lines,
)
from archive.preservation.record_files import PackedFile, damaged
from archive.version import VERSION

ALGORITHMS = ("sha256", "sha512")
"""The digests in the manifests; a receiver of bags has at least one of both (RFC 8493, 2.4)."""

_PIECE = 1 << 20
_KILO = 1000


def write_bag(
    folder: Path,
    payload: Iterable[PackedFile],
    info: Sequence[tuple[str, str]],
    *,
    bagging_date: str = "",
) -> None:
    """Write a bag into a new, empty folder.

    Each payload file is read once, in pieces. The same files, facts and date give the same bytes.

    Args:
        folder: The folder; the caller gives it its name when it is whole.
        payload: The payload files, by their paths in `data`.
        info: More labels and values of `bag-info.txt`.
        bagging_date: The date of the bag (`2026-12-01`); if empty, today.

    Raises:
        WriteError: A payload file is not as the manifest of its record says, or two have one name;
            or a value is not one line.
    """
    lines: dict[str, list[tuple[str, str]]] = {algorithm: [] for algorithm in ALGORITHMS}
    wrong: list[Path] = []
    size_bytes = 0
    for file in payload:
        name = f"{PAYLOAD}/{file.name}"
        digests, size = _put(file, folder / name)
        if file.sha256 not in ("", digests["sha256"]) and isinstance(file.source, Path):
            wrong.append(file.source)
        for algorithm, digest in digests.items():
            lines[algorithm].append((name, digest))
        size_bytes += size
    if wrong:
        raise damaged(wrong)
    files = len(lines["sha256"])
    tags = {
        DECLARATION: tag_lines(
            [("BagIt-Version", "1.0"), ("Tag-File-Character-Encoding", "UTF-8")]
        ),
        INFO: tag_lines(_info(info, bagging_date or today(), size_bytes, files)),
        **{f"manifest-{name}.txt": manifest_lines(found) for name, found in lines.items()},
    }
    for name, data in tags.items():
        _write(folder / name, data)
    for algorithm in ALGORITHMS:
        found = [(name, file_digests(folder / name, [algorithm])[algorithm]) for name in tags]
        _write(folder / f"tagmanifest-{algorithm}.txt", manifest_lines(found))


def today() -> str:
    """Return the date of today (`2026-12-01`)."""
    return date.today().isoformat()


def _put(file: PackedFile, target: Path) -> tuple[dict[str, str], int]:
    """Write a payload file; return its digests and its size in bytes."""
    hashes = {name: hashlib.new(name) for name in ALGORITHMS}
    size = 0
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        new = target.open("xb")
    except FileExistsError:
        message = f"two files would be {PAYLOAD}/{file.name} in the bag; write two bags"
        raise WriteError(message) from None
    with new:
        if isinstance(file.source, bytes):
            new.write(file.source)
            size = len(file.source)
            for one in hashes.values():
                one.update(file.source)
        else:
            with file.source.open("rb") as source:
                while piece := source.read(_PIECE):
                    size += new.write(piece)
                    for one in hashes.values():
                        one.update(piece)
    return {name: one.hexdigest() for name, one in hashes.items()}, size


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as new:
        new.write(data)


def _info(
    info: Sequence[tuple[str, str]], bagging_date: str, size_bytes: int, files: int
) -> list[tuple[str, str]]:
    for label, value in info:
        if value.splitlines() != [value] or value != value.strip():
            raise WriteError(f"{label} must be one line without outer spaces, not {value!r}")
    return [
        *info,
        ("Bagging-Date", bagging_date),
        ("Payload-Oxum", f"{size_bytes}.{files}"),
        ("Bag-Size", _readable(size_bytes)),
        ("Bag-Software-Agent", f"archive {VERSION}"),
    ]


def _readable(size_bytes: int) -> str:
    """Return a size for people, who read it before they copy the bag.

    >>> _readable(999), _readable(260_000_000)
    ('999 B', '260 MB')
    """
    size, unit = float(size_bytes), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < _KILO:
            break
        size, unit = size / _KILO, larger
    return f"{size:.0f} {unit}"
