"""Reads the docstrings of fields from the source of the model."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from archive.model.base import Model


def field_docs(cls: type[Model]) -> dict[str, str]:
    """Return the docstring of each field of a model, those it inherits included.

    They are read from the source, so that they cost nothing at start-up.
    """
    docs: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        docs |= own_field_docs(base) if issubclass(base, Model) else {}
    return docs


@cache
def own_field_docs(cls: type) -> dict[str, str]:
    """Return the docstring of each field that a class itself declares, a model or not."""
    body = _classes(cls.__module__)[cls.__name__].body
    return {
        field.target.id: inspect.cleandoc(doc.value.value)
        for field, doc in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(doc, ast.Expr)
        and isinstance(doc.value, ast.Constant)
        and isinstance(doc.value.value, str)
    }


@cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return " ".join(text.split("\n\n")[0].split())
