"""Joins the sentences of a WebAnno TSV file into its text, and finds the tokens in this text.

Offsets count UTF-16 code units ("Encoding and Offsets"). Programs that are not written in Java
often count code points; this unit is used if it alone fits the words of all tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.annotations.uima.tsv_escapes import unescape_text, unescape_value
from archive.annotations.uima.tsv_rows import TokenRow, TokenSentence
from archive.errors import NoSuchOffset
from archive.findings import short
from archive.text.offsets import Unit, offsets


@dataclass(frozen=True, slots=True)
class SentenceText:
    """The text of a file, and the span of each row in this text."""

    text: str
    unit: Unit
    """The unit of the file's offsets."""
    spans: Mapping[str, tuple[int, int]]
    """For each row whose words are at its offsets: its number, and its span in code points."""
    wrong: Sequence[tuple[TokenRow, str]]
    """The other rows, each with what is wrong."""


def text_of_sentences(sentences: Sequence[TokenSentence]) -> SentenceText:
    """Return the text of sentences, with offsets in the unit that fits their tokens."""
    units: tuple[Unit, ...] = ("utf-16", "code-points")
    first, *others = (_with_unit(sentences, unit) for unit in units)
    return next((other for other in others if first.wrong and not other.wrong), first)


def _with_unit(sentences: Sequence[TokenSentence], unit: Unit) -> SentenceText:
    text = "".join(_sentences_and_gaps(sentences, unit))
    measured = offsets(text)
    spans: dict[str, tuple[int, int]] = {}
    wrong: list[tuple[TokenRow, str]] = []
    for row in (row for sentence in sentences for row in sentence.rows):
        try:
            start, end = measured.convert_span(row.start, row.end, of=unit)
        except NoSuchOffset as problem:
            wrong.append((row, str(problem)))
            continue
        words = text[start:end]
        if words in (row.words, unescape_text(row.words), unescape_value(row.words)):
            spans[row.id] = start, end
        else:
            wrong.append((row, f"the row has {short(row.words)}, but the text has {short(words)}"))
    return SentenceText(text, unit, spans, wrong)


def _sentences_and_gaps(sentences: Sequence[TokenSentence], unit: Unit) -> Iterator[str]:
    """Yield the sentences, with as much white space between them as their offsets require."""
    length = 0
    for sentence in sentences:
        text = sentence.text
        begins = sentence.rows[0].start if sentence.rows else length + bool(length)
        if sentence.rows and not text.startswith(unescape_text(sentence.rows[0].words)):
            begins -= len(text) - len(text.lstrip())
        if 0 < (gap := begins - length) <= _LARGEST_GAP:
            yield " " * (gap - 1) + "\n"
            length = begins
        yield text
        length += len(text) if unit == "code-points" else len(text.encode("utf-16-le")) // 2


_LARGEST_GAP = 1 << 20
"""The most code units between two sentences; if there are more, the offset must be wrong."""
