"""`with_speakers` finds the speakers of quotations: the verb beside them, and its subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.proposals.speech import AttributedSpeech
from archive.proposals.speech.quotation_marks import MarkedQuotation, QuotedPiece
from archive.proposals.speech.subjects import Span, subject_after, subject_before
from archive.proposals.tuning import FARTHEST_CUE, FEW_QUOTED, LEAST_UNPARTED, MOST_BETWEEN
from archive.text.cues import BESIDE_QUOTES

_VERB = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, BESIDE_QUOTES), key=len, reverse=True))})\b"
)
_TITLES = ("Mr", "Mrs", "Dr", "Ms", "St", "Sen", "Rep", "Gov", "Gen", "Lt", "Jr", "Sr", "Prof")
_SENTENCE_END = re.compile(
    "".join(rf"(?<!\b{title})" for title in (*_TITLES, "Col", "Rev", "[A-Z]"))
    + r"[.!?;:](?=\s|$|[”\"’])"
)
_GAP = re.compile(r"\s*(?:,|[—–-]+)?\s*")
_NEW_SENTENCE = re.compile(r"(?:He|She|They|I|We|It|You|The|A|An|His|Her|Their|This|That)\b")
_NO_SUBJECT = re.compile(r"(?:and|but|or|of|is|was|are|were|in|to)\b")
_TAIL = re.compile(
    r"(?:\s+(?:to|at|of|in|on|with|for)?\s*[\w’'-]+){0,9}\s*"
    r"(?P<sign>,|:|\bthat|[—–]|\.\.\.|)\s*$"
)
_ONE_CLAUSE = re.compile(r"[^.!?;:]*[.!?;:,—–-]*\s*")
"""Matches the text between a cue and the rest of the quotation, if no other sentence is there."""


class _Cue(NamedTuple):
    """The words beside a quotation that tell who speaks."""

    start: int
    end: int
    verb: str
    claimant: Span
    way: str


class _QuotationPlaces:
    """The places of quotations in each block."""

    def __init__(self, quotations: Sequence[MarkedQuotation]) -> None:
        self._pieces: dict[str, list[QuotedPiece]] = defaultdict(list)
        for quotation in quotations:
            for piece in quotation.pieces:
                self._pieces[piece.block.id].append(piece)

    def next_start(self, piece: QuotedPiece) -> int:
        """Return where the next quotation in the block begins."""
        pieces = self._pieces[piece.block.id]
        number = bisect_left(pieces, piece.start, key=lambda other: other.start) + 1
        return pieces[number].start if number < len(pieces) else len(piece.block.text)

    def last_end(self, piece: QuotedPiece) -> int:
        """Return where the previous quotation in the block ends."""
        pieces = self._pieces[piece.block.id]
        number = bisect_left(pieces, piece.start, key=lambda other: other.start) - 1
        return pieces[number].end if number >= 0 else 0


def with_speakers(quotations: Sequence[MarkedQuotation]) -> Iterator[AttributedSpeech]:
    """Yield attributed speech for each quotation. Parts before and after a cue are one speech.

    A quotation without a cue has the way "quotation". Quoted words that are not speech are skipped.
    """
    places = _QuotationPlaces(quotations)
    waiting: AttributedSpeech | None = None
    cue_end: tuple[str, int] | None = None
    for quotation in quotations:
        first, last = quotation.pieces[0], quotation.pieces[-1]
        content = tuple((p.block, p.inner_start, p.inner_end) for p in quotation.pieces)
        goes_on = waiting is not None and cue_end is not None and _goes_on(first, cue_end)
        if goes_on and waiting is not None and not is_no_speech(quotation):
            yield AttributedSpeech(
                waiting.way,
                (*waiting.content, *content),
                waiting.cue,
                waiting.claimant,
                "quoted",
                waiting.verb,
            )
            waiting = cue_end = None
            continue
        if waiting is not None:
            yield waiting
            waiting = cue_end = None
        if is_no_speech(quotation):
            continue
        behind = _after(last, places.next_start(last))
        cue = behind or _before(first, places.last_end(first))
        if cue is None:
            yield AttributedSpeech("quotation", content, manner="quoted")
            continue
        block = last.block if behind else first.block
        words, claimant = (block, cue.start, cue.end), (block, *cue.claimant)
        waiting = AttributedSpeech(cue.way, content, (words,), claimant, "quoted", cue.verb)
        cue_end = (block.id, cue.end) if behind else None
    if waiting is not None:
        yield waiting


def _goes_on(piece: QuotedPiece, cue_end: tuple[str, int]) -> bool:
    """Return whether a piece continues the quotation before the cue: “So,” he said, “it is”."""
    block, end = cue_end
    if piece.block.id != block or not end <= piece.start < end + FARTHEST_CUE:
        return False
    return _ONE_CLAUSE.fullmatch(piece.block.text, end, piece.start) is not None


def is_no_speech(quotation: MarkedQuotation) -> bool:
    """Return whether quoted words are not speech: a word or two, or a title.

    Words that end like a sentence are speech, even if they are few.
    """
    words = quotation.words.strip()
    if not words or re.search(r"[.,!?…—–;-][’'”\"]?$", words):
        return not words
    unparted = sum("\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in words)
    if unparted:
        return unparted < LEAST_UNPARTED
    tokens = re.findall(r"\w[\w’'-]*", words)
    if len(tokens) <= FEW_QUOTED or len(words.split()) <= FEW_QUOTED:
        return True
    large = [token for token in tokens if len(token) > 3 or token[0].isupper()]
    return all(token[0].isupper() or token[0].isdigit() for token in large)


def _after(piece: QuotedPiece, limit: int) -> _Cue | None:
    """Return the cue after a quotation: “so,” said the judge."""
    text, ending = piece.block.text, piece.words.rstrip()[-1:]
    gap = _GAP.match(text, piece.end)
    start = gap.end() if gap else piece.end
    invites = ending in tuple(",?!—–-…’") or "," in text[piece.end : start]
    if not invites and not (text[start : start + 1].islower() and _VERB.match(text, start)):
        return None
    limit = min(limit, start + FARTHEST_CUE)
    if stop := _SENTENCE_END.search(text, start, limit):
        limit = stop.start()
    verb = _VERB.search(text, start, limit)
    if verb is None:
        return None
    if verb.start() == start:
        subject = subject_after(text, verb.end() + 1, limit)
        if subject is None:
            return None
        return _Cue(start, subject[1], verb[0].lower(), subject, "quoted, then who")
    if ending in tuple("?!—–…") and _NEW_SENTENCE.match(text, start):
        return None
    between = text[start : verb.start()]
    if len(between.split()) > MOST_BETWEEN or _NO_SUBJECT.match(between):
        return None
    subject = subject_before(text, start, verb.start())
    if subject is None or subject[0] > start + 1:
        return None
    return _Cue(subject[0], verb.end(), verb[0].lower(), subject, "quoted, then who")


def _before(piece: QuotedPiece, limit: int) -> _Cue | None:
    """Return the cue before a quotation: The judge said, “so”."""
    text = piece.block.text
    limit = max(limit, piece.start - 2 * FARTHEST_CUE)
    for stop in _SENTENCE_END.finditer(text, limit, piece.start):
        if text[stop.start()] != ":" and stop.end() < piece.start - 1:
            limit = stop.end()
    for verb in reversed(list(_VERB.finditer(text, limit, piece.start))[-3:]):
        tail = _TAIL.fullmatch(text, verb.end(), piece.start)
        if tail is None:
            continue
        between = text[verb.end() : piece.start].strip()
        if tail["sign"] in ("", "that") and between not in ("", "that", "it"):
            continue
        subject = subject_before(text, limit, verb.start())
        if subject is None:
            continue
        end = piece.start
        while end > verb.end() and not text[end - 1].isalnum():
            end -= 1
        return _Cue(subject[0], end, verb[0].lower(), subject, "who, then quoted")
    return None
