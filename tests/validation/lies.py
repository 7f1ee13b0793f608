"""Lies about a received record: what is edited, dropped, moved, or put beside something else."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from archive.derivations.derivation import Derived
from archive.model.captures import ElementOrigin, Origin, OriginOfBlock

Raw = dict[str, Any]


class Place(NamedTuple):
    """Where a text stands in a raw record."""

    holder: Any
    """The object or list that holds it."""
    key: Any
    """The field or index there."""

    @property
    def block(self) -> Raw:
        block: Raw = self.holder[self.key]
        return block


def copied(record: Raw) -> Raw:
    """Return a raw record as its own copy: what `deepcopy` returns, in a small part of its time."""
    copy: Raw = pickle.loads(pickle.dumps(record))
    return copy


def places(part: Any) -> Iterator[Place]:
    """Yield the places of all texts in the sections of a raw record, in reading order."""
    entries = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in list(entries):
        if isinstance(value, dict):
            if "text" in value and "id" in value:
                yield Place(part, key)
            yield from places(value)
        elif isinstance(value, list):
            yield from places(value)


# --- the lies ---


def edited(record: Raw, place: Place, other: Place) -> None:
    """One code point of the text is another; of none, one comes."""
    text: str = place.block["text"]
    at = len(text) // 2
    place.block["text"] = text[:at] + ("x" if text[at : at + 1] != "x" else "y") + text[at + 1 :]
    for name in ("marks",):
        place.block.pop(name, None)


def _dropped(record: Raw, place: Place, other: Place) -> None:
    """The block is gone."""
    del place.holder[place.key]


def _doubled(record: Raw, place: Place, other: Place) -> None:
    """The block is there twice; one that stands in no list of blocks takes another's place."""
    again = {**deepcopy(place.block), "id": "doubled"}
    again.pop("lists", None)
    if isinstance(place.holder, list):
        place.holder.insert(place.key + 1, again)
    else:
        other.block.update({name: again[name] for name in ("text", "origin")})
        other.block.pop("marks", None)


def _swapped(record: Raw, place: Place, other: Place) -> None:
    """Two blocks have changed places, with their origins."""
    names = ("id", "text", "origin", "marks", "language")
    one, two = place.block, other.block
    for name in names:
        own, its = one.pop(name, None), two.pop(name, None)
        if its is not None:
            one[name] = its
        if own is not None:
            two[name] = own


def _swapped_words(record: Raw, place: Place, other: Place) -> None:
    """Two texts have changed places, and their origins stay."""
    one, two = place.block, other.block
    one["text"], two["text"] = two["text"], one["text"]
    one.pop("marks", None)
    two.pop("marks", None)


def _without_origin(record: Raw, place: Place, other: Place) -> None:
    del place.block["origin"]


def of_the_capture(record: Raw, place: Place, other: Place) -> None:
    """The origin says no more than the capture."""
    capture = place.block["origin"]["capture"]
    place.block["origin"] = {"type": "capture", "capture": capture}


def _of_another(record: Raw, place: Place, other: Place) -> None:
    """The block has the origin of another."""
    place.block["origin"] = deepcopy(other.block["origin"])


def _moved(record: Raw, place: Place, other: Place) -> None:
    """The origin is one code point, or one line, further on."""
    origin = place.block["origin"]
    length = len(place.block["text"])
    if origin["type"] == "lines" and origin.get("start") is None:
        origin["first"] += 1
        origin["last"] += 1
        return
    start = origin.get("start") or 0
    origin.update(start=start + 1, end=start + 1 + length)


LIES: Mapping[str, Callable[[Raw, Place, Place], None]] = {
    "edited": edited,
    "dropped": _dropped,
    "doubled": _doubled,
    "swapped": _swapped,
    "words swapped": _swapped_words,
    "without origin": _without_origin,
    "origin of the capture": of_the_capture,
    "origin of another": _of_another,
    "origin moved": _moved,
}


# --- lies about what stands beside what ---


def _origin(derived: Derived, origin: Raw, start: int, end: int, around: str = "") -> Raw:
    """Return the raw origin of a stretch; if so said, as a part of what is around it."""
    hint: Origin | None = None
    if around and origin["type"] == "element":
        hint = ElementOrigin(capture=origin["capture"], path=around)
    made = derived.origin_of(origin["capture"], start, end, hint)
    return made.model_dump(mode="json", exclude_none=True)


def _as_origin(block: Raw) -> Origin:
    origin: Origin = _ORIGIN.validate_python(block["origin"])
    return origin


_ORIGIN: TypeAdapter[Any] = TypeAdapter(OriginOfBlock)


def _stretch(derived: Derived, block: Raw) -> tuple[int, int]:
    return derived.stretch(_as_origin(block))


def _new(derived: Derived, block: Raw, id: str, start: int, end: int, **more: Any) -> Raw:
    """Return a block that has a part of the words of another."""
    whole, _ = _stretch(derived, block)
    origin = _origin(derived, block["origin"], whole + start, whole + end)
    return {
        "type": "paragraph",
        "id": id,
        "text": block["text"][start:end],
        "origin": origin,
        **more,
    }


def _in_parts(derived: Derived, place: Place, number: int) -> list[tuple[int, int]]:
    """Return parts of a paragraph's words, if there are so many words in it, each with a letter."""
    block = place.block
    ends = [one.span() for one in re.finditer(r"\S+", block["text"])]
    is_paragraph = block.get("type") == "paragraph" and isinstance(place.holder, list)
    is_plain = not re.search(r"\n\s*\n", block["text"])
    if not is_paragraph or len(ends) < number or not is_plain:
        return []
    step = len(ends) // number
    firsts = [step * n for n in range(number)]
    lasts = [*(first - 1 for first in firsts[1:]), len(ends) - 1]
    return [(ends[a][0], ends[b][1]) for a, b in zip(firsts, lasts, strict=True)]


def _hidden(record: Raw, place: Place, derived: Derived) -> bool:
    """Words in the midst of a paragraph are two blocks of furniture."""
    parts = _in_parts(derived, place, 4)
    if not parts or "\n" in place.block["text"]:
        return False
    block = place.block
    first, last = (_as_origin(_new(derived, block, "", *part)) for part in (parts[0], parts[-1]))
    if not derived.is_one_paragraph(first, last):  # one block of the record, two of the file
        return False
    place.holder[place.key : place.key + 1] = [
        _new(derived, block, f"part-{n}", start, end, type=kind)
        for n, ((start, end), kind) in enumerate(
            zip(parts, ("paragraph", "furniture", "furniture", "paragraph"), strict=True)
        )
    ]
    return True


def _made_a_note(record: Raw, place: Place, derived: Derived) -> bool:
    """Words in the midst of a paragraph are a note."""
    parts = _in_parts(derived, place, 3)
    if not parts or "\n" in place.block["text"]:
        return False
    one, two, three = (
        _new(derived, place.block, f"part-{n}", start, end) for n, (start, end) in enumerate(parts)
    )
    if not derived.is_one_paragraph(_as_origin(one), _as_origin(three)):
        return False
    note = {"type": "note", "id": "note", "place": "foot", "blocks": [two]}
    place.holder[place.key : place.key + 1] = [one, note, three]
    return derived.note_of(_as_origin(two)) is None


def _in_a_marker(record: Raw, place: Place, derived: Derived) -> bool:
    """The first words of a paragraph are the marker of an item."""
    parts = _in_parts(derived, place, 2)
    if not parts or not re.search(r"[^\W\d_]{3}", place.block["text"][slice(*parts[0])]):
        return False
    block, (start, end) = place.block, parts[1]
    item = _new(derived, block, "item", start, end, marker=block["text"][:start])
    item.pop("type")
    place.holder[place.key] = {"type": "list", "id": "list", "items": [item]}
    return True


def _marked_by_the_block_before(record: Raw, place: Place, derived: Derived) -> bool:
    """The last word of a paragraph is the marker of an item that the next is made."""
    parts = _in_parts(derived, place, 2)
    following = place.holder[place.key + 1 : place.key + 2] if parts else []
    if not following or following[0].get("type") != "paragraph" or not following[0]["text"]:
        return False
    block, other = place.block, following[0]
    last = block["text"].rstrip().rpartition(" ")[2]
    (start, end), (words, its_end) = _stretch(derived, block), _stretch(derived, other)
    if words < end or derived.text[end:words].strip() or not last:
        return False
    kept = len(block["text"].rstrip()) - len(last)
    place.holder[place.key] = _new(derived, block, "before", 0, len(block["text"][:kept].rstrip()))
    marker = derived.text[start + kept : words]
    item = {**_new(derived, other, "item", 0, its_end - words), "marker": marker}
    item.pop("type")
    place.holder[place.key + 1] = {"type": "list", "id": "list", "items": [item]}
    return True


def _of_another_file(record: Raw, place: Place, derived: Derived) -> bool:
    """A word of another capture is in the middle of a paragraph."""
    parts = _in_parts(derived, place, 2)
    if not parts:
        return False
    block = place.block
    word = {
        "type": "paragraph",
        "id": "word",
        "text": "not",
        "origin": {"type": "text", "capture": "other", "start": 0, "end": 3, "separator": "\n"},
    }
    one, two = (_new(derived, block, f"part-{n}", *part) for n, part in enumerate(parts))
    place.holder[place.key : place.key + 1] = [one, word, two]
    record["captures"].append({**OTHER_CAPTURE})
    return True


OTHER_WORDS = b"not\n"
OTHER_CAPTURE: Raw = {
    "id": "other",
    "file": "received/other.txt",
    "sha256": sha256(OTHER_WORDS).hexdigest(),
    "bytes": len(OTHER_WORDS),
    "media_type": "text/plain;charset=utf-8",
    "derivation": "verbatim-2",
}


def _is_of_row(place: Place, derived: Derived) -> bool:
    """Whether it is a cell with words that the file has as a cell."""
    block = place.block
    if not block["id"].startswith("cell-") or not block["text"]:
        return False
    return bool(derived.row_of(_as_origin(block)))


def _beside_nothing(record: Raw, place: Place, derived: Derived) -> bool:
    """A cell without words is made up before a cell, which so stands in another column."""
    if not _is_of_row(place, derived):
        return False
    start, _ = _stretch(derived, place.block)
    path = place.block["origin"].get("path", "").rpartition("/")[0]
    origin = _origin(derived, place.block["origin"], start, start, path)
    place.holder.insert(place.key, {"id": "made-up", "text": "", "origin": origin})
    return True


def _from_outside(record: Raw, place: Place, derived: Derived) -> bool:
    """A row names what is around its table, and a cell is made up or left out."""
    if not _is_of_row(place, derived):
        return False
    for cell in place.holder:
        start, end = _stretch(derived, cell)
        path = "/".join(cell["origin"].get("path", "").split("/")[:3])
        if cell["origin"]["type"] == "lines":
            length = end - start
            cell["origin"] = _origin(derived, cell["origin"], start, end)
            cell["origin"].pop("cell")
            before = sum(len(one["text"]) + 1 for one in place.holder[: place.holder.index(cell)])
            cell["origin"].update(start=before, end=before + length)
        else:
            cell["origin"] = _origin(derived, cell["origin"], start, end, path)
    empty = [n for n, cell in enumerate(place.holder) if not cell["text"]]
    if empty:
        del place.holder[empty[0]]
    start = place.holder[0]["origin"].get("start") or 0
    origin = {**place.holder[0]["origin"], "start": start, "end": start}
    place.holder.insert(0, {"id": "made-up", "text": "", "origin": origin})
    return True


def _in_one_cell(record: Raw, place: Place, derived: Derived) -> bool:
    """The words of two cells are in the first, and the second has none."""
    if not _is_of_row(place, derived):
        return False
    following = place.holder[place.key + 1 : place.key + 2]
    if not following or not following[0]["text"]:
        return False
    cell, other = place.block, following[0]
    (start, _), (other_start, end) = _stretch(derived, cell), _stretch(derived, other)
    path = cell["origin"].get("path", "").rpartition("/")[0]
    cell.update(
        text=derived.text[start:end], origin=_origin(derived, cell["origin"], start, end, path)
    )
    cell.pop("marks", None)
    other.pop("marks", None)
    other.update(text="", origin=_origin(derived, other["origin"], other_start, other_start))
    return True


def _of_another_table(record: Raw, place: Place, derived: Derived) -> bool:
    """The first row of a table is the last of the table before."""
    tables = [one for one in blocks_of(record["sections"]) if one.get("type") == "table"]
    for one, other in pairwise(tables):
        if place.holder is other["rows"][0]["cells"] and len(other["rows"]) > 1:
            one["rows"].append(other["rows"].pop(0))
            return _is_of_row(place, derived)
    return False


def _of_another_note(record: Raw, place: Place, derived: Derived) -> bool:
    """Two notes are one."""
    notes = [one for one in blocks_of(record["sections"]) if one.get("type") == "note"]
    for one, other in pairwise(notes):
        if place.holder is one["blocks"]:
            moved = other["blocks"][0]
            one["blocks"] += other["blocks"]
            for blocks in lists_of_blocks(record["sections"]):
                blocks[:] = [block for block in blocks if block is not other]
            return moved["text"] != "" and derived.note_of(_as_origin(moved)) is not None
    return False


LIES_BESIDE: Mapping[str, Callable[[Raw, Place, Derived], bool]] = {
    "hidden": _hidden,
    "made a note": _made_a_note,
    "in a marker": _in_a_marker,
    "marked by the block before": _marked_by_the_block_before,
    "of another file": _of_another_file,
    "beside nothing": _beside_nothing,
    "from outside": _from_outside,
    "in one cell": _in_one_cell,
    "of another table": _of_another_table,
    "of another note": _of_another_note,
}


def blocks_of(part: Any) -> Iterator[Raw]:
    """Yield the blocks in the sections of a raw record, and those in them."""
    for blocks in lists_of_blocks(part):
        yield from blocks


def lists_of_blocks(part: Any) -> Iterator[list[Raw]]:
    """Yield the lists of blocks in the sections of a raw record, in reading order."""
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, (dict, list)):
            yield from lists_of_blocks(value)
    if isinstance(part, dict) and "blocks" in part:
        yield part["blocks"]
