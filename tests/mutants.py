"""Mutation of our own code: change single statements, operators and constants, and see tests fail.

    python -m tests.mutants --count 150 --seed 1 --jobs 2

Each mutant lives in a copy of the tree; the checkout is never touched. Not a test, since it takes
minutes. A mutant that all tests pass is printed with its place: strengthen a test, or say in
`EQUIVALENT` why nobody could tell it from the original.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    *sorted((ROOT / "archive/formats/tei").rglob("*.py")),
    *(ROOT / f"archive/formats/{name}.py" for name in ("json", "quotes", "positions")),
    *(ROOT / f"archive/formats/{name}.py" for name in ("assembly", "spans", "visitor")),
    *sorted((ROOT / "archive/articles/text_files").glob("*.py")),
    *sorted((ROOT / "archive/model/invariants").glob("*.py")),
)
TESTS = (
    *(f"tests/formats/test_{name}.py" for name in ("exact", "golden", "reserialised")),
    *(
        f"tests/formats/test_{name}.py"
        for name in ("inline", "pointers", "json", "text", "assembly")
    ),
    *(f"tests/formats/test_{name}.py" for name in ("hand_edits", "tei_hostile")),
    *(f"tests/model/test_{name}.py" for name in ("invariants", "document")),
)
"""Those that look at the code in question, the quickest to find fault first."""
SLOWEST = 240
"""Seconds after which a mutant that runs on and on is taken for killed."""


EQUIVALENT = """
formats/nested_spans.py, _Cuts.of: edges outside the stretch are left out once more further down.
formats/json_source_map.py, _offsets: the place of the root is noted again when it is read.
"""
"""Mutants that survive and change nothing that can be seen, with the reason."""


class Mutant(NamedTuple):
    """One change to one file."""

    file: str
    line: int
    what: str
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.before} -> {self.after}"


# --- making mutants ---

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Site(NamedTuple):
    """Where a file can be changed, and how."""

    path: Path
    number: int
    """Of the node, as `ast.walk` counts."""
    what: str


def sites(path: Path) -> Iterator[Site]:
    """Every place of a file that we know to change."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    annotations = {id(node) for annotation in _annotations(tree) for node in ast.walk(annotation)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in annotations:
            for what in _choices(node):
                yield Site(path, number, what)


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    """Types, which no program reads."""
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(annotation=found) | ast.arg(annotation=ast.expr() as found):
                yield found
            case ast.FunctionDef(returns=ast.expr() as found):
                yield found


def mutant(site: Site) -> Mutant | None:
    """Change a file in one place; `None` where that would mean nothing."""
    tree = ast.parse(site.path.read_text(encoding="utf-8"))
    node = next(n for k, n in enumerate(ast.walk(tree)) if k == site.number)
    before, line = ast.unparse(node), getattr(node, "lineno", 0)
    after = _apply(tree, node, site.what)
    if after is None:
        return None
    ast.fix_missing_locations(tree)
    name = str(site.path.relative_to(ROOT))
    return Mutant(name, line, site.what, _short(before), _short(after), ast.unparse(tree))


def chosen(count: int, seed: int, only: str) -> Iterator[Mutant]:
    """So many mutants of the files whose path holds a word."""
    every = [site for path in FILES if only in str(path) for site in sites(path)]
    Random(seed).shuffle(every)
    found = (made for site in every if (made := mutant(site)) is not None)
    return islice(found, count)


def _choices(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Compare(ops=[_]):
            yield "comparison"
        case ast.BoolOp():
            yield "and/or"
            yield "operand left out"
        case ast.BinOp(op=op) if type(op) in _OPERATORS:
            yield "operator"
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield "sign left out"
        case ast.IfExp() | ast.If():
            yield "condition turned"
        case ast.Constant(value=bool() | int() | str()) if node.value != "":
            yield "constant"
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield "statement left out"
        case ast.Assign() | ast.AugAssign() | ast.Continue() | ast.Break() | ast.Raise():
            yield "statement left out"
        case ast.Return(value=ast.expr()):
            yield "returns nothing"
        case ast.Dict(keys=[_, *_]):
            yield "entry left out"
        case ast.Tuple(elts=[_, _, *_], ctx=ast.Load()):
            yield "entry left out"
        case ast.comprehension(ifs=[_, *_]):
            yield "filter left out"


def _apply(tree: ast.AST, node: ast.AST, what: str) -> str | None:
    """Change the node in place; return how it reads now, or `None` where it means nothing."""
    match node:
        case ast.Compare():
            node.ops = [_COMPARISONS[type(node.ops[0])]()]
        case ast.BoolOp() if what == "and/or":
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.BoolOp():
            node.values = node.values[:-1]
        case ast.BinOp():
            node.op = _OPERATORS[type(node.op)]()
        case ast.UnaryOp():
            _replace(tree, node, node.operand)
            return ast.unparse(node.operand)
        case ast.IfExp() | ast.If():
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return "if not " + ast.unparse(node.test.operand)
        case ast.Constant():
            return _change_constant(tree, node)
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.Dict():
            node.keys, node.values = node.keys[:-1], node.values[:-1]
        case ast.Tuple():
            node.elts = node.elts[:-1]
        case ast.comprehension():
            node.ifs = node.ifs[:-1]
        case ast.stmt():
            _replace(tree, node, ast.Pass())
            return "pass"
    return ast.unparse(node)


def _change_constant(tree: ast.AST, node: ast.Constant) -> str | None:
    parents = {child: p for p in ast.walk(tree) for child in ast.iter_child_nodes(p)}
    parent = parents[node]
    if isinstance(parent, ast.Expr | ast.JoinedStr | ast.FormattedValue):
        return None  # docstrings, and words of messages
    match node.value:
        case bool():
            node.value = not node.value
        case int():
            node.value += 1
        case str():
            node.value += "x"
    return repr(node.value)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[:] = [new if item is old else item for item in value]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}..."


# --- judging them ---


class Bench:
    """A copy of the tree in which mutants are tried, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns(
            ".venv", ".git", "build", ".hypothesis", ".*_cache", "__pycache__"
        )
        shutil.copytree(ROOT, folder, ignore=ignored, dirs_exist_ok=True)

    def survives(self, mutant: Mutant) -> bool:
        path = self.folder / mutant.file
        before = path.read_bytes()
        path.write_text(mutant.source, encoding="utf-8")
        try:
            return self.passes()
        finally:
            path.write_bytes(before)

    def passes(self) -> bool:
        """Whether all tests pass, those first that take least."""
        command = [
            *(
                sys.executable,
                "-m",
                "pytest",
                "-x",
                "-q",
                "--no-header",
                "--tb=no",
                "-m",
                "not slow",
            ),
            *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", *TESTS),
        ]
        environment = {
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(self.folder),
        }
        try:
            run = subprocess.run(
                command,
                cwd=self.folder,
                env=environment,
                capture_output=True,
                timeout=SLOWEST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return run.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="files whose path holds this")
    arguments = parser.parse_args()
    made = list(chosen(arguments.count, arguments.seed, arguments.only))
    with tempfile.TemporaryDirectory() as home:
        benches = [Bench(Path(home) / str(n) / "main") for n in range(arguments.jobs)]
        if not benches[0].passes():
            sys.exit("the tests fail without any mutant; mend that first")
        started = time.monotonic()
        free = list(benches)

        def judge(mutant: Mutant) -> tuple[Mutant, bool]:
            bench = free.pop()
            try:
                return mutant, bench.survives(mutant)
            finally:
                free.append(bench)

        survivors = []
        with ThreadPoolExecutor(arguments.jobs) as pool:
            for number, (mutant, survived) in enumerate(pool.map(judge, made), 1):
                if number % 10 == 0:
                    print(f"{number} judged", flush=True)
                if survived:
                    survivors.append(mutant)
                    print(f"survived  {mutant}", flush=True)
        minutes = (time.monotonic() - started) / 60
    killed = len(made) - len(survivors)
    print(
        f"{killed} of {len(made)} mutants killed ({killed / len(made):.0%}), "
        f"{len(survivors)} survived; {minutes:.1f} minutes"
    )


if __name__ == "__main__":
    main()
