"""The lxml parser for untrusted XML: it opens and expands nothing."""

from __future__ import annotations

from lxml import etree


def inert_parser() -> etree.XMLParser:
    """Return a parser of UTF-8 that drops comments and instructions, and does not collect ids.

    With `collect_ids=False`, libxml2 opens the DTD that a DOCTYPE names. A DOCTYPE must therefore
    be refused or removed before the file is parsed.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
