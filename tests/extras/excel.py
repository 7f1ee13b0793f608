"""A sheet of claims for Excel, filled in and laid onto the record."""

from pathlib import Path

import openpyxl

import archive

SHEET = Path("claims.xlsx")

document = archive.read(b"It rained. The wall held.", "text", id="harbour").document
SHEET.write_bytes(archive.write(document, "sheet", form="xlsx").data)
book = openpyxl.load_workbook(SHEET)
page = book.worksheets[0]
columns = {cell.value: cell.column for cell in page[1]}
values = {"words": "The wall held", "restatement": "The wall held.", "kind": "descriptive"}
for column, value in values.items():
    page.cell(2, columns[column], value)
book.save(SHEET)
document = archive.add(document, SHEET.read_bytes(), "sheet", by="Ada Lind").document
assert [claim.anchors[0].exact for claim in document.claims] == ["The wall held"]
