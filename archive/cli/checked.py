"""Values of options that are looked at before anything is read."""

from __future__ import annotations

import click


def instant(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a time that no record can have."""
    if value is None:
        return None
    from pydantic import TypeAdapter, ValidationError

    from archive.model.dates import Instant

    try:
        return TypeAdapter(Instant).validate_python(value)
    except ValidationError as found:
        raise click.BadParameter(found.errors()[0]["msg"], param_hint=parameter.opts[0]) from None


def address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse an address that no capture can have."""
    from archive.model.identifiers import address_problem

    if value is not None and (problem := address_problem(value)):
        raise click.BadParameter(problem, param_hint=parameter.opts[0])
    return value


def name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a name of nobody."""
    if value is not None and not value.strip():
        raise click.BadParameter("a name has at least one letter", param_hint=parameter.opts[0])
    return value
