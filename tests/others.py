"""What other people's programs read in a TEI file; run in an environment that has the program.

    python others.py PROGRAM FILE...         the text of each block by its id, for each file
    python others.py rules XSLT FILE...      what a compiled Schematron finds, for each file
    python others.py names CATALOG NAME...   the root of the XML that each name leads to

Prints JSON. Nothing of `archive` is used here, nor anything that is not of Python or the program.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def delb(path: str) -> dict[str, str]:
    """delb: the text of each element that has an id and keeps white space."""
    root = import_module("delb").Document(Path(path)).root
    found = {}
    for node in root.xpath("//tei:text//*[@xml:space and @xml:id]", namespaces={"tei": TEI}):
        attribute = node.attributes[XML + "id"]
        found[str(getattr(attribute, "value", attribute))] = str(node.full_text)
    return found


def standoffconverter(path: str) -> dict[str, str]:
    """standoffconverter: the stretch of its plain text that each element stands for."""
    tree = import_module("lxml.etree").parse(path)
    converter = import_module("standoffconverter")
    standoff = converter.Standoff(tree, namespaces={"tei": TEI})
    plain = standoff.plain
    return {
        part["el"].get(XML + "id"): plain[part["begin"] : part["end"]]
        for part in standoff.standoffs
        if part["el"].get(XML + "space") and part["el"].get(XML + "id")
    }


def dapytains(path: str) -> dict[str, str]:
    """dapytains: each unit that `citeStructure` declares, resolved by its reference."""
    document = import_module("dapytains.tei.document").Document(path)
    found = {}
    for unit in document.get_reffs():
        passage = document.get_passage(unit.ref)
        [element] = [e for e in passage.iter() if e.get(XML + "id") == unit.ref]
        found[str(unit.ref)] = "".join(element.itertext())
    return found


def rules(program: str, paths: list[str]) -> dict[str, dict[str, int]]:
    """Saxon: the ids of the checks that speak, and how often, by the name of the file."""
    saxon: Any = import_module("saxonche")
    found = {}
    with saxon.PySaxonProcessor(license=False) as processor:
        compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=program)
        for path in paths:
            report = ElementTree.fromstring(compiled.transform_to_string(source_file=path))
            spoken = [
                *report.iter(f"{SVRL}failed-assert"),
                *report.iter(f"{SVRL}successful-report"),
            ]
            found[path] = dict(Counter(str(check.get("id")) for check in spoken))
    return found


def names(catalog: str, listed: list[str]) -> dict[str, str]:
    """Saxon, whose resolver is that of xmlresolver.org: what each name leads to through a catalog."""
    saxon: Any = import_module("saxonche")
    with saxon.PySaxonProcessor(license=False) as processor:
        processor.set_catalog_files([catalog])
        xpath = processor.new_xpath_processor()
        return {
            name: xpath.evaluate_single(f"local-name(doc('{name}')/*)").string_value
            for name in listed
        }


if __name__ == "__main__":
    program, *arguments = sys.argv[1:]
    if program == "rules":
        result: Any = rules(arguments[0], arguments[1:])
    elif program == "names":
        result = names(arguments[0], arguments[1:])
    else:
        read = {"delb": delb, "standoffconverter": standoffconverter, "dapytains": dapytains}
        result = {path: read[program](path) for path in arguments}
    print(json.dumps(result))
