"""What is said by several formats, or before one is known."""

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
    "not-a-record": """The file is well-formed, and holds no record.

        In JSON a record is one object. TEI is a record if its header names the schema of a record
        (`encodingDesc/schemaRef`): so does all TEI that archive wrote. TEI of others is none.""",
    "unsupported-schema-version": """The record follows a schema of another major version.

        This version of archive cannot read it. Update archive, or migrate the record.""",
    "newer-schema-version": """The record follows a newer schema than this version of archive knows.

        It is read as far as it is understood, and not written: what is new could be lost.""",
    "words-not-found": """Words written without a place do not stand in the text.

        Quotation marks, dashes and spaces count. The finding shows the words that come nearest, and
        from which code point on they differ; signs that look alike are named by their numbers.""",
    "words-ambiguous": """Words written without a place stand in several places.

        Add the block, or a little of the text before or after them.""",
    "not-kept": """Something in the file has no place in a record, or a form has no place for it.

        Elements, attributes, words: what is read is accounted for, and what a record cannot hold
        is named with its place. Nothing is read then, unless you accept the loss: `lossy=True`, or
        `--lossy` on the command line. Comments and processing instructions only warn. `archive
        convert` never overwrites the file that it read while anything is lost. A writer says by
        the same code what its form cannot carry.""",
    "record-not-licensed": """A form for everybody is made of a record that nobody has licensed.

        Restatements, remarks and verdicts are the words of those who made the record. State in
        `rights.record` under which terms they stand; until then nobody knows whether they may be
        passed on. The form is written all the same.""",
}
"""What each code means."""
