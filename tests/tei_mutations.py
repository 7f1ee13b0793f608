"""Random changes to TEI files, as slips of editors and programs make them. All follow from a seed."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import NamedTuple

from lxml import etree

Element = etree._Element

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# fmt: off
NAMES = (
    *("p", "ab", "head", "div", "note", "bibl", "title", "author", "editor", "date", "idno", "name"),
    *("persName", "orgName", "placeName", "eventName", "quote", "cit", "list", "item", "label", "hi"),
    *("emph", "ref", "ptr", "seg", "lb", "graphic", "figure", "figDesc", "table", "row", "cell", "l"),
    *("lg", "term", "desc", "change", "annotation", "relation", "person", "org", "place", "event"),
    *("publisher", "licence", "availability", "gloss", "rs", "citedRange", "biblScope", "category"),
    *("catDesc", "foreign", "del", "add", "standOff", "listBibl", "measure", "extent", "language"),
)
"""Names that an element may get, or that an element may be added with."""

ATTRIBUTES = (
    *("type", "subtype", "n", "ana", "cert", "resp", "target", "ref", "corresp", "source", "when"),
    *("rend", "place", "unit", "level", "role", "status", "key", "who", "next", "part", "rendition"),
    *("notBefore", "when-custom", "datingMethod", "url", "mimeType", "cols", "change", "sameAs"),
    f"{XML}lang", f"{XML}id", f"{XML}space", f"{XML}base",
)
"""Names of attributes that may be added."""

VALUES = (
    *("", "x", "0", "1", "2016", "2016-03", "#p-1", "#nobody", "en", "main", "anchor", "basis", "lost"),
    *("accepted", "rejected", "high", "0.5", "#basis.inferred", "#status.accepted", "preserve", "default"),
    *("http://example.org/", "#string-range(p-1,0,1)", "#absence.none", "address", "received", "mixed"),
)
"""Values that an attribute may get, besides those that the file has elsewhere."""

WORDS = ("", " ", "x", "Trade", "\n", "2016", "10.1000/182", "é", "😀", "&", "two  blanks", " blank ")
# fmt: on


class Mutation(NamedTuple):
    """One changed file."""

    kind: str
    """What was done."""
    where: str
    """To which element, as a path of names."""
    data: bytes
    """The file."""


Change = Callable[[Element, Random], str]


def mutate(tree: Element, random: Random, *, by_people: bool = False) -> Mutation:
    """Return a file with one change, now and then two; the tree stays as it is.

    Args:
        tree: The root element of the file.
        random: What all follows from.
        by_people: Whether comments, instructions, marks in the text and pieces of other people's
            TEI are added as well.
    """
    changed = deepcopy(tree)
    times = 2 if random.random() < 0.1 else 1
    done = [_change(changed, random, by_people=by_people) for _ in range(times)]
    kinds, places = zip(*done, strict=True)
    data = etree.tostring(changed, encoding="UTF-8", xml_declaration=True)
    return Mutation(" + ".join(kinds), " + ".join(places), data)


def _change(tree: Element, random: Random, *, by_people: bool) -> tuple[str, str]:
    # The taxonomies are half of a small file, and always the same.
    elements = [e for e in tree.iter(etree.Element) if e is not tree]
    rest = [e for e in elements if not str(e.tag).endswith(("category", "catDesc", "taxonomy"))]
    while True:
        element = random.choice(rest if random.random() < 0.97 else elements)
        if by_people and random.random() < 0.5:
            change = random.choice(CHANGES_BY_PEOPLE)
        else:
            change = random.choices(CHANGES, WEIGHTS)[0]
        where = path_of(element)
        if kind := change(element, random):
            return kind, where


def path_of(element: Element) -> str:
    """The names from the root to an element, each with its `@type`."""
    steps = [element, *element.iterancestors()]
    names = [
        etree.QName(e).localname + (f"[{e.get('type')}]" if e.get("type") else "") for e in steps
    ]
    return "/".join(reversed(names[:-1]))


# --- elements ---


def delete(element: Element, random: Random) -> str:
    parent = _parent(element)
    _keep_tail(element)
    parent.remove(element)
    return "delete"


def duplicate(element: Element, random: Random) -> str:
    copy = deepcopy(element)
    if random.random() < 0.7:
        for inner in copy.iter(etree.Element):
            if id := inner.get(f"{XML}id"):
                inner.set(f"{XML}id", id + random.choice(("x", "-2", ".2")))
    element.addnext(copy)
    copy.tail, element.tail = element.tail, None
    return "duplicate"


def rename(element: Element, random: Random) -> str:
    names = [e.tag for e in element.getroottree().getroot().iter(etree.Element)]
    element.tag = random.choice(names) if random.random() < 0.4 else TEI + random.choice(NAMES)
    return "rename"


def move(element: Element, random: Random) -> str:
    others = list(element.getroottree().getroot().iter(etree.Element))
    home = random.choice(others)
    if home is element or element in home.iterancestors():
        return ""
    _keep_tail(element)
    home.insert(random.randrange(len(home) + 1), element)
    return "move"


def swap(element: Element, random: Random) -> str:
    after = element.getnext()
    if after is None:
        return ""
    tail, after.tail = after.tail, element.tail
    element.tail = None
    after.addnext(element)
    element.tail = tail
    return "swap"


def unwrap(element: Element, random: Random) -> str:
    if not len(element):
        return ""
    for inner in list(element):
        element.addprevious(inner)
    element.getparent().remove(element)  # type: ignore[union-attr]
    return "unwrap"


def wrap(element: Element, random: Random) -> str:
    parent = _parent(element)
    holder = etree.Element(TEI + random.choice(NAMES))
    holder.tail, element.tail = element.tail, None
    parent.replace(element, holder)
    holder.append(element)
    return "wrap"


def add(element: Element, random: Random) -> str:
    new = etree.Element(TEI + random.choice(NAMES))
    new.text = random.choice(WORDS)
    if random.random() < 0.5:
        new.set("type", random.choice(_values(element, "type")))
    element.insert(random.randrange(len(element) + 1), new)
    return "add"


# --- attributes ---


def remove_attribute(element: Element, random: Random) -> str:
    if not element.attrib:
        return ""
    name = random.choice(list(element.attrib))
    del element.attrib[name]
    return f"remove @{_short(name)}"


def change_attribute(element: Element, random: Random) -> str:
    if not element.attrib:
        return ""
    name = random.choice(list(element.attrib))
    old = element.get(name, "")
    new = random.choice(_values(element, name))
    if new == old:
        return ""
    element.set(name, new)
    return f"change @{_short(name)}"


def add_attribute(element: Element, random: Random) -> str:
    name = random.choice(ATTRIBUTES)
    if element.get(name) is not None:
        return ""
    element.set(name, random.choice(_values(element, name)))
    return f"add @{_short(name)}"


def shift_number(element: Element, random: Random) -> str:
    """A pointer, an origin, a size off by one or two."""
    counted = [n for n, value in element.attrib.items() if re.search(r"[0-9]", str(value))]
    if not counted:
        return ""
    name = random.choice(counted)
    value = element.get(name, "")
    number = random.choice(list(re.finditer(r"[0-9]+", value)))
    shifted = max(0, int(number[0]) + random.choice((-1, 1, 2, -2)))
    element.set(name, value[: number.start()] + str(shifted) + value[number.end() :])
    return f"shift @{_short(name)}" if shifted != int(number[0]) else ""


def change_id(element: Element, random: Random) -> str:
    if element.get(f"{XML}id") is None:
        return ""
    element.set(f"{XML}id", random.choice(_values(element, f"{XML}id")))
    return "change id"


# --- text ---


def change_text(element: Element, random: Random) -> str:
    text = element.text or ""
    if not text.strip():
        return ""
    cut = random.randrange(len(text))
    match random.randrange(4):
        case 0:
            element.text = text[:cut] + text[cut + 1 :]
        case 1:
            element.text = text[:cut] + random.choice("xé😀 \n") + text[cut:]
        case 2:
            element.text = text[:cut] + random.choice("xé😀") + text[cut + 1 :]
        case _:
            element.text = random.choice(WORDS)
    return "change text"


def add_text(element: Element, random: Random) -> str:
    """Text where there is none."""
    if (element.text or "").strip():
        return ""
    element.text = random.choice(WORDS[2:])
    return "add text"


def add_tail(element: Element, random: Random) -> str:
    element.tail = (element.tail or "") + random.choice(WORDS[2:])
    return "add text after"


# --- what people add ---

PIECES = (
    '<note resp="#ed-1">A remark.</note>',
    '<note type="description">A second description.</note>',
    '<note type="comment">A comment.</note>',
    "<desc>A description.</desc>",
    '<idno type="Wikidata">Q42</idno>',
    "<persName><forename>Ada</forename> <surname>Example</surname></persName>",
    '<persName type="variant">Ada E.</persName>',
    '<orgName type="variant">The Example</orgName>',
    '<date when="2016-04-20"/>',
    '<date type="published" when="2016-04-20"/>',
    '<ptr type="about" target="#quay"/>',
    '<ptr target="https://example.org/"/>',
    '<ref target="https://example.org/">a site</ref>',
    "<p>A paragraph.</p>",
    '<p xml:id="added" xml:space="preserve">A paragraph.</p>',
    '<div type="section" xml:id="added"><p xml:id="added-p" xml:space="preserve">More.</p></div>',
    '<item><p xml:id="added" xml:space="preserve">More.</p></item>',
    '<cell xml:id="added" xml:space="preserve">7</cell>',
    '<l xml:id="added" xml:space="preserve">a line</l>',
    '<quote type="anchor" source="#string-range(q-1,0,1)">A</quote>',
    '<quote type="exact">words</quote>',
    '<bibl corresp="#w-2"/>',
    '<bibl corresp="#w-2"><citedRange unit="page">3</citedRange></bibl>',
    '<bibl xml:id="added" type="book"><title>A Book</title></bibl>',
    ('<annotation xml:id="added" motivation="commenting" target="#harbour">'
    '<note type="comment">A comment.</note></annotation>'),
    '<relation xml:id="added" name="repeats" active="#claim-2" passive="#claim-1"/>',
    '<change xml:id="added" when="2026-12-01T00:00:00Z" who="#ed-1">Changed.</change>',
    '<change status="accepted" change="#rev-1"/>',
    '<change target="#rel-2" status="accepted"/>',
    '<respStmt xml:id="added"><resp>reviewer</resp><persName>R. Viewer</persName></respStmt>',
    '<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>',
    '<ab type="holder">A. Holder</ab>',
    '<language ident="nl"/>',
    "<keywords><term>added</term></keywords>",
    "<term>added</term>",
    '<title type="variant">Another title</title>',
    '<author><name>Another</name></author>',
    "<author>Another</author>",
    '<figDesc>A description.</figDesc>',
    '<graphic url="added.png"/>',
    '<lb/>', '<pb n="2"/>', '<anchor xml:id="added"/>', '<gap reason="lost"/>',
    '<xenoData type="application/json">{"https://example.org/y": 1}</xenoData>',
    ('<standOff type="entities"><listPlace><place xml:id="added"><placeName>Here</placeName></place>'
    "</listPlace></standOff>"),
    '<listPerson><person xml:id="added"><persName>Ada</persName></person></listPerson>',
    '<person xml:id="added"><persName>Ada</persName><birth when="1815"/></person>',
)  # fmt: skip
"""Pieces of TEI as they are copied from other files and from the Guidelines."""

MARKS = ("hi", "emph", "persName", "date", "foreign", "sic", "seg", "unclear", "add", "quote", "w")


def paste(element: Element, random: Random) -> str:
    [piece] = etree.fromstring(f'<TEI xmlns="{TEI[1:-1]}">{random.choice(PIECES)}</TEI>')
    element.insert(random.randrange(len(element) + 1), piece)
    return "paste"


def add_comment(element: Element, random: Random) -> str:
    element.insert(random.randrange(len(element) + 1), etree.Comment(" to do "))
    return "add comment"


def add_instruction(element: Element, random: Random) -> str:
    element.insert(random.randrange(len(element) + 1), etree.ProcessingInstruction("oxygen", "x"))
    return "add instruction"


def split_text_by_comment(element: Element, random: Random) -> str:
    text = element.text or ""
    if not text.strip():
        return ""
    cut = random.randrange(len(text) + 1)
    comment = etree.Comment("?")
    element.text, comment.tail = text[:cut], text[cut:]
    element.insert(0, comment)
    return "comment in text"


def mark(element: Element, random: Random) -> str:
    """A stretch of text gets a tag."""
    text = element.text or ""
    if not text.strip():
        return ""
    start, end = sorted(random.randrange(len(text) + 1) for _ in range(2))
    tag = etree.Element(TEI + random.choice(MARKS))
    if random.random() < 0.5:
        tag.set(*random.choice((("rend", "italic"), ("rend", "bold"), (f"{XML}lang", "nl"))))
    element.text, tag.text, tag.tail = text[:start], text[start:end], text[end:]
    element.insert(0, tag)
    return "mark"


def foreign_attribute(element: Element, random: Random) -> str:
    element.set("{http://www.w3.org/1999/xlink}href", "https://example.org/")
    return "add @xlink:href"


def reorder(element: Element, random: Random) -> str:
    """The children of an element stand in another order."""
    children = [child for child in element if isinstance(child.tag, str)]
    if len(children) < 2:
        return ""
    moved = random.choice(children)
    _keep_tail(moved)
    element.insert(random.randrange(len(element) + 1), moved)
    return "reorder"


def copy_from_elsewhere(element: Element, random: Random) -> str:
    """An element of the file is pasted beside one of the same name somewhere else."""
    root = element.getroottree().getroot()
    like = [e for e in root.iter(element.tag) if e is not element]
    if not like:
        return ""
    copy = deepcopy(random.choice(like))
    copy.tail = None
    for number, inner in enumerate(copy.iter(etree.Element)):
        if inner.get(f"{XML}id"):
            inner.set(f"{XML}id", f"copied-{number}")
    element.addnext(copy)
    return "copy from elsewhere"


def add_word(element: Element, random: Random) -> str:
    """A word of @ana, a second pointer."""
    for name in random.sample(["ana", "target", "who", "corresp", "active", "change", "ref"], 7):
        if value := element.get(name):
            element.set(name, f"{value} {random.choice(_values(element, name)) or '#x'}")
            return f"add word to @{name}"
    return ""


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _keep_tail(element: Element) -> None:
    before = element.getprevious()
    if before is None:
        parent = _parent(element)
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    element.tail = None


def _values(element: Element, name: str) -> list[str]:
    """Values of this attribute elsewhere in the file, and those that may stand anywhere."""
    root = element.getroottree().getroot()
    found = [value for e in root.iter(etree.Element) if (value := e.get(name)) is not None]
    return [*found[:200], *VALUES] if found else list(VALUES)


def _short(name: str) -> str:
    return name.replace(XML, "xml:")


CHANGES: tuple[Change, ...] = (
    *(delete, duplicate, rename, move, swap, unwrap, wrap, add),
    *(remove_attribute, change_attribute, add_attribute, shift_number, change_id),
    *(change_text, add_text, add_tail),
)
CHANGES_BY_PEOPLE: tuple[Change, ...] = (
    *(paste, paste, paste, add_comment, add_instruction, split_text_by_comment, mark, mark),
    *(foreign_attribute, reorder, reorder, copy_from_elsewhere, copy_from_elsewhere, add_word),
)
WEIGHTS = (8, 8, 8, 6, 5, 3, 2, 8, 10, 14, 8, 8, 3, 8, 2, 2)
