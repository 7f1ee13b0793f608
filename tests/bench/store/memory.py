"""The most memory that a task on the whole store takes, above what it takes for one record."""

from __future__ import annotations

from pathlib import Path

import archive
from tests.bench.store.measuring import left_out, output, size

_TASKS = {
    "archive.load of each folder (floor)": "for folder in store.folders(): archive.load(folder)",
    "iterating the store": "for _ in store: pass",
    "Store.index from nothing": "archive.Store(path, index=new).index(processes=1)",
    "Store.verify, with the index": "store.verify()",
    "Store.validate": "for _ in store.validate(again=True, processes=1): pass",
    "Store.add_many": "archive.Store(new).add_many(store.folders())",
}
"""What is measured, in one process, and the statement that does it."""

_SCRIPT = """
import re, sys
from pathlib import Path
import archive

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

statement, work, *stores = sys.argv[1:]
for number, path in enumerate(stores):
    store, new = archive.Store(path), Path(work) / f"new-{number}"
    Path("/proc/self/clear_refs").write_text("5")  # the peak is now what is taken now
    before = peak()
    exec(statement)
print(peak() - before)
"""
"""Does it for a store of one record, so that all is imported, and then for the whole store."""


def memory(store: archive.Store, work: Path) -> None:
    """The peak of memory of what goes through all records, each in a new process."""
    print(f"\npeak of memory above the start, {len(store):,} records")
    if not Path("/proc/self/clear_refs").exists():
        left_out("all of it", "only Linux says how much it was")
        return
    small = archive.Store(work / "one-record")
    small.add(next(store.folders()))
    small.index()
    for number, (name, statement) in enumerate(_TASKS.items()):
        place = work / f"memory-{number}"
        place.mkdir()
        above = output(statement, str(place), str(small.path), str(store.path), script=_SCRIPT)
        size(name, float(above), "MB", "" if name.endswith("(floor)") else "at most 100")
