"""The table of all claims on the page."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model.assessments import Assessment
from archive.view.html.markup import Markup, element, escape
from archive.view.html.page.claim_entries import VERDICT_PHRASES, ClaimEntry
from archive.view.html.page.glyph_drawings import glyph
from archive.view.html.page.value_markup import ValueMarkup
from archive.wording.claims import no_source


def claims_table(markup: ValueMarkup) -> Iterator[Markup]:
    """Yield the table of all claims; a script sorts and filters its rows."""
    columns = ("No.", "Claim", "Kind", "Who says it", "Source", "Verdict", "Time")
    if not markup.entries.all:
        return
    head = [
        element("th", element("button", name, type="button"), scope="col", aria_sort="none")
        for name in columns
    ]
    rows = Markup("".join(_row(markup, one) for one in markup.entries.all))
    table = element(
        "table", element("thead", element("tr", head)), element("tbody", rows), class_="all"
    )
    yield element(
        "div", table, class_="scroll", tabindex="0", role="group", aria_label="All claims"
    )


def _row(markup: ValueMarkup, entry: ClaimEntry) -> str:
    claim = entry.claim
    verdicts = ", ".join(map(assessment_in_brief, entry.standing))
    sources = "; ".join(markup.document.source(id).label for id in entry.sources)
    glyphs = glyph(entry.verdict) if entry.verdict else ""
    status = "" if claim.status == "accepted" else f" ({claim.status})"
    rejected = ' class="rejected"' if entry.is_rejected else ""
    time = claim.time.date if claim.time else ""
    return (
        f'<tr data-n="{entry.n}"{rejected}><td>{entry.number}</td>'
        f'<th scope="row"><a href="#{claim.id}">{escape(claim.restatement)}</a>{status}</th>'
        f"<td>{glyph(claim.kind)} {claim.kind}</td>"
        f"<td>{escape(markup.entries.name(entry.voice))}</td>"
        f"<td>{escape(sources or no_source(markup.withheld))}</td>"
        f"<td>{glyphs} {verdicts}</td><td>{escape(time)}</td></tr>"
    )


def assessment_in_brief(assessment: Assessment) -> str:
    """Return a verdict or doubt in words, with its status and certainty."""
    is_plain = assessment.status == "accepted" or assessment.verdict == "doubt"
    sure = f", {assessment.certainty}" if assessment.certainty is not None else ""
    status = "" if is_plain else f" ({assessment.status})"
    return f"{VERDICT_PHRASES[assessment.verdict]}{status}{sure}"
