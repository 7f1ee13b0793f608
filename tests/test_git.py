"""Records in git: captures keep their bytes, and a commit that changes one is stopped."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import Result

from archive import io
from archive.cli import main
from archive.validation import validate
from tests import samples
from tests.conftest import skip_or_fail
from tests.runner import run
from tests.tools.cases import each_case

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def git_is_there() -> None:
    if shutil.which("git") is None:
        skip_or_fail("git is not installed")


def git(*arguments: object, at: Path, **settings: str) -> str:
    """Run git in a folder, with nobody's settings but these."""
    nobody = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    given = {"user.name": "A. N. Editor", "user.email": "editor@example.org", **settings}
    options = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
    done = subprocess.run(
        ["git", *options, *map(str, arguments)],
        cwd=at,
        env=nobody,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a record in `articles/small`, its TEI and its capture; nothing committed."""
    folder = tmp_path / "repository"
    document = samples.small()
    io.save(
        document,
        folder / "articles" / "small",
        files={"received/small.txt": samples.RECEIVED.encode()},
    )
    (folder / "articles" / "small" / "document.tei.xml").write_bytes(io.write(document, "tei").data)
    git("init", "--quiet", at=folder)
    return folder


def commit(folder: Path, **settings: str) -> None:
    git("add", "--all", at=folder, **settings)
    git("commit", "--quiet", "--message", "x", at=folder, **settings)


def clone(repository: Path, **settings: str) -> Path:
    """What somebody else gets."""
    other = repository.with_name("clone")
    git("clone", "--quiet", repository, other, at=repository.parent, **settings)
    return other


def ours() -> str:
    """The attributes that the manual advises."""
    page = (ROOT / "docs" / "how-to" / "check-in-ci.md").read_text("utf-8")
    (found,) = re.findall(r"^```text\n(\*\*/received.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(found)


CRLF = {"core.autocrlf": "true"}


# --- line ends ---


def test_with_the_attributes_of_the_manual_a_check_out_keeps_every_byte(repository: Path) -> None:
    (repository / ".gitattributes").write_text(ours(), "utf-8")
    commit(repository, **CRLF)
    other = clone(repository, **CRLF) / "articles" / "small"
    for file in (repository / "articles" / "small").rglob("*.*"):
        if file.is_file():
            name = file.relative_to(repository / "articles" / "small")
            assert (other / name).read_bytes() == file.read_bytes()
    assert validate(other).ok
    assert run("format", "--check", other).exit_code == 0


def test_without_them_it_breaks_captures_and_the_finding_says_what_helps(repository: Path) -> None:
    commit(repository)
    other = clone(repository, **CRLF)
    capture = other / "articles" / "small" / "received" / "small.txt"
    assert b"\r\n" in capture.read_bytes()
    (found,) = validate(other / "articles" / "small").errors
    assert found.code == "capture-damaged"
    assert "has CRLF for each LF received: git has changed it on check-out" in found.message
    line = re.findall('write "(.*?)" into .gitattributes', found.hint or "")[0]
    (other / ".gitattributes").write_text(f"{line}\n", "utf-8")
    capture.unlink()
    git("checkout", "--", capture, at=other, **CRLF)
    assert validate(other / "articles" / "small").ok


def test_what_git_has_turned_into_lf_can_be_committed_as_it_was_received(repository: Path) -> None:
    record = repository / "articles" / "small"
    received = samples.RECEIVED.replace("\n", "\r\n").encode()
    document = io.read(received, "text", id="small", file="received/small.txt").document
    shutil.rmtree(record)
    io.save(document, record, files={"received/small.txt": received})
    commit(repository, **CRLF)
    assert validate(record).ok
    other = clone(repository) / "articles" / "small"
    (found,) = validate(other).errors
    assert found.code == "capture-damaged"
    assert "has LF for each CRLF received: git has changed it on commit" in found.message
    line = re.findall('write "(.*?)" into .gitattributes', found.hint or "")[0]
    (repository / ".gitattributes").write_text(f"{line}\n", "utf-8")
    git("add", "--renormalize", record, at=repository, **CRLF)
    commit(repository, **CRLF)
    git("pull", "--quiet", at=other)
    assert validate(other).ok


def test_this_repository_keeps_its_captures() -> None:
    if not (ROOT / ".git").exists():
        skip_or_fail("this is no checkout")
    files = [
        path.relative_to(ROOT).as_posix()
        for folder in ("documents", "tests/broken")
        for path in (ROOT / folder).rglob("received/*")
    ]
    assert len(files) > 5
    told = git("check-attr", "text", "--", *files, at=ROOT).splitlines()
    assert told == [f"{file}: text: unset" for file in files]


# --- hooks ---


def hooks() -> dict[str, dict[str, str]]:
    """The hooks that pre-commit is offered: a flat list, which needs no parser of all of YAML."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    found = {}
    for hook in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
        lines = (re.sub(r"\s+#.*", "", line).partition(": ") for line in hook.splitlines() if line)
        keys = {key.strip(): value.strip() for key, _, value in lines if value}
        found[keys["id"]] = keys
    return found


HOOKS = hooks()


def committed_with(hook: str, repository: Path, folder: Path) -> Result | None:
    """What a hook says to what is to be committed; `None` where pre-commit would not ask it."""
    keys = HOOKS[hook]
    names = git(
        "diff", "--staged", "--name-only", "--diff-filter=ACMRTUXB", "-z", at=repository
    ).split("\0")[:-1]
    matching = [name for name in names if re.search(keys.get("files", ""), name)]
    if not matching and keys.get("always_run") != "true":
        return None
    program, *entry = shlex.split(keys["entry"])
    assert program == "archive"
    arguments = [*entry, *keys.get("args", "[]").strip("[]").split()]
    passed = matching if keys.get("pass_filenames") != "false" else []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run(*arguments, *passed)


@pytest.fixture
def changing(repository: Path) -> Path:
    """The record of the repository, committed, and about to be changed."""
    commit(repository)
    return repository / "articles" / "small"


@each_case(
    ("name", "validated", "formatted"),
    [
        ("articles/a/document.json", True, True),
        ("document.json", True, True),
        ("articles/a/document.tei.xml", True, False),
        ("articles/a/received/page.html", True, False),
        ("received/deep/scan 1.png", True, False),
        ("articles/a/figures/map.svg", True, False),
        ("articles/a/notes.md", False, False),
        ("package.json", False, False),
        ("mydocument.json", False, False),
        ("docs/unreceived/x", False, False),
    ],
)
def test_a_hook_is_asked_of_the_files_of_a_record(
    name: str, validated: bool, formatted: bool
) -> None:
    assert bool(re.search(HOOKS["archive-validate"]["files"], name)) is validated
    assert bool(re.search(HOOKS["archive-format"]["files"], name)) is formatted


def test_every_hook_runs_a_command_that_there_is() -> None:
    assert set(HOOKS) == {"archive-validate", "archive-validate-all", "archive-format"}
    for keys in HOOKS.values():
        program, command, *options = shlex.split(keys["entry"])
        assert program == "archive"
        assert keys["language"] == "python"
        known = [o for p in main.commands[command].params if isinstance(p, click.Option) for o in p.opts]  # fmt: skip
        assert set(options) <= set(known)


def test_a_changed_capture_stops_the_commit(changing: Path, repository: Path) -> None:
    (changing / "received" / "small.txt").write_text("Trade", "utf-8")
    git("add", "--all", at=repository)
    result = committed_with("archive-validate", repository, repository)
    assert result is not None
    assert result.exit_code == 1
    assert "articles/small/document.json" in result.stdout
    assert "error[capture-damaged]" in result.stdout
    assert result.stdout.endswith(" in 1 record\n")


def test_a_sound_change_of_several_files_is_looked_at_once(
    changing: Path, repository: Path
) -> None:
    for name in ("document.json", "document.tei.xml"):
        (changing / name).write_bytes((changing / name).read_bytes() + b"\n")
    (changing / "figures").mkdir()
    (changing / "figures" / "a.svg").write_text("<svg/>", "utf-8")
    git("add", "--all", at=repository)
    result = committed_with("archive-validate", repository, repository)
    assert result is not None
    assert result.exit_code == 0
    assert result.stdout.endswith(" in 1 record\n")
    formatted = committed_with("archive-format", repository, repository)
    assert formatted is not None
    assert "formatted articles/small/document.json" in formatted.stderr


def test_only_the_hook_for_all_records_notices_that_a_capture_is_gone(
    changing: Path, repository: Path
) -> None:
    (changing / "received" / "small.txt").unlink()
    git("add", "--all", at=repository)
    assert committed_with("archive-validate", repository, repository) is None
    result = committed_with("archive-validate-all", repository, repository)
    assert result is not None
    assert result.exit_code == 1
    assert "error[capture-missing]" in result.stdout
