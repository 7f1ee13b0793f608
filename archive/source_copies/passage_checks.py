"""The result of holding a quoted passage against the copies of its work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from archive.english import listed
from archive.findings import short
from archive.model.document import Document
from archive.model.statements import Statement
from archive.model.works import Evidence
from archive.source_copies.copy_text import CopyText
from archive.text.passage_search import PassageChanged, PassageFound, passages_in

State = Literal["verified", "drifted", "unavailable", "unverifiable"]
"""The result for a passage or a copy."""

STATES: Mapping[State, str] = {
    "verified": "every copy that can be read has the words",
    "drifted": "a copy that can be read has other words, or the passage is gone from it",
    "unavailable": "no copy is at hand",
    "unverifiable": "no copy at hand can be read, or no words are quoted",
}
"""What each state means for a passage."""

How = Literal["named", "digest", "file name", "address", "record"]
"""Why a copy is one of a work: the record names its file; it has the digest or the file name of a
copy that the record names; it was received from an address of the work; it is the article of a
record that has an identifier or address of the work."""


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words that an assessment or a relation quotes from a work as evidence."""

    part: str
    """The id of the assessment or relation."""
    pointer: str
    """The JSON Pointer of the evidence."""
    work: str
    """The id of the work."""
    words: str | None
    """The words; `None` if only the work is named."""

    @property
    def has_words(self) -> bool:
        """Whether there are words that can be looked for."""
        return bool(self.words and self.words.strip())

    @property
    def sha256(self) -> str:
        """The SHA-256 of the words in UTF-8, in hexadecimal digits."""
        return sha256((self.words or "").encode()).hexdigest()


def quoted_passages(document: Document) -> Iterator[QuotedPassage]:
    """Yield the evidence of a record in order; that of rejected statements is left out.

    What the article itself quotes, in quotations and claims, is not evidence: whether it quotes
    rightly is for an assessment to say.
    """
    for pointer, evidence in document.index.of_type(Evidence):
        _, collection, number, *_ = pointer.split("/")
        part: Statement = getattr(document, collection)[int(number)]
        if part.status != "rejected":
            yield QuotedPassage(part.id, pointer, evidence.work, evidence.quoted)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a work: a file, a page in a web archive, or the article of a record."""

    name: str
    """Its path; for a page, the web archive with the address."""
    how: How
    sha256: str | None = None
    """The SHA-256 of its bytes; `None` if it is not at hand."""
    noted_sha256: str | None = None
    """The digest that the record notes for the copy, if any."""
    id: str | None = None
    """The id of the copy in the record; `None` if the record does not name this copy."""
    received_at: str = ""
    """When it was received, if known, as the web archive or the record states it."""

    @property
    def is_as_noted(self) -> bool:
        """Whether it has the digest that the record notes for it."""
        return self.sha256 is not None and self.sha256 == self.noted_sha256

    @property
    def is_other(self) -> bool:
        """Whether it has another digest than the one that the record notes for it."""
        return None not in (self.sha256, self.noted_sha256) and not self.is_as_noted


@dataclass(frozen=True, slots=True)
class CopyCheck:
    """The result of looking for a passage in one copy."""

    copy: Copy
    state: State
    result: PassageFound | PassageChanged | None = None
    """What the text of the copy has of the passage; `None` if there is no text."""
    encoding: str | None = None
    """The encoding in which the copy was read, if its kind of file has several."""
    reason: str | None = None
    """Why the copy is unavailable or unverifiable."""

    def __str__(self) -> str:
        """Return what a copy has of the passage, in words."""
        copy = self.copy.name
        if self.copy.is_other:
            copy += f" (its SHA-256 is {self.copy.sha256}, not the noted {self.copy.noted_sha256})"
        if isinstance(self.result, PassageChanged) and self.state == "drifted":
            if not self.result.near:
                return f"it is not in {copy}, and nothing like it"
            what = ", only in its typography" if self.result.is_only_form else ""
            return f"{copy} has{what}: {diff_in_words(self.result)}"
        return f"{copy}: {self.reason}" if self.reason else f"it is in {copy}"


@dataclass(frozen=True, slots=True)
class PassageCheck:
    """The result for a quoted passage: a state, and what each copy has of it."""

    record: str
    """The record, as findings show its file."""
    document: str
    """The id of the record."""
    passage: QuotedPassage
    state: State
    copies: tuple[CopyCheck, ...] = ()
    """The copies, those that the record names first."""
    moved: str | None = None
    """The name of the copy in which the passage is between other words than before; `None` if it
    was not moved, or if nothing is known of an earlier place."""

    def __str__(self) -> str:
        """Return the result as a line without a line end."""
        passage = self.passage
        quotes = f"{passage.part} quotes {passage.work}"
        words = f", {short(passage.words or '')}" if passage.has_words else ""
        return f"{self.record}: {self.state}: {quotes}{words}: {self.why}"

    @property
    def why(self) -> str:
        """Why the passage has the state, in words."""
        if not self.passage.has_words:
            return "no words are quoted"
        if self.state == "verified":
            place = f"it is in {listed([check.copy.name for check in self.of_state('verified')])}"
            return f"{place}, between other words than before" if self.moved else place
        if not self.copies:
            return "no copy of the work is at hand"
        of_state = list(map(str, self.of_state(self.state)))
        others = self.of_state("verified")
        still = [f"it is in {listed([one.copy.name for one in others])}"] if others else []
        return "; ".join(dict.fromkeys((*of_state, *still)))

    def of_state(self, state: State) -> Sequence[CopyCheck]:
        """Return the results for copies that have this state."""
        return [check for check in self.copies if check.state == state]

    def as_json(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        passage = self.passage
        raw = {
            "record": self.document,
            "file": self.record,
            "part": passage.part,
            "pointer": passage.pointer,
            "work": passage.work,
            "quoted": passage.words,
            "state": self.state,
            "reason": self.why,
            "moved": self.moved is not None,
            "copies": [_check_as_json(check) for check in self.copies],
        }
        return {name: value for name, value in raw.items() if value not in (None, False)}

    def as_event(self) -> dict[str, Any]:
        """Return the result as an event keeps it: digests in place of words.

        The words stay in the record. An event outlasts a record that is purged.
        """
        return {
            "part": self.passage.part,
            "work": self.passage.work,
            "quoted_sha256": self.passage.sha256,
            "state": self.state,
            "copies": [_check_as_event(check) for check in self.copies],
        }


def _check_as_json(check: CopyCheck) -> dict[str, Any]:
    copy, result = check.copy, check.result
    raw: dict[str, Any] = {
        "copy": copy.name,
        "id": copy.id,
        "how": copy.how,
        "state": check.state,
        "reason": check.reason,
        "sha256": copy.sha256,
        "noted_sha256": copy.noted_sha256,
        "received_at": copy.received_at or None,
        "encoding": check.encoding,
    }
    if isinstance(result, PassageChanged):
        raw["diff"] = [{"in": which, "words": words} for which, words in result.pieces]
    return {name: value for name, value in raw.items() if value is not None}


def _check_as_event(check: CopyCheck) -> dict[str, Any]:
    raw = {
        "copy": check.copy.name,
        "state": check.state,
        "sha256": check.copy.sha256,
        "around": list(around_digests(check.result))
        if isinstance(check.result, PassageFound)
        else None,
    }
    return {name: value for name, value in raw.items() if value is not None}


def around_digests(found: PassageFound) -> tuple[str, str]:
    """Return short digests of the words before and after a passage, for an event."""
    before, after = (
        sha256(words.encode()).hexdigest()[:16] for words in (found.before, found.after)
    )
    return before, after


def diff_in_words(changed: PassageChanged) -> str:
    """Return a passage with its changes marked: `[-old-]` and `{+new+}`, as in wdiff.

    >>> from archive.text.passage_search import passages_in
    >>> diff_in_words(passages_in("Some 15 people saw it.", ["5 people saw it"])["5 people saw it"])
    '[-5-]{+15+} people saw it'
    """
    marks = {"old": ("[-", "-]"), "new": ("{+", "+}")}
    pieces = []
    for number, (which, words) in enumerate(changed.pieces):
        if which == "both":
            pieces.append(_shortened(words, number == 0, number == len(changed.pieces) - 1))
        else:
            bare, (begins, ends) = words.rstrip(), marks[which]
            pieces.append(f"{begins}{bare}{ends}")
            following = changed.pieces[number + 1 : number + 2]
            if bare != words and (not following or following[0][0] == "both"):
                pieces.append(words[len(bare) :])
    return "".join(pieces)


_SHOWN = 40
"""The code points of unchanged words that are shown beside a change."""


def _shortened(words: str, is_first: bool, is_last: bool) -> str:
    """Return words that did not change, without those that are far from a change."""
    if len(words) <= 2 * _SHOWN + 3:
        return words
    before = "" if is_first else words[:_SHOWN].rpartition(" ")[0] or words[:_SHOWN]
    after = "" if is_last else words[-_SHOWN:].partition(" ")[2] or words[-_SHOWN:]
    return f"{before} … {after}".strip() if is_first or is_last else f"{before} … {after}"


class WordsCheck(NamedTuple):
    """What one copy has of some words: the fields are those of `CopyCheck`."""

    state: State
    result: PassageFound | PassageChanged | None = None
    encoding: str | None = None
    reason: str | None = None


Results = Mapping[str, WordsCheck]
"""What one copy has of the words of each passage."""


def check_copy(text: CopyText, words: Iterable[str]) -> Results:
    """Look for the words of all passages in the text of one copy."""
    results: dict[str, WordsCheck] = {}
    left = list(dict.fromkeys(words))
    for reading in text.readings if left else ():
        for passage, found in passages_in(reading.text, left).items():
            if isinstance(found, PassageFound):
                results[passage] = WordsCheck("verified", found, reading.encoding)
            elif text.reason is None:
                results.setdefault(passage, WordsCheck("drifted", found, reading.encoding))
        left = [one for one in left if one not in results or results[one].state != "verified"]
        if not left:
            break
    for passage in left:
        results.setdefault(passage, WordsCheck("unverifiable", reason=text.reason))
    return results


def state_of(copies: Sequence[CopyCheck]) -> State:
    """Return the state of a passage, or of a copy with several passages.

    It is `drifted` if one copy is, since somebody must look at that. Otherwise one copy with the
    words is enough.
    """
    states = {check.state for check in copies}
    if "drifted" in states:
        return "drifted"
    if "verified" in states:
        return "verified"
    return "unverifiable" if "unverifiable" in states else "unavailable"
