"""Writes claims, with all statements about them, as a sheet with a row each, and adds such sheets.

People and models write them, as CSV, TSV, JSON Lines, Excel, or the JSON of an answer of a language
model. The words of each row must stand in the text; other rows are not added.
"""

from __future__ import annotations

from typing import Literal

from archive.annotations.sheet.codes import CODES
from archive.annotations.sheet.file_types import Form
from archive.findings import NOT_KEPT
from archive.formats.format import Format, ReadResult, WriteResult
from archive.model.document import Document


def write(
    document: Document,
    *,
    form: Form = "csv",
    empty: bool = False,
    sentences: bool = False,
) -> WriteResult:
    """Return the claims of a record as a sheet, with all that is said about them.

    Cells that a spreadsheet would take for formulas are made harmless; the reader takes that back.

    Args:
        document: The record.
        form: CSV or TSV (UTF-8 with a byte order mark), JSON Lines, or Excel.
        empty: Whether to write the header only, for a person to fill.
        sentences: Whether to write a row for each sentence in which no claim stands.

    Raises:
        WriteError: The record follows a newer schema, whose fields could be lost.
        MissingExtra: Excel is asked for, and the extra `excel` is not installed.
    """
    from archive.annotations.sheet import writer

    return writer.write(document, form=form, empty=empty, each_sentence=sentences)


def add(
    data: bytes,
    *,
    onto: Document,
    status: Literal["proposed", "accepted", "rejected"] = "proposed",
    by: str | None = None,
    at: str | None = None,
    trust: bool = False,
    good_rows: bool = False,
    encoding: str | None = None,
) -> ReadResult:
    """Return a record with the claims of a sheet, and with all that the sheet says about them.

    Words have to stand in the text: exactly, or different in form only (quotation marks, dashes,
    blanks), which is told, and the text's own are taken. A claim that is there already, by its id
    or by its words and restatement, is changed where a row says something else, and left alone
    where it says nothing. What somebody has accepted or rejected is only changed by its id.

    Args:
        data: The file: CSV, TSV, JSON, JSON Lines or Excel; what it is shows by its content.
        onto: The record.
        status: The status of new statements.
        by: The name or id of who adds them; an agent is made if there is none. An answer of a
            language model is a program's.
        at: When.
        trust: Whether the status, makers and times count that rows state, and rows of agents and
            revisions.
        good_rows: Whether to take the rows that are good though others are not; those are told by
            warnings then.
        encoding: The encoding of a text that is not UTF-8.

    Raises:
        ReadError: It is no sheet, or a row is wrong; the error carries a finding for each.
        InvalidDocument: What it says does not fit the record.
        SpeaksForOthers: A program is to decide, or to be trusted.
        MissingExtra: It is Excel, and the extra `excel` is not installed.
    """
    from archive.annotations.sheet import reader

    stated = {"status": status, "by": by, "at": at, "trust": trust}
    return reader.add(data, onto, stated, good_rows=good_rows, encoding=encoding)


def _is_laid(data: bytes) -> bool:
    from archive.annotations.sheet.parsing import looks_like_a_sheet

    return looks_like_a_sheet(data)


SHEET = Format(
    name="sheet",
    media_type="text/csv",
    write=write,
    add=add,
    can_add=_is_laid,
    layers=(),
    losses=frozenset((NOT_KEPT,)),
    codes=CODES,
)
