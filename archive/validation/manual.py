"""The manual: the meaning of each code. For rules and invariants, it is their docstring."""

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

_FURTHER_DOWN = ("archive.proposals.codes", "archive.reviews.codes")
"""Modules below this one whose `CODES` are explained here; given by name, like formats."""


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
    """The pages in tables: those of formats, and the others."""
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
    """The pages for checks of archive.sch that are not invariants of the record."""
    from archive.validation.schemas import schematron_titles

    return {
        code: f"TEI: {title[:1].lower()}{title[1:]}.\n\nA check of archive.sch found that the TEI "
        "file does not agree with itself there. The message says what was found and what was "
        "expected; mend the file, or write it anew from the record."
        for code, title in schematron_titles().items()
    }


_OTHERS = {
    "captures-not-beside": """The received files are not beside the record.

        A single record or TEI file is compared with the captures beside it, under the names in the
        record. Here there are none, so its text could not be checked; standard input and bytes have
        no files beside them. Move the file to its captures, or give the record's folder.""",
    "rule-failed": """A rule has failed because of a bug in the library.

        The message names the rule, the exception and the line of code. The findings of this rule
        are missing; the other rules were run. Report the bug, with the record if others may see
        it.""",
    "no-such-file": """There is no file of this name.

        Check the path.""",
    "folder-without-record": """The folder has no record, or a record without its main file.

        A record's folder has a `document.json`, or else a `document.tei.xml`. `archive receive`
        makes one from a text. If there are captures in `received/`, restore the file from a copy or
        from version control.""",
    "no-record": """There is no record in the folder, nor in any folder below it.

        A record is a folder with a `document.json`, or else a `document.tei.xml`. Hidden folders
        and links to folders are not searched. For a record in a file of another name, such as
        `letter.json`, give the file itself.""",
    "file-unreadable": """The file cannot be read, or is not a regular file but a pipe or a device.

        The message is the system's own: no permission, a folder where a file is expected, ...""",
    "missing-field": """A required field is missing.

        `archive schema` shows all fields of a record. `archive format` makes missing ids from the
        words of their parts.""",
    "unknown-field": """A field is unknown, or does not belong to this object.

        Field names are checked so that a typing error loses no data. If the value belongs in
        another field, the finding shows the JSON to write: who makes a claim goes in its
        `attribution`, its source in a relation, a doubt about it in an assessment. Fields of other
        programs go in `extensions`, keyed by their own IRI.""",
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
    "characters-xml-cannot-carry": """A text has characters that XML cannot carry, or is empty.

        XML 1.0 has no control characters but tab, line feed and carriage return. A record with
        other control characters could not be written as TEI.""",
    "not-one-line": """A one-line string has a line break or too many blanks.

        Titles, names and restatements are one line: trimmed, with single spaces between words.""",
    "not-a-word": """A word of a vocabulary has characters that are not allowed.

        ASCII letters, digits, `.`, `_` and `-` are allowed, and it must begin with a letter,
        because such words become attributes in TEI.""",
    "not-one-word": """An identifier has white space.

        Remove it.""",
    "anchor-completed": """Words written without a place were given their place.

        `archive format` reports this when it completes an anchor. There is nothing to do.""",
    "id-made": """A part without an id was given one.

        `archive format` makes the id from the words of the part. It stays the id of the part even
        if the words change.""",
    "old-words-not-received": """Statements are anchored to words that cannot be compared with a
    capture.

        A rebase starts from the words to which statements are anchored. If the old record has no
        capture of them, or only a transcript, they may have been changed after the statements were
        made, and "unchanged" means only that the new text has the same words.""",
    "value-kept": """The article has a new value, but the record keeps a value that somebody set.

        The two captures that a rebase compares differ in a title, author, date or licence. A value
        that nobody has changed follows the newer capture. This value was corrected, judged or added
        by somebody, so it stays; the history of the record has the values of the captures.""",
    "kept-as-furniture": """A block is furniture in the record, but part of the article in the new
    text.

        A rebase keeps the structure of a record if the words are the same. Furniture is not shown
        as the article, so new words in the block would be hidden. Make it a paragraph if it is part
        of the article.""",
    "texts-unrelated": """The text to rebase onto has hardly a sentence in common with the record.

        It is another article, or a page which says that the article is gone. No anchor has a place
        in it, and `archive rebase` writes nothing. Give a text of the same article.""",
    "text-much-shorter": """The new text has less than half of the old text.

        Publishers seldom delete so much. It is more often the free beginning of a page with a
        paywall, or a page that failed to load. Read it, and save the whole article before you write
        the record; if so much was really deleted, there is nothing to do.""",
    "text-breaks-off": """The new text ends in the middle of a sentence of the old text.

        It was cut off when it was saved, or the rest is on another page. Save the whole text; if it
        was published like this, there is nothing to do.""",
    "sentences-came": """The new text has sentences that are not in the old text.

        No statement is anchored to them, so no outcome mentions them; but they may change the
        meaning of sentences nearby: "This was wrong." Read them: `archive diff` shows them all.""",
    "sentences-went": """The old text has sentences that are not in the new text.

        No statement is anchored to them, so no outcome mentions them; but sentences nearby may have
        had another meaning with them. Read them: `archive diff` shows them all.""",
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

        A rebase takes only its text and its captures. The result has the statements of the record
        that is rebased; those of the other record are not copied. If you want them, add them to the
        result.""",
    "copy-came": """A sentence was edited in one place, and a copy of it appeared in another place.

        Statements about it stay with the edited sentence, and do not move to the copy, which may be
        a notice such as "Previously: …", or a quotation. If the two cannot be distinguished, the
        message says so, and the outcome names both places. There is nothing to do.""",
    "note-call-lost": """A rebase has removed the call of a note that the new text does not have.

        If the new text has the note after all, make it a note again and mark its call. Otherwise
        there is nothing to do.""",
    "mark-lost": """A rebase has removed formatting whose words are still there, but divided.

        A new paragraph may have divided them, or two marks that must not cross. A mark that can be
        divided becomes two marks; the call of a note cannot, nor can a mark on words that occur
        several times. Mark the words again, if it matters.""",
    "origin-lost": """A block has lost its origin because of its new text.

        So it is no longer checked against a capture. One reason is that the text does not fit at
        its place in the capture: compare them; if it has words of the next block, move them back;
        if the capture has the text elsewhere, add that place as `origin`. Another reason is that
        the record onto which it was rebased has no origin: receive the article with `archive
        receive`, and rebase onto the result.""",
    "old-record-not-checked": """The old text could not be compared with its capture.

        A rebase first compares the record with its captures, because statements are anchored to its
        words. Here a capture is missing or damaged, or a library that derives its text is not
        installed; the message says which. `archive validate` on the record reports details.""",
    "not-a-diff": """The JSON is not a diff of two records, or is a diff of an unknown version.

        `archive diff A B --format json` and `Diff.to_json` write diffs.""",
    "diff-of-another-record": """A diff was made from another record, or from another version of
    this record.

        A diff applies only to the record from which it was made, identified by the digest of its
        canonical JSON. Make a new diff, or use that version.""",
    "diff-does-not-fit": """The record does not have the value that a diff expects.

        The pointer is the path of the operation, in which items are named by their ids. The diff
        was made from another record, or has been damaged.""",
    "date-not-edtf": """A date is not EDTF.

        Dates are written in EDTF (ISO 8601-2:2019): 2016, 2016-03, 2016-03-20, 2016~, 201X,
        2015/2016-03. The message names the form that was probably meant.""",
    "date-not-real": """A date does not exist: a 13th month, a 29 February in a common year.

        Compare it with what is printed. A misprint is kept in the text and corrected by a
        `correction`.""",
    "interval-reversed": """An interval of dates ends before it begins.

        Swap its ends.""",
    "instant-not-valid": """A date and time is not valid.

        Write date, time and time zone: 2016-03-20T09:30:00Z.""",
    "language-not-bcp47": """A language tag is not well-formed.

        Tags of BCP 47 are `en`, `en-GB`, `zh-Hant`.""",
    "file-name-unsafe": """A file name is not safe: it could lead out of the folder, or work on some
    systems only.

        Write a path relative to the folder, with `/` between its parts.""",
    "document-id-reserved": """The record's id is the name of a device on Windows.

        No folder on Windows can have this name. Choose another id.""",
}
"""The pages of codes that do not belong to a rule, an invariant or a format: codes of a record's
files, of its fields, and of changes of its text."""
