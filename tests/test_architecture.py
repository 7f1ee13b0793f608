"""The house: each room imports only those before it, and start-up brings in nothing heavy."""

from __future__ import annotations

import ast
import importlib
import pickle
import re
import subprocess
import sys
from collections import Counter, defaultdict
from graphlib import TopologicalSorter
from inspect import Parameter, signature
from pathlib import Path

import pytest

import archive
from archive.formats import FORMATS
from archive.formats.shared_codes import SHARED_CODES
from tests import house
from tests.public_names import public
from tests.rooms import (
    CALLED_BACK,
    CORE,
    KINDS,
    MODEL,
    REBASE,
    REVISION,
    ROOMS,
    SHARED,
    imports,
    modules,
)
from tests.tools.cases import each_case


@each_case(
    ("line", "found"),
    [
        ("import archive", {""}),
        ("import os, archive as a", {""}),
        ("from archive import read", {""}),
        ("from archive import report, read", {"report", ""}),
        ("def f():\n    import archive", {""}),
        ("import archive.formats.json", {"formats.json"}),
        ("from archive.formats import json, FORMATS", {"formats.json", "formats"}),
        ("import archived\nfrom archiver import read", set()),
    ],
)
def test_every_import_is_seen(line: str, found: set[str], tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(line, "utf-8")
    assert set(imports(path)) == found


def test_every_room_is_on_the_plan() -> None:
    rooms = {name.split(".")[0] for name, _ in modules()} - {"__init__", ""}
    assert rooms <= set(ROOMS)


@pytest.mark.slow
@each_case("room", ROOMS)
def test_a_room_imports_only_rooms_above_it(room: str) -> None:
    for name, path in modules():
        if name.split(".")[0] != room:
            continue
        for other in imports(path):
            their_room = other.split(".")[0]
            if not their_room:
                assert room == "cli", f"{name} imports the public face"
            elif their_room != room:
                assert ROOMS.index(their_room) < ROOMS.index(room), f"{name} imports {other}"


@pytest.mark.slow
@each_case("room", CORE)
def test_the_core_imports_no_door(room: str) -> None:
    """Nor does it take a type from one. A table loads each by its name."""
    for name, path in modules():
        if name.split(".")[0] == room:
            assert {other.split(".")[0] for other in imports(path, types=True)} <= set(CORE), name


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_door_imports_another(kind: str) -> None:
    for name, path in modules():
        if name.split(".")[0] == kind:
            rooms = {other.split(".")[0] for other in imports(path, types=True)}
            assert not rooms & set(KINDS) - {kind}, name


@pytest.mark.slow
@each_case("kind", KINDS)
def test_no_format_imports_another_of_its_kind(kind: str) -> None:
    """What a format shares with others has its own module, which imports none of them."""
    for name, path in modules():
        steps = name.split(".")
        if steps[0] == kind and len(steps) > 1:
            inner = {other.split(".")[1] for other in imports(path) if other.startswith(f"{kind}.")}
            assert inner - {steps[1]} <= set(SHARED[kind]), name


def test_json_and_tei_import_neither_each_other_nor_the_table() -> None:
    for name, path in modules():
        steps = name.split(".")
        if steps[0] == "formats" and len(steps) > 1:
            others = {*imports(path)} & {"formats", "formats.json", "formats.registry"}
            others |= {other for other in imports(path) if other.startswith("formats.tei")}
            assert all(other.split(".")[1:2] == steps[1:2] for other in others), name


@pytest.mark.slow
def test_the_picture_of_the_house_is_as_the_imports_are() -> None:
    assert house.PICTURE.read_text("utf-8") == house.drawn(), "`make reference` draws it anew"


def test_no_room_holds_more_than_a_quarter_of_the_code() -> None:
    lines: Counter[str] = Counter()
    for name, path in modules():
        lines[name.split(".")[0]] += len(path.read_text("utf-8").splitlines())
    [(room, most)] = lines.most_common(1)
    assert most <= lines.total() / 4, f"{room} has {most} of {lines.total()} lines"


def test_no_two_modules_differ_by_an_underscore_or_in_one_folder_by_an_ending() -> None:
    alike: dict[str, set[str]] = defaultdict(set)
    for name, _ in modules():
        folder, _, last = name.rpartition(".")
        alike[last.replace("_", "")].add(last)
        alike[f"{folder}.{last.replace('_', '').removesuffix('s')}"].add(last)
    assert not [names for names in alike.values() if len(names) > 1]


@pytest.mark.parametrize("room", ["model", "revision"])
def test_within_a_room_imports_go_one_way(room: str) -> None:
    order = {"model": MODEL, "revision": REVISION}[room]
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


def test_within_rebase_imports_go_one_way() -> None:
    for name, path in modules():
        steps = name.split(".")
        if steps[:2] != ["revision", "rebase"] or len(steps) < 3:
            continue
        assert steps[2] in REBASE, f"{name} is not on the plan"
        for other in imports(path):
            if other.startswith("revision.rebase.") and (there := other.split(".")[2]) != steps[2]:
                assert REBASE.index(there) < REBASE.index(steps[2]), f"{name} imports {other}"


@pytest.mark.slow
def test_nothing_but_the_model_goes_round_in_a_circle() -> None:
    """Nor does a file take a type from one that imports it."""
    uses = {
        name: set(imports(path, types=True)) - {name}
        for name, path in modules()
        if name.split(".")[0] not in ("model", "__init__", "")
    }
    TopologicalSorter(uses).prepare()


# --- the table of formats ---


def test_every_format_is_what_its_line_says() -> None:
    for name, format in FORMATS.items():
        assert format.name == name
        functions = (format.read, format.write, format.add, format.receive, format.unpack)
        assert any(functions), name
        assert format.layers == () or format.read, name
        assert not format.is_exact or (format.read and format.write), name
        for function in filter(None, functions):
            assert function.__doc__, name
            kinds = {parameter.kind for parameter in signature(function).parameters.values()}
            assert Parameter.VAR_KEYWORD not in kinds, f"{name} takes any option"


def test_a_suffix_stands_for_one_format_and_a_code_is_explained_by_one() -> None:
    suffixes = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(re.fullmatch(r"(\.[a-z0-9]+)+", suffix) for suffix in suffixes)
    codes = [*SHARED_CODES, *(code for format in FORMATS.values() for code in format.codes)]
    assert len(codes) == len(set(codes))
    assert not [code for code in codes if not archive.explain(code).strip()]


def loaded_by(code: str) -> list[str]:
    """The modules that a Python of its own has loaded after some code."""
    code = f"{code}; import sys; print(*sys.modules)"
    program = [sys.executable, "-c", code]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.slow
def test_the_formats_are_asked_without_what_reads_and_writes_them() -> None:
    loaded = loaded_by("from archive.formats import FORMATS; dict(FORMATS)")
    assert "archive.formats.tei" in loaded
    assert not [name for name in loaded if name.startswith("archive.formats.tei.")]
    assert not {"lxml", "xml.parsers.expat", "archive.validation", "archive.revision"} & set(loaded)


def test_one_module_is_asked_for_by_its_name() -> None:
    """A page of a value is made by a room below; the base of values that have one names it."""
    named = re.compile(r'"archive\.[a-z]+\.(?!xsl")')
    by_name = {name for name, path in modules() if named.search(path.read_text("utf-8"))}
    tables = {"", "__init__", "model", "revision", "formats", "validation.manual"}
    assert by_name - tables == {"reprs"}
    loaded = loaded_by("import archive.reprs")
    assert archive.reprs._NOTEBOOK not in loaded
    assert hasattr(importlib.import_module(archive.reprs._NOTEBOOK), "shown")


def test_only_one_module_escapes_for_html() -> None:
    """The others write elements with its functions and trust no string. The reading page writes
    many elements itself, to be quick, and is held to it by records of hostile words."""
    for name, path in modules():
        if name.startswith("view.html.") and name != "view.html.markup":
            source = path.read_text("utf-8")
            assert "html.escape" not in source, name
            if not name.startswith("view.html.page"):
                assert not re.search(r"\bMarkup\(\s*[^\s)\"]", source), name


def test_only_the_terminal_escapes_for_the_terminal() -> None:
    """`view` makes trees of words as they are; what writes a tree makes it safe."""
    for name, path in modules():
        if name.split(".")[0] == "view" and not name.startswith("view.terminal"):
            assert not any(other.startswith("report") for other in imports(path)), name
            assert "\\x1b" not in path.read_text("utf-8"), name


def test_commands_write_records_in_one_way() -> None:
    """What writes without a look at what lies there is called by none of them."""
    unseen = re.compile(
        r"\b(write_file|write_files|make_folder|write_bytes|write_text)\(|\bfile\.write\("
    )
    saved = re.compile(r"\bio\.save\(((?:[^()]|\([^()]*\))*)\)")
    for name, path in modules():
        room, *_ = name.split(".")
        if room not in ("workflows", "cli"):
            continue
        source = path.read_text("utf-8")
        for call in unseen.finditer(source):
            assert name in ("workflows.in_place", "workflows.format"), f"{name}: {call[0]}"
        for call in saved.finditer(source):
            # Never in a record's folder.
            is_page = name in ("workflows.view", "workflows.save_many", "cli.write")
            assert is_page or "based_on=" in call[1], f"{name}: {call[0]}"


def test_start_up_brings_in_nothing_heavy() -> None:
    loaded = loaded_by("import archive")
    assert not {"click", "rich", "jinja2", "jsonschema_rs", "rapidfuzz", "regex", "edtf"} & set(
        loaded
    )
    assert not {"pydantic", "lxml", "dataclasses", "archive.cli", "archive.errors"} & set(loaded)


def test_the_command_line_brings_in_click_and_what_it_parses_with() -> None:
    """Each command imports what it needs when it is called, so that `--help` and `-h` are quick."""
    code = "import archive.cli, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pydantic", "lxml", "rich", "regex", "rapidfuzz"} & set(loaded)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("archive.")}
    assert rooms == {"cli", "english", "errors", "findings", "lazy_names", "reprs", "version"}


@pytest.mark.slow
def test_a_record_in_json_is_read_without_tei_rules_or_revision() -> None:
    code = 'import archive; archive.read(b\'{"schema_version": "1.0", "id": "a"}\')'
    loaded = loaded_by(code)
    assert "archive.formats.json" in loaded
    for room in ("formats.tei", "validation", "revision", *KINDS):
        assert f"archive.{room}" not in loaded
    assert "archive.model.licences.spdx_list" not in loaded


def test_readers_and_writers_can_be_sent_to_another_process() -> None:
    for call in (*archive.READERS.values(), *archive.WRITERS.values()):
        assert pickle.loads(pickle.dumps(call))


LAZY = ("archive", "archive.model", "archive.revision")


@pytest.mark.parametrize("package", LAZY)
def test_checkers_and_python_see_the_same_public_names(package: str) -> None:
    """Type checkers read the imports of a package, Python its table of names."""
    module = importlib.import_module(package)
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If)).body
    imported = {
        alias.name: import_from.module
        for import_from in checked
        if isinstance(import_from, ast.ImportFrom)
        for alias in import_from.names
        if alias.name == alias.asname
    }
    assert sorted(imported) == module.__all__
    for name, home in imported.items():
        value = getattr(module, name)
        expected = importlib.import_module(home or "")
        assert value is getattr(expected, name), name


def test_the_package_has_its_names_and_no_others() -> None:
    assert set(archive.__all__) <= set(dir(archive))
    assert [name for name in dir(archive) if name[0] != "_"] == archive.__all__
    starred: dict[str, object] = {}
    exec("from archive import *", starred)
    assert all(starred[name] is getattr(archive, name) for name in archive.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        archive.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_at_most_sixty_names_stand_at_the_top() -> None:
    assert len(archive.__all__) <= 60


def test_no_room_bears_the_name_of_a_public_function() -> None:
    """Importing a room sets it on the package, over a function of the same name."""
    rooms = {name for name, _ in modules() if "." not in name}
    assert rooms & set(archive.__all__) == {"errors", "model"}


def test_every_public_name_is_there_and_has_a_docstring() -> None:
    for name, value in public().items():
        if callable(value):
            assert value.__doc__, name
