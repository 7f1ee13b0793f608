"""Try many mutants of each door, and print what fails, each kind of failure once.

    python -m tests.fuzz --count 1000 "html receive" "ris add"

Not a test, since it takes minutes. A mutant that fails is kept with --keep FOLDER; make a small
test of it.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.fuzz.doors import DOORS
from tests.fuzz.trying import tried


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("doors", nargs="*", default=list(DOORS))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    failed = False
    for name in given.doors:
        began = time.monotonic()
        trial = tried(name, range(given.start, given.start + given.count))
        seconds = time.monotonic() - began
        print(
            f"{name}: {given.count} mutants, {trial.taken} taken, {trial.refused} refused, "
            f"{sum(len(one) for one in trial.failures.values())} failed in "
            f"{len(trial.failures)} ways, slowest {trial.slowest:.1f} s, {seconds:.0f} s",
            flush=True,
        )
        for what, numbers in trial.failures.items():
            print(f"  {what}: {len(numbers)}, first {numbers[0]}", flush=True)
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                file = f"{name.replace(' ', '-')}-{numbers[0]}"
                (given.keep / file).write_bytes(trial.kept[what])
        failed |= bool(trial.failures)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
