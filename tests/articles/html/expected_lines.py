"""Parses `expected.md`: what a careful person reads in a page, one thing a line.

`pages/README.md` tells how it is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.articles.html.found_in import BREAK, CREDITED, Mark, Picture, Unit, collapsed

_LINE = re.compile(r"^(?P<kind>[^:]+?):(?: (?P<words>.*))?$")
_CODE_POINT = re.compile(r"<U\+([0-9A-F]{4,6})>")
_SPANS = re.compile(r"^(\d+)x(\d+)$")

RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
"""A text with its reading."""
ANY = "<any>"
"""Stands for what a page shows without saying it in characters, such as a formula in an image."""

ONCE = (
    *("title", "subtitle", "published", "updated", "site", "publisher"),
    *("language", "licence", "address"),
)
SEVERAL = ("author", "section", "keyword")
REQUIRED = (*("title", "author", "published", "updated", "site", "language", "licence", "address"),)
"""What each page says, be it that there is `none`."""


@dataclass(frozen=True)
class Expected:
    """What a careful person reads in a page."""

    metadata: Mapping[str, tuple[tuple[str, ...], ...]]
    """By name, each value as what may stand for it, the best first; "none" where there is none."""
    units: tuple[Unit, ...]
    """What the article says, in order."""
    notes: tuple[tuple[str, tuple[Unit, ...]], ...] = ()
    """Its notes: key and paragraphs."""
    pictures: tuple[Picture, ...] = ()
    """Its images."""
    pulled: tuple[str, ...] = ()
    """Pull quotes: words that the article has elsewhere."""
    may: tuple[str, ...] = ()
    """Words that may be held to be of the article, or not."""
    furniture: tuple[str, ...] = ()
    """Words that are seen on the page and are not of the article."""
    hidden: tuple[str, ...] = ()
    """Words that are in the file and not seen."""


@dataclass
class _Reading:
    """What has been read of a file so far."""

    metadata: defaultdict[str, list[tuple[str, ...]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    units: list[Unit] = field(default_factory=list)
    notes: list[tuple[str, list[Unit]]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    styles: dict[tuple[int, ...], str] = field(default_factory=dict)
    path: list[tuple[int, str]] = field(default_factory=list)
    row: str = ""
    is_last_in_note: bool = False


def read(text: str) -> Expected:
    """Read an `expected.md`.

    Raises:
        ValueError: A line is not what `pages/README.md` tells; it says which.
    """
    found = _Reading()
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not line.strip():
            continue
        body: list[str] = []
        while line in ("code:", "verse:") and number < len(lines):
            if not lines[number].startswith("    "):
                break
            body.append(_plain(lines[number][4:]))
            number += 1
        try:
            _take(found, line, body)
        except (ValueError, IndexError, KeyError) as error:
            raise ValueError(f"line {number}: {line!r}: {error}") from None
    return _whole(found)


def _take(found: _Reading, line: str, body: list[str]) -> None:
    if line.startswith("# "):
        name, _, value = line[2:].partition(": ")
        if name not in ONCE + SEVERAL:
            raise ValueError(f"no metadata is called {name!r}")
        found.metadata[name].append(tuple(_plain(part) for part in value.split(" || ")))
        return
    if line.startswith("  mark "):
        _mark(found, line.removeprefix("  mark "))
        return
    match = _LINE.match(line)
    if not match:
        raise ValueError("a line is `kind: words`")
    kind, words = match["kind"], _plain(match["words"] or "")
    name, _, rest = kind.partition(" ")
    if kind in ("may", "not", "hidden", "pull"):
        found.words[kind].append(words)
    elif name == "note":
        found.notes.append((rest, [Unit("note", words)]))
        found.is_last_in_note = True
    elif kind == "note+":
        found.notes[-1][1].append(Unit("note", words))
    elif kind == "figure":
        found.pictures.append(Picture(words))
        _add(found, Unit("figure", words))
    elif name == "figure":
        _of_figure(found, rest, words)
    elif name.partition(".")[0] in ("list", "item"):
        _of_list(found, name, words)
    elif name == "row":
        found.row = f"{rest or 'data'} row"
    elif name == "cell":
        _cell(found, rest, words)
    elif name == "heading":
        _heading(found, int(rest), words)
    elif kind == "code":
        _add(found, Unit("code", "\n".join(body)))
    elif kind == "verse":
        _add(found, Unit("verse", BREAK.join(part.strip(" ") for part in body)))
    elif kind == "table":
        if words:
            _add(found, Unit("table", words))
    elif kind in ("p", "term", "definition", "quote", "quote+", "quote credit"):
        starts = "first" if kind == "quote" else ""
        _add(found, Unit("quote" if kind == "quote+" else kind, words, starts))
    else:
        raise ValueError(f"no kind is called {kind!r}")


def _add(found: _Reading, unit: Unit) -> None:
    found.units.append(unit)
    found.is_last_in_note = False


def _heading(found: _Reading, level: int, words: str) -> None:
    while found.path and found.path[-1][0] >= level:
        found.path.pop()
    above = found.path[-1][1] if found.path and found.path[-1][0] > 1 else ""
    found.path.append((level, words))
    _add(found, Unit("heading", words, f"under {above}"))


def _of_list(found: _Reading, name: str, words: str) -> None:
    kind, *places = name.split(".")
    path = tuple(map(int, places))
    if kind == "list":
        if words not in ("bulleted", "numbered", "plain"):
            raise ValueError(f"no style of a list is called {words!r}")
        found.styles[path] = words
    else:
        style = found.styles[path[:-1]]
        _add(found, Unit("item", words, f"{style}, {'.'.join(places)}"))


def _cell(found: _Reading, rest: str, words: str) -> None:
    role, columns, rows = "data", 1, 1
    for part in rest.split():
        if spans := _SPANS.match(part):
            columns, rows = int(spans[1]), int(spans[2])
        elif part == "label":
            role = "label"
        else:
            raise ValueError(f"a cell is a label, or so many columns x rows, not {part!r}")
    _add(found, Unit("cell", words, f"{found.row} {role} {columns}x{rows}".strip()))
    found.row = ""


def _of_figure(found: _Reading, what: str, words: str) -> None:
    last = found.pictures[-1]
    if what == "credit":
        found.units[-1] = Unit("figure", CREDITED.join((last.caption, words)))
    elif what == "alt":
        found.pictures[-1] = Picture(last.caption, last.addresses, words)
    elif what == "image":
        found.pictures[-1] = Picture(last.caption, tuple(words.split(" || ")), last.alt)
    else:
        raise ValueError(f"a figure has a credit, an alt or an image, not {what!r}")


def _mark(found: _Reading, told: str) -> None:
    kind, _, words = told.partition(": ")
    name, _, detail = kind.partition(" ")
    words, arrow, target = words.partition(" -> ")
    if (name in ("link", "call")) != bool(arrow):
        raise ValueError("a link and a call say ` -> ` to what, and no other mark does")
    mark = Mark(name, _plain(words), _plain(target) or detail)
    units = found.notes[-1][1] if found.is_last_in_note else found.units
    last = units[-1]
    units[-1] = Unit(last.kind, last.words, last.structure, (*last.marks, mark))


def _plain(words: str) -> str:
    """Words with the code points for which `<U+00A0>` and its like stand."""
    return _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), words)


def _calling(unit: Unit, of_key: Mapping[str, str]) -> Unit:
    """A unit whose calls say with which words the note begins, and not its key.

    Raises:
        ValueError: There is no such note.
    """
    for mark in unit.marks:
        if mark.kind == "call" and mark.detail not in of_key:
            raise ValueError(f"no note is called {mark.detail!r}")
    marks = tuple(
        Mark("call", mark.words, of_key[mark.detail]) if mark.kind == "call" else mark
        for mark in unit.marks
    )
    return Unit(unit.kind, unit.words, unit.structure, marks)


def _whole(found: _Reading) -> Expected:
    of_key = {key: paragraphs[0].words for key, paragraphs in found.notes}
    found.units = [_calling(unit, of_key) for unit in found.units]
    missing = [name for name in REQUIRED if name not in found.metadata]
    if missing:
        raise ValueError(f"not said: {', '.join(missing)}; `none` says that there is none")
    twice = [name for name in ONCE if len(found.metadata[name]) > 1]
    if twice:
        raise ValueError(f"said twice: {', '.join(twice)}")
    units = tuple(
        unit for unit in found.units if unit.kind != "figure" or unit.words.replace(CREDITED, "")
    )
    texts = [collapsed(unit.words) for unit in units]
    for words in map(collapsed, (*found.words["not"], *found.words["hidden"])):
        for text in texts:
            if words in text:
                raise ValueError(f"{words!r} stands in the article: {text!r}")
    return Expected(
        metadata={name: tuple(values) for name, values in found.metadata.items() if values},
        units=units,
        notes=tuple((key, tuple(paragraphs)) for key, paragraphs in found.notes),
        pictures=tuple(picture for picture in found.pictures if picture.addresses),
        pulled=tuple(found.words["pull"]),
        may=tuple(found.words["may"]),
        furniture=tuple(found.words["not"]),
        hidden=tuple(found.words["hidden"]),
    )
