"""Reads cardinal numbers in words, word by word."""

from __future__ import annotations

from archive.text.numbers.number_words import NumberWord, Use
from archive.text.numbers.values import Certainty, Quantity, Reading


class Cardinal:
    """A cardinal number, as far as it is read: the total up to the last scale, and the rest.

    For "two thousand three hundred and", the total is 2000 and the rest is 300.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._total: Quantity = 0
        self._rest: Quantity | None = None
        self._uses: list[Use] = []
        self._before_and: Quantity | None = None

    @property
    def value(self) -> Quantity:
        """The value of the number, as far as it is read."""
        return self._total + (self._rest or 0)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to read the number: in English "a hundred and five" may be 105, or 100 and 5."""
        whole = (self.value,)
        if self._language == "en" and self._before_and is not None:
            return (whole, (self._before_and, self.value - self._before_and))
        return (whole,)

    @property
    def certainty(self) -> Certainty:
        """How certain it is that a number is meant; "thousands" or "Millionen" alone is vague."""
        if self.value in (0, 1, 2):
            return "small" if self.value == 2 else "vague"
        is_bare = self._uses[0] in ("scale", "hundred")
        is_open = self._language == "en" or (len(self._uses) == 1 and self.value > 1000)
        return "vague" if is_bare and is_open else "sure"

    @property
    def _last(self) -> Use | None:
        return self._uses[-1] if self._uses else None

    def add(self, word: NumberWord, following: NumberWord | None) -> bool:
        """If a word continues the number, add it; return whether it does.

        Args:
            word: The word.
            following: The word joined to this one, which decides whether "and" continues it.
        """
        after = self._after(word, following)
        if after is None:
            return False
        if word.use == "and":
            self._before_and = self.value
        elif self._last != "and":
            self._before_and = None
        self._total, self._rest = after
        self._uses.append(word.use)
        return True

    def _after(
        self, word: NumberWord, following: NumberWord | None
    ) -> tuple[Quantity, Quantity | None] | None:
        """Return the total and the rest after a word; `None` if it does not continue the number."""
        total, rest, value = self._total, self._rest, word.value
        match word.use:
            case "and" if following is not None and self._may_join(following):
                return total, rest
            case "one" if not self._uses:
                return total, value
            case "hundred" if rest is None or rest < 100:
                return total, (rest or 1) * value
            case "scale" if rest is not None or not self._uses:
                return total + (rest or 1) * value, None
            case "scale" if self._last == "scale" and total < 10**12:
                return total * value, None  # "mil millones", but not "million" without end
            case "one" if self._last != "and" or self._language == "en":
                return None
            case "one" | "cardinal":
                joined = self._joined(value)
                return None if joined is None else (total, joined)
            case _:
                return None

    def _joined(self, value: Quantity) -> Quantity | None:
        """Return the rest joined with a cardinal after it; `None` if they are not one number."""
        rest = self._rest
        if rest is None:
            return None if self._last == "scale" and self._total < value else value
        tens = rest % 100
        if self._language == "fr":
            if tens == 4 and value == 20:
                return rest + 76  # quatre-vingts
            if tens in (60, 80) and 10 <= value < 20:
                return rest + value  # soixante-douze
            if tens in (10, 70, 90) and 7 <= value < 10:
                return rest + value  # dix-sept
        if self._language == "de" and self._last == "and" and tens < 10 and value >= 20:
            return rest + value  # dreiundzwanzig
        if (rest and tens == 0 and value < 100) or (_is_round(tens) and value < 10):
            return rest + value
        if self._language == "en" and 11 <= rest <= 20 and 10 <= value < 100:
            return rest * 100 + value  # nineteen eighty-four
        return None

    def _may_join(self, following: NumberWord) -> bool:
        """Whether "and" may precede the next word."""
        if following.use != "cardinal" and (following.use != "one" or self._language == "en"):
            return False
        value, tens = following.value, (self._rest or 0) % 100
        match self._language:
            case "es":  # treinta y cinco
                return _is_round(tens) and tens > 20 and value < 10
            case "fr":  # vingt et un, soixante et onze
                return _is_round(tens) and value in (1, 11)
            case "de":  # dreiundzwanzig, hundertundfünf
                return tens == 0 or (tens < 10 and value >= 20)
            case _:  # a hundred and five
                return tens == 0 and value < 100 and self._last in ("hundred", "scale")


def _is_round(tens: Quantity) -> bool:
    return tens >= 20 and tens % 10 == 0
