"""The schemas of our TEI: RELAX NG and Schematron, read once a process, on first use."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import archive
from archive.findings import Finding, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.formats.tei.xml import Element
    from archive.validation.places import TeiPlaces

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"


def schema(name: str) -> bytes:
    """Return a file of `schemas/`: that of the checkout if this is one, else the one installed."""
    checkout = Path(archive.__file__).parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "schemas" / name).is_file():
        return (checkout / "schemas" / name).read_bytes()
    return files("archive").joinpath("schemas", name).read_bytes()


def relax_ng_findings(root: Element, places: TeiPlaces) -> Iterator[Finding]:
    """What archive.rng does not allow."""
    for entry in () if (schema := _relax_ng()).validate(root) else schema.error_log:
        yield Finding("tei-not-valid", entry.message, location=Location(line=entry.line))


@cache
def _relax_ng() -> Any:
    from lxml import etree

    return etree.RelaxNG(etree.fromstring(schema("archive.rng")))


def schematron_findings(root: Element, places: TeiPlaces) -> Iterator[Finding]:
    """What archive.sch does not allow. The code is the id of the check, up to its dot."""
    result = _schematron()(root)
    for failed in result.getroot().iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        code = failed.get("id", "schematron").partition(".")[0]
        message = " ".join("".join(failed.itertext()).split())
        found = Finding(code, message, location=Location(pointer=failed.get("location")))
        yield places.of_element(found)


@cache
def _schematron() -> Any:
    """The transformation that archive.sch stands for, without the log of what was looked at."""
    from lxml import etree, isoschematron

    steps = (
        isoschematron.iso_dsdl_include,
        isoschematron.iso_abstract_expand,
        isoschematron.iso_svrl_for_xslt1,
    )
    tree: Any = etree.ElementTree(etree.fromstring(schema("archive.sch")))
    for step in steps:
        tree = step(tree)
    for logged in list(tree.getroot().iter(f"{SVRL}fired-rule", f"{SVRL}active-pattern")):
        logged.getparent().remove(logged)
    return etree.XSLT(tree)


@cache
def schematron_titles() -> dict[str, str]:
    """The title of the pattern that each code of archive.sch belongs to."""
    from lxml import etree

    root = etree.fromstring(schema("archive.sch"))
    return {
        check.get("id", "").partition(".")[0]: pattern.findtext(f"{_SCH}title") or ""
        for pattern in root.iter(f"{_SCH}pattern")
        for check in pattern.iter(f"{_SCH}assert", f"{_SCH}report")
    }
