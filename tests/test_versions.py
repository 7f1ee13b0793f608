"""What `make lowest` installs is what pyproject.toml promises, and workers share what there is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import Specifier

from tests import versions
from tests.collection import WORKER_GROUPS


def test_every_dependency_is_held_at_its_lower_bound() -> None:
    project = tomllib.loads(versions.PYPROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    written = [*project["dependencies"], *(r for name in versions.EXTRAS for r in extras[name])]
    bounds = [
        (requirement.name, Specifier(str(requirement.specifier)))
        for requirement in map(Requirement, written)
        if requirement.name != project["name"]
    ]
    held = [line.split("==") for line in versions.lowest()]
    assert held == [[name, bound.version] for name, bound in bounds]
    assert {bound.operator for _, bound in bounds} == {">="}


def test_a_dependency_without_a_lower_bound_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = versions.PYPROJECT.read_text("utf-8").replace('"click>=8.1"', '"click"')
    monkeypatch.setattr(versions, "PYPROJECT", tmp_path / "pyproject.toml")
    versions.PYPROJECT.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"^click in pyproject.toml says no lowest version"):
        list(versions.lowest())


def test_files_that_share_a_worker_are_there(root: Path) -> None:
    named = [file for files in WORKER_GROUPS.values() for file in files]
    assert [file for file in named if not (root / file).is_file()] == []
    assert len(named) == len(set(named))
