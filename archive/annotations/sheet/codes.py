"""The pages of the finding codes that only sheets have."""

CODES = {
    "not-a-sheet": """The file holds no rows with columns of a sheet.

        A sheet is CSV, TSV, Excel (`.xlsx`), JSON Lines, or the JSON of `archive schema sheet`. Its
        first row names the columns; `archive sheet RECORD --empty` writes one to be filled.""",
    "column-unknown": """A column has a name that no column of a sheet has.

        Where it is almost the name of one it is an error, since all that stands in it would be
        lost. Other columns are your own: they are left out, and told.""",
    "column-missing": """A sheet has no column with the words of claims, or none with restatements.

        Its first row names the columns. Only further rows about claims that have an id, under
        `claim`, need neither.""",
    "column-twice": """Two columns of a sheet have the same name.

        Nobody knows which of them counts: take one out.""",
    "cells-too-many": """A row has more cells than the header has columns.

        Mostly a cell has the separator in it and stands in no quotation marks. What stands beyond
        the columns is left out.""",
    "cell-missing": """A row lacks a cell that what it says needs.

        A claim needs words, restatement and kind; a source needs a relation, since nobody knows
        else what the claim does with it; a verdict needs reasoning.""",
    "cell-wrong": """A cell holds something that its column does not take.

        The hint names the words that there are, or how it is written.""",
    "cell-spoilt": """A spreadsheet made something else of what was typed.

        Dates become numbers or turn round, what begins with `=` is computed, long numbers are
        shortened, cells are cut at 32,767 characters. Make the column text, and type it again; or
        use CSV.""",
    "cell-mended": """A cell was taken for what it plainly means: a decimal comma.""",
    "cell-emptied": """A cell is empty, and the record has something there.

        An empty cell says nothing, or else a sheet with few columns would empty a record. What was
        taken out of a sheet has to be taken out of the record as well.""",
    "cell-is-date": """A cell of Excel is a date, and was taken for that day.

        Where only a month was typed, Excel makes a day of it: such cells are errors.""",
    "cell-merged": """Cells of a sheet are merged into one.

        Only the first row has its value. Take them apart, and fill each row.""",
    "sheet-not-read": """A workbook has several sheets, of which one was read.

        It is the first one that has columns of ours; hidden ones come after all others, and the
        message names them as such.""",
    "rows-hidden": """Rows, columns or a sheet that are hidden were read as well.

        A filter hides rows, and they are still there: so are columns and sheets. Show them and look
        at what they say, or take them out.""",
    "rows-not-read": """After a thousand empty rows the rest of a sheet was not looked at.""",
    "row-unfilled": """Rows have words and nothing else.

        They are sentences that nobody has made a claim of yet, and are passed over.""",
    "row-doubled": """A row says of a claim what an earlier one says already.

        It adds nothing. Take it out.""",
    "doubt-proposed": """A row accepts or rejects a doubt that names no evidence.

        The status of a row is that of all it says. Nothing is known yet by which a doubt could be
        decided: it stays proposed, and the claim of the row has the status.""",
    "row-contradicts": """A row contradicts another row, or a decision in the record.

        Two rows of one claim have to say the same of it. What somebody has accepted, rejected or
        mended is left alone by rows that only have its words; a row with its id changes it. A
        decision is never overturned by a sheet: that is done in the record. A program changes
        neither, nor what a person proposes.""",
    "not-this-article": """Of all claims of a sheet none has words that stand in the text.

        It is probably a sheet of another article, or of another version of its text. Nothing of it
        is taken, not even what is good, since that would be about another article.""",
    "words-filled": """Words were given by their beginning and end, and the text stands between.

        All of it is taken. Look whether all of it belongs to the claim: where a sentence was
        shortened, several stretches, parted by ` | `, may be meant.""",
    "words-form": """Words differ from the text in form only, and were found.

        Quotation marks, dashes, blanks, and how accents are put on letters are form. The anchor
        holds the text's own words.""",
    "words-twice": """Two rows make different claims of the same words.

        That is right where one sentence says two things. If it is the same claim, give both rows
        the same restatement.""",
    "name-unknown": """A name in a sheet, or of a claimant in a review, is that of nothing in
        the record.

        What is new says what it is: `person: Ada Lovelace`, or in a sheet a row of its own with a
        type.""",
    "name-ambiguous": """A name in a sheet, or of a claimant in a review, is that of several
        things.

        A country is a place and an organisation that acts. Write the type before the name, or the
        id.""",
    "id-taken": """A row names an id that something else has in the record.""",
    "id-twice": """Two rows give one id to different things.""",
    "part-made": """A name in a sheet made an entity, a work or a source that the record had not.

        Look whether it is one that has another name there.""",
    "claimant-not-named": """Words are said to be somebody's whom they do not name.

        Neither the cue has the name, nor, where there is no cue, the sentence of the claim. That is
        right of "he said"; a language model also attributes what nobody is said to have said.""",
    "words-elsewhere": """The words that say who says it, or under which condition, stand in another
        block than the claim.

        So it can be with a list below "Critics say:". A language model also takes such words from
        elsewhere in the article.""",
    "part-differs": """A row says something else of an entity, work or source than the record.

        Rows of things make what is not there; they change nothing.""",
    "source-differs": """A row says who is behind a source, and the record says something else.

        The record stays as it is.""",
    "statement-changed": """A row changed a statement of the record.

        Its history says so. What the row does not mention is as it was.""",
}
"""Each code with its page."""
