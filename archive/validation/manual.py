"""The manual: what each code means. Rules and invariants say it in their docstrings."""

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
"""Modules further down whose `CODES` are explained here; known by name, as formats are."""


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
    """The pages that stand in tables: what formats say of their codes, and the rest."""
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
    """What archive.sch says of its patterns, for checks that are no invariants of the record."""
    from archive.validation.schemas import schematron_titles

    return {
        code: f"TEI: {title[:1].lower()}{title[1:]}.\n\nA check of archive.sch found that the TEI "
        "file does not agree with itself there. The message says what was found and what was "
        "expected; mend the file, or write it anew from the record."
        for code, title in schematron_titles().items()
    }


_OTHERS = {
    "captures-not-beside": """The files that were received do not lie beside the record.

        A record or TEI file that is named itself is held to the captures that lie beside it, by
        the names that it has for them. Here there are none, so nobody knows whether its text is
        what was received; nothing lies beside standard input or bytes. Put the file where they
        lie, or name the record's folder.""",
    "rule-failed": """A rule has failed: a fault of the library.

        The message names the rule, the exception and the line of code. What the rule would have
        found is not known; the other rules were run. Report the fault, with the record if others
        may see it.""",
    "no-such-file": """There is no file of this name.

        Check the path.""",
    "folder-without-record": """The folder holds no record, or a record that has lost its main file.

        A record's folder has a `document.json`, or else a `document.tei.xml`. `archive receive`
        makes one from a text. Where there are captures in `received/`, take the file back from a
        copy or from version control.""",
    "no-record": """There is no record in the folder, nor in any folder below it.

        A record is a folder with a `document.json`, or else a `document.tei.xml`. Hidden folders
        and links to folders are not searched. A record in a file of another name, such as
        `letter.json`, is looked at when the file itself is named.""",
    "file-unreadable": """The system does not let us read the file, or it is none: a pipe, a device.

        The message is the system's own: no permission, a folder where a file is expected, ...""",
    "missing-field": """A field that is required is left out.

        `archive schema` shows all fields of a record. An id that is missing is made by `archive
        format`, from the words of its part.""",
    "unknown-field": """A field is not one of the record's, or not of the object in which it stands.

        Names are checked, so that a slip of the pen loses nothing. What others write under other
        names has its place here too, and the finding shows the JSON to write: who makes a claim
        stands in its `attribution`, its source in a relation, a doubt about it in an assessment.
        Other people's fields go to `extensions`, keyed by an IRI of theirs.""",
    "value-not-allowed": """A value is none of those that are allowed there.

        The message lists them.""",
    "wrong-type": """A value is of another type than is expected there.

        For instance a number where a string is expected, or one object instead of an array.""",
    "wrong-length": """A text or array is too long or too short.

        The message says what is allowed.""",
    "value-out-of-range": """A number is too great or too small.

        The message says what is allowed.""",
    "malformed-value": """A value has not the form that is required there.

        An id, for instance, begins with a letter and holds letters, digits, `_` and `-`.""",
    "characters-xml-cannot-carry": """A text holds characters that XML cannot carry, or is empty.

        XML 1.0 has no control characters but tab, line feed and carriage return. A record that
        held others could not be written as TEI.""",
    "not-one-line": """A string that is one line holds a line break, or blanks too many.

        Titles, names and restatements are one line: trimmed, words parted by single spaces.""",
    "not-a-word": """A word of a vocabulary holds characters that it may not.

        ASCII letters, digits, `.`, `_` and `-` are allowed, and it begins with a letter: such
        words become attributes of TEI.""",
    "not-one-word": """An identifier holds white space.

        Identifiers are written without.""",
    "anchor-completed": """Words written without a place were given it.

        `archive format` says so where it completed an anchor. There is nothing to do.""",
    "id-made": """A part that had no id was given one.

        `archive format` makes it of the words of the part. From then on it is the part's id, and
        refers to it also when its words change.""",
    "old-words-not-received": """Statements stand on words that nothing ties to what was received.

        A rebase starts from the words on which statements stand. Where the old record has no
        capture of them, or only a transcript, they may have been changed since the statements were
        made, and "unchanged" says only that the new text has the same words.""",
    "value-kept": """The article has another value now, and the record keeps what somebody gave it.

        Two captures that a rebase compares have another title, author, date or licence. A value
        that nobody has touched follows the newer one. This one was mended, judged or added by
        somebody, and so it stays; the history of the record names what the captures have.""",
    "kept-as-furniture": """A block is furniture in the record, and of the article in the new text.

        A rebase keeps the structure of a record where it has the same words. Furniture is not
        shown as the article, so words that came into the block would be hidden. Make it a
        paragraph if it is the article.""",
    "texts-unrelated": """The text to rebase onto has hardly a sentence in common with the record's.

        It is another article, or a page that says that the article is gone. No anchor finds its
        place in it, and `archive rebase` writes nothing. Name a text of the same article.""",
    "text-much-shorter": """The new text has less than half of what the old one has.

        Publishers seldom take out so much. It is more often the beginning that a wall lets
        everybody read, or a page that failed. Read it, and save all of the article before you
        write the record; if so much was taken out, there is nothing to do.""",
    "text-breaks-off": """The new text ends within a sentence that the old one goes on with.

        It was cut when it was saved, or the rest is on another page. Save all of it; if it was
        published so, there is nothing to do.""",
    "sentences-came": """The new text has sentences of which the old one has next to nothing.

        Nothing that is said stands on them, so no outcome tells of them; but they may change what
        is said beside them: "This was wrong." Read them: `archive diff` shows them all.""",
    "sentences-went": """The new text has next to nothing of sentences that the old one has.

        Nothing that is said stands on them, so no outcome tells of them; but what is said beside
        them may have meant something else with them. Read them: `archive diff` shows them all.""",
    "received-earlier": """The new text was received before the one that it takes the place of.

        A record has the text that was received last. Rebase what is older onto what is newer, or
        mend the time: `--received-at`, or `received_at` of the capture.""",
    "received-in-future": """A file is said to have been received at a time that is still to come.

        Look at the year, and at the clock of the machine. The time is kept as it was given.""",
    "blocks-joined": """Blocks that a record parts are one in the new text.

        Cells of a table, verses, references or whole paragraphs have become part of another
        block, since nothing parts them in what was received. What is said of their words stays on
        these words. If the structure matters, part the block again by hand.""",
    "statements-left-behind": """The record to rebase onto has statements of its own.

        A rebase takes its text and its captures. The statements are those of the record that is
        rebased; the others are not lost, but stand in the other record only. If you want them,
        add them to the result.""",
    "copy-came": """A sentence was edited in one place, and its copy came to another.

        What is said about it is left where it was edited, and does not go to the copy: a notice
        such as "Previously: …", or a quotation. Where nothing tells the two apart the message says
        so, and the outcome names both places. There is nothing to do.""",
    "note-call-lost": """A rebase has taken out the call of a note that the new text does not have.

        If the note is printed there after all, make it a note again and mark its call. Else there
        is nothing to do.""",
    "mark-lost": """A rebase has taken out formatting whose words still stand there, cut apart.

        A new paragraph may have parted them, or one of two marks that may not cross. What can be
        two marks is two; the call of a note cannot, nor words of which nobody can tell which copy
        is meant. Mark the words again, if it matters.""",
    "origin-lost": """A block had an origin, and with its new text it has none.

        So nobody checks it against what was received. Either there is no room for the text where it
        stood in the capture: compare it with that, and where words of the next block came into it,
        give them back; if the capture has the text elsewhere, say where in `origin`. Or the record
        onto which it was rebased names no origin: receive the article with `archive receive`, and
        rebase onto that.""",
    "old-record-not-checked": """Nobody could check whether the old text is what was received.

        A rebase first holds the record to its captures, since statements stand on its words. Here
        a capture is missing or damaged, or a library that derives its text is not installed. The
        message says which. `archive validate` of the record says more.""",
    "not-a-diff": """The JSON is no diff of two records, or one of a version that is not known.

        `archive diff A B --format json` and `Diff.to_json` write diffs.""",
    "diff-of-another-record": """A diff was made from another record, or another version of it.

        It is applied only to the record from which it was made, known by the digest of its
        canonical JSON. Make a new diff, or take that version.""",
    "diff-does-not-fit": """What a diff expects does not stand in the record.

        The pointer is the path of the operation, in which items are named by their ids. The diff
        was made from another record, or has been damaged.""",
    "date-not-edtf": """A date is not EDTF.

        Dates are written in EDTF (ISO 8601-2:2019): 2016, 2016-03, 2016-03-20, 2016~, 201X,
        2015/2016-03. The message names the form that was probably meant.""",
    "date-not-real": """A date never was: a 13th month, a 29 February in a common year.

        Compare it with what is printed. A misprint is kept in the text and corrected by a
        `correction`.""",
    "interval-reversed": """An interval of dates ends before it begins.

        Swap its ends.""",
    "instant-not-valid": """A point in time is not one.

        Write date, time and time zone: 2016-03-20T09:30:00Z.""",
    "language-not-bcp47": """A language tag is not well-formed.

        Tags of BCP 47 are `en`, `en-GB`, `zh-Hant`.""",
    "file-name-unsafe": """A file name is not safe: it could lead out, or work on some systems only.

        Write a path relative to the folder, its parts separated by `/`.""",
    "document-id-reserved": """The record's id is the name of a device on Windows.

        No folder there can have it. Choose another id.""",
}
"""What each code means that no rule, no invariant and no format gives: those of a record's files,
of its fields, and of what happens when its text changes."""
