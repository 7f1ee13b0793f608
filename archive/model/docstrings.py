"""Reads the docstrings of fields from the source, and adds them to the docstrings of classes."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from inspect import Parameter, Signature
from itertools import pairwise
from textwrap import fill
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from archive.model.base import Model
from archive.reprs import Unquoted


def field_docs(cls: type[Model]) -> dict[str, str]:
    """Return the docstring of each field of a model, inherited fields included.

    The docstrings are read from the source on first use, so that imports stay fast.
    """
    docs: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        docs |= own_field_docs(base) if issubclass(base, Model) else {}
    return docs


@cache
def own_field_docs(cls: type) -> dict[str, str]:
    """Return the docstring of each field that a class itself declares; any class is allowed."""
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


FIELDS = "\n\nFields:\n"
"""The separator between the docstring of a class and the docstrings of its fields."""


def with_fields(doc: str, cls: type[Model]) -> str:
    """Return the docstring of a model with the docstrings of its fields, as `help` shows it."""
    try:
        docs = field_docs(cls)
    except (OSError, TypeError, KeyError):  # a class whose source is not there to be read
        return doc
    lines = (
        fill(f"{name}: {docs[name]}", 88, initial_indent=" " * 4, subsequent_indent=" " * 8)
        for name in signature_of(cls).parameters
        if name in docs
    )
    return f"{inspect.cleandoc(doc)}{FIELDS}" + "\n".join(lines)


def signature_of(cls: type[Model]) -> Signature:
    """Return the signature of a constructor: every field with its type, required fields first.

    >>> from archive.model.anchors import Quote
    >>> print(signature_of(Quote))
    (*, exact: str, prefix: str = '', suffix: str = '', block: str | None = None) -> None
    """
    parameters = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty
            if field.is_required()
            else field.get_default(call_default_factory=True),
            annotation=Unquoted(_type_name(field.annotation)),
        )
        for name, field in cls.model_fields.items()
    ]
    parameters.sort(key=lambda one: one.default is not Parameter.empty)
    return Signature(parameters, return_annotation=None)


def _type_name(hint: Any) -> str:
    """Return the name of a type for readers, without the patterns of strings."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is NoneType or hint is None:
        return "None"
    if origin is Annotated:
        return _type_name(inner[0])
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, inner))}]"
    if origin is None:
        return str(getattr(hint, "__name__", hint))
    names = ["..." if one is Ellipsis else _type_name(one) for one in inner]
    if isinstance(origin, type) and origin.__name__ != "UnionType":
        return f"{origin.__name__}[{', '.join(names)}]"
    return " | ".join(names)
