"""Draws the attribution diagram in SVG: the claims of a record, their claimants and sources.

Each bar is a claim, in the order of the text, with a gap between blocks. Lines lead left to the
claimant, if that is not the author, and right to the sources. The page around the diagram must
define the signs, as symbols `#g-…`, and the colours, as custom properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.english import counted
from archive.model.anchors import Anchor
from archive.model.claims import Claim
from archive.model.document import Document
from archive.text.graphemes import graphemes
from archive.view.claim_glyphs import gravest_assessment
from archive.view.html.glyph_colours import glyph_colours
from archive.view.html.markup import Markup, balanced, element
from archive.view.terminal.text_width import width_of
from archive.wording.claims import numbers_of, sources_of
from archive.wording.voices import voice_of

_WIDTH = 440
_LEFT, _RIGHT = 176, 286
"""The x positions where the labels on the left end, and those on the right begin."""
_BAR, _BAR_END = 222, 240
_SIGN = 9
"""The width and height of a sign; there is room for three signs beside the bars."""

_PITCH, _NARROWEST = 5.0, 2.0
"""The distance between bars, and the smallest distance if there are many."""
_GAP = 7.0
"""The extra distance between blocks."""
_LINE = 13.0
"""The distance between labels."""
_HIGHEST = 1400.0
"""The greatest height. With more claims bars get narrower, then each shows several claims."""
_MOST_BARS, _MOST_LABELS = 600, 48
_LONGEST = 26
"""The most columns of a label."""

STYLE = (
    ".picture{direction:ltr;display:block;width:100%;max-width:34rem;height:auto}"
    ".picture text{font-size:10px;fill:var(--ink)}"
    ".picture .nobody text{font-style:italic}"
    ".picture .bar{fill:var(--faint);fill-opacity:.45}"
    ".picture :is(.bar.named,.bar.unidentified){fill:var(--voice);fill-opacity:1}"
    ".picture .bar.nobody{fill:none;stroke:var(--voice)}"
    ".picture .bar.proposed{stroke:var(--ink);stroke-width:.6;stroke-dasharray:2 1.5}"
    ".picture .line{fill:none;stroke:var(--soft);stroke-width:.7}"
    ".picture :is(.line.named,.line.unidentified){stroke:var(--voice)}"
    ".picture .line.nobody{stroke:var(--voice);stroke-dasharray:2 2}"
    + glyph_colours(".picture")
    + ".picture a:hover .bar,.picture a:focus .bar{fill:var(--ink);fill-opacity:1}"
)
"""The CSS of the diagram; the page defines the colours."""


def attribution_diagram(document: Document, *, withheld: bool = False) -> Markup:
    """Return the diagram as SVG; empty if all claims are rejected or there are none.

    Screen readers and the keyboard skip the diagram, because lists on the page have its content.
    With very many claims, a bar shows several neighbouring claims.

    Args:
        document: The record.
        withheld: Whether to hide words of the article.
    """
    bars = _bars(document)
    if not bars:
        return Markup()
    pitch = min(_PITCH, max(_NARROWEST, _HIGHEST / len(bars)))
    top = _LINE / 2
    for before, bar in zip((None, *bars), bars, strict=False):
        top += _GAP if before is not None and before.block != bar.block else 0.0
        bar.top, top = top, top + pitch
    voices, sources = _voices(bars, document, withheld), _sources(bars, document)
    height = max(top, *(_LINE * (len(side) + 1) for side in (voices, sources)))
    _spread_labels(voices, height)
    _spread_labels(sources, height)
    return element(
        "svg",
        [_lines(side, pitch) for side in (voices, sources)],
        [_bar_shape(bar, pitch) for bar in bars],
        _signs(bars, pitch),
        [_label(side) for side in (*voices, *sources)],
        class_="picture",
        viewBox=f"0 0 {_WIDTH} {height + _LINE / 2:.0f}",
        aria_hidden="true",
        focusable="false",
    )


# --- the bars ---


@dataclass(slots=True, eq=False)
class _Bar:
    """A bar of the diagram: a claim, or several neighbouring claims."""

    block: str
    claims: Sequence[Claim]
    voice: str
    """`nobody`, `unidentified`, `named` or `author`: the first of these among the claims."""
    warning: str | None
    """The gravest verdict that needs a sign, if any."""
    top: float = 0.0


def _bars(document: Document) -> list[_Bar]:
    """Return the bars in text order, one for each claim, or for several if there are too many."""
    claims = (document.claim(id) for id in numbers_of(document))
    shown = [claim for claim in claims if claim.status != "rejected"]
    bars = [_bar([claim], document) for claim in shown]
    if len(bars) <= _MOST_BARS:
        return bars
    share = -(-len(bars) // _MOST_BARS)
    together: list[_Bar] = []
    for _, group in groupby(bars, key=lambda bar: bar.block):
        several = [bar.claims[0] for bar in group]
        chunks = (several[n : n + share] for n in range(0, len(several), share))
        together += (_bar(chunk, document) for chunk in chunks)
    return together


def _bar(claims: Sequence[Claim], document: Document) -> _Bar:
    first = next((one for one in claims[0].anchors if isinstance(one, Anchor)), None)
    kinds = {voice_of(claim, document).kind for claim in claims}
    verdicts = {
        assessment.verdict
        for claim in claims
        if (assessment := gravest_assessment(claim, document))
    }
    return _Bar(
        first.block if first else "",
        claims,
        next(kind for kind in ("nobody", "unidentified", "named", "author") if kind in kinds),
        next((name for name in _WARNING_VERDICTS if name in verdicts), None),
    )


_WARNING_VERDICTS = ("contradicted", "doubt", "mixed", "unverifiable")
"""The verdicts with a sign beside the bar; "supported" needs no warning."""


def _bar_shape(bar: _Bar, pitch: float) -> Markup:
    proposed = " proposed" if any(one.status == "proposed" for one in bar.claims) else ""
    shape = element(
        "rect",
        class_=f"bar {bar.voice}{proposed}",
        x=_BAR,
        y=f"{bar.top:.1f}",
        width=_BAR_END - _BAR,
        height=f"{pitch * 0.8:.1f}",
    )
    return _link(bar.claims[0].id, shape)


def _link(id: str, *content: Markup, class_: str | None = None) -> Markup:
    return element("a", content, href=f"#{id}", tabindex=-1, class_=class_)


def _signs(bars: Iterable[_Bar], pitch: float) -> Iterator[Markup]:
    """Yield the signs beside bars; where signs would overlap, up to three are side by side."""
    last, place = -2.0 * _SIGN, 0
    for bar in bars:
        if bar.warning is None:
            continue
        place = (place + 1) % 3 if bar.top - last < _SIGN else 0
        last = bar.top
        sign = element(
            "use",
            href=f"#g-{bar.warning}",
            x=_BAR - (place + 1) * _SIGN - 2,
            y=f"{bar.top + pitch * 0.4 - _SIGN / 2:.1f}",
            width=_SIGN,
            height=_SIGN,
        )
        yield _link(bar.claims[0].id, sign, class_=bar.warning)


# --- claimants and sources ---


@dataclass(slots=True)
class _Side:
    """A claimant or a source, with the bars to which lines lead."""

    words: str
    target: str
    """The id of the part to which the label links."""
    kind: str
    """`named`, `unidentified`, `nobody` or `source`."""
    bars: dict[_Bar, None] = field(default_factory=dict)
    """The connected bars in order, without duplicates."""
    at: float = 0.0
    """The y position of the label."""


def _voices(bars: Iterable[_Bar], document: Document, withheld: bool) -> list[_Side]:
    """Return the claimants other than the author, grouped by name."""
    sides: dict[str, _Side] = {}
    for bar in bars:
        for claim in bar.claims:
            voice = voice_of(claim, document)
            if voice.kind == "author":
                continue
            name = voice.label(document, withheld=withheld)
            side = _Side(name, voice.entity or claim.id, voice.kind)
            sides.setdefault(voice.entity or name.casefold(), side).bars[bar] = None
    return _most_linked(sides.values())


def _sources(bars: Iterable[_Bar], document: Document) -> list[_Side]:
    sides: dict[str, _Side] = {}
    for bar in bars:
        for claim in bar.claims:
            for source in sources_of(claim, document):
                side = _Side(source.label, source.id, "source")
                sides.setdefault(source.id, side).bars[bar] = None
    return _most_linked(sides.values())


def _most_linked(sides: Iterable[_Side]) -> list[_Side]:
    """Return those with most claims, and after them one entry for all others."""
    ranked = sorted(sides, key=lambda side: -len(side.bars))
    first, rest = ranked[:_MOST_LABELS], ranked[_MOST_LABELS:]
    if rest:
        together = dict.fromkeys(bar for side in rest for bar in side.bars)
        others = counted(len(rest), "others")
        first.append(_Side(others, rest[0].target, rest[0].kind, together))
    return first


def _spread_labels(sides: list[_Side], height: float) -> None:
    """Place labels beside the middle of their bars, without overlap."""
    for side in sides:
        side.at = sum(bar.top for bar in side.bars) / len(side.bars)
    sides.sort(key=lambda side: side.at)
    lowest = 0.0
    for side in sides:
        side.at = lowest = max(side.at, lowest + _LINE)
    highest = height
    for side in reversed(sides):
        side.at = highest = min(side.at, highest - _LINE)


def _lines(sides: Iterable[_Side], pitch: float) -> Iterator[Markup]:
    """Yield a shape for each claimant or source: the lines to its bars."""
    for side in sides:
        at = f"{side.at:.1f}"
        start, end = (_RIGHT - 3, _BAR_END) if side.kind == "source" else (_LEFT + 3, _BAR)
        middle = (start + end) // 2
        curves = (
            f"M{start} {at}C{middle} {at} {middle} {y} {end} {y}"
            for y in (f"{bar.top + pitch * 0.4:.1f}" for bar in side.bars)
        )
        yield element("path", class_=f"line {side.kind}", d="".join(curves))


def _label(side: _Side) -> Markup:
    at_end = side.kind != "source"
    words = element(
        "text",
        balanced(_shorten(side.words)),
        x=_LEFT if at_end else _RIGHT,
        y=f"{side.at + 3.5:.1f}",
        text_anchor="end" if at_end else None,
    )
    return _link(side.target, words, class_=side.kind)


def _shorten(words: str) -> str:
    """Shorten a label to the width of the diagram's margin."""
    if width_of(words) <= _LONGEST:
        return words
    kept, columns = [], 0
    for grapheme in graphemes(words[: 8 * _LONGEST]):
        columns += width_of(grapheme)
        if columns >= _LONGEST:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"
