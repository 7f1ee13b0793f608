"""The manual pages of codes that several formats share or that are not about one format."""

SHARED_CODES = {
    "format-unknown": """The file is empty, or not in a format for records: neither JSON nor TEI.

        The message says what the file is instead, if its content shows this: a web page, an image.
        Plain text is read only if you give the format, because any content can be text.""",
    "not-utf-8": """The bytes are not UTF-8.

        Records and TEI must be UTF-8: convert the file. A text to receive may have another encoding
        if you give its name: `--encoding windows-1252`. The hint suggests an encoding only if the
        whole text makes sense in it.""",
    "byte-order-mark": """The file begins with a byte order mark.

        The mark is ignored, and is not written again. UTF-8 does not need it.""",
    "doctype-read-over": """An XML file names a DTD in its DOCTYPE.

        The DTD is not opened. The entities that it defines are errors where they are used: replace
        them with their characters.""",
    "not-a-record": """The file is well-formed, but it is not a record.

        In JSON, a record is one object. TEI is a record if its header names the schema of records
        (`encodingDesc/schemaRef`), as all TEI written by archive does. Other TEI is not a
        record.""",
    "not-an-article": """No article can be received from the file: an image, a PDF, a record.

        The kind of file is detected from its content. For a PDF or a scan, save or type the text,
        and give the original file: `archive receive TEXT --from FILE` keeps it as the capture. If a
        plain text only looks like another kind of file, use `--plain`.""",
    "transcript-not-kept": """The text was typed or converted from the received file.

        The received file is kept, and the text is in the record. The file with the text is not
        kept, because it was not received.""",
    "capture-renamed": """A file has a name that is not allowed for files of a record.

        The file has another name in the record's folder. Names may contain only letters that every
        system supports, and no control characters.""",
    "unsupported-schema-version": """The record follows a schema of another major version.

        This version of archive cannot read it. Update archive, or migrate the record.""",
    "newer-schema-version": """The record follows a newer schema than this version of archive knows.

        The record is read as far as possible. It cannot be written, because new fields could be
        lost.""",
    "words-not-found": """Words without a given place do not occur in the text.

        Quotation marks, dashes and spaces must be exact. The finding shows the most similar words
        in the text, and the first code point that differs. Characters that look alike are shown as
        code points.""",
    "words-ambiguous": """Words without a given place occur in several places.

        Add the block, or some of the text before or after the words.""",
    "not-a-bibliography": """The file has no works in the given format.

        CSL-JSON is an array of items, BibTeX has entries (`@book{...}`), and a reference of RIS
        begins with `TY  - `. The format must be given; it is not detected.""",
    "item-not-read": """An entry of a bibliography was skipped; all others were read.

        The finding has the line or pointer of the entry. A bracket is missing, two entries have the
        same key, or the entry does not describe a work. Correct the file and add it to the record
        again: existing works are recognised.""",
    "format-failed": """A function of a format has failed because of a bug in the library or in a
    package.

        The message names the format, the exception and the line of code. The file is not at fault,
        although other files may work. Nothing was read from this file; other files are read. Report
        the bug to us, or to the makers of the package that the message names, with the file if
        others may see it. Set `ARCHIVE_TRACEBACK=1` in the environment to see more.""",
    "work-filled": """A work of the record was completed from an entry of a bibliography.

        Both are the same work, because an identifier, an address, or id and title are equal. Only
        empty fields were filled; the message has the values. The finding is a warning if a verdict,
        a source or a mention refers to the work. The basis of the work was not changed: if it is
        `printed`, check whether this is still right.""",
    "work-differs": """A work of the record and an entry of a bibliography disagree.

        Both are the same work, because an identifier, an address, or id and title are equal. The
        value in the record was not changed. Change it by hand if the other value is right.""",
    "work-ambiguous": """An entry of a bibliography may be one of several works of the record.

        The identifiers of the entry belong to different works. The entry was merged with the work
        that has the most reliable identifier: a DOI or similar is more reliable than an ISBN or
        ISSN, and these than an address.""",
    "work-renamed": """A work that was added has an id that differs from the key of its entry.

        The key is not a valid id (ids have letters, digits, `_` and `-`, and do not begin with a
        digit), or another part of the record has this id. Ids are permanent: cite the work by its
        id from now on.""",
    "not-kept": """The record cannot hold some content of the file, or the format some content of
    the record.

        Readers report every element, attribute and word that a record cannot hold, with its place.
        The file is then not read, unless you accept the loss with `lossy=True`, or `--lossy` on the
        command line. Comments and processing instructions are only warnings. If anything is lost,
        `archive convert` does not overwrite the file that it read. Writers use the same code for
        content that their format cannot hold.""",
    "withheld": """A public format leaves out the words of the article, or an image.

        The rights in the record, which the message names, do not permit showing this content.
        `archive show --rights` lists every use with its reason.""",
    "words-repeated": """A public format leaves out values that repeat the article.

        The text of the article must not be published. A reason, a comment or a description has
        eight consecutive words of it, or a reason quotes it. Each such value is left out
        completely.""",
    "names-repeat": """A public format shows names and titles that have words of the article.

        Names, titles of works and required notices are always shown. Some have eight consecutive
        words of an article that must not be published: check that these are names or titles.""",
    "wording-withheld": """A public format shows claims without their wording.

        The text must not be published, and the restatement has eight consecutive words of it.
        The kind, claimant, source and place of the claim are shown. Add a `public_restatement` to
        such a claim, in other words.""",
    "not-accepted": """A public format leaves out statements that nobody has accepted.

        A doubt is shown if a person or organisation has confirmed it. Use `archive review` to
        decide; `proposals=True` (`--option proposals=yes`) shows proposals, marked as proposed.""",
    "record-not-licensed": """A public format is made from a record without a licence.

        Restatements, remarks and verdicts are the words of the makers of the record. Add a licence
        for these words in `rights.record`; without one, nobody knows whether they may be shared.
        The file is written nevertheless.""",
    "not-trusted": """The data give makers, times or decisions of statements, which are not trusted.

        By default, the maker of a statement is whoever adds the data, its time is that of the
        addition, and its status is `proposed`. Makers, times and decisions in the data are left
        out: columns, fields, histories, agents and revisions. If you vouch for the data, for
        example for your own sheet, `--trust` keeps them. The output of a language model is never
        trusted. `--by`, `--at` and `--status` set the maker, the time and your decision for all
        statements; `--trust` and `--status` need `--by`. Existing parts of the record stay
        unchanged. If trusted data say that a program accepted or rejected a statement, it stays
        proposed. The record gets a revision by the person who trusts the data, which lists the
        statements of other makers.""",
    "words-left-out": """A statement has words in pieces, but the text has other words between the
    pieces.

        Pieces can mean something else than the whole: "the minister is" and "guilty" from "the
        minister is not guilty". Signs count as words; blanks, commas, quotation marks, closing
        brackets and numbers of notes do not. The message shows the words between the pieces; if
        they are many, only the beginning, the end and each negation. The statement stays proposed
        until a person has reviewed it, also if the data are trusted; if it was accepted with other
        words, it becomes proposed again. Give all words from the first to the last; in long
        passages, write ` ... ` for the middle. If the pieces have the same meaning without the
        other words, accept the statement in `archive review`, which also warns about words that a
        person corrects.""",
    "word-split": """A statement that is added to a record begins or ends within a word.

        "legal" is part of "illegal", and "70" of "170". The statement stays proposed, even if the
        data give another status. Give whole words. If a part of a word is meant, accept the
        statement in `archive review`. Corrections, tags and comments may cover part of a word. """,
    "orphan-left-out": """The data give lost words that the record never had.

        Lost words are words that the text had earlier. Only the record knows them: another file
        could give words that were never in the article. Such words are left out. A statement that
        has no other words is left out too, with the statements about it. Give words of the text; if
        you vouch for the file, for example a copy of the record, use `--trust`. """,
    "supersedes-other": """An assessment supersedes an assessment that somebody else made.

        The message names the maker of the earlier assessment, and says whether the earlier
        assessment still counts. It does not, if the later one is accepted. If the later one is only
        proposed, the earlier one still counts if it is accepted or confirmed, or if a person made
        it and a program made the later one. If both count, a person must decide. """,
    "remarks-not-read": """The file has no annotations in the given format.

        The message says what was found instead. The format is the one that you gave, or it was
        detected from the content.""",
    "remark-not-placed": """The words of an annotation are not in the text, or not in one place
    only.

        The words must be in the text; blanks, soft hyphens, case and the form of quotation marks
        and dashes may differ. The annotation was left out, and all others were added. Correct its
        words or add context in the other program, or add the annotation by hand. An annotation on a
        part of an image, or on an element without known text, has no words.""",
    "remark-changed": """A statement was changed because its annotation has changed.

        The statement was recognised by the identifier of the annotation. The message gives the
        status and the maker of the statement. The change is added to its history.""",
    "remark-differs": """An annotation differs from its statement, on which somebody has decided.

        The statement was not changed, because somebody other than you accepted or rejected it, or
        it was corrected here, or a person proposed it and a program adds the file. Change it by
        hand if the annotation is right. The finding also appears if a newer file was added before:
        add the newest file.""",
    "remark-gone": """The record has a statement whose annotation is not in the file.

        The annotation was deleted, or the file has only some of the annotations. Nothing is
        removed: reject the statement if it is no longer right.""",
    "remark-doubled": """Annotations repeat statements that come from a file of another name or
    format.

        The annotations were added again. An annotation is recognised by its format and its id; if
        the id is unique only within the file, also by the name of the file. A renamed file, or one
        in another format, therefore counts as another file. Remove one of each pair of
        statements.""",
    "remark-id-twice": """Several annotations of a file have the same id.

        They are added to the record without the id. If the file is added again, an unchanged
        annotation is still recognised; a changed one is added as new.""",
    "remark-outside-text": """An annotation has offsets that its own text does not have.

        An offset is outside the text for which the file was made, or in the middle of a character,
        or the end is before the start. The annotation was left out, unless the file has its words
        (brat), which are then searched for in the text. All others were added. If every offset in a
        file is wrong, the file counts in another unit than its format requires, or belongs to
        another text.""",
    "remark-words-differ": """The words of an annotation are not the words at its offsets.

        The file has both offsets and words, and the text has other words at the offsets. The file
        was changed by hand, or belongs to another text. The annotation was left out, or its words
        are searched for in the text (brat).""",
    "remark-not-there": """An annotation points to an annotation that is not in its file.

        The link was left out. The file is incomplete, or the other annotation was deleted.""",
    "text-not-chosen": """A file has several annotated texts, and it is not clear which one is
    meant.

        Choose one by its name or number (`text`). Without this option, the text that equals the
        text of the record is chosen; blanks are ignored.""",
    "mapping-wrong": """The mapping of annotations to statements is not valid.

        A mapping is an object with "rules". Each rule says "when" it applies, and what the
        annotation "becomes". The message says what is wrong, and which words are allowed.
        Annotations that no rule matches are treated as if there were no mapping.""",
    "mapping-unused": """A rule of a mapping matched no annotation of the file.

        A word in the rule may be misspelt, or an earlier rule matched all these annotations.""",
}
"""The manual page of each code."""
