"""The manual says what is so: its examples run, and it names everything that users may call.

Each page is run in an empty folder of its own; `tests/pages.py` says how. Pages that people work
through hide nothing. Pages of the reference, and those for contributors, find the real records in
`documents`, and may have Python that is not shown.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

import archive
from archive.cli import main
from archive.formats import FORMATS
from archive.formats.format import Format
from archive.model import blocks
from archive.model.introspection import classes_in
from tests import make_reference, pages
from tests.conftest import import_or_skip
from tests.public_names import public
from tests.runner import run
from tests.tools.cases import each_case

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
WORKED_THROUGH = [path for path in PAGES if path.parent in (ROOT, DOCS, DOCS / "how-to")]
"""README, quick starts, tutorial, how-to pages."""


@pytest.mark.parametrize(
    "path",
    [
        # What people try first is tried by `make test`.
        pytest.param(page, marks=[] if page.parent in (ROOT, DOCS) else pytest.mark.slow)
        for page in PAGES
    ],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_every_example_does_what_the_page_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if path not in WORKED_THROUGH:
        (tmp_path / "documents").symlink_to(ROOT / "documents")
    monkeypatch.chdir(tmp_path)
    pages.Page(path).run()


def test_pages_that_people_work_through_hide_nothing():
    hidden = [
        f"{path.relative_to(ROOT)}:{block.line}"
        for path in WORKED_THROUGH
        for block in pages.blocks(path.read_text("utf-8"))
        if block.order == "setup"
    ]
    assert not hidden


def test_every_download_is_offered_by_a_page():
    offered = {file.resolve() for path in WORKED_THROUGH for file in pages.downloads(path)}
    assert offered == {*(DOCS / "files").iterdir()}


def test_the_screen_of_a_review_is_as_its_page_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The page cannot run it, since it asks for keys."""
    path = DOCS / "how-to" / "review.md"
    monkeypatch.chdir(tmp_path)
    shown = path.read_text("utf-8").partition("```text\nclaim 1 of 4")[2].partition("```")[0]
    assert run("receive", DOCS / "files" / "ferry.html", "-o", "ferry").exit_code == 0
    assert run("propose", "ferry").exit_code == 0
    review = ("review", "ferry", "--plain", "--by", "Ada Example", "--kind", "claim")
    printed = run(*review, input="q\n").stdout
    assert all(part in printed for part in shown.split("...\n")), printed


def test_the_small_record_is_offered_as_it_is_in_the_repository():
    record = ROOT / "documents" / "not-from-the-moon"
    assert archive.load(DOCS / "files" / "not-from-the-moon.zip") == archive.load(record)
    received = record / "received" / "not-from-the-moon.html"
    assert (DOCS / "files" / "moon.html").read_bytes() == received.read_bytes()


@pytest.mark.slow
def test_what_people_work_through_runs_as_copied_with_the_wheel(tmp_path: Path):
    """An environment of its own has the wheel; only what the wheel needs is borrowed from this one.

    What people try first is typed into a shell. Of the how-to pages each is one process, in which
    the commands are called: to start Python for each of them would take a minute more.
    """
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(tmp_path)], cwd=ROOT, check=True)
    [wheel] = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(python)]
    subprocess.run([*pip, "install", "--no-deps", str(wheel)], check=True)
    [packages] = tmp_path.glob("env/lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")

    found = [str(python), "-I", "-c", "import archive; print(archive.__file__)"]
    where = subprocess.run(found, capture_output=True, text=True, check=True).stdout
    assert where.startswith(str(packages))

    ours = {
        key: value for key, value in os.environ.items() if not key.startswith(("COV_", "PYTHON"))
    }
    others = Path(sys.executable).parent  # programs of what is borrowed
    path_of_programs = f"{python.parent}:{others}:{ours['PATH']}"
    environment = {**ours, "PATH": path_of_programs, "PYTHONUNBUFFERED": "1"}
    failed = []
    for path in WORKED_THROUGH:
        (folder := tmp_path / "work" / path.relative_to(ROOT)).mkdir(parents=True)
        how = [] if path.parent in (ROOT, DOCS) else ["--in-process"]
        ended = subprocess.run(
            [str(python), "-P", str(ROOT / "tests" / "pages.py"), *how, str(path)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            failed.append(f"{path.relative_to(ROOT)}\n{ended.stderr}")
    assert not failed, "\n".join(failed)


def test_the_manual_for_users_is_short_enough_to_be_read():
    """What is made from the library, to be looked up, is not counted."""
    made = {"fields", "rules", "api", "cli", "tables", "losses"}
    of_users = [
        path
        for path in PAGES
        if DOCS / "contributors" not in path.parents and path.stem not in made
    ]
    words = sum(len(path.read_text("utf-8").split()) for path in of_users)
    assert len(of_users) <= 60
    assert words <= 70_000, words


# --- nothing is left out ---


@pytest.fixture(scope="module")
def manual() -> dict[str, str]:
    """Every page as readers see it, by its path in docs/."""
    return {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
        for path in PAGES
        if path.is_relative_to(DOCS)
    }


@pytest.mark.slow
@each_case(
    ("page", "part"),
    [("fields", "fields"), ("rules", "rules"), ("api", "api"), ("cli", "commands")],
)
def test_what_is_made_from_the_library_is_as_the_library_is_now(
    page: str, part: str, manual: dict[str, str]
):
    text = manual[f"reference/{page}.md"]
    assert f"<!-- generated: {part}; make reference -->\n" in text
    assert make_reference.made_anew(text) == text, "`make reference` writes it anew"


@pytest.mark.slow
def test_every_link_leads_somewhere_in_the_repository_too(manual: dict[str, str]):
    """MyST says so when the manual is built; here it is said of GitHub's anchors."""
    lost = []
    for name, page in manual.items():
        prose = re.sub(r"^(```+).*?^\1 *$|`[^`\n]*`", "", page, flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", prose):
            file, _, anchor = target.partition("#")
            path = (DOCS / name).parent / file if file else DOCS / name
            if re.match("[a-z]+:", target) or (path.exists() and not anchor):
                continue
            other = manual.get(path.resolve().relative_to(DOCS).as_posix(), "")
            if anchor not in _anchors(other):
                lost.append(f"{name}: {target}")
    assert not lost


def _anchors(page: str) -> list[str]:
    without_code = re.sub(r"^(```+).*?^\1 *$", "", page, flags=re.MULTILINE | re.DOTALL)
    return make_reference.slugs(re.findall("^#+ (.*)$", without_code, re.MULTILINE))


def test_the_reference_names_everything_public(manual: dict[str, str]):
    missing = [name for name in public() if name not in manual["reference/api.md"]]
    assert not missing


def test_the_reference_explains_every_code(manual: dict[str, str]):
    page = manual["reference/rules.md"]
    missing = [code for code in make_reference.codes_known() if f"\n### {code}\n" not in page]
    assert not missing


def test_the_reference_shows_every_command_with_every_option(manual: dict[str, str]):
    page = manual["reference/cli.md"]
    for name, command in make_reference.every_command(main):
        assert f"## archive {name}\n" in page
        for parameter in command.params:
            assert any(
                option in page for option in (*parameter.opts, parameter.human_readable_name)
            )


def test_the_map_of_the_library_leads_to_files_that_are_there():
    """A path in a row of the map is below `archive/`, the root, or the folder named before it."""
    page = (DOCS / "contributors/contributing.md").read_text("utf-8")
    rows = re.findall(
        r"^\| [a-z`].*\|$",
        page.partition("## Find the place")[2].partition("### Add a field")[0],
        re.M,
    )
    assert len(rows) > 50
    for row in rows:
        folder = ROOT / "archive"
        for path in re.findall(r"`([\w./-]+(?:/|\.\w+))`", row):
            there = [
                base / path for base in (ROOT / "archive", ROOT, folder) if (base / path).exists()
            ]
            assert there, f"{path}: {row}"
            folder = there[0] if there[0].is_dir() else there[0].parent


def test_the_reference_describes_every_format(manual: dict[str, str]):
    page = manual["reference/formats.md"]
    missing = [name for name in FORMATS if f"\n## {name}\n" not in page]
    assert not missing


@pytest.mark.judged
def test_what_examples_need_is_installed_where_nothing_is_skipped(manual: dict[str, str]):
    for page in manual.values():
        for block in pages.blocks(page):
            if block.order == "needs" and block.name != "pyspark":  # `make spark` runs those
                import_or_skip(block.name)


def test_the_reference_says_which_formats_are_read_written_and_exact(manual: dict[str, str]):
    page = manual["reference/formats.md"]
    rows = re.findall(r"^\| `([\w-]+)` *" + r"\| (\w+) *" * 4 + r"\|", page, re.MULTILINE)
    assert rows == [(name, *_facts(format)) for name, format in FORMATS.items()]


def _facts(format: Format) -> Iterator[str]:
    """Whether a format is read, received, written, and exact."""
    received = format.receive or format.unpack
    for fact in (format.read, received, format.write, format.is_exact):
        yield "yes" if fact else "no"


def test_the_reference_shows_what_each_reader_of_articles_makes_of_one(manual: dict[str, str]):
    """An example, which is run: nothing else need read the format at all."""
    sections = re.split(r"^## ", manual["reference/formats.md"], flags=re.MULTILINE)
    for name, format in FORMATS.items():
        if format.receive or format.unpack:
            (section,) = (section for section in sections if section.startswith(f"{name}\n"))
            assert re.search(r"^>>> .*\barchive\.(read|receive)\(", section, re.MULTILINE), name


def test_the_reference_describes_every_schema(manual: dict[str, str]):
    page = manual["reference/schemas.md"]
    from archive.validation.schemas import names

    # Released files are described together, by their folder.
    parts = {re.sub(r"^(released/[^/]+/).*", r"\1", name) for name in names()}
    missing = [name for name in sorted(parts) if f"`{name}`" not in page]
    assert not missing


def test_the_reference_says_where_each_field_stands_in_tei():
    missing = [
        f"{cls.__name__}.{field}"
        for cls in make_reference.models()
        for field in make_reference.fields_of(cls)
        if make_reference.tei_place(cls, field) is None
    ]
    assert not missing


def test_the_mapping_has_every_word_of_the_places_that_the_reference_names(manual: dict[str, str]):
    """Elements, attributes, and what they hold to tell one place from another."""
    places = [place for fields in make_reference._places().values() for place in fields.values()]
    code = " ".join(code for place in places for code in re.findall(r"`([^`]+)`", place))
    known = set(re.findall(r"[\w:-]+", manual["reference/tei.md"]))
    assert not {word for word in re.findall(r"\b[A-Za-z][\w:-]*", code) if word not in known}


def test_the_mapping_has_a_row_for_every_kind_of_block(manual: dict[str, str]):
    page = manual["reference/tei.md"]
    missing = [
        cls.__name__ for cls in classes_in(blocks.Block) if f"\n| `{cls.__name__}` |" not in page
    ]
    assert not missing


def test_no_field_that_is_gone_is_said_to_stand_in_tei():
    shown = {
        (base.__name__, field)
        for cls in make_reference.models()
        for base in cls.__mro__
        for field in getattr(base, "model_fields", ())
    }
    places = make_reference._places()
    assert not [
        (cls, field) for cls in places for field in places[cls] if (cls, field) not in shown
    ]


@pytest.mark.slow
def test_the_places_in_tei_name_elements_and_attributes_of_our_schema():
    schema = (ROOT / "schemas" / "archive.rnc").read_text("utf-8")
    unknown = set()
    for fields in make_reference._places().values():
        for path in re.findall("`([^`]*)`", " ".join(fields.values())):
            if "#" in path or " " in path:
                continue
            plain = re.sub(r'"[^"]*"', "", path)
            for at, name in re.findall(r"(@?)\b([A-Za-z:-]+)", re.sub("@", " @", plain)):
                kind = "attribute" if at else "element"
                if not re.search(rf"\b{kind} \(?[\w:| -]*\b{re.escape(name)}\b", schema):
                    unknown.add(f"{at}{name} in {path}")
    assert not unknown


def test_every_model_is_shown_with_every_field(manual: dict[str, str]):
    page = manual["reference/fields.md"]
    shown = {cls.__name__ for cls in make_reference.models()}
    models = {
        value.__name__
        for value in public().values()
        if isinstance(value, type) and issubclass(value, archive.model.Model)
    }
    assert models - {"Model"} <= shown
    for cls in make_reference.models():
        section = page.partition(f"\n### {cls.__name__}\n")[2].partition("\n### ")[0]
        assert section
        missing = [name for name in make_reference.fields_of(cls) if f"`{name}`:" not in section]
        assert not missing, cls.__name__


def test_our_own_terms_are_defined_at_their_anchors(manual: dict[str, str]):
    from typing import get_args

    from archive.model.relations import ToClaim, ToSource

    page = manual["reference/terms.md"]
    missing = [t for t in (*get_args(ToClaim), *get_args(ToSource)) if f"\n### {t}\n" not in page]
    assert not missing


def test_every_decision_says_context_choice_and_price(manual: dict[str, str]):
    for name, page in manual.items():
        if name.startswith("contributors/decisions/") and not name.endswith("/index.md"):
            assert re.findall("^## .*", page, re.MULTILINE) == [
                "## Context",
                "## Choice",
                "## What we gave up",
            ], name
