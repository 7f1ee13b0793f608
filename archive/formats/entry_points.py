"""Formats that other packages bring, by entry points (the packaging specification of that name)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from warnings import warn

from archive.formats.format import Format


def formats_of_packages(group: str, ours: Iterable[Format]) -> Mapping[str, Format]:
    """Return the formats that the installed packages name in a group, by their names.

    What cannot be used is left out, and a `RuntimeWarning` says why: a package of somebody else
    should not keep anybody from reading records.

    Args:
        group: The group of entry points.
        ours: The formats that are there already. Their names and suffixes are taken.
    """
    names: set[str] = set()
    suffixes: set[str] = set()
    for format in ours:
        names.add(format.name)
        suffixes.update(format.suffixes)
    found: dict[str, Format] = {}
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        try:
            format = _load(point, names, suffixes)
        except ImportError as problem:
            package = f" of the package {point.dist.name}" if point.dist else ""
            message = f"the format {point.name!r}{package} is left out: {problem}"
            warn(message, RuntimeWarning, stacklevel=2)
            continue
        found[point.name] = format
        names.add(format.name)
        suffixes.update(format.suffixes)
    return found


def _load(point: EntryPoint, names: set[str], suffixes: set[str]) -> Format:
    """The format at an entry point.

    Raises:
        ImportError: It cannot be imported, or is none that can be used.
    """
    try:
        format = point.load()
    except Exception as problem:  # whatever the code of others raises
        message = f"{point.value} cannot be imported ({type(problem).__name__}: {problem})"
        raise ImportError(message) from problem
    if not isinstance(format, Format):
        raise ImportError(f"{point.value} is a {type(format).__name__}, not a Format")
    if format.name != point.name:
        raise ImportError(f"{point.value} calls itself {format.name!r}")
    if format.name in names:
        raise ImportError("there is a format of this name")
    if taken := sorted(suffixes & {*format.suffixes}):
        raise ImportError(f"another format has files that end with {', '.join(taken)}")
    return format
