"""Options of commands that read a plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def of_plain_text(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that the reader of plain text takes, as its keyword arguments."""
    for option in (
        click.option(
            "--plain",
            is_flag=True,
            help="Take a text for plain text though it looks like HTML, Markdown, JSON ...",
        ),
        click.option(
            "--paragraphs",
            type=click.Choice(("blank-line", "line")),
            default="blank-line",
            show_default=True,
            help="What parts blocks of a text: a blank line, or the end of each line.",
        ),
        click.option(
            "--encoding",
            metavar="NAME",
            default="utf-8",
            show_default=True,
            help="Encoding of a text: windows-1252, utf-16, shift_jis ...",
        ),
    ):
        command = option(command)
    return command
