"""Compiles a RELAX NG grammar to patterns, for validation by derivatives (James Clark).

libxml2 does not report where a fault is, and is many times slower on a schema like ours. Here every
state of the schema is computed once; a fault is reported once, and its consequences are not
reported. Only the parts of RELAX NG that `archive.rng` uses are
supported: no interleave, no name classes. archive.sch checks that ids are unique. Tests compare the
results with those of libxml2.
"""

from __future__ import annotations

from archive.relaxng.datatypes import Content, UnreadableGrammar
from archive.relaxng.faults import Fault, faults_in
from archive.relaxng.patterns import EMPTY, TEXT, ElementPattern, Pattern, PatternBuilder
from archive.relaxng.states import States
from archive.relaxng.xml import RNG, XML, Element, child_elements


class Grammar:
    """A compiled schema that checks files."""

    def __init__(self, schema: Element) -> None:
        namespace = schema.get("ns", "")
        self._namespace = f"{{{namespace}}}" if namespace else ""
        self._make = PatternBuilder()
        self._contents: dict[bytes, Content] = {}
        self._defines = {define.get("name"): define for define in schema.iter(f"{RNG}define")}
        self._patterns: dict[Element, Pattern] = {}
        start = schema.find(f"{RNG}start")
        assert start is not None
        root = ElementPattern("", "", lambda: EMPTY)
        tags = frozenset(self._tag(node) for node in schema.iter(f"{RNG}element"))
        states = States(self._make, self._namespace, tags)
        self._start = states.of(frozenset({(root, self._all(start))}))

    def faults(self, root: Element) -> list[Fault]:
        """Return all faults in a file: what the schema does not allow."""
        return faults_in(root, self._start)

    def _all(self, parent: Element) -> Pattern:
        """Return the pattern for the sequence of the children of a schema element."""
        pattern: Pattern = EMPTY
        for child in reversed(list(child_elements(parent))):
            pattern = self._make.group(self._pattern(child), pattern)
        return pattern

    def _tag(self, node: Element) -> str:
        return f"{self._namespace}{node.get('name')}"

    def _pattern(self, node: Element) -> Pattern:
        if node not in self._patterns:
            self._patterns[node] = self._made(node)
        return self._patterns[node]

    def _made(self, node: Element) -> Pattern:
        make, tag = self._make, str(node.tag).removeprefix(RNG)
        match tag:
            case "ref":
                return self._all(self._defines[node.get("name")])
            case "element":
                name = str(node.get("name"))
                return ElementPattern(self._tag(node), name, lambda: self._all(node))
            case "attribute":
                name = str(node.get("name")).replace("xml:", XML)
                return make.attribute(name, self._content(node))
            case "group":
                return self._all(node)
            case "choice":
                return make.choice(*map(self._pattern, child_elements(node)))
            case "optional":
                return make.choice(self._all(node), EMPTY)
            case "oneOrMore":
                return make.one_or_more(self._all(node))
            case "zeroOrMore":
                return make.choice(make.one_or_more(self._all(node)), EMPTY)
            case "empty":
                return EMPTY
            case "text":
                return TEXT
            case "data" | "value" | "list":
                return make.data(self._content(node))
            case _:
                raise UnreadableGrammar(f"{tag} of RELAX NG")

    def _content(self, node: Element) -> Content:
        """Return the allowed content of an attribute or text; equal contents are one object."""
        content = Content(node, self._defines)
        return self._contents.setdefault(content.key, content)
