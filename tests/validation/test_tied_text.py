"""No word of a record passes that is not in its captures, whatever kind of file came in.

Each block of a received record is edited, dropped, doubled, swapped, or gets another origin, in
JSON and in TEI, and validation has to find every one of these lies.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import archive
from archive.derivations.derivation import Derived
from archive.errors import InvalidDocument
from archive.files.memory import FilesInMemory
from archive.findings import Finding, Severity
from archive.model.document import Document
from archive.validation.rederivation import derived_again
from archive.validation.rules import ON_CAPTURES
from archive.validation.rules.derivations import block_not_derived
from archive.validation.rules.structure import block_without_origin
from tests.conftest import EXAMPLES, fewer, import_or_skip
from tests.received_files import REAL, ReceivedFile, drawn_article, made_file, real_files
from tests.runner import run
from tests.tools.cases import each_case
from tests.validation.lies import (
    LIES,
    LIES_BESIDE,
    OTHER_CAPTURE,
    OTHER_WORDS,
    Raw,
    copied,
    edited,
    of_the_capture,
    places,
)


class Received(NamedTuple):
    """A record that was received, raw, and its files."""

    record: Raw
    files: FilesInMemory

    def lie(self, name: str, at: int, to: int) -> Raw | None:
        """Return the record with one lie in it; nothing, if it is none.

        Two texts that are alike may change places; a block without words, an image in a line say,
        is no word of the capture, but for a cell, beside which the others would move.
        """
        record = copied(self.record)
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
        record = copied(self.record)
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


FORMATS = [*REAL]
"""Every format, plain text first."""


def receive(file: ReceivedFile, **options: Any) -> Received:
    """Return the record of a file; of several texts, the first."""
    import_or_skip(NEEDS.get(file.format, "archive"))
    options |= OPTIONS.get(file.format, {})
    try:
        result = archive.receive(file.data, file.format, id="x", file=file.name, **options)
    except archive.errors.ReadError as problem:
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


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
@fewer(3)
@given(st.integers(0, 2**32))
def test_no_lie_about_a_drawn_file_passes(format: str, seed: int) -> None:
    assert [*undetected(made_file(format, drawn_article(Random(seed))), sample=2)] == []


SAMPLE: Mapping[str, int | None] = {"few": 2, "many": 5, "search": None}
"""How many blocks of each file are lied about; with `ARCHIVE_EXAMPLES=search` (minutes) all."""


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_no_lie_about_a_block_of_a_real_file_passes(format: str) -> None:
    for file in real_files(format):
        assert [*undetected(file, sample=SAMPLE[EXAMPLES])] == [], str(file)


HONEST: Mapping[str, tuple[str, bytes]] = {
    "a table in the elements of OASIS, with a caption": (
        "jats",
        (
            b"<article xmlns:o='http://docs.oasis-open.org/ns/oasis-exchange/table'><front/><body>"
            b"<table-wrap><caption><p>Boats</p></caption><o:table><o:tgroup><o:tbody><o:row>"
            b"<o:entry>a</o:entry><o:entry>b</o:entry></o:row></o:tbody></o:tgroup></o:table>"
            b"</table-wrap></body></article>"
        ),
    ),
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
    "a number close to its note": (
        "html",
        (
            b"<h1>T of it</h1><p>The ferry left the port in May.<a id='r' href='#n'>1</a></p>"
            b"<div id='n'><sup><a href='#r'>1</a></sup>Glued words of the note</div>"
        ),
    ),
    "a caption between rows": (
        "html",
        (
            b"<h1>T of it</h1><p>The ferry left the port in May, as it had to.</p>"
            b"<table><tr><th>a<th>b</tr><caption>late</caption><tbody><tr><td>1<td>2</table>"
        ),
    ),
    "a list in lines that end with CR": (
        "text",
        b"Title of it\r\rThe ferry left the port in May.\r\r1. One thing.\r2. Another thing.\r",
    ),
    "a note in a cell, a heading of terms": (
        "jats",
        (
            b"<article><front><article-meta><title-group><article-title>T</article-title>"
            b"</title-group></article-meta></front><body><p>It fell.</p><table-wrap><table><tr>"
            b"<td>a<fn><p>in cell</p></fn></td><td>b</td></tr></table></table-wrap><def-list>"
            b"<term-head>Term</term-head><def-head>Meaning</def-head><def-item><term>x</term>"
            b"<def><p>y</p></def></def-item></def-list></body></article>"
        ),
    ),
    "a note in a note, and in a cell": (
        "tei-of-others",
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>T"
            b"</title></titleStmt></fileDesc></teiHeader><text><body><p>It fell"
            b"<note place='foot'>twice<note place='foot'>or once</note></note>.</p><table><row>"
            b"<cell>x<note place='foot'>of cell</note></cell><cell>y</cell></row></table></body>"
            b"</text></TEI>"
        ),
    ),
}
"""Files of which the record once failed as it was received."""


@each_case("title", HONEST)
def test_a_record_as_it_was_received_has_no_error(title: str) -> None:
    format, data = HONEST[title]
    assert errors(*receive(ReceivedFile(format, title, data))) == []


# --- records of older versions, and those that are made to look like one ---


def untied(received: Received) -> Raw:
    """The record as older versions made it: no derivation, and the capture alone as origin."""
    record = copied(received.record)
    for capture in record["captures"]:
        capture.pop("derivation", None)  # an image has none
        capture.pop("lead", None)
        capture.pop("omitted", None)
    for place in places(record["sections"]):
        of_the_capture(record, place, place)
    return record


@pytest.mark.slow
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
            assert (told.severity, "archive receive" in (told.hint or "")) == (
                Severity.WARNING,
                True,
            )


@pytest.mark.slow
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
    edited(record, place, place)
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


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_no_lie_passes_the_command_in_json_or_tei(format: str, tmp_path: Path) -> None:
    """The TEI lies beside the record, or under another name beside the captures alone."""
    import_or_skip(NEEDS.get(format, "archive"))
    random = Random(format)
    source = tmp_path / f"made.{format}"
    folder = tmp_path / "record"
    source.write_bytes(made_file(format, drawn_article(random)).data)
    options = ["--plain"] if format == "text" else ["--format", format]
    assert run("receive", source, "-o", folder, *options).exit_code == 0
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
