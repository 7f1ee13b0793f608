"""Parts of the reference that are made from the library, each time the manual is built.

A page asks for one with a line such as `<!-- generated: fields -->`. `tests/test_docs.py` expands
the pages in the same way, so nothing here needs Sphinx before `setup` is called.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache, reduce
from importlib import import_module
from operator import or_
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import archive
from archive.model.base import Model
from archive.model.docstrings import field_docs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PLACES = Path(__file__).parent.parent / "reference" / "tei-places.toml"
"""Where each field stands in TEI: a table for each model, a key for each field."""

ROOMS = (
    ("The record", "document"),
    ("What the article is", "metadata names"),
    ("Rights", "rights"),
    ("What was received", "captures"),
    ("The text", "blocks"),
    ("Words of the text", "anchors"),
    ("What values rest on", "attestation"),
    ("Statements and who makes them", "statements revisions"),
    ("Claims", "claims"),
    ("Entities", "entities"),
    ("Works and sources", "works"),
    ("Annotations", "annotations"),
    ("Assessments", "assessments"),
    ("Relations", "relations"),
)
"""The modules of the model, in the order of the manual."""

_TYPES = ("base", "identifiers", "dates", "references")
_MARKER = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def expand(page: str) -> str:
    """Return a page with everything in it that is made from the library."""
    return _MARKER.sub(lambda found: GENERATED[found[1]](), page)


class _Order(tuple[str, ...]):
    """What comes first, in this order; everything else after it."""

    def index(self, value: Any, *args: Any) -> int:  # type: ignore[override]
        return super().index(value) if value in self else len(self)


_COMMANDS = _Order(("new", "validate", "show", "convert", "explain", "schema"))
_FIRST = _Order(
    ("load", "save", "read", "write", "from_text", "validate", "explain", "Report", "Finding",
     "Severity", "Location", "Document")
)  # fmt: skip


# --- fields ---


def fields() -> str:
    """Every model with each of its fields: type, meaning, place in TEI."""
    lines: list[str] = []
    for title, modules in ROOMS:
        lines += [f"## {title}", ""]
        for name in modules.split():
            for cls in _models_of(name):
                lines += _model(cls)
    return "\n".join([*lines, *_type_entries()])


def models() -> Iterator[type[Model]]:
    """Every public model, in the order of the manual."""
    for _, modules in ROOMS:
        for name in modules.split():
            yield from _models_of(name)


def tei_place(cls: type[Model], field: str) -> str | None:
    """Where a field stands in TEI, of the class or the nearest class it inherits it from."""
    places = _places()
    return next((p for c in cls.__mro__ if (p := places.get(c.__name__, {}).get(field))), None)


def fields_of(cls: type[Model]) -> list[str]:
    """The fields that the page shows with a class: its own and those of its private bases."""
    public = [base for base in cls.__mro__[1:] if _is_shown(base)]
    inherited = {name for base in public for name in base.model_fields}
    own = _own_annotations(cls)
    return [name for name in cls.model_fields if name not in inherited or name in own]


def _models_of(module: str) -> Iterator[type[Model]]:
    where = import_module(f"archive.model.{module}")
    classes = [value for value in vars(where).values() if inspect.isclass(value)]
    for cls in sorted(classes, key=lambda cls: cls is not archive.Document):
        if _is_shown(cls) and cls.__module__ == where.__name__:
            yield cls


def _is_shown(cls: type) -> bool:
    return issubclass(cls, Model) and cls is not Model and not cls.__name__.startswith("_")


def _model(cls: type[Model]) -> Iterator[str]:
    yield from (f"(model-{cls.__name__.lower()})=", f"### {cls.__name__}", "")
    yield from (_markdown(inspect.getdoc(cls) or ""), "")
    docs = field_docs(cls)
    for name in fields_of(cls):
        yield f"`{name}`: {_type_of(cls, name)}"
        yield f": {_indented(docs.get(name) or _TAG)}"
        if place := tei_place(cls, name):
            yield f"\n  *TEI:* {place}"
        yield ""
    bases = [base for base in cls.__mro__[1:] if _is_shown(base)]
    if bases:
        yield f"And the fields of {' and '.join(_link(base.__name__) for base in bases)}.\n"


_TAG = "What this is; always written."


def _type_of(cls: type[Model], name: str) -> str:
    base = next(base for base in cls.__mro__ if name in _own_annotations(base))
    field = cls.model_fields[name]
    text = _type(_own_annotations(base)[name], base.__module__)
    if field.is_required():
        return f"{text}, required"
    default = field.get_default(call_default_factory=True)
    if default is None or default in ((), {}, "") or isinstance(default, Model):
        return text
    shown = json.dumps(default) if isinstance(default, str | bool | int) else str(default)
    return f"{text}, by default `{shown}`"


@cache
def _own_annotations(cls: type) -> dict[str, ast.expr]:
    if cls.__module__.partition(".")[0] != "archive":
        return {}
    body = _classes(cls.__module__)[cls.__name__].body
    return {
        node.target.id: node.annotation
        for node in body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(module)))


@cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    return {node.name: node for node in _tree(module).body if isinstance(node, ast.ClassDef)}


def _type(node: ast.expr, module: str) -> str:
    """An annotation as one reads it: what may stand there, and how many of it."""
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return f"{_type(left, module)} or left out"
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return f"{_type(left, module)} or {_type(right, module)}"
        case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
            items = values.elts if isinstance(values, ast.Tuple) else [values]
            return ", ".join(f"`{item.value}`" for item in items if isinstance(item, ast.Constant))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[item, *_])):
            return f"any number of {_type(item, module)}"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, value])):
            return f"object of {_type(value, module)} by {_type(key, module)}"
        case ast.Subscript(value=ast.Name(id="OrAbsent"), slice=item):
            return f"{_type(item, module)} or {_link('Absence')}"
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[item, *more])):
            bounds = "".join(_bounds(bound) for bound in more)
            text = _type(item, module)
            return (
                text.replace("any number", "one or more", 1) if "min_length=1" in bounds else text
            )
        case ast.Name(id=name):
            return _link(name)
        case ast.Constant(value=str(name)):
            return _link(name)
    return f"`{ast.unparse(node)}`"


def _bounds(node: ast.expr) -> str:
    return ast.unparse(node)


_BUILT_IN = {
    "bool": "true or false",
    "StrictBool": "true or false",
    "str": "a string",
    "int": "a whole number",
    "float": "a number",
    "JsonValue": "any JSON",
    "NonNegativeInt": "a whole number, 0 or more",
    "PositiveInt": "a whole number, 1 or more",
}


def _link(name: str) -> str:
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    if name in {cls.__name__ for cls in models()}:
        return f"[{name}](#model-{name.lower()})"
    if name == "Absence" or name in dict(_aliases(shown=False)):
        return f"[{name}](#type-{name.lower()})"
    return f"`{name}`"


# --- types of values ---


def _aliases(*, shown: bool = True) -> Iterator[tuple[str, str]]:
    """Every named type of the model with what its docstring, or else its definition, says."""
    modules = [*_TYPES, *(name for _, names in ROOMS for name in names.split())]
    for module in (f"archive.model.{name}" for name in modules):
        body = _tree(module).body
        for node, following in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name, value = node.targets[0].id, node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                name, value = node.target.id, node.value
            else:
                continue
            if not re.fullmatch(r"[A-Z][a-z]\w*", name) or name == "OrAbsent" or value is None:
                continue
            if isinstance(value, ast.Call):
                continue
            doc = ""
            if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                doc = _markdown(inspect.cleandoc(str(following.value.value)))
            is_choice = "Literal[" in ast.unparse(value)[:8] or "|" in ast.unparse(value)
            choices = _type(value, module) if shown and (is_choice or not doc) else ""
            yield name, "\n\n".join(part for part in (doc, choices) if part)


def _type_entries() -> Iterator[str]:
    yield from ("## Types of values", "")
    for name, text in sorted(_aliases(), key=lambda entry: entry[0].lower()):
        yield from (f"(type-{name.lower()})=", f"### {name}", "", text, "")
    yield from ("(type-absence)=", "### Absence", "")
    absence = import_module("archive.model.attestation").Absence
    yield from (_markdown(inspect.getdoc(absence) or ""), "")
    for node, following in zip(
        (body := _classes(absence.__module__)["Absence"].body), body[1:], strict=False
    ):
        if isinstance(node, ast.Assign) and isinstance(following, ast.Expr):
            yield f"`{node.value.value}`\n: {following.value.value}\n"  # type: ignore[attr-defined]


@cache
def _places() -> dict[str, dict[str, str]]:
    return tomllib.loads(PLACES.read_text("utf-8"))


# --- findings ---


def rules() -> str:
    """Every code with its page of the manual: rules by subject, invariants, the rest."""
    from archive.model.invariants import INVARIANTS
    from archive.validation import RULES, explain
    from archive.validation.manual import code_of

    groups: dict[str, list[str]] = {}
    for rule in RULES:
        subject = rule.__module__.rpartition(".")[2]
        groups.setdefault(f"Rules: {_SUBJECTS.get(subject, subject)}", []).append(code_of(rule))
    groups["Invariants"] = [code_of(invariant) for invariant in INVARIANTS]
    listed = {code for codes in groups.values() for code in codes}
    groups["Reading and schemas"] = [code for code in codes_known() if code not in listed]
    lines: list[str] = []
    for title, codes in groups.items():
        lines += [f"## {title}", ""]
        for code in codes:
            page = explain(code).strip()
            first, _, rest = page.partition("\n")
            page = rest.strip() if first.strip(" :#") == code else page
            lines += [f"(code-{code})=", f"### {code}", "", _markdown(page), ""]
    return "\n".join(lines)


def codes_known() -> list[str]:
    """Every code that a finding can have."""
    from archive.validation import RULES
    from archive.validation.manual import known_codes

    return sorted(known_codes(RULES))


_SUBJECTS = {
    "structure": "the text and its blocks",
    "spans": "words of the text",
    "claims": "claims",
    "sources": "sources, works and relations",
    "statements": "statements and assessments",
    "entities": "entities and mentions",
    "metadata": "what the article is",
    "rights": "rights",
    "captures": "captures and files",
}


# --- the public names ---

_API_ROOMS = (
    ("Read, write, check", ("archive.formats", "archive.validation")),
    ("When the text changes", ("archive.revision",)),
    ("Findings", ("archive.findings",)),
    ("Errors", ("archive.errors",)),
    ("The record", ("archive.model",)),
    ("Other names", ("archive", "builtins", "")),
)


def api() -> str:
    """Every public name, by the room that it comes from."""
    rooms: dict[str, list[str]] = {title: [] for title, _ in _API_ROOMS}
    for name in public_names():
        module = getattr(getattr(archive, name), "__module__", "") or _home(name)
        title = next(t for t, starts in _API_ROOMS if module.startswith(starts))
        rooms[title].append(name)
    lines: list[str] = []
    for title, names in rooms.items():
        if names:
            lines += [f"## {title}", ""]
            for name in sorted(names, key=_functions_first):
                lines += _api_entry(name, getattr(archive, name))
    return "\n".join(lines)


def public_names() -> list[str]:
    """What `archive` says is public."""
    return list(archive.__all__)


def _api_entry(name: str, value: Any) -> Iterator[str]:
    if inspect.isclass(value) and issubclass(value, Model):
        first = (inspect.getdoc(value) or "").split("\n\n")[0]
        first = " ".join(first.split())
        fields = "" if value is Model else f" Its fields: {_link(name)}."
        yield f"`archive.{name}`\n: {first}{fields}\n"
        if name == "Document":
            yield from _autodoc("autoclass", name, value)
    elif inspect.isclass(value):
        yield from _autodoc("autoclass", name, value)
    elif inspect.isroutine(value):
        yield from _autodoc("autofunction", name, value)
    else:
        yield f"`archive.{name}`\n: {_constant(name, value)}\n"


def _functions_first(name: str) -> tuple[int, int]:
    value = getattr(archive, name)
    is_model = inspect.isclass(value) and issubclass(value, Model)
    kind = 0 if inspect.isroutine(value) or name == "Document" else 2 if is_model else 1
    return kind, _FIRST.index(name)


def _home(name: str) -> str:
    """The module that a constant comes from."""
    return next((m for m in _WITH_CONSTANTS if _constant_doc(m, name)), "archive")


def _constant(name: str, value: Any) -> str:
    known = dict(_aliases())
    if name in known:
        return f"{known[name].splitlines()[0]} See {_link(name)}."
    docs = (_constant_doc(module, name) for module in _WITH_CONSTANTS)
    return next((doc for doc in docs if doc), f"`{value!r}`")


def _constant_doc(module: str, name: str) -> str | None:
    """The docstring below a constant of a module."""
    body = _tree(module).body
    for node, following in itertools.pairwise(body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if (
            isinstance(targets[0], ast.Name)
            and targets[0].id == name.strip("_").upper()
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            return inspect.cleandoc(str(following.value.value))
    return None


_WITH_CONSTANTS = ("archive.formats", "archive.validation", "archive.version")


def _autodoc(directive: str, name: str, value: Any) -> Iterator[str]:
    yield from ("```{eval-rst}", f".. {directive}:: archive.{name}")
    if name == "Document":
        hidden = (*value.model_fields, "model_config", "model_copy", "model_post_init")
        yield f"   :exclude-members: {', '.join(hidden)}"
    yield from ("```", "")


# --- the command line ---


def commands() -> str:
    """What each command says with `--help`."""
    import click

    from archive.cli import main

    lines: list[str] = []
    for name in sorted(main.commands, key=_COMMANDS.index):
        command = main.commands[name]
        context = click.Context(
            command, info_name=f"archive {name}", max_content_width=88, terminal_width=88
        )
        lines += [f"## archive {name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


# --- Markdown ---


def _markdown(docstring: str) -> str:
    """A docstring as Markdown: its doctests as code, its Google sections as paragraphs."""
    lines: list[str] = []
    in_code = in_section = False
    for line in docstring.splitlines():
        if line.startswith(">>>") and not in_code:
            lines.append("```python")
            in_code = True
        elif in_code and not line.strip():
            lines.append("```")
            in_code = False
        if found := re.fullmatch(r"(Args|Returns|Raises|Attributes):", line):
            in_section = True
            lines.append(f"*{found[1]}:*")
        else:
            lines.append(re.sub(r"^ +(\w+):", r"`\1`:", line) if in_section else line)
    return "\n".join([*lines, "```"] if in_code else lines)


def _indented(text: str) -> str:
    return _markdown(text).replace("\n", "\n  ")


GENERATED = {"fields": fields, "rules": rules, "api": api, "commands": commands}
"""What a page can ask for."""


def _by_name(hint: Any) -> Any:
    """A type with the long unions in it by their names, as the page of fields has them."""
    from collections.abc import Sequence

    module = import_module("archive.model.document")
    for name in ("Part", "Annotation", "Entity"):
        if hint == getattr(module, name):
            return type(name, (), {"__module__": "builtins"})
    if get_origin(hint) is Sequence:
        return Sequence[_by_name(get_args(hint)[0])]  # type: ignore[misc]
    if get_origin(hint) in (Union, UnionType):
        return reduce(or_, map(_by_name, get_args(hint)))
    return hint


def setup(app: Sphinx) -> dict[str, bool]:
    """Expand every page as it is read."""

    def read(app: Sphinx, name: str, content: list[str]) -> None:
        content[0] = expand(content[0])

    for method in vars(archive.Document).values():
        if inspect.isfunction(method):
            hints = method.__annotations__
            hints |= {name: _by_name(hint) for name, hint in hints.items()}
    app.connect("source-read", read)
    # Pages depend on the library, which Sphinx does not watch: read them all each time.
    app.connect("env-get-outdated", lambda app, env, *changes: list(env.found_docs))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
