"""Spans nest when they are told, whatever overlaps; nothing of the text is lost or told twice."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from archive.formats.nested_spans import Span, fit_spans, overlaid, walk_spans
from tests.tools.cases import each_case

TEXT = "abcdefgh"


class Told:
    """What is told of a text, as one string and as spans."""

    def __init__(self) -> None:
        self.written = ""
        self.text = ""
        self.spans: list[Span[str]] = []
        self._open: list[tuple[str, int, int]] = []

    def characters(self, text: str) -> None:
        assert text
        self.written += text
        self.text += text

    def start(self, tag: str) -> None:
        self.written += f"<{tag}>"
        self._open.append((tag, len(self.text), len(self.spans)))
        self.spans.append(Span(-1, -1, tag))

    def end(self, tag: str) -> None:
        self.written += f"</{tag}>"
        opened, start, number = self._open.pop()
        assert opened == tag
        self.spans[number] = Span(start, len(self.text), tag)


def told(text: str, spans: Sequence[Span[str]]) -> Told:
    found = Told()
    walk_spans(text, spans, found)
    return found


def spans(*parts: tuple[int, int, str]) -> list[Span[str]]:
    return [Span(*part) for part in parts]


# --- walk ---


@each_case(
    ("drawn", "expected"),
    [
        ([], "abcdefgh"),
        ([(0, 8, "a")], "<a>abcdefgh</a>"),
        ([(1, 3, "a"), (3, 4, "b")], "a<a>bc</a><b>d</b>efgh"),
        ([(1, 5, "a"), (2, 5, "b"), (2, 3, "c")], "a<a>b<b><c>c</c>de</b></a>fgh"),
        ([(1, 3, "a"), (1, 3, "b")], "a<a><b>bc</b></a>defgh"),
        # of no width: in the order in which they are listed
        ([(0, 0, "a")], "<a></a>abcdefgh"),
        ([(8, 8, "a")], "abcdefgh<a></a>"),
        ([(2, 2, "a"), (2, 2, "b")], "ab<a></a><b></b>cdefgh"),
        ([(2, 4, "a"), (2, 2, "b")], "ab<a><b></b>cd</a>efgh"),
        ([(2, 2, "b"), (2, 4, "a")], "ab<b></b><a>cd</a>efgh"),
        ([(2, 4, "a"), (4, 4, "b")], "ab<a>cd</a><b></b>efgh"),
        ([(1, 5, "a"), (2, 4, "b"), (4, 4, "c")], "a<a>b<b>cd</b><c></c>e</a>fgh"),
    ],
)
def test_a_text_is_walked_with_its_spans(drawn: list[tuple[int, int, str]], expected: str):
    assert told(TEXT, spans(*drawn)).written == expected


def test_of_a_text_without_words_spans_alone_are_walked():
    assert told("", spans((0, 0, "a"))).written == "<a></a>"
    assert told("", []).written == ""


@st.composite
def nesting(draw: st.DrawFn, widest: int = len(TEXT)) -> list[Span[str]]:
    """Spans that nest, in order; the shorter ones that cross a longer one are left out."""
    edges = st.integers(0, widest)
    pairs = sorted(
        draw(st.lists(st.tuples(edges, edges), max_size=8)), key=lambda p: (min(p), -max(p))
    )
    found: list[Span[str]] = []
    ends: list[int] = []
    for pair in pairs:
        start, end = sorted(pair)
        while ends and ends[-1] <= start:
            ends.pop()
        if not ends or end <= ends[-1]:
            found.append(Span(start, end, f"m{len(found)}"))
            ends.append(end)
    return found


@given(nesting())
def test_every_span_is_walked_where_it_stands_and_in_its_order(drawn: list[Span[str]]):
    found = told(TEXT, drawn)
    assert (found.text, found.spans) == (TEXT, drawn)


# --- laying over ---

_STRETCHES = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))), max_size=8
).map(lambda pairs: [Span(min(a, b - 1), max(a + 1, b), f"s{n}") for n, (a, b) in enumerate(pairs)])


def places(found: Sequence[Span[str]]) -> list[tuple[str, int]]:
    return sorted((span.tag, n) for span in found for n in range(span.start, span.end))


@given(_STRETCHES, nesting())
def test_what_overlaps_is_cut_until_it_fits_and_stays_where_it_is(
    drawn: list[Span[str]], marks: list[Span[str]]
):
    cut = fit_spans(drawn, marks, lambda tag: int(tag[1:]))
    assert places(cut) == places(drawn)
    together = overlaid(marks, cut)
    assert [span for span in together if span.tag.startswith("m")] == marks
    assert [span for span in together if span.tag.startswith("s")] == cut
    assert told(TEXT, together).spans == together


@each_case(
    ("drawn", "marks", "expected"),
    [
        ([(0, 4, "s0"), (2, 6, "s1")], [], "<s0>ab<s1>cd</s1></s0><s1>ef</s1>gh"),
        ([(1, 3, "s1"), (1, 3, "s0")], [], "a<s0><s1>bc</s1></s0>defgh"),
        ([(1, 3, "s0"), (1, 3, "s1")], [], "a<s0><s1>bc</s1></s0>defgh"),
        ([(1, 3, "s0")], [(2, 5, "m")], "a<s0>b</s0><m><s0>c</s0>de</m>fgh"),
        ([(1, 3, "s0")], [(0, 2, "m")], "<m>a<s0>b</s0></m><s0>c</s0>defgh"),
        ([(1, 5, "s0")], [(2, 4, "m")], "a<s0>b<m>cd</m>e</s0>fgh"),
        ([(2, 4, "s0")], [(1, 5, "m")], "a<m>b<s0>cd</s0>e</m>fgh"),
        ([(2, 4, "s0")], [(2, 4, "m")], "ab<s0><m>cd</m></s0>efgh"),
        ([(2, 4, "s0")], [(3, 3, "m")], "ab<s0>c<m></m>d</s0>efgh"),
    ],
)
def test_received_marks_are_never_cut(
    drawn: list[tuple[int, int, str]], marks: list[tuple[int, int, str]], expected: str
):
    received = spans(*marks)
    cut = fit_spans(spans(*drawn), received, lambda tag: int(tag[1:]))
    assert told(TEXT, overlaid(received, cut)).written == expected
