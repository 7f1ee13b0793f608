"""Derivations: bytes to text, origins to words; each is a module called like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from doctest import DocTestFinder
from hashlib import sha256
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive
from archive import derivations
from archive.derivations.derivation import Derivation, DerivationOfStretches, Derived, Gap
from archive.derivations.verbatim_1 import DERIVATION as VERBATIM_1
from archive.derivations.verbatim_2 import DERIVATION as VERBATIM_2
from archive.errors import ReadError, UnknownEncoding
from archive.files import interface as places
from archive.files.memory import FilesInMemory
from archive.model.blocks import Paragraph, Section
from archive.model.captures import (
    BlockOrigin,
    Capture,
    CaptureOrigin,
    ElementOrigin,
    Origin,
    OriginOfBlock,
    TextOrigin,
)
from archive.model.document import Document
from archive.validation import rederivation
from archive.validation.rules import derivations as rules_on_derivations
from archive.validation.rules import received_text as rules
from tests import make_reference, samples, strategies
from tests.tools.cases import each_case

ELEMENT = ElementOrigin(capture="c", path="/p[1]")
WHOLE = CaptureOrigin(capture="c")


def stretch(start: int, end: int) -> BlockOrigin:
    return BlockOrigin(capture="c", start=start, end=end)


# --- the room ---


def test_the_names_are_those_of_the_modules():
    room = Path(derivations.__file__).parent
    modules = {path.stem for path in room.glob("*_[0-9].py")}
    assert {name.replace("-", "_") for name in derivations.NAMES} == modules


@each_case("name", derivations.NAMES)
def test_a_derivation_is_found_by_the_name_that_captures_call_it(name: derivations.Name):
    found = derivations.derivation_named(name)
    assert found.name == name
    capture = Capture(
        id="c", file="a", media_type="text/plain", size_bytes=0, sha256="0" * 64, derivation=name
    )
    assert derivations.derivation_of(capture) is found


@each_case("name", derivations.NAMES)
def test_the_tei_profile_knows_the_names_of_the_model(name: str):
    record = archive.write(samples.small(), "tei").data
    assert b">verbatim-1<" in record
    report = archive.validate(record.replace(b">verbatim-1<", f">{name}<".encode()))
    assert [finding for finding in report if finding.code == "tei-not-valid"] == []


@pytest.mark.slow
@each_case("name", derivations.NAMES)
def test_what_a_derivation_does_is_said_beside_its_name(name: str):
    """Under it in the model, from where the page of fields has it."""
    page = make_reference.fields().partition("### Derivation\n")[2].partition("\n###")[0]
    assert re.search(rf"`{name}`: \w", page)


@each_case("name", derivations.NAMES)
def test_what_a_derivation_gives_is_shown_by_examples_that_are_run(name: derivations.Name):
    """Once released it never changes: its examples, run as doctests, say what it gave."""
    module = import_module(type(derivations.derivation_named(name)).__module__)
    assert any(found.examples for found in DocTestFinder().find(module))


def test_a_capture_may_have_no_derivation():
    capture = Capture(id="c", file="a", media_type="image/png", size_bytes=0, sha256="0" * 64)
    assert derivations.derivation_of(capture) is None


# --- verbatim-1 ---


@each_case(
    ("data", "media_type", "text"),
    [
        (b"", "text/plain", ""),
        (b"a\r\n\xc2\xa0 b\t\n\n", "text/plain", "a\r\n\xa0 b\t\n\n"),
        (b"\xef\xbb\xbfa", "text/plain", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "text/plain;charset=utf-8", "\ufeffa"),
        (b"e\xcc\x81\x00\x0c", "text/html", "e\u0301\x00\x0c"),
        (b"\x93a\x94", "text/plain;charset=windows-1252", "“a”"),
        (b"\x93a\x94", 'text/plain; charset="latin1"', "“a”"),
        (b"\xff\xfea\0", "text/plain;charset=utf-16", "a"),
        (b"\xfe\xff\0a", "text/plain;charset=utf-16", "a"),
        (b"<p>a&amp;b</p>", "text/html;charset=utf-8", "<p>a&amp;b</p>"),
    ],
)
def test_verbatim_1_gives_what_it_gave_when_it_was_released(
    data: bytes, media_type: str, text: str
):
    assert VERBATIM_1.derive(data, media_type).text == text


def test_verbatim_1_says_why_there_is_no_text():
    with pytest.raises(ReadError, match="not valid UTF-8"):
        VERBATIM_1.derive(b"\xff", "text/plain")
    with pytest.raises(UnknownEncoding):
        VERBATIM_1.derive(b"a", "text/plain;charset=none")


# --- verbatim-2 ---


@each_case(
    ("data", "text"),
    [
        (b"", ""),
        (b"\x0c", "\n"),
        (b"a\x0cb\x0bc", "a\nb\nc"),
        (b"a\r\n\x0cb", "a\r\n\nb"),
        (b"a\r\x0cb", "a\r\rb"),
        (b"ab\0\x1a\0", "ab   "),
        (b"a\x1a\n", "a\x1a\n"),
        (b"ab\0c\x08\x1b", "ab\0c\x08\x1b"),
    ],
)
def test_verbatim_2_gives_what_it_gave_when_it_was_released(data: bytes, text: str):
    assert VERBATIM_2.derive(data, "text/plain").text == text


@given(st.text(st.sampled_from("a b\r\n\t\x0b\x0c\0\x1a\xa0\u2029é")))
def test_verbatim_2_is_verbatim_1_but_for_controls_for_which_it_has_a_blank_each(text: str):
    data = f"ab{text}".encode()
    one, two = (d.derive(data, "text/plain").text for d in (VERBATIM_1, VERBATIM_2))
    assert len(one) == len(two)
    for old, new in zip(one, two, strict=True):
        assert old == new or (old in "\x0b\x0c\0\x1a" and new in "\n\r ")
    assert not set("\x0b\x0c") & set(two)
    assert not two.endswith(("\0", "\x1a"))


OF_STRETCHES = [
    name
    for name in derivations.NAMES
    if isinstance(derivations.derivation_named(name), DerivationOfStretches)
]


@pytest.mark.parametrize("name", OF_STRETCHES)
@given(
    text=strategies.texts(),
    steps=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))),
    data=st.data(),
)
def test_words_markers_and_gaps_are_the_text(
    name: derivations.Name, text: str, steps: list[tuple[int, int]], data: st.DataObject
):
    derived = derivations.derivation_named(name).derive(text.encode(), "text/plain")
    text = derived.text
    origins, markers, reached = [], [], 0
    for gap, length in steps:
        start = min(reached + gap, len(text))
        markers.append(data.draw(st.integers(0, start - reached)))
        reached = min(start + length, len(text))
        origins.append(stretch(start, reached))
    rebuilt, at = "", 0
    for one, (other, marker) in zip(
        [None, *origins], [*zip(origins, markers, strict=True), (None, 0)], strict=True
    ):
        found = derived.gap(one, other, marker)
        assert found.at == str(at)
        rebuilt += found.text
        if other is not None:
            rebuilt += derived.before(other, marker) + derived.words(other)
            at = other.end
    assert rebuilt == text


def test_beyond_the_end_of_a_text_nothing_stands():
    derived = VERBATIM_1.derive(b"abc", "text/plain")
    assert derived.words(stretch(2, 9)) == "c"
    assert derived.words(stretch(5, 9)) == ""
    assert derived.before(stretch(1, 2), 2) == "a"
    assert derived.gap(stretch(0, 9), None) == ("", "9")


def test_a_marker_never_reaches_into_the_words_before_it():
    derived = VERBATIM_1.derive(b"ab- c", "text/plain")
    assert derived.gap(stretch(0, 3), stretch(4, 5), 2) == ("", "3")
    assert derived.gap(None, stretch(1, 2), 2) == ("", "0")


def test_an_origin_of_values_becomes_one_of_a_block_with_what_follows_it():
    derived = VERBATIM_1.derive(b"ab\n", "text/plain")
    found = derived.origin(TextOrigin(capture="c", start=0, end=2), "\n")
    assert found == BlockOrigin(capture="c", start=0, end=2, separator="\n")


def test_another_text_keeps_its_place_if_there_is_room():
    origin, following = stretch(2, 5), stretch(8, 9)
    origin = origin.model_copy(update={"separator": " - "})
    longer = VERBATIM_1.resized(origin, 6, following)
    assert longer == BlockOrigin(capture="c", start=2, end=8, separator=" - ")
    assert VERBATIM_1.resized(origin, 7, following) is None
    assert VERBATIM_1.resized(origin, 700, None) == origin.model_copy(update={"end": 702})


@pytest.mark.parametrize("origin", [ELEMENT, WHOLE])
def test_verbatim_1_tells_the_words_of_stretches_only(origin: ElementOrigin | CaptureOrigin):
    assert VERBATIM_1.supports(stretch(0, 1))
    assert not VERBATIM_1.supports(origin)
    with pytest.raises(TypeError, match="not a stretch"):
        VERBATIM_1.derive(b"a", "text/plain").words(origin)


# --- another one, whose origins are no stretches ---


class Lines(Derivation):
    """Each line is an element, called `line`, in a page."""

    name = "lines-1"  # type: ignore[assignment]
    origins = (ElementOrigin,)

    def derive(self, data: bytes, media_type: str) -> Derived:
        return Page(self, data.decode())

    def resized(self, origin: Origin, length: int, following: Origin | None) -> OriginOfBlock:
        return element(origin)


class Page(Derived):
    @property
    def lines(self) -> Sequence[str]:
        return self.text.split("\n")

    def stretch(self, origin: Origin) -> tuple[int, int]:
        before = self.lines[: number(origin) - 1]
        start = sum(len(line) + 1 for line in before)
        return start, start + len(self.lines[len(before)])

    def origin_of(self, capture: str, start: int, end: int, hint: Origin | None) -> ElementOrigin:
        line = self.text.count("\n", 0, start) + 1
        return ElementOrigin(capture=capture, path=f"/line[{line}]")

    def before(self, origin: Origin, length: int) -> str | None:
        return None

    def gap(self, one: Origin | None, other: Origin | None, marker: int = 0) -> Gap:
        start = 0 if one is None else number(one)
        end = len(self.lines) if other is None else number(other) - 1
        return Gap("\n".join(self.lines[start:end]).strip(), f"/line[{start + 1}]")

    def origin(self, origin: Origin, separator: str) -> OriginOfBlock:
        return element(origin)


def element(origin: Origin) -> ElementOrigin:
    assert isinstance(origin, ElementOrigin)
    return origin


def number(origin: Origin) -> int:
    return int(element(origin).path.removeprefix("/line[").removesuffix("]"))


def test_the_rules_ask_any_derivation(monkeypatch: pytest.MonkeyPatch):
    data = b"One.\n\nTwo!\nthree\nFour.\n"
    texts = {1: "One.", 3: "Two.", 5: "Four."}
    document = Document(
        id="d",
        captures=[
            Capture(
                id="c",
                file="received/a",
                media_type="text/plain",
                size_bytes=len(data),
                sha256=sha256(data).hexdigest(),
            )
        ],
        sections=[
            Section(
                id="s",
                blocks=[
                    Paragraph(
                        id=f"p-{n}",
                        text=text,
                        origin=ElementOrigin(capture="c", path=f"/line[{n}]"),
                    )
                    for n, text in texts.items()
                ],
            )
        ],
    )
    files = FilesInMemory({"received/a": data})
    [underived] = rules_on_derivations.block_not_derived(document, files)
    assert underived.message == "the origin of 3 blocks has no place in c"
    assert underived.location.pointer == "/sections/0/blocks/0/origin"
    named = document.captures[0].update(derivation="html-text-1")
    document = document.update(captures=[named])
    for module in (rules_on_derivations, rederivation, places):
        monkeypatch.setattr(module, "derivation_of", lambda capture: Lines())
    assert list(rules_on_derivations.block_not_derived(document, files)) == []
    [differs] = rules.block_differs_from_capture(document, files)
    assert differs.location.pointer == "/sections/0/blocks/1/text"
    [uncovered] = rules.capture_not_covered(document, files)
    assert uncovered.location.pointer == "/sections/0/blocks/1/origin"
    assert '"three" is in c at /line[4]' in uncovered.message
    assert list(rules.separator_differs_from_capture(document, files)) == []
    assert rederivation.received_texts(document, files) == {
        "p-1": "One.",
        "p-3": "Two!",
        "p-5": "Four.",
    }


def test_the_gaps_of_lines_lie_between_them():
    page = Lines().derive(b"a\nb\nc", "text/plain")
    origins = [ElementOrigin(capture="c", path=f"/line[{n}]") for n in (1, 3)]
    assert [page.gap(*pair).text for pair in pairwise([None, *origins, None])] == ["", "b", ""]
