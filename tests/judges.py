"""Everybody who may say that a TEI file is wrong: three schemas, two processors each where there are two.

Nothing of `archive` is used here, so that what it writes is judged by others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree, isoschematron

from tests.catalogs import RELAX_NG, SCHEMATRON, models, resolved_by_java
from tests.jing import Jing

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE_RNG = ROOT / "schemas" / "archive.rng"
ARCHIVE_SCH = ROOT / "schemas" / "archive.sch"
TEI_ALL = "https://www.tei-c.org/Vault/P5/4.12.0/xml/tei/custom/schema/relaxng/tei_all.rng"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


class Verdict(NamedTuple):
    """What one judge has against a file."""

    judge: str
    message: str


class Judges:
    """The judges of one test process. Those of libxml2 are compiled on first use.

    What a file is judged by stands in its own instructions, and is found as an editor finds it:
    names of ours through the catalog, tei_all at its address.
    """

    def __init__(self, jing: Jing, tei_all: Path) -> None:
        self._jing, self._tei_all = jing, tei_all

    def on(self, data: bytes) -> list[Verdict]:
        """Return what all of them have against a file; nothing if it is right."""
        tree = etree.fromstring(data)
        verdicts: list[Verdict] = []
        named = list(models(tree))
        assert named, "it names no schema"
        for model in named:
            is_tei_all = model.href == TEI_ALL
            schema = self._tei_all if is_tei_all else resolved_by_java(model.href)
            assert schema is not None, model
            if model.language == SCHEMATRON:
                verdicts += (Verdict(schema.name, found) for found in schematron(tree, schema))
            else:
                assert model.language == RELAX_NG
                verdicts += self._by_libxml2(schema, tree)
                verdicts += self._by_jing(schema, data)
        return verdicts

    def _by_jing(self, schema: Path, data: bytes) -> Iterator[Verdict]:
        [messages] = self._jing.validate(schema, [data])
        for message in messages:
            yield Verdict(
                f"{schema.name}, jing", f"{message.line}:{message.column}: {message.text}"
            )

    def _by_libxml2(self, schema: Path, tree: etree._Element) -> Iterator[Verdict]:
        relax_ng = compiled(schema)
        if not relax_ng.validate(tree):
            for entry in relax_ng.error_log:
                yield Verdict(f"{schema.name}, libxml2", f"{entry.line}: {entry.message}")


@cache
def compiled(schema: Path) -> etree.RelaxNG:
    """A RELAX NG schema for libxml2, which takes seconds to compile tei_all."""
    return etree.RelaxNG(etree.parse(schema))


def schematron(tree: etree._Element, schema: Path = ARCHIVE_SCH) -> list[str]:
    """What a Schematron has against a file: the id of the check, the place, the message."""
    check = _schematron(schema)
    check.validate(tree)
    report: Any = check.validation_report
    return [
        f"{failed.get('id')} at {failed.get('location')}: {' '.join(''.join(failed.itertext()).split())}"
        for failed in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")
    ]


@cache
def _schematron(schema: Path) -> isoschematron.Schematron:
    return isoschematron.Schematron(
        etree.parse(schema),
        store_report=True,
        error_finder=isoschematron.Schematron.ASSERTS_AND_REPORTS,
    )
