"""`Highlights` marks the words of claims, cues, conditions and corrections in a block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from archive.formats.nested_spans import Span
from archive.model.anchors import Anchor, Stretch
from archive.model.annotations import Correction
from archive.view.html.markup import escape
from archive.view.html.page.claim_entries import ClaimEntries, ClaimEntry
from archive.wording.annotations import correction

TagPair = tuple[str, str]
"""A start tag and an end tag."""

VERDICT_LINES: Mapping[str, str] = {
    "doubt": "d",
    "contradicted": "x",
    "mixed": "m",
    "unverifiable": "u",
}
"""The CSS classes of the words of a claim, by its verdict, if readers should notice it."""

CUE_LINES: Mapping[str, str] = {"author": "", "named": "v", "unidentified": "v", "nobody": "n"}
"""The CSS classes of cue words, by the voice of the claim."""


class Highlights:
    """The highlighted words of each block, as spans that do not overlap.

    A span has the numbers of the claims whose words it contains (`data-c`), and of those for which
    it is a cue (`data-q`) or a condition (`data-f`). The words between the anchors of one claim
    are spans as well, so that the page can draw a line under the gap.
    """

    def __init__(self, entries: ClaimEntries) -> None:
        self._edges: dict[str, dict[int, tuple[list[_Highlight], list[_Highlight]]]] = defaultdict(
            lambda: defaultdict(lambda: ([], []))
        )
        for entry in entries.all:
            self._add_claim(entry)
        for annotation in entries.document.annotations:
            if isinstance(annotation, Correction) and annotation.status != "rejected":
                highlight = _Highlight("k", 0, correction(annotation))
                for stretch in annotation.anchors:
                    self._add(stretch, highlight)

    def of(self, block: str) -> Sequence[Span[TagPair]]:
        """Return the spans of a block, which do not overlap."""
        return tuple(self._cut(self._edges[block])) if block in self._edges else ()

    def _add_claim(self, entry: ClaimEntry) -> None:
        claim = entry.claim
        line = "" if entry.is_rejected else VERDICT_LINES.get(entry.verdict, "")
        highlight = _Highlight("c", entry.n, line)
        reach: dict[str, list[int]] = {}
        for stretch in claim.anchors:
            self._add(stretch, highlight)
            if isinstance(stretch, Anchor):
                first, last = reach.setdefault(stretch.block, [stretch.start, stretch.end])
                reach[stretch.block] = [min(first, stretch.start), max(last, stretch.end)]
        if len(claim.anchors) > 1:
            for block, (start, end) in reach.items():
                self._between(block, start, end, _Highlight("gap", entry.n, ""))
        line = "" if entry.is_rejected else CUE_LINES[entry.voice.kind]
        cue = _Highlight("q", entry.n, line)
        for step in claim.attribution:
            for stretch in step.cue:
                self._add(stretch, cue)
        for stretch in claim.condition:
            self._add(stretch, _Highlight("f", entry.n, ""))

    def _add(self, stretch: Stretch, highlight: _Highlight) -> None:
        if isinstance(stretch, Anchor):
            self._between(stretch.block, stretch.start, stretch.end, highlight)

    def _between(self, block: str, start: int, end: int, highlight: _Highlight) -> None:
        edges = self._edges[block]
        edges[start][0].append(highlight)
        edges[end][1].append(highlight)

    def _cut(
        self, edges: Mapping[int, tuple[list[_Highlight], list[_Highlight]]]
    ) -> Iterator[Span[TagPair]]:
        here: list[_Highlight] = []
        reached = 0
        for at in sorted(edges):
            if here and reached < at:
                yield Span(reached, at, (_opening(here), "</span>"))
            begins, ends = edges[at]
            for highlight in ends:
                here.remove(highlight)
            here += begins
            reached = at


class _Highlight:
    """A highlight of words: of a claim, a cue, a condition or a correction."""

    __slots__ = ("attribute", "n", "value")

    def __init__(self, attribute: str, n: int, value: str) -> None:
        self.attribute, self.n = attribute, n
        self.value = value
        """The CSS class of the words; for a correction, the right words."""


def _opening(here: Sequence[_Highlight]) -> str:
    """Return the start tag of words with these highlights."""
    numbers: dict[str, list[int]] = {"c": [], "q": [], "f": []}
    classes: dict[str, None] = {}
    title = ""
    for highlight in here:
        if highlight.attribute in numbers:
            numbers[highlight.attribute].append(highlight.n)
            if highlight.value:
                classes[highlight.value] = None
        elif highlight.attribute == "k":
            classes["k"] = None
            title = highlight.value
    tag = f'<span data-c="{" ".join(map(str, dict.fromkeys(numbers["c"])))}"'
    for name in ("q", "f"):
        if numbers[name]:
            tag += f' data-{name}="{" ".join(map(str, dict.fromkeys(numbers[name])))}"'
    if classes:
        tag += f' class="{" ".join(classes)}"'
    if title:
        tag += f' title="{escape(title)}"'
    return tag + ">"
