"""Brings the pages of the list together: `python -m tests.articles.html.finding.gather CHECKOUTS FOLDER`.

CHECKOUTS holds a git repository, with or without a work tree, for each collection, as `owner/name`
or `owner+name`. FOLDER gets `work/` and `held/`, in each a folder of pages for each collection:
`NAME.html`, the page, and `NAME.json`, what is true of it. A page that is not the one of the list,
byte for byte, is refused. `--choose` writes the list anew.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.articles.html.finding.sets import COLLECTIONS, Collection, Page, Read, html_of

HERE = Path(__file__).parent
PAGES = HERE / "pages.tsv"
REPOSITORIES = HERE / "repositories.tsv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkouts", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--choose", action="store_true", help="write the list of pages anew")
    asked = parser.parse_args()
    if asked.choose:
        choose(asked.checkouts)
    if asked.folder is not None:
        gather(asked.checkouts, asked.folder)


def choose(checkouts: Path) -> None:
    """Write the list: of each collection the pages of its rule, sites by turns work and held out."""
    rows, repositories = [], []
    for collection in COLLECTIONS:
        git = git_folder(checkouts, collection.repository)
        commit = _git(git, "rev-parse", "HEAD").decode().strip()
        repositories.append((collection.name, collection.repository, commit, collection.rule))
        read = reader(git, commit)
        pages = pages_of(collection, git, commit)
        sites = sorted({page.site for page in pages})
        part = {site: ("work", "held")[place % 2] for place, site in enumerate(sites)}
        for page in pages:
            digest = hashlib.sha256(read(page.path)).hexdigest()
            rows.append((collection.name, part[page.site], page.name, page.path, digest))
    _write(REPOSITORIES, ("collection", "repository", "commit", "rule"), repositories)
    _write(PAGES, ("collection", "part", "name", "path", "sha256"), rows)


def gather(checkouts: Path, folder: Path) -> None:
    """Write each page of the list, and its truth, into the folder."""
    commits = {row[0]: row[2] for row in rows_of(REPOSITORIES)}
    listed = {(row[0], row[2]): row for row in rows_of(PAGES)}
    for collection in COLLECTIONS:
        git = git_folder(checkouts, collection.repository)
        commit = commits[collection.name]
        read = reader(git, commit)
        for page in pages_of(collection, git, commit):
            if (row := listed.pop((collection.name, page.name), None)) is None:
                continue
            _, part, name, path, digest = row
            data = read(path)
            if hashlib.sha256(data).hexdigest() != digest:
                raise SystemExit(f"{collection.name}: {path} is not the page of the list")
            into = folder / part / collection.name
            into.mkdir(parents=True, exist_ok=True)
            (into / f"{name}.html").write_bytes(html_of(path, data))
            (into / f"{name}.json").write_text(page.truth().to_json(), encoding="utf-8")
    if listed:
        raise SystemExit(
            f"{len(listed)} pages of the list are not there, the first is {next(iter(listed))}"
        )


def pages_of(collection: Collection, git: Path, commit: str) -> list[Page]:
    """The pages of a collection that its rule takes."""
    paths = _git(git, "ls-tree", "-r", "-z", "--name-only", commit).decode().split("\0")
    return list(collection.pages(paths, reader(git, commit)))[:: collection.step]


def reader(git: Path, commit: str) -> Read:
    """Gives the bytes of a file of a commit."""
    return lambda path: _git(git, "show", f"{commit}:{path}")


def git_folder(checkouts: Path, repository: str) -> Path:
    """Where a repository, `owner/name`, lies."""
    owner, _, name = repository.partition("/")
    for place in (checkouts / owner / name, checkouts / f"{owner}+{name}"):
        for folder in (place, place / "repo"):
            if folder.is_dir() and ((folder / ".git").exists() or (folder / "HEAD").exists()):
                return folder
    raise SystemExit(f"{checkouts} has no repository {repository}")


def rows_of(table: Path) -> Iterator[list[str]]:
    """The rows of a table, its head left out."""
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def _write(table: Path, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    lines = "".join("\t".join(row) + "\n" for row in (head, *rows))
    table.write_text(lines, encoding="utf-8")


def _git(folder: Path, *command: str) -> bytes:
    done = subprocess.run(["git", "-C", folder, *command], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {' '.join(command)}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
