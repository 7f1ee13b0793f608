"""The house as a picture: rooms by the floors that their imports give, in `docs/contributors/`.

A room is as wide as its code is long, and stands below all that it imports. An arrow leads from a
room to one that it imports; those that follow from others are left out. `make reference` draws it,
and `tests/test_architecture.py` compares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from html import escape
from pathlib import Path

from tests.rooms import CORE, ROOMS, imports, modules

PICTURE = Path(__file__).parent.parent / "docs" / "contributors" / "house.svg"

_WIDTH, _HEIGHT, _GAP, _RISE = 980, 46, 14, 38
"""Of the picture; of a room; between rooms; between floors. All in pixels."""
_LEAST = 92
"""How wide a room is at least, so that its name fits."""
_FILES = ("version", "english", "reprs", "findings", "errors")
_FIRST = ", ".join(_FILES)
_DRAWN = (_FIRST, *(room for room in ROOMS if room not in (*_FILES, "__main__")))
_COLOURS = {"core": "#d8e6f3", "door": "#f6e3c5", "face": "#e6e6e6"}


def drawn() -> str:
    """Return the picture as SVG; the same text for the same imports and lengths."""
    lines = _lines()
    uses = _uses()
    floors = _floors(uses)
    places = _places(floors, lines)
    height = len(floors) * (_HEIGHT + _RISE) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"',
        '     font-family="DejaVu Sans, Verdana, sans-serif" font-size="12">',
        "<title>The rooms of the library, and which of them imports which</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"',
        '  orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#777"/></marker></defs>',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for room, others in _reduced(uses).items():
        parts += [_arrow(places[room], places[other]) for other in sorted(others)]
    for room, (x, y, width) in places.items():
        middle = x + width // 2
        parts += [
            f'<rect x="{x}" y="{y}" width="{width}" height="{_HEIGHT}" rx="4" stroke="#555"',
            f'  fill="{_COLOURS[_kind(room)]}"/>',
            f'<text x="{middle}" y="{y + 20}" text-anchor="middle" font-weight="bold">{escape(room)}</text>',
            f'<text x="{middle}" y="{y + 36}" text-anchor="middle" fill="#444">{_size(lines[room])}</text>',
        ]
    legend = "blue: the core, which imports no door. Yellow: doors. Grey: what puts all together."
    parts += [f'<text x="14" y="{height - 10}" fill="#444">{legend}</text>', "</svg>", ""]
    return "\n".join(parts)


def _kind(room: str) -> str:
    if room in CORE:
        return "core"
    if room == _FIRST:
        return "core"
    return "face" if room in ("io", "workflows", "cli") else "door"


def _size(lines: int) -> str:
    """How long a room is, to a hundred lines: a small change does not draw the picture anew."""
    return f"{round(lines, -3) // 1000}k lines" if lines >= 1500 else "small"


def _room(module: str) -> str:
    """The room that a module is in; the single files at the top are one."""
    room = module.split(".")[0]
    return _FIRST if room in _FILES else room


def _lines() -> Mapping[str, int]:
    lines: Counter[str] = Counter()
    for name, path in modules():
        lines[_room(name)] += len(path.read_text("utf-8").splitlines())
    return {room: lines[room] for room in _DRAWN}


def _uses() -> Mapping[str, set[str]]:
    """Of each room the rooms that it imports."""
    uses: dict[str, set[str]] = {room: set() for room in _DRAWN}
    for name, path in modules():
        if (room := _room(name)) in uses:
            uses[room] |= {_room(other) for other in imports(path)} & {*uses} - {room}
    return uses


def _floors(uses: Mapping[str, Collection[str]]) -> Sequence[Sequence[str]]:
    """The rooms of each floor, from the top: a room stands right below the lowest that it imports."""
    floor: dict[str, int] = {}
    for room in uses:  # in an order in which each comes after what it imports
        floor[room] = 1 + max((floor[other] for other in uses[room]), default=-1)
    rows: list[list[str]] = [[] for _ in range(max(floor.values()) + 1)]
    for room in uses:
        rows[floor[room]].append(room)
    return rows


def _reduced(uses: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """The imports that do not follow from others."""
    reach: dict[str, set[str]] = {}
    for room in uses:
        reach[room] = uses[room].union(*(reach[other] for other in uses[room]))
    return {
        room: {one for one in others if not any(one in reach[other] for other in others - {one})}
        for room, others in uses.items()
    }


def _places(
    floors: Sequence[Sequence[str]], lines: Mapping[str, int]
) -> Mapping[str, tuple[int, int, int]]:
    """Of each room left edge, top edge and width."""
    places = {}
    scale = (_WIDTH - 2 * _GAP) / 60_000  # pixels a line
    for number, row in enumerate(floors):
        widths = [max(_LEAST, 9 * len(room), round(round(lines[room], -3) * scale)) for room in row]
        x = (_WIDTH - sum(widths) - _GAP * (len(row) - 1)) // 2
        for room, width in zip(row, widths, strict=True):
            places[room] = (x, 10 + number * (_HEIGHT + _RISE), width)
            x += width + _GAP
    return places


def _arrow(of: tuple[int, int, int], to: tuple[int, int, int]) -> str:
    start, end = of[0] + of[2] // 2, to[0] + to[2] // 2
    return (
        f'<line x1="{start}" y1="{of[1]}" x2="{end}" y2="{to[1] + _HEIGHT + 2}"'
        ' stroke="#999" marker-end="url(#tip)"/>'
    )


def main() -> None:
    """Draw the picture anew."""
    PICTURE.write_text(drawn(), "utf-8")


if __name__ == "__main__":
    main()
