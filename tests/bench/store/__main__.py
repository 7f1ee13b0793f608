"""The figures of one archive: `python -m tests.bench.store`."""

from __future__ import annotations

import argparse
from pathlib import Path

import tests.bench.store
from tests.bench.store import store


def main() -> None:
    parser = argparse.ArgumentParser("tests.bench.store", description=tests.bench.store.__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--archive", type=Path, help="an archive that was made before")
    arguments = parser.parse_args()
    store(arguments.records, arguments.archive)


if __name__ == "__main__":
    main()
