"""The parts of archive.odd that follow from archive.rng and archive.sch, made from these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tests.judges import ARCHIVE_RNG, ARCHIVE_SCH, ROOT
from tests.odd.contexts import CODE, context_rules
from tests.odd.forms import (
    SCH,
    TEI,
    Attribute,
    Forgotten,
    Node,
    Part,
    Type,
    make_node,
    make_text,
)

ARCHIVE_ODD = ROOT / "schemas" / "archive.odd"
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
"""The attributes that TEI P5 declares on an element itself, not by a class. A customisation that
adds one of them declares it twice; it replaces or deletes them."""


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
    for name, rule in context_rules(rng):
        rules.setdefault(name, []).append(rule)
    specs = {str(spec.get("ident")): spec for spec in tree.iter(f"{TEI}elementSpec")}
    if new := sorted(forgotten.contents.keys() - specs.keys()):
        raise KeyError(f"archive.odd needs an elementSpec, with what it is for in words, for {new}")
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
    spec.append(make_node(f"{TEI}content", [_odd_of(content)]))
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
        spec.append(make_node(f"{TEI}attList", definitions))
    _indent(spec)


def _odd_of(part: Part, **occurs: str) -> Node:
    match part.kind:
        case "element":
            return make_node(f"{TEI}elementRef", (), key=part.name, **occurs)
        case "words":
            facet = etree.Element(f"{TEI}dataFacet", name="minLength", value="1")
            return make_node(f"{TEI}dataRef", [facet], name="string")
        case "text":
            return etree.Element(f"{TEI}textNode")
        case "empty":
            return etree.Element(f"{TEI}empty")
        case "optional":
            return _odd_of(part.parts[0], minOccurs="0", **occurs)
        case "many":
            return _odd_of(part.parts[0], maxOccurs="unbounded", **occurs)
    tag = "alternate" if part.kind == "choice" else "sequence"
    return make_node(f"{TEI}{tag}", map(_odd_of, part.parts), **occurs)


def _attribute(name: str, known: Attribute, mode: str) -> Node:
    usage = "req" if known.is_required else "opt"
    definition = etree.Element(f"{TEI}attDef", ident=name, mode=mode, usage=usage)
    definition.append(_datatype(known.type))
    if known.type.words:
        items = [etree.Element(f"{TEI}valItem", ident=word) for word in known.type.words]
        definition.append(make_node(f"{TEI}valList", items, type="closed"))
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
    return make_node(f"{TEI}datatype", [reference], **occurs)


# --- the rules of archive.sch, each with the element that it is for ---


def _rules_by_element(schematron: Path) -> dict[str, list[Node]]:
    """The rules, with what they share written out, by the first element that they are for."""
    root = etree.parse(schematron).getroot()
    shared = {str(r.get("id")): r for r in root.iter(f"{SCH}rule") if r.get("abstract")}
    found: dict[str, list[Node]] = {}
    for rule in root.iter(f"{SCH}rule"):
        if rule.get("abstract"):
            continue
        whole = make_node(f"{SCH}rule", (), context=str(rule.get("context")))
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
        term = make_text(f"{TEI}ident", code)
        term.tail = ", " if n + 1 < len(codes) else None
        description.append(term)
    return make_node(
        f"{TEI}constraintSpec",
        [description, make_node(f"{TEI}constraint", [rule])],
        ident=_ident(rule),
        scheme="schematron",
        mode="add",
    )


def _ident(rule: Node) -> str:
    """A name for a rule, made from what it is for: `annotation-note-bibl.desc-bibl`."""
    first = str(rule[0].get("id", "")) if len(rule) else ""
    if first.startswith(f"{CODE}."):
        return first
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
    spec.append(make_node(f"{TEI}constraint", keys))
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
