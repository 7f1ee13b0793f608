"""Derivations: the text of a capture's bytes, and the words that an origin stands for.

Each is a module of its own, called like the derivation (`verbatim_1` for `verbatim-1`), that holds
it as `DERIVATION`. Their names are a closed word of the model, since records hold them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, get_args

from archive.model.captures import Derivation as Name

if TYPE_CHECKING:
    from archive.derivations.derivation import Derivation
    from archive.model.captures import Capture

NAMES: tuple[Name, ...] = get_args(Name)
"""The names of all derivations, the oldest first."""


@cache
def derivation_named(name: Name) -> Derivation:
    """Return the derivation of this name; what it needs is imported only then."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    derivation: Derivation = module.DERIVATION
    return derivation


def derivation_of(capture: Capture) -> Derivation | None:
    """Return how blocks are derived from a capture; `None` where none is."""
    return None if capture.derivation is None else derivation_named(capture.derivation)
