"""Tests the lists of files of others, and how they are gathered."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.articles import gather_files
from tests.articles.html.finding.gather import REPOSITORIES, rows_of

LEAST = {"tei": 18, "jats": 14, "docx": 10, "odt": 8, "html": 10}


@pytest.mark.parametrize("table", [gather_files.FILES, gather_files.PAGES])
def test_a_list_names_each_file_once(table: Path) -> None:
    files = list(gather_files.files_of(table))
    assert len({file.sha256 for file in files}) == len({file.place for file in files}) == len(files)
    assert all(re.fullmatch(r"[^/]+/[^/]+", file.repository) for file in files)
    assert all(re.fullmatch(r"[0-9a-f]{40}", file.commit) for file in files)
    assert all(re.fullmatch(r"[0-9a-f]{64}", file.sha256) for file in files)
    assert all(file.size_bytes >= 1000 for file in files)


def test_sixty_files_are_of_many_kinds_and_repositories() -> None:
    files = list(gather_files.files_of(gather_files.FILES))
    assert Counter(file.label for file in files) == LEAST
    assert len({file.repository for file in files}) >= 58


def test_three_hundred_pages_are_of_many_repositories_none_of_them_a_collection() -> None:
    pages = list(gather_files.files_of(gather_files.PAGES))
    assert [page.label for page in pages] == [f"{number:03}" for number in range(1, 301)]
    pages_of = Counter(page.repository for page in pages)
    assert len(pages_of) >= 60
    assert max(pages_of.values()) <= 8
    assert pages_of.keys().isdisjoint(row[1] for row in rows_of(REPOSITORIES))


def test_files_are_gathered_as_they_are_listed_and_no_others(tmp_path: Path) -> None:
    checkout = tmp_path / "ada+letters"
    letter, page = b"<TEI>\r\n\xff</TEI>", b"<p>A.\r\n"
    for name, data in (("tei/a b.xml", letter), ("b.html", page), ("c.html", b"<p>C.")):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_bytes(data)
    commit = _committed(checkout)
    (checkout / "b.html").write_bytes(b"<p>Later.")
    _committed(checkout)

    table, folder = tmp_path / "list.tsv", tmp_path / "gathered"
    rows = [
        ("kind", "repository", "path", "commit", "sha256", "bytes"),
        ("tei", "ada/letters", "tei/a b.xml", commit, _digest(letter), str(len(letter))),
        ("007", "ada/letters", "b.html", commit, _digest(page), str(len(page))),
    ]
    table.write_text("".join("\t".join(row) + "\n" for row in rows))
    gather_files.gather(table, tmp_path, folder)
    gathered = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert gathered == {"tei/ada--letters--a b.xml": letter, "007.html": page}

    table.write_text(table.read_text().replace(_digest(page), "0" * 64))
    with pytest.raises(SystemExit, match=r"ada/letters: b\.html is not the file of the list"):
        gather_files.gather(table, tmp_path, folder)
    table.write_text(table.read_text().replace("ada/letters", "bob/letters"))
    with pytest.raises(SystemExit, match="has no repository bob/letters"):
        gather_files.gather(table, tmp_path, folder)


def _committed(checkout: Path) -> str:
    git: list[str | Path] = ["git", "-C", checkout]
    git += ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (
        ["init", "-q"],
        ["-c", "core.autocrlf=false", "add", "."],
        ["commit", "-q", "-m", "files"],
    ):
        subprocess.run([*git, *command], check=True, capture_output=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True)
    return head.stdout.decode().strip()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
