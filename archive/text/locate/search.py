"""One search for words: their exact place; if there is none, the most similar stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from unicodedata import normalize

from archive.text.alignment.alignment import align
from archive.text.alignment.projection import Projection
from archive.text.alignment.tokens import FoldedText, Tokens, clauses_in, weight
from archive.text.characters import BLOCK_END
from archive.text.folding import fold
from archive.text.locate.matches import WordMatches
from archive.text.locate.results import Ambiguous, Found, How, Missing
from archive.text.normalized import normalized

_AGREES = 0.75
"""The least likeness at which a context counts as the same.

Case: `test_a_typing_error_inside_leaves_the_ends_where_they_were`.
"""
_AGREES_WELL = 0.9
"""The least likeness of the context on one side that is enough without the other side.

Case: `test_the_answer_is_right_when`.
"""
_BETTER = 0.25
"""How much more similar the context of one place must be than any other; both sides give 2.

Case: `test_several_in_another_form_are_ambiguous_until_the_context_or_the_place_tells`.
"""
_TELLING = 30
"""The least weight of words that can be located without any context.

Case: `test_the_answer_is_right_where`.
"""
_DRIFT, _DRIFT_SHARE = 120, 100
"""How far earlier changes may shift words: code points, plus 1/100 of the text."""
_UNMOVED = 20
"""The most code points by which words may shift and still count as unmoved if there are copies."""
_NEARER, _SLACK = 4, 100
"""How many times nearer one place must be than any other place, and a margin in code points."""
_SHORTER = 0.8
"""A place shorter than this share of the words may lack a part of them."""
_BESIDE = 300
"""Code points beside a place that are searched for a clause moved out of it."""
_CLAUSE = 12
"""The least weight of a clause that does not occur elsewhere by chance."""
_LIKE = 0.6
"""The least likeness of words that are similar but not the same."""
_LIKE_ALONE = 0.85
"""The least likeness if the context is unknown, or if only one side of it agrees."""
_WINDOW = 70
"""The least likeness (of 100) of words with their context that are examined further."""
_TRACE = 55
"""The least likeness (of 100) of a remaining trace of words that are now far away."""
_MOST_CANDIDATES = 8
_CONTEXT = 200
"""The most code points of context that are compared on each side; more adds nothing."""
_LONG = 1000
"""Of words longer than this, only the beginning and the end are searched, half as many code points
each: the time to search similar words grows with the square of their length."""
_LONGEST_LIKE = 10_000
"""If words and context have more code points, similar words are not searched."""


class Search:
    """One search for words."""

    def __init__(self, text: str, exact: str, near: int | None, prefix: str, suffix: str) -> None:
        self.text, self.exact, self.near = text, exact, near
        self.prefix, self.suffix = prefix[-_CONTEXT:], suffix[:_CONTEXT]
        self.sides: dict[tuple[int, int], tuple[float, float]] = {}
        self.has_context = bool(prefix.strip() or suffix.strip())
        self.reach = len(text) if near is None else _DRIFT + len(text) // _DRIFT_SHARE

    def result(self) -> Found | Ambiguous | Missing:
        """Return the place of the words, or why no place is chosen."""
        result = self._result()
        if isinstance(result, Found) and (other := self._in_full(result)) is not None:
            return Ambiguous(self.exact, (other, result))
        return result

    def _in_full(self, place: Found) -> Found | None:
        """Return the only other place with the whole context, if this place lacks some of it.

        Among nearly identical passages, the one near the old place may not be the right one.
        """
        in_full = self.prefix + self.exact + self.suffix
        if not (self.prefix and self.suffix) or min(self._sides(place)) == 1:
            return None
        at = self.text.find(in_full)
        if at < 0 or self.text.find(in_full, at + 1) >= 0 or weight(in_full) < _TELLING:
            return None
        start = at + len(self.prefix)
        return self._judged(start, start + len(self.exact), "context")

    def _result(self) -> Found | Ambiguous | Missing:
        finder = WordMatches(self.text, self.exact, self.near, self.prefix, self.suffix)
        places = self._in_order(self._judged(*span, "exact") for span in finder.exact_matches())
        same = self._certain(places)
        if same is None:
            restyled = (self._judged(*span, "restyled") for span in finder.normalized_matches())
            places = self._in_order((*places, *restyled))
            same = self._certain(places)
        if same is not None and self._is_at_home(same):
            return self._found(same, places)
        within = self._within_reach(places)
        other = self._approximate(within)
        likely = other if other is not None and self._holds(other) else None
        if same and likely and (same.start, same.end) == (likely.start, likely.end):
            likely = None
        if same is None or likely is None:
            chosen = same or (likely if not within else self._nearest(likely, within[0]))
        else:
            chosen = self._nearest(same, likely) or self._nearest(likely, same)
        if chosen is not None:
            return self._found(chosen, places)
        if fitting := self._fitting(places):
            return self._found(fitting, places)
        taken = {(place.start, place.end) for place in places}
        rest = [other] if other is not None and (other.start, other.end) not in taken else []
        candidates = (*rest, *places) if likely else (*places[: _MOST_CANDIDATES - 1], *rest)
        if len(candidates) > 1:
            return Ambiguous(self.exact, candidates[:_MOST_CANDIDATES])
        return Missing(self.exact, *candidates)

    def _in_order(self, places: Iterable[Found]) -> list[Found]:
        """Sort places: the most similar context first; if equal, the nearest first."""
        return sorted(places, key=lambda place: (-self._context(place), self._distance(place)))

    def _within_reach(self, places: Iterable[Found]) -> list[Found]:
        return [place for place in places if self._distance(place) <= self.reach]

    def _certain(self, places: list[Found]) -> Found | None:
        """Return the place within reach with the best context, if it is certainly the right one."""
        within = self._within_reach(places)
        return within[0] if within and self._is_certain(within[0], places) else None

    def _found(self, place: Found, places: list[Found]) -> Found:
        if place.how == "exact" and len(places) > 1:
            return replace(place, how="context")
        return place

    # --- the same words ---

    def _is_certain(self, best: Found, places: list[Found]) -> bool:
        """Whether the place with the best context is certainly the right one and not a copy."""
        before, after = self._sides(best)
        rivals = [
            place
            for place in places
            if place is not best and self._context(best) - self._context(place) < _BETTER
        ]
        if best.how == "restyled":  # as with similar words, distant places do not count
            rivals = self._within_reach(rivals)
        if rivals and before == after == 1 and self.near is None:
            rivals = [place for place in rivals if self._context(place) == 2]
        if rivals:
            agrees = not self.has_context or min(before, after) >= _AGREES
            is_unmoved = self.near is not None and self._distance(best) <= _UNMOVED
            return agrees and is_unmoved and all(self._nearest(best, rival) for rival in rivals)
        if not self.has_context or min(before, after) >= _AGREES:
            return True
        if len(places) > 1 and not self._is_telling():
            return False
        if max(before, after) >= _AGREES_WELL:
            return self.near is None or self._distance(best) <= _SLACK
        if self.near is None or self._distance(best) > _SLACK:
            return False
        is_alone = len(places) == 1 and max(before, after) >= _AGREES
        return is_alone or self._is_telling()

    def _fitting(self, places: Sequence[Found]) -> Found | None:
        """Return the only place with the whole context, if the words were certainly moved there.

        It may be far from the old place under three conditions: no copy is nearer to the old place,
        no copy has nearly the same context, and nothing similar remains at the old place.
        """
        place = places[0] if places else None
        needle = fold(self.prefix + self.exact + self.suffix)
        if (
            place is None
            or not self.has_context
            or min(self._sides(place)) < 1
            or not all(self._outdoes(place, other) for other in places[1:])
            or weight(needle) < _TELLING
        ):
            return None
        low, region = self._region()
        first = max(place.start - len(self.prefix) - low, 0)
        last = max(place.end + len(self.suffix) - low, 0)
        rest = (region[:first], region[last:])
        return None if any(self._is_like(part, needle) for part in rest) else place

    def _outdoes(self, place: Found, other: Found) -> bool:
        """Whether a place has much more of the context than another place, and is much nearer."""
        gap = self._context(place) - self._context(other)
        return gap >= _BETTER and self._nearest(place, other) is not None

    def _is_like(self, text: str, needle: str) -> bool:
        from rapidfuzz import fuzz

        return fuzz.partial_ratio(needle[:_LONG], fold(text), score_cutoff=_TRACE) > 0

    def _is_at_home(self, place: Found) -> bool:
        """Whether a place is so good that no other place has to be searched."""
        return min(self._sides(place)) >= _AGREES and self._distance(place) <= _SLACK

    def _is_telling(self) -> bool:
        return weight(self.exact) >= _TELLING

    def _nearest(self, place: Found | None, other: Found) -> Found | None:
        """Return the first place, if it is much nearer to the old place than the other."""
        if place is None or self.near is None:
            return None
        nearer = _NEARER * self._distance(place) + _SLACK < self._distance(other)
        return place if nearer else None

    def _distance(self, place: Found) -> int:
        return abs(place.start - self.near) if self.near is not None else 0

    # --- context ---

    def _judged(self, start: int, end: int, how: How, likeness: float = 1.0) -> Found:
        before, after = self._contexts(start, end)
        confidence = (2 * likeness + before + after) / 4 if self.has_context else likeness
        return Found(start, end, self.text[start:end], how, round(confidence, 4))

    def _context(self, place: Found) -> float:
        return sum(self._sides(place))

    def _sides(self, place: Found) -> tuple[float, float]:
        return self._contexts(place.start, place.end)

    def _contexts(self, start: int, end: int) -> tuple[float, float]:
        """Return how similar the text on each side of a place is to the context, from 0 to 1.

        If one side of the context is unknown, it has the value of the other side.
        """
        if (start, end) not in self.sides:
            before = self.text[max(0, start - 2 * len(self.prefix)) : start]
            after = self.text[end : end + 2 * len(self.suffix)]
            left = _agreement(self.prefix, before, True)
            right = _agreement(self.suffix, after, False)
            self.sides[start, end] = (
                left if left is not None else right or 0.0,
                right if right is not None else left or 0.0,
            )
        return self.sides[start, end]

    # --- other words ---

    def _region(self) -> tuple[int, str]:
        """Return the text within reach of the old place, and the offset where this text begins."""
        if self.near is None:
            return 0, self.text
        low = max(0, self.near - self.reach - len(self.prefix))
        high = self.near + len(self.exact) + self.reach + len(self.suffix)
        return low, self.text[low:high]

    def _approximate(self, without: list[Found]) -> Found | None:
        """Return the stretch most similar to the words and their context, except some places."""
        from rapidfuzz import fuzz

        low, region = self._region()
        text = list(fold(region))
        for place in without:
            first, last = max(place.start - low, 0), place.end - low
            text[first:last] = BLOCK_END * len(text[first:last])
        region = "".join(text)
        needle = fold(self.prefix + self.exact + self.suffix)
        if not weight(needle) or not len(needle) <= min(len(region), _LONGEST_LIKE):
            return None
        head = needle if len(needle) <= _LONG else needle[: _LONG // 2]
        window = fuzz.partial_ratio_alignment(head, region, score_cutoff=_WINDOW)
        if window is None:
            return None
        start, end = window.dest_start, window.dest_end
        if self._rival(head, region, start, end) > window.score - 5:
            return None
        room = len(needle) // 3 + 40
        if len(needle) > _LONG:
            tail, behind = needle[-_LONG // 2 :], region[start : start + len(needle) + room]
            window = fuzz.partial_ratio_alignment(tail, behind, score_cutoff=_WINDOW)
            if window is None:
                return None
            end = start + window.dest_end
        return self._aligned(max(0, low + start - room), low + end + room)

    def _rival(self, needle: str, text: str, start: int, end: int) -> float:
        """Return the likeness of the second-best stretch."""
        from rapidfuzz import fuzz

        middle = len(needle) // 2
        parts = text[: start + middle], text[end - middle :]
        return max(
            fuzz.partial_ratio(needle, part, score_cutoff=_WINDOW)
            if len(part) >= len(needle)
            else 0.0
            for part in parts
        )

    def _aligned(self, start: int, end: int) -> Found | None:
        """Align a region with the words and their context, and return the exact stretch."""
        here = FoldedText(self.prefix + self.exact + self.suffix)
        there = FoldedText(self.text[start:end])
        first = len(self.prefix)
        runs = align(here, there, moves=False)
        place = Projection(here, there, runs).place(first, first + len(self.exact))
        if (
            place.is_part
            or place.fate not in ("same", "altered")
            or not (
                _touches_same_word(here, first, there, place.start)
                and _touches_same_word(here, first + len(self.exact), there, place.end)
            )
        ):
            return None
        a, b = start + place.start, start + place.end
        words = self.text[a:b]
        if self._is_torn(a, b):
            return None
        how: How = "restyled" if normalized(words) == normalized(self.exact) else "approximate"
        return self._judged(a, b, how, _likeness(self.exact, words))

    def _is_torn(self, start: int, end: int) -> bool:
        """Whether a place is much too short because a clause of the words is now beside it."""
        if end - start >= _SHORTER * len(self.exact):
            return False
        words = fold(self.text[start:end])
        beside = fold(self.text[max(0, start - _BESIDE) : end + _BESIDE])
        lost = (clause for clause in clauses_in(fold(self.exact)) if clause not in words)
        return any(weight(clause) >= _CLAUSE and clause in beside for clause in lost)

    def _holds(self, place: Found) -> bool:
        """Whether the words at a place are similar enough to the searched words."""
        likeness = _likeness(self.exact, place.exact)
        before, after = self._sides(place)
        if self._distance(place) > self.reach:
            return False
        if self.has_context and min(before, after) >= _AGREES:
            return likeness >= _LIKE
        if not self.has_context and likeness == 1:
            return True
        if likeness < _LIKE_ALONE or not self._is_telling():
            return False
        if not self.has_context:
            return True
        is_near = self.near is None or self._distance(place) <= _SLACK
        return max(before, after) >= _AGREES_WELL and is_near


def _touches_same_word(here: FoldedText, at: int, there: FoldedText, new_at: int) -> bool:
    """Whether the word before or the word after a boundary is the same in both texts."""
    before = Tokens(here, 0, at).keys[-1:] == Tokens(there, 0, new_at).keys[-1:]
    after = Tokens(here, at, len(here.text)).keys[:1]
    return before or after == Tokens(there, new_at, len(there.text)).keys[:1]


def _likeness(words: str, other: str) -> float:
    from rapidfuzz import fuzz

    words, other = (" ".join(_plain(each).split()) for each in (words, other))
    return fuzz.ratio(words, other) / 100


def _plain(words: str) -> str:
    """Return words with case, typography and Unicode form folded."""
    return fold(normalize("NFC", words))


def _agreement(context: str, text: str, before: bool) -> float | None:
    """Return the likeness of a text and the context beside it; `None` if there is no context."""
    if not context.strip():
        return None
    from rapidfuzz import fuzz

    beside = text[-len(context) :] if before else text[: len(context)]
    if beside == context or _stands_beside(context, text, before):
        return 1.0
    context, text = _plain(context), _plain(text)
    return max(fuzz.ratio(context, _plain(beside)), fuzz.partial_ratio(context, text)) / 100


def _stands_beside(context: str, text: str, before: bool) -> bool:
    """Whether a normalized text ends (or begins) with the context."""
    context, text = normalized(context), normalized(text)
    return text.endswith(context) if before else text.startswith(context)
