"""The manual pages of the codes of findings about the files of a store, and about its records."""

from inspect import getdoc

from archive.store.validation.rules import EVENT_RULES, RULES
from archive.validation.manual import code_of

CODES = {
    "file-damaged": """A file of a record has other bytes than its manifest says.

        The manifest of a record's folder (`manifest-sha256.txt`) has the SHA-256 of every file. If
        `document.json` or its TEI was edited by hand, run `archive format`, which renews their
        lines. Otherwise the file is damaged: restore it from a copy (`archive store verify STORE
        --from COPY`), from git or from a backup. If other bytes are right, delete the line of the
        file, and run `archive format`.""",
    "file-missing": """A file that the manifest of a record lists is not there.

        Restore it from a copy (`archive store verify STORE --from COPY`), from git or from a
        backup. If it was deleted on purpose, delete its line in the manifest.""",
    "file-added": """A file in the folder of a record is not listed in its manifest.

        If it belongs to the record, `archive format` lists it. Otherwise move it away.""",
    "write-unfinished": """A process was killed while it wrote into the folder of a record.

        Nothing is lost: the record is the old one, or the new one. The next write of the record
        finishes the write or removes what is left of it.""",
    "no-manifest": """A record has no manifest, so its files cannot be verified.

        The next write of the record makes one. `archive validate` compares captures with the
        digests in the record in any case.""",
    "manifest-damaged": """A manifest is not as this library writes it.

        It has lines that are no digest and file name, two lines for a file, or another order. After
        a merge in git, keep the line of the version that was chosen. Otherwise restore the manifest
        from a copy, or delete it: the next write of the record makes another one, of the files as
        they are then.""",
    "event-damaged": """A line in the events of a store was changed, or cut off by a crash.

        Each line of `events.jsonl` has a digest of itself. Restore the file from a copy. If a crash
        has cut off the last line, delete that line, and repeat what was done then.""",
    "git-attributes-differ": """The `.gitattributes` of a store lack lines that protect its files.

        Without them git may change line ends on check-out, and cannot merge the events. Add the
        lines that the finding shows.""",
    "index-differs": """The index of a store is not as its records give it.

        Answers of `archive search` may be wrong. The index is made from the records: delete the
        file, and the next search makes it again.""",
    "index-not-compared": """The index of a store could not be read, so it was not compared.

        The disk is full, another program does not let go of the index, or it is a link out of the
        store. The records are not affected. Verify the store again when that has been mended.""",
    "check-not-noted": """The check of a store could not be noted in its events.

        The store cannot be written, such as one on a read-only disk. What the check found is right.
        Verify the store from a place where it can be written, if the check should be kept.""",
    **{code_of(rule): getdoc(rule) or "" for rule in RULES},
    **{code_of(rule): getdoc(rule) or "" for rule in EVENT_RULES},
}
