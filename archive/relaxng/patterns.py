"""The patterns of RELAX NG, and their derivatives: the patterns of what may follow each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from archive.relaxng.datatypes import Content


class Pattern:
    """What may still follow in an element. Equal patterns are one object."""

    nullable = False
    """Whether the element may end here."""

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        """Return the elements of this name that may come next, and the pattern after each."""
        return {}

    def elements(self) -> frozenset[ElementPattern]:
        """Return the elements that may come next."""
        return frozenset()

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        """Return the allowed attributes, with the contents that each may have."""
        return {}

    def contents(self) -> frozenset[Content]:
        """Return the contents that text may have, if the schema restricts text here."""
        return frozenset()

    def with_attribute(self, name: str, right: frozenset[Content]) -> Pattern:
        """Return the rest of the pattern after an attribute that these contents allow."""
        return NOT_ALLOWED

    def with_text(self, right: frozenset[Content]) -> Pattern:
        """Return the rest of the pattern after text that these contents allow."""
        return NOT_ALLOWED

    def without_attributes(self, *, required: bool) -> Pattern:
        """Return the rest of the pattern at the end of the start tag.

        Args:
            required: Whether the rest is "not allowed" if an attribute is missing.
        """
        return self

    def missing(self) -> frozenset[str]:
        """Return the names of the missing attributes."""
        return frozenset()


class _Empty(Pattern):
    nullable = True


class _NotAllowed(Pattern):
    pass


EMPTY = _Empty()
NOT_ALLOWED = _NotAllowed()


class _Text(Pattern):
    nullable = True

    def with_text(self, right: frozenset[Content]) -> Pattern:
        return self


TEXT = _Text()


class _Data(Pattern):
    """Text with restricted content."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def contents(self) -> frozenset[Content]:
        return frozenset({self.content})

    def with_text(self, right: frozenset[Content]) -> Pattern:
        return EMPTY if self.content in right else NOT_ALLOWED


class _Attribute(Pattern):
    """An attribute."""

    def __init__(self, name: str, content: Content) -> None:
        self.name, self.content = name, content

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        return {self.name: frozenset({self.content})}

    def with_attribute(self, name: str, right: frozenset[Content]) -> Pattern:
        return EMPTY if name == self.name and self.content in right else NOT_ALLOWED

    def without_attributes(self, *, required: bool) -> Pattern:
        return NOT_ALLOWED if required else EMPTY

    def missing(self) -> frozenset[str]:
        return frozenset({self.name})


class ElementPattern(Pattern):
    """An element. Its content is compiled on first use, because definitions may be recursive."""

    def __init__(self, tag: str, name: str, content: Callable[[], Pattern]) -> None:
        self.tag, self.name = tag, name
        self._content = content

    @cached_property
    def content(self) -> Pattern:
        """The pattern of the element's attributes and content."""
        return self._content()

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        """Return this element, with an empty pattern after it, if this is the element's name."""
        return {self: EMPTY} if tag == self.tag else {}

    def elements(self) -> frozenset[ElementPattern]:
        """Return this element alone."""
        return frozenset({self})

    def __str__(self) -> str:
        """Return the name of the element, with its required type, if any."""
        types = self.content.attributes().get("type", frozenset())
        values = [value for content in types for value in content.described()]
        needed = "type" in self.content.missing() and len(values) == 1
        return self.name + (f"[@type={values[0]}]" if needed else "")


class _Choice(Pattern):
    """A choice between patterns."""

    def __init__(self, options: frozenset[Pattern], make: PatternBuilder) -> None:
        self.options, self._make = options, make
        self.nullable = any(option.nullable for option in options)

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        rests: dict[ElementPattern, Pattern] = {}
        for option in self.options:
            for element, rest in option.opening(tag).items():
                rests[element] = self._make.choice(rests.get(element, NOT_ALLOWED), rest)
        return rests

    def elements(self) -> frozenset[ElementPattern]:
        return frozenset().union(*(option.elements() for option in self.options))

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        return joined(option.attributes() for option in self.options)

    def contents(self) -> frozenset[Content]:
        return frozenset().union(*(option.contents() for option in self.options))

    def with_attribute(self, name: str, right: frozenset[Content]) -> Pattern:
        return self._make.choice(*(o.with_attribute(name, right) for o in self.options))

    def with_text(self, right: frozenset[Content]) -> Pattern:
        return self._make.choice(*(option.with_text(right) for option in self.options))

    def without_attributes(self, *, required: bool) -> Pattern:
        options = (option.without_attributes(required=required) for option in self.options)
        return self._make.choice(*options)

    def missing(self) -> frozenset[str]:
        return frozenset.intersection(*(option.missing() for option in self.options))


class _Group(Pattern):
    """One pattern after the other; attributes may come in any order."""

    def __init__(self, first: Pattern, second: Pattern, make: PatternBuilder) -> None:
        self.first, self.second, self._make = first, second, make
        self.nullable = first.nullable and second.nullable

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        group, choice = self._make.group, self._make.choice
        rests = {e: group(rest, self.second) for e, rest in self.first.opening(tag).items()}
        if self.first.nullable:
            for element, rest in self.second.opening(tag).items():
                rests[element] = choice(rests.get(element, NOT_ALLOWED), rest)
        return rests

    def elements(self) -> frozenset[ElementPattern]:
        first = self.first.elements()
        return first | self.second.elements() if self.first.nullable else first

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        return joined((self.first.attributes(), self.second.attributes()))

    def contents(self) -> frozenset[Content]:
        first = self.first.contents()
        return first | self.second.contents() if self.first.nullable else first

    def with_attribute(self, name: str, right: frozenset[Content]) -> Pattern:
        group = self._make.group
        return self._make.choice(
            group(self.first.with_attribute(name, right), self.second),
            group(self.first, self.second.with_attribute(name, right)),
        )

    def with_text(self, right: frozenset[Content]) -> Pattern:
        first = self._make.group(self.first.with_text(right), self.second)
        if not self.first.nullable:
            return first
        return self._make.choice(first, self.second.with_text(right))

    def without_attributes(self, *, required: bool) -> Pattern:
        return self._make.group(
            self.first.without_attributes(required=required),
            self.second.without_attributes(required=required),
        )

    def missing(self) -> frozenset[str]:
        return self.first.missing() | self.second.missing()


class _OneOrMore(Pattern):
    """A pattern that occurs once or several times."""

    def __init__(self, inner: Pattern, make: PatternBuilder) -> None:
        self.inner, self._make = inner, make
        self.nullable = inner.nullable

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        again = self._make.choice(self, EMPTY)
        return {e: self._make.group(rest, again) for e, rest in self.inner.opening(tag).items()}

    def elements(self) -> frozenset[ElementPattern]:
        return self.inner.elements()

    def with_text(self, right: frozenset[Content]) -> Pattern:
        again = self._make.choice(self, EMPTY)
        return self._make.group(self.inner.with_text(right), again)


def joined(
    tables: Iterator[Mapping[str, frozenset[Content]]]
    | tuple[Mapping[str, frozenset[Content]], ...],
) -> Mapping[str, frozenset[Content]]:
    """Merge tables of attributes; each attribute may have the contents in any of them."""
    contents_by_name: dict[str, frozenset[Content]] = {}
    for table in tables:
        for name, contents in table.items():
            contents_by_name[name] = contents_by_name.get(name, frozenset()) | contents
    return contents_by_name


class PatternBuilder:
    """Creates each pattern once, so that equal patterns are one object, and states recur."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}

    def choice(self, *options: Pattern) -> Pattern:
        """Return the choice between patterns; choices within it are merged into it."""
        flat: set[Pattern] = set()
        for option in options:
            flat |= option.options if isinstance(option, _Choice) else {option}
        flat.discard(NOT_ALLOWED)
        if len(flat) < 2:
            return flat.pop() if flat else NOT_ALLOWED
        key = frozenset(flat)
        return self._once(key, lambda: _Choice(key, self))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """Return the pattern of `first`, then `second`."""
        if NOT_ALLOWED in (first, second):
            return NOT_ALLOWED
        if first is EMPTY:
            return second
        if second is EMPTY:
            return first
        return self._once((first, second), lambda: _Group(first, second, self))

    def one_or_more(self, inner: Pattern) -> Pattern:
        """Return a pattern that may be repeated."""
        return self._once(("+", inner), lambda: _OneOrMore(inner, self))

    def data(self, content: Content) -> Pattern:
        """Return the pattern of text with restricted content."""
        return self._once(("data", content), lambda: _Data(content))

    def attribute(self, name: str, content: Content) -> Pattern:
        """Return the pattern of an attribute."""
        return self._once((name, content), lambda: _Attribute(name, content))

    def _once(self, key: object, make: Callable[[], Pattern]) -> Pattern:
        pattern = self._made.get(key)
        if pattern is None:
            pattern = self._made[key] = make()
        return pattern
