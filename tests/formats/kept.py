"""The judge of what a rewritten TEI file still holds. Nothing of `archive` is used here.

A file was edited, read, and written again. Everything of the edited file has to come out at the same
place: elements, attributes, words, comments, instructions. The output may hold more, since copies
that were left out are written anew. What may differ is layout:

- the order of attributes, quotes, prefixes, sections of character data, references to characters;
- white space where no `xml:space="preserve"` stands: runs are one blank, and none at the ends; and
  behind an element that stands beside words and not in the text, in the `desc` of a relation;
- the numbers of `meta.1`, `meta.2`, ..., as long as what pointed there points there still;
- the order of unlike children in the header, in a bibl, in an annotation, in a figure, and of notes
  that say by `@target` what they belong to; never the order of the text, never that of like ones;
- where lists that have the same attributes end: two `listOrg` may become one;
- how the number of a `@cert` is written: 0 or 0.0.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
BLANK = " \t\r\n"
RUNS = re.compile(f"[{BLANK}]+")
GENERATED = re.compile(r"^(#?)(meta\.[0-9]+)$")

ONE_STRETCH = re.compile(
    r"#range\(string-index\(([^,()]+),([0-9]+)\),string-index\(\1,([0-9]+)\)\)"
)

POINTERS = {"target", "who", "corresp", "active", "passive", "change", "ref", "decls"}
"""Attributes that hold a list: white space between its parts is layout."""

MERGED = {
    *("standOff", "listAnnotation", "listRelation", "listBibl", "listChange", "keywords"),
    *("listOrg", "listPerson", "listPlace", "listEvent", "listObject"),
}
"""Containers: two of them with the same attributes hold what one would hold."""

EVIDENCE = (f"{TEI}note", "evidence")
"""One note may hold several pieces, or each have its own."""

UNLIKE_IN_ANY_ORDER = {"figure"}
"""Elements of the text in which the order of unlike children says nothing."""


class Loss(NamedTuple):
    """Something of the edited file that the output lacks."""

    line: int
    """Where it stood."""
    what: str
    """What it was."""


class Node:
    """An element without its layout."""

    __slots__ = (
        *("tag", "attributes", "items", "children", "asides", "line", "in_text"),
        *("is_json", "is_kept", "has_generated", "signature"),
    )

    def __init__(self, tag: str, line: int) -> None:
        self.tag, self.line = tag, line
        self.attributes: dict[str, str] = {}
        self.items: list[str | Node] = []
        """Text and children, in order."""
        self.children: list[Node] = []
        self.asides: list[tuple[str, int]] = []
        """Comments and instructions."""
        self.in_text = self.is_json = self.is_kept = self.has_generated = False
        self.signature = 0

    @property
    def name(self) -> str:
        """As people write it."""
        return "<" + self.tag.replace(TEI, "") + ">"

    @property
    def texts(self) -> list[str]:
        return [item for item in self.items if isinstance(item, str)]

    @property
    def kind(self) -> tuple[str, str]:
        """Siblings of one kind keep their order."""
        return self.tag, self.attributes.get("type", self.attributes.get("unit", ""))


def losses(before: bytes, after: bytes) -> list[Loss]:
    """Return what the file `before` holds and `after` does not; nothing if all came out again."""
    old, new = tree_of(before), tree_of(after)
    pairs: dict[str, str] = {}
    _ = list(_missing(old, new, pairs))
    _renumber(old, pairs)
    gone = _ids(old) - _ids(new)
    found = sorted(set(_missing(old, new, None)))
    # That an id is gone is a loss of its own; what pointed at it is none.
    return [loss for loss in found if not any(f'="#{id}" of' in loss.what for id in gone)]


# --- a file without its layout ---


def tree_of(data: bytes) -> Node:
    """Return a node that holds the root element, and what stands before and after it."""
    # An id that is no name stops libxml2 unless it is told to go on.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(data, parser)
    top = Node("the file", 1)
    for step in (root.itersiblings(preceding=True), root.itersiblings()):
        top.asides += [_aside(node) for node in step]
    top.children = [_node(root, kept=False, in_text=False)]
    top.items = list(top.children)
    _sign(top)
    return top


def _node(element: Any, *, kept: bool, in_text: bool) -> Node:
    node = Node(element.tag, element.sourceline or 0)
    node.in_text = in_text
    for name, value in element.attrib.items():
        if name == f"{XML}space" or (node.tag, name) in _MADE_ANEW:
            continue
        if _DEFAULTS.get((node.tag, name)) != value:
            node.attributes[name] = _value(name, value)
    kept = {"preserve": True, "default": False}.get(element.get(f"{XML}space"), kept)
    node.is_kept = kept
    in_text = in_text or node.tag == f"{TEI}text"
    runs: list[str | Node] = [element.text or ""]
    for inner in element:
        if in_text and inner.tag == f"{TEI}seg" and inner.get("type") == "space" and not len(inner):
            runs[-1] += (inner.text or "") + (inner.tail or "")  # type: ignore[operator]
        elif isinstance(inner.tag, str):
            child = _node(inner, kept=kept, in_text=in_text)
            node.children.append(child)
            runs += [child, inner.tail or ""]
        else:
            node.asides.append(_aside(inner))
            runs[-1] += inner.tail or ""  # type: ignore[operator]
    node.is_json = (
        node.tag == f"{TEI}xenoData" and node.attributes.get("type") == "application/json"
    )
    itself = element.get(f"{XML}space") == "preserve"
    node.items = _texts_settled(runs, kept, in_text, itself)
    _merge_containers(node)
    return node


_MADE_ANEW = {(f"{TEI}application", "version"), (f"{TEI}application", "when")}

_DEFAULTS = {
    (f"{TEI}cell", "cols"): "1",
    (f"{TEI}cell", "rows"): "1",
    (f"{TEI}cell", "role"): "data",
    (f"{TEI}row", "role"): "data",
}
"""What P5 takes to be said where nothing is."""


def _value(name: str, value: str) -> str:
    if name == "ana":
        return " ".join(sorted(word for word in value.split() if word != "#status.proposed"))
    if name == "cert" and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        return repr(float(value))
    return " ".join(map(_pointer, value.split())) if name in POINTERS else value


def _pointer(pointer: str) -> str:
    """A pointer in one of the ways to write it: `range()` of one stretch is a `string-range()`."""
    pointer = re.sub(r"(?<=,)0+(?=[0-9])", "", pointer)
    if found := ONE_STRETCH.fullmatch(pointer):
        block, start, end = found[1], int(found[2]), int(found[3])
        return f"#string-range({block},{start},{end - start})"
    return pointer


def _aside(node: Any) -> tuple[str, int]:
    if node.tag is etree.PI:
        text = " ".join((node.text or "").split())
        if node.target == "xml-model":  # whose quotes are those of attributes
            text = text.replace("'", '"')
        return f"<?{node.target} {text}?>", node.sourceline or 0
    if node.tag is etree.Entity:
        return f"&{node.name};", node.sourceline or 0
    return f"<!--{node.text}-->", node.sourceline or 0


INDENT = re.compile(r"[ \t\r\n]*\n[ \t]+")
"""A new line with blanks at its beginning is indentation; a blank between two words is not."""


def _texts_settled(
    runs: list[str | Node], kept: bool, in_text: bool, itself: bool
) -> list[str | Node]:
    """The text of an element with its layout taken away."""
    own = "".join(run for run in runs if isinstance(run, str))
    holds_elements_alone = len(runs) > 1 and not own.strip(BLANK)
    settled: list[str | Node] = []
    for index, run in enumerate(runs):
        if isinstance(run, Node):
            settled.append(run)
            continue
        if holds_elements_alone:
            # A line end is indentation; a blank between two words of a text is not.
            text = run if kept and in_text and "\n" not in run else ""
        elif kept and (own.strip(BLANK) or itself):
            beside = index > 0 and not in_text and not run.strip(BLANK)
            text = "" if len(runs) > 1 and (beside or INDENT.fullmatch(run)) else run
        else:
            text = RUNS.sub(" ", run)
            text = text.lstrip(" ") if index == 0 or not in_text else text
            text = text.rstrip(" ") if index == len(runs) - 1 or not in_text else text
        if text:
            settled.append(text)
    return settled


def _merge_containers(node: Node) -> None:
    """Let containers of the same name and attributes be one, unless they stand in the text."""
    if node.in_text:
        return
    first: dict[tuple[str, str], Node] = {}
    for child in list(node.children):
        name = child.tag.replace(TEI, "")
        if child.in_text or (name not in MERGED and child.kind != EVIDENCE):
            continue
        if name in MERGED and not (child.items or child.attributes or child.asides):
            node.children.remove(child)
            node.items.remove(child)
            continue
        key = (child.tag, repr(sorted(child.attributes.items())))
        if key in first:
            home = first[key]
            home.children += child.children
            home.items += child.items
            home.asides += child.asides
            node.children.remove(child)
            node.items.remove(child)
            _merge_containers(home)
        else:
            first[key] = child


def _sign(node: Node) -> None:
    """Give a node and all in it a number that is the same for what is the same."""
    for child in node.children:
        _sign(child)
    node.has_generated = any(child.has_generated for child in node.children) or any(
        GENERATED.match(token) for value in node.attributes.values() for token in value.split()
    )
    items = [item if isinstance(item, str) else str(item.signature) for item in node.items]
    asides = [text for text, _ in node.asides]
    attributes = sorted(node.attributes.items())
    node.signature = hash((node.tag, repr(attributes), repr(items), repr(asides)))


def _ids(node: Node) -> set[str]:
    own = {node.attributes[f"{XML}id"]} if f"{XML}id" in node.attributes else set()
    return own.union(*(_ids(child) for child in node.children))


def _renumber(node: Node, pairs: dict[str, str]) -> None:
    for name, value in node.attributes.items():
        tokens = [
            found[1] + pairs.get(found[2], found[2]) if (found := GENERATED.match(token)) else token
            for token in value.split(" ")
        ]
        node.attributes[name] = " ".join(tokens)
    for child in node.children:
        _renumber(child, pairs)


# --- comparing ---


def _missing(old: Node, new: Node, pairs: dict[str, str] | None) -> Iterator[Loss]:
    """What of one element the other lacks.

    With `pairs`, generated ids are taken to be equal, and which came to stand for which is entered.
    """
    if old.signature == new.signature and not old.has_generated:
        return
    yield from _missing_attributes(old, new, pairs)
    left = [text for text, _ in new.asides]
    for text, line in old.asides:
        if text in left:
            left.remove(text)
        else:
            yield Loss(line, text)
    yield from _missing_text(old, new)
    if old.in_text and old.tag.replace(TEI, "") not in UNLIKE_IN_ANY_ORDER:
        yield from _missing_children(old.children, new.children, pairs)
        return
    theirs = defaultdict(list)
    for child in new.children:
        theirs[child.kind].append(child)
    ours = defaultdict(list)
    for child in old.children:
        ours[child.kind].append(child)
    for kind, children in ours.items():
        if kind[1] == "" and not theirs[kind]:
            # A type may be added that is meant where there is none.
            others = [child for child in new.children if child.tag == kind[0]]
            yield from _missing_children(children, others, pairs)
        else:
            yield from _missing_children(children, theirs[kind], pairs)


def _missing_attributes(old: Node, new: Node, pairs: dict[str, str] | None) -> Iterator[Loss]:
    for name, value in old.attributes.items():
        other = new.attributes.get(name)
        if value == other or (name == "ana" and _all_words_in(value, other)):
            continue
        if name == f"{XML}id" and GENERATED.match(value) and other is None:
            continue  # nothing says why the value is believed any more
        if pairs is not None and GENERATED.match(value) and GENERATED.match(other or ""):
            continue
        shown = name.replace(XML, "xml:")
        yield Loss(old.line, f'@{shown}="{value}" of {old.name}, which has {other!r}')


def _all_words_in(words: str, others: str | None) -> bool:
    """Words that say the default may be added."""
    return others is not None and not Counter(words.split()) - Counter(others.split())


def _missing_text(old: Node, new: Node) -> Iterator[Loss]:
    if old.is_json:
        if _json("".join(old.texts)) != _json("".join(new.texts)):
            yield Loss(old.line, f"JSON of {old.name}")
        return
    if old.in_text or _is_mixed(old):
        ours = [item if isinstance(item, str) else None for item in old.items]
        theirs = [item if isinstance(item, str) else None for item in new.items]
        if ours == theirs or (not old.in_text and not old.texts):
            return
        if not old.is_kept and _one_line(ours) == _one_line(theirs):
            return
        if old.in_text and not old.texts and not new.texts:
            return  # elements alone, of which some are missing: told one by one
        yield Loss(old.line, f"text of {old.name}: {ours!r} is {theirs!r}")
    elif old.texts and old.texts != new.texts:
        yield Loss(old.line, f"text of {old.name}: {old.texts!r} is {new.texts!r}")


def _one_line(items: list[str | None]) -> list[str | None]:
    line = [RUNS.sub(" ", item) if item else item for item in items]
    return [item for item in line if item is None or item.strip(" ")]


def _is_mixed(node: Node) -> bool:
    """Text stands on both sides of an element."""
    return len(node.texts) > 1


def _json(text: str) -> object:
    """What JSON says, with every member of an object, were it there twice."""

    def members(pairs: list[tuple[str, Any]]) -> object:
        return "object", sorted(pairs, key=lambda pair: (pair[0], repr(pair[1])))

    try:
        # `1`, `1.0` and `true` are equal to Python.
        return repr(json.loads(text, object_pairs_hook=members, parse_float=_exact))
    except ValueError:
        return text


def _exact(number: str) -> str:
    """A number with all its digits: `1.50` is `1.5`."""
    return f"number {Decimal(number).normalize()}"


def _missing_children(
    ours: list[Node], theirs: list[Node], pairs: dict[str, str] | None
) -> Iterator[Loss]:
    rest_of_ours: list[Node] = []
    rest_of_theirs = list(theirs)
    position = 0
    for child in ours:
        keyed = _says_where_it_belongs(child)
        for index in range(0 if keyed else position, len(theirs)):
            other = theirs[index]
            if other in rest_of_theirs and _is_in(child, other, pairs):
                rest_of_theirs.remove(other)
                if not keyed:
                    position = index + 1
                break
        else:
            rest_of_ours.append(child)
    for child in rest_of_ours:
        partner = _partner(child, rest_of_theirs)
        if partner is None:
            yield Loss(child.line, f"{child.name} {child.attributes}")
            continue
        rest_of_theirs.remove(partner)
        found = list(_missing(child, partner, pairs))
        _note_generated(child, partner, pairs)
        # All of it is there, and stands elsewhere.
        yield from found or [Loss(child.line, f"the place of {child.name} {child.attributes}")]


def _says_where_it_belongs(node: Node) -> bool:
    name = node.tag.replace(TEI, "")
    if name == "idno" and node.attributes.get("subtype") == "address":
        return True  # a work has one, and it stands in no order with other identifiers
    return "target" in node.attributes and (
        name == "change" or (name == "note" and node.kind[1] in {"basis", "separator"})
    )


def _is_in(old: Node, new: Node, pairs: dict[str, str] | None) -> bool:
    if old.tag != new.tag:
        return False
    if next(_missing(old, new, pairs), None) is not None:
        return False
    _note_generated(old, new, pairs)
    return True


def _note_generated(old: Node, new: Node, pairs: dict[str, str] | None) -> None:
    ours, theirs = old.attributes.get(f"{XML}id", ""), new.attributes.get(f"{XML}id", "")
    if pairs is not None and GENERATED.match(ours) and GENERATED.match(theirs):
        pairs[ours] = theirs


def _partner(node: Node, others: list[Node]) -> Node | None:
    """The element in the output that this one most probably became."""
    like = [other for other in others if other.kind == node.kind or not node.kind[1]]
    like = [other for other in like if other.tag == node.tag]
    for name in (f"{XML}id", "target", "corresp", "n"):
        if name in node.attributes:
            for other in like:
                if other.attributes.get(name) == node.attributes[name]:
                    return other
    if f"{XML}id" in node.attributes:
        like = [other for other in like if f"{XML}id" not in other.attributes]
    return like[0] if like else None
