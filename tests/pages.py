"""Run the examples of a page of the manual, from top to bottom, as readers copy them.

What a page shows is what is run, in the working folder, which is empty before:

- A link into `docs/files/` copies that file into the folder.
- `<!-- folder: documents -->` copies the records of the project.
- ```` ```python ````: run, all in one namespace; with `>>>` the results are compared. Output of a
  block without `>>>` is compared with an ```` ```output ```` block after it; of XML, white space
  between tags aside.
- ```` ```console ````: each line after `$` is run in a shell, and what follows it is compared.
- `<!-- file: NAME -->` before any block writes it to that file first.
- `<!-- edit: NAME -->` before a ```` ```diff ```` block makes that change in the file; its lines may
  be parts of lines of the file.
- `<!-- model: NAME -->` before a JSON block: it is a value of that class. Every other JSON block is
  JSON at least.
- `<!-- output not shown -->` before a console block: its commands end with 0, whatever they print.
- `<!-- not run: REASON -->` before a block: it is only shown.
- `<!-- needs: MODULE -->` before a block: it is run where the module of an extra is installed.
- `<!-- setup … -->`: Python that readers do not see, on pages of the reference only.

In expected output `...` stands for anything.

As a program, `python pages.py PAGE …` runs pages with the installed library, each command in a shell;
with `--in-process` before them, those of ours without one. It needs nothing else of this project.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import archive

_FLAGS = doctest.ELLIPSIS | doctest.REPORT_NDIFF
_BLOCK = re.compile(
    r"^<!-- (?P<setup>setup\n.*?)-->$"
    r"|^(?:<!-- (?P<order>file|edit|model|output not shown|not run|needs)(?:: (?P<name>[^\n]*?))? -->\n)?"
    r"^(?P<fence>```+)(?P<language>[\w-]+)?[^\n]*\n(?P<body>.*?)^(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_DOWNLOAD = re.compile(r"\]\(((?:\.\./|docs/)?files/[\w.-]+)\)")

Shell = Callable[[str], tuple[str, int]]
"""Run a command of a console block: what it prints, and its exit code."""


@dataclass(frozen=True)
class Block:
    """A fenced block, with what is to be done with it."""

    language: str
    body: str
    line: int
    order: str = ""
    name: str = ""


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of a page in their order."""
    for found in _BLOCK.finditer(page):
        line = page.count("\n", 0, found.start()) + 1
        if found["setup"]:
            yield Block("python", found["setup"].removeprefix("setup\n"), line, "setup")
        else:
            order, name = found["order"] or "", found["name"] or ""
            yield Block(found["language"] or "", found["body"], line, order, name)


def downloads(path: Path) -> list[Path]:
    """Return the files that a page offers to its readers."""
    return [path.parent / name for name in _DOWNLOAD.findall(path.read_text("utf-8"))]


def in_a_shell(command: str) -> tuple[str, int]:
    """Run a command in a process of its own, with both streams together as a terminal has them.

    Programs beside this Python are found, although nobody has activated its environment.
    """
    beside = str(Path(sys.executable).parent)
    run = subprocess.run(
        ["sh", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ.get('PATH', os.defpath)}"},
    )
    return run.stdout, run.returncode


def in_this_process(command: str) -> tuple[str, int]:
    """Do the same without starting Python for each command of ours."""
    from click.testing import CliRunner

    from archive.cli import main

    program, *arguments = shlex.split(command, comments=True)
    if program != "archive":
        return in_a_shell(command)
    # Both streams together, as a terminal shows them; `tests.runner` keeps them apart.
    result = CliRunner().invoke(main, arguments, prog_name="archive")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output, result.exit_code


class Page:
    """One page being run."""

    def __init__(self, path: Path, shell: Shell = in_this_process) -> None:
        self.path = path
        self.shell = shell
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        self.printed = ""
        self.exit_code = 0

    def run(self) -> None:
        for file in downloads(self.path):
            shutil.copyfile(file, file.name)
        if "<!-- folder: documents -->" in self.path.read_text("utf-8"):
            documents = self.path.resolve().parents[2] / "documents"
            shutil.copytree(documents, "documents", ignore=shutil.ignore_patterns(".archive"))
        for block in blocks(self.path.read_text("utf-8")):
            self.block = block
            if block.order == "not run":
                assert block.name, f"{self.where}: say why it is not run"
            elif block.order == "needs" and find_spec(block.name) is None:
                continue
            elif block.order == "file":
                file = Path(block.name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.body, "utf-8")
            elif block.order == "edit":
                self._edit(Path(block.name), block.body.splitlines())
            else:
                getattr(self, f"_{block.language}", self._other)(block)

    @property
    def where(self) -> str:
        return f"{self.path.name}:{self.block.line}"

    def _edit(self, file: Path, lines: list[str]) -> None:
        old = "\n".join(line[1:] for line in lines if line[0] in " -")
        new = "\n".join(line[1:] for line in lines if line[0] in " +")
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{self.where}: {file} has {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), "utf-8")

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
            if command == "echo $?":
                actual = f"{self.exit_code}\n"
            else:
                actual, self.exit_code = self.shell(command)
            if block.order == "output not shown":
                assert self.exit_code == 0, f"{self.where}: $ {command}\n{actual}"
            else:
                self._compare(expected, actual, f"$ {command}")

    def _json(self, block: Block) -> None:
        value = json.loads(block.body)
        if block.order == "model":
            getattr(archive.model, block.name).model_validate(value)

    def _other(self, block: Block) -> None:
        """Blocks of other languages are only shown."""

    def _compare(self, expected: str, actual: str, what: str) -> None:
        checker = doctest.OutputChecker()
        expected, actual = _trimmed(expected), _trimmed(actual)
        if not checker.check_output(expected, actual, _FLAGS):
            example = doctest.Example("", expected)
            difference = checker.output_difference(example, actual, _FLAGS)
            raise AssertionError(f"{self.where}: {what}\n{difference}")


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().lstrip("\n").splitlines())


def _commands(body: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with the output shown after it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more.removeprefix(">").strip()
        yield command.strip(), expected


if __name__ == "__main__":
    shell = in_this_process if "--in-process" in sys.argv else in_a_shell
    for argument in sys.argv[1:]:
        if argument != "--in-process":
            Page(Path(argument), shell).run()
