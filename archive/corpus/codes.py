"""The manual pages of the codes of findings about the inputs of a run (`archive corpus`)."""

CODES = {
    "place-unusable": """An address of inputs or results cannot be used.

        The message has what the file system reports: the protocol needs a package (`s3fs` for
        `s3://`), the credentials are missing, or nothing is there. Keys are taken from the
        environment or the settings of that package.""",
    "no-inputs": """A place has no records, or no files to receive.

        `archive corpus receive` reads files; the other commands read records: folders with a
        `document.json` or a `document.tei.xml`.""",
    "input-refused": """An input of a run could not be done, and the others were.

        The message has the reason: an extra is missing on the machine of the worker, the system
        refused, or the format cannot hold the record. Correct it, and run the command with another
        folder for the results.""",
    "input-lost": """A process that read an input did not survive it.

        The process crashed, was killed because it used too much memory, or did not end in time. It
        was tried twice, and alone. Look at the input with `archive validate`; if it is not broken,
        please report a bug.""",
    "input-skipped": """What looks like a record was not read in a run.

        A record within another record, and a file outside of a record's folder, are read only if
        they are named themselves.""",
    "inputs-changed": """The inputs of a run have changed since it began.

        A run that is continued has the inputs of its beginning: new ones are not in it, and those
        that were done before are not done again. For the inputs of now, begin a run with another
        folder for the results.""",
    "id-twice": """The name of a file gives the same id as that of another.

        An id is the name of one record in a store. The first file was received. Rename the other,
        or receive it alone with `archive receive --id`.""",
    "record-not-indexed": """A record could not be read for the index of a store.

        The message has the reason; the index names the record and the reason too.""",
}
