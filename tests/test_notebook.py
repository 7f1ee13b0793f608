"""A notebook in which somebody looks at both articles stays small enough to be kept and sent."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

CELLS = (
    """
import archive
from archive.text.offsets import offsets

one = archive.load("documents/frenemies")
other = archive.load("documents/claims-and-sources")
one, other
""",
    "one.metadata, other.metadata, one.rights, other.rights",
    "one.claims",
    "other.claims",
    "one.claims[0], one.get(one.claims[0].id), one.claims[0].anchors",
    "one.sources, other.sources, one.works, other.works",
    "one.entities, other.entities",
    "[note for note in one.annotations if not isinstance(note, archive.model.Mention)]",
    "one.mentions_of('china'), other.annotations[:25]",
    "one.assessments, other.assessments, one.relations[:25]",
    "one.text_blocks(), other.text_blocks()[:20]",
    "one.sections, other.sections, one.captures, other.captures, one.agents, other.revisions",
    """
claimants = {step.claimant for claim in one.claims for step in claim.attribution}
{id: one.claims_of(id) for id in sorted(claimants - {None})}
""",
    "[(claim, one.sources_of(claim), one.doubts_of(claim)) for claim in one.claims[:20]]",
    """
report = archive.validate("documents/frenemies")
report, archive.validate("documents/claims-and-sources"), report.findings
""",
    """
from pathlib import Path

data = Path("documents/frenemies/document.json").read_bytes()
archive.read(data), archive.format(data), archive.write(one, "tei"), archive.write(other, "tei-inline")
""",
    """
block = one.text_blocks()[2]
changed = archive.with_text(one, {block.id: block.text.replace(" two ", " three ")})
changed, changed.of("altered"), changed.outcomes[:20]
""",
    """
changes = archive.diff(one, changed.document)
changes, changes.changes[:20], changes.operations[:20]
""",
    "one.overlapping(block, 0, 400), archive.plain_text(other), offsets(block.text)",
    "archive.locate(block.text, 'terrorist attacks'), archive.rebase(one, onto=changed.document)",
)
"""Twenty cells, each ending in what it shows."""

LIMIT = 100_000


@pytest.mark.slow
def test_a_notebook_of_twenty_cells_over_both_articles_is_under_100_kB(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert len(CELLS) == 20
    namespace: dict[str, Any] = {}
    cells = [_cell(source, _shown(_run(source, namespace))) for source in CELLS]
    notebook = json.dumps({"cells": cells, "nbformat": 4}, indent=1, ensure_ascii=False)
    assert len(notebook.encode()) < LIMIT


def _run(source: str, namespace: dict[str, Any]) -> Any:
    """Run a cell, and return the value of its last line."""
    *statements, last = ast.parse(source).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(statements, []), "<cell>", "exec"), namespace)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)


def _shown(value: Any, indent: int = 0) -> str:
    """A value as IPython shows it: the repr, of a collection item by item, each on its line."""
    if len(repr(value)) + indent < 80 or not isinstance(value, tuple | list | dict):
        return repr(value)
    between = f",\n{' ' * (indent + 1)}"
    if isinstance(value, dict):
        items = (f"{key!r}: {_shown(value[key], indent + len(repr(key)) + 3)}" for key in value)
        return "{" + between.join(items) + "}"
    return "(" + between.join(_shown(item, indent + 1) for item in value) + ")"


_TIMES = ("shell.execute_reply", "iopub.execute_input", "iopub.status.busy", "iopub.status.idle")


def _cell(source: str, shown: str) -> dict[str, Any]:
    """A cell that was run, as a notebook of version 4 holds it."""
    output = {
        "data": {"text/plain": shown.splitlines(keepends=True)},
        "execution_count": 1,
        "metadata": {},
        "output_type": "execute_result",
    }
    return {
        "cell_type": "code",
        "execution_count": 1,
        "id": "00000000",
        "metadata": {"execution": dict.fromkeys(_TIMES, "2026-11-26T04:59:42.557337Z")},
        "outputs": [output],
        "source": source.strip().splitlines(keepends=True),
    }
