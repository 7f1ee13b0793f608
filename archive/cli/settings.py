"""Reads the settings of a project: `archive.toml`, or `[tool.archive]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from archive.cli.console import COULD_NOT_RUN, fail, say
from archive.errors import ReadError

_OWN, _SHARED = "archive.toml", "pyproject.toml"
"""The files that may hold settings; the first takes precedence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project; the command has defaults for those missing."""

    values: Mapping[str, Any]
    file: Path | None = None
    """The file with the settings."""

    def refuse(self, problem: str, location: str = "") -> NoReturn:
        """Exit with a message about a wrong setting; `location` is its place, such as `:3:7`."""
        fail(COULD_NOT_RUN, f"{self.file}{location}: {problem}")


def settings_for(keys: Mapping[str, tuple[str, ...]], file: Path | None = None) -> Settings:
    """Return the settings of a file, or of the nearest one from the working directory upward.

    Settings in a record's folder are skipped with a message: a record that was received must not
    decide how it is checked.

    Args:
        keys: The keys, each with its possible values; empty for a key that expects a list of codes.
        file: The file to read; by default `archive.toml` or `pyproject.toml` is looked for.
    """
    from archive.files.record_discovery import is_within_record

    if file is not None:
        settings = _settings_in(file, file)
        if settings is None:
            Settings({}, file).refuse("it has no [tool.archive] table")
        return _checked(settings, keys)
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in (_OWN, _SHARED):
            file = folder / name
            name_in_messages = Path(name) if folder == here else file
            is_there = os.path.isfile(file)  # noqa: PTH113 (a parent folder may be unreadable)
            if not is_there or (settings := _settings_in(file, name_in_messages)) is None:
                continue
            if not is_within_record(folder):
                return _checked(settings, keys)
            say(
                f"the settings in {name_in_messages} are ignored, because it is in the folder of "
                f"a record; --config {name_in_messages} uses them"
            )
    return Settings({})


def _settings_in(file: Path, name_in_messages: Path) -> Settings | None:
    """Return the settings of a file; `None` if it is a `pyproject.toml` without our table."""
    import tomllib

    from archive.files.regular_files import read_bytes

    at = Settings({}, name_in_messages)
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        at.refuse("this is not UTF-8; save the file as UTF-8")
    except ReadError as problem:
        at.refuse(problem.findings[0].message)
    try:
        values: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # numbers too long, brackets too deep
        message, location = _parser_message(problem, text)
        at.refuse(f"this is not TOML: {message}", location)
    if file.name == _SHARED:
        tools = values.get("tool")
        values = tools.get("archive") if isinstance(tools, dict) else None
    if values is None:
        return None
    if not isinstance(values, dict):
        at.refuse("tool.archive is not a table; write [tool.archive]")
    return Settings(values, name_in_messages)


def _parser_message(problem: Exception, text: str) -> tuple[str, str]:
    """Return the message of the parser, and the place in it; without one, the last line."""
    message, _, location = str(problem).rpartition(" (at ")
    if location_match := re.fullmatch(r"line (\d+), column (\d+)\)", location):
        return message, f":{location_match[1]}:{location_match[2]}"
    return message, f":{len(text.splitlines()) or 1}"


def _checked(settings: Settings, keys: Mapping[str, tuple[str, ...]]) -> Settings:
    """Return the settings if each key is known and has a possible value.

    A key may be written with `_` for `-`, as in many other tools.
    """
    values: dict[str, Any] = {}
    for written, value in settings.values.items():
        key = written.replace("_", "-")
        if key == "tool" and settings.file is not None and settings.file.name != _SHARED:
            settings.refuse("in this file, settings go at the top, not under [tool.archive]")
        if key not in keys:
            settings.refuse(f'no setting "{written}"{_suggestion(key, keys)}')
        if key in values:
            settings.refuse(f"{key} is set twice, with - and with _ in its name; keep one of them")
        choices = keys[key]
        if choices and value not in choices:
            settings.refuse(f"{key} is {value!r}; choose from {', '.join(choices)}")
        if not choices and not _is_list_of_strings(value):
            settings.refuse(f'{key} is {value!r}; write a list of codes, as in ["block-empty"]')
        values[key] = value
    return replace(settings, values=values)


def _suggestion(key: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, keys, n=1)
    return f'; did you mean "{near[0]}"?' if near else f"; the settings are {', '.join(keys)}"


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
