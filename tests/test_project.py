"""What the files at the top say of the project: each agrees with pyproject.toml and leads somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet

from archive.version import VERSION
from tests.conftest import ROOT, import_or_skip
from tests.tools.cases import each_case

TOP_PAGES = sorted(ROOT.glob("*.md"))


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def yaml(path: str) -> Any:
    return import_or_skip("yaml").safe_load((ROOT / path).read_text("utf-8"))


def test_the_library_knows_the_version_that_is_published(project: dict[str, Any]) -> None:
    assert project["version"] == VERSION


NAMES_THE_VERSION = {
    "CHANGELOG.md": r"^## (\S+) - (?:\d{4}-\d\d-\d\d)$",
    "CITATION.cff": r"^version: (\S+)$",
    ".github/ISSUE_TEMPLATE/bug.yml": r"archive, version ([\d.]+);",
    "docs/how-to/check-in-ci.md": r"^ *rev: v(\S+)$",
    "docs/reference/versions.md": r"^The newest version is ([\d.]+), ",
}
"""Where pages name the newest version, the first time."""


@each_case("page", NAMES_THE_VERSION)
def test_every_page_that_names_the_version_names_the_newest(page: str) -> None:
    named = re.search(NAMES_THE_VERSION[page], (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert named
    assert named[1] == VERSION


def test_who_pins_as_the_page_says_gets_this_version() -> None:
    page = (ROOT / "docs/reference/versions.md").read_text("utf-8")
    pins = re.findall(r"annotated-archive ~= (\S+?)`", page)
    assert pins
    assert all(VERSION in SpecifierSet(f"~={pin}") for pin in pins)


def test_a_citation_has_the_day_of_the_release() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {VERSION} - {yaml('CITATION.cff')['date-released']}" in changes


def test_a_citation_says_what_the_package_says(project: dict[str, Any]) -> None:
    citation = yaml("CITATION.cff")
    assert citation["authors"] == project["authors"]
    assert {
        "version": citation["version"],
        "license": citation["license"],
        "description": citation["abstract"],
        "keywords": citation["keywords"],
    } == {key: project[key] for key in ("version", "license", "description", "keywords")}


def test_every_python_that_is_named_is_tested_in_public(project: dict[str, Any]) -> None:
    jobs = yaml(".github/workflows/ci.yml")["jobs"]
    image = re.search(r"python:([\d.]+)-", jobs["all"]["container"]["image"])
    assert image
    tested = [image[1], *jobs["pythons"]["strategy"]["matrix"]["python"]]
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(project["classifiers"]), re.MULTILINE)
    assert named == tested
    assert project["requires-python"] == f">={named[0]}"
    *others, last = named
    page = (ROOT / "docs/reference/versions.md").read_text("utf-8")
    assert f"Python {', '.join(others)} and {last} " in page


def test_the_manual_is_built_elsewhere_with_the_extra_that_make_docs_installs(
    project: dict[str, Any],
) -> None:
    settings = yaml(".readthedocs.yaml")
    (install,) = settings["python"]["install"]
    assert set(install["extra_requirements"]) <= set(project["optional-dependencies"])
    assert (ROOT / settings["sphinx"]["configuration"]).is_file()


@each_case("page", TOP_PAGES, ids=lambda path: path.name)
def test_every_link_of_a_page_at_the_top_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)[^)\s]*\)", page.read_text("utf-8"))
    inside = [target for target in targets if not re.match("[a-z]+:", target)]
    assert [target for target in inside if not (page.parent / target).exists()] == []
