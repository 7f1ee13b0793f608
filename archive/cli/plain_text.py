"""Options of commands that read a plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

_NAMES = ("encoding", "paragraphs", "plain")


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


def refuse_options_of_plain_text(why: str) -> None:
    """Say that options of this command that are about a plain text do nothing here.

    Raises:
        UsageError: One of them was given.
    """
    context = click.get_current_context()
    for name in _NAMES:
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            raise click.UsageError(f"--{name} is about a plain text, and {why}")
