"""schemas/README.md says what is so: its commands, which know none of our Python, do what it shows.

Each block is typed in a folder with `schemas/`, a TEI file and a record in it, and again with something
wrong in both, which the same commands refuse.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.formats import json, tei
from archive.model.schema_names import schema_name
from tests import samples
from tests.conftest import ROOT, skip_or_fail
from tests.jing import jing_command
from tests.released import NAMED

SCHEMAS = ROOT / "schemas"
README = (SCHEMAS / "README.md").read_text("utf-8")
JUDGES = {"check-jsonschema", "ajv"}
"""What `make judges` installs."""


class Block(NamedTuple):
    """A block of the page: what is typed, and what is printed."""

    commands: tuple[str, ...]
    printed: str

    @property
    def programs(self) -> set[str]:
        """The programs of others that it runs."""
        known = r"\b(jing|xmllint|xmlcatalog|xsltproc|check-jsonschema|ajv)(?= )"
        return set(re.findall(known, "\n".join(self.commands)))


def blocks() -> Iterator[Block]:
    form = r"(<!-- not run: [^\n]* -->\n)?^```console\n(.*?)^```$"
    for left_out, body in re.findall(form, README, re.M | re.S):
        if not left_out:
            lines = body.splitlines(keepends=True)
            commands = tuple(line[2:].rstrip() for line in lines if line.startswith("$ "))
            yield Block(commands, "".join(line for line in lines if not line.startswith("$ ")))


BLOCKS = [
    pytest.param(
        block,
        id=" ".join(sorted(block.programs)),
        marks=[pytest.mark.judged] if block.programs & JUDGES else [],
    )
    for block in blocks()
]


def typed(block: Block, folder: Path, *, is_wrong: bool) -> subprocess.CompletedProcess[str]:
    """What comes of a block in a folder."""
    bin = folder / "bin"
    bin.mkdir()
    if "jing" in block.programs:
        (bin / "jing").write_text(f'#!/bin/sh\nexec {jing_command()} "$@"\n')
        (bin / "jing").chmod(0o755)
    path = [bin, ROOT / "build" / "npm" / "node_modules" / ".bin", Path(sys.executable).parent]
    environment = {**os.environ, "PATH": os.pathsep.join([*map(str, path), os.environ["PATH"]])}
    for program in block.programs:
        if shutil.which(program, path=environment["PATH"]) is None:
            package = "xsltproc" if program == "xsltproc" else "libxml2-utils"
            where = "make judges" if program in JUDGES else f"apt install {package}"
            skip_or_fail(f"{program} is not here: {where}")
    (folder / "schemas").symlink_to(SCHEMAS)
    record, text = samples.small(), '"schema_version": "1.0"'
    as_tei, as_json = tei.write(record).data.decode(), json.write(record).data.decode()
    assert text in as_json
    if is_wrong:
        as_tei = as_tei.replace("<TEI ", '<TEI type="article" ')
        as_tei = as_tei.replace('target="#string-range(', 'target="#string-range(no-', 1)
        as_json = as_json.replace(text, '"schema_version": 1')
    (folder / "article.tei.xml").write_text(as_tei, "utf-8")
    (folder / "document.json").write_text(as_json, "utf-8")
    return subprocess.run(
        ["bash", "-e", "-c", "\n".join(block.commands)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS)
def test_a_command_prints_what_the_page_shows(block: Block, tmp_path: Path, java: None) -> None:
    run = typed(block, tmp_path, is_wrong=False)
    assert (run.stdout, run.returncode) == (block.printed, 0)


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS)
def test_the_same_command_refuses_what_is_wrong(block: Block, tmp_path: Path, java: None) -> None:
    run = typed(block, tmp_path, is_wrong=True)
    assert run.returncode != 0
    assert run.stdout != block.printed


def test_the_page_runs_every_program_that_it_speaks_of() -> None:
    assert {program for block in blocks() for program in block.programs} == {
        *JUDGES,
        *("jing", "xmllint", "xmlcatalog", "xsltproc"),
    }


def test_the_page_tells_what_each_file_is_and_its_name() -> None:
    files = {path.name for path in SCHEMAS.iterdir() if path.is_file()} - {"README.md"}
    assert set(re.findall(r"^\| `([\w.]+)` +\|", README.partition("## Names")[0], re.M)) == files
    assert set(re.findall(r"urn:publicid:[\w:+.-]+", README)) == {schema_name(file) for file in NAMED}  # fmt: skip
