"""Options of commands that receive an article: how its file is to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click
from click.core import ParameterSource

_NAMES = ("encoding", "paragraphs", "plain", "transcript_of", "address", "received_at", "number")
_CALLED = {"transcript_of": "from", "received_at": "received-at", "number": "text-number"}


def of_received(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that readers of articles take, as its keyword arguments."""
    for option in (
        click.option(
            "--plain",
            is_flag=True,
            help="Take a text for plain text though it looks like HTML, Markdown, JSON ...",
        ),
        click.option(
            "--paragraphs",
            type=click.Choice(("blank-line", "line")),
            help="What parts blocks of a plain text: a blank line, or the end of each line.",
        ),
        click.option(
            "--encoding",
            metavar="NAME",
            help="Encoding of a text or web page: windows-1252, utf-16, shift_jis ...",
        ),
    ):
        command = option(command)
    return command


def given_to_reader(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options for a reader that were given on the command line."""
    return {name: value for name, value in options.items() if _is_given(name)}


def refuse_options_of_reader(why: str) -> None:
    """Say that options of this command that are about an article received do nothing here.

    Raises:
        UsageError: One of them was given.
    """
    for name in filter(_is_given, _NAMES):
        called = _CALLED.get(name, name)
        raise click.UsageError(f"--{called} is about a file that is received, and {why}")


def _is_given(name: str) -> bool:
    source = click.get_current_context().get_parameter_source(name)
    return source not in (None, ParameterSource.DEFAULT)
