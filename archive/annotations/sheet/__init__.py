"""Writes claims, with all statements about them, as a sheet of rows, and adds such sheets.

People and models write such sheets: as CSV, TSV, JSON Lines, Excel, or the JSON of an answer of a
language model. The words of each row must be in the text; otherwise the row is not added.
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
    """Return the claims of a record as a sheet, with all statements about them.

    Cells that a spreadsheet would compute as formulas are escaped; the reader undoes this.

    Args:
        document: The record.
        form: CSV or TSV (UTF-8 with a byte order mark), JSON Lines, or Excel.
        empty: Whether to write only the header, so that a person can fill in the rows.
        sentences: Whether to write also a row for each sentence that has no claim.

    Raises:
        WriteError: The record has a newer schema, whose fields could be lost.
        MissingExtra: The form is Excel, and the extra `excel` is not installed.
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
    """Return a record with the claims of a sheet, and with all statements about them.

    Words must be in the text, exactly or with differences only in form (quotation marks, dashes,
    spaces), which are reported; the text's own words are used. A row matches a claim of the record
    by its id, or by its words and restatement. Filled cells change the matched claim; empty cells
    change nothing. An accepted or rejected claim is changed only by a row with its id.

    Args:
        data: The file: CSV, TSV, JSON, JSON Lines or Excel, recognised by its content.
        onto: The record.
        status: The status of new statements.
        by: The name or id of the agent that adds the statements; the agent is created if it is not
            in the record. For an answer of a language model, the agent is a program.
        at: The time of the import.
        trust: Whether to keep the status, makers and times that rows state, and the rows for agents
            and revisions.
        good_rows: Whether to add the valid rows if others are wrong. The wrong rows are then
            reported as warnings.
        encoding: The encoding of the text, if it is not UTF-8.

    Raises:
        ReadError: The file is not a sheet, or rows are wrong; the error has a finding for each.
        InvalidDocument: The content of the sheet does not fit the record.
        SpeaksForOthers: The caller is a program, and wants to decide or to be trusted.
        MissingExtra: The file is in Excel format, and the extra `excel` is not installed.
    """
    from archive.annotations.sheet import reader

    stated = {"status": status, "by": by, "at": at, "trust": trust}
    return reader.add(data, onto, stated, good_rows=good_rows, encoding=encoding)


def _can_add(data: bytes) -> bool:
    from archive.annotations.sheet.parsing import looks_like_a_sheet

    return looks_like_a_sheet(data)


SHEET = Format(
    name="sheet",
    media_type="text/csv",
    write=write,
    add=add,
    can_add=_can_add,
    layers=(),
    losses=frozenset((NOT_KEPT,)),
    codes=CODES,
)
