"""Finds what the schema does not allow in a file; reports the place and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from archive.relaxng.patterns import ElementPattern
from archive.relaxng.states import State
from archive.relaxng.xml import BLANKS, Element


class Fault(NamedTuple):
    """An element, attribute or text that the schema does not allow."""

    element: Element
    attribute: str | None
    """The attribute that is wrong; `None` if the element is wrong."""
    message: str
    allowed: str
    """What is allowed in place of the fault."""


def faults_in(root: Element, start: State) -> list[Fault]:
    """Return all faults in a file.

    Args:
        root: The root element of the file.
        start: The state of the schema before the root element.
    """
    faults: list[Fault] = []
    opened = start.opened(str(root.tag))
    if opened is None:
        message = f'"{start.prefixed_name(root.tag)}" cannot be the root'
        return [Fault(root, None, message, _elements(start))]
    _read(root, opened[0], faults)
    return faults


Followed = frozenset[ElementPattern] | None


def _read(element: Element, state: State, faults: list[Fault]) -> Followed:
    """Read an element and add its faults.

    Returns:
        The definitions that the element follows, or is assumed to follow; `None` if its type is not
        allowed there, so that its content was not checked.
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
    """Read the content of an element and add its faults, without faults that follow from others."""
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
    """Return whether an element is allowed in this state, according to its name and type."""
    opened = state.opened(str(element.tag))
    type = element.get("type")
    return opened is not None and (type is None or opened[0].attribute("type", type) is not None)


def _past_text(element: Element, text: str | None, state: State, faults: list[Fault]) -> State:
    if not text or not text.strip(BLANKS):
        return state
    if state.mixed is None:
        words = _short_value(" ".join(text.split()))
        message = (
            f'between the elements of "{state.prefixed_name(element.tag)}" is the text "{words}"'
        )
        faults.append(Fault(element, None, message, _elements(state)))
        return state
    return state.mixed


def _attribute_fault(element: Element, name: str, value: str, state: State) -> Fault:
    attributes = state.attributes()
    name_shown = state.prefixed_name(name)
    if name not in attributes:
        tag = state.prefixed_name(element.tag)
        message = f'the attribute "{name_shown}" is not allowed in "{tag}"'
        others = [other for other in attributes if other not in element.attrib]
        return Fault(element, name, message, _attributes(state, others, "no other attribute"))
    allowed = sorted(text for content in attributes[name] for text in content.described())
    message = f'"{state.prefixed_name(element.tag)}" has "{_short_value(value)}" for "{name_shown}"'
    return Fault(element, name, message, ", ".join(allowed))


def _missing_fault(element: Element, state: State) -> Fault:
    missing = state.missing()
    names = _attributes(state, missing or state.attributes())
    message = f'"{state.prefixed_name(element.tag)}" lacks an attribute'
    return Fault(element, None, message, names if missing else f"one of {names}")


def _text_fault(element: Element, text: str, state: State) -> Fault:
    name = state.prefixed_name(element.tag)
    if not state.contents:
        message = f'"{name}" may not contain the text "{_short_value(text)}"'
        return Fault(element, None, message, _elements(state))
    allowed = sorted(form for content in state.contents for form in content.described())
    return Fault(
        element, None, f'the text of "{name}" is "{_short_value(text)}"', ", ".join(allowed)
    )


def _child_fault(element: Element, child: Element, state: State) -> Fault:
    inner, outer = state.prefixed_name(child.tag), state.prefixed_name(element.tag)
    message = f'"{inner}" is not allowed at this place in "{outer}"'
    allowed = _elements(state, "nothing more")
    if state.comes_later(str(child.tag)):
        allowed += f", and after that {state.prefixed_name(child.tag)}"
    return Fault(child, None, message, allowed)


def _unended(element: Element, state: State, faults: list[Fault]) -> Followed:
    message = f'"{state.prefixed_name(element.tag)}" ends too early'
    faults.append(Fault(element, None, message, _elements(state, "text")))
    return state.all


_MOST_LISTED = 16


def _elements(state: State, otherwise: str = "nothing") -> str:
    """Return the elements that may come next; `note` includes `note` with any type."""
    names = state.elements()
    plain = (n for n in names if "[" not in n or n.partition("[")[0] not in names)
    return _listed(plain, otherwise)


def _attributes(state: State, names: Iterable[str], otherwise: str = "nothing") -> str:
    return _listed(map(state.prefixed_name, names), otherwise)


def _listed(names: Iterable[str], otherwise: str) -> str:
    names = sorted(names)
    more = ", ..." if len(names) > _MOST_LISTED else ""
    return ", ".join(names[:_MOST_LISTED]) + more or otherwise


def _short_value(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"
