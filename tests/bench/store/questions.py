"""Which claims a source has, and which fall with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import archive
from tests.bench.store.measuring import lines_of_each, output, seconds_of_each

ASKED = 500
COLD = 5
"""How many new processes are asked each question."""

_CLAIMS = "SELECT * FROM claims_by_source WHERE identity = ? ORDER BY document, claim LIMIT 20"


def questions(store: archive.Store, index: sqlite3.Connection, path: Path) -> None:
    """Claims by source and impact, beside SQL by hand on the same file."""
    rows = [row for (row,) in index.execute("SELECT identity FROM same WHERE kind = 'source'")]
    random, distinct = Random(3), sorted(set(rows))
    evenly = random.sample(distinct, min(ASKED, len(distinct)))
    popular = random.choices(rows, k=ASKED)
    warm(store, index, f"{len(evenly)} of the {len(distinct):,} sources, drawn evenly", evenly)
    warm(store, index, f"{ASKED} of the {len(rows):,} rows of sources, so by popularity", popular)
    cold(store.path, path, popular[:COLD])


def warm(
    store: archive.Store, index: sqlite3.Connection, name: str, identities: Sequence[str]
) -> None:
    print(f"\nclaims and impact of {name}")
    ways: dict[str, Callable[[str], object]] = {
        "first 20 of the view in SQL (floor)": lambda one: index.execute(
            _CLAIMS, (one,)
        ).fetchall(),
        "Store.claims, first 20": lambda one: store.claims(sources=(one,)),
        "Store.impact": store.impact,
    }
    aims = {"p95": "under 0.5 ms at 10,000 records"}
    lines_of_each(seconds_of_each(ways, identities), {"median": 0.5, "p95": 0.95}, aims)


_COLD = """
import sys
from pathlib import Path
from time import perf_counter
from archive import Store
from archive.store.index.opening import connect_to_read
from archive.store.search.filters import Filters
from archive.store.search.impact import impact
from archive.store.search.questions import claims

statement, folder, path, identity = sys.argv[1:]
index = connect_to_read(Path(path))
start = perf_counter()
exec(statement)
print(perf_counter() - start)
"""
_FLOOR = f"index.execute({_CLAIMS!r}, (identity,)).fetchall()"
_FIRST = {
    "the view of claims in SQL (floor)": _FLOOR,
    "claims": "claims(index, Filters(sources=(identity,)))",
    "impact": "impact(index, identity)",
    "store opened, changes looked for, claims": "Store(folder).claims(sources=(identity,))",
}


def cold(folder: Path, path: Path, identities: Sequence[str]) -> None:
    """The first question of a new process; the index is in the system's cache, not in SQLite's."""
    print(f"\nfirst question of a new process, of {len(identities)} processes")
    arguments = [(str(folder), str(path), identity) for identity in identities]
    times = {
        name: sorted(float(output(statement, *one, script=_COLD)) for one in arguments)
        for name, statement in _FIRST.items()
    }
    lines_of_each(times, {"median": 0.5}, {})
