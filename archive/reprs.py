"""One-line reprs: values of any size are shown on one line, shortened if necessary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from typing import ClassVar

from archive.english import counted

WIDTH = 100
"""The most characters of a repr."""

NARROW = 78
"""The most characters of the repr of a document's part: a list of parts then fits 80 columns."""

_TEXT = 48
"""The most code points of a string in a repr; at least `_LEAST` are shown if there is less room."""

_LEAST = 16

_LONG_NUMBER = 128
"""The most bits of a number that is shown in digits."""

_FEW = 3
"""The most items of a collection whose items are shown; of larger ones, the number is shown."""

ReprItems = Iterable[tuple[str | None, object]]
"""The names and values that a repr shows, the most important first; the name is `None` if the value
is clear without a name."""


class Unquoted(str):
    """Words that a repr shows without quotation marks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class OneLineRepr:
    """A value whose repr is one line.

    An ellipsis replaces what does not fit. The repr shows the beginning of a long string, and the
    number of items of a large collection.
    """

    __slots__ = ()

    _WIDTH: ClassVar[int] = WIDTH

    def __repr__(self) -> str:
        return _value_repr(self, self._WIDTH)

    def _repr_items(self) -> ReprItems:
        """Return what the repr shows: the fields that were set, plain values first."""
        from dataclasses import MISSING, fields

        items: list[tuple[str, object]] = []
        for field in fields(self):  # type: ignore[arg-type]
            factory = field.default_factory
            default = field.default if factory is MISSING else factory()
            value = getattr(self, field.name)
            if field.repr and value != default:
                items.append((field.name, value))
        return sorted(items, key=lambda item: isinstance(item[1], Mapping | tuple | OneLineRepr))


class NotebookRepr(OneLineRepr):
    """A value that a notebook shows as a page."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Return the page; IPython calls this method.

        The module that makes pages imports the modules of values. It is therefore imported only
        here, by name, when a page is shown.
        """
        page: str = import_module(_NOTEBOOK).shown(self)
        return page


_NOTEBOOK = "archive.view.html.notebook"


def repr_arguments(items: ReprItems, width: int = WIDTH) -> Iterator[tuple[str | None, Unquoted]]:
    """Yield the items between the brackets of a repr: the first item, and as many others as fit."""
    all_items = list(items)
    for number, (name, value) in enumerate(all_items, start=1):
        label = f"{name}=" if name else ""
        room = width - len(label) - (len(", …") if number < len(all_items) else 0)
        shown = _value_repr(value, room)
        if number > 1 and len(shown) > room:
            yield None, Unquoted("…")
            return
        yield name, Unquoted(shown)
        width -= len(label) + len(shown) + len(", ")


def _value_repr(value: object, width: int) -> str:
    match value:
        case OneLineRepr():
            name = type(value).__name__
            inner = repr_arguments(value._repr_items(), width - len(name) - len("()"))
            shown = f"{name}({', '.join(f'{n}={v}' if n else v for n, v in inner)})"
            return shown if len(shown) <= width else f"{name}(…)"
        case Unquoted():
            return value
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case str():
            return _text_repr(value, max(min(_TEXT, width - len("''")), _LEAST))
        case bytes():
            return f"<{counted(len(value), 'bytes')}>"
        case Mapping():
            items = (f"{_value_repr(k, width)}: {_value_repr(v, width)}" for k, v in value.items())
            return _collection_repr("{", items, "}", len(value), width)
        case tuple():
            end = ",)" if len(value) == 1 else ")"
            return _collection_repr(
                "(", (_value_repr(v, width) for v in value), end, len(value), width
            )
        case list():
            return _collection_repr(
                "[", (_value_repr(v, width) for v in value), "]", len(value), width
            )
        case int() if value.bit_length() > _LONG_NUMBER:  # Python refuses to write very long ones
            return f"<{counted(value.bit_length(), 'bits')}>"
        case _:
            return truncated(repr(value), _TEXT)


def _text_repr(text: str, most: int) -> str:
    """Return the repr of the beginning of a text, with at most `most` characters in its quotes."""
    shown = repr(truncated(text, most))
    excess = len(shown) - len("''") - most  # of what is written as an escape sequence
    most = max(min(most, len(text)) - excess, 1)
    return repr(truncated(text, most)) if excess > 0 else shown


def truncated(text: str, most: int) -> str:
    """Return a text, cut to `most` code points with an ellipsis at the end."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _collection_repr(begin: str, items: Iterator[str], end: str, count: int, width: int) -> str:
    """Return the items of a collection if they are few and fit, otherwise their number."""
    if count <= _FEW:
        shown = f"{begin}{', '.join(items)}{end}"
        if len(shown) <= width:
            return shown
    return f"<{counted(count, 'items')}>"
