"""The manual's text about each finding code that only sheets have."""

CODES = {
    "not-a-sheet": """The file holds no rows with columns of a sheet.

        A sheet is CSV, TSV, Excel (`.xlsx`), JSON Lines, or the JSON of `archive schema sheet`. Its
        first row has the names of the columns. To get an empty sheet, run
        `archive sheet RECORD --empty`.""",
    "column-unknown": """A column has a name that no column of a sheet has.

        If the name is almost that of a known column, this is an error, because the cells would be
        lost. Other columns are regarded as your own: they are left out and reported.""",
    "column-missing": """A sheet lacks the column with the words of claims, or the one with
    restatements.

        The first row has the names of the columns. Rows that only add to existing claims have the
        id of a claim under `claim`, and need neither column.""",
    "column-twice": """Two columns of a sheet have the same name.

        It is not clear which of them counts: remove one.""",
    "cells-too-many": """A row has more cells than the header has columns.

        Usually a cell contains the separator and is not in quotation marks. Cells beyond the
        columns are left out.""",
    "cell-missing": """A row lacks a cell that another of its cells requires.

        A claim needs words, restatement and kind; a source needs a relation, which states how the
        claim uses it; a verdict needs reasoning.""",
    "cell-wrong": """The value of a cell is not allowed in its column.

        The hint lists the allowed words or shows the format.""",
    "cell-spoilt": """A spreadsheet changed what was typed.

        Dates become numbers or change their order, cells that begin with `=` are computed, long
        numbers are shortened, cells are cut at 32,767 characters. Format the column as text, and
        type it again; or use CSV.""",
    "cell-mended": """A number with a decimal comma was read as if it had a decimal point.""",
    "cell-emptied": """A cell is empty, and the record has a value for it.

        An empty cell changes nothing; otherwise a sheet with few columns would empty a record. To
        remove a value, remove it in the record.""",
    "cell-is-date": """A cell of Excel is a date, and was read as that day.

        If only a month was typed, Excel turns it into a day: such cells are errors.""",
    "cell-merged": """Cells of a sheet are merged into one.

        Only the first row has the value. Unmerge the cells, and fill each row.""",
    "sheet-not-read": """Only one of the sheets in a workbook was read.

        It is the first one with known columns. Hidden sheets are considered last, and the message
        marks them as hidden.""",
    "rows-hidden": """Hidden rows, columns or sheets were read as well.

        Rows that a filter hides are still in the file; the same is true of hidden columns and
        sheets. Unhide and check them, or delete them.""",
    "rows-not-read": """The rest of a sheet after a thousand empty rows was not read.""",
    "row-unfilled": """Rows have words, and all their other cells are empty.

        Nobody has made a claim from these sentences yet. The rows are skipped.""",
    "row-doubled": """A row repeats what an earlier row states about the same claim.

        It adds nothing. Remove it.""",
    "doubt-proposed": """A row accepts or rejects a doubt that names no evidence.

        The status of a row applies to all its statements. But a doubt cannot be decided without
        evidence: it stays proposed, and only the claim of the row gets the status.""",
    "row-contradicts": """A row contradicts another row, or a decision in the record.

        Two rows of one claim must agree. A statement that somebody has accepted, rejected or
        corrected is changed only by a row with its id, not by a row that only has its words. A
        sheet never reverses a decision: do that in the record. A program can change neither decided
        statements nor proposals of a person.""",
    "not-this-article": """No claim of a sheet has words that are in the text.

        It is probably a sheet of another article, or of another version of its text. No row is
        added, not even a valid one, since it would be about another article.""",
    "words-filled": """A cell has only the beginning and end of words; the rest was included.

        Check that all of it belongs to the claim. If a sentence was shortened, give several
        stretches, separated by ` | `.""",
    "words-form": """Words were found in the text, but in a different form.

        Quotation marks, dashes, spaces or the encoding of accents differ. The anchor has the
        words as they are in the text.""",
    "words-twice": """Two rows make different claims from the same words.

        This is correct if one sentence makes two claims. If it is the same claim, give both rows
        the same restatement.""",
    "name-unknown": """A name in a sheet or in a review is not in the record.

        To add a new part, write its type before its name: `person: Ada Lovelace`. In a sheet, a
        row of its own with a type does the same.""",
    "name-ambiguous": """A name in a sheet or in a review matches several parts of the record.

        A country, for example, is both a place and an organisation. Write the type before the name,
        or write the id instead of the name.""",
    "id-taken": """A row uses an id that another part of the record has.""",
    "id-twice": """Two rows give the same id to different parts.""",
    "part-made": """A name in a sheet created an entity, a work or a source.

        Check that the record does not have the same part under another name.""",
    "claimant-not-named": """A claim is attributed to a claimant whom its words do not name.

        The name is not in the cue or, without a cue, not in the sentence of the claim. This is
        correct for "he said". But language models also attribute claims to people who did not make
        them.""",
    "words-elsewhere": """The cue or the condition of a claim is in another block than the claim.

        This is correct for a list below "Critics say:". But language models also take such words
        from elsewhere in the article.""",
    "part-differs": """A row and the record differ about an entity, work or source.

        Rows of entities, works and sources add new parts; they do not change existing ones.""",
    "source-differs": """A row and the record differ about the agent or work behind a source.

        The record is not changed.""",
    "statement-changed": """A row changed a statement of the record.

        The change is in its history. Fields that the row does not mention are unchanged.""",
}
"""The manual's text for each code."""
