"""RELAX NG by derivatives (James Clark): what is wrong, where, and what is allowed there.

libxml2 finds that a file is not valid, but not where it went wrong, and takes many times as long on
a schema like ours. Here every state that the schema can be in is worked out once; a fault is
reported once, and what follows from it is passed over. All of RELAX NG is read that `archive.rng`
uses: no interleave, no name classes. That ids are unique is left to archive.sch. Tests hold the
verdicts to those of libxml2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from archive.relaxng.datatypes import Content, UnreadableGrammar

if TYPE_CHECKING:
    from archive.formats.tei.tree import Element

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_BLANKS = " \t\r\n"


class Fault(NamedTuple):
    """One thing that the schema does not allow."""

    element: Element
    attribute: str | None
    """The attribute that is wrong, if it is not the element."""
    message: str
    allowed: str
    """What could stand there."""


# --- patterns: what is still to come ---


class Pattern:
    """What may stand in an element from some point on. Equal patterns are one object."""

    nullable = False
    """Whether nothing need follow."""

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        """Return the elements of this name that may come next, and what may follow each."""
        return {}

    def elements(self) -> frozenset[ElementPattern]:
        """Return the elements that may come next."""
        return frozenset()

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        """Return the attributes that may stand there, with what each may hold."""
        return {}

    def contents(self) -> frozenset[Content]:
        """Return what the text may be, where it must be of some form."""
        return frozenset()

    def with_attribute(self, name: str, right: frozenset[Content]) -> Pattern:
        """Return what is left when an attribute has been read that these contents allow."""
        return NOT_ALLOWED

    def with_text(self, right: frozenset[Content]) -> Pattern:
        """Return what is left when text has been read that these contents allow."""
        return NOT_ALLOWED

    def without_attributes(self, *, required: bool) -> Pattern:
        """Return what is left at the end of the start tag.

        Args:
            required: Whether an attribute that should have come makes the rest impossible.
        """
        return self

    def missing(self) -> frozenset[str]:
        """Return the names of the attributes that should have come."""
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
    """Text of some form."""

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
    """An element. What it holds is worked out when it is first met, since definitions recur."""

    def __init__(self, tag: str, content: Callable[[], Pattern]) -> None:
        self.tag = tag
        self._content = content

    @cached_property
    def content(self) -> Pattern:
        """What it holds, its attributes included."""
        return self._content()

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        """Return itself and nothing to follow, if that is its name."""
        return {self: EMPTY} if tag == self.tag else {}

    def elements(self) -> frozenset[ElementPattern]:
        """Return itself."""
        return frozenset({self})

    def __str__(self) -> str:
        """Its name, with the type that it must have, if any."""
        types = self.content.attributes().get("type", frozenset())
        values = [value for content in types for value in content.described()]
        needed = "type" in self.content.missing() and len(values) == 1
        return _shown(self.tag) + (f"[@type={values[0]}]" if needed else "")


class _Choice(Pattern):
    """One of several."""

    def __init__(self, options: frozenset[Pattern], make: Maker) -> None:
        self.options, self._make = options, make
        self.nullable = any(option.nullable for option in options)

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        found: dict[ElementPattern, Pattern] = {}
        for option in self.options:
            for element, rest in option.opening(tag).items():
                found[element] = self._make.choice(found.get(element, NOT_ALLOWED), rest)
        return found

    def elements(self) -> frozenset[ElementPattern]:
        return frozenset().union(*(option.elements() for option in self.options))

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        return _joined(option.attributes() for option in self.options)

    def contents(self) -> frozenset[Content]:
        return frozenset().union(*(option.contents() for option in self.options))

    def with_attribute(self, name: str, right: frozenset[Content]) -> Pattern:
        return self._make.choice(*(o.with_attribute(name, right) for o in self.options))

    def with_text(self, right: frozenset[Content]) -> Pattern:
        return self._make.choice(*(option.with_text(right) for option in self.options))

    def without_attributes(self, *, required: bool) -> Pattern:
        left = (option.without_attributes(required=required) for option in self.options)
        return self._make.choice(*left)

    def missing(self) -> frozenset[str]:
        return frozenset.intersection(*(option.missing() for option in self.options))


class _Group(Pattern):
    """One after the other; of attributes, both in any order."""

    def __init__(self, first: Pattern, second: Pattern, make: Maker) -> None:
        self.first, self.second, self._make = first, second, make
        self.nullable = first.nullable and second.nullable

    def opening(self, tag: str) -> Mapping[ElementPattern, Pattern]:
        group, choice = self._make.group, self._make.choice
        found = {e: group(rest, self.second) for e, rest in self.first.opening(tag).items()}
        if self.first.nullable:
            for element, rest in self.second.opening(tag).items():
                found[element] = choice(found.get(element, NOT_ALLOWED), rest)
        return found

    def elements(self) -> frozenset[ElementPattern]:
        first = self.first.elements()
        return first | self.second.elements() if self.first.nullable else first

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        return _joined((self.first.attributes(), self.second.attributes()))

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
    """Once, or again and again."""

    def __init__(self, inner: Pattern, make: Maker) -> None:
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


def _joined(
    tables: Iterator[Mapping[str, frozenset[Content]]]
    | tuple[Mapping[str, frozenset[Content]], ...],
) -> Mapping[str, frozenset[Content]]:
    joined: dict[str, frozenset[Content]] = {}
    for table in tables:
        for name, contents in table.items():
            joined[name] = joined.get(name, frozenset()) | contents
    return joined


class Maker:
    """Makes patterns, each once, so that equal ones are the same and states recur."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}

    def choice(self, *options: Pattern) -> Pattern:
        """Return the choice between patterns, flattened."""
        flat: set[Pattern] = set()
        for option in options:
            flat |= option.options if isinstance(option, _Choice) else {option}
        flat.discard(NOT_ALLOWED)
        if len(flat) < 2:
            return flat.pop() if flat else NOT_ALLOWED
        key = frozenset(flat)
        return self._once(key, lambda: _Choice(key, self))

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """Return one pattern after the other."""
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
        """Return text of some form."""
        return self._once(("data", content), lambda: _Data(content))

    def attribute(self, name: str, content: Content) -> Pattern:
        """Return an attribute."""
        return self._once((name, content), lambda: _Attribute(name, content))

    def _once(self, key: object, make: Callable[[], Pattern]) -> Pattern:
        pattern = self._made.get(key)
        if pattern is None:
            pattern = self._made[key] = make()
        return pattern


_MOST_SEEN = 256

# --- states: an element that is being read, and all the definitions that it may still follow ---

Options = frozenset[tuple[ElementPattern, Pattern]]
_MOST_FOLLOWING = 100
"""How many states are looked at for an element that stands too early."""


class State:
    """The definitions that an element may follow, each with what is still to come.

    Every step is worked out once and then looked up.
    """

    def __init__(self, options: Options, states: States) -> None:
        self.options, self._states, self._make = options, states, states.make
        self._attributes: dict[str, tuple[tuple[Content, ...], dict[object, State | None]]] = {}
        self._texts: dict[object, State | None] = {}
        self.seen: dict[tuple[str, str], State] = {}
        """The states after attributes met before with the same value: most are closed words."""
        self._opened: dict[str, tuple[State, dict[object, State]] | None] = {}
        self._later: dict[str, bool] = {}

    # the steps; `None` where one is not allowed

    def attribute(self, name: str, value: str) -> State | None:
        """Return the state after an attribute."""
        entry = self._attributes.get(name)
        if entry is None:
            found = frozenset().union(*(p.attributes().get(name, ()) for _, p in self.options))
            entry = self._attributes[name] = tuple(found), {}
        contents, known = entry
        right = tuple(content.allows(value) for content in contents)
        if right not in known:
            allowing = frozenset(c for c, ok in zip(contents, right, strict=True) if ok)
            known[right] = self._each(lambda pattern: pattern.with_attribute(name, allowing))
        after = known[right]
        if after is not None and len(self.seen) < _MOST_SEEN:
            self.seen[name, value] = after
        return after

    @cached_property
    def closed(self) -> State | None:
        """The state after the start tag."""
        return self._each(lambda pattern: pattern.without_attributes(required=True))

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """The forms that text may have."""
        return tuple(frozenset().union(*(pattern.contents() for _, pattern in self.options)))

    def text(self, value: str) -> State | None:
        """Return the state after the whole text of an element without child elements."""
        blank = not value.strip(_BLANKS)
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
        """Return the state in a child element; and where to note those after it."""
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
        """The definitions that an element follows which ends here."""
        return frozenset(element for element, pattern in self.options if pattern.nullable)

    # what could have stood there

    def skipping_attribute(self, name: str) -> State | None:
        """Return the state after an attribute whose value is taken to be right."""
        contents = frozenset().union(*(p.attributes().get(name, ()) for _, p in self.options))
        return self._each(lambda pattern: pattern.with_attribute(name, contents))

    @cached_property
    def closed_anyway(self) -> State:
        """The state after the start tag, whatever is missing in it."""
        state = self._each(lambda pattern: pattern.without_attributes(required=False))
        return state or self

    def attributes(self) -> Mapping[str, frozenset[Content]]:
        """Return the attributes that may stand there, with what each may hold."""
        return _joined(pattern.attributes() for _, pattern in self.options)

    def elements(self) -> frozenset[str]:
        """Return the elements that may come next, as shown: `note[@type="restatement"]`."""
        patterns = (pattern.elements() for _, pattern in self.options)
        return frozenset(str(element) for element in frozenset().union(*patterns))

    def comes_later(self, tag: str) -> bool:
        """Whether an element may stand after others that are missing where it stands."""
        if tag not in self._later:
            self._later[tag] = tag in self.known_tags and any(
                state.opened(tag) is not None for state in self._following
            )
        return self._later[tag]

    @cached_property
    def _following(self) -> list[State]:
        """This state and those after more elements, the nearest first."""
        found: list[State] = [self]
        for state in found:
            for tag in sorted(self.known_tags):
                opened = state.opened(tag) if len(found) < _MOST_FOLLOWING else None
                if opened and (after := state.after(tag, opened[0].all)) not in found:
                    found.append(after)
        return found

    @property
    def known_tags(self) -> frozenset[str]:
        """The elements that there are in the schema, there or elsewhere."""
        return self._states.tags

    def missing(self) -> frozenset[str]:
        """Return the attributes that should have come, where the fewest should."""
        return min(
            (pattern.missing() for _, pattern in self.options), key=lambda m: (len(m), sorted(m))
        )

    @cached_property
    def all(self) -> frozenset[ElementPattern]:
        """All the definitions that the element may follow."""
        return frozenset(element for element, _ in self.options)

    def _each(self, step: Callable[[Pattern], Pattern]) -> State | None:
        left = ((element, step(pattern)) for element, pattern in self.options)
        options = frozenset(pair for pair in left if pair[1] is not NOT_ALLOWED)
        return self._states.of(options) if options else None

    def _either(self, other: State | None) -> State:
        """Either this state or the other: blank text may count or not."""
        return self if other is None else self._states.of(self.options | other.options)


class States:
    """All states that have been met, each once."""

    def __init__(self, make: Maker, tags: frozenset[str]) -> None:
        self.make, self.tags = make, tags
        self._known: dict[Options, State] = {}

    def of(self, options: Options) -> State:
        """Return the state of these options; those of one definition are one."""
        state = self._known.get(options)
        if state is None:
            joined: dict[ElementPattern, Pattern] = {}
            for element, pattern in options:
                joined[element] = self.make.choice(joined.get(element, NOT_ALLOWED), pattern)
            merged = frozenset(joined.items())
            state = self._known.get(merged) or State(merged, self)
            self._known[options] = self._known[merged] = state
        return state


# --- the grammar ---


class Grammar:
    """A schema, ready to look at files."""

    def __init__(self, schema: Element) -> None:
        self._namespace = schema.get("ns", "")
        self._make = Maker()
        self._contents: dict[bytes, Content] = {}
        self._defines = {define.get("name"): define for define in schema.iter(f"{_RNG}define")}
        self._patterns: dict[Element, Pattern] = {}
        start = schema.find(f"{_RNG}start")
        assert start is not None
        root = ElementPattern("", lambda: EMPTY)
        tags = frozenset(self._tag(node) for node in schema.iter(f"{_RNG}element"))
        self._start = States(self._make, tags).of(frozenset({(root, self._all(start))}))

    def faults(self, root: Element) -> list[Fault]:
        """Return everything in a file that the schema does not allow."""
        faults: list[Fault] = []
        opened = self._start.opened(str(root.tag))
        if opened is None:
            message = f'"{_shown(root.tag)}" cannot be the root'
            return [Fault(root, None, message, _listed(self._start.elements()))]
        _read(root, opened[0], faults)
        return faults

    def _all(self, parent: Element) -> Pattern:
        """The children of an element of the schema, one after the other."""
        pattern: Pattern = EMPTY
        for child in reversed(parent):
            if isinstance(child.tag, str):
                pattern = self._make.group(self._pattern(child), pattern)
        return pattern

    def _tag(self, node: Element) -> str:
        name = str(node.get("name"))
        return f"{{{self._namespace}}}{name}" if self._namespace else name

    def _pattern(self, node: Element) -> Pattern:
        if node not in self._patterns:
            self._patterns[node] = self._made(node)
        return self._patterns[node]

    def _made(self, node: Element) -> Pattern:
        make, kind = self._make, str(node.tag).removeprefix(_RNG)
        match kind:
            case "ref":
                return self._all(self._defines[node.get("name")])
            case "element":
                return ElementPattern(self._tag(node), lambda: self._all(node))
            case "attribute":
                name = str(node.get("name")).replace("xml:", _XML)
                return make.attribute(name, self._content(node))
            case "group":
                return self._all(node)
            case "choice":
                return make.choice(*(self._pattern(c) for c in node if isinstance(c.tag, str)))
            case "optional":
                return make.choice(self._all(node), EMPTY)
            case "oneOrMore":
                return make.one_or_more(self._all(node))
            case "zeroOrMore":
                return make.choice(make.one_or_more(self._all(node)), EMPTY)
            case "empty":
                return EMPTY
            case "text":
                return TEXT
            case "data" | "value" | "list":
                return make.data(self._content(node))
            case _:
                raise UnreadableGrammar(f"{kind} of RELAX NG")

    def _content(self, node: Element) -> Content:
        """What an attribute or a text may be; of two that are written the same, one."""
        content = Content(node, self._defines)
        return self._contents.setdefault(content.key, content)


# --- reading a file ---


Followed = frozenset[ElementPattern] | None


def _read(element: Element, state: State, faults: list[Fault]) -> Followed:
    """Read an element.

    Returns:
        The definitions that it follows, or may be taken to follow; `None` if by its type it cannot
        stand there at all, and what it holds was not looked at.
    """
    for name, value in element.items():
        after = state.seen.get((name, value)) or state.attribute(name, value)
        if after is None:
            faults.append(_attribute_fault(element, name, value, state))
            if name == "type":
                return None
            after = state.skipping_attribute(name) or state
        state = after
    closed = state.closed
    if closed is None:
        faults.append(_missing_fault(element, state))
        closed = state.closed_anyway
    if len(element):
        return _read_children(element, closed, faults)
    text = element.text or ""
    ended = closed.text(text)
    if ended is None:
        faults.append(_text_fault(element, text, closed))
        return closed.all
    return ended.ended or _unended(element, ended, faults)


def _read_children(element: Element, state: State, faults: list[Fault]) -> Followed:
    """Read what stands in an element. While it is lost, nothing that follows is reported."""
    lost = False
    text = element.text
    for child in element:
        state = _past_text(element, text, state, faults)
        text = child.tail
        tag = str(child.tag)
        opened = state.opened(tag)
        if opened is None:
            if not lost or tag not in state.known_tags:
                faults.append(_child_fault(element, child, state))
            lost = True
            continue
        inner, known = opened
        followed = _read(child, inner, faults)
        if followed is None:
            if lost:
                faults.pop()
            lost = any(_could_be(other, state) for other in islice(child.itersiblings(), 10))
            if lost:
                continue
            followed = inner.all
        lost = False
        try:
            state = known[followed]
        except KeyError:
            state = known[followed] = state.after(tag, followed)
    state = _past_text(element, text, state, faults)
    return state.ended or (state.all if lost else _unended(element, state, faults))


def _could_be(element: Element, state: State) -> bool:
    """Whether an element could stand there, by its name and its type."""
    opened = state.opened(str(element.tag))
    kind = element.get("type")
    return opened is not None and (kind is None or opened[0].attribute("type", kind) is not None)


def _past_text(element: Element, text: str | None, state: State, faults: list[Fault]) -> State:
    if not text or not text.strip(_BLANKS):
        return state
    if state.mixed is None:
        words = _short(" ".join(text.split()))
        message = f'text, "{words}", stands between the elements of "{_shown(element.tag)}"'
        faults.append(Fault(element, None, message, _listed(state.elements())))
        return state
    return state.mixed


def _attribute_fault(element: Element, name: str, value: str, state: State) -> Fault:
    attributes = state.attributes()
    shown = _shown(name)
    if name not in attributes:
        message = f'"{_shown(element.tag)}" has the attribute "{shown}" with "{_short(value)}"'
        others = frozenset(other for other in attributes if other not in element.attrib)
        return Fault(element, name, message, _listed(others, "no other attribute"))
    allowed = sorted(text for content in attributes[name] for text in content.described())
    message = f'"{_shown(element.tag)}" has "{_short(value)}" for "{shown}"'
    return Fault(element, name, message, ", ".join(allowed))


def _missing_fault(element: Element, state: State) -> Fault:
    missing = state.missing()
    names = _listed(missing or frozenset(state.attributes()))
    message = f'"{_shown(element.tag)}" lacks an attribute'
    return Fault(element, None, message, names if missing else f"one of {names}")


def _text_fault(element: Element, text: str, state: State) -> Fault:
    name = _shown(element.tag)
    if not state.contents:
        message = f'"{name}" holds the text "{_short(text)}"'
        return Fault(element, None, message, _listed(state.elements()))
    allowed = sorted(form for content in state.contents for form in content.described())
    return Fault(element, None, f'the text of "{name}" is "{_short(text)}"', ", ".join(allowed))


def _child_fault(element: Element, child: Element, state: State) -> Fault:
    message = f'"{_shown(child.tag)}" stands in "{_shown(element.tag)}"'
    allowed = _listed(state.elements(), "nothing more")
    if state.comes_later(str(child.tag)):
        allowed += f", and after that {_shown(child.tag)}"
    return Fault(child, None, message, allowed)


def _unended(element: Element, state: State, faults: list[Fault]) -> Followed:
    message = f'"{_shown(element.tag)}" ends too early'
    faults.append(Fault(element, None, message, _listed(state.elements(), "text")))
    return state.all


_MOST_LISTED = 16


def _listed(names: frozenset[str], otherwise: str = "nothing") -> str:
    shown = {_shown(name) for name in names}
    plain = sorted(name for name in shown if "[" not in name or name.partition("[")[0] not in shown)
    more = ", ..." if len(plain) > _MOST_LISTED else ""
    return ", ".join(plain[:_MOST_LISTED]) + more or otherwise


def _shown(name: object) -> str:
    text = str(name).replace(_XML, "xml:")
    return text.removeprefix("{http://www.tei-c.org/ns/1.0}")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"
