"""Reads JSON-LD: the schema.org node about the article, and the node about its page."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from archive.articles.html.metadata.author_names import identifiers_in
from archive.articles.html.metadata.extracted_values import (
    NOT_READ,
    Field,
    MetadataSource,
    MetadataValue,
    clean_line,
    clean_text,
    comparison_key,
)
from archive.articles.html.metadata.losses import MetadataLosses
from archive.articles.html.metadata.page_elements import PageElements, attribute
from archive.articles.html.metadata.vocabulary import (
    ARTICLES,
    CONTAINERS,
    ORGANISATIONS,
    PAGES,
    PERIODICALS,
    ROLES,
    SCHEMA_ORG,
    SCHEMA_ORG_IGNORED,
)
from archive.findings import Finding, warning
from archive.text.json_depth import read_json

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Node: TypeAlias = dict[str, Any] | ChainMap[str, Any]
"""An object of JSON-LD, or two objects with the same `@id` that are merged."""

_BEFORE_JSON = re.compile(r"(?:\s|\ufeff|//|/\*|\*/|<!--|<!\[CDATA\[)*")
_AFTER_JSON = re.compile(r"(?:\s|;|//|/\*|\*/|-->|\]\]>)*$")
"""Comments and CDATA marks after the JSON, as for `_BEFORE_JSON`; old browsers needed them."""
_LONGEST_END = 200
_DEEPEST = 6
"""The maximum depth at which a node is searched for in a graph."""


class JsonLd:
    """All JSON-LD of a page."""

    def __init__(self, page: PageElements) -> None:
        self._by_id: dict[str, Node] = {}
        self._nodes: list[tuple[Node, LexborNode]] = []
        self.findings: list[Finding] = []
        """Warnings about scripts that could not be read."""
        for script in page.head:
            kind = attribute(script, "type").partition(";")[0].strip().lower()
            if script.tag == "script" and kind == "application/ld+json":
                self._read(script, page)
        nodes = [node for node, _ in self._nodes]
        # Only nodes with content are stored; others only refer to one of them by `@id`.
        for node in (*nodes, *(inner for one in nodes for inner in _inner_nodes(one))):
            if isinstance(id := node.get("@id"), str) and len(node) > 1:
                self._by_id.setdefault(id, node)

    def _read(self, script: LexborNode, page: PageElements) -> None:
        text = _without_wrapping(script.text())
        if not text:
            return
        try:
            data = read_json(text, strict=False)
        except ValueError as error:
            problem = str(error)
        else:
            self._nodes += [(node, script) for node in _nodes_in(data, 0)]
            return
        message = f"this JSON-LD is not valid JSON: {problem}"
        self.findings.append(warning(NOT_READ, page.path(script), message))

    def values(
        self, titles: set[str], addresses: set[str], losses: MetadataLosses
    ) -> Iterator[MetadataValue]:
        """Yield the metadata of the article in the JSON-LD.

        Args:
            titles: The comparison keys of the headings of the page, and of the titles in its other
                metadata.
            addresses: The addresses of the page in its other metadata.
            losses: The losses of the metadata, to which this adds.
        """
        articles = [(n, s) for n, s in self._nodes if _types(n) & ARTICLES]
        about = [pair for pair in articles if self._is_about(pair[0], titles, addresses)]
        if (
            not about
            and len(articles) == 1
            and self._may_be_about(articles[0][0], titles, addresses)
        ):
            about = articles
        chosen = about[:1]
        for node, script in chosen:
            yield from self._values_of_node(node, script, MetadataSource.JSON_LD, losses)
        used: set[int] = set()
        for node, script in [pair for pair in self._nodes if _types(pair[0]) & PAGES][:1]:
            used.add(id(node))
            yield from self._values_of_node(
                node, script, MetadataSource.WEB_PAGE, None if chosen else losses
            )
        for node, script in self._nodes:
            if "WebSite" in _types(node) and (name := _first_text(node.get("name"))):
                used.add(id(node))
                yield MetadataValue(
                    "container", name, MetadataSource.WEB_PAGE, "JSON-LD WebSite", script
                )
        known = {id(node) for node, _ in about}
        for node, script in articles:
            if id(node) not in known:
                losses.add("JSON-LD of another article", script)
        taken = known | {id(node) for node, _ in articles} | used
        for node, _ in self._nodes:
            if id(node) not in taken:
                losses.add_object(" ".join(sorted(_types(node))) or "no type")

    def _is_about(self, node: Node, titles: set[str], addresses: set[str]) -> bool:
        """Whether a node has an address or a title of this article."""
        ours = {_comparable_address(one) for one in addresses}
        theirs = {_comparable_address(one) for one in self._addresses(node)}
        return bool(ours & theirs) or bool(titles & self._titles(node))

    def _may_be_about(self, node: Node, titles: set[str], addresses: set[str]) -> bool:
        """Whether the only node about an article may be about this article.

        If both the node and the page have titles and addresses, a title of the node must be part of
        a title of the page, or contain one.
        """
        theirs = self._titles(node)
        if not (theirs and titles) or not (self._addresses(node) and addresses):
            return True
        return any(one in other or other in one for one in theirs for other in titles)

    def _titles(self, node: Node) -> set[str]:
        texts = [*_texts(node.get("headline")), *_texts(node.get("name"))]
        return {one for one in map(comparison_key, texts) if one}

    def _addresses(self, node: Node) -> list[str]:
        found = [node.get("@id"), node.get("url"), node.get("mainEntityOfPage")]
        return [text for one in found for text in _texts(one, "@id", "url")]

    def _values_of_node(
        self, node: Node, script: LexborNode, source: MetadataSource, losses: MetadataLosses | None
    ) -> Iterator[MetadataValue]:
        types = sorted(_types(node) & ARTICLES)
        if types and source is MetadataSource.JSON_LD:
            by_order = [one for one in _texts(node.get("@type")) if _local(one) in ARTICLES]
            yield MetadataValue("genre", _local(by_order[0]), source, "JSON-LD @type", script)
        for name, content in node.items():
            local = _local(name)
            field = SCHEMA_ORG.get(local)
            if content in (None, "", [], {}):
                continue
            if field is None:
                if losses is not None and local not in SCHEMA_ORG_IGNORED:
                    losses.add(f"JSON-LD {local}", script)
                elif losses is not None and not local.startswith("@"):
                    losses.add_ignored(f"JSON-LD {local}")
                continue
            if local in ("creator",) and node.get("author"):
                continue
            for found in self._values(field, local, content):
                yield MetadataValue(
                    field, found[0], source, f"JSON-LD {local}", script, more=found[1]
                )
        yield from self._of_container(node.get("isPartOf"), script, source)

    def _of_container(
        self, part: Any, script: LexborNode, source: MetadataSource, depth: int = 0
    ) -> Iterator[MetadataValue]:
        """Yield the volume, issue and ISSN from `isPartOf`, at any depth."""
        for node in self._resolved(part, most=1):
            for name in ("volumeNumber", "issueNumber", "issn"):
                for text in _texts(node.get(name)):
                    yield MetadataValue(SCHEMA_ORG[name], text, source, f"JSON-LD {name}", script)
            if depth < _DEEPEST:
                yield from self._of_container(node.get("isPartOf"), script, source, depth + 1)

    def _values(
        self, field: Field, name: str, content: Any
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield each value of a property as text, with `MetadataValue.more`."""
        match field:
            case "author" | "contributor" | "holder" | "publisher":
                for node in self._resolved(content):
                    yield from self._values_of_person(node, ROLES.get(name))
            case "container":
                yield from self._containers(content)
            case "identifier":
                for text in _texts(content, "value", "@id", "url"):
                    yield text, {}
            case "language":
                for text in _texts(content, "alternateName", "name"):
                    yield text, {}
            case "licence" | "address":
                for text in _texts(content, "@id", "url"):
                    yield text, {}
            case "abstract":
                for text in _raw_texts(content):
                    if clean_text(text):
                        yield clean_text(text), {}
            case "keywords":
                is_list = isinstance(content, list)
                for text in _texts(content):
                    yield text, {"is_one": is_list or name == "about"}
            case _:
                for text in _texts(content):
                    yield text, {}

    def _values_of_person(
        self, node: Node, role: str | None
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the name of a person or organisation, with its parts and identifiers."""
        identifiers = [
            one
            for name in ("@id", "sameAs", "url", "identifier")
            for text in _texts(node.get(name), "@id", "value", "url")
            for one in identifiers_in(text)
        ]
        more: dict[str, Any] = {"role": role} if role else {}
        if identifiers:
            more["identifiers"] = list({one["value"]: one for one in identifiers}.values())
        if _types(node) & ORGANISATIONS:
            more["is_organisation"] = True
        family, given = _first_text(node.get("familyName")), _first_text(node.get("givenName"))
        names = _texts(node.get("name"))
        if family and given:
            more["name"] = {"family": family, "given": given}
            names = names[:1] or [f"{given} {family}"]
        if len(names) > 1:
            more.pop("identifiers", None)  # with several names, it is not known whose they are
        for name in names:
            yield name, more

    def _containers(self, content: Any, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the journal, newspaper or site, with its type; issues and volumes are skipped."""
        for node in self._resolved(content, most=1 if depth else _DEEPEST):
            types = _types(node)
            kind = next((CONTAINERS[one] for one in CONTAINERS if one in types), None)
            is_within = types & {"PublicationIssue", "PublicationVolume", *PAGES}
            is_within = is_within - types if types & PERIODICALS else is_within
            if is_within and node.get("isPartOf") and depth < _DEEPEST:
                yield from self._containers(node.get("isPartOf"), depth + 1)
            elif not is_within and (name := _first_text(node.get("name"))):
                yield name, {"type": kind} if kind else {}

    def _resolved(self, content: Any, most: int | None = None) -> list[Node]:
        """Return the nodes of a value, each merged with a node of the page with the same `@id`."""
        many = content if isinstance(content, list) else [content]
        nodes: list[Node] = []
        seen: set[str] = set()
        for one in many[:most]:
            if isinstance(one, str):
                node = self._by_id.get(one)
                nodes.append(node if node is not None else {"name": one})
            elif isinstance(one, dict):
                id = one.get("@id")
                if not isinstance(id, str):
                    nodes.append(one)
                elif id not in seen:
                    seen.add(id)
                    nodes.append(ChainMap(one, self._by_id.get(id, {})))
        return nodes


def _without_wrapping(text: str) -> str:
    """Return the JSON without comments and CDATA marks around it."""
    start = _BEFORE_JSON.match(text)
    text = text[start.end() :] if start else text
    # Only the last code points are searched: long runs of blanks would make the search slow.
    kept, tail = text[:-_LONGEST_END], text[-_LONGEST_END:]
    return kept + _AFTER_JSON.sub("", tail)


def _nodes_in(data: Any, depth: int) -> Iterator[Node]:
    """Yield the node itself, and the nodes in its arrays, graphs and main entities."""
    if isinstance(data, list):
        for one in data:
            if depth < _DEEPEST:
                yield from _nodes_in(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            inner = data.get(name)
            if isinstance(inner, list | dict) and depth < _DEEPEST:
                yield from _nodes_in(inner, depth + 1)


def _inner_nodes(node: Node) -> Iterator[Node]:
    """Yield the nodes within a node to which other nodes may refer by `@id`."""
    for name in ("author", "creator", "publisher", "isPartOf"):
        inner = node.get(name)
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                yield one


def _types(node: Node) -> set[str]:
    return {_local(one) for one in _texts(node.get("@type"))}


def _local(name: str) -> str:
    """Return a schema.org name without the address or prefix before it."""
    return re.sub(r"^(?:https?://schema\.org/|schema:)", "", name)


def _raw_texts(content: Any, *inner: str) -> list[str]:
    """Return the strings in a value: a string, those of a list, and the name or text of objects."""
    many = content if isinstance(content, list) else [content]
    found: list[str] = []
    for one in many:
        if isinstance(one, Mapping):
            names = (*inner, "@value") if inner else ("@value", "name")
            one = next((one[name] for name in names if isinstance(one.get(name), str)), None)
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, int | float) and not isinstance(one, bool):
            found.append(str(one))
    return found


def _texts(content: Any, *inner: str) -> list[str]:
    return [text for text in map(clean_line, _raw_texts(content, *inner)) if text]


def _first_text(content: Any) -> str | None:
    return next(iter(_texts(content)), None)


def _comparable_address(address: str) -> str:
    """Return an address without `https://www.`, fragment and final slash, to compare addresses."""
    return re.sub(r"^https?://(?:www\.)?|#.*$|/+$", "", address)
