"""Gathers the files of a list: `python -m tests.articles.gather_files LIST CHECKOUTS FOLDER`.

The files of a list are other people's, so the project keeps the list alone. LIST is
`deletions/files.tsv` (a file a row, by kind) or `html/halves/pages.tsv` (a page a row, by number).
CHECKOUTS holds a git repository, with or without a work tree, for each repository of the list, as
`owner/name` or `owner+name`. FOLDER gets `KIND/OWNER--NAME--FILE`, or `NUMBER.html`. A file that is
not the one of the list, byte for byte, is refused.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.articles.html.finding.gather import git_folder, reader, rows_of

HERE = Path(__file__).parent
FILES = HERE / "deletions" / "files.tsv"
PAGES = HERE / "html" / "halves" / "pages.tsv"


@dataclass(frozen=True)
class Listed:
    """A file of a list."""

    label: str
    """Its kind, or the number of the page."""
    repository: str
    path: str
    commit: str
    sha256: str
    size_bytes: int

    @property
    def place(self) -> PurePosixPath:
        """Where it lies in the folder of the gathered files."""
        if self.label.isdecimal():
            return PurePosixPath(f"{self.label}.html")
        name = f"{self.repository.replace('/', '--')}--{PurePosixPath(self.path).name}"
        return PurePosixPath(self.label, name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    parser.add_argument("checkouts", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    gather(asked.list, asked.checkouts, asked.folder)


def gather(table: Path, checkouts: Path, folder: Path) -> None:
    """Write each file of the list into the folder.

    Raises:
        SystemExit: A repository or file is missing, or the file is not the one of the list.
    """
    for listed in files_of(table):
        read = reader(git_folder(checkouts, listed.repository), listed.commit)
        data = read(listed.path)
        if hashlib.sha256(data).hexdigest() != listed.sha256:
            raise SystemExit(f"{listed.repository}: {listed.path} is not the file of the list")
        into = folder / listed.place
        into.parent.mkdir(parents=True, exist_ok=True)
        into.write_bytes(data)


def files_of(table: Path) -> Iterator[Listed]:
    """Yield the files of a list."""
    for label, repository, path, commit, sha256, size in rows_of(table):
        yield Listed(label, repository, path, commit, sha256, int(size))


if __name__ == "__main__":
    main()
