"""The archive of many records, beside what is done by hand and by others: `python -m tests.bench.store`.

The records are those of `tests.store.generated`. Writing is measured by the clock, since it waits for the
disk; so is what runs in several processes. What `archive.store` does not have yet is left out.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.store.adding import adding, many_at_once
from tests.bench.store.fixity import fixity
from tests.bench.store.indexing import indexing, one_more
from tests.bench.store.reading import reading
from tests.bench.store.searching import searching
from tests.store.generated import make_archive


def store(records: int = 10_000, folder: Path | None = None) -> None:
    """Print the figures of an archive with so many records, which is made in a temporary folder.

    Args:
        records: The number of records.
        folder: An archive that has been made before.
    """
    logging.disable(logging.INFO)  # ocfl-py logs each object
    with tempfile.TemporaryDirectory(prefix="bench-store-") as scratch:
        work = Path(scratch)
        made = folder or work / "archive"
        print(f"\narchive of {records:,} generated records")
        if folder is None:
            start = perf_counter()
            counts = make_archive(made, records, processes=os.cpu_count() or 1)
            seconds = perf_counter() - start
            print(
                f"  {counts.paragraphs:,} paragraphs, {counts.annotations + counts.claims:,} annotations "
                f"and claims, {counts.size_bytes / 1e6:,.0f} MB, made in {seconds:.0f} s"
            )
        folders = sorted(path.parent for path in made.glob("*/*/document.json"))
        adding(folders, work)
        many_at_once(folders, work)
        reading(folders)
        fixity(made, folders, work)
        index = indexing(made, folders, work)
        searching(index, made)
        one_more(index, folders, work)
