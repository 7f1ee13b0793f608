"""The command line: a command parses its options, calls one function and prints the result.

The library can do all that the commands do. Each command has its own file, which is imported when
the command is run. Only click is imported at the top, so that the program starts quickly; each
command imports what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import click

from archive.cli.console import errors_as_messages
from archive.version import VERSION

_FUNCTIONS = {
    "receive": "receive:receive",
    "add": "add:add",
    "sheet": "add:sheet",
    "validate": "validate:validate",
    "write": "write:write",
    "show": "show:show",
    "view": "view:view",
    "format": "format:format_records",
    "rebase": "rebase:rebase",
    "propose": "propose:propose",
    "review": "review:review",
    "diff": "diff:diff_records",
    "check-sources": "check_sources:check_sources",
    "store": "store:store",
    "search": "search:search",
    "corpus": "corpus:corpus",
    "explain": "manual:explain",
    "schema": "manual:schema",
}
"""The module and the function of each command."""


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name; the module of one is imported when it is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command | None] = dict.fromkeys(_FUNCTIONS)

    def __getitem__(self, name: str) -> click.Command:
        command = self._loaded[name]
        if command is None:
            module, _, function = _FUNCTIONS[name].partition(":")
            command = getattr(import_module(f"{__name__}.{module}"), function)
            self._loaded[name] = command
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)


class _Group(click.Group):
    """The group of all commands; it turns every failure into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        with errors_as_messages():
            return super().invoke(ctx)


@click.group(
    cls=_Group, commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(VERSION, prog_name="archive")
def main() -> None:
    """Keep articles as evidence: check a record, turn it into TEI, read it.

    Exit codes: 0 clean, 1 errors found, 2 could not run.
    """
