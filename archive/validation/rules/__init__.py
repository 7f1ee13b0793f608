"""The rules, by subject. Each rule is a generator; its docstring is its manual page.

A rule is a public generator in the module of its subject. The parameters say what it checks:
`(document)`, `(document, files)` or `(document, published)`. Rules run in the order of the modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import isgeneratorfunction, signature
from types import ModuleType
from typing import Any

from archive.findings import Finding
from archive.validation.rules import (
    captures,
    claims,
    derivations,
    entities,
    grounding,
    metadata,
    published,
    received_structure,
    received_text,
    received_values,
    rights,
    sources,
    spans,
    statements,
    structure,
)

SUBJECTS: tuple[ModuleType, ...] = (
    structure,
    metadata,
    rights,
    spans,
    entities,
    sources,
    claims,
    statements,
    grounding,
    captures,
    derivations,
    received_text,
    received_structure,
    received_values,
    published,
)
"""The modules, in the order in which their rules run and appear in the manual."""


def rules_on(*given: str) -> tuple[Callable[..., Iterator[Finding]], ...]:
    """Return the rules whose parameters have exactly these names."""
    return tuple(
        function
        for subject in SUBJECTS
        for function in rules_of(subject)
        if (*signature(function).parameters,) == given
    )


def rules_of(subject: ModuleType) -> tuple[Callable[..., Iterator[Finding]], ...]:
    """Return the rules of a subject, in their order."""
    return tuple(function for function in vars(subject).values() if _is_of(subject, function))


def _is_of(subject: ModuleType, function: Any) -> bool:
    """Whether a function is a public generator that is defined in the module, not imported."""
    return (
        isgeneratorfunction(function)
        and function.__module__ == subject.__name__
        and not function.__name__.startswith("_")
    )


_ON_RECEIVED = (derivations, received_text, received_structure, received_values)
ON_RECEIVED_TEXT: frozenset[Callable[..., Iterator[Finding]]] = frozenset(
    rule
    for rule in rules_on("document", "files")
    if rule.__module__ in {one.__name__ for one in _ON_RECEIVED}
)
"""The rules that compare text and metadata with the captures."""
ON_CAPTURES = ON_RECEIVED_TEXT | {captures.capture_missing, captures.capture_damaged}
"""The same rules, and those that check whether the captures are present and unchanged."""
