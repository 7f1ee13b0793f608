"""Loads formats that other packages provide by entry points (PyPA specification)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import update_wrapper
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast
from warnings import warn

from archive.errors import ArchiveError, ReadError, WriteError, faults_raised
from archive.findings import Finding
from archive.formats.format import Format, ReadResult, WriteResult

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUFFIX = re.compile(r"(\.[a-z0-9]+)+")
_TASKS = {
    "read": ReadResult,
    "write": WriteResult,
    "add": ReadResult,
    "receive": object,
    "unpack": object,
}
"""The functions of which a format must have at least one, and the type that each returns."""
_QUESTIONS = ("knows", "resembles", "can_add")
"""The functions that return whether bytes are recognised."""


def formats_of_packages(group: str, ours: Iterable[Format]) -> Mapping[str, Format]:
    """Return the formats that installed packages provide in a group, by their names.

    A format that cannot be used is left out with a `RuntimeWarning`; the other formats still work.
    If a function of a format fails, the error names its package.

    Args:
        group: The group of entry points.
        ours: The built-in formats. Others may not have their names or suffixes.
    """
    names: set[str] = set()
    suffixes: set[str] = set()
    for format in ours:
        names.add(format.name)
        suffixes.update(format.suffixes)
    loaded: dict[str, Format] = {}
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        package = f"of the package {point.dist.name}" if point.dist else "of a package"
        try:
            format = _load(point, names, suffixes)
        except ImportError as problem:
            message = f"the format {point.name!r} {package} is left out: {problem}"
            warn(message, RuntimeWarning, stacklevel=2)
            continue
        loaded[point.name] = guarded(format, f"the format {format.name} {package}")
        names.add(format.name)
        suffixes.update(format.suffixes)
    return loaded


def _load(point: EntryPoint, names: set[str], suffixes: set[str]) -> Format:
    """Return the format at an entry point.

    Raises:
        ImportError: The format cannot be imported or used.
    """
    if not EntryPoint.pattern.match(point.value):
        raise ImportError(f"{point.value!r} must have the form module:NAME")
    try:
        format = point.load()
    except (Exception, SystemExit) as problem:  # other code may raise anything
        message = f"{point.value} cannot be imported ({type(problem).__name__}: {problem})"
        raise ImportError(message) from problem
    if not isinstance(format, Format):
        raise ImportError(f"{point.value} is a {type(format).__name__}, not a Format")
    if format.name != point.name:
        raise ImportError(f"{point.value} has the name {format.name!r}")
    if format.name in names:
        raise ImportError("a built-in format has this name already")
    if problems := [*_wrong_values(format)]:
        raise ImportError("; ".join(problems))
    if taken := sorted(suffixes & {*format.suffixes}):
        raise ImportError(f"a built-in format has the suffix {', '.join(taken)} already")
    return format


def _wrong_values(format: Format) -> Iterable[str]:
    """Yield a message for each invalid value of a format; its constructor does not check values."""
    if not _NAME.fullmatch(format.name):
        yield "a name must consist of lower-case letters, digits and hyphens"
    if not _are_strings(format.suffixes, tuple) or not all(map(_SUFFIX.fullmatch, format.suffixes)):
        yield f"suffixes must be a tuple such as ('.json.gz',), not {format.suffixes!r}"
    if not _are_strings(format.losses, frozenset):
        yield "losses must be a frozenset of codes"
    if not isinstance(format.codes, dict) or not _are_strings(sum(format.codes.items(), ()), tuple):
        yield "codes must map each code to its manual page, a str"
    functions = {name: getattr(format, name) for name in (*_TASKS, *_QUESTIONS)}
    for name, function in functions.items():
        if function is not None and not callable(function):
            yield f"{name} is a {type(function).__name__}, not a function"
    if not any(functions[name] for name in _TASKS):
        *others, last = _TASKS
        yield f"it must have one of {', '.join(others)} and {last}"


def _are_strings(values: Any, kind: type[Iterable[Any]]) -> bool:
    return isinstance(values, kind) and all(isinstance(value, str) for value in values)


def guarded(format: Format, whose: str) -> Format:
    """Return the format with functions that raise only errors that name its package.

    Args:
        format: The format.
        whose: The description of the format in messages: "the format a of the package b".
    """
    functions: dict[str, Any] = {
        name: _Task(function, whose, name)
        for name in _TASKS
        if (function := getattr(format, name)) is not None
    }
    functions |= {name: _Question(getattr(format, name), whose) for name in _QUESTIONS}
    return replace(format, **functions)


class _Guarded:
    """Wraps a function of a package, with the same signature and docstring."""

    def __init__(self, function: Callable[..., Any], whose: str, *more: str) -> None:
        self._values: tuple[Any, ...] = (function, whose, *more)
        update_wrapper(cast("Callable[..., Any]", self), function)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash(self._values)

    def __reduce__(self) -> tuple[type[_Guarded], tuple[Any, ...]]:
        """Pickle only the wrapped function and its descriptions."""
        return type(self), self._values


class _Question(_Guarded):
    """A function that recognises bytes. If it fails, the bytes are not recognised."""

    def __call__(self, data: bytes) -> bool:
        """Whether the bytes are recognised."""
        function, whose = self._values
        try:
            return bool(function(data))
        except Exception as problem:
            name = getattr(function, "__name__", "a function")
            error = f"{type(problem).__name__}: {problem}"
            message = f"{whose} does not recognise a file: {name} raised {error}"
            warn(message, RuntimeWarning, stacklevel=2)
            return False


class _Task(_Guarded):
    """A function that reads or writes."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return what the function returns.

        Raises:
            ArchiveError: The function raised an error or returned a wrong type.
        """
        function, whose, task = self._values
        package = str(function.__module__).partition(".")[0]
        try:
            with faults_raised(
                f"{whose} failed: {task}",
                writing=task == "write",
                package=package,
                hint=_REPORT_IT,
            ):
                result = function(*args, **options)
        except ReadError as problem:
            if not problem.findings:
                raise self._error("refuses the data without a finding") from problem
            raise
        if result is None or not isinstance(result, _TASKS[task]):
            wanted = _TASKS[task].__name__
            expected = "" if wanted == "object" else f", not a {wanted}"
            raise self._error(f"returned a {type(result).__name__}{expected}")
        if task == "receive" and not getattr(result, "blocks", None):
            raise ReadError([Finding("no-text", "the file holds no text")])
        return result

    def _error(self, what: str) -> ArchiveError:
        """Return an error that names the failure and the package."""
        _, whose, task = self._values
        message = f"{whose} failed: {task} {what}"
        if task == "write":
            return WriteError(message)
        return ReadError([Finding("format-failed", message, _REPORT_IT)])


_REPORT_IT = "report this to the authors of the package"
