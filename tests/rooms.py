"""The rooms of the library in the order of their imports, and which module imports which."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "archive"

CORE = (
    "version", "lazy_names", "cycle_collector", "control_characters", "english", "reprs", "findings", "errors", "text", "model", "rights", "derivations",
    "files", "relaxng", "formats", "revision", "validation",
)  # fmt: skip
"""The library itself, top to bottom: it imports no door."""

KINDS = ("articles", "annotations", "bibliographies", "exports")
"""The doors, by the kind of what comes in or goes out: none imports another."""

ROOMS = (
    *CORE, *KINDS,
    "proposals", "reviews", "wording", "tabular", "preservation", "store", "source_copies", "report", "view", "io", "workflows", "corpus", "cli", "__main__",
)  # fmt: skip
"""Top to bottom: a room imports only rooms above it."""

SHARED = {
    "articles": (
        "embedded_images", "content", "capture_assembly", "assembly", "receiving", "tying", "dateline",
        "memento", "presentational", "xml_line_builder",
    ),
    "annotations": ("external",),
    "bibliographies": (
        "citable_works", "cite_extra", "csl_dates", "csl_items", "losses", "styled_bibliography", "work_identity", "work_merging",
    ),
    "exports": (),
}  # fmt: skip
"""What several doors of a kind use; every other module or folder there is one format."""

MODEL = (
    "base", "dates", "identifiers", "licences", "references", "anchors", "introspection", "basis", "names",
    "rights", "captures", "blocks", "entities", "works", "metadata", "revisions", "statements", "claims",
    "annotations", "relations", "assessments", "walk", "hand_edits", "index", "docstrings", "unknown_fields",
    "pydantic_errors", "document", "invariants", "document_builder", "schema_names", "json_schema",
)  # fmt: skip
"""Top to bottom within the model; what the document calls back while it is made comes after it."""

CALLED_BACK = {
    ("base", "docstrings"),
    ("base", "pydantic_errors"),
    ("document", "invariants"),
    ("document", "pydantic_errors"),
}
"""A constructor tells problems with the fields of the models, and that of a document runs the
invariants, which are about documents: both are imported when it runs. So are the docstrings of
fields, when somebody asks for help."""

REVISION = ("canonical_form", "restored_words", "diff", "rebase", "id_transfer")

REBASE = (
    "outcomes", "record_text", "earlier_reading", "merged_values", "matched_blocks", "free_names",
    "merged_captures", "top_blocks", "paired_figures", "placed_sections", "merged_structure",
    "mark_placement", "new_text", "article_changes", "onto_document", "transcription", "stretch_holders", "new_places",
    "classification", "previous_words", "revision_entry", "rebased_record", "new_text_findings", "origin_findings",
)  # fmt: skip
"""Top to bottom is the way of a record: a new text for it; its stretches found, placed on that,
judged and put back; last, what a person should look at."""


@cache
def modules() -> tuple[tuple[str, Path], ...]:
    return tuple(_modules())


@cache
def _names() -> frozenset[str]:
    return frozenset(name for name, _ in modules())


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


@cache
def imports(path: Path, *, types: bool = False) -> tuple[str, ...]:
    """Every module of ours that a file imports at run time, wherever in it; or for types too."""
    return tuple(
        module
        for node, is_for_types in _import_statements(path)
        if types or not is_for_types
        for module in _imported(node)
    )


@cache
def _import_statements(path: Path) -> tuple[tuple[ast.Import | ast.ImportFrom, bool], ...]:
    """Each import of a file, wherever in it, and whether only type checkers do it."""
    found: list[tuple[ast.Import | ast.ImportFrom, bool]] = []
    waiting = deque[tuple[ast.AST, bool]]([(ast.parse(path.read_text("utf-8")), False)])
    while waiting:
        node, is_for_types = waiting.popleft()
        if isinstance(node, ast.Import | ast.ImportFrom):
            relative = isinstance(node, ast.ImportFrom) and node.level
            assert not relative, f"{path}:{node.lineno}: name the module from the root"
            found.append((node, is_for_types))
        elif not isinstance(node, ast.expr):  # no statement stands within an expression
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name):
                is_for_types = is_for_types or node.test.id == "TYPE_CHECKING"
            waiting += [(inner, is_for_types) for inner in ast.iter_child_nodes(node)]
    return tuple(found)


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom):
        yield from _from(node)
        return
    for alias in node.names:
        package, _, module = alias.name.partition(".")
        if package == "archive":
            yield module


def _from(node: ast.ImportFrom) -> Iterator[str]:
    """The modules of ours that `from ... import ...` brings in; "" is the public face."""
    package, _, module = (node.module or "").partition(".")
    if package != "archive":
        return
    known = _names()
    inner = {f"{module}.{alias.name}".strip(".") for alias in node.names}
    yield from {name if name in known else module for name in inner}
