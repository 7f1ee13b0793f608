"""Reads the schemas of the package, and validates TEI records with RELAX NG and Schematron."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from archive.findings import Finding, Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from archive.formats.tei.finding_locations import TeiLocations
    from archive.formats.tei.lxml_tree import Element
    from archive.relaxng.grammar import Grammar

_PACKAGE = Path(__file__).parents[1]
"""The folder of `archive`."""

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"


def names() -> list[str]:
    """Return the names of all shipped schemas, including released ones and the catalog."""
    return sorted(
        name
        for name in _files(_folder(), "")
        if not name.endswith(".md") and "/records/" not in name
    )


def read(name: str) -> bytes:
    """Return a schema by its name: `archive.rng`, `released/1.0/document.schema.json`."""
    return _folder().joinpath(*name.split("/")).read_bytes()


def path(name: str = "") -> Path:
    """Return the path of a schema on this machine; without a name, that of their folder."""
    return Path(str(_folder())) / name


def _folder() -> Traversable:
    """Return the folder `schemas/` of the checkout, or, if this is none, of the installed package.

    The checkout comes first, because an editable install may leave an old copy in site-packages.
    """
    from importlib.resources import files

    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "schemas").is_dir():
        return checkout / "schemas"
    return files("archive").joinpath("schemas")


def _files(folder: Traversable, under: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{under}{entry.name}/")
        else:
            yield under + entry.name


def relax_ng_findings(root: Element, locations: TeiLocations) -> Iterator[Finding]:
    """Yield the findings of archive.rng, at most one."""
    for fault in _grammar().faults(root):
        finding = Finding("tei-not-valid", fault.message, f"allowed: {fault.allowed}")
        yield locations.of_element(finding, fault.element, fault.attribute)


@cache
def _grammar() -> Grammar:
    from archive.relaxng.grammar import Grammar

    return Grammar(etree.fromstring(read("archive.rng")))


def schematron_findings(root: Element, locations: TeiLocations) -> Iterator[Finding]:
    """Yield the findings of archive.sch. The code is the id of the check up to the dot."""
    result = _schematron()(root)
    for failed in result.getroot().iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        code = failed.get("id", "schematron").partition(".")[0]
        message = " ".join("".join(failed.itertext()).split())
        finding = Finding(code, message, location=Location(pointer=failed.get("location")))
        yield locations.of_element(finding)


@cache
def _schematron() -> Any:
    return etree.XSLT(etree.fromstring(read("archive.sch.xsl")))


@cache
def schematron_titles() -> dict[str, str]:
    """Return for each code of archive.sch the title of its pattern."""
    root = etree.fromstring(read("archive.sch"))
    return {
        check.get("id", "").partition(".")[0]: pattern.findtext(f"{_SCH}title") or ""
        for pattern in root.iter(f"{_SCH}pattern")
        for check in pattern.iter(f"{_SCH}assert", f"{_SCH}report")
    }
