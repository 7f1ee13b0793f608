"""Runs `measure` on files and folders, and prints what is silent."""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.articles.deletions.measure import Outcome, files_in, measured


def main() -> int:
    """Print the silent deletions of files, and how many were tried; return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m tests.articles.deletions")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=2, help="how many of each kind")
    parser.add_argument("--most", type=int, default=None, help="how many of each file at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args()
    total = Outcome("all")
    kinds: Counter[str] = Counter()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        running = {
            pool.submit(measured, path, chosen.each, chosen.seed, chosen.most): path
            for path in files_in(chosen.paths)
        }
        for future in as_completed(running):
            try:
                one = future.result()
            except Exception as error:
                print(f"{running[future]}: {type(error).__name__}: {error}", flush=True)
                continue
            print(f"{one.file}: {one.tried} tried, {len(one.silent)} silent", flush=True)
            for place in one.silent:
                print(f"  {place}", flush=True)
                kinds[" ".join(place.kind)] += 1
            total.tried += one.tried
            total.noticed += one.noticed
            total.nothing += one.nothing
            total.silent += one.silent
    for kind, times in kinds.most_common():
        print(f"{times:6} {kind}")
    print(
        f"{total.tried} tried: {total.noticed} noticed, {total.nothing} say nothing, "
        f"{len(total.silent)} silent"
    )
    return bool(total.silent)


if __name__ == "__main__":
    raise SystemExit(main())
