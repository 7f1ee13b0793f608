"""Converts the features of an annotation to bodies."""

from __future__ import annotations

from collections.abc import Iterable

from archive.annotations.external import Body

_IRIS = ("http://", "https://")
_VALUE, _IDENTIFIER = "value", "identifier"
"""The features of DKPro's `NamedEntity`: the type of the entity, and its address in a register."""


def bodies_of(layer: str, features: Iterable[tuple[str, str]]) -> list[Body]:
    """Return a body for each feature that has a value.

    The address of an entity is in the same body as the type of the entity.

    >>> for body in bodies_of("NamedEntity", [("value", "PER"), ("identifier", "http://a.org/1")]):
    ...     print(body.layer, body.value, body.uri)
    NamedEntity.value PER http://a.org/1

    Args:
        layer: The name of the layer.
        features: Pairs of the name of a feature (empty if the layer has none) and its value.
    """
    given = [*features]
    sorts = [value for name, value in given if name == _VALUE and not _is_iri(value)]
    things = [value for name, value in given if name == _IDENTIFIER and _is_iri(value)]
    is_one = len(sorts) == len(things) == 1
    bodies: list[Body] = []
    for name, value in given:
        within = f"{layer}.{name}" if name else layer
        if is_one and name == _VALUE:
            bodies.append(Body(layer=within, value=value, uri=things[0]))
        elif _is_iri(value):
            if not (is_one and name == _IDENTIFIER):
                bodies.append(Body(layer=within, uri=value))
        else:
            bodies.append(Body(layer=within, value=value))
    return bodies


def _is_iri(value: str) -> bool:
    return value.startswith(_IRIS) and not any(letter.isspace() for letter in value)
