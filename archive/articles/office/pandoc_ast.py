"""The nodes of pandoc's syntax tree, and functions that walk through the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.articles.office.marked_copy import POINT, split_signs

Node = dict[str, Any]
"""A block or an inline: `{"t": kind, "c": contents}`; a node without contents has no `c`."""


def kind_and_contents(node: Node) -> tuple[str, Any]:
    """Return the kind and the contents of a node."""
    return node["t"], node.get("c")


def first_number(nodes: Sequence[Node]) -> int | None:
    """Return the number of the paragraph that these inlines come from."""
    stack = [*reversed(nodes)]
    while stack:
        node = stack.pop()
        kind, contents = kind_and_contents(node)
        if kind in ("Str", "Code"):
            text = contents if kind == "Str" else contents[1]
            number = next((n for sign, n in split_signs(text) if sign == POINT), None)
            return number if isinstance(number, int) else None
        if kind in ("Span", "Link"):
            stack += reversed(contents[1])
        elif isinstance(contents, list) and kind not in ("Note", "Image", "Math"):
            stack += reversed([one for one in contents if isinstance(one, dict)])
    return None


def link_targets(value: Any) -> Iterator[str]:
    """Yield the names of the bookmarks that links within the document point to."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            if one.get("t") == "Link" and one["c"][2][0].startswith("#"):
                yield one["c"][2][0][1:]
            stack.append(one.get("c"))
        elif isinstance(one, list):
            stack += one


def inner_blocks(node: Node) -> Iterator[Node]:
    """Yield the blocks in a list, quotation, figure or other block that contains blocks."""
    kind, contents = kind_and_contents(node)
    match kind:
        case "BlockQuote":
            yield from contents
        case "Div":
            yield from contents[1]
        case "BulletList":
            for blocks in contents:
                yield from blocks
        case "OrderedList":
            for blocks in contents[1]:
                yield from blocks
        case "DefinitionList":
            for term, meanings in contents:
                yield {"t": "Para", "c": term}
                for blocks in meanings:
                    yield from blocks
        case "LineBlock":
            for line in contents:
                yield {"t": "Para", "c": line}
        case "RawBlock":
            yield {"t": "Para", "c": [{"t": "RawInline", "c": contents}]}
        case "Figure":
            yield from contents[2]
            yield from contents[1][1]
        case _:
            return


def leaves(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the blocks that are paragraphs, headings, code, lists or tables, at any depth."""
    for node in nodes:
        if node["t"] in ("BlockQuote", "Div", "DefinitionList", "LineBlock", "RawBlock", "Figure"):
            yield from leaves([*inner_blocks(node)])
        else:
            yield node


def cells_of_table(contents: Any) -> Iterator[Sequence[Node]]:
    """Yield the blocks of each cell of a table."""
    _, _, _, head, bodies, foot = contents
    of_bodies = [row for _, _, heads, rows in bodies for row in (*heads, *rows)]
    for _, cells in (*head[1], *of_bodies, *foot[1]):
        for cell in cells:
            yield cell[4]


def blocks_of_table(contents: Any) -> Iterator[Node]:
    """Yield all blocks in a table: those of the caption, then cell after cell."""
    yield from contents[1][1]
    for blocks in cells_of_table(contents):
        yield from blocks
