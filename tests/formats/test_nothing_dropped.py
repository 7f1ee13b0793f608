"""What went in is held by the form, or a finding says that it is not: over documents that are drawn.

Each form has a module in `held/` that reads it again and gives every string that is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given

import archive
from archive.findings import NOT_KEPT
from archive.formats import FORMATS
from archive.io import WRITERS
from archive.model.base import Model
from archive.model.document import Document
from archive.model.walk import walk
from tests.conftest import RECORDS, fewer
from tests.formats import held
from tests.strategies import documents

FORMS = {
    module.NAME: module
    for module in (
        import_module(f"{held.__name__}.{info.name}") for info in iter_modules(held.__path__)
    )
}


NAMES = [
    pytest.param(name, marks=pytest.mark.judged if hasattr(form, "JUDGED") else ())
    for name, form in FORMS.items()
]


def test_every_form_that_is_not_exact_is_asked() -> None:
    assert set(FORMS) == {name for name in WRITERS if not FORMATS[name].is_exact}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_held_is_reported(name: str) -> None:
    @fewer(3)
    @given(documents())
    def of_any(document: Document) -> None:
        assert not list(dropped(document, FORMS[name]))

    of_any()


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(path, id=path.name, marks=pytest.mark.slow if path.name == "frenemies" else [])
        for path in RECORDS
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_real_record_is_dropped(name: str, record: Any) -> None:
    assert not list(dropped(archive.load(record), FORMS[name]))


def dropped(document: Document, form: ModuleType) -> Iterator[str]:
    """Each string of a record that the form does not hold, and of whose field nobody says so."""
    written = archive.write(document, form.NAME)
    found = form.held(written)
    holds = _plain(found if isinstance(found, str) else "\n".join(found))
    pointers = {f.location.pointer for f in written.findings if f.code == NOT_KEPT}
    told = set(_told(document, pointers))
    yield from _dropped("", document, holds, told)


def _told(document: Document, pointers: set[str | None]) -> Iterator[tuple[type[Model], str]]:
    """The classes and fields of which a finding says that something is lost."""
    parts = dict(walk(document))
    for pointer in pointers:
        assert pointer is not None
        if pointer in parts:
            yield type(parts[pointer]), ""
        steps = pointer.split("/")
        for n in range(len(steps) - 1, 0, -1):
            holder = parts.get("/".join(steps[:n]))
            if holder is not None:
                yield type(holder), steps[n]
                break


def _dropped(
    pointer: str, part: Model, holds: str, told: set[tuple[type[Model], str]]
) -> Iterator[str]:
    cls = type(part)
    if (cls, "") in told:
        return
    for name in cls.model_fields:
        value = getattr(part, name)
        if (cls, name) in told or value == _default(cls, name):
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Model):
                yield from _dropped(f"{pointer}/{name}", item, holds, told)
            elif (
                isinstance(item, str)
                and item not in _words(cls, name)
                and _plain(item) not in holds
            ):
                yield f"{pointer}/{name}: {item!r}"


@cache
def _default(cls: type[Model], name: str) -> Any:
    return cls.model_fields[name].get_default(call_default_factory=True)


@cache
def _words(cls: type[Model], name: str) -> frozenset[str]:
    """The closed words that a field may have: a form has its own way to say them."""
    return frozenset(word for word in _literals(get_type_hints(cls)[name]) if isinstance(word, str))


def _literals(hint: Any) -> Iterator[Any]:
    for argument in get_args(hint):
        if isinstance(argument, str | int | bool) or argument is None:
            yield argument
        else:
            yield from _literals(argument)


_PLANES = "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_UNSEEN = re.compile(f"[\\x00-\\x20\\x7f-\\xa0\\ufffd\\ufdd0-\\ufdef\\u2028\\u2029{_PLANES}\\s]+")
"""Blanks, controls and what is no character: forms of text have them in their own way."""


def _plain(text: str) -> str:
    return _UNSEEN.sub("", text)
