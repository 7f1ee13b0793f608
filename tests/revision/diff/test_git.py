"""What git shows of records, with `archive diff` as its driver."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import archive
from archive import Document
from archive.view.diff_page import file_page
from tests.conftest import ROOT, skip_or_fail
from tests.revision.diff.records import base, canonical, claim
from tests.runner import run
from tests.samples import small


def test_a_file_that_is_new_or_gone_is_reported_in_a_line():
    data = canonical(small())
    assert file_page("a/document.json", None, data) == (
        "a/document.json\nsmall: the record is new (3 blocks, 1 claim, 1 source)\n"
    )
    assert "small: the record is gone" in file_page("a/document.json", data, None)


def test_a_version_that_is_no_record_is_shown_by_its_lines():
    data = canonical(small())
    broken = data.replace(b'"id": "claim-1"', b'"id": "claim-1\x07"').replace(b"fell", b"fe\xffll")
    page = file_page("document.json", data, broken)
    assert page.startswith(
        "document.json\nthe new version holds no record, so its lines are shown:"
    )
    assert "error[not-utf-8]" in page
    assert '\n-      "id": "claim-1",\n' in page
    assert '\n+      "id": "claim-1<U+0007>",\n' in page
    assert "the old version holds no record" in file_page("x", broken, data)
    both = file_page("x", b"{", b"[")
    assert "the old version holds no record" in both
    assert "the new version holds no record" in both
    assert both.endswith("\n-{\n+[\n")
    assert "the new version holds no record" in file_page("x", None, b"")
    assert "\x1b[31m-" in file_page("x", data, broken, styled=True)


class Repository:
    """A git repository with a record in it, for which our diff is set up as the manual says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / ".gitattributes").write_text("document.json diff=archive\n", "utf-8")
        self.git("init", "--quiet")
        command = f'"{sys.executable}" -c "from archive.cli import main; main()" diff --git'
        for name, value in {
            "user.name": "A", "user.email": "a@example.org", "diff.archive.command": command,
            "commit.gpgsign": "false", "core.autocrlf": "false",
        }.items():  # fmt: skip
            self.git("config", name, value)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            check=True,
        )
        assert done.stderr == b""
        return done.stdout.decode()

    def shell(self, command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            check=False,
        )

    def save(self, document: Document) -> None:
        archive.save(document, self.folder / "trade", files={})

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Changed.")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        skip_or_fail("git is not here")
    found = Repository(tmp_path / "repository")
    found.save(base())
    found.commit()
    return found


@pytest.mark.slow
def test_git_shows_a_diff_of_records(repository: Repository):
    repository.save(claim(restatement="Trade fell.")(base()))
    (repository.folder / "notes.txt").write_text("Notes.\n", "utf-8")
    repository.git("add", "--intent-to-add", "notes.txt")
    shown = repository.git("diff", "--", "notes.txt", "trade/document.json")
    assert shown.startswith("diff --git a/notes.txt b/notes.txt\n")
    assert shown.endswith(
        "trade/document.json\n"
        "small: 1 difference (claims 1)\n\nClaims\n  claim-1 is restated\n"
        "    - Trade with China fell by 10% in 2015.\n    + Trade fell.\n"
    )
    repository.commit()
    assert "claim-1 is restated" in repository.git("log", "-p", "--ext-diff", "-1")
    assert "claim-1 is restated" in repository.git("show", "--ext-diff")


@pytest.mark.slow
def test_git_shows_records_that_are_new_gone_and_renamed(repository: Repository):
    shown = repository.git("show", "--ext-diff")
    assert "trade/document.json\nsmall: the record is new (" in shown
    (repository.folder / "trade").rename(repository.folder / "commerce")
    repository.save(small())
    repository.git("add", "--all")
    repository.git("rm", "--quiet", "--cached", "-r", "trade")
    shown = repository.git("diff", "--cached", "-M")
    assert shown.startswith("trade/document.json → commerce/document.json\nsmall: no differences")
    repository.git("reset", "--quiet", "--hard")
    shutil.rmtree(repository.folder / "trade")
    assert "trade/document.json\nsmall: the record is gone (" in repository.git("diff")


@pytest.mark.slow
def test_git_goes_on_where_a_version_is_no_record(repository: Repository):
    file = repository.folder / "trade" / "document.json"
    file.write_bytes(
        file.read_bytes().replace(b'"restatement": "Trade may', b'"restatement: "Trade may')
    )
    (repository.folder / "z.txt").write_text("Notes.\n", "utf-8")
    repository.git("add", "--all")
    shown = repository.git("diff", "--cached")
    assert shown.startswith(
        "trade/document.json\nthe new version holds no record, so its lines are shown:"
    )
    assert "trade/document.json:96:22: error[not-json]" in shown.replace("\n", " ")
    assert '\n-      "restatement": "Trade may recover.",\n' in shown
    assert '\n+      "restatement: "Trade may recover.",\n' in shown
    assert "diff --git a/z.txt b/z.txt" in shown


def test_git_leaves_a_file_in_conflict_to_itself(repository: Repository):
    main_branch = repository.git("branch", "--show-current").strip()
    repository.git("checkout", "--quiet", "-b", "other")
    repository.save(claim(restatement="Trade fell.")(base()))
    repository.commit()
    repository.git("checkout", "--quiet", main_branch)
    repository.save(claim(restatement="Trade rose.")(base()))
    repository.commit()
    merged = subprocess.run(
        ["git", "merge", "other"], cwd=repository.folder, capture_output=True, check=False
    )
    assert merged.returncode == 1
    assert "trade/document.json" in repository.git("diff")


def test_git_shows_colours_in_its_pager(repository: Repository, tmp_path: Path):
    """The pager is no terminal to us, but git says that it is in use."""
    archive.save(base(), tmp_path / "a.json")
    archive.save(claim(restatement="Trade fell.")(base()), tmp_path / "b.json")
    arguments = ("diff", "--git", "x", tmp_path / "a.json", "0", "0", tmp_path / "b.json", "0", "0")
    environment = {"GIT_PAGER_IN_USE": "true", "COLUMNS": "40", "NO_COLOR": None}
    assert "\x1b[" in run(*arguments, env=environment).stdout
    assert "\x1b[" not in run(*arguments, env={**environment, "NO_COLOR": "1"}).stdout
    assert "\x1b[" not in run(*arguments, env={**environment, "GIT_PAGER_IN_USE": None}).stdout
    assert "\x1b[" not in run("diff", "--no-color", *arguments[1:], env=environment).stdout


@pytest.mark.slow
def test_git_does_not_mind_a_reader_who_has_enough(repository: Repository):
    """Git says that its driver died, and stops, where that ends with any other code than 0."""
    for name in ("trade", "trade-2", "trade-3"):
        changed = base()
        for number in range(400):
            changed = changed.add(
                archive.model.Comment(id=f"n-{number}", text="A long word. " * 20)
            )
        archive.save(changed, repository.folder / name, files={})
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "Longer than a pipe holds.")
    for command in ("git show --ext-diff", "git log -p --ext-diff"):
        shown = repository.shell(f"{command} | head -n 9")
        assert shown.stdout.count(b"\n") == 9
        assert shown.stderr == b""


@pytest.mark.slow
def test_on_the_command_line_a_reader_who_has_enough_is_told_by_the_exit_code(tmp_path: Path):
    long = base().add(archive.model.Comment(id="n", text="A word. " * 40_000))
    archive.save(base(), tmp_path / "a.json")
    archive.save(long, tmp_path / "b.json")
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    # What is not buffered, Python writes in part and takes for written.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-m", "archive", "diff", "--all", *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
