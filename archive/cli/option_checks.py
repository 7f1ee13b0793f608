"""Checks the values of options before anything is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])


def instant(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a time that is not valid in a record."""
    if value is None:
        return None
    from pydantic import TypeAdapter, ValidationError

    from archive.model.dates import Instant

    try:
        return TypeAdapter(Instant).validate_python(value)
    except ValidationError as problem:
        raise click.BadParameter(problem.errors()[0]["msg"], param_hint=parameter.opts[0]) from None


def received(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a time that is not valid in a record, and warn about one in the future."""
    moment = instant(context, parameter, value)
    if moment is not None and _is_to_come(moment):
        from archive.cli.console import say_findings
        from archive.findings import warning

        message = f"{moment} is in the future, so nothing can have been received then"
        say_findings([warning("received-in-future", "", message, "correct the time")])
    return moment


def _is_to_come(moment: str) -> bool:
    """Return whether a time is more than a day ahead: no wrong clock or time zone explains that."""
    from datetime import UTC, datetime, timedelta

    from archive.model.dates import instant_order

    return instant_order(moment) > datetime.now(UTC) + timedelta(days=1)


def address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse an address that is not valid in a capture."""
    from archive.model.identifiers import address_problem

    if value is not None and (problem := address_problem(value)):
        raise click.BadParameter(problem, param_hint=parameter.opts[0])
    return value


def name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty name."""
    if value is not None and not value.strip():
        raise click.BadParameter("a name has at least one letter", param_hint=parameter.opts[0])
    return value


def codes_of(given: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of an option that can be repeated, each time with codes between commas."""
    parts = (code.strip() for codes in given for code in codes.split(","))
    return tuple(filter(None, parts))


def by_option(help: str) -> Callable[[C], C]:
    """Return the option `--by`, which names who does something."""
    return click.option("--by", metavar="NAME", callback=name, help=help)


def at_option(example: str) -> Callable[[C], C]:
    """Return the option `--at`, which states the time."""
    help = f"When: {example}. [default: now]"
    return click.option("--at", metavar="TIME", callback=instant, help=help)


def text_or_json(help: str) -> Callable[[C], C]:
    """Return the option `--format` of commands that write a text to read, or JSON."""
    choice = click.Choice(("text", "json"))
    return click.option("--format", type=choice, default="text", show_default=True, help=help)
