"""What people do to the whole file, most of them by a program."""

from __future__ import annotations

import io
import re
from xml.dom import minidom
from xml.etree import ElementTree

from lxml import etree

from tests.formats.hand_edits.making import (
    CLAIMS,
    FRENEMIES,
    HARBOUR,
    TEI,
    XML,
    edit,
    everywhere,
    pattern,
)


def saved_by_lxml(text: str) -> str:
    return etree.tostring(etree.fromstring(text.encode()).getroottree(), encoding="unicode")


def canonical(text: str) -> str:
    return ElementTree.canonicalize(text, with_comments=True)


def indented_by_lxml(text: str) -> str:
    root = etree.fromstring(text.encode())
    etree.indent(root)
    return etree.tostring(root.getroottree(), encoding="unicode")


def formatted_by_libxml2(text: str) -> str:
    """`xmllint --format`: blank text is dropped, then lines are made; `xml:space` is heeded."""
    parser = etree.XMLParser(remove_blank_text=True)
    root = etree.fromstring(text.encode(), parser)
    return etree.tostring(root.getroottree(), encoding="unicode", pretty_print=True)


def formatted_by_minidom(text: str) -> str:
    return minidom.parseString(text.encode()).toprettyxml(indent="  ")


def saved_by_element_tree(text: str) -> str:
    return ElementTree.tostring(ElementTree.fromstring(text), encoding="unicode")


def indented_by_element_tree(text: str) -> str:
    root = ElementTree.fromstring(text)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode")


def wrapped_at_80(text: str) -> str:
    """White space in one-line strings becomes a line end, as formatters of oXygen do."""
    root = etree.fromstring(text.encode())
    for element in root.iter(etree.Element):
        kept = any(e.get(f"{XML}space") for e in (element, *element.iterancestors()))
        if not kept and not len(element) and element.tag != f"{TEI}xenoData":
            words = (element.text or "").replace(" ", "\n      ")
            element.text = words
    return etree.tostring(root.getroottree(), encoding="unicode")


def attributes_sorted(text: str) -> str:
    root = etree.fromstring(text.encode())
    for element in root.iter(etree.Element):
        attributes = sorted(element.attrib.items())
        element.attrib.clear()
        for name, value in attributes:
            element.set(name, value)
    return etree.tostring(root.getroottree(), encoding="unicode")


def transformed_by_xslt(text: str) -> str:
    """The identity, with white space stripped, as many pipelines begin."""
    sheet = etree.XML(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:strip-space elements="*"/><xsl:output indent="yes"/>'
        '<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/>'
        "</xsl:copy></xsl:template></xsl:stylesheet>"
    )
    return str(etree.XSLT(sheet)(etree.parse(io.BytesIO(text.encode()))))


def comments_taken_out_of(text: str) -> str:
    root = etree.fromstring(text.encode())
    etree.strip_tags(root, etree.Comment, etree.PI)
    return etree.tostring(root, encoding="unicode")


def prefixed(text: str) -> str:
    return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1tei:", text).replace("xmlns=", "xmlns:tei=")


def ids_given_to_all(text: str) -> str:
    """A script gives every element an id, so that all can be pointed at."""
    root = etree.fromstring(text.encode())
    for number, element in enumerate(root.iter(etree.Element)):
        if element.get(f"{XML}id") is None:
            element.set(f"{XML}id", f"e{number}")
    return etree.tostring(root.getroottree(), encoding="unicode")


def numbered(text: str) -> str:
    """`xsl:number` puts @n on every paragraph."""
    root = etree.fromstring(text.encode())
    for number, element in enumerate(root.iter(f"{TEI}p"), start=1):
        element.set("n", str(number))
    return etree.tostring(root.getroottree(), encoding="unicode")


def defaults_written_out(text: str) -> str:
    """A validating parser writes the defaults of the schema: `part`, `instant`, `full`."""
    root = etree.fromstring(text.encode())
    for element in root.iter(f"{TEI}p", f"{TEI}ab", f"{TEI}seg", f"{TEI}div", f"{TEI}l"):
        element.set("part", "N")
    for element in root.iter(f"{TEI}persName", f"{TEI}orgName", f"{TEI}placeName"):
        element.set("full", "yes")
    return etree.tostring(root.getroottree(), encoding="unicode")


def name_tagged_everywhere(text: str) -> str:
    """A program tags every mention of a name in the body."""
    head, body = text.split("<body>")
    return head + "<body>" + body.replace("North Korea", '<rs ref="#north-korea">North Korea</rs>')


edit("saved-by-lxml", CLAIMS, "parsed and saved", saved_by_lxml, wide=True)
edit("saved-as-canonical-xml", HARBOUR, "canonical XML, with comments", canonical, wide=True)
edit("indented-by-lxml", HARBOUR, "etree.indent heeds no xml:space", indented_by_lxml, wide=True)
edit(
    "indented-by-lxml-frenemies",
    FRENEMIES,
    "etree.indent on a long file",
    indented_by_lxml,
    wide=True,
)
edit("formatted-by-xmllint", CLAIMS, "xmllint --format", formatted_by_libxml2, wide=True)
edit("formatted-by-xmllint-harbour", HARBOUR, "xmllint --format", formatted_by_libxml2, wide=True)
edit(
    "formatted-by-minidom",
    HARBOUR,
    "toprettyxml puts white space into all",
    formatted_by_minidom,
    wide=True,
)
edit(
    "formatted-by-minidom-frenemies",
    FRENEMIES,
    "toprettyxml on a long file",
    formatted_by_minidom,
    wide=True,
)
edit("saved-by-element-tree", FRENEMIES, "prefixes ns0", saved_by_element_tree, wide=True)
edit("indented-by-element-tree", CLAIMS, "ElementTree.indent", indented_by_element_tree, wide=True)
edit(
    "wrapped-at-a-margin",
    HARBOUR,
    "long lines are wrapped outside xml:space",
    wrapped_at_80,
    wide=True,
)
edit(
    "attributes-sorted",
    CLAIMS,
    "attributes in the order of the alphabet",
    attributes_sorted,
    wide=True,
)
edit(
    "transformed-by-xslt",
    HARBOUR,
    "an identity with strip-space and indent",
    transformed_by_xslt,
    wide=True,
)
edit(
    "transformed-by-xslt-claims",
    CLAIMS,
    "an identity with strip-space and indent",
    transformed_by_xslt,
    wide=True,
)
edit(
    "instructions-taken-out",
    HARBOUR,
    "comments and instructions are stripped",
    comments_taken_out_of,
    wide=True,
)
edit("prefix-tei", FRENEMIES, "every element gets the prefix tei", prefixed, wide=True)
edit(
    "namespace-dropped",
    HARBOUR,
    "the namespace is lost on the way",
    everywhere(' xmlns="http://www.tei-c.org/ns/1.0"', ""),
    wide=True,
)
edit(
    "namespace-of-p4",
    HARBOUR,
    "the namespace is mistyped",
    everywhere("http://www.tei-c.org/ns/1.0", "http://www.tei-c.org/ns/1.0/"),
    wide=True,
)
edit("ids-given-to-all", HARBOUR, "every element gets an id", ids_given_to_all, wide=True)
edit("paragraphs-numbered", HARBOUR, "every p gets a number", numbered, wide=True)
edit(
    "defaults-written-out",
    HARBOUR,
    "defaults of the schema are written out",
    defaults_written_out,
    wide=True,
)
edit(
    "name-tagged-everywhere", FRENEMIES, "a program tags a name", name_tagged_everywhere, wide=True
)
edit("line-ends-of-dos", CLAIMS, "Windows saves the file", everywhere("\n", "\r\n"), wide=True)
edit("byte-order-mark", HARBOUR, "Notepad saves the file", lambda text: "\ufeff" + text, wide=True)
edit(
    "single-quotes",
    HARBOUR,
    "attributes in single quotes",
    pattern(r'([ ][a-zA-Z:-]+)="([^"\']*)"', r"\1='\2'"),
    wide=True,
)
edit(
    "tabs-for-indentation",
    CLAIMS,
    "lines begin with a tab",
    pattern(r"\n<(?=note type=\"(?:exact|restatement)|ptr |annotation|/annotation)", "\n\t<"),
    wide=True,
)
edit(
    "trailing-blanks-stripped",
    HARBOUR,
    "an editor strips blanks at line ends",
    lambda text: re.sub(r"[ \t]+\n", "\n", text.replace("of the ", "of the \n")),
    wide=True,
)
edit(
    "blank-lines-added",
    FRENEMIES,
    "blank lines between annotations",
    everywhere("</annotation>\n", "</annotation>\n\n"),
    wide=True,
)
edit(
    "names-replaced-everywhere",
    HARBOUR,
    "find and replace of a word, in all places",
    everywhere("quay", "wharf"),
    wide=True,
)
edit(
    "word-replaced-by-a-longer-one",
    HARBOUR,
    "find and replace shifts offsets",
    everywhere("council", "city council"),
    wide=True,
)
edit(
    "dates-shifted",
    CLAIMS,
    "find and replace of a day",
    everywhere("2026-11-25", "2026-11-26"),
    wide=True,
)
edit(
    "language-replaced",
    FRENEMIES,
    "en becomes en-US everywhere",
    everywhere('"en"', '"en-US"'),
    wide=True,
)
edit(
    "agent-renamed",
    CLAIMS,
    "a name is replaced everywhere",
    everywhere("first-reader", "reader-1"),
    wide=True,
)
edit(
    "truncated", FRENEMIES, "a transfer breaks off", lambda text: text[: len(text) // 2], wide=True
)
edit(
    "saved-twice", HARBOUR, "the file is pasted behind itself", lambda text: text + text, wide=True
)
edit(
    "upper-case-tags",
    HARBOUR,
    "an HTML tool changes the case",
    everywhere("<note ", "<NOTE "),
    everywhere("</note>", "</NOTE>"),
    wide=True,
)
edit(
    "html-tool",
    HARBOUR,
    "an HTML tool does not close empty elements",
    everywhere("<licence/>", "<licence></licence>"),
    wide=True,
)
edit(
    "double-encoded",
    HARBOUR,
    "UTF-8 is read as Latin-1",
    lambda text: text.replace("–", "–".encode().decode("latin-1")),
    wide=True,
)
edit(
    "entities-written-twice",
    FRENEMIES,
    "& is escaped twice",
    everywhere("&amp;", "&amp;amp;"),
    wide=True,
)
