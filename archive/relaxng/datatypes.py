"""The allowed content of an attribute or of text: values, and datatypes of XML Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from archive.relaxng.xml import BLANKS, RNG, Element, child_elements

Test = Callable[[str], bool]


class UnreadableGrammar(ValueError):
    """The schema uses a part of RELAX NG that this package does not support."""


_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
_SAFE_URI = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+)?[A-Za-z0-9/._~-]*(?:\?[A-Za-z0-9/._~=&-]*)?(?:#[A-Za-z0-9/._~=,-]*)?"
)
"""A pattern for addresses that are valid without a further check."""


class Content:
    """The allowed values of an attribute or text, compiled from the schema on first use."""

    def __init__(self, node: Element, defines: Mapping[str | None, Element]) -> None:
        from lxml import etree

        self._defines = defines
        inner = list(child_elements(node)) if node.tag == f"{RNG}attribute" else [node]
        self._nodes = [self._resolved(child) for child in inner]
        self.key: bytes = b"".join(etree.tostring(n, method="c14n") for n in self._nodes)
        """A key that is equal for contents that the schema writes in the same way."""
        self._test: Test | None = None

    def allows(self, value: str) -> bool:
        """Return whether the value is allowed."""
        if self._test is None:
            tests = [self._made(node) for node in self._nodes]
            self._test = tests[0] if len(tests) == 1 else _anything
        return self._test(value)

    def described(self) -> Iterator[str]:
        """Yield descriptions of the allowed values."""
        for node in self._nodes:
            yield from self._words(node)

    def _resolved(self, node: Element) -> Element:
        while node.tag == f"{RNG}ref":
            inner = list(child_elements(self._defines[node.get("name")]))
            if len(inner) != 1:
                break
            node = inner[0]
        return node

    def _made(self, node: Element) -> Test:
        node = self._resolved(node)
        match str(node.tag).removeprefix(RNG):
            case "choice":
                tests = [self._made(child) for child in child_elements(node)]
                return lambda value: any(test(value) for test in tests)
            case "value":
                right = _collapsed(node.text or "")
                return lambda value: value == right or _collapsed(value) == right
            case "data":
                return _data(node)
            case "list":
                tokens = re.compile(self._tokens(list(child_elements(node))))
                return lambda value: bool(tokens.fullmatch("".join(f"{t} " for t in value.split())))
            case "text":
                return _anything
            case "empty":
                return lambda value: not value.strip(BLANKS)
            case tag:
                raise UnreadableGrammar(f"{tag} of RELAX NG in an attribute")

    def _tokens(self, nodes: list[Element]) -> str:
        """Return a regular expression for the words of a list; a space follows each word."""
        return "".join(self._token(self._resolved(node)) for node in nodes)

    def _token(self, node: Element) -> str:
        inner = list(child_elements(node))
        match str(node.tag).removeprefix(RNG):
            case "value":
                return f"{re.escape(_collapsed(node.text or ''))} "
            case "data":
                return "".join(f"(?=(?:{p}) )" for p in _patterns(node)) + r"\S+ "
            case "choice":
                return f"(?:{'|'.join(self._tokens([child]) for child in inner)})"
            case "optional":
                return f"(?:{self._tokens(inner)})?"
            case "oneOrMore":
                return f"(?:{self._tokens(inner)})+"
            case "zeroOrMore":
                return f"(?:{self._tokens(inner)})*"
            case "empty":
                return ""
            case "ref" | "group":
                define = self._defines[node.get("name")] if inner == [] else node
                return self._tokens(list(child_elements(define)))
            case tag:
                raise UnreadableGrammar(f"{tag} of RELAX NG in a list")

    def _words(self, node: Element) -> Iterator[str]:
        name = node.get("name") if node.tag == f"{RNG}ref" else None
        node = self._resolved(node)
        match str(node.tag).removeprefix(RNG):
            case "value":
                yield f'"{_collapsed(node.text or "")}"'
            case "data":
                patterns = " and ".join(
                    p.text or "" for p in node.iter(f"{RNG}param") if p.get("name") == "pattern"
                )
                yield f"{name or node.get('type')}" + (f" like {patterns}" if patterns else "")
            case "text":
                yield "any text"
            case "list":
                words = dict.fromkeys(
                    w for child in child_elements(node) for w in self._words(child)
                )
                yield f"words of: {', '.join(words)}"
            case "empty":
                yield "nothing"
            case _:
                for child in child_elements(node):
                    yield from self._words(child)


def _anything(value: str) -> bool:
    return True


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _patterns(node: Element) -> Iterator[str]:
    r"""Yield the patterns of a datatype in Python's syntax; \s is XML's white space."""
    for param in node.iter(f"{RNG}param"):
        if param.get("name") == "pattern":
            pattern = re.sub(r"\\s(?=[^\[]*\])", r" \\t\\r\\n", param.text or "")
            yield pattern.replace(r"\S", r"[^ \t\r\n]").replace(r"\s", r"[ \t\r\n]")


def _data(node: Element) -> Test:
    """Return a test for a datatype; strings are tested here, dates and numbers by libxml2."""
    type = node.get("type")
    patterns = [re.compile(pattern) for pattern in _patterns(node)]
    if type == "anyURI":
        by_libxml2 = _libxml2(node)

        def is_uri(value: str) -> bool:
            if _SAFE_URI.fullmatch(value):
                return all(pattern.fullmatch(value) for pattern in patterns)
            return by_libxml2(value)

        return is_uri
    if type in ("string", "token", "ID") and not node.findall(f"{RNG}except"):
        return _string(node, type, patterns)
    return _libxml2(node)


def _string(node: Element, type: str, patterns: list[re.Pattern[str]]) -> Test:
    limits = {param.get("name"): param.text or "" for param in node.iter(f"{RNG}param")}
    least, most = int(limits.get("minLength", 0)), int(limits.get("maxLength", 10**9))
    one = patterns[0] if len(patterns) == 1 else None

    def is_string(value: str) -> bool:
        text = value if type == "string" else value.strip(BLANKS)
        if one is not None:
            return one.fullmatch(text) is not None and least <= len(text) <= most
        return least <= len(text) <= most and all(p.fullmatch(text) for p in patterns)

    return is_string


def _libxml2(node: Element) -> Test:
    """Return a test in which libxml2 validates an element that has the value as its content."""
    from lxml import etree

    grammar: Any = etree.Element(f"{RNG}element", {"name": "value", "datatypeLibrary": _DATATYPES})
    grammar.append(etree.fromstring(etree.tostring(node)))
    validator: list[Any] = []

    @lru_cache(maxsize=4096)
    def test(value: str) -> bool:
        if not validator:
            validator.append(etree.RelaxNG(grammar))
        element = etree.Element("value")
        element.text = value
        return bool(validator[0].validate(element))

    return test
