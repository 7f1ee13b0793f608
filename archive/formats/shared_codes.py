"""The codes of findings that several formats share, or that come before a format is known."""

SHARED_CODES = {
    "format-unknown": """The file is empty, or in no format that a record has: neither JSON nor TEI.

        What it is instead is told where its content shows it: a web page, an image. Plain text is
        read when the format is named: a text can be anything.""",
    "not-utf-8": """The bytes are not UTF-8.

        Records and TEI are UTF-8: convert the file. A text that was received in another encoding
        is kept as it is, if you name the encoding: `--encoding windows-1252`. The hint names one
        only where all of the text makes sense in it.""",
    "byte-order-mark": """The file begins with a byte order mark.

        It is read over and not written again. UTF-8 needs none.""",
    "doctype-read-over": """An XML file names a DTD in its DOCTYPE.

        Nothing that it names is opened. Entities that it would define are errors where they stand:
        write out their characters.""",
    "not-a-record": """The file is well-formed, and holds no record.

        In JSON a record is one object. TEI is a record if its header names the schema of a record
        (`encodingDesc/schemaRef`): so does all TEI that archive wrote. TEI of others is none.""",
    "not-an-article": """No article can be received from the file: an image, a PDF, a record.

        What it is, is told by its content. Of a PDF or a scan save the text, or type it, and say
        what it is of: `archive receive TEXT --from FILE` keeps the file as the capture. Where a
        text only looks like another kind, `--plain` takes it as it is.""",
    "transcript-not-kept": """A text was read that was typed or converted from what was received.

        What was received is kept, and the text is in the record. The file of the text is not kept:
        nobody received it.""",
    "capture-renamed": """A file has a name that no file of a record can have.

        It lies in the record's folder under another name: names are of letters that every system
        has, without control characters.""",
    "unsupported-schema-version": """The record follows a schema of another major version.

        This version of archive cannot read it. Update archive, or migrate the record.""",
    "newer-schema-version": """The record follows a newer schema than this version of archive knows.

        It is read as far as it is understood, and not written: what is new could be lost.""",
    "words-not-found": """Words written without a place do not stand in the text.

        Quotation marks, dashes and spaces count. The finding shows the words that come nearest, and
        from which code point on they differ; signs that look alike are named by their numbers.""",
    "words-ambiguous": """Words written without a place stand in several places.

        Add the block, or a little of the text before or after them.""",
    "not-a-bibliography": """The file holds no works in the form that was named.

        CSL-JSON is an array of items, BibTeX has entries (`@book{...}`), and a reference of RIS
        begins with `TY  - `. The form is named by whoever reads it, never guessed.""",
    "item-not-read": """An entry of a bibliography was passed over; all others were read.

        The line or pointer leads to it. A bracket is missing, two entries have one key, or it says
        nothing of a work. Mend the file and add it to the record once more: works that are there
        already are found again.""",
    "format-failed": """A function of a format has failed: a fault of the library, or of a package.

        The message names the format, the exception and the line of code. It is no error of the
        file, though another file may not lead there. Nothing was read of it; other files are read.
        Report the fault, with the file if others may see it: to us, or to those who made the
        package that the message names. `ARCHIVE_TRACEBACK=1` in the environment shows more.""",
    "work-filled": """A work of the record got values from an entry of a bibliography.

        Both are one work, by an identifier, an address, or id and title. Only what was empty was
        filled; the message has the values. It is a warning where a part of the record refers to the
        work: a verdict rests on it, a source or a mention names it. The basis of the work was left
        as it is: if it says `printed`, see whether that is still so.""",
    "work-differs": """A work of the record and an entry of a bibliography say different things.

        Both are one work, by an identifier, an address, or id and title. The record's value stays.
        Change it by hand if the other is right.""",
    "work-ambiguous": """An entry of a bibliography may be one of several works of the record.

        Its identifiers lead to different works. It was merged with the one that the surest tells:
        DOI and the like before ISBN and ISSN, those before an address.""",
    "work-renamed": """A work that was added has another id than the key of its entry.

        The key can be no id (ids are letters, digits, `_` and `-`, and do not begin with a digit),
        or something else in the record has it. Ids last: cite the work by its id from now on.""",
    "not-kept": """Something in the file has no place in a record, or a form has no place for it.

        Elements, attributes, words: what is read is accounted for, and what a record cannot hold
        is named with its place. Nothing is read then, unless you accept the loss: `lossy=True`, or
        `--lossy` on the command line. Comments and processing instructions only warn. `archive
        convert` never overwrites the file that it read while anything is lost. A writer says by
        the same code what its form cannot carry.""",
    "withheld": """A form for everybody leaves out the words of the article, or an image.

        The rights that the record states do not permit to show them; the message says which.
        `archive show --rights` has every use with its reason.""",
    "words-repeated": """A form for everybody leaves out values that repeat the article.

        A reason, a comment or a description has eight words of the article in a row, or a reason
        quotes it, and the text may not be published. Each such value is left out whole.""",
    "names-repeat": """A form for everybody shows names and titles that repeat the article.

        Names, titles of works and notices that must be printed are shown whatever words they have.
        Some have eight words of an article in a row that may not be published: look whether they
        are no more than a name.""",
    "wording-withheld": """A form for everybody shows claims without their wording.

        Their restatement has eight words of the article in a row, and the text may not be
        published. Kind, claimant, source and place are shown. Give such a claim a
        `public_restatement`: the same in other words.""",
    "not-accepted": """A form for everybody leaves out statements that nobody has accepted.

        A doubt is shown if somebody who is no software has let it stand. `archive review` decides;
        `proposals=True` (`--option proposals=yes`) shows what waits, as proposed.""",
    "record-not-licensed": """A form for everybody is made of a record that nobody has licensed.

        Restatements, remarks and verdicts are the words of those who made the record. State in
        `rights.record` under which terms they stand; until then nobody knows whether they may be
        passed on. The form is written all the same.""",
    "not-trusted": """Data state who made their statements, when, or what was decided about them.

        Nobody speaks for others: who says something is whoever adds the data, at that time, and it
        is proposed. What the data state of it is left out: columns, fields, histories, agents and
        revisions. Where you answer for the data, as with a sheet of your own, `--trust` takes it.
        An answer of a language model is never trusted. `--by`, `--at` and `--status` say for all
        statements who, when, and what you have decided; `--trust` and `--status` need `--by`. What
        the record has already stays as it is. What trusted data say was accepted or rejected by a
        program stays proposed. A revision of whoever trusts data names what they say that others
        made.""",
    "words-left-out": """Words are given in pieces, and the text has other words between them.

        Pieces can say what the whole does not: "the minister is" and "guilty" of "the minister is
        not guilty". Signs count as words do; blanks, commas, quotation marks, brackets that close
        and the numbers of notes do not. The message has what is between; of much it shows the
        beginning, the end and each negation. The statement stays proposed, whatever status is given
        and whoever trusts the data, until a person has looked; one that was accepted on other words
        is proposed again. Give the words from the first to the last, with ` ... ` between where
        they are long. If the pieces mean the same alone, accept it in `archive review`: there a
        person decides, and is told the same of words that they mend.""",
    "word-split": """A statement that is added to a record begins or ends within a word.

        "legal" stands in "illegal", and "70" in "170". The statement stays proposed, whatever
        status is given and whatever place the data name. Give whole words. If a part of a word is
        meant, accept it in `archive review`. Corrections, tags and comments may be about a part.
        """,
    "orphan-left-out": """Data name words that a statement has lost, and the record never had them.

        Only a record knows which of its words are lost: a file can name words that no article had.
        They are left out, and so is a statement that has no others, with what is about it. Lay
        words of the text; `--trust` takes it where you answer for it, as for a copy of a record.
        """,
    "supersedes-other": """An assessment is to stand in place of one that somebody else made.

        The message names whose it is, and whether it counts no more. An accepted assessment sets
        aside the one that it supersedes. A proposal sets aside only a proposal that nobody has let
        stand; that of a program sets aside no person's. Then both stand until a person decides.
        """,
    "remarks-not-read": """The file holds no annotations in the form that was named.

        The message says what was found instead. The form is named by whoever adds the file onto a
        record, or told by its content.""",
    "remark-not-placed": """The words of an annotation are nowhere in the text, or not in one place.

        Blanks, soft hyphens, case and the form of quotation marks and dashes aside, an annotation
        is added only on the words that it names. It was left out, and all others were added: mend
        its words or give it context in the other program, or add it by hand. An annotation of a
        part of an image, or of an element whose text nobody has, is about no words.""",
    "remark-changed": """A statement was changed, since its annotation says something else now.

        It was found by the identifier that the annotation has. The message has its status and its
        maker. That it was changed stands in its history.""",
    "remark-differs": """An annotation says something else now than a statement somebody decided on.

        The statement was accepted or rejected by another maker than whoever adds the file, or it
        was mended here, or a person proposes it and a program adds the file. It is left as it is.
        Change it by hand if the annotation is right. So it is with a file that is
        older than the one from which the statement is: add the newest.""",
    "remark-gone": """The record has a statement from an annotation that is not in the file.

        It was deleted there, or the file holds a part of the annotations. Nothing is removed:
        reject the statement if it no longer stands.""",
    "remark-doubled": """Annotations say what the record has from a file of another name or format.

        They were added. An annotation is known again by the format and, where its name is unique
        within its file only, by the name of the file; a file that was renamed, or is added in
        another format than before, is another one. Remove one of each two statements.""",
    "remark-id-twice": """Several annotations of a file have the same name.

        They are added to the record without it. One that says the same as before is known again
        all the same; a changed one is added.""",
    "remark-outside-text": """An annotation has offsets that its own text does not have.

        They lie outside of the text that the file was made of, in the middle of a character, or run
        backwards. The annotation was left out; where its file names its words (brat), these are
        looked for without a place. All others were added. A file in which every offset is off
        counts in another unit than its form says, or belongs to another text.""",
    "remark-words-differ": """The words that an annotation names are not those at its offsets.

        A file says both where its words stand and which they are, and its text has others there. It
        was changed by hand, or belongs to another text. The annotation was left out, or its words
        are looked for without a place (brat).""",
    "remark-not-there": """An annotation points to another that is not in its file.

        The link was left out. The file was cut, or the other annotation deleted.""",
    "text-not-chosen": """A file holds several annotated texts, and it is not plain which is meant.

        Choose one by its name or number (`text`). Left out, it is the one whose text the record
        has, blanks aside.""",
    "mapping-wrong": """The mapping that says what becomes of annotations cannot be followed.

        It is an object with "rules", each of which says "when" it holds and what the annotation
        "becomes". The message names what is wrong, and the words there are. Where no rule of it
        holds, those do that hold without a mapping.""",
    "mapping-unused": """A rule of a mapping met no annotation of the file.

        A word in it may be misspelt, or an earlier rule met them all.""",
}
"""What each code means."""
