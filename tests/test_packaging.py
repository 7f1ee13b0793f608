"""What is in the files that people install."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath
from random import Random

import pytest

from tests import build_dist, extras_alone


def test_the_extra_all_brings_every_library_that_the_code_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    [everything] = project["optional-dependencies"]["all"]
    code = "".join(path.read_text("utf-8") for path in (root / "archive").rglob("*.py"))
    asked = set(re.findall(r'MissingExtra\("(\w+)"', code)) - ENGINES
    assert "web" in asked
    assert set(re.fullmatch(r"annotated-archive\[(.*)\]", everything)[1].split(",")) == asked
    assert asked <= set(project["optional-dependencies"])


def test_every_extra_has_an_example_that_is_run_with_it_alone(root: Path) -> None:
    examples = {path.stem for path in (root / "tests" / "extras").glob("*.py")}
    assert examples == {extras_alone.CORE, *extras_alone.extras()}


def test_an_extra_without_an_example_is_a_failure(tmp_path: Path) -> None:
    assert extras_alone.alone("other", tmp_path, tmp_path) == "there is no tests/extras/other.py"
    assert extras_alone.main(["other"]) == 2


ENGINES = {"dask", "spark"}
"""Extras that are not in `all`: the engines of a cluster, and PySpark wants an old pandas."""
SHIPPED = ("archive", "schemas")
AT_THE_TOP = {
    *("CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml")
}


def _build(target: str, root: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    run = subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith("COV_")},
    )
    assert run.returncode == 0, run.stderr
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("wheel", root, tmp_path_factory.mktemp("wheel"))


def _files(folder: Path) -> set[str]:
    """The files of a folder that are no leftovers of a compiler."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix() for path in paths}


@pytest.mark.slow
def test_the_wheel_holds_the_library_and_every_schema_and_nothing_else(wheel: Path, root: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    library, metadata = sorted({PurePosixPath(name).parts[0] for name in names}, reverse=True)
    assert library == "archive"
    assert metadata.endswith(".dist-info")
    assert "archive/py.typed" in names
    inside = {name.removeprefix("archive/") for name in names if name.startswith("archive/")}
    schemas = {f"schemas/{name}" for name in _files(root / "schemas") if "/records/" not in name}
    assert inside == _files(root / "archive") | schemas
    assert "schemas/released/1.0/archive.rng" in inside


@pytest.mark.slow
def test_the_sdist_holds_neither_documents_nor_tests(root: Path, tmp_path: Path):
    with tarfile.open(_build("sdist", root, tmp_path)) as sdist:
        names = [PurePosixPath(name) for name in sdist.getnames()]
    assert {name.parts[1] for name in names if len(name.parts) > 2} == {*SHIPPED}
    at_the_top = {name.parts[1] for name in names if len(name.parts) == 2}
    assert at_the_top == {*AT_THE_TOP, "PKG-INFO", ".gitignore"}  # hatchling adds both


LEFT_BEHIND = (
    *(
        ".DS_Store",
        "module.py~",
        "#module.py#",
        "module.py.orig",
        "module.py.rej",
        ".module.py.swp",
    ),
    *("__pycache__/module.cpython-311.pyc", ".idea/workspace.xml", "module.py.bak", ".#module.py"),
)
"""What editors, systems, merges and Python leave in a folder."""


def _tree(root: Path, place: Path, *, random: Random) -> None:
    """A copy of what is built from, with other times and modes, made in another order, and litter."""
    files = [root / name for name in (*AT_THE_TOP, ".gitignore")]
    files += [root / folder / name for folder in SHIPPED for name in _files(root / folder)]
    random.shuffle(files)
    for path in files:
        copy = place / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(random.choice((0o600, 0o640, 0o644, 0o664)))
        at = random.randrange(10**9, 2 * 10**9)
        os.utime(copy, (at, at))
    for folder in ("archive", "archive/model", "schemas", "schemas/released/1.0"):
        for name in LEFT_BEHIND:
            path = place / folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(random.randbytes(9))


@pytest.mark.slow
def test_whoever_builds_gets_the_same_bytes(root: Path, tmp_path: Path) -> None:
    built = []
    for seed, name in enumerate(("one", "another folder")):
        folder = tmp_path / name / "tree"
        before = os.umask((0o022, 0o077)[seed])
        try:
            _tree(root, folder, random=Random(seed))
            sdist = _build("sdist", folder, tmp_path / name / "sdist")
            wheel = _build("wheel", folder, tmp_path / name / "wheel")
            with tarfile.open(sdist) as packed:
                packed.extractall(tmp_path / name / "unpacked", filter="data")
            [unpacked] = (tmp_path / name / "unpacked").iterdir()
            of_sdist = _build("wheel", unpacked, tmp_path / name / "wheel of sdist")
        finally:
            os.umask(before)
        built += [(sdist.name, sdist.read_bytes()), (wheel.name, wheel.read_bytes())]
        assert of_sdist.name == wheel.name
        assert of_sdist.read_bytes() == wheel.read_bytes()
    assert built[:2] == built[2:]


@pytest.mark.slow
def test_a_build_of_a_commit_has_what_git_has_and_nothing_more(root: Path, tmp_path: Path) -> None:
    """`make dist` builds of the last commit: what is not in it is not shipped."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("this is no clone")
    build_dist.export(root, tmp_path / "tree")
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "HEAD", *SHIPPED], cwd=root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for folder in SHIPPED:
        names = {f"{folder}/{name}" for name in _files(tmp_path / "tree" / folder)}
        assert names == {name for name in listed.splitlines() if name.startswith(f"{folder}/")}


def test_the_wheel_works_where_nothing_else_of_the_project_is(wheel: Path, tmp_path: Path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    # -S and -I: no editable install, no working folder; only the wheel and the dependencies.
    packages = sysconfig.get_path("purelib")
    program = (
        f"import sys; sys.path[:0] = [{str(tmp_path / 'installed')!r}]; sys.path.append({packages!r})\n"
        "from importlib.resources import files\n"
        "import archive\n"
        "print(archive.__file__)\n"
        "print(*(entry.name for entry in (files(archive) / 'schemas').iterdir()))\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith("COV_")},
    )
    assert run.returncode == 0, run.stderr
    place, schemas = run.stdout.splitlines()
    assert Path(place) == tmp_path / "installed" / "archive" / "__init__.py"
    assert "README.md" in schemas.split()
