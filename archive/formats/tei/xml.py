"""TEI as XML: names, safe parsing, and the few helpers that every part of the mapping uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from archive.errors import ReadError
from archive.findings import Finding, Location, Severity
from archive.formats.decoding import decode
from archive.model.identifiers import as_uri

Element: TypeAlias = "etree._Element"

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_PREFIX = f"{{{NAMESPACE}}}"
_XML_NAMES = {"xml:id": XML_ID, "xml:lang": XML_LANG, "xml:space": XML_SPACE}
_NUMBER = re.compile(r"[0-9]{1,18}|[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]{1,3})?", re.ASCII)
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BLANKS = re.compile(r"[ \t\r\n]+")

KEPT: Mapping[str, str] = {"xml:space": "preserve"}
"""The attribute of an element whose text comes back code point for code point."""


# --- writing ---


def root(name: str, attributes: Mapping[str, str | None]) -> Element:
    """Return a new TEI element that is the root of its tree."""
    element = etree.Element(_PREFIX + name, nsmap={None: NAMESPACE})
    _set(element, attributes)
    return element


def add(
    parent: Element,
    name: str,
    attributes: Mapping[str, str | None] | None = None,
    text: str | None = None,
) -> Element:
    """Add a TEI element on a line of its own at the end of its parent.

    Attributes of `None` are left out. What stands inside a text is added by `add_inline`.
    """
    element = etree.SubElement(parent, _PREFIX + name)
    if attributes:
        _set(element, attributes)
    if text is not None:
        element.text = text
    element.tail = "\n"
    return element


def add_holder(
    parent: Element, name: str, attributes: Mapping[str, str | None] | None = None
) -> Element:
    """Add an element that holds others, the first of them on a line of its own."""
    return add(parent, name, attributes, "\n")


def add_kept(parent: Element, name: str, text: str, type: str | None = None) -> Element:
    """Add an element whose text comes back code point for code point, on a line of its own."""
    element = etree.SubElement(parent, _PREFIX + name)
    if type is not None:
        element.set("type", type)
    element.set(XML_SPACE, "preserve")
    element.text = text
    element.tail = "\n"
    return element


def add_inline(parent: Element, name: str, attributes: Mapping[str, str | None]) -> Element:
    """Add a TEI element within a text."""
    element = etree.SubElement(parent, _PREFIX + name)
    _set(element, attributes)
    return element


def _set(element: Element, attributes: Mapping[str, str | None]) -> None:
    for name, value in attributes.items():
        if value is not None:
            element.set(_XML_NAMES.get(name, name), value)


def reference(id: str | None) -> str | None:
    """`#id`, or `None`."""
    return None if id is None else f"#{id}"


def address(name: str, written: str | None) -> dict[str, str | None]:
    """An address in an attribute: encoded where a URI needs it, then as written in `@n`."""
    if written is None:
        return {}
    encoded = as_uri(written)
    return {name: encoded, "n": None if encoded == written else written}


def file_address(name: str, file: str | None) -> dict[str, str | None]:
    """As `address`, for a file: `#`, `?` and `%` in a file name are no syntax of URIs."""
    if file is None:
        return {}
    encoded = file_uri(file)
    return {name: encoded, "n": None if encoded == file else file}


def file_uri(file: str) -> str:
    """Return the relative URI of a file."""
    return as_uri(file.replace("%", "%25").replace("#", "%23").replace("?", "%3F"))


def serialise(tree: Element, instructions: tuple[str, ...] = ()) -> bytes:
    """Return the bytes of a tree: UTF-8, a declaration, a final newline.

    It is written as it is: libxml2's own line breaks would get into a text that begins with a tag.
    """
    body = etree.tostring(tree, encoding="unicode")
    head = "".join(f"<?{instruction}?>\n" for instruction in instructions)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{body}\n'.encode()


# --- reading ---


def parse(data: bytes) -> Element:
    """Return the root of a TEI file. Nothing is fetched, expanded or nested without limit.

    Raises:
        ReadError: It is not well-formed XML 1.0, has a DOCTYPE, or is not TEI.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        if b"<!DOCTYPE" in data:
            raise ReadError([_doctype(data)]) from None
        raise ReadError([_syntax_finding(data, problem)]) from None
    if tree.getroottree().docinfo.doctype:
        raise ReadError([_doctype(data)])
    if (version := tree.getroottree().docinfo.xml_version) != "1.0":
        raise ReadError([_xml_version(version)])
    if tree.tag != _PREFIX + "TEI":
        name = etree.QName(tree)
        found = f'"{name.localname}" in ' + (
            f"the namespace {name.namespace}" if name.namespace else "no namespace"
        )
        message = f'the root is {found}, not "TEI" in the namespace {NAMESPACE}'
        raise ReadError([problem_at(tree, "not-tei", message)])
    return tree


def _doctype(data: bytes) -> Finding:
    before = data[: data.find(b"<!DOCTYPE")].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Finding(
        "doctype-refused",
        "the file has a DOCTYPE, which could read other files or expand without end",
        "remove the DOCTYPE and write out its entities",
        location=Location(line=line, column=column),
    )


def _xml_version(version: str | None) -> Finding:
    return Finding(
        "not-well-formed",
        f"the file is XML {version}, in which other characters end a line; TEI is XML 1.0",
        'write version="1.0"',
        location=Location(line=1, column=1),
    )


def _syntax_finding(data: bytes, problem: etree.XMLSyntaxError) -> Finding:
    """What is wrong with bytes that are no XML.

    Raises:
        ReadError: They are not UTF-8, and do not say that they are anything else.
    """
    declared = _ENCODING.match(data)
    encoding = declared[1].decode().upper() if declared else "UTF-8"
    if encoding == "UTF-8":
        decode(data)
    line, column = problem.position
    message = re.sub(r", line \d+, column \d+( \(.*\))?$", "", problem.msg or "not well-formed")
    message = message[:1].lower() + message[1:]
    if declared and encoding.startswith(("UTF-16", "UTF-32", "UCS", "ISO-10646")):
        message = f"the file says that it is {encoding}, which it is not"
    if message.startswith("excessive depth"):
        message = "elements nest more than 256 deep"
    place = Location(line=line or None, column=column or None)
    return Finding("not-well-formed", message, location=place)


def name_of(element: Element) -> str:
    """The local name of a TEI element; the name with its namespace for any other."""
    return str(element.tag).removeprefix(_PREFIX)


def xpath_of(element: Element) -> str:
    """An XPath to an element, with the prefix `tei`; by its own or its nearest `xml:id`."""
    steps = ""
    here: Element | None = element
    while here is not None:
        id = here.get(XML_ID)
        name = f"tei:{name_of(here)}" if str(here.tag).startswith(_PREFIX) else "*"
        if id is not None and '"' not in id:
            return f'//{name}[@xml:id="{id}"]{steps}'
        parent = here.getparent()
        same = [] if parent is None else [child for child in parent if child.tag == here.tag]
        position = f"[{same.index(here) + 1}]" if len(same) > 1 else ""
        steps = f"/{name}{position}{steps}"
        here = parent
    return steps


def problem_at(
    element: Element, code: str, message: str, severity: Severity = Severity.ERROR
) -> Finding:
    """A finding about an element: its line, and its XPath as the pointer."""
    place = Location(line=element.sourceline, pointer=xpath_of(element))
    return Finding(code, message, severity=severity, location=place)


def line_text(element: Element | None) -> str | None:
    """The text of an element that holds one line: trimmed, XML white space as single blanks."""
    if element is None:
        return None
    text = element.text or "" if not len(element) else "".join(element.itertext())
    return _BLANKS.sub(" ", text).strip(" ")


def own_line(element: Element) -> str:
    """As `line_text`, of what stands before the first child."""
    return _BLANKS.sub(" ", element.text or "").strip(" ")


def kept_text(element: Element) -> str:
    """The text of an element, code point for code point."""
    return element.text or "" if not len(element) else "".join(element.itertext())


def child(element: Element, name: str, type: str | None = None) -> Element | None:
    """The first child of this name (and `@type`)."""
    return next(children(element, name, type), None)


def children(element: Element, name: str, type: str | None = None) -> Iterator[Element]:
    """The children of this name (and `@type`), in order."""
    for found in element.iterchildren(_PREFIX + name):
        if type is None or found.get("type") == type:
            yield found


def target_of(element: Element, name: str = "target") -> str | None:
    """The id that a pointer in an attribute names, without its `#`."""
    value = element.get(name)
    return None if value is None else value.removeprefix("#")


def address_of(element: Element, name: str) -> str | None:
    """Undo `address` and `file_address`; an address changed since is what it is now."""
    written, encoded = element.get("n"), element.get(name)
    if written is not None and encoded in (as_uri(written), file_uri(written)):
        return written
    return encoded


def number(text: str | None) -> int | float | str | None:
    """A number in an attribute; what is none stays as it is, for the model to refuse."""
    if text is None or not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.isdigit() else float(text)


def words(element: Element) -> dict[str, str]:
    """The closed words of `@ana`, by their taxonomy: `#kind.causal` is `{"kind": "causal"}`."""
    ana = element.get("ana")
    if not ana:
        return {}
    found = (pointer.removeprefix("#").partition(".") for pointer in ana.split())
    return {taxonomy: word for taxonomy, _, word in found}


def pointers(**categories: str | None) -> str | None:
    """Undo `words`: `@ana` for closed words by their taxonomy; those of `None` are left out."""
    return " ".join(f"#{name}.{word}" for name, word in categories.items() if word) or None
