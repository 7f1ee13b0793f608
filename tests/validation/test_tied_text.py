"""No word of a record passes that is not in its captures, whatever kind of file came in.

Each block of a received record is edited, dropped, doubled, swapped, or gets another origin, in
JSON and in TEI, and validation has to find every one of these lies.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter

import archive
from archive.derivations.derivation import Derived
from archive.errors import InvalidDocument
from archive.files.memory import FilesInMemory
from archive.findings import Finding, Severity
from archive.model.captures import ElementOrigin, Origin, OriginOfBlock
from archive.model.document import Document
from archive.validation.rederivation import derived_again
from archive.validation.rules import ON_CAPTURES
from archive.validation.rules.derivations import block_not_derived
from archive.validation.rules.structure import block_without_origin
from tests.conftest import EXAMPLES, fewer, import_or_skip
from tests.received_files import REAL, ReceivedFile, drawn_article, made_file, real_files
from tests.runner import run

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


def _edited(record: Raw, place: Place, other: Place) -> None:
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


def _of_the_capture(record: Raw, place: Place, other: Place) -> None:
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
    "edited": _edited,
    "dropped": _dropped,
    "doubled": _doubled,
    "swapped": _swapped,
    "words swapped": _swapped_words,
    "without origin": _without_origin,
    "origin of the capture": _of_the_capture,
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
    """A word of another capture stands in the midst of a paragraph."""
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


class Received(NamedTuple):
    """A record that was received, raw, and its files."""

    record: Raw
    files: FilesInMemory

    def lie(self, name: str, at: int, to: int) -> Raw | None:
        """Return the record with one lie in it; nothing, if it is none.

        Two texts that are alike may change places; a block without words, an image in a line say,
        is no word of the capture, but for a cell, beside which the others would move.
        """
        record = deepcopy(self.record)
        found = [*places(record["sections"])]
        place, other = found[at], found[to]
        is_cell = place.block["id"].startswith("cell-")
        if name == "dropped" and not place.block["text"] and not is_cell:
            return None
        if name == "words swapped" and place.block["text"] == other.block["text"]:
            return None
        LIES[name](record, place, other)
        return record if record != self.record else None

    def lie_beside(self, name: str, at: int, derived: Derived) -> Raw | None:
        """Return the record with a lie about what stands beside a text; nothing, if it has none."""
        record = deepcopy(self.record)
        place = [*places(record["sections"])][at]
        return record if LIES_BESIDE[name](record, place, derived) else None

    @property
    def derived(self) -> Derived:
        """The text of the capture."""
        document = Document.model_validate_json(json.dumps(self.record))
        [(_, _, derived), *_] = derived_again(document, self.files)
        assert isinstance(derived, Derived)
        return derived


OPTIONS: Mapping[str, Raw] = {"text": {"plain": True}}
"""What the reader of a format is told: files of any kind are texts as well."""


NEEDS: Mapping[str, str] = {
    "html": "selectolax",
    "markdown": "markdown_it",
    "docx": "pypandoc",
    "odt": "pypandoc",
}
"""What a reader needs that the library can do without."""


FORMATS = [
    pytest.param(format, marks=pytest.mark.judged) if NEEDS.get(format) == "pypandoc" else format
    for format in REAL
]
"""Every format, plain text first; pandoc comes with the large extra `office` (`make judges`)."""


def receive(file: ReceivedFile, **options: Any) -> Received:
    """Return the record of a file; of several texts, the first."""
    import_or_skip(NEEDS.get(file.format, "archive"))
    options |= OPTIONS.get(file.format, {})
    try:
        result = archive.receive(file.data, file.format, id="x", file=file.name, **options)
    except archive.ReadError as problem:
        if problem.findings[0].code != "several-texts":
            raise
        return receive(file, text=1)
    data = archive.write(result.document, "json").data
    return Received(json.loads(data), FilesInMemory(dict(result.files)))


def errors(record: Raw, files: FilesInMemory) -> Sequence[Finding]:
    """Return what is wrong between a record and its captures."""
    try:
        document = Document.model_validate_json(json.dumps(record))
    except InvalidDocument as problem:
        return problem.findings
    found = [*block_without_origin(document)]
    for rule in ON_CAPTURES:
        found += rule(document, files)
    return [finding for finding in found if finding.severity is Severity.ERROR]


_MOST_TRIED = 20
"""How many texts are looked at for one about which a lie can be told, where few are taken."""


def undetected(file: ReceivedFile, sample: int | None = None) -> Iterator[str]:
    """Yield the lies about a file that nothing finds, and errors in what is no lie."""
    received = receive(file)
    yield from (f"untouched: {one}" for one in errors(*received))
    number = len([*places(received.record["sections"])])
    random = Random(file.name)
    for name in LIES:
        at_all = range(number)
        for at in at_all if sample is None else random.sample(at_all, min(sample, number)):
            to = random.choice([n for n in at_all if n != at] or [at])
            lie = received.lie(name, at, to)
            if lie is None or (to == at and "swapped" in name):
                continue
            found = errors(lie, received.files)
            if not found:
                block = [*places(received.record["sections"])][at].block
                yield f"{name}: {block['id']} ({block['text'][:40]!r}), with number {to}"
            elif not all(one.location.pointer for one in found):
                yield f"{name}: no place: {found[0]}"
    with_other = FilesInMemory({**received.files.files, OTHER_CAPTURE["file"]: OTHER_WORDS})
    derived = received.derived
    for name in LIES_BESIDE:
        told = 0
        for tried, at in enumerate(random.sample(range(number), number)):
            if sample is not None and (told >= sample or tried >= _MOST_TRIED * sample):
                break
            lie = received.lie_beside(name, at, derived)
            if lie is not None:
                told += 1
                if not errors(lie, with_other):
                    block = [*places(received.record["sections"])][at].block
                    yield f"{name}: {block['id']} ({block['text'][:40]!r})"


@pytest.mark.parametrize("format", FORMATS)
@fewer(3)
@given(st.integers(0, 2**32))
def test_no_lie_about_a_drawn_file_passes(format: str, seed: int) -> None:
    assert [*undetected(made_file(format, drawn_article(Random(seed))), sample=2)] == []


@pytest.mark.parametrize("format", FORMATS)
def test_no_lie_about_a_real_file_passes(format: str) -> None:
    """A sample of the blocks of each; the next test takes all of them."""
    for file in real_files(format):
        assert [*undetected(file, sample=2)] == [], str(file)


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_no_lie_about_any_block_of_a_real_file_passes(format: str) -> None:
    """Every block with `ARCHIVE_EXAMPLES=search` (minutes); else many of each file."""
    for file in real_files(format):
        assert [*undetected(file, sample=None if EXAMPLES == "search" else 15)] == [], str(file)


HONEST: Mapping[str, tuple[str, bytes]] = {
    "a note's number after a number": (
        "tei-of-others",
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>T"
            b"</title></titleStmt></fileDesc></teiHeader><text><body><p>There was only chapter 1"
            b"<note n='1' place='foot'>One.</note></p></body></text></TEI>"
        ),
    ),
    "a note of one word before its way back": (
        "html",
        "<h1>T of it</h1><p>The ferry left the port in May.<a id='c' href='#n'>1</a></p>"
        "<ol><li id='n'>港 <a href='#c'>↩</a></li></ol>".encode(),
    ),
}
"""Files of which the record once failed as it was received."""


@pytest.mark.parametrize("title", HONEST)
def test_a_record_as_it_was_received_has_no_error(title: str) -> None:
    format, data = HONEST[title]
    assert errors(*receive(ReceivedFile(format, title, data))) == []


# --- records of older versions, and those that are made to look like one ---


def untied(received: Received) -> Raw:
    """The record as older versions made it: no derivation, and the capture alone as origin."""
    record = deepcopy(received.record)
    for capture in record["captures"]:
        capture.pop("derivation")
        capture.pop("lead", None)
        capture.pop("omitted", None)
    for place in places(record["sections"]):
        _of_the_capture(record, place, place)
    return record


@pytest.mark.parametrize("format", FORMATS[1:])
def test_an_old_record_is_told_once_to_be_received_again(format: str) -> None:
    """Plain text has always named its derivation."""
    for file in real_files(format):
        received = receive(file)
        if not received.record["captures"][0].get("omitted"):
            record = untied(received)
            assert errors(record, received.files) == [], str(file)
            document = Document.model_validate_json(json.dumps(record))
            [told] = block_not_derived(document, received.files)
            assert (told.severity, "archive new" in (told.hint or "")) == (Severity.WARNING, True)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("said", ["", "application/pdf", "multipart/related", "application/xml"])
@fewer(5)
@given(st.integers(0, 2**32))
def test_no_changed_word_passes_in_a_record_that_names_no_derivation(
    format: str, said: str, seed: int
) -> None:
    """Whatever it says of the capture, which is what its bytes are."""
    random = Random(seed)
    received = receive(made_file(format, drawn_article(random)))
    record = untied(received)
    if said:
        record["captures"][0]["media_type"] = said
    place = random.choice([one for one in places(record["sections"]) if one.block["text"]])
    _edited(record, place, place)
    assert errors(record, received.files)
    for one in places(record["sections"]):
        del one.block["origin"]
    assert errors(record, received.files)


# --- as somebody does it: in the folder, in JSON and in TEI, by the command ---


_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Tei:
    """The TEI of a record, as somebody edits it by hand."""

    def __init__(self, data: bytes) -> None:
        self.root = etree.fromstring(data)
        self.by_id = {one.get(_ID): one for one in self.root.iter() if one.get(_ID)}

    def text_of(self, id: str) -> str:
        return "".join(self.by_id[id].itertext())

    def lie(self, name: str, id: str, other: str) -> bytes | None:
        """Return the TEI with one lie in it; nothing, if it is none."""
        before = etree.tostring(self.root)
        one, two = self.by_id[id], self.by_id[other]
        match name:
            case "edited":
                holder = next((e for e in one.iter() if e.text), one)
                text = holder.text or ""
                holder.text = text[:-1] + ("x" if text[-1:] != "x" else "y")
            case "dropped":
                one.getparent().remove(one)
            case "doubled":
                again = deepcopy(one)
                for element in again.iter():
                    if element.get(_ID):
                        element.set(_ID, f"{element.get(_ID)}-again")
                one.addnext(again)
            case "swapped":
                if one in two.iterancestors() or two in one.iterancestors():
                    return None
                mark = etree.Element("mark")
                one.addprevious(mark)
                two.addprevious(one)
                mark.addprevious(two)
                mark.getparent().remove(mark)
            case "without origin":
                one.attrib.pop("source")
            case "origin of another":
                one.set("source", two.get("source"))
            case "origin of the capture":
                one.set("source", one.get("source").partition("#")[0])
        after = etree.tostring(self.root, encoding="UTF-8", xml_declaration=True)
        return after if etree.tostring(self.root) != before else None


TEI_LIES = (
    "edited", "dropped", "doubled", "swapped", "without origin", "origin of another",
    "origin of the capture",
)  # fmt: skip


def validated(path: Path) -> tuple[int, str]:
    """The exit code of the command, and what it says."""
    result = run("validate", path)
    return result.exit_code, result.stdout + result.stderr


@pytest.mark.parametrize("format", FORMATS)
def test_no_lie_passes_the_command_in_json_or_tei(format: str, tmp_path: Path) -> None:
    """The TEI lies beside the record, or under another name beside the captures alone."""
    import_or_skip(NEEDS.get(format, "archive"))
    random = Random(format)
    source = tmp_path / f"made.{format}"
    folder = tmp_path / "record"
    source.write_bytes(made_file(format, drawn_article(random)).data)
    options = ["--plain"] if format == "text" else ["--format", format]
    assert run("new", source, "-o", folder, *options).exit_code == 0
    published, record = folder / "document.tei.xml", folder / "document.json"
    data = archive.write(archive.load(folder), "tei").data
    published.write_bytes(data)
    alone = tmp_path / "alone" / "article.tei.xml"
    shutil.copytree(folder / "received", alone.parent / "received")
    alone.write_bytes(data)
    for path in (folder, alone):
        assert validated(path)[0] == 0, validated(path)
    raw = json.loads(record.read_bytes())
    ids = [place.block["id"] for place in places(raw["sections"])]
    for name in TEI_LIES:
        id, other = random.sample(ids, 2)
        lie = Tei(data).lie(name, id, other)
        if lie is None:
            continue
        for path, file in ((folder, published), (alone, alone)):
            file.write_bytes(lie)
            code, said = validated(path)
            assert code == 1, (name, id, other, path.name, said)
            assert re.search(r"document\.tei\.xml:\d+|article\.tei\.xml:\d+", said), said
            if name == "edited":
                assert Tei(lie).text_of(id)[-3:] in said, said
                assert Tei(data).text_of(id)[-3:] in said, said
    published.unlink()
    kept = record.read_bytes()
    for name in LIES:
        at, to = random.sample(range(len(ids)), 2)
        untrue = Received(raw, FilesInMemory({})).lie(name, at, to)
        if untrue is not None:
            record.write_text(json.dumps(untrue))
            code, said = validated(folder)
            assert code == 1, (name, ids[at], ids[to], said)
            assert re.search(r"document\.json:\d+:\d+: error", said), said
    record.write_bytes(kept)
    assert validated(folder)[0] == 0
