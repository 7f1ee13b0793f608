"""Ways in which the file of an index can be damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TypeAlias

Damage: TypeAlias = Callable[[bytearray, Random], bytes]


def each_damage(
    file: Path, count: int, *, others: Mapping[str, bytes], seed: int = 0
) -> Iterator[str]:
    """Damage a database in one way after another, and yield what was done to it.

    Each time the file is the one that it was, apart from the damage, and has no write-ahead log but
    one that is the damage.

    Args:
        file: The database, which no program has open.
        count: How often.
        others: The bytes of other databases, which take its place, by what they are.
        seed: The seed for drawing.
    """
    random, right = Random(seed), file.read_bytes()
    ways: dict[str, Damage] = {
        "cut off": lambda data, _: bytes(data[: random.randrange(len(data))]),
        "empty": lambda data, _: b"",
        "text": lambda data, _: b"This is not SQLite. " * random.randrange(1, 9000),
        "some bytes overwritten": _overwritten,
        "bits flipped": _flipped,
        "a page of garbage": _garbage_page,
        "a page of zeros": _zero_page,
        "two pages swapped": _swapped,
        **{name: lambda data, _, other=data: other for name, data in others.items()},  # type: ignore[misc]
    }
    tables = _first_pages(file)
    for number in range(count):
        remove(file)
        kind = random.choice(["table", "log", *ways, "bits flipped", "some bytes overwritten"])
        data = bytearray(right)
        if kind == "table":  # small tables have their turn
            table = random.choice([*tables])
            start = (tables[table] - 1) * _page_bytes(right)
            used = [at for at in range(start, start + _page_bytes(right)) if right[at]]
            data[random.choice(used)] ^= 1 << random.randrange(8)
            kind = f"a bit of {table}"
        elif kind == "log":
            log = random.choice(("-wal", "-shm"))
            file.with_name(file.name + log).write_bytes(
                random.randbytes(random.randrange(1, 99999))
            )
            kind = f"garbage in {log}"
        else:
            data = bytearray(ways[kind](data, random))
        file.write_bytes(data)
        yield f"{number}: {kind}"
    remove(file)
    file.write_bytes(right)


def remove(file: Path) -> None:
    """Remove a database with its log."""
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _page_bytes(data: bytes | bytearray) -> int:
    return int.from_bytes(data[16:18], "big")  # fileformat2.html, 1.3.2


def _first_pages(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"
        return dict(connection.execute(query))


def _page(data: bytearray, random: Random) -> slice:
    size = _page_bytes(data)
    start = random.randrange(len(data) // size) * size
    return slice(start, start + size)


def _overwritten(data: bytearray, random: Random) -> bytes:
    for _ in range(random.choice((1, 3, 50))):
        at, length = random.randrange(len(data)), random.choice((1, 4, 100))
        data[at : at + length] = random.randbytes(min(length, len(data) - at))
    return bytes(data)


def _flipped(data: bytearray, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 5, 200))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def _garbage_page(data: bytearray, random: Random) -> bytes:
    data[_page(data, random)] = random.randbytes(_page_bytes(data))
    return bytes(data)


def _zero_page(data: bytearray, random: Random) -> bytes:
    data[_page(data, random)] = bytes(_page_bytes(data))
    return bytes(data)


def _swapped(data: bytearray, random: Random) -> bytes:
    one, two = _page(data, random), _page(data, random)
    data[one], data[two] = data[two], data[one]
    return bytes(data)
