"""Speed, as ratios to a floor measured in the same run: `make bench`.

Machines differ and so does their load, so nothing here is asserted. Each figure is the least of
several runs; floor and measured thing take turns, so that a busy moment hits both.
"""

from __future__ import annotations

import argparse

from tests.bench import articles, changed_text, peers, records
from tests.bench.store import store

RECORDS = 300
"""The records of the archive of many; `python -m tests.bench.store --records` makes larger ones."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    records.start_up(rounds)
    records.record(1, rounds)
    records.record(10, max(2, rounds // 2))
    records.sheets(rounds)
    records.page(rounds)
    records.rows_of_many(rounds)
    articles.receiving(rounds)
    articles.deriving(rounds)
    changed_text.changed_text(rounds)
    peers.peers(rounds)
    store(RECORDS)


if __name__ == "__main__":
    main()
