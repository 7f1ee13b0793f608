"""The parts of archive.odd that follow from archive.rng and archive.sch, made from these.

In TEI's own language an element has one content and one list of attributes wherever it stands, while
archive.rng has several for an element of several purposes. So archive.rng is read here with its
contexts forgotten: the contents of all elements of one name become alternatives, their attributes one
list. What is left is written into archive.odd, and as a RELAX NG schema that a test can hold beside
what others make of archive.odd.

What forgetting adds is little and always the same:

- an element may have the content or the attributes that its name has elsewhere;
- where a name stands several times in a row, it may stand any number of times;
- text that is a value (a date, a digest) is any text, and text beside elements may be any of them;
- ids may be longer, and dates and certainties are TEI's own data types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from lxml import etree

from tests.judges import ARCHIVE_RNG, ARCHIVE_SCH, ROOT

ARCHIVE_ODD = ROOT / "schemas" / "archive.odd"
RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
OWN_ATTRIBUTES = {
    "TEI": "version",
    "annotation": "motivation target xml:id",
    "application": "ident version",
    "availability": "status",
    "change": "target",
    "citeStructure": "delim match unit",
    "classCode": "scheme",
    "correction": "status method",
    "desc": "type",
    "idno": "type",
    "keywords": "scheme",
    "language": "ident usage",
    "list": "type",
    "listChange": "ordered",
    "measure": "type",
    "normalization": "method",
    "org": "role",
    "person": "role sex gender age",
    "quotation": "marks",
    "relation": "name active mutual passive",
    "schemaRef": "key",
    "table": "rows cols",
    "textLang": "mainLang otherLangs",
    "title": "level type",
}
"""The attributes that TEI P5 4.9 declares on an element itself, not by a class. A customisation that
adds one of them declares it twice; it replaces or deletes them."""

_DATES = frozenset({"when", "from", "to", "notBefore", "notAfter"})
_DATE_TYPES = ["date", "gYear", "gMonth", "gDay", "gYearMonth", "gMonthDay", "time", "dateTime"]

Node: TypeAlias = etree._Element
Values: TypeAlias = list[tuple[Node, bool]]
"""`data` and `value` of attributes, each with whether it stands in a list."""
Found: TypeAlias = dict[str, tuple[Values, bool]]
"""What attributes may hold, and whether they are needed, by their names."""


# --- archive.rng with its contexts forgotten ---


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
    def _patterns(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for element in self._grammar.iter(f"{RNG}element"):
            found.setdefault(str(element.get("name")), []).append(element)
        return dict(sorted(found.items()))

    @cached_property
    def contents(self) -> dict[str, Part]:
        """What stands in the elements of each name."""
        return {
            name: _choice([_sequence(self._contents(e)) for e in elements])
            for name, elements in self._patterns.items()
        }

    @cached_property
    def attributes(self) -> dict[str, dict[str, Attribute]]:
        """The attributes of the elements of each name, by their names."""
        return {
            name: {
                attribute: Attribute(_type(attribute, values), is_required)
                for attribute, (values, is_required) in _either(
                    [self._attributes(e) for e in elements]
                ).items()
            }
            for name, elements in self._patterns.items()
        }

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
        inner = _node(f"{RNG}oneOrMore", [_rng_of_type(type._replace(is_list=False))])
        return _node(f"{RNG}list", [inner])
    if type.words:
        return _node(f"{RNG}choice", [_text_node(f"{RNG}value", word) for word in type.words])
    if type.data == "teidata.temporal.w3c":
        return _node(f"{RNG}choice", [etree.Element(f"{RNG}data", type=t) for t in _DATE_TYPES])
    if type.data == "teidata.probCert":
        bounds = [("minInclusive", "0"), ("maxInclusive", "1")]
        params = [_text_node(f"{RNG}param", value, name=name) for name, value in bounds]
        double = _node(f"{RNG}data", params, type="double")
        words = [_text_node(f"{RNG}value", w) for w in ("high", "medium", "low", "unknown")]
        return _node(f"{RNG}choice", [double, *words])
    data = etree.Element(f"{RNG}data", type=type.data)
    if type.pattern:
        data.append(_text_node(f"{RNG}param", type.pattern, name="pattern"))
    if type.facet:
        data.append(_text_node(f"{RNG}param", type.facet[1], name=type.facet[0]))
    return data


def _rng_of(part: Part) -> Node:
    match part.kind:
        case "element":
            return etree.Element(f"{RNG}ref", name=part.name)
        case "words":
            param = _text_node(f"{RNG}param", "1", name="minLength")
            return _node(f"{RNG}data", [param], type="string")
        case "text" | "empty":
            return etree.Element(f"{RNG}{part.kind}")
    tag = {"sequence": "group", "many": "oneOrMore"}.get(part.kind, part.kind)
    return _node(f"{RNG}{tag}", map(_rng_of, part.parts))


def _node(tag: str, children: Iterable[Node], **attributes: str) -> Node:
    node = etree.Element(tag, attributes)
    node.extend(list(children))
    return node


def _text_node(tag: str, text: str, **attributes: str) -> Node:
    node = etree.Element(tag, attributes)
    node.text = text
    return node


# --- as TEI's own language ---


def made_odd(
    odd: Path = ARCHIVE_ODD, rng: Path = ARCHIVE_RNG, schematron: Path = ARCHIVE_SCH
) -> bytes:
    """archive.odd with the parts that follow from the others made anew.

    Made are the content, the attributes and the constraints of each `elementSpec`, the list of
    elements of each `moduleRef`, and the keys that rules look things up with.

    Raises:
        KeyError: An element has no `elementSpec` yet.
    """
    tree = etree.parse(odd)
    forgotten, rules = Forgotten(rng), _rules_by_element(schematron)
    specs = {str(spec.get("ident")): spec for spec in tree.iter(f"{TEI}elementSpec")}
    for name in forgotten.contents:
        _make_spec(
            specs[name], forgotten.contents[name], forgotten.attributes[name], rules.pop(name, [])
        )
    assert not rules, f"rules for what stands nowhere: {sorted(rules)}"
    for module in tree.iter(f"{TEI}moduleRef"):
        names = sorted(n for n, s in specs.items() if s.get("module") == module.get("key"))
        if names:
            module.set("include", " ".join(names))
    for constraint in tree.iter(f"{TEI}constraintSpec"):
        if constraint.get("ident") == "keys":
            _make_keys(constraint, schematron)
    prefixes = {"sch": SCH[1:-1], "xsl": XSL[1:-1]}
    etree.cleanup_namespaces(tree, top_nsmap=prefixes, keep_ns_prefixes=list(prefixes))
    data = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    data = data.replace(b"<?xml version='1.0' encoding='UTF-8'?>", _DECLARATION, 1)
    for before, after in ((b"?>", b"<!--"), (b"-->", b"<TEI")):  # lxml drops what parts them
        data = data.replace(before + after, before + b"\n" + after, 1)
    return data + b"\n"


_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


def _make_spec(
    spec: Node, content: Part, attributes: dict[str, Attribute], rules: Sequence[Node]
) -> None:
    for old in spec.findall(f"{TEI}content") + spec.findall(f"{TEI}constraintSpec"):
        spec.remove(old)
    for old in spec.findall(f"{TEI}attList"):
        spec.remove(old)
    spec.append(_node(f"{TEI}content", [_odd_of(content)]))
    for rule in rules:
        spec.append(_constraint(rule))
    own = OWN_ATTRIBUTES.get(str(spec.get("ident")), "").split()
    definitions = [
        _attribute(name, known, "replace" if name in own else "add")
        for name, known in attributes.items()
    ]
    definitions += [
        etree.Element(f"{TEI}attDef", ident=name, mode="delete")
        for name in own
        if name not in attributes
    ]
    if definitions:
        spec.append(_node(f"{TEI}attList", definitions))
    _indent(spec)


def _odd_of(part: Part, **occurs: str) -> Node:
    match part.kind:
        case "element":
            return _node(f"{TEI}elementRef", (), key=part.name, **occurs)
        case "words":
            facet = etree.Element(f"{TEI}dataFacet", name="minLength", value="1")
            return _node(f"{TEI}dataRef", [facet], name="string")
        case "text":
            return etree.Element(f"{TEI}textNode")
        case "empty":
            return etree.Element(f"{TEI}empty")
        case "optional":
            return _odd_of(part.parts[0], minOccurs="0", **occurs)
        case "many":
            return _odd_of(part.parts[0], maxOccurs="unbounded", **occurs)
    tag = "alternate" if part.kind == "choice" else "sequence"
    return _node(f"{TEI}{tag}", map(_odd_of, part.parts), **occurs)


def _attribute(name: str, known: Attribute, mode: str) -> Node:
    usage = "req" if known.is_required else "opt"
    definition = etree.Element(f"{TEI}attDef", ident=name, mode=mode, usage=usage)
    definition.append(_datatype(known.type))
    if known.type.words:
        items = [etree.Element(f"{TEI}valItem", ident=word) for word in known.type.words]
        definition.append(_node(f"{TEI}valList", items, type="closed"))
    return definition


def _datatype(type: Type) -> Node:
    if type.words:
        data = {"key": "teidata.pointer" if type.is_list else "teidata.enumerated"}
    elif type.data.startswith("teidata."):
        data = {"key": type.data}
    else:
        data = {"name": type.data}
        if type.pattern and not type.facet:
            data["restriction"] = type.pattern
    reference = etree.Element(f"{TEI}dataRef", data)
    if type.facet:
        reference.append(etree.Element(f"{TEI}dataFacet", name=type.facet[0], value=type.facet[1]))
    occurs = {"maxOccurs": "unbounded"} if type.is_list else {}
    return _node(f"{TEI}datatype", [reference], **occurs)


# --- the rules of archive.sch, each with the element that it is for ---


def _rules_by_element(schematron: Path) -> dict[str, list[Node]]:
    """The rules, with what they share written out, by the first element that they are for."""
    root = etree.parse(schematron).getroot()
    shared = {str(r.get("id")): r for r in root.iter(f"{SCH}rule") if r.get("abstract")}
    found: dict[str, list[Node]] = {}
    for rule in root.iter(f"{SCH}rule"):
        if rule.get("abstract"):
            continue
        whole = _node(f"{SCH}rule", (), context=str(rule.get("context")))
        for part in rule.iterchildren(f"{SCH}*"):
            if part.tag == f"{SCH}extends":
                common = deepcopy(shared[str(part.get("rule"))])
                for check in common.iter(f"{SCH}assert", f"{SCH}report"):
                    check.set("id", f"{check.get('id')}.{_ident(whole)}")
                whole.extend(list(common.iterchildren(f"{SCH}*")))
            else:
                whole.append(deepcopy(part))
        for part in whole:
            part.tail = None
        # What is named comes before what is checked.
        whole[:] = sorted(whole, key=lambda part: part.tag != f"{SCH}let")
        last_step = whole.get("context", "").split("|")[0].strip().split("/")[-1]
        found.setdefault(last_step.removeprefix("tei:"), []).append(whole)
    return found


def _constraint(rule: Node) -> Node:
    """`<constraintSpec>` around a rule; it describes it by the codes of its checks."""
    codes = sorted({str(c.get("id")).partition(".")[0] for c in rule if c.get("id")})
    description = etree.Element(f"{TEI}desc")
    for n, code in enumerate(codes):
        term = _text_node(f"{TEI}ident", code)
        term.tail = ", " if n + 1 < len(codes) else None
        description.append(term)
    return _node(
        f"{TEI}constraintSpec",
        [description, _node(f"{TEI}constraint", [rule])],
        ident=_ident(rule),
        scheme="schematron",
        mode="add",
    )


def _ident(rule: Node) -> str:
    """A name for a rule, made from what it is for: `annotation-note-bibl.desc-bibl`."""
    context = re.sub(r"tei:| ", "", str(rule.get("context")))
    return context.replace("/", "-").replace("|", ".")


def _make_keys(spec: Node, schematron: Path) -> None:
    """What the rules look things up with."""
    root = etree.parse(schematron).getroot()
    keys = [deepcopy(key) for key in root.iterchildren(f"{XSL}key")]
    for key in keys:
        key.tail = None
    for old in spec.findall(f"{TEI}constraint"):
        spec.remove(old)
    spec.append(_node(f"{TEI}constraint", keys))
    _indent(spec)


_TEXTS = frozenset({f"{TEI}desc", f"{SCH}assert", f"{SCH}report", f"{SCH}value-of"})


def _indent(spec: Node) -> None:
    """Lay out an element and what it holds, two blanks deeper for each step."""
    outer = spec.getprevious()
    before = (outer.tail if outer is not None else spec.getparent().text) or "\n"  # type: ignore[union-attr]
    _lay_out(spec, before.rpartition("\n")[2])


def _lay_out(node: Node, margin: str) -> None:
    if not len(node) or node.tag in _TEXTS:
        return
    inner = f"\n{margin}  "
    is_short = node.tag == f"{TEI}datatype"
    node.text = None if is_short else inner
    for child in node:
        _lay_out(child, f"{margin}  ")
        child.tail = None if is_short else inner
    if not is_short:
        node[-1].tail = f"\n{margin}"
