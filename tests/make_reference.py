"""Makes the parts of the reference that are made from the library: `make reference`.

A page has such a part between the lines `<!-- generated: fields; make reference -->` and
`<!-- end of fields -->`. It is plain Markdown, so that it can be read in the repository as well as
in the manual, and the same with every Python and every click: types and signatures are taken from
the source, and options from what a command declares. `tests/test_docs.py` compares.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import click

import archive
from archive.cli import main as cli
from archive.english import counted
from archive.findings import NOT_KEPT
from archive.formats import FORMATS, Format
from archive.model.base import Model
from archive.model.docstrings import FIELDS, field_docs, own_field_docs
from archive.revision.diff.difference_kinds import KINDS
from tests import rooms
from tests.corpus import cost
from tests.public_names import PUBLIC, public

PAGES = Path(__file__).parent.parent / "docs" / "reference"
DOCUMENTS = Path(__file__).parent.parent / "documents"
PLACES = PAGES / "tei-places.toml"
"""Where each field stands in TEI: a table for each model, a key for each field."""

ROOMS = (
    ("The record", "document"),
    ("What the article is", "metadata names"),
    ("Rights", "rights"),
    ("What was received", "captures"),
    ("The text", "blocks"),
    ("Words of the text", "anchors"),
    ("What values rest on", "basis"),
    ("Statements and who makes them", "statements revisions"),
    ("Claims", "claims"),
    ("Entities", "entities"),
    ("Works and sources", "works"),
    ("Annotations", "annotations"),
    ("Assessments", "assessments"),
    ("Relations", "relations"),
)
"""The modules of the model, in the order of the manual."""

_TYPES = (
    *("base", "dates", "references"),
    *(f"identifiers.{name}" for name in ("ids", "addresses", "files", "languages")),
)
_GENERATED = re.compile(
    r"^(<!-- generated: ([\w-]+); make reference -->\n)(.*?)^(<!-- end of \2 -->)$",
    re.MULTILINE | re.DOTALL,
)


def main() -> None:
    """Write every page anew."""
    for path in sorted(PAGES.glob("*.md")):
        page = path.read_text("utf-8")
        if (made := made_anew(page)) != page:
            path.write_text(made, "utf-8")


def made_anew(page: str) -> str:
    """Return a page in which what is made from the library is as the library is now."""

    def part(found: re.Match[str]) -> str:
        made = re.sub(r"\n{3,}", "\n\n", GENERATED[found[2]]().strip())
        return f"{found[1]}\n{made}\n\n{found[4]}"

    return _GENERATED.sub(part, page)


def slug(heading: str) -> str:
    """Return what a link says for a heading, as GitHub and MyST have it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def slugs(headings: Iterable[str]) -> list[str]:
    """Return what links say for the headings of a page, of which no two are the same."""
    taken: dict[str, int] = {}
    found = []
    for heading in map(slug, headings):
        n = taken[heading] = taken.get(heading, -1) + 1
        found.append(f"{heading}-{n}" if n else heading)
    return found


class _Order(tuple[str, ...]):
    """What comes first, in this order; everything else after it."""

    def index(self, value: Any, *args: Any) -> int:  # type: ignore[override]
        return super().index(value) if value in self else len(self)


_COMMANDS = _Order(("receive", "add", "validate", "show", "write", "explain", "schema"))
_FIRST = _Order(
    ("load", "save", "read", "write", "validate", "explain", "Report", "Finding",
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


@cache
def _anchors() -> dict[str, str]:
    """What a link to each model and type says, on the page of fields."""
    headings = ["Fields"]
    for title, modules in ROOMS:
        headings += [title, *(cls.__name__ for name in modules.split() for cls in _models_of(name))]
    headings += [_TYPES_TITLE, *_alias_names(), "Absence"]
    return dict(zip(headings, slugs(headings), strict=True))


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
    yield from (f"### {cls.__name__}", "")
    yield from _docstring(cls, "Fields" if fields_of(cls) else "")
    docs = field_docs(cls)
    for name in fields_of(cls):
        yield f"- `{name}`: {_type_of(cls, name)}. {_indented(docs.get(name) or _TAG)}"
        if place := tei_place(cls, name):
            yield f"  - TEI: {place}"
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


def _link(name: str, page: str = "") -> str:
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    if anchor := _anchors().get(name):
        return f"[{name}]({page}#{anchor})"
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
            if shown and (meanings := _meanings(module, name)):
                choices = "\n".join(f"- `{word}`: {meaning}." for word, meaning in meanings.items())
            yield name, "\n\n".join(part for part in (doc, choices) if part)


def _meanings(module: str, name: str) -> Mapping[str, str] | None:
    """What the words of a closed list mean, where its module says it."""
    known = vars(import_module(module))
    tables = (value for value in known.values() if isinstance(value, Mapping))
    return next((table for table in tables if tuple(table) == get_args(known[name])), None)


def _type_entries() -> Iterator[str]:
    yield from (f"## {_TYPES_TITLE}", "")
    known = dict(_aliases())
    for name in _alias_names():
        yield from (f"### {name}", "", known[name], "")
    yield from ("### Absence", "", _markdown(inspect.getdoc(archive.model.Absence) or ""), "")
    for node, doc in _documented(_classes(archive.model.Absence.__module__)["Absence"].body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield f"- `{node.value.value}`: {doc}"


_TYPES_TITLE = "Types of values"


@cache
def _alias_names() -> list[str]:
    return sorted((name for name, _ in _aliases(shown=False)), key=str.lower)


def _documented(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    """Each statement of a class with the string below it; empty if there is none."""
    for node, following in itertools.zip_longest(body, body[1:]):
        doc = ""
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            doc = inspect.cleandoc(str(following.value.value))
        yield node, doc


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
            lines += [f"### {code}", "", _markdown(page), ""]
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
    "published": "the TEI beside a record",
}


# --- the public names ---


def api() -> str:
    """Every public name, by the module that other programs import it from."""
    lines: list[str] = []
    for module, names in PUBLIC.items():
        lines += [f"## {module}", ""]
        home = import_module(module)
        values = {name: getattr(home, name) for name in names}
        for name in sorted(names, key=lambda name: _functions_first(name, values[name])):
            if not _is_part(name, values[name]):
                lines += _api_entry(module, name, values[name])
        if parts := [name for name in names if _is_part(name, values[name])]:
            lines += [f"### {_PARTS}", ""] if len(parts) < len(names) else []
            lines += [*(_api_part(module, name, values[name]) for name in parts), ""]
    return "\n".join(lines)


_PARTS = "Models"


def _is_part(name: str, value: Any) -> bool:
    """Whether a name is that of a model of which all is said on the page of fields."""
    return inspect.isclass(value) and issubclass(value, Model) and name != "Document"


def _api_part(module: str, name: str, value: Any) -> str:
    first = " ".join((inspect.getdoc(value) or "").split("\n\n")[0].split())
    return f"- `{module}.{name}`: {first}" + ("" if name == "Model" else f" {_its_fields(name)}")


def _its_fields(name: str) -> str:
    return f"Its fields: {_link(name, _FIELDS)}."


def _api_entry(module: str, name: str, value: Any) -> Iterator[str]:
    if inspect.isclass(value):
        yield from _class(module, name, value)
    elif inspect.isroutine(value):
        node = _definition(inspect.unwrap(value))
        yield from (f"### {name}", "", *_code(f"{module}.{name}", node))
        yield from _docstring(value)
    else:
        title = f"`{name}`" if name.startswith("_") else name
        yield from (f"### {title}", "", f"`{module}.{name}`: {_constant(name, value)}", "")


_FIELDS = "fields.md"


def _class(module: str, name: str, cls: type) -> Iterator[str]:
    """A class: what it derives from, what it is, its attributes, its methods."""
    yield from (f"### {name}", "")
    bases = ", ".join(base.__name__ for base in _public_bases(cls))
    yield from ("```py", f"class {module}.{name}{f'({bases})' if bases else ''}", "```", "")
    methods: list[ast.FunctionDef] = []
    attributes = []
    for node, doc in _documented(_definition(cls).body):
        match node:
            case ast.AnnAssign(target=ast.Name(id=own), annotation=kind) if own[0] != "_" and doc:
                attributes.append((own, f" `{ast.unparse(kind)}`.", doc))
            case ast.Assign(targets=[ast.Name(id=own)], value=ast.Constant(value=str(member))):
                attributes.append((own, f" `{member}`.", doc))
            case ast.FunctionDef(name=own, returns=kind) if own[0] != "_":
                if kind is not None and {*map(ast.unparse, node.decorator_list)} & _PROPERTIES:
                    own_doc = ast.get_docstring(node) or ""
                    attributes.append((own, f" `{ast.unparse(kind)}`.", own_doc))
                else:
                    methods.append(node)
    if issubclass(cls, Model):
        attributes = [entry for entry in attributes if entry[0] not in cls.model_fields]
    yield from _docstring(cls, "Members" if attributes else "")
    if issubclass(cls, Model):
        yield from (_its_fields(name), "")
    for own, kind, doc in attributes:
        yield f"- `{own}`:{kind} {_indented(doc)}".rstrip()
    yield ""
    for method in methods:
        if doc := ast.get_docstring(method):
            yield from (f"#### {name}.{method.name}", "", *_code(f"{name}.{method.name}", method))
            yield from (_markdown(doc), "")


_PROPERTIES = {"property", "cached_property"}


def _public_bases(cls: type) -> Iterator[type]:
    """The classes that a class derives from, those of private ones in their place."""
    for base in cls.__bases__:
        if base.__name__.startswith("_"):
            yield from _public_bases(base)
        elif base is not object:
            yield base


def _definition(value: Any) -> Any:
    """Where a class or function is defined."""
    body = _tree(value.__module__).body
    kinds = (ast.ClassDef, ast.FunctionDef)
    return [n for n in body if isinstance(n, kinds) and n.name == value.__qualname__][-1]


def _code(name: str, node: ast.FunctionDef) -> Iterator[str]:
    """How a function is called, one parameter a line if it is long."""
    parts = list(_parameters(node.args))
    if parts and parts[0] in ("self", "cls"):
        del parts[0]
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{name}({', '.join(parts)}){returns}"
    if len(line) > 88:
        line = "\n".join([f"{name}(", *(f"    {part}," for part in parts), f"){returns}"])
    yield from ("```py", line, "```", "")


def _parameters(args: ast.arguments) -> Iterator[str]:
    ordinary = [*args.posonlyargs, *args.args]
    without = [None] * (len(ordinary) - len(args.defaults))
    for n, (arg, default) in enumerate(zip(ordinary, [*without, *args.defaults], strict=True)):
        yield _parameter(arg, default)
        if args.posonlyargs and n == len(args.posonlyargs) - 1:
            yield "/"
    if args.vararg or args.kwonlyargs:
        yield f"*{_parameter(args.vararg) if args.vararg else ''}"
    for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        yield _parameter(arg, default)
    if args.kwarg:
        yield f"**{_parameter(args.kwarg)}"


def _parameter(arg: ast.arg, default: ast.expr | None = None) -> str:
    kind = f": {ast.unparse(arg.annotation)}" if arg.annotation else ""
    equals = " = " if kind else "="
    return f"{arg.arg}{kind}{f'{equals}{ast.unparse(default)}' if default else ''}"


def _functions_first(name: str, value: Any) -> tuple[bool, int]:
    is_first = inspect.isroutine(value) or name == "Document"
    return not is_first, _FIRST.index(name)


def _constant(name: str, value: Any) -> str:
    known = dict(_aliases())
    if name in known:
        first = known[name].splitlines()[0].replace("](#", f"]({_FIELDS}#")
        return f"{first.rstrip('.')}. See {_link(name, _FIELDS)}."
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


_WITH_CONSTANTS = (
    "archive.io",
    "archive.model.relations",
    "archive.validation",
    "archive.version",
)


# --- what a format says ---


def format_fields() -> str:
    """The fields of a format, with what each is for."""
    docs = own_field_docs(Format)
    rows = [
        f"| `{field.name}` | {' '.join(docs[field.name].split())} |"
        for field in dataclasses.fields(Format)
    ]
    return "\n".join(["| field | says |", "|-------|------|", *rows])


# --- what is stable ---


def stability() -> str:
    """Which public names, formats and commands are of the core, and which of doors."""
    names: dict[str, list[str]] = {}
    for full_name, value in public().items():
        names.setdefault(_room_of(full_name, value), []).append(f"`{full_name}`")
    doors = [room for room in rooms.ROOMS if room in names and room not in (*rooms.CORE, "io")]
    lines = [
        "Stable from 1.0 on are all [public names](api.md) but those below; the formats `json` and",
        f"`tei`; and the commands {', '.join(_quoted(_STABLE_COMMANDS))}.",
        "",
        "Provisional are, by door:",
        "",
    ]
    lines += [f"- `{room}`: {', '.join(sorted(names[room]))}" for room in doors]
    formats = [name for name in FORMATS.homes if name not in ("json", "tei")]
    lines.append(f"- formats: {', '.join(_quoted(formats))}")
    commands = sorted({*cli.commands} - {*_STABLE_COMMANDS})
    lines.append(f"- commands: {', '.join(_quoted(commands))}")
    return "\n".join(lines)


_STABLE_COMMANDS = ("diff", "explain", "format", "rebase", "schema", "validate", "write")


def _quoted(names: Iterable[str]) -> Iterator[str]:
    return (f"`{name}`" for name in names)


def _room_of(full_name: str, value: Any) -> str:
    """The room in which a public name is at home."""
    home, _, name = full_name.rpartition(".")
    module: str = getattr(value, "__module__", "archive")
    if home == "archive" and not module.startswith("archive."):
        return "model" if name in _anchors() else "io"
    return (module if home == "archive" else home).split(".")[1]


# --- the command line ---


def commands() -> str:
    """What each command does, with every argument and option."""
    lines: list[str] = []
    for name, command in sorted(every_command(cli), key=lambda item: _place(item[0])):
        lines += [f"## archive {name}", "", *_command(name, command)]
    return "\n".join(lines)


def every_command(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command with its whole name, such as `store add`; of a group, itself first."""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{before}{name} ")


def _place(name: str) -> int:
    """Of a command among those of the manual; the commands of a group follow it."""
    return _COMMANDS.index(name.partition(" ")[0])


def _command(name: str, command: click.Command) -> Iterator[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    is_group = isinstance(command, click.Group)
    usage = ["archive", name, "COMMAND" if is_group else "[OPTIONS]", *map(_argument, arguments)]
    yield from ("```text", " ".join(usage), "```", "")
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b\n"):  # not to be wrapped, says click
            yield from ("```text", paragraph[2:], "```", "")
        else:
            yield from (paragraph, "")
    for option in options:
        option.get_help_record(click.Context(command))  # some look up what they say
        told = option.help or ""
        if option.show_default:
            told += f" [default: {option.default}]"
        yield f"- `{_option(option)}`: {told}"
    if options:
        yield ""


def _argument(argument: click.Argument) -> str:
    shown = argument.metavar or str(argument.name).upper() + "..." * (argument.nargs == -1)
    return shown if argument.required else f"[{shown}]"


def _option(option: click.Option) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    if option.is_flag or option.count:
        return names
    if isinstance(option.type, click.Choice):
        value = "|".join(map(str, option.type.choices))
    else:
        value = option.metavar or (
            "N" if "integer" in option.type.name else option.type.name.upper()
        )
    return f"{names} {value}"


# --- Markdown ---


def _markdown(docstring: str) -> str:
    """A docstring as Markdown: its doctests as code, its Google sections as lists."""
    lines: list[str] = []
    section = ""
    in_code = False
    for line in docstring.splitlines():
        if line.startswith(">>>") and not in_code:
            lines.append("```pycon")
            in_code = True
        elif in_code and not line.strip():
            lines.append("```")
            in_code = False
        if found := re.fullmatch(r"(Args|Returns|Yields|Raises|Attributes):", line):
            section = found[1]
            lines += [f"*{section}:*", ""]
        elif section and line.startswith(" " * 4):
            lines.append(_of_section(section, line[4:]))
        else:
            section = section if not line else ""
            lines.append(line)
    return "\n".join([*lines, "```"] if in_code else lines)


def _of_section(section: str, line: str) -> str:
    """A line of a Google section; of a list, what is listed begins with its name."""
    if section in ("Returns", "Yields"):
        return line
    named = re.sub(r"^([\w.*]+):", r"- `\1`:", line)
    return named if named != line else f"  {line.strip()}"


def _docstring(value: Any, following: str = "") -> Iterator[str]:
    """What a docstring says; where it ends in a list, a title keeps another list from joining it."""
    doc, _, _ = (inspect.getdoc(value) or "").partition(FIELDS)
    text = _markdown(doc)
    yield from (text, "")
    if following and "\n- `" in text:
        yield from (f"*{following}:*", "")


def _indented(text: str) -> str:
    return _markdown(text).replace("\n", "\n  ")


def tables() -> str:
    """Every table with each of its columns: type, meaning, where it points."""
    from archive.tabular.table_schemas import TABLES

    lines: list[str] = []
    for declared in TABLES:
        key = ", ".join(f"`{column}`" for column in declared.key)
        lines += [f"## {declared.name}", "", f"{declared.description} Key: {key}.", ""]
        for column in declared.columns:
            kind = column.type if column.is_required else f"{column.type} or empty"
            lines.append(f"- `{column.name}`: {kind}. {column.description}")
        lines.append("")
    return "\n".join(lines)


def columns() -> str:
    """The columns of a sheet, and what each means."""
    from archive.annotations.sheet.columns import COLUMNS

    rows = ["| column | what stands in it | example |", "|---|---|---|"]
    for column in COLUMNS:
        told = f"{column.means} {_choices(column.meanings)}".strip()
        example = column.example.replace("|", "\\|")
        rows.append(f"| `{column.name}` | {told.replace('|', chr(92) + '|')} | {example} |")
    return "\n".join(rows)


def _choices(meanings: Mapping[str, str]) -> str:
    """The closed words of a column, each with its meaning where it has one."""
    told = [f"`{word}`: {means}" if means else f"`{word}`" for word, means in meanings.items()]
    return f"{'; '.join(told)}." if told else ""


def losses() -> str:
    """What each form does not carry of the records in documents/, counted."""
    folders = sorted(path.parent for path in DOCUMENTS.glob("*/document.json"))
    records = {path.name: archive.load(path) for path in folders}
    found = {
        form: [_lost(archive.write(record, form).findings) for record in records.values()]
        for form in archive.WRITERS
    }
    head = f"| form | {' | '.join(records)} |"
    lines = [head, "|---" * (1 + len(records)) + "|"]
    for form, counts in found.items():
        told = (
            f"{counted(len(lost), 'kinds')}, {counted(sum(lost.values()), 'things')}"
            if lost
            else "nothing"
            for lost in counts
        )
        lines.append(f"| [{form}](formats.md#{form}) | {' | '.join(told)} |")
    for form, counts in found.items():
        if any(counts):
            lines += ["", f"## {form}", "", head.replace("form", "not carried", 1)]
            lines.append("|---" * (1 + len(records)) + "|")
            for what in dict.fromkeys(what for lost in counts for what in lost):
                numbers = (f"{lost[what]:,}" if what in lost else "" for lost in counts)
                lines.append(f"| {what} | {' | '.join(numbers)} |")
    return "\n".join([*lines, ""])


def _lost(findings: Iterable[archive.Finding]) -> dict[str, int]:
    """How much of each kind of thing findings tell as lost."""
    found: dict[str, int] = {}
    for finding in findings:
        if finding.code == NOT_KEPT:
            said, _, number = finding.message.rpartition(": ")
            found[said.partition(" does not carry ")[2] or said] = int(number.replace(",", ""))
    return found


def mapping() -> str:
    """The rules by which annotations of others become statements, where nobody gives another."""
    from archive.annotations.external.mapping import default_mapping

    lines = ["| a body with | becomes |", "|---|---|"]
    for rule in default_mapping().as_json()["rules"]:
        when = ", ".join(_told(name, value) for name, value in rule.pop("when").items())
        becomes = rule.pop("becomes")
        besides = ", ".join(_told(name, value) for name, value in rule.items())
        lines.append(f"| {when} | {becomes}{f' ({besides})' if besides else ''} |")
    return "\n".join(lines)


def _told(name: str, value: Any) -> str:
    """A field of a rule with what it may be."""
    if name == "body":
        return "no body at all" if not value else "a body"
    several = value if isinstance(value, list) else [value]
    return f"{name} {' or '.join(f'`{one}`' for one in several)}"


def when() -> str:
    """What a rule of a mapping may ask of a body."""
    return _dataclass("When")


def rule() -> str:
    """What a rule of a mapping may make, with its other fields."""
    from archive.annotations.external.mapping import BECOMES

    lines = ["| `becomes` | is |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in BECOMES.items()]
    return "\n".join([*lines, "", _dataclass("Rule", besides=("when", "becomes"))])


def _dataclass(name: str, besides: Iterable[str] = ()) -> str:
    """The fields of a class of the mapping, each with what it means."""
    found = _classes("archive.annotations.external.mapping")[name]
    lines = ["| field | is |", "|---|---|"]
    for node, doc in _documented(found.body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            field = node.target.id
            if field not in besides:
                lines.append(f"| `{field}` | {' '.join(doc.split())} |")
    return "\n".join(lines)


def differences() -> str:
    """Every kind of difference, with what it means."""
    rows = (f"| `{kind}` | {meaning} |" for kind, meaning in KINDS.items())
    return "\n".join(["| kind | what changed |", "|---|---|", *rows])


GENERATED = {
    "columns": columns,
    "losses": losses,
    "fields": fields,
    "rules": rules,
    "api": api,
    "commands": commands,
    "tables": tables,
    "mapping": mapping,
    "when": when,
    "rule": rule,
    "stability": stability,
    "format": format_fields,
    "differences": differences,
    "cost-measured": cost.measured,
    "cost-modelled": cost.modelled,
    "cost-figures": cost.figures,
    "cost-held": cost.held,
}
"""What a page can hold."""


if __name__ == "__main__":
    main()
