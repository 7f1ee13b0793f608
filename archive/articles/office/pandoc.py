"""Runs pandoc as a program, without access to network or files, within time and memory limits."""

from __future__ import annotations

import subprocess
from typing import Any

from archive.derivations.package import refusal
from archive.english import with_article
from archive.errors import MissingExtra
from archive.text.json_depth import read_json

SECONDS = 120
"""The longest time that pandoc may need."""
MOST_MEMORY = "2G"
"""The largest heap that pandoc may use; the Haskell runtime enforces this limit."""
Tree = dict[str, Any]
"""A document as pandoc writes it in JSON: `meta` and `blocks`."""


def tree_of(data: bytes, reader: str, kind: str) -> Tree:
    """Return pandoc's tree of a file.

    The file and the tree go through pipes, so no temporary files are needed; `--sandbox` forbids
    pandoc all other access.

    Args:
        data: The file.
        reader: The name of pandoc's reader, with its extensions.
        kind: The kind of the file, in words.

    Raises:
        MissingExtra: The extra `office` is not installed.
        ReadError: pandoc cannot read the file, or needs too much time or memory.
    """
    try:
        import pypandoc  # type: ignore[import-untyped]

        program = pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        raise MissingExtra("office", with_article(kind)) from None
    limits = ["+RTS", f"-M{MOST_MEMORY}", "-RTS"]
    command = [program, "--sandbox", "-f", reader, "-t", "json", *limits]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise refusal(f"pandoc did not read this {kind} in {SECONDS} seconds") from None
    if done.returncode:
        errors = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        raise refusal(
            f"pandoc cannot read this {kind}: {errors or f'it ended with {done.returncode}'}"
        )
    try:
        tree: Tree = read_json(done.stdout.decode())
    except ValueError:
        raise refusal(f"this {kind} is nested too deeply") from None
    return tree
