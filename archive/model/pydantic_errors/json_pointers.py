"""The JSON Pointers of pydantic's errors."""

from __future__ import annotations

from typing import Any

from archive.findings import pointer_step
from archive.model.base import Model


def pointer_of(location: tuple[int | str, ...], data: Any) -> str:
    """Return the JSON Pointer of an error's location, without the union tags that pydantic inserts.

    A name that the data do not have at that place is a tag; the last name of a location is a
    missing field instead. The tag of a value comes before its fields, and may have the same name as
    a field.
    """
    pointer = ""
    here: Any = data
    entered = None
    for position, step in enumerate(location):
        came_from, entered = entered, here
        if here is not came_from and _is_tag(here, step) and position < len(location) - 1:
            continue
        if isinstance(here, Model):
            is_last = position == len(location) - 1
            if not isinstance(step, str) or (step not in here.__dict__ and not is_last):
                continue
            here = here.__dict__.get(step)
        elif _holds(here, step):
            here = here[step]
        elif not (isinstance(here, dict) and position == len(location) - 1):
            continue
        pointer += f"/{pointer_step(str(step))}"
    return pointer


def instead_of_array(location: tuple[int | str, ...], here: Any) -> Model | None:
    """Return the model at this location if an array was expected; `None` if there is no model."""
    for step in location:
        if isinstance(here, Model):
            if isinstance(step, int):
                return here
            here = here.__dict__.get(step, here)
        elif _holds(here, step):
            here = here[step]
    return None


def _is_tag(value: Any, step: int | str) -> bool:
    fields = value.__dict__ if isinstance(value, Model) else value
    return isinstance(fields, dict) and isinstance(step, str) and fields.get("type") == step


def _holds(value: Any, step: int | str) -> bool:
    if isinstance(value, list | tuple):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value
