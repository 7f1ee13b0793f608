"""click's runner with stdout and stderr apart, in every click that may be installed."""

from __future__ import annotations

from inspect import signature
from typing import Any

from click.testing import CliRunner, Result

from archive.cli import main


def runner() -> CliRunner:
    """Return a runner; click 8.1 lays both together unless told not to, later ones cannot."""
    apart: dict[str, Any] = {"mix_stderr": False}
    return CliRunner(**(apart if "mix_stderr" in signature(CliRunner).parameters else {}))


def run(*arguments: object, **options: Any) -> Result:
    """Call the program with these arguments, in this process."""
    return runner().invoke(main, [str(argument) for argument in arguments], **options)
