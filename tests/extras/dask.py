"""The tables of records are made on a cluster of Dask on this machine."""

from pathlib import Path

import archive
from archive.corpus import run


def main() -> None:
    for id in ("a", "b"):
        note = archive.receive(b"It rained.", "text", id=id)
        archive.save(note.document, f"notes/{id}/", files=note.files)
    result = run("tables", "notes", "results", engine="dask", workers=1)
    assert (result.done, result.failed) == (2, {}), result
    assert list(Path("results/tables/blocks").iterdir())


if __name__ == "__main__":  # each worker imports this file
    main()
