"""A table of formats: which one it is, and what is said where it is none."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

import archive
from archive.errors import ReadError, UnknownFormat, UnknownOption
from archive.findings import Finding, Severity
from archive.formats import FORMATS
from archive.formats.format import Format, ReadResult, WriteResult, options_of
from archive.formats.recognition import markup_of
from archive.formats.registry import FormatRegistry
from archive.model.document import Document
from tests import samples
from tests.tools.cases import each_case


def read_ledger(data: bytes, *, id: str = "ledger", lossy: bool = False) -> ReadResult:
    """Return a document whose title is the first line."""
    found = Finding("row-lost", "two rows", severity=Severity.WARNING)
    title = {"text": data.decode().split("\n")[0]}
    document = Document.model_validate({"id": id, "metadata": {"titles": [title]}})
    return ReadResult(document, (found,) if lossy else ())


def write_ledger(document: Document, *, heading: bool = True) -> WriteResult:
    """Return the title, under a heading."""
    return WriteResult(f"{'# ' if heading else ''}{document.id}\n".encode())


def add_ledger(data: bytes, *, onto: Document, row: int = 0) -> ReadResult:
    """Return the document with another language."""
    return ReadResult(onto.update(language=data.decode().split("\n")[row]))


def is_ledger(data: bytes) -> bool:
    """Whether bytes begin with the sign of a ledger."""
    return data.startswith(b"%ledger")


LEDGER = Format(
    name="ledger",
    media_type="text/x-ledger",
    suffixes=(".ledger", ".ledger.json"),
    knows=is_ledger,
    read=read_ledger,
    write=write_ledger,
    add=add_ledger,
    losses=frozenset(("row-lost",)),
)
TABLE = FormatRegistry({**FORMATS.homes, "ledger": "tests.formats.test_registry:LEDGER"})
"""The formats there are, and one more: its file, and its line in the table."""


# --- which format it is ---


@each_case(
    ("data", "format", "reader"),
    [
        (b'{"a": 1}', "json", "json"),
        (b"[", "json", "json"),
        (b"<TEI/>", "tei", "tei"),
        (b'<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0">', "tei", "tei"),
        (b"<TEI.2>", "tei", "tei"),
        (b'<?xml version="1.0"?>\n<!-- <html> -->\n<TEI>', "tei", "tei"),
        (b"<!DOCTYPE TEI [<!ENTITY a 'b'>]><TEI>", "tei", "tei"),
        (b"<article/>", None, "tei"),
        (b'<body xmlns="http://www.tei-c.org/ns/1.0">', None, "tei"),
        (b"<", None, "tei"),
        (b"<!-- cut", None, "tei"),
        (b"<!DOCTYPE html><p>Trade", None, None),
        (b"<!doctype HTML>\n<html>", None, None),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', None, None),
        (b"<HTML><BODY>", None, None),
        (b"<head><title>", None, None),
        ("\ufeff<html>".encode("utf-16-le"), None, None),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', None, None),
        (b"%ledger", "ledger", "ledger"),
        (b"Trade fell.", None, None),
        (b"", None, None),
    ],
)
def test_content_tells_the_format_and_else_who_says_what_is_wrong(
    data: bytes, format: str | None, reader: str | None
) -> None:
    def name(found: Format | None) -> str | None:
        return found.name if found else None

    assert name(TABLE.detect(data)) == format
    assert name(TABLE.of_record(data)) == reader


def test_the_name_of_a_file_tells_where_its_content_does_not() -> None:
    def name(data: bytes, file: str) -> str | None:
        found = TABLE.of_record(data, file)
        return found.name if found else None

    assert name(b"", "a.json") == "json"
    assert name(b"Trade", "a.tei.xml") == "tei"
    assert name(b"{}", "a.xml") == "json"
    assert name(b"Trade", "a.txt") is None  # a text is no record until somebody says so
    assert name(b"<html>", "a.xml") is None


@each_case(
    ("file", "format"),
    [
        ("a.json", "json"),
        ("A.JSON", "json"),
        ("a.b.json", "json"),
        ("a.tei.xml", "tei"),
        ("a.xml", "tei"),
        ("a.tei", "tei"),
        (".tei.xml", "tei"),
        ("a.txt", "text"),
        ("a.ledger", "ledger"),
        ("a.ledger.json", "ledger"),
        ("a.csl.json", "csl"),
        ("a.mods.xml", None),
        ("a.jats.xml", None),
        (".json", None),
        ("json", None),
        ("a.doc", None),
        ("", None),
    ],
)
def test_the_longest_suffix_tells_the_format(file: str, format: str | None) -> None:
    found = TABLE.by_file_name(file)
    assert (found.name if found else None) == format


def test_the_root_is_found_in_time_that_grows_with_the_file_only() -> None:
    for piece in (" ", "<!-- -->", "<?a?>", "<!--", "<!DOCTYPE a [", "\n<!DOCTYPE a>", "<a "):
        assert markup_of(f"<!-- -->{piece * 5000}".encode()) in (None, "other")


@each_case(
    ("data", "message"),
    [
        (b"<!DOCTYPE html>", "this is a web page (HTML), not a record"),
        (b"<svg/>", "this is an image (SVG), not a record"),
        (b"Trade", "this is neither JSON nor XML"),
        (b" ", "this is empty"),
    ],
)
def test_what_is_in_no_format_is_reported_as_what_it_is(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        TABLE.read(data)
    [finding] = caught.value.findings
    assert (finding.code, finding.message) == ("format-unknown", message)
    assert finding.hint


# --- options ---


def test_an_option_that_a_format_does_not_take_is_reported_with_those_that_do() -> None:
    takers = [name for name, reads in FORMATS.readers.items() if "id" in options_of(reads)]
    assert "text" in takers
    with pytest.raises(UnknownOption) as caught:
        FORMATS.read(b"{}", "json", id="x")
    takers_in_words = ", ".join(takers)
    told = f"has no option 'id', nor any other; id is an option of {takers_in_words}"
    assert str(caught.value) == f"the format json {told}"
    assert isinstance(caught.value, TypeError)  # as Python has it
    with pytest.raises(UnknownOption) as caught:
        TABLE.read(b"Trade", "text", heading=True)
    error = caught.value
    assert (error.name, error.format, error.formats) == ("heading", "text", ())
    assert error.known == ("id", "file", "encoding", "paragraphs", "plain")
    with pytest.raises(UnknownOption, match="'id'; it accepts lossy; id is an o") as caught:
        TABLE.read(b"<TEI/>", id="x")
    assert caught.value.formats == (*takers, "ledger")
    with pytest.raises(UnknownOption, match="has no option 'heading', nor any other") as caught:
        TABLE.write(samples.small(), "tei", heading=False)
    assert "ledger" in caught.value.formats
    with pytest.raises(UnknownOption, match=r"ledger has no option 'id'; it accepts row$"):
        TABLE.add(b"", "ledger", onto=samples.small(), id="x")


def test_no_option_is_taken_for_an_argument_of_the_table() -> None:
    with pytest.raises(UnknownOption, match="the format json has no option 'name'"):
        archive.read(b"{}", name="json")
    with pytest.raises(UnknownOption, match="the format json has no option 'name'"):
        archive.write(samples.small(), "json", name="tei")


@pytest.mark.parametrize("format", ["json", "tei"])
def test_bytes_that_can_be_changed_are_read_as_well(format: str) -> None:
    data = archive.write(samples.small(), format).data
    assert archive.read(bytearray(data)).document == archive.read(data).document
    if format == "json":
        assert not archive.format(bytearray(data)).changed


def test_options_reach_the_function() -> None:
    assert TABLE.read(b"%ledger", id="b").document.id == "b"
    assert TABLE.write(samples.small(), "ledger", heading=False).data == b"small\n"
    assert TABLE.add(b"en\nde", "ledger", onto=samples.small(), row=1).document.language == "de"


def test_a_loss_is_accepted_where_a_format_has_such() -> None:
    read = TABLE.read(b"%ledger", lossy=True)
    assert TABLE.losses(read.findings) == list(read.findings)
    assert TABLE.losses((Finding("not-kept", "a"), Finding("block-empty", "b"))) == [
        Finding("not-kept", "a")
    ]
    data = FORMATS.write(samples.small(), "json").data
    assert FORMATS.read(data, lossy=True) == FORMATS.read(data)


# --- what a format cannot do ---


def test_a_format_that_is_not_read_written_or_laid_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownFormat) as caught:
        FORMATS.read(b"", "tei-inline")
    assert caught.value.known == tuple(FORMATS.readers)
    with pytest.raises(UnknownFormat) as caught:
        FORMATS.write(samples.small(), "jats")
    assert caught.value.known == tuple(FORMATS.writers)
    with pytest.raises(UnknownFormat) as caught:
        FORMATS.add(b"{}", "json", onto=samples.small())
    assert str(caught.value).startswith("no format 'json'; there are csl, bibtex, ris")
    assert str(caught.value).endswith("; this format is read, not added")
    with pytest.raises(UnknownFormat, match=r"no format 'a'; there are .*, ledger$"):
        TABLE.add(b"", "a", onto=samples.small())


# --- the table itself ---


def test_readers_and_writers_follow_from_the_table() -> None:
    assert {"json", "tei", "text"} <= set(FORMATS.readers)
    assert {"json", "tei", "tei-inline"} <= set(FORMATS.writers)
    assert list(TABLE.readers) == [*FORMATS.readers, "ledger"]
    assert dict(TABLE.writers)["ledger"] is write_ledger
    assert len(TABLE.writers) == len(FORMATS.writers) + 1
    with pytest.raises(KeyError):
        TABLE.readers["tei-inline"]
    assert "tei-inline" not in TABLE.readers


def test_a_table_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(TABLE))
    assert again == TABLE
    assert again["ledger"] is LEDGER


def test_a_later_table_can_add_a_writer_to_a_format_that_is_read() -> None:
    unwritten = replace(LEDGER, write=None)
    assert replace(unwritten, write=write_ledger) == LEDGER


def test_a_value_that_would_pass_for_another_is_refused() -> None:
    with pytest.raises(TypeError, match="heading must be True or False, not a str"):
        TABLE.write(samples.minimal(), "ledger", heading="no")
    with pytest.raises(
        ValueError, match="claims must be one of 'notes', 'none', 'alone', not 'some'"
    ):
        archive.write(samples.minimal(), "text", claims="some")
