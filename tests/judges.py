"""Everybody who may say that a TEI file is wrong: three schemas, two processors each where there are two.

Nothing of `archive` is used here, so that what it writes is judged by others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree, isoschematron

from tests.jing import Jing

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE_RNG = ROOT / "schemas" / "archive.rng"
ARCHIVE_SCH = ROOT / "schemas" / "archive.sch"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


class Verdict(NamedTuple):
    """What one judge has against a file."""

    judge: str
    message: str


class Judges:
    """The judges of one test process. Those of libxml2 are compiled on first use."""

    def __init__(self, jing: Jing, tei_all: Path) -> None:
        self._jing, self._tei_all = jing, tei_all

    def on(self, data: bytes) -> list[Verdict]:
        """Return what all of them have against a file; nothing if it is right."""
        tree = etree.fromstring(data)
        return [
            *self._by_libxml2("archive.rng", ARCHIVE_RNG, tree),
            *(Verdict("archive.sch", found) for found in schematron(tree)),
            *self._by_libxml2("tei_all", self._tei_all, tree),
            *self._by_jing("archive.rng", ARCHIVE_RNG, data),
            *self._by_jing("tei_all", self._tei_all, data),
        ]

    def on_tei_all(self, data: bytes) -> list[Verdict]:
        """Return what tei_all has against a file."""
        return [
            *self._by_libxml2("tei_all", self._tei_all, etree.fromstring(data)),
            *self._by_jing("tei_all", self._tei_all, data),
        ]

    def _by_jing(self, name: str, schema: Path, data: bytes) -> Iterator[Verdict]:
        [messages] = self._jing.validate(schema, [data])
        for message in messages:
            yield Verdict(f"{name}, jing", f"{message.line}:{message.column}: {message.text}")

    def _by_libxml2(self, name: str, schema: Path, tree: etree._Element) -> Iterator[Verdict]:
        relax_ng = compiled(schema)
        if not relax_ng.validate(tree):
            for entry in relax_ng.error_log:
                yield Verdict(f"{name}, libxml2", f"{entry.line}: {entry.message}")


@cache
def compiled(schema: Path) -> etree.RelaxNG:
    """A RELAX NG schema for libxml2, which takes seconds to compile tei_all."""
    return etree.RelaxNG(etree.parse(schema))


def schematron(tree: etree._Element) -> list[str]:
    """What archive.sch has against a file: the id of the check, the place, the message."""
    check = _schematron()
    check.validate(tree)
    report: Any = check.validation_report
    return [
        f"{failed.get('id')} at {failed.get('location')}: {' '.join(''.join(failed.itertext()).split())}"
        for failed in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")
    ]


@cache
def _schematron() -> isoschematron.Schematron:
    return isoschematron.Schematron(
        etree.parse(ARCHIVE_SCH),
        store_report=True,
        error_finder=isoschematron.Schematron.ASSERTS_AND_REPORTS,
    )
