"""The house: each room imports only those before it, and start-up brings in nothing heavy."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import archive

PACKAGE = Path(__file__).parents[1] / "archive"

ROOMS = (
    "version", "english", "one_line", "findings", "errors", "text", "model", "files", "formats", "relaxng", "revision", "validation", "wording", "report", "view",
    "cli", "__main__",
)  # fmt: skip
"""Top to bottom: a room imports only rooms above it."""

MODEL = (
    "base", "dates", "identifiers", "licences", "references", "anchors", "attestation", "names",
    "rights", "captures", "blocks", "entities", "works", "metadata", "revisions", "statements", "claims",
    "annotations", "relations", "assessments", "walk", "edits", "index", "shape", "docstrings", "belongs", "problems", "document",
    "invariants", "parts", "schema",
)  # fmt: skip
"""Top to bottom within the model; what the document calls back while it is made comes after it."""

CALLED_BACK = {("base", "problems"), ("document", "invariants"), ("document", "problems")}
"""A constructor tells problems with the fields of the models, and that of a document runs the
invariants, which are about documents: both are imported when it runs."""

FORMATS = (
    "base", "positions", "quotes", "ids", "byhand", "json", "foreign",
    "dateline", "text", "tei",
)  # fmt: skip

REVISION = (
    "offsets", "anchoring", "structure", "rebase", "formatting", "diff",
)  # fmt: skip


@cache
def modules() -> tuple[tuple[str, Path], ...]:
    return tuple(_modules())


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module of ours that a file imports at run time, wherever in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("archive"):
            module = (node.module or "").removeprefix("archive").removeprefix(".")
            inner = [f"{module}.{alias.name}".strip(".") for alias in node.names]
            known = {name for name, _ in modules()}
            yield from {name if name in known else module for name in inner}
        elif isinstance(node, ast.Import):
            yield from (
                a.name.removeprefix("archive.") for a in node.names if a.name.startswith("archive.")
            )


def test_every_room_is_on_the_plan() -> None:
    rooms = {name.split(".")[0] for name, _ in modules()} - {"__init__", ""}
    assert rooms <= set(ROOMS)


@pytest.mark.parametrize(("name", "path"), modules(), ids=[name for name, _ in modules()])
def test_a_room_imports_only_rooms_above_it(name: str, path: Path) -> None:
    room = name.split(".")[0]
    if room in ("__init__", ""):
        return
    for other in imports(path):
        their_room = other.split(".")[0]
        if not their_room:
            assert room == "cli", f"{name} imports the public face"
        elif their_room != room:
            assert ROOMS.index(their_room) < ROOMS.index(room), f"{name} imports {other}"


@pytest.mark.parametrize("room", ["model", "formats", "revision"])
def test_within_a_room_imports_go_one_way(room: str) -> None:
    order = {"model": MODEL, "formats": FORMATS, "revision": REVISION}[room]
    for name, path in modules():
        steps = name.split(".")
        if steps[0] != room or len(steps) < 2:
            continue
        here = steps[1]
        assert here in order, f"{name} is not on the plan"
        for other in imports(path):
            if other.startswith(f"{room}.") and (there := other.split(".")[1]) != here:
                allowed = order.index(there) < order.index(here) or (here, there) in CALLED_BACK
                assert allowed, f"{name} imports {other}"


def test_no_format_imports_another() -> None:
    for name, path in modules():
        steps = name.split(".")
        if steps[0] == "formats" and len(steps) > 1 and steps[1] in ("json", "text", "tei"):
            others = {
                other.split(".")[1] for other in imports(path) if other.startswith("formats.")
            }
            assert not (others & {"json", "text", "tei"}) - {steps[1]}, name


def test_only_the_terminal_escapes_for_the_terminal() -> None:
    """`view` makes trees of words as they are; what writes a tree makes it safe."""
    for name, path in modules():
        if name.split(".")[0] == "view" and not name.startswith("view.terminal"):
            assert not any(other.startswith("report") for other in imports(path)), name
            assert "\\x1b" not in path.read_text("utf-8"), name


def test_start_up_brings_in_nothing_heavy() -> None:
    code = "import archive, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"click", "rich", "jinja2", "jsonschema_rs", "rapidfuzz", "edtf"} & set(loaded)
    assert not {"pydantic", "lxml", "dataclasses", "archive.cli", "archive.errors"} & set(loaded)


def test_a_record_in_json_is_read_without_tei_rules_or_revision() -> None:
    code = 'import archive, sys; archive.read(b\'{"schema_version": "1.0", "id": "a"}\')'
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "archive.formats.json" in loaded
    for room in ("formats.tei", "validation", "revision", "formats.text"):
        assert f"archive.{room}" not in loaded


def test_readers_and_writers_can_be_sent_to_another_process() -> None:
    for call in (*archive.READERS.values(), *archive.WRITERS.values()):
        assert pickle.loads(pickle.dumps(call))


def test_the_three_lists_of_public_names_agree() -> None:
    """Checkers read the imports, Python the homes, and both read `__all__`."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text())
    checked = next(node for node in tree.body if isinstance(node, ast.If)).body
    imported = {
        alias.name: node.module
        for node in checked
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported == archive._HOMES
    assert sorted({*archive._HOMES, "__version__"}) == archive.__all__


def test_the_package_has_its_names_and_no_others() -> None:
    assert set(archive.__all__) <= set(dir(archive))
    starred: dict[str, object] = {}
    exec("from archive import *", starred)
    assert all(starred[name] is getattr(archive, name) for name in archive.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        archive.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_every_public_name_is_there_and_has_a_docstring() -> None:
    assert archive.__all__ == sorted(archive.__all__)
    for name in archive.__all__:
        value = getattr(archive, name)
        if callable(value):
            assert value.__doc__, name
