"""Work grows with the file, whatever is much in it: for each door of annotations and works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import pytest

import archive
from tests import samples
from tests.annotations.large_files import (
    BIBLIOGRAPHIES,
    DOORS,
    SHAPES,
    WORKS,
    Case,
    all_on_one_word,
    brat,
    each_on_its_word,
    each_on_the_same_word,
    links_from_one,
    links_in_a_chain,
    links_to_one,
    nested,
    overlapping,
    works,
)
from tests.conftest import MANY
from tests.growth import MOST, Work, grows
from tests.tools.cases import each_case

Shape = Callable[[int], Case]


def laying(data: bytes, format: str, text: str, **options: Any) -> Work:
    onto = samples.text_only(text)

    def work() -> None:
        with suppress(archive.ArchiveError):
            archive.add(onto, data, format, **options)

    return work


def laying_shape(door: str, shape: Shape, *, is_moved: bool = False) -> Callable[[int], Work]:
    format, write = DOORS[door]

    def make(n: int) -> Work:
        case = shape(n)
        return laying(write(case), format, moved(case.text) if is_moved else case.text)

    return make


def moved(text: str) -> str:
    """The text with more words in it, so that no offset is that of the record."""
    words = text.split(" ")
    return " ".join(f"more{n} {word}" if n % 7 == 0 else word for n, word in enumerate(words))


def turn(shapes: Sequence[Shape], number: int) -> Sequence[Shape]:
    """All shapes, or of few another one for each test."""
    return shapes if MANY else (shapes[number % len(shapes)],)


ONE_OF_EACH = [(door, SHAPES[n % len(SHAPES)]) for n, door in enumerate(DOORS)]
"""Each door with another shape; the slow run has all."""


@pytest.mark.slow
@pytest.mark.parametrize(("door", "shape"), ONE_OF_EACH)
def test_work_grows_with_what_is_laid(door: str, shape: Shape) -> None:
    assert grows(laying_shape(door, shape), 25) < MOST


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_work_grows_with_each_shape_of_a_file(door: str) -> None:
    for shape in SHAPES:
        assert grows(laying_shape(door, shape), 40) < MOST, shape.__name__


@pytest.mark.slow
@pytest.mark.parametrize("door", ["hypothesis", "brat", "Recogito 2 table of many files"])
def test_work_grows_with_the_same_words_at_offsets_that_are_not_known(door: str) -> None:
    """Of n places each of n annotations could be at any: comparing all would be n times n."""
    make = laying_shape(door, each_on_the_same_word, is_moved=True)
    assert grows(make, 200) < MOST


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_work_grows_where_offsets_are_not_known(door: str) -> None:
    shapes = (each_on_its_word, each_on_the_same_word, all_on_one_word, overlapping)
    for shape in turn(shapes, [*DOORS].index(door)):
        assert grows(laying_shape(door, shape, is_moved=True), 100) < MOST, shape.__name__


PARTS = ("content", "cue", "source", "attribution")
JOINED = [
    (on, to)
    for on in PARTS
    for to in PARTS
    if on != to
]  # fmt: skip


def attributing(on: str, to: str, shape: Shape) -> Callable[[int], Work]:
    rules = [
        {"when": {"layer": "relation"}, "becomes": "attribution", "on": on, "to": to,
         "kind": "descriptive", "entity": "group"},
    ]  # fmt: skip

    def make(n: int) -> Work:
        case = shape(n)
        return laying(brat(case), "brat", case.text, mapping={"rules": rules})

    return make


def nested_in_a_chain(n: int) -> Case:
    """Contents within each other, each linked to the next."""
    case = nested(n)
    return Case(case.text, case.spans, links_in_a_chain(n).links)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [links_to_one, links_from_one, nested_in_a_chain])
def test_work_grows_with_attributions(shape: Shape) -> None:
    assert grows(attributing("cue", "content", shape), 25) < MOST


@pytest.mark.slow
@pytest.mark.parametrize(("on", "to"), JOINED)
def test_work_grows_with_attributions_of_each_sort(on: str, to: str) -> None:
    shapes = (links_to_one, links_from_one, links_in_a_chain, nested_in_a_chain)
    for shape in turn(shapes, JOINED.index((on, to))):
        assert grows(attributing(on, to, shape), 40) < MOST, shape.__name__


def adding_works(format: str, kind: str) -> Callable[[int], Work]:
    return lambda n: laying(BIBLIOGRAPHIES[format](works(n, kind)), format, "Text.")


@pytest.mark.slow
@each_case(
    ("format", "kind"), [("csl", "the same title"), ("bibtex", "many authors"), ("ris", "faulty")]
)
def test_work_grows_with_a_bibliography(format: str, kind: str) -> None:
    assert grows(adding_works(format, kind), 40) < MOST


@pytest.mark.slow
@pytest.mark.parametrize("format", BIBLIOGRAPHIES)
def test_work_grows_with_each_sort_of_bibliography(format: str) -> None:
    for kind in WORKS if MANY else WORKS[[*BIBLIOGRAPHIES].index(format) :: len(BIBLIOGRAPHIES)]:
        assert grows(adding_works(format, kind), 100) < MOST, kind
