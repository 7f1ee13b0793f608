"""Shows a page on a terminal through a pager, as git does.

Click's `echo_via_pager` differs between the versions that may be installed: with or without a
shell, with an added line at the end, without `-FX`. This module does not use it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import click

_NONE = ("", "cat")
"""Values of `PAGER` that turn the pager off."""
_LESS = {"LESS": "FRX", "LV": "-c"}
"""Settings for pagers if the user has none: exit if the page fits, show colours, leave the page on
the screen (core.pager in git-config(1))."""

C = TypeVar("C", bound=Callable[..., Any])


def page_options(command: C) -> C:
    """Add the options of every command that prints a page: `width`, `no_color`, `no_pager`."""
    for option in (
        click.option("--no-pager", is_flag=True, help="Print the page without a pager."),
        click.option("--no-color", is_flag=True, help="Print without colours."),
        click.option(
            "--width", type=click.IntRange(min=40), help="Columns. [default: the terminal's]"
        ),
    ):
        command = option(command)
    return command


def show_page(page: str, *, no_pager: bool = False) -> None:
    """Show a page through the pager if on a terminal, else print it on standard output.

    A pager that is closed early is not an error. If the pager cannot be run, or fails, the page is
    printed.

    Raises:
        KeyboardInterrupt: An interruption ended the pager.
    """
    pager = None if no_pager else _pager()
    if not pager:
        click.echo(page, nl=False)
        return
    sys.stdout.flush()
    if code := _run(pager, page):
        click.echo(page, nl=False)
        click.echo(f"archive: the pager {pager!r} exited with {code}", err=True)


def has_pager(*, no_pager: bool = False) -> bool:
    """Return whether pages are shown through a pager."""
    return not no_pager and bool(_pager())


@contextmanager
def paged(*, no_pager: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows one page after the other, through one pager if on a terminal.

    The block ends when the pager is closed, which is not an error.

    Raises:
        KeyboardInterrupt: An interruption ended the pager.
    """
    pager = None if no_pager else _pager()
    if not pager:
        yield lambda page: click.echo(page, nl=False)
        return
    sys.stdout.flush()
    with _interruptions_left_to_the_pager() as interruptions:
        process = _started(pager)

        def show(page: str) -> None:
            process.stdin.write(page.encode(sys.stdout.encoding, "backslashreplace"))
            process.stdin.flush()

        try:
            with suppress(BrokenPipeError):
                yield show
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            process.wait()
    if process.returncode and interruptions:
        raise KeyboardInterrupt


def _pager() -> str | None:
    """Return the command that shows pages, if there is one and standard output is a terminal."""
    from shutil import which

    try:
        on_terminal = os.isatty(sys.stdout.fileno())
    except (OSError, ValueError):  # not a stream that another program can write to
        return None
    if not on_terminal:
        return None
    for name in ("ARCHIVE_PAGER", "PAGER"):
        if (command := os.environ.get(name)) is not None:
            return None if command.strip() in _NONE else command
    return "less" if os.environ.get("TERM", "dumb") != "dumb" and which("less") else None


def _run(pager: str, page: str) -> int:
    """Show a page with a pager, wait until it is closed, and return its exit code."""
    data = page.encode(sys.stdout.encoding, "backslashreplace")
    with _interruptions_left_to_the_pager() as interruptions:
        process = _started(pager)
        process.communicate(data)  # does not raise if the pipe was closed early
    if process.returncode and interruptions:
        raise KeyboardInterrupt
    return int(process.returncode)


def _started(pager: str) -> Any:
    """Start a pager, which reads from a pipe."""
    from subprocess import PIPE, Popen

    # PAGER is a command for the shell: man(1) in POSIX, core.pager in git-config(1). The shell
    # gets Ctrl-C too, and must not end before the pager.
    command = pager if os.name == "nt" else f"trap : INT\n{pager}"
    return Popen(command, shell=True, stdin=PIPE, env={**_LESS, **os.environ})  # noqa: S602


@contextmanager
def _interruptions_left_to_the_pager() -> Iterator[list[int]]:
    """Count Ctrl-C and do nothing else: the pager gets it too, and `less` only stops a search."""
    from signal import SIGINT, signal
    from threading import current_thread, main_thread

    counted: list[int] = []
    if current_thread() is not main_thread():  # only the main thread may set signal handlers
        yield counted
        return
    before = signal(SIGINT, lambda number, frame: counted.append(number))
    try:
        yield counted
    finally:
        signal(SIGINT, before)
