"""Compiles archive.odd as Roma and oXygen do, and keeps what comes out in tests/data/compiled::

    python -m tests.compile_odd --stylesheets STYLESHEETS --schxslt SCHXSLT --p5 p5subset.xml

STYLESHEETS is a work tree of the TEI Consortium's Stylesheets (github.com/TEIC/Stylesheets), SCHXSLT
one of SchXslt (github.com/schxslt/schxslt), p5subset.xml the source of TEI P5 as one file
(www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml). They are no part of the project. Needs
`saxonche`; takes some seconds.

Kept are the RELAX NG without its documentation, the Schematron, and what SchXslt makes of
archive.sch, changed to the binding xslt2: XSLT that any processor of XSLT 2.0 or 3.0 can run.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from tests.judges import ARCHIVE_SCH
from tests.odd import ARCHIVE_ODD, RNG, TEI

COMPILED = Path(__file__).parent / "data" / "compiled"
COMPILED_RNG = COMPILED / "archive.rng"
COMPILED_SCH = COMPILED / "archive.sch"
COMPILED_RULES = COMPILED / "archive.sch.xsl"
HOW = "make them anew: python -m tests.compile_odd (its first lines say what it needs)"


def digest_of_odd(odd: Path = ARCHIVE_ODD) -> str:
    """SHA-256 of what archive.odd says to a compiler: its specifications without their prose."""
    tree = etree.parse(odd)
    digest = hashlib.sha256()
    for spec in tree.iter(f"{TEI}elementSpec", f"{TEI}schemaSpec"):
        for prose in spec.findall(f".//{TEI}desc"):
            prose.getparent().remove(prose)  # type: ignore[union-attr]
        for node in spec.iter(etree.Element):
            node.text, node.tail = (node.text or "").strip(), (node.tail or "").strip()
        digest.update(etree.tostring(spec, method="c14n", exclusive=True))
    return digest.hexdigest()


def digest_of_rules(rules: Path = ARCHIVE_SCH) -> str:
    """SHA-256 of archive.sch."""
    return hashlib.sha256(rules.read_bytes()).hexdigest()


def kept_digest(compiled: Path) -> str:
    """The digest of what a kept file was made of, which its first comment names."""
    found = re.search(r"sha256:([0-9a-f]{64})", compiled.read_text("utf-8"))
    return found[1] if found else ""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Compile archive.odd.")
    for name in ("stylesheets", "schxslt", "p5"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args(arguments)
    COMPILED.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        _compile_odd(options.stylesheets.resolve(), options.p5.resolve(), Path(folder))
        _compile_rules(options.schxslt.resolve(), Path(folder))


def _compile_odd(stylesheets: Path, p5: Path, folder: Path) -> None:
    source = re.sub(
        r'(<schemaSpec\b[^>]*?\bsource=")[^"]*"',
        rf'\g<1>{p5.as_uri()}"',
        ARCHIVE_ODD.read_text("utf-8"),
    )
    (folder / "source.odd").write_text(source, "utf-8")
    odds = stylesheets / "odds"
    transform(odds / "odd2odd.xsl", folder / "source.odd", folder / "compiled.odd")
    transform(odds / "odd2relax.xsl", folder / "compiled.odd", folder / "compiled.rng")
    transform(odds / "extract-isosch.xsl", folder / "compiled.odd", folder / "compiled.sch")
    version = (stylesheets / "VERSION").read_text("utf-8").strip()
    made = f"made of archive.odd by the TEI Stylesheets {version}; sha256:{digest_of_odd()}"
    _keep(folder / "compiled.rng", COMPILED_RNG, made, only=RNG)
    _keep(folder / "compiled.sch", COMPILED_SCH, made)


def _compile_rules(schxslt: Path, folder: Path) -> None:
    steps = schxslt / "core/src/main/resources/xslt/2.0"
    rules = ARCHIVE_SCH.read_text("utf-8")
    (folder / "rules-0").write_text(rules.replace('Binding="xslt"', 'Binding="xslt2"'), "utf-8")
    for n, step in enumerate(("include.xsl", "expand.xsl", "compile-for-svrl.xsl")):
        transform(steps / step, folder / f"rules-{n}", folder / f"rules-{n + 1}")
    made = f"made of archive.sch by SchXslt, with the binding xslt2; sha256:{digest_of_rules()}"
    _keep(folder / "rules-3", COMPILED_RULES, made)


def transform(stylesheet: Path, source: Path, target: Path) -> None:
    """Run a stylesheet on a file with Saxon."""
    saxon = import_module("saxonche")
    with saxon.PySaxonProcessor(license=False) as processor:
        program = processor.new_xslt30_processor().compile_stylesheet(
            stylesheet_file=str(stylesheet)
        )
        program.set_base_output_uri(target.as_uri())
        program.transform_to_file(source_file=str(source), output_file=str(target))


def _keep(source: Path, target: Path, made: str, only: str = "") -> None:
    """Keep a file without its comments; of one namespace, only what is of it, laid out anew."""
    parser = etree.XMLParser(remove_blank_text=bool(only), remove_comments=True)
    root = etree.parse(source, parser).getroot()
    for node in list(root.iter(etree.Element)):
        parent = node.getparent()
        is_wanted = str(node.tag).startswith(only) and not str(node.tag).startswith(_ABOUT)
        if parent is not None and not is_wanted:
            parent.remove(node)
    if only:
        etree.cleanup_namespaces(root)
        etree.indent(root, " ")
    text = etree.tostring(root, encoding="unicode")
    target.write_text(f"{_DECLARATION}\n<!-- {made} -->\n{text}\n", "utf-8")


_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
"""SchXslt says here when it ran."""


if __name__ == "__main__":
    main()
