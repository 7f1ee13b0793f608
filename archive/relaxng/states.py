"""The states of an element that is being read: the definitions that the element may follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from archive.relaxng.datatypes import Content
from archive.relaxng.patterns import NOT_ALLOWED, ElementPattern, Pattern, PatternBuilder, joined
from archive.relaxng.xml import BLANKS, XML

_MOST_VALUES = 256

Options = frozenset[tuple[ElementPattern, Pattern]]
_MOST_FOLLOWING = 100
"""The most states that are tried for an element that comes too early."""


class State:
    """The definitions that an element may follow, each with the pattern of what is still to come.

    Every step is computed once and then looked up.
    """

    def __init__(self, options: Options, states: States) -> None:
        self.options, self._states, self._make = options, states, states.make
        self._attributes: dict[str, tuple[tuple[Content, ...], dict[object, State | None]]] = {}
        self._texts: dict[object, State | None] = {}
        self.seen: dict[tuple[str, str], State] = {}
        """The states after attributes and values that occurred earlier; most values occur again."""
        self._opened: dict[str, tuple[State, dict[object, State]] | None] = {}
        self._later: dict[str, bool] = {}

    # Steps return `None` if they are not allowed.

    def attribute(self, name: str, value: str) -> State | None:
        """Return the state after an attribute."""
        entry = self._attributes.get(name)
        if entry is None:
            contents_of_name = frozenset().union(
                *(p.attributes().get(name, ()) for _, p in self.options)
            )
            entry = self._attributes[name] = tuple(contents_of_name), {}
        contents, known = entry
        right = tuple(content.allows(value) for content in contents)
        if right not in known:
            allowing = frozenset(c for c, ok in zip(contents, right, strict=True) if ok)
            known[right] = self._each(lambda pattern: pattern.with_attribute(name, allowing))
        after = known[right]
        if after is not None and len(self.seen) < _MOST_VALUES:
            self.seen[name, value] = after
        return after

    @cached_property
    def closed(self) -> State | None:
        """The state after the start tag."""
        return self._each(lambda pattern: pattern.without_attributes(required=True))

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """The contents that text may have."""
        return tuple(frozenset().union(*(pattern.contents() for _, pattern in self.options)))

    def text(self, value: str) -> State | None:
        """Return the state after the whole text of an element without child elements."""
        blank = not value.strip(BLANKS)
        right = tuple(content.allows(value) for content in self.contents) if self.contents else ()
        key = right, blank
        if key not in self._texts:
            allowing = frozenset(c for c, ok in zip(self.contents, right, strict=True) if ok)
            read = self._each(lambda pattern: pattern.with_text(allowing))
            self._texts[key] = self._either(read) if blank else read
        return self._texts[key]

    @cached_property
    def mixed(self) -> State | None:
        """The state after text between child elements."""
        return self._each(lambda pattern: pattern.with_text(frozenset()))

    def opened(self, tag: str) -> tuple[State, dict[object, State]] | None:
        """Return the state in a child element, and the cache of the states after it."""
        try:
            return self._opened[tag]
        except KeyError:
            inner = frozenset(
                (element, element.content)
                for _, pattern in self.options
                for element in pattern.opening(tag)
            )
            found: tuple[State, dict[object, State]] | None = None
            if inner:
                found = self._states.of(inner), {}
            self._opened[tag] = found
            return found

    def after(self, tag: str, followed: frozenset[ElementPattern]) -> State:
        """Return the state after a child element that follows these definitions."""
        return self._states.of(
            frozenset(
                (outer, rest)
                for outer, pattern in self.options
                for element, rest in pattern.opening(tag).items()
                if element in followed
            )
        )

    @cached_property
    def ended(self) -> frozenset[ElementPattern]:
        """The definitions that the element follows if it ends here; empty if it must go on."""
        return frozenset(element for element, pattern in self.options if pattern.nullable)

    # What is allowed in this state, for messages and for reading on after a fault.

    def skipping_attribute(self, name: str) -> State | None:
        """Return the state after an attribute whose value is assumed to be valid."""
        contents = frozenset().union(*(p.attributes().get(name, ()) for _, p in self.options))
        return self._each(lambda pattern: pattern.with_attribute(name, contents))

    @cached_property
    def closed_anyway(self) -> State:
        """The state after the start tag, even if attributes are missing."""
        state = self._each(lambda pattern: pattern.without_attributes(required=False))
        return state or self

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        """Return the allowed attributes, with the contents that each may have."""
        return joined(pattern.attributes() for _, pattern in self.options)

    def elements(self) -> frozenset[str]:
        """Return the elements that may come next, for messages: `note[@type="restatement"]`."""
        patterns = (pattern.elements() for _, pattern in self.options)
        return frozenset(str(element) for element in frozenset().union(*patterns))

    def comes_later(self, tag: str) -> bool:
        """Return whether an element is allowed later, after other elements that are missing."""
        if tag not in self._later:
            self._later[tag] = tag in self.known_tags and any(
                state.opened(tag) is not None for state in self._following
            )
        return self._later[tag]

    @cached_property
    def _following(self) -> list[State]:
        """This state and the states after further elements, the nearest first."""
        states: list[State] = [self]
        for state in states:
            for tag in sorted(self.known_tags):
                opened = state.opened(tag) if len(states) < _MOST_FOLLOWING else None
                if opened and (after := state.after(tag, opened[0].all)) not in states:
                    states.append(after)
        return states

    def prefixed_name(self, name: object) -> str:
        """Return a name without the schema's namespace, or with another namespace in braces."""
        return str(name).replace(XML, "xml:").removeprefix(self._states.namespace)

    @property
    def known_tags(self) -> frozenset[str]:
        """The names of all elements of the schema."""
        return self._states.tags

    def missing(self) -> frozenset[str]:
        """Return the missing attributes of the definition that lacks the fewest."""
        return min(
            (pattern.missing() for _, pattern in self.options), key=lambda m: (len(m), sorted(m))
        )

    @cached_property
    def all(self) -> frozenset[ElementPattern]:
        """All the definitions that the element may follow."""
        return frozenset(element for element, _ in self.options)

    def _each(self, step: Callable[[Pattern], Pattern]) -> State | None:
        rests = ((element, step(pattern)) for element, pattern in self.options)
        options = frozenset(pair for pair in rests if pair[1] is not NOT_ALLOWED)
        return self._states.of(options) if options else None

    def _either(self, other: State | None) -> State:
        """Return the union of this state and another: blank text may count as text or not."""
        return self if other is None else self._states.of(self.options | other.options)


class States:
    """All states that were reached, each once."""

    def __init__(self, make: PatternBuilder, namespace: str, tags: frozenset[str]) -> None:
        self.make, self.namespace, self.tags = make, namespace, tags
        self._known: dict[Options, State] = {}

    def of(self, options: Options) -> State:
        """Return the state for these definitions; equal definitions are merged."""
        state = self._known.get(options)
        if state is None:
            rests: dict[ElementPattern, Pattern] = {}
            for element, pattern in options:
                rests[element] = self.make.choice(rests.get(element, NOT_ALLOWED), pattern)
            merged = frozenset(rests.items())
            state = self._known.get(merged) or State(merged, self)
            self._known[options] = self._known[merged] = state
        return state
