"""Makes the schemas that are made from something else, and copies in kept TEI: `make schemas`.

With `--release` it then freezes them as the version that SCHEMA_VERSION names. Until a library with
that version is published, `--release --again` freezes what they have become since.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, isoschematron

from archive import derivations
from archive.formats.tei.encoding_description import TAXONOMIES
from archive.io import read, write
from archive.model.document import SCHEMA_VERSION
from archive.model.json_schema import document_schema
from archive.model.schema_names import public_identifier, schema_name
from tests import released
from tests.jing import trang
from tests.judges import ARCHIVE_RNG, ARCHIVE_SCH, SVRL
from tests.odd import ARCHIVE_ODD, RNG, made_odd
from tests.released import NAMED, SCHEMAS, bare

ARCHIVE_RNC = SCHEMAS / "archive.rnc"
ARCHIVE_SCH_XSL = SCHEMAS / "archive.sch.xsl"
CATALOG = SCHEMAS / "catalog.xml"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
WIDTH = 100
KEPT_TEI = (
    Path(__file__).parent / "broken" / "tei" / "sound.xml",
    Path(__file__).parent / "data" / "every-construct.tei.xml",
)
"""Files written by hand, but for what is a copy in each TEI file (`with_copies`)."""


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.make_schemas")
    parser.add_argument("--release", action="store_true", help=f"freeze them as {SCHEMA_VERSION}")
    parser.add_argument("--again", action="store_true", help="although this version was released")
    chosen = parser.parse_args(arguments)
    folder = SCHEMAS / "released" / SCHEMA_VERSION
    if chosen.again and not chosen.release:
        parser.error("--again goes with --release")
    if chosen.release and folder.exists() and not chosen.again:
        sys.exit(f"{folder} is there: {RAISE}; --again if no published library has it")
    if chosen.again:
        released.withdraw(SCHEMA_VERSION)
    make()
    if chosen.release:
        released.release(SCHEMA_VERSION)
        print(f"schema {SCHEMA_VERSION} is frozen in {folder}: commit it, and released.sha256")


RAISE = "raise SCHEMA_VERSION in archive/model/document.py, then `make schemas`"
"""What a change of the model needs after the release."""


def make() -> None:
    """Make all anew that is made."""
    (SCHEMAS / "document.schema.json").write_text(made_json_schema(), "utf-8")
    ARCHIVE_RNC.write_text(made_rnc(ARCHIVE_RNC.read_text("utf-8")), "utf-8")
    trang(ARCHIVE_RNC, ARCHIVE_RNG)
    ARCHIVE_SCH.write_text(made_sch(ARCHIVE_SCH.read_text("utf-8")), "utf-8")
    ARCHIVE_SCH_XSL.write_bytes(made_sch_xsl())
    ARCHIVE_ODD.write_bytes(made_odd())
    CATALOG.write_text(made_catalog(), "utf-8")
    for path in KEPT_TEI:
        path.write_text(with_copies(path.read_text("utf-8")), "utf-8")


def made_json_schema(schemas: Path = SCHEMAS) -> str:
    """Return document.schema.json: as released, if the model says the same in other words.

    A name leads to one file for ever; what explains better comes with the next version.
    """
    made = document_schema()
    path = schemas / "released" / SCHEMA_VERSION / "document.schema.json"
    if path.exists() and bare(json.loads(text := path.read_text("utf-8"))) == bare(made):
        return text
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def made_catalog(schemas: Path = SCHEMAS) -> str:
    """Return catalog.xml: each name that a schema has or had, with the file that has it.

    There are two entries for each, since resolvers differ: the specification turns a URN of this
    namespace into a public identifier (XML Catalogs 1.1, 6.4), and some take it as any other URI.
    """
    files = {(name, SCHEMA_VERSION): name for name in NAMED}
    for path in sorted(schemas.glob("released/*/*")):
        if path.name in NAMED:
            files.setdefault((path.name, path.parent.name), path.relative_to(schemas).as_posix())
    entries = "".join(
        f'  <public publicId="{public_identifier(*named)}" uri="{file}"/>\n'
        f'  <uri name="{schema_name(*named)}" uri="{file}"/>\n'
        for named, file in files.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- The names by which files say which schemas of ours they follow. Made: make schemas. -->
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" prefer="public">
{entries}</catalog>
"""


def made_rnc(schema: str) -> str:
    """Return archive.rnc with the closed words of the model.

    It is written by hand, but for what lists these: the definition of `classDecl`, which has all of
    them, each choice between several words of one taxonomy, and the names of derivations.
    """
    schema = re.sub(r"(?<=^classDecl =\n).*?(?=^\S|^$)", _class_decl(), schema, flags=re.M | re.S)
    for name, words in TAXONOMIES.items():
        pointers = [f'"#{name}.{word}"' for word in words]
        choice = re.compile(rf'^(.*?)"#{name}\.[\w-]+"(?:\s*\| "#{name}\.[\w-]+")+(.*)$', re.M)
        schema = choice.sub(lambda found, p=pointers: _choice(found[1], p, found[2]), schema)
    names = [f'"{name}"' for name in derivations.NAMES]
    opening, closing = ("(", ")") if len(names) > 1 else ("", "")  # no `,` and `|` side by side
    choice = re.compile(r'(attribute type { "derivation" },\n *)\(?"[^}]*"\)?$', re.M)

    def anew(found: re.Match[str]) -> str:
        start, _, indent = found[1].rpartition("\n")
        return f"{start}\n{_choice(indent + opening, names, closing)}"

    return choice.sub(anew, schema)


def made_sch(schema: str, grammar: Path = ARCHIVE_RNG) -> str:
    """Return archive.sch with the elements that may be text blocks, wherever it lists them.

    Those are the elements whose pattern in archive.rng is `text-block`; a new one comes last.
    """
    found: dict[str, None] = {}
    for ref in etree.parse(grammar).iter(f"{RNG}ref"):
        if ref.get("name") == "text-block":
            found[str(next(ref.iterancestors(f"{RNG}element")).get("name"))] = None

    def anew(old: re.Match[str]) -> str:
        known = [name for name in re.findall(r"tei:(\w+)", old[0]) if name in found]
        new = [name for name in found if name not in known]
        return old["between"].join(f"{old['axis']}tei:{name}" for name in (*known, *new))

    listed = r"(?P<axis>self::|)tei:p(?P<between> or | \| )(?P=axis)tei:head\b"
    return re.sub(rf"{listed}(?:(?P=between)(?P=axis)tei:\w+)*", anew, schema)


def made_sch_xsl(schema: Path = ARCHIVE_SCH) -> bytes:
    """Return archive.sch as a transformation (XSLT 1.0) whose result is a report in SVRL.

    It is made by the transformations of ISO Schematron that lxml has, without what only costs time:
    the log of what was looked at, and the visit to comments and processing instructions.
    """
    tree: Any = etree.parse(schema)
    for step in (
        isoschematron.iso_dsdl_include,
        isoschematron.iso_abstract_expand,
        isoschematron.iso_svrl_for_xslt1,
    ):
        tree = step(tree)
    for logged in list(tree.getroot().iter(f"{SVRL}fired-rule", f"{SVRL}active-pattern")):
        logged.getparent().remove(logged)
    for visit in tree.getroot().iter(f"{XSL}apply-templates"):
        if visit.get("select") == "*|comment()|processing-instruction()":
            visit.set("select", "*")
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"


def _class_decl() -> str:
    taxonomies = ",\n".join("\n".join(_taxonomy(name)) for name in TAXONOMIES)
    return f"  element classDecl {{\n{taxonomies}\n  }}\n"


def _taxonomy(name: str) -> Iterator[str]:
    yield "    element taxonomy {"
    yield f'      attribute xml:id {{ xsd:ID {{ pattern = "taxonomy\\.{name}" }} }},'
    words = list(TAXONOMIES[name])
    for word in words:
        yield "      element category {"
        yield f'        attribute xml:id {{ xsd:ID {{ pattern = "{name}\\.{word}" }} }},'
        yield "        meaning"
        yield "      }" if word == words[-1] else "      },"
    yield "    }"


def _choice(before: str, pointers: list[str], after: str) -> str:
    """A choice on one line; where it is too long for that, on as many as it has words."""
    line = f"{before}{' | '.join(pointers)}{after}"
    if len(line) <= WIDTH:
        return line
    indent = " " * len(before)
    return before + f"\n{indent}| ".join(pointers) + after


def with_copies(tei: str) -> str:
    """Return TEI with the closed words and the summary of rights as they are written now.

    The words stand on one line, so that one more of them moves no other line.
    """
    written = write(read(tei.encode(), "tei", lossy=True).document, "tei").data.decode()
    words = re.sub(r">\s+<", "><", _CLASS_DECL.findall(written)[0])
    summary = {layer: text for _, layer, text in _SUMMARY.findall(written)}
    tei = _CLASS_DECL.sub(lambda _: words, tei)
    return _SUMMARY.sub(lambda found: found[1] + summary.get(found[2], found[3]), tei)


_CLASS_DECL = re.compile("<classDecl>.*?</classDecl>", re.DOTALL)
_SUMMARY = re.compile(r'(<licence\b[^>]*\bcorresp="#([\w.-]+)"[^>]*>)([^<]*)')


if __name__ == "__main__":
    main(sys.argv[1:])
