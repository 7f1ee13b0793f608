"""archive.rng with its contexts forgotten.

In TEI's own language an element has one content and one list of attributes wherever it stands, while
archive.rng has several for an element of several purposes. So it is read here with the contents of all
elements of one name as alternatives, and their attributes as one list.

What forgetting adds is little and always the same:

- an element may have the content or the attributes that its name has elsewhere;
- where a name stands several times in a row, it may stand any number of times (TEI's compiler drops
  an optional element that stands before another of its name);
- text that is a value (a date, a digest) is any text, and text beside elements may be any of them;
- ids may be longer, and dates and certainties are TEI's own data types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from lxml import etree

from tests.judges import ARCHIVE_RNG

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"

_DATES = frozenset({"when", "from", "to", "notBefore", "notAfter"})
_DATE_TYPES = ["date", "gYear", "gMonth", "gDay", "gYearMonth", "gMonthDay", "time", "dateTime"]

Node: TypeAlias = etree._Element
Values: TypeAlias = list[tuple[Node, bool]]
"""`data` and `value` of attributes, each with whether it stands in a list."""
Found: TypeAlias = dict[str, tuple[Values, bool]]
"""What attributes may hold, and whether they are needed, by their names."""


class Part(NamedTuple):
    """What stands in an element: `element`, `text`, `words` (text that is not empty), `empty`, or
    `sequence`, `choice`, `optional`, `many` (one or more) of parts."""

    kind: str
    name: str = ""
    parts: tuple[Part, ...] = ()


EMPTY, TEXT, WORDS = Part("empty"), Part("text"), Part("words")


class Type(NamedTuple):
    """What an attribute may hold: closed words, or data of a type of XML Schema or of TEI."""

    words: tuple[str, ...] = ()
    data: str = ""
    pattern: str = ""
    facet: tuple[str, str] | None = None
    is_list: bool = False


class Attribute(NamedTuple):
    """An attribute of an element, wherever the element stands."""

    type: Type
    is_required: bool


class Forgotten:
    """A RELAX NG schema of one root, with the contexts of its elements forgotten."""

    def __init__(self, schema: Path = ARCHIVE_RNG) -> None:
        """Read a schema in XML syntax, as trang writes it."""
        self._grammar = etree.parse(schema).getroot()
        self._defines = {
            str(define.get("name")): define for define in self._grammar.iter(f"{RNG}define")
        }

    @cached_property
    def patterns(self) -> dict[str, list[Node]]:
        """Where the schema says what elements are, by their names."""
        found: dict[str, list[Node]] = {}
        for element in self._grammar.iter(f"{RNG}element"):
            found.setdefault(str(element.get("name")), []).append(element)
        return dict(sorted(found.items()))

    @cached_property
    def contents(self) -> dict[str, Part]:
        """What stands in the elements of each name."""
        return {name: self.content(*elements) for name, elements in self.patterns.items()}

    @cached_property
    def attributes(self) -> dict[str, dict[str, Attribute]]:
        """The attributes of the elements of each name, by their names."""
        return {name: self.attributes_of(*elements) for name, elements in self.patterns.items()}

    @cached_property
    def parents(self) -> dict[Node, set[str]]:
        """The names of the elements that an element may stand in, one by one."""
        found: dict[Node, set[str]] = {}
        for name, elements in self.patterns.items():
            for element in elements:
                for child in self._children(element):
                    found.setdefault(child, set()).add(name)
        return found

    def content(self, *elements: Node) -> Part:
        """What stands in elements, in one of them or another."""
        return _choice([_sequence(self._contents(element)) for element in elements])

    def attributes_of(self, *elements: Node) -> dict[str, Attribute]:
        """The attributes of elements, of one of them or another."""
        found = _either([self._attributes(element) for element in elements])
        return {
            name: Attribute(_type(name, values), is_required)
            for name, (values, is_required) in found.items()
        }

    def _children(self, pattern: Node) -> Iterator[Node]:
        for inner in pattern.iterchildren(f"{RNG}*"):
            match _tag(inner):
                case "element":
                    yield inner
                case "ref":
                    yield from self._children(self._defines[str(inner.get("name"))])
                case "attribute":
                    pass
                case _:
                    yield from self._children(inner)

    def _contents(self, pattern: Node) -> list[Part]:
        return [self._content(inner) for inner in pattern.iterchildren(f"{RNG}*")]

    def _content(self, pattern: Node) -> Part:
        match _tag(pattern):
            case "element":
                return Part("element", str(pattern.get("name")))
            case "text":
                return TEXT
            case "data" | "value" | "list":
                return WORDS
            case "attribute" | "empty":
                return EMPTY
            case "ref":
                return _sequence(self._contents(self._defines[str(pattern.get("name"))]))
            case "choice":
                return _choice(self._contents(pattern))
            case "optional":
                return _optional(_sequence(self._contents(pattern)))
            case "oneOrMore":
                return _many(_sequence(self._contents(pattern)))
            case "zeroOrMore":
                return _optional(_many(_sequence(self._contents(pattern))))
            case "group":
                return _sequence(self._contents(pattern))
        raise ValueError(pattern.tag)

    def _attributes(self, pattern: Node) -> Found:
        match _tag(pattern):
            case "attribute":
                return {str(pattern.get("name")): (list(self._values(pattern)), True)}
            case "choice":
                return _either([self._attributes_of_child(c) for c in pattern])
            case "ref":
                return self._attributes(self._defines[str(pattern.get("name"))])
        found: Found = {}
        for inner in pattern.iterchildren(f"{RNG}*"):
            for name, (values, is_required) in self._attributes_of_child(inner).items():
                before, was_required = found.get(name, ([], False))
                found[name] = (before + values, was_required or is_required)
        if _tag(pattern) in ("optional", "zeroOrMore"):
            return {name: (values, False) for name, (values, _) in found.items()}
        return found

    def _attributes_of_child(self, pattern: Node) -> Found:
        return {} if _tag(pattern) == "element" else self._attributes(pattern)

    def _values(self, pattern: Node, in_list: bool = False) -> Iterator[tuple[Node, bool]]:
        """The `data` and `value` that an attribute may hold, alone or in a list."""
        for inner in pattern.iterchildren(f"{RNG}*"):
            match _tag(inner):
                case "ref":
                    yield from self._values(self._defines[str(inner.get("name"))], in_list)
                case "data" | "value":
                    yield inner, in_list
                case "except":
                    pass
                case tag:
                    yield from self._values(inner, in_list or tag == "list")


def _tag(pattern: Node) -> str:
    return str(pattern.tag).removeprefix(RNG)


def _either(
    several: Sequence[Found],
) -> Found:
    """Attributes of which one of several lists holds; needed is what all of them need."""
    names = dict.fromkeys(chain.from_iterable(several))
    return {
        name: (
            [value for one in several for value in one.get(name, ([], False))[0]],
            all(one.get(name, ([], False))[1] for one in several),
        )
        for name in names
    }


def _sequence(parts: Iterable[Part]) -> Part:
    """Parts one after the other; of one name in a row, any number."""
    row: list[Part] = []
    for part in parts:
        for inner in part.parts if part.kind == "sequence" else (part,):
            if inner == EMPTY:
                continue
            if row and _core(inner).kind == "element" and _core(inner) == _core(row[-1]):
                needed = inner.kind != "optional" or row[-1].kind != "optional"
                row[-1] = _many(_core(inner)) if needed else _optional(_many(_core(inner)))
            else:
                row.append(inner)
    return Part("sequence", parts=tuple(row)) if len(row) > 1 else row[0] if row else EMPTY


def _choice(parts: Iterable[Part]) -> Part:
    """One of several parts, each of them once."""
    options: dict[Part, None] = {}
    may_be_missing = False
    for part in parts:
        may_be_missing |= part.kind in ("optional", "empty")
        whole = part.parts[0] if part.kind == "optional" else part
        options |= dict.fromkeys(whole.parts if whole.kind == "choice" else (whole,))
    options.pop(EMPTY, None)
    found = _simpler(list(options))
    if found == [WORDS] and may_be_missing:
        return TEXT
    one = Part("choice", parts=tuple(found)) if len(found) > 1 else found[0] if found else EMPTY
    return _optional(one) if may_be_missing else one


def _simpler(options: list[Part]) -> list[Part]:
    """Alternatives without those that others hold: marked text holds text, several hold one."""
    marked = [o for o in options if o.kind == "many" and o.parts[0].kind == "choice"]
    if any(TEXT in one.parts[0].parts for one in marked):
        members = tuple(dict.fromkeys(m for one in marked for m in one.parts[0].parts))
        held = {TEXT, WORDS, *members, *marked}
        options = [o for o in options if o not in held]
        options.append(_many(Part("choice", parts=members)))
    if TEXT in options:
        options = [o for o in options if o != WORDS]
    return [o for o in options if o.kind != "element" or _many(o) not in options]


def _optional(part: Part) -> Part:
    if part in (EMPTY, TEXT) or part.kind == "optional":
        return part
    return TEXT if part == WORDS else Part("optional", parts=(part,))


def _many(part: Part) -> Part:
    if part.kind == "optional":
        return _optional(_many(part.parts[0]))
    return part if part in (EMPTY, TEXT) or part.kind == "many" else Part("many", parts=(part,))


def _core(part: Part) -> Part:
    return _core(part.parts[0]) if part.kind in ("optional", "many") else part


def _type(name: str, found: Values) -> Type:
    """What an attribute may hold in one place or another."""
    if name in _DATES:
        return Type(data="teidata.temporal.w3c")
    if name == "cert":
        return Type(data="teidata.probCert")
    is_list = any(in_list for _, in_list in found)
    values = [value for value, _ in found]
    words = tuple(dict.fromkeys(str(v.text) for v in values if _tag(v) == "value"))
    data = [value for value in values if _tag(value) == "data"]
    if not data:
        return Type(words=words, is_list=is_list)
    types = {str(value.get("type")) for value in data}
    base = types.pop() if len(types) == 1 else "anyURI" if "anyURI" in types else "string"
    if is_list:
        return Type(data="anyURI", pattern=r"\S+", is_list=True)
    patterns = list(dict.fromkeys([*map(_pattern, data), *map(re.escape, words)]))
    facets = [p for value in data for p in value if p.get("name") == "maxInclusive"]
    facet = ("maxInclusive", str(facets[0].text)) if facets else None
    if "" in patterns:
        return Type(data=base, facet=facet)
    general = next((p for p in (r"[\s\S]+", r"\S+") if p in patterns), None)
    return Type(data=base, pattern=general or "|".join(patterns), facet=facet)


def _pattern(data: Node) -> str:
    """The pattern that a value has to match; at least one character is a pattern as well."""
    params = {str(param.get("name")): str(param.text) for param in data.iter(f"{RNG}param")}
    return params.get("pattern") or (r"[\s\S]+" if "minLength" in params else "")


# --- as RELAX NG ---


def forgotten_rng(schema: Path = ARCHIVE_RNG) -> bytes:
    """The schema with its contexts forgotten, as RELAX NG."""
    forgotten = Forgotten(schema)
    grammar = etree.Element(
        f"{RNG}grammar",
        nsmap={None: RNG[1:-1]},
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes",
        ns=TEI[1:-1],
    )
    etree.SubElement(etree.SubElement(grammar, f"{RNG}start"), f"{RNG}ref", name="TEI")
    for name, content in forgotten.contents.items():
        define = etree.SubElement(grammar, f"{RNG}define", name=name)
        element = etree.SubElement(define, f"{RNG}element", name=name)
        for attribute, known in forgotten.attributes[name].items():
            holder = element if known.is_required else etree.SubElement(element, f"{RNG}optional")
            node = etree.SubElement(holder, f"{RNG}attribute", name=attribute)
            if not attribute.startswith("xml:"):
                node.set("ns", "")
            node.append(_rng_of_type(known.type))
        element.append(_rng_of(content))
    return etree.tostring(grammar, pretty_print=True)


def _rng_of_type(type: Type) -> Node:
    if type.is_list:
        inner = make_node(f"{RNG}oneOrMore", [_rng_of_type(type._replace(is_list=False))])
        return make_node(f"{RNG}list", [inner])
    if type.words:
        return make_node(f"{RNG}choice", [make_text(f"{RNG}value", word) for word in type.words])
    if type.data == "teidata.temporal.w3c":
        return make_node(f"{RNG}choice", [etree.Element(f"{RNG}data", type=t) for t in _DATE_TYPES])
    if type.data == "teidata.probCert":
        bounds = [("minInclusive", "0"), ("maxInclusive", "1")]
        params = [make_text(f"{RNG}param", value, name=name) for name, value in bounds]
        double = make_node(f"{RNG}data", params, type="double")
        words = [make_text(f"{RNG}value", w) for w in ("high", "medium", "low", "unknown")]
        return make_node(f"{RNG}choice", [double, *words])
    data = etree.Element(f"{RNG}data", type=type.data)
    if type.pattern:
        data.append(make_text(f"{RNG}param", type.pattern, name="pattern"))
    if type.facet:
        data.append(make_text(f"{RNG}param", type.facet[1], name=type.facet[0]))
    return data


def _rng_of(part: Part) -> Node:
    match part.kind:
        case "element":
            return etree.Element(f"{RNG}ref", name=part.name)
        case "words":
            param = make_text(f"{RNG}param", "1", name="minLength")
            return make_node(f"{RNG}data", [param], type="string")
        case "text" | "empty":
            return etree.Element(f"{RNG}{part.kind}")
    tag = {"sequence": "group", "many": "oneOrMore"}.get(part.kind, part.kind)
    return make_node(f"{RNG}{tag}", map(_rng_of, part.parts))


def make_node(tag: str, children: Iterable[Node], **attributes: str) -> Node:
    node = etree.Element(tag, attributes)
    node.extend(list(children))
    return node


def make_text(tag: str, text: str, **attributes: str) -> Node:
    node = etree.Element(tag, attributes)
    node.text = text
    return node
