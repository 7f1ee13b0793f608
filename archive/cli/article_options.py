"""Options about the file of an article, shared by the commands that receive articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
from click.core import ParameterSource

from archive.cli import option_checks
from archive.cli.console import PATH


def article_options(file: str, which: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds the options about an article's file to a command.

    The options become keyword arguments with the names that `archive.receive` has for them.

    Args:
        file: The metavar of the file in the command's help.
        which: The option that chooses one of several texts in the file.
    """
    options = (
        click.option(
            which,
            "text",
            metavar="N",
            type=click.IntRange(min=1),
            help=f"The number of the text or page to read if {file} has several, from 1.",
        ),
        click.option(
            "--encoding",
            metavar="NAME",
            help="Encoding of a text or web page: windows-1252, utf-16, shift_jis ...",
        ),
        click.option(
            "--paragraphs",
            type=click.Choice(("blank-line", "line")),
            help="What separates the blocks of a plain text: a blank line, or each line end.",
        ),
        click.option(
            "--plain",
            is_flag=True,
            help="Read a text as plain text even if it looks like HTML, Markdown, JSON ...",
        ),
        click.option(
            "--from",
            "transcript_of",
            metavar="ORIGINAL",
            type=PATH,
            help=f"The ORIGINAL (such as a PDF) from which the text in {file} was typed or "
            "converted; it is kept.",
        ),
        click.option(
            "--received-at",
            metavar="TIME",
            callback=option_checks.received,
            help=f"When {file} was received, such as 2016-03-20T09:30:00Z. [default: now]",
        ),
        click.option(
            "--address",
            metavar="URL",
            callback=option_checks.address,
            help=f"The address {file} was received from; in a web archive, of the page to read.",
        ),
    )

    def give(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return give


_OF_FILE = ("text", "encoding", "paragraphs", "plain", "transcript_of", "received_at", "address")


def options_given(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given on the command line."""
    return {name: value for name, value in options.items() if _is_given(name)}


@contextmanager
def option_names_in_errors() -> Iterator[None]:
    """In errors, replace the Python name of an option by its name on the command line.

    Raises:
        UsageError: The format does not have one of the options.
    """
    from archive.errors import UnknownOption

    option_names = {p.name: p.opts[0] for p in click.get_current_context().command.params}
    try:
        yield
    except UnknownOption as problem:
        option, *taken = (option_names.get(name, name) for name in (problem.name, *problem.known))
        of = f"{option} is for {', '.join(problem.formats)}" if problem.formats else option
        known = f"accepts {', '.join(taken)}" if taken else "accepts no option"
        raise click.UsageError(
            f"{of}; the file is read as {problem.format}, which {known}"
        ) from None


def refuse_options_of_file(why: str) -> None:
    """Refuse the options about a received file in a command that receives no file.

    Raises:
        UsageError: One of the options was given.
    """
    for parameter in click.get_current_context().command.params:
        if parameter.name in _OF_FILE and _is_given(parameter.name):
            option = parameter.opts[0]
            raise click.UsageError(f"{option} is only for a file that is received, but {why}")


def _is_given(name: str) -> bool:
    source = click.get_current_context().get_parameter_source(name)
    return source is not ParameterSource.DEFAULT
