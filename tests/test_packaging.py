"""What is in the files that people install."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest


def test_the_extra_all_brings_every_library_that_the_code_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    [everything] = project["optional-dependencies"]["all"]
    code = "".join(path.read_text("utf-8") for path in (root / "archive").rglob("*.py"))
    asked = set(re.findall(r'MissingExtra\("(\w+)"', code))
    assert "web" in asked
    assert set(re.fullmatch(r"annotated-archive\[(.*)\]", everything)[1].split(",")) == asked
    assert asked <= set(project["optional-dependencies"])


def _build(target: str, root: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    run = subprocess.run(
        [*command, "--directory", str(folder)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("wheel", root, tmp_path_factory.mktemp("wheel"))


def _schemas(root: Path) -> set[str]:
    folder = root / "schemas"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_wheel_holds_the_library_and_every_schema_and_nothing_else(wheel: Path, root: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    library, metadata = sorted({PurePosixPath(name).parts[0] for name in names}, reverse=True)
    assert library == "archive"
    assert metadata.endswith(".dist-info")
    assert "archive/py.typed" in names
    prefix = "archive/schemas/"
    assert {name.removeprefix(prefix) for name in names if name.startswith(prefix)} == _schemas(
        root
    )


@pytest.mark.slow
def test_the_sdist_holds_neither_documents_nor_tests(root: Path, tmp_path: Path):
    with tarfile.open(_build("sdist", root, tmp_path)) as sdist:
        names = [PurePosixPath(name) for name in sdist.getnames()]
    assert {name.parts[1] for name in names if len(name.parts) > 2} == {"archive", "schemas"}
    at_the_top = {name.parts[1] for name in names if len(name.parts) == 2}
    assert at_the_top == {
        *("CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml"),
        *("PKG-INFO", ".gitignore"),  # hatchling adds both
    }


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
