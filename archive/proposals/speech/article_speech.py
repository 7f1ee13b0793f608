"""`speech_in` finds the attributed speech of an article, once for all rules that need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from archive.model.blocks import Heading
from archive.proposals.candidates import RuleContext, sentences
from archive.proposals.speech import AttributedSpeech
from archive.proposals.speech.quotation_marks import quotations_in
from archive.proposals.speech.quotation_speakers import with_speakers
from archive.proposals.speech.reported_speech import reported_in
from archive.proposals.speech.subjects import Span


class ArticleSpeech(NamedTuple):
    """The attributed speech of an article, in the order of the text."""

    quoted: Sequence[AttributedSpeech]
    """Words in quotation marks, with or without a cue."""
    reported: Sequence[AttributedSpeech]
    """Reported speech without quotation marks, in English."""


def speech_in(context: RuleContext) -> ArticleSpeech:
    """Return the attributed speech of an article. The result is computed once."""
    if "speech" not in context.shared:
        context.shared["speech"] = ArticleSpeech(tuple(_quoted(context)), tuple(_reported(context)))
    speech = context.shared["speech"]
    assert isinstance(speech, ArticleSpeech)
    return speech


def _quoted(context: RuleContext) -> Iterator[AttributedSpeech]:
    left_out = context.references
    blocks = [b for b in context.blocks if not isinstance(b, Heading) and b.id not in left_out]
    yield from with_speakers(list(quotations_in(blocks)))


def _reported(context: RuleContext) -> Iterator[AttributedSpeech]:
    quoted: dict[str, list[Span]] = defaultdict(list)
    for one in quotations_in(context.blocks):
        for piece in one.pieces:
            quoted[piece.block.id].append((piece.start, piece.end))
    for block in context.in_english():
        if isinstance(block, Heading):
            continue
        spans, at = quoted[block.id], 0
        for sentence in sentences(block):
            while at < len(spans) and spans[at][1] <= sentence.start:
                at += 1
            here = _spans_before(spans, at, sentence.end)
            if not any(low <= sentence.start and sentence.end <= high for low, high in here):
                yield from reported_in(sentence, here)


def _spans_before(spans: Sequence[Span], at: int, end: int) -> list[Span]:
    """Return the spans that begin before the offset `end`, from the index `at` on."""
    return list(takewhile(lambda span: span[0] < end, islice(spans, at, None)))
