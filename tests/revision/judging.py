"""What an answer is worth to somebody who asked where words stand.

- *right*: the place is the true one, at both ends; or the passage is gone, and it is refused. Of a
  sentence that was cut in two also the larger half, if it is said to be altered.
- *refused*: no place is given, and there is one; or it is right, and is said to be altered where
  nothing but its form was changed.
- *edge*: a wrong place that holds words of the quotation's own and none of others.
- *elsewhere*: a wrong place that holds words of others, or none of the quotation's own.

An answer that is not right and not refused is *silently wrong*, unless it says that the words have
changed and holds none of others (`rebase` may: `altered`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from tests.tools.edited.sample import Sample
from tests.tools.edited.tokens import Span

Verdict = Literal["right", "refused", "edge", "elsewhere"]


class Answer(NamedTuple):
    """A place in the new text that a method gives for a quotation."""

    start: int
    end: int
    says_altered: bool = False
    """Whether the answer itself says that the words are others now."""
    kind: str = ""
    """What the method calls it."""


Answers = list[Answer | None]
"""One for each quotation of a sample; `None` is a refusal."""

Method = Callable[[Sample], Callable[[], Answers]]
"""Makes ready what is not to be timed, and returns what is."""


def judge(sample: Sample, n: int, answer: Answer | None, *, in_blocks: bool = False) -> Verdict:
    """Return what an answer is worth.

    Args:
        sample: The text and its quotations.
        n: The quotation.
        answer: What was answered.
        in_blocks: The method can only answer with a stretch of one block. Where the words now stand
            in several, a refusal is right, and so is the part that holds most of them, if the
            answer says that the words have changed.
    """
    truth = sample.truths[n]
    parts = truth.parts
    if in_blocks and not parts:
        parts = _parted_by_blocks(sample.new, truth.places)
    if answer is None:
        return "right" if truth.refusal_is_right or parts else "refused"
    place = answer.start, answer.end
    if place in truth.places:
        return "refused" if sample.form_only and answer.says_altered else "right"
    if answer.says_altered and _is_larger_half(sample, n, *place):
        return "right"
    if parts and answer.says_altered and place == _larger_part(parts):
        return "right"
    derivation = sample.derivation
    own = derivation.sheet.within(*sample.quotations[n])
    held = derivation.origins(*place)
    return "edge" if held and all(word in own for word in held) else "elsewhere"


def _parted_by_blocks(new: str, places: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of a place between which an empty line stands; none if there is no such line."""
    if not places:
        return ()
    start, end = places[0]
    found, at = [], start
    for gap in re.finditer(r"\s*\n[^\S\n]*\n\s*", new[start:end]):
        found.append((at, start + gap.start()))
        at = start + gap.end()
    return (*found, (at, end)) if found else ()


def _larger_part(parts: Sequence[Span]) -> Span | None:
    """The part that holds more than half of all, if one does."""
    whole = sum(end - start for start, end in parts)
    return next(((s, e) for s, e in parts if 2 * (e - s) > whole), None)


def _is_larger_half(sample: Sample, n: int, start: int, end: int) -> bool:
    """Whether a place is all that is left of the larger half of a quotation cut in two sentences.

    Signs at its ends may be counted or not, words that were put in may not.
    """
    halves = sample.halves(n)
    if not halves:
        return False
    derivation = sample.derivation
    larger = max(halves, key=lambda half: half[1] - half[0])
    left = [m for m in derivation.words_of(*larger) if derivation.sheet.now[m]]
    first, last = derivation.places[left[0]][0], derivation.places[left[-1]][1]
    if derivation.origins(start, end) != left or start > first or end < last:
        return False
    return not any(map(str.isalnum, sample.new[start:first] + sample.new[last:end]))


def is_silently_wrong(verdict: Verdict, answer: Answer | None) -> bool:
    """Whether somebody who trusts the answer is misled."""
    if verdict == "edge":
        return answer is not None and not answer.says_altered
    return verdict == "elsewhere"
