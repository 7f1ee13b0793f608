"""`lazy` gives a package public names whose modules are imported when a name is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import NamedTuple


class LazyNames(NamedTuple):
    """The values that a package sets as its `__all__`, `__getattr__` and `__dir__` (PEP 562)."""

    all: list[str]
    getattr: Callable[[str], object]
    dir: Callable[[], list[str]]


def lazy(
    package: str, homes: Mapping[str, Iterable[str]], *, modules: Iterable[str] = ()
) -> LazyNames:
    """Return the public names of a package; a module is imported when one of its names is used.

    Args:
        package: The package's `__name__`.
        homes: The names that come from each module, by module.
        modules: Modules of the package that are public themselves.
    """
    home_of = {name: module for module, names in homes.items() for name in names}
    submodules = frozenset(modules)
    public = sorted({*home_of, *submodules})

    def get(name: str) -> object:
        if name in submodules:
            return import_module(f"{package}.{name}")
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(home_of[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted({*public, *(n for n in vars(sys.modules[package]) if n.startswith("__"))})

    return LazyNames(public, get, names)
