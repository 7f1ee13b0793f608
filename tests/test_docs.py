"""The manual says what is so: its examples run, and it names everything that users may call.

Each page is run from top to bottom in an empty folder of its own, in which `documents` leads to
the real records. What a page shows is what is run:

- ```` ```python ````: run, all in one namespace; with `>>>` the results are compared. Output of a
  block without `>>>` is compared with an ```` ```output ```` block after it; of XML, white space
  between tags aside.
- ```` ```console ````: each `$ archive …`, `$ cat …`, `$ ls …`, `$ echo $?` is run, and what
  follows it is compared.
- `<!-- file: NAME -->` before any block writes it to that file first.
- `<!-- model: NAME -->` before a JSON block: it is a value of that class. Every other JSON block is
  JSON at least.
- `<!-- from: PATH -->` before a JSON block: it is the next part of that file, which the page shows from
  beginning to end; only white space between values may differ.
- `<!-- output not shown -->` before a console block: its commands end with 0, whatever they print.
- `<!-- not run: REASON -->` before a block: it is only shown.
- `<!-- needs: MODULE -->` before a block: it is run where the module of an extra is installed.
- `<!-- setup … -->`: Python that readers do not see.

In expected output `...` stands for anything.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import archive
from archive.cli import main
from archive.formats import FORMATS
from archive.formats.format import Format
from archive.model import blocks
from archive.model.introspection import classes_in
from tests import make_reference
from tests.conftest import import_or_skip
from tests.public_names import public

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]

_FLAGS = doctest.ELLIPSIS | doctest.REPORT_NDIFF
_BLOCK = re.compile(
    r"^<!-- (?P<setup>setup\n.*?)-->$"
    r"|^(?:<!-- (?P<order>file|model|from|output not shown|not run|needs)(?:: (?P<name>[^\n]*?))? -->\n)?"
    r"^(?P<fence>```+)(?P<language>[\w-]+)?[^\n]*\n(?P<body>.*?)^(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A fenced block, with what is to be done with it."""

    language: str
    body: str
    line: int
    order: str = ""
    name: str = ""


def _is_there(module: str) -> bool:
    return find_spec(module) is not None


def _blocks(page: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(page):
        line = page.count("\n", 0, found.start()) + 1
        if found["setup"]:
            yield Block("python", found["setup"].removeprefix("setup\n"), line)
        else:
            yield Block(
                found["language"] or "",
                found["body"],
                line,
                found["order"] or "",
                found["name"] or "",
            )


class _Page:
    """One page being run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        self.printed = ""
        self.exit_code = 0
        self.not_shown: dict[str, str] = {}
        """What the page has still to show, by file."""

    def run(self) -> None:
        for block in _blocks(self.path.read_text("utf-8")):
            self.block = block
            if block.order == "not run":
                assert block.name, f"{self.where}: say why it is not run"
            elif block.order == "needs" and not _is_there(block.name):
                continue
            elif block.order == "file":
                file = Path(block.name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.body, "utf-8")
            else:
                getattr(self, f"_{block.language}", self._other)(block)
        for name, rest in self.not_shown.items():
            assert not rest, (
                f"{self.path.relative_to(ROOT)} does not show the end of {name}: {rest[:80]}"
            )

    @property
    def where(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.block.line}"

    def _python(self, block: Block) -> None:
        if ">>>" in block.body:
            self._doctest(block)
            return
        code = compile("\n" * block.line + block.body, str(self.path), "exec")
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, self.namespace)
        self.printed = printed.getvalue()

    def _doctest(self, block: Block) -> None:
        examples = doctest.DocTestParser().get_doctest(
            block.body, self.namespace, self.where, str(self.path), block.line
        )
        examples.globs = self.namespace  # get_doctest copies it
        out = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=_FLAGS)
        runner.run(examples, out=out.write, clear_globs=False)
        assert not runner.failures, out.getvalue()

    def _output(self, block: Block) -> None:
        expected, actual = block.body, self.printed
        if expected.startswith("<"):
            expected, actual = (re.sub(r">\s+<", "><", text) for text in (expected, actual))
        self._compare(expected, actual, "the block before prints")

    def _console(self, block: Block) -> None:
        for command, expected in _commands(block.body):
            actual = self._shell(command)
            if block.order == "output not shown":
                assert self.exit_code == 0, f"{self.where}: $ {command}\n{actual}"
            else:
                self._compare(expected, actual, f"$ {command}")

    def _shell(self, command: str) -> str:
        program, *arguments = shlex.split(command, comments=True)
        if command == "echo $?":
            return f"{self.exit_code}\n"
        if program == "cat":
            return "".join(Path(name).read_text("utf-8") for name in arguments)
        if program == "ls":
            names = (path.name for path in Path(*arguments or ".").iterdir())
            return "".join(f"{name}\n" for name in sorted(names) if not name.startswith("."))
        assert program == "archive", f"{self.where}: cannot run {program}"
        # Both streams together, as a terminal shows them; `tests.runner` keeps them apart.
        result = CliRunner().invoke(main, arguments, prog_name="archive")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.exit_code = result.exit_code
        return result.output

    def _json(self, block: Block) -> None:
        if block.order == "from":
            self._next_part(block)
            return
        value = json.loads(block.body)
        if block.order == "model":
            getattr(archive.model, block.name).model_validate(value)

    def _next_part(self, block: Block) -> None:
        if block.name not in self.not_shown:
            self.not_shown[block.name] = _tokens(Path(block.name).read_text("utf-8"))
        rest, part = self.not_shown[block.name], _tokens(block.body)
        assert rest.startswith(part), f"{self.where}: {block.name} goes on with {rest[:160]}"
        self.not_shown[block.name] = rest[len(part) :]

    def _other(self, block: Block) -> None:
        """Blocks of other languages are only shown."""

    def _compare(self, expected: str, actual: str, what: str) -> None:
        checker = doctest.OutputChecker()
        expected, actual = _trimmed(expected), _trimmed(actual)
        if not checker.check_output(expected, actual, _FLAGS):
            example = doctest.Example("", expected)
            pytest.fail(
                f"{self.where}: {what}\n{checker.output_difference(example, actual, _FLAGS)}",
                pytrace=False,
            )


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().lstrip("\n").splitlines())


def _tokens(text: str) -> str:
    """JSON without the white space between its tokens."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|\s+', r"\1", text)


def _commands(body: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with the output shown after it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more.removeprefix(">").strip()
        yield command.strip(), expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_example_does_what_the_page_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "documents").symlink_to(ROOT / "documents")
    monkeypatch.chdir(tmp_path)
    _Page(path).run()


# --- nothing is left out ---


@pytest.fixture(scope="module")
def manual() -> dict[str, str]:
    """Every page as readers see it, by its path in docs/."""
    return {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
        for path in PAGES
        if path.is_relative_to(DOCS)
    }


@pytest.mark.parametrize(
    ("page", "part"),
    [("fields", "fields"), ("rules", "rules"), ("api", "api"), ("cli", "commands")],
)
def test_what_is_made_from_the_library_is_as_the_library_is_now(
    page: str, part: str, manual: dict[str, str]
):
    text = manual[f"reference/{page}.md"]
    assert f"<!-- generated: {part}; make reference -->\n" in text
    assert make_reference.made_anew(text) == text, "`make reference` writes it anew"


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
    for name, command in main.commands.items():
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
        for block in _blocks(page):
            if block.order == "needs":
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

    missing = [name for name in names() if f"`{name}`" not in page]
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
