"""The manual page of each code. For a rule or an invariant, it is the docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from inspect import getdoc
from typing import Any

from archive.formats import FORMATS
from archive.formats.shared_codes import SHARED_CODES
from archive.model.invariants import INVARIANTS

Function = Callable[..., Any]

_FURTHER_DOWN = (
    "archive.preservation.codes",
    "archive.proposals.codes",
    "archive.reviews.codes",
    "archive.store.codes",
    "archive.corpus.codes",
)
"""Modules whose `CODES` are included. Given by name, because they import this package."""


def code_of(function: Function) -> str:
    """Return the code of a rule or invariant: its name, hyphenated."""
    return function.__name__.replace("_", "-")


def explanation(code: str, rules: Iterable[Function]) -> str | None:
    """Return the manual page of a code, or `None` if there is no such code."""
    for function in (*rules, *INVARIANTS):
        if code_of(function) == code:
            return getdoc(function)
    return _pages().get(code) or _schematron_pages().get(code)


def known_codes(rules: Iterable[Function]) -> frozenset[str]:
    """Return every code that a finding can have."""
    by_function = (code_of(function) for function in (*rules, *INVARIANTS))
    return frozenset((*by_function, *_pages(), *_schematron_pages()))


@cache
def _pages() -> dict[str, str]:
    """Return all pages that are not docstrings: those of formats, and the others."""
    of_packages = [format.codes for format in FORMATS.of_packages.values()]
    of_formats = [FORMATS[name].codes for name in FORMATS.homes]
    of_rooms = [import_module(home).CODES for home in _FURTHER_DOWN]
    return {
        code: "\n".join(line.strip() for line in page.splitlines())
        for pages in (*of_packages, _OTHERS, SHARED_CODES, *of_rooms, *of_formats)
        for code, page in pages.items()
    }


@cache
def _schematron_pages() -> dict[str, str]:
    """Return the pages for the checks in archive.sch that are not invariants of the record."""
    from archive.validation.schemas import schematron_titles

    return {
        code: f"TEI: {title[:1].lower()}{title[1:]}.\n\nA check of archive.sch found that parts "
        "of the TEI file contradict each other. The message says what was found and what was "
        "expected. Correct the file, or write it again from the record."
        for code, title in schematron_titles().items()
    }


_OTHERS = {
    "captures-not-beside": """The received files are not beside the record.

        A single record or TEI file is compared with captures in the same folder. There are none, or
        none with the names in the record, so its text could not be checked. For standard input and
        bytes there never are captures. Move the file to its captures, or give the record's
        folder.""",
    "rule-failed": """A rule has failed because of a bug in the library.

        The message names the rule, the exception and the line of code. The findings of this rule
        are missing; the other rules were run. Report the bug, with the record if others may see
        it.""",
    "copy-ambiguous": """A file has the name of several copies in records, so it was not used.

        `archive check-sources` knows a file by its digest, or else by its name. Give the file the
        folders that it has in the record (`RECORD/received/report.html`), or note the SHA-256 of
        the copy in the record.""",
    "no-such-file": """There is no file of this name.

        Check the path.""",
    "folder-without-record": """The folder has no record, or the main file of the record is missing.

        A record's folder has a `document.json`, or else a `document.tei.xml`. `archive receive`
        makes one from a text. If there are captures in `received/`, restore the file from a copy or
        from version control.""",
    "no-record": """There is no record in the folder, nor in any folder below it.

        A record is a folder with a `document.json`, or else a `document.tei.xml`. Hidden folders
        and links to folders are not searched. For a record in a file of another name, such as
        `letter.json`, give the file itself.""",
    "file-unreadable": """The file cannot be read, or is not a regular file but a pipe or a device.

        The message is that of the system: no permission, a folder in place of a file, ...""",
    "missing-field": """A required field is missing.

        `archive schema` shows all fields of a record. `archive format` makes missing ids from the
        words of their parts.""",
    "unknown-field": """A field is unknown, or does not belong to this object.

        Field names are checked, so that no data are lost by a typing error. If the value belongs in
        another field, the finding shows the JSON to write: the claimant belongs in `attribution`,
        the source of a claim in a relation, a doubt in an assessment. Fields of other programs
        belong in `extensions`, each under an IRI.""",
    "value-not-allowed": """A value is not one of the allowed values.

        The message lists them.""",
    "wrong-type": """A value has the wrong type.

        For example, it is a number instead of a string, or an object instead of an array.""",
    "wrong-length": """A text or array is too long or too short.

        The message says what is allowed.""",
    "value-out-of-range": """A number is too great or too small.

        The message says what is allowed.""",
    "malformed-value": """A value does not have the required form.

        An id, for example, begins with a letter and has only letters, digits, `_` and `-`.""",
    "characters-xml-cannot-carry": """A text has characters that XML does not allow, or is empty.

        The only control characters in XML 1.0 are tab, line feed and carriage return. A record with
        others could not be written as TEI.""",
    "not-one-line": """A one-line string has a line break or too many blanks.

        Titles, names and restatements are one line. Write single spaces between words, and no
        spaces before or after them.""",
    "not-a-word": """A word of a vocabulary has characters that are not allowed.

        The word may have ASCII letters, digits, `.`, `_` and `-`, and must begin with a letter,
        because it becomes an attribute value in TEI.""",
    "not-one-word": """An identifier has white space.

        Remove it.""",
    "anchor-completed": """The place of words was added to an anchor.

        `archive format` reports this when it completes words that were written without a place.
        There is nothing to do.""",
    "id-made": """A part that had no id got one.

        `archive format` makes the id from the words of the part. The part keeps it even if the
        words change.""",
    "old-words-not-received": """Statements are anchored to words that cannot be compared with a
    capture.

        A rebase compares the new text with the words in the old record. If that record has no
        capture of these words, or only a transcript, somebody may have changed them after the
        statements were made. "Unchanged" then means only that the new text has the words of the
        record.""",
    "value-kept": """The article has a new value, but the record keeps a value that somebody set.

        The two captures that a rebase compares differ in a title, author, date or licence. Usually,
        the record gets the value of the newer capture. This value was corrected, judged or added by
        somebody, so the record keeps it; the history has the values of the captures.""",
    "kept-as-furniture": """A block is furniture in the record, but part of the article in the new
    text.

        A rebase keeps the structure of a record if the words are the same. Furniture is not shown
        as the article, so new words in the block would be hidden. Make it a paragraph if it is part
        of the article.""",
    "texts-unrelated": """The text to rebase onto has hardly a sentence in common with the record.

        The text is another article, or a page that says that the article was removed. No anchor has
        a place in it, and `archive rebase` writes nothing. Give a text of the same article.""",
    "text-much-shorter": """The new text has less than half of the old text.

        Publishers seldom delete so much. More often, the text is the free beginning of a page with
        a paywall, or the page failed to load. Read the new text, and save the whole article before
        you write the record. If so much was really deleted, there is nothing to do.""",
    "text-breaks-off": """The new text ends in the middle of a sentence of the old text.

        The text was cut off when it was saved, or the rest is on another page. Save the whole text.
        If it was published like this, there is nothing to do.""",
    "sentences-came": """The new text has sentences that are not in the old text.

        No statement is anchored to these sentences, so no outcome mentions them. But they may
        change the meaning of sentences nearby: "This was wrong." Read them: `archive diff` shows
        them all.""",
    "sentences-went": """The old text has sentences that are not in the new text.

        No statement is anchored to these sentences, so no outcome mentions them. But the meaning of
        sentences nearby may be different without them. Read them: `archive diff` shows them
        all.""",
    "received-earlier": """The new text was received before the text that it replaces.

        A record has the text that was received last. Rebase the older text onto the newer one, or
        correct the time: `--received-at`, or `received_at` of the capture.""",
    "received-in-future": """The time at which a file was received is in the future.

        Check the year, and the clock of the machine. The time is kept as given.""",
    "blocks-joined": """Separate blocks of the record are one block in the new text.

        Cells of a table, verses, references or whole paragraphs have become part of another block,
        because nothing separates them in the new file. Statements stay on their words. If the
        structure matters, divide the block again by hand.""",
    "statements-left-behind": """The record to rebase onto has statements of its own.

        A rebase uses only the text and the captures of the record to rebase onto. Its statements
        are not copied: the result has the statements of the record that is rebased. If you want the
        others too, add them to the result.""",
    "copy-came": """A sentence was edited in one place, and a copy of it appeared in another place.

        Statements about the sentence stay with the edited sentence and do not move to the copy,
        which may be a notice such as "Previously: …", or a quotation. If the two cannot be
        distinguished, the message says so, and the outcome lists both places. There is nothing to
        do.""",
    "note-call-lost": """A rebase has removed the reference to a note that the new text does not
    have.

        If the new text has the note after all, make it a note again and mark the reference to it.
        Otherwise there is nothing to do.""",
    "mark-lost": """A rebase has removed formatting whose words are still there, but divided.

        A new paragraph may divide the words, or another mark that must not cross this one. Most
        marks are divided into two. A note reference cannot be divided, nor can a mark on words that
        occur several times. If the formatting matters, mark the words again.""",
    "origin-lost": """A block has lost its origin because of its new text.

        The block is therefore no longer checked against a capture. Either the text does not fit at
        its place in the capture: compare them. If the block has words of the next block, move these
        back; if the capture has the text in another place, add that place as `origin`. Or the
        record to rebase onto has no origins: receive the article with `archive receive`, and rebase
        onto the result.""",
    "old-record-not-checked": """The old text could not be compared with its capture.

        A rebase first compares the words of the record, to which statements are anchored, with its
        captures. This was not possible: a capture is missing or damaged, or a library for its text
        is not installed; the message says which. `archive validate` reports details.""",
    "not-a-diff": """The JSON is not a diff of two records, or is a diff of an unknown version.

        `archive diff A B --format json` and `Diff.to_json` write diffs.""",
    "diff-of-another-record": """A diff was made from another record, or from another version of
    this record.

        A diff can be applied only to the record from which it was made. This record is recognised
        by the digest of its canonical JSON. Make a new diff, or use that version of the record.""",
    "diff-does-not-fit": """The record does not have the value that a diff expects.

        The pointer is the path of the operation; it gives items by their ids. The diff was made
        from another record, or is damaged.""",
    "date-not-edtf": """A date is not EDTF.

        Write dates in EDTF (ISO 8601-2:2019): 2016, 2016-03, 2016-03-20, 2016~, 201X, 2015/2016-03.
        The message shows the form that was probably meant.""",
    "date-not-real": """A date does not exist: a 13th month, a 29 February in a common year.

        Compare the date with the printed date. A misprint stays in the text; add a `correction` for
        it.""",
    "interval-reversed": """The end of a date interval is before its beginning.

        Swap the two dates.""",
    "instant-not-valid": """A date and time is not valid.

        Write the date, the time and the time zone: 2016-03-20T09:30:00Z.""",
    "language-not-bcp47": """A language tag is not well-formed.

        Write a tag of BCP 47, such as `en`, `en-GB` or `zh-Hant`.""",
    "file-name-unsafe": """A file name is not safe: it could lead out of the folder, or work only on
    some systems.

        Write a path relative to the folder, with `/` between its parts.""",
    "document-id-reserved": """The record's id is the name of a device on Windows.

        No folder on Windows can have this name. Choose another id.""",
}
"""The pages of codes that do not belong to a rule, an invariant or a format. They are about a
record's files, its fields, and changes of its text."""
