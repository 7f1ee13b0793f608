"""The codes of findings that several formats share, or that come before a format is known."""

SHARED_CODES = {
    "format-unknown": """The file is empty, or not in a format for records: neither JSON nor TEI.

        The message says what it is instead, if its content shows it: a web page, an image. Plain
        text is read only if the format is named, because any content can be text.""",
    "not-utf-8": """The bytes are not UTF-8.

        Records and TEI must be UTF-8: convert the file. A received text in another encoding is kept
        as it is if you name the encoding: `--encoding windows-1252`. The hint names an encoding
        only if the whole text makes sense in it.""",
    "byte-order-mark": """The file begins with a byte order mark.

        It is ignored, and not written again. UTF-8 does not need it.""",
    "doctype-read-over": """An XML file names a DTD in its DOCTYPE.

        The DTD is not opened. The entities that it defines are errors where they are used: replace
        them with their characters.""",
    "not-a-record": """The file is well-formed, but is not a record.

        In JSON, a record is one object. TEI is a record if its header names the schema of records
        (`encodingDesc/schemaRef`), as all TEI written by archive does. Other TEI is not a
        record.""",
    "not-an-article": """No article can be received from the file: an image, a PDF, a record.

        The kind of file is detected from its content. For a PDF or a scan, save or type the text,
        and name the original: `archive receive TEXT --from FILE` keeps the file as the capture. If
        a plain text only looks like another kind of file, use `--plain`.""",
    "transcript-not-kept": """The text was typed or converted from the received file.

        The received file is kept, and the text is in the record. The file with the text is not
        kept, because it was not received.""",
    "capture-renamed": """A file has a name that is not allowed for files of a record.

        It was given another name in the record's folder: names may have only letters that every
        system supports, and no control characters.""",
    "unsupported-schema-version": """The record follows a schema of another major version.

        This version of archive cannot read it. Update archive, or migrate the record.""",
    "newer-schema-version": """The record follows a newer schema than this version of archive knows.

        It is read as far as possible, and cannot be written, because new fields could be lost.""",
    "words-not-found": """Words written without a place do not occur in the text.

        Quotation marks, dashes and spaces must be exact. The finding shows the most similar words,
        and the first code point at which they differ; signs that look alike are shown as code
        points.""",
    "words-ambiguous": """Words written without a place occur in several places.

        Add the block, or some of the text before or after them.""",
    "not-a-bibliography": """The file has no works in the given format.

        CSL-JSON is an array of items, BibTeX has entries (`@book{...}`), and a reference of RIS
        begins with `TY  - `. The format must be given; it is not detected.""",
    "item-not-read": """An entry of a bibliography was skipped; all others were read.

        The finding has its line or pointer. A bracket is missing, two entries have the same key, or
        it does not describe a work. Correct the file and add it to the record again: existing works
        are recognised.""",
    "format-failed": """A function of a format has failed because of a bug in the library or in a
    package.

        The message names the format, the exception and the line of code. It is not an error of the
        file, although other files may work. Nothing was read from this file; other files are read.
        Report the bug, with the file if others may see it: to us, or to the makers of the package
        that the message names. Set `ARCHIVE_TRACEBACK=1` in the environment to see more.""",
    "work-filled": """A work of the record was completed from an entry of a bibliography.

        Both are the same work, by an identifier, an address, or id and title. Only empty fields
        were filled; the message has the values. It is a warning if a part of the record refers to
        the work: a verdict rests on it, or a source or a mention names it. The basis of the work
        was not changed: if it is `printed`, check whether this is still right.""",
    "work-differs": """A work of the record and an entry of a bibliography disagree.

        Both are the same work, by an identifier, an address, or id and title. The record keeps its
        value. Change it by hand if the other value is right.""",
    "work-ambiguous": """An entry of a bibliography may be one of several works of the record.

        Its identifiers belong to different works. It was merged with the work that has the most
        reliable one: DOI and similar before ISBN and ISSN, these before an address.""",
    "work-renamed": """A work that was added has an id that differs from the key of its entry.

        The key is not a valid id (ids have letters, digits, `_` and `-`, and do not begin with a
        digit), or another part of the record has it. Ids are permanent: cite the work by its id
        from now on.""",
    "not-kept": """A record cannot hold some content of the file, or a format cannot hold some of a
    record.

        Readers account for every element, attribute and word, and report with its place what a
        record cannot hold. Nothing is read then, unless you accept the loss: `lossy=True`, or
        `--lossy` on the command line. Comments and processing instructions are only warnings.
        `archive convert` never overwrites the file that it read while anything is lost. Writers use
        the same code for what their format cannot hold.""",
    "withheld": """A public format leaves out the words of the article, or an image.

        The rights in the record do not permit showing them; the message names them. `archive show
        --rights` lists every use with its reason.""",
    "words-repeated": """A public format leaves out values that repeat the article.

        A reason, a comment or a description has eight words of the article in a row, or a reason
        quotes it, and the text may not be published. Each such value is left out completely.""",
    "names-repeat": """A public format shows names and titles that repeat the article.

        Names, titles of works and required notices are always shown. Some have eight words in a row
        of an article that may not be published: check that they are only names or titles.""",
    "wording-withheld": """A public format shows claims without their wording.

        Their restatement has eight words of the article in a row, and the text may not be
        published. Kind, claimant, source and place are shown. Add a `public_restatement` to such a
        claim, in other words.""",
    "not-accepted": """A public format leaves out statements that nobody has accepted.

        A doubt is shown if a person or organisation has let it stand. Use `archive review` to
        decide; `proposals=True` (`--option proposals=yes`) shows proposals, marked as proposed.""",
    "record-not-licensed": """A public format is made from a record without a licence.

        Restatements, remarks and verdicts are the words of the makers of the record. State their
        licence in `rights.record`; without it, nobody knows whether they may be shared. The file is
        written nevertheless.""",
    "not-trusted": """Data contain makers, times or decisions of their statements, which are not
    trusted.

        By default, the maker of a statement is whoever adds the data, its time is that of the
        addition, and it is proposed. Makers, times and decisions in the data are left out: columns,
        fields, histories, agents and revisions. If you vouch for the data, such as your own sheet,
        `--trust` accepts them. The output of a language model is never trusted. `--by`, `--at` and
        `--status` set the maker, the time and your decision for all statements; `--trust` and
        `--status` need `--by`. Existing parts of the record stay unchanged. Statements that trusted
        data give as accepted or rejected by a program stay proposed. A revision by whoever trusts
        the data names the statements that others made.""",
    "words-left-out": """Words are given in pieces, but the text has other words between them.

        Pieces can mean something other than the whole: "the minister is" and "guilty" from "the
        minister is not guilty". Signs count as words; blanks, commas, quotation marks, closing
        brackets and numbers of notes do not. The message shows the words between; if they are many,
        it shows the beginning, the end and each negation. The statement stays proposed, whatever
        its status and whoever trusts the data, until a person has reviewed it; if it was accepted
        with other words, it becomes proposed again. Give all words from the first to the last, with
        ` ... ` in the middle of long passages. If the pieces have the same meaning alone, accept
        the statement in `archive review`, which also warns of this for words that a person
        corrects.""",
    "word-split": """A statement that is added to a record begins or ends within a word.

        "legal" is part of "illegal", and "70" of "170". The statement stays proposed, whatever
        status and place the data give. Give whole words. If a part of a word is meant, accept the
        statement in `archive review`. Corrections, tags and comments may cover part of a word. """,
    "orphan-left-out": """Data name lost words of a statement that the record never had.

        Only a record knows which of its words are lost: a file could name words that were never in
        the article. They are left out, and so is a statement without other words, with the
        statements about it. Give words of the text; if you vouch for the file, such as a copy of a
        record, `--trust` accepts it. """,
    "supersedes-other": """An assessment supersedes an assessment that somebody else made.

        The message names its maker, and whether it is still current. An accepted assessment
        replaces the one that it supersedes. A proposal replaces only a proposal that nobody has let
        stand, and a proposal of a program never replaces one of a person. In these cases both stay
        current until a person decides. """,
    "remarks-not-read": """The file has no annotations in the given format.

        The message says what was found instead. The format is given by whoever adds the file to a
        record, or detected from its content.""",
    "remark-not-placed": """The words of an annotation are not in the text, or not in one place
    only.

        Its words must be in the text, apart from blanks, soft hyphens, case and the form of
        quotation marks and dashes. The annotation was left out, and all others were added: correct
        its words or add context in the other program, or add the annotation by hand. An annotation
        on a part of an image, or on an element without known text, has no words.""",
    "remark-changed": """A statement was changed because its annotation has changed.

        It was recognised by the identifier of the annotation. The message has its status and its
        maker. Its history records the change.""",
    "remark-differs": """An annotation differs from its statement, on which somebody has decided.

        The statement was accepted or rejected by somebody other than whoever adds the file, or was
        corrected here, or was proposed by a person while a program adds the file. It is not
        changed. Change it by hand if the annotation is right. The finding also appears for a file
        older than the one the statement comes from: add the newest file.""",
    "remark-gone": """The record has a statement whose annotation is not in the file.

        The annotation was deleted, or the file has only some of the annotations. Nothing is
        removed: reject the statement if it is no longer right.""",
    "remark-doubled": """Annotations repeat statements that come from a file of another name or
    format.

        They were added. An annotation is recognised by the format and, if its name is unique only
        within its file, by the name of the file; a renamed file, or a file in another format,
        counts as another file. Remove one of each pair of statements.""",
    "remark-id-twice": """Several annotations of a file have the same name.

        They are added to the record without it. An unchanged annotation is still recognised; a
        changed one is added as new.""",
    "remark-outside-text": """An annotation has offsets that its own text does not have.

        They are outside the text from which the file was made, in the middle of a character, or run
        backwards. The annotation was left out; if its file has its words (brat), these are searched
        for without a place. All others were added. If every offset in a file is wrong, it counts in
        another unit than its format requires, or belongs to another text.""",
    "remark-words-differ": """The words of an annotation are not the words at its offsets.

        A file has both the offsets and the words, and its text has other words there. It was
        changed by hand, or belongs to another text. The annotation was left out, or its words are
        searched for without a place (brat).""",
    "remark-not-there": """An annotation points to an annotation that is not in its file.

        The link was left out. The file is incomplete, or the other annotation was deleted.""",
    "text-not-chosen": """A file has several annotated texts, and it is not clear which one is
    meant.

        Choose one by its name or number (`text`). If it is left out, the text that the record has
        is chosen, ignoring blanks.""",
    "mapping-wrong": """The mapping of annotations to statements is not valid.

        A mapping is an object with "rules", each with "when" it applies and what the annotation
        "becomes". The message names what is wrong, and the allowed words. Annotations without a
        matching rule are treated as without a mapping.""",
    "mapping-unused": """A rule of a mapping matched no annotation of the file.

        A word in it may be misspelt, or an earlier rule matched all of them.""",
}
"""What each code means."""
