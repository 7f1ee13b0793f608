"""Parses the bytes of a sheet into rows; the content shows the type of the file."""

from __future__ import annotations

import codecs
from itertools import islice

from archive.annotations.sheet import delimited, json_rows
from archive.annotations.sheet.columns import BY_NAME
from archive.annotations.sheet.grid import Grid, not_a_sheet
from archive.errors import ReadError
from archive.text.decoding import characters_xml_cannot_carry, decode_or_suggest

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_REPORTED = 20
"""The most characters that XML cannot carry for which a finding is made."""


def grid_of(data: bytes, encoding: str | None = None) -> Grid:
    """Return the rows of a sheet: CSV, TSV, JSON, JSON Lines or Excel.

    Raises:
        ReadError: The data have none of these formats, or no known columns.
        UnknownEncoding: No encoding has this name.
        MissingExtra: The data are in Excel format, and the extra `excel` is not installed.
    """
    if data.startswith(_ZIP):
        from archive.annotations.sheet import workbook

        return workbook.grid_of(data)
    if data.startswith(_OLE):
        raise not_a_sheet(
            "this is a file in the old Excel format (.xls)", "save it as .xlsx, or as CSV"
        )
    if encoding is None:
        encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8"
    text = decode_or_suggest(data, encoding)
    if found := list(islice(characters_xml_cannot_carry(text), _MOST_REPORTED)):
        raise ReadError(found)
    if not text.strip():
        raise not_a_sheet("the file is empty", "begin with a row of column names")
    if json_rows.looks_like_json(text):
        return json_rows.grid_of(text)
    return delimited.grid_of(text)


def looks_like_a_sheet(data: bytes) -> bool:
    """Whether the data look like a sheet, whatever the name of the file is."""
    try:
        start = data[:4000].decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig", "ignore")
    except UnicodeError:
        return False
    if data.startswith(_ZIP):
        return b"xl/" in data
    if json_rows.begins_answer(start):
        return True
    if start.lstrip()[:1] in ("{", "[") or "```" in start:
        return all(f'"{name}"' in start for name in ("words", "restatement"))
    first = next((line for line in start.splitlines() if line.strip(" ,;\t")), "").lower()
    names = {
        name.strip(' "')
        for part in first.split(",")
        for one in part.split(";")
        for name in one.split("\t")
    }
    return "words" in names and len(names & BY_NAME.keys()) > 1
