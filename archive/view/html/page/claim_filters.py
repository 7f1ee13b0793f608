"""The list of filters. Its rows also explain the glyphs, and count the claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.english import counted
from archive.model.claims import COMMITMENTS, KINDS
from archive.model.statements import STATUSES
from archive.text.speakers import NOBODY
from archive.view.html.markup import Content, Markup, element, escape, joined
from archive.view.html.page.claim_entries import VERDICT_PHRASES, ClaimEntries, ClaimEntry
from archive.view.html.page.glyph_drawings import glyph
from archive.view.html.page.highlights import CUE_LINES, VERDICT_LINES
from archive.wording.claims import no_source
from archive.wording.entities_and_works import label

_LINES = {**VERDICT_LINES, "voice": CUE_LINES["named"], "nobody": CUE_LINES["nobody"]}
"""The CSS class of the line under words that a row explains, by its glyph."""
_STATUSES = {"proposed": "[proposed]"}
"""The names of statuses that the text shows in brackets."""
_BAR = 28
"""The width in pixels of the bar for all claims."""


class FacetValue(NamedTuple):
    """A value of a facet."""

    value: str
    """The value in the address of the page."""
    name: str
    glyph: str
    """The name of the glyph; empty if the value has none."""
    number: int


class Facet(NamedTuple):
    """A field of every claim by which the page filters."""

    name: str
    """The name in the address of the page."""
    title: str
    rows: Sequence[FacetValue]


def facets(entries: ClaimEntries) -> Iterator[Facet]:
    """Yield the facets by which claims can be filtered, with the count of each value.

    Rejected claims are counted only by status; the other facets count shown claims.
    """
    shown = entries.shown
    verdicts: Counter[str] = Counter(
        v for e in shown for v in {assessment.verdict for assessment in e.standing}
    )
    yield Facet(
        "verdict",
        "Doubts and verdicts",
        [
            FacetValue(v, phrase, v, verdicts[v])
            for v, phrase in VERDICT_PHRASES.items()
            if verdicts[v]
        ],
    )
    yield Facet("who", "Who says it", _voices(entries))
    kinds = Counter(entry.claim.kind for entry in shown)
    yield Facet("kind", "Kind", [FacetValue(k, k, k, kinds[k]) for k in KINDS if kinds[k]])
    firm = Counter(entry.claim.commitment for entry in shown)
    yield Facet(
        "commitment", "Commitment", [FacetValue(c, c, "", firm[c]) for c in COMMITMENTS if firm[c]]
    )
    yield Facet("source", "Source", _sources(entries))
    statuses = Counter(entry.claim.status for entry in entries.all)
    if set(statuses) - {"accepted"}:
        rows = [
            FacetValue(s, _STATUSES.get(s, s), "", statuses[s]) for s in STATUSES if statuses[s]
        ]
        yield Facet("status", "Status", rows)


def _voices(entries: ClaimEntries) -> Sequence[FacetValue]:
    """Return the author, nobody, then the other voices; the most frequent come first."""
    first = {entry.who: entry for entry in reversed(entries.shown)}
    counts = Counter(entry.who for entry in entries.shown)
    others = [who for who, _ in counts.most_common() if who not in ("author", "nobody")]
    return [
        FacetValue(
            who,
            NOBODY if who == "nobody" else entries.name(first[who].voice),
            who if who in ("author", "nobody") else "voice",
            counts[who],
        )
        for who in ("author", "nobody", *others)
        if counts[who]
    ]


def _sources(entries: ClaimEntries) -> Sequence[FacetValue]:
    """Return the sources, the most used first, then the number of claims without a source."""
    counts = Counter(source for entry in entries.shown for source in entry.sources)
    rows = [FacetValue(id, label(id, entries.document), "", n) for id, n in counts.most_common()]
    none = sum(not entry.sources for entry in entries.shown)
    return (
        [*rows, FacetValue("none", no_source(entries.withheld), "", none)]
        if rows and none
        else rows
    )


def filter_list(entries: ClaimEntries) -> Markup:
    """Return the list of filters; its check boxes are shown only if scripts run."""
    total = len(entries.shown)
    sets = [_fieldset(facet, total) for facet in facets(entries) if facet.rows]
    clear = element("button", "Show all claims", type="button", class_="clear js off")
    title = element("p", element("b", "Claims"), " ", element("span", str(total)), class_="total")
    return element("nav", title, clear, sets, class_="rail", id=":rail", aria_label="Filter claims")


def _fieldset(facet: Facet, total: int) -> Markup:
    rows = Markup("".join(_row(facet.name, row, total) for row in facet.rows))
    return element("fieldset", element("legend", facet.title), rows, data_facet=facet.name)


def _row(facet: str, row: FacetValue, total: int) -> str:
    width = max(1, round(_BAR * row.number / total)) if total else 1
    drawn = glyph(row.glyph) if row.glyph else ""
    line = _LINES.get(row.glyph, "")
    name = f'<span class="{line}">{escape(row.name)}</span>' if line else escape(row.name)
    return (
        f'<label><input type="checkbox" class="js" name="{facet}" value="{row.value}">{drawn}'
        f'<span class="name">{name}</span>'
        f'<svg class="bar" width="{_BAR}" height="7" aria-hidden="true">'
        f'<rect width="{width}" height="7"/></svg>'
        f'<span class="count">{row.number}</span></label>'
    )


# --- one sentence of numbers ---


def claim_counts(entries: ClaimEntries) -> Markup:
    """Return a sentence with the numbers of claims by voice, and of claims in question.

    Each number is a link that shows only these claims.
    """
    shown = entries.shown
    if not shown:
        entered = "accepted" if entries.withheld.accepted_only else "entered"
        return element("p", f"No claims have been {entered}.", class_="numbers")
    total = _link("", counted(len(shown), "claims"))
    verb = "is" if len(shown) == 1 else "are"
    sentence = joined(total, f" {verb} in this article: ", *_voice_counts(shown), ".")
    return element("p", sentence, *_verdict_counts(entries), class_="numbers")


def _voice_counts(shown: Sequence[ClaimEntry]) -> Iterator[Content]:
    """Yield the numbers of claims by voice, without zeros."""
    voices: Counter[str] = Counter(entry.voice.kind for entry in shown)
    phrases = (
        ("author", None, "on the author’s word alone"),
        ("named", None, "on the word of somebody named"),
        ("unidentified", None, "on the word of somebody not identified yet"),
        ("nobody", Markup(f"{glyph('nobody')} "), "on nobody named"),
    )
    present = [row for row in phrases if voices[row[0]]]
    for n, (kind, drawn, words) in enumerate(present):
        whose = ",".join(sorted({entry.who for entry in shown if entry.voice.kind == kind}))
        yield None if not n else ", "
        yield drawn
        yield _link(f"who={whose}", str(voices[kind]))
        yield f" {words}"


def _verdict_counts(entries: ClaimEntries) -> Iterator[Markup]:
    """Yield the numbers of claims in question, with verdicts, and with only proposed verdicts."""
    shown = entries.shown
    questions = sum(entry.question is not None for entry in shown)
    if questions:
        are = "is" if questions == 1 else "are"
        verdicts = {assessments.verdict for entry in shown for assessments in entry.standing} - {
            "supported"
        }
        link = _link(f"verdict={','.join(sorted(verdicts))}", str(questions))
        phrases = ", ".join(
            phrases for verdict, phrases in VERDICT_PHRASES.items() if verdict in verdicts
        )
        yield joined(" ", Markup(glyph("doubt")), " ", link, f" {are} in question ({phrases}).")
    assessments = [[f for f in entry.standing if f.evidence] for entry in shown]
    weighed = [verdicts for verdicts in assessments if verdicts]
    if not (questions or weighed):
        entered = "accepted" if entries.withheld.accepted_only else "entered"
        yield Markup(f" Nobody has {entered} a doubt or a verdict.")
    if weighed:
        words = ",".join(sorted({f.verdict for verdicts in weighed for f in verdicts}))
        open_ = sum(all(f.status != "accepted" for f in verdicts) for verdicts in weighed)
        yield joined(
            " Evidence was weighed for ", _link(f"verdict={words}", str(len(weighed))), "."
        )
        if open_:
            whose = (
                "All these verdicts" if open_ == len(weighed) > 1 else f"{open_} of the verdicts"
            )
            are = "is a proposal" if open_ == 1 else "are proposals"
            yield Markup(f" {whose} {are} that nobody has accepted yet.")


def _link(query: str, words: str) -> Markup:
    return element("a", words, href=f"#;{query}")
