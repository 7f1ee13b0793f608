"""What `make lowest` installs is what pyproject.toml promises."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest

from tests import versions


def test_every_dependency_is_installed_at_its_lower_bound() -> None:
    bounds = {
        match[1].lower(): match[2]
        for requirement in requires("annotated-archive") or ()
        if (match := re.match(r"([\w-]+)(?:\[.*?\])?>=([\d.]+)", requirement))
        and re.search(r"extra == .(test|bench).|^[^;]*$", requirement)
    }
    assert dict(line.lower().split("==") for line in versions.lowest()) == bounds


def test_a_dependency_without_a_lower_bound_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = versions.PYPROJECT.read_text("utf-8").replace('"click>=8.1"', '"click"')
    monkeypatch.setattr(versions, "PYPROJECT", tmp_path / "pyproject.toml")
    versions.PYPROJECT.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="click in pyproject.toml says no lowest version"):
        list(versions.lowest())
