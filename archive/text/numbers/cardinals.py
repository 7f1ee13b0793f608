"""A cardinal in words, read word by word."""

from __future__ import annotations

from fractions import Fraction

from archive.text.numbers.number_words import NumberWord


class CardinalCount:
    """A cardinal as it is read, word by word."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.total = Fraction(0)
        self.current: Fraction | None = None
        self.last: str = ""

    @property
    def value(self) -> Fraction:
        """The number as far as it is read."""
        return self.total + (self.current or 0)

    def takes(self, word: NumberWord) -> bool:
        """Whether a word goes on with the number; then it is counted."""
        use, value, _ = word
        before = self.current
        if use == "one" and self.last == "and" and self.language != "en":
            taken = self._cardinal(value)
        elif use == "one":
            taken = before is None and not self.last
            self.current = value if taken else before
        elif use == "hundred":
            taken = before is None or before < 100
            self.current = (before or 1) * value if taken else before
        elif use == "scale":
            taken = self._scale(value)
        elif use == "cardinal":
            taken = self._cardinal(value)
        else:
            taken = False
        if taken:
            self.last = use
        return taken

    def _scale(self, value: Fraction) -> bool:
        if self.current is None and self.last == "scale" and self.total < 10**12:
            self.total *= value  # "mil millones"
        elif self.current is None and self.last:
            return False
        else:
            self.total += (self.current or 1) * value
        self.current = None
        return True

    def _cardinal(self, value: Fraction) -> bool:
        before = self.current
        if before is None:
            if self.last == "scale" and self.total < value:
                return False
            self.current = value
            return True
        rest = before % 100
        if self.language == "fr" and rest == 4 and value == 20:
            self.current = before + 76  # quatre-vingts
        elif (
            (rest == 0 and before and value < 100)
            or (rest >= 20 and rest % 10 == 0 and value < 10)
            or (self.language == "fr" and rest in (60, 80) and 10 <= value < 20)
            or (self.language == "fr" and rest in (10, 70, 90) and 7 <= value < 10)
            or (self.language == "de" and self.last == "and" and rest < 10 and value >= 20)
        ):
            self.current = before + value
        elif 11 <= before <= 20 and 10 <= value < 100 and self.language == "en":
            self.current = before * 100 + value  # "nineteen eighty-four"
        else:
            return False
        return True

    def may_join(self, following: NumberWord | None) -> bool:
        """Whether "and" may stand before the next word."""
        uses = ("cardinal",) if self.language == "en" else ("cardinal", "one")
        if following is None or following.use not in uses:
            return False
        rest = 0 if self.current is None else self.current % 100
        match self.language:
            case "es":
                return rest > 20 and rest % 10 == 0 and following.value < 10
            case "fr":
                return rest >= 20 and rest % 10 == 0 and following.value in (1, 11)
            case "de":
                return (0 < rest < 10 and following.value >= 20) or rest == 0
            case _:
                return rest == 0 and following.value < 100 and self.last in ("hundred", "scale")
