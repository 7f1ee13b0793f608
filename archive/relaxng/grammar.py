"""RELAX NG by derivatives (James Clark): what is wrong, where, and what is allowed there.

libxml2 finds that a file is not valid, but not where it went wrong, and takes many times as long on
a schema like ours. Here every state that the schema can be in is worked out once; a fault is
reported once, and what follows from it is passed over. All of RELAX NG is read that `archive.rng`
uses: no interleave, no name classes. That ids are unique is left to archive.sch. Tests hold the
verdicts to those of libxml2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.relaxng.datatypes import Content, UnreadableGrammar
from archive.relaxng.faults import Fault, listed, read
from archive.relaxng.patterns import EMPTY, TEXT, ElementPattern, Maker, Pattern, shown
from archive.relaxng.states import States

if TYPE_CHECKING:
    from archive.formats.tei.tree import Element

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


class Grammar:
    """A schema, ready to look at files."""

    def __init__(self, schema: Element) -> None:
        self._namespace = schema.get("ns", "")
        self._make = Maker()
        self._contents: dict[bytes, Content] = {}
        self._defines = {define.get("name"): define for define in schema.iter(f"{_RNG}define")}
        self._patterns: dict[Element, Pattern] = {}
        start = schema.find(f"{_RNG}start")
        assert start is not None
        root = ElementPattern("", lambda: EMPTY)
        tags = frozenset(self._tag(node) for node in schema.iter(f"{_RNG}element"))
        self._start = States(self._make, tags).of(frozenset({(root, self._all(start))}))

    def faults(self, root: Element) -> list[Fault]:
        """Return everything in a file that the schema does not allow."""
        faults: list[Fault] = []
        opened = self._start.opened(str(root.tag))
        if opened is None:
            message = f'"{shown(root.tag)}" cannot be the root'
            return [Fault(root, None, message, listed(self._start.elements()))]
        read(root, opened[0], faults)
        return faults

    def _all(self, parent: Element) -> Pattern:
        """The children of an element of the schema, one after the other."""
        pattern: Pattern = EMPTY
        for child in reversed(parent):
            if isinstance(child.tag, str):
                pattern = self._make.group(self._pattern(child), pattern)
        return pattern

    def _tag(self, node: Element) -> str:
        name = str(node.get("name"))
        return f"{{{self._namespace}}}{name}" if self._namespace else name

    def _pattern(self, node: Element) -> Pattern:
        if node not in self._patterns:
            self._patterns[node] = self._made(node)
        return self._patterns[node]

    def _made(self, node: Element) -> Pattern:
        make, kind = self._make, str(node.tag).removeprefix(_RNG)
        match kind:
            case "ref":
                return self._all(self._defines[node.get("name")])
            case "element":
                return ElementPattern(self._tag(node), lambda: self._all(node))
            case "attribute":
                name = str(node.get("name")).replace("xml:", _XML)
                return make.attribute(name, self._content(node))
            case "group":
                return self._all(node)
            case "choice":
                return make.choice(*(self._pattern(c) for c in node if isinstance(c.tag, str)))
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
                raise UnreadableGrammar(f"{kind} of RELAX NG")

    def _content(self, node: Element) -> Content:
        """What an attribute or a text may be; of two that are written the same, one."""
        content = Content(node, self._defines)
        return self._contents.setdefault(content.key, content)
