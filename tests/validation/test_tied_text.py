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
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import archive
from archive.errors import InvalidDocument
from archive.files.memory import FilesInMemory
from archive.findings import Finding, Severity
from archive.model.document import Document
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
